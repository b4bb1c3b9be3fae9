// Measures how fast the page is, in headless Chromium: from a keystroke to the new verdict on screen, from the slider to verdict (and
// map), bytes and time to the first verdict beside an empty page of the same build tool, requests after load.
//
//     node benches/page.mjs [--changes 200]        needs www/dist: cargo xtask build --site
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { launch } from "../tests/chromium.mjs";

const DIST = fileURLToPath(new URL("../www/dist/", import.meta.url));
const CHANGES = Number(process.argv[process.argv.indexOf("--changes") + 1]) || 200;
const LOADS = 7;
const KINDS = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".html": "text/html",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Builds a page of nothing but a line of text that a script writes, built by the same tool with the same settings. */
async function emptyPage() {
  const root = mkdtempSync(join(tmpdir(), "empty-page-"));
  writeFileSync(
    join(root, "index.html"),
    '<!doctype html><html lang="en"><title>x</title><p id="answer"></p><script type="module" src="./main.js"></script></html>',
  );
  writeFileSync(join(root, "main.js"), 'document.getElementById("answer").dataset.answer = "ready";\n');
  await build({
    root,
    base: "./",
    logLevel: "silent",
    configFile: false,
    build: { target: "es2022", modulePreload: { polyfill: false } },
  });
  return { root, dist: join(root, "dist") };
}

/** Serves a folder compressed, as a host would; says what was sent. */
function served(folder) {
  const files = new Map();
  const sent = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    try {
      if (!files.has(file)) files.set(file, brotliCompressSync(readFileSync(file)));
    } catch {
      return response.writeHead(404).end();
    }
    sent.push({ path, kind: extname(file).slice(1), bytes: files.get(file).length, at: Date.now() });
    response.writeHead(200, {
      "content-type": KINDS[extname(file)] ?? "application/octet-stream",
      "content-encoding": "br",
      "cache-control": path.includes("/assets/") ? "immutable, max-age=3600" : "no-cache",
    });
    response.end(files.get(file));
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({ server, sent, address: `http://127.0.0.1:${server.address().port}/` }),
    ),
  );
}

const total = (sent) => sent.reduce((sum, { bytes }) => sum + bytes, 0);
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const row = (...cells) =>
  console.log(cells.map((cell, i) => String(cell)[i === 0 ? "padEnd" : "padStart"](i === 0 ? 44 : 12)).join(""));
const ms = (number) => number.toFixed(1);

const prepare = (view) => {
  if (!location.protocol.startsWith("http")) return;
  localStorage.setItem("lexloci.tour", "seen");
  localStorage.setItem("lexloci.flowview", view);
};

/** Opens a page with nothing cached, the flow as a form or as JSON; how long until it has its answer. */
async function load(browser, { address, sent }, view = "form") {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.addInitScript(prepare, view);
  await page.goto(address, { waitUntil: "commit" });
  const time = await page.waitForFunction(
    () => {
      const answer = document.getElementById("answer")?.dataset.answer;
      return answer && answer !== "waiting" && { taken: performance.now(), shown: Date.now() };
    },
    null,
    { polling: "raf" },
  );
  const { taken, shown } = await time.jsonValue();
  await page.waitForLoadState("networkidle");
  return { context, page, taken, needed: sent.filter(({ at }) => at <= shown) };
}

/**
 * Moves the slider, in the page, and takes the time from each move to the frame that shows the new verdict, or, for the map,
 * the United States in the colour of the new day.
 */
async function moved({ changes, until }) {
  let long = 0;
  let last = performance.now();
  let running = true;
  const frame = (now) => {
    long += now - last > 50;
    last = now;
    if (running) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const place =
    until === "map" ? document.querySelector('#map [data-id="US"]') : document.querySelector("#answer .line");
  const slider = document.getElementById("day");
  /** Alternates around the day on which the Privacy Shield fell, so that every move changes the answer. */
  const day = (i) => Date.UTC(2020, 6, i % 2 === 0 ? 17 : 15) / 864e5 + (until === "map" ? 0 : i);
  const times = [];
  for (let i = 0; i < changes; i++) {
    const shown = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("nothing new was shown")), 20_000);
      const seen = new MutationObserver(() => {
        seen.disconnect();
        clearTimeout(late);
        requestAnimationFrame(() => setTimeout(resolve, 0));
      });
      seen.observe(place, { subtree: true, childList: true, characterData: true, attributeFilter: ["class"] });
    });
    const start = performance.now();
    slider.value = String(day(i));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await shown;
    times.push(performance.now() - start);
  }
  running = false;
  return { times, long };
}

