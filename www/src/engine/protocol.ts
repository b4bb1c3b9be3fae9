// The questions of the page to the engine in its worker, and the answers: plain data.
import type {
  Answer,
  atlas,
  Change,
  Cures,
  Diagnostic,
  Diff,
  editor,
  Proof,
  Question as Asked,
  Verdict,
  Vocabulary,
} from "lexloci";
import type { Json, Span } from "../flow/json.ts";
import type { Unmet } from "../tests/compare.ts";
import type { Fault } from "../tests/markdown.ts";

/** One fault of a text; `span` in UTF-16 code units, null where the text has no such place. */
export interface Finding {
  readonly code: string;
  readonly level: "error" | "warning";
  readonly message: string;
  readonly help: string | null;
  readonly module: string | null;
  readonly path: string | null;
  readonly span: Span | null;
  readonly fix: { readonly span: Span; readonly text: string; readonly label?: string } | null;
}

/** The result of judging two texts. */
export interface Judged {
  readonly policy: readonly Finding[];
  readonly flow: readonly Finding[];
  /** The suppositions that the policy reads nothing of. */
  readonly unread: readonly string[];
  readonly verdict: Verdict | null;
}

/** The answer on a day, or that there is none. */
export type Standing = Answer | "error";

/** An answer that holds from this day on, until the next turn. */
export interface Turn {
  readonly day: string;
  readonly answer: Standing;
  /** The reason why there is no verdict, where there is none. */
  readonly why: { readonly path: string | null; readonly message: string } | null;
}

/** The answer of one policy to a flow: the answer, the title of the rule that decides, and how many facts are missing. */
export interface Judgement {
  readonly answer: Standing;
  readonly rule: string | null;
  readonly missing: number;
  /** The first error, where there is no verdict. */
  readonly fault: string | null;
}

/** A flow that was read out of a file, where each of its facts stands, and what could not be read. */
export interface ReadFlow {
  readonly name: string;
  readonly flow: { readonly [key: string]: Json };
  readonly origins: { readonly [path: string]: string };
  readonly unread: readonly { readonly at: string; readonly what: string }[];
}

/** The flows of some files, or the reason why one of them cannot be read. */
export type Reading =
  | { readonly found: readonly ReadFlow[]; readonly fault?: undefined }
  | { readonly fault: string; readonly name: string; readonly found?: undefined };

/** Two texts, and what is supposed of the world. */
export interface Texts {
  readonly policy: string;
  readonly flow: string;
  readonly suppose: readonly string[];
}

export interface Versions {
  readonly engine: string;
  readonly edition: number;
  readonly atlas: string;
}

/** A place or a cloud region that the atlas knows. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A cloud region, the place or group of places of its data, and the name of the company that runs it. */
export interface NamedRegion extends Named {
  readonly place: string;
  readonly operator: string;
}

/** The data for forms about flows. */
export interface Known {
  readonly vocabulary: Vocabulary;
  readonly places: readonly Named[];
  readonly regions: readonly NamedRegion[];
  /** The days on which an act begins or ends. */
  readonly dates: readonly atlas.Turn[];
}

/** The verdict in one country or cloud region, and the rule that decides it; null where the flow cannot be there. */
export interface There {
  readonly id: string;
  readonly verdict: Answer | null;
  readonly rule: string | null;
}

/** The verdicts if something of the flow were elsewhere. */
export interface Where {
  /** The path that is moved, and the paths that could be. */
  readonly path: string;
  readonly paths: readonly string[];
  readonly there: readonly There[];
  /** The member states of the EEA on the day judged. */
  readonly eea: readonly string[];
}

/** Cures, with the member states of the EEA on the day judged. */
export interface Cured extends Cures {
  readonly eea: readonly string[];
}

/** The result of the cases of a policy, and the faults of their text. */
export interface Tested {
  readonly trials: readonly { readonly name: string; readonly line: number; readonly unmet: readonly Unmet[] }[];
  readonly faults: readonly Fault[];
}

/** Each question with its arguments and its answer. */
export interface Questions {
  versions: { ask: Record<never, never>; answer: Versions };
  judge: { ask: Texts; answer: Judged };
  every: {
    ask: { policies: readonly string[]; flow: string; suppose: readonly string[] };
    answer: readonly Judgement[] | null;
  };
  /** The flows of files of others. */
  read: {
    ask: {
      files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
      format: "" | "credential" | "inventory";
    };
    answer: Reading;
  };
  /** The reason why the policy cannot be put under a supposition; null where it can. */
  supposable: { ask: { policy: string; suppose: string }; answer: string | null };
  /** Null where a text has an error. */
  turns: { ask: Texts & { from: string; through: string }; answer: readonly Turn[] | null };
  known: { ask: Record<never, never>; answer: Known };
  /** Tells of each name whether the atlas knows a vendor by it. */
  vendors: { ask: { names: readonly string[] }; answer: readonly boolean[] };
  tokens: {
    ask: { policy: string };
    answer: { readonly kinds: readonly editor.WordKind[]; readonly words: Uint32Array };
  };
  complete: { ask: { policy: string; at: number }; answer: editor.Completion };
  hover: { ask: { policy: string; at: number; asOf: string | null }; answer: editor.Hover | null };
  definition: { ask: { policy: string; at: number }; answer: editor.Definition | null };
  /** With a null path, the place that matters most for the verdict. */
  where: { ask: Texts & { path: string | null }; answer: Where | null };
  questions: { ask: Texts; answer: readonly Asked[] | null };
  /** Statements after which the policy has nothing to judge; none where none were found. */
  nothing: { ask: Texts; answer: readonly Change[] | null };
  cure: { ask: Texts & { fixed: readonly string[] }; answer: Cured | null };
  diff: {
    ask: { older: string; newer: string };
    answer: { readonly difference: Diff | null; readonly findings: readonly Finding[] } | null;
  };
  prove: { ask: { policy: string }; answer: readonly Proof[] | null };
  /** Runs cases in Markdown; `open` is the text of the open policy, `shipped` those of the shipped ones. */
  tests: {
    ask: { markdown: string; open: string; shipped: { readonly [name: string]: string } };
    answer: Tested;
  };
  format: { ask: { policy: string }; answer: string | null };
  render: { ask: Texts; answer: string | null };
}

export type Question = keyof Questions;
export type Ask<Q extends Question> = Questions[Q]["ask"];
export type Reply<Q extends Question> = Questions[Q]["answer"];

export type ToWorker = {
  [Q in Question]: { readonly id: number; readonly question: Q; readonly ask: Ask<Q> };
}[Question];

export type FromWorker =
  /** The worker listens, and holds the lock of this name as long as it lives. */
  | { readonly kind: "ready"; readonly lock: string | null }
  /** The engine has crashed: this worker is of no more use. */
  | { readonly kind: "broken"; readonly message: string }
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  /** The share of a question's budget that is used, from 0 to 1. */
  | { readonly kind: "progress"; readonly id: number; readonly share: number }
  | { readonly kind: "trouble"; readonly id: number; readonly message: string };

/** Converts a diagnostic of the engine on the policy to a finding. */
export function found(diagnostic: Diagnostic): Finding {
  const { start, end, module } = diagnostic;
  return { ...diagnostic, span: start && end && module === null ? [start.utf16, end.utf16] : null };
}
