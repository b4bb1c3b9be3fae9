// Chromium as every test starts it: without a sandbox, since tests run as root in containers, and without the traffic of a
// browser that somebody uses, so that what is requested is the page's own.
import { existsSync } from "node:fs";
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

/** Debian's paths, in order of preference: the shell without windows, in which a page opens in a fraction of the time, or the whole browser. */
const PROGRAMS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** Returns a new browser. `LEXLOCI_CHROMIUM` says where the program is. */
export function launch() {
  const executablePath = process.env.LEXLOCI_CHROMIUM ?? PROGRAMS.find(existsSync);
  return chromium.launch({ executablePath, args: FLAGS });
}
