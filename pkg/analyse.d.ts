// The answers to questions over all flows.
import type { Flow } from "./flow.js";
import type { Answer } from "./verdict.js";

export interface StepOptions {
  /**
   * The most steps that the answer may take: 4,000 by default, and 100,000 for `where`. A step is one small flow judged. A
   * large flow counts for more, so that a step takes about the same time on every flow. A budget is never a time, so that
   * answers are the same everywhere.
   */
  readonly steps?: number;
}

/** Something that was not tried, for which an answer is not decided. */
export interface PassedOver {
  /** The fact or the list; empty for the flow itself. */
  readonly path: string;
  readonly what: "values" | "entries" | "depth" | "open" | "contradiction" | "size" | "days" | "steps";
}

export interface AnalyseOptions extends StepOptions {
  /** The day to judge instead of the flow's own. */
  readonly asOf?: string | null;
  /** The level to judge, for a policy with levels. */
  readonly level?: string | null;
}

/** The costs of kinds of change. The cheaper cure comes first. The names are in the order of their default costs. */
export interface Costs {
  /** Stating a fact of a party that a change introduces. */
  readonly state?: number;
  /** A condition: a fact that has to be found. */
  readonly find?: number;
  /** Another place, or another region of the same provider. */
  readonly relocate?: number;
  readonly contract?: number;
  readonly recipient?: number;
  readonly tool?: number;
  readonly measure?: number;
  /** Adding an entry to a list. */
  readonly add?: number;
  /** Another provider, operator or supplier. */
  readonly party?: number;
  /** Taking an entry out of a list. */
  readonly remove?: number;
}

export interface CureOptions extends AnalyseOptions {
  /** Paths that stay as they are, with everything below them. */
  readonly fixed?: readonly string[];
  readonly costs?: Costs;
}

/** A value of a flow, as JSON has it. */
export type FlowValue = string | number | boolean | null | readonly FlowValue[] | { readonly [key: string]: FlowValue };

export interface Exact {
  /** Undetermined only where it can still become one or another. */
  readonly verdict: Answer;
  /** The answer of three-valued logic. */
  readonly kleene: Answer;
  /** Says whether the question was settled. If not, `passed_over` says why: first "steps", where the budget ended. */
  readonly decided: boolean;
  /** Completions with different verdicts. */
  readonly witnesses: readonly { readonly verdict: Answer; readonly flow: Flow }[];
  readonly passed_over: readonly PassedOver[];
}

export interface First {
  /** Statements after which the flow is compliant: few, though others may be fewer. Empty where none was found. */
  readonly compliant_if: readonly Change[];
  /** Entries of which nothing was found in few steps that would settle them. */
  readonly unsettled: readonly string[];
  /** Statements after which it is not compliant. Empty where none was found. */
  readonly not_compliant_if: readonly Change[];
  /** Statements after which no rule applies to it, so that the policy has nothing to judge. Empty where none was found. */
  readonly not_applicable_if: readonly Change[];
}

export interface Question {
  readonly facts: readonly string[];
  /** A value for each fact, the number of values that each stands for, and the resulting verdict. */
  readonly outcomes: readonly {
    readonly values: readonly FlowValue[];
    readonly like: readonly number[];
    readonly verdict: Answer;
  }[];
}

export interface Ask {
  readonly questions: readonly Question[];
  /**
   * Says whether no smaller set of plain answers exists. If that is not known, it is because of what was passed over, or
   * else because the budget ended.
   */
  readonly smallest: boolean;
  readonly passed_over: readonly PassedOver[];
}

/** One statement or change: `from` is null where the fact was missing, `to` where an entry is removed. */
export interface Change {
  readonly path: string;
  readonly from: FlowValue;
  readonly to: FlowValue;
}

export interface RuleAt {
  readonly rule: string;
  readonly at: string;
}

/**
 * A set of changes after which the flow is compliant, if the conditions are found to hold.
 *
 * Every path, of changes and of conditions, refers to the flow as it was stated. An entry that a change adds comes
 * after the existing ones. To apply a cure by hand, state all values first and remove entries last, both in the given
 * order. A fact that the changes remove and a condition names is as the condition states it.
 */
export interface Cure {
  /** The changes: acts only. */
  readonly changes: readonly Change[];
  /** The facts that also have to be found; without them the flow is not compliant. */
  readonly conditions: readonly Change[];
  readonly cost: number;
  /** The flow with the changes and without the conditions. Short forms are spelled out in it. */
  readonly flow: Flow;
  /** The flow with both: it is compliant. */
  readonly settled: Flow;
  readonly satisfies: readonly RuleAt[];
  /** The rules that were satisfied and no longer apply. */
  readonly releases: readonly RuleAt[];
}

export interface Cures {
  /** `no_lawful_cure`: a given fact violates a rule, whatever is changed. `not_found`: there may be a cure. */
  readonly remedy: "not_needed" | "found" | "no_lawful_cure" | "not_found";
  /** The cures, in legal order. */
  readonly cures: readonly Cure[];
  /** Says whether no cure can cost less than the first. Claimed only where the first costs as little as one change can. */
  readonly cheapest: boolean;
  readonly passed_over: readonly PassedOver[];
}

export interface There {
  /** "FR", "aws/eu-west-3" */
  readonly id: string;
  readonly kind: "place" | "region";
  /** Null where the flow cannot be there. */
  readonly verdict: Answer | null;
  /** The first rule that is violated or undetermined. */
  readonly reason: RuleAt | null;
  /** Says whether the budget ended before it was judged. */
  readonly undecided?: true;
}

export interface Claim {
  readonly name: string;
  readonly title: string;
}

export interface Proof {
  readonly claim: string;
  readonly title: string;
  readonly outcome: "proved" | "refuted" | "undecided";
  /** A compliant flow that breaks the claim. */
  readonly flow: Flow | null;
  /** The reason why it is undecided. */
  readonly why: string | null;
}

export interface Diff {
  readonly changes: readonly {
    readonly from: Answer;
    readonly to: Answer;
    readonly rule: string;
    readonly flow: Flow;
  }[];
  readonly step: { readonly claimed: Step; readonly needed: Step; readonly right: boolean };
  /**
   * Says whether every change was found; else a larger step may be needed. If not, it is because of what was passed over, or
   * else because the budget ended.
   */
  readonly complete: boolean;
  readonly passed_over: readonly PassedOver[];
}

export type Step = "none" | "patch" | "minor" | "major";

/** A rule or exception that makes no difference. */
export interface Idle {
  readonly code: `L${number}`;
  readonly name: string;
  readonly what: string;
  readonly span: readonly [start: number, end: number];
}

/** A question in progress. */
export interface Going<T> {
  /**
   * Takes up to `steps` more steps. Returns the answer once there is one, until then null. `judged` in `progress`
   * counts steps.
   */
  advance(steps?: number): T | null;
  readonly progress: { readonly done: number; readonly of: number; readonly judged: number };
  /** Continues until there is an answer or the budget is used up, then frees itself. */
  within(options?: StepOptions): T | null;
  free(): void;
  [Symbol.dispose](): void;
}
