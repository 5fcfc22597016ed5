import assert from "node:assert/strict";

export const title = "Ruth posts what is left on the tape with ten keys and Enter alone";

// Whose checks they are does not matter here: five customers, by a piece of their names.
const NAMES = ["abernathy", "doyle", "oakhurst", "bayliss", "rivera", "patel", "pruett"];

export default async function (visit) {
  const page = await visit.open({ person: "Ruth" });
  visit.putMouseAway();
  await visit.go("/payments/post");
  const tape = page.locator("#db-tape");
  await tape.waitFor();
  const lines = page.locator(".db-posting tbody tr:not(.db-entry)");
  const before = await lines.count();
  const left = await leftOf(tape);
  assert.ok(left >= 5, `${left} checks are left, a batch worth keying`);

  // The cursor stands in the grid; a number, a piece of a name, and Enter until it is posted.
  for (let posted = 1; posted <= left; posted += 1) {
    const number = page.locator("#f-number");
    await visit.tabTo(number);
    if (posted === 1) await visit.type("8101");
    else await visit.press("+");
    assert.equal(await number.inputValue(), String(8100 + posted), "+ counts the number up");
    await visit.tabTo(page.locator("#f-customer"));
    await visit.type(NAMES[(posted - 1) % NAMES.length]);
    await page.locator("#f-customer-list [role=option]").first().waitFor({ state: "visible" });
    await visit.press("Enter");
    // The tape has filled the amount in, so Enter on the choice has posted the line.
    await tape.filter({ hasText: `${left - posted} left to post` }).waitFor();
  }
  assert.equal(await lines.count(), before + left, "every check is a line");
  assert.equal((await tape.locator(".db-tape-left .db-n").innerText()).trim(), "0.00");
  await visit.assertAccessible("the grid, all posted");
  await visit.tabTo(page.getByRole("button", { name: "Balance the batch" }));
  await visit.press("Enter");
  await page.waitForURL(/\/payments$|\/payments\?/);
}

async function leftOf(tape) {
  return Number(/(\d+) left to post/.exec(await tape.innerText())?.[1] ?? 0);
}
