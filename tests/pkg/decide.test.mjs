// `decide` gives the verdict that `check` gives, one by one and many at once; and a printed module gives it, loaded from its text.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { FlowError, Policy, PolicyError, atlas } from "lexloci";
import { policies } from "lexloci/policies";
import { golden } from "./golden.mjs";
import { Draw, mutated } from "./mutate.mjs";

const VERDICTS = ["compliant", "non_compliant", "undetermined", "not_applicable"];

/** What was compared so far. */
class Tally {
  compared = 0;
  flows = 0;
  refused = 0;

  toString() {
    return `${this.compared} verdicts of ${this.flows} flows compared; ${this.refused} flows refused`;
  }
}

/** Compares what a policy decides with what `check` says of a flow. */
function compare(policy, flow, options, tally) {
  const verdict = judged(() => policy.check(flow, options));
  if (verdict instanceof FlowError) {
    tally.refused += 1;
    const decided = judged(() => policy.decision(flow, options));
    assert.deepEqual(decided.diagnostics, verdict.diagnostics, JSON.stringify({ flow, options }));
    return;
  }
  tally.flows += 1;
  const whole = decision(verdict, verdict.verdict, () => true);
  same(policy, flow, options, whole, tally);
  for (const [part, { verdict: answer }] of Object.entries(verdict.parts)) {
    const ofPart = decision(verdict, answer, (instance) => instance.part === part);
    same(policy, flow, { ...options, part }, ofPart, tally);
  }
}

function same(policy, flow, options, expected, tally) {
  tally.compared += 1;
  const shown = () => JSON.stringify({ flow, options });
  const found = policy.decision(flow, options);
  if (options.part !== undefined && hasGroup(flow)) expected.rule = found.rule;
  assert.deepEqual(found, expected, shown());
}

/** Returns what decides a verdict, as it says itself: the first blocking rule that is violated or undetermined, as the answer is. */
function decision(verdict, answer, counts) {
  const outcome = { non_compliant: "violated", undetermined: "undetermined" }[answer];
  const decides = (instance) => instance.severity === "blocking" && instance.outcome === outcome && counts(instance);
  return { verdict: answer, rule: verdict.instances.find(decides)?.rule ?? null };
}

/** Names of groups: a flow that has one is judged for each place that it may be. */
const GROUPS = new Set(["anywhere", ...atlas.groups().map(({ name }) => name)]);

/** Returns whether a flow has a group of places: `check` shows the instances of the worst place, and a part may be decided by another. */
const hasGroup = (flow) =>
  JSON.stringify(flow)
    .match(/"[^"]*"/g)
    .some((text) => GROUPS.has(text.slice(1, -1)));

function judged(run) {
  try {
    return run();
  } catch (error) {
    if (error instanceof FlowError) return error;
    throw error;
  }
}

/** Visits the policies of the golden cases that can be parsed, each with its cases. */
function subjects(visit) {
  const seen = new Map();
  for (const { policy, modules, flow, options } of golden) {
    if (flow === null) continue;
    const key = JSON.stringify([policy, modules]);
    if (!seen.has(key)) seen.set(key, []);
    seen.get(key).push({ flow: JSON.parse(flow), asOf: options.as_of ?? undefined, level: options.level ?? undefined });
  }
  for (const [key, cases] of seen) {
    const [source, modules] = JSON.parse(key);
    let policy;
    try {
      policy = Policy.parse(source, { modules });
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      continue;
    }
    visit(policy, cases);
    policy.free();
  }
}

/** Returns the options that a case can be judged with: its own level, and every level that its verdict names. */
function* everyLevel(policy, { flow, asOf, level }) {
  yield { asOf, level };
  const verdict = judged(() => policy.check(flow, { asOf, level }));
  const levels = verdict instanceof FlowError ? null : verdict.level;
  if (levels === null || levels === undefined) return;
  const { reached, open, refused } = levels;
  for (const other of new Set([reached, ...open, ...refused]))
    if (other !== null && other !== level) yield { asOf, level: other };
}

