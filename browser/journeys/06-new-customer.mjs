import assert from "node:assert/strict";

export const title = "Priya opens a customer by keyboard; sent twice it makes one";

const NAME = "Ottilie Braunfels";

export default async function (visit) {
  const page = await visit.open({ person: "Priya" });
  // Today has no N of its own: where a list has one, N leads away before C is pressed.
  await visit.go("/");
  visit.putMouseAway();

  // N and C bring the form, with the cursor in its first field.
  await visit.press("n", "c");
  await page.waitForURL(/\/customers\/new/);
  await visit.tabTo(page.getByLabel("Name on the bills"));
  await visit.assertFocusShows();
  await visit.type(NAME);

  // Refused without an address: what was typed stands, and she is told where it is wrong.
  await visit.tabTo(page.locator("[name=phone]"));
  await visit.type("(941) 555-0147");
  visit.expectFault(/status of 422/);
  await visit.press("Alt+s");
  const told = page.locator("[aria-invalid=true]").or(page.locator(".db-err")).first();
  await told.waitFor();
  assert.equal(await page.getByLabel("Name on the bills").inputValue(), NAME);
  assert.match(await page.locator("[name=phone]").inputValue(), /941.*555.*0147/);
  await visit.picture("new-customer-refused");
  await visit.assertAccessible("the refused form");

  const fields = {
    "location.address.line1": "77 Turpentine Rd",
    "location.address.city": "Ocala",
    "location.address.zip": "34471",
  };
  for (const [name, value] of Object.entries(fields)) {
    await visit.tabTo(page.locator(`[name="${name}"]`));
    await visit.type(value);
  }

  // What the browser sends is kept, to be sent a second time past every guard of the page.
  let sent;
  page.on("request", (request) => {
    if (request.url().endsWith("/do/customers.open")) sent = request;
  });
  await visit.press("Alt+s", "Alt+s");
  await page.waitForURL(/\/customers\/\d+$/);
  assert.match(await page.locator("h1").innerText(), new RegExp(NAME));
  const again = await page.request.post(sent.url(), {
    data: sent.postData(),
    headers: await headersOf(sent, visit.office.address),
    maxRedirects: 0,
  });
  assert.equal(again.status(), 303, "the same form once more is answered as the first time");
  assert.match(again.headers().location, new RegExp(`${visit.path()}(\\?|$)`), "by her own page");

  await visit.go(`/find?q=${encodeURIComponent("Braunfels")}`);
  const found = page.locator(".db-find-page a[href^='/customers/']", { hasText: NAME });
  const people = new Set(
    await found.evaluateAll((links) => links.map((link) => link.getAttribute("href"))),
  );
  assert.equal(people.size, 1, `there is one, not ${[...people].join(" and ")}`);
}

async function headersOf(request, origin) {
  const { "content-type": type } = await request.allHeaders();
  return { "content-type": type, origin, "sec-fetch-site": "same-origin" };
}
