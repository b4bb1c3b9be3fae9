// What `lexloci/runtime` exports: compiled policies, loaded and decided by a small Wasm file that does nothing else.
import type { CompiledPolicy } from "./index.js";

export { FlowError, PolicyError } from "./index.js";
export type { CompiledPolicy, Decision, DecideOptions, Diagnostic, FlowInput } from "./index.js";
export type * from "./flow.js";
export type { Answer } from "./verdict.js";

/** A compiled policy, which can decide flows. */
export declare class Policy implements CompiledPolicy {
  private constructor();

  /** Reads what `lexloci compile` or `policy.compile()` wrote. The digest in them shows damage. It proves nothing of who made them: load only what you compiled, or what came on a way that you trust. @throws {PolicyError} when the bytes are not whole, altered, or of another version */
  static load(bytes: Uint8Array): Policy;

  decide: CompiledPolicy["decide"];
  decision: CompiledPolicy["decision"];
  decideMany: CompiledPolicy["decideMany"];
  free: CompiledPolicy["free"];
  [Symbol.dispose](): void;
}
