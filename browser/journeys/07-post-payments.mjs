import assert from "node:assert/strict";

export const title = "Ruth posts two checks by keyboard; a double press posts once";

export default async function (visit) {
  const page = await visit.open({ person: "Ruth" });
  visit.putMouseAway();

  // A tape of two checks opens a batch of her own.
  await visit.go("/payments/post?new=1");
  await visit.tabTo(page.getByLabel("Checks, one amount a line"));
  await visit.type("41.07");
  await visit.press("Enter");
  await visit.type("52.13");
  await visit.press("Enter");
  await visit.tabTo(page.getByLabel("Where from"));
  await visit.type("Drop box, emptied at 3");
  await visit.press("Alt+s");
  await page.waitForURL(/batch=\d+/);
  await assertLeft(page, "93.20", "2 left to post");
  await assertPosted(page, 0);

  // The cursor stands in the account; the tape brings the amount; Enter posts.
  await keyCheck(visit, page, "9001", "rivera", "41.07");
  await visit.press("Enter");
  await page.locator("#db-tape", { hasText: "1 left to post" }).waitFor();
  await assertLeft(page, "52.13", "1 left to post");
  await assertPosted(page, 1);
  await visit.picture("post-payments-one-posted");
  await visit.assertAccessible("the grid with a line");

  // Enter twice in a breath, and the same line once more past the page's guard.
  await keyCheck(visit, page, "9002", "abernathy", "52.13");
  let sent;
  page.on("request", (request) => {
    if (request.url().endsWith("/do/batches.post_line")) sent = request;
  });
  await visit.press("Enter", "Enter");
  await page.locator("#db-tape", { hasText: "0 left to post" }).waitFor();
  const { "content-type": type } = await sent.allHeaders();
  const again = await page.request.post(sent.url(), {
    data: sent.postData(),
    headers: { "content-type": type, origin: visit.office.address },
    maxRedirects: 0,
  });
  assert.equal(again.status(), 303, "the line once more is answered as the first time");
  await page.reload();
  await assertLeft(page, "0.00", "0 left to post");
  await assertPosted(page, 2);

  // All is ticked, so the batch balances: two Tabs and Enter.
  await visit.tabTo(page.getByRole("button", { name: "Balance the batch" }));
  await visit.press("Enter");
  await page.waitForURL(/\/payments$|\/payments\?/);
}

async function keyCheck(visit, page, number, name, amount) {
  const account = page.locator("#f-customer");
  await visit.tabTo(page.locator("#f-number"));
  await visit.type(number);
  await visit.tabTo(account);
  await visit.type(name);
  const choice = page.locator("#f-customer-list [role=option]").first();
  await choice.waitFor({ state: "visible" });
  assert.match(await choice.innerText(), new RegExp(name, "i"));
  await visit.press("Tab");
  assert.equal(await page.locator("#f-amount_cents").inputValue(), amount, "as on the tape");
  await visit.tabTo(page.locator("#f-amount_cents"));
}

async function assertLeft(page, amount, words) {
  const tape = page.locator("#db-tape");
  assert.equal((await tape.locator(".db-tape-left .db-n").innerText()).trim(), amount);
  assert.ok((await tape.innerText()).includes(words), `the tape says ${words}`);
}

async function assertPosted(page, count) {
  const lines = page.locator(".db-posting tbody tr:not(.db-entry)");
  assert.equal(await lines.count(), count, "lines posted");
}
