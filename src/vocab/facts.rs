//! Every fact of a flow, by the kind of thing it belongs to: edition 1. Those of transfers and of parties stand beside this file.
//!
//! Sources: GDPR Articles 3–49; Regulation (EU) 2023/2854 Articles 23–34; EDPB Recommendations 01/2020 and
//! Guidelines 05/2021; ANSSI SecNumCloud 3.2 §19; Gaia-X Compliance criteria 24.11; terms of W3C DPV 2.3.

use super::existence::{Existence, Where};
use super::kind::{Fact, Kind, Nature};
use super::values::*;
use super::{Element, Type};

pub(super) const FLOW: &[Fact] = &[
    Fact::new("as_of", Type::Date, Nature::Given, "the day to judge", "dct:date")
        .words("day judged", "jour jugé")
        .shown(1),
    Fact::new("data", Type::Object(Kind::Data), Nature::Given, "the data", "dpv:hasPersonalData")
        .words("data", "données")
        .shown(2),
    Fact::new(
        "purpose",
        Type::Set(Element::Enum(PURPOSE)),
        Nature::Given,
        "what the data are processed for",
        "dpv:hasPurpose",
    )
    .words("purposes", "finalités"),
    Fact::new(
        "purposes_specified",
        Type::YesNo,
        Nature::Act,
        "whether contract or record names each purpose, recipient and place",
        "lex:purposesSpecified",
    )
    .words("purposes specified", "finalités précisées")
    .attested(),
    Fact::new(
        "risks_assessed",
        Type::YesNo,
        Nature::Finding,
        "whether risks and safeguards were assessed before the processing began (GDPR 24, 32, 35)",
        "dpv:RiskAssessment",
    )
    .words("risks assessed before", "risques évalués au préalable")
    .attested(),
    Fact::new(
        "exporter",
        Type::Object(Kind::Party),
        Nature::Given,
        "who sends the data, or has them processed",
        "dpv:hasDataExporter",
    )
    .words("exporter", "exportateur")
    .shown(3),
    Fact::new("provider", Type::Object(Kind::Party), Nature::Act, "who provides the service", "dpv:hasEntity")
        .words("provider", "fournisseur")
        .shown(4),
    Fact::new(
        "suppliers",
        Type::List(Kind::Supplier),
        Nature::Act,
        "whom the provider depends on",
        "dpv:DataSubProcessor",
    )
    .words("suppliers", "sous-traitants du fournisseur")
    .one("supplier", "sous-traitant")
    .said_of("provider"),
    Fact::new(
        "parties",
        Type::List(Kind::Party),
        Nature::Given,
        "everyone the flow names, once; derived",
        "lex:parties",
    )
    .words("parties", "parties")
    .one("party", "partie")
    .derived(),
    Fact::new("storage", Type::List(Kind::Site), Nature::Act, "where the data rest", "dpv:StorageLocation")
        .words("storage", "stockage")
        .one("store", "stockage")
        .shown(5),
    Fact::new("processing", Type::List(Kind::Site), Nature::Act, "where they are processed", "dpv:ProcessingLocation")
        .words("processing", "traitement")
        .one("processing site", "site de traitement")
        .shown(6),
    Fact::new("access", Type::List(Kind::Site), Nature::Act, "from where they can be reached", "lex:accessLocation")
        .words("access", "accès")
        .one("access", "accès")
        .shown(7),
    Fact::new("transit", Type::List(Kind::Site), Nature::Act, "through where they pass", "lex:transitLocation")
        .words("transit", "transit")
        .one("transit", "transit"),
    Fact::new(
        "transfers",
        Type::List(Kind::Transfer),
        Nature::Act,
        "to whom they are disclosed, and on what ground; a site abroad that another operates is an entry too",
        "dpv:Transfer",
    )
    .words("transfers", "transferts")
    .one("transfer", "transfert")
    .shown(8),
    Fact::new(
        "measures",
        Type::List(Kind::Measure),
        Nature::Act,
        "measures on the whole flow",
        "dpv:hasTechnicalOrganisationalMeasure",
    )
    .words("measures", "mesures")
    .one("measure", "mesure")
    .shown(9),
    Fact::new(
        "contract",
        Type::Object(Kind::Contract),
        Nature::Act,
        "the contract with the provider",
        "dpv:ControllerProcessorAgreement",
    )
    .words("contract", "contrat")
    .said_of("provider"),
    Fact::new("exit", Type::Object(Kind::Exit), Nature::Act, "leaving the provider", "lex:exit")
        .words("exit", "sortie")
        .said_of("provider"),
    Fact::new("service", Type::Object(Kind::Service), Nature::Act, "the service", "lex:service")
        .words("service", "service")
        .said_of("provider"),
    Fact::new("credentials", Type::List(Kind::Credential), Nature::Act, "what the provider shows", "dpv:Certification")
        .words("credentials", "attestations")
        .one("credential", "attestation")
        .said_of("provider"),
];

