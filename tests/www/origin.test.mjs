// Whose texts these are: the name and the story of a case, and of a shipped policy, belong to those very texts alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { PAGE, becomes, judged, kept, speak, texts, write, withoutMap as onPage } from "./browser.mjs";
import { flowOf } from "./cases.mjs";
import { policies } from "lexloci/policies";

const name = (page) => page.locator("#case").evaluate((list) => list.selectedOptions[0].textContent);
const named = (page, pattern) =>
  page.waitForFunction(
    ([source]) => new RegExp(source).test(document.getElementById("case").selectedOptions[0].textContent),
    [pattern.source],
  );
const line = (page) => page.locator("#answer .line").innerText();
const printed = async (page) => {
  await page.emulateMedia({ media: "print" });
  const told = await page.locator("#printed-name").textContent();
  await page.emulateMedia({ media: "screen" });
  return told;
};

/** The version of the shipped policy. */
const [, VERSION] = /^policy gdpr_transfers version (\S+)/m.exec(policies.gdpr_transfers);
/** Returns a pattern with the shipped version in place of `VERSION`. */
const shipped = ({ source }) => new RegExp(source.replaceAll("VERSION", VERSION.replaceAll(".", "\\.")), "m");

/** Three facts of Uber, changed. */
const changedUber = flowOf("uber", (flow) => {
  flow.transfers[0].derogation = "vital_interests";
  flow.exporter.seat = "FR";
  flow.data.categories = ["contact"];
  return flow;
});

test("a changed flow loses the case's name and story at once, on paper too, and undo brings them back", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    const title = await name(page);
    assert.match(await page.locator("#told").innerText(), /290 million/);
    await write(page, "flow", changedUber);
    await judged(page);
    assert.equal(await name(page), `Based on ${title}, changed: 3 facts`);
    assert.equal(await page.locator("#told").count(), 0);
    assert.doesNotMatch(await page.locator("body").innerText(), /290 million/);
    assert.match(await page.locator("#origin").innerText(), /no longer the case/);
    await page.emulateMedia({ media: "print" });
    await page.locator("#printed-name").waitFor(); // the report is drawn when the media change
    assert.equal(await page.locator("#printed-name").textContent(), `Based on ${title}, changed: 3 facts`);
    assert.doesNotMatch(await page.locator("body").innerText(), /290 million|Back to the case/);
    await page.emulateMedia({ media: "screen" });
    await page.locator("#undo").click();
    await named(page, /^Uber/);
    assert.match(await page.locator("#told").innerText(), /290 million/);
    await page.locator("#redo").click();
    await page.locator("#to-case").click();
    await named(page, /^Uber/);
    assert.deepEqual(JSON.parse((await texts(page)).flow), JSON.parse(flowOf("uber")));
  }));

test("each fact counts once: short forms, the order of values and the layout change none", () =>
  onPage({ hash: "#case=crm", map: true }, async (page) => {
    const title = await name(page);
    const change = async (change, expected) => {
      await write(page, "flow", typeof change === "string" ? change : flowOf("crm", change));
      await judged(page);
      assert.equal(await name(page), expected === "" ? title : `Based on ${title}, changed: ${expected}`);
    };
    await page.locator("#map-path").waitFor(); // short forms are known with the vocabulary
    await change(JSON.stringify(JSON.parse(flowOf("crm"))), "");
    await change((flow) => ((flow.storage[0] = { region: flow.storage[0] }), flow), "");
    await change((flow) => ((Array.isArray(flow.data) ? flow.data : flow.data.categories).reverse(), flow), "");
    await change((flow) => ((flow.storage[0] = "aws/eu-west-3"), flow), "1 fact");
    await change((flow) => ((flow.storage[2].encrypted = false), (flow.exporter.seat = "AT"), flow), "2 facts");
    await change((flow) => (flow.storage.shift(), flow), "1 fact");
    await change((flow) => (flow.storage.push({ place: "FR", kind: "log" }), flow), "2 facts");
    await change((flow) => ((flow.storage = { items: flow.storage, complete: false }), flow), "1 fact");
    await change((flow) => ((flow.as_of = "2027-03-01"), flow), "the day");
    await change("{", "the flow");
  }));

