// The map and the table of places, in a browser, under the policy that the page has: no markup from text.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import test, { after, before } from "node:test";
import { build } from "esbuild";
import { launch } from "../chromium.mjs";

const root = new URL("../../", import.meta.url);
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

const HOST = `
import { createMap, createPlacesTable, FRENCH } from "${fileURLToPath(new URL("www/map/index.ts", root))}";
import world from "${fileURLToPath(new URL("www/map/world.json", root))}";
const moved = (window.moved = []);
const onMove = (id, kind) => moved.push([id, kind]);
const nameOf = (id) => ({ FR: "France", DE: "Germany", "aws/eu-west-3": "Paris" })[id] ?? id;
window.map = createMap(document.getElementById("map"), { world, nameOf, onMove });
const ids = [...Object.keys(world.shapes), ...Object.keys(world.dots), ...Object.keys(world.regions)];
window.table = createPlacesTable(document.getElementById("table"), { ids, nameOf, onMove });
window.french = () => createPlacesTable(document.getElementById("table"), { ids: ["FR"], words: FRENCH, onMove });
window.all = ids;
`;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Map</title><link rel="stylesheet" href="/map.css">
<main><h1>Map</h1><div id="map"></div><div id="table"></div></main><script type="module" src="/host.js"></script></html>`;

let browser;
let server;
let page;
const problems = [];

before(async () => {
  const { outputFiles } = await build({
    stdin: { contents: HOST, resolveDir: fileURLToPath(root) },
    bundle: true,
    format: "esm",
    write: false,
  });
  const files = {
    "/": ["text/html", PAGE],
    "/host.js": ["text/javascript", outputFiles[0].text],
    "/map.css": ["text/css", readFileSync(new URL("www/map/map.css", root), "utf8")],
    "/favicon.ico": ["image/x-icon", ""],
  };
  server = createServer((request, response) => {
    const [type, text] = files[request.url] ?? ["text/plain", ""];
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": CSP }).end(text);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  browser = await launch();
  page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => window.table !== undefined);
});

after(async () => {
  await browser?.close();
  server?.close();
});

const option = (id) => page.locator(`#map [data-id="${id}"]`);
const verdicts = (entries) =>
  page.evaluate((all) => {
    const given = new Map(all.map(([id, verdict, reason]) => [id, { verdict, reason }]));
    window.map.update(given);
    window.table.update(given);
  }, entries);
const moved = () => page.evaluate(() => window.moved.splice(0));

test("a verdict is told by name, by shape and beside colour", async () => {
  await verdicts([
    ["FR", "compliant", ""],
    ["DE", "non_compliant", "Keys are <b>abroad</b>"],
    ["aws/eu-west-3", "undetermined", ""],
  ]);
  assert.equal(await option("FR").getAttribute("aria-label"), "France: compliant");
  assert.equal(await option("DE").getAttribute("aria-label"), "Germany: non-compliant: Keys are <b>abroad</b>");
  assert.equal(await option("US").getAttribute("aria-label"), "US: not asked");
  const fill = (id) => option(id).evaluate((element) => getComputedStyle(element).fill);
  assert.match(await fill("DE"), /url\(.*#map-lines-\d+"?\)/);
  assert.notEqual(await fill("FR"), await fill("US"));
  const shape = await option("aws/eu-west-3").getAttribute("d");
  await verdicts([
    ["FR", "compliant", ""],
    ["aws/eu-west-3", "compliant", ""],
  ]);
  assert.notEqual(await option("aws/eu-west-3").getAttribute("d"), shape);
  assert.equal(await option("DE").getAttribute("class"), "v-unasked");
});

test("choosing a place or a region moves the data there", async () => {
  await option("FR").click({ force: true });
  await option("MT").click({ force: true });
  await option("ovhcloud/GRA").dispatchEvent("click");
  assert.deepEqual(await moved(), [
    ["FR", "place"],
    ["MT", "place"],
    ["ovhcloud/GRA", "region"],
  ]);
  await page.evaluate(() => window.map.select("FR"));
  assert.equal(await page.locator("#map [aria-selected=true]").getAttribute("data-id"), "FR");
  await page.evaluate(() => window.map.select(null));
  assert.equal(await page.locator("#map [aria-selected=true]").count(), 0);
});

test("regions can be taken out of the way of what lies below", async () => {
  await page.evaluate(() => window.map.showRegions(false));
  await option("SG").click();
  await page.evaluate(() => window.map.showRegions(true));
  assert.deepEqual(await moved(), [["SG", "place"]]);
  assert.equal(await option("gcp/asia-southeast1").isVisible(), true);
});

test("nobody is kept out", async () => {
  await page.evaluate(readFileSync(new URL("node_modules/axe-core/axe.min.js", root), "utf8"));
  // Hundreds of rows are alike: some dozens are enough.
  const filter = page.locator("input[type=search]");
  await filter.fill("an");
  const rows = await page.locator("tbody tr:visible").count();
  assert.ok(rows > 20 && rows < 300, `${rows} rows`);
  const found = await page.evaluate(() => window.axe?.run("main", { resultTypes: ["violations"] }));
  await filter.fill("");
  assert.ok(found, "axe could not be started");
  assert.deepEqual(
    found.violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200)]),
    [],
  );
});

