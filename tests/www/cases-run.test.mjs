// The page runs the cases of a policy as `lexloci test` does: every golden case passes, and none passes that expects another
// answer.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { policies } from "lexloci/policies";

const folder = fileURLToPath(new URL("../cases/", import.meta.url));
const files = (at) =>
  readdirSync(at)
    .map((name) => join(at, name))
    .flatMap((path) =>
      statSync(path).isDirectory() ? files(path) : path.endsWith(".md") && !path.endsWith("README.md") ? [path] : [],
    );
const GOLDEN = files(folder).map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]);

/** Returns the page's runner; the engine stays that of Node. */
async function runner() {
  const entryPoints = [fileURLToPath(new URL("../../www/src/engine/tests.ts", import.meta.url))];
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    format: "esm",
    write: false,
    external: ["lexloci/check"],
    platform: "node",
  });
  const engine = import.meta.resolve("lexloci/check");
  const text = outputFiles[0].text.replaceAll('"lexloci/check"', JSON.stringify(engine));
  return (await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`)).tests;
}

const run = await runner();
const none = "loci 1\n";

test("every golden case passes, as natively", async () => {
  let count = 0;
  for (const [name, markdown] of GOLDEN) {
    const { trials, faults } = await run({ markdown, open: none, shipped: policies });
    assert.deepEqual(faults, [], name);
    assert.deepEqual(
      trials.filter(({ unmet }) => unmet.length > 0),
      [],
      name,
    );
    count += trials.length;
  }
  assert.ok(count > 500, `${count} cases`);
});

const FLOW = '{ "as_of": "2026-03-01", "storage": ["aws/eu-west-3"] }';
const OWN =
  'loci 1\nsource B is "Board"\npolicy own version 1.0.0 "Own" {\n  rule stores "A store is in the EEA" [B 1]\n    for every s in storage\n    require s in EEA\n}\n';
const text = (verdict, before = "") =>
  `# Cases\n\n${before}\n\n## A store in Paris\n\n\`\`\`json\n${FLOW}\n\`\`\`\n\n\`\`\`verdict\n${verdict}\n\`\`\`\n`;
const of = (markdown, open = OWN) => run({ markdown, open, shipped: policies });

test("a case that expects something else fails, and says what came in its place", async () => {
  for (const [expected, came] of [
    ["non_compliant", "compliant"],
    ["compliant\nrule stores at storage[0]: violated", 'satisfied at "storage[0]"'],
    ["compliant\nrule stores at storage[1]: satisfied", 'satisfied at "storage[0]"'],
    ["compliant\ncites: B 2", "B 1"],
    ["compliant\nmissing: transfers", "none"],
    ["compliant\nask: transfers", "none"],
    ["compliant\nduty exporter", "none"],
    ["compliant\npart chapter_v: compliant", "there is no such part"],
    ["compliant\nlevel: reached low", "the policy has no levels"],
    ["compliant\nexcused stores by backup", 'excused by none; satisfied at "storage[0]"'],
    ["compliant\nbecause: storage[0].place is US", "storage[0] is FR"],
    ["compliant\nlint L0404", "none"],
    ["error L0503", "L0503"],
  ]) {
    const { trials, faults } = await of(text(expected));
    assert.deepEqual(faults, [], expected);
    assert.equal(trials.length, 1, expected);
    assert.ok(trials[0].unmet.length > 0, expected);
    if (!expected.startsWith("error") && !expected.includes("because"))
      assert.equal(trials[0].unmet[0].came, came, expected);
  }
});

test("the open text stands for its own name, and a shipped policy is judged by its own", async () => {
  for (const named of ["own", "./own.loci", "../policies/home.loci"])
    assert.deepEqual((await of(text("compliant", `policy: ${named}`))).trials[0].unmet, []);
  const changed = OWN.replace("s in EEA", "s in {US}");
  assert.equal((await of(text("compliant", "policy: own"), changed)).trials[0].unmet[0].came, "non_compliant");
  assert.deepEqual((await of(text("compliant\nrule stores: satisfied"))).trials[0].unmet, []);
  const { trials, faults } = await of(text("compliant", "policy: nobody"));
  assert.deepEqual([trials, faults.map(({ message }) => message)], [[], ["there is no shipped policy `nobody`"]]);
});

test("a text that tests nothing is a fault, not a success", async () => {
  for (const [markdown, message] of [
    ["", "there is no test in this file"],
    [text(""), "this block expects nothing"],
    [text("compliant\nrule stores satisfied"), "`rule stores satisfied` is not an expectation"],
    [
      text("rule stores: satisfied"),
      "the first line, and only that, is compliant, non_compliant, undetermined or not_applicable",
    ],
    [text("compliant").replace(/```verdict[^]*$/, ""), "a flow without a `verdict` block tests nothing"],
    [text("compliant").replace(/```\n$/, ""), "the block that opens here with ``` is not closed"],
  ]) {
    const { trials, faults } = await of(markdown);
    assert.deepEqual([trials.length, faults[0]?.message], [0, message]);
  }
});
