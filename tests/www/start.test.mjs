// The first screen and its three doors, the choice of a policy, and lists whose choice acts.
import assert from "node:assert/strict";
import test from "node:test";
import { Policy, PolicyError } from "lexloci";
import { policies } from "lexloci/policies";
import { answer, becomes, choose, judged, texts, withoutMap as onPage } from "./browser.mjs";
import { CASES, flowOf } from "./cases.mjs";

/** Waits until the page shows its texts, or the first screen. */
const shows = (page, view) => page.waitForFunction((view) => document.body.dataset.view === view, view);

for (const [locale, question, own] of [
  ["en-GB", /May these data go there\?/, /My own data/],
  ["fr-FR", /Ces données peuvent-elles aller là-bas/, /Mes propres données/],
]) {
  test(`a first visit asks a question with three doors (${locale})`, () =>
    onPage({ hash: "", locale, width: 1280, height: 720 }, async (page) => {
      await shows(page, "start");
      assert.match(await page.locator("#start h2").innerText(), question);
      assert.deepEqual(await page.locator(".door").evaluateAll((doors) => doors.map(({ dataset }) => dataset.door)), [
        "own",
        "case",
        "policy",
      ]);
      assert.match(await page.locator("[data-door=own] h3").innerText(), own);
      assert.equal(await page.locator("#answer").isVisible(), false);
      for (const id of ["start-own", "start-open", "start-blank", "start-policy"]) {
        // In one step: the screen is drawn again when the words of another language have come.
        const [bottom] = await page
          .locator(`#${id}`)
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
        assert.ok(bottom > 0 && bottom <= 720, `${id} is below the fold`);
      }
      await page.locator("#start-cases").click();
      assert.equal(await page.locator(".card").count(), CASES.length);
    }));
}

test("a card opens its case, and back leads to the first screen and forth to the case", () =>
  onPage({ hash: "" }, async (page) => {
    await page.locator("[data-case=uber]").click();
    await becomes(page, "non_compliant");
    await page.waitForFunction(() => location.hash === "#case=uber");
    await choose(page, "crm");
    await page.waitForFunction(() => location.hash === "#case=crm");
    await page.goBack();
    await page.waitForFunction(() => document.getElementById("case").value === "uber");
    await page.goBack();
    await shows(page, "start");
    await page.goForward();
    await shows(page, "work");
    await page.waitForFunction(() => document.getElementById("case").value === "uber");
  }));

test("changed texts come back with the back button, although the address does not hold them", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.locator("#day-text").fill("2024-05-05");
    await texts(page);
    await choose(page, "uber");
    await page.waitForFunction(() => location.hash === "#case=uber");
    await page.goBack();
    await page.waitForFunction(() => document.getElementById("day-text").value === "2024-05-05");
  }));

test("five questions make a flow that states the answers and nothing else", () =>
  onPage({ hash: "" }, async (page) => {
    await page.locator("#start-own").click();
    await page.locator("#own-contact").check();
    await page.locator("#own-seat").fill("Frankreich");
    await page.locator("#own-storage-0-where").fill("Nowhere");
    await page.locator("#own-judge").click();
    await page.locator("#own-storage-0-wrong", { hasText: "not known" }).waitFor();
    assert.equal(await page.locator("#own-storage-0-where").getAttribute("aria-invalid"), "true");
    // A city has regions of several hosts: each is a button. Once the host is named, its own region is meant.
    await page.locator("#own-storage-0-where").fill("Frankfurt");
    await page.locator("#own-judge").click();
    await page.locator('#own-storage-0-wrong [data-near="aws/eu-central-1"]').click();
    assert.equal(await page.locator("#own-storage-0-where").inputValue(), "aws/eu-central-1");
    assert.equal(await page.locator("#own-storage-0-wrong").isVisible(), false);
    await page.locator("#own-storage-0-where").fill("Francfort");
    await page.locator("#own-storage-0-who").fill("AWS");
    await page.locator("#own-storage-0-more").selectOption("provider");
    await page.locator("#own-transfers-0-where").fill("États-Unis");
    await page.locator("#own-transfers-0-who").fill("Zendesk");
    await page.locator("#own-more-transfers").click();
    await page.locator("#own-transfers-1-who").fill("Müller & Söhne");
    await page.locator("#own-judge").click();
    await shows(page, "work");
    assert.equal(await page.evaluate(() => scrollY), 0, "the answer is in sight");
    const { flow, caseId } = await texts(page);
    const { as_of, ...stated } = JSON.parse(flow);
    assert.match(as_of, /^\d{4}-\d\d-\d\d$/);
    assert.equal(caseId, null);
    assert.deepEqual(stated, {
      data: ["contact"],
      exporter: { seat: "FR" },
      storage: {
        items: [{ region: "aws/eu-central-1", encrypted: true, keys: { holder: "provider" } }],
        complete: false,
      },
      // A company that the atlas knows is stated as a vendor: its seat and owner are known.
      transfers: {
        items: [{ to: "US", recipient: { vendor: "Zendesk" } }, { recipient: { name: "Müller & Söhne" } }],
        complete: false,
      },
    });
    assert.notEqual(await answer(page), "compliant");
  }));

