//! Every fact of a flow, by the kind of thing it belongs to: edition 1.
//!
//! Sources: GDPR Articles 3–49; Regulation (EU) 2023/2854 Articles 23–34; EDPB Recommendations 01/2020 and
//! Guidelines 05/2021; ANSSI SecNumCloud 3.2 §19; Gaia-X Compliance criteria 24.11; terms of W3C DPV 2.3.

use super::existence::{OF_AUTHORISED_TOOL, OF_CLAUSES, OF_KEYED_MEASURE, OF_KEYED_SITE};
use super::kind::{Fact, Kind, Nature};
use super::values::*;
use super::{Element, Type};

pub(super) const FLOW: &[Fact] = &[
    Fact::new("as_of", Type::Date, Nature::Given, "the day to judge", "dct:date"),
    Fact::new("data", Type::Object(Kind::Data), Nature::Given, "the data", "dpv:hasPersonalData"),
    Fact::new(
        "purpose",
        Type::Set(Element::Enum(PURPOSE)),
        Nature::Given,
        "what the data are processed for",
        "dpv:hasPurpose",
    ),
    Fact::new(
        "purposes_specified",
        Type::YesNo,
        Nature::Act,
        "whether contract or record names each purpose, recipient and place",
        "lex:purposesSpecified",
    )
    .attested(),
    Fact::new(
        "exporter",
        Type::Object(Kind::Party),
        Nature::Given,
        "who sends the data, or has them processed",
        "dpv:hasDataExporter",
    ),
    Fact::new("provider", Type::Object(Kind::Party), Nature::Act, "who provides the service", "dpv:hasEntity"),
    Fact::new(
        "suppliers",
        Type::List(Kind::Supplier),
        Nature::Act,
        "whom the provider depends on",
        "dpv:DataSubProcessor",
    ),
    Fact::new(
        "parties",
        Type::List(Kind::Party),
        Nature::Given,
        "everyone the flow names, once; derived",
        "lex:parties",
    )
    .derived(),
    Fact::new("storage", Type::List(Kind::Site), Nature::Act, "where the data rest", "dpv:StorageLocation"),
    Fact::new("processing", Type::List(Kind::Site), Nature::Act, "where they are processed", "dpv:ProcessingLocation"),
    Fact::new("access", Type::List(Kind::Site), Nature::Act, "from where they can be reached", "lex:accessLocation"),
    Fact::new("transit", Type::List(Kind::Site), Nature::Act, "through where they pass", "lex:transitLocation"),
    Fact::new(
        "transfers",
        Type::List(Kind::Transfer),
        Nature::Act,
        "to whom they are disclosed, and on what ground",
        "dpv:Transfer",
    ),
    Fact::new(
        "measures",
        Type::List(Kind::Measure),
        Nature::Act,
        "measures on the whole flow",
        "dpv:hasTechnicalOrganisationalMeasure",
    ),
    Fact::new(
        "contract",
        Type::Object(Kind::Contract),
        Nature::Act,
        "the contract with the provider",
        "dpv:ControllerProcessorAgreement",
    ),
    Fact::new("exit", Type::Object(Kind::Exit), Nature::Act, "leaving the provider", "lex:exit"),
    Fact::new("service", Type::Object(Kind::Service), Nature::Act, "the service", "lex:service"),
    Fact::new("credentials", Type::List(Kind::Credential), Nature::Act, "what the provider shows", "dpv:Certification"),
];

pub(super) const DATA: &[Fact] = &[
    Fact::new("categories", Type::Set(Element::Category), Nature::Given, "categories of data", "dpv:hasPersonalData"),
    Fact::new(
        "subjects",
        Type::Set(Element::Place),
        Nature::Given,
        "where the people are whom the data concern",
        "dpv:hasDataSubject",
    ),
    Fact::new(
        "direct_from_subject",
        Type::YesNo,
        Nature::Given,
        "whether the people themselves give the data straight to the recipient",
        "lex:collectedFromSubject",
    ),
];

