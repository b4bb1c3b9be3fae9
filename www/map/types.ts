// What the map and the table of places speak of.

/** What `build.mjs` has drawn: see world.json. */
export interface World {
  readonly width: number;
  readonly height: number;
  /** The edge of the world. */
  readonly sphere: string;
  /** Land that is nobody's in ISO 3166. */
  readonly other: string;
  /** Paths by the code of their place. */
  readonly shapes: Readonly<Record<string, string>>;
  /** Places too small for a shape. */
  readonly dots: Readonly<Record<string, readonly number[]>>;
  /** Cloud regions that are at one place. */
  readonly regions: Readonly<Record<string, readonly number[]>>;
}

export type Answer = "compliant" | "non_compliant" | "undetermined" | "not_applicable";

/** What moving the data there would come to. */
export interface Answered {
  readonly verdict: Answer;
  /** The first reason, in a sentence; may be empty. */
  readonly reason: string;
}

/** The code of a place or the id of a cloud region, each with its verdict. */
export type Verdicts = ReadonlyMap<string, Answered>;

/** The words around the map; in the reader's language. */
export interface Words {
  /** What the whole map is, for a screen reader. */
  readonly map: string;
  readonly places: string;
  readonly regions: string;
  readonly verdicts: Readonly<Record<Answer, string>>;
  /** What is said of a place that nobody asked about. */
  readonly unasked: string;
  readonly closer: string;
  readonly farther: string;
  readonly whole: string;
  readonly europe: string;
  readonly filter: string;
  readonly name: string;
  readonly id: string;
  readonly verdict: string;
  readonly reason: string;
  /** What the button of a row does: "Move the data to France". */
  readonly move: (name: string) => string;
  /** How many rows are shown of all: "12 of 590". */
  readonly shown: (count: number, all: number) => string;
}

export interface PlaceOptions {
  /** What a place or region is called: by its code or id. */
  readonly nameOf: (id: string) => string;
  readonly words: Words;
  /** What happens when somebody chooses a place, or a region. */
  readonly onMove: (id: string, kind: "place" | "region") => void;
}

export const ANSWERS: readonly Answer[] = ["compliant", "non_compliant", "undetermined", "not_applicable"];

/** The sign of each verdict, so that none is told by its colour alone. */
export const SIGNS: Readonly<Record<Answer, string>> = {
  compliant: "✓",
  non_compliant: "✗",
  undetermined: "?",
  not_applicable: "–",
};

/** In English. */
export const ENGLISH: Words = {
  map: "Map of verdicts",
  places: "Places",
  regions: "Cloud regions",
  verdicts: {
    compliant: "compliant",
    non_compliant: "non-compliant",
    undetermined: "undetermined",
    not_applicable: "not applicable",
  },
  unasked: "not asked",
  closer: "Zoom in",
  farther: "Zoom out",
  whole: "Whole world",
  europe: "Europe",
  filter: "Filter",
  name: "Place",
  id: "Code",
  verdict: "Verdict",
  reason: "Reason",
  move: (name) => `Move the data to ${name}`,
  shown: (count, all) => `${count} of ${all}`,
};

/** In French. */
export const FRENCH: Words = {
  map: "Carte des verdicts",
  places: "Lieux",
  regions: "Régions de nuage",
  verdicts: {
    compliant: "conforme",
    non_compliant: "non conforme",
    undetermined: "indéterminé",
    not_applicable: "sans objet",
  },
  unasked: "non demandé",
  closer: "Agrandir",
  farther: "Réduire",
  whole: "Monde entier",
  europe: "Europe",
  filter: "Filtrer",
  name: "Lieu",
  id: "Code",
  verdict: "Verdict",
  reason: "Motif",
  move: (name) => `Déplacer les données : ${name}`,
  shown: (count, all) => `${count} sur ${all}`,
};
