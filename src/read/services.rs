//! Services of vendors, by the words of a column of purposes: which of them keep the data, by services.csv.
//!
//! A vendor that hosts is a site of the flow and not a recipient alone. A purpose that is not understood keeps the list of stores
//! open: its vendor may keep the data.

use super::words::{parts, plain};
use crate::atlas;

/// The service of a vendor, as its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Service {
    /// The row says nothing of it.
    Unsaid,
    /// The vendor keeps the data; with `true`, it does something else too.
    Store(bool),
    /// The vendor receives the data, and is not said to keep them for the exporter.
    Other,
    /// The words are not understood.
    Unknown,
}

/// The signs and words between two services of one cell.
const BETWEEN: [&str; 10] = [",", ";", "\n", "/", "+", "&", " and ", " et ", " und ", " y "];

/// Words that turn a service into its contrary, or say that there is none.
const CONTRARY: [&str; 22] = [
    "no",
    "not",
    "non",
    "never",
    "without",
    "except",
    "excluding",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "ohne",
    "ausser",
    "sans",
    "aucun",
    "aucune",
    "pas",
    "hors",
    "sauf",
    "sin",
    "self",
    "formerly",
];

/// Returns what cells say of the service of a vendor.
pub(super) fn service<'c>(cells: impl Iterator<Item = &'c str>) -> Service {
    let (mut stores, mut others, mut is_unknown) = (false, false, false);
    for cell in cells {
        for part in parts(cell, &BETWEEN) {
            match meaning(part) {
                Some("store") => stores = true,
                Some("other") => others = true,
                Some(_) => {}
                None => is_unknown = true,
            }
        }
        if plain(cell).split(' ').any(|word| CONTRARY.contains(&word)) {
            return Service::Unknown;
        }
    }
    match (stores, others, is_unknown) {
        (true, others, _) => Service::Store(others),
        (false, _, true) => Service::Unknown,
        (false, true, false) => Service::Other,
        (false, false, false) => Service::Unsaid,
    }
}

/// Returns what one service is. A server for payments may keep no data of the exporter, so that it is not understood.
fn meaning(part: &str) -> Option<&'static str> {
    let words = plain(part);
    let has = |kind: &str| rows().any(|(own, all)| own == kind && all.split('|').any(|one| is_in(one, &words)));
    let is_role = || rows().any(|(own, all)| own == "role" && all.split('|').any(|one| one == words));
    match (has("store"), has("likely"), has("other")) {
        (true, ..) | (false, true, false) => Some("store"),
        (false, true, true) => None,
        (false, false, true) => Some("other"),
        (false, false, false) if words.is_empty() || is_role() => Some("role"),
        (false, false, false) => None,
    }
}

/// Returns whether words have one of the table among them; a star stands for the beginning of a word.
fn is_in(one: &str, words: &str) -> bool {
    match one.strip_prefix('*') {
        Some(end) => words.split(' ').any(|word| word.ends_with(end)),
        None => format!(" {words} ").contains(&format!(" {one} ")),
    }
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("services.csv").lines().skip(1).filter_map(|line| line.split_once(','))
}

/// The services of the atlas whose vendors keep what they are given.
const KEEPING: [&str; 7] = ["hosting", "databases", "storage", "backup", "files", "data warehouse", "CDN"];

/// Returns whether a vendor of the atlas keeps data as its main service.
pub(super) fn is_host(id: &str) -> bool {
    let key = |id: &str| atlas::vendor(id).is_some_and(|vendor| KEEPING.contains(&vendor.service));
    // A company of the group has the place of its seat behind the key.
    key(id) || id.rsplit_once('-').is_some_and(|(vendor, _)| key(vendor))
}

#[cfg(test)]
mod tests {
    use super::{Service, service};

    #[test]
    fn a_host_is_told_from_its_purpose() {
        let said = |cell: &str| service([cell].into_iter());
        for cell in [
            "Hosting",
            "Database services and hosting",
            "Hébergement objets chiffrés",
            "Infrastruktur-Hosting",
            "Serverhosting",
            "Cloud infrastructure",
            "Server infrastructure and data hosting",
            "Infrastructure principale (calcul, stockage, réseau)",
            "Hosting of the application and all customer data",
            "Datenspeicherung",
            "Backups",
        ] {
            assert_eq!(said(cell), Service::Store(false), "{cell}");
        }
        assert_eq!(said("Hosting provider & Email delivery"), Service::Store(true));
        for cell in ["Payment processing", "Email delivery", "Zahlungsabwicklung", "Suivi des erreurs"] {
            assert_eq!(said(cell), Service::Other, "{cell}");
        }
        for cell in
            ["Widgets", "Infrastructure monitoring", "Payment infrastructure", "No hosting", "Self-hosted", "Edge"]
        {
            assert_eq!(said(cell), Service::Unknown, "{cell}");
        }
        assert_eq!(said("Sub-processor"), Service::Unsaid);
        assert_eq!(said(""), Service::Unsaid);
    }
}
