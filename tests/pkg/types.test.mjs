// The TypeScript types: what is right compiles, and each line marked `@ts-expect-error` does not.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import test from "node:test";
import { transform } from "esbuild";
import { FlowError, Policy } from "lexloci";
import { policies } from "lexloci/policies";
import { golden } from "./golden.mjs";

const root = new URL("../../", import.meta.url);

const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

/** Each project with the files that it must hold, so that none is passed over. */
const PROJECTS = {
  "tsconfig.json": ["flow.ts", "options.ts", "policy.ts", "require.cts", "short.ts", "subpaths.ts"],
  "tsconfig.node16.json": ["flow.ts", "options.ts", "require.cts", "short.ts"],
  "tsconfig.bundler.json": ["flow.ts", "options.ts", "policy.ts", "short.ts", "subpaths.ts"],
};

/** Returns what the compiler lists for a project, in which it finds no error. */
function compiled(project) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, "--project", project, "--listFiles"], {
    encoding: "utf8",
  });
  assert.equal(status, 0, `${stdout}${stderr}`);
  return stdout;
}

for (const [project, files] of Object.entries(PROJECTS)) {
  test(`what ${project} holds compiles as it says`, () => {
    const path = fileURLToPath(new URL(`types/${project}`, import.meta.url));
    const stdout = compiled(path);
    const held = stdout
      .split("\n")
      .map((line) => line.match(/pkg\/types\/(.+)$/)?.[1])
      .filter(Boolean);
    assert.deepEqual(held.sort(), files);
  });
}

test("the engine accepts the short forms that the types accept, and refuses what they refuse", async () => {
  const { code } = await transform(readFileSync(new URL("types/short.ts", import.meta.url), "utf8"), { loader: "ts" });
  const { accepted, refused } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const policy = Policy.parse(policies.gdpr_transfers);
  for (const [what, flow] of Object.entries(accepted)) assert.ok(policy.check(flow).verdict, what);
  for (const [what, flow] of Object.entries(refused)) assert.throws(() => policy.check(flow), FlowError, what);
  assert.ok(Object.keys(accepted).length > 15 && Object.keys(refused).length > 15);
});

test("flows of the documents and of the golden cases compile, and not with a misspelt key", () => {
  const written = documents()
    .flatMap(([, text]) => blocks(text, "json"))
    .filter((text) => text.includes('"as_of"'));
  const judged = golden.filter(({ verdict }) => verdict !== null).map(({ flow }) => flow);
  const flows = [...new Set([...written, ...judged].map((text) => JSON.stringify(JSON.parse(text))))];
  assert.ok(written.length > 8 && flows.length > 300, `${written.length} in the documents, ${flows.length} flows`);
  const misspelt = [...new Set(written.flatMap((text) => misspellings(JSON.parse(text))))];
  assert.ok(misspelt.length > 100, `${misspelt.length} misspelt keys`);
  // Each flow is a statement of its own: TypeScript would give an array the union of the types of all its entries.
  const right = flows.map((flow, index) => `export const right${index}: Flow = ${flow};\n`);
  const wrong = misspelt.map(
    (flow, index) => `// @ts-expect-error: a misspelt key\nexport const wrong${index}: Flow = ${flow};\n`,
  );
  compiles({ "flows.ts": `import type { Flow } from "lexloci";\n${right.join("")}${wrong.join("")}` });
});

test("the JavaScript of the documents compiles", () => {
  const all = documents().flatMap(([, text]) => [...blocks(text, "js"), ...blocks(text, "ts"), ...blocks(text, "tsx")]);
  assert.ok(all.length > 4, `${all.length} blocks`);
  compiles(
    Object.fromEntries(all.map((block, index) => [`block${index}.ts`, `${missingFrom(block)}${block}\nexport {};\n`])),
  );
});

/** Returns the documents of the repository that people read, by name. */
function documents() {
  const folders = ["", "pkg/", "docs/", "docs/policies/"];
  const names = folders.flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => name.endsWith(".md"))
      .map((name) => folder + name),
  );
  return names.map((name) => [name, readFileSync(new URL(name, root), "utf8")]);
}

/** Returns the fenced blocks of a language. */
function blocks(markdown, language) {
  return [...markdown.matchAll(/^(`{3,})(\w*)\n([\s\S]*?)^\1$/gm)]
    .filter(([, , named]) => named === language)
    .map(([, , , text]) => text);
}

/** Returns the flow once for each of its keys, with that key misspelt. Facts under `x` are the policy's own. */
function misspellings(value) {
  if (Array.isArray(value))
    return value.flatMap((entry, index) =>
      misspellings(entry).map((wrong) => JSON.stringify(value.with(index, JSON.parse(wrong)))),
    );
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => {
    const put = (name, entry) =>
      JSON.stringify(Object.fromEntries(Object.entries(value).map(([k, v]) => (k === key ? [name, entry] : [k, v]))));
    return [
      put(`${key}e`, value[key]),
      ...(key === "x" ? [] : misspellings(value[key]).map((wrong) => put(key, JSON.parse(wrong)))),
    ];
  });
}

/** Returns what a block uses of the text around it, declared. */
function missingFrom(block) {
  const imports = [...block.matchAll(/import ([^"]*) from/g)].flatMap(([, names]) => names.split(/[{},\s]+/));
  const has = (name) => imports.includes(name) || new RegExp(`(const|let) ${name}\\b`).test(block);
  const names = {
    Policy: 'import { Policy } from "lexloci";',
    policy: 'declare const policy: import("lexloci").Policy;',
    flow: 'declare const flow: import("lexloci").Flow;',
    flows: 'declare const flows: import("lexloci").Flow[];',
    source: "declare const source: string;",
    offset: "declare const offset: number;",
    modules: "declare const modules: { readonly [name: string]: string };",
    privateKey: 'declare const privateKey: import("lexloci/receipt").Key;',
    publicKey: 'declare const publicKey: import("lexloci/receipt").Key;',
    cancelled: "declare const cancelled: boolean;",
    request: "declare const request: { text(): Promise<string> };",
    setTimeout: "declare function setTimeout(run: (value: unknown) => void): void;",
  };
  const used = Object.entries(names).filter(([name]) => !has(name) && new RegExp(`\\b${name}\\b`).test(block));
  return used.map(([, declared]) => `${declared}\n`).join("");
}

/** Compiles files that are written for the occasion, below the repository, so that they find the package. */
function compiles(files) {
  mkdirSync(new URL("target/", root), { recursive: true });
  const folder = mkdtempSync(fileURLToPath(new URL("target/types-", root)));
  try {
    const node =
      '/// <reference types="lexloci/loci" />\ndeclare module "node:fs" { export function readFileSync(path: string): Uint8Array; export function writeFileSync(path: string, text: string): void; }\n';
    const config = {
      extends: fileURLToPath(new URL("types/tsconfig.bundler.json", import.meta.url)),
      include: ["*.ts"],
    };
    const all = { ...files, "node.d.ts": node, "tsconfig.json": JSON.stringify(config) };
    for (const [name, text] of Object.entries(all)) writeFileSync(`${folder}/${name}`, text);
    compiled(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
