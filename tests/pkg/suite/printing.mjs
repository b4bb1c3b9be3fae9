// Printed policies: modules that need no package decide as `check` explains, on the golden cases of the shipped policies.
import { POLICY } from "./sample.mjs";

/** The error of a module for a flow that it leaves to the package. */
const LIMIT = /knows no vendors|does not judge this/;

export function printing(checks, { lexloci, printed, policies, golden }) {
  const { code, types } = lexloci.Policy.compile(POLICY);
  const policy = lexloci.Policy.parse(POLICY);
  checks.equal(policy.compile(), { code, types }, "the same policy is the same module");
  checks.ok(code.includes("export function decide(") && types.includes("export function decide("), "it exports decide");
  policy.free();
  const names = Object.keys(policies).filter((name) => name in printed);
  checks.equal(
    names.map((name) => printed[name].policy.name).sort(),
    Object.keys(printed).sort(),
    "the modules are those of shipped policies",
  );
  let [cases, left] = [0, 0];
  for (const [index, { source }] of golden.policies.entries()) {
    const name = names.find((each) => policies[each] === source);
    if (name === undefined) continue;
    for (const each of golden.cases.filter((one) => one.policy === index && one.flow !== null)) {
      const told = JSON.parse(each.expected);
      if (Array.isArray(told)) continue;
      cases += 1;
      left += agrees(checks, printed[name], each, told) ? 0 : 1;
    }
  }
  const share = (golden.cases.length * names.length) / Object.keys(policies).length / 4;
  checks.ok(cases >= share, `${cases} cases of ${golden.cases.length} are of the printed policies`);
  checks.ok(left <= cases / 20, `${left} of ${cases} were left to the package`);
}

/** Compares a module with a verdict and with that of each part; returns false for a flow that it leaves to the package. */
function agrees(checks, module, { name, flow, options }, told) {
  const [asOf, level] = [options.as_of ?? undefined, options.level ?? undefined];
  const all = [[undefined, told.verdict], ...Object.entries(told.parts).map(([part, { verdict }]) => [part, verdict])];
  for (const [part, expected] of all) {
    let found;
    try {
      found = module.decide(JSON.parse(flow), { asOf, level, part });
    } catch (error) {
      if (!(error instanceof module.FlowError) || !LIMIT.test(error.message)) throw error;
      return false;
    }
    checks.equal(found, expected, `${name}, printed${part ? `, part ${part}` : ""}`);
  }
  return true;
}
