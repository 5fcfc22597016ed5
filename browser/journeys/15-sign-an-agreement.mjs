import assert from "node:assert/strict";

export const title = "Kim signs an agreement by name and service, and may take it back in place";

export default async function (visit) {
  const page = await visit.open({ person: "Kim" });
  await visit.go("/agreements/new");
  const account = page.locator("#f-customer");
  await account.pressSequentially("halloran");
  await page.locator("#f-customer-list [role=option]").first().waitFor({ state: "visible" });
  await account.press("Tab");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL(/customer=\d+/);
  await visit.assertAccessible("signing an agreement");

  const service = page.locator("main select[name=service]");
  const mosquito = service.locator("option", { hasText: "Mosquito" }).first();
  await service.selectOption(await mosquito.getAttribute("value"));
  await page.keyboard.press("Alt+s");
  await page.waitForURL(/\/agreements\/\d+/);
  const words = await page.locator("main").innerText();
  assert.match(words, /Mosquito/);
  assert.match(words, /Gerald Halloran/);
  await visit.picture("agreement-signed");
  await visit.assertAccessible("the agreement");

  // What was just done says so, and can be taken back from where it says so.
  await page.locator("#db-toasts", { hasText: "Done" }).waitFor();
}
