// A policy to start from: one rule, one exception, and what each line is for.
import type { Language } from "../i18n/index.ts";

/** The words of the skeleton that are in the reader's language. The language of policies itself is English. */
interface Words {
  readonly uses: string;
  readonly cites: string;
  readonly source: string;
  readonly policy: string;
  readonly stores: string;
  readonly remedy: string;
  readonly backup: string;
  readonly ground: string;
}

const skeleton = (words: Words) => `loci 1
use gdpr  # ${words.uses}: EEA, adequate, [GDPR 44]

# ${words.cites}
source BOARD is "${words.source}, 2026-01-01"
set approved = {aws/eu-central-1, aws/eu-west-3, ovhcloud/GRA}

policy own_policy version 0.1.0 "${words.policy}" {
  rule stores "${words.stores}" [BOARD 1]
    for every s in storage
    require s.region in approved
    remedy "${words.remedy}"

  exception backup to stores "${words.backup}" [BOARD 2]
    when s.kind is backup and s in EEA and s.keys.holder is exporter

  rule ground "${words.ground}" [GDPR 44]
    for every t in transfers where t.to not in EEA
    require t.to in adequate with t.recipient.listed [GDPR 45(3)]
         or (t.tool is scc and t.assessment is favourable) [GDPR 46(2)(c)]
}
`;

/** The policy that the third door opens, with its comments and titles in either language. */
export const SKELETON: { readonly [language in Language]: string } = {
  en: skeleton({
    uses: "dated sets and the law's sources",
    cites: "Who decided what the rules demand: their citations.",
    source: "Decision of the board",
    policy: "Our data stay in approved regions",
    stores: "Data rest in an approved region",
    remedy: "Move this store to an approved region.",
    backup: "A backup elsewhere in the EEA, under our own keys",
    ground: "What leaves the EEA goes to an adequate country, or under clauses",
  }),
  fr: skeleton({
    uses: "ensembles datés et sources du droit ",
    cites: "Qui a décidé de ce que les règles exigent : leurs citations.",
    source: "Décision de la direction",
    policy: "Nos données restent dans les régions approuvées",
    stores: "Les données reposent dans une région approuvée",
    remedy: "Déplacer ce stockage dans une région approuvée.",
    backup: "Une sauvegarde ailleurs dans l'EEE, sous nos propres clés",
    ground: "Ce qui quitte l'EEE va dans un pays adéquat, ou sous clauses",
  }),
};
