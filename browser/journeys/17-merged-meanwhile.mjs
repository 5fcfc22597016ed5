import assert from "node:assert/strict";

export const title = "A check for an account merged while it was keyed: refused, with the way on";

export default async function (visit) {
  // Ruth keys a check for one account; meanwhile Dana finds that it is somebody we have.
  const ruth = await visit.open({ person: "Ruth" });
  const ends = await accountOf(visit, "braunfels");
  await visit.go(`/payments/new?customer=${ends}`);
  await ruth.locator("[name=amount_cents]").first().fill("12.00");
  await ruth.locator("[name='method[check][number]']").fill("5001");

  const dana = await visit.open({ person: "Dana" });
  const goesOn = await accountOf(visit, "abernathy");
  await visit.go(`/customers/${ends}/merge?into=${goesOn}`);
  await visit.assertAccessible("both accounts side by side");
  await dana.locator("[name=reason]").fill("Her maiden name");
  await dana.getByRole("button", { name: /^Merge A\d+ into A\d+/ }).click();
  await dana.waitForURL(new RegExp(`/customers/${goesOn}$`));

  // Her form stands with all she typed, and says which account it is now.
  visit.expectFault(/status of 409/);
  await ruth.keyboard.press("Alt+s");
  const notice = ruth.locator(".db-notice.db-wrong");
  await notice.waitFor();
  assert.match(await notice.innerText(), /is the same customer as A\d+/);
  assert.equal(await ruth.locator("[name='method[check][number]']").inputValue(), "5001");
  const wayOn = notice.getByRole("link");
  assert.equal(await wayOn.getAttribute("href"), `/customers/${goesOn}`);
  await visit.picture("merged-meanwhile");
}

async function accountOf(visit, words) {
  await visit.go(`/find?q=${words}`);
  const row = visit.page.locator(".db-find-page a[href^='/customers/']").first();
  return /\/customers\/(\d+)/.exec(await row.getAttribute("href"))[1];
}
