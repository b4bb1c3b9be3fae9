// Time as CPU time of this process, all its threads: compilation and garbage collection in the background count, other
// programs on the machine do not.
import { floor } from "./floor.mjs";

/** Nanoseconds of CPU time so far. */
export function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** Returns the median. */
export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** Returns an engine's answer, which must be yes or no. */
export function permits(answer) {
  if (typeof answer !== "boolean") throw new TypeError(`an engine answered ${answer}`);
  return answer;
}

/** Counts the flows that the engine decides as the floor does. It warms the engine up too. */
export async function agreement(decide, inputs, expected) {
  let agree = 0;
  for (let at = 0; at < inputs.length; at++) {
    if (permits(await decide(inputs[at])) === expected[at]) agree += 1;
  }
  return agree;
}

/** Nanoseconds a decision of the engine and of the floor, round by round. */
export async function rounds(decide, inputs, flows, count) {
  const repeats = inputs.length < flows.length ? 1 : 5;
  for (let warm = 0; warm < 5; warm++) floorOnce(flows);
  if (repeats > 1) for (let warm = 0; warm < 5; warm++) await engineOnce(decide, inputs, repeats);
  const measured = [];
  for (let round = 0; round < count; round++) {
    measured.push({ floor: floorOnce(flows), engine: await engineOnce(decide, inputs, repeats) });
  }
  return measured;
}

let sink = 0;

function floorOnce(flows) {
  const before = cpu();
  for (let repeat = 0; repeat < 10; repeat++) for (const flow of flows) sink += floor(flow);
  return (cpu() - before) / (10 * flows.length);
}

async function engineOnce(decide, inputs, repeats) {
  const asynchronous = decide(inputs[0]) instanceof Promise;
  const before = cpu();
  for (let repeat = 0; repeat < repeats; repeat++) {
    if (asynchronous) for (const input of inputs) sink += await decide(input);
    else for (const input of inputs) sink += decide(input);
  }
  return (cpu() - before) / (repeats * inputs.length);
}
