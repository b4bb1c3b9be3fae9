//! Vendors: that each name means one, and that near-names mean none.

use super::*;
use std::collections::BTreeMap;

/// Names as they stand on public lists of sub-processors, and the vendor that each means.
const LISTED: &[(&str, &str)] = &[
    ("Zendesk, Inc.", "zendesk"),
    ("ZENDESK", "zendesk"),
    ("Functional Software, Inc. (Also known as Sentry)", "sentry"),
    ("Sentry (Functional Software Inc.)", "sentry"),
    ("Peaberry Software Inc. (Also known as Customer.io)", "customer-io"),
    ("Raintank Inc. (Also known as Grafana Labs)", "grafana"),
    ("Amazon Web Services (AWS)", "aws"),
    ("Amazon Web Services, Inc.", "aws"),
    ("Google LLC", "google"),
    ("Google Ireland Limited", "google"),
    ("OpenAI, L.L.C.", "openai"),
    ("Sendgrid, Inc.", "sendgrid"),
    ("Adyen N.V.", "adyen"),
    ("Plausible Insights OÜ", "plausible"),
    ("Mistral AI SAS", "mistral"),
    ("Paddle.com Market Ltd", "paddle"),
    ("Hetzner Online GmbH", "hetzner"),
    ("OVH", "ovhcloud"),
    ("OVH US, LLC", "ovhcloud"),
    ("OVH Groupe SA", "ovhcloud"),
    ("Scaleway S.A.S.", "scaleway"),
    ("salesforce.com", "salesforce"),
    ("Google reCAPTCHA", "google"),
    ("Pusher", "pusher"),
    ("Pusher Ltd (MessageBird)", "pusher"),
    ("Sendgrid (Twilio Inc.)", "sendgrid"),
    ("Heroku (Salesforce, Inc.)", "heroku"),
    ("Google Firebase (Google LLC)", "google"),
];

/// Names that are near to a vendor's, and another's or nobody's.
const NEAR: &[&str] = &[
    "Stripe GmbH",
    "Zendesk GmbH",
    "Zendisk",
    "Zendesk Garden",
    "Supabase (AWS)",
    "Twilio Inc. (Stripe)",
    "SendGrid (Twilio Ireland Limited)",
    "Google Zendesk",
    "Google France SARL",
    "Branch GmbH",
    "Kit SARL",
    "Wise GmbH",
    "Front National",
    "Box Hill Institute",
    "Slack Wax AG",
    "Segments Ltd",
    "Sentry Insurance",
    "Apple Records Ltd",
    "Meta Platforms Technologies France SAS",
    "Linear AG",
    "Notion GmbH",
    "Oracle of Delphi",
    "Square AS",
    "Clerk of Court",
    "Mistral Air SpA",
    "",
    "Inc.",
    "GmbH & Co. KG",
];

#[test]
fn there_are_vendors_enough() {
    assert!(vendors().len() >= 250, "{}", vendors().len());
    assert!(vendors().is_sorted_by(|a, b| a.key < b.key));
    assert!(companies().is_sorted_by(|a, b| a.vendor <= b.vendor));
}

#[test]
fn every_name_means_its_vendor() {
    let mut keys = BTreeMap::new();
    for vendor in vendors() {
        for name in [vendor.key, vendor.name].into_iter().chain(vendor.aliases()) {
            let found = vendor_named(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(found.vendor.key, vendor.key, "{name}");
            assert!(found.company.is_none(), "{name}");
            *keys.entry(vendor.key).or_insert(0) += 1;
        }
    }
    assert_eq!(keys.len(), vendors().len());
    for company in companies() {
        let found = vendor_named(company.name).unwrap_or_else(|| panic!("{}", company.name));
        assert_eq!((found.vendor.key, found.company.map(|c| c.name)), (company.vendor, Some(company.name)));
    }
}

#[test]
fn listed_names_are_known_and_near_names_are_not() {
    for (name, key) in LISTED {
        assert_eq!(vendor_named(name).map(|found| found.vendor.key), Some(*key), "{name}");
    }
    for name in NEAR {
        assert!(vendor_named(name).is_none(), "{name}: {:?}", vendor_named(name).map(|found| found.vendor.key));
    }
}

#[test]
fn a_vendor_that_operates_a_cloud_has_its_seat_and_owner_there() {
    for vendor in vendors() {
        let operator = providers().iter().any(|operator| operator.key == vendor.key);
        assert_eq!(vendor.seat.is_none(), operator, "{}: one of the two tables has the seat", vendor.key);
        assert!(vendor.seat.is_some() || vendor.ultimate_parent.is_none(), "{}", vendor.key);
        assert!(vendor.places.split(' ').all(|code| code.is_empty() || code == "EU" || place(code).is_iso()));
    }
    let hetzner = vendor("hetzner").expect("hetzner").on(day("2026-03-01"));
    assert_eq!((hetzner.seat, hetzner.ultimate_parent), (Some(place("DE")), Some(place("DE"))));
}

#[test]
fn who_owns_a_vendor_is_known_from_a_day_on() {
    let on = |name: &str, date: &str| {
        let person = vendor_named(name).expect("a vendor").on(day(date));
        (person.seat.map_or("", Place::code), person.ultimate_parent.map_or("", Place::code))
    };
    assert_eq!(on("Mailjet", "2021-12-31"), ("FR", ""), "not known before");
    assert_eq!(on("Mailjet", "2022-01-01"), ("FR", "SE"));
    assert_eq!(on("Google Ireland Limited", "2026-01-01"), ("IE", "US"), "a company of the group elsewhere");
    assert_eq!(on("TikTok", "2026-01-01"), ("IE", ""), "an owner that is not known stays unknown");
}
