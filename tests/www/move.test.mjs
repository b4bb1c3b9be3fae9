// What the map moves: what belongs together, and nothing else; and what it says of a place is what is judged once it is there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import test, { before } from "node:test";
import { build } from "esbuild";
import { atlas, FlowError, Policy, vocabulary } from "lexloci";
import { policies } from "lexloci/policies";
import { becomes, onPage, speak, texts } from "./browser.mjs";
import { CASES, flowOf } from "./cases.mjs";

const root = new URL("../../", import.meta.url);
const own = readFileSync(new URL("www/examples/crm_residency.loci", root), "utf8");
const ENTRY = `export { moved, movedText, together } from "./map/move.ts"; export { learnKinds } from "./flow/kinds.ts"; export { pathOf } from "./flow/path.ts";`;

let move;
before(async () => {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: fileURLToPath(new URL("www/src/", root)), loader: "ts" },
    bundle: true,
    format: "esm",
    write: false,
  });
  move = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
  move.learnKinds(vocabulary());
});

const PLACES = atlas.places().map(({ code, name }) => ({ kind: "place", id: code, name }));
const REGIONS = atlas.regions().map(({ id, place }) => ({ kind: "region", id, place }));
const to = (id) => [...PLACES, ...REGIONS].find((each) => each.id === id);
/** Returns the entries of a list, which may be stated as open. */
const entries = (list) => (Array.isArray(list) ? list : (list?.items ?? []));
const flow = (id) => structuredClone(CASES.find((each) => each.id === id).flow);
const policyOf = ({ policy }) => policies[/([a-z_]+)\.loci$/.exec(policy)[1]] ?? own;
const names = (flow, path) => {
  const { sites, transfers } = move.together(flow, path);
  return [...transfers, ...sites].map(move.pathOf);
};

test("a transfer, its recipient and the sites that the recipient runs there move together", () => {
  for (const path of ["transfers[0].to", "storage[0]", "access[0]"]) {
    assert.deepEqual(names(flow("uber"), path), ["transfers[0]", "storage[0]", "access[0]"], path);
  }
  const there = move.moved(flow("uber"), "storage[0]", to("CH"));
  const company = {
    id: "elsewhere",
    name: "Company in Switzerland",
    seat: "CH",
    ultimate_parent: "CH",
    role: "joint_controller",
  };
  assert.deepEqual(there.transfers[0].recipient, company);
  assert.deepEqual(
    [there.transfers[0].to, there.storage[0], there.access[0]],
    ["CH", { place: "CH", operator: "@elsewhere" }, { place: "CH", operator: "@elsewhere" }],
  );
});

test("a site that no transfer goes with moves with its operator alone", () => {
  assert.deepEqual(names(flow("doctolib"), "storage[0]"), ["storage[0]"]);
  const before = flow("doctolib");
  const there = move.moved(before, "storage[0]", to("CH"));
  const { place: _place, operator: _operator, ...stated } = before.storage[0];
  const company = { name: "Company in Switzerland", seat: "CH", ultimate_parent: "CH", role: "processor" };
  assert.deepEqual(there.storage, [{ ...stated, place: "CH", operator: company }, before.storage[1]]);
  assert.deepEqual(move.moved(before, "storage[0]", to("aws/eu-west-3")).storage[0], {
    ...stated,
    region: "aws/eu-west-3",
  });
  const short = { ...before, storage: ["aws/eu-central-1"] };
  assert.deepEqual(move.moved(short, "storage[0]", to("aws/eu-west-3")).storage, ["aws/eu-west-3"]);
  assert.deepEqual({ ...there, storage: null }, { ...before, storage: null });
});

test("what somebody found about the old destination does not go along, and what else is stated does", () => {
  const before = flow("meta");
  before.transfers[0].assessment = "favourable";
  const there = move.moved(before, "transfers[0].to", to("IN")).transfers[0];
  assert.ok(!("assessment" in there));
  const {
    to: _to,
    recipient: _recipient,
    assessment: _assessment,
    protected_recipient: _protected,
    authorised: _authorised,
    ...kept
  } = before.transfers[0];
  const { to: _there, recipient: _other, ...now } = there;
  assert.deepEqual(now, kept);
});

test("a party that is named elsewhere too is still described", () => {
  const before = flow("uber");
  before.transfers.push({ to: "IN", recipient: "@importer" });
  const there = move.moved(before, "transfers[0].to", to("CH"));
  assert.deepEqual(there.transfers[1].recipient, before.transfers[0].recipient);
});

