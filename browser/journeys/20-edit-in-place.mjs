import assert from "node:assert/strict";

export const title = "A cell is edited where it stands: by keyboard, refused, left, and stale";

export default async function (visit) {
  const dana = await visit.open({ person: "Dana" });
  await visit.go("/contacts");
  await dana.locator("main h1").click();
  const row = dana.locator("tr.db-cur");
  const name = await words(row, "db-k-name");

  // E opens the first cell of the line; Esc leaves it as it was.
  await visit.press("j", "k", "e");
  const box = dana.locator("[data-db-cell-form] [name=value]");
  await box.waitFor();
  assert.equal(await box.inputValue(), name);
  await visit.assertFocusShows();
  await visit.assertAccessible("an open cell");
  await visit.type("Somebody else");
  await visit.press("Escape");
  assert.equal(await words(row, "db-k-name"), name);
  assert.equal(await box.count(), 0);

  // Tab reaches the line's other pencils, Enter opens one, and what cannot be read says so.
  const pencil = row.locator("[data-db-cell*='/phone/']");
  await visit.tabTo(pencil, { limit: 4 });
  await visit.press("Enter");
  await box.waitFor();
  visit.expectFault(/status of 422/);
  await box.fill("12");
  await visit.press("Enter");
  const wrong = row.locator(".db-cell-form .db-err");
  await wrong.waitFor();
  assert.match(await wrong.innerText(), /Enter a telephone number such as/);
  await visit.assertAccessible("a cell that was refused");
  await visit.picture("edit-in-place-refused");
  await box.fill("352 555 0177");
  await visit.press("Enter");
  await row.getByText("Saved").waitFor();
  assert.match(await row.innerText(), /\(352\) 555-0177/);

  // A colleague who opened the same cell before is told, keeps what she typed, and sees both.
  const ruth = await visit.open({ person: "Ruth" });
  await visit.go("/contacts");
  const hers = ruth.locator("tr.db-cur");
  await hers.locator("[data-db-cell*='/phone/']").dispatchEvent("click");
  const herBox = ruth.locator("[data-db-cell-form] [name=value]");
  await herBox.waitFor();
  await pencil.dispatchEvent("click");
  await box.fill("352 555 0188");
  await box.press("Enter");
  await row.getByText("(352) 555-0188").waitFor();
  visit.expectFault(/status of 409/);
  await herBox.fill("352 555 0199");
  await herBox.press("Enter");
  const stale = hers.locator(".db-cell-form .db-err");
  await stale.waitFor();
  assert.match(await stale.innerText(), /Dana .* changed this .* Now it is \(352\) 555-0188\./);
  assert.match(await herBox.inputValue(), /555.0199/, "what she typed stays");
  await herBox.press("Enter");
  await hers.getByText("(352) 555-0199").waitFor();

  // The other lists open their first cell by E; who may not edit the price list sees no pencil.
  await visit.go("/services");
  await ruth.locator("main h1").click();
  assert.equal(await ruth.locator("[data-db-cell]").count(), 0);
  const again = await visit.open({ person: "Dana" });
  for (const list of ["/customers", "/locations", "/services"]) {
    await visit.go(list);
    await again.locator("main h1").click();
    await visit.press("e");
    await again.locator("[data-db-cell-form] [name=value]").waitFor();
    await visit.press("Escape");
  }
}

async function words(row, kind) {
  return (await row.locator(`td.${kind} [data-db-words]`).innerText()).trim();
}
