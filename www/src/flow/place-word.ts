// The names of places in the page's language.
import type { Named } from "../engine/protocol.ts";
import { language } from "../i18n/index.ts";

/** The French names of places that the browser does not know by their codes. */
const BESIDE: { readonly [place: string]: string } = {
  EPO: "Organisation européenne des brevets",
  "ES-CN": "îles Canaries",
  "PT-20": "Açores",
  "PT-30": "Madère",
};

/** Returns the name of a place in the page's language, where the browser knows it. */
export function placeWord(id: string, places: readonly Named[]): string {
  const english = places.find((each) => each.id === id)?.name ?? id;
  if (!/^[A-Z]{2}$/.test(id)) return (language() === "fr" && Object.hasOwn(BESIDE, id) && BESIDE[id]) || english;
  return names().of(id) ?? english;
}

const NAMES = new Map<string, Intl.DisplayNames>();

/** Returns the browser's names of places in the page's language. */
function names(): Intl.DisplayNames {
  const made = NAMES.get(language()) ?? new Intl.DisplayNames([language()], { type: "region", fallback: "none" });
  NAMES.set(language(), made);
  return made;
}
