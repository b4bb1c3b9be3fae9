// The facts of a flow, as the vocabulary of edition 1 has them (src/vocab). A test keeps this file in step:
// `LEXLOCI_UPDATE=1 cargo test --test types` writes it.
//
// A fact that is absent or null is not known. An array is complete; a list that may have more entries is
// `{ items: […], complete: false }`.

/** A country or part of one (ISO 3166: "FR", "PT-20"), an organisation, or a group: "EU", "anywhere" (every member in turn). */
export type Place = string;
/** A cloud region, "aws/eu-west-3", or "none". */
export type Region = `${string}/${string}` | "none";
/** A day, "2026-03-01". */
export type Day = string;
/** "2 months", "30 days", or ISO 8601: "P2M". */
export type Duration = `${number} ${"day" | "week" | "month" | "year"}${"" | "s"}` | `P${string}`;
/** "44.4%" */
export type Percent = `${number}%` | `${number} %`;
/** Values or entries: an array is complete. */
export type List<T> = readonly T[] | { readonly items: readonly T[]; readonly complete: boolean };
/**
 * Who owns a party. An array is complete where its capital or votes come to 99.5 %; `complete: true` says that nobody else
 * owns anything, or names whose the rest is: "free float"; "none" where it is nobody's.
 */
export type Shares<T> =
  | readonly T[]
  | { readonly items: readonly T[]; readonly complete: boolean; readonly remainder?: string | null };
/** Somebody whom the flow describes elsewhere: by id ("@acme"), or as its exporter or provider. */
export type Mention = `@${string}` | "exporter" | "provider";
/** A vendor of the atlas, by its key or a name of its. */
export type Vendor = string & {};
/** A party: an object, a vendor, somebody described elsewhere, or nobody. */
export type Party = PartyFacts | Vendor | Mention | "none";
/** A site: an object, a cloud region, or a place. */
export type Site = SiteFacts | Region | Place;
/** The data: an object, or their categories alone. */
export type Data = DataFacts | List<Category>;
/** A measure: an object, or its kind alone. */
export type Measure = MeasureFacts | MeasureKind;
/** Facts that a policy declares itself, by name. */
export type Declared = { readonly [name: string]: unknown };

/** What the data are processed for. */
export type Purpose =
  /** Providing the service that was asked for. */
  | "service"
  /** Customer support. */
  | "support"
  /** Security and fraud prevention. */
  | "security"
  /** Measuring and improving a service. */
  | "analytics"
  /** Advertising and marketing. */
  | "advertising"
  /** Scientific research and statistics. */
  | "research"
  /** A task in the public interest. */
  | "public_interest"
  /** Health care. */
  | "health_care"
  /** Managing staff. */
  | "human_resources"
  /** Invoices and payments. */
  | "billing"
  /** Fulfilling a legal obligation. */
  | "legal_obligation"
  /** Archiving. */
  | "archiving"
  /** Training models. */
  | "training"
  /** Immigration control. */
  | "immigration_control"
  /** Something else. */
  | "other";

/** What leaving costs. */
export type Fee =
  /** Nothing. */
  | "none"
  /** No more than the costs it causes (Data Act 29(2)). */
  | "at_cost"
  /** A price beyond costs. */
  | "priced";

/** Service layer. */
export type Layer =
  /** Infrastructure. */
  | "iaas"
  /** Platform. */
  | "paas"
  /** Software. */
  | "saas";

/** What a credential attests. */
export type CredentialKind =
  /** The identity of a Gaia-X participant. */
  | "legal_participant"
  /** The description of a service offering. */
  | "service_offering"
  /** That the participant accepted the market's terms. */
  | "terms_and_conditions"
  /** Gaia-X Compliance, at a level. */
  | "gaia_x"
  /** Interfaces and formats that were tested. */
  | "interoperability"
  /** A tested exit (SWIPO and its like). */
  | "portability"
  /** An approved GDPR code of conduct or certification. */
  | "data_protection"
  /** ANSSI SecNumCloud. */
  | "secnumcloud"
  /** French health-data hosting. */
  | "hds"
  /** BSI C5 attestation. */
  | "c5"
  /** ISO/IEC 27001. */
  | "iso27001"
  /** CISPE code of conduct. */
  | "cispe"
  /** EU Cloud Code of Conduct. */
  | "eu_cloud_coc"
  /** SWIPO code of conduct. */
  | "swipo"
  /** A European cybersecurity certificate. */
  | "eucc";

