// Charts and layouts are made by the server, which cannot know how wide a window is: told by a cookie before Streamlit
// connects, for the first run, and by a tick in the hidden choice whenever that changes, or where no cookie is kept.
// What is printed is what was on the screen. A frame is drawn by its own width, see frame.js.
if (new URLSearchParams(location.search).get("embed")?.toLowerCase() !== "true") {
  const { names, starts, cookie } = WINDOW;
  const limits = starts.map((px) => matchMedia(`(min-width: ${px}px)`));
  const print = matchMedia("print");
  const path = new URL(".", location.href).pathname;
  const now = () => limits.filter((limit) => limit.matches).length;

  const tell = () => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    try { document.cookie = `${cookie}=${names[now()]}; path=${path}; SameSite=Lax${secure}`; } catch { /* refused */ }
  };

  const choices = () => document.querySelectorAll(".st-key-window_width input");

  let waiting = 0;
  const follow = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (print.matches) return;
      tell();
      const choice = choices()[now()];
      if (choice && !choice.checked) choice.click();
    }, 200);
  };
  tell();
  for (const limit of limits) limit.addEventListener("change", follow);
  print.addEventListener("change", follow);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) follow(); });
  new MutationObserver((_, observer) => {
    if (!choices().length) return;
    observer.disconnect();
    follow();
  }).observe(document, { childList: true, subtree: true });
}
