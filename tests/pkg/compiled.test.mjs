// Compiled policies that somebody altered together with their digest: what no engine writes is a PolicyError.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { Policy, PolicyError } from "lexloci";
import { Policy as Runtime, PolicyError as RuntimePolicyError } from "lexloci/runtime";
import { policies } from "lexloci/policies";

/** Bytes before the program: magic, format, length, digest. */
const HEAD = 8 + 2 + 4 + 32;

/** The bytes with another program, under a length and a digest that fit it. */
function sealed(bytes, program) {
  const out = Buffer.concat([Buffer.from(bytes.subarray(0, 10)), Buffer.alloc(4), createHash("sha256").update(program).digest(), program]);
  out.writeUInt32LE(program.length, 10);
  return new Uint8Array(out);
}

/** What becomes of bytes: "loaded", or the code of the PolicyError; anything else that is thrown fails. */
function loaded(Kind, Refused, bytes) {
  let policy;
  try {
    policy = Kind.load(bytes);
  } catch (error) {
    assert.ok(error instanceof Refused, String(error?.stack ?? error));
    return error.diagnostics[0].code;
  }
  policy.free();
  return "loaded";
}

const bytes = Policy.compile(policies.secnumcloud);
const program = Buffer.from(bytes.subarray(HEAD));
const table = program.indexOf('{"rules"');
const KINDS = [["lexloci", Policy, PolicyError], ["lexloci/runtime", Runtime, RuntimePolicyError]];

/** The program with a text in its table replaced by one as long. */
function replaced(from, to) {
  assert.equal(from.length, to.length, "the table keeps its length");
  const at = program.indexOf(from, table);
  assert.ok(at >= table, `the table has ${from}`);
  const altered = Buffer.from(program);
  altered.write(to, at, "latin1");
  return sealed(bytes, altered);
}

for (const [name, Kind, Refused] of KINDS) {
  test(`${name}: a table that no engine writes is a PolicyError`, () => {
    assert.ok(table > 0, "the program bears its table");
    assert.equal(loaded(Kind, Refused, sealed(bytes, program)), "loaded");
    const altered = [
      ['{"rules"', ' "rules"'],
      ['{"rules"', '{"rulez"'],
      ['"rules":[', '"rules":7'],
      ['"kinds":{', '"kinds":['],
      ['"kinds":{"', '"kinds": "'],
      ['"yes_no"', '"yes_ny"'],
      ['"yes_no",0', '"yes_no",1'],
    ];
    for (const [from, to] of altered) assert.equal(loaded(Kind, Refused, replaced(from, to)), "L0007", `${from} → ${to}`);
  });

  test(`${name}: whatever byte of the table is altered, the policy is loaded or a PolicyError`, () => {
    const found = { loaded: 0, L0007: 0 };
    const end = program.indexOf('"places"', table);
    for (let at = table; at < end; at += 3) {
      for (const byte of [0x20, 0x22, 0x30, 0x39, 0x5d, 0x7d]) {
        const other = Buffer.from(program);
        other[at] = byte;
        found[loaded(Kind, Refused, sealed(bytes, other))] += 1;
      }
    }
    assert.ok(found.L0007 > 500 && found.loaded > 100, JSON.stringify(found));
  });
}
