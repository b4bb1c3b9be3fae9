// Writes what the engines are measured with into dist/: the flows, the rule that decides each, and the policy in the language
// of each engine.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Policy } from "lexloci";
import { path } from "./files.mjs";
import { flows } from "./flows.mjs";
import { rule } from "./floor.mjs";
import { biscuit } from "./policies/biscuit.mjs";
import { casbin } from "./policies/casbin.mjs";
import { cedar } from "./policies/cedar.mjs";
import { cel, zen } from "./policies/chain.mjs";
import { jsonLogic } from "./policies/json-logic.mjs";
import { jsonRules } from "./policies/json-rules.mjs";
import { rego } from "./policies/rego.mjs";

const drawn = flows();
const languages = [biscuit, casbin, cedar, cel, zen, jsonLogic, jsonRules, rego];

mkdirSync(path("dist"), { recursive: true });
write("flows.json", JSON.stringify(drawn));
write("flow.json", JSON.stringify(drawn[0])); // a start is measured in a process that holds nothing else
write("verdicts.json", JSON.stringify(drawn.map(rule)));
for (const language of languages) {
  for (const [name, text] of Object.entries(language())) write(name, text);
}
write("policy.printed.mjs", Policy.compile(readFileSync(path("policy.loci"), "utf8")).code);

function write(name, content) {
  writeFileSync(path(`dist/${name}`), content);
}
