// Small words the modules share.

/** Whether a key pressed here belongs to the words being typed. */
export function isTyping(target) {
  if (!(target instanceof Element)) return false;
  if (target.closest("textarea, select, [contenteditable]")) return true;
  const input = target.closest("input");
  return !!input && !/^(checkbox|radio|button|submit|reset|file)$/.test(input.type);
}

export const isShown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

/** The name of a pressed key as buttons carry it: "l", "alt s", "ctrl enter", "f4". */
export function keyName(event) {
  let key = event.key.toLowerCase();
  // On some keyboards Alt turns letters into other signs; the key itself is meant.
  if (event.altKey && /^Key[A-Z]$/.test(event.code)) key = event.code.slice(3).toLowerCase();
  if (key === "escape") key = "esc";
  const held = (event.ctrlKey || event.metaKey ? "ctrl " : "") + (event.altKey ? "alt " : "");
  return held + key;
}

/** Answers an event on any element that matches, now or after a swap. */
export function on(type, selector, answer, capture = false) {
  document.addEventListener(
    type,
    (event) => {
      const element = event.target instanceof Element && event.target.closest(selector);
      if (element) answer(event, element);
    },
    capture,
  );
}

/** Runs now, and again for what htmx swapped in. */
export function onPage(run) {
  const start = () => run(document);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  document.addEventListener("htmx:after:swap", start);
}

/** What this browser remembers; a browser that forbids it remembers nothing. */
export const memory = {
  get(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      // A full or forbidden store only costs the convenience.
    }
  },
  remove(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      // As above.
    }
  },
};
