// The questions to which missing facts are the answers: one for one thing, in words.
import { language, t, type Language } from "../i18n/index.ts";
import { stepsOf } from "../flow/path.ts";
import type { Companies } from "./company.ts";
import { subjects } from "./groups.ts";
import { pathInWords } from "./subject.ts";

/** A question by the last key of its fact; {0} is the thing that the fact is about. */
const ASKED: { readonly [fact: string]: { readonly [language in Language]: string } } = {
  seat: { en: "In which country is {0} established?", fr: "Dans quel pays est établi : {0} ?" },
  ultimate_parent: {
    en: "In which country is the head of the group of {0}?",
    fr: "Dans quel pays est la tête du groupe : {0} ?",
  },
  regime: { en: "Which data-protection law binds {0}?", fr: "Quel droit de la protection des données lie : {0} ?" },
  role: { en: "Is {0} a controller or a processor?", fr: "Responsable du traitement ou sous-traitant : {0} ?" },
  listed: { en: "On which adequacy list does {0} stand?", fr: "Sur quelle liste d’adéquation figure : {0} ?" },
  exposed: {
    en: "Is {0} within reach of a third country’s access law?",
    fr: "Une loi d’accès d’un pays tiers atteint-elle : {0} ?",
  },
  group_exposed: {
    en: "Is another company of the group within reach of a third country’s access law: {0}?",
    fr: "Une loi d’accès d’un pays tiers atteint-elle une autre société du groupe : {0} ?",
  },
  is_international_organisation: {
    en: "Is {0} an international organisation?",
    fr: "Est-ce une organisation internationale : {0} ?",
  },
  is_public_authority: { en: "Is {0} a public authority?", fr: "Est-ce une autorité publique : {0} ?" },
  place: { en: "In which country: {0}?", fr: "Dans quel pays : {0} ?" },
  region: { en: "In which cloud region: {0}?", fr: "Dans quelle région cloud : {0} ?" },
  operator: { en: "Who runs {0}?", fr: "Qui exploite : {0} ?" },
  encrypted: { en: "Are the data encrypted: {0}?", fr: "Les données sont-elles chiffrées : {0} ?" },
  holder: { en: "Who holds them: {0}?", fr: "Qui les détient : {0} ?" },
  to: { en: "To which country: {0}?", fr: "Vers quel pays : {0} ?" },
  recipient: { en: "Who receives the data: {0}?", fr: "Qui reçoit les données : {0} ?" },
  tool: { en: "On which tool does it rest: {0}?", fr: "Sur quel instrument repose : {0} ?" },
  derogation: { en: "Is a derogation relied on: {0}?", fr: "Une dérogation est-elle invoquée : {0} ?" },
  assessment: { en: "What did the impact assessment find: {0}?", fr: "Qu’a conclu l’analyse d’impact : {0} ?" },
  complete: { en: "Are the clauses filled in: {0}?", fr: "Les clauses sont-elles complètes : {0} ?" },
  systematic: { en: "Does it happen regularly: {0}?", fr: "Est-ce régulier : {0} ?" },
  sees: { en: "What is seen of the data: {0}?", fr: "Que voit-on des données : {0} ?" },
  sees_plaintext: { en: "Can the data be read there: {0}?", fr: "Les données y sont-elles lisibles : {0} ?" },
  plaintext_needed: { en: "Are the data needed in the clear: {0}?", fr: "Faut-il les données en clair : {0} ?" },
  scc_module: { en: "Which module of the clauses: {0}?", fr: "Quel module des clauses : {0} ?" },
  bcr_kind: {
    en: "Whose transfers are the group's rules for: {0}?",
    fr: "Pour les transferts de qui sont les règles du groupe : {0} ?",
  },
  in_public_power: {
    en: "Is it an act in the exercise of public powers: {0}?",
    fr: "Est-ce un acte dans l’exercice de la puissance publique : {0} ?",
  },
  scc_version: { en: "Which version of the clauses: {0}?", fr: "Quelle version des clauses : {0} ?" },
  measures: { en: "Which protective measures are there: {0}?", fr: "Quelles mesures de protection : {0} ?" },
  holders: { en: "Who owns {0}?", fr: "À qui appartient : {0} ?" },
  certified: { en: "Which certificates are there: {0}?", fr: "Quelles certifications : {0} ?" },
  administration: { en: "Where is the central administration of {0}?", fr: "Où est l’administration centrale : {0} ?" },
  appoints_majority: { en: "Does it appoint most of the board: {0}?", fr: "Nomme-t-il la majorité du conseil : {0} ?" },
  authorised: { en: "Has the authority authorised it: {0}?", fr: "L’autorité l’a-t-elle autorisé : {0} ?" },
  authority_informed: {
    en: "Were the authority and the people concerned informed: {0}?",
    fr: "L’autorité et les personnes ont-elles été informées : {0} ?",
  },
  basis: { en: "On whose word does it rest: {0}?", fr: "Sur la parole de qui repose : {0} ?" },
  bound: { en: "Does the tool bind the recipient: {0}?", fr: "L’instrument lie-t-il le destinataire : {0} ?" },
  can_access_data: {
    en: "Can it technically reach the data: {0}?",
    fr: "Peut-il techniquement atteindre les données : {0} ?",
  },
  categories: { en: "Which data are there: {0}?", fr: "Quelles données s’y trouvent : {0} ?" },
  claim_exists: {
    en: "Does the legal claim exist, or is it about to be made: {0}?",
    fr: "L’action en justice existe-t-elle ou va-t-elle être engagée : {0} ?",
  },
  disclosed: { en: "Was the site disclosed to the customer: {0}?", fr: "Le site a-t-il été déclaré au client : {0} ?" },
  few_subjects: {
    en: "Does it concern a limited number of people: {0}?",
    fr: "Un nombre limité de personnes est-il concerné : {0} ?",
  },
  from: { en: "Since when is it valid: {0}?", fr: "Depuis quand est-ce valable : {0} ?" },
  through: { en: "Until when is it valid: {0}?", fr: "Jusqu’à quand est-ce valable : {0} ?" },
  has_veto: { en: "Can it veto: {0}?", fr: "A-t-il un droit de veto : {0} ?" },
  votes: { en: "What share of the votes: {0}?", fr: "Quelle part des votes : {0} ?" },
  capital: { en: "What share of the capital: {0}?", fr: "Quelle part du capital : {0} ?" },
  interests_balanced: {
    en: "Were the interests of the people concerned weighed: {0}?",
    fr: "Les intérêts des personnes ont-ils été mis en balance : {0} ?",
  },
  issuer: { en: "Who issued it: {0}?", fr: "Qui l’a délivré : {0} ?" },
  kind: { en: "What happens there, or what is it: {0}?", fr: "Que s’y passe-t-il, ou qu’est-ce : {0} ?" },
  level: { en: "Which level: {0}?", fr: "Quel niveau : {0} ?" },
  main_establishment: {
    en: "In which country is the main establishment of {0}?",
    fr: "Dans quel pays est l’établissement principal : {0} ?",
  },
  necessary: { en: "Is the transfer necessary: {0}?", fr: "Le transfert est-il nécessaire : {0} ?" },
  other_regimes: {
    en: "Which further data-protection laws bind {0}?",
    fr: "Quels autres droits de la protection des données lient : {0} ?",
  },
  processing_unchanged: {
    en: "Is the processing unchanged since the clauses: {0}?",
    fr: "Le traitement est-il inchangé depuis les clauses : {0} ?",
  },
  last_resort: {
    en: "Is no other ground possible: {0}?",
    fr: "Aucun autre fondement n’est-il possible : {0} ?",
  },
  protected_recipient: {
    en: "Does the recipient’s law shield it from access: {0}?",
    fr: "Le droit du destinataire le protège-t-il d’un accès : {0} ?",
  },
  recognised_in_law: {
    en: "Does the exporter’s law recognise the public interest: {0}?",
    fr: "Le droit de l’exportateur reconnaît-il l’intérêt public : {0} ?",
  },
  register_open: {
    en: "Is the register open to this recipient, and not sent whole: {0}?",
    fr: "Le registre lui est-il ouvert, sans être transmis en entier : {0} ?",
  },
  safeguards: {
    en: "Are the safeguards that the law lists provided: {0}?",
    fr: "Les garanties que la loi énumère sont-elles prévues : {0} ?",
  },
  service_survives_its_loss: {
    en: "Does the service go on without it: {0}?",
    fr: "Le service continue-t-il sans lui : {0} ?",
  },
  specified: {
    en: "Are recipients, places and purposes named: {0}?",
    fr: "Destinataires, lieux et finalités sont-ils nommés : {0} ?",
  },
  staff_place: { en: "Where is the staff of {0}?", fr: "Où se trouve le personnel : {0} ?" },
  subject_incapable: {
    en: "Is the person unable to consent: {0}?",
    fr: "La personne est-elle hors d’état de consentir : {0} ?",
  },
  valid_consent: {
    en: "Is the consent explicit, free and informed: {0}?",
    fr: "Le consentement est-il explicite, libre et éclairé : {0} ?",
  },
  id: {
    en: "Is this another company than the exporter: {0}?",
    fr: "Est-ce une autre société que l’exportateur : {0} ?",
  },
};

