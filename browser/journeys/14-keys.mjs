import assert from "node:assert/strict";

export const title = "Ctrl K finds, acts and remembers; ? lists keys; letters rest in a field";

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });
  await visit.go("/");
  visit.putMouseAway();
  const box = page.locator("#db-palette input");
  const rows = page.locator("#db-found .db-find-row");

  // An action by its words, from anywhere.
  await visit.press("Control+k");
  await box.waitFor({ state: "visible" });
  await visit.type("sign agree");
  await rows.filter({ hasText: "Sign an agreement" }).first().waitFor();
  while (!/Sign an agreement/.test(await page.locator("[aria-selected=true]").innerText())) {
    await visit.press("ArrowDown");
  }
  await visit.press("Enter");
  await page.waitForURL(/\/agreements\/new/);

  // A letter acts on the customer found, without opening her file.
  await visit.press("Control+k");
  await visit.type("abernathy");
  await rows.first().filter({ hasText: "Abernathy" }).waitFor();
  await visit.press("Tab", "b");
  await page.waitForURL(/\/work-orders\/new\?customer=\d+/);

  // The page's own keys and those of every page.
  await page.locator("h1").focus().catch(() => undefined);
  await page.evaluate(() => document.activeElement?.blur());
  await visit.press("?");
  const keys = page.locator("#db-keys");
  await keys.waitFor({ state: "visible" });
  assert.match(await keys.innerText(), /find, or do anything/);
  assert.match(await keys.innerText(), /Add the work order/, "the page's own button is among them");
  await visit.picture("keys");
  await visit.assertAccessible("the list of keys");
  await visit.press("Escape");

  // A letter typed into a field is a letter.
  await visit.go("/customers/new");
  const name = page.getByLabel("Name on the bills");
  await visit.tabTo(name);
  await visit.type("n? gt");
  assert.equal(await name.inputValue(), "n? gt");
  assert.match(visit.path(), /\/customers\/new/);
  assert.equal(await keys.isVisible(), false);

  // What was opened stands in the box before anything is typed.
  await visit.go("/find?q=abernathy");
  const href = await page.locator(".db-find-page .db-find-row").first().getAttribute("href");
  await visit.go(href);
  await visit.go("/");
  await visit.press("Control+k");
  await rows.first().filter({ hasText: "Abernathy" }).waitFor();
  assert.match(await page.locator("#db-found").innerText(), /Opened last/);
}
