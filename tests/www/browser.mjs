// One Chromium for the page tests, closed when they end.
import { after } from "node:test";
import { launch } from "../chromium.mjs";

/** Where the page is served: `cargo xtask test` says so. */
export const PAGE = process.env.LEXLOCI_PAGE ?? "http://127.0.0.1:8317/";

const browser = await launch();
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