pub(super) const DATA: &[Fact] = &[
    Fact::new("categories", Type::Set(Element::Category), Nature::Given, "categories of data", "dpv:hasPersonalData")
        .words("categories", "catégories")
        .shown(1),
    Fact::new(
        "subjects",
        Type::Set(Element::Place),
        Nature::Given,
        "where the people are whom the data concern",
        "dpv:hasDataSubject",
    )
    .words("people concerned", "personnes concernées"),
    Fact::new(
        "direct_from_subject",
        Type::YesNo,
        Nature::Given,
        "whether the people themselves give the data straight to the recipient: the `exporter` of such a transfer is none",
        "lex:collectedFromSubject",
    )
    .words("given by the people themselves", "fournies directement par les personnes"),
];

pub(super) const CONTRACT: &[Fact] = &[
    Fact::new(
        "article_28",
        Type::YesNo,
        Nature::Act,
        "whether it has what GDPR 28(3) requires; no where purposes are not specified, unless stated",
        "dpv:ControllerProcessorAgreement",
    )
    .words("contract under GDPR 28(3)", "contrat conforme à l’article 28(3) du RGPD"),
    Fact::new(
        "eu_only",
        Type::YesNo,
        Nature::Act,
        "whether it promises that data stay in the Union",
        "lex:clauseUnionOnly",
    )
    .words("data stay in the Union by contract", "données dans l’Union par contrat"),
    Fact::new(
        "challenges_orders",
        Type::YesNo,
        Nature::Act,
        "whether the provider must challenge third-country orders",
        "lex:clauseChallenge",
    )
    .words("must challenge foreign orders", "doit contester les injonctions étrangères"),
    Fact::new(
        "permits_foreign_disclosure",
        Type::YesNo,
        Nature::Act,
        "whether it allows disclosure on a third-country order",
        "lex:clauseForeignDisclosure",
    )
    .words("allows disclosure on foreign orders", "permet la divulgation sur injonction étrangère"),
    Fact::new("governing_law", Type::Place, Nature::Act, "the law that governs it", "dpv:ContractJurisdictionClause")
        .words("governing law", "droit applicable"),
];

pub(super) const EXIT: &[Fact] = &[
    Fact::new("notice", Type::Duration, Nature::Act, "notice to give before switching", "lex:switchingNotice")
        .words("notice period", "préavis"),
    Fact::new("transition", Type::Duration, Nature::Act, "time that the transition takes", "lex:switchingTransition")
        .words("transition period", "période de transition"),
    Fact::new("retrieval", Type::Duration, Nature::Act, "time to retrieve data afterwards", "lex:switchingRetrieval")
        .words("retrieval period", "période de récupération"),
    Fact::new(
        "switching_time",
        Type::Duration,
        Nature::Act,
        "notice and transition together; derived",
        "lex:switchingTime",
    )
    .words("time to switch", "durée du changement")
    .sum_of("notice", "transition")
    .derived(),
    Fact::new("fee", Type::Enum(FEE), Nature::Act, "charge for switching", "lex:switchingCharge")
        .words("switching charge", "frais de changement"),
    Fact::new(
        "parallel_use_fee",
        Type::Enum(FEE),
        Nature::Act,
        "charge for using two providers in parallel",
        "lex:parallelUseCharge",
    )
    .words("charge for parallel use", "frais d’usage parallèle"),
    Fact::new("formats", Type::List(Kind::Format), Nature::Act, "formats of export", "lex:exportFormat")
        .words("export formats", "formats d’export")
        .one("format", "format"),
    Fact::new("tested", Type::Date, Nature::Act, "when the exit was last tested", "lex:exitTested")
        .words("last tested", "dernier essai"),
];

