// The names of a flow's facts, by their key, in both languages. A fact without one is shown by its key.
import { facts, ones } from "./facts.ts";
import type { Language } from "./index.ts";

export interface Labels {
  /** A fact by its key. */
  readonly fact: { readonly [key: string]: string };
  /** One entry of a list, by the list's key. */
  readonly one: { readonly [key: string]: string };
}

/** Keys of a flow that are no facts. */
const instead: readonly [string, string] = ["stated instead of what the atlas says", "indiqué à la place de l’atlas"];

/** The facts that the policies of the gallery declare; in English their names are words. */
const frenchOwn = {
  buyer_sends_data_abroad: "l’acheteur envoie des données à l’étranger",
  buyer_asks_for_citizens: "l’acheteur demande des citoyens de l’Union",
  data_sensitive: "données jugées sensibles",
  union_citizens: "personnel citoyen de l’Union",
  foreign_ai_trained_on_service_data: "IA étrangère entraînée sur les données du service",
  software_listed: "logiciels recensés",
  software_from_outside: "logiciels venus de l’extérieur",
  source_code_audited: "code source audité",
  migration_planned: "migration planifiée",
  remote_features_blocked: "fonctions à distance bloquées",
  software_steered_from_outside: "logiciels dirigés de l’extérieur",
  no_law_on_early_reports: "aucune loi de signalement précoce",
  control_cannot_limit_service: "le contrôle ne peut limiter le service",
  control_cannot_reach_data: "le contrôle ne peut atteindre les données",
  control_cannot_interrupt: "le contrôle ne peut interrompre le service",
  control_cannot_impose_sanctions: "le contrôle ne peut imposer de sanctions",
  country_associated: "pays associé",
  overseen: "surveillé",
  proof: "preuve",
  scheme_exists: "un schéma existe",
  switching_terms: "clauses sur le changement",
  documented: "documenté",
  unfeasible: "techniquement impossible",
  prolonged_by_customer: "prolongé par le client",
  commonly_used: "d’usage courant",
  access_measures_published: "mesures contre l’accès étranger publiées",
  eea_law_offered: "droit d’un État de l’EEE proposé",
  law_named: "droit applicable nommé",
  subcontractor_notice: "information sur les sous-traitants",
  jurisdiction_told: "juridiction indiquée",
  manages_identities: "gère les identités",
  eea_option: "option tout dans l’EEE",
  order_safeguards_verified: "garanties contre les injonctions vérifiées",
  foreign_order_obeyed: "injonction étrangère suivie",
  approved_by_commission: "approuvées par la Commission",
  approved_by_commissioner: "approuvées par le commissaire à l’information",
  approved_for_switzerland: "approuvées pour la Suisse",
  consent_not_in_time: "consentement impossible à temps",
  onward_contract: "contrat pour la transmission ultérieure",
  collected_in_care: "recueillies lors de soins",
  care_in_france: "soins donnés en France",
  covered_by_certificate: "couvert par le certificat de l’hébergeur",
  derogation_met: "conditions de la dérogation remplies",
  returned_only: "seules les données reçues sont renvoyées",
  safeguards_told: "garanties indiquées",
  foreign_laws_told: "lois étrangères indiquées",
  map_published: "carte publiée",
  second_edition: "certificat de la deuxième édition",
  leave_within: "sortie dans les",
  foreign_law_disclosed: "loi étrangère déclarée",
  trust_anchor: "ancre de confiance",
  residual_risks_listed: "risques résiduels listés",
  exit_within: "sortie dans les",
  marked_sensitive: "marquées comme sensibles",
  adapted_to_swiss_law: "adaptées au droit suisse",
  notified: "annoncé au préposé",
  objected: "traitement interdit par la personne",
  under_secrecy: "sous le secret",
  unlawful_access_prevented: "accès illicite empêché",
  on_foreign_order: "exigée par une décision d’un pays tiers",
  on_agreement: "sur un accord international",
  conflicts_with_union_law: "en conflit avec le droit de l’Union",
  reasoned_and_specific: "motivée et précise",
  objection_reviewed: "objection soumise à un contrôle",
  union_interests_weighed: "intérêts protégés par l’Union pris en compte",
  least_amount: "minimum de données",
  customer_told: "client informé",
  secret_for_law_enforcement: "secret pour une fin répressive",
  entity_control: "contrôle de l’entité",
  roadmap: "influence sur la feuille de route",
  cut_off: "retrait d’un fournisseur",
  jurisdiction: "droit applicable",
  extraterritorial: "droit extraterritorial",
  access_pathways: "voies d’accès",
  export_control: "contrôle des exportations",
  rights_holder: "droit du titulaire",
  key_control: "maîtrise des clés",
  access_logs: "journaux d’accès",
  erasure: "effacement prouvé",
  location: "localisation",
  ai: "intelligence artificielle",
  portability: "portabilité",
  operation: "exploitation",
  skills: "compétences",
  support: "assistance",
  documentation: "documentation",
  suppliers_law: "défaillance d’un sous-traitant",
  component_origin: "origine des composants",
  manufacturing: "fabrication",
  software_origin: "origine des logiciels",
  software_release: "publication des logiciels",
  dependency: "dépendance",
  chain_audit: "audit de la chaîne",
  interfaces: "interfaces",
  standards: "normes ouvertes",
  source: "code source",
  architecture: "architecture",
  computing: "calcul intensif",
  evaluation: "niveau d’évaluation",
  operations_center: "centre de sécurité",
  monitoring: "surveillance",
  incident_reports: "signalement des incidents",
  patching: "correctifs",
  audits: "audits",
  energy_efficiency: "efficacité énergétique",
  reuse: "réemploi",
  reporting: "rapports environnementaux",
} as const;

const column = (
  table: { readonly [key: string]: readonly [string, string] },
  index: 0 | 1,
): { [key: string]: string } => Object.fromEntries(Object.entries(table).map(([key, words]) => [key, words[index]]));

const LABELS: { readonly [language in Language]: Labels } = {
  en: { fact: column({ ...facts, instead }, 0), one: column(ones, 0) },
  fr: { fact: { ...frenchOwn, ...column({ ...facts, instead }, 1) }, one: column(ones, 1) },
};

export function labels(language: Language): Labels {
  return LABELS[language];
}
