//! Every fact of a flow, by the kind of thing it belongs to: edition 1.
//!
//! Sources: GDPR Articles 3–49; Regulation (EU) 2023/2854 Articles 23–34; EDPB Recommendations 01/2020 and
//! Guidelines 05/2021; ANSSI SecNumCloud 3.2 §19; Gaia-X Compliance criteria 24.11; terms of W3C DPV 2.3.

use super::kind::{Existence, Fact, Kind};
use super::values::*;
use super::{Element, Type};

pub(super) const FLOW: &[Fact] = &[
    Fact::new("as_of", Type::Date, "the day to judge", "dct:date"),
    Fact::new("data", Type::Object(Kind::Data), "the data", "dpv:hasPersonalData"),
    Fact::new("purpose", Type::Set(Element::Enum(PURPOSE)), "what the data are processed for", "dpv:hasPurpose"),
    Fact::new(
        "purposes_specified",
        Type::YesNo,
        "whether contract or record names each purpose, recipient and place",
        "lex:purposesSpecified",
    )
    .attested(),
    Fact::new(
        "exporter",
        Type::Object(Kind::Party),
        "who sends the data, or has them processed",
        "dpv:hasDataExporter",
    ),
    Fact::new("provider", Type::Object(Kind::Party), "who provides the service", "dpv:hasEntity"),
    Fact::new("suppliers", Type::List(Kind::Supplier), "whom the provider depends on", "dpv:DataSubProcessor"),
    Fact::new("parties", Type::List(Kind::Party), "everyone the flow names, once; derived", "lex:parties").derived(),
    Fact::new("storage", Type::List(Kind::Site), "where the data rest", "dpv:StorageLocation"),
    Fact::new("processing", Type::List(Kind::Site), "where they are processed", "dpv:ProcessingLocation"),
    Fact::new("access", Type::List(Kind::Site), "from where they can be reached", "lex:accessLocation"),
    Fact::new("transit", Type::List(Kind::Site), "through where they pass", "lex:transitLocation"),
    Fact::new(
        "transfers",
        Type::List(Kind::Transfer),
        "to whom they are disclosed, and on what ground",
        "dpv:Transfer",
    ),
    Fact::new(
        "measures",
        Type::List(Kind::Measure),
        "measures on the whole flow",
        "dpv:hasTechnicalOrganisationalMeasure",
    ),
    Fact::new(
        "contract",
        Type::Object(Kind::Contract),
        "the contract with the provider",
        "dpv:ControllerProcessorAgreement",
    ),
    Fact::new("exit", Type::Object(Kind::Exit), "leaving the provider", "lex:exit"),
    Fact::new("service", Type::Object(Kind::Service), "the service", "lex:service"),
    Fact::new("credentials", Type::List(Kind::Credential), "what the provider shows", "dpv:Certification"),
];

pub(super) const DATA: &[Fact] = &[
    Fact::new("categories", Type::Set(Element::Category), "categories of data", "dpv:hasPersonalData"),
    Fact::new(
        "subjects",
        Type::Set(Element::Place),
        "where the people are whom the data concern",
        "dpv:hasDataSubject",
    ),
    Fact::new(
        "direct_from_subject",
        Type::YesNo,
        "whether the people themselves give the data straight to the recipient",
        "lex:collectedFromSubject",
    ),
];

pub(super) const CONTRACT: &[Fact] = &[
    Fact::new("article_28", Type::YesNo, "whether it has what GDPR 28(3) requires", "dpv:ControllerProcessorAgreement"),
    Fact::new("eu_only", Type::YesNo, "whether it promises that data stay in the Union", "lex:clauseUnionOnly"),
    Fact::new(
        "challenges_orders",
        Type::YesNo,
        "whether the provider must challenge third-country orders",
        "lex:clauseChallenge",
    ),
    Fact::new(
        "permits_foreign_disclosure",
        Type::YesNo,
        "whether it allows disclosure on a third-country order",
        "lex:clauseForeignDisclosure",
    ),
    Fact::new("governing_law", Type::Place, "the law that governs it", "dpv:ContractJurisdictionClause"),
];

pub(super) const EXIT: &[Fact] = &[
    Fact::new("notice", Type::Duration, "notice to give before switching", "lex:switchingNotice"),
    Fact::new("transition", Type::Duration, "time that the transition takes", "lex:switchingTransition"),
    Fact::new("retrieval", Type::Duration, "time to retrieve data afterwards", "lex:switchingRetrieval"),
    Fact::new("switching_time", Type::Duration, "notice and transition together; derived", "lex:switchingTime")
        .derived(),
    Fact::new("fee", Type::Enum(FEE), "charge for switching", "lex:switchingCharge"),
    Fact::new(
        "parallel_use_fee",
        Type::Enum(FEE),
        "charge for using two providers in parallel",
        "lex:parallelUseCharge",
    ),
    Fact::new("formats", Type::List(Kind::Format), "formats of export", "lex:exportFormat"),
    Fact::new("tested", Type::Date, "when the exit was last tested", "lex:exitTested"),
];

