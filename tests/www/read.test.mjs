// Files of others, read in the page: what a file states, what it does not, and what could not be read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { becomes, judged, texts, withoutMap as onPage } from "./browser.mjs";

const file = (name, mimeType = "text/plain") => ({
  name,
  mimeType,
  buffer: readFileSync(new URL(`../read/${name}`, import.meta.url)),
});
const made = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** Opens files by choice, and returns the flow that was read. */
async function opens(page, ...files) {
  await page.locator("#files").setInputFiles(files);
  await page.locator("#imported h3", { hasText: files[0].name }).waitFor();
  return JSON.parse((await texts(page)).flow);
}

test("a list of vendors becomes transfers, and nothing is stated that it does not say", () =>
  onPage({ hash: "" }, async (page) => {
    const flow = await opens(page, file("subprocessors.csv"));
    assert.equal(await page.evaluate(() => document.body.dataset.view), "work");
    assert.equal(flow.transfers.complete, false);
    const { items } = flow.transfers;
    const named = (name) => items.filter(({ recipient }) => recipient.name.includes(name));
    // Sentry stands at two places: one transfer for each.
    assert.deepEqual(
      named("Functional Software")
        .map(({ to }) => to)
        .sort(),
      ["DE", "US"],
    );
    assert.equal(named("Zendesk")[0].tool, "scc");
    assert.equal(named("Zendesk")[0].to, "US");
    assert.equal(named("Mailjet")[0].to, "FR");
    // Whose purpose is hosting keeps the data.
    assert.deepEqual(
      flow.storage.items.map(({ operator, place }) => [operator.id ?? operator.name, place]),
      [
        ["aws", "IE"],
        ["Acme", undefined],
      ],
    );
    for (const { recipient, assessment } of items) {
      assert.equal(recipient.listed, undefined);
      assert.equal(assessment, undefined);
    }
    assert.match(flow.as_of, /^\d{4}-\d\d-\d\d$/);
    assert.deepEqual(Object.keys(flow).sort(), ["as_of", "storage", "transfers"]);
    await judged(page);
    assert.notEqual(await page.locator("#answer").getAttribute("data-answer"), "compliant");
    await page.locator("#imported summary", { hasText: /^(Not read|Non lu)/ }).click();
    await page.locator("#imported li", { hasText: /subprocessors\.csv:3.*DPF/ }).waitFor();
  }));

test("a table in Markdown, a register in French, and a plan of Terraform", () =>
  onPage({ hash: "", locale: "fr-FR" }, async (page) => {
    const markdown = await opens(page, file("vendors.md"));
    assert.equal(markdown.transfers.items[0].recipient.name.startsWith("Stripe"), true);
    assert.equal(markdown.transfers.items[0].to, "US");
    const register = await opens(page, file("registre.csv"));
    const calendly = register.transfers.items.find(({ recipient }) => recipient.name.includes("Calendly"));
    assert.deepEqual([calendly.to, calendly.tool], ["US", "scc"]);
    await page.locator("#imported h3", { hasText: "Lu dans registre.csv" }).waitFor();
    const plan = await opens(page, file("plan.json", "application/json"));
    assert.ok(plan.storage.items.length > 0);
    assert.equal(plan.storage.complete, false);
    const regions = new Set(plan.storage.items.flatMap(({ region }) => region ?? []));
    const source = readFileSync(new URL("../read/plan.json", import.meta.url), "utf8");
    for (const region of regions) assert.ok(source.includes(region.split("/")[1]), region);
    await judged(page);
  }));

test("a credential of Gaia-X and an inventory are told by their keys", () =>
  onPage({ hash: "" }, async (page) => {
    const credential = await opens(page, file("gaia-x.json", "application/json"));
    assert.notEqual(Object.keys(credential).length, 1);
    const inventory = await opens(page, file("config.json", "application/json"));
    assert.ok(inventory.storage.items.length > 0);
  }));

test("a manifest of Fides, a description in the DPV and a signed credential are told by their names and keys", () =>
  onPage({ hash: "" }, async (page) => {
    const manifest = await opens(page, file("fides/systems.yml"));
    assert.deepEqual(manifest.transfers.items.map(({ to }) => to).slice(0, 2), ["US", "GB"]);
    const turtle = await opens(page, file("dpv/transfer.ttl"));
    assert.equal(turtle.transfers.items[0].tool, "scc");
    const description = await opens(page, file("dpv/process.jsonld"));
    assert.equal(description.transfers.items[0].to, "IN");
    const signed = await opens(page, file("signed/es256.jwt"));
    assert.equal(signed.provider.seat, "DE");
    assert.equal(signed.credentials, undefined);
    await page.locator("#imported summary", { hasText: /^(Not read|Non lu)/ }).click();
    await page.locator("#imported li", { hasText: /claimed and not proved/ }).waitFor();
  }));

