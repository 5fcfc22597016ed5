// Keys: the office's words are the fastest with both hands on the keyboard. Single letters are
// off while typing and can be switched off altogether.
import { isShown, isTyping, keyName, memory, on, onPage } from "./dom.js";
import { closeMenu } from "./menus.js";
import { openPalette } from "./palette.js";

const GO = { t: "Today", c: "Customers", s: "Schedule", m: "Money", r: "Reports" };
const NEW = {
  c: "/customers/new",
  w: "/work-orders/new",
  i: "/invoices/new",
  p: "/payments/new",
};
const SEQUENCE_MS = 1200;

let first = null;

const lettersAreOn = () => memory.get("db-letters") !== "off";

onPage((page) => {
  for (const box of page.querySelectorAll("[data-db-letters]")) box.checked = lettersAreOn();
});

on("change", "[data-db-letters]", (event, box) => {
  memory.set("db-letters", box.checked ? "on" : "off");
});

on("click", "[data-db-show-keys]", () => showKeys());

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const key = keyName(event);
  if (answer(key, event)) event.preventDefault();
});

/** Does what the key means here; says whether it meant anything. */
function answer(key, event) {
  const dialog = document.querySelector("dialog[open]");
  if (key === "ctrl k") return openPalette(), true;
  if (dialog) return false;
  if (key === "f1") return press("[data-db-help]");
  if (key === "esc") return escape(event.target);
  if (key.includes(" ") || /^f\d+$/.test(key)) {
    return pressKeyed(key) || save(key, event.target);
  }
  // Enter belongs to the link, button or field that has the focus.
  if (key === "enter") return event.target.matches("body, main") && pressKeyed(key);
  if (isTyping(event.target) || !lettersAreOn()) return false;
  return sequence(key) || letter(key);
}

function letter(key) {
  if (key === "/") return openPalette(), true;
  if (key === "?") return showKeys(), true;
  if (key === "f" && press("[data-db-filter]", "focus")) return true;
  if (pressKeyed(key)) return true;
  if (key === "g" || key === "n") {
    first = { key, at: Date.now() };
    return true;
  }
  return false;
}

/** The second letter after G or N. */
function sequence(key) {
  const began = first;
  first = null;
  if (!began || Date.now() - began.at > SEQUENCE_MS) return false;
  const href = began.key === "g" ? roomHref(GO[key]) : NEW[key];
  if (href) location.assign(href);
  return Boolean(href);
}

function roomHref(name) {
  const rooms = [...document.querySelectorAll(".db-room")];
  return rooms.find((room) => room.firstChild.textContent.trim() === name)?.href;
}

function pressKeyed(key) {
  const keyed = [...document.querySelectorAll(`[data-db-key="${CSS.escape(key)}"]`)];
  // In a list the key means the line under the cursor, never another line.
  const meant = keyed.filter((one) => isShown(one) && !one.closest("tr.db-row"));
  const shown = meant.find((one) => one.closest("tr.db-cur")) ?? meant[0];
  if (!shown) return false;
  shown.click();
  return true;
}

function press(selector, how = "click") {
  const element = [...document.querySelectorAll(selector)].find(isShown);
  element?.[how]();
  return Boolean(element);
}

/** Alt S and Ctrl Enter save the form at hand even when no button says so. */
function save(key, target) {
  if (key !== "alt s" && key !== "ctrl enter") return false;
  const form = target.closest?.("form[data-db-guard]") ?? onlyForm();
  if (!form) return false;
  const next = form.querySelector('button[name="then"][value="new"]');
  form.requestSubmit((key === "ctrl enter" && next) || form.querySelector(".db-primary"));
  return true;
}

function onlyForm() {
  const forms = document.querySelectorAll("main form.db-form");
  return forms.length === 1 ? forms[0] : null;
}

function escape(target) {
  if (closeMenu()) return true;
  if (target.matches?.("[data-db-filter]") && target.value) {
    target.value = "";
    target.form.requestSubmit();
    return true;
  }
  if (isTyping(target)) {
    target.blur();
    return true;
  }
  return press("[data-db-esc]");
}

function showKeys() {
  const dialog = document.getElementById("db-keys");
  const list = dialog.querySelector("[data-db-page-keys]");
  list.replaceChildren(...pageKeys().map(([keys, does]) => line(keys, does)));
  dialog.showModal();
}

/** The page's own keys: those of its buttons, and its legend. */
function pageKeys() {
  const buttons = [...document.querySelectorAll("[data-db-key]")].filter(isShown);
  const keyed = buttons.map((button) => {
    const words = button.cloneNode(true);
    words.querySelectorAll("kbd").forEach((kbd) => kbd.remove());
    return [button.dataset.dbKey.toUpperCase(), words.textContent.trim()];
  });
  const legend = [...document.querySelectorAll(".db-ph .db-keys > span")].map((hint) => [
    [...hint.querySelectorAll("kbd")].map((kbd) => kbd.textContent).join(", "),
    hint.lastChild.textContent.trim(),
  ]);
  return [...legend, ...keyed];
}

function line(keys, does) {
  const row = document.createElement("div");
  const term = row.appendChild(document.createElement("dt"));
  const kbd = term.appendChild(document.createElement("kbd"));
  kbd.className = "db-kbd";
  kbd.textContent = keys;
  row.appendChild(document.createElement("dd")).textContent = does;
  return row;
}
