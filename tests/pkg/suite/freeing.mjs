// A freed policy says so, and freeing twice is nothing, as `using` and an explicit free() need it.
import { POLICY, flow } from "./sample.mjs";

export function freeing(checks, { lexloci }) {
  const { Policy } = lexloci;
  const policy = Policy.parse(POLICY);
  policy.free();
  policy.free();
  const uses = {
    check: () => policy.check(flow()),
    render: () => policy.render(flow()),
    format: () => policy.format(),
    lint: () => policy.lint(),
    suppose: () => policy.suppose("FR leaves EEA on 2026-01-01"),
  };
  for (const [verb, use] of Object.entries(uses)) {
    const error = checks.throws(use, TypeError, `${verb} of a freed policy`);
    checks.ok(/freed/.test(error?.message), `${verb} of a freed policy says so`);
  }
  const doomed = Policy.parse(POLICY);
  const error = checks.throws(
    () =>
      doomed.check(
        flow({
          get storage() {
            doomed.free();
            return ["FR"];
          },
        }),
      ),
    TypeError,
    "freed by its flow",
  );
  checks.ok(/freed/.test(error?.message), "freed by its flow, and says so");
  checks.ok(!Symbol.dispose || Policy.prototype[Symbol.dispose] === Policy.prototype.free, "`using` frees");
  checks.equal(Policy.parse(POLICY).check(flow()).verdict, "compliant", "others are untouched");
}