pub(super) const CONTRACT: &[Fact] = &[
    Fact::new(
        "article_28",
        Type::YesNo,
        Nature::Act,
        "whether it has what GDPR 28(3) requires",
        "dpv:ControllerProcessorAgreement",
    ),
    Fact::new(
        "eu_only",
        Type::YesNo,
        Nature::Act,
        "whether it promises that data stay in the Union",
        "lex:clauseUnionOnly",
    ),
    Fact::new(
        "challenges_orders",
        Type::YesNo,
        Nature::Act,
        "whether the provider must challenge third-country orders",
        "lex:clauseChallenge",
    ),
    Fact::new(
        "permits_foreign_disclosure",
        Type::YesNo,
        Nature::Act,
        "whether it allows disclosure on a third-country order",
        "lex:clauseForeignDisclosure",
    ),
    Fact::new("governing_law", Type::Place, Nature::Act, "the law that governs it", "dpv:ContractJurisdictionClause"),
];

pub(super) const EXIT: &[Fact] = &[
    Fact::new("notice", Type::Duration, Nature::Act, "notice to give before switching", "lex:switchingNotice"),
    Fact::new("transition", Type::Duration, Nature::Act, "time that the transition takes", "lex:switchingTransition"),
    Fact::new("retrieval", Type::Duration, Nature::Act, "time to retrieve data afterwards", "lex:switchingRetrieval"),
    Fact::new(
        "switching_time",
        Type::Duration,
        Nature::Act,
        "notice and transition together; derived",
        "lex:switchingTime",
    )
    .sum_of("notice", "transition")
    .derived(),
    Fact::new("fee", Type::Enum(FEE), Nature::Act, "charge for switching", "lex:switchingCharge"),
    Fact::new(
        "parallel_use_fee",
        Type::Enum(FEE),
        Nature::Act,
        "charge for using two providers in parallel",
        "lex:parallelUseCharge",
    ),
    Fact::new("formats", Type::List(Kind::Format), Nature::Act, "formats of export", "lex:exportFormat"),
    Fact::new("tested", Type::Date, Nature::Act, "when the exit was last tested", "lex:exitTested"),
];

pub(super) const SERVICE: &[Fact] = &[
    Fact::new("open_interfaces", Type::YesNo, Nature::Act, "whether its interfaces are open", "lex:openInterfaces"),
    Fact::new(
        "interoperable_data",
        Type::YesNo,
        Nature::Act,
        "whether its data can be used with other services",
        "lex:dataInteroperability",
    ),
    Fact::new(
        "interoperable_infrastructure",
        Type::YesNo,
        Nature::Act,
        "whether its infrastructure works with others",
        "lex:infrastructureInteroperability",
    ),
    Fact::new(
        "reciprocal_access",
        Type::YesNo,
        Nature::Given,
        "whether European providers have the same access to the provider's home market",
        "lex:reciprocity",
    ),
    Fact::new(
        "publicly_funded",
        Type::YesNo,
        Nature::Given,
        "whether public money paid for the infrastructure",
        "lex:publiclyFunded",
    ),
    Fact::new(
        "open_access",
        Type::YesNo,
        Nature::Act,
        "whether others may use the infrastructure on equal terms",
        "lex:openAccess",
    ),
    Fact::new(
        "custom_built",
        Type::YesNo,
        Nature::Given,
        "whether it was built for one customer (Data Act 31(1))",
        "lex:customBuilt",
    ),
    Fact::new(
        "is_test",
        Type::YesNo,
        Nature::Given,
        "whether it is for testing only (Data Act 31(2))",
        "lex:testService",
    ),
    Fact::new("layer", Type::Enum(LAYER), Nature::Given, "its layer", "lex:serviceLayer"),
];

