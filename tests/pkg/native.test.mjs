// Law 6: on every golden case the package gives, byte for byte, what the engine gives natively.
import assert from "node:assert/strict";
import test from "node:test";
import { FlowError, Policy, PolicyError } from "lexloci";
import { golden } from "./golden.mjs";

test("there are golden cases", () => assert.ok(golden.length > 0));

for (const { name, policy, modules, flow, options, verdict, errors } of golden) {
  test(name, () => {
    for (const read of [JSON.parse, (text) => text]) {
      const here = judged(policy, modules, flow, options, read);
      assert.equal(here.verdict ?? here.errors, verdict ?? errors);
    }
  });
}

/** Returns what the package makes of a case whose flow is handed to it as an object, or as a text of JSON. */
function judged(source, modules, flow, { as_of: asOf, level }, read) {
  const { policy, errors } = parsed(source, modules);
  if (errors !== null) return { errors };
  if (flow === null) return { errors: "[]" };
  try {
    return { verdict: JSON.stringify(policy.check(read(flow), { asOf, level })) };
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    return { errors: JSON.stringify(error.diagnostics) };
  }
}

/** The parsed policies: some hundred have all cases. */
const known = new Map();

/** Returns a policy, or the errors of one that has them. */
function parsed(source, modules) {
  const key = JSON.stringify([source, modules]);
  if (!known.has(key)) known.set(key, parsedAnew(source, modules));
  return known.get(key);
}

function parsedAnew(source, modules) {
  try {
    return { policy: Policy.parse(source, { modules }), errors: null };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { policy: null, errors: JSON.stringify(error.diagnostics) };
  }
}
