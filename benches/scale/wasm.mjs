// Judges each line of a file by the Wasm package in Node, and writes what the native audit writes of it: `node wasm.mjs POLICY FLOWS OUT`.
// Prints the processor seconds of judging, and those of a loop that only parses the lines.
import { readFileSync, writeFileSync } from "node:fs";
import { Policy } from "lexloci";
import { policies } from "lexloci/policies";

const [name, flows, out] = process.argv.slice(2);
const policy = Policy.parse(policies[name]);
const lines = readFileSync(flows, "utf8").trimEnd().split("\n");

/** Returns the seconds of the processor that a call takes. */
function seconds(call) {
  const { user, system } = process.cpuUsage();
  call();
  const spent = process.cpuUsage({ user, system });
  return (spent.user + spent.system) / 1e6;
}

/** Returns the rules that decide an answer, each once, in the policy's order. */
function deciding(verdict) {
  const wanted = { non_compliant: "violated", undetermined: "undetermined" }[verdict.verdict];
  const due = verdict.instances.filter(({ severity, outcome }) => severity === "blocking" && outcome === wanted);
  return [...new Set(due.map(({ rule }) => rule))];
}

/** Returns the verdict on a line in short, or the error of its flow. */
function judged(line) {
  const { id, ...flow } = JSON.parse(line);
  try {
    const verdict = policy.check(flow);
    const missing = verdict.verdict === "undetermined" ? verdict.ask : [];
    return { id, verdict: verdict.verdict, rules: deciding(verdict), missing, error: null };
  } catch (fault) {
    const [first] = fault.diagnostics ?? [];
    if (!first) throw fault;
    return { id, verdict: null, rules: null, missing: null, error: `${first.code} ${first.path}: ${first.message}` };
  }
}

let made = [];
const judging = seconds(() => (made = lines.map((line) => JSON.stringify(judged(line)))));
const reading = seconds(() => lines.forEach((line) => JSON.parse(line)));
writeFileSync(out, made.join("\n") + "\n");
console.log(JSON.stringify({ judging, reading }));
