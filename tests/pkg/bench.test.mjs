// The comparison with other engines (COMPARE.md) rests on this: the policy of benches/peers in Lex Loci's language decides as
// the function by hand does, and a missing fact never lets a flow go ahead that it could forbid.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { FlowError, Policy } from "lexloci";
import { reworded } from "../../benches/peers/engines/lexloci.mjs";
import { floor, rule } from "../../benches/peers/floor.mjs";
import { flows } from "../../benches/peers/flows.mjs";
import { missing } from "../../benches/peers/missing.mjs";

const policy = Policy.parse(readFileSync(new URL("../../benches/peers/policy.loci", import.meta.url), "utf8"));
const drawn = flows(1500);

test("the benchmark's policy decides every flow as the function by hand", () => {
  const differing = drawn.filter((flow) => (policy.check(reworded(flow)).verdict === "compliant") !== floor(flow));
  assert.deepEqual(differing, []);
});

test("every rule of the benchmark decides some flow", () => {
  const numbers = [1, 2, 3, 4, 5, 6];
  const all = [...numbers.map((number) => `D${number}`), ...numbers.map((number) => `P${number}`), "default"];
  assert.deepEqual([...new Set(flows().map(rule))].sort(), all);
});

test("no missing fact lets a flow go ahead that it could forbid; without a day there is no answer", async () => {
  const decide = (flow) => policy.check(flow).verdict === "compliant";
  const counts = await missing(decide, reworded, drawn.slice(0, 60), floor);
  assert.deepEqual(counts, { requests: 960, unsound: 0, strict: 0, threw: 60, open: {} });
  const { as_of, ...dayless } = reworded(drawn[0]);
  assert.ok(as_of);
  assert.throws(() => policy.check(dayless), FlowError);
});
