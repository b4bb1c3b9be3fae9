// `decide` gives the verdict that `check` gives, here, in lexloci/runtime, and one by one or many at once.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { FlowError, Policy, PolicyError, atlas } from "lexloci";
import { Policy as Runtime } from "lexloci/runtime";
import { golden } from "./golden.mjs";
import { Draw, mutated } from "./mutate.mjs";
import { takenBy } from "./taken.mjs";

const VERDICTS = ["compliant", "non_compliant", "undetermined", "not_applicable"];

/** What was compared so far. */
class Tally {
  compared = 0;
  flows = 0;
  left = 0;
  refused = 0;

  toString() {
    const share = ((100 * this.left) / this.flows).toFixed(1);
    return `${this.compared} verdicts of ${this.flows} flows compared, ${this.left} flows (${share} %) left to check; ${this.refused} flows refused`;
  }
}

/** One policy in every form that decides. */
class Subject {
  constructor(source, modules) {
    this.policy = Policy.parse(source, { modules });
    const bytes = this.policy.compile();
    this.runtime = Runtime.load(bytes);
    this.takes = takenBy(bytes);
  }

  free() {
    this.policy.free();
    this.runtime.free();
  }

  /** Compares every form with what `check` says of a flow. */
  compare(flow, options, tally) {
    const verdict = judged(() => this.policy.check(flow, options));
    if (verdict instanceof FlowError) {
      tally.refused += 1;
      return;
    }
    const taken = this.takes(flow, options);
    tally.flows += 1;
    tally.left += taken ? 0 : 1;
    this.#same(
      flow,
      options,
      decision(verdict, verdict.verdict, () => true),
      taken,
      tally,
    );
    for (const [part, { verdict: answer }] of Object.entries(verdict.parts)) {
      this.#same(
        flow,
        { ...options, part },
        decision(verdict, answer, (instance) => instance.part === part),
        taken,
        tally,
      );
    }
  }

  #same(flow, options, expected, taken, tally) {
    tally.compared += 1;
    const shown = () => JSON.stringify({ flow, options });
    assert.equal(this.policy.decide(flow, options), expected.verdict, shown());
    const decision = this.policy.decision(flow, options);
    if (options.part !== undefined && hasGroup(flow)) expected.rule = decision.rule;
    assert.deepEqual(decision, expected, shown());
    const decided = judged(() => this.runtime.decision(flow, options));
    if (taken) assert.deepEqual(decided, expected, shown());
    else assert.ok(decided instanceof FlowError, shown());
    const many = this.policy.decideMany([flow, flow], options);
    assert.deepEqual([...many], Array(2).fill(VERDICTS.indexOf(expected.verdict)), shown());
  }
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

/** Returns the golden cases that can be parsed, by their policies, with the levels of each. */
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
    let subject;
    try {
      subject = new Subject(source, modules);
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      continue;
    }
    visit(subject, cases);
    subject.free();
  }
}

/** Returns the options that a case can be judged with: its own level, and every level that its verdict names. */
function* everyLevel(subject, { flow, asOf, level }) {
  yield { asOf, level };
  const verdict = judged(() => subject.policy.check(flow, { asOf, level }));
  const levels = verdict instanceof FlowError ? null : verdict.level;
  if (levels === null || levels === undefined) return;
  const { reached, open, refused } = levels;
  for (const other of new Set([reached, ...open, ...refused]))
    if (other !== null && other !== level) yield { asOf, level: other };
}

test("golden cases are decided as they are checked", (t) => {
  const tally = new Tally();
  subjects((subject, cases) => {
    for (const each of cases)
      for (const options of everyLevel(subject, each)) subject.compare(each.flow, options, tally);
  });
  t.diagnostic(`golden cases: ${tally}`);
  assert.ok(tally.compared >= 900, String(tally));
  assert.ok(tally.left <= 0.1 * tally.flows, String(tally));
});

test("golden flows are decided as they are checked however they are changed", (t) => {
  const tally = new Tally();
  const draw = new Draw(7);
  subjects((subject, cases) => {
    for (const { flow, asOf, level } of cases) {
      for (let i = 0; i < 5; i++) subject.compare(mutated(flow, draw), { asOf, level }, tally);
    }
  });
  t.diagnostic(`changed golden flows: ${tally}`);
  assert.ok(tally.compared >= 5000, String(tally));
  assert.ok(tally.left <= 0.15 * tally.flows, String(tally));
});

const laws = process.env.LEXLOCI_LAWS;

test(
  "random flows are decided as they are natively",
  { skip: !laws && "LEXLOCI_LAWS names no file: `cargo xtask test` writes one" },
  (t) => {
    assert.ok(existsSync(laws), `${laws} is not there`);
    const tally = new Tally();
    let subject = null;
    let source = null;
    for (const line of readFileSync(laws, "utf8").trim().split("\n")) {
      const { policy, flow, verdicts } = JSON.parse(line);
      if (policy !== source) {
        subject?.free();
        [source, subject] = [policy, new Subject(policy, {})];
      }
      for (const [[level, part], expected] of verdicts) {
        const options = { level, part };
        assert.equal(subject.policy.decide(flow, options), expected, line);
        tally.compared += 1;
      }
      subject.compare(flow, {}, tally);
    }
    t.diagnostic(`random flows: ${tally}`);
    assert.ok(tally.compared >= 5000, String(tally));
    assert.ok(tally.left <= 0.2 * tally.flows, String(tally));
  },
);

test("many flows are decided as one by one", (t) => {
  let compared = 0;
  subjects((subject, cases) => {
    const fit = cases.map(({ flow, asOf }) => (asOf === undefined ? flow : { ...flow, as_of: asOf }));
    const flows = fit.filter((flow) => !(judged(() => subject.policy.check(flow)) instanceof FlowError));
    const codes = subject.policy.decideMany(flows);
    assert.deepEqual(
      [...codes],
      flows.map((flow) => VERDICTS.indexOf(subject.policy.decide(flow))),
    );
    compared += flows.length;
  });
  t.diagnostic(`${compared} flows decided in batches`);
  assert.ok(compared >= 500);
});
