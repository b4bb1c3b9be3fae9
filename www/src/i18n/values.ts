// The values of enumerations in words: in English what the vocabulary says of them, in French by a table of our own.
import { frenchValues } from "./values.fr.ts";
import { language, t } from "./index.ts";

/** A value in words, to choose it by. */
export function valueWord(enumeration: string, value: string, doc: string): string {
  const told = language() === "fr" ? (frenchValues[enumeration]?.[value] ?? doc) : doc;
  return told === "" || told.toLowerCase() === value ? value : `${value.replace(/_/g, " ")} – ${told}`;
}

/** English names of values are words by themselves, except of lists and certificates, which go by their own. */
const PROPER = new Set(["listed", "certified", "scc_version"]);

/** A value in few words, to be said of a fact. */
export function shortWord(enumeration: string, value: string, doc: string): string {
  if (value === "none") return t("none");
  const french = language() === "fr" ? frenchValues[enumeration]?.[value] : undefined;
  const told = french ?? (PROPER.has(enumeration) ? doc : "");
  return told.replace(/(?: \(|, |; |: ).*$/, "") || value.replace(/_/g, " ");
}
