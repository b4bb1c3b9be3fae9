// The report of record: what it holds, what it says of itself, and its pages.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Policy } from "lexloci";
import { policies } from "lexloci/policies";
import { seal, verify } from "lexloci/receipt";
import { becomes, onPage, texts, write } from "./browser.mjs";
import { flowOf } from "./cases.mjs";

/** Prepares the report as a person does, without a printer. */
async function reported(page, author = "A. Example") {
  await page.evaluate(() => (window.print = () => (document.body.dataset.printed = "yes")));
  await page.locator("#save").selectOption("report");
  await page.locator("#report-author").fill(author);
  await page.locator("#report-print").click();
  await page.waitForFunction(() => document.body.dataset.printed === "yes");
  await page.emulateMedia({ media: "print" });
  return page.locator("#report").innerText();
}

const sha = (text) => createHash("sha256").update(text).digest("hex");

for (const [locale, title, word, annex] of [
  ["en-GB", /Report on a data flow/, /✗ Non-compliant – do not proceed/, /Annex A: The flow judged/],
  ["fr-FR", /Rapport sur un flux de données/, /✗ Non conforme/, /Annexe A\s: Le flux jugé/],
]) {
  test(`a report has question, answer, reasons, what it rests on, the flow as a table, and digests (${locale})`, () =>
    onPage({ days: true, hash: "#case=uber", locale }, async (page) => {
      await becomes(page, "non_compliant");
      await page.locator("#strip span").first().waitFor({ state: "attached" });
      await page.locator("#map .v-non_compliant").first().waitFor({ state: "attached" });
      const text = await reported(page);
      for (const each of [title, word, annex, /A\. Example/, /gdpr_transfers \d/, /Uber/]) assert.match(text, each);
      const flow = flowOf("uber");
      const verdict = Policy.parse(policies.gdpr_transfers).check(flow);
      const shown = await page.locator("#printed-flow").textContent();
      assert.deepEqual(JSON.parse(shown), JSON.parse(flow));
      assert.ok(text.includes(`sha256:${sha(shown)}`));
      assert.ok(text.includes(verdict.policy.digest) && text.includes(verdict.atlas));
      const { payload } = await seal(Policy.parse(policies.gdpr_transfers), flow);
      assert.ok(text.includes(sha(Buffer.from(payload, "base64"))));
      assert.equal(await page.locator("#report svg.code").count(), 1);
      assert.ok((await page.locator("#report .facts-table tr").count()) > 20);
      assert.equal((await page.locator("#report .report-strip .strip span").count()) > 0, true);
      // Parties are named, not referred to, and the map's hatching has patterns of its own: those of a hidden map paint nothing.
      assert.doesNotMatch(await page.locator("#report .facts-table").innerText(), /@/);
      const hatching = await page
        .locator("#report .report-map svg")
        .evaluate((svg) =>
          [...svg.querySelectorAll("pattern")].map(({ id }) => svg.getAttribute("style").includes(`#${id}"`)),
        );
      assert.ok(hatching.length > 0 && hatching.every(Boolean));
      for (const id of ["tools", "panel-flow", "answer"]) assert.equal(await page.locator(`#${id}`).isVisible(), false);
    }));
}

test("the report of a changed case and a changed policy says so, and prints the policy's text", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    const { policy } = { policy: policies.gdpr_transfers };
    await write(page, "policy", `${policy}\n# changed\n`);
    await write(
      page,
      "flow",
      flowOf("uber", (flow) => ({ ...flow, complete: true })),
    );
    await page.locator("#rests li", { hasText: /assumed/ }).waitFor();
    const text = await reported(page, "");
    assert.match(text, /Based on Uber/);
    assert.match(text, /changed text/);
    assert.match(text, /Annex C/);
    assert.match(text, /does not list does not exist\.\s*assumed/);
    assert.doesNotMatch(text, /290 million/);
  }));

test("the link of a report opens the same texts", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.locator("#day-text").fill("2025-05-05");
    await becomes(page, "compliant");
    const before = await texts(page);
    await reported(page);
    const link = await page.locator("#report .record a").getAttribute("href");
    await page.emulateMedia({ media: "screen" });
    await page.goto("about:blank");
    await page.goto(link);
    await becomes(page, "compliant");
    await page.waitForFunction(() => document.getElementById("day-text").value === "2025-05-05");
    assert.equal(before.policy.length > 0, true);
  }));

test("without a verdict nothing is reported, and a report can be given up", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.evaluate(() => (window.print = () => (document.body.dataset.printed = "yes")));
    await page.locator("#save").selectOption("report");
    await page.locator("#report-cancel").click();
    await write(page, "flow", "{");
    await becomes(page, "error");
    await page.locator("#save").selectOption("report");
    await page.locator("#notice", { hasText: "no verdict" }).waitFor();
    assert.equal(await page.locator("#report-author").count(), 0);
    assert.equal(await page.evaluate(() => document.body.dataset.printed), undefined);
  }));

/** Chooses a file by its content, as the dialog of the browser does. */
const choose = (page, name, text) =>
  page.locator("#files").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });

test("a receipt that is saved holds when it is opened again, and no longer once a text is another", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    await becomes(page, "non_compliant");
    const downloading = page.waitForEvent("download");
    await page.locator("#save").selectOption("receipt");
    const download = await downloading;
    assert.equal(download.suggestedFilename(), "gdpr_transfers.receipt.json");
    const text = readFileSync(await download.path(), "utf8");
    const there = await verify(JSON.parse(text), Policy.parse(policies.gdpr_transfers), flowOf("uber"));
    assert.equal(there.holds, true);
    const notice = (word) => page.locator("#notice", { hasText: word }).waitFor();
    await choose(page, "uber.json", text);
    await notice("The receipt holds");
    await write(
      page,
      "flow",
      flowOf("uber", (flow) => ({ ...flow, as_of: "2025-01-01" })),
    );
    await choose(page, "uber.json", text);
    await notice(/The receipt does not hold.*flow, day/);
    await choose(page, "uber.json", text.replace("receipt+json", "other+json"));
    await notice("no receipt");
  }));

test("data that are stated in short are told by the names of their categories", () =>
  onPage({ hash: "#case=atlantic", locale: "fr-FR" }, async (page) => {
    await becomes(page, "compliant");
    await reported(page);
    const rows = await page.locator("#report .facts-table tr").allInnerTexts();
    assert.ok(
      rows.some((row) => /^données\s+coordonnées$/.test(row)),
      rows.join("\n"),
    );
  }));
