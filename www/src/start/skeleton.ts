// A policy to start from: one rule, one exception, and what each line is for.
import type { Language } from "../i18n/index.ts";

/** The policy that the third door opens, with its comments in either language. The language itself is English. */
export const SKELETON: { readonly [language in Language]: string } = {
  en: `loci 1
use gdpr  # dated sets and the law's sources: EEA, adequate, [GDPR 44]

# Who decided what the rules demand: their citations.
source BOARD is "Decision of the board, 2026-01-01"
set approved = {aws/eu-central-1, aws/eu-west-3, ovhcloud/GRA}

policy own_policy version 0.1.0 "Our data stay in approved regions" {
  rule stores "Data rest in an approved region" [BOARD 1]
    for every s in storage
    require s.region in approved
    remedy "Move this store to an approved region."

  exception backup to stores "A backup elsewhere in the EEA, under our own keys" [BOARD 2]
    when s.kind is backup and s in EEA and s.keys.holder is exporter

  rule ground "What leaves the EEA goes to an adequate country, or under clauses" [GDPR 44]
    for every t in transfers where t.to not in EEA
    require t.to in adequate with t.recipient.listed [GDPR 45(3)]
         or (t.tool is scc and t.assessment is favourable) [GDPR 46(2)(c)]
}
`,
  fr: `loci 1
use gdpr  # ensembles datés et sources du droit : EEA, adequate, [GDPR 44]

# Qui a décidé de ce que les règles exigent : leurs citations.
source BOARD is "Décision de la direction, 2026-01-01"
set approved = {aws/eu-central-1, aws/eu-west-3, ovhcloud/GRA}

policy own_policy version 0.1.0 "Nos données restent dans les régions approuvées" {
  rule stores "Les données reposent dans une région approuvée" [BOARD 1]
    for every s in storage
    require s.region in approved
    remedy "Déplacer ce stockage dans une région approuvée."

  exception backup to stores "Une sauvegarde ailleurs dans l'EEE, sous nos propres clés" [BOARD 2]
    when s.kind is backup and s in EEA and s.keys.holder is exporter

  rule ground "Ce qui quitte l'EEE va dans un pays adéquat, ou sous clauses" [GDPR 44]
    for every t in transfers where t.to not in EEA
    require t.to in adequate with t.recipient.listed [GDPR 45(3)]
         or (t.tool is scc and t.assessment is favourable) [GDPR 46(2)(c)]
}
`,
};
