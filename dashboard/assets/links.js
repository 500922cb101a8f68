// A link between our own pages is followed as the menu follows it, without a new load of everything. Whoever asks for
// a new tab or window gets one; without this script it is a plain link.
(() => {
  if (window.bangdanLinks) return;
  window.bangdanLinks = true;
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.("a.bd-go");
    if (!link || click.defaultPrevented || click.button || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    window.scrollTo(0, 0);
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  });
})();
