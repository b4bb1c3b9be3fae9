// Measures one engine in this process, which is a fresh one, and prints what came of it as a line of JSON.
//   node --expose-gc one.mjs ID start|decide|missing|FORM [--quick], FORM being a key of FORMS
import { ENGINES } from "./engines/index.mjs";
import { written } from "./files.mjs";
import { floor } from "./floor.mjs";
import { FORMS, formed } from "./forms.mjs";
import { missing } from "./missing.mjs";
import { agreement, cpu, median, permits, rounds } from "./time.mjs";

const [id, what, quick] = process.argv.slice(2);
const engine = ENGINES.find((each) => each.id === id);
const all = () => JSON.parse(written("flows.json"));
const input = engine.input ?? ((flow) => flow);

const OF_FORMS = Object.fromEntries(Object.keys(FORMS).map((name) => [name, () => decideFormed(name)]));
const MEASURES = {
  ...OF_FORMS,
  start,
  decide,
  missing: async () => missing(await engine.start(), input, sample(), floor),
};
console.log(JSON.stringify(await MEASURES[what]()));
process.exit(0); // some engines leave threads behind

/** Measures the CPU milliseconds to load the engine, read the policy and give the first verdict; and the megabytes that the process grew by. */
async function start() {
  const first = input(JSON.parse(written("flow.json")));
  globalThis.gc();
  const [before, memory] = [cpu(), process.memoryUsage.rss()];
  const decide = await engine.start();
  permits(await decide(first));
  const milliseconds = (cpu() - before) / 1e6;
  globalThis.gc();
  return { milliseconds, megabytes: (process.memoryUsage.rss() - memory) / 1e6 };
}

/** Measures agreement on every flow, nanoseconds a decision, and their ratio to the floor, timed in turns with it. */
async function decide() {
  const decide = await engine.start();
  const flows = all();
  const inputs = flows.map(input);
  const agree = await agreement(decide, inputs, flows.map(floor));
  return { agree, of: flows.length, ...(await timed(decide, inputs, flows)) };
}

/** Measures the same where the flows come in a form. What is decided of them is not what the floor decides of the whole flows. */
async function decideFormed(name) {
  const flows = all();
  const inputs = formed(flows.map(input), name);
  return timed(await engine.start(), inputs, flows);
}

async function timed(decide, inputs, flows) {
  const measured = await rounds(decide, inputs.slice(0, engine.pace), flows, quick ? 3 : 7);
  return {
    nanoseconds: median(measured.map(({ engine }) => engine)),
    floor: median(measured.map(({ floor }) => floor)),
    ratio: median(measured.map(({ engine, floor }) => engine / floor)),
  };
}

/** Returns the flows that an engine is asked about: fewer for a slow one. */
function sample() {
  const slow = engine.pace < 1000 ? 10 : 1;
  return all().slice(0, (quick ? 100 : 400) / slow);
}
