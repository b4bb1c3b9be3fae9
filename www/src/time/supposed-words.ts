// Suppositions in words: "US leaves adequate on 2027-03-01" reads "United States leaves the adequate countries on 2027-03-01".
import type { Known } from "../engine/protocol.ts";
import { placeWord } from "../flow/place-word.ts";
import { t } from "../i18n/index.ts";
import { WRITTEN } from "./supposed.ts";

/** Returns a supposition in the page's language; as it is written, where it has another form. */
export function supposedInWords(text: string, known: Known | null): string {
  const [, place = "", list, verb, set = "", day = ""] = WRITTEN.exec(text) ?? [];
  if (verb === undefined) return text;
  const named = known ? placeWord(place, known.places) : place;
  const who = list === undefined ? named : t("suppose_with", named, list);
  return t(verb === "leaves" ? "suppose_leaves" : "suppose_joins", who, setWord(set), day);
}

/** Returns the words for a set that people know by another name. */
export function setWord(set: string): string {
  return set === "adequate"
    ? t("set_adequate")
    : set === "EEA"
      ? t("set_eea")
      : set === "EU"
        ? t("set_eu")
        : set.replace(/_/g, " ");
}