pub(super) const SERVICE: &[Fact] = &[
    Fact::new("open_interfaces", Type::YesNo, Nature::Act, "whether its interfaces are open", "lex:openInterfaces")
        .words("open interfaces", "interfaces ouvertes"),
    Fact::new(
        "interoperable_data",
        Type::YesNo,
        Nature::Act,
        "whether its data can be used with other services",
        "lex:dataInteroperability",
    )
    .words("interoperable data", "données interopérables"),
    Fact::new(
        "interoperable_infrastructure",
        Type::YesNo,
        Nature::Act,
        "whether its infrastructure works with others",
        "lex:infrastructureInteroperability",
    )
    .words("interoperable infrastructure", "infrastructure interopérable"),
    Fact::new(
        "reciprocal_access",
        Type::YesNo,
        Nature::Given,
        "whether European providers have the same access to the provider's home market",
        "lex:reciprocity",
    )
    .words("reciprocal market access", "accès réciproque au marché"),
    Fact::new(
        "publicly_funded",
        Type::YesNo,
        Nature::Given,
        "whether public money paid for the infrastructure",
        "lex:publiclyFunded",
    )
    .words("publicly funded", "financement public"),
    Fact::new(
        "open_access",
        Type::YesNo,
        Nature::Act,
        "whether others may use the infrastructure on equal terms",
        "lex:openAccess",
    )
    .words("open access", "accès ouvert"),
    Fact::new(
        "custom_built",
        Type::YesNo,
        Nature::Given,
        "whether it was built for one customer (Data Act 31(1))",
        "lex:customBuilt",
    )
    .words("custom-built", "sur mesure")
    .never(&["true"]),
    Fact::new(
        "is_test",
        Type::YesNo,
        Nature::Given,
        "whether it is for testing only (Data Act 31(2))",
        "lex:testService",
    )
    .words("for testing only", "pour essai seulement")
    .never(&["true"]),
    Fact::new("layer", Type::Enum(LAYER), Nature::Given, "its layer", "lex:serviceLayer").words("layer", "couche"),
];

/// The kinds of measure that have keys, or additional information that acts as one.
const KEYED: &[&str] = &[
    "encryption",
    "encryption_at_rest",
    "encryption_in_transit",
    "end_to_end_encryption",
    "encryption_in_use",
    "pseudonymisation",
    "secret_sharing",
];
/// Holds where a site is encrypted, or a measure there is of a kind that has keys.
const OF_KEYED_SITE: Existence = Existence::only(
    &[Where::is("encrypted", &["true"]), Where::entry("measures", "kind", KEYED)],
    "only where something is encrypted, pseudonymised or split",
);
/// Holds where a measure is of a kind that has keys.
const OF_KEYED_MEASURE: Existence =
    Existence::only(&[Where::is("kind", KEYED)], "only where something is encrypted, pseudonymised or split");

