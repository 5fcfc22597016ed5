import assert from "node:assert/strict";

export const title = "A payment posted by mistake is taken back from Recently done, once";

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });
  await visit.go("/payments/new");
  const account = page.locator("#f-customer");
  await account.pressSequentially("doyle");
  await page.locator("#f-customer-list [role=option]").first().waitFor({ state: "visible" });
  await account.press("Tab");
  await page.locator("[name=amount_cents]").first().fill("3.17");
  await page.locator("[name='method[check][number]']").fill("6001");
  await page.keyboard.press("Alt+s");
  await page.waitForURL(/\/payments\/\d+/);

  await visit.go("/journal");
  await visit.assertAccessible("Recently done");
  await visit.picture("recently-done");
  const line = page.locator("main tbody tr.db-row, main tbody tr.db-cur").first();
  assert.match(await line.innerText(), /Post a payment/i);
  await line.getByRole("button", { name: "Take back" }).click();
  await page.locator("main tbody", { hasText: "taken back" }).first().waitFor();
  const taken = page.locator("main tbody tr", { hasText: "taken back" }).first();
  assert.equal(await taken.getByRole("button", { name: "Take back" }).count(), 0, "once is enough");
}
