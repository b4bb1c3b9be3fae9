// Law 6: on every golden case the package gives, byte for byte, what the engine gives natively.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import test from "node:test";
import { FlowError, Policy, PolicyError } from "lexloci";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** The command line: `cargo xtask test` says where it built it. */
const native = process.env.LEXLOCI_NATIVE ?? `${root}target/debug/lexloci`;
const arguments_ = ["test", "--list-json", "tests/cases"];
const listed = execFileSync(native, arguments_, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 30 });
const cases = listed.trim().split("\n").map((line) => JSON.parse(line));

test("there are golden cases", () => assert.ok(cases.length > 0));

for (const { name, policy, modules, flow, options, verdict, errors } of cases) {
  test(name, () => {
    const here = judged(policy, modules, flow, options);
    assert.equal(here.verdict ?? here.errors, verdict ?? errors);
  });
}

/** What the package makes of a case, as JSON text. */
function judged(source, modules, flow, { as_of: asOf, level }) {
  try {
    const policy = Policy.parse(source, { modules });
    return flow === null ? { errors: "[]" } : { verdict: JSON.stringify(policy.check(JSON.parse(flow), { asOf, level })) };
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof FlowError)) throw error;
    return { errors: JSON.stringify(error.diagnostics) };
  }
}
