// Compiled policies that somebody altered together with their digest: what no engine writes is a PolicyError, and what is loaded
// all the same decides or refuses a flow, and harms nobody else.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { FlowError, Policy, PolicyError } from "lexloci";
import { FlowError as RuntimeFlowError, Policy as Runtime, PolicyError as RuntimePolicyError } from "lexloci/runtime";
import { policies } from "lexloci/policies";

/** Bytes before the program: magic, format, length, digest. */
const HEAD = 8 + 2 + 4 + 32;

/** Returns the bytes with another program, under a length and a digest that fit it. */
function sealed(bytes, program) {
  const out = Buffer.concat([
    Buffer.from(bytes.subarray(0, 10)),
    Buffer.alloc(4),
    createHash("sha256").update(program).digest(),
    program,
  ]);
  out.writeUInt32LE(program.length, 10);
  return new Uint8Array(out);
}

const FLOW = {
  as_of: "2026-03-01",
  data: ["health"],
  exporter: { seat: "FR", id: "a" },
  provider: { seat: "FR", holders: ["@a", { capital: "50%", seat: "US" }] },
  storage: ["FR", "EU", "aws/eu-west-3", { place: "DE", operator: "@a" }],
  transfers: [{ to: "US", recipient: "provider", tool: "scc" }],
};

/** Returns what becomes of bytes: "loaded", or the code of the PolicyError; anything else that is thrown fails. */
function loaded([, Kind, Refused, RefusedFlow], bytes) {
  let policy;
  try {
    policy = Kind.load(bytes);
  } catch (error) {
    assert.ok(error instanceof Refused, String(error?.stack ?? error));
    return error.diagnostics[0].code;
  }
  try {
    policy.decision(FLOW);
  } catch (error) {
    assert.ok(error instanceof RefusedFlow, String(error?.stack ?? error));
  }
  policy.free();
  return "loaded";
}

const bytes = Policy.compile(policies.secnumcloud);
const program = Buffer.from(bytes.subarray(HEAD));
const KINDS = [
  ["lexloci", Policy, PolicyError, FlowError],
  ["lexloci/runtime", Runtime, RuntimePolicyError, RuntimeFlowError],
];

for (const kind of KINDS) {
  test(`${kind[0]}: whatever byte is altered, the policy is loaded or a PolicyError`, () => {
    assert.equal(loaded(kind, sealed(bytes, program)), "loaded");
    const whole = kind[1].load(bytes);
    const right = whole.decide(FLOW);
    const found = { loaded: 0, L0007: 0 };
    for (let at = 0; at < program.length; at += 7) {
      for (const byte of [0x00, 0x01, 0x7f, 0xff]) {
        const other = Buffer.from(program);
        other[at] = byte;
        found[loaded(kind, sealed(bytes, other))] += 1;
      }
    }
    assert.ok(found.L0007 > 500 && found.loaded > 500, JSON.stringify(found));
    assert.equal(whole.decide(FLOW), right);
  });

  test(`${kind[0]}: a policy compiled with another atlas is refused, and says so`, () => {
    const at = program.indexOf("+sha256:");
    assert.ok(at > 0, "the program names its atlas");
    const other = Buffer.from(program);
    other.write("0000", at + 8, "latin1");
    assert.throws(
      () => kind[1].load(sealed(bytes, other)),
      (error) => error instanceof kind[2] && /another atlas/.test(error.message),
    );
  });
}
