// Short forms: a thing that a flow states in few words keeps its value when the form states another fact of it.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, dropFlow, judged, texts, withoutMap as onPage } from "./browser.mjs";

const field = (page, path) => page.locator(`#form [data-path="${path}"]`);
const flowNow = async (page) => JSON.parse((await texts(page)).flow);

/** Returns what is asked for by hand, where the form does not ask at first. */
async function shown(page, path) {
  const [, owner, name] = /^(.*)\.([^.]+)$/.exec(path);
  const add = page.locator(`#form [data-key="add ${owner}"]`);
  await field(page, path).or(add).first().waitFor();
  if ((await field(page, path).count()) === 0) await add.selectOption(name);
}

async function state(page, path, value) {
  await shown(page, path);
  const control = field(page, path).locator("> select, > input, > .several > select").first();
  if ((await control.evaluate((element) => element.tagName)) === "SELECT") await control.selectOption(value);
  else {
    await control.fill(value);
    await control.press("Tab");
  }
}

/** Opens a flow, which the form then shows. */
async function stated(page, flow) {
  await dropFlow(page, JSON.stringify({ as_of: "2026-03-01", ...flow }, null, 2));
  await judged(page);
}

const SITES = {
  "a region": ["aws/eu-west-3", { region: "aws/eu-west-3" }],
  "a country": ["FR", { place: "FR" }],
  "a part of a country": ["PT-20", { place: "PT-20" }],
  "an organisation": ["EPO", { place: "EPO" }],
  "a group": ["EU", { place: "EU" }],
  "another group": ["EEA", { place: "EEA" }],
  anywhere: ["anywhere", { place: "anywhere" }],
};

