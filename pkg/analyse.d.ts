// What questions over all flows are answered with.
import type { Flow } from "./flow.js";
import type { Answer } from "./verdict.js";

export interface StepOptions {
  /** How many flows may be judged. Never a time: answers are the same everywhere. */
  readonly steps?: number;
}

export interface AnalyseOptions extends StepOptions {
  /** The day to judge instead of the flow's own. */
  readonly asOf?: string | null;
  /** The level to judge, for a policy with levels. */
  readonly level?: string | null;
}

/** What a kind of change costs; a plan of lesser cost is told first. */
export interface Costs {
  readonly state?: number;
  readonly measure?: number;
  readonly contract?: number;
  readonly add?: number;
  readonly relocate?: number;
  readonly remove?: number;
  readonly data?: number;
  readonly party?: number;
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
  /** Whether the question was settled within the budget. */
  readonly decided: boolean;
  /** Completions with different verdicts. */
  readonly witnesses: readonly { readonly verdict: Answer; readonly flow: Flow }[];
}

export interface Question {
  readonly facts: readonly string[];
  /** A value for each fact, how many values each stands for, and the verdict that they lead to. */
  readonly outcomes: readonly { readonly values: readonly FlowValue[]; readonly like: readonly number[]; readonly verdict: Answer }[];
}

export interface Ask {
  readonly questions: readonly Question[];
  /** Whether there is no smaller set, as far as the budget allowed to look. */
  readonly smallest: boolean;
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

export interface Cure {
  /** In the order in which they are made. */
  readonly changes: readonly Change[];
  readonly cost: number;
  /** The flow, changed; everything that was written short is spelled out in it. */
  readonly flow: Flow;
  readonly satisfies: readonly RuleAt[];
  /** Rules that were satisfied and apply no longer. */
  readonly releases: readonly RuleAt[];
}

export interface Cures {
  readonly cures: readonly Cure[];
  /** Whether none is cheaper, as far as the budget allowed to look. */
  readonly cheapest: boolean;
}

export interface There {
  /** "FR", "aws/eu-west-3" */
  readonly id: string;
  readonly kind: "place" | "region";
  /** Null where the flow cannot be there. */
  readonly verdict: Answer | null;
  /** The first rule that is violated, or open. */
  readonly reason: RuleAt | null;
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
  /** Whether every change was found: else a larger step may be needed. */
  readonly complete: boolean;
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
  /** Judges so many flows more: the answer once there is one, until then null. */
  advance(steps?: number): T | null;
  readonly progress: { readonly done: number; readonly of: number; readonly judged: number };
  /** Goes on until there is an answer or the budget is used up, then frees itself. */
  within(options?: StepOptions): T | null;
  free(): void;
  [Symbol.dispose](): void;
}
