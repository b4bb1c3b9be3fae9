// A compiled policy, which decides without its text: neither parser nor checker is needed.
import { Decider } from "./decide.js";
import { FlowError, PolicyError, diagnostic } from "./errors.js";

/** The key that lets only `load` call the constructor. */
const LOADED = Symbol("loaded");

export class CompiledPolicy {
  #decider;

  constructor(key, raw, memory) {
    if (key !== LOADED) throw new TypeError("a compiled policy is made by Policy.load(bytes)");
    this.#decider = new Decider(raw, memory, refused);
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

  #live() {
    if (this.#decider === null) throw new TypeError("this Policy was freed");
    return this.#decider;
  }
}

// By assignment, because Symbol.dispose is newer than the runtimes that this package runs in.
if (Symbol.dispose) CompiledPolicy.prototype[Symbol.dispose] = CompiledPolicy.prototype.free;

/** Throws the error of a flow that was not decided: there is nobody else to ask. */
function refused(_flow, _options, errors) {
  throw new FlowError(errors());
}

/**
 * Returns the kind of a typed array, whatever its class says and in any realm: under Jest, files are of another realm
 * than the tests that read them.
 */
const { get: kindOf } = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
);

/** Loads a compiled policy with one of the Wasm files that can, which has this memory. */
export function loaded(Kind, bytes, EngineDecider, memory) {
  if (kindOf.call(bytes) !== "Uint8Array") throw new TypeError("a compiled policy is a Uint8Array");
  const raw = decoded(bytes, EngineDecider);
  try {
    return new Kind(LOADED, raw, memory);
  } catch (cause) {
    raw.free();
    throw unsound(
      "the compiled policy is unsound (its table does not have the form of its version): compile it again from its text",
      cause,
    );
  }
}

function decoded(bytes, EngineDecider) {
  // A copy, since a subclass may claim another length than it has, and shared memory may change meanwhile.
  const own = new Uint8Array(bytes);
  try {
    return EngineDecider.load(own);
  } catch (thrown) {
    throw typeof thrown === "string" ? unsound(thrown) : thrown;
  }
}

function unsound(what, cause = undefined) {
  return new PolicyError([diagnostic("L0007", null, what)], { cause });
}
