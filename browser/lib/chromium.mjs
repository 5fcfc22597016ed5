// Debian's browser, started fresh: a new profile, no network of its own, no surprises.

import { chromium } from "playwright-core";

const EXECUTABLE = "/usr/bin/chromium";

const FLAGS = [
  "--no-sandbox", // tests may run as root in a container
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none", // pictures look alike on every machine
];

// The two widths every page is designed for.
export const SIZES = {
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};

export const THEMES = ["light", "dark"];

// A browser with a profile of its own, which is removed when it closes.
export function launch() {
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: FLAGS });
}

// A window of a size and theme. `state` holds the cookies of somebody who signed in before.
export function openWindow(browser, { size = "desk", theme = "light", state } = {}) {
  return browser.newContext({
    viewport: SIZES[size],
    deviceScaleFactor: size === "phone" ? 2 : 1,
    hasTouch: size === "phone",
    isMobile: size === "phone",
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en-US",
    timezoneId: "America/New_York",
    storageState: state,
  });
}
