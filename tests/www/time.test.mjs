// The day judged: slider, strip, and the days on which the verdict changes.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, becomes, onPage, texts, write } from "./browser.mjs";
import { flowOf } from "./cases.mjs";

/** The strip as it is drawn: [day, answer] of each stretch. */
const strip = (page) => page.locator("#strip span").evaluateAll((parts) => parts.map(({ dataset }) => [dataset.day, dataset.answer]));

test("across the Atlantic the verdict turns on the days of the five acts, and on no other", () =>
  onPage({ hash: "#case=atlantic" }, async (page) => {
    await page.locator("#strip span").first().waitFor();
    assert.deepEqual(await strip(page), [
      ["2000-01-01", "non_compliant"],
      ["2000-07-26", "compliant"],
      ["2015-10-06", "non_compliant"],
      ["2016-07-12", "compliant"],
      ["2020-07-16", "non_compliant"],
      ["2023-07-10", "compliant"],
    ]);
  }));

test("the slider moves the day, and verdict and flow follow", () =>
  onPage({ hash: "#case=atlantic" }, async (page) => {
    await page.locator("#day").fill(String(Date.UTC(2020, 6, 15) / 864e5));
    await becomes(page, "compliant");
    await page.locator("#day").press("ArrowRight");
    await becomes(page, "non_compliant");
    assert.match(await page.locator("#answer .line").innerText(), /as of 2020-07-16/);
    assert.equal(JSON.parse((await texts(page)).flow).as_of, "2020-07-16");
    assert.equal(await page.locator("#day").getAttribute("aria-valuetext"), "2020-07-16");
    await page.locator("#day-text").fill("2016-07-12");
    await becomes(page, "compliant");
  }));

test("one goes from change to change", () =>
  onPage({ hash: "#case=atlantic" }, async (page) => {
    await page.locator("#strip span").nth(5).waitFor();
    const days = [];
    for (const id of ["turn-before", "turn-before", "turn-after", "turn-after"]) {
      await page.locator(`#${id}`).click();
      days.push(await page.locator("#day-text").inputValue());
    }
    assert.deepEqual(days, ["2023-07-10", "2020-07-16", "2023-07-10", "2023-07-10"]);
  }));

test("days on which a flow contradicts the atlas have no verdict, and are shown so", () =>
  onPage({ hash: "#case=schrems-ii" }, async (page) => {
    await page.locator("#strip span").nth(1).waitFor();
    const [[first, none], [next]] = await strip(page);
    assert.deepEqual([first, none], ["2000-01-01", "error"]);
    await page.locator("#day-text").fill("2001-01-01");
    await becomes(page, "error");
    await page.locator("#day-text").fill(next);
    assert.notEqual(await answer(page), "error");
  }));

test("the strip follows the flow", () =>
  onPage({ hash: "#case=atlantic" }, async (page) => {
    await page.locator("#strip span").nth(5).waitFor();
    await write(page, "flow", flowOf("atlantic", (flow) => ((flow.transfers[0].recipient.listed = []), flow)));
    await page.waitForFunction(() => document.querySelectorAll("#strip span").length === 1);
    assert.equal(await answer(page), "non_compliant");
  }));
