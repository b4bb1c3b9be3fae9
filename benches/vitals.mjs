// Measures a visit: the time to the largest paint and to the first verdict, the time that the page is blocked, how far it
// moves, each at the speed of this machine and at a quarter of it; and the heap of the page before and after 500 edits.
//
//     node benches/vitals.mjs [--edits 500]        needs www/dist: cargo xtask build --site
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { launch } from "../tests/chromium.mjs";

const EDITS = Number(process.argv[process.argv.indexOf("--edits") + 1]) || 500;
const RATES = [1, 4];
const LOADS = 5;
/** The time after the first verdict in which the page is still watched, in milliseconds. */
const AFTER = 3_000;
/** A task that takes longer than this blocks the page for the rest of its time, in milliseconds. */
const SHORT = 50;

/** Serves the page, and returns its address and what stops the server. */
async function served() {
  const script = fileURLToPath(new URL("../xtask/node/serve.mjs", import.meta.url));
  const server = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await server.stdout.take(1).toArray();
  return { address: String(line).trim(), stop: () => server.kill() };
}

/** Collects what the browser reports of the page, before its own code runs. */
function watch() {
  globalThis.vitals = { paint: 0, shift: 0, tasks: [] };
  const { vitals } = globalThis;
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe("largest-contentful-paint", ({ startTime }) => (vitals.paint = startTime));
  observe("layout-shift", ({ value, hadRecentInput }) => (vitals.shift += hadRecentInput ? 0 : value));
  observe("longtask", ({ duration }) => vitals.tasks.push(duration));
}

/** Waits for the first answer on screen; what follows from it may still be to come. */
const answered = (page) =>
  page.waitForFunction(
    () => (document.getElementById("answer")?.dataset.answer ?? "waiting") !== "waiting" && performance.now(),
    null,
    {
      polling: "raf",
    },
  );

const judged = (page) =>
  page.waitForFunction(() => {
    const { dataset, ariaBusy } = document.getElementById("answer");
    return dataset.answer !== "waiting" && ariaBusy === "false" && performance.now();
  });

/** Opens the page in a profile of its own, at a share of the machine's speed. */
async function opened(browser, address, rate) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
  await page.addInitScript(watch);
  await page.goto(`${address}#case=schrems-ii`);
  const verdict = await (await answered(page)).jsonValue();
  return { page, devtools, verdict, close: () => context.close() };
}

async function visit(browser, address, rate) {
  const { page, verdict, close } = await opened(browser, address, rate);
  await page.waitForTimeout(AFTER);
  const { paint, shift, tasks } = await page.evaluate(() => globalThis.vitals);
  await close();
  const blocked = tasks.reduce((sum, each) => sum + Math.max(0, each - SHORT), 0);
  return { verdict, paint, blocked, shift };
}

/** Returns the used heap of the page in bytes, without what could be collected. */
async function heap(devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  return (await devtools.send("Runtime.getHeapUsage")).usedSize;
}

/** Changes the day judged many times. Returns the heap before and after. */
async function edited(browser, address) {
  const { page, devtools, close } = await opened(browser, address, 1);
  await page.locator("#map-path").waitFor();
  const before = await heap(devtools);
  for (let i = 0; i < EDITS; i++) {
    const day = new Date(Date.UTC(2019, 0, 1 + i)).toISOString().slice(0, 10);
    await page.locator("#day-text").fill(day);
    await judged(page);
  }
  await page.waitForTimeout(AFTER);
  const after = await heap(devtools);
  await close();
  return { before, after };
}

const median = (values) => values.toSorted((one, two) => one - two)[values.length >> 1] ?? 0;
const { address, stop } = await served();
const browser = await launch();
try {
  for (const rate of RATES) {
    const visits = [];
    for (let i = 0; i < LOADS; i++) visits.push(await visit(browser, address, rate));
    const of = (name) => median(visits.map((each) => each[name]));
    console.log(
      `${rate} × slower: first verdict ${of("verdict").toFixed(0)} ms, largest paint ${of("paint").toFixed(0)} ms, ` +
        `blocked ${of("blocked").toFixed(0)} ms, layout shift ${of("shift").toFixed(4)} (median of ${LOADS})`,
    );
  }
  const { before, after } = await edited(browser, address);
  const mega = (bytes) => (bytes / 1e6).toFixed(1);
  console.log(`heap: ${mega(before)} MB before, ${mega(after)} MB after ${EDITS} edits`);
} finally {
  await browser.close();
  stop();
}
