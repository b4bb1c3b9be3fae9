// The values of enumerations in words: in English what the vocabulary says of them, in French by a table of our own.
import { frenchValues } from "./values.fr.ts";
import { language } from "./index.ts";

/** A value in words, to choose it by. */
export function valueWord(enumeration: string, value: string, doc: string): string {
  const told = language() === "fr" ? (frenchValues[enumeration]?.[value] ?? doc) : doc;
  return told === "" || told.toLowerCase() === value ? value : `${value.replace(/_/g, " ")} – ${told}`;
}
