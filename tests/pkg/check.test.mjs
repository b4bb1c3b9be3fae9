// `lexloci/check`: what checks works without the second file, and what needs that says so until it is loaded.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { afterwards } from "../../pkg/later.js";
import { initSync } from "../../pkg/lexloci.js";
import { FlowError, Policy, PolicyError, atlas, versions } from "../../pkg/policy.js";
import { golden } from "./golden.mjs";

const read = (name) => readFileSync(new URL(`../../pkg/${name}`, import.meta.url));
const first = initSync({ module: read("lexloci_check.wasm") });
let asked = 0;
const { editor, loadAnalyses } = await afterwards(first, async () => {
  asked += 1;
  if (asked === 1) throw new Error("the network is down");
  return read("lexloci_later.wasm");
});

const SOURCE = `loci 1
policy shop version 1.0.0 "A shop" {
  rule home "Data rest in the EEA"
    for every s in storage
    require s.place in EEA
  claim inside "No data rest in Russia" never some s in storage: s.place is RU
}
`;
const policy = Policy.parse(SOURCE);
const FLOW = { as_of: "2026-03-01", storage: ["US"] };

/** All that needs the second file, by name. */
const LATER = {
  ask: () => policy.ask({ as_of: "2026-03-01" }),
  first: () => policy.first({ as_of: "2026-03-01" }),
  turningDays: () => policy.turningDays(FLOW, "2020-01-01", "2026-01-01"),
  exact: () => policy.exact({ as_of: "2026-03-01" }),
  cure: () => policy.cure(FLOW),
  where: () => policy.where(FLOW, "storage[0]"),
  idle: () => policy.idle(),
  prove: () => policy.prove(),
  proving: () => policy.proving("inside").within(10_000),
  compile: () => policy.compile(),
  format: () => policy.format(),
  render: () => policy.render(FLOW),
  "Policy.compile": () => Policy.compile(SOURCE),
  "Policy.diff": () => Policy.diff(policy, policy),
  "Policy.differing": () => Policy.differing(policy, policy).within(10_000),
  "Policy.format": () => Policy.format(SOURCE),
  "editor.complete": () => editor.complete(SOURCE, 20),
  "editor.definition": () => editor.definition(SOURCE, 120),
  "editor.diagnose": () => editor.diagnose("loci 1\npolicy"),
  "editor.format": () => editor.format(SOURCE),
  "editor.hover": () => editor.hover(SOURCE, 120, { asOf: "2026-03-01" }),
  "editor.kinds": () => editor.kinds(),
  "editor.tokens": () => editor.tokens(SOURCE),
};

/** What of a policy works without the second file. */
const FIRST = ["check", "claims", "decide", "decideMany", "decision", "free", "lint", "suppose"];

test("each verb of a policy needs the second file, or is known to work without", () => {
  const verbs = Object.getOwnPropertyNames(Policy.prototype).filter((name) => name !== "constructor");
  const later = Object.keys(LATER).filter((name) => !name.includes("."));
  assert.deepEqual(verbs.sort(), [...FIRST, ...later].sort());
  const functions = Object.keys(editor).map((name) => `editor.${name}`);
  assert.deepEqual(
    functions.filter((name) => !(name in LATER)),
    [],
  );
});

test("every eighth golden case has its verdict without the second file", () => {
  const some = golden.filter((_, index) => index % 8 === 0);
  for (const { name, policy: source, modules, flow, options, verdict, errors } of some) {
    assert.equal(judged(source, modules, flow, options), verdict ?? errors, name);
  }
  assert.ok(some.length > 100);
});

function judged(source, modules, flow, { as_of: asOf, level }) {
  try {
    const parsed = Policy.parse(source, { modules });
    if (flow === null) return "[]";
    parsed.decide(flow, { asOf, level });
    parsed.lint();
    parsed.claims();
    return JSON.stringify(parsed.check(JSON.parse(flow), { asOf, level }));
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof FlowError)) throw error;
    return JSON.stringify(error.diagnostics);
  }
}

test("a policy can be supposed otherwise and freed, and the atlas be read", () => {
  assert.equal(
    policy.suppose("FR leaves EEA on 2026-01-01").check({ ...FLOW, storage: ["FR"] }).verdict,
    "non_compliant",
  );
  Policy.parse(SOURCE).free();
  assert.ok(atlas.places().length > 200 && atlas.regions().length > 300 && atlas.groups().length > 3);
  assert.ok(atlas.members("EEA", "2026-03-01").includes("FR"));
  assert.match(versions().engine, /^\d/);
});

test("what needs the second file says so until it is loaded, and works afterwards", async () => {
  for (const [name, run] of Object.entries(LATER)) {
    assert.throws(run, /await loadAnalyses\(\) first/, name);
  }
  await assert.rejects(loadAnalyses(), /the network is down/);
  assert.throws(LATER.ask, /await loadAnalyses\(\) first/);
  await Promise.all([loadAnalyses(), loadAnalyses()]);
  assert.equal(asked, 2);
  for (const [name, run] of Object.entries(LATER)) assert.notEqual(run(), undefined, name);
  assert.equal(LATER.cure().cures[0].changes.length > 0, true);
  assert.equal(LATER.prove()[0].outcome, "proved");
  assert.equal(Policy.format(SOURCE), policy.format());
});
