// A compiled policy, which decides without its text: neither parser nor checker is needed.
import { Decider } from "./decide.js";
import { FlowError, PolicyError, diagnostic } from "./errors.js";
import { plain } from "./plain.js";

/** What stands behind a CompiledPolicy, handed only to its constructor by load. */
const LOADED = Symbol("loaded");

export class CompiledPolicy {
  #decider;

  constructor(key, raw, memory) {
    if (key !== LOADED) throw new TypeError("a compiled policy is made by Policy.load(bytes)");
    this.#decider = new Decider(raw, memory, (flow, options, why) => this.#copied(flow, options, why));
  }

  decide(flow, options) {
    return this.#live().verdict(flow, options);
  }

  decision(flow, options) {
    return this.#live().decision(flow, options);
  }

  decideMany(flows, options) {
    return this.#live().many(flows, options);
  }

  free() {
    this.#decider?.free();
    this.#decider = null;
  }

  /** The decision on a plain copy of a flow that was not taken as it is; there is nobody else to ask. */
  #copied(flow, options, why) {
    if (IS_COPY.has(flow)) throw untaken(why);
    const copy = plain(flow);
    IS_COPY.add(copy);
    return this.#live().decision(copy, options);
  }

  #live() {
    if (this.#decider === null) throw new TypeError("this Policy was freed");
    return this.#decider;
  }
}

// By assignment, because Symbol.dispose is newer than the runtimes that this package runs in.
if (Symbol.dispose) CompiledPolicy.prototype[Symbol.dispose] = CompiledPolicy.prototype.free;

/** Flows that are copies already, so that none is copied twice. */
const IS_COPY = new WeakSet();

function untaken({ what, path }) {
  const steps = path.reduceRight((told, step) => told + (typeof step === "number" ? `[${step}]` : `.${step}`), "");
  return new FlowError([diagnostic("L0589", steps.replace(/^\./, ""), what, "`check`, of the whole package, says more")]);
}

/** Returns the kind of a typed array, of whatever realm: under Jest, files are of another realm than the tests that read them. */
const kindOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

/** Reads a compiled policy by one of the Wasm files that do, which has this memory. */
export function loaded(Kind, bytes, EngineDecider, memory) {
  if (kindOf.call(bytes) !== "Uint8Array") throw new TypeError("a compiled policy is a Uint8Array");
  try {
    return new Kind(LOADED, EngineDecider.load(bytes), memory);
  } catch (thrown) {
    throw typeof thrown === "string" ? new PolicyError([diagnostic("L0007", null, thrown)]) : thrown;
  }
}
