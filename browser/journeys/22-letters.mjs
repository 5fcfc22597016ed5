import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

export const title = "A letter from a Word file is kept, and goes to all who are past due as one PDF";

const LETTER = fileURLToPath(
  new URL("../../crates/formats/fixtures/letter.docx", import.meta.url),
);

export default async function (visit) {
  const page = await visit.open({ person: "Dana" });
  await visit.go("/letter-templates");
  await visit.picture("letters");

  // The file's paragraphs, list, bold words and merge fields are there to be read before it is kept.
  await page.getByLabel("A letter as a Word document (.docx)").setInputFiles(LETTER);
  await page.getByRole("button", { name: "Read it" }).click();
  await page.waitForURL(/\/letter-templates\/new\?file=/);
  const body = await page.getByLabel("What it says").inputValue();
  assert.match(body, /^Our office moves on \*\*April 6\*\*\. Your account \{\{account\}\}/);
  assert.match(body, /\n- our hours: Monday to Friday/);
  await page.getByLabel("About").fill("Our new address");
  await visit.picture("letter-read");

  // A gap that is misspelt is told at its field, and nothing is lost.
  await page.getByLabel("What it says").fill(`${body} {{nmae}}`);
  visit.expectFault(/422/);
  await page.keyboard.press("Alt+s");
  await page.getByText("Nobody knows {{nmae}}").first().waitFor();
  assert.equal(await page.getByLabel("What it says").inputValue(), `${body} {{nmae}}`);
  await page.getByLabel("What it says").fill(body);
  await page.keyboard.press("Alt+s");
  await page.waitForURL(/\/letter-templates\/\d+$/);
  await visit.picture("letter-kept");

  const letter = visit.path();
  const customers = await page.request.get(`${visit.office.address}${letter}/pdf?customer=1`);
  assert.equal(customers.status(), 404, "a stranger gets no letter");
  await page.getByLabel("Days past due, or more").fill("1");
  await page.getByRole("button", { name: "Print the letters" }).click();
  await page.waitForURL(/\/paper-batches\/\d+$/);
  const pdf = page.getByRole("link", { name: /^PDF/ });
  for (let tries = 0; tries < 60 && (await pdf.count()) === 0; tries += 1) {
    await page.waitForTimeout(250);
    await page.reload();
  }
  await visit.picture("letters-printed");
  const file = await page.request.get(visit.office.address + (await pdf.getAttribute("href")));
  assert.equal(file.status(), 200);
  assert.equal((await file.body()).subarray(0, 5).toString(), "%PDF-");
}