pub(super) const SERVICE: &[Fact] = &[
    Fact::new("open_interfaces", Type::YesNo, "whether its interfaces are open", "lex:openInterfaces"),
    Fact::new(
        "interoperable_data",
        Type::YesNo,
        "whether its data can be used with other services",
        "lex:dataInteroperability",
    ),
    Fact::new(
        "interoperable_infrastructure",
        Type::YesNo,
        "whether its infrastructure works with others",
        "lex:infrastructureInteroperability",
    ),
    Fact::new(
        "reciprocal_access",
        Type::YesNo,
        "whether European providers have the same access to the provider's home market",
        "lex:reciprocity",
    ),
    Fact::new("publicly_funded", Type::YesNo, "whether public money paid for the infrastructure", "lex:publiclyFunded"),
    Fact::new("open_access", Type::YesNo, "whether others may use the infrastructure on equal terms", "lex:openAccess"),
    Fact::new("custom_built", Type::YesNo, "whether it was built for one customer (Data Act 31(1))", "lex:customBuilt"),
    Fact::new("is_test", Type::YesNo, "whether it is for testing only (Data Act 31(2))", "lex:testService"),
    Fact::new("layer", Type::Enum(LAYER), "its layer", "lex:serviceLayer"),
];

pub(super) const PARTY: &[Fact] = &[
    Fact::new("id", Type::Text, "its id in this flow: equal ids are one person", "dct:identifier"),
    Fact::new("name", Type::Text, "its name", "dpv:hasName"),
    Fact::new("seat", Type::Place, "its registered office", "dpv:hasCountry"),
    Fact::new("administration", Type::Place, "its central administration", "lex:centralAdministration"),
    Fact::new("main_establishment", Type::Place, "its main establishment", "lex:mainEstablishment"),
    Fact::new(
        "ultimate_parent",
        Type::Place,
        "where the company at the top of its group has its seat",
        "dpv:isSubsidiaryOf",
    ),
    Fact::new("role", Type::Enum(ROLE), "its role for these data", "dpv:LegalEntity"),
    Fact::new(
        "regime",
        Type::Enum(REGIME),
        "the data-protection law that binds it for this processing",
        "dpv:hasApplicableLaw",
    ),
    Fact::new("is_public_authority", Type::YesNo, "whether it is a public authority", "dpv:PublicAuthority"),
    Fact::new(
        "listed",
        Type::Set(Element::Enum(LISTED)),
        "lists and laws that put it under an adequacy decision",
        "lex:listedUnder",
    ),
    Fact::new("certified", Type::Set(Element::Enum(CERTIFIED)), "certifications", "lex:certifiedUnder"),
    Fact::new("holders", Type::List(Kind::Holder), "who owns it", "lex:ownershipShare"),
    Fact::new(
        "exposed",
        Type::YesNo,
        "whether a third-country access law reaches it; derived from seat and parent unless stated",
        "lex:exposedToAccessLaw",
    )
    .derived()
    .attested(),
    Fact::new("staff_place", Type::Place, "where the staff are who work on the service", "lex:staffPlace"),
];

pub(super) const HOLDER: &[Fact] = &[
    Fact::new("capital", Type::Percent, "share of the capital", "lex:ownershipShare"),
    Fact::new("votes", Type::Percent, "share of the votes", "lex:votingShare"),
    Fact::new("has_veto", Type::YesNo, "whether it can veto", "lex:veto"),
    Fact::new("appoints_majority", Type::YesNo, "whether it appoints most of the board", "lex:appointsMajority"),
];

pub(super) const SUPPLIER: &[Fact] = &[
    Fact::new("can_access_data", Type::YesNo, "whether it can technically reach the data", "lex:canAccessData"),
    Fact::new(
        "service_survives_its_loss",
        Type::YesNo,
        "whether the service goes on without it",
        "lex:operatingAutonomy",
    ),
];

pub(super) const SITE: &[Fact] = &[
    Fact::new("place", Type::Place, "the country or territory", "dpv:Location"),
    Fact::new("region", Type::Region, "the cloud region, or none", "dpv:CloudLocation"),
    Fact::new("operator", Type::Object(Kind::Party), "who operates it", "lex:operator"),
    Fact::new("kind", Type::Enum(SITE_KIND), "what happens there", "lex:siteKind"),
    Fact::new("data", Type::Object(Kind::Data), "the data there; the flow's unless stated", "dpv:hasPersonalData"),
    Fact::new("encrypted", Type::YesNo, "whether the data there are encrypted", "dpv:EncryptionAtRest"),
    Fact::new("sees", Type::Enum(SEES), "in what form whoever works there has the data", "lex:sees"),
    Fact::new("sees_plaintext", Type::YesNo, "whether they can read the data; derived", "lex:seesPlaintext").derived(),
    Fact::new("disclosed", Type::YesNo, "whether the site is disclosed to the customer", "lex:disclosed"),
    Fact::new("measures", Type::List(Kind::Measure), "measures at this site", "dpv:hasTechnicalOrganisationalMeasure"),
    Fact::new("keys", Type::Object(Kind::Keys), "the keys", "dpv:CryptographicKeyManagement").only(Existence::Keys),
];

