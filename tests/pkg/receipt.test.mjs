// Receipts: the package and the command write the same, each verifies what the other signed, and another tool of DSSE does too.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { crypto as sigstore, dsse } from "@sigstore/core";
import { FlowError, Policy } from "lexloci";
import { policies } from "lexloci/policies";
import { seal, sign, verify } from "lexloci/receipt";
import { golden } from "./golden.mjs";

const native = process.env.LEXLOCI_NATIVE ?? fileURLToPath(new URL("../../target/debug/lexloci", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "lexloci-receipt-"));
after(() => rmSync(folder, { recursive: true }));

const file = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const run = (...args) => spawnSync(native, args, { encoding: "utf8", maxBuffer: 2 ** 28 });

const keys = generateKeyPairSync("ed25519");
const secret = file("key.pem", keys.privateKey.export({ type: "pkcs8", format: "pem" }));
const open = file("public.pem", keys.publicKey.export({ type: "spki", format: "pem" }));
const imported = (key, use) =>
  crypto.subtle.importKey("jwk", key.export({ format: "jwk" }), { name: "Ed25519" }, false, [use]);
const [signing, verifying] = [await imported(keys.privateKey, "sign"), await imported(keys.publicKey, "verify")];
const trusted = [{ id: "dpo", key: verifying }];

const policy = Policy.parse(policies.eu_residency);
const flow = { as_of: "2026-03-01", storage: ["aws/eu-west-3", { place: "US", kind: "backup" }] };

test("the package and the command seal the golden cases of a shipped policy to the same bytes", async (t) => {
  const cases = golden.filter((one) => one.policy === policies.gaia_x_label && one.flow !== null && one.verdict);
  const ours = Policy.parse(policies.gaia_x_label);
  const groups = new Map();
  for (const one of cases) {
    const key = JSON.stringify(one.options);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  let same = 0;
  for (const group of groups.values()) {
    const { as_of: asOf, level } = group[0].options;
    const files = group.map(({ flow: text }, index) => file(`${index}.json`, text));
    const options = [...(asOf ? ["--as-of", asOf] : []), ...(level ? ["--level", level] : [])];
    const sealed = execFileSync(native, ["seal", "gaia_x_label", ...files, ...options], { encoding: "utf8" });
    for (const [index, line] of sealed.trim().split("\n").entries()) {
      assert.equal(JSON.stringify(await seal(ours, group[index].flow, { asOf, level })), line, group[index].name);
      same += 1;
    }
  }
  t.diagnostic(`${same} of ${cases.length}`);
  assert.ok(same === cases.length && same > 50);
});

test("each verifies what the other signed", async () => {
  const [rules, facts] = [file("policy.loci", policies.eu_residency), file("flow.json", JSON.stringify(flow))];
  const { stdout } = run("seal", rules, facts, "--key", secret);
  const theirs = await verify(JSON.parse(stdout), policy, flow, { keys: trusted });
  assert.deepEqual([theirs.holds, theirs.signedBy], [true, "dpo"]);

  const supposed = policy.suppose("FR leaves EEA on 2026-01-01");
  for (const [by, named] of [
    [policy, "plain"],
    [supposed, "supposed"],
  ]) {
    const ours = file(`${named}.receipt.json`, JSON.stringify(await sign(await seal(by, flow), signing, "dpo")));
    const there = run("verify", ours, rules, facts, "--keys", open);
    assert.equal(there.status, 0, there.stdout + there.stderr);
    assert.match(there.stdout, /^THE RECEIPT HOLDS\n✓ {2}signature +signed by/);
  }
});

test("an independent tool of DSSE verifies the command's signature", () => {
  const envelope = JSON.parse(
    run("seal", "eu_residency", file("flow.json", JSON.stringify(flow)), "--key", secret).stdout,
  );
  const verifies = (one) => {
    const bytes = dsse.preAuthEncoding(one.payloadType, Buffer.from(one.payload, "base64"));
    return sigstore.verify(bytes, keys.publicKey, Buffer.from(one.signatures[0].sig, "base64"));
  };
  assert.equal(verifies(envelope), true);
  assert.equal(verifies({ ...envelope, payloadType: "text/plain" }), false);
});

/** Returns the envelope with its receipt changed, as somebody without the key can. */
function altered(envelope, change) {
  const receipt = JSON.parse(Buffer.from(envelope.payload, "base64"));
  change(receipt);
  const sorted = (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])]),
        )
      : value;
  return { ...envelope, payload: Buffer.from(JSON.stringify(sorted(receipt))).toString("base64") };
}

