// The day box in the browser must mean what `values::Day::parse_input` means.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = {
  addEventListener() {},
  readyState: "loading",
  body: { dataset: { dbToday: "2026-03-02" } },
};
const { read } = await import("../src/day.js");

const iso = (text) => read(text)?.toISOString().slice(0, 10) ?? null;

test("words, keys and digits mean days", () => {
  for (const [text, day] of [
    ["t", "2026-03-02"],
    ["+", "2026-03-03"],
    ["-", "2026-03-01"],
    ["+3", "2026-03-05"],
    ["-2", "2026-02-28"],
    ["+2w", "2026-03-16"],
    ["+1m", "2026-04-02"],
    ["fri", "2026-03-06"],
    ["mon", "2026-03-09"],
    ["tu", "2026-03-03"],
    ["12/1", "2026-12-01"],
    ["3/6/26", "2026-03-06"],
    ["2026-03-06", "2026-03-06"],
    ["mar 6", "2026-03-06"],
    ["Fri, Mar 6", "2026-03-06"],
  ]) {
    assert.equal(iso(text), day, text);
  }
});

test("what the calendar does not have is left for the server to judge", () => {
  for (const text of ["2/30", "13/1", "s", "soon", "feb 30"]) assert.equal(iso(text), null, text);
});
