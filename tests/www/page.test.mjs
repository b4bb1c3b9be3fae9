// The page in Chromium: what a person sees, changes and reads.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, becomes, choose, opened, speak, texts, write, withoutMap as onPage } from "./browser.mjs";
import { CASES, flowOf } from "./cases.mjs";

test("the first thing seen is a real case with its verdict", () =>
  onPage({}, async (page) => {
    assert.equal(await answer(page), "non_compliant");
    assert.match(await page.locator("#answer").innerText(), /✗\s*Non-compliant[^]*do not proceed/);
    assert.match(await page.locator("#told").innerText(), /Court of Justice[^]*C-311\/18/);
    assert.ok((await page.locator("#reasons .finding").count()) > 0);
    assert.match(await page.locator("#policy .cm-content").innerText(), /GDPR Chapter V/);
    assert.match(await page.locator("#versions").innerText(), /atlas 20\d\d\.\d\d/);
  }));

test("every case comes out as it states", () =>
  onPage({}, async (page) => {
    assert.ok(CASES.filter(({ kind }) => kind === "decision").length >= 10);
    for (const { id, told, expected } of CASES) {
      await choose(page, id);
      await page.locator("#told", { hasText: told.en[0] }).waitFor();
      await becomes(page, expected);
    }
  }));

test("each reason is a sentence, with the law as links and what a person concluded marked", () =>
  onPage({}, async (page) => {
    await choose(page, "meta");
    await becomes(page, "non_compliant");
    const finding = page.locator("#reasons .finding[data-outcome=violated]").first();
    await finding.waitFor();
    assert.match(await finding.locator(".at").innerText(), /Transfer 1 breaks this rule\./);
    const law = finding.locator(".cites a").first();
    assert.match(await law.getAttribute("href"), /^https:\/\//);
    assert.equal(await law.getAttribute("rel"), "noopener noreferrer");
    await finding.locator("summary").last().click();
    await finding.locator(".attested").first().waitFor();
  }));

test("a change of the flow changes the verdict, and undo and redo go back and forth", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await becomes(page, "compliant");
    await write(page, "flow", flowOf("crm").replaceAll("aws/eu-central-1", "aws/us-east-1"));
    await becomes(page, "non_compliant");
    await page.locator("#undo").click();
    await becomes(page, "compliant");
    await page.locator("#redo").click();
    await becomes(page, "non_compliant");
    await page.locator("#flow .cm-content").focus();
    await page.keyboard.press("ControlOrMeta+z");
    await becomes(page, "compliant");
  }));

test("a fault in the flow stands at its panel, with its place and help", () =>
  onPage({}, async (page) => {
    const flow = flowOf("schrems-ii");
    await write(page, "flow", flow.replace('"storage"', '"storrage"'));
    await becomes(page, "error");
    const finding = page.locator("#flow-findings li").first();
    assert.match(await finding.innerText(), /storrage[^]*storage/);
    await finding.locator("button.place").click();
    assert.ok(
      await page.locator("#flow .cm-content").evaluate((content) => content.getRootNode().activeElement === content),
    );
    assert.equal(await page.locator("#flow .cm-content").getAttribute("aria-invalid"), "true");
    for (const [text, message] of [
      ["{ ", /ends too soon/],
      ['{"a": 1, "a": 2}', /twice/],
      ["[1 2]", /comma/],
      ["{} x", /follows/],
    ]) {
      await write(page, "flow", text);
      await page.locator("#flow-findings li", { hasText: message }).waitFor();
    }
    await write(page, "flow", "[".repeat(100_000));
    await page.locator("#flow-findings li", { hasText: /too deep/ }).waitFor();
    await write(page, "flow", flow);
    await becomes(page, "non_compliant");
  }));

test("a fault in the policy stands at its panel, by line and column, and a click goes there", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.locator("#policy .cm-content").focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.insertText("\n# 𝒜\nset set");
    const { policy } = await texts(page);
    await becomes(page, "error");
    const place = page.locator("#policy-findings li.error button.place").first();
    const line = policy.split("\n").length;
    assert.match(await place.innerText(), new RegExp(`line ${line}, column \\d+`));
    await place.click();
    assert.match(await page.locator("#policy .cm-activeLine").innerText(), /set set/);
    assert.match(await page.locator("#answer").innerText(), /No verdict[^]*in the policy/);
    await page.locator("#undo").click();
    await becomes(page, "compliant");
  }));

