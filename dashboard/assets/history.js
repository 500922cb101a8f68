// Each step of the browser's history is one that the reader took: to a page, or from view to view of it. Streamlit
// writes the address of a run whenever the run's message comes, as a step of its own: also where a run only says in
// full what a link asked for; and of a menu's click it makes the step no sooner than the page has been drawn, so that on
// a slow machine the new page's view comes to stand behind the address of the page that was left.
// So a click in the menu is a step at once, and what Streamlit writes is one only after the reader did something there.
{
  const push = history.pushState.bind(history);
  let acted = false;

  const visit = (url) => {
    acted = false;
    push(null, "", url);
  };

  history.pushState = (state, title, url) => {
    const moves = new URL(url, location.href).pathname !== location.pathname;
    // Of a link of ours, see links.js.
    if (state === null) visit(url);
    else if (acted && (moves || location.search)) push(state, title, url);
    else history.replaceState(state, title, url);
    if (moves) acted = false;
  };

  // What is pressed while the page is drawn for the first time is not yet an answer to it.
  const note = (event) => {
    acted ||= event.isTrusted && document.querySelector(".stApp")?.dataset.testScriptState !== "running";
  };
  for (const kind of ["pointerdown", "keydown", "click", "input"]) addEventListener(kind, note, true);
  addEventListener("popstate", () => { acted = false; }, true);

  const menu = '[data-testid^="stTopNav"], [data-testid^="stSidebarNavLink"], [data-testid^="stPageLink"]';
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.("a[href]");
    if (!link?.closest(menu) || link.origin !== location.origin || link.pathname === location.pathname) return;
    if (click.button || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey || link.target) return;
    visit(link.href);
  }, true);
}
