//! The closed enumerations of the vocabulary, edition 1.
//!
//! Sources: GDPR Articles 3, 4, 9, 26, 28, 44–49; Regulation (EU) 2023/2854 (Data Act) Articles 25–34;
//! EDPB Recommendations 01/2020; W3C DPV 2.3; Gaia-X Compliance criteria 24.11.

use super::{Type, told};

/// An enumeration: one of the vocabulary's, or one that a policy declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnumId(pub u16);

/// A closed list of values.
#[derive(Debug)]
pub struct Enumeration {
    /// Its name in documentation.
    pub name: &'static str,
    /// Its meaning, in a few words.
    pub doc: &'static str,
    /// Its term in the W3C DPV, or of our own.
    pub term: &'static str,
    /// Each value with what it means. At most 64.
    pub values: &'static [(&'static str, &'static str)],
}

/// The purposes of processing.
pub const PURPOSE: EnumId = EnumId(0);
/// The charges for leaving.
pub const FEE: EnumId = EnumId(1);
/// Service layer.
pub const LAYER: EnumId = EnumId(2);
/// The kinds of credentials.
pub const CREDENTIAL_KIND: EnumId = EnumId(3);
/// The level a credential names.
pub const CREDENTIAL_LEVEL: EnumId = EnumId(4);
/// The grounds of a credential.
pub const BASIS: EnumId = EnumId(5);
/// Role in data protection.
pub const ROLE: EnumId = EnumId(6);
/// Law that binds a party for this processing.
pub const REGIME: EnumId = EnumId(7);
/// Dated lists that make a recipient fall under an adequacy decision.
pub const LISTED: EnumId = EnumId(8);
/// Certifications that a party holds.
pub const CERTIFIED: EnumId = EnumId(9);
/// The activities at a site.
pub const SITE_KIND: EnumId = EnumId(10);
/// In what form a site has the data.
pub const SEES: EnumId = EnumId(11);
/// The holders of keys, or of the additional information.
pub const KEYS_HOLDER: EnumId = EnumId(12);
/// Transfer tool of GDPR 46.
pub const TOOL: EnumId = EnumId(13);
/// The versions of standard contractual clauses.
pub const SCC_VERSION: EnumId = EnumId(14);
/// Module of the clauses of 2021.
pub const SCC_MODULE: EnumId = EnumId(15);
/// Derogation of GDPR 49.
pub const DEROGATION: EnumId = EnumId(16);
/// Outcome of the transfer impact assessment.
pub const ASSESSMENT: EnumId = EnumId(17);
/// Technical, organisational or contractual measure.
pub const MEASURE_KIND: EnumId = EnumId(18);
/// The persons whose transfers binding corporate rules cover.
pub const BCR_KIND: EnumId = EnumId(19);

const fn value(name: &'static str, doc: &'static str) -> (&'static str, &'static str) {
    (name, told(doc))
}

