// What questions over all flows are answered with.
import type { Flow } from "./flow.js";
import type { Answer } from "./verdict.js";

export interface StepOptions {
  /**
   * How many steps the answer may take. A step is one small flow judged; a large flow counts for more, so that a step takes
   * about the same time on every flow. Never a time: answers are the same everywhere.
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

/** What a kind of change costs; a cure of lesser cost is told first. The names stand in the order of their defaults. */
export interface Costs {
  /** Stating a fact of somebody whom a change brings in. */
  readonly state?: number;
  /** A condition: something that has to be found. */
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
  /** What three-valued logic says. */
  readonly kleene: Answer;
  /** Whether the question was settled; if not, `passed_over` says why: first "steps", where the budget ended. */
  readonly decided: boolean;
  /** Completions with different verdicts. */
  readonly witnesses: readonly { readonly verdict: Answer; readonly flow: Flow }[];
  readonly passed_over: readonly PassedOver[];
}

export interface Question {
  readonly facts: readonly string[];
  /** A value for each fact, how many values each stands for, and the verdict that they lead to. */
  readonly outcomes: readonly { readonly values: readonly FlowValue[]; readonly like: readonly number[]; readonly verdict: Answer }[];
}

export interface Ask {
  readonly questions: readonly Question[];
  /** Whether no set of plain answers is smaller; if that is not known, for what was passed over, or else because the budget ended. */
  readonly smallest: boolean;
  readonly passed_over: readonly PassedOver[];
}

/** One statement or change: `from` is null where the fact was missing, `to` where an entry is taken out. */
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
 * What can be done so that the flow is compliant, if what it needs is found.
 *
 * Every path, of changes and of conditions, refers to the flow as it was stated; an entry that a change adds stands behind
 * those that were there. Whoever applies a cure by hand states all values first, in the order told, and takes entries out
 * last, in the order told.
 */
export interface Cure {
  /** What is done: acts alone. */
  readonly changes: readonly Change[];
  /** What has to be found besides; without it the flow is not compliant. */
  readonly conditions: readonly Change[];
  readonly cost: number;
  /** The flow with the changes and without the conditions; everything that was written short is spelled out in it. */
  readonly flow: Flow;
  /** The flow with both: it is compliant. */
  readonly settled: Flow;
  readonly satisfies: readonly RuleAt[];
  /** Rules that were satisfied and apply no longer. */
  readonly releases: readonly RuleAt[];
}

export interface Cures {
  /** `no_lawful_cure`: what is given violates a rule, whatever is done. `not_found`: there may be one. */
  readonly remedy: "not_needed" | "found" | "no_lawful_cure" | "not_found";
  /** The first in legal order first. */
  readonly cures: readonly Cure[];
  /** Whether no cure can cost less than the first. Claimed only where the first costs as little as one change can. */
  readonly cheapest: boolean;
  readonly passed_over: readonly PassedOver[];
}

export interface There {
  /** "FR", "aws/eu-west-3" */
  readonly id: string;
  readonly kind: "place" | "region";
  /** Null where the flow cannot be there. */
  readonly verdict: Answer | null;
  /** The first rule that is violated, or open. */
  readonly reason: RuleAt | null;
  /** Whether the budget ended before it was judged. */
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
  /** Why it is undecided. */
  readonly why: string | null;
}

export interface Diff {
  readonly changes: readonly { readonly from: Answer; readonly to: Answer; readonly rule: string; readonly flow: Flow }[];
  readonly step: { readonly claimed: Step; readonly needed: Step; readonly right: boolean };
  /** Whether every change was found: else a larger step may be needed. If not, for what was passed over, or else because the budget ended. */
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

/** A question on its way. */
export interface Going<T> {
  /** Takes so many steps more: the answer once there is one, until then null. `judged` in `progress` counts steps. */
  advance(steps?: number): T | null;
  readonly progress: { readonly done: number; readonly of: number; readonly judged: number };
  /** Goes on until there is an answer or the budget is used up, then frees itself. */
  within(options?: StepOptions): T | null;
  free(): void;
  [Symbol.dispose](): void;
}
