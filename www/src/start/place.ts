// A place as people write it: by its code, by its name in either language, or as a cloud region by its id or its city.
import type { Known } from "../engine/protocol.ts";

/** The meaning of a text: a place, a cloud region, or nothing that is known, with what it could mean. */
export type Found =
  | { readonly is: "place" | "region"; readonly id: string }
  | { readonly is: "unknown"; readonly near: readonly string[] };

/** The most suggestions. */
const NEAR = 5;
/** The places of which people say another name than the atlas. */
const ALSO: { readonly [name: string]: string } = {
  usa: "US",
  america: "US",
  "etats unis": "US",
  uk: "GB",
  england: "GB",
  angleterre: "GB",
  "great britain": "GB",
  holland: "NL",
  hollande: "NL",
  korea: "KR",
  russia: "RU",
  acores: "PT-20",
  madere: "PT-30",
  "iles canaries": "ES-CN",
  "organisation europeenne des brevets": "EPO",
};

/** Cities with cloud regions, by their names in French and German where these are others. */
const CITIES: { readonly [name: string]: string } = {
  bruxelles: "brussels",
  francfort: "frankfurt",
  geneve: "geneva",
  genf: "geneva",
  londres: "london",
  mailand: "milan",
  singapour: "singapore",
  varsovie: "warsaw",
  warschau: "warsaw",
  vienne: "vienna",
  wien: "vienna",
};

/**
 * Finds the place that a text means; a cloud region too, where a site is meant. Of several regions of that name, those of
 * the host count, where one is named.
 */
export function placeNamed(text: string, { places, regions }: Known, kind: "place" | "site", host = ""): Found {
  const wanted = plain(text);
  const place =
    places.find(({ id, name }) => names(id, name).includes(wanted)) ?? places.find(({ id }) => id === ALSO[wanted]);
  if (place) return { is: "place", id: place.id };
  if (kind === "place")
    return {
      is: "unknown",
      near: nearTo(
        wanted,
        places.map(({ name }) => name),
      ),
    };
  const exact = regions.find(({ id }) => plain(id) === wanted);
  if (exact) return { is: "region", id: exact.id };
  const city = Object.hasOwn(CITIES, wanted) ? (CITIES[wanted] ?? wanted) : wanted;
  const named = regions.filter(({ id, name }) => [id, name].some((each) => holds(plain(each), city)));
  const hosted = named.filter(({ id }) => isRunBy(id, host, regions));
  const within = hosted.length > 0 ? hosted : named;
  const [only] = within;
  if (only && within.length === 1) return { is: "region", id: only.id };
  const near =
    within.length > 0
      ? within.map(({ id }) => id).slice(0, NEAR)
      : nearTo(
          wanted,
          places.map(({ name }) => name),
        );
  return { is: "unknown", near };
}

let displayed: readonly Intl.DisplayNames[] | null = null;

/** Returns the browser's names of places, in the languages in which one may be written. */
function namings(): readonly Intl.DisplayNames[] {
  displayed ??= ["en", "fr", "de"].map((each) => new Intl.DisplayNames([each], { type: "region", fallback: "none" }));
  return displayed;
}

/** Returns the names under which a place is found. */
function names(id: string, name: string): string[] {
  const local = /^[A-Z]{2}$/.test(id) ? namings().map((each) => each.of(id) ?? name) : [];
  return [id, name, ...local].map(plain);
}

/** Returns a text in lower case, without accents and punctuation. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9/]+/g, " ")
    .trim();
}

/** Returns whether a name has these words in a row: "europe frankfurt" has "frankfurt". */
function holds(name: string, words: string): boolean {
  return words !== "" && ` ${name.replace(/\//g, " ")} `.includes(` ${words} `);
}

/** Returns whether a cloud region is run by the company that a text names: "AWS", "Amazon", "OVH". */
export function isRunBy(region: string, company: string, regions: Known["regions"]): boolean {
  const wanted = plain(company);
  const operator = regions.find(({ id }) => id === region)?.operator ?? "";
  return wanted.length > 1 && [region, operator].some((each) => ` ${plain(each)}`.includes(` ${wanted}`));
}

function nearTo(wanted: string, all: readonly string[]): string[] {
  if (wanted.length < 2) return [];
  const starts = all.filter((each) => plain(each).startsWith(wanted.slice(0, 3)));
  return starts.slice(0, NEAR);
}
