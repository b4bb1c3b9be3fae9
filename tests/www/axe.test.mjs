// What axe finds fault with: nothing, in both themes, both languages, wide and narrow.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { choose, judged, opened } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns the rules that the page as it stands breaks. */
export async function violations(page) {
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  assert.ok(passes.length > 20, "axe has looked at the page");
  return violations.map(({ id, nodes }) => [
    id,
    nodes.slice(0, 5).map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  ]);
}

const WAYS = ["light", "dark"].flatMap((colorScheme) =>
  ["en-GB", "fr-FR"].map((locale, i) => {
    const narrow = (colorScheme === "light") === (i === 1);
    return { colorScheme, locale, width: narrow ? 390 : 1440, view: i === 0 ? "form" : "json", tour: narrow };
  }),
);

/** The states that axe looks at, one after the other, each with the case that shows it. */
const STATES = {
  "missing facts, map, comparison": [
    "kombit",
    async (page) => {
      await page.locator("#missing .asked").first().waitFor();
      await page.locator("#map-path").waitFor();
      await page.locator("#compare-panel summary").click();
      await page.locator("#older .cm-content").waitFor();
      if (await page.locator("#tests-open").isVisible()) {
        await page.locator("#reference-open").click();
        await page.locator("#tests-open").click();
        await page.locator("#tests-keep").click();
        await page.locator("#tests-count").waitFor();
      }
    },
  ],
  "what makes it lawful, all tests": [
    "data-act",
    async (page) => {
      await page.locator("#cure").click();
      await page.locator("#cures .cures").waitFor();
      for (const summary of await page.locator("#reasons summary").all()) await summary.click();
    },
  ],
  "faults in both texts": [
    "crm",
    async (page) => {
      for (const [panel, text] of [
        ["policy", "loci 1\nrulle"],
        ["flow", "{"],
      ]) {
        await page.evaluate(
          ([panel, text]) => {
            const data = new DataTransfer();
            data.items.add(new File([text], panel === "flow" ? "a.json" : "a.loci"));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
          },
          [panel, text],
        );
        await page.locator(`#${panel}-findings li`).first().waitFor({ state: "attached" });
      }
    },
  ],
};

for (const way of WAYS) {
  test(`nothing that axe finds fault with: ${Object.values(way).join(", ")}`, async () => {
    const [[first]] = Object.values(STATES);
    const { page, close } = await opened({ ...way, days: true, hash: `#case=${first}`, bypassCSP: true });
    try {
      await page.evaluate(axe);
      for (const [state, [id, reach]] of Object.entries(STATES)) {
        await choose(page, id);
        await judged(page);
        await reach(page);
        assert.deepEqual(await violations(page), [], state);
      }
    } finally {
      await close();
    }
  });
}
