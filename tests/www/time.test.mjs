// The day judged: slider, strip, and the days on which the verdict changes.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, becomes, speak, texts, write, withoutMap as onPage } from "./browser.mjs";
import { flowOf } from "./cases.mjs";

/** Returns the strip as it is drawn: [day, answer] of each stretch. */
const strip = (page) =>
  page.locator("#strip span").evaluateAll((parts) => parts.map(({ dataset }) => [dataset.day, dataset.answer]));

test("across the Atlantic the verdict turns on the days of the five acts, and on no other", () =>
  onPage({ days: true, hash: "#case=atlantic" }, async (page) => {
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
  onPage({ days: true, hash: "#case=atlantic" }, async (page) => {
    await page.locator("#strip span").nth(5).waitFor();
    const days = [];
    for (const id of ["turn-before", "turn-before", "turn-after", "turn-after"]) {
      await page.locator(`#${id}`).click();
      days.push(await page.locator("#day-text").inputValue());
    }
    assert.deepEqual(days, ["2023-07-10", "2020-07-16", "2023-07-10", "2023-07-10"]);
  }));

test("days on which a flow contradicts the atlas have no verdict, and are shown so", () =>
  onPage({ days: true, hash: "#case=schrems-ii" }, async (page) => {
    await page.locator("#strip span").nth(1).waitFor();
    const [[first, none], [next]] = await strip(page);
    assert.deepEqual([first, none], ["2000-01-01", "error"]);
    await page.locator("#day-text").fill("2001-01-01");
    await becomes(page, "error");
    await page.locator("#day-text").fill(next);
    assert.notEqual(await answer(page), "error");
  }));

test("the strip follows the flow", () =>
  onPage({ days: true, hash: "#case=atlantic" }, async (page) => {
    await page.locator("#strip span").nth(5).waitFor();
    await write(
      page,
      "flow",
      flowOf("atlantic", (flow) => ((flow.transfers[0].recipient.listed = []), flow)),
    );
    await page.waitForFunction(() => document.querySelectorAll("#strip span").length === 1);
    assert.equal(await answer(page), "non_compliant");
  }));

test("after the day of the atlas the strip is hatched, and says what that means; so does the answer", () =>
  onPage({ days: true, hash: "#case=atlantic" }, async (page) => {
    await page.locator("#strip .after-atlas").waitFor();
    const [, year, month] = /atlas (\d{4})\.(\d\d)/.exec(await page.locator("#versions").innerText());
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
    assert.equal(await page.locator("#strip .after-atlas").getAttribute("data-day"), last);
    const box = await page.locator("#strip .after-atlas").boundingBox();
    const whole = await page.locator("#strip").boundingBox();
    const days = (day) => Date.parse(day) / 864e5;
    const share = (days(last) + 1 - days("2000-01-01")) / (days("2033-01-01") - days("2000-01-01"));
    assert.ok(Math.abs(box.x - whole.x - share * whole.width) < 2, "it begins with the day after");
    assert.ok(Math.abs(box.x + box.width - whole.x - whole.width) < 2, "and goes to the end");
    const named = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" }).format(
      Date.parse(last),
    );
    assert.equal(
      await page.locator("#strip-note").innerText(),
      `Hatched, after ${last}: as far as is known in ${named}.`,
    );
    await page.locator("#day-text").fill("2030-01-01");
    await page.locator("#answer", { hasText: `as far as is known in ${named}` }).waitFor();
    await page.locator("#day-text").fill(last);
    await page.locator("#answer", { hasText: `as of ${last}` }).waitFor();
    assert.doesNotMatch(await page.locator("#answer").innerText(), /as far as is known/);
    await speak(page, "fr");
    await page
      .locator("#strip-note", { hasText: /^Hachuré, après le .*: en l’état des connaissances de novembre/ })
      .waitFor();
  }));

test("days without a verdict are explained: what the flow states that could not have been so then", () =>
  onPage({ days: true, hash: "#case=schrems-ii" }, async (page) => {
    await page.locator("#strip span").nth(1).waitFor();
    const [[first], [next]] = await strip(page);
    const before = new Date(Date.parse(next) - 864e5).toISOString().slice(0, 10);
    const why = /transfer 1, recipient, .*: .*it follows that this is no/;
    assert.match(
      await page.locator("#strip-note").innerText(),
      new RegExp(
        `“!” from ${first} to ${before}: no verdict, since the flow states what cannot have been so then \\(transfer 1, recipient, [^)]+\\)`,
      ),
    );
    assert.match(await page.locator("#strip span").first().getAttribute("title"), why);
    await page.locator("#day-text").fill("2001-01-01");
    await becomes(page, "error");
    assert.match(
      await page.locator("#since").innerText(),
      /^No verdict on this day: the flow states what cannot be so\. transfer 1, recipient/,
    );
    assert.match(await page.locator("#turns").textContent(), /No verdict[^]*“!”/);
    await speak(page, "fr");
    await page.locator("#strip-note", { hasText: /«\s!\s» du 2000-01-01 au/ }).waitFor();
  }));

test("a flow that no day lets be judged has no verdict on the strip, whatever the policy reads of it", () =>
  onPage({ days: true, hash: "#case=crm" }, async (page) => {
    await page.locator("#strip [data-answer=compliant]").first().waitFor();
    await write(
      page,
      "flow",
      flowOf("crm", (flow) => ((flow.storage[2].encripted = true), flow)),
    );
    await page.locator("#turns", { hasText: "There is no verdict on any day" }).waitFor({ state: "attached" });
    assert.deepEqual(
      (await strip(page)).map(([, answer]) => answer),
      ["error"],
    );
  }));
