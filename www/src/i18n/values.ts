// The values of enumerations in words: in English from the vocabulary, in French from a table of our own.
import { frenchValues } from "./values.fr.ts";
import { language, t } from "./index.ts";

/** Returns a value in words, to choose it by. */
export function valueWord(enumeration: string, value: string, doc: string): string {
  const words = language() === "fr" ? (frenchValues[enumeration]?.[value] ?? doc) : doc;
  return words === "" || words.toLowerCase() === value ? value : `${value.replace(/_/g, " ")} – ${words}`;
}

/**
 * The enumerations whose values are shown by their description: lists and certificates. Other names of values are
 * English words.
 */
const PROPER = new Set(["listed", "certified", "scc_version"]);

/** The values that have a short name which is neither their key nor the start of what is said of them. */
const SHORT: { readonly [value: string]: { readonly en: string; readonly fr: string } } = {
  scc: { en: "standard clauses", fr: "clauses types" },
  bcr: { en: "binding corporate rules", fr: "règles d’entreprise contraignantes" },
  gdpr_3_1: { en: "GDPR 3(1)", fr: "RGPD 3(1)" },
  gdpr_3_2: { en: "GDPR 3(2)", fr: "RGPD 3(2)" },
};

/** Returns a value in few words, as a part of a sentence. */
export function shortWord(enumeration: string, value: string, doc: string): string {
  if (value === "none") return t("none");
  const short = SHORT[value];
  if (short) return short[language()];
  const french = language() === "fr" ? frenchValues[enumeration]?.[value] : undefined;
  const told = french ?? (PROPER.has(enumeration) ? doc : "");
  return told.replace(/(?: \(|, |; |: ).*$/, "") || value.replace(/_/g, " ");
}
