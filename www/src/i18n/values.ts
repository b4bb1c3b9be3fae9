// The values of enumerations in words: in English from the vocabulary, in French from a table of our own.
import { categoryWord } from "./categories.ts";
import { french as table, language, t, type Language } from "./index.ts";

/** The enumerations whose values are said by their description alone: their keys are no words. */
const DESCRIBED = new Set([
  "listed",
  "certified",
  "scc_version",
  "scc_module",
  "bcr_kind",
  "regime",
  "sees",
  "credential_level",
  "layer",
]);
/** Those whose descriptions are short enough to be said whole. */
const WHOLE = new Set(["scc_version", "scc_module", "bcr_kind"]);

type Words = { readonly [language in Language]: string };

/** The values that have a short name which is neither their key nor the start of what is said of them. */
const SHORT: { readonly [value: string]: Words } = {
  scc: { en: "standard clauses", fr: "clauses types" },
  instrument: {
    en: "a binding instrument between public bodies",
    fr: "un instrument juridiquement contraignant entre organismes publics",
  },
  arrangement: {
    en: "an administrative arrangement between public bodies",
    fr: "un arrangement administratif entre organismes publics",
  },
  ad_hoc_clauses: { en: "clauses authorised by an authority", fr: "des clauses autorisées par l’autorité de contrôle" },
  bcr: { en: "binding corporate rules", fr: "règles d’entreprise contraignantes" },
  gdpr_3_1: { en: "GDPR 3(1)", fr: "RGPD 3(1)" },
  gdpr_3_2: { en: "GDPR 3(2)", fr: "RGPD 3(2)" },
};

/** The French names of values whose description is not their name. */
const NAMED: { readonly [enumeration: string]: { readonly [value: string]: string } } = {
  role: {
    controller: "responsable du traitement",
    joint_controller: "responsable conjoint du traitement",
    processor: "sous-traitant",
    sub_processor: "sous-traitant ultérieur",
    authority: "autorité publique",
  },
  assessment: {
    none: "aucune",
    insufficient: "insuffisante",
    adverse: "défavorable",
    favourable: "favorable",
  },
  site_kind: {
    primary: "stockage principal",
    replica: "réplique",
    backup: "sauvegarde",
    cache: "cache",
    log: "journal",
    compute: "traitement",
    support: "assistance",
    administration: "administration",
    telemetry: "télémétrie",
  },
  keys_holder: { trusted_third_party: "un tiers de confiance" },
};

/** Returns a value in words, to choose it by: its name and what it means. */
export function valueWord(enumeration: string, value: string, doc: string): string {
  const isFrench = language() === "fr";
  const words = table()?.values[enumeration]?.[value] ?? doc;
  const name = nameOf(enumeration, value);
  if (words === "") return name ?? value.replace(/_/g, " ");
  if (name === null) return isFrench || DESCRIBED.has(enumeration) ? words : named(value.replace(/_/g, " "), words);
  return named(name, words);
}

/** Joins a name and what is said of it; where both are the same, one. */
function named(name: string, words: string): string {
  return words.toLowerCase().startsWith(name.toLowerCase()) ? words : `${name} – ${words}`;
}

/** Returns the name of a value, where it is another than its key. */
function nameOf(enumeration: string, value: string): string | null {
  if (enumeration === "category") return categoryWord(value);
  const french = language() === "fr" ? NAMED[enumeration]?.[value] : undefined;
  if (french !== undefined) return french;
  // The regimes are told by their description where they are chosen, and by their article inside a sentence.
  return enumeration === "regime" ? null : (SHORT[value]?.[language()] ?? null);
}

/** Returns a value in few words, as a part of a sentence. */
export function shortWord(enumeration: string, value: string, doc: string): string {
  const name = nameOf(enumeration, value) ?? SHORT[value]?.[language()];
  if (name) return name;
  if (value === "none") return t("none");
  const french = table()?.values[enumeration]?.[value];
  const told = french ?? (DESCRIBED.has(enumeration) ? doc : "");
  const few = WHOLE.has(enumeration) ? told : told.replace(/(?: \(|, |; |: ).*$/, "");
  return few || value.replace(/_/g, " ");
}
