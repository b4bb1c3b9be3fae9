// Facts left, answer right, the policy in a drawer; nothing essential below the fold of a laptop, on a phone, at 200 %.
import assert from "node:assert/strict";
import test from "node:test";
import { becomes, judged, onPage, opened } from "./browser.mjs";

const box = (page, selector) => page.locator(selector).first().boundingBox();

for (const locale of ["en-GB", "fr-FR"]) {
  test(`on a laptop the essential stands above the fold, facts left and answer right (${locale})`, () =>
    onPage(
      { days: true, hash: "#case=meta", locale, width: 1280, height: 720, view: null, drawer: false },
      async (page) => {
        await becomes(page, "non_compliant");
        await page.locator("#strip span").first().waitFor({ state: "attached" });
        for (const selector of [
          "#answer",
          "#time",
          "#policy-choice",
          "#suppose-open",
          "#sentence",
          "#reasons .finding h3",
        ]) {
          const { y, height } = await box(page, selector);
          assert.ok(y >= 0 && y + height <= 720, `${selector} ends at ${y + height}`);
        }
        const [facts, answer] = [await box(page, "#panel-flow"), await box(page, "#panel-verdict")];
        assert.ok(facts.x + facts.width <= answer.x, "the facts stand left of the answer");
        assert.ok((await box(page, '#form [data-path="exporter"]')).y < 720);
        assert.equal(await page.locator("#panel-policy").isVisible(), false);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      },
    ));
}

for (const [width, height] of [
  [1280, 720],
  [390, 844],
]) {
  for (const hash of ["", "#case=schrems-ii"]) {
    test(`what is shown does not move while the page is loaded (${width} px, ${hash || "first screen"})`, async () => {
      const { page, close } = await opened(
        { days: true, hash, width, height, view: null, drawer: false, tour: hash !== "" },
        (context) => context.addInitScript(countShifts),
      );
      try {
        if (hash !== "") await page.locator("#strip span").first().waitFor({ state: "attached" });
        await page.waitForLoadState("networkidle");
        const moved = await page.evaluate(() => globalThis.shifts.reduce((sum, shift) => sum + shift, 0));
        assert.ok(moved < 0.02, `cumulative layout shift ${moved.toFixed(3)}`);
      } finally {
        await close();
      }
    });
  }
}

/** Collects the layout shifts of the page, which Chromium reports. */
function countShifts() {
  globalThis.shifts = [];
  const observer = new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shifts.push(value);
  });
  observer.observe({ type: "layout-shift", buffered: true });
}

test("the drawer opens the policy beside both, and stays as it was left", () =>
  onPage({ hash: "#case=meta", width: 1280, height: 720, drawer: false }, async (page) => {
    await judged(page);
    await page.locator("#policy-open").click();
    await page.locator("#policy .cm-line", { hasText: "rule equivalent_level" }).waitFor();
    const lefts = await page
      .locator("main > .panel:visible")
      .evaluateAll((panels) => panels.map((panel) => [panel.id, panel.getBoundingClientRect().left]));
    assert.deepEqual(
      lefts.sort((one, two) => one[1] - two[1]).map(([id]) => id),
      ["panel-flow", "panel-verdict", "panel-policy"],
    );
    assert.equal(new Set(lefts.map(([, left]) => Math.round(left))).size, 3);
    await page.reload();
    await judged(page);
    assert.equal(await page.locator("#panel-policy").isVisible(), true);
    assert.equal(await page.locator("#policy-open").getAttribute("aria-expanded"), "true");
    await page.locator("#policy-open").click();
    assert.equal(await page.locator("#panel-policy").isVisible(), false);
  }));

test("a reason opens the drawer at its clause", () =>
  onPage({ hash: "#case=meta", drawer: false }, async (page) => {
    await page.locator("#reasons .finding button.place").first().click();
    await page.locator("#policy .cm-line", { hasText: "rule equivalent_level" }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "policy");
  }));

test("no editor is fetched before a text is shown", () =>
  onPage({ hash: "#case=meta", view: "form", drawer: false }, async (page) => {
    await becomes(page, "non_compliant");
    const scripts = () => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    const isEditor = (name) => /\/made-.*\.js$/.test(name);
    assert.equal((await scripts()).some(isEditor), false);
    await page.locator("#view-json").click();
    await page.locator("#flow .cm-content", { hasText: "Meta Ireland" }).waitFor();
    assert.equal((await scripts()).some(isEditor), true);
  }));

test("a fault of a text whose editor is not there yet has its line, and its correction works", () =>
  onPage({ hash: "#case=meta", view: "form", drawer: false, width: 390, height: 844 }, async (page) => {
    await judged(page);
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(
        new File(
          [
            'loci 1\nuse gdpr\npolicy p version 1.0.0 "P" {\n  rule r "R" [GDPR 44]\n    for every s in storrage\n    require s in EEA\n}\n',
          ],
          "p.loci",
        ),
      );
      dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true, bubbles: true }));
    });
    await becomes(page, "error");
    const place = page.locator("#policy-findings li.error button.place").first();
    await place.waitFor({ state: "attached" });
    assert.match(await place.textContent(), /line 5/);
  }));

test("at 200 % only the answer stays in sight, and nothing is too wide", () =>
  onPage({ hash: "#case=meta", width: 640, height: 360, view: null, drawer: false }, async (page) => {
    await becomes(page, "non_compliant");
    await page.evaluate(() => scrollTo(0, 900));
    const { y, height } = await box(page, "#answer");
    assert.ok(y >= -1 && y < 5, `the answer is at ${y}`);
    assert.ok(height <= 360 * 0.2, `${height} px of 360`);
    assert.ok((await box(page, "#time")).y < 0, "the strip scrolls away");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }));

test("the first screen fits a phone", () =>
  onPage({ hash: "", width: 390, height: 844, hasTouch: true, isMobile: true }, async (page) => {
    await page.locator("#start-own").tap();
    await page.locator("#own-judge").waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }));
