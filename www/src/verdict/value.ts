// The value of a fact in words: a place by its name, a value of an enumeration by its usual words.
import type { FlowValue } from "lexloci";
import type { Known } from "../engine/protocol.ts";
import { placeWord } from "../flow/place-word.ts";
import { typeAt, type FactType } from "../flow/schema.ts";
import { t } from "../i18n/index.ts";
import { shortWord } from "../i18n/values.ts";

/** The words for values, once the vocabulary and the atlas are known. */
export class Values {
  constructor(
    readonly known: Known | null,
    readonly policy: string,
  ) {}

  /** Returns the words for a value as a verdict writes it: "US", "{scc, bcr}", "yes". */
  inWords(path: string, value: string): string {
    const type = this.known && typeAt(this.known, path, this.policy);
    return type ? this.#word(type, value) : value;
  }

  /** Returns the name of a place or of a group of places. */
  place(id: string): string {
    return this.known ? placeWord(id, this.known.places) : id;
  }

  #word(type: FactType, value: string): string {
    const known = this.known;
    if (!known) return value;
    if (type.is !== "set" && /^\{.*\}$/.test(value)) return this.#several(type, value);
    if (type.is === "set") return this.#several(type.of, value);
    if (type.is === "yes_no")
      return value === "yes" || value === "true" ? t("yes") : value === "no" || value === "false" ? t("no") : value;
    if (type.is === "place") return placeWord(value, known.places);
    if (type.is === "object" && (value === "exporter" || value === "provider")) return t(`party_${value}`);
    const values =
      type.is === "enum"
        ? known.vocabulary.enumerations[type.of]?.values
        : type.is === "category" || (type.is === "object" && type.of === "data") // data in short: their categories alone
          ? known.vocabulary.categories
          : undefined;
    const found = values?.find(({ name }) => name === value);
    return found ? shortWord(type.is === "enum" ? type.of : "category", found.name, found.doc) : value;
  }

  #several(of: FactType, value: string): string {
    const inner = /^\{(.*)\}$/.exec(value)?.[1];
    if (inner === undefined) return value;
    return inner === ""
      ? t("none")
      : inner
          .split(", ")
          .map((each) => this.#word(of, each))
          .join(", ");
  }
}

/** Returns the words for a value as a flow states it. */
export function wordOf(path: string, value: FlowValue, values: Values): string {
  if (Array.isArray(value)) return values.inWords(path, `{${value.join(", ")}}`);
  return typeof value === "object" ? JSON.stringify(value) : values.inWords(path, String(value));
}
