// The flow as a form: in step with its text both ways, and the facts that a verdict asks for.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, becomes, texts, write, withoutMap as onPage } from "./browser.mjs";
import { flowOf } from "./cases.mjs";

const field = (page, path) => page.locator(`#form [data-path="${path}"]`);
const flowNow = async (page) => JSON.parse((await texts(page)).flow);

test("what is changed in the form changes the text in that place, and the verdict", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    const before = (await texts(page))?.flow ?? null;
    await becomes(page, "compliant");
    const region = field(page, "storage[0].region").locator("input");
    assert.equal(await region.inputValue(), "aws/eu-central-1");
    await region.fill("aws/us-east-1");
    await region.press("Tab");
    await becomes(page, "non_compliant");
    const flow = await flowNow(page);
    assert.deepEqual(flow.storage[0], { region: "aws/us-east-1" });
    assert.deepEqual(flow.storage.slice(1), JSON.parse(flowOf("crm")).storage.slice(1));
    assert.notEqual(before, (await texts(page)).flow);
    await page.locator("#undo").click();
    await becomes(page, "compliant");
    assert.equal(await region.inputValue(), "aws/eu-central-1");
  }));

test("what is changed in the text changes the form", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    await page.locator("#view-json").click();
    await write(
      page,
      "flow",
      flowOf("crm", (flow) => ((flow.exporter.seat = "AT"), flow)),
    );
    await page.locator("#view-form").click();
    assert.equal(await field(page, "exporter.seat").locator("input").inputValue(), "Austria");
    await page.locator("#view-json").click();
    await write(page, "flow", "{");
    await page.locator("#view-form").click();
    assert.match(await page.locator("#form").innerText(), /not JSON/);
  }));

test("not known is a choice of its own, apart from none", () =>
  onPage({ hash: "#case=schrems-ii", view: "form" }, async (page) => {
    const tool = field(page, "transfers[0].tool").locator("select");
    assert.equal(await tool.inputValue(), "none");
    await tool.selectOption("");
    await becomes(page, "undetermined");
    assert.ok(!("tool" in (await flowNow(page)).transfers[0]));
    await tool.selectOption("none");
    await becomes(page, "non_compliant");
    const transfers = field(page, "transfers");
    await transfers.locator("> select").selectOption("some");
    assert.equal((await flowNow(page)).transfers.complete, false);
    await transfers.locator("> select").selectOption("unknown");
    assert.ok(!("transfers" in (await flowNow(page))));
    await transfers.locator("> select").selectOption("all");
    assert.deepEqual((await flowNow(page)).transfers, []);
  }));

test("sites are added and taken away, values of a set too, facts on demand", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    const storage = field(page, "storage");
    await storage.locator("> button", { hasText: "Add: store" }).click();
    assert.equal((await flowNow(page)).storage.length, 4);
    await field(page, "storage[3]").locator("button[aria-label^='Remove store 4']").click();
    assert.equal((await flowNow(page)).storage.length, 3);
    await field(page, "data.categories").locator("select").selectOption("health");
    assert.deepEqual((await flowNow(page)).data.categories, ["contact", "health"]);
    await field(page, "data.categories").locator(".chip", { hasText: "contact" }).locator("button").click();
    assert.deepEqual((await flowNow(page)).data.categories, ["health"]);
    await field(page, "exporter").locator("select.add").selectOption("is_public_authority");
    await field(page, "exporter.is_public_authority").locator("select").selectOption("true");
    assert.equal((await flowNow(page)).exporter.is_public_authority, true);
  }));

test("a party is chosen among those of the flow", () =>
  onPage({ hash: "#case=schrems-ii", view: "form" }, async (page) => {
    const operator = field(page, "storage[0].operator").locator("> select");
    assert.equal(await operator.inputValue(), "@importer");
    await operator.selectOption("exporter");
    assert.equal((await flowNow(page)).storage[0].operator, "exporter");
  }));

test("places and cloud regions are offered by name", () =>
  onPage({ view: "form" }, async (page) => {
    const offered = (id) =>
      page
        .locator(`#${id} option`)
        .evaluateAll((options) => options.map(({ value, textContent }) => [value, textContent]));
    await page.locator("#places").waitFor({ state: "attached" });
    const places = new Map(await offered("places"));
    assert.equal(places.get("Singapore"), "SG");
    assert.ok(places.size > 240);
    assert.ok(new Map(await offered("regions")).has("aws/eu-west-3"));
  }));

test("an error stands at its field", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    const seat = field(page, "exporter.seat");
    await seat.locator("input").fill("Atlantis");
    await seat.locator("input").press("Tab");
    await becomes(page, "error");
    await seat.locator(".wrong").waitFor();
    assert.match(await seat.locator(".wrong").innerText(), /Atlantis/);
  }));

