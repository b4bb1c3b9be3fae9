// The categories of data that one is asked about first, in words that a form can show.
import { language, type Language } from "./index.ts";

const WORDS: { readonly [category: string]: { readonly [language in Language]: string } } = {
  contact: { en: "contact details", fr: "coordonnées" },
  identity: { en: "identity", fr: "identité" },
  customer: { en: "customers", fr: "clients" },
  employment: { en: "staff and applicants", fr: "personnel et candidats" },
  financial: { en: "accounts and payments", fr: "comptes et paiements" },
  communications: { en: "messages and calls", fr: "messages et appels" },
  behaviour: { en: "behaviour and preferences", fr: "comportement et préférences" },
  online_identifier: { en: "cookies and device numbers", fr: "cookies et identifiants d’appareil" },
  location: { en: "location", fr: "localisation" },
  image: { en: "photos, video, voice", fr: "photos, vidéos, voix" },
  office_documents: { en: "office documents and mail", fr: "documents et courrier de bureau" },
  official_id: { en: "official documents", fr: "documents officiels" },
  education: { en: "school and exams", fr: "scolarité et examens" },
  vehicle: { en: "vehicles and journeys", fr: "véhicules et trajets" },
  child: { en: "data of children", fr: "données d’enfants" },
  health: { en: "health", fr: "santé" },
  criminal: { en: "convictions and offences", fr: "condamnations et infractions" },
  biometric: { en: "biometric data", fr: "données biométriques" },
  genetic: { en: "genetic data", fr: "données génétiques" },
  ethnic: { en: "ethnic origin", fr: "origine ethnique" },
  political: { en: "political opinions", fr: "opinions politiques" },
  religious: { en: "religion and belief", fr: "religion et convictions" },
  trade_union: { en: "trade-union membership", fr: "appartenance syndicale" },
  sex_life: { en: "sex life and orientation", fr: "vie et orientation sexuelles" },
  pseudonymised: { en: "pseudonymised", fr: "pseudonymisées" },
  anonymous: { en: "anonymous", fr: "anonymes" },
  industrial: { en: "machines and processes", fr: "machines et procédés" },
  trade_secret: { en: "trade secrets", fr: "secrets d’affaires" },
};

/** Returns the categories that have such words, in the order in which they are asked. */
export function askedCategories(): readonly (readonly [category: string, word: string])[] {
  return Object.entries(WORDS).map(([category, words]) => [category, words[language()]]);
}

/** Returns the word for a category; null where it has none but its key. */
export function categoryWord(category: string): string | null {
  return Object.hasOwn(WORDS, category) ? (WORDS[category]?.[language()] ?? null) : null;
}
