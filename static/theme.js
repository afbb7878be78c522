// Runs before the first paint, so that a chosen theme and a collapsed sidebar never flash. A file of its own because
// the content policy allows no inline script.
(function () {
  try {
    const root = document.documentElement;
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("sidebar") === "collapsed") root.dataset.sidebar = "collapsed";
  } catch {
    // Storage is blocked: the system's theme and the wide sidebar stand.
  }
})();
