// The exports of `lexloci/runtime`: compiled policies, loaded and decided by a Wasm file that does nothing else.
import { EngineDecider, flow_memory } from "./decider.js";
import { CompiledPolicy, loaded } from "./compiled.js";

export { FlowError, PolicyError } from "./errors.js";

export class Policy extends CompiledPolicy {
  static load(bytes) {
    return loaded(Policy, bytes, EngineDecider, flow_memory());
  }
}
