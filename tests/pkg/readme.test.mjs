// pkg/README.md: its examples run as they are written, and a value that stands behind `//` is what the line gives.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { blocks, read, started, typed, workplace } from "./pages.mjs";

const shown = blocks(read("pkg/README.md"));

const CRM = `loci 1

policy crm version 1.0.0 "Customer data stay in the EEA" {
  applies when data has personal

  rule stores "Customer data rest in the EEA"
    for every s in storage
    require s in EEA

  claim inside "No store is outside the EEA"
    never some s in storage: s not in EEA
}
`;

/** The key of the example of RFC 8037. */
const KEY = { kty: "OKP", crv: "Ed25519", kid: "dpo", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
const PRIVATE = { ...KEY, d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A" };

/** The names that the examples use without declaring them. */
const AROUND = `import { readFileSync } from "node:fs";
import { Policy } from "lexloci";

const flow = { as_of: "2026-03-01", data: ["contact"], storage: ["aws/eu-west-3"] };
const source = readFileSync("crm.loci", "utf8");
const { privateKey, publicKey } = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
const request = { text: async () => JSON.stringify(flow) };
Object.assign(globalThis, { flow, source, privateKey, publicKey, request });
Object.assign(globalThis, { policy: Policy.parse(source), modules: {}, offset: source.indexOf("EEA\\n"), cancelled: false });
`;

/** Returns an example that compares what its lines give with the values behind them, and the number of these. */
function compared(text) {
  let count = 0;
  const told = text.replace(
    /^([a-z][^;\n]*(?:\([^\n]*\))?[^;\n]*); \/\/ ("[^"]*"|\["[^"]*"\])(?=;|$)/gm,
    (_, given, value) => {
      count += 1;
      return `assert.deepEqual(${given}, ${value}); //`;
    },
  );
  return { text: `import assert from "node:assert/strict";\nimport "./around.mjs";\n${told}`, count };
}

/** Returns a folder with the files that the examples read. */
function folder() {
  const at = workplace();
  const keys = { keys: [{ ...KEY, lexloci: { signs: ["policy"], from: "2026-01-01", until: "2026-12-31" } }] };
  const files = {
    "around.mjs": AROUND,
    "crm.loci": CRM,
    "key.jwk": JSON.stringify(PRIVATE),
    "trusted.json": JSON.stringify(keys),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text);
  typed({ text: "lexloci sign crm.loci --key key.jwk", exit: 0 }, at);
  return at;
}

const BUNDLED = `import { build } from "esbuild";
import lexloci from "lexloci/esbuild";

const [entry, outfile] = process.argv.slice(2);
await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", packages: "external", plugins: [lexloci()] });
`;

test("every example of the package's README runs, and gives what it says", () => {
  const at = folder();
  writeFileSync(join(at, "bundle.mjs"), BUNDLED);
  const examples = shown.filter(({ language }) => language === "js");
  assert.ok(examples.length >= 10, `${examples.length} examples`);
  let values = 0;
  for (const [number, example] of examples.entries()) {
    const { text, count } = compared(example.text);
    values += count;
    const name = `example-${number}.mjs`;
    writeFileSync(join(at, name), text);
    const isBundled = /from "\.\/\w+\.loci"/.test(text);
    const line = isBundled ? `node bundle.mjs ${name} bundled.mjs && node bundled.mjs` : `node ${name}`;
    const { status, stderr } = started("sh", ["-c", line], at);
    assert.equal(status, 0, `${example.text}\n${stderr}`);
  }
  assert.ok(values >= 5, `${values} values`);
});

test("the commands of the package's README run", () => {
  const commands = shown.filter(({ language }) => language === "sh");
  assert.ok(commands.length > 0);
  for (const command of commands) typed(command, folder());
  const kinds = new Set(shown.map(({ language }) => language));
  assert.deepEqual([...kinds].sort(), ["js", "sh"], "a block of another kind is run by nothing");
});
