// The shipped policies by the names that people use, and what each covers, as its own text opens.
import { NAMES as SHIPPED_NAMES, TEXTS } from "../gallery/cases.ts";
import { scopeWords } from "../i18n/policy-words.ts";
import { scopeIn } from "./scope.ts";
import { language, type Language } from "../i18n/index.ts";

const NAMES: { readonly [policy: string]: { readonly [language in Language]: string } } = {
  gdpr_transfers: { en: "GDPR, Chapter V: transfers", fr: "RGPD, chapitre V : transferts" },
  uk_transfers: { en: "UK GDPR: transfers", fr: "RGPD britannique : transferts" },
  ch_transfers: { en: "Swiss data-protection act: disclosure abroad", fr: "LPD suisse : communication à l’étranger" },
  eu_residency: { en: "Residency in the EEA", fr: "Localisation dans l’EEE" },
  secnumcloud: { en: "SecNumCloud", fr: "SecNumCloud" },
  hds: { en: "French health data hosting (HDS)", fr: "Hébergement de données de santé (HDS)" },
  data_act_switching: { en: "Data Act: leaving a service", fr: "Data Act : quitter un service" },
  gaia_x_label: { en: "Gaia-X labels", fr: "Labels Gaia-X" },
  sovereign_cloud: { en: "Sovereign cloud", fr: "Nuage souverain" },
  eu_cloud_sovereignty: {
    en: "Cloud Sovereignty Framework of the Commission",
    fr: "Cadre de souveraineté du nuage de la Commission",
  },
  marketplace_admission: { en: "Admission to a marketplace", fr: "Admission à une place de marché" },
  cada_proposal: { en: "Cloud and AI Development Act (proposal)", fr: "Cloud and AI Development Act (proposition)" },
  crm_residency: { en: "A company’s own policy for its CRM", fr: "La politique d’une société pour son CRM" },
};

/** Returns the name of a policy as people say it; of one that has none here, its own. */
export function commonName(policy: string): string {
  return NAMES[policy]?.[language()] ?? policy.replace(/_/g, " ");
}

/** Returns the name, version and title that a policy's text states; empty where it states none. */
export function stated(text: string): { readonly name: string; readonly version: string; readonly title: string } {
  const [, name = "", version = "", title = ""] = /^\s*policy\s+(\w+)\s+version\s+(\S+)\s+"([^"]*)"/m.exec(text) ?? [];
  return { name, version, title };
}

/** Returns the titles of the rules that a policy's text states, by their names. */
export function titlesIn(text: string): readonly (readonly [rule: string, title: string])[] {
  return [...text.matchAll(/^\s*rule\s+(\w+)\s+"([^"]*)"/gm)].map(([, rule = "", title = ""]) => [rule, title]);
}

/** The shipped policies, in the order in which they are offered: those named here first. */
export const SHIPPED: readonly string[] = [
  ...Object.keys(NAMES).filter((name) => SHIPPED_NAMES.includes(name)),
  ...SHIPPED_NAMES.filter((name) => !Object.hasOwn(NAMES, name)),
];

/** Returns the name of the shipped policy with exactly this text, or null. */
export function shippedAs(text: string): string | null {
  return SHIPPED.find((name) => TEXTS[name] === text) ?? null;
}

export interface Scope {
  readonly covers: string;
  readonly leaves: string;
  /** The language in which both are told. */
  readonly lang: Language;
}

/** Returns what a policy covers and what it leaves out: of an unchanged shipped one in the page's language, else in its own words. */
export function scopeOf(text: string): Scope {
  const shipped = shippedAs(text);
  const told = shipped === null ? null : scopeWords(shipped);
  return told ? { covers: told.covers, leaves: told.leaves, lang: language() } : { ...scopeIn(text), lang: "en" };
}
