// The engine's facts about the world: `import { atlas } from "lexloci"`.

export interface Place {
  /** ISO 3166-1 alpha-2, "PT-20" and the like, or an organisation's: "EPO". */
  readonly code: string;
  /** In English. `new Intl.DisplayNames("fr", { type: "region" })` has other languages for codes of two letters. */
  readonly name: string;
}

export interface Group {
  /** Its name in policies: "EEA". */
  readonly name: string;
  readonly title: string;
}

export interface Region {
  /** Its id in policies and flows: "aws/eu-west-3". */
  readonly id: string;
  /** The place of the data: the code of a place, or the name of a group ("EU", "anywhere"). */
  readonly place: string;
  /** The vendor's name for it: "Europe (Paris)". */
  readonly label: string;
  /** The key of its operator: "aws". */
  readonly provider: string;
  /** The newest known operator, its seat (empty where not known), and the seat of its parent. */
  readonly operator: { readonly name: string; readonly seat: string; readonly parent: string };
}

export type TurnFamily = "adequacy" | "membership" | "instrument" | "access" | "localisation" | "operator";

/** A day on which something begins, or from which on it is over. */
export interface Turn {
  /** "2020-07-16" */
  readonly date: string;
  readonly family: TurnFamily;
  /** Says whether it begins; else this is the first day without. */
  readonly begins: boolean;
  /** A short label: "US: adequate with privacy_shield", "BG, RO in EU". */
  readonly label: string;
  /** The act, the group, or the operator's key. */
  readonly act: string;
  /** Its later history: "declared invalid, CJEU C-311/18; no grace period". May be empty. */
  readonly note: string;
  /** The codes of the places, or the name of the group, concerned. */
  readonly places: readonly string[];
  readonly source: { readonly title: string; readonly url: string | null } | null;
}

/** Returns every country, territory and organisation, in the order of their codes. */
export function places(): readonly Place[];

/** Returns every named group of places. */
export function groups(): readonly Group[];

/** Returns the codes of a group's members on a day; none where there is no such group or day. */
export function members(group: string, day: string): readonly string[];

/** Returns every cloud region, in the order of their ids. */
export function regions(): readonly Region[];

/** Returns the days on which an act of the atlas begins or ends, in order. */
export function dates(): readonly Turn[];