test("a missing fact is filled in at the verdict, smallest question first", () =>
  onPage({ hash: "#case=marketplace", view: "form" }, async (page) => {
    assert.equal(await answer(page), "undetermined");
    const asked = page.locator("#missing [data-missing]");
    await asked.first().waitFor();
    assert.equal(await asked.first().getAttribute("data-missing"), "service.reciprocal_access");
    await asked.first().locator("select").selectOption("true");
    await becomes(page, "compliant");
    assert.equal((await flowNow(page)).service.reciprocal_access, true);
    assert.equal(await page.locator("#missing [data-missing]").count(), 0);
    await page.locator("#undo").click();
    await becomes(page, "undetermined");
  }));

test("duties stand with their dates", () =>
  onPage({ hash: "#case=cada", view: "form" }, async (page) => {
    const duties = page.locator("[data-aside=duties]");
    assert.match(await duties.innerText(), /provider: /);
    assert.match(await duties.locator("time").first().getAttribute("datetime"), /^20\d\d-\d\d-\d\d$/);
  }));

test("pointing at a reason marks the field of its fact", () =>
  onPage({ view: "form" }, async (page) => {
    const fact = page.locator("#reasons .because button.fact", { hasText: "destination" }).first();
    await fact.hover();
    await page.locator('#form .marked[data-path="transfers[0].to"]').waitFor();
    await fact.click();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("data-key")), "transfers[0].to");
  }));

test("the focus goes on to the next field although the form is drawn anew", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    const seat = field(page, "exporter.seat").locator("input");
    await seat.fill("FR");
    await seat.press("Tab");
    await becomes(page, "compliant");
    assert.equal(
      await page.evaluate(() => document.activeElement.getAttribute("data-key")),
      "exporter.ultimate_parent",
    );
  }));

test("who is faster than the page loses nothing", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    await field(page, "data.categories").locator("select").waitFor();
    await page.evaluate(() => {
      const added = document.querySelector('#form [data-path="data.categories"] select');
      const taken = document.querySelector('#form [data-path="data.categories"] .chip button');
      added.value = "health";
      added.dispatchEvent(new Event("change", { bubbles: true }));
      taken.click(); // before anything has been drawn anew
    });
    assert.deepEqual((await flowNow(page)).data.categories, ["health"]);
  }));

test("a flow pasted from a word processor is mended with one press", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(page, "flow", "{“as_of”:\u00a0“2026-03-01”, “storage”: [“FR”]}");
    await page.locator("#flow-findings li", { hasText: "word processor" }).locator("button.small").click();
    assert.equal((await texts(page)).flow, '{"as_of": "2026-03-01", "storage": ["FR"]}');
    assert.notEqual(await answer(page), "error");
  }));

test("a key that means something to JavaScript is a key like any other", () =>
  onPage({ view: "form" }, async (page) => {
    await page.locator("#view-json").click();
    await write(page, "flow", '{"as_of": "2026-03-01", "__proto__": {"storage": ["US"]}, "constructor": 1}');
    await becomes(page, "error");
    await page.locator("#view-form").click();
    assert.match(await page.locator("#flow-findings").innerText(), /__proto__[^]*is not a fact[^]*constructor/);
    assert.equal(await page.evaluate(() => ({}).storage), undefined);
  }));

test("a list of thousands is judged, and drawn in part", () =>
  onPage({ hash: "#case=crm", view: "form" }, async (page) => {
    await page.locator("#view-json").click();
    await write(
      page,
      "flow",
      flowOf("crm", (flow) => ((flow.storage = Array(1_000).fill("aws/us-east-1")), flow)),
    );
    await becomes(page, "non_compliant");
    assert.ok((await page.locator("#reasons > .finding").count()) <= 12);
    await page.locator("#view-form").click();
    await field(page, "storage").locator(".note", { hasText: "960 more" }).waitFor();
  }));

test("places are written as people write them, and what is said of data is said in the page's language", () =>
  onPage({ hash: "#case=schrems-ii", locale: "fr-FR", view: null }, async (page) => {
    const seat = field(page, "exporter.seat").locator("input");
    await seat.fill("Allemagne");
    await seat.blur();
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("lexloci.draft") ?? "{}").flow?.includes('"DE"'));
    const { flow } = await texts(page);
    assert.equal(JSON.parse(flow).exporter.seat, "DE");
    const chip = field(page, "data.categories").locator(".chip").first();
    assert.doesNotMatch(await chip.innerText(), /^communications/);
  }));
