import assert from "node:assert/strict";

export const title = "Ruth counts, Dana verifies, the deposit closes sealed and prints its slip";

const EACH_CENTS = {
  bills_100: 10000,
  bills_50: 5000,
  bills_20: 2000,
  bills_10: 1000,
  bills_5: 500,
  bills_1: 100,
  coins_25: 25,
  coins_10: 10,
  coins_5: 5,
  coins_1: 1,
};

export default async function (visit) {
  await nameWhatIsHeld(visit);

  // Ruth counts. It is blind: the page says nothing of what was posted in cash.
  let page = await visit.open({ person: "Ruth" });
  await visit.go("/deposits/today");
  const path = visit.path();
  assert.match(path, /\/deposits\/\d+$/);
  assert.ok(!(await page.locator("main").innerText()).includes("Posted in cash"), "it is blind");
  await visit.assertAccessible("the daily deposit, not counted");
  await fillPapers(page);
  await save(page);

  // Now it says what was posted, and that the drawer is short by all of it: she counts again.
  const posted = await amountBeside(page, "Posted in cash");
  const float = cents(await field(page, "float_cents").inputValue());
  await fillDrawer(page, posted + float);
  const shown = await page.locator("[data-sum=deposit]").innerText();
  assert.equal(cents(shown), posted, "the count adds up as it is typed");
  await save(page);
  assert.match(await page.locator("main").innerText(), /Agrees/);
  await visit.picture("deposit-counted");
  await visit.assertAccessible("the daily deposit, counted");

  // She who counted may not sign for the second; the page offers it to nobody's hand but another's.
  assert.equal(await page.getByRole("button", { name: "Verify and sign" }).count(), 0);

  // Dana verifies, reads the bag's number back and closes.
  page = await visit.open({ person: "Dana" });
  await visit.go(path);
  await page.getByRole("button", { name: "Verify and sign" }).click();
  const bag = field(page, "bag");
  await bag.waitFor();
  await bag.fill("B720301");
  await page.getByRole("button", { name: "Close the deposit" }).click();
  await page.getByText("B720301").first().waitFor();
  const sealed = await page.locator("main").innerText();
  assert.match(sealed, /[0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4}/i, "the seal is shown");
  assert.equal(await page.locator(".db-denomination").count(), 0, "nothing can be counted now");
  await visit.picture("deposit-sealed");
  await visit.assertAccessible("the sealed deposit");

  // The slip is a PDF of its own.
  const href = await page.getByRole("link", { name: "Print the slip" }).getAttribute("href");
  const slip = await page.request.get(visit.office.address + href);
  assert.equal(slip.headers()["content-type"], "application/pdf");
  assert.equal((await slip.body()).subarray(0, 5).toString(), "%PDF-");
}

// A payment that nobody knows the payer of keeps the deposit open until somebody names her.
async function nameWhatIsHeld(visit) {
  const page = await visit.open({ person: "Dana" });
  for (let rounds = 0; rounds < 5; rounds += 1) {
    await visit.go("/payments?state=held");
    const first = page.locator("main table a.db-row-link").first();
    if ((await first.count()) === 0) return;
    await first.click();
    const account = page.locator("#f-customer");
    await account.pressSequentially("abernathy");
    await page.locator("#f-customer-list [role=option]").first().waitFor({ state: "visible" });
    await account.press("Tab");
    await page.getByRole("button", { name: "Name the customer" }).click();
    await page.waitForLoadState();
  }
}

// As many checks and orders, and as much, as the page lists.
async function fillPapers(page) {
  const rows = page.locator("main table tr");
  for (const [name, pattern] of [["checks", /^\d+ checks?$/], ["money_orders", /^\d+ money/]]) {
    const sum = rows.filter({ has: page.getByText(pattern) }).first();
    let [items, amount] = ["0", "0.00"];
    if ((await sum.count()) > 0) {
      items = /\d+/.exec(await sum.innerText())[0];
      amount = (await sum.locator("td").last().innerText()).trim();
    }
    await field(page, `${name}[items]`).fill(items);
    await field(page, `${name}[amount_cents]`).fill(amount);
  }
}

async function fillDrawer(page, total) {
  let rest = total;
  for (const [name, each] of Object.entries(EACH_CENTS)) {
    const count = Math.floor(rest / each);
    rest -= count * each;
    await field(page, `drawer[${name}]`).fill(String(count));
  }
  assert.equal(rest, 0);
}

async function save(page) {
  const button = page.getByRole("button", { name: /^Save the (new )?count/ });
  await Promise.all([page.waitForURL(/\/deposits\/\d+/), button.click()]);
  await page.locator(".db-over-short").waitFor();
}

const field = (page, name) => page.locator(`[name="${name}"]`);

async function amountBeside(page, words) {
  const line = page.locator(".db-over-short > div").filter({ hasText: words });
  return cents((await line.innerText()).replace(words, ""));
}

const cents = (text) => Math.round(Number(text.replace(/[^0-9.]/g, "")) * 100);
