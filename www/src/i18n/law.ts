// Names and addresses of law in the page's language: the GDPR is the RGPD in French, and its text opens in French.
import { language } from "./index.ts";

/** Sources that people cite by another name than their key: English, French. */
const CITED: { readonly [source: string]: readonly [string, string] } = {
  GDPR: ["GDPR", "RGPD"],
  EUDPR: ["EUDPR", "RPDUE"],
  UK_GDPR: ["UK GDPR", "RGPD britannique"],
  UK_GDPR_2021: ["UK GDPR", "RGPD britannique"],
  UK_GDPR_2026: ["UK GDPR", "RGPD britannique"],
  DIR_95_46: ["Directive 95/46/EC", "Directive 95/46/CE"],
  FADP: ["FADP", "LPD"],
  EDPB_INTERPLAY: ["EDPB Guidelines 05/2021", "CEPD, lignes directrices 05/2021"],
  EDPB_DEROGATIONS: ["EDPB Guidelines 2/2018", "CEPD, lignes directrices 2/2018"],
  EDPB_ARTICLE_48: ["EDPB Guidelines 02/2024", "CEPD, lignes directrices 02/2024"],
  EDPB_MEASURES: ["EDPB Recommendations 01/2020", "CEPD, recommandations 01/2020"],
  SCC_2001: ["Decision 2001/497/EC", "Décision 2001/497/CE"],
  SCC_2002: ["Decision 2002/16/EC", "Décision 2002/16/CE"],
  SCC_2004: ["Decision 2004/915/EC", "Décision 2004/915/CE"],
  SCC_2010: ["Decision 2010/87/EU", "Décision 2010/87/UE"],
  SCC_2021: ["Decision (EU) 2021/914", "Décision (UE) 2021/914"],
  ADEQ_US_SAFE_HARBOUR: ["Decision 2000/520/EC", "Décision 2000/520/CE"],
  ADEQ_US_PRIVACY_SHIELD: ["Decision (EU) 2016/1250", "Décision (UE) 2016/1250"],
  ADEQ_US_DPF: ["Decision (EU) 2023/1795", "Décision (UE) 2023/1795"],
  ADEQ_GB: ["Decision (EU) 2021/1772", "Décision (UE) 2021/1772"],
  ADEQ_JP: ["Decision (EU) 2019/419", "Décision (UE) 2019/419"],
  ADEQ_KR: ["Decision (EU) 2022/254", "Décision (UE) 2022/254"],
  ADEQ_CH: ["Decision 2000/518/EC", "Décision 2000/518/CE"],
  ADEQ_CA: ["Decision 2002/2/EC", "Décision 2002/2/CE"],
  DATA_ACT: ["Data Act", "règlement sur les données"],
  CLOUD_ACT: ["CLOUD Act", "CLOUD Act"],
  PATRIOT_ACT: ["USA PATRIOT Act", "USA PATRIOT Act"],
  GAIA_X: ["Gaia-X", "Gaia-X"],
  SECNUMCLOUD: ["SecNumCloud", "SecNumCloud"],
};

/** Returns the name of a source as people cite it: "GDPR", "C-311/18", "Directive 95/46/EC". */
export function lawName(source: string): string {
  const isFrench = language() === "fr";
  const [, type, number, year] = /^([CT])_(\d+)_(\d+)$/.exec(source) ?? [];
  if (type !== undefined) return `${type}-${number}/${year}`;
  const [english, french] = (Object.hasOwn(CITED, source) && CITED[source]) || [source, source];
  return isFrench ? french : english;
}

/** The first year whose acts have an anchor for each article on EUR-Lex: earlier texts are plain pages. */
const ANCHORED = 2016;

/**
 * Returns the address of a text of Union law in the page's language, at the article that is cited ("46(1)") where the text
 * has anchors; any other address as it is.
 */
export function lawAddress(url: string, pin: string): string {
  const [page, act] = language() === "fr" ? ["FR", "fra"] : ["EN", "eng"];
  const [, year] = /^https:\/\/eur-lex\.europa\.eu\/eli\/[a-z_]+\/(\d{4})\/\d+\/oj$/.exec(url) ?? [];
  const [, article] = /^(\d+)(?!\d|[a-z])/.exec(pin) ?? [];
  const anchor = article !== undefined && Number(year) >= ANCHORED ? `#art_${article}` : "";
  return url
    .replace(/^(https:\/\/eur-lex\.europa\.eu\/legal-content\/)EN\//, `$1${page}/`)
    .replace(/^(https:\/\/eur-lex\.europa\.eu\/eli\/[^?#]*\/oj)$/, `$1/${act}${anchor}`);
}

/** Courts, authorities and what is said of a decision, in French. */
const OF_DECISIONS: readonly (readonly [english: string, french: string])[] = [
  ["CJEU", "CJUE"],
  ["General Court", "Tribunal de l’Union"],
  ["with EDPB binding decision", "avec la décision contraignante du CEPD"],
  ["decision of", "décision du"],
  ["not final", "non définitive"],
  ["under appeal", "sous pourvoi"],
  ["and others", "et autres"],
];

/** Names the decision on which a case is based, in the page's language. */
export function sourceWord(source: string): string {
  if (language() !== "fr") return source;
  return OF_DECISIONS.reduce((text, [english, french]) => text.replace(english, french), source);
}
