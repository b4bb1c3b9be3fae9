// What `lexloci/columns` exports: compiled policies that decide flows in columns too, by a Wasm file of their own.
import { EngineDecider, flow_memory } from "../columns.js";
import { CompiledPolicy, deciderOf, loaded } from "../compiled.js";
import { schemaOf, stated } from "./buffers.js";
import { laidOut } from "./flows.js";

export { FlowError, PolicyError } from "../errors.js";

export class Policy extends CompiledPolicy {
  static load(bytes) {
    return loaded(Policy, bytes, EngineDecider, flow_memory());
  }

  columns(flows, options) {
    return laidOut(deciderOf(this), flows, options);
  }

  columnsOf(buffers) {
    return stated(deciderOf(this), buffers);
  }

  get schema() {
    return schemaOf(deciderOf(this));
  }
}
