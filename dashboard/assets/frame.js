// In a frame of somebody else's page: tells that page how high what is shown is, so that it can fit the frame. A view
// is higher on a phone than its frame was made for. The server cannot know the width of a frame: a narrow one, or one
// in a column of text, ticks the hidden boxes that draw the chart for it.
(() => {
  const shown = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (!shown || shown.dataset.told) return;
  shown.dataset.told = "0";
  const widths = { narrow: window.matchMedia("(max-width: 559px)"), column: window.matchMedia("(max-width: 859px)") };
  const ask = () => {
    for (const [name, width] of Object.entries(widths)) {
      const box = document.querySelector(`.st-key-frame_${name} input`);
      if (box && box.checked !== width.matches) box.click();
    }
  };
  for (const width of Object.values(widths)) width.addEventListener("change", ask);
  new MutationObserver(ask).observe(shown, { childList: true, subtree: true });
  ask();
  new ResizeObserver(() => {
    const height = String(Math.ceil(shown.getBoundingClientRect().height));
    if (window.parent === window || height === shown.dataset.told) return;
    shown.dataset.told = height;
    window.parent.postMessage({ bangdan: Number(height) }, "*");
  }).observe(shown);
})();