test("golden cases are decided as they are checked", (t) => {
  const tally = new Tally();
  subjects((policy, cases) => {
    for (const each of cases)
      for (const options of everyLevel(policy, each)) compare(policy, each.flow, options, tally);
  });
  t.diagnostic(`golden cases: ${tally}`);
  assert.ok(tally.compared >= 900, String(tally));
});

test("golden flows are decided as they are checked however they are changed", (t) => {
  const tally = new Tally();
  const draw = new Draw(7);
  subjects((policy, cases) => {
    for (const { flow, asOf, level } of cases) {
      compare(policy, mutated(flow, draw), { asOf, level }, tally);
    }
  });
  t.diagnostic(`changed golden flows: ${tally}`);
  assert.ok(tally.compared >= 1000, String(tally));
});

const laws = process.env.LEXLOCI_LAWS;

test(
  "random flows are decided as they are natively",
  { skip: !laws && "LEXLOCI_LAWS names no file: `cargo xtask test` writes one" },
  (t) => {
    assert.ok(existsSync(laws), `${laws} is not there`);
    const tally = new Tally();
    let parsed = null;
    let source = null;
    for (const line of readFileSync(laws, "utf8").trim().split("\n")) {
      const { policy, flow, verdicts } = JSON.parse(line);
      if (policy !== source) {
        parsed?.free();
        [source, parsed] = [policy, Policy.parse(policy)];
      }
      for (const [[level, part], expected] of verdicts) {
        const options = { level, part };
        assert.equal(parsed.decide(flow, options), expected, line);
        tally.compared += 1;
      }
    }
    t.diagnostic(`random flows: ${tally}`);
    assert.ok(tally.compared >= 5000, String(tally));
  },
);

test("many flows are decided as one by one", (t) => {
  let compared = 0;
  subjects((policy, cases) => {
    const fit = cases.map(({ flow, asOf }) => (asOf === undefined ? flow : { ...flow, as_of: asOf }));
    const flows = fit.filter((flow) => !(judged(() => policy.check(flow)) instanceof FlowError));
    const codes = policy.decideMany(flows);
    assert.deepEqual(
      [...codes],
      flows.map((flow) => VERDICTS.indexOf(policy.decide(flow))),
    );
    compared += flows.length;
  });
  t.diagnostic(`${compared} flows decided in batches`);
  assert.ok(compared >= 500);
});

test("a printed module is loaded from its text, and decides as the policy does", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lexloci-printed-"));
  try {
    for (const [name, source] of Object.entries(policies)) {
      const policy = Policy.parse(source);
      const { code } = policy.compile();
      assert.deepEqual(Policy.compile(source), policy.compile());
      writeFileSync(join(folder, `${name}.mjs`), code);
      const module = await import(pathToFileURL(join(folder, `${name}.mjs`)));
      assert.deepEqual([module.policy.name, module.policy.levels.length > 0], [name, code.includes('levels: ["')]);
    }
    const { code } = Policy.compile(policies.eu_residency);
    const module = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
    const flow = { as_of: "2026-03-01", data: ["contact"], storage: ["aws/us-east-1"] };
    assert.deepEqual(module.decision(flow), Policy.parse(policies.eu_residency).decision(flow));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a policy that cannot be printed says why", () => {
  const values = Array.from({ length: 40 }, (_, index) => `v${index}`).join(", ");
  const source = `loci 1\n\nfact x.tags is set of one of {${values}}\n\npolicy a version 1.0.0 "A" {\n  rule r "R"\n    require x.tags has v1\n}\n`;
  const policy = Policy.parse(source);
  assert.throws(
    () => policy.compile(),
    (error) => error instanceof PolicyError && error.diagnostics[0].code === "L0007",
  );
});
