// Runtimes that are programs: each runs the suite and prints what came of it in one line.
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { folder, host } from "./packed.mjs";

const require = createRequire(import.meta.url);
const MARK = "OUTCOME ";

/** Runs a program to its end, and reads the outcome that it prints. */
export async function printed(program, ...words) {
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 };
  const { stdout, stderr } = await promisify(execFile)(program, words, options);
  const line = `${stdout}\n${stderr}`.split("\n").find((each) => each.startsWith(MARK));
  if (!line) throw new Error(`${program} printed no outcome:\n${stdout}${stderr}`);
  return JSON.parse(line.slice(MARK.length));
}

/** A statement that prints what `run` gives. */
export const PRINT = `console.log("${MARK}" + JSON.stringify(run()));`;

/** Returns the text of a host that imports the package by this name, and then does what the statement says with `run`. */
export const importing = (name, statement = PRINT, { cases = "golden", printed = "index" } = {}) => `
import * as lexloci from "${name}";
import { policies } from "lexloci/policies";
import * as printed from "./printed/${printed}.mjs";
import golden from "./${cases}.mjs";
import { suite } from "./suite/suite.mjs";
const run = () => suite({ lexloci, printed, policies, golden });
${statement}
`;

/**
 * The contents of a bundle: fewer cases and printed policies. It runs in an engine that has had more, and it is the bundler that
 * takes long over them.
 */
export const FEW = { cases: "golden-few", printed: "few" };

const REQUIRING = `
const { suite } = require("./suite/suite.mjs");
const lexloci = require("lexloci");
const { policies } = require("lexloci/policies");
const host = { lexloci, printed: require("./printed/index.mjs"), policies, golden: require("./golden.mjs").default };
const run = () => suite(host);
${PRINT}
`;

/** Node has every golden case; other runtimes every eighth, and what is bundled for one of them every thirty-second. */
export const nodeImport = () =>
  printed(process.execPath, host("whole.mjs", importing("lexloci", PRINT, { cases: "golden-whole" })));
export const nodeRequire = () => printed(process.execPath, host("require.cjs", REQUIRING));
export const nodeInline = () => printed(process.execPath, host("inline.mjs", importing("lexloci/inline")));

/** Runs Deno: no permission is granted, and none may be asked for. */
export const deno = () =>
  printed(process.execPath, bin("deno"), "run", "--no-prompt", host("import.mjs", importing("lexloci")));
export const bun = () => printed(bunBinary(), host("import.mjs", importing("lexloci")));

/** Returns the script that an npm package starts by a command, which mostly has its own name. */
export function bin(name, command = name) {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin: started } = require(manifest);
  return join(dirname(manifest), typeof started === "string" ? started : started[command]);
}

/** Bun's program is in the package of this machine's kind: the script that links it is not run by `npm ci --ignore-scripts`. */
export function bunBinary() {
  const kinds = join(dirname(require.resolve("bun/package.json")), "..", "@oven");
  const binaries = readdirSync(kinds).map((kind) => join(kinds, kind, "bin", "bun"));
  const found = binaries.find((each) => existsSync(each));
  if (!found) throw new Error(`npm installed no Bun for this machine in ${kinds}`);
  return found;
}
