// Receipts of verdicts, which anybody can check, and signed files: `import { seal, sign, verify } from "lexloci/receipt"`.
import type { Flow } from "./flow.js";
import type { Diagnostic, Policy } from "./index.js";

/** An envelope of DSSE: https://github.com/secure-systems-lab/dsse. */
interface Enveloped<Type extends string> {
  readonly payloadType: Type;
  /** The signed content in the canonical form of RFC 8785, in base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** A receipt in its envelope. */
export type Envelope = Enveloped<"application/vnd.lexloci.receipt+json">;

/** Name, length and digest of a file in their envelope, whose type says the kind of file. */
export type FileEnvelope = Enveloped<
  "application/vnd.lexloci.policy-file+json" | "application/vnd.lexloci.atlas-file+json"
>;

/** A member of a receipt, as it is sealed and as it comes out now. */
export interface Compared {
  readonly name: string;
  /** Undefined where the receipt lacks it. */
  readonly sealed: unknown;
  /** Undefined where receipts have no such member. */
  readonly now: unknown;
  readonly holds: boolean;
}

/** A judge: a policy, or a host's own way to one. */
export type Judge = Pick<Policy, "check">;

/** A key of WebCrypto: `CryptoKey`, where the types of the host have it. */
export type Key = typeof globalThis extends { CryptoKey: { prototype: infer K } } ? K : object;

/** The limits of a key; what they do not state is not limited. In a JWK they are the member `lexloci`. */
export interface KeyRules {
  /** The uses that it may sign for. */
  readonly signs?: readonly ("policy" | "atlas" | "receipt" | "credential")[];
  /** The first day on which it counts. */
  readonly from?: string;
  /** The last day on which it counts. */
  readonly until?: string;
  /** The day on which it was revoked. It counts on no day: who has stolen a key signs for any. */
  readonly revoked?: string;
}

/** A public key of Ed25519 whose signature is accepted, and the name that is reported for it. */
export interface TrustedKey {
  readonly id: string;
  readonly key: Key;
  readonly rules?: KeyRules;
}

/**
 * Judges a flow, and returns the receipt of its verdict, unsigned. It holds digests of policy, flow and verdict, and none of the
 * flow's facts but the paths that were assumed or overruled. Throws what `policy.check` throws.
 *
 * ```js
 * const envelope = await seal(policy, flow);
 * await writeFile("flow.receipt.json", JSON.stringify(envelope));
 * ```
 */
export declare function seal(
  policy: Judge,
  flow: Flow | string,
  options?: { asOf?: string; level?: string },
): Promise<Envelope>;

/** Returns the envelope with one signature more, by a private key of Ed25519. */
export declare function sign<E extends Envelope | FileEnvelope>(envelope: E, key: Key, keyid?: string): Promise<E>;

/**
 * Judges the flow again, as the receipt says that it was asked, and compares every member. With `keys`, one of them has to have
 * signed, and its rules have to let it, on `day`. The policy is the one without suppositions: those of the receipt are applied to it. Throws what `policy.check` throws, and
 * a TypeError for what is no envelope of a receipt.
 */
export declare function verify(
  envelope: Envelope,
  policy: Judge & { suppose(amendment: string): Judge & object },
  flow: Flow | string,
  options?: { keys?: readonly TrustedKey[]; day?: string },
): Promise<{
  readonly holds: boolean;
  /** The id of the key that signed; null where none of `keys` did. */
  readonly signedBy: string | null;
  /** The reason for which no signature counts; null where one does, and where no keys are given. */
  readonly refused: string | null;
  readonly members: readonly Compared[];
}>;

/** A kind of file that is signed: a policy (its text, or what `compile` printed of it), or a module that policies use. */
export type FileKind = "policy" | "atlas";

/** The error of a file whose signature does not count: what is wrong with it, and what to do (L0008). */
export declare class SignatureError extends Error {
  readonly name: "SignatureError";
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the envelope of a file, unsigned. `name` is the file's name, which is signed with it. */
export declare function sealFile(
  file: string | Uint8Array,
  options: { name: string; kind: FileKind },
): Promise<FileEnvelope>;

/**
 * Checks a file by its envelope before it is used, and returns the id of the key that signed: what `lexloci verify FILE` does.
 * Throws a SignatureError where the file was altered or renamed, is of another kind, or was signed by no key that counts on `day`.
 *
 * ```js
 * const keys = await trustedKeys(await readFile("trusted.json", "utf8"));
 * await verifyFile(envelope, text, { name: "crm.loci", kind: "policy", keys, day: "2026-03-01" });
 * const policy = Policy.parse(text);
 * ```
 */
export declare function verifyFile(
  envelope: FileEnvelope,
  file: string | Uint8Array,
  options: { name: string; kind: FileKind; keys: readonly TrustedKey[]; day?: string },
): Promise<string>;

/** Reads the keys of Ed25519 of a key set (JWKS) or a key (JWK), with their rules. Throws a TypeError for rules that are wrong. */
export declare function trustedKeys(keys: string | object): Promise<TrustedKey[]>;
