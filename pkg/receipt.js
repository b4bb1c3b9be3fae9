// Receipts of verdicts: what was judged, how it was asked, and what came of it, in an envelope of DSSE. The same bytes as
// `lexloci seal` writes. Digests and signatures are the host's (WebCrypto).

const TYPE = "application/vnd.lexloci.receipt+json";
const EDITION = 1;
const utf8 = new TextEncoder();

export async function seal(policy, flow, options = {}) {
  const text = textOf(flow);
  return enveloped(await receiptOf(policy, text, { asOf: options.asOf, level: options.level }));
}

export async function sign(envelope, key, keyid) {
  const { payload } = opened(envelope);
  const sig = new Uint8Array(await crypto.subtle.sign("Ed25519", key, signedBytes(payload)));
  const signatures = [...envelope.signatures, { keyid: keyid ?? "", sig: base64(sig) }];
  return { payloadType: TYPE, payload: envelope.payload, signatures };
}

export async function verify(envelope, policy, flow, { keys = [] } = {}) {
  const { payload, receipt } = opened(envelope);
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
  const signedBy = await signerOf(envelope.signatures, payload, keys);
  const agrees = members.every(({ holds }) => holds);
  return { holds: agrees && (keys.length === 0 || signedBy !== null), signedBy, members };
}

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

function enveloped(receipt) {
  return { payloadType: TYPE, payload: base64(utf8.encode(canonical(receipt))), signatures: [] };
}

/** Opens an envelope. Throws a TypeError that says what is wrong with it. */
function opened(envelope) {
  const refuse = (why) => new TypeError(`there is no receipt in this envelope: ${why}`);
  if (envelope?.payloadType !== TYPE) throw refuse(`its payloadType is not ${TYPE}`);
  if (!Array.isArray(envelope.signatures)) throw refuse("its signatures are no array");
  let payload;
  let text;
  let receipt;
  try {
    payload = bytesOf(envelope.payload);
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
    receipt = JSON.parse(text);
  } catch {
    throw refuse("its payload is no JSON in base64");
  }
  if (typeof receipt !== "object" || receipt === null || Array.isArray(receipt))
    throw refuse("its payload is no object");
  if (canonical(receipt) !== text) throw refuse("its payload is not in canonical form");
  return { payload, receipt };
}

/** Returns the id of the first key that made one of the signatures; null where none did. A key's id is a hint. */
async function signerOf(signatures, payload, keys) {
  const bytes = signedBytes(payload);
  for (const { sig } of signatures) {
    for (const { id, key } of keys) {
      if (await crypto.subtle.verify("Ed25519", key, bytesOf(sig), bytes)) return id;
    }
  }
  return null;
}

/** Returns the bytes that a signature is on: DSSE's pre-authentication encoding, which binds the type. */
function signedBytes(payload) {
  const head = utf8.encode(`DSSEv1 ${TYPE.length} ${TYPE} ${payload.length} `);
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

async function digest(value) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(canonical(value))));
  return `sha256:${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
