import assert from "node:assert/strict";

export const title = "AutoPay is looked at, then run, and draws whom the look has named";

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });

  // The look names who is drawn, from what and how much, and who is to be looked at first.
  await visit.go("/autopay-runs");
  await page.getByRole("link", { name: "See who is due" }).first().click();
  const drawn = page.locator(".db-sheet", { hasText: "Who is drawn" }).locator("tbody tr").first();
  const [name] = (await drawn.innerText()).split(/\t|\n/).filter((part) => part.trim());
  const looks = page.locator(".db-sheet", { hasText: "Look at these first" });
  assert.match(await looks.innerText(), /is being drawn already/);
  await visit.picture("who-is-due");
  await visit.assertAccessible("who is due");

  // Alt S runs it; its row says what came of each, and leads to the draw.
  await page.keyboard.press("Alt+s");
  await page.waitForURL(/\/jobs\/\d+/);
  const row = page.locator("main tr", { hasText: name.trim() }).getByText(/Drawn from/);
  for (let looked = 0; looked < 20 && (await row.count()) === 0; looked += 1) {
    await page.reload();
    await page.waitForTimeout(250);
  }
  assert.equal(await row.count(), 1);
  await visit.picture("an-autopay-run");

  // Nobody is drawn twice: the look of the same day names her no more.
  await visit.go("/autopay-runs/new");
  const again = page.locator(".db-sheet", { hasText: "Who is drawn" });
  assert.doesNotMatch(await again.innerText(), new RegExp(name.trim()));
}
