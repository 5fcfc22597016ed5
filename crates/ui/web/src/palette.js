// Find as you talk. The palette opens over any page and closes without having moved it.
import { opened, pinned } from "./recent.js";

const WAIT_MS = 60;

let asking = null;
let timer = 0;
let isActing = false;

const dialog = () => document.getElementById("db-palette");
const input = () => dialog().querySelector("input");
const found = () => document.getElementById("db-found");
const rows = () => [...found().querySelectorAll(".db-find-row")];
const current = () => found().querySelector('[aria-selected="true"]');

/** Opens with these words, or with what was found last. */
export function openPalette(words) {
  if (dialog().open) return;
  dialog().showModal();
  if (words !== undefined) input().value = words;
  input().select();
  ask();
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const words = input().value;
  try {
    const query = new URLSearchParams({ fragment: "1", q: words });
    if (!words.trim()) {
      query.set("pinned", pinned().join(","));
      query.set("recent", opened().join(","));
    }
    const answer = await fetch(`/find?${query}`, {
      headers: { "HX-Request": "true", Accept: "text/html" },
      signal: asking.signal,
    });
    if (answer.ok) show(await answer.text());
    else say("Could not look this up. Press Enter to try on its own page.");
  } catch (error) {
    if (error.name !== "AbortError") say("No connection. What was found last stands below.");
  }
}

function show(fragment) {
  found().innerHTML = fragment;
  say(found().querySelector("[data-db-find-note]")?.textContent ?? "");
  select(rows()[0]);
}

function say(words) {
  dialog().querySelector(".db-find-count").textContent = words;
}

function select(row) {
  leaveActing();
  current()?.setAttribute("aria-selected", "false");
  row?.setAttribute("aria-selected", "true");
  row?.scrollIntoView({ block: "nearest" });
  if (row) input().setAttribute("aria-activedescendant", row.id);
  else input().removeAttribute("aria-activedescendant");
  showActs();
}

function move(step) {
  const all = rows();
  const at = all.indexOf(current());
  select(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
}

/** The letters that act on the row, from its attributes. */
function acts(row) {
  return [...(row?.attributes ?? [])]
    .filter((attribute) => attribute.name.startsWith("data-db-act-"))
    .map((attribute) => {
      const key = attribute.name.slice("data-db-act-".length);
      return { key, href: attribute.value, does: row.getAttribute(`data-db-does-${key}`) };
    });
}

function showActs() {
  const place = dialog().querySelector(".db-find-acts");
  const all = acts(current());
  place.hidden = all.length === 0;
  const words = all.flatMap(({ key, does }) => [kbd(key.toUpperCase()), ` ${does}  `]);
  place.replaceChildren(kbd("Tab"), isActing ? " now " : " then ", ...words);
}

function kbd(words) {
  const key = document.createElement("kbd");
  key.className = "db-kbd";
  key.textContent = words;
  return key;
}

function leaveActing() {
  isActing = false;
}

function close() {
  clearTimeout(timer);
  asking?.abort();
  leaveActing();
  dialog().close();
}

function onKey(event) {
  if (event.isComposing) return;
  const key = event.key;
  if (isActing && key.length === 1) {
    event.preventDefault();
    const act = acts(current()).find((one) => one.key === key.toLowerCase());
    if (!act) return;
    close();
    location.assign(act.href);
  } else if (key === "ArrowDown" || key === "ArrowUp") {
    event.preventDefault();
    move(key === "ArrowDown" ? 1 : -1);
  } else if (key === "Enter" && current()) {
    event.preventDefault();
    current().click();
  } else if (key === "Tab" && !event.shiftKey && acts(current()).length) {
    event.preventDefault();
    isActing = true;
    showActs();
  } else if (key === "Escape") {
    event.preventDefault();
    if (isActing) {
      leaveActing();
      showActs();
    } else {
      close();
    }
  }
}

function start() {
  const box = dialog();
  if (!box) return;
  box.addEventListener("keydown", onKey);
  box.addEventListener("click", (event) => {
    // A click on the dialog itself is one on the veil around it.
    if (event.target === box || event.target.closest("[data-db-close]")) close();
  });
  input().addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  const field = document.querySelector(".db-find-in");
  field?.addEventListener("click", () => openPalette(field.value));
  field?.addEventListener("input", () => {
    openPalette(field.value);
    input().setSelectionRange(field.value.length, field.value.length);
    field.value = field.defaultValue;
  });
  document.querySelector("[data-db-open-find]")?.addEventListener("click", (event) => {
    event.preventDefault();
    openPalette();
  });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