/** Questions about the flow itself, by the whole path. */
const WHOLE: { readonly [path: string]: { readonly [language in Language]: string } } = {
  data: { en: "Which data are these?", fr: "Quelles sont ces données ?" },
  exporter: { en: "Who sends the data?", fr: "Qui envoie les données ?" },
  provider: { en: "Who is the provider, if there is one?", fr: "Qui est le fournisseur, s’il y en a un ?" },
  purposes_specified: { en: "Are the purposes specified?", fr: "Les finalités sont-elles précisées ?" },
  "contract.eu_only": {
    en: "Does the contract keep the data in the Union?",
    fr: "Le contrat garde-t-il les données dans l’Union ?",
  },
  "contract.challenges_orders": {
    en: "Must the provider challenge foreign orders, by contract?",
    fr: "Le contrat oblige-t-il à contester les injonctions étrangères ?",
  },
  "contract.permits_foreign_disclosure": {
    en: "Does the contract allow disclosure on foreign orders?",
    fr: "Le contrat permet-il la divulgation sur injonction étrangère ?",
  },
  "contract.article_28": {
    en: "Is there a contract as GDPR 28(3) requires?",
    fr: "Y a-t-il un contrat conforme à l’article 28(3) du RGPD ?",
  },
  risks_assessed: {
    en: "Were risks and safeguards assessed before the processing began?",
    fr: "Risques et garanties ont-ils été évalués avant le début du traitement ?",
  },
  purpose: { en: "For what are the data processed?", fr: "À quelles fins les données sont-elles traitées ?" },
  suppliers: { en: "On whom does the provider depend?", fr: "De qui dépend le fournisseur ?" },
  credentials: {
    en: "What does the provider show: certificates, credentials?",
    fr: "Que présente le fournisseur : certificats, attestations ?",
  },
  "contract.governing_law": { en: "Which law governs the contract?", fr: "Quel droit régit le contrat ?" },
  "exit.fee": { en: "What does switching cost?", fr: "Que coûte le changement ?" },
  "exit.parallel_use_fee": {
    en: "What does using two providers in parallel cost?",
    fr: "Que coûte l’usage parallèle de deux fournisseurs ?",
  },
  "exit.formats": {
    en: "In which formats can the data be exported?",
    fr: "Dans quels formats les données s’exportent-elles ?",
  },
  "exit.notice": {
    en: "How much notice must be given before switching?",
    fr: "Quel préavis faut-il avant le changement ?",
  },
  "exit.retrieval": {
    en: "How long can data be retrieved afterwards?",
    fr: "Combien de temps les données restent-elles récupérables ?",
  },
  "exit.switching_time": {
    en: "How long does switching take, notice included?",
    fr: "Combien dure le changement, préavis compris ?",
  },
  "exit.transition": { en: "How long does the transition take?", fr: "Combien dure la transition ?" },
  "service.custom_built": {
    en: "Was the service built for one customer?",
    fr: "Le service a-t-il été fait pour un seul client ?",
  },
  "service.is_test": { en: "Is the service for testing only?", fr: "Le service sert-il seulement à essayer ?" },
  "service.interoperable_data": {
    en: "Can its data be used with other services?",
    fr: "Ses données servent-elles avec d’autres services ?",
  },
  "service.interoperable_infrastructure": {
    en: "Does its infrastructure work with others?",
    fr: "Son infrastructure fonctionne-t-elle avec d’autres ?",
  },
  "service.layer": {
    en: "Is it infrastructure, a platform or software?",
    fr: "Est-ce une infrastructure, une plateforme ou un logiciel ?",
  },
  "service.open_access": {
    en: "May others use the infrastructure on equal terms?",
    fr: "D’autres peuvent-ils user de l’infrastructure aux mêmes conditions ?",
  },
  "service.open_interfaces": {
    en: "Are the interfaces of the service open?",
    fr: "Les interfaces du service sont-elles ouvertes ?",
  },
  "service.publicly_funded": {
    en: "Did public money pay for the infrastructure?",
    fr: "L’infrastructure a-t-elle été payée par des fonds publics ?",
  },
  "service.reciprocal_access": {
    en: "Have European providers the same access to the provider’s home market?",
    fr: "Les fournisseurs européens ont-ils le même accès au marché du fournisseur ?",
  },
  storage: { en: "Where do the data rest?", fr: "Où reposent les données ?" },
  processing: { en: "Where are the data processed?", fr: "Où les données sont-elles traitées ?" },
  access: { en: "From where are the data reached?", fr: "D’où accède-t-on aux données ?" },
  transit: { en: "Which countries do the data pass through?", fr: "Par quels pays passent les données ?" },
  transfers: { en: "To whom are the data sent?", fr: "À qui les données sont-elles envoyées ?" },
};

