// The package's interface, the same in every runtime. The entries beside it only differ in how the Wasm gets here.
import * as engine from "./lexloci.js";
import { FlowError, PolicyError, diagnostic } from "./errors.js";
import { plain } from "./plain.js";
import { modulesOf, sourceOf } from "./source.js";

export { explain } from "./explain.js";
export { FlowError, PolicyError };

const OPTIONS = ["asOf", "level"];

/** What stands behind a Policy, handed only to its constructor by parse. */
const PARSED = Symbol("parsed");

export class Policy {
  /** @type {engine.EnginePolicy | null} */
  #engine;

  constructor(key, parsed) {
    if (key !== PARSED) throw new TypeError("a Policy is made by Policy.parse(source)");
    this.#engine = parsed;
  }

  static parse(source, options = {}) {
    const text = sourceOf(source);
    const modules = modulesOf(options?.modules);
    return new Policy(PARSED, diagnosed(PolicyError, () => engine.EnginePolicy.parse(text, modules)));
  }

  static format(source) {
    const text = sourceOf(source);
    return diagnosed(PolicyError, () => engine.format(text));
  }

  check(flow, options = {}) {
    return this.#judge("check", flow, options);
  }

  render(flow, options = {}) {
    return this.#judge("render", flow, options);
  }

  suppose(amendment) {
    const text = sourceOf(amendment);
    const parsed = this.#live();
    return new Policy(PARSED, diagnosed(PolicyError, () => parsed.suppose(text)));
  }

  format() {
    const parsed = this.#live();
    return diagnosed(PolicyError, () => parsed.format());
  }

  lint() {
    return this.#live().lint();
  }

  free() {
    this.#engine?.free();
    this.#engine = null;
  }

  #judge(verb, flow, options) {
    const { asOf, level } = checkOptions(options);
    const facts = plain(flow);
    const parsed = this.#live(); // only now: a getter of the flow may have freed it
    return diagnosed(FlowError, () => parsed[verb](facts, asOf, level));
  }

  #live() {
    if (this.#engine === null) throw new TypeError("this Policy was freed");
    return this.#engine;
  }
}

// By assignment, because Symbol.dispose is newer than the runtimes that this package runs in.
if (Symbol.dispose) Policy.prototype[Symbol.dispose] = Policy.prototype.free;

export function versions() {
  return engine.versions();
}

/** The engine throws its diagnostics as an array; anything else passes through. */
function diagnosed(Kind, run) {
  try {
    return run();
  } catch (thrown) {
    throw Array.isArray(thrown) ? new Kind(thrown) : thrown;
  }
}

function checkOptions(options) {
  const given = { ...options };
  for (const name of Object.keys(given)) {
    if (!OPTIONS.includes(name)) throw badOption(name, "there is no such option", `the options are ${OPTIONS.join(", ")}`);
  }
  return { asOf: textOption(given, "asOf", "a day as a text: \"2026-03-01\""), level: textOption(given, "level", "the name of a level") };
}

function textOption(given, name, expected) {
  const value = given[name] ?? undefined;
  if (value !== undefined && typeof value !== "string") throw badOption(name, `it is not a text but ${typeof value}`, `write ${expected}`);
  return value;
}

function badOption(name, message, help) {
  return new FlowError([diagnostic("L0588", name, message, help)]);
}
