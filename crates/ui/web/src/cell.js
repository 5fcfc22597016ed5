// A cell of a list edited where it stands: E or its pencil opens it, Enter saves it, Esc leaves
// it as it was. It is saved through the same door as the form, and what is refused says so in
// the cell. Without scripts the record's own form does the same.
import { on } from "./dom.js";

const SAID_MS = 3000;
const UNHEARD = "Not saved: the office could not be reached. Press Enter to try again.";

const openForm = () => document.querySelector("[data-db-cell-form]");

on("click", "[data-db-cell]", (event, pencil) => {
  event.preventDefault();
  open(pencil);
});

on("dblclick", "td.db-edited", (event, cell) => {
  if (event.target.closest("[data-db-cell-form]")) return;
  event.preventDefault();
  open(cell.querySelector("[data-db-cell]"));
});

async function open(pencil) {
  // One box at a time, so that nothing typed is forgotten in another line.
  if (openForm()) return focus(openForm());
  const answer = await ask(pencil.dataset.dbCell);
  // What cannot be edited here is edited on its own page.
  if (!answer?.ok) return pencil.closest("tr").querySelector("a")?.click();
  const cell = pencil.closest("td");
  cell.classList.add("db-cell-open");
  cell.insertAdjacentHTML("beforeend", await answer.text());
  focus(openForm());
}

on("submit", "[data-db-cell-form]", async (event, form) => {
  event.preventDefault();
  if (form.dataset.dbSent) return;
  form.dataset.dbSent = "yes";
  const answer = await ask(form.action, new URLSearchParams(new FormData(form)));
  delete form.dataset.dbSent;
  if (answer?.ok) return saved(form, await answer.text());
  const isBox = answer && answer.status < 500;
  if (!isBox) return say(form, UNHEARD);
  const cell = form.closest("td");
  const words = await answer.text();
  // A lost session answers with a page; the record's own form leads through the sign-in.
  if (!words.includes("data-db-cell-form")) return cell.closest("tr").querySelector("a")?.click();
  form.remove();
  cell.insertAdjacentHTML("beforeend", words);
  focus(openForm());
});

document.addEventListener(
  "keydown",
  (event) => {
    const form = event.key === "Escape" && event.target.closest?.("[data-db-cell-form]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    close(form);
  },
  true,
);

function saved(form, words) {
  const cell = form.closest("td");
  cell.querySelector("[data-db-words]").innerHTML = words;
  close(form);
  const said = document.createElement("span");
  said.className = "db-cell-said";
  said.setAttribute("role", "status");
  said.textContent = "Saved";
  cell.append(said);
  setTimeout(() => said.remove(), SAID_MS);
}

function close(form) {
  const cell = form.closest("td");
  form.remove();
  cell.classList.remove("db-cell-open");
  cell.querySelector("[data-db-cell]").focus();
}

function focus(form) {
  const box = form.elements.value;
  box.focus();
  box.select?.();
}

function say(form, words) {
  const line = form.querySelector(".db-err") ?? form.appendChild(document.createElement("p"));
  line.className = "db-err";
  line.setAttribute("role", "alert");
  line.textContent = words;
}

/** The answer, or nothing when the office cannot be reached. */
async function ask(address, body) {
  try {
    return await fetch(address, body ? { method: "POST", body } : {});
  } catch {
    return null;
  }
}
