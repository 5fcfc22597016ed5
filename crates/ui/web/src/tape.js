// Keying a tape: one field, ten keys and Enter. The lines live in the text area that is sent,
// so the page works the same without this.
import { cents, printed } from "./amount.js";
import { on, onPage } from "./dom.js";

const areaOf = (entry) => entry.querySelector("textarea");

const linesOf = (entry) =>
  areaOf(entry)
    .value.split("\n")
    .map((line) => (line.trim() ? cents(line) : null))
    .filter((amount) => amount !== null);

function store(entry, amounts) {
  areaOf(entry).value = amounts.map(printed).join("\n");
  areaOf(entry).dispatchEvent(new Event("input", { bubbles: true }));
  draw(entry);
}

function draw(entry) {
  const amounts = linesOf(entry);
  entry.querySelector("ol").replaceChildren(...amounts.map(row));
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  entry.querySelector("[data-db-tape-total]").textContent = printed(total);
  const count = amounts.length === 1 ? "1 amount" : `${amounts.length} amounts`;
  entry.querySelector("[data-db-tape-count]").textContent = count;
}

function row(amount, index) {
  const line = document.createElement("li");
  const number = line.appendChild(document.createElement("span"));
  number.textContent = index + 1;
  line.appendChild(document.createElement("span")).textContent = printed(amount);
  const away = line.appendChild(document.createElement("button"));
  away.type = "button";
  away.dataset.dbTapeAway = index;
  away.textContent = "×";
  away.setAttribute("aria-label", `Take line ${index + 1} off the tape`);
  return line;
}

/** Turns the text area into a ten-key entry. */
function dress(entry) {
  if (entry.querySelector("[data-db-tape-in]")) return;
  const field = document.createElement("input");
  field.className = "db-in db-num";
  field.inputMode = "decimal";
  field.autocomplete = "off";
  field.setAttribute("data-db-tape-in", "");
  field.id = `${areaOf(entry).id}-next`;
  const total = document.createElement("p");
  total.className = "db-tape-total";
  total.innerHTML = '<span class="db-dbl" data-db-tape-total></span><span aria-hidden="true">*</span>';
  const words = document.createElement("p");
  words.className = "db-tape-words";
  words.setAttribute("data-db-tape-count", "");
  words.setAttribute("aria-live", "polite");
  entry.append(document.createElement("ol"), total, words);
  areaOf(entry).after(field);
  areaOf(entry).hidden = true;
  entry.querySelector(".db-hint").textContent = "Enter after each amount.";
  entry.querySelector("label").htmlFor = field.id;
  draw(entry);
  // The first tape of the page is keyed first.
  if (!document.activeElement?.matches("[data-db-tape-in]")) field.focus();
}

on("keydown", "[data-db-tape-in]", (event, field) => {
  const isSign = event.key === "+" || event.key === "-";
  if (event.key !== "Enter" && !(isSign && field.value.trim())) return;
  const amount = field.value.trim() ? cents(field.value) : null;
  // Enter in an empty field sends the form, as anywhere.
  if (amount === null) return;
  event.preventDefault();
  const entry = field.closest("[data-db-tape]");
  store(entry, [...linesOf(entry), event.key === "-" ? -amount : amount]);
  field.value = "";
});

on("click", "[data-db-tape-away]", (event, button) => {
  const entry = button.closest("[data-db-tape]");
  store(entry, linesOf(entry).filter((_, index) => index !== Number(button.dataset.dbTapeAway)));
  entry.querySelector("[data-db-tape-in]").focus();
});

onPage((page) => page.querySelectorAll("[data-db-tape]").forEach(dress));
