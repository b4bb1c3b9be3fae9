// The answer in layers: a sentence, a line for each rule, facts in words, and the policy's own words on demand; questions
// in words, one for one thing; and what the answer rests on.
import assert from "node:assert/strict";
import test from "node:test";
import { Policy } from "lexloci";
import { policies } from "lexloci/policies";
import { becomes, judged, speak, texts, write, withoutMap as onPage } from "./browser.mjs";
import { flowOf } from "./cases.mjs";

/** Uber's flow with its transfer so many times. */
const many = (count, change = (transfer) => transfer) =>
  flowOf("uber", (flow) => {
    const [transfer] = flow.transfers;
    const recipient = (i) => (i === 0 ? transfer.recipient : `@${transfer.recipient.id}`);
    flow.transfers = Array.from({ length: count }, (_, i) => change({ ...transfer, recipient: recipient(i) }, i));
    return flow;
  });

test("the answer is a sentence that says since when and what turned it, and the law has its name and text, in either language", () =>
  onPage({ days: true, hash: "#case=schrems-ii" }, async (page) => {
    const law = page.locator("#reasons .cites a").first();
    for (const [language, said, name, address] of [
      [
        "en",
        /^Not allowed since 16 July 2020, when this ended: United States: adequate with Privacy Shield \(declared invalid, CJEU C-311\/18/,
        "GDPR 44",
        /\/eli\/reg\/2016\/679\/oj\/eng#art_44$/,
      ],
      [
        "fr",
        /^Pas autorisé depuis le 16 juillet 2020, jour où a pris fin\s: États-Unis\s: décision d’adéquation, avec .*déclarée invalide, CJUE C-311\/18/,
        "RGPD 44",
        /\/eli\/reg\/2016\/679\/oj\/fra#art_44$/,
      ],
    ]) {
      await speak(page, language);
      await page.locator("#sentence", { hasText: said }).waitFor();
      await law.waitFor();
      assert.equal(await law.innerText(), name);
      assert.match(await law.getAttribute("href"), address);
    }
  }));

test("without a turn the sentence names the rule that is broken", () =>
  onPage({ days: true, hash: "#case=secnumcloud" }, async (page) => {
    await judged(page);
    assert.match(await page.locator("#sentence").innerText(), /^Not allowed/);
    const { instances } = Policy.parse(policies.secnumcloud).check(flowOf("secnumcloud"));
    const broken = new Set(
      instances
        .filter(({ outcome, severity }) => outcome === "violated" && severity === "blocking")
        .map(({ rule }) => rule),
    );
    assert.equal(await page.locator("#reasons > .finding[data-outcome=violated]").count(), broken.size);
  }));

for (const [locale, subjects, count] of [
  ["en-GB", "Transfers 1–60 break this rule.", "60"],
  ["fr-FR", "Transferts 1–60\u00a0: cette règle est enfreinte.", "60"],
]) {
  test(`sixty transfers that break a rule alike are one finding, on one screen (${locale})`, () =>
    onPage({ hash: "#case=uber", locale, width: 1280, height: 720, drawer: false }, async (page) => {
      await write(page, "flow", many(60));
      await becomes(page, "non_compliant");
      const ground = page.locator("#reasons > .finding[data-rule=ground]");
      await ground.locator(".at", { hasText: subjects }).waitFor();
      assert.equal(await ground.count(), 1);
      assert.equal(await ground.locator(".count").innerText(), count);
      const { height } = await page.locator("#reasons").boundingBox();
      assert.ok(height < 720, `${height} px`);
    }));
}

test("sixty transfers and forty stores of which much is open are one line a rule, on one screen", () =>
  onPage({ hash: "#case=uber", width: 1280, height: 720, drawer: false }, async (page) => {
    const regions = ["aws/eu-central-1", "aws/us-east-1", "ovhcloud/GRA"];
    const [places, tools] = [
      ["US", "IN", "DE", "GB"],
      ["scc", "none", "bcr"],
    ];
    const flow = {
      as_of: "2026-11-29",
      data: ["contact"],
      exporter: { seat: "FR", regime: "gdpr_3_1" },
      storage: Array.from({ length: 40 }, (_, i) => ({ region: regions[i % 3] })),
      transfers: Array.from({ length: 60 }, (_, i) => ({
        to: places[i % 4],
        recipient: { name: `R${i}`, ultimate_parent: places[i % 4] },
        tool: tools[i % 3],
      })),
    };
    await write(page, "flow", JSON.stringify(flow));
    await becomes(page, "undetermined");
    const lines = page.locator("#reasons > .finding[data-outcome=undetermined]");
    assert.ok((await lines.count()) > 4);
    const { height } = await page.locator("#reasons").boundingBox();
    assert.ok(height < 720, `${height} px`);
    const ground = page.locator("#reasons > .finding[data-rule=ground]");
    await ground.locator("summary").first().click();
    // Entries are told in the order of their numbers, stores by what is asked of each, and no list runs on.
    assert.match(await ground.locator(".at").innerText(), /transfers 1, 2, 4–6, .*and \d+ others/);
    assert.match(await ground.locator(".at").innerText(), /storage 2, 5, 8, .*, transfer to its operator/);
    await speak(page, "fr");
    await page.locator("[data-aside=notes]", { hasText: /et \d+ autres/ }).waitFor();
  }));

test("entries that other facts decide are told apart, by their numbers", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    const change = (transfer, i) => (i % 2 === 0 ? transfer : { ...transfer, to: "IN" });
    await write(page, "flow", many(6, change));
    await becomes(page, "non_compliant");
    const ground = page.locator("#reasons > .finding[data-rule=ground]");
    await ground.locator(".alike", { hasText: "Transfers 1, 3, 5" }).waitFor();
    await ground.locator(".alike", { hasText: "Transfers 2, 4, 6" }).waitFor();
  }));

