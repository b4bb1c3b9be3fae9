// Printed modules stay optimised: after many decisions on their flows every function that reads a plain flow is compiled.
//   node hot.mjs FOLDER, with modules and `asked.ndjson`, as run.mjs takes them. Prints the functions that are not.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";

setFlagsFromString("--allow-natives-syntax");
// A function that is inlined wherever it is called is never compiled itself.
setFlagsFromString("--no-turbo-inlining");
// A compiler beside may not get its turn on a busy machine.
setFlagsFromString("--no-concurrent-recompilation");
const statusOf = new Function("f", "return %GetOptimizationStatus(f)");
const [OPTIMISED, TURBOFAN] = [1 << 4, 1 << 5];
const ROUNDS = 60;

const folder = resolve(process.argv[2]);
const lines = readFileSync(join(folder, "asked.ndjson"), "utf8").trim().split("\n");
const asked = new Map();
for (const { module, flow } of lines.map((line) => JSON.parse(line)))
  asked.set(module, [...(asked.get(module) ?? []), flow]);

const tally = { modules: 0, functions: 0, decisions: 0, cold: [] };
for (const [name, flows] of asked) {
  const code = readFileSync(join(folder, name), "utf8");
  const names = [...code.matchAll(/^function (quick|keyCount|judged|list(?:Site|Measure))\(/gmu)].map(
    ([, found]) => found,
  );
  if (!names.includes("quick")) continue;
  const watched = join(folder, `hot-${name}`);
  writeFileSync(watched, `${code}\nexport const HOT = { ${names.join(", ")} };\n`);
  const { decide, HOT } = await import(pathToFileURL(watched));
  tally.modules++;
  tally.functions += names.length;
  for (let round = 0; round < ROUNDS; round++) {
    for (let count = 0; count < 5_000; count++) decide(flows[count % flows.length]);
    tally.decisions += 5_000;
    await setTimeout(5);
  }
  for (let wait = 0; wait < 50 && cold(HOT).length > 0; wait++) {
    for (let count = 0; count < 5_000; count++) decide(flows[count % flows.length]);
    await setTimeout(100);
  }
  tally.cold.push(...cold(HOT).map((each) => `${each} of ${name}`));
}
console.log(JSON.stringify(tally));

function cold(functions) {
  const isCold = ([, each]) => (statusOf(each) & (OPTIMISED | TURBOFAN)) === 0;
  return Object.entries(functions)
    .filter(isCold)
    .map(([name]) => name);
}
