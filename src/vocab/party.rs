//! Every fact of a party, and of parties that own a share or supply: edition 1.
//!
//! Sources: GDPR Articles 3, 4, 45; Gaia-X Compliance criteria 24.11; ANSSI SecNumCloud 3.2 §19.6; terms of W3C DPV 2.3.

use super::kind::{Fact, Kind, Nature};
use super::values::*;
use super::{Element, Type};

pub(super) const PARTY: &[Fact] = &[
    Fact::new("id", Type::Text, Nature::Given, "its id in this flow: equal ids are one person", "dct:identifier")
        .words("id", "identifiant"),
    Fact::new("name", Type::Text, Nature::Given, "its name", "dpv:hasName").words("name", "nom").shown(1),
    Fact::new("seat", Type::Place, Nature::Given, "its registered office", "dpv:hasCountry")
        .words("seat", "siège")
        .shown(2),
    Fact::new("administration", Type::Place, Nature::Given, "its central administration", "lex:centralAdministration")
        .words("central administration", "administration centrale"),
    Fact::new("main_establishment", Type::Place, Nature::Given, "its main establishment", "lex:mainEstablishment")
        .words("main establishment", "établissement principal"),
    Fact::new(
        "ultimate_parent",
        Type::Place,
        Nature::Given,
        "where the company at the top of its group has its seat",
        "dpv:isSubsidiaryOf",
    )
    .words("seat of the group’s head", "siège de la tête du groupe")
    .shown(3),
    Fact::new("role", Type::Enum(ROLE), Nature::Given, "its role for these data", "dpv:LegalEntity")
        .words("role", "rôle")
        .shown(4)
        .says(&["authority"], "is_public_authority"),
    Fact::new(
        "regime",
        Type::Enum(REGIME),
        Nature::Given,
        "the data-protection law that binds it for this processing; of an exporter the law of its seat, unless stated",
        "dpv:hasApplicableLaw",
    )
    .words("data-protection law", "droit de la protection des données"),
    Fact::new(
        "other_regimes",
        Type::Set(Element::Enum(REGIME)),
        Nature::Given,
        "further data-protection laws that bind it for this processing",
        "dpv:hasApplicableLaw",
    )
    .words("further data-protection laws", "autres droits de la protection des données"),
    Fact::new(
        "is_public_authority",
        Type::YesNo,
        Nature::Given,
        "whether it is a public authority; yes where its role is authority, no where a list of companies has it, unless stated",
        "dpv:PublicAuthority",
    )
    .words("public authority", "autorité publique"),
    Fact::new(
        "is_international_organisation",
        Type::YesNo,
        Nature::Given,
        "whether it is an organisation under international law (GDPR 4(26)); no where its group is headed in a country, a list of companies has it or it is a public authority, unless stated",
        "dpv:InternationalOrganisation",
    )
    .words("international organisation", "organisation internationale"),
    Fact::new(
        "listed",
        Type::Set(Element::Enum(LISTED)),
        Nature::Given,
        "lists and laws that put it under an adequacy decision; `has dpf` is not true of `dpf_hr`, and the other way round",
        "lex:listedUnder",
    )
    .words("on the adequacy list", "inscrit sur la liste d’adéquation")
    .rarely(&["dpf_hr", "uk_dpf_hr", "swiss_dpf_hr"]),
    Fact::new("certified", Type::Set(Element::Enum(CERTIFIED)), Nature::Given, "certifications", "lex:certifiedUnder")
        .words("certifications", "certifications"),
    Fact::new(
        "holders",
        Type::List(Kind::Holder),
        Nature::Given,
        "who owns it; complete where the shares come to a whole, or where it says so",
        "lex:ownershipShare",
    )
    .words("owners", "détenteurs")
    .one("owner", "détenteur"),
    Fact::new(
        "exposed",
        Type::YesNo,
        Nature::Given,
        "whether a third-country access law reaches it; derived from seat and parent unless stated",
        "lex:exposedToAccessLaw",
    )
    .words("within reach of a third country’s access law", "soumis à une loi d’accès d’un pays tiers")
    .derived()
    .attested(),
    Fact::new(
        "group_exposed",
        Type::YesNo,
        Nature::Given,
        "whether a third-country access law reaches another company of its group, below it or beside it",
        "lex:groupExposedToAccessLaw",
    )
    .words("group exposed to an access law", "groupe exposé à une loi d’accès")
    .attested(),
    Fact::new(
        "staff_place",
        Type::Place,
        Nature::Given,
        "where the staff are who work on the service",
        "lex:staffPlace",
    )
    .words("place of the staff", "lieu du personnel"),
];

pub(super) const HOLDER: &[Fact] = &[
    Fact::new("capital", Type::Percent, Nature::Given, "share of the capital", "lex:ownershipShare")
        .words("share of the capital", "part du capital")
        .shown(3)
        .part_of_whole(),
    Fact::new("votes", Type::Percent, Nature::Given, "share of the votes", "lex:votingShare")
        .words("share of the votes", "part des votes")
        .shown(4)
        .part_of_whole(),
    Fact::new("has_veto", Type::YesNo, Nature::Given, "whether it can veto", "lex:veto")
        .words("has a veto", "droit de veto"),
    Fact::new(
        "appoints_majority",
        Type::YesNo,
        Nature::Given,
        "whether it appoints most of the board",
        "lex:appointsMajority",
    )
    .words("appoints most of the board", "nomme la majorité du conseil"),
];

pub(super) const SUPPLIER: &[Fact] = &[
    Fact::new(
        "can_access_data",
        Type::YesNo,
        Nature::Act,
        "whether it can technically reach the data; no of one whom complete lists of sites and transfers name nowhere",
        "lex:canAccessData",
    )
    .words("can reach the data", "peut accéder aux données")
    .shown(3),
    Fact::new(
        "service_survives_its_loss",
        Type::YesNo,
        Nature::Finding,
        "whether the service goes on without it",
        "lex:operatingAutonomy",
    )
    .words("service goes on without it", "service maintenu sans lui"),
];
