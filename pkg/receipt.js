// Receipts of verdicts: what was judged, how it was asked, and what came of it, in an envelope of DSSE. The same bytes as
// `lexloci seal` writes. In such envelopes policies and atlas files are signed, too, as `lexloci sign` does. Digests and signatures are
// the host's (WebCrypto).
import { Diagnosed, diagnostic } from "./errors.js";

const TYPES = {
  receipt: "application/vnd.lexloci.receipt+json",
  policy: "application/vnd.lexloci.policy-file+json",
  atlas: "application/vnd.lexloci.atlas-file+json",
};
const FILES = { policy: "a policy", atlas: "an atlas file" };
const SEVERAL = { policy: "policies", atlas: "atlas files", receipt: "receipts", credential: "credentials" };
const EDITION = 1;
const NAMELESS = "the key given";
const utf8 = new TextEncoder();

export async function seal(policy, flow, options = {}) {
  const text = textOf(flow);
  return enveloped("receipt", await receiptOf(policy, text, { asOf: options.asOf, level: options.level }));
}

export async function sign(envelope, key, keyid) {
  const { kind, payload } = opened(envelope, Object.keys(TYPES), (why) => new TypeError(`this is no envelope: ${why}`));
  const sig = new Uint8Array(await crypto.subtle.sign("Ed25519", key, signedBytes(kind, payload)));
  const signatures = [...envelope.signatures, { keyid: keyid ?? "", sig: base64(sig) }];
  return { payloadType: TYPES[kind], payload: envelope.payload, signatures };
}

export async function verify(envelope, policy, flow, { keys = [], day } = {}) {
  const refuse = (why) => new TypeError(`there is no receipt in this envelope: ${why}`);
  const { payload, said: receipt } = opened(envelope, ["receipt"], refuse);
  const asked = receipt.asked ?? {};
  const suppositions = Array.isArray(asked.suppose) ? asked.suppose : [];
  const supposed = suppositions.reduce((before, amendment) => before.suppose(amendment), policy);
  const now = await receiptOf(supposed, textOf(flow), {
    asOf: asked.as_of ?? undefined,
    level: asked.level ?? undefined,
  });
  const members = Object.keys({ ...now, ...receipt }).map((name) => {
    const [sealed, found] = [own(receipt, name), own(now, name)];
    return { name, sealed, now: found, holds: same(sealed, found) };
  });
  const { signedBy, refused } = await signerOf("receipt", payload, envelope.signatures, { keys, day });
  const agrees = members.every(({ holds }) => holds);
  const isAsked = keys.length > 0;
  return { holds: agrees && (!isAsked || signedBy !== null), signedBy, refused: isAsked ? refused : null, members };
}

/** The error of a file whose signature does not count. */
export class SignatureError extends Diagnosed {
  get name() {
    return "SignatureError";
  }
}

export async function sealFile(file, { name, kind }) {
  return enveloped(known(kind), await saidOf(file, name));
}

export async function verifyFile(envelope, file, { name, kind, keys, day }) {
  const fault = (why, help) => new SignatureError([diagnostic("L0008", name, why, help)]);
  const unreadable = (why) => fault(`its signature cannot be read: ${why}`, "sign the file again by `lexloci sign`");
  const { kind: signed, payload, said } = opened(envelope, Object.keys(FILES), unreadable);
  if (signed !== known(kind)) {
    const help = `name ${FILES[kind]} here, or sign this file again by \`lexloci sign\``;
    throw fault(`it was signed as ${FILES[signed]}, and ${FILES[kind]} is needed`, help);
  }
  const { signedBy, refused } = await signerOf(kind, payload, envelope.signatures, { keys, day });
  if (signedBy === null) {
    const help = "have it signed by a key that counts (`lexloci sign`), or give the public key of who signed it";
    throw fault(`no signature of it counts: ${refused}`, help);
  }
  const now = await saidOf(file, name);
  if (said.name !== now.name) {
    const help = "give the file the name under which it was signed, or sign it again by `lexloci sign`";
    throw fault(`it was signed under another name: ${said.name ?? ""}`, help);
  }
  if (said.digest !== now.digest) {
    const help = "restore the file that was signed, or read what has changed and sign it again by `lexloci sign`";
    const digests = `its digest is ${now.digest}, signed was ${said.digest ?? ""}`;
    throw fault(`it is not the file that was signed: ${digests}`, help);
  }
  if (!same(said, now)) throw fault("what is signed of it is in a form that is not known here", "update lexloci");
  return signedBy;
}

