import assert from "node:assert/strict";

export const title = "A bank line is matched by keyboard, and another person closes the statement";

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });

  // The likeliest payments of a line are ticked; Enter takes them and goes on.
  await visit.go("/bank-lines/match");
  const waiting = async () => Number((await page.locator(".db-ph-words p").innerText()).match(/(\d+) line/)[1]);
  const before = await waiting();
  assert.ok(before > 1, `${before} lines wait`);
  const ticked = page.locator("[name^=payments]:checked, [name^=books]:checked");
  assert.ok((await ticked.count()) > 0, "what it is likely to be is ticked");
  await visit.picture("a-line-and-its-payments");
  await visit.assertAccessible("matching the bank's lines");
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    (count) => !document.querySelector(".db-ph-words p")?.textContent.includes(`${count} line`),
    before,
  );
  assert.equal(await waiting(), before - 1);

  // N goes to the next line, P comes back to the one before.
  const line = () => page.locator("[name=line]").first().inputValue();
  const first = await line();
  await page.keyboard.press("n");
  await page.waitForFunction((was) => document.querySelector("[name=line]")?.value !== was, first);
  await page.keyboard.press("p");
  await page.waitForFunction((was) => document.querySelector("[name=line]")?.value === was, first);

  // Walter, who has matched none of them, closes the statement of the week they are done in.
  const walter = await visit.open({ person: "Walter" });
  await visit.go("/reconciliations/new?ends_on=2026-02-22");
  const proof = walter.locator("main table, main dl").first();
  const atTheBank = (await proof.innerText()).match(/At the bank\s+\(?([\d,.]+)/)[1];
  const close = walter.getByRole("button", { name: "Close the reconciliation" });
  await visit.picture("a-statement-to-close");
  await visit.assertAccessible("a statement to close");
  visit.expectFault(/status of 4(09|22)/);
  await walter.locator("[name=ending_cents]").fill("1.00");
  await close.click();
  await walter.getByText(/apart\. Take in the statement that is missing/).first().waitFor();
  await walter.locator("[name=ending_cents]").fill(atTheBank);
  await close.click();
  await walter.waitForURL(/\/reconciliations\/\d+/);
  assert.match(await walter.locator("main").innerText(), /Walter Hume/);
}
