import assert from "node:assert/strict";

export const title = "A day in a closed month is refused at its field, and so is a card number";

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });
  visit.expectFault(/status of 4(09|22)/);

  // The oldest month is closed through its own page.
  await visit.go("/periods?state=open");
  await page.locator("main table a.db-row-link").last().click();
  await page.locator("[name=note]").fill("All of it is in");
  await page.getByRole("button", { name: "Close the month" }).click();
  await page.getByText("What was said when it closed").waitFor();

  // An adjustment dated in it is told so at the day; all that was typed stands.
  await visit.go("/entries/new");
  await page.locator("[name=memo]").fill("Change for the drawer");
  await page.locator("[name=day]").fill("12/15/2025");
  for (const [line, side, account] of [["0", "debit_cents", "1030"], ["1", "credit_cents", "1000"]]) {
    await page.locator(`[name="lines[${line}][account]"]`).selectOption(account);
    await page.locator(`[name="lines[${line}][${side}]"]`).fill("4.00");
  }
  await page.keyboard.press("Alt+s");
  const told = page.locator("#f-day-error");
  await told.waitFor();
  assert.match(await told.innerText(), /The books of December 2025 are closed/);
  assert.equal(await page.locator("[name=day]").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("[name=memo]").inputValue(), "Change for the drawer");
  await visit.picture("a-day-in-a-closed-month");
  await visit.assertAccessible("a day in a closed month");

  // A line of the summary leads into the row it is about.
  await page.locator("[name=day]").fill("t");
  await page.locator('[name="lines[0][debit_cents]"]').fill("four");
  await page.keyboard.press("Alt+s");
  await page.locator("[data-db-errors] a").first().click();
  const focused = await page.evaluate(() => document.activeElement?.getAttribute("name"));
  assert.equal(focused, "lines[0][debit_cents]");

  // A card's number is refused wherever it is typed.
  await visit.go("/payments/new");
  const account = page.locator("#f-customer");
  await account.pressSequentially("abernathy");
  await page.locator("#f-customer-list [role=option]").first().waitFor({ state: "visible" });
  await account.press("Tab");
  await page.locator("[name=amount_cents]").first().fill("10.00");
  await page.locator("[name='method[check][number]']").fill("7002");
  await page.locator("[name=memo]").fill("card 4111 1111 1111 1111");
  await page.keyboard.press("Alt+s");
  await page.locator("[data-db-errors], .db-notice.db-wrong").first().waitFor();
  assert.match(await page.locator("main").innerText(), /card/i);
}
