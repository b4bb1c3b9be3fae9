//! The closed enumerations of the vocabulary, edition 1.
//!
//! Sources: GDPR Articles 3, 4, 9, 26, 28, 44–49; Regulation (EU) 2023/2854 (Data Act) Articles 25–34;
//! EDPB Recommendations 01/2020; W3C DPV 2.3; Gaia-X Compliance criteria 24.11.

/// An enumeration: one of the vocabulary's, or one that a policy declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnumId(pub u16);

/// A closed list of values.
#[derive(Debug)]
pub struct Enumeration {
    /// Its name in documentation.
    pub name: &'static str,
    /// What it says, in a few words.
    pub doc: &'static str,
    /// Its term in the W3C DPV, or of our own.
    pub term: &'static str,
    /// Each value with what it means. At most 64.
    pub values: &'static [(&'static str, &'static str)],
}

/// What the data are processed for.
pub const PURPOSE: EnumId = EnumId(0);
/// What leaving costs.
pub const FEE: EnumId = EnumId(1);
/// Service layer.
pub const LAYER: EnumId = EnumId(2);
/// What a credential attests.
pub const CREDENTIAL_KIND: EnumId = EnumId(3);
/// The level a credential names.
pub const CREDENTIAL_LEVEL: EnumId = EnumId(4);
/// What a credential rests on.
pub const BASIS: EnumId = EnumId(5);
/// Role in data protection.
pub const ROLE: EnumId = EnumId(6);
/// Law that binds a party for this processing.
pub const REGIME: EnumId = EnumId(7);
/// Dated lists that make a recipient fall under an adequacy decision.
pub const LISTED: EnumId = EnumId(8);
/// Certifications that a party holds.
pub const CERTIFIED: EnumId = EnumId(9);
/// What happens at a site.
pub const SITE_KIND: EnumId = EnumId(10);
/// In what form a site has the data.
pub const SEES: EnumId = EnumId(11);
/// Who holds the keys, or the additional information.
pub const KEYS_HOLDER: EnumId = EnumId(12);
/// Transfer tool of GDPR 46.
pub const TOOL: EnumId = EnumId(13);
/// Which standard contractual clauses.
pub const SCC_VERSION: EnumId = EnumId(14);
/// Module of the clauses of 2021.
pub const SCC_MODULE: EnumId = EnumId(15);
/// Derogation of GDPR 49.
pub const DEROGATION: EnumId = EnumId(16);
/// Outcome of the transfer impact assessment.
pub const ASSESSMENT: EnumId = EnumId(17);
/// Technical, organisational or contractual measure.
pub const MEASURE_KIND: EnumId = EnumId(18);

