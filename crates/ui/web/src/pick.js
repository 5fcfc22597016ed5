// Pick fields: choices open under the field while typing; arrows move, Enter or Tab takes one.
import { on } from "./dom.js";

const WAIT_MS = 80;
const state = new WeakMap();

const textOf = (pick) => pick.querySelector('[role="combobox"]');
const valueOf = (pick) => pick.querySelector('input[type="hidden"]');
const listOf = (pick) => pick.querySelector(".db-pick-list");
const rowsOf = (pick) => [...listOf(pick).querySelectorAll('[role="option"]')];
const current = (pick) => listOf(pick).querySelector('[aria-selected="true"]');

function ask(pick) {
  const before = state.get(pick);
  clearTimeout(before?.timer);
  before?.asking?.abort();
  const asking = new AbortController();
  const timer = setTimeout(() => load(pick, asking), WAIT_MS);
  state.set(pick, { timer, asking });
}

async function load(pick, asking) {
  const words = textOf(pick).value.trim();
  if (!words) return close(pick);
  const url = new URL(pick.dataset.dbPick, location.href);
  url.searchParams.set("q", words);
  const amount = pick.closest("form")?.elements.amount_cents?.value;
  if (amount) url.searchParams.set("amount", amount);
  try {
    const answer = await fetch(url, {
      headers: { "HX-Request": "true" },
      signal: asking.signal,
    });
    if (answer.ok) open(pick, await answer.text());
  } catch (error) {
    if (error.name !== "AbortError") close(pick);
  }
}

function open(pick, fragment) {
  listOf(pick).innerHTML = fragment;
  listOf(pick).hidden = false;
  textOf(pick).setAttribute("aria-expanded", "true");
  rowsOf(pick).forEach((row, index) => (row.id ||= `${listOf(pick).id}-${index}`));
  select(pick, rowsOf(pick)[0]);
}

/** Closes the list and says whether it was open. */
export function close(pick) {
  const wasOpen = !listOf(pick).hidden;
  listOf(pick).hidden = true;
  textOf(pick).setAttribute("aria-expanded", "false");
  textOf(pick).removeAttribute("aria-activedescendant");
  return wasOpen;
}

function select(pick, row) {
  current(pick)?.setAttribute("aria-selected", "false");
  if (!row) return;
  row.setAttribute("aria-selected", "true");
  row.scrollIntoView({ block: "nearest" });
  textOf(pick).setAttribute("aria-activedescendant", row.id);
}

function take(pick, row) {
  valueOf(pick).value = row.dataset.value;
  textOf(pick).value = row.dataset.shown;
  close(pick);
  valueOf(pick).dispatchEvent(new Event("change", { bubbles: true }));
}

/** Takes the marked choice of an open list; says whether there was one. */
export function takeCurrent(pick) {
  const row = !listOf(pick).hidden && current(pick);
  if (row) take(pick, row);
  return Boolean(row);
}

on("input", "[data-db-pick] [role=combobox]", (event, field) => {
  const pick = field.closest("[data-db-pick]");
  // Other words mean another record; the old id must not be sent with them.
  valueOf(pick).value = "";
  ask(pick);
});

on("keydown", "[data-db-pick] [role=combobox]", (event, field) => {
  const pick = field.closest("[data-db-pick]");
  const isOpen = !listOf(pick).hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!isOpen) return ask(pick);
    const rows = rowsOf(pick);
    const at = rows.indexOf(current(pick)) + (event.key === "ArrowDown" ? 1 : -1);
    select(pick, rows[Math.min(Math.max(at, 0), rows.length - 1)]);
  } else if (event.key === "Enter" && isOpen && takeCurrent(pick)) {
    event.preventDefault();
    pick.dispatchEvent(new CustomEvent("db:picked", { bubbles: true }));
  } else if (event.key === "Tab" && isOpen) {
    takeCurrent(pick);
  } else if (event.key === "Escape" && close(pick)) {
    event.preventDefault();
  }
});

on("pointerdown", "[data-db-pick] [role=option]", (event, row) => {
  event.preventDefault();
  const pick = row.closest("[data-db-pick]");
  take(pick, row);
  textOf(pick).focus();
});

on("pointerover", "[data-db-pick] [role=option]", (event, row) => {
  select(row.closest("[data-db-pick]"), row);
});

on("focusout", "[data-db-pick]", (event, pick) => {
  if (!pick.contains(event.relatedTarget)) close(pick);
});
