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

const executablePath = process.env.LEXLOCI_CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: FLAGS });
after(() => browser.close());

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