pub(super) const PARTY: &[Fact] = &[
    Fact::new("id", Type::Text, Nature::Given, "its id in this flow: equal ids are one person", "dct:identifier"),
    Fact::new("name", Type::Text, Nature::Given, "its name", "dpv:hasName"),
    Fact::new("seat", Type::Place, Nature::Given, "its registered office", "dpv:hasCountry"),
    Fact::new("administration", Type::Place, Nature::Given, "its central administration", "lex:centralAdministration"),
    Fact::new("main_establishment", Type::Place, Nature::Given, "its main establishment", "lex:mainEstablishment"),
    Fact::new(
        "ultimate_parent",
        Type::Place,
        Nature::Given,
        "where the company at the top of its group has its seat",
        "dpv:isSubsidiaryOf",
    ),
    Fact::new("role", Type::Enum(ROLE), Nature::Given, "its role for these data", "dpv:LegalEntity"),
    Fact::new(
        "regime",
        Type::Enum(REGIME),
        Nature::Given,
        "the data-protection law that binds it for this processing",
        "dpv:hasApplicableLaw",
    ),
    Fact::new(
        "other_regimes",
        Type::Set(Element::Enum(REGIME)),
        Nature::Given,
        "further data-protection laws that bind it for this processing",
        "dpv:hasApplicableLaw",
    ),
    Fact::new(
        "is_public_authority",
        Type::YesNo,
        Nature::Given,
        "whether it is a public authority",
        "dpv:PublicAuthority",
    ),
    Fact::new(
        "listed",
        Type::Set(Element::Enum(LISTED)),
        Nature::Given,
        "lists and laws that put it under an adequacy decision",
        "lex:listedUnder",
    ),
    Fact::new("certified", Type::Set(Element::Enum(CERTIFIED)), Nature::Given, "certifications", "lex:certifiedUnder"),
    Fact::new(
        "holders",
        Type::List(Kind::Holder),
        Nature::Given,
        "who owns it; complete where the shares come to a whole, or where it says so",
        "lex:ownershipShare",
    ),
    Fact::new(
        "exposed",
        Type::YesNo,
        Nature::Given,
        "whether a third-country access law reaches it; derived from seat and parent unless stated",
        "lex:exposedToAccessLaw",
    )
    .derived()
    .attested(),
    Fact::new(
        "staff_place",
        Type::Place,
        Nature::Given,
        "where the staff are who work on the service",
        "lex:staffPlace",
    ),
];

pub(super) const HOLDER: &[Fact] = &[
    Fact::new("capital", Type::Percent, Nature::Given, "share of the capital", "lex:ownershipShare").part_of_whole(),
    Fact::new("votes", Type::Percent, Nature::Given, "share of the votes", "lex:votingShare").part_of_whole(),
    Fact::new("has_veto", Type::YesNo, Nature::Given, "whether it can veto", "lex:veto"),
    Fact::new(
        "appoints_majority",
        Type::YesNo,
        Nature::Given,
        "whether it appoints most of the board",
        "lex:appointsMajority",
    ),
];

pub(super) const SUPPLIER: &[Fact] = &[
    Fact::new(
        "can_access_data",
        Type::YesNo,
        Nature::Act,
        "whether it can technically reach the data",
        "lex:canAccessData",
    ),
    Fact::new(
        "service_survives_its_loss",
        Type::YesNo,
        Nature::Finding,
        "whether the service goes on without it",
        "lex:operatingAutonomy",
    ),
];

pub(super) const SITE: &[Fact] = &[
    Fact::new("place", Type::Place, Nature::Act, "the country or territory", "dpv:Location").told_by_region(),
    Fact::new("region", Type::Region, Nature::Act, "the cloud region, or none", "dpv:CloudLocation"),
    Fact::new("operator", Type::Object(Kind::Party), Nature::Act, "who operates it", "lex:operator").told_by_region(),
    Fact::new("kind", Type::Enum(SITE_KIND), Nature::Given, "what happens there", "lex:siteKind"),
    Fact::new(
        "data",
        Type::Object(Kind::Data),
        Nature::Given,
        "the data there; the flow's unless stated",
        "dpv:hasPersonalData",
    )
    .defaults_to_flow(),
    Fact::new("encrypted", Type::YesNo, Nature::Act, "whether the data there are encrypted", "dpv:EncryptionAtRest"),
    Fact::new("sees", Type::Enum(SEES), Nature::Act, "in what form whoever works there has the data", "lex:sees"),
    Fact::new(
        "sees_plaintext",
        Type::YesNo,
        Nature::Act,
        "whether they can read the data; derived",
        "lex:seesPlaintext",
    )
    .derived(),
    Fact::new("disclosed", Type::YesNo, Nature::Act, "whether the site is disclosed to the customer", "lex:disclosed"),
    Fact::new(
        "measures",
        Type::List(Kind::Measure),
        Nature::Act,
        "measures at this site",
        "dpv:hasTechnicalOrganisationalMeasure",
    ),
    Fact::new("keys", Type::Object(Kind::Keys), Nature::Act, "the keys", "dpv:CryptographicKeyManagement")
        .only(OF_KEYED_SITE),
    Fact::new(
        "transfer",
        Type::Object(Kind::Transfer),
        Nature::Act,
        "the transfer to its operator that a site outside the exporter's territory is: tool, clauses and the like",
        "dpv:Transfer",
    ),
];

