// What the engine knows of the world: `import { atlas } from "lexloci"`.

export interface Place {
  /** ISO 3166-1 alpha-2, "PT-20" and the like, or an organisation's: "EPO". */
  readonly code: string;
  /** In English. `new Intl.DisplayNames("fr", { type: "region" })` has other languages for codes of two letters. */
  readonly name: string;
}

export interface Group {
  /** As policies write it: "EEA". */
  readonly name: string;
  readonly title: string;
}

export interface Region {
  /** As policies and flows write it: "aws/eu-west-3". */
  readonly id: string;
  /** Where data rest there: the code of a place, or the name of a group ("EU", "anywhere"). */
  readonly place: string;
  /** What the vendor calls it: "Europe (Paris)". */
  readonly label: string;
  /** Key of whoever operates it: "aws". */
  readonly provider: string;
  /** The newest operator that is known, where it has its seat (empty where that is not known), and where its parent has. */
  readonly operator: { readonly name: string; readonly seat: string; readonly parent: string };
}

export type TurnFamily = "adequacy" | "membership" | "instrument" | "access" | "localisation" | "operator";

/** Something begins on a day, or is over from that day on. */
export interface Turn {
  /** "2020-07-16" */
  readonly date: string;
  readonly family: TurnFamily;
  /** Whether it begins; else this is the first day without. */
  readonly begins: boolean;
  /** What, in a few words: "US: adequate with privacy_shield", "BG, RO in EU". */
  readonly label: string;
  /** The act, the group, or the operator's key. */
  readonly act: string;
  /** What became of it: "declared invalid, CJEU C-311/18; no grace period". May be empty. */
  readonly note: string;
  /** The codes of the places, or the name of the group, that it is about. */
  readonly places: readonly string[];
  readonly source: { readonly title: string; readonly url: string | null } | null;
}

/** Every country, territory and organisation, in the order of their codes. */
export function places(): readonly Place[];

/** Every named group of places. */
export function groups(): readonly Group[];

/** The codes of a group's members on a day; none where there is no such group or day. */
export function members(group: string, day: string): readonly string[];

/** Every cloud region, in the order of their ids. */
export function regions(): readonly Region[];

/** The days on which an act of the atlas begins or ends, in order. */
export function dates(): readonly Turn[];