/** The level a credential names. */
export type CredentialLevel =
  /** Gaia-X Standard Compliance. */
  | "standard"
  /** Gaia-X Label 1. */
  | "label_1"
  /** Gaia-X Label 2. */
  | "label_2"
  /** Gaia-X Label 3. */
  | "label_3"
  /** Assurance basic (Regulation (EU) 2019/881, 52). */
  | "basic"
  /** Assurance substantial. */
  | "substantial"
  /** Assurance high. */
  | "high";

/** What a credential rests on. */
export type Basis =
  /** The holder's own word. */
  | "declared"
  /** An independent body's examination. */
  | "certified";

/** Role in data protection. */
export type Role =
  /** Decides why and how (GDPR 4(7)). */
  | "controller"
  /** Decides with others (GDPR 26). */
  | "joint_controller"
  /** Processes on behalf of a controller (GDPR 4(8)). */
  | "processor"
  /** Processes on behalf of a processor (GDPR 28(4)). */
  | "sub_processor"
  /** A public authority that receives data as such. */
  | "authority";

/** Law that binds a party for this processing. */
export type Regime =
  /** The GDPR, through an establishment in the Union (3(1)). */
  | "gdpr_3_1"
  /** The GDPR, by offering to or monitoring people in the Union (3(2)). */
  | "gdpr_3_2"
  /** Regulation (EU) 2018/1725, Union institutions. */
  | "eudpr"
  /** Directive 95/46/EC, until 2018-05-24. */
  | "directive_95_46"
  /** None of these, as of a household (GDPR 2(2)(c)). */
  | "none"
  /** The UK GDPR and the Data Protection Act 2018 (GB). */
  | "uk_gdpr"
  /** The Federal Act on Data Protection (CH). */
  | "ch_fadp"
  /** The data protection act of a canton (CH). */
  | "ch_cantonal"
  /** Another data-protection law, that of authorities against crimes (Directive (EU) 2016/680) among them. */
  | "other_law";

/** Dated lists that make a recipient fall under an adequacy decision. */
export type Listed =
  /** EU-US Data Privacy Framework, for data other than those of staff. */
  | "dpf"
  /** EU-US Data Privacy Framework, for data of staff. */
  | "dpf_hr"
  /** Safe Harbour. */
  | "safe_harbour"
  /** Privacy Shield. */
  | "privacy_shield"
  /** Subject to PIPEDA for these data: for those of staff, federal works alone (CA). */
  | "pipeda"
  /** Business operator under the APPI and its Supplementary Rules (JP). */
  | "appi"
  /** Under the PIPA and its Supplementary Rules for these data: in the Union, not for personal credit information (KR). */
  | "pipa"
  /** Subject to the LGPD (BR). */
  | "lgpd"
  /** Subject to the Faroese data protection act (FO). */
  | "faroese_act"
  /** Automated transfer, or data then automated, outside the occupied territories (IL). */
  | "il_automated"
  /** Under the UK GDPR, not for immigration control (GB). */
  | "uk_gdpr"
  /** US Customs and Border Protection, for these data: passenger records alone. */
  | "pnr_cbp"
  /** Canada Border Services Agency, for these data: passenger records alone. */
  | "pnr_cbsa"
  /** UK Extension to the EU-US Data Privacy Framework, for data other than those of staff. */
  | "uk_dpf"
  /** UK Extension to the EU-US Data Privacy Framework, for data of staff. */
  | "uk_dpf_hr"
  /** Swiss-US Data Privacy Framework, for data other than those of staff. */
  | "swiss_dpf"
  /** Swiss-US Data Privacy Framework, for data of staff. */
  | "swiss_dpf_hr";

/** Certifications that a party holds. */
export type Certified =
  /** ANSSI SecNumCloud. */
  | "secnumcloud"
  /** French health-data hosting. */
  | "hds"
  /** BSI C5. */
  | "c5"
  /** ISO/IEC 27001. */
  | "iso27001"
  /** ISO/IEC 27018. */
  | "iso27018"
  /** ISO/IEC 27701. */
  | "iso27701"
  /** SOC 2. */
  | "soc2"
  /** CISPE code of conduct. */
  | "cispe"
  /** EU Cloud Code of Conduct. */
  | "eu_cloud_coc"
  /** SWIPO code of conduct. */
  | "swipo"
  /** A European cybersecurity certificate. */
  | "eucc"
  /** Esquema Nacional de Seguridad. */
  | "ens";

