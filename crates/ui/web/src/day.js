// Day fields: + and - move a day, t is today; "fri", "12/1", "+3" and "mar 2" are understood
// when the field is left. The server reads the same words, so nothing depends on this.
import { on, onPage } from "./dom.js";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS = [
  "january", "february", "march", "april", "may", "june",
  "july", "august", "september", "october", "november", "december",
];
const DAY_MS = 86_400_000;

/** The branch's today; the device's only when the page does not say. */
function today() {
  const said = document.body.dataset.dbToday;
  if (said) return new Date(`${said}T00:00:00Z`);
  const now = new Date();
  return utc(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** The day, or null when the calendar has none like it. */
function utc(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isSame = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isSame ? date : null;
}

const plus = (date, days) => new Date(date.getTime() + days * DAY_MS);
const two = (number) => String(number).padStart(2, "0");
const us = (date) =>
  `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`;

/** The day a typed text means, or null. */
export function read(text) {
  const words = text.trim().toLowerCase();
  const now = today();
  if (words === "t" || words === "today") return now;
  const offset = /^([+-])\s*(\d{0,4})([dwmy]?)$/.exec(words);
  if (offset) return moved(now, offset);
  const named = WEEKDAYS.filter((name) => words.length > 1 && name.startsWith(words));
  if (named.length === 1) {
    const ahead = (WEEKDAYS.indexOf(named[0]) - now.getUTCDay() + 7) % 7;
    return plus(now, ahead || 7);
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return utc(+iso[1], +iso[2], +iso[3]);
  const digits = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$/.exec(words);
  if (digits) return utc(year(digits[3], +digits[1], now), +digits[1], +digits[2]);
  const worded = /^(?:\w{2,9}, )?([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{2}|\d{4}))?$/.exec(words);
  const month = worded ? MONTHS.findIndex((name) => name.startsWith(worded[1])) + 1 : 0;
  return month ? utc(year(worded[3], month, now), month, +worded[2]) : null;
}

function moved(now, [, sign, digits, unit]) {
  const count = (sign === "+" ? 1 : -1) * (digits === "" ? 1 : +digits);
  if (unit === "m" || unit === "y") {
    const months = now.getUTCMonth() + count * (unit === "y" ? 12 : 1);
    const last = new Date(Date.UTC(now.getUTCFullYear(), months + 1, 0)).getUTCDate();
    const day = Math.min(now.getUTCDate(), last);
    return new Date(Date.UTC(now.getUTCFullYear(), months, day));
  }
  return plus(now, count * (unit === "w" ? 7 : 1));
}

/** This year, except around New Year: in January "12/31" is last month. */
function year(typed, month, now) {
  if (typed?.length === 4) return +typed;
  if (typed) return +typed + 2000;
  const apart = month - (now.getUTCMonth() + 1);
  return now.getUTCFullYear() + (apart >= 10 ? -1 : apart <= -10 ? 1 : 0);
}

function write(field, date) {
  field.value = us(date);
  sayWeekday(field);
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function sayWeekday(field) {
  const date = field.value.trim() && read(field.value);
  const word = field.parentElement.querySelector(".db-day-word");
  const name = date ? WEEKDAYS[date.getUTCDay()].slice(0, 3) : "";
  word.textContent = name && name[0].toUpperCase() + name.slice(1);
}

on("keydown", "[data-db-day-in]", (event, field) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const isWhole = /^\d{2}\/\d{2}\/\d{4}$/.test(field.value);
  if (field.value && !isWhole) return;
  const step = { "+": 1, "=": 1, "-": -1 }[event.key];
  if (step === undefined && event.key.toLowerCase() !== "t") return;
  event.preventDefault();
  write(field, step === undefined ? today() : plus(read(field.value) ?? today(), step));
  field.select();
});

on("focusout", "[data-db-day-in]", (event, field) => {
  const date = field.value.trim() && read(field.value);
  if (date && us(date) !== field.value) write(field, date);
  else sayWeekday(field);
});

onPage((page) => page.querySelectorAll("[data-db-day-in]").forEach(sayWeekday));
