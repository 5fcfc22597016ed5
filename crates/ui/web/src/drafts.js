// A half-filled form survives a reload, a lost session and an incoming call. It is kept in this
// browser under the person's name, and goes away when the form was taken.
import { memory, on, onPage } from "./dom.js";

const WAIT_MS = 300;
const KEPT_MS = 14 * 86_400_000;
const SECRET = /card|cvv|cvc|pan\b|password|passcode|ssn|routing|bank_account|once/i;

const timers = new WeakMap();

const person = () =>
  document.querySelector("[data-db-me]")?.dataset.dbMe ?? "somebody";
const keyOf = (form) => `db-draft/${person()}/${form.dataset.dbDraft}`;

/** The fields a draft may hold: never secrets, files or the once-key. */
function fields(form) {
  return [...form.elements].filter(
    (field) =>
      field.name &&
      !["password", "file", "submit", "button"].includes(field.type) &&
      !(field.type === "hidden" && !field.closest(".db-pick")) &&
      !field.closest("[data-db-no-draft]") &&
      !(field.autocomplete ?? "").startsWith("cc-") &&
      !SECRET.test(field.name),
  );
}

const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const valueOf = (field) => (isTick(field) ? String(field.checked) : field.value);
const slot = (field) => (isTick(field) ? `${field.name}=${field.value}` : field.name);

function keep(form) {
  const values = Object.fromEntries(fields(form).map((field) => [slot(field), valueOf(field)]));
  memory.set(keyOf(form), JSON.stringify({ at: Date.now(), values }));
}

function load(form) {
  try {
    const draft = JSON.parse(memory.get(keyOf(form)));
    return draft && Date.now() - draft.at < KEPT_MS ? draft : null;
  } catch {
    return null;
  }
}

/** Puts the draft back unless the server has sent the form back with its own values. */
function restore(form) {
  if (form.dataset.dbRestored || form.querySelector('[aria-invalid="true"]')) return;
  form.dataset.dbRestored = "yes";
  const draft = load(form);
  if (!draft) return;
  const changed = fields(form).filter(
    (field) => slot(field) in draft.values && draft.values[slot(field)] !== valueOf(field),
  );
  if (!changed.length) return;
  const before = changed.map((field) => [field, valueOf(field)]);
  changed.forEach((field) => put(field, draft.values[slot(field)]));
  form.prepend(note(form, draft.at, before));
}

function put(field, value) {
  if (isTick(field)) field.checked = value === "true";
  else field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function note(form, at, before) {
  const note = document.createElement("p");
  note.className = "db-draft-note";
  note.setAttribute("role", "status");
  const time = new Date(at).toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit" });
  note.append(`What you typed at ${time} is back. `);
  const away = note.appendChild(document.createElement("button"));
  away.type = "button";
  away.className = "db-act";
  away.textContent = "Throw it away";
  away.addEventListener("click", () => {
    memory.remove(keyOf(form));
    before.forEach(([field, value]) => put(field, value));
    clearTimeout(timers.get(form));
    note.remove();
  });
  return note;
}

on("input", "form[data-db-draft]", (event, form) => {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keep(form), WAIT_MS));
});

// What was sent is forgotten once a page comes back that does not complain.
on("submit", "form[data-db-draft]", (event, form) => {
  clearTimeout(timers.get(form));
  keep(form);
  sessionStorage.setItem("db-sent", keyOf(form));
});

onPage((page) => {
  const sent = sessionStorage.getItem("db-sent");
  const isRefused = page.querySelector("[data-db-errors], .db-notice.db-wrong");
  if (sent && !isRefused) memory.remove(sent);
  sessionStorage.removeItem("db-sent");
  page.querySelectorAll("form[data-db-draft]").forEach(restore);
});
