// Questions over all flows, through the package.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { FlowError, Policy } from "lexloci";

const SOURCE = readFileSync("examples/backups.loci", "utf8");
const OPEN = { as_of: "2026-03-01", data: ["contact"], storage: ["FR", { place: "US", kind: "backup" }] };
const REFUSED = { ...OPEN, storage: ["FR", { place: "US", kind: "backup", encrypted: false }] };
const policy = Policy.parse(SOURCE);

test("an undetermined flow is shown to be so", () => {
  const exact = policy.exact(OPEN);
  assert.deepEqual([exact.verdict, exact.decided], ["undetermined", true]);
  assert.equal(exact.witnesses.length, 2);
  for (const { verdict, flow } of exact.witnesses) assert.equal(policy.check(flow).verdict, verdict);
});

test("the smallest question is asked, and each answer leads where it says", () => {
  const { questions, smallest } = policy.ask(OPEN);
  assert.deepEqual(questions[0].facts, ["storage[1].encrypted"]);
  assert.equal(smallest, true);
  for (const { values, verdict } of questions[0].outcomes) {
    const flow = { ...OPEN, storage: ["FR", { place: "US", kind: "backup", encrypted: values[0] }] };
    assert.equal(policy.check(flow).verdict, verdict);
  }
});

test("the first question settles the flow", () => {
  const { compliant_if, unsettled } = policy.first(OPEN);
  assert.deepEqual(unsettled, []);
  assert.deepEqual(
    compliant_if.map(({ path }) => path),
    ["storage[1].encrypted"],
  );
  const flow = { ...OPEN, storage: ["FR", { place: "US", kind: "backup", encrypted: compliant_if[0].to }] };
  assert.equal(policy.check(flow).verdict, "compliant");
});

test("every cure makes the flow compliant and leaves alone what is fixed", () => {
  const { cures, remedy } = policy.cure(REFUSED);
  assert.equal(remedy, "found");
  assert.ok(cures.length > 1);
  for (const { flow, settled, conditions } of cures) {
    assert.deepEqual(conditions, []);
    assert.deepEqual(flow, settled);
    assert.equal(policy.check(flow).verdict, "compliant");
  }
  const fixed = policy.cure(REFUSED, { fixed: ["storage[1].place"] }).cures;
  assert.ok(fixed.length > 0 && fixed.every(({ changes }) => changes.every(({ path }) => path !== "storage[1].place")));
  const dear = policy.cure(REFUSED, { costs: { relocate: 1000, remove: 1000 } }).cures;
  assert.equal(dear[0].changes[0].path, "storage[1].encrypted");
  assert.equal(policy.cure(REFUSED, { fixed: ["storage"] }).remedy, "no_lawful_cure");
  assert.equal(policy.cure({ ...REFUSED, storage: ["FR"] }).remedy, "not_needed");
});

test("what a cure needs found is a condition, and stands in no flow that it shows", () => {
  const source =
    'loci 1\nfact x.tier is one of {gold, silver} as act\nfact x.needed is yes_no\npolicy p version 1.0.0 "P" {\n  rule r "R" require x.tier is gold and x.needed\n}\n';
  const both = Policy.parse(source);
  const [{ changes, conditions, flow, settled }] = both.cure({ as_of: "2026-03-01", x: { tier: "silver" } }).cures;
  assert.deepEqual(changes, [{ path: "x.tier", from: "silver", to: "gold" }]);
  assert.deepEqual(conditions, [{ path: "x.needed", from: null, to: true }]);
  assert.equal(both.check(flow).verdict, "undetermined");
  assert.equal(both.check(settled).verdict, "compliant");
  assert.equal(both.cure({ as_of: "2026-03-01", x: { tier: "silver", needed: false } }).remedy, "no_lawful_cure");
});

