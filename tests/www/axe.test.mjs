// What axe finds fault with: nothing, in both themes, both languages, wide and narrow.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { opened } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that the page as it stands breaks. */
export async function violations(page) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  assert.ok(passes.length > 20, "axe has looked at the page");
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 5).map(({ html, failureSummary }) => `${html} ${failureSummary}`)]);
}

const WAYS = [
  { colorScheme: "light", locale: "en-GB", width: 1440, view: "form" },
  { colorScheme: "light", locale: "fr-FR", width: 390, view: "form", tour: true },
  { colorScheme: "dark", locale: "en-GB", width: 390, view: "json", tour: true },
  { colorScheme: "dark", locale: "fr-FR", width: 1440, view: "json" },
];

for (const way of WAYS) {
  test(`nothing that axe finds fault with: ${Object.values(way).join(", ")}`, async () => {
    const { page, close } = await opened({ ...way, hash: "#case=kombit", bypassCSP: true });
    await page.locator("#missing .field").first().waitFor();
    await page.locator("#map-path").waitFor();
    await page.locator("#compare-panel summary").click();
    await page.locator("#older .cm-content").waitFor();
    assert.deepEqual(await violations(page), []);
    await close();
  });
}
