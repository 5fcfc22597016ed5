// The office under test: where it is, who may sign in, and their cookies once they have.

import assert from "node:assert/strict";

import { openWindow } from "./chromium.mjs";

export class Office {
  // `address` as "http://127.0.0.1:8080"; `links` from a person's name to her sign-in link.
  constructor(browser, address, links) {
    this.browser = browser;
    this.address = address.replace(/\/$/, "");
    this.links = links;
    this.states = new Map();
  }

  // The office that `cargo xtask` started, or any other: DAYBOOK_URL and DAYBOOK_LINKS.
  static fromEnvironment(browser) {
    const address = process.env.DAYBOOK_URL;
    const links = process.env.DAYBOOK_LINKS;
    if (!address || !links) {
      throw new Error(
        'Set DAYBOOK_URL and DAYBOOK_LINKS, such as {"Dana": "http://..."}, or use cargo xtask.',
      );
    }
    return new Office(browser, address, JSON.parse(links));
  }

  // The sign-in link of the person whose printed name begins with the word.
  linkOf(person) {
    const name = Object.keys(this.links).find((known) => known.includes(person));
    assert.ok(name !== undefined, `no link for ${person}; there are: ${this.names().join(", ")}`);
    return this.links[name];
  }

  names() {
    return Object.keys(this.links);
  }

  // Follows a printed link in a window. A page that asks "Sign in as Dana?" is answered.
  async signIn(page, person) {
    await page.goto(this.linkOf(person));
    const question = page.locator("form[method=post i] button[type=submit]");
    if (/\/sign[-_]in/.test(new URL(page.url()).pathname) && (await question.count()) > 0) {
      await question.first().click();
      await page.waitForURL((address) => !/\/sign[-_]in/.test(address.pathname));
    }
  }

  // The cookies of a person, who signs in once for all journeys; nobody has none.
  async stateOf(person) {
    if (!person) return undefined;
    if (!this.states.has(person)) {
      const window = await openWindow(this.browser);
      const page = await window.newPage();
      await this.signIn(page, person);
      this.states.set(person, await window.storageState());
      await window.close();
    }
    return this.states.get(person);
  }
}