test("a wish that is misspelt, or no wish, is refused with its name and the right spelling", () => {
  const told = (options) => {
    try {
      policy.cure(REFUSED, options);
    } catch (error) {
      assert.ok(error instanceof FlowError);
      return error.diagnostics.map(({ code, path, help }) => [code, path, help]);
    }
    return null;
  };
  assert.deepEqual(told({ fixed: ["strage"] }), [["L0588", "fixed[0]", "did you mean `storage`?"]]);
  assert.deepEqual(told({ costs: { relocat: 1 } }), [["L0588", "costs.relocat", "did you mean `relocate`?"]]);
  assert.equal(told({ fixed: "storage" })[0][1], "fixed");
  assert.equal(told({ fixed: [7] })[0][1], "fixed[0]");
  assert.equal(told({ costs: { add: "dear" } })[0][1], "costs.add");
  assert.equal(told({ costs: 7 })[0][1], "costs");
});

test("where agrees with check in every country and region", () => {
  for (const there of policy.where(OPEN, "storage[1]")) {
    const site = there.kind === "place" ? { place: there.id, region: "none" } : { region: there.id };
    const flow = { ...OPEN, storage: ["FR", { ...site, kind: "backup" }] };
    assert.equal(policy.check(flow).verdict, there.verdict, there.id);
  }
});

test("a path of where that is no site and no place is an error with the paths that there are", () => {
  for (const path of [undefined, null, 0, "", "storage", "storage[9]", "storage[1].kind", "__proto__"]) {
    const refused = ({ name, diagnostics: [{ code, path: at, help }] }) => {
      assert.deepEqual([name, code, at], ["FlowError", "L0588", "path"]);
      assert.match(help, /storage\[0\], storage\[1\]/);
      return true;
    };
    assert.throws(() => policy.where(OPEN, path), refused, String(path));
  }
});

test("claims are proved step by step, or at once", () => {
  assert.deepEqual(
    policy.claims().map(({ name }) => name),
    ["inside"],
  );
  const going = policy.proving("inside");
  let steps = 0;
  while (going.advance(10) === null) steps += 1;
  assert.ok(steps > 3, "a page can draw in between");
  assert.equal(going.advance().outcome, "proved");
  assert.equal(going.progress.done, going.progress.of);
  going.free();
  const wrong = Policy.parse(SOURCE.replace("(s.kind is primary and s not in EEA)", "s not in EEA"));
  const [proof] = wrong.prove();
  assert.equal(proof.outcome, "refuted");
  assert.equal(wrong.check(proof.flow).verdict, "compliant");
  assert.equal(policy.prove({ steps: 2 })[0].outcome, "undecided");
  assert.throws(() => policy.proving("nothing"), FlowError);
});

test("a difference comes with a witness", () => {
  const wider = SOURCE.replace("s.kind is backup and", "s.kind in {backup, cache} and").replace("1.0.0", "1.0.1");
  const newer = Policy.parse(wider);
  const { changes, step } = Policy.diff(policy, newer);
  assert.deepEqual(step, { claimed: "patch", needed: "minor", right: false });
  for (const { from, to, flow } of changes) {
    assert.equal(policy.check(flow).verdict, from);
    assert.equal(newer.check(flow).verdict, to);
  }
  assert.equal(Policy.diff(policy, newer, { steps: 1 }), null);
});

test("what makes no difference is found", () => {
  assert.deepEqual(policy.idle(), []);
  const never = SOURCE.replace("when s.kind is backup and s.encrypted", "when s in EEA and s.encrypted");
  const found = Policy.parse(never).idle();
  assert.deepEqual(
    found.map(({ code, name }) => [code, name]),
    [["L0422", "backup"]],
  );
  assert.match(never.slice(...found[0].span), /^exception backup/);
});

test("a wrong flow, a wrong option and a hostile object are refused with a path", () => {
  assert.throws(() => policy.ask({ as_of: "2026-03-01", storrage: [] }), FlowError);
  assert.throws(() => policy.ask(OPEN, { step: 3 }), FlowError);
  assert.throws(() => policy.ask(OPEN, { steps: -1 }), FlowError);
  assert.throws(() => policy.cure(OPEN, { fixed: [Symbol("x")] }), FlowError);
  assert.equal(policy.exact(OPEN, { steps: 0 }).decided, false);
});