/** What happens at a site. */
export type SiteKind =
  /** The store that is written to. */
  | "primary"
  /** A copy that serves. */
  | "replica"
  /** A copy for recovery. */
  | "backup"
  /** A copy for speed. */
  | "cache"
  /** A record of operations. */
  | "log"
  /** Processing. */
  | "compute"
  /** Customer support. */
  | "support"
  /** Administration of the service. */
  | "administration"
  /** Collection of usage data. */
  | "telemetry";

/** In what form a site has the data. */
export type Sees =
  /** Not at all. */
  | "nothing"
  /** Encrypted. */
  | "ciphertext"
  /** Pseudonymised. */
  | "pseudonymised"
  /** In the clear. */
  | "clear";

/** Who holds the keys, or the additional information. */
export type KeysHolder =
  /** The exporter alone. */
  | "exporter"
  /** The people concerned. */
  | "subject"
  /** A party that neither processes the data nor is bound to who does. */
  | "trusted_third_party"
  /** The provider. */
  | "provider"
  /** The operator of the site. */
  | "operator"
  /** The recipient. */
  | "importer";

/** Transfer tool of GDPR 46. */
export type Tool =
  /** There is none. */
  | "none"
  /** Standard contractual clauses of the Commission (46(2)(c)). */
  | "scc"
  /** Standard clauses of an authority that the Commission approved (46(2)(d)), not those of 28(8). */
  | "scc_authority"
  /** Binding corporate rules (46(2)(b), 47). */
  | "bcr"
  /** Code of conduct with commitments (46(2)(e)). */
  | "code_of_conduct"
  /** Certification with commitments (46(2)(f)). */
  | "certification"
  /** Binding instrument between public bodies (46(2)(a)). */
  | "instrument"
  /** Administrative arrangement between public bodies (46(3)(b)). */
  | "arrangement"
  /** Clauses authorised by an authority (46(3)(a)). */
  | "ad_hoc_clauses";

/** Which standard contractual clauses. */
export type SccVersion =
  /** Decision 2001/497/EC. */
  | "scc_2001_497"
  /** Decision 2002/16/EC. */
  | "scc_2002_16"
  /** Decision 2004/915/EC. */
  | "scc_2004_915"
  /** Decision 2010/87/EU. */
  | "scc_2010_87"
  /** Implementing Decision (EU) 2021/914. */
  | "scc_2021_914"
  /** Implementing Decision (EU) 2021/915: clauses of Article 28, no transfer tool. */
  | "scc_2021_915"
  /** International Data Transfer Agreement (GB). */
  | "uk_idta"
  /** Addendum to the clauses of 2021 (GB). */
  | "uk_addendum";

/** Module of the clauses of 2021. */
export type SccModule =
  /** 1: controller to controller. */
  | "c2c"
  /** 2: controller to processor. */
  | "c2p"
  /** 3: processor to processor. */
  | "p2p"
  /** 4: processor to controller. */
  | "p2c";

/** Derogation of GDPR 49. */
export type Derogation =
  /** None is claimed. */
  | "none"
  /** 49(1)(a). */
  | "explicit_consent"
  /** 49(1)(b). */
  | "contract_with_subject"
  /** 49(1)(c). */
  | "contract_in_interest_of_subject"
  /** 49(1)(d). */
  | "public_interest"
  /** 49(1)(e). */
  | "legal_claims"
  /** 49(1)(f). */
  | "vital_interests"
  /** 49(1)(g). */
  | "public_register"
  /** 49(1), second subparagraph. */
  | "compelling_interests"
  /** The person made the data public (CH, FADP 17(1)(e)). */
  | "made_public";

/** Outcome of the transfer impact assessment. */
export type Assessment =
  /** None was made. */
  | "none"
  /** Made, but it does not show an equivalent level. */
  | "insufficient"
  /** It found that the level is not equivalent. */
  | "adverse"
  /** It found an equivalent level, measures included. */
  | "favourable";

