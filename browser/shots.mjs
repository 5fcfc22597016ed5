// Pictures of the main pages at 1440 and 390 wide, light and dark, into build/pictures.
//
//   node shots.mjs [WORD ...]     only pages whose name holds one of the words

import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { SIZES, THEMES, launch } from "./lib/chromium.mjs";
import { Office } from "./lib/office.mjs";
import { Visit } from "./lib/visit.mjs";
import { PAGES } from "./pages.mjs";

const PICTURES = join(dirname(fileURLToPath(import.meta.url)), "../build/pictures");
const PERSON = "Dana";

async function main(words) {
  const browser = await launch();
  const office = Office.fromEnvironment(browser);
  const wanted = (page) => words.length === 0 || words.some((word) => page.name.includes(word));
  const pages = [...PAGES, ...(await pagesOfTheRail(office))].filter(wanted);
  let failed = 0;
  for (const page of pages) {
    try {
      await picture(office, page);
      console.log(`ok   ${page.name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${page.name} (${page.path}): ${error.message.split("\n")[0]}`);
    }
  }
  await browser.close();
  console.log(`${pages.length - failed} passed, ${failed} failed`);
  return failed === 0 && pages.length > 0 ? 0 : 1;
}

// What the rail leads to and the list does not have: a new room is pictured without being named.
async function pagesOfTheRail(office) {
  const visit = new Visit(office, "rail", PICTURES);
  const page = await visit.open({ person: PERSON });
  await visit.go("/");
  const paths = await page
    .locator("nav a[href^='/']")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  await visit.closeWindows();
  const known = new Set(PAGES.map((listed) => listed.path));
  const found = [...new Set(paths)].filter((path) => !known.has(path) && !path.includes("sign"));
  return found.map((path) => ({ name: path.replace(/[^a-z0-9]+/gi, "-").slice(1), path }));
}

async function picture(office, { name, path, follow, status = 200 }) {
  for (const size of Object.keys(SIZES)) {
    for (const theme of THEMES) {
      const visit = new Visit(office, name, PICTURES);
      try {
        const page = await visit.open({ person: PERSON, size, theme });
        const answer = await page.goto(office.address + path);
        assert.equal(answer?.status(), status, `answered ${answer?.status()}`);
        if (follow) await page.goto(new URL(await firstLink(page, follow), page.url()).href);
        await visit.picture(`${name}-${SIZES[size].width}-${theme}`);
      } finally {
        await visit.closeWindows();
      }
    }
  }
}

async function firstLink(page, selector) {
  const link = await page.locator(selector).first().getAttribute("href", { timeout: 5000 });
  assert.ok(link, `no link at ${selector}`);
  return link;
}

process.exitCode = await main(process.argv.slice(2));
