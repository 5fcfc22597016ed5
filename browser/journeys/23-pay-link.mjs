import assert from "node:assert/strict";

export const title = "A customer reads at her pay link what she owes, and says how and when she pays";

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });

  // The link of the branch's story that is not paid yet.
  await visit.go("/pay-links?sort=pays_on");
  await page.getByRole("row", { name: /By a check in the mail/ }).getByRole("link").first().click();
  await page.waitForURL(/\/pay-links\/\d+$/);
  const office = visit.path();
  await visit.picture("office");
  const address = await page.locator(".db-web-address").first().textContent();
  const path = new URL(address, visit.office.address).pathname;

  // Whoever has the address needs no account, and is told no name.
  for (const size of ["desk", "phone"]) {
    const hers = await visit.open({ size });
    await visit.go(path);
    assert.equal(await hers.getByRole("navigation").count(), 0, "no rail for a stranger");
    await hers.getByText("A check, in the mail").waitFor();
    await visit.assertAccessible(`${size}, pay link`);
    await visit.assertNoSidewaysScroll(`${size}, pay link`);
    await visit.picture(`customer-${size}`);
  }

  // A day that has passed is told at its field, and what she typed stays.
  const hers = visit.page;
  await hers.getByText("By card, on the telephone").click();
  await hers.locator("#answer").evaluate((form) => (form.noValidate = true));
  await hers.getByLabel("When").fill("2026-01-05");
  await hers.getByLabel("Anything we should know").fill("After five");
  visit.expectFault(/422/);
  await hers.getByRole("button", { name: "Tell us" }).click();
  await hers.getByText("This day has passed").first().waitFor();
  assert.equal(await hers.getByLabel("Anything we should know").inputValue(), "After five");
  await hers.getByLabel("When").fill("2026-03-04");
  await hers.getByRole("button", { name: "Tell us" }).click();
  await hers.getByText(/Thank you. You told us: By card, on the telephone/).waitFor();
  await visit.picture("told");

  // The office reads it.
  const again = await visit.open({ person: "Dana" });
  await visit.go(office);
  await again.getByText("After five").first().waitFor();
  await visit.picture("heard");
}
