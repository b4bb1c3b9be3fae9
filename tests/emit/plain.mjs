// Two readers of one module: what the reader of plain flows decides, the reader of any flow decides alike, whether properties are taken
// by their names or one after the other; and so does the module for plain flows alone, which refuses every other.
//   node plain.mjs FOLDER, with modules and `asked.ndjson`, as run.mjs takes them. Flows are changed at random from a seed.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const lines = readFileSync(join(folder, "asked.ndjson"), "utf8").trim().split("\n");
const asked = new Map();
for (const { module, flow } of lines.map((line) => JSON.parse(line)))
  asked.set(module, [...(asked.get(module) ?? []), flow]);

let state = 20_261;
function below(limit) {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return (state >>> 8) % limit;
}
const one = (values) => values[below(values.length)];

const PLACES = ["FR", "DE", "US", "GB", "CH", "KR", "RU", "IN", "RE", "NO"];
const ODD = ["EU", "XX", "fr", "", 3, null, undefined, true, "aws/eu-west-3", "none", {}, [], "ES-CE", "exporter"];

/** Returns every object and list of a flow. */
function insides(value) {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(insides)];
}

/** Returns the values that flows have under each key. */
function seen(flows) {
  const found = {};
  for (const object of flows.flatMap(insides))
    for (const [key, value] of Object.entries(object)) (found[key] ??= []).push(value);
  return found;
}

/** Changes one thing of a flow. */
function change(flow, values) {
  const object = one(insides(flow));
  if (Array.isArray(object)) {
    const at = below(object.length + 1);
    const entry = object[at];
    const known = typeof entry === "object" && entry !== null ? { ...entry } : { place: one(PLACES) };
    object[at] = one([one(PLACES), known, { ...known, operator: { seat: one(PLACES) } }, entry ?? one(PLACES)]);
    if (below(20) === 0) object[at] = structuredClone(one(ODD));
    return;
  }
  const key = one(
    Object.keys(object)
      .concat("nothing_is_called_so")
      .slice(below(2) === 0 ? 0 : -2),
  );
  const kinds = [
    () => delete object[key],
    () => (object[key] = undefined),
    () => (object[key] = null),
    () => (object[key] = structuredClone(one(values[key] ?? ODD))),
    () => (object[key] = structuredClone(one(values[key] ?? ODD))),
    () => Array.isArray(object[key]) && (object[key] = { items: object[key], complete: below(2) === 0 }),
    () => below(8) === 0 && (object[key] = structuredClone(one(ODD))),
    () => typeof object[key] === "boolean" && (object[key] = !object[key]),
    () => typeof object[key] === "number" && (object[key] = below(100) / 10 - 2),
    () => "as_of" in object && (object.as_of = `20${10 + below(20)}-0${1 + below(9)}-1${below(10)}`),
  ];
  one(kinds)();
}

/** Returns what a reader makes of a flow: the code of the verdict and the rule, or that it is refused. */
function answer(judge, flow) {
  try {
    return judge(flow);
  } catch (thrown) {
    return thrown.name === "FlowError" ? "refused" : thrown.stack;
  }
}

const tally = { modules: 0, plain: 0, alone: 0, others: 0, differences: [] };
for (const [name, flows] of asked) {
  const code = readFileSync(join(folder, name), "utf8");
  if (!code.includes("function quickly(")) continue;
  const both = join(folder, `both-${name}`);
  const varied = "export function vary(value) { isVaried = value; SHAPES.length = 0; }";
  writeFileSync(both, `${code}\nexport { quickly, judgeAny };\n${varied}\n`);
  const { quickly, judgeAny, vary } = await import(pathToFileURL(both));
  const alone = join(folder, `alone-${name}`);
  writeFileSync(alone, `${readFileSync(join(folder, `plain-${name}`), "utf8")}\nexport { judge };\n`);
  const { judge: judgeAlone } = await import(pathToFileURL(alone));
  const values = seen(flows);
  tally.modules++;
  for (let count = 0; count < 20_000; count++) {
    const flow = structuredClone(one(flows));
    for (let changes = below(6); changes > 0; changes--) change(flow, values);
    vary(true);
    const walked = quickly(flow, undefined);
    vary(false);
    const found = quickly(flow, undefined);
    if (walked !== found)
      tally.differences.push(`${name}: ${walked} by each key, not ${found}: ${JSON.stringify(flow)}`);
    const said = answer((any) => judgeAlone(any, undefined, -1, -1), flow);
    if (said === found) tally.alone++;
    else if (said !== "refused")
      tally.differences.push(`${name}: ${said} alone, not ${found}: ${JSON.stringify(flow)}`);
    if (found === -1) {
      tally.others++;
      continue;
    }
    tally.plain++;
    const expected = answer((any) => judgeAny(any, undefined, -1, -1), flow);
    if (found !== expected) tally.differences.push(`${name}: ${found}, not ${expected}: ${JSON.stringify(flow)}`);
  }
}
console.log(
  JSON.stringify({ ...tally, differences: tally.differences.slice(0, 10), differ: tally.differences.length }),
);
