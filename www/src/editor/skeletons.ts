// Skeletons of clauses: what a keyword opens, with places to fill in. They are offered where the engine offers the keyword.
import { snippetCompletion, type Completion } from "@codemirror/autocomplete";
import { language, t, type Language } from "../i18n/index.ts";

type Words = { readonly [language in Language]: string };

/** By the keyword: what is written in its place. `\${…}` is a place to fill in, the words in it are what stands there first. */
const SKELETONS: { readonly [keyword: string]: Words } = {
  rule: {
    en: 'rule ${name} "${What is demanded}" [${GDPR 44}]\n\tfor every ${s} in ${storage}\n\trequire ${s in EEA}',
    fr: 'rule ${name} "${Ce qui est exigé}" [${GDPR 44}]\n\tfor every ${s} in ${storage}\n\trequire ${s in EEA}',
  },
  exception: {
    en: 'exception ${name} to ${rule} "${When the rule is excused}" [${GDPR 49}]\n\twhen ${s.kind is backup}',
    fr: 'exception ${name} to ${rule} "${Quand la règle est excusée}" [${GDPR 49}]\n\twhen ${s.kind is backup}',
  },
  claim: {
    en: 'claim ${name} "${What no compliant flow does}"\n\tnever some ${s} in ${storage}: ${s not in EEA}',
    fr: 'claim ${name} "${Ce qu’aucun flux conforme ne fait}"\n\tnever some ${s} in ${storage}: ${s not in EEA}',
  },
  policy: {
    en: 'policy ${name} version ${0.1.0} "${What it is about}" {\n\trule ${rule} "${What is demanded}" [${BOARD 1}]\n\t\tfor every ${s} in ${storage}\n\t\trequire ${s in EEA}\n}',
    fr: 'policy ${name} version ${0.1.0} "${Son objet}" {\n\trule ${rule} "${Ce qui est exigé}" [${BOARD 1}]\n\t\tfor every ${s} in ${storage}\n\t\trequire ${s in EEA}\n}',
  },
  source: {
    en: 'source ${BOARD} is "${Decision of the board, 2026-01-01}"',
    fr: 'source ${BOARD} is "${Décision de la direction, 2026-01-01}"',
  },
  set: { en: "set ${approved} = {${aws/eu-central-1, FR}}", fr: "set ${approved} = {${aws/eu-central-1, FR}}" },
  define: {
    en: "define ${p} is ${foreign} as ${p.seat not in EU}",
    fr: "define ${p} is ${foreign} as ${p.seat not in EU}",
  },
  fact: {
    en: "fact ${site}.x.${inspected} is ${yes_no} as ${finding}",
    fr: "fact ${site}.x.${inspected} is ${yes_no} as ${finding}",
  },
  vendor: {
    en: 'vendor ${acme} "${Acme GmbH}" seat ${DE} parent ${DE}',
    fr: 'vendor ${acme} "${Acme SAS}" seat ${FR} parent ${FR}',
  },
  region: {
    en: "region ${acme/fra-1} in ${DE} operated by ${acme}",
    fr: "region ${acme/par-1} in ${FR} operated by ${acme}",
  },
  duty: {
    en: 'duty ${exporter} "${What is owed}" within ${12 months}',
    fr: 'duty ${exporter} "${Ce qui est dû}" within ${12 months}',
  },
  remedy: { en: 'remedy "${What helps}"', fr: 'remedy "${Ce qui aide}"' },
  "for every": { en: "for every ${s} in ${storage}", fr: "for every ${s} in ${storage}" },
  use: { en: "use ${gdpr}", fr: "use ${gdpr}" },
};

/** Returns the skeleton that a keyword opens, as a choice; null where it opens none. */
export function skeletonOf(keyword: string): Completion | null {
  const words = Object.hasOwn(SKELETONS, keyword) ? SKELETONS[keyword] : undefined;
  if (!words) return null;
  return snippetCompletion(words[language()], {
    label: `${keyword} …`,
    detail: t("skeleton"),
    type: "keyword",
    boost: 1,
  });
}

/** The keywords that have a skeleton. */
export const KEYWORDS: readonly string[] = Object.keys(SKELETONS);
