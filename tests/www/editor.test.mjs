// The policy's editor: colours, completion, meaning, definition, quick fixes and layout, all from the engine.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, becomes, onPage, texts, write } from "./browser.mjs";
import { CASES } from "./cases.mjs";

const content = (page) => page.locator("#policy .cm-content");

/** Puts the cursor behind the last place where a text occurs. */
async function type(page, text) {
  await content(page).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(text);
}

test("words are coloured by the engine's lexer", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await page.locator("#policy .loci-keyword", { hasText: /^policy$/ }).waitFor();
    await page.locator("#policy .loci-region", { hasText: "aws/eu-central-1" }).waitFor();
    await page.locator("#policy .loci-text", { hasText: "Board decision" }).waitFor();
    const colour = (kind) => page.locator(`#policy .loci-${kind}`).first().evaluate((word) => getComputedStyle(word).color);
    assert.notEqual(await colour("keyword"), await colour("region"));
  }));

test("completion offers facts and values of the vocabulary, and what is chosen is written", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(page, "policy", 'loci 1\npolicy p version 1.0.0 "p" {\n  rule r "r"\n    for every t in transfers\n    require t.tool is ');
    await page.keyboard.press("Control+Space");
    await page.locator("#policy .cm-completionLabel", { hasText: /^bcr$/ }).waitFor();
    await page.keyboard.type("bc");
    await page.locator("#policy li[aria-selected]", { hasText: "bcr" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("\n}\n");
    assert.match((await texts(page)).policy, /require t\.tool is bcr\n/);
    assert.notEqual(await answer(page), "error");
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
    await word.locator("span", { hasText: /^approved$/ }).first().click();
    await page.keyboard.press("F12");
    await page.locator("#policy .cm-activeLine", { hasText: /^set approved/ }).waitFor();
  }));

test("a misspelt word is underlined, and a quick fix mends it", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    const policy = (await texts(page))?.policy ?? "";
    assert.equal(policy, "");
    await write(page, "policy", 'loci 1\npolicy p version 1.0.0 "p" {\n  rule r "r"\n    for every t in transfers\n    require t.tool is sc\n}\n');
    await becomes(page, "error");
    await page.locator("#policy .cm-lintRange-error").first().waitFor();
    const fix = page.locator("#policy-findings button", { hasText: /Write “scc”/ });
    await fix.first().click();
    assert.notEqual(await answer(page), "error");
    assert.match((await texts(page)).policy, /require t\.tool is scc/);
  }));

test("a key lays the policy out", () =>
  onPage({ hash: "#case=crm" }, async (page) => {
    await write(page, "policy", 'loci 1\npolicy p version 1.0.0 "p" {\nrule r "r"\nfor every t in transfers\nrequire t.tool is scc\n}\n');
    assert.notEqual(await answer(page), "error");
    await content(page).press("Shift+Alt+f");
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("lexloci.draft") ?? "{}").policy?.includes("\n    for every t in transfers\n"));
    await page.locator("#undo").click();
    assert.match((await texts(page)).policy, /\nfor every t in transfers\n/);
  }));

/** In the page: whether the last line of words is in sight, with its words coloured. */
function endColoured(last) {
  const lines = [...document.getElementById("policy").shadowRoot.querySelectorAll(".cm-line")];
  return lines.findLast(({ textContent }) => textContent === last)?.querySelector("span[class^=loci-]") != null;
}

test("every policy of the gallery is coloured to its end", () =>
  onPage({}, async (page) => {
    for (const { id } of CASES.filter(({ kind }) => kind === "policy")) {
      await page.locator("#case").selectOption(id);
      await content(page).focus();
      await page.keyboard.press("ControlOrMeta+End");
      await page.waitForFunction(endColoured, (await texts(page)).policy.trimEnd().split("\n").filter((line) => /[a-z]/.test(line)).at(-1));
    }
  }));