pub(super) const SITE: &[Fact] = &[
    Fact::new("place", Type::Place, Nature::Act, "the country or territory", "dpv:Location")
        .words("place", "lieu")
        .shown(2)
        .told_by_region(),
    Fact::new("region", Type::Region, Nature::Act, "the cloud region, or none", "dpv:CloudLocation")
        .words("cloud region", "région cloud")
        .shown(1),
    Fact::new("operator", Type::Object(Kind::Party), Nature::Act, "who operates it", "lex:operator")
        .words("operator", "opérateur")
        .shown(3)
        .told_by_region()
        .somebody(),
    Fact::new("kind", Type::Enum(SITE_KIND), Nature::Given, "what happens there", "lex:siteKind")
        .words("kind", "nature")
        .shown(4),
    Fact::new(
        "data",
        Type::Object(Kind::Data),
        Nature::Given,
        "the data there; the flow's unless stated",
        "dpv:hasPersonalData",
    )
    .words("data", "données")
    .defaults_to_flow(),
    Fact::new(
        "encrypted",
        Type::YesNo,
        Nature::Act,
        "whether the data there are encrypted; implied by `sees: ciphertext`",
        "dpv:EncryptionAtRest",
    )
    .words("encrypted", "chiffré")
    .never(&["false"])
    .shown(6),
    Fact::new(
        "sees",
        Type::Enum(SEES),
        Nature::Act,
        "the form in which people who work there see the data",
        "lex:sees",
    )
    .words("sees the data", "voit les données")
    .shown(5)
    .says(&["ciphertext"], "encrypted"),
    Fact::new(
        "sees_plaintext",
        Type::YesNo,
        Nature::Act,
        "whether they can read the data: yes for `sees: clear`, no for `nothing`; for `ciphertext` it depends on who holds the keys; derived",
        "lex:seesPlaintext",
    )
    .words("can read the data", "peut lire les données")
    .derived(),
    Fact::new("disclosed", Type::YesNo, Nature::Act, "whether the site is disclosed to the customer", "lex:disclosed")
        .words("disclosed to the customer", "déclaré au client"),
    Fact::new(
        "measures",
        Type::List(Kind::Measure),
        Nature::Act,
        "measures at this site",
        "dpv:hasTechnicalOrganisationalMeasure",
    )
    .words("measures", "mesures")
    .one("measure", "mesure"),
    Fact::new("keys", Type::Object(Kind::Keys), Nature::Act, "the keys", "dpv:CryptographicKeyManagement")
        .words("keys", "clés")
        .only(OF_KEYED_SITE),
    Fact::new(
        "transfer",
        Type::Object(Kind::Transfer),
        Nature::Act,
        "the transfer to its operator that a site outside the exporter's territory is: tool, clauses and the like",
        "dpv:Transfer",
    )
    .words("transfer to its operator", "transfert à son opérateur"),
];

pub(super) const MEASURE: &[Fact] = &[
    Fact::new("kind", Type::Enum(MEASURE_KIND), Nature::Act, "which", "dpv:TechnicalOrganisationalMeasure")
        .words("kind", "nature")
        .shown(1)
        .never(&["legal_ban", "secret_sharing"]),
    Fact::new(
        "keys",
        Type::Object(Kind::Keys),
        Nature::Act,
        "the keys, or the additional information",
        "dpv:CryptographicKeyManagement",
    )
    .words("keys", "clés")
    .shown(2)
    .only(OF_KEYED_MEASURE),
    Fact::new(
        "state_of_the_art",
        Type::YesNo,
        Nature::Finding,
        "whether it withstands the means of public authorities",
        "lex:stateOfTheArt",
    )
    .words("state of the art", "état de l’art")
    .said_of("kind"),
];

pub(super) const KEYS: &[Fact] = &[
    Fact::new("holder", Type::Enum(KEYS_HOLDER), Nature::Act, "who holds them", "lex:keyHolder")
        .words("holder", "détenteur")
        .shown(1)
        .rarely(&["subject"]),
    Fact::new(
        "place",
        Type::Place,
        Nature::Act,
        "where they are held; the exporter's seat where the exporter holds them, unless stated",
        "lex:keyPlace",
    )
    .words("place", "lieu")
    .shown(2)
    .seat_beside("holder", &["exporter"])
    .said_of("holder"),
];

pub(super) const CREDENTIAL: &[Fact] = &[
    Fact::new("kind", Type::Enum(CREDENTIAL_KIND), Nature::Given, "what it attests", "dpv:Certification")
        .words("kind", "nature")
        .shown(1),
    Fact::new("issuer", Type::Object(Kind::Party), Nature::Given, "who issued it", "dct:publisher")
        .words("issuer", "émetteur"),
    Fact::new("level", Type::Enum(CREDENTIAL_LEVEL), Nature::Given, "its level", "lex:assuranceLevel")
        .words("level", "niveau")
        .shown(2),
    Fact::new("basis", Type::Enum(BASIS), Nature::Given, "what it rests on", "lex:credentialBasis")
        .words("basis", "fondement")
        .shown(3),
    Fact::new("from", Type::Date, Nature::Given, "first day on which it is valid", "lex:validFrom")
        .words("from", "depuis"),
    Fact::new("through", Type::Date, Nature::Given, "last day on which it is valid, or none", "lex:validThrough")
        .words("through", "jusqu’au")
        .shown(4),
];

pub(super) const FORMAT: &[Fact] = &[
    Fact::new("name", Type::Text, Nature::Given, "its name", "dct:format").words("name", "nom").shown(1),
    Fact::new("open", Type::YesNo, Nature::Act, "whether its specification is open", "lex:openFormat")
        .words("open", "ouvert")
        .shown(2),
];