/** Returns whether the fact at a path has a question of its own. */
export function isAsked(path: string): boolean {
  return Object.hasOwn(WHOLE, path) || Object.hasOwn(ASKED, String(stepsOf(path).at(-1) ?? ""));
}

/**
 * Returns the question to which the facts at these paths are the answer; they differ in their entries only. Companies are called
 * by their names.
 */
export function questionFor(paths: readonly string[], companies: Companies): string {
  const [path = ""] = paths;
  const whole = Object.hasOwn(WHOLE, path) ? WHOLE[path] : undefined;
  if (whole) return spaced(whole[language()]);
  const last = String(stepsOf(path).at(-1) ?? "");
  const asked = Object.hasOwn(ASKED, last) ? ASKED[last] : undefined;
  const about = paths.map((each) => each.slice(0, each.lastIndexOf(".")));
  if (!asked || about.some((each) => each === "" || each === path)) return t("question", pathInWords(path));
  return spaced(asked[language()].replace("{0}", thing(about, companies)));
}

/** Names what a question is about: one thing, or the same of several entries. */
function thing(paths: readonly string[], companies: Companies): string {
  const [first = ""] = paths;
  const names = paths.map((path) => companies.at(path));
  if (names.every((name) => name !== null)) return [...new Set(names)].reduce((one, two) => t("and", one, two));
  if (paths.length > 1) return subjects(paths, "inside");
  if (first === "exporter") return t("party_exporter");
  return first === "provider" ? t("party_provider") : (companies.entry(first) ?? pathInWords(first));
}

/** Puts the no-break spaces of French. */
function spaced(text: string): string {
  return language() === "fr" ? text.replace(/ ([:;?!])/g, "\u00a0$1") : text;
}
