// Lex Loci: whether a data flow's storage location and processing jurisdiction comply with a policy, as of a day, and why.
import type {
  AnalyseOptions,
  Ask,
  Claim,
  CureOptions,
  Cures,
  Diff,
  Exact,
  First,
  Going,
  Idle,
  Proof,
  StepOptions,
  There,
} from "./analyse.js";
import type { Flow } from "./flow.js";
import type { Answer, Verdict } from "./verdict.js";

export type * from "./flow.js";
export type * from "./verdict.js";
export type * from "./analyse.js";
export * as atlas from "./atlas.js";
export * as editor from "./editor.js";

declare global {
  interface SymbolConstructor {
    /** Newer than some of the libraries that this package is compiled with. */
    readonly dispose: unique symbol;
  }
}

/** A position in a text, as the engine and editors count it. */
export interface Position {
  /** Bytes from the start of the text. */
  readonly byte: number;
  /** UTF-16 code units from the start: an index into the JavaScript string. */
  readonly utf16: number;
  /** Line, from 1. */
  readonly line: number;
  /** Column in characters, from 1. */
  readonly column: number;
  /** Column in UTF-16 code units, from 0. */
  readonly utf16_column: number;
}

/** One fault of a policy (`start`, `end`) or a flow (`path`). */
export interface Diagnostic {
  /** Its code, for `explain`: "L0203". */
  readonly code: `L${number}`;
  readonly level: "error" | "warning";
  /** The message, one line. */
  readonly message: string;
  /** The module that contains it; null for the policy itself. */
  readonly module: string | null;
  readonly start: Position | null;
  readonly end: Position | null;
  /** The position in the flow: "transfers[1].tool". */
  readonly path: string | null;
  /** The right spelling, or a valid example. */
  readonly help: string | null;
  /** A replacement that an editor can apply, its span in UTF-16 code units. */
  readonly fix: { readonly span: readonly [start: number, end: number]; readonly text: string } | null;
}

/** The error of a policy that cannot be parsed or checked: all its errors. */
export class PolicyError extends Error {
  readonly name: "PolicyError";
  readonly diagnostics: readonly Diagnostic[];
}

/** The error of a flow that cannot be judged: all its errors, each with its path. */
export class FlowError extends Error {
  readonly name: "FlowError";
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A flow: an object, or its JSON as a text. Pass the text where it comes from outside, such as the body of a request:
 * `JSON.parse` silently keeps the last of two equal keys, and the engine rejects them (L0502). Errors of a text that is
 * no JSON (L0004) have `start` and `end` in it.
 */
export type FlowInput = Flow | string;

export interface ParseOptions {
  /** Policy modules that `use` may name beside the shipped ones: their texts by name. */
  readonly modules?: { readonly [name: string]: string };
}

export interface CompileOptions {
  /**
   * Print the policy for plain flows alone, in a third of the bytes: objects, not names of parties; codes of places, not groups or
   * regions; no ids, and nothing under `instead` or `complete`. Any other flow is refused, with the code L0589.
   */
  readonly plain?: boolean;
}

export interface CheckOptions {
  /** The day to judge, "2026-11-21", instead of the flow's own. The engine has no clock. */
  readonly asOf?: string | null;
  /** The level to judge, for a policy with levels; the highest when absent. */
  readonly level?: string | null;
}

export interface DecideOptions extends CheckOptions {
  /** The part to judge, for a policy with parts; every part when absent. */
  readonly part?: string | null;
}

/** A verdict, and the rule that decides it. */
export interface Decision {
  readonly verdict: Answer;
  /** The first rule that is violated or undetermined; null where none is. */
  readonly rule: string | null;
}

/** A policy as an ES module, which needs no engine. */
export interface PrintedPolicy {
  /**
   * The text of the module. It exports `decide`, `decision`, `decideMany`, `policy` and `FlowError`. It knows no vendors: a flow
   * that names one is refused.
   */
  readonly code: string;
  /** The text of its types, for TypeScript. */
  readonly types: string;
}

/** A parsed and checked policy, which can judge flows. */
export class Policy {
  private constructor();

  /** Parses and checks a policy. @throws {PolicyError} with every error of it; none is evaluated in part. */
  static parse(source: string, options?: ParseOptions): Policy;

  /** Parses a policy and prints it as an ES module. @throws {PolicyError} also for a policy that cannot be printed */
  static compile(source: string, options?: ParseOptions & CompileOptions): PrintedPolicy;

  /** Returns a policy text in its standard layout, comments kept. @throws {PolicyError} */
  static format(source: string): string;

  /** Judges one flow, with every reason. @throws {FlowError} with every error of the flow. */
  check(flow: FlowInput, options?: CheckOptions): Verdict;

  /** Returns the verdict of `check`, or of one part, without reasons: a part of the time. @throws {FlowError} as `check` does */
  decide(flow: FlowInput, options?: DecideOptions): Answer;

  /** Returns the same, and the rule that decides it. @throws {FlowError} */
  decision(flow: FlowInput, options?: DecideOptions): Decision;

  /**
   * Returns the verdicts of many flows, one byte each: 0 compliant, 1 non-compliant, 2 undetermined, 3 not applicable.
   * @throws {FlowError} when one cannot be judged; its paths begin with the flow's position
   */
  decideMany(flows: readonly FlowInput[], options?: DecideOptions): Uint8Array;

  /** Returns the verdict that no completion of the flow could change, where there is one. @throws {FlowError} */
  exact(flow: FlowInput, options?: AnalyseOptions): Exact;

  /** Returns the smallest sets of facts that would settle an undetermined flow. @throws {FlowError} */
  ask(flow: FlowInput, options?: AnalyseOptions): Ask;

