// Every page that the rail leads to, and those people work on that it does not name.

import assert from "node:assert/strict";

// Forms and days' work that stand behind a button.
const BESIDE = [
  "/customers/new",
  "/agreements/new",
  "/work-orders/new",
  "/payments/new",
  "/deposits/today",
  "/journal",
  "/contacts",
  "/locations",
  "/me",
];

// Lists whose first row is opened too.
const OPENED = ["/customers", "/invoices", "/payments", "/work-orders"];

// Looks at each page in one size, in light and in the dark, and follows the rail as it goes: a
// word shows its pages once it is open. All that is wrong is told at once, not one page a run.
export async function lookAtEveryPage(visit, size) {
  const page = await visit.open({ person: "Dana", size });
  const waiting = ["/", ...BESIDE];
  const seen = new Set();
  const wrong = [];
  while (waiting.length > 0) {
    const path = waiting.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    await visit.go(path);
    waiting.push(...(await railOf(page)));
    if (OPENED.includes(path)) waiting.push(await firstRowOf(page, path));
    wrong.push(...(await lookAt(visit, `${path}, ${size}`)));
  }
  assert.ok(seen.size > 25, `the rail leads only to ${[...seen].join(", ")}`);
  assert.equal(wrong.join("\n"), "");
}

async function lookAt(visit, where) {
  const judgements = [
    () => visit.assertAccessible(where),
    () => visit.assertNoSidewaysScroll(where),
    () => visit.assertReadableInTheDark(where),
    async () => assert.equal(await visit.page.locator("h1").count(), 1, `${where}: headings`),
  ];
  const wrong = [];
  for (const judge of judgements) {
    await judge().catch((error) => wrong.push(error.message));
  }
  return wrong;
}

async function railOf(page) {
  const hrefs = await page
    .locator("nav a[href^='/']")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  return hrefs.filter((href) => /^\/[a-z-]*(\/[a-z-]+)*$/.test(href));
}

async function firstRowOf(page, path) {
  const href = await page.locator("main table a.db-row-link").first().getAttribute("href");
  assert.ok(href, `${path} has a row to open`);
  return href;
}
