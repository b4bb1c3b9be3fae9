// The policy's editor: colours, completion, meaning, definition, quick fixes and layout, all from the engine.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, becomes, speak, texts, write, withoutMap as onPage } from "./browser.mjs";
import { CASES } from "./cases.mjs";

const content = (page) => page.locator("#policy .cm-content");

test("words are coloured by the engine's lexer", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.locator("#policy .loci-keyword", { hasText: /^policy$/ }).waitFor();
    await page.locator("#policy .loci-region", { hasText: "aws/eu-central-1" }).waitFor();
    await page.locator("#policy .loci-text", { hasText: "Board decision" }).waitFor();
    const colour = (kind) =>
      page
        .locator(`#policy .loci-${kind}`)
        .first()
        .evaluate((word) => getComputedStyle(word).color);
    assert.notEqual(await colour("keyword"), await colour("region"));
  }));

test("completion offers facts and values of the vocabulary, and what is chosen is written", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(
      page,
      "policy",
      'loci 1\npolicy p version 1.0.0 "p" {\n  rule r "r"\n    for every t in transfers\n    require t.tool is ',
    );
    await page.keyboard.press("Control+Space");
    await page.locator("#policy .cm-completionLabel", { hasText: /^bcr$/ }).waitFor();
    await page.keyboard.type("bc");
    await page.locator("#policy li[aria-selected]", { hasText: "bcr" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("\n}\n");
    assert.match((await texts(page)).policy, /require t\.tool is bcr\n/);
    assert.notEqual(await answer(page), "error");
  }));

const BARE = 'loci 1\nuse gdpr\npolicy p version 1.0.0 "p" {\n  ';

test("a keyword opens a skeleton with places to fill in, and a citation offers the pinpoints that policies cite", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(page, "policy", BARE);
    await page.keyboard.type("ru");
    const choices = page.locator("#policy .cm-tooltip-autocomplete");
    await choices.locator("li", { hasText: "rule …" }).waitFor();
    // The list of completions lies within the window, wherever the editor's edge is.
    const { x, y, width, height } = await choices.boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= 1440 && y + height <= 900, JSON.stringify([x, y, width, height]));
    await page.keyboard.press("Enter");
    await page.keyboard.type("stores");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("GDPR 45(");
    await choices.locator("li", { hasText: "45(3)" }).click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.insertText("\n}\n");
    assert.notEqual(await answer(page), "error");
    const { policy } = await texts(page);
    assert.match(
      policy,
      /rule stores "What is demanded" \[GDPR 45\(3\)\]\n\s+for every s in storage\n\s+require s in EEA/,
    );
  }));

test("every skeleton is right where it is offered, in both languages", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    for (const [language, title] of [
      ["en", "What no compliant flow does"],
      ["fr", "Ce qu’aucun flux conforme ne fait"],
    ]) {
      await speak(page, language);
      await write(page, "policy", `${BARE}rule r "r"\n    for every t in transfers\n    require t.to in EEA\n  `);
      await page.keyboard.type("clai");
      await page.locator("#policy .cm-tooltip-autocomplete li", { hasText: "claim …" }).waitFor();
      await page.keyboard.press("Enter");
      await page.keyboard.press("ControlOrMeta+End");
      await page.keyboard.insertText("\n}\n");
      assert.notEqual(await answer(page), "error");
      assert.ok((await texts(page)).policy.includes(title));
    }
  }));

test("a search finds what stands in lines that are not drawn", () =>
  onPage({ hash: "#case=schrems-ii" }, async (page) => {
    await content(page).focus();
    await page.keyboard.press("ControlOrMeta+Home");
    const last = page.locator("#policy .cm-line", { hasText: "claim no_clear_route" });
    assert.equal(await last.count(), 0, "the line is not drawn yet");
    await page.keyboard.press("ControlOrMeta+f");
    await page.locator("#policy .cm-search").waitFor();
    await page.keyboard.type("claim no_clear_route");
    await page.keyboard.press("Enter");
    await page.locator("#policy .cm-searchMatch-selected").waitFor();
    assert.ok(await last.isVisible());
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#policy .cm-search").count(), 0);
  }));