/** Technical, organisational or contractual measure. */
export type MeasureKind =
  /** Encryption, where is not said. */
  | "encryption"
  /** Encryption of what is stored. */
  | "encryption_at_rest"
  /** Encryption on the way. */
  | "encryption_in_transit"
  /** Encryption from sender to recipient. */
  | "end_to_end_encryption"
  /** Encryption while processing. */
  | "encryption_in_use"
  /** Pseudonymisation before the transfer. */
  | "pseudonymisation"
  /** Split between processors of different countries. */
  | "secret_sharing"
  /** Anonymisation before the transfer. */
  | "anonymisation"
  /** Access control. */
  | "access_control"
  /** Promises in the contract. */
  | "contractual"
  /** Rules and training. */
  | "organisational"
  /** Reports on orders received. */
  | "transparency"
  /** A provider's promise to keep data in a region. */
  | "data_boundary"
  /** A legal act that forbids the transfer. */
  | "legal_ban"
  /** Deletion after a short time. */
  | "retention_limit"
  /** Truncation of identifiers. */
  | "truncation"
  /** Logging of access. */
  | "logging"
  /** Approval of each access by the customer. */
  | "approval";

/** Whose transfers binding corporate rules are for. */
export type BcrKind =
  /** BCR-C: of the controllers of a group, to its members. */
  | "bcr_c"
  /** BCR-P: of the processors of a group, to its members, with data of controllers outside the group. */
  | "bcr_p";

/** A category of data. */
export type Category =
  /** Any information relating to an identified or identifiable person (GDPR 4(1)). */
  | "personal"
  /** Names, addresses, telephone numbers, e-mail addresses. */
  | "contact"
  /** Who a person is: name, date of birth, picture. */
  | "identity"
  /** Numbers and documents issued by a state. */
  | "official_id"
  /** Cookies, IP addresses, device and advertising identifiers (GDPR recital 30). */
  | "online_identifier"
  /** Where a person is or was. */
  | "location"
  /** Accounts, payments, income. */
  | "financial"
  /** Work, staff and applicants. */
  | "employment"
  /** Schools, marks, exams. */
  | "education"
  /** Content and circumstances of communication. */
  | "communications"
  /** What a person does, prefers, is predicted to do. */
  | "behaviour"
  /** Customers' master and contract data. */
  | "customer"
  /** Photographs, video, voice. */
  | "image"
  /** Plates, journeys and keepers of vehicles. */
  | "vehicle"
  /** Documents and mail of an organisation's staff. */
  | "office_documents"
  /** What GDPR 9(1) lists. */
  | "special_category"
  /** Physical or mental health (GDPR 4(15)). */
  | "health"
  /** Genetic data (GDPR 4(13)). */
  | "genetic"
  /** Biometric data for identification (GDPR 4(14)). */
  | "biometric"
  /** Racial or ethnic origin. */
  | "ethnic"
  /** Political opinions. */
  | "political"
  /** Religious or philosophical beliefs. */
  | "religious"
  /** Trade-union membership. */
  | "trade_union"
  /** Sex life or sexual orientation. */
  | "sex_life"
  /** Convictions and offences (GDPR 10); says whose data, not what else they tell. */
  | "criminal"
  /** Data of children (GDPR 8, recital 38); says whose data, not what they tell. */
  | "child"
  /** Attributable only with additional information (GDPR 4(5)); says how, not what. */
  | "pseudonymised"
  /** Data that are not personal. */
  | "non_personal"
  /** Data that no longer relate to anyone (GDPR recital 26). */
  | "anonymous"
  /** Data of machines and processes. */
  | "industrial"
  /** Secrets of trade (Directive (EU) 2016/943, Article 2(1)); personal or not, as lists of customers are. */
  | "trade_secret"
  /** Data that a service collects about its own use; personal or not. */
  | "telemetry"
  /** Data held by public bodies; personal or not. */
  | "public_sector";

