// The tutorial and the how-tos, in both languages: every block of code is run, and what a command prints is what stands below it.
//
// A fence says what its block is. `loci shop.loci` is a file with this name; `sh` is typed, in the folder of these files, and ends with 0 unless
// it says `exit=1`; `text` or `json` straight after it is what it printed. LEXLOCI_UPDATE=1 writes what was printed into these blocks.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { Marked } from "marked";
import { fence } from "../../xtask/node/docs/markdown.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const native = resolve(process.env.LEXLOCI_NATIVE ?? join(root, "target/debug/lexloci"));
const isUpdate = process.env.LEXLOCI_UPDATE !== undefined;
const made = mkdtempSync(join(tmpdir(), "lexloci-docs-"));
after(() => rmSync(made, { recursive: true }));

const programs = join(made, "programs");
mkdirSync(programs);
writeFileSync(join(programs, "lexloci"), `#!/bin/sh\nexec '${native}' "$@"\n`);
chmodSync(join(programs, "lexloci"), 0o755);

const howTos = readdirSync(join(root, "docs/how-to")).map((name) => `how-to/${name}`);
const TWICE = ["tutorial.md", ...howTos].flatMap((name) => [`docs/${name}`, `docs/fr/${name}`]);
const NAMES = [...TWICE, "docs/clauses.md", "docs/signing.md"];

/** Returns the blocks of code of a page, each with what its fence says. */
function blocks(markdown) {
  const found = [];
  const marked = new Marked();
  marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === "code") found.push({ ...fence(token.lang), text: `${token.text}\n`, raw: token.raw });
  });
  return found;
}

/** Returns an empty folder in which the packages of the repository are found. */
function workplace() {
  const folder = mkdtempSync(join(made, "work-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Types a block in a folder, and returns what it printed. It must end with the code that its fence states. */
function typed({ text, exit }, folder) {
  const env = {
    PATH: `${programs}:${process.env.PATH}`,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    NO_COLOR: "1",
    COLUMNS: "100",
  };
  const { status, stdout, stderr } = spawnSync("sh", ["-c", text], { cwd: folder, env, encoding: "utf8" });
  assert.equal(status, exit, `${text}\n${stdout}\n${stderr}`);
  return (stdout + stderr).replaceAll(/[ \t]+$/gm, "");
}

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

for (const name of NAMES) {
  test(`${name}: every block runs, and prints what it says`, () => {
    const markdown = readFileSync(join(root, name), "utf8");
    const { page, count } = ran(markdown);
    assert.ok(count >= 4, `${count} blocks`);
    if (isUpdate) writeFileSync(join(root, name), page);
    assert.equal(markdown, page);
  });
}

test("the French pages say the same commands as the English ones", () => {
  for (const name of TWICE.filter((each) => !each.startsWith("docs/fr/"))) {
    const [english, french] = [name, name.replace("docs/", "docs/fr/")].map((each) =>
      blocks(readFileSync(join(root, each), "utf8")).map(({ language, file, exit }) => ({ language, file, exit })),
    );
    assert.deepEqual(french, english, name);
  }
});

test("every policy that is shown stands in the standard layout", () => {
  for (const name of NAMES) {
    const shown = blocks(readFileSync(join(root, name), "utf8")).filter(({ language }) => language === "loci");
    for (const { file, text } of shown) {
      const { stdout } = spawnSync(native, ["fmt", "-"], { input: text, encoding: "utf8" });
      assert.equal(stdout, text, `${name}: ${file}`);
    }
  }
});

test("the reference of clauses uses every keyword of the language", () => {
  const file = join(root, "editors/vscode/syntaxes/loci.tmLanguage.json");
  const { match } = JSON.parse(readFileSync(file, "utf8")).patterns.find(({ name }) => name === "keyword.control.loci");
  const keywords = /\(\?:([a-z|]+)\)/.exec(match)[1].split("|");
  const policies = blocks(readFileSync(join(root, "docs/clauses.md"), "utf8")).filter(
    ({ language }) => language === "loci",
  );
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
  const file = join(root, "docs/command.md");
  const expected = reference();
  if (isUpdate) writeFileSync(file, expected);
  assert.equal(readFileSync(file, "utf8"), expected);
});
