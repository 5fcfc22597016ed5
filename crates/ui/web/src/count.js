// The count sheet adds while it is typed. Down, Up and Enter walk the denominations.
import { cents, printed } from "./amount.js";
import { on } from "./dom.js";

/** How many, from "12" or "5+7"; anything else counts nothing. */
function howMany(field) {
  const counted = cents(field.value || "0");
  return counted !== null && counted >= 0n && counted % 100n === 0n ? counted / 100n : 0n;
}

function show(output, amount) {
  if (!output) return; // cash that stays where it is has no sum for the bank
  output.textContent = printed(amount);
  const cell = output.closest("td");
  cell.classList.toggle("db-pos", amount >= 0n);
  cell.classList.toggle("db-q", amount === 0n);
}

function add(sheet) {
  let drawer = 0n;
  for (const field of sheet.querySelectorAll("[data-each]")) {
    const amount = howMany(field) * BigInt(field.dataset.each);
    drawer += amount;
    show(field.closest("tr").querySelector("output"), amount);
  }
  show(sheet.querySelector('[data-sum="drawer"]'), drawer);
  const deposit = drawer === 0n ? 0n : drawer - BigInt(sheet.dataset.float);
  show(sheet.querySelector('[data-sum="deposit"]'), deposit);
  sheet.dispatchEvent(new CustomEvent("db:counted", { bubbles: true, detail: { deposit } }));
}

on("input", "[data-db-count] [data-each]", (event, field) => add(field.closest("[data-db-count]")));

on("keydown", "[data-db-count] [data-each]", (event, field) => {
  const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const fields = [...field.closest("[data-db-count]").querySelectorAll("[data-each]")];
  fields[fields.indexOf(field) + step]?.focus();
});

on("focusin", "[data-db-count] [data-each]", (event, field) => field.select());