pub(super) const TRANSFER: &[Fact] = &[
    Fact::new(
        "to",
        Type::Place,
        Nature::Act,
        "where the recipient receives or can reach the data",
        "dpv:hasThirdCountry",
    ),
    Fact::new(
        "exporter",
        Type::Object(Kind::Party),
        Nature::Given,
        "who discloses; the flow's exporter unless stated",
        "dpv:hasDataExporter",
    ).defaults_to_flow(),
    Fact::new("recipient", Type::Object(Kind::Party), Nature::Act, "who receives", "dpv:hasDataImporter"),
    Fact::new(
        "data",
        Type::Object(Kind::Data),
        Nature::Given,
        "the data disclosed; the flow's unless stated",
        "dpv:hasPersonalData",
    ).defaults_to_flow(),
    Fact::new("tool", Type::Enum(TOOL), Nature::Act, "the transfer tool of GDPR 46", "dpv:DataTransferLegalBasis")
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
    Fact::new("scc_version", Type::Enum(SCC_VERSION), Nature::Act, "which clauses", "eu-gdpr:A46-2-c")
        .never(&["scc_2021_915"])
        .only(OF_CLAUSES),
    Fact::new(
        "scc_module",
        Type::Enum(SCC_MODULE),
        Nature::Act,
        "which module of the clauses of 2021",
        "lex:sccModule",
    )
    .rarely(&["p2c"])
    .only(OF_CLAUSES),
    Fact::new("concluded", Type::Date, Nature::Given, "when the tool was agreed", "dct:date"),
    Fact::new(
        "processing_unchanged",
        Type::YesNo,
        Nature::Finding,
        "whether the processing is the same as when the clauses were agreed",
        "lex:processingUnchanged",
    )
    .only(OF_CLAUSES),
    Fact::new(
        "complete",
        Type::YesNo,
        Nature::Act,
        "whether the clauses and their annexes are filled in",
        "lex:clausesComplete",
    )
    .only(OF_CLAUSES),
    Fact::new("authorised", Type::YesNo, Nature::Finding, "whether the authority authorised it", "lex:authorised")
        .only(OF_AUTHORISED_TOOL),
    Fact::new(
        "derogation",
        Type::Enum(DEROGATION),
        Nature::Given,
        "the derogation of GDPR 49 that is claimed",
        "dpv:DataTransferLegalBasis",
    )
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
    Fact::new("systematic", Type::YesNo, Nature::Given, "whether it is repeated or systematic", "lex:systematic"),
    Fact::new(
        "assessment",
        Type::Enum(ASSESSMENT),
        Nature::Finding,
        "what the transfer impact assessment found",
        "dpv:DataTransferImpactAssessment",
    )
    .unfound("none")
    .attested(),
    Fact::new(
        "measures",
        Type::List(Kind::Measure),
        Nature::Act,
        "supplementary measures",
        "eu-gdpr:SupplementaryMeasure",
    ),
    Fact::new(
        "plaintext_needed",
        Type::YesNo,
        Nature::Finding,
        "whether the recipient needs the data in the clear",
        "lex:plaintextNeeded",
    )
    .attested(),
    Fact::new(
        "protected_recipient",
        Type::YesNo,
        Nature::Finding,
        "whether the recipient's law shields it from access (EDPB use case 4)",
        "lex:protectedRecipient",
    )
    .attested(),
    Fact::new(
        "specified",
        Type::YesNo,
        Nature::Act,
        "whether recipients, places and purposes are named",
        "lex:transferSpecified",
    )
    .attested(),
    Fact::new(
        "bound",
        Type::YesNo,
        Nature::Finding,
        "whether the tool binds this recipient: it is a member of the group, committed to the code, certified, or party",
        "lex:toolBindsRecipient",
    )
    .attested(),
    Fact::new(
        "safeguards",
        Type::YesNo,
        Nature::Finding,
        "whether the instrument, or the exporter, provides the safeguards that the law lists",
        "lex:appropriateSafeguards",
    )
    .attested(),
    Fact::new(
        "necessary",
        Type::YesNo,
        Nature::Given,
        "whether what the derogation serves needs this transfer of these data",
        "lex:necessaryForDerogation",
    )
    .attested(),
    Fact::new(
        "valid_consent",
        Type::YesNo,
        Nature::Given,
        "whether the consent is explicit, free, specific, and given after the risks were told",
        "lex:validConsent",
    )
    .attested(),
    Fact::new(
        "recognised_in_law",
        Type::YesNo,
        Nature::Given,
        "whether the law of the exporter recognises the public interest",
        "lex:recognisedInLaw",
    )
    .attested(),
    Fact::new(
        "claim_exists",
        Type::YesNo,
        Nature::Given,
        "whether the legal claim exists or is about to be made",
        "lex:claimExists",
    )
    .attested(),
    Fact::new(
        "subject_incapable",
        Type::YesNo,
        Nature::Given,
        "whether the person is physically or legally incapable of consenting",
        "lex:incapableOfConsent",
    )
    .attested(),
    Fact::new(
        "register_open",
        Type::YesNo,
        Nature::Given,
        "whether the register is open by law to this recipient, and is not sent whole",
        "lex:registerOpen",
    )
    .attested(),
    Fact::new(
        "few_subjects",
        Type::YesNo,
        Nature::Given,
        "whether the transfer concerns a limited number of people",
        "lex:fewSubjects",
    ),
    Fact::new(
        "interests_balanced",
        Type::YesNo,
        Nature::Given,
        "whether the interests of the people concerned do not override those of the exporter",
        "lex:interestsBalanced",
    )
    .attested(),
    Fact::new(
        "authority_informed",
        Type::YesNo,
        Nature::Given,
        "whether the supervisory authority and the people concerned were informed",
        "lex:authorityInformed",
    ),
];

