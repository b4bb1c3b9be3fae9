// Suppositions that the law changes, beside the strip, for every answer of the page.
import assert from "node:assert/strict";
import test from "node:test";
import { Policy } from "lexloci";
import { policies } from "lexloci/policies";
import { becomes, judged, speak, texts, withoutMap as onPage } from "./browser.mjs";
import { flowOf } from "./cases.mjs";

const SUPPOSED = "US leaves adequate on 2027-03-01";
const expected = (day) =>
  Policy.parse(policies.gdpr_transfers).suppose(SUPPOSED).check(flowOf("atlantic"), { asOf: day }).verdict;

/** Supposes that the decision on the United States falls. */
async function supposes(page) {
  await page.locator("#suppose-open").click();
  await page.locator("#suppose-place").fill("United States");
  await page.locator("#suppose-day").fill("2027-03-01");
  await page.locator("#suppose-add").click();
  await page.locator(".supposition").waitFor();
}

test("the README's question has an answer: the decision on the United States falls", () =>
  onPage({ days: true, hash: "#case=atlantic" }, async (page) => {
    await supposes(page);
    assert.deepEqual((await texts(page)).suppose, [SUPPOSED]);
    assert.equal(expected("2027-02-28"), "compliant");
    assert.equal(expected("2027-03-01"), "non_compliant");
    await page.locator("#suppose .outlook[data-answer=non_compliant]").waitFor();
    await page.locator('#strip [data-day="2027-03-01"][data-answer=non_compliant]').waitFor({ state: "attached" });
    await page.locator("#strip .supposed-from").waitFor({ state: "attached" });
    await page.locator("#suppose-judge").click();
    await becomes(page, "non_compliant");
    await page.locator("#rests li", { hasText: /supposed[^]*assumed/ }).waitFor();
    await page.locator(".supposition button").click();
    await becomes(page, "compliant");
    await page.locator("#undo").click();
    await becomes(page, "non_compliant");
  }));

test("a supposition holds for the map, in a link, after a reload and in French", () =>
  onPage({ hash: "#case=atlantic", map: true, permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.locator("#day-text").fill("2027-06-01");
    await becomes(page, "compliant");
    await supposes(page);
    await becomes(page, "non_compliant");
    await page.locator("#map .is-here, #map [aria-selected=true]").first().waitFor({ state: "attached" });
    await page.locator("#share").click();
    await page.waitForFunction(() => location.hash.startsWith("#s="));
    const link = page.url();
    await page.evaluate(() => (localStorage.clear(), sessionStorage.clear()));
    await page.goto("about:blank");
    await page.goto(link);
    await becomes(page, "non_compliant");
    await page.locator("#by-link").waitFor();
    await speak(page, "fr");
    await page.locator(".supposition", { hasText: "États-Unis quitte les pays adéquats le 2027-03-01" }).waitFor();
    const told = /^Il est supposé\s: États-Unis quitte les pays adéquats le 2027-03-01\./;
    await page.locator("#rests li", { hasText: told }).waitFor();
    await page.locator("[data-aside=supposed] li", { hasText: /^États-Unis quitte/ }).waitFor();
    await page.reload();
    await becomes(page, "non_compliant");
  }));

test("what cannot be supposed is said, and what a policy does not look at is marked", () =>
  onPage({ hash: "#case=atlantic" }, async (page) => {
    await page.locator("#suppose-open").click();
    await page.locator("#suppose-place").fill("Atlantis");
    await page.locator("#suppose-add").click();
    await page.locator("#suppose-wrong", { hasText: /not known/ }).waitFor();
    await page.locator("#suppose-place").fill("États-Unis");
    await page.locator("#suppose-add").click();
    await page.locator(".supposition").waitFor();
    await page.locator("#policy-choice").selectOption("data_act_switching");
    await judged(page);
    const reads = (() => {
      try {
        Policy.parse(policies.data_act_switching).suppose("US leaves adequate on 2027-03-01");
        return true;
      } catch {
        return false;
      }
    })();
    assert.equal(await page.locator(".supposition em").count(), reads ? 0 : 1);
  }));

test("after the day of the atlas the strip is hatched, and says as of when it knows", () =>
  onPage({ days: true, hash: "#case=atlantic", locale: "fr-FR" }, async (page) => {
    await page.locator("#strip .after-atlas").waitFor({ state: "attached" });
    await page.locator("#strip-note", { hasText: /Hachuré/ }).waitFor();
  }));
