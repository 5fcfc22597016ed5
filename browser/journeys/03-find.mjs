import assert from "node:assert/strict";

export const title = "A caller is found by keyboard while she talks, and Escape leads back";

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });
  await visit.go("/");
  visit.putMouseAway();

  await visit.press("Control+k");
  const box = page.getByRole("combobox").or(page.getByRole("searchbox")).first();
  await box.waitFor({ state: "visible" });
  const started = Date.now();
  await visit.type("rivera");
  const results = page.getByRole("option").or(page.locator("[data-find] a, [role=listbox] a"));
  // Each letter brings an answer of its own; the last one counts.
  const rivera = results.first().filter({ hasText: /Rivera/i });
  await rivera.waitFor({ state: "visible" });
  assert.ok(Date.now() - started < 3000, "results come while typing");
  await visit.picture("find-1440-light");
  await visit.assertAccessible("find, open");

  // Escape closes it and leaves her where she was.
  await visit.press("Escape");
  assert.equal(visit.path(), "/");
  await results.first().waitFor({ state: "hidden" });

  // Enter opens the customer.
  await visit.press("Control+k");
  await visit.type("rivera");
  await rivera.waitFor({ state: "visible" });
  await visit.press("Enter");
  await page.waitForURL(/\/customers\/\d+/);
  assert.match(await page.locator("h1").innerText(), /Rivera/i);

  // Back leads to the page she came from.
  await page.goBack();
  assert.equal(visit.path(), "/");

  // Without scripts the same address answers.
  await visit.go("/find?q=rivera");
  assert.match(await page.locator("main").innerText(), /Rivera/i);
}
