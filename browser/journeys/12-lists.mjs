import assert from "node:assert/strict";

export const title = "A list is narrowed, kept as a view, taken along as files, worked on in bulk";

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });

  // Filters become chips in the address, each removable by itself.
  await visit.go("/invoices");
  const all = await totalOf(page);
  await page.locator(".db-list-bar summary", { hasText: "Filter" }).click();
  await page.locator("#filter-overdue").check();
  await page.getByRole("button", { name: "Show these" }).first().click();
  await page.waitForURL(/overdue=/);
  const chip = page.locator(".db-list-bar .db-chip").first();
  await chip.waitFor();
  const some = await totalOf(page);
  assert.ok(some > 0 && some < all, `${some} of ${all} fit the filter`);
  await visit.assertAccessible("a list with a chip");

  // The state is kept as a view that carries its count, and the view brings it back.
  await page.locator(".db-list-bar summary", { hasText: "Views" }).click();
  await page.locator("form[action='/do/saved_views.save'] input[name=name]").fill("Monday look");
  await page.getByRole("button", { name: "Save the view" }).click();
  await page.waitForLoadState();
  await visit.go("/invoices");
  await page.locator(".db-list-bar summary", { hasText: "Views" }).click();
  const kept = page.locator(".db-list-bar a", { hasText: "Monday look" });
  assert.match(await kept.innerText(), new RegExp(`${some.toLocaleString("en-US")}$`), "its count");
  await kept.click();
  await page.waitForURL(/overdue=/);
  assert.equal(await totalOf(page), some);

  // The same list as files: the rows and a heading, and a workbook.
  const query = new URL(page.url()).search;
  const csv = await page.request.get(`${visit.office.address}/invoices${query}&format=csv`);
  const lines = (await csv.text()).trim().split(/\r?\n/);
  assert.ok(lines.length > some, `${lines.length} lines for ${some} rows`);
  assert.match(lines[0], /Number/);
  const workbook = await page.request.get(`${visit.office.address}/invoices${query}&format=xlsx`);
  assert.equal((await workbook.body()).subarray(0, 2).toString(), "PK", "a workbook is a zip");

  // One filter away again, and all of them by one key.
  await page.locator(".db-list-bar .db-chip a, .db-list-bar a.db-chip").first().click();
  await page.waitForURL((address) => !address.search.includes("overdue="));
  assert.equal(await totalOf(page), all);

  await inBulk(visit, page);
}

// Two customers are chosen by keyboard and tagged; each row says what came of it.
async function inBulk(visit, page) {
  await visit.go("/customers");
  await page.locator("main h1").click();
  await visit.press("x", "j", "x");
  const bar = page.locator("[data-db-bulk]");
  await bar.waitFor({ state: "visible" });
  assert.match(await bar.innerText(), /2 lines chosen/);
  await visit.assertAccessible("two lines chosen");
  await bar.locator("[name=tag]").fill("spring letter");
  await bar.getByRole("button", { name: /^Tag/ }).click();
  await page.getByText("2 done, 0 refused.").waitFor();
  assert.equal(await page.locator("main tbody tr").count(), 2, "a line for each of them");
  await visit.assertAccessible("what came of each row");
  await visit.go("/customers?tag=spring%20letter");
  assert.equal(await totalOf(page), 2, "both are tagged");
}

async function totalOf(page) {
  const words = await page.locator(".db-pager").innerText();
  return Number(/of\s+([\d,]+)/.exec(words)?.[1].replaceAll(",", "") ?? 0);
}
