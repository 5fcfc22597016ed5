import assert from "node:assert/strict";

export const title = "Back brings the list as it was; on paper there is no chrome";

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });

  // Down the list by J, into a record by Enter, and back: filter, line and place are kept.
  await visit.go("/customers?standing=active&sort=-number");
  visit.putMouseAway();
  for (let steps = 0; steps < 30; steps += 1) await visit.press("j");
  const line = page.locator("tr.db-cur");
  const name = (await line.locator("a").first().innerText()).trim();
  const scrolled = await page.evaluate(() => scrollY);
  assert.ok(scrolled > 0, "the list follows the cursor");
  await visit.press("Enter");
  await page.waitForURL(/\/customers\/\d+$/);
  assert.match(await page.locator("h1").innerText(), new RegExp(escaped(name)));
  await page.goBack();
  await page.waitForURL(/standing=active/);
  await page.waitForFunction((before) => Math.abs(scrollY - before) < 60, scrolled);
  const back = (await line.locator("a").first().innerText()).trim();
  assert.equal(back, name, "the cursor stands on the same line");

  // Print: black on white, the list whole, nothing of the screen around it.
  await page.emulateMedia({ media: "print" });
  for (const chrome of [".db-top", ".db-rail", ".db-list-bar", ".db-ph-acts", ".db-phone-bar"]) {
    const shown = await page.locator(chrome).evaluateAll((all) =>
      all.filter((one) => getComputedStyle(one).display !== "none").length,
    );
    assert.equal(shown, 0, `${chrome} is not printed`);
  }
  const colours = await page.evaluate(() => {
    const body = getComputedStyle(document.body);
    return [body.color, getComputedStyle(document.querySelector("main table td")).color];
  });
  for (const colour of colours) assert.match(colour, /^rgb\((0|34|68), /, "black ink");
  await visit.picture("customers-on-paper");
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