test("an edited policy does not report as the shipped one: on screen, on paper, in files", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    const title = await name(page);
    assert.match(await line(page), shipped(/gdpr_transfers VERSION ·|gdpr_transfers VERSION$/));
    await page.locator("#policy .cm-content").focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.insertText("\n# Mine\n");
    await becomes(page, "non_compliant");
    assert.match(await line(page), shipped(/gdpr_transfers VERSION, changed/));
    assert.equal(await name(page), `Based on ${title}, changed: the policy`);
    const saved = async (what) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save").selectOption(what)]);
      return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
    };
    const json = await saved("verdict_json");
    assert.equal(json.name, "gdpr_transfers-changed-verdict.json");
    assert.equal(JSON.parse(json.text).policy.version, `${VERSION}+changed`);
    const text = (await saved("verdict_text")).text;
    assert.match(text, shipped(/gdpr_transfers VERSION, changed/));
    assert.match(text, /^Based on .*, changed: the policy$/m);
    await page.emulateMedia({ media: "print" });
    assert.match(await line(page), shipped(/gdpr_transfers VERSION, changed/));
    await page.emulateMedia({ media: "screen" });
    await page.locator("#undo").click();
    await named(page, /^Uber/);
    await becomes(page, "non_compliant");
    assert.doesNotMatch(await line(page), /changed/);
    assert.equal(JSON.parse((await saved("verdict_json")).text).policy.version, VERSION);
  }));

const OWN =
  'loci 1\nsource B is "Board"\npolicy gdpr_transfers version 1.0.0 "Data rest in the EEA" {\n  rule stores "A store is in the EEA" [B 1]\n    for every s in storage\n    require s in EEA\n}\n';

test("texts that replace those of a case are one's own, and a name taken from a shipped policy helps nothing", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    await write(page, "policy", OWN);
    await becomes(page, "non_compliant");
    assert.equal(await name(page), "My own case");
    assert.match(await line(page), /gdpr_transfers 1\.0\.0, changed/);
    assert.equal(await page.locator("#told, #origin").count(), 0);
    assert.equal(await printed(page), "My own case");
    await page.locator("#undo").click();
    await named(page, /^Uber/);
    await write(page, "flow", flowOf("cada"));
    await judged(page);
    assert.equal(await name(page), "My own case");
  }));

test("what the texts are is so after a reload and by a link, in French too", async () => {
  let link = "";
  await onPage({ hash: "#case=uber", permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await write(page, "flow", changedUber);
    await judged(page);
    await kept(page);
    await page.reload();
    await judged(page);
    await named(page, /^Based on Uber.*: 3 facts$/);
    await speak(page, "fr");
    await named(page, /^D’après .*Uber.*modifié.*: 3 faits$/);
    await page.locator("#share").click();
    await page.locator("#notice", { hasText: "presse-papiers" }).waitFor();
    link = await page.evaluate(() => navigator.clipboard.readText());
  });
  await onPage({ hash: new URL(link).hash }, async (page) => {
    await named(page, /^Based on Uber.*: 3 facts$/);
    assert.equal(await page.locator("#told").count(), 0);
    await page.reload();
    await judged(page);
    await named(page, /^Based on Uber.*: 3 facts$/);
  });
});

test("a flow that a comparison shows is not the case's, and the reader is told that it replaced theirs", () =>
  onPage({}, async (page) => {
    const older =
      'loci 1\nsource B is "Board"\npolicy home version 1.0.0 "Data rest in the EEA" {\n  rule stores "A store is in the EEA" [B 1]\n    for every s in storage\n    require s in EEA\n}\n';
    await write(page, "policy", older.replace("version 1.0.0", "version 1.0.1").replace("s in EEA", "s in EU"));
    await page.locator("#compare-panel summary").click();
    await page.locator("#older .cm-content").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(older);
    await page.locator("#compare-run").click();
    await page.locator("#differences li[data-to=non_compliant] summary").first().click();
    await page.locator("#differences li[data-to=non_compliant] [data-key^=take]").first().click();
    await page.locator("#notice", { hasText: "Undo brings it back" }).waitFor();
    assert.equal(await name(page), "My own case");
    await page.locator("#undo").click();
    await judged(page);
    assert.deepEqual(JSON.parse((await texts(page)).flow), JSON.parse(flowOf("schrems-ii")));
  }));

test("the tour speaks of a real case only where one stands there, and is not offered on a reader's own texts", () =>
  onPage({ tour: true, hash: "#case=uber" }, async (page) => {
    await page.locator("#tour-card", { hasText: "a real case" }).waitFor();
    await page.evaluate(() => localStorage.removeItem("lexloci.tour"));
    await write(page, "flow", changedUber);
    await kept(page);
    await page.goto("about:blank");
    await page.goto(PAGE);
    await judged(page);
    assert.equal(await page.locator("#tour-card").isVisible(), false);
    await page.locator("#tour").click();
    await page.locator("#tour-card", { hasText: "the texts that stand here" }).waitFor();
  }));
