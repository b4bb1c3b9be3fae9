// Puts the map into a sentence that can be copied: where it would be allowed, where not, and where that is not known.
import type { Answer } from "lexloci";
import type { There } from "../engine/protocol.ts";
import { language, t } from "../i18n/index.ts";

/** The most places that a sentence names. */
const NAMED = 8;

/** The places and cloud regions with one answer. */
export interface Share {
  readonly answer: Answer;
  readonly places: readonly string[];
  readonly regions: number;
}

const ORDER: readonly Answer[] = ["compliant", "not_applicable", "undetermined", "non_compliant"];

/** Counts the places and regions by answer; what cannot be there is left out. */
export function shares(there: readonly There[]): readonly Share[] {
  return ORDER.flatMap((answer) => {
    const own = there.filter(({ verdict }) => verdict === answer);
    const places = own.filter(({ id }) => !id.includes("/")).map(({ id }) => id);
    const regions = own.length - places.length;
    return own.length > 0 ? [{ answer, places, regions }] : [];
  });
}

const SAYS = {
  compliant: "map_allowed",
  not_applicable: "map_unconcerned",
  undetermined: "map_unknown",
  non_compliant: "map_refused",
} as const;
const EVERYWHERE = {
  compliant: "map_allowed_all",
  not_applicable: "map_unconcerned_all",
  undetermined: "map_unknown_all",
  non_compliant: "map_refused_all",
} as const;

/**
 * Returns the sentences, one for each answer. The member states of the EEA that have the same answer are told together.
 * `whole` names every place.
 */
export function told(
  all: readonly Share[],
  eea: readonly string[],
  nameOf: (id: string) => string,
  whole: boolean,
): readonly string[] {
  const [only] = all;
  if (only && all.length === 1) return [t(EVERYWHERE[only.answer])];
  return all.map(({ answer, places, regions }) => {
    const union = eea.length > 0 && eea.every((id) => places.includes(id));
    const rest = places.filter((id) => !(union && eea.includes(id))).map(nameOf);
    rest.sort((one, two) => one.localeCompare(two, language()));
    const most = whole || rest.length <= NAMED + 2 ? rest.length : NAMED;
    const words = [
      ...(union ? [t("map_eea", eea.length)] : []),
      ...rest.slice(0, most),
      ...(rest.length > most ? [t("map_more", rest.length - most)] : []),
      ...(regions > 0 ? [t(regions === 1 ? "one_region" : "regions", regions)] : []),
    ];
    return t(SAYS[answer], words.join(", "));
  });
}
