// In a frame of somebody else's page: tells that page how high what is shown is, so that it can fit the frame. A view
// is higher on a phone than its frame was made for.
(() => {
  const shown = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (window.parent === window || !shown || shown.dataset.told) return;
  shown.dataset.told = "0";
  new ResizeObserver(() => {
    const height = String(Math.ceil(shown.getBoundingClientRect().height));
    if (height === shown.dataset.told) return;
    shown.dataset.told = height;
    window.parent.postMessage({ bangdan: Number(height) }, "*");
  }).observe(shown);
})();
