// The texts in the fragment of an address, which no server sees: compressed, and read back as plain text only.
import { caseOf, TEXTS } from "../gallery/cases.ts";
import { LARGEST, type Doc } from "../store.ts";
import { suppositions } from "../time/supposed.ts";

/** The longest fragment that is read: a policy and a flow take some thousands. */
const LONGEST_FRAGMENT = 200_000;

/** A policy by its name, with a digest of its text when the link was made. */
type Named = readonly [name: string, digest: string];

/**
 * Returns the fragment for two texts and the case that they started from, "s=…"; null where they are more than a link
 * may hold.
 */
export async function fragmentOf({ policy, flow, caseId, suppose }: Doc): Promise<string | null> {
  const name = Object.keys(TEXTS).find((each) => TEXTS[each] === policy);
  const named: Named | string = name ? [name, digest(policy)] : policy;
  const more = suppose.length > 0 ? [caseId, suppose] : caseId === null ? [] : [caseId];
  const bytes = new TextEncoder().encode(JSON.stringify([1, named, flow, ...more]));
  if (bytes.length > LARGEST) return null;
  const packed = encoded(await through(bytes, new CompressionStream("deflate-raw")));
  return packed.length > LONGEST_FRAGMENT ? null : `s=${packed}`;
}

/** The content of a link. `changed` names a policy whose text has changed since the link was made. */
export interface Linked {
  readonly policy: string;
  readonly flow: string;
  readonly changed: string | null;
  /** The id of the case that the texts started from, as the link has it. */
  readonly caseId: string | null;
  /** Suppositions about the law. */
  readonly suppose: readonly string[];
}

/** Returns the texts of a fragment, or null where it is no valid link. */
export async function linked(fragment: string): Promise<Linked | null> {
  const packed = /^#?s=([A-Za-z0-9_-]+)$/.exec(fragment)?.[1];
  if (packed === undefined || packed.length > LONGEST_FRAGMENT) return null;
  try {
    const bytes = await through(decoded(packed), new DecompressionStream("deflate-raw"));
    return meant(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return null; // It is no deflated UTF-8 JSON, or expands to more than the limit.
  }
}

/** Validates the content of a link: `[1, policy, flow]`, and optionally the id of a case, and suppositions. */
function meant(value: unknown): Linked | null {
  if (!Array.isArray(value) || value.length < 3 || value.length > 5 || value[0] !== 1 || typeof value[2] !== "string")
    return null;
  const [, policy, flow, of = null, supposed = []] = value as [1, unknown, string, unknown?, unknown?];
  if (of !== null && typeof of !== "string") return null;
  const suppose = suppositions(supposed);
  if (suppose === null) return null;
  const caseId = caseOf(of)?.id ?? null;
  if (typeof policy === "string") return { policy, flow, changed: null, caseId, suppose };
  if (!Array.isArray(policy) || policy.length !== 2) return null;
  const [name, was] = policy as [unknown, unknown];
  if (typeof name !== "string" || !Object.hasOwn(TEXTS, name)) return null;
  const text = TEXTS[name] ?? "";
  return { policy: text, flow, changed: digest(text) === was ? null : name, caseId, suppose };
}

/** Distinguishes versions of a text; it protects against nothing. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(36);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  by: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes])
    .stream()
    .pipeThrough(by as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return joined(parts, size);
    size += value.length;
    if (size > LARGEST) throw new RangeError("the link unfolds to too much");
    parts.push(value);
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Encodes bytes as base64 in the alphabet for addresses. */
function encoded(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decoded(text: string): Uint8Array<ArrayBuffer> {
  const bytes = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(bytes, (char) => char.charCodeAt(0));
}
