// The posting grid: Enter posts and brings the next line, + counts the check number up, * chooses
// invoices, F4 puts on hold, Ctrl Z takes the last line back while the entry line is empty.
import { on, onPage } from "./dom.js";
import { takeCurrent } from "./pick.js";

const formOf = (grid) => grid.querySelector("#db-entry");
const named = (grid, name) => formOf(grid).elements[name];

/** The fields of the entry line in the order they are filled. */
function fields(grid) {
  return [...grid.querySelectorAll(".db-entry :is(select, input:not([type=hidden]))")];
}

/** Enter goes to the next empty field, or posts when there is none. */
function enter(grid) {
  const empty = fields(grid).find(
    (field) => !field.value.trim() && field.name !== "number" && field.tagName === "INPUT",
  );
  if (empty) empty.focus();
  else formOf(grid).requestSubmit();
}

function countUp(field) {
  const last = field.value || field.dataset.dbLast || "";
  if (!/^\d{1,15}$/.test(last)) return false;
  const next = String(BigInt(last) + 1n);
  field.value = next.padStart(last.length, "0");
  return true;
}

on("keydown", "[data-db-posting] .db-entry", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const grid = event.target.closest("[data-db-posting]");
  const { key, target } = event;
  if (key === "Enter") {
    event.preventDefault();
    const pick = target.closest("[data-db-pick]");
    if (pick) takeCurrent(pick);
    enter(grid);
  } else if (key === "+" && target.matches("[data-db-number]")) {
    if (countUp(target)) event.preventDefault();
  } else if (key === "*" && !target.matches("[data-db-amount]")) {
    if (pressed(grid, "choose", event)) event.preventDefault();
  } else if (key === "F4") {
    if (pressed(grid, "hold", event)) event.preventDefault();
  } else if (key.toLowerCase() === "z" && event.ctrlKey && isEmpty(grid, target)) {
    const back = document.getElementById("db-take-back");
    if (!back) return;
    event.preventDefault();
    back.requestSubmit();
  }
});

// Rows copied out of a spreadsheet have tabs or several lines; one cell is pasted as anywhere.
on("paste", "[data-db-posting]", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const form = document.getElementById("db-paste");
  if (!form || !/\t|\n[^\n]/.test(text.trim())) return;
  event.preventDefault();
  // A form's words lose the blanks around them, and with those a first cell that is blank.
  form.elements.text.value = text.startsWith("\t") ? `""${text}` : text;
  form.requestSubmit();
});

/** Sends the entry line by the page's button for this, or follows the pick list's other line. */
function pressed(grid, what) {
  const button = document.querySelector(`[form="db-entry"][data-db-press="${what}"]`);
  if (button) {
    formOf(grid).requestSubmit(button);
    return true;
  }
  const other = what === "hold" && grid.querySelector("[data-db-pick-other]");
  if (other) other.click();
  return Boolean(other);
}

/** In a field with words Ctrl Z mends the words, as everywhere. */
const isEmpty = (grid, target) => !target.value && !named(grid, "customer_words")?.value;

// After a choice the cursor goes on to the amount, or posts when the tape has filled it in.
on("db:picked", "[data-db-posting] [data-db-pick]", (event, pick) => {
  enter(pick.closest("[data-db-posting]"));
});

// The cursor belongs in the entry line, also when a swap brought it.
onPage((page) => {
  const field = page.querySelector("[data-db-posting] .db-entry [autofocus]");
  if (field && !field.dataset.dbFocused) {
    field.dataset.dbFocused = "yes";
    field.focus();
  }
});
