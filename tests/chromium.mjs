// Chromium as every test starts it: without a sandbox, since tests run as root in containers, and without the traffic of a
// browser that somebody uses, so that what is requested is the page's own.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Returns a new browser. `LEXLOCI_CHROMIUM` says where the program is. */
export function launch() {
  return chromium.launch({ executablePath: process.env.LEXLOCI_CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}
