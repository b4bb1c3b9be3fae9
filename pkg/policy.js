// The package's interface, the same in every runtime. The entries beside it differ only in how they load the Wasm.
import * as engine from "./lexloci.js";
import { PLACES, differing, givenUp, idling, proving, stepsOf } from "./analyse.js";
import { FlowError, PolicyError, diagnosed, within } from "./errors.js";
import { format } from "./format.js";
import { ANALYSE, CHECK, COMPILE, CURE, DECIDE, PARSE, STEPS, optionsOf, textOptionsOf } from "./options.js";
import { entriesOf } from "./plain.js";
import { taped } from "./tape.js";
import { modulesOf, sourceOf } from "./source.js";
import { textOf } from "./text.js";

export * as atlas from "./atlas.js";
export * as editor from "./editor.js";
export { explain } from "./explain.js";
export { vocabulary } from "./vocabulary-of.js";
export { FlowError, PolicyError };

/** The key that lets only `parse` call the constructor. */
const PARSED = Symbol("parsed");
/** The answers, by their codes in what `decideMany` returns. */
const ANSWERS = ["compliant", "non_compliant", "undetermined", "not_applicable"];
/** Flows that are decided at once. */
const MOST = 2 ** 24;

export class Policy {
  /** @type {engine.EnginePolicy | null} */
  #engine;

  constructor(key, parsed) {
    if (key !== PARSED) throw new TypeError("a Policy is made by Policy.parse(source)");
    this.#engine = parsed;
  }

  static parse(source, options) {
    const text = sourceOf(source);
    const modules = modulesOf(textOptionsOf(options, PARSE).modules);
    return new Policy(
      PARSED,
      diagnosed(PolicyError, () => engine.EnginePolicy.parse(text, modules)),
    );
  }

  static compile(source, options) {
    const { modules, plain } = textOptionsOf(options, { __proto__: null, ...PARSE, ...COMPILE });
    const policy = Policy.parse(source, { modules });
    try {
      return policy.compile({ plain });
    } finally {
      policy.free();
    }
  }

  static format(source) {
    return format(source);
  }

  check(flow, options) {
    const { asOf, level } = optionsOf(options, CHECK);
    return this.#judge("check", factsOf(flow), asOf, level);
  }

  render(flow, options) {
    const { asOf, level } = optionsOf(options, CHECK);
    return this.#judge("render", factsOf(flow), asOf, level);
  }

  decide(flow, options) {
    return this.#decided(flow, optionsOf(options, DECIDE))[0];
  }

  decision(flow, options) {
    const decided = this.#decided(flow, optionsOf(options, DECIDE));
    return { verdict: decided[0], rule: decided[1] };
  }

  decideMany(flows, options) {
    if (!Array.isArray(flows)) throw new TypeError("decideMany takes an array of flows");
    const asked = optionsOf(options, DECIDE);
    const all = entriesOf(flows, MOST);
    const codes = new Uint8Array(all.length);
    for (let index = 0; index < codes.length; index++) {
      try {
        codes[index] = ANSWERS.indexOf(this.#decided(all[index], asked)[0]);
      } catch (thrown) {
        throw within(index, thrown);
      }
    }
    return codes;
  }

  compile(options) {
    const { plain } = textOptionsOf(options, COMPILE);
    if (plain !== undefined && typeof plain !== "boolean") throw new TypeError("the option plain is true or false");
    const printed = diagnosed(PolicyError, () => this.#live().compile(plain === true));
    return { code: printed[0], types: printed[1] };
  }

  exact(flow, options) {
    return this.#analyse("exact", flow, optionsOf(options, ANALYSE));
  }

  ask(flow, options) {
    return this.#analyse("ask", flow, optionsOf(options, ANALYSE));
  }

  first(flow, options) {
    return this.#analyse("first", flow, optionsOf(options, ANALYSE));
  }

  cure(flow, options) {
    const given = optionsOf(options, CURE);
    const wishes = taped({ fixed: given.fixed ?? [], costs: given.costs ?? {} });
    return this.#analyse("cure", flow, given, wishes);
  }

  where(flow, path, options) {
    const { asOf, level, steps } = optionsOf(options, ANALYSE);
    const budget = stepsOf(steps, PLACES);
    const facts = factsOf(flow);
    const parsed = this.#live(); // after reading the flow, whose getters may have freed the policy
    return diagnosed(FlowError, () =>
      parsed.where_to(facts, typeof path === "string" ? path : "", asOf, level, budget),
    );
  }

  turningDays(flow, from, through) {
    const facts = factsOf(flow);
    const parsed = this.#live(); // after reading the flow, whose getters may have freed the policy
    const asked = [from, through].map((day) => (typeof day === "string" ? day : ""));
    const days = diagnosed(FlowError, () => parsed.turning_days(facts, asked[0], asked[1]));
    return Array.from(days, (day) => new Date(day * 864e5).toISOString().slice(0, 10));
  }

  claims() {
    return this.#live().claims();
  }

  prove(options) {
    const { steps } = optionsOf(options, STEPS);
    return this.claims().map((claim) => this.proving(claim.name).within(steps) ?? givenUp(claim));
  }

  proving(claim) {
    return proving(() => this.#live(), claim);
  }

  idle(options) {
    const { steps } = optionsOf(options, STEPS);
    return idling(() => this.#live()).within(steps);
  }

  static diff(older, newer, options) {
    const { steps } = optionsOf(options, STEPS);
    return Policy.differing(older, newer).within(steps);
  }

  static differing(older, newer) {
    if (![older, newer].every((each) => typeof each === "object" && each !== null && #engine in each)) {
      throw new TypeError("two policies are compared, each made by Policy.parse(source)");
    }
    return differing(
      () => older.#live(),
      () => newer.#live(),
    );
  }

  suppose(amendment) {
    const text = sourceOf(amendment);
    const parsed = this.#live();
    return new Policy(
      PARSED,
      diagnosed(PolicyError, () => parsed.suppose(text)),
    );
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

  /** Returns the answer on a flow, and the rule that it is due to. */
  #decided(flow, { asOf, level, part }) {
    const facts = factsOf(flow);
    const parsed = this.#live(); // after reading the flow, whose getters may have freed the policy
    return diagnosed(FlowError, () => parsed.decide(facts, asOf, level, part));
  }

  #analyse(verb, flow, { asOf, level, steps }, ...wishes) {
    const budget = stepsOf(steps);
    const facts = factsOf(flow);
    const parsed = this.#live(); // after reading the flow, whose getters may have freed the policy
    return diagnosed(FlowError, () => parsed[verb](facts, asOf, level, budget, ...wishes));
  }

  /** Judges a flow as `factsOf` gives it. */
  #judge(verb, facts, asOf, level) {
    const parsed = this.#live(); // after reading the flow, whose getters may have freed the policy
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

/** Returns a flow as the engine takes it: on a tape, or a text of JSON. */
function factsOf(flow) {
  return typeof flow === "string" ? textOf(flow) : taped(flow);
}
