import assert from "node:assert/strict";

export const title = "Today says what is late and what must close, at both sizes and themes";

export default async function (visit) {
  await visit.lookAt("/", "today", "Dana");

  const page = await visit.open({ person: "Dana" });
  await visit.go("/");
  assert.equal(await page.locator("h1").count(), 1, "one heading names the page");
  assert.match(await page.locator("body").innerText(), /Mar 2/, "the day is in sight");

  // What keeps the day open is told in words, not only counted.
  const gates = page.locator(".db-checks li.db-open .db-g");
  assert.ok((await gates.count()) > 0, "an open Monday has open gates");
  for (const gate of await gates.all()) assert.ok(await gate.isVisible(), "each can be read");

  // By keyboard: the first stop is past the rail, and the focus is always seen.
  visit.putMouseAway();
  await visit.press("Tab");
  await visit.assertFocusShows();
  const skip = await page.evaluate(() => document.activeElement?.textContent?.trim());
  assert.match(skip ?? "", /skip/i, "the first stop skips the rail");
  await visit.press("Enter", "Tab");
  const isInMain = await page.evaluate(() => Boolean(document.activeElement?.closest("main")));
  assert.ok(isInMain, "and leads into the page");
  await visit.assertFocusShows();
}