/** Returns what an envelope says of a file. */
async function saidOf(file, name) {
  const bytes = typeof file === "string" ? utf8.encode(file) : new Uint8Array(file);
  return { bytes: bytes.length, digest: await digestOf(bytes), name: name.split(/[/\\]/).pop(), signed: EDITION };
}

/** Returns a kind of file; throws a TypeError for what is none. */
function known(kind) {
  if (!Object.hasOwn(FILES, kind)) throw new TypeError("the kind of a file is `policy` or `atlas`");
  return kind;
}

export async function trustedKeys(keys) {
  const given = typeof keys === "string" ? JSON.parse(keys) : keys;
  const all = (Array.isArray(given) ? given : (given?.keys ?? [given])).filter((jwk) => typeof jwk?.kty === "string");
  const usable = all.filter(({ kty, crv }) => kty === "OKP" && crv === "Ed25519");
  if (usable.length === 0)
    throw new TypeError("there is no public key of Ed25519: it is no key set (JWKS) and no key (JWK)");
  const ids = all.map(({ kid }) => kid ?? NAMELESS);
  all.forEach(({ lexloci }, index) => checkRules(ids[index], lexloci));
  const free = all.findIndex(({ lexloci }) => lexloci === undefined);
  if (free >= 0 && all.some(({ lexloci }) => lexloci !== undefined)) {
    const why = "other keys of this file have some, and it has none: say in `lexloci` what it signs";
    throw new TypeError(`the rules of ${called(ids[free])}: ${why}`);
  }
  const imported = usable.map(async ({ kid, kty, crv, x, lexloci }) => {
    const key = await crypto.subtle.importKey("jwk", { kty, crv, x }, { name: "Ed25519" }, false, ["verify"]);
    return { id: kid ?? NAMELESS, key, ...(lexloci && { rules: lexloci }) };
  });
  return Promise.all(imported);
}

/** Checks the rules of a key. A rule that is not understood must not be passed over, since it limits. */
function checkRules(id, rules) {
  const refuse = (why) => new TypeError(`the rules of ${called(id)}: ${why}`);
  if (rules === undefined) return;
  if (typeof rules !== "object" || rules === null || Array.isArray(rules)) {
    throw refuse("`lexloci` is one object with its rules");
  }
  for (const [name, value] of Object.entries(rules)) {
    if (name === "signs") {
      const holds = Array.isArray(value) && value.every((word) => Object.hasOwn(SEVERAL, word));
      if (!holds) throw refuse("`signs` is an array of `policy`, `atlas`, `receipt` and `credential`");
    } else if (["from", "until", "revoked"].includes(name)) {
      if (!isDay(value)) throw refuse(`\`${name}\` is a day, written "2026-03-01"`);
    } else {
      throw refuse(`there is no rule \`${name}\`: rules are \`signs\`, \`from\`, \`until\` and \`revoked\``);
    }
  }
  const { from, until } = rules;
  if (from > until) throw refuse(`\`from\` ${from} is after \`until\` ${until}, so that it counts on no day`);
}

