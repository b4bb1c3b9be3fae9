// Decides flows by printed modules, and compares: node run.mjs FOLDER, with the modules and `asked.ndjson`, a line a flow.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const modules = new Map();
const tally = { compared: 0, refused: 0, differences: [], left: [] };

for await (const line of createInterface({ input: createReadStream(join(folder, "asked.ndjson")) })) {
  if (line === "") continue;
  const asked = JSON.parse(line);
  if (!modules.has(asked.module)) modules.set(asked.module, await import(pathToFileURL(join(folder, asked.module))));
  const found = answered(modules.get(asked.module), asked);
  const { expected } = asked;
  if (expected === null) {
    tally.refused += 1;
    if (found.error === undefined && !isSame(found, asked.decided)) differ(asked, found);
  } else if (found.error !== undefined && found.isLimit) tally.left.push(`${asked.name}: ${found.error}`);
  else {
    tally.compared += 1;
    const { decided, part } = asked;
    const isRuleOfPart = part !== null && expected.verdict === decided?.verdict && isSame(found, decided);
    if (!isSame(found, expected) && !isRuleOfPart) differ(asked, found);
  }
}
console.log(JSON.stringify(tally));

function answered(module, { flow, asOf, level, part }) {
  try {
    return module.decision(flow, { asOf: asOf ?? undefined, level: level ?? undefined, part: part ?? undefined });
  } catch (thrown) {
    const isLimit =
      thrown instanceof module.FlowError && /knows no vendors|knows codes|does not judge this/u.test(thrown.message);
    return { error: thrown instanceof module.FlowError ? `${thrown.code} ${thrown.message}` : thrown.stack, isLimit };
  }
}

function isSame(a, b) {
  return a.verdict === b?.verdict && a.rule === b?.rule;
}

function differ(asked, found) {
  tally.differences.push(
    `${asked.name} ${asked.module} level ${asked.level} part ${asked.part}: ${JSON.stringify(found)}, not ${JSON.stringify(asked.expected ?? asked.decided)}\n    ${JSON.stringify(asked.flow)}`,
  );
}
