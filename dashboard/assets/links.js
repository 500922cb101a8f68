// A link between our own pages is followed as the menu follows it, without a new load of everything. Whoever asks for
// a new tab or window gets one; without this script it is a plain link.
(() => {
  if (window.bangdanLinks) return;
  window.bangdanLinks = true;

  const goTo = (anchor, tries = 100) => {
    const place = anchor && document.getElementById(anchor);
    if (place) {
      for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      place.scrollIntoView();
    } else if (anchor && tries) setTimeout(goTo, 100, anchor, tries - 1);
  };

  const follow = (link, click) => {
    if (click.button || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    goTo(link.hash.slice(1));
  };

  const copy = (button) => {
    const words = button.textContent;
    navigator.clipboard?.writeText(document.getElementById(button.dataset.copy).textContent).then(() => {
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  };

  const remember = () => {
    const page = document.querySelector(".bd-hint")?.dataset.hint;
    const seen = document.cookie.match(/(?:^|; )bangdan_hints=([\w.]*)/)?.[1];
    if (page) document.cookie = `bangdan_hints=${seen ? `${seen}.` : ""}${page}; path=/; max-age=31536000; SameSite=Lax`;
  };

  document.addEventListener("click", (click) => {
    if (click.target.closest?.(".st-key-hint_close button")) remember();
    if (click.defaultPrevented || !click.target.closest) return;
    const link = click.target.closest("a.bd-go");
    const button = click.target.closest("button.bd-copy");
    if (link) follow(link, click);
    else if (button) copy(button);
  });
  const arrive = () => goTo(location.hash.slice(1));
  window.addEventListener("hashchange", arrive);
  arrive();
})();
