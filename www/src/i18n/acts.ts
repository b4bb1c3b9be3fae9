// The acts of the atlas in words: "US: adequate with privacy_shield" reads "United States: adequate with Privacy Shield".
// Names of laws stay as they are; what is said of an act is told in French where it is one of a few turns of phrase.
import type { Known } from "../engine/protocol.ts";
import { placeWord } from "../flow/place-word.ts";
import { french, language, t } from "./index.ts";
import { shortWord } from "./values.ts";

type Act = Known["dates"][number];

const FRENCH: readonly (readonly [english: RegExp, french: string])[] = [
  [/\bdeclared invalid\b/g, "déclarée invalide"],
  [/\bannulled by\b/g, "annulée par"],
  [/\beffects kept to\b/g, "effets maintenus jusqu’au"],
  [/\bno grace period\b/g, "sans période de grâce"],
  [/\bexpired\b/g, "expirée"],
  [/^sunset (\S+) extended to (\S+) on (\S+)$/g, "terme du $1 reporté au $2 le $3"],
  [/^sunset$/g, "terme prévu"],
  [/^moot: Hungary joined the EU$/g, "sans objet : la Hongrie a rejoint l’UE"],
  [/\bCJEU\b/g, "CJUE"],
];

/** Returns what an act is, in words. */
export function actWord({ family, label }: Act, known: Known): string {
  const name = (code: string) => placeWord(code, known.places);
  const [, place, list] = /^(\S+): adequate(?: with (.+))?$/.exec(label) ?? [];
  if (family === "adequacy" && place !== undefined) {
    if (list === undefined) return t("act_adequate", name(place));
    const values = known.vocabulary.enumerations.listed?.values ?? [];
    const lists = list
      .split(" or ")
      .map((each) => listed(each, values.find((value) => value.name === each)?.doc ?? ""));
    return t("act_adequate_with", name(place), [...new Set(lists)].join(` ${t("or")} `));
  }
  const [, places, no, group] = /^([A-Z0-9, -]+?) (no longer )?in (\w+)$/.exec(label) ?? [];
  if (family === "membership" && places !== undefined && group !== undefined)
    return t(
      no === undefined ? "act_in" : "act_no_longer_in",
      places.split(", ").map(name).join(", "),
      group.replace(/_/g, " "),
    );
  return told(label) ?? label;
}

/** Returns the French of an act that has no name of its own; null in another language. */
function told(english: string): string | null {
  const acts = french()?.acts;
  return acts && Object.hasOwn(acts, english) ? (acts[english]?.replace(/ ([:;])/g, "\u00a0$1") ?? null) : null;
}

/** Returns what is said of an act's later history. */
export function actNote(note: string): string {
  const known = told(note);
  if (known !== null) return known;
  if (language() !== "fr") return note;
  return FRENCH.reduce((text, [english, french]) => text.replace(english, french), note).replace(
    /\s?([:;]) /g,
    "\u00a0$1 ",
  );
}

/** Names an adequacy list: by its description where it has one, else in capitals. */
function listed(list: string, doc: string): string {
  const word = shortWord("listed", list, doc);
  return word === list.replace(/_/g, " ") ? word.toUpperCase() : word;
}
