import assert from "node:assert/strict";

export const title = "Dana signs in by the printed link; a stranger is sent to the door";

export default async function (visit) {
  // Without a sign-in there is a door and nothing behind it.
  const stranger = await visit.open();
  visit.expectFault(/status of 40[13]/);
  await stranger.goto(`${visit.office.address}/customers`);
  assert.match(visit.path(), /sign[-_]in/, "a stranger is shown the sign-in page");
  assert.equal(await stranger.locator("main table").count(), 0, "and no customers");
  await visit.picture("sign-in-1440-light");
  await visit.assertAccessible("the sign-in page");

  // The printed link signs her in, and does not stay in the address.
  const page = await visit.open();
  await visit.office.signIn(page, "Dana");
  assert.equal(new URL(page.url()).search, "", "no token is left in the address");
  await visit.go("/");
  assert.match(await page.locator("body").innerText(), /Dana/, "the page knows who she is");
  const cookie = (await page.context().cookies()).find(({ name }) => name.includes("daybook"));
  assert.ok(cookie?.httpOnly, "scripts cannot read the cookie");
  assert.equal(cookie.sameSite, "Lax", "other sites cannot use it");
}
