// Prints a policy as a module for the plugins of all bundlers, or reports its errors with their places.
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Policy, PolicyError } from "lexloci";

/** The names of the files that hold policies; without a flag, since esbuild reads it as an expression of Go. */
// oxlint-disable-next-line require-unicode-regexp
export const POLICY = /\.loci$/;

/** The code of the diagnostic that a module is missing. */
const MISSING = "L0202";
/** The diagnostics that are shown in one message. */
const SHOWN = 10;

/**
 * Prints the policy of a file as an ES module, with the modules that lie beside it. Gives the code, the files that it was
 * read from, and what is wrong; where something is, there is no code.
 */
export async function printed(source, file, { plain = false, types = false } = {}) {
  const texts = new Map([[null, { file, text: source }]]);
  for (;;) {
    const modules = Object.fromEntries([...texts].slice(1).map(([name, { text }]) => [name, text]));
    const { found, warnings, diagnostics } = compiled(source, { modules, plain });
    if (await supplied(diagnostics, texts)) continue;
    const files = [...texts.values()].slice(1).map((text) => text.file);
    const located = (all) => all.map((each) => faultOf(each, texts));
    if (types && found !== null) await declare(file, found.types);
    return { code: found?.code ?? null, files, errors: located(diagnostics), warnings: located(warnings) };
  }
}

/** Prints a policy: the printed texts and the lints, or the diagnostics of what is wrong. */
function compiled(source, { modules, plain }) {
  let policy = null;
  try {
    policy = Policy.parse(source, { modules });
    return { found: policy.compile({ plain }), warnings: policy.lint(), diagnostics: [] };
  } catch (thrown) {
    if (!(thrown instanceof PolicyError)) throw thrown;
    return { found: null, warnings: [], diagnostics: thrown.diagnostics };
  } finally {
    policy?.free();
  }
}

/** Reads the missing modules that lie beside the policy. Returns whether there was one. */
async function supplied(diagnostics, texts) {
  const { file } = texts.get(null);
  let isNew = false;
  for (const { code, module, start, end } of diagnostics) {
    if (code !== MISSING || start === null) continue;
    const name = texts.get(module)?.text.slice(start.utf16, end.utf16) ?? "";
    if (!/^\w+$/u.test(name) || texts.has(name)) continue;
    const beside = join(dirname(file), `${name}.loci`);
    const text = await readFile(beside, "utf8").catch(() => null);
    if (text === null) continue;
    texts.set(name, { file: beside, text });
    isNew = true;
  }
  return isNew;
}

/** Returns a diagnostic with its file, its line from 1, its column from 0, and that line's text. */
function faultOf({ code, message, help, module, start, end }, texts) {
  const { file, text } = texts.get(module) ?? texts.get(null);
  const line = start?.line ?? 1;
  const column = start?.utf16_column ?? 0;
  const lineText = text.split("\n", line)[line - 1] ?? "";
  const length = Math.max(Math.min((end?.utf16 ?? 0) - (start?.utf16 ?? 0), lineText.length - column), 0);
  return { code, message: `${message} [${code}]`, help, file, line, column, length, lineText };
}

/** Returns the line of a fault, with a mark below what is wrong in it. */
export function frameOf({ line, column, length, lineText }) {
  const margin = `${line} | `;
  const mark = `${" ".repeat(margin.length - 2)}| ${" ".repeat(column)}${"^".repeat(Math.max(length, 1))}`;
  return `${margin}${lineText}\n${mark}`;
}

/** Returns a message that names several faults, each with its file, line and column. */
export function messageOf(faults) {
  const shown = faults.slice(0, SHOWN).map((fault) => {
    const help = fault.help === null ? "" : `\nhelp: ${fault.help}`;
    return `${fault.file}:${fault.line}:${fault.column + 1}: ${fault.message}\n${frameOf(fault)}${help}`;
  });
  const more = faults.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n\n");
}

/** Writes the types of a policy beside it, where TypeScript looks for them. */
async function declare(file, types) {
  const to = join(dirname(file), `${basename(file, ".loci")}.d.loci.ts`);
  if ((await readFile(to, "utf8").catch(() => null)) !== types) await writeFile(to, types);
}