test("that nothing is missing is stated only where it was said", () =>
  onPage({ hash: "", locale: "fr-FR" }, async (page) => {
    await page.locator("#start-own").click();
    await page.locator("#own-storage-0-where").fill("Allemagne");
    await page.locator("#own-all").check();
    await page.locator("#own-judge").click();
    await shows(page, "work");
    const stated = JSON.parse((await texts(page)).flow);
    assert.equal(stated.complete, true);
    assert.deepEqual([stated.storage, stated.transfers], [[{ place: "DE" }], []]);
    await page.locator("#policy-choice").selectOption("eu_residency");
    await becomes(page, Policy.parse(policies.eu_residency).check(stated).verdict);
  }));

test("a blank flow is a flow: it is judged, and the form is at hand", () =>
  onPage({ hash: "", view: null }, async (page) => {
    await page.locator("#start-blank").click();
    await becomes(page, "undetermined");
    assert.deepEqual(Object.keys(JSON.parse((await texts(page)).flow)), ["as_of"]);
    await page.locator('#form [data-path="data"]').waitFor();
  }));

for (const locale of ["en-GB", "fr-FR"]) {
  test(`the skeleton of a policy is right, and stands open (${locale})`, () =>
    onPage({ hash: "", locale, drawer: false }, async (page) => {
      await page.locator("#start-policy").click();
      await page.locator("#policy .cm-content", { hasText: "own_policy" }).waitFor();
      const { policy } = await texts(page);
      const parsed = Policy.parse(policy);
      assert.deepEqual(parsed.lint(), []);
      await judged(page);
      assert.notEqual(await answer(page), "error");
    }));
}

test("another policy judges the same flow, and one's own is not lost", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const before = JSON.parse(flowOf("crm"));
    for (const name of ["secnumcloud", "gdpr_transfers", "eu_residency"]) {
      await page.locator("#policy-choice").selectOption(name);
      await becomes(page, Policy.parse(policies[name]).check(before).verdict);
      const now = await texts(page);
      assert.deepEqual(JSON.parse(now.flow), before);
      assert.equal(now.policy, policies[name]);
    }
  }));

test("all policies judge one flow: a row each, with the answer of the engine", () =>
  onPage({ hash: "#case=doctolib" }, async (page) => {
    await page.locator("#policy-all").click();
    await page.locator("#every tbody tr").first().waitFor();
    const rows = await page
      .locator("#every tbody tr")
      .evaluateAll((all) => all.map(({ dataset }) => [dataset.policy, dataset.answer]));
    const flow = flowOf("doctolib");
    const expected = Object.entries(policies).map(([name, text]) => [name, verdictOf(text, flow)]);
    assert.deepEqual(rows.filter(([name]) => name !== "crm_residency").sort(), expected.sort());
    await page.locator("#every tr[data-policy=hds] button.link").click();
    await page.waitForFunction(() => document.getElementById("policy-choice").value === "hds");
    await page.locator("#policy-all").click();
    assert.equal(await page.locator("#every").isVisible(), false);
  }));

/** The engine's own answer; "error" where the flow cannot be judged by the policy. */
function verdictOf(text, flow) {
  try {
    return Policy.parse(text).check(flow).verdict;
  } catch (error) {
    if (error instanceof PolicyError) throw error;
    return "error";
  }
}

test("a list that acts does nothing at an arrow key before Enter", () =>
  onPage({ hash: "#case=schrems-ii" }, async (page) => {
    const downloads = [];
    page.on("download", (download) => downloads.push(download));
    for (const id of ["case", "policy-choice", "save", "language"]) {
      const before = await texts(page);
      const language = await page.locator("html").getAttribute("lang");
      await page.locator(`#${id}`).focus();
      await page.locator(`#${id}`).evaluate((list) => {
        // A closed list, as a browser changes it at an arrow key.
        list.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
        list.selectedIndex = (list.selectedIndex + 1) % list.options.length;
        list.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0))));
      assert.deepEqual(await texts(page), before, id);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      await page.locator("#answer").focus();
      await page.locator("#answer").click();
    }
    assert.equal(downloads.length, 0);
    const list = page.locator("#policy-choice");
    const before = await list.inputValue();
    await list.focus();
    await list.evaluate((list) => {
      list.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
      list.selectedIndex += 1;
      list.dispatchEvent(new Event("change", { bubbles: true }));
      list.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    });
    await page.waitForFunction((before) => document.getElementById("policy-choice").value !== before, before);
    assert.notEqual((await texts(page)).policy, policies[before]);
  }));