test("the mistakes of a flow have corrections, and all of them are made at once", () =>
  onPage({ hash: "#case=uber" }, async (page) => {
    const wrong = {
      comment: "x",
      exporter: { seat: "Fr" },
      storage: [{ encrypted: "yes", place: "Germny", keys: { holdr: "provider" } }],
      transfers: [{ to: "US", tool: "scs" }],
    };
    await write(page, "flow", JSON.stringify(wrong, null, 1));
    await becomes(page, "error");
    await page.locator("#flow-findings button", { hasText: "Write “DE”" }).waitFor();
    await page.locator("#flow-findings button", { hasText: "Write holder for holdr" }).waitFor();
    await page.locator("#flow-findings button", { hasText: "Take comment out" }).waitFor();
    await page.locator("#flow-findings [data-key=fix-all]").click();
    assert.notEqual(await answer(page), "error");
    const { as_of, ...flow } = JSON.parse((await texts(page)).flow);
    assert.match(as_of, /^\d{4}-\d\d-\d\d$/);
    assert.deepEqual(flow, {
      exporter: { seat: "FR" },
      storage: [{ encrypted: true, place: "DE", keys: { holder: "provider" } }],
      transfers: [{ to: "US", tool: "scc" }],
    });
    // On one line too, with a misspelt day.
    await write(page, "flow", '{"as_off":"2026-03-01","data":["contakt"],"storage":["aws/eu-wset-3"]}');
    await becomes(page, "error");
    await page.locator("#flow-findings [data-key=fix-all]").click();
    assert.notEqual(await answer(page), "error");
    assert.equal((await texts(page)).flow, '{"as_of":"2026-03-01","data":["contact"],"storage":["aws/eu-west-3"]}');
  }));

test("hovering a word tells what it means, with its term", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.locator("#policy .loci-fact", { hasText: "region" }).first().hover();
    const told = page.locator("#policy .cm-hover");
    await told.waitFor();
    assert.match(await told.innerText(), /region/);
    assert.match(await told.locator("a").first().getAttribute("href"), /^https:\/\//);
  }));

test("one goes to where a set is defined", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const word = page.locator("#policy .cm-line", { hasText: "require s.region in approved" });
    await word
      .locator("span", { hasText: /^approved$/ })
      .first()
      .click();
    await page.keyboard.press("F12");
    await page.locator("#policy .cm-activeLine", { hasText: /^set approved/ }).waitFor();
  }));

test("a misspelt word is underlined, and a quick fix mends it", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const policy = (await texts(page))?.policy ?? "";
    assert.equal(policy, "");
    await write(
      page,
      "policy",
      'loci 1\npolicy p version 1.0.0 "p" {\n  rule r "r"\n    for every t in transfers\n    require t.tool is sc\n}\n',
    );
    await becomes(page, "error");
    await page.locator("#policy .cm-lintRange-error").first().waitFor();
    const fix = page.locator("#policy-findings button", { hasText: /Write “scc”/ });
    await fix.first().click();
    assert.notEqual(await answer(page), "error");
    assert.match((await texts(page)).policy, /require t\.tool is scc/);
  }));

test("a key lays the policy out", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(
      page,
      "policy",
      'loci 1\npolicy p version 1.0.0 "p" {\nrule r "r"\nfor every t in transfers\nrequire t.tool is scc\n}\n',
    );
    assert.notEqual(await answer(page), "error");
    await content(page).press("Shift+Alt+f");
    await page.waitForFunction(() =>
      JSON.parse(localStorage.getItem("lexloci.draft") ?? "{}").policy?.includes("\n    for every t in transfers\n"),
    );
    await page.locator("#undo").click();
    assert.match((await texts(page)).policy, /\nfor every t in transfers\n/);
  }));

/** Returns, in the page, whether the last line of words is in sight, with its words coloured. */
function endColoured(last) {
  const lines = [...document.getElementById("policy").shadowRoot.querySelectorAll(".cm-line")];
  return Boolean(lines.findLast(({ textContent }) => textContent === last)?.querySelector("span[class^=loci-]"));
}

test("every policy of the gallery is coloured to its end", () =>
  onPage({}, async (page) => {
    for (const { id } of CASES.filter(({ kind }) => kind === "policy")) {
      await page.locator("#case").selectOption(id);
      // The texts of a case are fetched when it is chosen: until then, the draft is that of the case before.
      await page.waitForFunction((id) => JSON.parse(localStorage.getItem("lexloci.draft"))?.caseId === id, id);
      await content(page).focus();
      await page.keyboard.press("ControlOrMeta+End");
      await page.waitForFunction(
        endColoured,
        (await texts(page)).policy
          .trimEnd()
          .split("\n")
          .findLast((line) => /[a-z]/.test(line)),
      );
    }
  }));

test("one goes to definitions, and from an exception to its rule", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const text =
      'loci 1\nset home = {FR}\ndefine s is near "near" as s in home\npolicy p version 1.0.0 "p" {\n  rule stores "r"\n    for every s in storage\n    require s is near\n  exception backup to stores "e"\n    when s.kind is backup\n}\n';
    await write(page, "policy", text);
    const from = async (line, word, to) => {
      await page.locator("#policy .cm-line", { hasText: line }).locator("span", { hasText: word }).last().click();
      await page.keyboard.press("F12");
      await page.locator("#policy .cm-activeLine", { hasText: to }).waitFor();
    };
    await from("require s is near", /^near$/, /^define s is near/);
    await from("define s is near", /^home$/, /^set home/);
    await from("exception backup", /^stores$/, /rule stores/);
  }));

