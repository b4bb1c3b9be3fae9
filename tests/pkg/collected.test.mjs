// A policy that nobody holds gives its memory back without free().
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as later } from "node:timers/promises";
import v8 from "node:v8";
import vm from "node:vm";
import { Policy } from "lexloci";
import { initSync } from "../../pkg/lexloci.js";
import { POLICY, flow } from "./sample.mjs";

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");
/** The engine's memory: it has been started, so that this starts nothing. */
const { memory } = initSync();

/** By how many bytes the engine's memory grows while many policies are parsed, each handed to `keep`. */
async function growth(keep) {
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 40; i++) {
    for (let j = 0; j < 50; j++) keep(Policy.parse(POLICY));
    collect();
    await later(1); // the registry's callbacks run between tasks
  }
  return memory.buffer.byteLength - before;
}

test("what is dropped is given back, what is held is not", async () => {
  const held = [];
  const dropped = await growth(() => {});
  const kept = await growth((policy) => held.push(policy));
  assert.ok(kept > 0);
  assert.ok(dropped < kept / 4, `${dropped} bytes for what was dropped, ${kept} for what was held`);
  for (const policy of held) assert.equal(policy.check(flow()).verdict, "compliant");
});
