// The documentation site, as it is written beside the page: every link leads somewhere, nothing is fetched from elsewhere, axe finds
// nothing, the search finds what stands in it, and all of that works from a disk too.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, normalize } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { GROUPS, pages, twin } from "../../xtask/node/docs/map.mjs";
import { PAGE, browser, judged, opened, speak } from "./browser.mjs";

const SITE = fileURLToPath(new URL("../../www/dist/docs/", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const files = readdirSync(SITE, { recursive: true }).filter((name) => name.endsWith(".html"));
const html = new Map(files.map((name) => [name, readFileSync(join(SITE, name), "utf8")]));

/** Opens a page of the site, runs, and expects that nothing went wrong in it and that it asked for nothing outside of the folder. */
async function open(address, options, run) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const base = address.slice(0, address.indexOf("docs/") + 5);
  try {
    const page = await context.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("request", (request) => {
      if (!request.url().startsWith(base)) problems.push(request.url());
    });
    await page.goto(address);
    await run(page);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
}

test("every page of the map is written, and every link leads to a page and a place in it", () => {
  assert.ok(pages().length > 40);
  for (const { to } of pages()) assert.ok(html.has(`${to}.html`), to);
  const ids = new Map(
    [...html].map(([name, text]) => [name, new Set([...text.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]))]),
  );
  const dead = [];
  let count = 0;
  for (const [name, text] of html) {
    for (const [, target] of text.matchAll(/ (?:href|src)="(?!https?:|data:)([^"]+)"/g)) {
      count += 1;
      const [path, anchor] = target.split("#");
      const to = path === "" ? name : normalize(join(dirname(name), path));
      const isThere = existsSync(join(SITE, to));
      if (!isThere || (anchor && !ids.get(to)?.has(decodeURIComponent(anchor)))) dead.push(`${name}: ${target}`);
    }
  }
  assert.ok(count > 2_000, `${count} links`);
  assert.deepEqual(dead, []);
});

test("tutorial and how-tos stand in both languages, and each page leads to its twin", () => {
  const named = (lang) => GROUPS[lang].slice(0, 2).flatMap((group) => group.pages.map(({ to }) => to));
  assert.deepEqual(
    named("fr"),
    named("en").map((to) => `fr/${to}`),
  );
  for (const to of named("en")) {
    assert.equal(twin(to), `fr/${to}`);
    assert.match(html.get(`fr/${to}.html`), /<html lang="fr"/);
    assert.match(html.get(`${to}.html`), new RegExp(`href="[^"]*fr/${to}\\.html" hreflang="fr"`));
  }
});

test("no page has a style, a script or a handler of its own, and each says what it may load", () => {
  for (const [name, text] of html) {
    assert.match(
      text,
      /Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;/,
      name,
    );
    assert.doesNotMatch(text, /<script(?! src=)|<style|<[^>]+ style=|<[^>]+ on\w+=/, name);
  }
});

test("the reference has each word of the language and each diagnostic", async () => {
  const { KEYWORDS } = JSON.parse(JSON.stringify(await import("../../pkg/vocabulary.js")));
  const words = typeof KEYWORDS === "string" ? JSON.parse(KEYWORDS) : KEYWORDS;
  const table = html.get("reference/words.html");
  assert.ok(Object.keys(words).length > 50);
  for (const word of Object.keys(words)) assert.ok(table.includes(`<code>${word}</code>`), word);
  const codes = readFileSync(new URL("../../pkg/explanations.js", import.meta.url), "utf8").match(/L0\d{3}/g);
  const diagnostics = html.get("reference/diagnostics.html");
  assert.ok(codes.length > 100);
  for (const code of codes) assert.ok(diagnostics.includes(code), code);
});