for (const [locale, sentence, fact, words, close] of [
  [
    "en-GB",
    "We are a French company, we keep contact data at AWS in Frankfurt and our support is in India.",
    /exporter, .*: France/i,
    "French",
    /The lists stay open/,
  ],
  [
    "fr-FR",
    "Nous sommes une société française, nous conservons des coordonnées chez AWS à Francfort.",
    /exportateur, .*: France/i,
    "française",
    /Les listes restent ouvertes/,
  ],
]) {
  test(`a sentence is read on the first screen, with the words of each fact, and judged (${locale})`, () =>
    onPage({ hash: "", locale, width: 1280, height: 720 }, async (page) => {
      await page.locator("#start-say-read").click();
      assert.equal(await page.evaluate(() => document.activeElement.id), "start-say", "an empty box is only focused");
      await page.locator("#start-say").fill(sentence);
      await page.locator("#start-say").press("Enter");
      await page.locator("#imported .read-facts li", { hasText: fact }).waitFor();
      const flow = JSON.parse((await texts(page)).flow);
      assert.deepEqual([flow.exporter.seat, flow.data], ["FR", { items: ["contact"], complete: false }]);
      assert.deepEqual(flow.storage, { items: [{ region: "aws/eu-central-1" }], complete: false });
      assert.ok((await page.locator("#imported .read-facts q").allInnerTexts()).some((text) => text.includes(words)));
      assert.match(await page.locator("#imported").innerText(), close);
      await becomes(page, "undetermined");
      await page.locator("#missing .asked").first().waitFor();
      assert.equal(await page.evaluate(() => document.body.dataset.view), "work");
    }));
}

test("a sentence that says nothing leaves the first screen, and why is told; a typed one stays in the box", () =>
  onPage({ hash: "" }, async (page) => {
    await page.locator("#start-say").fill("Is it going to rain tomorrow?");
    await page.locator("#start-say-read").click();
    await page.locator("#notice", { hasText: /could (?:not )?be read/ }).waitFor();
    assert.equal(await page.evaluate(() => document.body.dataset.view), "start");
    await page.locator("#language").selectOption("fr");
    await page.waitForFunction(() => document.documentElement.lang === "fr");
    assert.equal(await page.locator("#start-say").inputValue(), "Is it going to rain tomorrow?");
  }));

test("a text file with a policy is a policy, and one with sentences is read", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const policy =
      'loci 1\npolicy mine version 1.0.0 "Mine" {\n  rule a "A"\n    for every s in storage\n    require s in EEA\n}\n';
    await page.locator("#files").setInputFiles([made("mine.txt", policy)]);
    await page.waitForFunction(() =>
      document.getElementById("policy-choice").selectedOptions[0].textContent.includes("mine"),
    );
    const flow = await opens(
      page,
      made("note.txt", "We are a German company and store health data at OVHcloud in France."),
    );
    assert.deepEqual([flow.exporter.seat, flow.data], ["DE", { items: ["health"], complete: false }]);
  }));

test("what cannot be read is said, and the texts stay as they are", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const before = await page.locator("#policy-choice").inputValue();
    for (const [name, text, said] of [
      ["people.csv", "Age,Shoe size\n3,44\n", /people\.csv could not be read.*no table has a column of vendors/],
      ["main.tf", 'resource "aws_s3_bucket" "b" {}', /could not be read.*terraform show -json/],
      ["list.xlsx", "PK", /could not be read.*CSV/],
    ]) {
      await page.locator("#files").setInputFiles([made(name, text)]);
      await page.locator("#notice", { hasText: said }).waitFor();
    }
    assert.equal(await page.locator("#policy-choice").inputValue(), before);
    assert.equal(await page.locator("#imported").isVisible(), false);
    await becomes(page, "compliant");
  }));

test("the readers are fetched when a file is read, and not before", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await judged(page);
    const fetched = [];
    page.context().on("request", (request) => fetched.push(request.url()));
    await page.waitForLoadState("networkidle");
    assert.deepEqual(
      fetched.filter((address) => /reader/.test(address)),
      [],
    );
    await opens(page, file("vendors.md"));
    assert.ok(
      fetched.some((address) => /reader_bg.*\.wasm/.test(address)),
      fetched.join("\n"),
    );
  }));

test("a file dropped on the first screen is read there", () =>
  onPage({ hash: "" }, async (page) => {
    const text = readFileSync(new URL("../read/vendors.md", import.meta.url), "utf8");
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "vendors.md"));
      dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true, bubbles: true }));
    }, text);
    await page.locator("#imported").waitFor();
    assert.equal(await page.evaluate(() => document.body.dataset.view), "work");
  }));
