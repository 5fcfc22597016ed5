// The amount box in the browser must come to what `values::Money::parse` comes to.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { addEventListener() {}, readyState: "loading" };
const { cents, printed } = await import("../src/amount.js");

test("sums come to cents", () => {
  for (const [text, amount] of [
    ["12.5", 1250n],
    ["$1,284.50", 128450n],
    ["120+45*2", 21000n],
    ["(3.00)", -300n],
    ["($3.00)", -300n],
    ["-3", -300n],
    ["10/3*3", 1000n],
    ["100*1.075", 10750n],
    ["10/3", 333n],
    ["0.05/2", 3n],
    ["-0.05/2", -3n],
    ["(1+2)*3", 900n],
    [" 5 ", 500n],
    [".5", 50n],
  ]) {
    assert.equal(cents(text), amount, text);
  }
});

test("what is no amount is left for the server to judge", () => {
  for (const text of ["two", "1,28", "1..2", "12.345", "1/0", "+", "1+", "(1", "1 2", ""]) {
    assert.equal(cents(text), null, text);
  }
});

test("amounts are printed as a ledger prints them", () => {
  assert.equal(printed(128450n), "1,284.50");
  assert.equal(printed(-300n), "(3.00)");
  assert.equal(printed(0n), "0.00");
  assert.equal(printed(5n), "0.05");
  assert.equal(printed(123456789012n), "1,234,567,890.12");
});
