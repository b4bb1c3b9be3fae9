// The page in Chromium: what a person sees, changes and reads.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { PAGE, opened } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const answer = (page) => page.locator("#answer").getAttribute("data-answer");
const becomes = (page, expected) =>
  page.waitForFunction((name) => document.getElementById("answer").dataset.answer === name, expected, { timeout: 5_000 });

/** Opens the page, runs, and expects that nothing went wrong in it and nothing left it. */
async function onPage(options, run) {
  const { page, problems, requests, close } = await opened(options);
  try {
    await run(page);
    assert.deepEqual(problems, []);
    assert.deepEqual(requests.filter((address) => !address.startsWith(PAGE)), []);
  } finally {
    await close();
  }
}

test("the first thing seen is a real case with its verdict", () =>
  onPage({}, async (page) => {
    assert.equal(await answer(page), "non_compliant");
    assert.match(await page.locator("#answer").innerText(), /✗ Non-compliant[^]*do not proceed/);
    assert.ok((await page.locator("#reasons .finding").count()) > 0);
    assert.match(await page.locator("#policy").inputValue(), /^loci 1$/m);
    assert.match(await page.locator("#versions").innerText(), /atlas 20\d\d\.\d\d/);
  }));

test("every case comes out as it states", () =>
  onPage({}, async (page) => {
    const files = await page.locator("#case option").evaluateAll((options) => options.map(({ value }) => value));
    assert.ok(files.length >= 3);
    for (const file of files) {
      const example = JSON.parse(readFileSync(new URL(`../../www/examples/${file}`, import.meta.url)));
      await page.locator("#case").selectOption(file);
      await page.waitForFunction((note) => document.getElementById("case-note").textContent === note, example.note);
      await becomes(page, example.expected);
    }
  }));

test("a change of the flow changes the verdict", () =>
  onPage({}, async (page) => {
    await page.locator("#case").selectOption("crm.json");
    await becomes(page, "compliant");
    const flow = await page.locator("#flow").inputValue();
    await page.locator("#flow").fill(flow.replace("aws/eu-central-1", "aws/us-east-1"));
    await becomes(page, "non_compliant");
    await page.locator("#flow").fill(flow);
    await becomes(page, "compliant");
  }));

test("a fault in the flow stands at its panel, with its place and help", () =>
  onPage({}, async (page) => {
    const flow = await page.locator("#flow").inputValue();
    await page.locator("#flow").fill(flow.replace('"storage"', '"storrage"'));
    await becomes(page, "error");
    const finding = page.locator("#flow-findings li").first();
    assert.match(await finding.innerText(), /storrage[^]*storage/);
    await finding.locator("button.place").click();
    const selected = () => page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.getElementById("flow");
      return value.slice(selectionStart, selectionEnd);
    });
    assert.ok((await selected()).startsWith("["));
    assert.equal(await page.locator("#flow").getAttribute("aria-invalid"), "true");
    for (const [text, message] of [["{", /ends too soon/], ['{"a": 1, "a": 2}', /twice/], ["[1 2]", /comma/], ["{} x", /follows/]]) {
      await page.locator("#flow").fill(text);
      await page.locator("#flow-findings li", { hasText: message }).waitFor();
    }
    await page.locator("#flow").fill("[".repeat(100_000));
    await page.locator("#flow-findings li").first().waitFor();
    await page.locator("#flow").fill(flow);
    await becomes(page, "non_compliant");
  }));

test("a fault in the policy stands at its panel, by line and column, and a click goes there", () =>
  onPage({}, async (page) => {
    const policy = await page.locator("#policy").inputValue();
    await page.locator("#policy").fill(`${policy}\n# 𝒜\nset set`);
    await becomes(page, "error");
    const place = page.locator("#policy-findings li.error button.place").first();
    const line = policy.split("\n").length + 2;
    assert.match(await place.innerText(), new RegExp(`line ${line}, column \\d+`));
    await place.click();
    const at = await page.locator("#policy").evaluate(({ selectionStart }) => selectionStart);
    assert.ok(at > policy.length);
    assert.match(await page.locator("#answer").innerText(), /No verdict[^]*in the policy/);
    await page.locator("#policy").fill(policy);
    await becomes(page, "non_compliant");
  }));

test("text from a flow or policy is never markup", () =>
  onPage({}, async (page) => {
    await page.locator("#flow").fill(JSON.stringify({ as_of: "2026-03-01", "<img src=x onerror=alert(1)>": 1 }));
    await becomes(page, "error");
    assert.equal(await page.locator("#flow-findings img").count(), 0);
    assert.match(await page.locator("#flow-findings").innerText(), /<img/);
  }));

test("a reason leads to its clause in the policy", () =>
  onPage({}, async (page) => {
    await page.locator("#reasons .finding button.place").first().click();
    const text = await page.locator("#policy").evaluate(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd));
    assert.match(text, /^rule /);
  }));

test("on a phone one panel shows, and the answer stays in sight", () =>
  onPage({ width: 390, height: 844, hasTouch: true, isMobile: true }, async (page) => {
    const shown = () => page.locator("main > .panel:visible").evaluateAll((panels) => panels.map(({ id }) => id));
    assert.deepEqual(await shown(), ["panel-reasons"]);
    await page.locator("#tab-flow").tap();
    assert.deepEqual(await shown(), ["panel-flow"]);
    await page.locator("#tab-flow").press("ArrowLeft");
    assert.deepEqual(await shown(), ["panel-policy"]);
    await page.mouse.wheel(0, 2_000);
    assert.ok(await page.locator("#answer").isVisible());
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
  }));

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`nothing that axe finds fault with, ${colorScheme}, ${width} px wide`, async () => {
      const { page, close } = await opened({ width, colorScheme, bypassCSP: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      await close();
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    });
  }
}