test("text from a flow or policy is never markup", () =>
  onPage({}, async (page) => {
    await write(page, "flow", JSON.stringify({ as_of: "2026-03-01", "<img src=x onerror=alert(1)>": 1 }));
    await becomes(page, "error");
    assert.equal(await page.locator("img").count(), 0);
    assert.match(await page.locator("#flow-findings").innerText(), /<img/);
  }));

test("pointing at a reason marks its clause and its fact; a click goes to either", () =>
  onPage({}, async (page) => {
    await page.locator("#policy-words").click();
    const reason = page.locator("#reasons .because .line", { hasText: "t.to in adequate" }).first();
    // The line names each test of the reason: the first is the one on the list of adequacy.
    await reason.locator("button.place").first().click();
    await page.locator("#policy .cm-activeLine", { hasText: "adequately_placed" }).waitFor();
    await page.locator("#answer").hover();
    await reason.locator("button.place").first().hover();
    await page.locator("#policy .cm-marked", { hasText: "adequately_placed" }).first().waitFor();
    await reason.locator("button.fact", { hasText: "destination" }).hover();
    await page.locator("#flow .cm-marked", { hasText: '"US"' }).first().waitFor();
    await page.locator("#answer").hover();
    await page.locator("#flow .cm-marked").waitFor({ state: "detached" });
  }));

test("the page works in French throughout, and remembers", () =>
  onPage({ locale: "fr-FR" }, async (page) => {
    assert.match(await page.locator("#answer").innerText(), /Non conforme/);
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
    assert.match(await page.locator("#told").innerText(), /Cour de justice/);
    assert.match(await page.locator("#reasons .at").first().innerText(), /Transfert 1\s: cette règle est enfreinte/);
    await speak(page, "en");
    assert.match(await page.locator("#answer").innerText(), /Non-compliant/);
    await page.reload();
    await becomes(page, "non_compliant");
    assert.match(await page.locator("#answer").innerText(), /Non-compliant/);
  }));

test("each violation shows what breaks the rule, where the rule forbids too", () =>
  onPage({}, async (page) => {
    let shown = 0;
    for (const { id, expected } of CASES.filter(({ expected }) => expected === "non_compliant")) {
      await choose(page, id);
      await becomes(page, expected);
      for (const finding of await page.locator("#reasons > .finding[data-outcome=violated]").all()) {
        const first = finding.locator(".because > .line").first();
        assert.equal(await first.locator(".sign").innerText(), "✗", id);
        assert.ok((await first.locator("button.fact").count()) > 0, `${id}: no fact`);
        shown++;
      }
    }
    assert.ok(shown >= 12, String(shown));
    await choose(page, "secnumcloud");
    await becomes(page, "non_compliant");
    const broken = page.locator("#reasons .because > .line", { hasText: "so this holds, which breaks the rule" });
    await broken.first().waitFor();
    await speak(page, "fr");
    await page.locator("#reasons .because > .line", { hasText: "ce qui enfreint la règle" }).first().waitFor();
  }));

test("the keyboard reaches everything: skip link, tools, case, day, editors, reasons", () =>
  onPage({}, async (page) => {
    const awaited = new Set([
      "skip",
      "share",
      "save",
      "language",
      "theme",
      "case",
      "day",
      "policy",
      "flow",
      "place",
      "fact",
    ]);
    for (let i = 0; i < 150 && awaited.size > 0; i++) {
      await page.keyboard.press("Tab");
      const id = await page.evaluate(() => document.activeElement.id || document.activeElement.className);
      awaited.delete(id);
      if (id === "policy" || id === "flow") await page.keyboard.press("Escape");
    }
    assert.deepEqual([...awaited], []);
  }));

test("on a phone one panel shows, and the answer stays in sight", () =>
  onPage({ width: 390, height: 844, hasTouch: true, isMobile: true }, async (page) => {
    const shown = () => page.locator("main > .panel:visible").evaluateAll((panels) => panels.map(({ id }) => id));
    assert.deepEqual(await shown(), ["panel-verdict"]);
    await page.locator("#tab-flow").tap();
    assert.deepEqual(await shown(), ["panel-flow"]);
    await page.locator("#tab-flow").press("End");
    assert.deepEqual(await shown(), ["panel-policy"]);
    await page.locator("#tab-verdict").tap();
    await page.evaluate(() => scrollTo(0, 2_000));
    const box = await page.locator("#answer").boundingBox();
    assert.ok(box.y >= 0 && box.y < 844, "the answer has scrolled away");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
  }));

