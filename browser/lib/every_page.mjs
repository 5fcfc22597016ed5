// Every page that the rail leads to, and those people work on that it does not name.

import assert from "node:assert/strict";

// Forms and days' work that stand behind a button.
const BESIDE = [
  "/customers/new",
  "/agreements/new",
  "/work-orders/new",
  "/payments/new",
  "/deposits/today",
];

// Lists whose first row is opened too.
const OPENED = ["/customers", "/invoices", "/payments", "/work-orders"];

// Looks at each page in one size, in light and in the dark. Everything that is wrong is told at
// once, not one page a run.
export async function lookAtEveryPage(visit, size) {
  const page = await visit.open({ person: "Dana", size });
  const paths = await pathsOfTheRail(visit);
  assert.ok(paths.length > 15, `the rail leads only to ${paths.join(", ")}`);
  paths.push(...BESIDE);
  for (const path of OPENED) paths.push(await firstRowOf(visit, path));
  const wrong = [];
  for (const path of paths) {
    const where = `${path}, ${size}`;
    await visit.go(path);
    const judgements = [
      () => visit.assertAccessible(where),
      () => visit.assertNoSidewaysScroll(where),
      () => visit.assertReadableInTheDark(where),
      async () => assert.equal(await page.locator("h1").count(), 1, `${where}: headings`),
    ];
    for (const judge of judgements) {
      await judge().catch((error) => wrong.push(error.message));
    }
  }
  assert.equal(wrong.join("\n"), "");
}

// Follows the rail until it leads nowhere new: a word shows its pages once it is open.
async function pathsOfTheRail(visit) {
  const waiting = ["/"];
  const seen = new Set();
  while (waiting.length > 0) {
    const path = waiting.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    await visit.go(path);
    const hrefs = await visit.page
      .locator("nav a[href^='/']")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    waiting.push(...hrefs.filter((href) => /^\/[a-z-]*(\/[a-z-]+)*$/.test(href)));
  }
  return [...seen];
}

async function firstRowOf(visit, path) {
  await visit.go(path);
  const href = await visit.page.locator("main table tbody a").first().getAttribute("href");
  assert.ok(href, `${path} has a row to open`);
  return href;
}
