// Runs the journeys of journeys/*.mjs, each a story told by one file, and counts them.
//
//   node run.mjs [WORD ...]     only journeys whose file name holds one of the words
//
// A journey exports `title` and a function that is given a Visit. The last line is
// "N passed, N failed".

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { launch } from "./lib/chromium.mjs";
import { Office } from "./lib/office.mjs";
import { Visit } from "./lib/visit.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PICTURES = join(HERE, "../build/pictures/journeys");
const LONGEST_MS = 300_000;

async function main(words) {
  const files = readdirSync(join(HERE, "journeys"))
    .filter((file) => file.endsWith(".mjs"))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
  const browser = await launch();
  const office = Office.fromEnvironment(browser);
  let failed = 0;
  for (const file of files) {
    const trouble = await travel(office, file);
    if (trouble) failed += 1;
  }
  await browser.close();
  console.log(`${files.length - failed} passed, ${failed} failed`);
  return failed === 0 && files.length > 0 ? 0 : 1;
}

// Makes one journey; its trouble, or undefined when it arrived.
async function travel(office, file) {
  const name = file.replace(".mjs", "");
  const started = Date.now();
  const journey = await import(pathToFileURL(join(HERE, "journeys", file)));
  const visit = new Visit(office, name, PICTURES);
  let trouble;
  try {
    await withinTime(journey.default(visit));
    await visit.close();
  } catch (error) {
    trouble = error;
    await visit.picture(`${name}-failed`).catch(() => undefined);
    await visit.closeWindows();
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${trouble ? "FAIL" : "ok  "} ${journey.title} (${name}, ${seconds} s)`);
  if (trouble) console.log(indented(trouble, visit.faults));
  return trouble;
}

function withinTime(journey) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("the journey took too long")), LONGEST_MS);
  });
  return Promise.race([journey, late]).finally(() => clearTimeout(timer));
}

function indented(trouble, faults) {
  const where = (trouble.stack ?? "").split("\n").filter((line) => line.includes("journeys/"));
  const lines = [...String(trouble.message).split("\n"), ...where, ...faults];
  return [...new Set(lines)].map((line) => `       ${line.trim()}`).join("\n");
}

process.exitCode = await main(process.argv.slice(2));
