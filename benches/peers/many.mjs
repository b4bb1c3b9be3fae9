// Many flows at once: Lex Loci's batches beside loops and kernels written by hand. Prints a line of JSON.
import { readFileSync } from "node:fs";
import * as lexloci from "lexloci";
import { reworded } from "./engines/lexloci.mjs";
import { path, unless, written } from "./files.mjs";
import { floor } from "./floor.mjs";
import { pack } from "./pack.mjs";
import { cpu, median } from "./time.mjs";

const COMPLIANT = 0;
const flows = JSON.parse(written("flows.json"));
const expected = flows.map(floor);
const rounds = process.argv.includes("--quick") ? 3 : 9;

const byHand = loop();
const limit = kernels("limit.wasm");
const simd = kernels("limit-simd.wasm");
const printed =
  unless(path("dist/policy.printed.mjs"), "it is not printed") === null
    ? await import("./dist/policy.printed.mjs")
    : null;
const subjects = [byHand, ...limit, ...simd, ...ours()];
console.log(JSON.stringify({ rows: compared(subjects) }));

function loop() {
  const out = new Uint8Array(flows.length);
  const run = () => {
    for (let at = 0; at < flows.length; at++) out[at] = floor(flows[at]) ? 1 : 0;
  };
  return {
    name: "JavaScript by hand",
    how: "a loop over objects",
    run,
    permitted: () => Array.from(out, Boolean),
    repeats: 5,
  };
}

/** Returns the hand-written kernels of one build of benches/limit. */
function kernels(file) {
  const name = `limit: Rust by hand in Wasm${file.includes("simd") ? ", simd128" : ""}`;
  const unavailable = unless(path(`dist/${file}`), `dist/${file} is not built`);
  if (unavailable) return [{ name, unavailable }];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path(`dist/${file}`))));
  const at = exports.rows(flows.length) / 4;
  const packAll = () => {
    const words = new Uint32Array(exports.memory.buffer); // anew: a memory that grows leaves its old views empty
    for (let index = 0; index < flows.length; index++) pack(flows[index], words, at + 4 * index);
  };
  packAll();
  exports.turn();
  const permitted = (start) =>
    Array.from(new Uint8Array(exports.memory.buffer, start, flows.length), (rule) => rule >= 7);
  const kernel = (how, repeats, call) => {
    let out = 0;
    return { name, how, repeats, run: () => (out = call()), permitted: () => permitted(out) };
  };
  return [
    kernel("JavaScript packs rows, one call", 5, () => (packAll(), exports.decide_rows())),
    kernel("rows packed beforehand", 50, () => exports.decide_rows()),
    { ...kernel("columns packed beforehand", 50, () => exports.decide_all_columns()), columns: true },
    ...(exports.decide_all_lanes()
      ? [{ ...kernel("columns, 16 flows at once", 50, () => exports.decide_all_lanes()), columns: true }]
      : []),
  ];
}

/** Returns Lex Loci's batches. */
function ours() {
  const policy = lexloci.Policy.parse(readFileSync(path("policy.loci"), "utf8"));
  const inputs = flows.map(reworded);
  const subject = (name, how, repeats, decide) => {
    let codes = new Uint8Array();
    const permitted = () => Array.from(codes, (code) => code === COMPLIANT);
    return { name, how, repeats, run: () => (codes = decide()), permitted };
  };
  const ofModule = () =>
    subject("Lex Loci `decideMany`, printed module", "objects, one call", 3, () => printed.decideMany(inputs));
  return [
    ...(printed === null ? [] : [ofModule()]),
    subject("Lex Loci `decideMany`", "objects, one call", 3, () => policy.decideMany(inputs)),
  ];
}

/** Times the subjects in turns, so that each round has its own floor and limit. */
function compared(subjects) {
  const timed = subjects.filter(({ run }) => run);
  for (const { run } of timed) for (let warm = 0; warm < 3; warm++) run();
  const times = new Map(timed.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) for (const subject of timed) times.get(subject).push(once(subject));
  const columns = [...limit, ...simd].findLast((subject) => subject.columns);
  return subjects.map((subject) => described(subject, times, columns));
}

function once({ run, repeats }) {
  const before = cpu();
  for (let repeat = 0; repeat < repeats; repeat++) run();
  return (cpu() - before) / (repeats * flows.length);
}

function described(subject, times, columns) {
  const { name, how, unavailable } = subject;
  if (unavailable) return { name, unavailable };
  const over = (other) => median(times.get(subject).map((time, round) => time / times.get(other)[round]));
  const permitted = subject.permitted();
  const agree = permitted.filter((answer, at) => answer === expected[at]).length;
  const nanoseconds = median(times.get(subject));
  return { name, how, nanoseconds, ratio: over(byHand), limit: columns && over(columns), agree, of: flows.length };
}
