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

for (const colorScheme of ["light", "dark"]) {
  for (const locale of ["en-GB", "fr-FR"]) {
    for (const width of [1440, 390]) {
      test(`nothing that axe finds fault with: ${colorScheme}, ${locale}, ${width} px wide`, async () => {
        const { page, close } = await opened({ width, colorScheme, locale, bypassCSP: true, tour: width === 390, view: "form" });
        await page.locator("#form .field").first().waitFor({ state: "attached" });
        await page.locator("#strip span").first().waitFor();
        assert.deepEqual(await violations(page), []);
        await close();
      });
    }
  }
}