/// The vocabulary's own enumerations, by id.
pub const ENUMERATIONS: &[Enumeration] = &[
    Enumeration {
        name: "purpose",
        doc: told("what the data are processed for"),
        term: told("dpv:Purpose"),
        values: &[
            value("service", "providing the service that was asked for"),
            value("support", "customer support"),
            value("security", "security and fraud prevention"),
            value("analytics", "measuring and improving a service"),
            value("advertising", "advertising and marketing"),
            value("research", "scientific research and statistics"),
            value("public_interest", "a task in the public interest"),
            value("health_care", "health care"),
            value("human_resources", "managing staff"),
            value("billing", "invoices and payments"),
            value("legal_obligation", "fulfilling a legal obligation"),
            value("archiving", "archiving"),
            value("training", "training models"),
            value("immigration_control", "immigration control"),
            value("other", "something else"),
        ],
    },
    Enumeration {
        name: "fee",
        doc: told("what leaving costs"),
        term: told("lex:SwitchingCharge"),
        values: &[
            value("none", "nothing"),
            value("at_cost", "no more than the costs it causes (Data Act 29(2))"),
            value("priced", "a price beyond costs"),
        ],
    },
    Enumeration {
        name: "layer",
        doc: told("service layer"),
        term: told("lex:ServiceLayer"),
        values: &[value("iaas", "infrastructure"), value("paas", "platform"), value("saas", "software")],
    },
    Enumeration {
        name: "credential_kind",
        doc: told("what a credential attests"),
        term: told("dpv:Certification"),
        values: &[
            value("legal_participant", "the identity of a Gaia-X participant"),
            value("service_offering", "the description of a service offering"),
            value("terms_and_conditions", "that the participant accepted the market's terms"),
            value("gaia_x", "Gaia-X Compliance, at a level"),
            value("interoperability", "interfaces and formats that were tested"),
            value("portability", "a tested exit (SWIPO and its like)"),
            value("data_protection", "an approved GDPR code of conduct or certification"),
            value("secnumcloud", "ANSSI SecNumCloud"),
            value("hds", "French health-data hosting"),
            value("c5", "BSI C5 attestation"),
            value("iso27001", "ISO/IEC 27001"),
            value("cispe", "CISPE code of conduct"),
            value("eu_cloud_coc", "EU Cloud Code of Conduct"),
            value("swipo", "SWIPO code of conduct"),
            value("eucc", "a European cybersecurity certificate"),
        ],
    },
    Enumeration {
        name: "credential_level",
        doc: told("the level a credential names"),
        term: told("lex:assuranceLevel"),
        values: &[
            value("standard", "Gaia-X Standard Compliance"),
            value("label_1", "Gaia-X Label 1"),
            value("label_2", "Gaia-X Label 2"),
            value("label_3", "Gaia-X Label 3"),
            value("basic", "assurance basic (Regulation (EU) 2019/881, 52)"),
            value("substantial", "assurance substantial"),
            value("high", "assurance high"),
        ],
    },
    Enumeration {
        name: "basis",
        doc: told("what a credential rests on"),
        term: told("lex:credentialBasis"),
        values: &[value("declared", "the holder's own word"), value("certified", "an independent body's examination")],
    },
    Enumeration {
        name: "role",
        doc: told("role in data protection"),
        term: told("dpv:LegalEntity"),
        values: &[
            value("controller", "decides why and how (GDPR 4(7))"),
            value("joint_controller", "decides with others (GDPR 26)"),
            value("processor", "processes on behalf of a controller (GDPR 4(8))"),
            value("sub_processor", "processes on behalf of a processor (GDPR 28(4))"),
            value("authority", "a public authority that receives data as such"),
        ],
    },
    Enumeration {
        name: "regime",
        doc: told("law that binds a party for this processing"),
        term: told("dpv:hasApplicableLaw"),
        values: &[
            value("gdpr_3_1", "the GDPR, through an establishment in the Union (3(1))"),
            value("gdpr_3_2", "the GDPR, by offering to or monitoring people in the Union (3(2))"),
            value("eudpr", "Regulation (EU) 2018/1725, Union institutions"),
            value("directive_95_46", "Directive 95/46/EC, until 2018-05-24"),
            value("none", "none of these, as of a household (GDPR 2(2)(c))"),
            value("uk_gdpr", "the UK GDPR and the Data Protection Act 2018 (GB)"),
            value("ch_fadp", "the Federal Act on Data Protection (CH)"),
            value("ch_cantonal", "the data protection act of a canton (CH)"),
            value(
                "other_law",
                "another data-protection law, that of authorities against crimes (Directive (EU) 2016/680) among them",
            ),
        ],
    },
    Enumeration {
        name: "listed",
        doc: told("dated lists that make a recipient fall under an adequacy decision"),
        term: told("lex:listedUnder"),
        values: &[
            value("dpf", "EU-US Data Privacy Framework, for data other than those of staff"),
            value("dpf_hr", "EU-US Data Privacy Framework, for data of staff"),
            value("safe_harbour", "Safe Harbour"),
            value("privacy_shield", "Privacy Shield"),
            value("pipeda", "subject to PIPEDA for these data: for those of staff, federal works alone (CA)"),
            value("appi", "business operator under the APPI and its Supplementary Rules (JP)"),
            value(
                "pipa",
                "under the PIPA and its Supplementary Rules for these data: in the Union, not for personal credit information (KR)",
            ),
            value("lgpd", "subject to the LGPD (BR)"),
            value("faroese_act", "subject to the Faroese data protection act (FO)"),
            value("il_automated", "automated transfer, or data then automated, outside the occupied territories (IL)"),
            value("uk_gdpr", "under the UK GDPR, not for immigration control (GB)"),
            value("pnr_cbp", "US Customs and Border Protection, for these data: passenger records alone"),
            value("pnr_cbsa", "Canada Border Services Agency, for these data: passenger records alone"),
            value("uk_dpf", "UK Extension to the EU-US Data Privacy Framework, for data other than those of staff"),
            value("uk_dpf_hr", "UK Extension to the EU-US Data Privacy Framework, for data of staff"),
            value("swiss_dpf", "Swiss-US Data Privacy Framework, for data other than those of staff"),
            value("swiss_dpf_hr", "Swiss-US Data Privacy Framework, for data of staff"),
        ],
    },
    Enumeration {
        name: "certified",
        doc: told("certifications that a party holds"),
        term: told("lex:certifiedUnder"),
        values: &[
            value("secnumcloud", "ANSSI SecNumCloud"),
            value("hds", "French health-data hosting"),
            value("c5", "BSI C5"),
            value("iso27001", "ISO/IEC 27001"),
            value("iso27018", "ISO/IEC 27018"),
            value("iso27701", "ISO/IEC 27701"),
            value("soc2", "SOC 2"),
            value("cispe", "CISPE code of conduct"),
            value("eu_cloud_coc", "EU Cloud Code of Conduct"),
            value("swipo", "SWIPO code of conduct"),
            value("eucc", "a European cybersecurity certificate"),
            value("ens", "Esquema Nacional de Seguridad"),
        ],
    },
    Enumeration {
        name: "site_kind",
        doc: told("what happens at a site"),
        term: told("lex:SiteKind"),
        values: &[
            value("primary", "the store that is written to"),
            value("replica", "a copy that serves"),
            value("backup", "a copy for recovery"),
            value("cache", "a copy for speed"),
            value("log", "a record of operations"),
            value("compute", "processing"),
            value("support", "customer support"),
            value("administration", "administration of the service"),
            value("telemetry", "collection of usage data"),
        ],
    },
    Enumeration {
        name: "sees",
        doc: told("in what form a site has the data"),
        term: told("lex:sees"),
        values: &[
            value("nothing", "not at all"),
            value("ciphertext", "encrypted"),
            value("pseudonymised", "pseudonymised"),
            value("clear", "in the clear"),
        ],
    },
    Enumeration {
        name: "keys_holder",
        doc: told("who holds the keys, or the additional information"),
        term: told("lex:keyHolder"),
        values: &[
            value("exporter", "the exporter alone"),
            value("subject", "the people concerned"),
            value("trusted_third_party", "a party that neither processes the data nor is bound to who does"),
            value("provider", "the provider"),
            value("operator", "the operator of the site"),
            value("importer", "the recipient"),
        ],
    },
    Enumeration {
        name: "tool",
        doc: told("transfer tool of GDPR 46"),
        term: told("dpv:DataTransferLegalBasis"),
        values: &[
            value("none", "there is none"),
            value("scc", "standard contractual clauses of the Commission (46(2)(c))"),
            value(
                "scc_authority",
                "standard clauses of an authority that the Commission approved (46(2)(d)), not those of 28(8)",
            ),
            value("bcr", "binding corporate rules (46(2)(b), 47)"),
            value("code_of_conduct", "code of conduct with commitments (46(2)(e))"),
            value("certification", "certification with commitments (46(2)(f))"),
            value("instrument", "binding instrument between public bodies (46(2)(a))"),
            value("arrangement", "administrative arrangement between public bodies (46(3)(b))"),
            value("ad_hoc_clauses", "clauses authorised by an authority (46(3)(a))"),
        ],
    },
    Enumeration {
        name: "scc_version",
        doc: told("which standard contractual clauses"),
        term: told("eu-gdpr:SCCByCommission"),
        values: &[
            value("scc_2001_497", "Decision 2001/497/EC"),
            value("scc_2002_16", "Decision 2002/16/EC"),
            value("scc_2004_915", "Decision 2004/915/EC"),
            value("scc_2010_87", "Decision 2010/87/EU"),
            value("scc_2021_914", "Implementing Decision (EU) 2021/914"),
            value("scc_2021_915", "Implementing Decision (EU) 2021/915: clauses of Article 28, no transfer tool"),
            value("uk_idta", "International Data Transfer Agreement (GB)"),
            value("uk_addendum", "Addendum to the clauses of 2021 (GB)"),
        ],
    },
    Enumeration {
        name: "scc_module",
        doc: told("module of the clauses of 2021"),
        term: told("lex:sccModule"),
        values: &[
            value("c2c", "1: controller to controller"),
            value("c2p", "2: controller to processor"),
            value("p2p", "3: processor to processor"),
            value("p2c", "4: processor to controller"),
        ],
    },
    Enumeration {
        name: "derogation",
        doc: told("derogation of GDPR 49"),
        term: told("dpv:DataTransferLegalBasis"),
        values: &[
            value("none", "none is claimed"),
            value("explicit_consent", "49(1)(a)"),
            value("contract_with_subject", "49(1)(b)"),
            value("contract_in_interest_of_subject", "49(1)(c)"),
            value("public_interest", "49(1)(d)"),
            value("legal_claims", "49(1)(e)"),
            value("vital_interests", "49(1)(f)"),
            value("public_register", "49(1)(g)"),
            value("compelling_interests", "49(1), second subparagraph"),
            value("made_public", "the person made the data public (CH, FADP 17(1)(e))"),
        ],
    },
    Enumeration {
        name: "assessment",
        doc: told("outcome of the transfer impact assessment"),
        term: told("dpv:DataTransferImpactAssessment"),
        values: &[
            value("none", "none was made"),
            value("insufficient", "made, but it does not show an equivalent level"),
            value("adverse", "it found that the level is not equivalent"),
            value("favourable", "it found an equivalent level, measures included"),
        ],
    },
    Enumeration {
        name: "measure_kind",
        doc: told("technical, organisational or contractual measure"),
        term: told("dpv:TechnicalOrganisationalMeasure"),
        values: &[
            value("encryption", "encryption, where is not said"),
            value("encryption_at_rest", "encryption of what is stored"),
            value("encryption_in_transit", "encryption on the way"),
            value("end_to_end_encryption", "encryption from sender to recipient"),
            value("encryption_in_use", "encryption while processing"),
            value("pseudonymisation", "pseudonymisation before the transfer"),
            value("secret_sharing", "split between processors of different countries"),
            value("anonymisation", "anonymisation before the transfer"),
            value("access_control", "access control"),
            value("contractual", "promises in the contract"),
            value("organisational", "rules and training"),
            value("transparency", "reports on orders received"),
            value("data_boundary", "a provider's promise to keep data in a region"),
            value("legal_ban", "a legal act that forbids the transfer"),
            value("retention_limit", "deletion after a short time"),
            value("truncation", "truncation of identifiers"),
            value("logging", "logging of access"),
            value("approval", "approval of each access by the customer"),
        ],
    },
    Enumeration {
        name: "bcr_kind",
        doc: told("whose transfers binding corporate rules are for"),
        term: told("lex:bindingCorporateRulesKind"),
        values: &[
            value("bcr_c", "BCR-C: of the controllers of a group, to its members"),
            value(
                "bcr_p",
                "BCR-P: of the processors of a group, to its members, with data of controllers outside the group",
            ),
        ],
    },
];

