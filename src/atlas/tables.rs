//! The texts of the atlas, as they are shipped.
//!
//! In the Wasm files, the tables of vendors have only the columns that a verdict needs, which stand beside each table; the others
//! are empty there.

/// True in the Wasm files.
const IN_WASM: bool = cfg!(all(target_arch = "wasm32", target_os = "unknown"));

/// A table; in Wasm with the needed columns alone, where they are named. Tables that a build never reads are left out by the linker.
macro_rules! table {
    ($file:literal) => {
        include_str!($file)
    };
    ($file:literal, where IN_WASM only [$($needed:literal),*]) => {{
        const TEXT: &str = include_str!($file);
        const NEEDED: &[&str] = &[$($needed),*];
        const LENGTH: usize = if IN_WASM { with_columns::<0>(TEXT, NEEDED).1 } else { 0 };
        const SHORT: &[u8; LENGTH] = &if IN_WASM { with_columns(TEXT, NEEDED).0 } else { [0; LENGTH] };
        if IN_WASM { as_text(SHORT) } else { TEXT }
    }};
}

pub(super) const ACCESS_LAWS: &str = table!("access-laws.csv");
pub(super) const ADEQUACY: &str = table!("adequacy.csv");
pub(super) const ADEQUACY_ABROAD: &str = table!("adequacy-abroad.csv");
pub(super) const GROUPS: &str = table!("groups.csv");
pub(super) const HOLDERS: &str = table!("holders.csv");
pub(super) const INSTRUMENTS: &str = table!("instruments.csv");
pub(super) const LOCALISATION_LAWS: &str = table!("localisation-laws.csv");
pub(super) const MEMBERS: &str = table!("members.csv");
pub(super) const MULTI_REGIONS: &str = table!("multi-regions.csv");
pub(super) const NAMES: &str = table!("names.csv");
pub(super) const PLACES: &str = table!("places.csv");
pub(super) const PLATFORMS: &str = table!("platforms.csv");
pub(super) const PROVIDERS: &str = table!("providers.csv");
pub(super) const REGIONS: &str = table!("regions.csv");
pub(super) const SOURCES: &str = table!("sources.csv");
pub(super) const TERRITORIES: &str = table!("territories.csv");
pub(super) const UPCOMING: &str = table!("upcoming.csv");
pub(super) const VENDOR_COMPANIES: &str =
    table!("vendor-companies.csv", where IN_WASM only ["vendor", "name", "seat", "confidence"]);
pub(super) const VENDORS: &str = table!("vendors.csv", where IN_WASM only ["key", "name", "seat", "parent", "parent_name", "parent_from", "aliases", "confidence", "parent_confidence"]);

/// Returns every table by name, as it is shipped.
pub fn tables() -> &'static [(&'static str, &'static str)] {
    &[
        ("access-laws.csv", ACCESS_LAWS),
        ("adequacy-abroad.csv", ADEQUACY_ABROAD),
        ("adequacy.csv", ADEQUACY),
        ("groups.csv", GROUPS),
        ("holders.csv", HOLDERS),
        ("instruments.csv", INSTRUMENTS),
        ("localisation-laws.csv", LOCALISATION_LAWS),
        ("members.csv", MEMBERS),
        ("multi-regions.csv", MULTI_REGIONS),
        ("names.csv", NAMES),
        ("places.csv", PLACES),
        ("platforms.csv", PLATFORMS),
        ("providers.csv", PROVIDERS),
        ("regions.csv", REGIONS),
        ("sources.csv", SOURCES),
        ("territories.csv", TERRITORIES),
        ("upcoming.csv", UPCOMING),
        ("vendor-companies.csv", VENDOR_COMPANIES),
        ("vendors.csv", VENDORS),
    ]
}

/// Returns every shipped module of the policy language: the name after `use`, and its text.
pub fn modules() -> &'static [(&'static str, &'static str)] {
    &[
        ("ch_law", include_str!("ch_law.loci")),
        ("exposure", include_str!("exposure.loci")),
        ("gdpr", include_str!("gdpr.loci")),
        ("localisation", include_str!("localisation.loci")),
        ("transfer_law", include_str!("transfer_law.loci")),
        ("transfer_tools", include_str!("transfer_tools.loci")),
        ("uk_law", include_str!("uk_law.loci")),
    ]
}

/// Returns a table in which only some columns have fields, at most its first `LENGTH` bytes, and how many bytes it has.
const fn with_columns<const LENGTH: usize>(table: &str, needed: &[&str]) -> ([u8; LENGTH], usize) {
    let (bytes, mut short, mut length) = (table.as_bytes(), [0; LENGTH], 0);
    let is_needed = needed_columns(bytes, needed);
    let (mut rest, mut column, mut is_quoted) = (bytes, 0, false);
    while let [byte, after @ ..] = rest {
        rest = after;
        let ends = !is_quoted && (*byte == b',' || *byte == b'\n');
        is_quoted = is_quoted != (*byte == b'"');
        if ends || is_needed >> column & 1 == 1 {
            if let Some((_, [place, ..])) = short.split_at_mut_checked(length) {
                *place = *byte;
            }
            length += 1;
        }
        column = match *byte {
            b'\n' if ends => 0,
            b',' if ends => column + 1,
            _ => column,
        };
    }
    (short, length)
}

/// Returns the columns that are needed, by the names in the first row, as bits.
const fn needed_columns(table: &[u8], needed: &[&str]) -> u32 {
    let (mut rest, mut bits, mut column) = (table, 0, 0);
    while let [_, ..] = rest {
        let mut end = 0;
        while let Some((_, [byte, ..])) = rest.split_at_checked(end)
            && *byte != b','
            && *byte != b'\n'
        {
            end += 1;
        }
        let Some((name, after)) = rest.split_at_checked(end) else { return bits };
        let mut left = needed;
        while let [one, others @ ..] = left {
            if is_same(one.as_bytes(), name) {
                bits |= 1 << column;
            }
            left = others;
        }
        column += 1;
        match after {
            [b',', next @ ..] => rest = next,
            _ => {
                assert!(bits.count_ones() as usize == needed.len(), "the table has no column of that name");
                return bits;
            }
        }
    }
    bits
}

const fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, a_rest @ ..], [other, b_rest @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.is_empty() && b.is_empty()
}

/// Returns the text that the bytes are. Fields are cut out whole, so they stay UTF-8.
const fn as_text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_columns_are_empty() {
        const TABLE: &str = "a,b,c\n1,\"x, y\",é\n,2,\"3, 4\"\n";
        let short = |needed: &[&str]| {
            let (bytes, length) = with_columns::<64>(TABLE, needed);
            as_text(Box::leak(Box::new(bytes))).chars().take(length).collect::<String>()
        };
        assert_eq!(short(&["a", "b", "c"]).trim_end_matches('\0'), TABLE);
        assert_eq!(short(&["c"]).trim_end_matches('\0'), ",,c\n,,é\n,,\"3, 4\"\n");
        assert_eq!(short(&["a"]), "a,,\n1,,\n,,\n");
    }
}