test("whatever is altered is found, by the comparison and by the signature", async () => {
  const envelope = await sign(await seal(policy, flow), signing);
  const members = Object.keys(JSON.parse(Buffer.from(envelope.payload, "base64")));
  for (const name of members) {
    const forged = altered(envelope, (receipt) => (receipt[name] = name === "complete" ? true : "other"));
    const asked = await verify(forged, policy, flow, { keys: trusted }).catch((error) => {
      assert.ok(error instanceof FlowError, `${name}: ${error}`); // a level or day that cannot be asked
      return { holds: false, signedBy: null };
    });
    assert.deepEqual([asked.holds, asked.signedBy], [false, null], name);
    const unasked = await verify(forged, policy, flow).catch(() => ({ holds: false }));
    assert.equal(unasked.holds, false, name);
  }
  const differing = async (...judged) =>
    (await verify(envelope, ...judged)).members.filter(({ holds }) => !holds).map(({ name }) => name);
  assert.deepEqual(await differing(policy, { ...flow, storage: ["FR"] }), ["flow_digest", "verdict", "verdict_digest"]);
  const reworded = Policy.parse(`${policies.eu_residency}\n# reviewed`);
  assert.deepEqual(await differing(reworded, flow), ["policy_digest", "verdict_digest"]);
  const stranger = generateKeyPairSync("ed25519").publicKey;
  const others = [{ id: "cto", key: await imported(stranger, "verify") }];
  assert.deepEqual((await verify(envelope, policy, flow, { keys: others })).holds, false);
  assert.equal((await verify(await seal(policy, flow), policy, flow, { keys: trusted })).holds, false);
});

test("what is no envelope of a receipt is a TypeError, and a key `__proto__` is a member too many", async () => {
  const envelope = await seal(policy, flow);
  const payload = (text) => ({ ...envelope, payload: Buffer.from(text).toString("base64") });
  for (const one of [null, {}, "x", { ...envelope, payloadType: "x" }, { ...envelope, signatures: null }]) {
    await assert.rejects(verify(one, policy, flow), TypeError);
  }
  for (const text of ["[]", "null", "{", '{"b":1, "a":2}', '{"a":1,"a":1}', "\u{feff}{}"]) {
    await assert.rejects(verify(payload(text), policy, flow), TypeError, text);
  }
  const receipt = Buffer.from(envelope.payload, "base64").toString();
  const polluted = payload(`{"__proto__":{},${receipt.slice(1)}`);
  const { holds, members } = await verify(polluted, policy, flow);
  assert.equal(holds, false);
  assert.deepEqual(
    members.filter((one) => !one.holds).map(({ name }) => name),
    ["__proto__"],
  );
});

test("keys in the forms of RFC 8037 and PEM are the same key to the command", () => {
  const jwk = file("key.jwk", JSON.stringify({ ...keys.privateKey.export({ format: "jwk" }), kid: "dpo" }));
  const facts = file("flow.json", JSON.stringify(flow));
  const [byJwk, byPem] = [jwk, secret].map((key) => JSON.parse(run("seal", "hds", facts, "--key", key).stdout));
  assert.equal(byJwk.signatures[0].sig, byPem.signatures[0].sig);
  assert.equal(byJwk.signatures[0].keyid, "dpo");
  const encrypted = createPrivateKey(keys.privateKey.export({ type: "pkcs8", format: "pem" }));
  const locked = encrypted.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" });
  assert.equal(run("seal", "hds", facts, "--key", file("locked.pem", locked)).status, 2);
});
