// Amount fields are calculators: 120+45*2 becomes 210.00 when the field is left. Exact
// fractions, the same grammar as the server's; what is not a sum is left for it to judge.
import { on } from "./dom.js";

const TOKEN = /\s*(?:\$?\s*(\d[\d,]*(?:\.\d*)?|\.\d+)|([-+*/()]))/y;

/** The cents a text comes to, as a BigInt; null when it is no amount. */
export function cents(text) {
  const plain = text.trim().replace(/[−–]/g, "-").replace(/×/g, "*").replace(/÷/g, "/");
  const owed = /^\$?\(\s*\$?([\d,.]+)\s*\)$/.exec(plain);
  if (owed) {
    const value = cents(owed[1]);
    return value === null ? null : -value;
  }
  const tokens = tokensOf(plain);
  if (!tokens?.length) return null;
  const sum = { tokens, at: 0, isScaled: false };
  const value = terms(sum);
  if (!value || sum.at < tokens.length) return null;
  const [over, under] = [value[0] * 100n, value[1]];
  if (!sum.isScaled && over % under !== 0n) return null;
  return rounded(over, under);
}

/** Cents as a ledger prints them: 1,284.50 and (3.00). */
export function printed(amount) {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  const text = `${whole}.${digits.slice(-2)}`;
  return amount < 0n ? `(${text})` : text;
}

function tokensOf(text) {
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) return null;
    if (match[2]) tokens.push(match[2]);
    else if (!/^\d{1,3}(,\d{3})+(\.|$)|^[^,]*$/.test(match[1])) return null;
    else tokens.push(fraction(match[1].replaceAll(",", "")));
  }
  return tokens;
}

function fraction(text) {
  const [whole, decimals = ""] = text.split(".");
  return [BigInt(whole + decimals || "0"), 10n ** BigInt(decimals.length)];
}

function terms(sum) {
  let value = factors(sum);
  while (value && (sum.tokens[sum.at] === "+" || sum.tokens[sum.at] === "-")) {
    const sign = sum.tokens[sum.at++] === "+" ? 1n : -1n;
    const next = factors(sum);
    value = next && [value[0] * next[1] + sign * next[0] * value[1], value[1] * next[1]];
  }
  return value;
}

function factors(sum) {
  let value = single(sum);
  while (value && (sum.tokens[sum.at] === "*" || sum.tokens[sum.at] === "/")) {
    const isTimes = sum.tokens[sum.at++] === "*";
    const next = single(sum);
    if (!next || (!isTimes && next[0] === 0n)) return null;
    sum.isScaled = true;
    value = isTimes
      ? [value[0] * next[0], value[1] * next[1]]
      : normal([value[0] * next[1], value[1] * next[0]]);
  }
  return value;
}

function single(sum) {
  const token = sum.tokens[sum.at++];
  if (Array.isArray(token)) return token;
  if (token === "-") {
    const value = single(sum);
    return value && [-value[0], value[1]];
  }
  if (token !== "(") return null;
  const value = terms(sum);
  return sum.tokens[sum.at++] === ")" ? value : null;
}

const normal = ([over, under]) => (under < 0n ? [-over, -under] : [over, under]);

/** Half a cent away from zero, as the server rounds. */
function rounded(over, under) {
  const size = over < 0n ? -over : over;
  const cents = (2n * size + under) / (2n * under);
  return over < 0n ? -cents : cents;
}

function workOut(field) {
  const amount = field.value.trim() ? cents(field.value) : null;
  if (amount === null) return;
  const text = printed(amount);
  if (text === field.value) return;
  field.value = text;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

on("focusout", "[data-db-amount]", (event, field) => workOut(field));
// Enter sends the form without leaving the field.
on("keydown", "[data-db-amount]", (event, field) => event.key === "Enter" && workOut(field), true);