/** Puts the cursor behind the last digit of the day, so that each digit typed over it is another day. */
async function typing(page) {
  const times = [];
  await page.evaluate(() => {
    window.long = 0;
    let last = performance.now();
    const frame = (now) => ((window.long += now - last > 50), (last = now), requestAnimationFrame(frame));
    requestAnimationFrame(frame);
  });
  await page.locator("#flow .cm-line", { hasText: "as_of" }).click();
  await page.keyboard.press("End");
  for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowLeft");
  for (let i = 0; i < CHANGES; i++) {
    await page.keyboard.press("Shift+ArrowLeft");
    await page.evaluate(() => {
      const line = document.querySelector("#answer .line");
      window.took = new Promise((resolve) => {
        let start = 0;
        addEventListener("keydown", () => (start = performance.now()), { capture: true, once: true });
        const seen = new MutationObserver(() => {
          if (start === 0) return;
          seen.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start), 0));
        });
        seen.observe(line, { childList: true, characterData: true, subtree: true });
      });
    });
    await page.keyboard.press(String(1 + ((i + 1) % 8)));
    times.push(await page.evaluate(() => window.took));
  }
  return { times, long: await page.evaluate(() => window.long) };
}

function told(name, { times, long }) {
  row(name, ms(at(times, 0.5)), ms(at(times, 0.95)), long);
}

const empty = await emptyPage();
const [own, other] = [await served(DIST), await served(empty.dist)];
const browser = await launch();
try {
  const atlantic = { ...own, address: `${own.address}#case=atlantic` };
  const { needed, context } = await load(browser, atlantic);
  await context.close();
  console.log("Bytes to the first verdict, brotli");
  for (const kind of new Set(needed.map((each) => each.kind)))
    row(kind || "html", total(needed.filter((each) => each.kind === kind)));
  row("all", total(needed));
  row("and then, before anything is asked", total(own.sent) - total(needed));
  const first = await load(browser, atlantic, "json");

  console.log(`\n${CHANGES} changes each                              median, ms   p95, ms  frames > 50 ms`);
  const before = own.sent.length;
  told("keystroke in the flow to the new verdict", await typing(first.page));
  told("slider to the new verdict", await first.page.evaluate(moved, { changes: CHANGES, until: "verdict" }));
  await first.page.locator("#view-form").click();
  told(
    "slider to the new verdict, beside the form",
    await first.page.evaluate(moved, { changes: CHANGES, until: "verdict" }),
  );
  await first.page.locator("#view-json").click();
  await first.page.locator("#map-path").selectOption("storage[0]");
  await first.page.locator('#map [data-id="US"].v-compliant, #map [data-id="US"].v-non_compliant').first().waitFor();
  await first.page.locator("#day-text").fill("2020-07-15");
  await first.page.locator('#map [data-id="US"].v-compliant').first().waitFor();
  told("slider to the new map", await first.page.evaluate(moved, { changes: CHANGES, until: "map" }));
  row("\nrequests after load", own.sent.length - before, ...own.sent.slice(before).map(({ path }) => ` ${path}`));
  await first.context.close();

  const times = { own: [], other: [] };
  for (let i = 0; i < LOADS; i++) {
    for (const [name, from] of Object.entries({ own, other })) {
      const { context, taken } = await load(browser, from);
      times[name].push(taken);
      await context.close();
    }
  }
  console.log(`\nCold load to the first verdict, median of ${LOADS}`);
  row("this page, ms", ms(at(times.own, 0.5)));
  row("an empty Vite page, ms", ms(at(times.other, 0.5)));
  row("ratio", (at(times.own, 0.5) / at(times.other, 0.5)).toFixed(1));
} finally {
  await browser.close();
  own.server.close();
  other.server.close();
  rmSync(empty.root, { recursive: true });
}
