// The tutorial, the how-tos in both languages, and other pages: every block of code is run, and what a command prints is what stands below it.
// `blocks.test.mjs` knows who runs the blocks of the pages that are not here.
//
// A fence says what its block is. `loci shop.loci` is a file with this name; `sh` is typed, in the folder of these files, and ends with 0 unless
// it says `exit=1`; `text` or `json` straight after it is what it printed. LEXLOCI_UPDATE=1 writes what was printed into these blocks.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { Marked } from "marked";
import { RUN, TWICE, blocks, native, read, root, typed, workplace } from "./pages.mjs";

const isUpdate = process.env.LEXLOCI_UPDATE !== undefined;

/** Returns a text as a block: its fence is longer than any in the text. */
function fenced(language, text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${language}\n${text}${ticks}`;
}

/** Runs the blocks of a page, and returns it as it should read. */
function ran(markdown) {
  const folder = workplace();
  const all = blocks(markdown);
  let page = markdown;
  let at = 0;
  for (const [which, block] of all.entries()) {
    at = page.indexOf(block.raw, at);
    const before = all[which - 1];
    if (block.file !== undefined) {
      mkdirSync(dirname(join(folder, block.file)), { recursive: true });
      writeFileSync(join(folder, block.file), block.text);
    } else if (block.language === "sh") {
      block.printed = typed(block, folder);
    } else {
      assert.ok(before?.language === "sh", `nothing runs this block, and nothing prints it:\n${block.raw}`);
      assert.ok(["text", "json"].includes(block.language), `what is printed is text or json:\n${block.raw}`);
      const printed = fenced(block.language, before.printed);
      page = page.slice(0, at) + printed + page.slice(at + block.raw.trimEnd().length);
      at += printed.length;
      continue;
    }
    at += block.raw.length;
  }
  return { page, count: all.length };
}

for (const name of RUN) {
  test(`${name}: every block runs, and prints what it says`, () => {
    const markdown = read(name);
    const { page, count } = ran(markdown);
    assert.ok(count >= 4, `${count} blocks`);
    if (isUpdate) writeFileSync(join(root, name), page);
    assert.equal(markdown, page);
  });
}

/** Returns what a page says in every language: its blocks, the shape of its text, and the numbers that commands print. */
function untranslated(markdown) {
  const without = (text) => text.replaceAll(/"[^"]*"/g, '""');
  const found = { blocks: [], depths: [], links: [], codes: new Set() };
  const marked = new Marked();
  marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === "heading") found.depths.push(token.depth);
    if (token.type === "link") found.links.push(token.href.replace(/^(?:\.\.\/)+/, ""));
    if (token.type === "codespan") found.codes.add(without(token.text));
  });
  for (const { language, file, exit, text } of blocks(markdown)) {
    const said = { sh: () => text, loci: () => without(text), text: () => text.match(/\d+/g) }[language]?.();
    found.blocks.push({ language, file, exit, said });
  }
  return found;
}

test("the French pages say what the English ones say: commands, policies, numbers, links", () => {
  for (const name of TWICE.filter((each) => !each.startsWith("docs/fr/"))) {
    const [{ codes, ...english }, french] = [name, name.replace("docs/", "docs/fr/")].map((each) =>
      untranslated(read(each)),
    );
    const { codes: own, ...rest } = french;
    assert.deepEqual(rest, english, name);
    assert.deepEqual(
      [...codes].filter((code) => !own.has(code)),
      [],
      name,
    );
  }
});

test("every policy that is shown stands in the standard layout", () => {
  for (const name of RUN) {
    const shown = blocks(read(name)).filter(({ language }) => language === "loci");
    for (const { file, text } of shown) {
      const { stdout } = spawnSync(native, ["fmt", "-"], { input: text, encoding: "utf8" });
      assert.equal(stdout, text, `${name}: ${file}`);
    }
  }
});

test("the reference of clauses uses every keyword of the language", () => {
  const grammar = read("editors/vscode/syntaxes/loci.tmLanguage.json");
  const { match } = JSON.parse(grammar).patterns.find(({ name }) => name === "keyword.control.loci");
  const keywords = /\(\?:([a-z|]+)\)/.exec(match)[1].split("|");
  const policies = blocks(read("docs/clauses.md")).filter(({ language }) => language === "loci");
  const words = new Set(policies.flatMap(({ text }) => text.replaceAll(/"[^"]*"/g, "").split(/[^a-z_]+/)));
  assert.ok(keywords.length > 45);
  assert.deepEqual(
    keywords.filter((word) => !words.has(word)),
    [],
  );
});

/** Returns the reference of the command: its help, and that of each of its verbs. */
function reference() {
  const help = (...args) =>
    spawnSync(native, [...args, "--help"], { env: { COLUMNS: "100" }, encoding: "utf8" }).stdout;
  const whole = help();
  const listed = whole.split("\nCommands:\n")[1].split("\n\n")[0];
  const verbs = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map((match) => match[1]).filter((verb) => verb !== "help");
  const shown = (text) => `\`\`\`text\n${text.trimEnd().replaceAll(/[ \t]+$/gm, "")}\n\`\`\`\n`;
  const each = verbs.map((verb) => `## lexloci ${verb}\n\n${shown(help(verb))}`);
  return `# The command

What \`lexloci --help\` prints, and the help of each verb. The npm package has the same command, but for \`audit\`: \`npx lexloci\`.

${shown(whole)}
${each.join("\n")}`;
}

test("docs/command.md is what the command says of itself", () => {
  const expected = reference();
  if (isUpdate) writeFileSync(join(root, "docs/command.md"), expected);
  assert.equal(read("docs/command.md"), expected);
});
