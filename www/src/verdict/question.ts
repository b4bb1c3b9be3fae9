// The questions to which missing facts are the answers: one for one thing, in words.
import { language, t, type Language } from "../i18n/index.ts";
import { stepsOf } from "../flow/path.ts";
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
  is_public_authority: { en: "Is {0} a public authority?", fr: "Est-ce une autorité publique : {0} ?" },
  place: { en: "In which country: {0}?", fr: "Dans quel pays : {0} ?" },
  region: { en: "In which cloud region: {0}?", fr: "Dans quelle région cloud : {0} ?" },
  operator: { en: "Who runs {0}?", fr: "Qui exploite : {0} ?" },
  encrypted: { en: "Are the data encrypted: {0}?", fr: "Les données sont-elles chiffrées : {0} ?" },
  holder: { en: "Who holds them: {0}?", fr: "Qui les détient : {0} ?" },
  to: { en: "To which country: {0}?", fr: "Vers quel pays : {0} ?" },
  recipient: { en: "Who receives the data: {0}?", fr: "Qui reçoit les données : {0} ?" },
  tool: { en: "On which tool does it rest: {0}?", fr: "Sur quel outil repose : {0} ?" },
  derogation: { en: "Is a derogation relied on: {0}?", fr: "Une dérogation est-elle invoquée : {0} ?" },
  assessment: { en: "What did the impact assessment find: {0}?", fr: "Qu’a conclu l’analyse d’impact : {0} ?" },
  complete: { en: "Are the clauses filled in: {0}?", fr: "Les clauses sont-elles complètes : {0} ?" },
  systematic: { en: "Does it happen regularly: {0}?", fr: "Est-ce régulier : {0} ?" },
  sees: { en: "What is seen of the data: {0}?", fr: "Que voit-on des données : {0} ?" },
  sees_plaintext: { en: "Can the data be read there: {0}?", fr: "Les données y sont-elles lisibles : {0} ?" },
  plaintext_needed: { en: "Are the data needed in the clear: {0}?", fr: "Faut-il les données en clair : {0} ?" },
  scc_module: { en: "Which module of the clauses: {0}?", fr: "Quel module des clauses : {0} ?" },
  scc_version: { en: "Which version of the clauses: {0}?", fr: "Quelle version des clauses : {0} ?" },
  measures: { en: "Which protective measures are there: {0}?", fr: "Quelles mesures de protection : {0} ?" },
  holders: { en: "Who owns {0}?", fr: "À qui appartient : {0} ?" },
  certified: { en: "Which certificates are there: {0}?", fr: "Quelles certifications : {0} ?" },
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
  storage: { en: "Where do the data rest?", fr: "Où reposent les données ?" },
  processing: { en: "Where are the data processed?", fr: "Où les données sont-elles traitées ?" },
  access: { en: "From where are the data reached?", fr: "D’où accède-t-on aux données ?" },
  transit: { en: "Which countries do the data pass through?", fr: "Par quels pays passent les données ?" },
  transfers: { en: "To whom are the data sent?", fr: "À qui les données sont-elles envoyées ?" },
};

/** Returns the question to which the facts at these paths are the answer; they differ in their entries only. */
export function questionFor(paths: readonly string[]): string {
  const [path = ""] = paths;
  const whole = Object.hasOwn(WHOLE, path) ? WHOLE[path] : undefined;
  if (whole) return spaced(whole[language()]);
  const last = String(stepsOf(path).at(-1) ?? "");
  const asked = Object.hasOwn(ASKED, last) ? ASKED[last] : undefined;
  const about = paths.map((each) => each.slice(0, each.lastIndexOf(".")));
  if (!asked || about.some((each) => each === "" || each === path)) return t("question", pathInWords(path));
  return spaced(asked[language()].replace("{0}", thing(about)));
}

/** Names what a question is about: one thing, or the same of several entries. */
function thing(paths: readonly string[]): string {
  const [first = ""] = paths;
  if (paths.length === 1)
    return first === "exporter" ? t("party_exporter") : first === "provider" ? t("party_provider") : pathInWords(first);
  const entries = paths.map((path) => /^\w+\[\d+\]/.exec(path)?.[0] ?? path);
  const rest = first.slice(entries[0]?.length ?? 0).replace(/^\./, "");
  const many = subjects(entries);
  const named = many.charAt(0).toLowerCase() + many.slice(1);
  return rest === "" ? named : `${named}, ${pathInWords(rest)}`;
}

/** Puts the no-break spaces of French. */
function spaced(text: string): string {
  return language() === "fr" ? text.replace(/ ([:;?!])/g, "\u00a0$1") : text;
}
