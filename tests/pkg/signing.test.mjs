// Signed policies, printed modules and atlas files: what the package finds by WebCrypto, the command finds natively and as Wasm, in
// the same words.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { crypto as sigstore, dsse } from "@sigstore/core";
import { Policy } from "lexloci";
import { seal, sealFile, sign, SignatureError, trustedKeys, verify, verifyFile } from "lexloci/receipt";
import { run } from "../../pkg/command/run.js";

const native = process.env.LEXLOCI_NATIVE ?? fileURLToPath(new URL("../../target/debug/lexloci", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "lexloci-signing-"));
after(() => rmSync(folder, { recursive: true }));
const path = (name) => join(folder, name);
const write = (name, text) => writeFileSync(path(name), typeof text === "string" ? text : JSON.stringify(text));

/** Runs the native command. */
const natively = (...args) => {
  const { status, stdout, stderr } = spawnSync(native, args, { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
};

/** Runs the command of the package, which is Wasm, in this process. */
async function inWasm(...args) {
  const [stdout, stderr] = ["stdout", "stderr"].map((name) => openSync(path(`.${name}`), "w"));
  const before = process.cwd();
  try {
    process.chdir(folder);
    const status = await run(args, { stdout, stderr });
    return { status, stdout: readFileSync(path(".stdout"), "utf8"), stderr: readFileSync(path(".stderr"), "utf8") };
  } finally {
    process.chdir(before);
    for (const file of [stdout, stderr]) closeSync(file);
  }
}

const pair = generateKeyPairSync("ed25519");
const other = generateKeyPairSync("ed25519");
write("key.jwk", { ...pair.privateKey.export({ format: "jwk" }), kid: "dpo" });
const jwk = (keys, kid, rules) => ({
  ...keys.publicKey.export({ format: "jwk" }),
  kid,
  ...(rules && { lexloci: rules }),
});
const signing = await crypto.subtle.importKey(
  "jwk",
  pair.privateKey.export({ format: "jwk" }),
  { name: "Ed25519" },
  false,
  ["sign"],
);

const MODULE = 'loci 1\nset home = {FR, DE}\nvendor acme "Acme GmbH" seat DE parent DE\n';
const POLICY =
  'loci 1\nuse house\npolicy crm version 1.0.0 "Data at home" { rule stores "At home" for every s in storage require s in home }\n';
const FILES = [
  { name: "crm.loci", kind: "policy", text: POLICY },
  { name: "house.loci", kind: "atlas", text: MODULE },
  { name: "crm.policy.mjs", kind: "policy", text: Policy.compile(POLICY, { modules: { house: MODULE } }).code },
];
const DAY = "2026-06-30";

/** Returns the envelope with its payload or signature changed, as somebody without the key can. */
const repacked = (envelope, change) => {
  const said = JSON.parse(Buffer.from(envelope.payload, "base64"));
  return { ...envelope, payload: Buffer.from(JSON.stringify({ ...said, ...change })).toString("base64") };
};
const resigned = ({ signatures: [{ keyid, sig }], ...rest }) => {
  const bytes = Buffer.from(sig, "base64");
  bytes[7] ^= 1;
  return { ...rest, signatures: [{ keyid, sig: bytes.toString("base64") }] };
};

/** Returns what somebody can do to a signed file or its keys, each with how the refusal begins. */
function attacks({ name, kind, text }, envelope, lax) {
  const may = { signs: [kind], from: "2026-01-01", until: "2026-12-31" };
  const keys = jwk(pair, "dpo", may);
  const only = (rules) => jwk(pair, "dpo", rules);
  const signed = { text, envelope, keys, day: DAY };
  const none = "no signature of it counts: ";
  return [
    { ...signed, text: `${text}\n`, why: "it is not the file that was signed: its digest is sha256:" },
    { ...signed, text: text.replace("a", "b"), why: "it is not the file that was signed: its digest is sha256:" },
    { ...signed, envelope: resigned(envelope), why: `${none}the key dpo did not sign this` },
    { ...signed, envelope: repacked(envelope, { name: "x.loci" }), why: `${none}the key dpo did not sign this` },
    { ...signed, envelope: { ...envelope, signatures: [] }, why: `${none}it is not signed` },
    { ...signed, envelope: lax, why: "it was signed " },
    { ...signed, keys: jwk(other, "cto"), why: `${none}none of the keys given made it` },
    { ...signed, keys: jwk(other, "dpo"), why: `${none}the key dpo did not sign this` },
    { ...signed, day: "2025-12-31", why: `${none}the key dpo counts from 2026-01-01 on, and not on 2025-12-31` },
    { ...signed, day: "2027-01-01", why: `${none}the key dpo counts through 2026-12-31, and not on 2027-01-01` },
    { ...signed, keys: only({ revoked: "2026-09-01" }), why: `${none}the key dpo was revoked on 2026-09-01` },
    {
      ...signed,
      keys: only({ signs: ["receipt", kind === "policy" ? "atlas" : "policy"] }),
      why: `${none}the key dpo may sign receipts and `,
    },
    {
      ...signed,
      envelope: { ...envelope, payloadType: "text/plain" },
      why: "its signature cannot be read: its payloadType is not application/vnd.lexloci.policy-file+json or",
    },
  ].map((attack) => ({ name, kind, ...attack }));
}

/** Returns what the package says: the key that signed, or the refusal. */
async function byPackage({ name, kind, text, envelope, keys, day }) {
  try {
    return await verifyFile(envelope, text, { name, kind, keys: await trustedKeys(keys), day });
  } catch (error) {
    assert.ok(error instanceof SignatureError, `${error}`);
    const [{ code, message, help, path: where }] = error.diagnostics;
    assert.deepEqual([code, where], ["L0008", name]);
    return `${name}: error[L0008]: ${message}\n  help: ${help}\n`;
  }
}

test("what was altered, and whose key may not, is refused by the package and by the command, natively and as Wasm", async (t) => {
  const envelopes = new Map();
  for (const { name, kind, text } of FILES) {
    write(name, text);
    assert.equal(natively("sign", name, "--key", "key.jwk").status, 0, name);
    const theirs = JSON.parse(readFileSync(path(`${name}.dsse.json`), "utf8"));
    assert.deepEqual(await sign(await sealFile(text, { name, kind }), signing, "dpo"), theirs, name);
    const bytes = dsse.preAuthEncoding(theirs.payloadType, Buffer.from(theirs.payload, "base64"));
    assert.ok(sigstore.verify(bytes, pair.publicKey, Buffer.from(theirs.signatures[0].sig, "base64")), name);
    envelopes.set(name, theirs);
  }
  let [tried, found] = [0, 0];
  for (const [index, file] of FILES.entries()) {
    const envelope = envelopes.get(file.name);
    const lax = envelopes.get(FILES[(index + 1) % FILES.length].name);
    const asIs = { ...file, envelope, keys: jwk(pair, "dpo", { signs: [file.kind], until: DAY }), day: DAY };
    for (const { why, ...attack } of [{ ...asIs, why: null }, ...attacks(file, envelope, lax)]) {
      write(file.name, attack.text);
      write(`${file.name}.dsse.json`, attack.envelope);
      write("keys.json", attack.keys);
      const asked = ["verify", file.name, "--keys", "keys.json", "--signed-on", attack.day];
      const [said, there, wasm] = [await byPackage(attack), natively(...asked), await inWasm(...asked)];
      assert.deepEqual(wasm, there, `${file.name}: ${why}`);
      if (why === null) {
        assert.deepEqual([said, there.status], ["dpo", 0], there.stderr);
        continue;
      }
      tried += 1;
      assert.ok(said.startsWith(`${file.name}: error[L0008]: ${why}`), `${said}\n${why}`);
      assert.deepEqual([there.status, there.stderr], [1, said], why);
      found += 1;
    }
  }
  t.diagnostic(`${found} of ${tried} found by WebCrypto, natively and as Wasm`);
  assert.ok(found === tried && tried === 13 * FILES.length);
});

test("a policy and its module are checked before they are parsed, and a printed module before it is imported", async () => {
  const keys = await trustedKeys({
    keys: [jwk(pair, "dpo", { signs: ["policy", "atlas"] }), jwk(other, "cto", { signs: [] })],
  });
  const checked = async ({ name, kind, text }) => {
    const envelope = await sign(await sealFile(text, { name, kind }), signing, "dpo");
    assert.equal(await verifyFile(envelope, text, { name, kind, keys }), "dpo");
    assert.equal(
      await verifyFile(envelope, new TextEncoder().encode(text), { name: `a/b/${name}`, kind, keys }),
      "dpo",
    );
    return text;
  };
  const [policy, house, printed] = await Promise.all(FILES.map(checked));
  const flow = { as_of: "2026-03-01", storage: ["FR"] };
  assert.equal(Policy.parse(policy, { modules: { house } }).check(flow).verdict, "compliant");
  const { decide } = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(printed)}`);
  assert.equal(decide(flow), "compliant");
});

test("rules hold for receipts, and rules that are not understood are refused as the command refuses them", async () => {
  const policy = Policy.parse(POLICY, { modules: { house: MODULE } });
  const flow = { as_of: "2026-03-01", storage: ["FR"] };
  const receipt = await sign(await seal(policy, flow), signing, "dpo");
  const by = async (rules, day) =>
    verify(receipt, policy, flow, { keys: await trustedKeys(jwk(pair, "dpo", rules)), day });
  const held = await by({ signs: ["receipt"], until: "2026-12-31" }, DAY);
  assert.deepEqual([held.holds, held.signedBy, held.refused], [true, "dpo", null]);
  for (const [rules, day, why] of [
    [{ signs: ["policy"] }, DAY, "the key dpo may sign policies, and no receipts"],
    [{ until: "2026-12-31" }, "2027-01-01", "the key dpo counts through 2026-12-31, and not on 2027-01-01"],
    [{ until: "2026-12-31" }, undefined, "the key dpo counts on some days alone, and no day was asked about"],
    [{ revoked: "2026-09-01" }, DAY, "the key dpo was revoked on 2026-09-01, so that it counts for nothing"],
  ]) {
    const { holds, signedBy, refused, members } = await by(rules, day);
    assert.deepEqual([holds, signedBy, refused, members.every((member) => member.holds)], [false, null, why, true]);
  }
  const [once] = await trustedKeys(jwk(pair, "dpo"));
  const twice = [once, { ...once, rules: { revoked: "2026-09-01" } }];
  assert.equal((await verify(receipt, policy, flow, { keys: twice, day: DAY })).holds, false);

  write("crm.loci", POLICY);
  rmSync(path("crm.loci.dsse.json"), { force: true });
  assert.equal(natively("sign", "crm.loci", "--key", "key.jwk").status, 0);
  const wrong = [
    { lexloci: [] },
    { lexloci: { sign: ["policy"] } },
    { lexloci: { signs: "policy" } },
    { lexloci: { signs: ["polices"] } },
    { lexloci: { until: "2026-02-30" } },
    { lexloci: { revoked: true } },
    { lexloci: { from: "2027-01-01", until: "2026-01-01" } },
  ].map((rules) => ({ ...jwk(pair, "dpo"), ...rules }));
  const mixed = { keys: [jwk(pair, "dpo", { signs: ["policy"] }), { ...jwk(other, "cto"), lexlocy: { signs: [] } }] };
  for (const keys of [...wrong, mixed]) {
    write("keys.json", keys);
    const { status, stderr } = natively("verify", "crm.loci", "--keys", "keys.json");
    const thrown = await trustedKeys(keys).catch((error) => error);
    assert.ok(thrown instanceof TypeError, JSON.stringify(keys));
    assert.deepEqual([status, stderr], [2, `keys.json: error[L0008]: ${thrown.message}\n`]);
  }
  await assert.rejects(trustedKeys({ keys: [] }), TypeError);
  await assert.rejects(verify(receipt, policy, flow, { keys: [once], day: "2026-02-30" }), TypeError);
  await assert.rejects(verifyFile(receipt, POLICY, { name: "crm.loci", kind: "policy", keys: [once] }), SignatureError);
});

test("what is signed in a form that is not known is refused, though the signature holds", async () => {
  const [name, kind] = ["house.loci", "atlas"];
  const sealed = await sealFile(MODULE, { name, kind });
  const envelope = await sign(repacked(sealed, { signed: 2 }), signing, "dpo");
  write(name, MODULE);
  write(`${name}.dsse.json`, envelope);
  write("keys.json", jwk(pair, "dpo"));
  const why = `${name}: error[L0008]: what is signed of it is in a form that is not known here\n  help: update lexloci\n`;
  assert.equal(await byPackage({ name, kind, text: MODULE, envelope, keys: jwk(pair, "dpo") }), why);
  assert.deepEqual(natively("verify", name, "--keys", "keys.json"), { status: 1, stdout: "", stderr: why });
});