/** Searches, and returns the addresses that were found, in order. */
async function found(page, words) {
  await page.locator("#search").fill(words);
  await page.waitForFunction(() => document.querySelectorAll("#found a").length > 0);
  return page.locator("#found a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}

for (const [where, address] of [
  ["a host", `${PAGE}docs/`],
  ["a disk", pathToFileURL(SITE).href],
]) {
  test(`from ${where}: the search finds, the keyboard reaches, the languages lead to each other`, () =>
    open(`${address}index.html`, {}, async (page) => {
      await page.keyboard.press("/");
      assert.equal(await page.evaluate(() => document.activeElement.id), "search");
      assert.ok((await found(page, "adequate listed")).some((link) => link.includes("reference/language.html")));
      assert.equal((await found(page, "L0554"))[0].split("#")[0], "reference/diagnostics.html");
      assert.ok((await found(page, "edge function"))[0].startsWith("how-to/edge-function.html"));
      await page.keyboard.press("Enter");
      await page.waitForURL(/how-to\/edge-function\.html/);
      await page.locator(".links a[hreflang=fr]").click();
      await page.waitForURL(/fr\/how-to\/edge-function\.html/);
      assert.match(await page.locator("h1").textContent(), /Décider/);
      const french = await found(page, "sauvegarde");
      assert.ok(french[0].includes("fr/"), french[0]);
      await page.keyboard.press("ArrowDown");
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), french[0]);
      await page.keyboard.press("Escape");
      assert.ok(await page.locator("#found").isHidden());
    }));
}

/** The pages that axe looks at. It takes seconds for a long one, so one of each kind. */
const LOOKED_AT = ["index", "fr/how-to/ci", "policies/gdpr_transfers"];
/** The long ones, with wide tables and blocks. */
const LONG = ["tutorial", "reference/facts", "reference/diagnostics", "reference/package", "background/design"];

for (const [colorScheme, width] of [
  ["light", 1280],
  ["dark", 390],
]) {
  test(`axe finds nothing, and no page is wider than the window: ${colorScheme}, ${width} px`, async () => {
    const options = { colorScheme, viewport: { width, height: 800 }, bypassCSP: true };
    for (const name of [...LOOKED_AT, ...LONG]) {
      await open(`${PAGE}docs/${name}.html`, options, async (page) => {
        if (width < 800) await page.locator(".menu summary").click();
        if (name === "index") await found(page, "backup");
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
        if (LONG.includes(name)) return;
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
        assert.ok(passes.length > 15);
        const told = violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)]);
        assert.deepEqual(told, [], name);
      });
    }
  });
}

test("the policy of content refuses markup and every script but the search", async () => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${PAGE}docs/index.html`);
    const refused = await page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 0)); // what is evaluated for a test may do more than the page
      const tried = {
        markup: () => (document.body.innerHTML = "<b>x</b>"),
        built: () => new Function("return 1")(),
        script: () => (document.createElement("script").src = "https://example.org/x.js"),
      };
      return Object.keys(tried).filter((name) => {
        try {
          tried[name]();
          return false;
        } catch {
          return true;
        }
      });
    });
    assert.deepEqual(refused, ["markup", "built", "script"]);
  } finally {
    await context.close();
  }
});

test("the files of a folder are those that the map and its links name", () => {
  const shown = files.filter((name) => !name.startsWith("files/")).sort();
  assert.deepEqual(
    shown,
    pages()
      .map(({ to }) => `${to}.html`)
      .sort(),
  );
  assert.deepEqual(
    readdirSync(SITE)
      .filter((name) => name.endsWith(".js") || name.endsWith(".css"))
      .sort(),
    ["search.js", "site.css", "site.js"],
  );
});

test("the page leads to the documentation in its language, also once it works offline, and the documentation leads back", async () => {
  const { page, close } = await opened({ offline: true, map: false });
  try {
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.locator("#docs").click();
    await page.waitForURL(/docs\/index\.html/);
    assert.match(await page.locator("h1").textContent(), /Where may these data rest/);
    await page.locator(".links a").first().click();
    await judged(page);
    await speak(page, "fr");
    await page.waitForFunction(() => document.getElementById("docs").getAttribute("href") === "./docs/fr/index.html");
  } finally {
    await close();
  }
});
