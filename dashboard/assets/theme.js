// Streamlit does not run the script again when its theme changes, and the colours of a table and of a chart are
// chosen there: press the hidden button that is drawn for it. A dialog stands beside the app: the page tells it the
// scheme.
(() => {
  const app = document.querySelector(".stApp");
  if (!app || app.dataset.scheme) return;
  const scheme = () => getComputedStyle(app).colorScheme;
  const note = () => { document.documentElement.style.colorScheme = app.dataset.scheme = scheme(); };
  note();
  new MutationObserver(() => {
    if (scheme() === app.dataset.scheme) return;
    note();
    document.querySelector(".st-key-theme_changed button")?.click();
  }).observe(app, { attributes: true, attributeFilter: ["class"] });
})();
