// The names of cloud regions in the page's language: those that their providers give stay, what the atlas says of them is told.
import type { Named } from "../engine/protocol.ts";
import { language } from "../i18n/index.ts";

/** What the atlas says of regions that have no name of a place, in French. */
export const SAID: { readonly [english: string]: string } = {
  "no pinning of points of presence by default": "points de présence non fixés par défaut",
  "Africa: a hint and no guarantee": "Afrique : une indication, sans garantie",
  "Asia-Pacific: a hint and no guarantee": "Asie-Pacifique : une indication, sans garantie",
  "Eastern Europe: a hint and no guarantee": "Europe de l’Est : une indication, sans garantie",
  "Western Europe: a hint and no guarantee": "Europe de l’Ouest : une indication, sans garantie",
  "Eastern North America: a hint and no guarantee": "Est de l’Amérique du Nord : une indication, sans garantie",
  "Western North America: a hint and no guarantee": "Ouest de l’Amérique du Nord : une indication, sans garantie",
  "South America: a hint and no guarantee": "Amérique du Sud : une indication, sans garantie",
  "Middle East: a hint and no guarantee": "Moyen-Orient : une indication, sans garantie",
  "Oceania: a hint and no guarantee": "Océanie : une indication, sans garantie",
  "stores and runs inside the EU; may be called from anywhere":
    "stocke et calcule dans l’UE ; peut être appelé de partout",
  "FedRAMP-Moderate data centres": "centres de données FedRAMP Moderate",
  "Geneva area": "région de Genève",
  "Paris region": "région parisienne",
  "SecNumCloud region": "région SecNumCloud",
};

/** Returns the name of a region: its provider, what it is called, its place. */
export function regionWord({ name }: Named): string {
  if (language() !== "fr") return name;
  const [provider = "", ...rest] = name.split(", ");
  const place = rest.pop() ?? "";
  const label = rest.join(", ");
  const told = (Object.hasOwn(SAID, label) ? SAID[label] : undefined) ?? label;
  return [provider, told, place === "anywhere" ? "partout" : place].join(", ").replace(/ ([:;])/g, "\u00a0$1");
}
