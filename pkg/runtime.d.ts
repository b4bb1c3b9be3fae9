// The exports of `lexloci/runtime`: compiled policies, loaded and decided by a small Wasm file that does nothing else.
import type { CompiledPolicy } from "./index.js";

export { FlowError, PolicyError } from "./index.js";
export type { CompiledPolicy, Decision, DecideOptions, Diagnostic, FlowInput } from "./index.js";
export type * from "./flow.js";
export type { Answer } from "./verdict.js";

/** A compiled policy, which can decide flows. */
export declare class Policy implements CompiledPolicy {
  private constructor();

  /**
   * Loads what `lexloci compile` or `policy.compile()` wrote. Its digest detects damage, not forgery: load only what
   * you compiled, or what reached you on a trusted way. @throws {PolicyError} when the bytes are not whole, altered, or
   * of another version
   */
  static load(bytes: Uint8Array): Policy;

  decide: CompiledPolicy["decide"];
  decision: CompiledPolicy["decision"];
  decideMany: CompiledPolicy["decideMany"];
  free: CompiledPolicy["free"];
  [Symbol.dispose](): void;
}