function isDay(text) {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Returns why the rules of a key do not let it count; null where they do. */
function refusal({ rules: { signs, from, until, revoked } = {} }, used, day) {
  if (revoked !== undefined) return `was revoked on ${revoked}, so that it counts for nothing`;
  if (signs !== undefined && !signs.includes(used)) {
    return `may sign ${signs.map((word) => SEVERAL[word]).join(" and ") || "nothing"}, and no ${SEVERAL[used]}`;
  }
  if (from === undefined && until === undefined) return null;
  if (day === undefined) return "counts on some days alone, and no day was asked about";
  if (day < from) return `counts from ${from} on, and not on ${day}`;
  return day > until ? `counts through ${until}, and not on ${day}` : null;
}

const called = (id) => (id === NAMELESS ? id : `the key ${id}`);

/** Judges a flow, and returns the receipt. A supposed policy says in its verdict what it supposes. */
async function receiptOf(policy, flow, options) {
  const verdict = policy.check(flow, options);
  return {
    receipt: EDITION,
    policy: verdict.policy.name,
    version: verdict.policy.version,
    policy_digest: verdict.policy.digest,
    flow_digest: await digest(JSON.parse(flow)),
    asked: {
      as_of: options.asOf ?? null,
      level: options.level ?? null,
      refuse_complete: false,
      refuse_assumed: false,
      suppose: verdict.suppose,
    },
    as_of: verdict.as_of,
    level: verdict.level?.required ?? null,
    verdict: verdict.verdict,
    verdict_digest: await digest(verdict),
    replaced: verdict.replaced,
    instead: verdict.instead,
    complete: verdict.complete ?? false,
    assumed: verdict.assumed ?? [],
    edition: verdict.edition,
    atlas: verdict.atlas,
    engine: verdict.engine,
  };
}

/** Returns a flow as a text: what is judged and what the digest is of are the same. */
function textOf(flow) {
  return typeof flow === "string" ? flow : JSON.stringify(flow);
}

function enveloped(kind, said) {
  return { payloadType: TYPES[kind], payload: base64(utf8.encode(canonical(said))), signatures: [] };
}

/** Opens an envelope of one of some kinds. Throws what `refuse` makes of the reason where it is none. */
function opened(envelope, kinds, refuse) {
  const kind = kinds.find((each) => TYPES[each] === envelope?.payloadType);
  if (kind === undefined) throw refuse(`its payloadType is not ${kinds.map((each) => TYPES[each]).join(" or ")}`);
  if (!Array.isArray(envelope.signatures)) throw refuse("its signatures are no array");
  let payload;
  let text;
  let said;
  try {
    payload = bytesOf(envelope.payload);
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
    said = JSON.parse(text);
  } catch {
    throw refuse("its payload is no JSON in base64");
  }
  if (typeof said !== "object" || said === null || Array.isArray(said)) throw refuse("its payload is no object");
  if (canonical(said) !== text) throw refuse("its payload is not in canonical form");
  try {
    envelope.signatures.forEach(({ sig }) => bytesOf(sig));
  } catch {
    throw refuse("a signature is no base64");
  }
  return { kind, payload, said };
}

/**
 * Finds the first signature that counts, by a key that made it and may. Returns the key's id, or why none counts. The id that a
 * signature names is a hint. Of a key that stands twice, the rules of both hold.
 */
async function signerOf(kind, payload, signatures, { keys, day }) {
  if (day !== undefined && !isDay(day)) throw new TypeError('`day` is written "2026-03-01"');
  keys.forEach(({ id, rules }) => checkRules(id, rules));
  const bytes = signedBytes(kind, payload);
  let refused = "it is not signed";
  for (const { keyid, sig } of signatures) {
    const made = [];
    for (const trusted of keys) {
      if (await crypto.subtle.verify("Ed25519", trusted.key, bytesOf(sig), bytes)) made.push(trusted);
    }
    const barred = made.find((trusted) => refusal(trusted, kind, day) !== null);
    if (made.length > 0 && !barred) return { signedBy: made[0].id, refused: null };
    if (barred) refused = `${called(barred.id)} ${refusal(barred, kind, day)}`;
    else if (keyid && keys.some(({ id }) => id === keyid)) refused = `the key ${keyid} did not sign this`;
    else refused = "none of the keys given made it, or what it signs was altered";
  }
  return { signedBy: null, refused };
}

/** Returns the bytes that a signature is on: DSSE's pre-authentication encoding, which binds the type. */
function signedBytes(kind, payload) {
  const head = utf8.encode(`DSSEv1 ${TYPES[kind].length} ${TYPES[kind]} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);
const same = (left, right) => left !== undefined && right !== undefined && canonical(left) === canonical(right);

/** Writes plain data in the canonical form of RFC 8785: keys in the order of their UTF-16 units. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort((left, right) => (left < right ? -1 : 1))
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}

const digest = (value) => digestOf(utf8.encode(canonical(value)));

async function digestOf(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return `sha256:${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
