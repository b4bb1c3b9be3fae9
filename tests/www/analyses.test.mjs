// Where the data may go, what would make a flow lawful, what differs between two policies, what is proved.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Policy } from "lexloci";
import { answer, becomes, onPage, speak, texts, write } from "./browser.mjs";

const flowNow = async (page) => JSON.parse((await texts(page)).flow);
const place = (page, id) => page.locator(`#map [data-id="${id}"]`).first();

test("the map colours every place by the verdict that would follow, and a click moves the data there", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.locator("#map-path").selectOption("storage[0]");
    await page.waitForFunction(
      () =>
        document.querySelectorAll("#map :is(.v-compliant, .v-non_compliant, .v-undetermined, .v-not_applicable)")
          .length > 500,
    );
    await page.locator("#map-as-table").click();
    await page.locator("#map-table input").fill("us-east-1");
    await page.locator("#map-table button[aria-label*='us-east-1'], #map-table tbody button").first().click();
    await becomes(page, "non_compliant");
    assert.match(JSON.stringify((await flowNow(page)).storage[0]), /us-east-1/);
    await page.locator("#undo").click();
    await becomes(page, "compliant");
  }));

test("the map turns with the day: the United States the day before the Privacy Shield fell, and the day after", () =>
  onPage({ hash: "#case=atlantic" }, async (page) => {
    await page.locator("#map-path").selectOption("storage[0]");
    const us = () => place(page, "US").getAttribute("class");
    for (const [day, verdict] of [
      ["2020-07-15", "v-compliant"],
      ["2020-07-17", "v-non_compliant"],
    ]) {
      await page.locator("#day-text").fill(day);
      await page.waitForFunction(
        ([id, name]) =>
          document.querySelector(`#map [data-id="${id}"]`)?.getAttribute("class")?.split(" ").includes(name),
        ["US", verdict],
      );
      assert.ok((await us()).split(" ").includes(verdict));
    }
  }));

test("the days on which acts begin or end are marked, those of adequacy above others", () =>
  onPage({}, async (page) => {
    await page.locator("#acts span").first().waitFor();
    for (const day of ["2000-07-26", "2015-10-06", "2016-07-12", "2020-07-16", "2023-07-10"]) {
      assert.match(
        (await page.locator(`#acts .chief[data-day="${day}"]`).getAttribute("title")) ?? "",
        /United States/,
        day,
      );
    }
  }));

test("changes that make a flow lawful are buttons, and can be undone", () =>
  onPage({ hash: "#case=data-act" }, async (page) => {
    assert.equal(await answer(page), "non_compliant");
    await page.locator("#cure").click();
    await page.locator("#cures [data-key='apply 0']").click();
    await becomes(page, "compliant");
    assert.equal((await flowNow(page)).exit.fee, "none");
    assert.equal(await page.locator("#cure").count(), 0);
    await page.locator("#undo").click();
    await becomes(page, "non_compliant");
    await page.locator("#cure").click();
    const path = await page.locator("#cures .cures li[title]").first().getAttribute("title");
    await page.locator(`#cures [data-key="keep ${path}"]`).first().click();
    await page.locator("#cures p", { hasText: "Kept as it is: " }).waitFor();
    const others = await page
      .locator("#cures .cures li[title]")
      .evaluateAll((lines) => lines.map(({ title }) => title));
    assert.ok(!others.includes(path), `${path} is kept, and not changed`);
    await page.locator("#cures [data-key=free]").click();
    await page.locator(`#cures .cures li[title="${path}"]`).first().waitFor();
  }));

test("where one fact settles it, each of its values is told with what it comes to", () =>
  onPage({ hash: "#case=marketplace" }, async (page) => {
    await page.locator("#outcomes").waitFor();
    assert.match(
      await page.locator("#outcomes").innerText(),
      /“yes”: ✓ Compliant[^]*“no”: ✗ Non-compliant|“no”: ✗ Non-compliant[^]*“yes”: ✓ Compliant/,
    );
  }));

const DECLARED =
  'loci 1\nsource B is "Board"\npolicy p version 1.0.0 "What is attested" {\n  rule found "The level was found equivalent" [B 1]\n    for every t in transfers\n    require t.assessment is favourable or t.derogation is vital_interests\n}\n';

const declaredFlow = (transfer) => ({
  as_of: "2026-03-01",
  storage: [],
  processing: [],
  access: [],
  transit: [],
  transfers: [{ to: "US", tool: "scc", ...transfer }],
});

