// Receipts of verdicts, which anybody can check: `import { seal, sign, verify } from "lexloci/receipt"`.
import type { Flow } from "./flow.js";
import type { Policy } from "./index.js";

/** A receipt in an envelope of DSSE: https://github.com/secure-systems-lab/dsse. */
export interface Envelope {
  readonly payloadType: "application/vnd.lexloci.receipt+json";
  /** The receipt in the canonical form of RFC 8785, in base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** A member of a receipt, as it is sealed and as it comes out now. */
export interface Compared {
  readonly name: string;
  /** Undefined where the receipt lacks it. */
  readonly sealed: unknown;
  /** Undefined where receipts have no such member. */
  readonly now: unknown;
  readonly holds: boolean;
}

/** What judges: a policy, or a host's own way to one. */
export type Judge = Pick<Policy, "check">;

/** A key of WebCrypto: `CryptoKey`, where the types of the host have it. */
export type Key = typeof globalThis extends { CryptoKey: { prototype: infer K } } ? K : object;

/** A public key of Ed25519 whose signature is accepted, and the name that is reported for it. */
export interface TrustedKey {
  readonly id: string;
  readonly key: Key;
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
export declare function sign(envelope: Envelope, key: Key, keyid?: string): Promise<Envelope>;

/**
 * Judges the flow again, as the receipt says that it was asked, and compares every member. With `keys`, one of them has to have
 * signed. The policy is the one without suppositions: those of the receipt are applied to it. Throws what `policy.check` throws, and
 * a TypeError for what is no envelope of a receipt.
 */
export declare function verify(
  envelope: Envelope,
  policy: Judge & { suppose(amendment: string): Judge & object },
  flow: Flow | string,
  options?: { keys?: readonly TrustedKey[] },
): Promise<{
  readonly holds: boolean;
  /** The id of the key that signed; null where none of `keys` did. */
  readonly signedBy: string | null;
  readonly members: readonly Compared[];
}>;
