// The parts and levels of the shipped policies in words; those of another policy are words already.
import { language, type Language } from "./index.ts";

const PARTS: { readonly [part: string]: { readonly [language in Language]: string } } = {
  chapter_v: { en: "Chapter V", fr: "Chapitre V" },
  foreign_access: { en: "Access from third countries", fr: "Accès depuis des pays tiers" },
  sov_1: { en: "SOV-1 Strategic", fr: "SOV-1 Stratégie" },
  sov_2: { en: "SOV-2 Legal and jurisdictional", fr: "SOV-2 Droit et juridiction" },
  sov_3: { en: "SOV-3 Data and AI", fr: "SOV-3 Données et IA" },
  sov_4: { en: "SOV-4 Operational", fr: "SOV-4 Exploitation" },
  sov_5: { en: "SOV-5 Supply chain", fr: "SOV-5 Chaîne d’approvisionnement" },
  sov_6: { en: "SOV-6 Technology", fr: "SOV-6 Technologie" },
  sov_7: { en: "SOV-7 Security and compliance", fr: "SOV-7 Sécurité et conformité" },
  sov_8: { en: "SOV-8 Environment", fr: "SOV-8 Environnement" },
  credentials: { en: "Credentials", fr: "Attestations" },
  interoperability: { en: "Interoperability", fr: "Interopérabilité" },
  neutrality: { en: "Neutrality", fr: "Neutralité" },
  openness: { en: "Openness", fr: "Ouverture" },
  reversibility: { en: "Reversibility", fr: "Réversibilité" },
  contract: { en: "Contract", fr: "Contrat" },
  location: { en: "Location", fr: "Localisation" },
  ownership: { en: "Ownership", fr: "Capital" },
  supply: { en: "Supply", fr: "Approvisionnement" },
  disclosure: { en: "Disclosure", fr: "Communication" },
  operation: { en: "Operation", fr: "Exploitation" },
  portability: { en: "Portability", fr: "Portabilité" },
};

/** Returns the name of a part of a policy. */
export function partWord(name: string): string {
  return (Object.hasOwn(PARTS, name) && PARTS[name]?.[language()]) || name.replace(/_/g, " ");
}

/** Returns the name of a level: "SEAL 4", "level 2". */
export function levelWord(name: string): string {
  const words = name.replace(/_/g, " ");
  return language() === "fr" ? words.replace(/^level /, "niveau ") : words.replace(/^seal /, "SEAL ");
}
