// The verdict on one flow: plain data, the same bytes natively and in Wasm (src/verdict.rs).

/** The answer. Only "compliant" means "go ahead". */
export type Answer = "compliant" | "non_compliant" | "undetermined" | "not_applicable";

export type Verdict = CompliantVerdict | NonCompliantVerdict | UndeterminedVerdict | NotApplicableVerdict;

/** Every blocking rule that applies is satisfied or excused. */
export interface CompliantVerdict extends VerdictFacts {
  readonly verdict: "compliant";
}

/** A blocking rule is violated: see the instances whose outcome is "violated". */
export interface NonCompliantVerdict extends VerdictFacts {
  readonly verdict: "non_compliant";
}

/** Facts are missing: `ask` names them. */
export interface UndeterminedVerdict extends VerdictFacts {
  readonly verdict: "undetermined";
}

/** No blocking rule applies. */
export interface NotApplicableVerdict extends VerdictFacts {
  readonly verdict: "not_applicable";
}

export interface VerdictFacts {
  /** Minor rules that are violated or undetermined. */
  readonly reservations: readonly Reservation[];
  /** Each part's own answer. */
  readonly parts: { readonly [name: string]: { readonly verdict: Answer; readonly applies: "yes" | "no" | "unknown" } };
  /** The names of sets and definitions that the policy or a module replaced. */
  readonly replaced: readonly string[];
  /** The paths on which the flow overrules the atlas or a derivation. */
  readonly instead: readonly string[];
  /** Says whether the flow says that what it does not list does not exist. */
  readonly complete?: true;
  /** The parties that are taken to be another than the exporter, since nothing says that they are the exporter. */
  readonly assumed?: readonly string[];
  /** The suppositions about the world or the policy's sets, as written. */
  readonly suppose: readonly string[];
  readonly policy: { readonly name: string; readonly version: string; readonly digest: string };
  /** Edition of the language and vocabulary. */
  readonly edition: number;
  /** Version and digest of the atlas: "2026.11+sha256:…". */
  readonly atlas: string;
  /** Version of the engine. */
  readonly engine: string;
  /** The day judged. */
  readonly as_of: string;
  /** The position of the flow on the levels, for a policy that has them. */
  readonly level: LevelVerdict | null;
  /** Each rule's instances, in the policy's order. */
  readonly instances: readonly Instance[];
  /** The duties, with their dates. */
  readonly duties: readonly Due[];
  /** The missing facts on which an undetermined verdict depends. */
  readonly ask: readonly string[];
  /** The lints on the flow. */
  readonly notes: readonly Note[];
}

export interface Reservation {
  readonly rule: string;
  readonly at: string;
  readonly outcome: "violated" | "undetermined";
}

export interface LevelVerdict {
  /** The level that the verdict is about. */
  readonly required: string;
  /** The highest level that is compliant. */
  readonly reached: string | null;
  /** Levels that are undetermined, lowest first. */
  readonly open: readonly string[];
  /** Levels that are non-compliant, lowest first. */
  readonly refused: readonly string[];
}

export type Instance = ExcusedInstance | UnexcusedInstance;

/** Its demands are not met, but an exception holds. */
export interface ExcusedInstance extends InstanceFacts {
  readonly outcome: "excused";
  readonly excused_by: readonly Excuse[];
}

export interface UnexcusedInstance extends InstanceFacts {
  readonly outcome: "not_applicable" | "satisfied" | "violated" | "undetermined";
  readonly excused_by: null;
}

export interface InstanceFacts {
  readonly rule: string;
  /**
   * The entry that it judges: "storage[0]", nested "storage[0],transfers[1]", "storage[...]" for the rest of an open
   * list, "" for the whole flow.
   */
  readonly at: string;
  readonly severity: "blocking" | "minor" | "advisory";
  /** The rule's title, one sentence. */
  readonly title: string;
  readonly part: string | null;
  readonly cites: readonly Cited[];
  /** The facts that decided it. */
  readonly because: readonly Because[];
  /** Sets of missing facts; any one set would settle the instance. */
  readonly missing: readonly (readonly string[])[];
  /** The changes that would cure it. */
  readonly cure: readonly string[] | null;
  /** The policy's advice. */
  readonly remedy: string | null;
  /** The span of the rule in the policy, in UTF-16 code units. */
  readonly span: readonly [start: number, end: number];
}

/** A citation with its address. */
export interface Cited {
  readonly source: string;
  readonly pin: string;
  readonly url: string | null;
}

/** A fact that decided an instance. */
export interface Because {
  readonly fact: string;
  /** Its value as text; null where it is unknown. */
  readonly value: string | null;
  /** The test as the policy words it. */
  readonly test: string;
  /** Says whether the test holds; null where that is unknown. */
  readonly holds: boolean | null;
  /**
   * Says whether this fact breaks the rule: where a rule forbids, a test that holds does. False for a fact that only makes
   * the rule apply.
   */
  readonly breaks: boolean;
  /** Says whether it is a person's conclusion rather than a plain fact. */
  readonly attested: boolean;
  /** The span of the test in the policy, in UTF-16 code units. */
  readonly span: readonly [start: number, end: number];
  readonly cites: readonly Cited[];
}

export interface Excuse {
  readonly exception: string;
  readonly title: string;
  readonly cites: readonly Cited[];
}

export interface Due {
  readonly holder: string;
  readonly text: string;
  readonly due: string | null;
}

export interface Note {
  readonly code: `L${number}`;
  readonly path: string;
  readonly message: string;
}