pub(super) const TRANSFER: &[Fact] = &[
    Fact::new("to", Type::Place, "where the recipient receives or can reach the data", "dpv:hasThirdCountry"),
    Fact::new(
        "exporter",
        Type::Object(Kind::Party),
        "who discloses; the flow's exporter unless stated",
        "dpv:hasDataExporter",
    ),
    Fact::new("recipient", Type::Object(Kind::Party), "who receives", "dpv:hasDataImporter"),
    Fact::new("data", Type::Object(Kind::Data), "the data disclosed; the flow's unless stated", "dpv:hasPersonalData"),
    Fact::new("tool", Type::Enum(TOOL), "the transfer tool of GDPR 46", "dpv:DataTransferLegalBasis"),
    Fact::new("scc_version", Type::Enum(SCC_VERSION), "which clauses", "eu-gdpr:A46-2-c").only(Existence::SccTool),
    Fact::new("scc_module", Type::Enum(SCC_MODULE), "which module of the clauses of 2021", "lex:sccModule")
        .only(Existence::SccTool),
    Fact::new("concluded", Type::Date, "when the tool was agreed", "dct:date"),
    Fact::new(
        "processing_unchanged",
        Type::YesNo,
        "whether the processing is the same as when the clauses were agreed",
        "lex:processingUnchanged",
    )
    .only(Existence::SccTool),
    Fact::new("complete", Type::YesNo, "whether the clauses and their annexes are filled in", "lex:clausesComplete")
        .only(Existence::SccTool),
    Fact::new("authorised", Type::YesNo, "whether the authority authorised it", "lex:authorised")
        .only(Existence::AuthorisedTool),
    Fact::new(
        "derogation",
        Type::Enum(DEROGATION),
        "the derogation of GDPR 49 that is claimed",
        "dpv:DataTransferLegalBasis",
    ),
    Fact::new("systematic", Type::YesNo, "whether it is repeated or systematic", "lex:systematic"),
    Fact::new(
        "assessment",
        Type::Enum(ASSESSMENT),
        "what the transfer impact assessment found",
        "dpv:DataTransferImpactAssessment",
    )
    .attested(),
    Fact::new("measures", Type::List(Kind::Measure), "supplementary measures", "eu-gdpr:SupplementaryMeasure"),
    Fact::new(
        "plaintext_needed",
        Type::YesNo,
        "whether the recipient needs the data in the clear",
        "lex:plaintextNeeded",
    )
    .attested(),
    Fact::new(
        "protected_recipient",
        Type::YesNo,
        "whether the recipient's law shields it from access (EDPB use case 4)",
        "lex:protectedRecipient",
    )
    .attested(),
    Fact::new("specified", Type::YesNo, "whether recipients, places and purposes are named", "lex:transferSpecified")
        .attested(),
];

pub(super) const MEASURE: &[Fact] = &[
    Fact::new("kind", Type::Enum(MEASURE_KIND), "which", "dpv:TechnicalOrganisationalMeasure"),
    Fact::new(
        "keys",
        Type::Object(Kind::Keys),
        "the keys, or the additional information",
        "dpv:CryptographicKeyManagement",
    )
    .only(Existence::Keys),
    Fact::new(
        "state_of_the_art",
        Type::YesNo,
        "whether it withstands the means of public authorities",
        "lex:stateOfTheArt",
    ),
];

pub(super) const KEYS: &[Fact] = &[
    Fact::new("holder", Type::Enum(KEYS_HOLDER), "who holds them", "lex:keyHolder"),
    Fact::new("place", Type::Place, "where they are held", "lex:keyPlace"),
];

pub(super) const CREDENTIAL: &[Fact] = &[
    Fact::new("kind", Type::Enum(CREDENTIAL_KIND), "what it attests", "dpv:Certification"),
    Fact::new("issuer", Type::Object(Kind::Party), "who issued it", "dct:publisher"),
    Fact::new("level", Type::Enum(CREDENTIAL_LEVEL), "its level", "lex:assuranceLevel"),
    Fact::new("basis", Type::Enum(BASIS), "what it rests on", "lex:credentialBasis"),
    Fact::new("from", Type::Date, "first day on which it is valid", "lex:validFrom"),
    Fact::new("through", Type::Date, "last day on which it is valid, or none", "lex:validThrough"),
];

pub(super) const FORMAT: &[Fact] = &[
    Fact::new("name", Type::Text, "its name", "dct:format"),
    Fact::new("open", Type::YesNo, "whether its specification is open", "lex:openFormat"),
];
