// Runs before the first paint. Until the islands of a page have come to life, what is pressed, typed or sent in them is
// kept, and done then, once. What the server's own markup can do by itself (links, forms with an address, panels) is
// left alone. A file of its own because the content policy allows no inline script.
(function () {
  // Field -> what it holds.
  const typed = new Map();
  // Button, form or field -> what does what was asked for; asked for twice it is done once.
  const asked = new Map();
  const listening = new AbortController();

  // The nodes at the top of islands, and of what the server put into them; the inner ones are found last and count.
  function readMarks() {
    const kinds = new Map();
    const comments = document.createNodeIterator(document.documentElement, NodeFilter.SHOW_COMMENT);
    for (let mark = comments.nextNode(); mark; mark = comments.nextNode()) {
      const [start, kind] = /^frsh:(island|slot):/.exec(mark.data) ?? [];
      let depth = start ? 1 : 0;
      for (let node = mark.nextSibling; node && depth > 0; node = node.nextSibling) {
        if (node.nodeType !== Node.COMMENT_NODE) kinds.set(node, kind);
        else if (node.data.startsWith(start)) depth++;
        else if (node.data === `/frsh:${kind}`) depth--;
      }
    }
    return kinds;
  }

  // Starting an island takes the marks away, so they are read once when the page is whole and nothing has started.
  let marks = null;

  function isOfIsland(element) {
    const kinds = marks ?? readMarks();
    for (let node = element; node; node = node.parentNode) {
      const kind = kinds.get(node);
      if (kind) return kind === "island";
    }
    return false;
  }

  function keep(event, element, act) {
    event.preventDefault();
    event.stopImmediatePropagation();
    element.dataset.kept = "";
    asked.set(element, act);
  }

  function on(type, listen) {
    addEventListener(type, listen, { capture: true, signal: listening.signal });
  }

  on("click", (event) => {
    const button = event.target.closest?.("button");
    // One that opens a panel or sends a form needs no script.
    if (!button || button.type === "submit" || !isOfIsland(button)) return;
    if (button.popoverTargetElement && button.popoverTargetAction !== "hide") return;
    keep(event, button, () => button.click());
  });

  on("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.hasAttribute("action") && isOfIsland(form)) {
      keep(event, form, () => form.requestSubmit(submitter));
    }
  });

  on("input", ({ target }) => typed.set(target, { value: target.value, checked: target.checked }));

  on("keydown", (event) => {
    const { key, ctrlKey, metaKey, target } = event;
    const chord = `${ctrlKey ? "Control" : "Meta"}+${key.toUpperCase()}`;
    const shortcut = (ctrlKey || metaKey) && /^[a-z]$/i.test(key) &&
      document.querySelector(`[aria-keyshortcuts~="${chord}"]`);
    if (shortcut && isOfIsland(shortcut)) return keep(event, shortcut, () => shortcut.click());
    if (key !== "Enter" || !target.matches?.("input, textarea") || !isOfIsland(target)) return;
    // Sent by its own key, or not a field of the form that the server put around it.
    if (!ctrlKey && !metaKey && (!target.form || isOfIsland(target.form))) return;
    keep(event, target, () => target.dispatchEvent(new KeyboardEvent(event.type, event)));
  });

  // An island that starts gives its fields their first values.
  function restore(field, { value, checked }) {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked !== checked) return field.click();
    } else if (field.value !== value) field.value = value;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }

  function finish() {
    listening.abort();
    for (const [field, held] of typed) restore(field, held);
    for (const [element, act] of asked) {
      delete element.dataset.kept;
      act();
    }
  }

  document.addEventListener("readystatechange", () => marks ??= readMarks());
  // By then every island was told to start, some by a task of its own; what they do after the next frame, such as
  // listening to keys, is done before what is asked for here in the same way, but later.
  addEventListener("DOMContentLoaded", () => {
    const start = () => requestAnimationFrame(() => setTimeout(finish));
    if ("scheduler" in window) scheduler.postTask(start);
    else setTimeout(start);
  });
})();
