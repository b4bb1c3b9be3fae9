// The pages of the documentation: their blocks of code, and how a block is typed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { Marked } from "marked";
import { fence } from "../../xtask/node/docs/markdown.mjs";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const native = resolve(process.env.LEXLOCI_NATIVE ?? join(root, "target/debug/lexloci"));

const howTos = readdirSync(join(root, "docs/how-to")).map((name) => `how-to/${name}`);

/** The pages that stand in English and in French. */
export const TWICE = ["tutorial.md", ...howTos].flatMap((name) => [`docs/${name}`, `docs/fr/${name}`]);

/** The pages of which `docs.test.mjs` runs every block. */
export const RUN = [...TWICE, "docs/clauses.md", "docs/signing.md", "docs/ci.md"];

export const read = (name) => readFileSync(join(root, name), "utf8");

/** Returns the blocks of code of a page, each with what its fence says. */
export function blocks(markdown) {
  const found = [];
  const marked = new Marked();
  marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === "code") found.push({ ...fence(token.lang), text: `${token.text}\n`, raw: token.raw });
  });
  return found;
}

const made = mkdtempSync(join(tmpdir(), "lexloci-docs-"));
after(() => rmSync(made, { recursive: true }));

const programs = join(made, "programs");
mkdirSync(programs);
writeFileSync(join(programs, "lexloci"), `#!/bin/sh\nexec '${native}' "$@"\n`);
chmodSync(join(programs, "lexloci"), 0o755);

/** Returns an empty folder in which the packages of the repository are found. */
export function workplace() {
  const folder = mkdtempSync(join(made, "work-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Starts a program in a folder, as the pages do: with the command `lexloci` on the path. */
export function started(program, words, folder, variables = {}) {
  const env = {
    PATH: `${programs}:${process.env.PATH}`,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    NO_COLOR: "1",
    COLUMNS: "100",
    ...variables,
  };
  return spawnSync(program, words, { cwd: folder, env, encoding: "utf8" });
}

/** Types a block in a folder, and returns what it printed. It must end with the code that its fence states. */
export function typed({ text, exit }, folder) {
  const { status, stdout, stderr } = started("sh", ["-c", text], folder);
  assert.equal(status, exit, `${text}\n${stdout}\n${stderr}`);
  return (stdout + stderr).replaceAll(/[ \t]+$/gm, "");
}
