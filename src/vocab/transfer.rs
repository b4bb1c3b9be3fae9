//! Every fact of a transfer: edition 1.
//!
//! Sources: GDPR Articles 3, 44–49; EDPB Recommendations 01/2020, Guidelines 05/2021 and 2/2018; terms of W3C DPV 2.3.

use super::Type;
use super::existence::{Existence, Where};
use super::kind::{Fact, Kind, Nature};
use super::values::*;

/// Holds where the transfer tool is standard contractual clauses.
const OF_CLAUSES: Existence = Existence::only(&[Where::is("tool", &["scc"])], "only where the tool is scc").implied();
/// Holds where the tool is binding corporate rules.
const OF_GROUP_RULES: Existence =
    Existence::only(&[Where::is("tool", &["bcr"])], "only where the tool is bcr").implied();
/// Holds where the tool needs an authority's approval for transfers (GDPR 40(3), 42(2), 46(3)).
const OF_AUTHORISED_TOOL: Existence = Existence::only(
    &[Where::is("tool", &["ad_hoc_clauses", "arrangement", "code_of_conduct", "certification"])],
    "only where the tool is ad_hoc_clauses, arrangement, code_of_conduct or certification",
)
.implied();
pub(super) const TRANSFER: &[Fact] = &[
    Fact::new(
        "to",
        Type::Place,
        Nature::Act,
        "where the recipient receives or can reach the data",
        "dpv:hasThirdCountry",
    ).words("destination", "destination").shown(1),
    Fact::new(
        "exporter",
        Type::Object(Kind::Party),
        Nature::Given,
        "who discloses; the flow's exporter unless stated",
        "dpv:hasDataExporter",
    ).words("exporter", "exportateur").defaults_to_flow(),
    Fact::new("recipient", Type::Object(Kind::Party), Nature::Act, "who receives", "dpv:hasDataImporter").words("recipient", "destinataire").shown(2).somebody(),
    Fact::new(
        "data",
        Type::Object(Kind::Data),
        Nature::Given,
        "the data disclosed; the flow's unless stated",
        "dpv:hasPersonalData",
    ).words("data", "données").defaults_to_flow(),
    Fact::new("tool", Type::Enum(TOOL), Nature::Act, "the transfer tool of GDPR 46", "dpv:DataTransferLegalBasis").of_recipient().words("transfer tool", "instrument de transfert").shown(3)
        .never(&["none"])
        .rarely(&[
            "scc_authority",
            "bcr",
            "code_of_conduct",
            "certification",
            "instrument",
            "arrangement",
            "ad_hoc_clauses",
        ]),
    Fact::new("scc_version", Type::Enum(SCC_VERSION), Nature::Act, "which clauses", "eu-gdpr:A46-2-c").of_recipient().of_tool().words("version of the clauses", "version des clauses")
        .never(&["scc_2021_915"])
        .only(OF_CLAUSES),
    Fact::new(
        "scc_module",
        Type::Enum(SCC_MODULE),
        Nature::Act,
        "which module of the clauses of 2021",
        "lex:sccModule",
    ).of_recipient().of_tool().words("module of the clauses", "module des clauses")
    .rarely(&["p2c"])
    .only(OF_CLAUSES),
    Fact::new(
        "bcr_kind",
        Type::Enum(BCR_KIND),
        Nature::Act,
        "whose transfers the binding corporate rules are for",
        "lex:bindingCorporateRulesKind",
    ).of_recipient().of_tool().words("kind of the binding corporate rules", "type de règles d’entreprise contraignantes")
    .only(OF_GROUP_RULES),
    Fact::new("concluded", Type::Date, Nature::Given, "when the tool was agreed", "dct:date").of_recipient().of_tool().words("concluded on", "conclu le"),
    Fact::new(
        "processing_unchanged",
        Type::YesNo,
        Nature::Finding,
        "whether the processing is the same as when the clauses were agreed",
        "lex:processingUnchanged",
    ).of_recipient().of_tool().words("processing unchanged", "traitement inchangé")
    .only(OF_CLAUSES),
    Fact::new(
        "complete",
        Type::YesNo,
        Nature::Act,
        "whether the clauses and their annexes are filled in; no where they bind nobody or name neither recipients nor purposes, unless stated",
        "lex:clausesComplete",
    ).of_recipient().of_tool().words("clauses filled in", "clauses complètes")
    .only(OF_CLAUSES),
    Fact::new("authorised", Type::YesNo, Nature::Finding, "whether the authority authorised it; of a code or a certification, whether it is approved as a tool for transfers (GDPR 40(3), 42(2))", "lex:authorised").of_recipient().of_tool().of_destination().words("authorised", "autorisé")
        .only(OF_AUTHORISED_TOOL),
    Fact::new(
        "derogation",
        Type::Enum(DEROGATION),
        Nature::Given,
        "the derogation of GDPR 49 that is claimed",
        "dpv:DataTransferLegalBasis",
    ).words("derogation", "dérogation").shown(4)
    .never(&[
        "explicit_consent",
        "contract_with_subject",
        "contract_in_interest_of_subject",
        "public_interest",
        "legal_claims",
        "vital_interests",
        "public_register",
        "compelling_interests",
        "made_public",
    ]),
    Fact::new("systematic", Type::YesNo, Nature::Given, "whether it is repeated or systematic", "lex:systematic").words("systematic", "systématique"),
    Fact::new(
        "assessment",
        Type::Enum(ASSESSMENT),
        Nature::Finding,
        "what the transfer impact assessment found",
        "dpv:DataTransferImpactAssessment",
    ).of_recipient().of_tool().of_destination().words("transfer impact assessment", "analyse d’impact du transfert").shown(5)
    .unfound("none")
    .attested(),
    Fact::new(
        "measures",
        Type::List(Kind::Measure),
        Nature::Act,
        "supplementary measures",
        "eu-gdpr:SupplementaryMeasure",
    ).words("measures", "mesures").one("measure", "mesure").shown(6),
    Fact::new(
        "plaintext_needed",
        Type::YesNo,
        Nature::Finding,
        "whether the recipient needs the data in the clear; no where they are encrypted under kept keys, unless stated",
        "lex:plaintextNeeded",
    ).of_recipient().words("needs the data in the clear", "a besoin des données en clair")
    .attested(),
    Fact::new(
        "protected_recipient",
        Type::YesNo,
        Nature::Finding,
        "whether the recipient's law shields it from access (EDPB use case 4); no where it receives as an authority, a law that goes too far reaches it or its group, or an assessment finds against it, unless stated",
        "lex:protectedRecipient",
    ).of_recipient().of_destination().words("protected recipient", "destinataire protégé")
    .attested(),
    Fact::new(
        "specified",
        Type::YesNo,
        Nature::Act,
        "whether recipients, places and purposes are named",
        "lex:transferSpecified",
    ).of_recipient().words("recipients, places, purposes named", "destinataires, lieux, finalités nommés")
    .attested(),
    Fact::new(
        "bound",
        Type::YesNo,
        Nature::Finding,
        "whether the tool binds this recipient: it is a member of the group as the exporter is, committed to the code, certified, or party, or the treaty covers what this exporter sends to it; no of rules of a group where the heads of the two groups sit in two countries, unless stated",
        "lex:toolBindsRecipient",
    ).of_recipient().of_tool().of_destination().words("the tool binds the recipient", "l’instrument lie le destinataire")
    .attested(),
    Fact::new(
        "safeguards",
        Type::YesNo,
        Nature::Finding,
        "whether the instrument, or the exporter, provides the safeguards that the law lists",
        "lex:appropriateSafeguards",
    ).of_recipient().of_tool().of_destination().words("appropriate safeguards", "garanties appropriées")
    .attested(),
    Fact::new(
        "necessary",
        Type::YesNo,
        Nature::Given,
        "whether what the derogation serves needs this transfer of these data",
        "lex:necessaryForDerogation",
    ).words("the transfer is necessary", "le transfert est nécessaire")
    .attested(),
    Fact::new(
        "valid_consent",
        Type::YesNo,
        Nature::Given,
        "whether the consent is explicit, free, specific, and given after the risks were told",
        "lex:validConsent",
    ).words("valid consent", "consentement valable")
    .attested(),
    Fact::new(
        "in_public_power",
        Type::YesNo,
        Nature::Given,
        "whether it is an act of a public authority in the exercise of its public powers (GDPR 49(3))",
        "lex:inPublicPower",
    ).words("in the exercise of public powers", "dans l’exercice de la puissance publique")
    .attested(),
    Fact::new(
        "recognised_in_law",
        Type::YesNo,
        Nature::Given,
        "whether the law of the exporter recognises the public interest",
        "lex:recognisedInLaw",
    ).words("public interest recognised in law", "intérêt public reconnu par la loi")
    .attested(),
    Fact::new(
        "claim_exists",
        Type::YesNo,
        Nature::Given,
        "whether the legal claim exists or is about to be made",
        "lex:claimExists",
    ).words("the claim exists", "le droit en justice existe")
    .attested(),
    Fact::new(
        "subject_incapable",
        Type::YesNo,
        Nature::Given,
        "whether the person is physically or legally incapable of consenting",
        "lex:incapableOfConsent",
    ).words("the person cannot consent", "la personne ne peut consentir")
    .attested(),
    Fact::new(
        "register_open",
        Type::YesNo,
        Nature::Given,
        "whether the register is open by law to this recipient, and is not sent whole",
        "lex:registerOpen",
    ).words("open register, not sent whole", "registre ouvert, non transmis en entier")
    .attested(),
    Fact::new(
        "last_resort",
        Type::YesNo,
        Nature::Given,
        "whether neither adequacy nor a tool nor another derogation can carry it (GDPR 49(1), second subparagraph)",
        "lex:lastResort",
    ).words("no other ground is possible", "aucun autre fondement possible")
    .attested(),
    Fact::new(
        "few_subjects",
        Type::YesNo,
        Nature::Given,
        "whether the transfer concerns a limited number of people",
        "lex:fewSubjects",
    ).words("few people", "peu de personnes"),
    Fact::new(
        "interests_balanced",
        Type::YesNo,
        Nature::Given,
        "whether the interests of the people concerned do not override those of the exporter",
        "lex:interestsBalanced",
    ).words("interests balanced", "intérêts mis en balance")
    .attested(),
    Fact::new(
        "authority_informed",
        Type::YesNo,
        Nature::Given,
        "whether the supervisory authority and the people concerned were informed",
        "lex:authorityInformed",
    ).words("authority and people informed", "autorité et personnes informées"),
];