/** A flow with a short form, what the form is to state, and what the thing is to be then. */
const CASES = [
  ...["storage", "processing", "access", "transit"].flatMap((list) =>
    Object.entries(SITES).map(([what, [short, long]]) => ({
      what: `${list}: ${what}`,
      flow: { [list]: [short] },
      path: `${list}[0].kind`,
      value: "backup",
      becomes: { [list]: [{ ...long, kind: "backup" }] },
    })),
  ),
  {
    what: "a site of an open list",
    flow: { storage: { items: ["anywhere"], complete: false } },
    path: "storage.items[0].kind",
    value: "backup",
    becomes: { storage: { items: [{ place: "anywhere", kind: "backup" }], complete: false } },
  },
  {
    what: "a site among others",
    flow: { storage: ["FR", "EU", "aws/eu-west-3"] },
    path: "storage[1].sees",
    value: "ciphertext",
    becomes: { storage: ["FR", { place: "EU", sees: "ciphertext" }, "aws/eu-west-3"] },
  },
  {
    what: "a measure of the flow",
    flow: { measures: ["encryption_at_rest"] },
    path: "measures[0].state_of_the_art",
    value: "true",
    becomes: { measures: [{ kind: "encryption_at_rest", state_of_the_art: true }] },
  },
  {
    what: "a measure of a site",
    flow: { storage: [{ place: "FR", measures: ["encryption"] }] },
    path: "storage[0].measures[0].keys.holder",
    value: "exporter",
    becomes: { storage: [{ place: "FR", measures: [{ kind: "encryption", keys: { holder: "exporter" } }] }] },
  },
  {
    what: "a measure of a transfer",
    flow: { transfers: [{ to: "US", measures: ["pseudonymisation"] }] },
    path: "transfers[0].measures[0].keys.holder",
    value: "exporter",
    becomes: { transfers: [{ to: "US", measures: [{ kind: "pseudonymisation", keys: { holder: "exporter" } }] }] },
  },
  {
    what: "data",
    flow: { data: ["health"] },
    path: "data.direct_from_subject",
    value: "true",
    becomes: { data: { categories: ["health"], direct_from_subject: true } },
  },
  {
    what: "data that may be more",
    flow: { data: { items: ["health"], complete: false } },
    path: "data.direct_from_subject",
    value: "true",
    becomes: { data: { categories: { items: ["health"], complete: false }, direct_from_subject: true } },
  },
  {
    what: "data, their own value",
    flow: { data: ["health"] },
    path: "data.categories",
    value: "contact",
    becomes: { data: ["health", "contact"] },
  },
  {
    what: "data that may be more, their own value",
    flow: { data: { items: ["health"], complete: false } },
    path: "data.categories",
    value: "contact",
    becomes: { data: { items: ["health", "contact"], complete: false } },
  },
  {
    what: "data of a site",
    flow: { storage: [{ place: "FR", data: ["health"] }] },
    path: "storage[0].data.direct_from_subject",
    value: "true",
    becomes: { storage: [{ place: "FR", data: { categories: ["health"], direct_from_subject: true } }] },
  },
  {
    what: "a supplier by its id",
    flow: { provider: { id: "acme", seat: "FR" }, suppliers: ["@acme"] },
    path: "suppliers[0].can_access_data",
    value: "true",
    becomes: { provider: { id: "acme", seat: "FR" }, suppliers: [{ id: "acme", can_access_data: true }] },
  },
  {
    what: "a supplier by a word",
    flow: { exporter: { seat: "FR", id: "we" }, suppliers: ["exporter"] },
    path: "suppliers[0].can_access_data",
    value: "true",
    becomes: { exporter: { seat: "FR", id: "we" }, suppliers: [{ id: "we", can_access_data: true }] },
  },
  {
    what: "a supplier by a word without an id",
    flow: { provider: { seat: "FR" }, suppliers: ["provider"] },
    path: "suppliers[0].can_access_data",
    value: "true",
    becomes: { provider: { seat: "FR", id: "provider" }, suppliers: [{ id: "provider", can_access_data: true }] },
  },
  {
    what: "a holder by its id",
    flow: { exporter: { seat: "DE", id: "we" }, provider: { seat: "FR", holders: ["@we"] } },
    path: "provider.holders[0].capital",
    value: "30%",
    becomes: { exporter: { seat: "DE", id: "we" }, provider: { seat: "FR", holders: [{ id: "we", capital: "30%" }] } },
  },
  {
    what: "a supplier that is a vendor",
    flow: { provider: { seat: "FR" }, suppliers: ["zendesk"] },
    path: "suppliers[0].can_access_data",
    value: "true",
    becomes: { provider: { seat: "FR" }, suppliers: [{ vendor: "zendesk", can_access_data: true }] },
  },
  {
    what: "a supplier that is a vendor by its key",
    flow: { provider: { seat: "FR" }, suppliers: ["@zendesk"] },
    path: "suppliers[0].can_access_data",
    value: "true",
    becomes: { provider: { seat: "FR" }, suppliers: [{ vendor: "zendesk", can_access_data: true }] },
  },
];

test("every short form keeps its value when the form states another fact", () =>
  onPage({ hash: "#case=crm", view: "form", brisk: true }, async (page) => {
    await field(page, "exporter.seat").waitFor();
    const lost = [];
    for (const { what, flow, path, value, becomes } of CASES) {
      await stated(page, flow);
      await state(page, path, value);
      await judged(page);
      const { as_of, ...now } = await flowNow(page);
      assert.equal(as_of, "2026-03-01", what);
      if (JSON.stringify(now) !== JSON.stringify(becomes))
        lost.push([what, JSON.stringify(now), JSON.stringify(becomes)]);
      if ((await answer(page)) === "error") lost.push([what, await page.locator("#flow-findings").innerText()]);
    }
    assert.deepEqual(lost, []);
    assert.ok(CASES.length > 40);
    console.log(`short forms tried through the form: ${CASES.length}, values lost: 0`);
  }));

test("what a party is named by stays, and its facts are stated where it is described", () =>
  onPage({ hash: "#case=schrems-ii", view: "form", brisk: true }, async (page) => {
    await stated(page, {
      provider: "@cloud",
      storage: [{ place: "FR", operator: "provider" }],
      transfers: [{ to: "FR", recipient: { id: "cloud", seat: "FR" } }],
    });
    await state(page, "transfers[0].recipient.ultimate_parent", "US");
    const flow = await flowNow(page);
    assert.deepEqual([flow.provider, flow.storage[0].operator], ["@cloud", "provider"]);
    assert.deepEqual(flow.transfers[0].recipient, { id: "cloud", seat: "FR", ultimate_parent: "US" });
  }));