test("a finding or a derogation that would settle it is never painted as a go-ahead", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(page, "policy", DECLARED);
    for (const stated of [{ derogation: "none" }, { assessment: "adverse" }]) {
      const flow = declaredFlow(stated);
      await write(page, "flow", JSON.stringify(flow));
      await becomes(page, "undetermined");
      await page.locator("#missing [data-missing]").first().waitFor();
      const offered = Policy.parse(DECLARED)
        .ask(flow)
        .questions.some(({ facts }) => facts.length === 1);
      if (offered) await page.locator("#outcomes", { hasText: "would be compliant if this is true" }).waitFor();
      else assert.ok("assessment" in stated, "a finding is asked for");
      if (offered && "assessment" in stated)
        assert.match(await page.locator("#outcomes").innerText(), /A derogation is a last resort/);
      assert.equal(await page.locator("#missing [data-answer]").count(), 0);
      assert.doesNotMatch(await page.locator("#missing").innerText(), /✓/);
    }
    await speak(page, "fr");
    await page.waitForFunction(() => !document.getElementById("missing").innerText.includes("would be"));
    assert.equal(await page.locator("#missing [data-answer]").count(), 0);
  }));

const OLDER =
  'loci 1\nsource B is "Board"\npolicy home version 1.0.0 "Data rest in the EEA" {\n  rule stores "A store is in the EEA" [B 1]\n    for every s in storage\n    require s in EEA\n}\n';
const NEWER = OLDER.replace("version 1.0.0", "version 1.0.1").replace("s in EEA", "s in EU");

test("two versions are compared: flows on which they disagree, and what the version should say", () =>
  onPage({}, async (page) => {
    await write(page, "policy", NEWER);
    await page.locator("#compare-panel summary").click();
    await page.locator("#older .cm-content").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(OLDER);
    await page.locator("#compare-run").click();
    const change = page.locator("#differences li[data-to=non_compliant]").first();
    await change.waitFor();
    assert.match(await page.locator("#step").innerText(), /claimed patch, needed major/);
    assert.match(await page.locator("#compare-lines del").last().innerText(), /require s in EEA/);
    assert.match(await page.locator("#compare-lines ins").last().innerText(), /require s in EU/);
    await page.locator("#compare-yours", { hasText: /Your flow: .+, (as before|before .+)/ }).waitFor();
    // The flow that is found stands beside one's own, and takes its place on demand alone.
    const own = (await texts(page)).flow;
    await change.locator("summary").click();
    await change.locator(".facts-table").waitFor();
    assert.equal((await texts(page)).flow, own);
    await change.locator("[data-key^=take]").click();
    await becomes(page, "non_compliant");
    await page.locator("#undo").click();
    assert.equal((await texts(page)).flow, own);
  }));

test("a long comparison tells how far it is, and is given up on demand; the page goes on", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const own = readFileSync(new URL("../../www/examples/crm_residency.loci", import.meta.url), "utf8");
    await write(page, "policy", own.replace(/version [\d.]+/, "version 9.9.9").replace(", scaleway/fr-par", ""));
    await page.locator("#compare-open").click();
    // The older version is the shipped one, of which the text was made.
    await page.locator("#older .cm-line", { hasText: "scaleway/fr-par" }).waitFor();
    await page.locator("#compare-run").click();
    await page.waitForFunction(() => document.querySelector("#differences progress")?.value > 0);
    await page.locator("#differences [data-key='stop diff']").click();
    await page.locator("#differences", { hasText: "Stopped." }).waitFor();
    await page.locator("#claims-run").click();
    await page.locator("#claims [data-key='stop prove']").click();
    await page.locator("#claims", { hasText: "Stopped." }).waitFor();
    await page.locator("#policy-all").click();
    await page.locator("#every tbody tr").first().waitFor();
  }));

test("claims are proved, or refuted by a flow that can be looked at", () =>
  onPage({}, async (page) => {
    const claims =
      '  claim inside "No store is in the United States"\n    never some s in storage: s in {US}\n  claim union "No store is outside the Union"\n    never some s in storage: s not in EU\n';
    await write(page, "policy", OLDER.replace(/\}\n$/, `${claims}}\n`));
    await page.locator("#compare-panel summary").click();
    await page.locator("#claims-run").click();
    await page.locator("[data-claim=inside][data-proof=proved]").waitFor();
    const refuted = page.locator("[data-claim=union][data-proof=refuted]");
    await refuted.locator("summary").click();
    await refuted.locator("[data-key^=take]").click();
    await becomes(page, "compliant");
    assert.match(JSON.stringify(await flowNow(page)), /IS|LI|NO/);
  }));
