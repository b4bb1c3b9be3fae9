// One Chromium for the page tests, closed when they end.
import { after } from "node:test";
import { chromium } from "playwright-core";

/** Where the page is served: `cargo xtask test` says so. */
export const PAGE = process.env.LEXLOCI_PAGE ?? "http://127.0.0.1:8317/";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const browser = await chromium.launch({ executablePath: await executable(), args: FLAGS });
after(() => browser.close());

/** The Chromium that the environment names, or the one on the path. */
async function executable() {
  const name = process.env.LEXLOCI_CHROMIUM ?? "chromium";
  if (name.includes("/")) return name;
  const { accessSync } = await import("node:fs");
  const candidates = (process.env.PATH ?? "").split(":").map((folder) => `${folder}/${name}`);
  return candidates.find((path) => {
    try {
      return accessSync(path) ?? true;
    } catch {
      return false;
    }
  });
}

/** The page, open and with its first verdict, in a window of this size; what goes wrong in it is collected. */
export async function opened({ width = 1440, height = 900, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  const problems = [];
  const requests = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(PAGE);
  await page.waitForFunction(() => document.getElementById("answer").dataset.answer !== "waiting");
  return { page, problems, requests, close: () => context.close() };
}