test("the policy's own words stand there on demand, and the choice is kept", () =>
  onPage({ hash: "#case=schrems-ii" }, async (page) => {
    const code = page.locator("#reasons .code", { hasText: "t.tool is scc" }).first();
    await code.waitFor({ state: "attached" });
    assert.equal(await code.isVisible(), false);
    await page
      .locator("#reasons .words", { hasText: /transfer tool is/ })
      .first()
      .waitFor();
    await page.locator("#policy-words").click();
    assert.equal(await code.isVisible(), true);
    await page.reload();
    await judged(page);
    await code.waitFor();
    assert.equal(await page.locator("#policy-words").getAttribute("aria-pressed"), "true");
  }));

test("what many transfers lack is one question, and its answer is stated for each of them", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    await write(
      page,
      "flow",
      many(5, ({ tool: _, ...transfer }) => transfer),
    );
    await becomes(page, "undetermined");
    const asked = page.locator("#missing .asked", { hasText: "On which tool does it rest: transfers 1–5?" });
    await asked.waitFor();
    await asked.locator("select").selectOption("none");
    await becomes(page, "non_compliant");
    const { transfers } = JSON.parse((await texts(page)).flow);
    assert.deepEqual(
      transfers.map(({ tool }) => tool),
      Array(5).fill("none"),
    );
  }));

test("whether anything is not listed is asked once, and that is all closes the lists as they are", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const open = {
      as_of: "2026-03-01",
      data: ["contact"],
      exporter: { seat: "FR" },
      storage: { items: [{ place: "DE" }], complete: false },
    };
    await write(page, "flow", JSON.stringify(open));
    await page.locator("#policy-choice").selectOption("eu_residency");
    await page
      .getByText(/eu_residency \d/)
      .first()
      .waitFor(); // the policy before is undetermined too
    await becomes(page, "undetermined");
    await page.locator("#nothing-more").click();
    const flow = JSON.parse((await texts(page)).flow);
    assert.deepEqual(flow.storage, [{ place: "DE" }]);
    for (const list of ["processing", "access", "transfers"]) assert.deepEqual(flow[list], [], list);
    assert.equal("data" in flow && Array.isArray(flow.data), true);
  }));

test("whether a company is the exporter is asked in words, and either answer names it", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const flow = {
      as_of: "2026-11-29",
      data: ["contact"],
      exporter: { seat: "FR" },
      storage: [{ region: "aws/eu-central-1", encrypted: true, keys: { holder: "provider" } }],
      processing: [],
      access: [],
      transit: [],
      transfers: [],
    };
    const policy = Policy.parse(policies.gdpr_transfers);
    const asks = policy.check(flow).ask.includes("storage[0].operator.id");
    await write(page, "flow", JSON.stringify(flow));
    await page.locator("#policy-choice").selectOption("gdpr_transfers");
    await becomes(page, "undetermined");
    await judged(page);
    assert.equal(await page.locator('#missing input[type="text"][data-key$=".id"]').count(), 0);
    if (!asks) return;
    const apart = page.locator('#missing [data-missing="storage[0].operator.id"] button').first();
    if ((await apart.count()) === 0) return; // further down than what is shown
    await apart.click();
    await judged(page);
    const stated = JSON.parse((await texts(page)).flow);
    assert.equal(stated.storage[0].operator.id, "aws");
    assert.ok(!policy.check(stated).ask.some((path) => path.endsWith(".id")));
  }));

