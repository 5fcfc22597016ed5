import assert from "node:assert/strict";

export const title = "Priya books a visit at the best slot while the caller waits, around her day";

export default async function (visit) {
  const page = await visit.open({ person: "Priya" });
  await visit.go("/appointments");
  const pool = page.getByRole("region").or(page.locator("section")).filter({ hasText: "Pool" });
  await pool.last().locator("tr.db-row a").first().click();
  await page.waitForURL(/\/work-orders\/\d+$/);
  const order = visit.path();
  const slots = page.locator("section.db-sheet", { hasText: "Best slots" });
  assert.equal(await slots.locator("tr.db-row").count(), 5, "five are told");
  await visit.assertAccessible("best slots");
  await visit.picture("best-slots");

  // The caller would rather have another day: the list is looked at around it.
  await page.getByRole("link", { name: "More, around another day" }).click();
  await page.waitForURL(/\/slots\?work_order=\d+/);
  await page.getByLabel("Around").fill("3/9");
  await page.getByRole("button", { name: "Look again" }).click();
  await page.waitForURL(/day=/);
  await page.getByText(/Monday, March 9/).first().waitFor();
  await visit.picture("best-slots-around");

  // One press books it as it was offered.
  const first = page.locator("tr.db-row").first();
  const promise = await first.locator("td").nth(1).textContent();
  await first.getByRole("button", { name: "Book" }).click();
  await page.waitForURL((url) => url.pathname === order);
  await page.getByText(promise.trim()).first().waitFor();
  await visit.picture("best-slot-booked");
  assert.equal(await slots.count(), 0, "what is booked needs no slot");
}
