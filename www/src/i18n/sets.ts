// The sets of the shipped policies and modules in words; a set of another policy is said by its own name.
import { language, type Language } from "./index.ts";

export const SETS: { readonly [set: string]: { readonly [language in Language]: string } } = {
  above_infrastructure: { en: "services above infrastructure", fr: "services au-delà de l’infrastructure" },
  access_schemes: { en: "schemes for access", fr: "schémas d’accès" },
  adequate: { en: "adequate", fr: "pays à décision d’adéquation" },
  adequate_but_us: { en: "the adequate destinations but the US", fr: "pays à décision d’adéquation hors États-Unis" },
  adequate_by_seat: { en: "adequate by seat", fr: "pays adéquats selon le siège" },
  adequate_organisations: { en: "organisations found adequate", fr: "organisations jugées adéquates" },
  adequate_for_companies: { en: "adequate for companies alone", fr: "pays adéquats pour les entreprises seules" },
  adequate_for_staff: { en: "adequate for staff data", fr: "pays adéquats pour les données du personnel" },
  adequate_us: { en: "the US where adequate", fr: "les États-Unis quand ils sont adéquats" },
  adequate_us_for_staff: {
    en: "the US where adequate for staff data",
    fr: "les États-Unis quand ils sont adéquats pour le personnel",
  },
  approved: { en: "the approved ones", fr: "ce qui est approuvé" },
  approved_by_uk: { en: "approved by the United Kingdom", fr: "pays approuvés par le Royaume-Uni" },
  approved_by_uk_but_us: {
    en: "approved by the United Kingdom, but the US",
    fr: "pays approuvés par le Royaume-Uni, hors États-Unis",
  },
  approved_by_uk_for_staff: {
    en: "approved by the United Kingdom for staff data",
    fr: "pays approuvés par le Royaume-Uni pour le personnel",
  },
  approved_by_uk_us: { en: "the US where the UK approves", fr: "les États-Unis quand le Royaume-Uni approuve" },
  approved_for_companies: { en: "countries approved for companies", fr: "pays approuvés pour les entreprises" },
  approved_tools: { en: "tools approved as they stand", fr: "instruments approuvés tels quels" },
  at_home: { en: "the EEA and adequate countries", fr: "l’EEE et les pays adéquats" },
  british_clauses: { en: "clauses of the United Kingdom", fr: "clauses du Royaume-Uni" },
  ch_territory: { en: "Switzerland", fr: "la Suisse" },
  clauses_of_modules: { en: "clauses with modules", fr: "clauses à modules" },
  clauses_recognised_by_ch: { en: "clauses that Switzerland recognises", fr: "clauses reconnues par la Suisse" },
  clauses_with_roles: { en: "clauses made for certain roles", fr: "clauses faites pour certains rôles" },
  controllers: { en: "controllers", fr: "responsables du traitement" },
  data_protection_schemes: { en: "schemes for data protection", fr: "schémas de protection des données" },
  derogations_of_the_union: { en: "derogations of Article 49", fr: "dérogations de l’article 49" },
  ended: { en: "ended decisions", fr: "décisions qui ont pris fin" },
  france: { en: "France", fr: "la France" },
  guarding_export: { en: "countries that guard exports", fr: "pays qui encadrent les sorties" },
  home: { en: "the Union", fr: "l’Union" },
  hosting_health_data: { en: "hosts of health data", fr: "hébergement des données de santé" },
  listed_by_ch: { en: "listed by Switzerland", fr: "pays inscrits par la Suisse" },
  listed_by_ch_but_us: { en: "listed by Switzerland, but the US", fr: "pays inscrits par la Suisse, hors États-Unis" },
  listed_by_ch_for_staff: {
    en: "listed by Switzerland for staff data",
    fr: "pays inscrits par la Suisse pour le personnel",
  },
  listed_by_ch_us: { en: "the US where Switzerland lists it", fr: "les États-Unis quand la Suisse les inscrit" },
  listed_for_companies: { en: "countries listed for companies", fr: "pays listés pour les entreprises" },
  location_schemes: { en: "schemes for location", fr: "schémas de localisation" },
  overreaching: { en: "countries whose law goes too far", fr: "pays dont la loi va trop loin" },
  certified_by_kind_of_data: {
    en: "the US, where companies certify by kind of data",
    fr: "les États-Unis, où l’on certifie par sorte de données",
  },
  laws_that_no_promise_withstands: {
    en: "countries whose law no promise withstands",
    fr: "pays dont la loi l’emporte sur toute promesse",
  },
  processors: { en: "processors", fr: "sous-traitants" },
  reaching: { en: "countries whose law reaches abroad", fr: "pays dont la loi porte à l’étranger" },
  reaching_from_abroad: {
    en: "third countries whose law reaches abroad",
    fr: "pays tiers dont la loi porte à l’étranger",
  },
  regimes_outside: { en: "what the acts leave out", fr: "ce que les lois laissent de côté" },
  scc_kept: { en: "older clauses that still count", fr: "anciennes clauses qui valent encore" },
  scc_usable: { en: "clauses in use on the day", fr: "clauses en vigueur ce jour" },
  seats_under_uk_law: { en: "seats that British law binds", fr: "sièges que lie la loi britannique" },
  seats_under_union_law: { en: "seats that Union law binds", fr: "sièges que lie le droit de l’Union" },
  storing_at_home: { en: "countries that keep data at home", fr: "pays qui gardent les données chez eux" },
  swiss_acts: { en: "Swiss acts", fr: "lois suisses" },
  switching_schemes: { en: "schemes for switching", fr: "schémas de changement de fournisseur" },
  tools_once_enough: { en: "tools that once were enough", fr: "instruments qui suffisaient autrefois" },
  tools_that_name: { en: "tools that name whom and what for", fr: "instruments qui nomment qui et pourquoi" },
  uk_clauses_kept: { en: "older British clauses that still count", fr: "anciennes clauses britanniques valables" },
  uk_clauses_usable: { en: "British clauses in use on the day", fr: "clauses britanniques en vigueur ce jour" },
  uk_territory: { en: "the United Kingdom", fr: "le Royaume-Uni" },
  tools_approved_for_transfers: {
    en: "tools approved for transfers as such",
    fr: "instruments approuvés comme tels pour les transferts",
  },
  union_law: { en: "the Union’s law", fr: "le droit de l’Union" },
  union_law_territory: { en: "the territory of Union law", fr: "le territoire du droit de l’Union" },
  union_territory: { en: "the territory of the Union’s law", fr: "le territoire du droit de l’Union" },
  united_states_abroad: { en: "territories of the United States", fr: "territoires des États-Unis" },
  where_keys_stay: { en: "Switzerland and the EEA", fr: "la Suisse et l’EEE" },
  where_keys_are_safe: { en: "where keys are safe", fr: "pays où les clés sont à l’abri" },
};

const GROUPS: { readonly [group: string]: { readonly [language in Language]: string } } = {
  EU: { en: "the EU", fr: "l’UE" },
  EEA: { en: "the EEA", fr: "l’EEE" },
};

/** Returns the words for a group of places; null for one that has none here. */
export function groupWord(name: string): string | null {
  return Object.hasOwn(GROUPS, name) ? (GROUPS[name]?.[language()] ?? null) : null;
}

/** Returns the words for a set of a shipped policy; null for another one. */
export function setWord(name: string): string | null {
  return Object.hasOwn(SETS, name) ? (SETS[name]?.[language()] ?? null) : null;
}