test("a case opens at the rule that decides it, and values are told in words", () =>
  onPage({}, async (page) => {
    await page.locator("#policy .cm-line", { hasText: "rule ground" }).waitFor();
    await page.waitForFunction(() => {
      const editor = document.getElementById("policy");
      const line = [...editor.shadowRoot.querySelectorAll(".cm-line")].find(({ textContent }) =>
        textContent.includes("rule ground"),
      );
      const [inner, outer] = [line?.getBoundingClientRect(), editor.getBoundingClientRect()];
      return inner && inner.top >= outer.top && inner.bottom <= outer.bottom;
    });
    await page.locator("#reasons .fact", { hasText: "destination: United States" }).first().waitFor();
    await page.locator("#reasons .fact", { hasText: "on the adequacy list: Privacy Shield" }).first().waitFor();
  }));

test("the page says since when the answer is what it is, and what began or ended on that day", () =>
  onPage({ days: true, hash: "#case=atlantic" }, async (page) => {
    for (const [day, told] of [
      ["2015-10-05", /^Since 2000-07-26: .*Safe Harbour began/],
      ["2020-07-17", /^Since 2020-07-16: .*Privacy Shield ended, declared invalid, CJEU C-311\/18/],
    ]) {
      await page.locator("#day-text").fill(day);
      await page.locator("#since", { hasText: told }).waitFor();
    }
  }));

test("in French a verdict is French to its rules, remedies, values and places", () =>
  onPage({ locale: "fr-FR" }, async (page) => {
    const ground = page.locator("#reasons .finding[data-rule=ground]");
    await ground.locator("h3", { hasText: "Un transfert repose sur une décision d’adéquation" }).waitFor();
    await ground.locator(".fact", { hasText: "destination\u00a0: États-Unis" }).first().waitFor();
    await ground.locator(".line", { hasText: "Concluez des clauses contractuelles types" }).waitFor();
    await speak(page, "en");
    await ground.locator("h3", { hasText: "A transfer rests on adequacy" }).waitFor();
  }));

test("without a verdict the map has none either", () =>
  onPage({ days: true, map: true, hash: "#case=crm" }, async (page) => {
    await page.locator("#map .v-non_compliant").first().waitFor({ state: "attached" });
    await page.locator("#map-legend [data-answer=non_compliant]", { hasText: /Non-compliant \d+/ }).waitFor();
    await write(page, "flow", "{");
    await page.waitForFunction(
      () => document.querySelectorAll("#map .v-non_compliant, #map-legend li, #strip span").length === 0,
    );
  }));

test("where the engine cannot start, the page says so", async () => {
  const { page, close } = await opened({}, (context) => context.route(/worker-.*\.js/, (route) => route.abort()));
  assert.match(await page.locator("#answer").innerText(), /The engine could not be started/);
  await close();
});

test("nothing moves for who asks for no motion", () =>
  onPage({ reducedMotion: "reduce", tour: true }, async (page) => {
    const moving = await page.evaluate(() => {
      const all = [...document.querySelectorAll("*")].map((element) => [element, getComputedStyle(element)]);
      return all
        .filter(
          ([, style]) =>
            style.animationName !== "none" || style.transitionDuration.split(", ").some((each) => parseFloat(each) > 0),
        )
        .map(([{ outerHTML }]) => outerHTML.slice(0, 80));
    });
    assert.deepEqual(moving, []);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  }));

for (const [name, width, columns] of [
  ["a tablet", 834, 2],
  ["a wide screen", 2200, 3],
]) {
  test(`on ${name} the panels stand in ${columns} columns, and nothing is too wide`, () =>
    onPage({ width, height: 1100 }, async (page) => {
      const lefts = await page
        .locator("main > .panel")
        .evaluateAll((panels) => panels.map((panel) => panel.getBoundingClientRect().left));
      assert.equal(new Set(lefts.map(Math.round)).size, columns);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }));
}
