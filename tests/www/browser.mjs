// One Chromium for a file of page tests, closed when they end.
import assert from "node:assert/strict";
import { after } from "node:test";
import { launch } from "../chromium.mjs";

/** Where the page is served: `cargo xtask test` says so. */
export const PAGE = process.env.LEXLOCI_PAGE ?? "http://127.0.0.1:8317/";

export const browser = await launch();
after(() => browser.close());

/** What the worker cannot do here on purpose is no problem of the page. */
const EXPECTED = /Service Worker registration blocked/;

/**
 * Returns the page, open and with its first verdict, in a window of this size; what goes wrong in it is collected. The
 * tour is seen already, the policy's drawer open and nothing kept for offline, unless that is what is tested; `prepare`
 * readies the browser for it. The days of the strip are judged only where a test reads `days`, the strip or what follows from it:
 * that takes a part of a second of a processor for each page and each change of a flow. So do the verdicts elsewhere, which `map:
 * false` leaves out where a test looks neither at the map nor at what stands beside it. `brisk` stores drafts without the pause
 * after a change, where a test has many of them.
 */
export async function opened(
  {
    width = 1440,
    height = 900,
    hash = "#case=schrems-ii",
    tour = false,
    view = "json",
    drawer = true,
    offline = false,
    days = false,
    map = true,
    brisk = false,
    ...options
  } = {},
  prepare = async () => {},
) {
  const serviceWorkers = offline ? "allow" : "block";
  const context = await browser.newContext({
    viewport: { width, height },
    locale: "en-GB",
    serviceWorkers,
    ...options,
  });
  await prepare(context);
  const page = await context.newPage();
  const problems = [];
  const requests = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on(
    "console",
    (message) => message.type() === "error" && !EXPECTED.test(message.text()) && problems.push(message.text()),
  );
  page.on("request", (request) => requests.push(request.url()));
  await page.addInitScript(remembered, { tour, view, drawer });
  await page.addInitScript(without, [...(days ? [] : ["turns"]), ...(map ? [] : ["where"])]);
  if (brisk) await page.addInitScript(withoutPause);
  await page.goto(PAGE + hash);
  await judged(page);
  return { page, context, problems, requests, close: () => context.close() };
}

/** Returns what an earlier visit has left, before the page's own code runs. */
function remembered({ tour, view, drawer }) {
  if (!location.protocol.startsWith("http")) return;
  try {
    if (!tour) localStorage.setItem("lexloci.tour", "seen");
    if (drawer && sessionStorage.getItem("lexloci.test") === null) localStorage.setItem("lexloci.policy", "open");
    sessionStorage.setItem("lexloci.test", "seen");
    if (view !== null && localStorage.getItem("lexloci.flowview") === null)
      localStorage.setItem("lexloci.flowview", view);
  } catch {
    // A test has taken the storage away.
  }
}

/** Keeps some questions from the engine: what waits for their answers waits as long as the page is open. */
function without(questions) {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (!questions.includes(message?.question)) postMessage.call(this, message, ...rest);
  };
}

/** Leaves the pause out before a draft is stored. */
function withoutPause() {
  const wait = window.setTimeout;
  window.setTimeout = (run, pause, ...given) => wait(run, pause === 250 ? 0 : pause, ...given);
}

/** Drops a file on the page, and waits until its text is the flow. */
export async function dropFlow(page, text) {
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "flow.json"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, text);
  await page.waitForFunction((text) => JSON.parse(localStorage.getItem("lexloci.draft"))?.flow === text, text);
}

/** Changes the page's language, whose words may have to be fetched first. */
export async function speak(page, language) {
  await page.locator("#language").selectOption(language);
  await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
}

/** Waits until the verdict is that of the texts as they stand. */
export function judged(page) {
  return page.waitForFunction(() => {
    const { dataset, ariaBusy } = document.getElementById("answer");
    return dataset.answer !== "waiting" && ariaBusy === "false";
  });
}

/** Opens the page, runs, and expects that nothing went wrong in it and nothing left it. */
export async function onPage(options, run, prepare) {
  const { page, problems, requests, close } = await opened(options, prepare);
  try {
    await run(page);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      requests.filter((address) => !address.startsWith(PAGE) && !address.startsWith("blob:")),
      [],
    );
  } finally {
    await close();
  }
}

/** As `onPage`, for tests that look neither at the map nor at what stands beside it. */
export const withoutMap = (options, run, prepare) => onPage({ map: false, ...options }, run, prepare);

/** Returns the verdict of the texts as they stand. */
export async function answer(page) {
  await judged(page);
  return page.locator("#answer").getAttribute("data-answer");
}

/** Waits until the texts as they stand have this verdict; an earlier one of the same name does not count. */
export const becomes = (page, expected) =>
  page.waitForFunction((name) => {
    const { dataset, ariaBusy } = document.getElementById("answer");
    return dataset.answer === name && ariaBusy === "false";
  }, expected);

/** Puts a text into an editor as a paste would. */
export async function write(page, panel, text) {
  await page.locator(`#${panel} .cm-content`).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** Waits until draft and address are those of the texts as they stand. */
export const kept = (page) => page.waitForFunction(() => document.body.dataset.kept !== "no");

/** Returns the two texts as the page keeps them; null where nothing has been changed. */
export async function texts(page) {
  await kept(page);
  return page.evaluate(() => JSON.parse(localStorage.getItem("lexloci.draft")));
}

/** Opens a case of the gallery. */
export async function choose(page, id) {
  await page.locator("#case").selectOption(id);
}
