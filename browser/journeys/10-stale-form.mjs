import assert from "node:assert/strict";

export const title = "Two people edit one customer: the second sees both values and loses nothing";

export default async function (visit) {
  const dana = await visit.open({ person: "Dana" });
  await visit.go("/customers?name=Gerald");
  const file = await dana.locator("main table a.db-row-link").first().getAttribute("href");
  await visit.go(`${file}/edit`);
  const priya = await visit.open({ person: "Priya" });
  await visit.go(`${file}/edit`);

  // While Priya has the form open, she sees that Dana has the same customer before her.
  await priya.locator("#db-beside", { hasText: "Dana Whitfield" }).waitFor();

  await field(dana, "company").fill("Halloran Hauling");
  await saved(dana, file);

  // Priya changes something else and the same field; her save is not taken silently.
  visit.expectFault(/status of 409/);
  await field(priya, "company").fill("Halloran & Son");
  await field(priya, "reference").fill("OLD-77");
  await priya.keyboard.press("Alt+s");
  const told = priya.getByText("Saved meanwhile: Halloran Hauling");
  await told.waitFor();
  assert.equal(await field(priya, "company").inputValue(), "Halloran & Son", "hers stands");
  assert.equal(await field(priya, "reference").inputValue(), "OLD-77", "and all else she typed");
  assert.match(await priya.locator("main").innerText(), /Dana Whitfield changed this at/);
  await visit.picture("stale-form");
  await visit.assertAccessible("the stale form");

  // She has seen both, so her next save is meant; nobody's work was lost on the way.
  await saved(priya, file);
  assert.match(await priya.locator("main").innerText(), /Halloran & Son/);
}

const field = (page, name) => page.locator(`main [name="${name}"]`);

async function saved(page, file) {
  const arrives = page.waitForURL((address) => address.pathname === file);
  await page.keyboard.press("Alt+s");
  await arrives;
}
