// Questions over all flows, on top of the engine's own. Long ones advance step by step.
import * as engine from "./lexloci.js";
import { FlowError, diagnostic } from "./errors.js";

/** The default budget of steps for one question about a flow. */
const STEPS = 4_000;
/** The default budget of steps for `where`: it asks one question for each kind of place, and no more. */
export const PLACES = 100_000;
/** The default budget of steps for a proof or comparison. */
const LONG = 200_000;
/** The steps between two reports of progress. */
const AT_A_TIME = 2_000;

/** Validates the budget of steps that a call may be given. */
export function stepsOf(budget, usual = STEPS) {
  const steps = budget ?? usual;
  if (!Number.isInteger(steps) || steps < 0 || steps > 0xffff_ffff) {
    throw new FlowError([
      diagnostic("L0588", "steps", "it is not a whole number from 0", "write how many steps it may take: 4000"),
    ]);
  }
  return steps;
}

/** A question in progress, around an engine object with `advance(steps)` and `progress()`. */
export class Going {
  #raw;
  #advance;
  #result;

  constructor(raw, advance) {
    this.#raw = raw;
    this.#advance = advance;
  }

  /** Takes up to `steps` more steps. Returns the result once there is one, until then null. */
  advance(steps = AT_A_TIME) {
    if (this.#result !== undefined) return this.#result;
    if (this.#raw === null) throw new TypeError("this was freed");
    this.#result = this.#advance(this.#raw, stepsOf(steps));
    return this.#result ?? null;
  }

  /** Returns the progress. */
  get progress() {
    if (this.#raw === null) return { done: 0, of: 0, judged: 0 };
    const progress = this.#raw.progress();
    return { done: progress[0], of: progress[1], judged: progress[2] };
  }

  free() {
    this.#raw?.free();
    this.#raw = null;
  }

  /** Returns the result within a budget, or null. */
  within(steps) {
    try {
      let left = stepsOf(steps, LONG);
      while (left > 0) {
        const result = this.advance(Math.min(left, AT_A_TIME));
        if (result !== null) return result;
        left -= AT_A_TIME;
      }
      return null;
    } finally {
      this.free();
    }
  }
}

if (Symbol.dispose) Going.prototype[Symbol.dispose] = Going.prototype.free;

/**
 * Begins the proof of one claim of a policy, by its name. `policy` returns the engine's policy, or throws where it was
 * freed meanwhile.
 */
export function proving(policy, name) {
  const claims = policy().claims();
  const index = claims.findIndex((claim) => claim.name === name);
  if (index < 0) {
    const help = claims.length > 0 ? `it has ${claims.map((claim) => claim.name).join(", ")}` : "it has no claims";
    throw new FlowError([diagnostic("L0588", "claim", "the policy has no claim of this name", help)]);
  }
  return new Going(engine.EngineProving.of(policy(), index), (raw, steps) => {
    const found = raw.advance(policy(), steps);
    return found && proof(claims[index], found);
  });
}

/** Converts the engine's outcome of a claim to the package's form. */
function proof(claim, { outcome, shown }) {
  return {
    claim: claim.name,
    title: claim.title,
    outcome,
    flow: outcome === "refuted" ? shown : null,
    why: outcome === "undecided" ? shown : null,
  };
}

/** Returns the proof of a claim whose budget ended. */
export function givenUp(claim) {
  return proof(claim, { outcome: "undecided", shown: "not decided within the budget" });
}

/** Begins the comparison of two versions. */
export function differing(older, newer) {
  return new Going(engine.EngineDiffering.of(older(), newer()), (raw, steps) => {
    const found = raw.advance(older(), newer(), steps);
    if (found === undefined) return undefined;
    const { kinds, claimed, needed, right, complete, passed_over } = found;
    return { changes: kinds, step: { claimed, needed, right }, complete, passed_over };
  });
}

/** Begins the search for rules and exceptions that make no difference. */
export function idling(policy) {
  return new Going(engine.EngineLinting.of(policy()), (raw, steps) => raw.advance(policy(), steps));
}
