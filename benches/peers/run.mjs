// The comparison: one table of all engines, and one of many flows at once.
//   node run.mjs [--quick] [--only id,id]
// Each engine is measured in processes of its own, and the hand-written floor again in each of them.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { ENGINES } from "./engines/index.mjs";
import { path } from "./files.mjs";
import { FORMS } from "./forms.mjs";
import { shipped } from "./shipped.mjs";
import { ENGINE_COLUMNS, FORM_COLUMNS, MANY_COLUMNS, heading, line } from "./table.mjs";
import { median } from "./time.mjs";

const { values: options } = parseArgs({ options: { quick: { type: "boolean" }, only: { type: "string" } } });
const wanted = options.only?.split(",");
const starts = options.quick ? 3 : 9;

const results = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  machine: `${cpus().length} cores, ${cpus()[0].model.trim()}`,
  partial: Boolean(options.quick || wanted),
  engines: [],
  forms: [],
  many: [],
};
console.log(`One decision, 13 rules, 10,000 flows of 21 fields\n\n${heading(ENGINE_COLUMNS)}`);
for (const engine of ENGINES.filter(isWanted)) {
  const result = await measured(engine);
  results.engines.push(result);
  console.log(line(ENGINE_COLUMNS, result));
}
console.log(`\nThe same flows in other forms\n\n${heading(FORM_COLUMNS)}`);
for (const engine of ENGINES.filter((each) => isWanted(each) && each.forms && !each.unavailable?.())) {
  for (const [name, { title }] of Object.entries(FORMS)) {
    const result = { name: engine.name, form: title, ...(await one(engine, name)) };
    results.forms.push(result);
    console.log(line(FORM_COLUMNS, result));
  }
}
console.log(`\nMany flows at once\n\n${heading(MANY_COLUMNS)}`);
results.many = (await child("many.mjs", options.quick ? ["--quick"] : [])).rows;
for (const row of results.many) console.log(line(MANY_COLUMNS, row));
writeFileSync(path("../results.json"), `${JSON.stringify(results, null, 2)}\n`);
process.exitCode = agreed(results) ? 0 : 1;

/** Returns whether an engine is asked for. `lexloci` stands for `lexloci-check` too. */
function isWanted({ id }) {
  return wanted?.some((name) => id === name || id.startsWith(`${name}-`)) ?? true;
}

async function measured(engine) {
  const { id, name, how } = engine;
  const unavailable = engine.unavailable?.() ?? null;
  if (unavailable !== null) return { id, name, how, unavailable };
  try {
    const cold = [];
    for (let at = 0; at < starts; at++) cold.push(await one(engine, "start"));
    const middle = (key) => median(cold.map((start) => start[key]));
    const start = { milliseconds: middle("milliseconds"), megabytes: middle("megabytes") };
    const bytes = await shipped(engine.ships);
    return { id, name, how, decide: await one(engine, "decide"), start, bytes, missing: await one(engine, "missing") };
  } catch (error) {
    return { id, name, how, failed: error.message };
  }
}

/** Measures one thing of an engine in a process of its own. */
function one({ id }, what) {
  return child("one.mjs", [id, what, ...(options.quick ? ["--quick"] : [])]);
}

/** Returns what a fresh process prints last. */
async function child(script, words) {
  const limits = { encoding: "utf8", maxBuffer: 2 ** 26 };
  const run = spawnSync(process.execPath, ["--expose-gc", path(script), ...words], limits);
  if (run.status !== 0) throw new Error(`${script} ${words.join(" ")} failed: ${run.stderr.trim().slice(-400)}`);
  return JSON.parse(run.stdout.trim().split("\n").at(-1));
}

/** Returns whether every engine decides every flow as the floor does, and prints those that do not: their rows are no comparison. */
function agreed({ engines }) {
  const odd = engines.filter(({ decide }) => decide && decide.agree !== decide.of);
  const broken = engines.filter(({ failed }) => failed);
  for (const { name, decide } of odd)
    console.error(`\n${name} decides ${decide.of - decide.agree} flows otherwise than the floor.`);
  for (const { name, failed } of broken) console.error(`\n${name}: ${failed}`);
  const unsound = engines.filter(({ id, missing }) => id.startsWith("lexloci") && missing?.unsound > 0);
  for (const { name, missing } of unsound)
    console.error(`\n${name} goes ahead ${missing.unsound} times although a missing fact could forbid it.`);
  return odd.length + broken.length + unsound.length === 0;
}