  /** Returns a small question that would settle an undetermined flow, in a few steps: before `ask`, which may take long. @throws {FlowError} */
  first(flow: FlowInput, options?: AnalyseOptions): First;

  /** Returns the cheapest changes after which the flow is compliant. @throws {FlowError} */
  cure(flow: FlowInput, options?: CureOptions): Cures;

  /**
   * Judges the flow with one site (`"storage[0]"`) or place (`"transfers[0].to"`) in every country and, for a site, every cloud region.
   * @throws {FlowError} also when the flow has no site and no place at this path: its help names the paths that there are
   */
  where(flow: FlowInput, path: string, options?: AnalyseOptions): There[];

  /**
   * Returns `from`, and every later day through `through` on which the verdict on the flow can be another than on the day before, or on
   * which the flow can begin or cease to contradict the atlas. On all other days it is as on the last day listed.
   * @throws {FlowError} when the flow is no plain data, or a day is none
   */
  turningDays(flow: FlowInput, from: string, through: string): string[];

  /** Returns the policy's claims. */
  claims(): Claim[];

  /** Proves every claim, or returns a compliant flow that breaks it. Takes long: see `proving`. */
  prove(options?: StepOptions): Proof[];

  /**
   * Proves one claim step by step, so that a page can draw in between. @throws {FlowError} when there is no such claim
   */
  proving(claim: string): Going<Proof>;

  /** Returns the rules and exceptions that make no difference; null when the budget ended first. */
  idle(options?: StepOptions): Idle[] | null;

  /** Returns the differences between two versions; null when the budget ended first. */
  static diff(older: Policy, newer: Policy, options?: StepOptions): Diff | null;

  /** Compares two versions step by step. */
  static differing(older: Policy, newer: Policy): Going<Diff>;

  /** Returns this policy as an ES module, which decides in a fiftieth of the time. @throws {PolicyError} for one that cannot be printed */
  compile(options?: CompileOptions): PrintedPolicy;

  /**
   * Returns the same policy under a supposition: `"US leaves adequate on 2027-03-01"`, `"BR with lgpd joins adequate on
   * 2026-01-26"`. Its verdicts list the suppositions.
   * @throws {PolicyError} when the text has another form, or the policy reads no such set
   */
  suppose(amendment: string): Policy;

  /** Judges one flow and renders the verdict as text, with every reason. @throws {FlowError} */
  render(flow: FlowInput, options?: CheckOptions): string;

  /** Returns this policy in its standard layout, comments kept. */
  format(): string;

  /** Returns the lints: what is legal but probably not meant, and not allowed by a line `allow L0402 "…"`. */
  lint(): readonly Diagnostic[];

  /** Frees its memory at once rather than when it is collected. It cannot be used afterwards. */
  free(): void;

  /** Frees it at the end of the block: `using policy = Policy.parse(…)`. */
  [Symbol.dispose](): void;
}

/** Explains a diagnostic's code, and what to do; null for a code that does not exist. */
export function explain(
  code: string,
): { readonly code: string; readonly title: string; readonly explain: string } | null;

/** Returns the versions of the engine, of the language's edition, and of the atlas. */
export function versions(): { readonly engine: string; readonly edition: number; readonly atlas: string };

/** The type of a fact. */
export type FactType =
  | { readonly is: "yes_no" | "number" | "percent" | "date" | "duration" | "place" | "region" | "category" | "text" }
  /** One value of an enumeration. */
  | { readonly is: "enum"; readonly of: string }
  /** Any number of values. */
  | { readonly is: "set"; readonly of: FactType }
  /** Further facts, or entries with further facts, of a kind. */
  | { readonly is: "object" | "list"; readonly of: string };

export interface VocabularyFact {
  readonly name: string;
  readonly type: FactType;
  /** Its nature: a cure may change an act, asks for a finding, and leaves what is given. */
  readonly nature: "act" | "finding" | "given";
  readonly doc: string;
  /** Its term in the W3C Data Privacy Vocabulary, or one of our own (`lex:`), and that term's address. */
  readonly term: string;
  readonly iri: string;
  /** The conditions under which it exists, one of which is enough; null: always. */
  readonly exists: {
    readonly any: readonly {
      /** The list of which some entry has one of the values; null: the object itself has. */
      readonly list: string | null;
      readonly fact: string;
      /** Values of an enumeration; "true" of a fact that is yes or no. */
      readonly values: readonly string[];
    }[];
    /** Says whether stating it says that its condition is met. */
    readonly implied: boolean;
    readonly doc: string;
  } | null;
  /** Says whether it carries a person's conclusion. */
  readonly attested: boolean;
  /** Says whether it follows from other facts unless it is stated. */
  readonly derived: boolean;
}

/** The facts of a flow, for building forms. */
export interface Vocabulary {
  readonly edition: number;
  /** By name; the flow itself is `flow`. */
  readonly kinds: {
    readonly [kind: string]: {
      readonly doc: string;
      /** A single one of this kind: "a site". */
      readonly one: string;
      /** "party" where it also has the facts of a party. */
      readonly is: "party" | null;
      readonly facts: readonly VocabularyFact[];
    };
  };
  readonly enumerations: {
    readonly [name: string]: {
      readonly doc: string;
      readonly term: string;
      readonly iri: string;
      readonly values: readonly { readonly name: string; readonly doc: string }[];
    };
  };
  /** Categories of data, parents before their children. */
  readonly categories: readonly {
    readonly name: string;
    readonly parent: string | null;
    readonly doc: string;
    readonly term: string;
    readonly iri: string;
  }[];
}

/** Returns every fact, value and category of the language's edition. */
export function vocabulary(): Vocabulary;