/** One data set, one exporter, one day. */
export interface Flow {
  /** The day to judge. */
  readonly as_of?: Day | null;
  /** The data. */
  readonly data?: Data | null;
  /** What the data are processed for. */
  readonly purpose?: List<Purpose> | null;
  /** Whether contract or record names each purpose, recipient and place. Attested: a person's conclusion. */
  readonly purposes_specified?: boolean | null;
  /** Whether risks and safeguards were assessed before the processing began (GDPR 24, 32, 35). Attested: a person's conclusion. */
  readonly risks_assessed?: boolean | null;
  /** Who sends the data, or has them processed. */
  readonly exporter?: PartyFacts | null;
  /** Who provides the service. */
  readonly provider?: Exclude<Party, "provider"> | null;
  /** Whom the provider depends on. */
  readonly suppliers?: List<Supplier | Mention> | null;
  /** Where the data rest. */
  readonly storage?: List<Site> | null;
  /** Where they are processed. */
  readonly processing?: List<Site> | null;
  /** From where they can be reached. */
  readonly access?: List<Site> | null;
  /** Through where they pass. */
  readonly transit?: List<Site> | null;
  /** To whom they are disclosed, and on what ground; a site abroad that another operates is an entry too. */
  readonly transfers?: List<Transfer> | null;
  /** Measures on the whole flow. */
  readonly measures?: List<Measure> | null;
  /** The contract with the provider. */
  readonly contract?: Contract | null;
  /** Leaving the provider. */
  readonly exit?: Exit | null;
  /** The service. */
  readonly service?: Service | null;
  /** What the provider shows. */
  readonly credentials?: List<Credential> | null;
  /** Paths on which this flow overrules the atlas or a derivation. */
  readonly instead?: readonly string[] | null;
  /** Whether the sites, transfers and measures that are not listed do not exist. */
  readonly complete?: boolean | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** What the data are. */
export interface DataFacts {
  /** Categories of data. */
  readonly categories?: List<Category> | null;
  /** Where the people are whom the data concern. */
  readonly subjects?: List<Place> | null;
  /** Whether the people themselves give the data straight to the recipient: the `exporter` of such a transfer is none. */
  readonly direct_from_subject?: boolean | null;
  /** Categories alone are a list of their own: `Data`. */
  readonly items?: never;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** The contract with the provider. */
export interface Contract {
  /** Whether it has what GDPR 28(3) requires; no where purposes are not specified, unless stated. */
  readonly article_28?: boolean | null;
  /** Whether it promises that data stay in the Union. */
  readonly eu_only?: boolean | null;
  /** Whether the provider must challenge third-country orders. */
  readonly challenges_orders?: boolean | null;
  /** Whether it allows disclosure on a third-country order. */
  readonly permits_foreign_disclosure?: boolean | null;
  /** The law that governs it. */
  readonly governing_law?: Place | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** Leaving the provider. */
export interface Exit {
  /** Notice to give before switching. */
  readonly notice?: Duration | null;
  /** Time that the transition takes. */
  readonly transition?: Duration | null;
  /** Time to retrieve data afterwards. */
  readonly retrieval?: Duration | null;
  /** Notice and transition together; derived. */
  readonly switching_time?: Duration | null;
  /** Charge for switching. */
  readonly fee?: Fee | null;
  /** Charge for using two providers in parallel. */
  readonly parallel_use_fee?: Fee | null;
  /** Formats of export. */
  readonly formats?: List<Format> | null;
  /** When the exit was last tested. */
  readonly tested?: Day | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** The service. */
export interface Service {
  /** Whether its interfaces are open. */
  readonly open_interfaces?: boolean | null;
  /** Whether its data can be used with other services. */
  readonly interoperable_data?: boolean | null;
  /** Whether its infrastructure works with others. */
  readonly interoperable_infrastructure?: boolean | null;
  /** Whether European providers have the same access to the provider's home market. */
  readonly reciprocal_access?: boolean | null;
  /** Whether public money paid for the infrastructure. */
  readonly publicly_funded?: boolean | null;
  /** Whether others may use the infrastructure on equal terms. */
  readonly open_access?: boolean | null;
  /** Whether it was built for one customer (Data Act 31(1)). */
  readonly custom_built?: boolean | null;
  /** Whether it is for testing only (Data Act 31(2)). */
  readonly is_test?: boolean | null;
  /** Its layer. */
  readonly layer?: Layer | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** A person: exporter, provider, operator, recipient, holder, supplier, issuer. */
export interface PartyFacts {
  /** Its id in this flow: equal ids are one person. */
  readonly id?: string | null;
  /** Its name. */
  readonly name?: string | null;
  /** Its registered office. */
  readonly seat?: Place | null;
  /** Its central administration. */
  readonly administration?: Place | null;
  /** Its main establishment. */
  readonly main_establishment?: Place | null;
  /** Where the company at the top of its group has its seat. */
  readonly ultimate_parent?: Place | null;
  /** Its role for these data. */
  readonly role?: Role | null;
  /** The data-protection law that binds it for this processing; of an exporter the law of its seat, unless stated. */
  readonly regime?: Regime | null;
  /** Further data-protection laws that bind it for this processing. */
  readonly other_regimes?: List<Regime> | null;
  /** Whether it is a public authority; yes where its role is authority, no where a list of companies has it, unless stated. */
  readonly is_public_authority?: boolean | null;
  /** Whether it is an organisation under international law (GDPR 4(26)); no where its group is headed in a country, a list of companies has it or it is a public authority, unless stated. */
  readonly is_international_organisation?: boolean | null;
  /** Lists and laws that put it under an adequacy decision; `has dpf` is not true of `dpf_hr`, and the other way round. */
  readonly listed?: List<Listed> | null;
  /** Certifications. */
  readonly certified?: List<Certified> | null;
  /** Who owns it; complete where the shares come to a whole, or where it says so. */
  readonly holders?: Shares<Holder | Mention> | null;
  /** Whether a third-country access law reaches it; derived from seat and parent unless stated. Attested: a person's conclusion. */
  readonly exposed?: boolean | null;
  /** Whether a third-country access law reaches another company of its group, below it or beside it. Attested: a person's conclusion. */
  readonly group_exposed?: boolean | null;
  /** Where the staff are who work on the service. */
  readonly staff_place?: Place | null;
  /** A vendor of the atlas by key or name: its seat and owner are known. */
  readonly vendor?: string | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** A party that owns a share. */
export interface Holder extends PartyFacts {
  /** Share of the capital. */
  readonly capital?: Percent | null;
  /** Share of the votes. */
  readonly votes?: Percent | null;
  /** Whether it can veto. */
  readonly has_veto?: boolean | null;
  /** Whether it appoints most of the board. */
  readonly appoints_majority?: boolean | null;
}

/** A party that the provider depends on. */
export interface Supplier extends PartyFacts {
  /** Whether it can technically reach the data; no of one whom complete lists of sites and transfers name nowhere. */
  readonly can_access_data?: boolean | null;
  /** Whether the service goes on without it. */
  readonly service_survives_its_loss?: boolean | null;
}

/** A place where data rest, are processed, reached, or pass through. */
export interface SiteFacts {
  /** The country or territory. */
  readonly place?: Place | null;
  /** The cloud region, or none. */
  readonly region?: Region | null;
  /** Who operates it. */
  readonly operator?: Party | null;
  /** What happens there. */
  readonly kind?: SiteKind | null;
  /** The data there; the flow's unless stated. */
  readonly data?: Data | null;
  /** Whether the data there are encrypted; implied by `sees: ciphertext`. */
  readonly encrypted?: boolean | null;
  /** The form in which people who work there see the data. */
  readonly sees?: Sees | null;
  /** Whether they can read the data: yes for `sees: clear`, no for `nothing`; for `ciphertext` it depends on who holds the keys; derived. */
  readonly sees_plaintext?: boolean | null;
  /** Whether the site is disclosed to the customer. */
  readonly disclosed?: boolean | null;
  /** Measures at this site. */
  readonly measures?: List<Measure> | null;
  /** The keys. */
  readonly keys?: Keys | null;
  /** The transfer to its operator that a site outside the exporter's territory is: tool, clauses and the like. */
  readonly transfer?: Transfer | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** A disclosure to a recipient. */
export interface Transfer {
  /** Where the recipient receives or can reach the data. */
  readonly to?: Place | null;
  /** Who discloses; the flow's exporter unless stated. */
  readonly exporter?: Party | null;
  /** Who receives. */
  readonly recipient?: Party | null;
  /** The data disclosed; the flow's unless stated. */
  readonly data?: Data | null;
  /** The transfer tool of GDPR 46. */
  readonly tool?: Tool | null;
  /** Which clauses. */
  readonly scc_version?: SccVersion | null;
  /** Which module of the clauses of 2021. */
  readonly scc_module?: SccModule | null;
  /** Whose transfers the binding corporate rules are for. */
  readonly bcr_kind?: BcrKind | null;
  /** When the tool was agreed. */
  readonly concluded?: Day | null;
  /** Whether the processing is the same as when the clauses were agreed. */
  readonly processing_unchanged?: boolean | null;
  /** Whether the clauses and their annexes are filled in; no where they bind nobody or name neither recipients nor purposes, unless stated. */
  readonly complete?: boolean | null;
  /** Whether the authority authorised it; of a code or a certification, whether it is approved as a tool for transfers (GDPR 40(3), 42(2)). */
  readonly authorised?: boolean | null;
  /** The derogation of GDPR 49 that is claimed. */
  readonly derogation?: Derogation | null;
  /** Whether it is repeated or systematic. */
  readonly systematic?: boolean | null;
  /** What the transfer impact assessment found. Attested: a person's conclusion. */
  readonly assessment?: Assessment | null;
  /** Supplementary measures. */
  readonly measures?: List<Measure> | null;
  /** Whether the recipient needs the data in the clear; no where they are encrypted under kept keys, unless stated. Attested: a person's conclusion. */
  readonly plaintext_needed?: boolean | null;
  /** Whether the recipient's law shields it from access (EDPB use case 4); no where it receives as an authority, a law that goes too far reaches it or its group, or an assessment finds against it, unless stated. Attested: a person's conclusion. */
  readonly protected_recipient?: boolean | null;
  /** Whether recipients, places and purposes are named. Attested: a person's conclusion. */
  readonly specified?: boolean | null;
  /** Whether the tool binds this recipient: it is a member of the group as the exporter is, committed to the code, certified, or party, or the treaty covers what this exporter sends to it; no of rules of a group where the heads of the two groups sit in two countries, unless stated. Attested: a person's conclusion. */
  readonly bound?: boolean | null;
  /** Whether the instrument, or the exporter, provides the safeguards that the law lists. Attested: a person's conclusion. */
  readonly safeguards?: boolean | null;
  /** Whether what the derogation serves needs this transfer of these data. Attested: a person's conclusion. */
  readonly necessary?: boolean | null;
  /** Whether the consent is explicit, free, specific, and given after the risks were told. Attested: a person's conclusion. */
  readonly valid_consent?: boolean | null;
  /** Whether it is an act of a public authority in the exercise of its public powers (GDPR 49(3)). Attested: a person's conclusion. */
  readonly in_public_power?: boolean | null;
  /** Whether the law of the exporter recognises the public interest. Attested: a person's conclusion. */
  readonly recognised_in_law?: boolean | null;
  /** Whether the legal claim exists or is about to be made. Attested: a person's conclusion. */
  readonly claim_exists?: boolean | null;
  /** Whether the person is physically or legally incapable of consenting. Attested: a person's conclusion. */
  readonly subject_incapable?: boolean | null;
  /** Whether the register is open by law to this recipient, and is not sent whole. Attested: a person's conclusion. */
  readonly register_open?: boolean | null;
  /** Whether neither adequacy nor a tool nor another derogation can carry it (GDPR 49(1), second subparagraph). Attested: a person's conclusion. */
  readonly last_resort?: boolean | null;
  /** Whether the transfer concerns a limited number of people. */
  readonly few_subjects?: boolean | null;
  /** Whether the interests of the people concerned do not override those of the exporter. Attested: a person's conclusion. */
  readonly interests_balanced?: boolean | null;
  /** Whether the supervisory authority and the people concerned were informed. */
  readonly authority_informed?: boolean | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** A technical, organisational or contractual measure. */
export interface MeasureFacts {
  /** Which. */
  readonly kind?: MeasureKind | null;
  /** The keys, or the additional information. */
  readonly keys?: Keys | null;
  /** Whether it withstands the means of public authorities. */
  readonly state_of_the_art?: boolean | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** Keys, or the additional information of a pseudonymisation. */
export interface Keys {
  /** Who holds them. */
  readonly holder?: KeysHolder | null;
  /** Where they are held; the exporter's seat where the exporter holds them, unless stated. */
  readonly place?: Place | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** Something the provider shows on entry. */
export interface Credential {
  /** What it attests. */
  readonly kind?: CredentialKind | null;
  /** Who issued it. */
  readonly issuer?: Party | null;
  /** Its level. */
  readonly level?: CredentialLevel | null;
  /** What it rests on. */
  readonly basis?: Basis | null;
  /** First day on which it is valid. */
  readonly from?: Day | null;
  /** Last day on which it is valid, or none. */
  readonly through?: Day | "none" | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}

/** A format of export. */
export interface Format {
  /** Its name. */
  readonly name?: string | null;
  /** Whether its specification is open. */
  readonly open?: boolean | null;
  /** Facts that the policy declares. */
  readonly x?: Declared | null;
}
