// The language on one page, beside the editor: what can be written, by example. An example is inserted at the cursor.
import { byId, h, refill } from "../dom.ts";
import { language, onLanguage, t, type Language } from "../i18n/index.ts";

type Words = { readonly [language in Language]: string };

/** The kind of an example: a clause of the file, of the policy, of a rule, or a condition. */
export type Part = "file" | "policy" | "rule" | "condition";

export interface Example {
  readonly part: Part;
  readonly code: string;
  readonly says: Words;
}

const example = (part: Part, code: string, en: string, fr: string): Example => ({ part, code, says: { en, fr } });

export const EXAMPLES: readonly Example[] = [
  example(
    "file",
    "use gdpr",
    "Brings dated sets and the sources of the law.",
    "Apporte des ensembles datés et les sources du droit.",
  ),
  example(
    "file",
    'source BOARD is "Decision of the board, 2026-02-03"',
    "Names what citations cite.",
    "Nomme ce que les citations citent.",
  ),
  example(
    "file",
    "set approved = {aws/eu-central-1, ovhcloud/GRA}",
    "A set of places, regions or values.",
    "Un ensemble de lieux, de régions ou de valeurs.",
  ),
  example(
    "file",
    "set trusted = (EEA + {CH, JP from 2019-01-23}) except {HU}",
    "Members can have days; sets are joined and cut.",
    "Les membres peuvent avoir des jours ; les ensembles se réunissent et se coupent.",
  ),
  example(
    "file",
    "define p is foreign as p.seat not in EU or p.ultimate_parent not in EU",
    "A condition with a name.",
    "Une condition nommée.",
  ),
  example(
    "file",
    "fact site.x.inspected is date",
    "A fact of your own, said as s.x.inspected.",
    "Un fait à vous, dit s.x.inspected.",
  ),
  example(
    "file",
    'vendor acme "Acme GmbH" seat DE parent DE',
    "A company that the atlas lacks: its seat, and that of its owner.",
    "Une entreprise que l’atlas n’a pas : son siège, et celui de son propriétaire.",
  ),
  example(
    "file",
    "region acme/fra-1 in DE operated by acme",
    "A cloud region that the atlas lacks: its place, and who operates it.",
    "Une région de nuage que l’atlas n’a pas : son lieu, et qui l’exploite.",
  ),
  example(
    "policy",
    "applies when data has personal",
    "Which flows the policy is about.",
    "Quels flux la politique concerne.",
  ),
  example(
    "policy",
    'rule stores "Data rest in an approved region" [BOARD 1]\n  for every s in storage where s not in EEA\n  require s.region in approved',
    "A rule, of each entry of a list; “forbid” for what must not be.",
    "Une règle, pour chaque entrée d’une liste ; « forbid » pour ce qui ne doit pas être.",
  ),
  example(
    "policy",
    'exception backup to stores "A backup under our own keys" [BOARD 2]\n  when s.kind is backup and s.keys.holder is exporter',
    "Excuses the rule where its condition holds.",
    "Excuse la règle là où sa condition est vraie.",
  ),
  example(
    "policy",
    'claim inside "No store is in the United States"\n  never some s in storage: s in {US}',
    "What no compliant flow may be; it can be proved.",
    "Ce qu’aucun flux conforme ne peut être ; cela se prouve.",
  ),
  example(
    "policy",
    'allow L0402 "House rules rest on no law"\nrule home "Data rest in the EEA"\n  for every s in storage\n  require s in EEA',
    "A lint is meant in what stands below, and why.",
    "Un avertissement est voulu dans ce qui suit, et pourquoi.",
  ),
  example("rule", "when data has special_category", "Only where this is so.", "Seulement si c’est le cas."),
  example("rule", "severity minor", "A violation is only a reservation.", "Une infraction n’est qu’une réserve."),
  example(
    "rule",
    'duty exporter "Review the assessment" within 12 months',
    "Who owes what, by when.",
    "Qui doit quoi, et quand.",
  ),
  example(
    "rule",
    'remedy "Move this store to an approved region."',
    "What to do where the rule is not met.",
    "Ce qu’il faut faire quand la règle n’est pas respectée.",
  ),
  example(
    "condition",
    "s.encrypted and not s.sees_plaintext",
    "A yes or no stands for itself; and, or, not.",
    "Un oui ou non vaut par lui-même ; and, or, not.",
  ),
  example("condition", "s.kind is backup or s.place is FR", "One value.", "Une valeur."),
  example(
    "condition",
    "s in EEA on 2020-01-31",
    "Membership, on the day judged or another.",
    "L’appartenance, au jour jugé ou un autre.",
  ),
  example(
    "condition",
    "t.to in adequate with t.recipient.listed",
    "Adequate only with a list: whose lists count.",
    "Adéquat seulement avec une liste : les listes de qui.",
  ),
  example(
    "condition",
    "t.recipient is provider",
    "A party: another one, or none.",
    "Une partie : une autre, ou aucune.",
  ),
  example(
    "condition",
    "data has health",
    "A set of values; categories lie below others.",
    "Un ensemble de valeurs ; les catégories s’emboîtent.",
  ),
  example(
    "condition",
    "exit.notice <= 2 months",
    "Numbers, percents, dates, durations.",
    "Nombres, pourcentages, dates, durées.",
  ),
  example(
    "condition",
    "exit.tested within 12 months",
    "At most that long before the day judged.",
    "Au plus ce temps avant le jour jugé.",
  ),
  example(
    "condition",
    "some m in s.measures: m.kind is pseudonymisation",
    "At least one; also every, no, at least 2.",
    "Au moins un ; aussi every, no, at least 2.",
  ),
];

const TITLES = { file: "ref_file", policy: "ref_policy", rule: "ref_rule", condition: "ref_condition" } as const;

/** Wires the reference; `insert` writes a text at the cursor of the policy. */
export function reference(insert: (text: string) => void): { toggle(): void } {
  const place = byId("reference");
  const draw = () => {
    if (place.hidden) return;
    const parts = (Object.keys(TITLES) as Part[]).map((part) => [
      h("h3", {}, t(TITLES[part])),
      h(
        "dl",
        {},
        EXAMPLES.filter((each) => each.part === part).map(({ code, says }) => [
          h(
            "dt",
            {},
            h(
              "button",
              { type: "button", class: "place", "data-key": code, title: t("ref_insert"), onclick: () => insert(code) },
              code,
            ),
          ),
          h("dd", {}, says[language()]),
        ]),
      ),
    ]);
    refill(
      place,
      h("h2", {}, t("reference")),
      h("p", { class: "note" }, t("ref_note")),
      parts,
      h("p", { class: "note" }, t("ref_unknown")),
    );
  };
  onLanguage(draw);
  return {
    toggle() {
      place.hidden = !place.hidden;
      draw();
    },
  };
}
