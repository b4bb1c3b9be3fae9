// What an editor asks of a policy text while it is written: `import { editor } from "lexloci"`. Texts may have errors;
// nothing here throws for what a text says. Offsets and spans are UTF-16 code units, as JavaScript counts.
import type { Diagnostic, ParseOptions } from "./index.js";

/** `[start, end)` in UTF-16 code units. */
export type Span = readonly [start: number, end: number];

/** What a word is, to colour it by. */
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

/** The names of the kinds of words: `kinds()[n]` is what the number `n` of `tokens` means. */
export function kinds(): readonly WordKind[];

/** Every word of a text in order: start, end and kind, one word after the other. */
export function tokens(source: string): Uint32Array;

/** Every error of a text and its modules, then every lint; `fix` where the help can be applied. */
export function diagnose(source: string, options?: ParseOptions): readonly Diagnostic[];

/** What something is that completion offers. */
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
  | "type";

export interface Choice {
  /** What would be written in place of `[from, offset)`. */
  readonly label: string;
  readonly kind: ChoiceKind;
  /** A few words beside it: the type of a fact, the name of a place. May be empty. */
  readonly detail: string;
  /** What it means. May be empty. */
  readonly doc: string;
}

export interface Completion {
  /** Where the word begins that is being written. */
  readonly from: number;
  /** Everything that could stand there, not yet narrowed to what begins as the word does. */
  readonly options: readonly Choice[];
}

/** What could stand at an offset. */
export function complete(source: string, offset: number, options?: ParseOptions): Completion;

export interface HoverOptions extends ParseOptions {
  /** The day as of which sets, groups and operators are told: "2026-11-21". Without one they are not. */
  readonly asOf?: string | null;
}

/** What a text rests on. */
export interface Cited {
  /** The source's short name: "GDPR". */
  readonly source: string;
  /** Where in it: "46(2)(c)". May be empty. */
  readonly pin: string;
  readonly title: string;
  readonly url: string | null;
}

export interface Hover {
  readonly span: Span;
  /** What the word is: "s.place: a place", "FR: France". */
  readonly title: string;
  /** What it means, or a set's members as of the day. May be empty. */
  readonly text: string;
  /** Its term in the W3C Data Privacy Vocabulary, or one of our own. */
  readonly term: { readonly term: string; readonly iri: string } | null;
  readonly cites: readonly Cited[];
}

/** What the word at an offset is; null where there is nothing to say. */
export function hover(source: string, offset: number, options?: HoverOptions): Hover | null;

/** Where a definition stands: in the text itself, or in the module of this name. */
export interface Definition {
  readonly module: string | null;
  readonly span: Span;
}

/** Where the set, list, definition, source, rule, variable or module at an offset is defined; null where it is none. */
export function definition(source: string, offset: number, options?: ParseOptions): Definition | null;

/** A text in its standard layout, comments kept. @throws {PolicyError} when it has syntax errors */
export function format(source: string): string;