test("keys go to neighbours, and choose", async () => {
  await option("FR").focus();
  const seen = [];
  for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown"]) {
    await page.keyboard.press(key);
    seen.push(await page.evaluate(() => document.activeElement.dataset.id));
  }
  assert.equal(new Set(["FR", ...seen]).size >= 3, true, seen.join(" "));
  const last = seen.at(-1);
  await page.keyboard.press("Enter");
  assert.deepEqual(await moved(), [[last, "place"]]);
  assert.equal(await page.locator("#map .map-places [tabindex='0']").count(), 1);
  assert.equal(await page.locator("#map .map-tip").isVisible(), true);
});

test("every place can be reached by arrows from any other", async () => {
  const missed = await page.evaluate(() => {
    const seen = new Set();
    const open = [document.querySelector("#map [data-id=FR]")];
    while (open.length > 0) {
      const from = open.pop();
      if (seen.has(from.dataset.id)) continue;
      seen.add(from.dataset.id);
      for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]) {
        from.focus();
        from.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        open.push(document.activeElement);
      }
    }
    return [...document.querySelectorAll("#map .map-places > *")]
      .map((each) => each.dataset.id)
      .filter((id) => !seen.has(id));
  });
  assert.deepEqual(missed, []);
});

test("zooming keeps signs small, and everything comes back into sight", async () => {
  const box = () => page.locator("#map svg").getAttribute("viewBox");
  const whole = await box();
  await page.getByRole("button", { name: "Whole world" }).click();
  await page.getByRole("button", { name: "Europe", exact: true }).click();
  const [, , width] = (await box()).split(" ").map(Number);
  assert.ok(width < 2000, await box());
  assert.ok((await option("hetzner/fsn1").boundingBox()).width < 20);
  await page.getByRole("button", { name: "Zoom out" }).click();
  assert.notEqual((await box()).split(" ")[2], String(width));
  await page.getByRole("button", { name: "Whole world" }).click();
  assert.equal(await box(), "0 0 10000 5200");
  assert.equal(typeof whole, "string");
});

test("the table says the same, sorted and filtered as one likes", async () => {
  await verdicts([
    ["FR", "compliant", ""],
    ["DE", "non_compliant", "Keys are abroad"],
  ]);
  const first = () => page.locator("#table tbody tr").first().innerText();
  const count = await page.evaluate(() => window.all.length);
  assert.equal(await page.locator("#table tbody tr").count(), count);
  await page.getByRole("columnheader", { name: "Verdict" }).getByRole("button").click();
  assert.match(await first(), /^France\s+FR\s+✓ compliant/);
  await page.getByRole("columnheader", { name: "Verdict" }).getByRole("button").click();
  assert.equal(await page.getByRole("columnheader", { name: "Verdict" }).getAttribute("aria-sort"), "descending");
  await page.getByRole("searchbox").fill("ABROAD germ");
  assert.equal(await page.locator("#table tbody tr").count(), 1);
  assert.equal(await page.locator("#table output").innerText(), `1 of ${count}`);
  await page.getByRole("button", { name: "Move the data to Germany" }).click();
  assert.deepEqual(await moved(), [["DE", "place"]]);
});

test("its types hold", () => {
  const compiler = fileURLToPath(new URL("node_modules/typescript/bin/tsc", root));
  const project = fileURLToPath(new URL("www/map/tsconfig.json", root));
  const { status, stdout } = spawnSync(process.execPath, [compiler, "--project", project], { encoding: "utf8" });
  assert.equal(status, 0, stdout);
});

test("other words, and nothing left behind", async () => {
  await page.evaluate(() => {
    window.map.destroy();
    window.table.destroy();
    window.french();
  });
  assert.equal(await page.locator("#map > *").count(), 0);
  assert.match(await page.locator("#table").innerText(), /Filtrer[\s\S]*1 sur 1[\s\S]*non demandé/);
  assert.deepEqual(problems, []);
});