/// The vocabulary's own enumerations, by id.
pub const ENUMERATIONS: &[Enumeration] = &[
    Enumeration {
        name: "purpose",
        doc: "what the data are processed for",
        term: "dpv:Purpose",
        values: &[
            ("service", "providing the service that was asked for"),
            ("support", "customer support"),
            ("security", "security and fraud prevention"),
            ("analytics", "measuring and improving a service"),
            ("advertising", "advertising and marketing"),
            ("research", "scientific research and statistics"),
            ("public_interest", "a task in the public interest"),
            ("health_care", "health care"),
            ("human_resources", "managing staff"),
            ("billing", "invoices and payments"),
            ("legal_obligation", "fulfilling a legal obligation"),
            ("archiving", "archiving"),
            ("training", "training models"),
            ("other", "something else"),
        ],
    },
    Enumeration {
        name: "fee",
        doc: "what leaving costs",
        term: "lex:SwitchingCharge",
        values: &[
            ("none", "nothing"),
            ("at_cost", "no more than the costs it causes (Data Act 29(2))"),
            ("priced", "a price beyond costs"),
        ],
    },
    Enumeration {
        name: "layer",
        doc: "service layer",
        term: "lex:ServiceLayer",
        values: &[("iaas", "infrastructure"), ("paas", "platform"), ("saas", "software")],
    },
    Enumeration {
        name: "credential_kind",
        doc: "what a credential attests",
        term: "dpv:Certification",
        values: &[
            ("legal_participant", "the identity of a Gaia-X participant"),
            ("service_offering", "the description of a service offering"),
            ("terms_and_conditions", "that the participant accepted the market's terms"),
            ("gaia_x", "Gaia-X Compliance, at a level"),
            ("interoperability", "interfaces and formats that were tested"),
            ("portability", "a tested exit (SWIPO and its like)"),
            ("data_protection", "an approved GDPR code of conduct or certification"),
            ("secnumcloud", "ANSSI SecNumCloud"),
            ("hds", "French health-data hosting"),
            ("c5", "BSI C5 attestation"),
            ("iso27001", "ISO/IEC 27001"),
            ("cispe", "CISPE code of conduct"),
            ("eu_cloud_coc", "EU Cloud Code of Conduct"),
            ("swipo", "SWIPO code of conduct"),
            ("eucc", "a European cybersecurity certificate"),
        ],
    },
    Enumeration {
        name: "credential_level",
        doc: "the level a credential names",
        term: "lex:assuranceLevel",
        values: &[
            ("standard", "Gaia-X Standard Compliance"),
            ("label_1", "Gaia-X Label 1"),
            ("label_2", "Gaia-X Label 2"),
            ("label_3", "Gaia-X Label 3"),
            ("basic", "assurance basic (Regulation (EU) 2019/881, 52)"),
            ("substantial", "assurance substantial"),
            ("high", "assurance high"),
        ],
    },
    Enumeration {
        name: "basis",
        doc: "what a credential rests on",
        term: "lex:credentialBasis",
        values: &[("declared", "the holder's own word"), ("certified", "an independent body's examination")],
    },
    Enumeration {
        name: "role",
        doc: "role in data protection",
        term: "dpv:LegalEntity",
        values: &[
            ("controller", "decides why and how (GDPR 4(7))"),
            ("joint_controller", "decides with others (GDPR 26)"),
            ("processor", "processes on behalf of a controller (GDPR 4(8))"),
            ("sub_processor", "processes on behalf of a processor (GDPR 28(4))"),
            ("authority", "a public authority that receives data as such"),
        ],
    },
    Enumeration {
        name: "regime",
        doc: "law that binds a party for this processing",
        term: "dpv:hasApplicableLaw",
        values: &[
            ("gdpr_3_1", "the GDPR, through an establishment in the Union (3(1))"),
            ("gdpr_3_2", "the GDPR, by offering to or monitoring people in the Union (3(2))"),
            ("eudpr", "Regulation (EU) 2018/1725, Union institutions"),
            ("directive_95_46", "Directive 95/46/EC, until 2018-05-24"),
            ("none", "none of these"),
        ],
    },
    Enumeration {
        name: "listed",
        doc: "dated lists that make a recipient fall under an adequacy decision",
        term: "lex:listedUnder",
        values: &[
            ("dpf", "EU-US Data Privacy Framework, not for staff data"),
            ("dpf_hr", "EU-US Data Privacy Framework, staff data included"),
            ("safe_harbour", "Safe Harbour"),
            ("privacy_shield", "Privacy Shield"),
            ("pipeda", "subject to PIPEDA (CA)"),
            ("appi", "business operator under the APPI and its Supplementary Rules (JP)"),
            ("pipa", "under the PIPA and its Supplementary Rules (KR)"),
            ("lgpd", "subject to the LGPD (BR)"),
            ("faroese_act", "subject to the Faroese data protection act (FO)"),
            ("il_automated", "automated transfer, or data then automated, outside the occupied territories (IL)"),
            ("uk_gdpr", "under the UK GDPR, not for immigration control (GB)"),
            ("pnr_cbp", "US Customs and Border Protection, passenger records"),
            ("pnr_cbsa", "Canada Border Services Agency, passenger records"),
        ],
    },
    Enumeration {
        name: "certified",
        doc: "certifications that a party holds",
        term: "lex:certifiedUnder",
        values: &[
            ("secnumcloud", "ANSSI SecNumCloud"),
            ("hds", "French health-data hosting"),
            ("c5", "BSI C5"),
            ("iso27001", "ISO/IEC 27001"),
            ("iso27018", "ISO/IEC 27018"),
            ("iso27701", "ISO/IEC 27701"),
            ("soc2", "SOC 2"),
            ("cispe", "CISPE code of conduct"),
            ("eu_cloud_coc", "EU Cloud Code of Conduct"),
            ("swipo", "SWIPO code of conduct"),
            ("eucc", "a European cybersecurity certificate"),
            ("ens", "Esquema Nacional de Seguridad"),
        ],
    },
    Enumeration {
        name: "site_kind",
        doc: "what happens at a site",
        term: "lex:SiteKind",
        values: &[
            ("primary", "the store that is written to"),
            ("replica", "a copy that serves"),
            ("backup", "a copy for recovery"),
            ("cache", "a copy for speed"),
            ("log", "a record of operations"),
            ("compute", "processing"),
            ("support", "customer support"),
            ("administration", "administration of the service"),
            ("telemetry", "collection of usage data"),
        ],
    },
    Enumeration {
        name: "sees",
        doc: "in what form a site has the data",
        term: "lex:sees",
        values: &[
            ("nothing", "not at all"),
            ("ciphertext", "encrypted"),
            ("pseudonymised", "pseudonymised"),
            ("clear", "in the clear"),
        ],
    },
    Enumeration {
        name: "keys_holder",
        doc: "who holds the keys, or the additional information",
        term: "lex:keyHolder",
        values: &[
            ("exporter", "the exporter alone"),
            ("subject", "the people concerned"),
            ("trusted_third_party", "a party that neither processes the data nor is bound to who does"),
            ("provider", "the provider"),
            ("operator", "the operator of the site"),
            ("importer", "the recipient"),
        ],
    },
    Enumeration {
        name: "tool",
        doc: "transfer tool of GDPR 46",
        term: "dpv:DataTransferLegalBasis",
        values: &[
            ("none", "there is none"),
            ("scc", "standard contractual clauses of the Commission (46(2)(c))"),
            ("scc_authority", "standard clauses of an authority (46(2)(d))"),
            ("bcr", "binding corporate rules (46(2)(b), 47)"),
            ("code_of_conduct", "approved code of conduct with commitments (46(2)(e))"),
            ("certification", "approved certification with commitments (46(2)(f))"),
            ("instrument", "binding instrument between public bodies (46(2)(a))"),
            ("arrangement", "administrative arrangement between public bodies (46(3)(b))"),
            ("ad_hoc_clauses", "clauses authorised by an authority (46(3)(a))"),
        ],
    },
    Enumeration {
        name: "scc_version",
        doc: "which standard contractual clauses",
        term: "eu-gdpr:SCCByCommission",
        values: &[
            ("scc_2001_497", "Decision 2001/497/EC"),
            ("scc_2002_16", "Decision 2002/16/EC"),
            ("scc_2004_915", "Decision 2004/915/EC"),
            ("scc_2010_87", "Decision 2010/87/EU"),
            ("scc_2021_914", "Implementing Decision (EU) 2021/914"),
            ("scc_2021_915", "Implementing Decision (EU) 2021/915: clauses of Article 28, no transfer tool"),
        ],
    },
    Enumeration {
        name: "scc_module",
        doc: "module of the clauses of 2021",
        term: "lex:sccModule",
        values: &[
            ("c2c", "1: controller to controller"),
            ("c2p", "2: controller to processor"),
            ("p2p", "3: processor to processor"),
            ("p2c", "4: processor to controller"),
        ],
    },
    Enumeration {
        name: "derogation",
        doc: "derogation of GDPR 49",
        term: "dpv:DataTransferLegalBasis",
        values: &[
            ("none", "none is claimed"),
            ("explicit_consent", "49(1)(a)"),
            ("contract_with_subject", "49(1)(b)"),
            ("contract_in_interest_of_subject", "49(1)(c)"),
            ("public_interest", "49(1)(d)"),
            ("legal_claims", "49(1)(e)"),
            ("vital_interests", "49(1)(f)"),
            ("public_register", "49(1)(g)"),
            ("compelling_interests", "49(1), second subparagraph"),
        ],
    },
    Enumeration {
        name: "assessment",
        doc: "outcome of the transfer impact assessment",
        term: "dpv:DataTransferImpactAssessment",
        values: &[
            ("none", "none was made"),
            ("insufficient", "made, but it does not show an equivalent level"),
            ("adverse", "it found that the level is not equivalent"),
            ("favourable", "it found an equivalent level, measures included"),
        ],
    },
    Enumeration {
        name: "measure_kind",
        doc: "technical, organisational or contractual measure",
        term: "dpv:TechnicalOrganisationalMeasure",
        values: &[
            ("encryption", "encryption, where is not said"),
            ("encryption_at_rest", "encryption of what is stored"),
            ("encryption_in_transit", "encryption on the way"),
            ("end_to_end_encryption", "encryption from sender to recipient"),
            ("encryption_in_use", "encryption while processing"),
            ("pseudonymisation", "pseudonymisation before the transfer"),
            ("secret_sharing", "split between processors of different countries"),
            ("anonymisation", "anonymisation before the transfer"),
            ("access_control", "access control"),
            ("contractual", "promises in the contract"),
            ("organisational", "rules and training"),
            ("transparency", "reports on orders received"),
            ("data_boundary", "a provider's promise to keep data in a region"),
            ("legal_ban", "a legal act that forbids the transfer"),
            ("retention_limit", "deletion after a short time"),
            ("truncation", "truncation of identifiers"),
            ("logging", "logging of access"),
            ("approval", "approval of each access by the customer"),
        ],
    },
];

/// The enumeration with this id, unless a policy declares it.
pub fn enumeration(id: EnumId) -> Option<&'static Enumeration> {
    ENUMERATIONS.get(usize::from(id.0))
}

/// Values that a message lists before it breaks off.
const LISTED_VALUES: usize = 6;

/// What a value of this enumeration is, as a message says it.
pub fn listing(id: EnumId) -> String {
    let names: Vec<&str> = enumeration(id).map_or(&[][..], |e| e.values).iter().map(|value| value.0).collect();
    match names.get(..3) {
        None if names.is_empty() => "one of its declared values".to_owned(),
        Some(first) if names.len() > LISTED_VALUES => format!("one of {}, …", first.join(", ")),
        _ => format!("one of {}", names.join(", ")),
    }
}

/// Every value of every enumeration.
pub fn all_values() -> impl Iterator<Item = &'static str> {
    ENUMERATIONS.iter().flat_map(|e| e.values).map(|value| value.0)
}
