// Compiled policies: bytes that every form of the package reads, and errors that say what is wrong with any others.
import { POLICY, flow } from "./sample.mjs";

/** The bytes of the format and of the length, after the eight that every file begins with. */
const FORMAT = 8;

/** Bytes that are no compiled policy, and what is said of them. */
function spoiled(bytes) {
  const changed = (at) => bytes.map((byte, index) => (index === at ? byte ^ 0x55 : byte));
  return [
    ["nothing", new Uint8Array(), /not a compiled policy/],
    ["a text", new TextEncoder().encode(POLICY), /not a compiled policy/],
    ["the head alone", bytes.slice(0, 20), /not whole/],
    ["all but the last byte", bytes.slice(0, -1), /not whole/],
    ["a byte too many", new Uint8Array([...bytes, 0]), /altered/],
    ["another first byte", changed(0), /not a compiled policy/],
    ["another digest", changed(20), /altered/],
    ["another last byte", changed(bytes.length - 1), /altered/],
    ["another byte within", changed(bytes.length >> 1), /altered/],
    ["a newer format", bytes.map((byte, index) => (index === FORMAT + 1 ? 1 : byte)), /newer version/],
  ];
}

export function loading(checks, { lexloci, runtime }) {
  const bytes = lexloci.Policy.compile(POLICY);
  checks.equal([...lexloci.Policy.parse(POLICY).compile()], [...bytes], "the same policy is the same bytes");
  for (const [form, { Policy, PolicyError, FlowError }] of Object.entries({ lexloci, runtime })) {
    const policy = Policy.load(bytes);
    checks.equal(policy.decide(flow()), "compliant", `${form}: a verdict`);
    checks.equal(
      policy.decision(flow({ storage: ["US"] })),
      { verdict: "non_compliant", rule: "stores" },
      `${form}: a decision`,
    );
    checks.equal([...policy.decideMany([flow(), flow({ storage: ["FR", "US"] })])], [0, 1], `${form}: many`);
    for (const [what, wrong, said] of spoiled(bytes)) {
      const error = checks.throws(() => Policy.load(wrong), PolicyError, `${form}: ${what}`);
      checks.equal(
        error?.diagnostics?.map(({ code }) => code),
        ["L0007"],
        `${form}: the code of ${what}`,
      );
      checks.ok(said.test(error?.message), `${form}: ${what}: ${error?.message}`);
    }
    checks.throws(() => Policy.load(POLICY), TypeError, `${form}: no bytes`);
    checks.throws(() => policy.decide(flow({ storage: 7 })), FlowError, `${form}: a wrong flow`);
    checks.equal(policy.decide(flow()), "compliant", `${form}: it goes on deciding`);
    policy.free();
    policy.free();
    const error = checks.throws(() => policy.decide(flow()), TypeError, `${form}: freed`);
    checks.ok(/freed/.test(error?.message), `${form}: freed, and says so`);
  }
}
