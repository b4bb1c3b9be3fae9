// Names and addresses of law in the page's language: the GDPR is the RGPD in French, and its text opens in French.
import { language } from "./index.ts";

/** Returns the name of a source as people cite it: "GDPR", "C-311/18", "Directive 95/46/EC". */
export function lawName(source: string): string {
  const isFrench = language() === "fr";
  const [, type, number, year] = /^([CT])_(\d+)_(\d+)$/.exec(source) ?? [];
  if (type !== undefined) return `${type}-${number}/${year}`;
  if (source === "DIR_95_46") return `Directive 95/46/${isFrench ? "CE" : "EC"}`;
  return isFrench && source === "GDPR" ? "RGPD" : source;
}

/** The first year whose acts have an anchor for each article on EUR-Lex: earlier texts are plain pages. */
const ANCHORED = 2016;

/**
 * Returns the address of a text of Union law in the page's language, at the article that is cited ("46(1)") where the text
 * has anchors; any other address as it is.
 */
export function lawAddress(url: string, pin: string): string {
  const [page, act] = language() === "fr" ? ["FR", "fra"] : ["EN", "eng"];
  const [, year] = /^https:\/\/eur-lex\.europa\.eu\/eli\/[a-z_]+\/(\d{4})\/\d+\/oj$/.exec(url) ?? [];
  const [, article] = /^(\d+)(?!\d|[a-z])/.exec(pin) ?? [];
  const anchor = article !== undefined && Number(year) >= ANCHORED ? `#art_${article}` : "";
  return url
    .replace(/^(https:\/\/eur-lex\.europa\.eu\/legal-content\/)EN\//, `$1${page}/`)
    .replace(/^(https:\/\/eur-lex\.europa\.eu\/eli\/[^?#]*\/oj)$/, `$1/${act}${anchor}`);
}

/** Courts, authorities and what is said of a decision, in French. */
const OF_DECISIONS: readonly (readonly [english: string, french: string])[] = [
  ["CJEU", "CJUE"],
  ["General Court", "Tribunal de l’Union"],
  ["with EDPB binding decision", "avec la décision contraignante du CEPD"],
  ["decision of", "décision du"],
  ["not final", "non définitive"],
  ["under appeal", "sous pourvoi"],
  ["and others", "et autres"],
];

/** Names the decision on which a case is based, in the page's language. */
export function sourceWord(source: string): string {
  if (language() !== "fr") return source;
  return OF_DECISIONS.reduce((text, [english, french]) => text.replace(english, french), source);
}
