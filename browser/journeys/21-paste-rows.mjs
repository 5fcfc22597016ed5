import assert from "node:assert/strict";

export const title = "Rows of a spreadsheet are pasted at the grid, mended by keyboard, and posted";

// A property manager's list: one that is plain, one that is likely, one whose name fits nobody, and its total.
const SHEET = [
  "Check no.\tCustomer\tAmount",
  "9101\tAbernathy\t$61.50",
  "9102\tRivera, Marisol\t71.25",
  "9103\tZzyzx Holdings\t80.00",
  "\tTotal\t212.75",
].join("\r\n");

export default async function (visit) {
  const page = await visit.open({ person: "Ruth" });
  visit.putMouseAway();
  await visit.go("/payments/post?new=1");
  await visit.tabTo(page.getByLabel("Checks, one amount a line"));
  for (const amount of ["61.50", "71.25", "80.00"]) {
    await visit.type(amount);
    await visit.press("Enter");
  }
  await visit.tabTo(page.getByLabel("Where from"));
  await visit.type("Property manager's list");
  await visit.press("Alt+s");
  await page.waitForURL(/batch=\d+/);

  // The clipboard of a spreadsheet, at the field the cursor stands in.
  await page.locator("#f-number").focus();
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const told = { clipboardData, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", told));
  }, SHEET);
  const rows = page.getByRole("table", { name: "Pasted rows that wait" });
  await rows.waitFor();
  assert.equal(await rows.locator("tbody tr").count(), 4, "every row is there, the total too");
  assert.equal(await page.locator(".db-posting tbody tr:not(.db-entry)").count(), 0, "none posted");
  await visit.picture("pasted-rows");
  await visit.assertAccessible("the grid with pasted rows");

  // What is not sure stands in the entry line, one after the other, until nothing is left.
  const wait = page.locator("#db-mending");
  for (let mended = 0; (await wait.count()) > 0; mended += 1) {
    assert.ok(mended < 4, "each row is mended once");
    const told = await wait.innerText();
    if (/Total/.test(told)) await visit.press("Alt+d");
    else await mend(visit, page, /Zzyzx/.test(told) ? "doyle" : "abernathy");
    await page.waitForFunction((words) => document.querySelector("#db-mending")?.innerText !== words, told);
  }
  await page.getByRole("button", { name: "Post 3 rows, $212.75" }).waitFor();
  await visit.press("Alt+p");
  await page.locator("#db-tape", { hasText: "0 left to post" }).waitFor();
  assert.equal(await page.locator(".db-posting tbody tr:not(.db-entry)").count(), 3, "all posted");
  await visit.tabTo(page.getByRole("button", { name: "Balance the batch" }));
  await visit.press("Enter");
  await page.waitForURL(/\/payments$|\/payments\?/);
}

async function mend(visit, page, name) {
  const account = page.locator("#f-customer");
  await account.focus();
  await account.fill("");
  await visit.type(name);
  await page.locator("#f-customer-list [role=option]").first().waitFor({ state: "visible" });
  await visit.press("Enter");
}