test("what leaves the policy nothing to judge is told in either language, and one press states it", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const to = (name) => ({ to: "FR", recipient: { name, seat: "FR" } });
    const flow = {
      as_of: "2026-03-01",
      complete: true,
      data: ["contact"],
      exporter: { seat: "FR" },
      transfers: [to("Exemple SAS"), to("Autre SAS")],
    };
    const policy = Policy.parse(policies.gdpr_transfers);
    const found = policy.first(flow).not_applicable_if.map(({ path, to }) => [path, to]);
    const fact = (i) => [`transfers[${i}].recipient.is_international_organisation`, false];
    assert.deepEqual(found, [fact(0), fact(1)]);
    await page.locator("#policy-choice").selectOption("gdpr_transfers");
    await write(page, "flow", JSON.stringify(flow));
    await becomes(page, "undetermined");
    const told = page.locator("#missing .nothing");
    for (const [language, title, answer] of [
      ["en", "Nothing to judge if", "Is Exemple SAS and Autre SAS an international organisation? no"],
      ["fr", "Rien à juger si", "Est-ce une organisation internationale\u00a0: Exemple SAS et Autre SAS\u00a0? non"],
    ]) {
      await speak(page, language);
      await told.getByText(title, { exact: true }).waitFor();
      assert.deepEqual(await told.locator("li").allInnerTexts(), [answer]);
    }
    await told.locator("button").click();
    await becomes(page, "not_applicable");
    const stated = JSON.parse((await texts(page)).flow);
    assert.deepEqual(
      stated.transfers.map(({ recipient }) => recipient.is_international_organisation),
      [false, false],
    );
    assert.equal(await told.count(), 0);
  }));

test("a place after which there is nothing to judge is told as an example, and closed lists as one question", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const policy = Policy.parse(policies.gdpr_transfers);
    const flow = {
      as_of: "2026-03-01",
      data: ["contact"],
      exporter: { seat: "FR" },
      storage: [{ place: "FR", operator: { name: "Exemple SAS" } }],
    };
    const told = page.locator("#missing .nothing li");
    const lists = "Is there anything that the flow does not list: ";
    await page.locator("#policy-choice").selectOption("gdpr_transfers");
    for (const complete of [true, false]) {
      const stated = complete ? { ...flow, complete } : flow;
      const found = policy.first(stated, { steps: 1_000 }).not_applicable_if;
      const isList = ({ path }) => /^\w+$/.test(path);
      assert.ok(found.length > 0 && found.some(isList) !== complete, JSON.stringify(found));
      await write(page, "flow", JSON.stringify(stated));
      await becomes(page, "undetermined");
      await page.locator("#missing .nothing", { hasText: complete ? "for example" : lists }).waitFor();
      const lines = await told.allInnerTexts();
      assert.equal(lines.length, found.filter((each) => !isList(each)).length + (complete ? 0 : 1));
      if (complete) assert.ok(lines.includes("In which country is Exemple SAS established? for example France"));
      else assert.match(lines.at(-1), new RegExp(`^${lists}.*transfers.*\\? no$`));
    }
  }));

test("what persons have concluded, and what is only assumed, is marked as such", () =>
  onPage({ hash: "#case=meta" }, async (page) => {
    await becomes(page, "non_compliant");
    await page
      .locator("#rests li", { hasText: /third country’s access law: yes[^]*attested/ })
      .first()
      .waitFor();
    const flow = JSON.parse(flowOf("meta"));
    await write(page, "flow", JSON.stringify({ ...flow, complete: true }));
    await page.locator("#rests li", { hasText: /does not list does not exist[^]*assumed/ }).waitFor();
    await page.locator("[data-aside=scope] summary").click();
    assert.match(await page.locator("[data-aside=scope]").innerText(), /Covers:[^]+Leaves out:/);
  }));

test("a cure that needs a finding is not shown as compliant before it is found", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    const recipient = { name: "Support Ltd", seat: "TN", role: "processor" };
    const flow = {
      as_of: "2026-03-01",
      complete: true,
      data: ["contact"],
      purpose: ["service"],
      exporter: { name: "Boutique SAS", seat: "FR", role: "controller" },
      transfers: [{ to: "TN", recipient, tool: "none", derogation: "none" }],
    };
    await write(page, "flow", JSON.stringify(flow));
    await page.locator("#reasons > .finding[data-rule=ground]").waitFor();
    await becomes(page, "non_compliant");
    await page.locator("#cure").click();
    await page.locator(".cures > li").nth(1).waitFor({ timeout: 60_000 });
    const headings = await page.locator(".cures h4").allInnerTexts();
    assert.equal(headings[0], "Move to: Switzerland");
    const words = await page.locator("#cures").innerText();
    assert.match(words, /recipient: Support Ltd \(Tunisia\) → another company \(Switzerland\)/);
    assert.match(words, /transfer tool: none → standard clauses/);
    assert.match(words, /Then satisfied: A transfer rests on adequacy or on a tool that binds/);
    assert.doesNotMatch(words, /[{}]|cost \d/);
    let conditional = 0;
    for (const cure of await page.locator(".cures > li").all()) {
      const then = await cure.locator(".then").innerText();
      const hasConditions = (await cure.locator(".conditions").count()) > 0;
      conditional += hasConditions ? 1 : 0;
      assert.match(
        then,
        hasConditions ? /^Then: \? Undetermined, and ✓ Compliant once this is found$/ : /^Then: ✓ Compliant$/,
      );
    }
    assert.ok(conditional > 0 && conditional < headings.length, `${conditional} of ${headings.length}`);
  }));