test("what the vocabulary says of the destination stays behind, and nothing else of a transfer", () => {
  const table = readFileSync(new URL("src/vocab/transfer.rs", root), "utf8");
  const facts = table.split(/\bFact::new\(/).slice(1);
  const nameOf = (fact) => /^\s*"(\w+)"/.exec(fact)[1];
  const behind = facts.filter((fact) => fact.includes(".of_destination()")).map(nameOf);
  assert.ok(behind.length >= 5 && facts.length > 20);
  const stated = Object.fromEntries(facts.map((fact) => [nameOf(fact), "?"]));
  const flow = { as_of: "2026-03-01", transfers: [{ ...stated, to: "US", recipient: { seat: "US" } }] };
  const [there] = move.moved(flow, "transfers[0].to", to("CH")).transfers;
  assert.deepEqual(
    Object.keys(stated)
      .filter((name) => !(name in there))
      .sort(),
    behind.sort(),
  );
});

test("where they are now, nothing is changed", () => {
  for (const { flow } of CASES) {
    const { place, region } = flow.storage?.[0] ?? {};
    const id = region ?? place;
    if (id) assert.deepEqual(move.moved(flow, "storage[0]", to(id)).storage, flow.storage);
  }
  assert.equal(move.movedText(flowOf("uber"), "transfers[0].to", to("US")), flowOf("uber"));
});

test("of every case and each of its places, wherever it goes: the text becomes the flow that was judged, and that can be judged", () => {
  let tried = 0;
  for (const each of CASES) {
    const policy = Policy.parse(policyOf(each));
    const text = JSON.stringify(each.flow, null, 2);
    const paths = ["storage", "processing", "access", "transit"].flatMap((list) =>
      entries(each.flow[list]).map((_, i) => `${list}[${i}]`),
    );
    for (const path of [...paths, ...entries(each.flow.transfers).map((_, i) => `transfers[${i}].to`)]) {
      const regions = move.together(each.flow, path).sites.length > 0 ? REGIONS : [];
      for (const destination of [...PLACES, ...regions].filter((_, i) => i % 23 === 0 || i === 60)) {
        const there = move.moved(each.flow, path, destination);
        const what = `${each.id}, ${path} to ${destination.id}`;
        assert.deepEqual(JSON.parse(move.movedText(text, path, destination)), there, what);
        try {
          const { verdict } = policy.decision(there);
          if (tried % 4 === 0) assert.equal(verdict, policy.check(there).verdict, what); // the reasons take most of the time
        } catch (error) {
          assert.ok(error instanceof FlowError, String(error));
          assert.fail(`${what}: ${error.diagnostics.map(({ path, message }) => `${path}: ${message}`).join("; ")}`);
        }
        tried++;
      }
    }
    policy.free();
  }
  assert.ok(tried > 1_000, String(tried));
});

const verdictAt = (page, id) => page.locator(`#map [data-id="${id}"]`).first().getAttribute("class");
const coloured = (page, id, name) =>
  page.waitForFunction(
    ([id, name]) =>
      document.querySelector(`#map [data-id="${id}"]`)?.getAttribute("class") === `v-${name}` &&
      !document.querySelector("#map[data-old]"),
    [id, name],
  );

test("Schrems II on the map: the day before, an adequate country is as good as the United States, and Europe is no transfer", () =>
  onPage({ hash: "#case=schrems-ii" }, async (page) => {
    for (const path of ["transfers[0].to", "storage[0]"]) {
      await page.locator("#day-text").fill("2020-07-15");
      await page.locator("#map-path").selectOption(path);
      await coloured(page, "US", "compliant");
      for (const [id, name] of [
        ["CH", "compliant"],
        ["DE", "not_applicable"],
        ["FR", "not_applicable"],
        ["IN", "non_compliant"],
      ])
        assert.equal(await verdictAt(page, id), `v-${name}`, `${path} ${id}`);
      assert.match(
        await page.locator("#map-note").innerText(),
        /^Moved together: transfer 1 and store 1\. In a country they go to another company/,
      );
      await page.locator("#day-text").fill("2020-07-17");
      await coloured(page, "US", "non_compliant");
      assert.equal(await verdictAt(page, "CH"), "v-compliant");
    }
    await speak(page, "fr");
    await page
      .locator("#map-note", {
        hasText: /^Déplacés ensemble\s: transfert 1 et stockage 1\. Dans un pays, ils passent à une autre société/,
      })
      .waitFor();
  }));

test("Doctolib on the map: another company's store in the Union is as good, and abroad it is not known", () =>
  onPage({ hash: "#case=doctolib" }, async (page) => {
    await page.locator("#map-path").selectOption("storage[0]");
    await coloured(page, "DE", "compliant");
    assert.notEqual(await verdictAt(page, "US"), "v-compliant");
    assert.match(await page.locator("#map-note").innerText(), /^Moved: store 1, and who runs it/);
  }));

/** Waits until the map has its answer for a place, and returns it. */
async function answerAt(page, id) {
  const answers = ["compliant", "non_compliant", "undetermined", "not_applicable"].map((name) => `v-${name}`);
  await page.waitForFunction(
    ([id, answers]) =>
      !document.querySelector("#map[data-old]") &&
      answers.includes(document.querySelector(`#map [data-id="${id}"]`)?.getAttribute("class")),
    [id, answers],
  );
  return (await verdictAt(page, id)).replace("v-", "");
}

test("what the map says of a place is the verdict once it is there", () =>
  onPage({ hash: "#case=schrems-ii" }, async (page) => {
    await page.locator("#day-text").fill("2020-07-15");
    await page.locator("#map-path").selectOption("storage[0]");
    await coloured(page, "US", "compliant");
    for (const id of ["CH", "DE", "IN", "aws/eu-west-3", "aws/us-east-1"]) {
      await page.locator("#map-as-map").click();
      const says = await answerAt(page, id);
      await page.locator(`#map [data-id="${id}"]`).first().dispatchEvent("click");
      await page.locator(`#map-card [data-answer="${says}"]`).waitFor();
      await page.locator("#map-put").click();
      await becomes(page, says);
      await page.locator("#notice", { hasText: "transfer 1 and store 1: now" }).waitFor();
      const now = JSON.parse((await texts(page)).flow);
      assert.equal(now.storage[0].region ?? now.storage[0].place, id);
      assert.equal(now.transfers[0].to, id.includes("/") ? to(id).place : id);
      await page.locator("#undo").click();
      await becomes(page, "compliant");
      await coloured(page, "US", "compliant");
    }
  }));

test("an answer about older texts does not take the place of a newer one, and a press on an older map is not lost", () =>
  onPage({ hash: "#case=schrems-ii" }, async (page) => {
    await page.locator("#day-text").fill("2020-07-15");
    await page.locator("#map-path").selectOption("storage[0]");
    await coloured(page, "US", "compliant");
    /** Keeps questions about other places from the engine, as a slow machine does, until `release` lets them go. */
    const hold = () =>
      page.evaluate(() => {
        const { postMessage } = Worker.prototype;
        const held = [];
        Worker.prototype.postMessage = function (message, ...rest) {
          const send = () => postMessage.call(this, message, ...rest);
          if (message?.question === "where") held.push(send);
          else send();
        };
        globalThis.release = () => {
          Worker.prototype.postMessage = postMessage;
          for (const send of held) send();
        };
      });
    const release = () => page.evaluate(() => globalThis.release());
    const card = (id) => page.locator(`#map [data-id="${id}"]`).first().dispatchEvent("click");
    // The texts are changed and changed back, before the map has an answer for the change.
    await card("IN");
    await page.locator("#map-card [data-answer=non_compliant]").waitFor();
    await hold();
    await page.locator("#map-put").click();
    await becomes(page, "non_compliant");
    assert.equal(await page.locator("#map").getAttribute("data-old"), "");
    await page.locator("#undo").click();
    await becomes(page, "compliant");
    await page.evaluate(() => {
      globalThis.dimmed = 0;
      new MutationObserver((all) => (globalThis.dimmed += all.length)).observe(document.getElementById("map"), {
        attributeFilter: ["data-old"],
      });
    });
    await release();
    await page.waitForFunction(
      () => document.getElementById("map").dataset.revision === document.getElementById("answer").dataset.revision,
    );
    assert.equal(await page.evaluate(() => globalThis.dimmed), 0);
    assert.equal(await verdictAt(page, "US"), "v-compliant");
    // A press counts if the new answer is the one that was shown; otherwise the reader chooses again.
    for (const [id, day, isThere] of [
      ["US", "2020-07-18", false],
      ["CH", "2020-07-19", true],
    ]) {
      await card(id);
      await page.locator("#map-card [data-answer=compliant]").waitFor();
      await hold();
      await page.locator("#day-text").fill(day);
      await becomes(page, "non_compliant");
      await page.locator("#map-put").click();
      await page.locator("#notice", { hasText: "before the last change" }).waitFor();
      await release();
      if (isThere) await becomes(page, "compliant");
      await page.waitForFunction(() => !document.querySelector("#map[data-old]"));
      const { storage } = JSON.parse((await texts(page)).flow);
      assert.equal(storage[0].place, isThere ? id : "US");
    }
  }));

test("countries and cloud regions are counted apart", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.locator("#map-path").selectOption("storage[0]");
    await page.waitForFunction(
      () => document.querySelectorAll("#map-legend li").length > 0 && !document.querySelector("#map[data-old]"),
    );
    const told = await page.locator("#map-legend li").allInnerTexts();
    const sum = (what) =>
      told.reduce((sum, each) => sum + Number(new RegExp(`(\\d+) ${what}`).exec(each)?.[1] ?? 0), 0);
    assert.equal(sum("countr"), PLACES.length);
    assert.equal(sum("cloud region"), REGIONS.length);
  }));

test("until places are judged, the panel says so, and not that there are none", () =>
  onPage({ map: false, hash: "#case=schrems-ii" }, async (page) => {
    const head = page.locator("#map-head");
    await head.getByText("Judging each place…").waitFor();
    await speak(page, "fr");
    await head.getByText("Chaque lieu est jugé…").waitFor();
  }));
