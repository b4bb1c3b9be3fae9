// The editor's questions about a policy text while it is written: `import { editor } from "lexloci"`. Texts may have
// errors; nothing here throws for the content of a text. Offsets and spans are UTF-16 code units, as JavaScript counts.
import type { Diagnostic, ParseOptions } from "./index.js";

/** `[start, end)` in UTF-16 code units. */
export type Span = readonly [start: number, end: number];

/** The class of a word, for syntax highlighting. */
export type WordKind =
  | "keyword"
  | "name"
  | "variable"
  | "fact"
  | "value"
  | "definition"
  | "place"
  | "group"
  | "region"
  | "party"
  | "date"
  | "duration"
  | "percent"
  | "number"
  | "text"
  | "comment"
  | "source"
  | "pinpoint"
  | "operator"
  | "bad";

/** Returns the names of the classes of words: `kinds()[n]` is the class with the number `n` in `tokens`. */
export function kinds(): readonly WordKind[];

/** Returns every word of a text in order: start, end and class, one word after the other. */
export function tokens(source: string): Uint32Array;

/** Returns every error of a text and its modules, then every lint; `fix` where the help can be applied. */
export function diagnose(source: string, options?: ParseOptions): readonly Diagnostic[];

/** The kind of a completion. */
export type ChoiceKind =
  | "keyword"
  | "fact"
  | "variable"
  | "value"
  | "category"
  | "place"
  | "group"
  | "region"
  | "party"
  | "set"
  | "list"
  | "definition"
  | "source"
  | "module"
  | "rule"
  | "exception"
  | "part"
  | "level"
  | "type"
  | "lint";

export interface Choice {
  /** The text to insert in place of `[from, offset)`. */
  readonly label: string;
  readonly kind: ChoiceKind;
  /** A few words shown beside it: the type of a fact, the name of a place. May be empty. */
  readonly detail: string;
  /** Its documentation. May be empty. */
  readonly doc: string;
}

export interface Completion {
  /** The start of the word being written. */
  readonly from: number;
  /** The possible completions, not yet narrowed to those that begin with the word. */
  readonly options: readonly Choice[];
}

/** Returns the completions at an offset. */
export function complete(source: string, offset: number, options?: ParseOptions): Completion;

export interface HoverOptions extends ParseOptions {
  /** The day as of which sets, groups and operators are shown: "2026-11-21". Without one they are not. */
  readonly asOf?: string | null;
}

/** A citation. */
export interface Cited {
  /** The source's short name: "GDPR". */
  readonly source: string;
  /** The place in the source: "46(2)(c)". May be empty. */
  readonly pin: string;
  readonly title: string;
  readonly url: string | null;
}

export interface Hover {
  readonly span: Span;
  /** A short description of the word: "s.place: a place", "FR: France". */
  readonly title: string;
  /** The full description, or a set's members as of the day. May be empty. */
  readonly text: string;
  /** Its term in the W3C Data Privacy Vocabulary, or one of our own. */
  readonly term: { readonly term: string; readonly iri: string } | null;
  readonly cites: readonly Cited[];
}

/** Describes the word at an offset; null where there is no description. */
export function hover(source: string, offset: number, options?: HoverOptions): Hover | null;

/** The position of a definition: in the text itself, or in the module of this name. */
export interface Definition {
  readonly module: string | null;
  readonly span: Span;
}

/**
 * Finds the definition of the set, list, definition, source, rule, variable or module at an offset; null where it is
 * none.
 */
export function definition(source: string, offset: number, options?: ParseOptions): Definition | null;

/** Returns a text in its standard layout, comments kept. @throws {PolicyError} when it has syntax errors */
export function format(source: string): string;
