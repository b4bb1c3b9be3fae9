// The page in Firefox: each panel, once.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import puppeteer from "puppeteer-core";
import { flowOf } from "./cases.mjs";

const PAGE = process.env.LEXLOCI_PAGE ?? "http://127.0.0.1:8317/";

let browser;
let page;
const problems = [];

before(async () => {
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.LEXLOCI_FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
  });
  page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(`${PAGE}#case=schrems-ii`);
  await becomes("non_compliant");
  await press("#policy-open");
});
after(() => browser?.close());

/** Waits until the texts as they stand have this verdict; an earlier one of the same name does not count. */
const becomes = (answer) =>
  until((expected) => {
    const { dataset, ariaBusy } = document.getElementById("answer");
    return dataset.answer === expected && ariaBusy === "false";
  }, answer);
const until = (holds, ...values) => page.waitForFunction(holds, { timeout: 30_000 }, ...values);
/** Presses a button by its handler: what stands above may still move it. */
const press = (selector) => page.$eval(selector, (button) => button.click());
const text = (selector) => page.$eval(selector, (element) => element.textContent);

/** Opens a case and waits for its verdict. */
async function choose(id, verdict) {
  await page.select("#case", id);
  await becomes(verdict);
}

/** Puts a text into an editor in place of what stands there. */
async function write(panel, content) {
  await until((panel) => document.getElementById(panel).shadowRoot?.querySelector(".cm-content"), panel);
  await page.evaluate((panel) => document.getElementById(panel).shadowRoot.querySelector(".cm-content").focus(), panel);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.evaluate((content) => document.execCommand("insertText", false, content), content);
  await until(
    (panel, content) => JSON.parse(localStorage.getItem("lexloci.draft"))?.[panel] === content,
    panel,
    content,
  );
}

test("a case is open with its verdict, and a tour", async () => {
  assert.match(await text("#answer"), /Non-compliant/);
  assert.match(await text("#told"), /Court of Justice/);
  await press("#tour-skip");
  assert.ok(await page.$eval("#tour-card", (card) => card.hidden));
});

test("policy: words are coloured", () =>
  until(() => document.getElementById("policy").shadowRoot?.querySelectorAll(".loci-keyword").length > 3));

test("flow: form and text are in step", async () => {
  await choose("crm", "compliant");
  await page.waitForSelector('#form [data-path="storage[0].region"] input');
  await page.$eval('#form [data-path="storage[0].region"] input', (input) => {
    input.value = "aws/us-east-1";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await becomes("non_compliant");
  await press("#view-json");
  await until(() => document.getElementById("flow").shadowRoot?.textContent.includes("us-east-1"));
  await write("flow", flowOf("crm"));
  await becomes("compliant");
});

test("time: the strip turns on the days of the five acts, and the slider moves the day", async () => {
  await choose("atlantic", "compliant");
  await until(() => document.querySelectorAll("#strip span").length === 6);
  const days = await page.$$eval("#strip span", (parts) => parts.slice(1).map(({ dataset }) => dataset.day));
  assert.deepEqual(days, ["2000-07-26", "2015-10-06", "2016-07-12", "2020-07-16", "2023-07-10"]);
  await page.$eval("#day", (slider) => {
    slider.value = String(Date.UTC(2020, 6, 17) / 864e5);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await becomes("non_compliant");
});

test("map: places have verdicts, on the map and in the table", async () => {
  await until(() => document.querySelectorAll("#map .v-non_compliant").length > 50);
  await press("#map-as-table");
  await until(() => document.querySelectorAll("#map-table tbody tr").length > 50);
});

test("verdict: a missing fact is filled in, a cure applied and undone", async () => {
  await choose("marketplace", "undetermined");
  await page.waitForSelector('#missing [data-missing="service.reciprocal_access"] select');
  await page.select('#missing [data-missing="service.reciprocal_access"] select', "true");
  await becomes("compliant");
  await choose("data-act", "non_compliant");
  await press("#cure");
  await page.waitForSelector("#cures [data-key='apply 0']");
  await press("#cures [data-key='apply 0']");
  await becomes("compliant");
  await press("#undo");
  await becomes("non_compliant");
});

test("share: the address holds the texts once they are shared", async () => {
  await choose("crm", "compliant");
  await write("flow", flowOf("crm").replaceAll("aws/eu-central-1", "aws/us-east-1"));
  await until(() => location.hash === "" && document.body.dataset.kept === "yes");
  await press("#share");
  await until(() => location.hash.startsWith("#s="));
  const address = page.url();
  await page.evaluate(() => localStorage.removeItem("lexloci.draft")); // so that only the address tells
  await page.goto("about:blank");
  await page.goto(address);
  await becomes("non_compliant");
  await until(() => document.getElementById("flow").shadowRoot?.textContent.includes("aws/us-east-1"));
});

test("compare: a policy is the same as itself", async () => {
  await choose("crm", "compliant");
  await press("#compare-panel summary");
  await press("#compare-run");
  await page.waitForSelector("#step");
  assert.match(await text("#step"), /claimed none, needed none/);
  assert.equal((await page.$$("#differences li")).length, 0);
});

test("French: every word of the page's own", async () => {
  await page.select("#language", "fr");
  await page.waitForSelector('html[lang="fr"]');
  assert.match(await text("#answer"), /Conforme/);
  assert.equal(await page.$eval("html", (html) => html.lang), "fr");
});

test("nothing went wrong on the way", () => assert.deepEqual(problems, []));
