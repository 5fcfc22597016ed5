// Lists: the cursor (J, K, Enter, E to edit) and choosing lines for a bulk action (X, Shift X).
import { isShown, isTyping, memory, on, onPage } from "./dom.js";

const rowsOf = (list) => [...list.querySelectorAll("tr.db-row, tr.db-cur")].filter(isShown);
const cursorOf = (list) => list.querySelector("tr.db-cur");

let lastChosen = null;

/** The list the keys mean: the one with the focus, else the first. */
function listAtHand() {
  const within = document.activeElement?.closest?.("[data-db-list]");
  return within ?? [...document.querySelectorAll("main [data-db-list]")].find(isShown);
}

const pencilsOf = (row) => row?.querySelectorAll("[data-db-cell]") ?? [];

function setCursor(list, row) {
  const before = cursorOf(list);
  if (before === row || !row) return;
  before?.classList.replace("db-cur", "db-row");
  before?.removeAttribute("aria-current");
  row.classList.remove("db-row");
  row.classList.add("db-cur");
  row.setAttribute("aria-current", "true");
  // Tab reaches the pencils of this line only.
  pencilsOf(before).forEach((pencil) => (pencil.tabIndex = -1));
  pencilsOf(row).forEach((pencil) => (pencil.tabIndex = 0));
  row.scrollIntoView({ block: "nearest" });
}

function move(list, step) {
  const rows = rowsOf(list);
  const at = rows.indexOf(cursorOf(list));
  setCursor(list, rows[Math.min(Math.max(at + step, 0), rows.length - 1)]);
}

/** Does the row's one action, or opens its record. */
function act(list) {
  const row = cursorOf(list);
  const action = row?.querySelector(".db-k-action :is(a, button)") ?? row?.querySelector("a");
  action?.click();
  return Boolean(action);
}

/** Opens the first cell of the line that may be edited. */
function edit(list) {
  const pencil = pencilsOf(cursorOf(list))[0];
  pencil?.click();
  return Boolean(pencil);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const list = listAtHand();
  if (!list || (event.key.length === 1 && memory.get("db-letters") === "off")) return;
  const answers = {
    j: () => (move(list, 1), true),
    k: () => (move(list, -1), true),
    x: () => choose(list, false),
    X: () => choose(list, true),
    b: () => document.querySelector("[data-db-bulk]:not([hidden]) button")?.focus() ?? true,
    e: () => edit(list),
    Enter: () => event.target.matches("body, main, tr") && act(list),
  };
  // A key that belongs to a button of the page goes there.
  if (document.querySelector(`[data-db-key="${CSS.escape(event.key.toLowerCase())}"]`)) return;
  if (answers[event.key]?.()) event.preventDefault();
});

on("click", "[data-db-list] tbody tr", (event, row) => {
  const list = row.closest("[data-db-list]");
  if (row.matches(".db-row")) setCursor(list, row);
});

function choose(list, isRange) {
  const box = cursorOf(list)?.querySelector('input[name="chosen"]');
  if (!box) return false;
  box.checked = !box.checked;
  if (isRange) chooseUpTo(list, box);
  lastChosen = box;
  recount();
  return true;
}

function chooseUpTo(list, box) {
  const boxes = [...list.querySelectorAll('input[name="chosen"]')];
  const [from, to] = [boxes.indexOf(lastChosen), boxes.indexOf(box)].sort((a, b) => a - b);
  if (from >= 0) boxes.slice(from, to + 1).forEach((one) => (one.checked = box.checked));
}

on("click", 'input[name="chosen"]', (event, box) => {
  if (event.shiftKey && lastChosen) chooseUpTo(box.closest("[data-db-list]"), box);
  lastChosen = box;
  recount();
});

on("change", "[data-db-choose-page]", (event, box) => {
  for (const one of box.closest("table").querySelectorAll('input[name="chosen"]')) {
    one.checked = box.checked;
  }
  recount();
});

on("change", "[data-db-bulk-all]", () => recount());

/** The bulk bar stands only while something is chosen, and says how much. */
function recount() {
  for (const bar of document.querySelectorAll("[data-db-bulk]")) {
    const chosen = [...bar.elements].filter((one) => one.name === "chosen" && one.checked).length;
    const all = bar.querySelector("[data-db-bulk-all]");
    bar.hidden = chosen === 0 && !all?.checked;
    const words = chosen === 1 ? "1 line chosen" : `${chosen} lines chosen`;
    bar.querySelector("[data-db-bulk-count]").textContent =
      all?.checked ? "Every line chosen" : words;
  }
}

onPage(recount);

// Back leads to the list as it was left: the browser keeps the place on the page, this the line.
const placeKey = () => `db-line${location.pathname}${location.search}`;
const wasHereBefore = () =>
  performance.getEntriesByType("navigation")[0]?.type === "back_forward";

addEventListener("pagehide", () => {
  const list = listAtHand();
  if (!list) return;
  const at = rowsOf(list).indexOf(cursorOf(list));
  sessionStorage.setItem(placeKey(), JSON.stringify({ at, top: scrollY }));
});

onPage((page) => {
  if (page !== document || !wasHereBefore()) return;
  const list = listAtHand();
  const kept = JSON.parse(sessionStorage.getItem(placeKey()) ?? "null");
  if (!list || !kept || kept.at < 0) return;
  setCursor(list, rowsOf(list)[kept.at]);
  scrollTo({ top: kept.top, behavior: "instant" });
});