/// Returns the enumeration with this id, unless a policy declares it.
pub fn enumeration(id: EnumId) -> Option<&'static Enumeration> {
    ENUMERATIONS.get(usize::from(id.0))
}

/// Returns the same, for what is looked up when the crate is compiled.
#[expect(clippy::indexing_slicing, reason = "the compiler runs it, and stops where an index is out of range")]
pub(super) const fn enumeration_of(id: EnumId) -> &'static Enumeration {
    &ENUMERATIONS[id.0 as usize]
}

/// Returns the position of a value among those of a type; yes is the second of two.
pub(crate) fn position_in(ty: Type, name: &str) -> Option<usize> {
    match ty {
        Type::YesNo => (name == "true").then_some(1),
        Type::Enum(id) => enumeration(id)?.values.iter().position(|value| value.0 == name),
        _ => None,
    }
}

/// Values that a message lists before it breaks off.
const LISTED_VALUES: usize = 6;

/// Returns what a value of this enumeration is, as a message says it.
pub fn listing(id: EnumId) -> String {
    let names: Vec<&str> = enumeration(id).map_or(&[][..], |e| e.values).iter().map(|value| value.0).collect();
    match names.get(..3) {
        None if names.is_empty() => "one of its declared values".to_owned(),
        Some(first) if names.len() > LISTED_VALUES => format!("one of {}, …", first.join(", ")),
        _ => format!("one of {}", names.join(", ")),
    }
}

/// Returns every value of every enumeration.
pub fn all_values() -> impl Iterator<Item = &'static str> {
    ENUMERATIONS.iter().flat_map(|e| e.values).map(|value| value.0)
}
