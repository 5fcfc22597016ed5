// One person at one window: goes to pages, works by keyboard, keeps pictures, and fails on what
// a person would not see, such as an error in the console or a rule of accessibility broken.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { SIZES, THEMES, openWindow } from "./chromium.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// A debug build on a busy machine may take this long; a person would have given up before.
const PATIENCE_MS = 15_000;

export class Visit {
  constructor(office, name, pictures) {
    this.office = office;
    this.name = name;
    this.pictures = pictures;
    this.faults = [];
    this.expected = [];
    this.windows = [];
  }

  // A new window, signed in as `person` when one is named; it becomes `this.page`.
  async open({ person, size = "desk", theme = "light" } = {}) {
    const state = await this.office.stateOf(person);
    const window = await openWindow(this.office.browser, { size, theme, state });
    this.windows.push(window);
    window.setDefaultTimeout(PATIENCE_MS);
    const page = await window.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") this.note(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.note(`script: ${error.message}`));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // Leaving a page ends what it was still loading; a page says nothing for ever by SSE.
      if (why !== "net::ERR_ABORTED") this.note(`request: ${request.url()} ${why}`);
    });
    page.on("request", (request) => {
      const address = request.url();
      const isOurs = address.startsWith(this.office.address) || /^(data|blob):/.test(address);
      if (!isOurs) this.note(`a request left the house: ${address}`);
    });
    this.page = page;
    return page;
  }

  note(fault) {
    if (!this.expected.some((pattern) => pattern.test(fault))) this.faults.push(fault);
  }

  // Faults a journey brings about on purpose, such as the 422 of a form filled in wrongly.
  expectFault(pattern) {
    this.expected.push(pattern);
  }

  // Goes to a path and fails unless it answers with a page.
  async go(path) {
    const answer = await this.page.goto(this.office.address + path);
    assert.ok(answer?.ok(), `${path} answered ${answer?.status()}`);
    return answer;
  }

  path() {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  // From here on the mouse is dead: a click through the page object is an error.
  putMouseAway() {
    const refuse = () => {
      throw new Error("this journey is done by keyboard");
    };
    for (const deed of ["click", "dblclick", "tap", "hover"]) this.page[deed] = refuse;
    for (const deed of ["click", "dblclick", "down", "move"]) this.page.mouse[deed] = refuse;
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  // Presses Tab until what has the focus answers to the locator; a keyboard trap is an error.
  async tabTo(locator, { limit = 80 } = {}) {
    for (let presses = 0; presses <= limit; presses += 1) {
      const isThere = await locator
        .first()
        .evaluate((element) => element === document.activeElement)
        .catch(() => false);
      if (isThere) return presses;
      await this.press("Tab");
    }
    const where = await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120));
    throw new Error(`not reached with ${limit} tabs; the focus is on ${where}`);
  }

  // What has the focus can be seen to have it.
  async assertFocusShows() {
    const shows = await this.page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return false;
      const style = getComputedStyle(focused);
      const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      const row = focused.closest("tr, li");
      const hasHalo = style.boxShadow !== "none";
      return hasOutline || hasHalo || (row && getComputedStyle(row).boxShadow !== "none");
    });
    assert.ok(shows, "the focus cannot be seen");
  }

  // No rule of axe is broken: the page as it stands, in its theme and size.
  async assertAccessible(where = this.path()) {
    assert.deepEqual(await this.brokenRules({}), [], `axe on ${where}`);
  }

  // The theme changes colours alone, so in the dark only the rule of colours is asked again.
  async assertReadableInTheDark(where = this.path()) {
    await this.page.emulateMedia({ colorScheme: "dark" });
    try {
      const broken = await this.brokenRules({ runOnly: ["color-contrast"] });
      assert.deepEqual(broken, [], `axe on ${where}, dark`);
    } finally {
      await this.page.emulateMedia({ colorScheme: "light" });
    }
  }

  // What axe finds, each rule with the first places that break it.
  async brokenRules(options) {
    const isThere = await this.page.evaluate(() => Boolean(globalThis.axe));
    if (!isThere) await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate(
      (wanted) => globalThis.axe.run(document, { resultTypes: ["violations"], ...wanted }),
      options,
    );
    return violations.map((rule) => {
      const places = rule.nodes.slice(0, 3).map((node) => node.target.join(" "));
      return `${rule.id}: ${rule.help} (${rule.nodes.length}: ${places.join(" | ")})`;
    });
  }

  // Nothing makes the page wider than the window.
  async assertNoSidewaysScroll(where = this.path()) {
    const over = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(over <= 1, `${where} is ${over} px wider than the window`);
  }

  // A picture of the window as it is: build/pictures/NAME.png.
  async picture(name) {
    mkdirSync(this.pictures, { recursive: true });
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
    await this.page.screenshot({
      path: join(this.pictures, `${name}.png`),
      animations: "disabled",
      caret: "hide",
    });
  }

  // A page at both sizes and themes: pictured, accessible, not too wide.
  async lookAt(path, name, person) {
    for (const size of Object.keys(SIZES)) {
      for (const theme of THEMES) {
        await this.open({ person, size, theme });
        await this.go(path);
        await this.picture(`${name}-${SIZES[size].width}-${theme}`);
        await this.assertAccessible(`${path}, ${size}, ${theme}`);
        await this.assertNoSidewaysScroll(`${path}, ${size}`);
        await this.closeWindows();
      }
    }
  }

  async closeWindows() {
    const windows = this.windows.splice(0);
    await Promise.all(windows.map((window) => window.close()));
  }

  // Ends the visit; faults noted on the way fail it.
  async close() {
    await this.closeWindows();
    assert.deepEqual(this.faults, [], "faults on the way");
  }
}