test("by keyboard alone: what a word means, and the next fault", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const line = page.locator("#policy .cm-line", { hasText: "require s.region in approved" });
    await line.locator(".loci-fact", { hasText: "region" }).click();
    await page.mouse.move(0, 0); // else what is under the pointer is told as well
    await page.locator("#policy .cm-hover").waitFor({ state: "detached" });
    await page.keyboard.press("F1");
    await page.locator("#policy .cm-hover", { hasText: "region" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#policy .cm-hover").waitFor({ state: "detached" });
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.insertText("\nrulle");
    await becomes(page, "error");
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("F8");
    await page.locator("#policy .cm-activeLine", { hasText: "rulle" }).waitFor();
  }));

test("a button lays the policy out", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(
      page,
      "policy",
      'loci 1\npolicy p version 1.0.0 "p" {\nrule r "r"\nfor every t in transfers\nrequire t.tool is scc\n}\n',
    );
    assert.notEqual(await answer(page), "error");
    await page.locator("#lay-out").click();
    await page.locator("#policy .cm-line", { hasText: /^ {4}require t\.tool is scc$/ }).waitFor();
  }));

test("a policy pasted from a word processor is mended with one press", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(
      page,
      "policy",
      "loci 1\npolicy p version 1.0.0 “Données en Europe” {\n\u00a0 rule stores “In the EEA”\n\u00a0 \u00a0 for every s in storage\n    require s in EEA\n}\n",
    );
    await becomes(page, "error");
    await page.locator("#policy-findings [data-key=fix-all]").click();
    assert.notEqual(await answer(page), "error");
    assert.equal(
      (await texts(page)).policy,
      'loci 1\npolicy p version 1.0.0 "Données en Europe" {\n  rule stores "In the EEA"\n    for every s in storage\n    require s in EEA\n}\n',
    );
    await page.locator("#undo").click();
    await becomes(page, "error");
  }));

test("more text than any policy has is not taken, and a long line keeps nothing waiting", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const pasted = (text) =>
      page.evaluate((text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        const content = document.getElementById("policy").shadowRoot.querySelector(".cm-content");
        content.focus();
        content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, text);
    await pasted("[".repeat(10_000_000));
    await page.locator("#notice", { hasText: "too much for a policy or a flow" }).waitFor();
    await becomes(page, "compliant");
    await pasted(`${"not ".repeat(50_000)}\n`);
    await becomes(page, "error");
    await page.locator("#undo").click();
    await becomes(page, "compliant");
  }));

test("the language reference stands beside the policy, and an example is written at the cursor", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(page, "policy", `${BARE}rule r "r"\n    for every t in transfers\n    require t.to in EEA\n    `);
    await page.locator("#reference-open").click();
    await page.locator("#reference dt button", { hasText: /^remedy/ }).click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.insertText("\n}\n");
    assert.notEqual(await answer(page), "error");
    assert.match(
      (await texts(page)).policy,
      /require t\.to in EEA\n {4}remedy "Move this store to an approved region\."\n}/,
    );
    await speak(page, "fr");
    await page.locator("#reference dd", { hasText: "Une infraction n’est qu’une réserve." }).waitFor();
    await page.locator("#reference-open").click();
    assert.equal(await page.locator("#reference").isVisible(), false);
  }));

test("the flow that is judged becomes a test of the policy, which fails once the policy turns its verdict", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const count = page.locator("#tests-count");
    await becomes(page, "compliant");
    await page.locator("#tests-open").click();
    await page.locator("#tests-keep").click();
    await page.locator("#tests-count", { hasText: "1 passed, 0 failed" }).waitFor();
    await write(
      page,
      "policy",
      'loci 1\npolicy p version 1.0.0 "p" {\n  rule stores "s"\n    for every s in storage\n    forbid s in EEA\n}\n',
    );
    await becomes(page, "non_compliant");
    await page.locator("#tests-result[data-old]").waitFor();
    await page.locator("#tests-run").click();
    await page.locator("#tests-count", { hasText: "0 passed, 1 failed" }).waitFor();
    await page.locator("[data-test=failed]", { hasText: "expected compliant, came non_compliant" }).waitFor();
    // A file with cases opens here; a list of vendors in Markdown does not.
    const cases = {
      name: "own.md",
      mimeType: "text/markdown",
      buffer: Buffer.from("## One\n\n```verdict\nlint L0404\n```\n"),
    };
    await page.locator("#files").setInputFiles(cases);
    await page.locator("[data-test=failed]", { hasText: "expected lint L0404" }).waitFor();
    assert.equal(await count.getAttribute("data-failed"), "1");
  }));