pub(super) const MEASURE: &[Fact] = &[
    Fact::new("kind", Type::Enum(MEASURE_KIND), Nature::Act, "which", "dpv:TechnicalOrganisationalMeasure")
        .never(&["legal_ban"]),
    Fact::new(
        "keys",
        Type::Object(Kind::Keys),
        Nature::Act,
        "the keys, or the additional information",
        "dpv:CryptographicKeyManagement",
    )
    .only(OF_KEYED_MEASURE),
    Fact::new(
        "state_of_the_art",
        Type::YesNo,
        Nature::Finding,
        "whether it withstands the means of public authorities",
        "lex:stateOfTheArt",
    ),
];

pub(super) const KEYS: &[Fact] = &[
    Fact::new("holder", Type::Enum(KEYS_HOLDER), Nature::Act, "who holds them", "lex:keyHolder"),
    Fact::new("place", Type::Place, Nature::Act, "where they are held", "lex:keyPlace"),
];

pub(super) const CREDENTIAL: &[Fact] = &[
    Fact::new("kind", Type::Enum(CREDENTIAL_KIND), Nature::Given, "what it attests", "dpv:Certification"),
    Fact::new("issuer", Type::Object(Kind::Party), Nature::Given, "who issued it", "dct:publisher"),
    Fact::new("level", Type::Enum(CREDENTIAL_LEVEL), Nature::Given, "its level", "lex:assuranceLevel"),
    Fact::new("basis", Type::Enum(BASIS), Nature::Given, "what it rests on", "lex:credentialBasis"),
    Fact::new("from", Type::Date, Nature::Given, "first day on which it is valid", "lex:validFrom"),
    Fact::new("through", Type::Date, Nature::Given, "last day on which it is valid, or none", "lex:validThrough"),
];

pub(super) const FORMAT: &[Fact] = &[
    Fact::new("name", Type::Text, Nature::Given, "its name", "dct:format"),
    Fact::new("open", Type::YesNo, Nature::Act, "whether its specification is open", "lex:openFormat"),
];
