//! `lexloci read` of tables of vendors: a place is read where all of its text is understood.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test states what it expects")]

use super::command::{run, run_with};
use serde_json::Value;

/// Returns where the vendor of each row receives, `?` where it is not known, and what is told.
fn read(locations: &[&str], more: &[&str]) -> (Vec<Vec<String>>, String, bool) {
    let rows =
        locations.iter().enumerate().map(|(row, text)| format!("Acme {row},\"{}\"\n", text.replace('"', "\"\"")));
    let table = format!("Vendor,Location\n{}", rows.collect::<String>());
    let said = run_with(&[&["read", "-", "--format", "table"][..], more].concat(), &table);
    assert_eq!(said.code, Some(0), "{}", said.errors);
    let flow: Value = serde_json::from_str(&said.output).expect("JSON");
    let list = &flow["transfers"];
    let is_closed = list.is_array();
    let items = if is_closed { list } else { &list["items"] };
    let mut places = vec![vec![]; locations.len()];
    for item in items.as_array().expect("a list") {
        let name = item["recipient"]["name"].as_str().expect("a name");
        let row: usize = name.trim_start_matches("Acme ").parse().expect("a number");
        places[row].push(item["to"].as_str().unwrap_or("?").to_owned());
    }
    (places, said.errors, is_closed)
}

/// The text of a location that names more than one place, or a place and something that is not understood.
const NOT_ONE: &[&str] = &[
    "Switzerland (support access from India)",
    "Ireland (and USA)",
    "Ireland (USA)",
    "EU (and US for support)",
    "DE (US backup)",
    "Germany (HQ: USA)",
    "Schweiz (Zugriff aus Indien)",
    "EU*",
    "Ireland¹",
    "Germany [1]",
    "Ireland †",
    "Ireland и США",
    "Ireland (Dublin) or USA",
    "Ireland (Dublin, USA)",
    "Ireland (worldwide)",
    "EU (Switzerland)",
    "Germany (Paris)",
    "US (CA)",
    "Ireland (eu-west-2)",
    "Ireland ((USA))",
    "Ireland (Dublin",
    "🇺🇸 Ireland",
    "Outside (EU)",
    "Germany ~USA~",
];

/// Two or more places, of which one is not understood.
const NOT_ALL: &[&str] = &[
    "Germany, with access from India",
    "support from India, Germany",
    "US Backup, Germany",
    "Mumbai, India, Ireland",
    "Non-EU, Germany",
    "APAC, Germany",
    "Worldwide, Support, Germany",
    "Ireland; ???",
    "Germany (EU) and support",
];

#[test]
fn a_place_with_a_remark_that_is_not_understood_is_not_read_and_keeps_the_list_open() {
    let (places, told, is_closed) = read(NOT_ONE, &["--complete"]);
    assert!(!is_closed, "{told}");
    for (text, places) in NOT_ONE.iter().zip(&places) {
        assert_eq!(places, &["?"], "{text}");
        assert!(told.contains(&format!("not read: the place \"{text}\"")), "{text}: {told}");
    }
    let (places, told, _) = read(NOT_ALL, &[]);
    for (text, places) in NOT_ALL.iter().zip(&places) {
        assert!(places.contains(&"?".to_owned()), "{text}: {places:?}");
        assert!(told.contains(&format!("not read: the place \"{text}\"")), "{text}: {told}");
    }
    for text in ["Switzerland (support access from India)", "EU*", "US Backup, Germany"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list.csv");
        std::fs::write(&path, format!("Vendor,Location\nAcme,\"{text}\"\n")).expect("written");
        let path = path.to_str().expect("a path");
        let check = ["check", "gdpr_transfers", "--from", "table", path, "--complete", "--as-of", "2026-03-01"];
        let said = run(&check);
        assert!(said.errors.contains("--complete does not close the lists"), "{text}: {}", said.errors);
        assert!(said.code != Some(0), "{text}: {}", said.output);
    }
}

#[test]
fn a_remark_that_means_the_same_place_is_read() {
    let known = [
        ("Germany (DE)", "DE"),
        ("Germany (DEU)", "DE"),
        ("Deutschland (Germany)", "DE"),
        ("Ireland (eu-west-1)", "IE"),
        ("Ireland (AWS eu-west-1)", "IE"),
        ("Ireland (EU)", "IE"),
        ("Ireland (EU/EEA)", "IE"),
        ("Germany (Frankfurt)", "DE"),
        ("Germany (Frankfurt, Berlin)", "DE"),
        ("United States (US)", "US"),
        ("USA (TX)", "US"),
        ("EU (Ireland)", "EU"),
        ("Frankfurt (Germany)", "DE"),
        ("🇩🇪 Germany", "DE"),
        ("**Germany**", "DE"),
        ("Korea, Republic of", "KR"),
        ("Côte d’Ivoire", "CI"),
        ("Dublin, Ireland", "IE"),
        ("San Francisco, CA, USA", "US"),
        ("Newark, New Jersey, US", "US"),
        ("Atlanta, Georgia, US", "US"),
        ("75001 Paris, France", "FR"),
        ("Frankfurt am Main, Germany", "DE"),
        ("USA (SCCs)", "US"),
        ("UK (Adequacy)", "GB"),
        ("France (datacenter de Roubaix)", "FR"),
        ("Worldwide (US)", "anywhere"),
    ];
    let texts: Vec<&str> = known.iter().map(|(text, _)| *text).collect();
    let (places, told, is_closed) = read(&texts, &["--complete"]);
    for ((text, code), places) in known.iter().zip(&places) {
        assert_eq!(places, &[*code], "{text}: {told}");
    }
    assert!(is_closed, "{told}");
    let (places, _, _) = read(&["EEA (EU)", "Worldwide"], &["--complete"]);
    assert_eq!(places, [["EEA"], ["anywhere"]]);
    let (places, _, is_closed) = read(&["Germany (Frankfurt; Berlin) / USA", "US, Germany"], &["--complete"]);
    assert!(is_closed);
    assert_eq!(places, [["DE", "US"], ["US", "DE"]]);
}

#[test]
fn a_place_in_another_cell_keeps_the_list_open() {
    for table in [
        "Vendor,Location\nAcme,Ireland,USA\n",
        "Vendor,Location,\nAcme,Ireland,USA\n",
        "Vendor,Location\nAcme,Ireland\n,USA\n",
        "Vendor,Location,Data location\nAcme,Ireland,USA\n",
        "Vendor,Location,Hosting region\nAcme,Ireland,us-east-1\n",
        "Vendor,Location,Serverstandort\nAcme,Ireland,Virginia\n",
        "Vendor,Location,Runs on\nAcme,Ireland,AWS us-east-1\n",
        "Vendor,Location,Notes\nAcme,Ireland,\nBeta,Ireland,United States\n",
    ] {
        let said = run_with(&["read", "-", "--format", "table", "--complete"], table);
        assert!(said.errors.contains("--complete does not close the lists"), "{table}: {}", said.errors);
        assert!(said.output.contains("\"complete\": false"), "{table}: {}", said.output);
    }
    let said = run_with(&["read", "-", "--format", "table", "--complete"], "Vendor,Location,,\nAcme,Ireland,,\n");
    assert!(!said.output.contains("complete"), "empty cells say nothing: {} {}", said.output, said.errors);
}

#[test]
fn a_quote_that_is_not_closed_is_an_error_with_its_line() {
    for (table, line) in [
        ("Name,Location,Notes\nAcme,CH,\"said \nBeta,CN,x\nGamma,US,y", 2),
        ("Name;Location\n\"Acme\";CH\nBeta;\"CN\n", 3),
        ("Name,Location\nAcme,\"C\"\"H\"\"\nBeta,US\n", 2),
        ("Name,Location\r\nAcme,\"CH\nand more\"\r\nBeta,\"", 4),
        ("Name,Location\rAcme,\"CH\r", 2),
    ] {
        let said = run_with(&["read", "-", "--format", "table", "--complete"], table).fails(2);
        assert!(said.contains(&format!("opens a cell on line {line} is not closed")), "{table}: {said}");
        assert!(said.contains("L0004") && said.contains("close it"), "{table}: {said}");
    }
    for table in [
        "Name,Location,Notes\nAcme,CH,\"said\nBeta,CN,x\"\nGamma,US,y\n",
        "Name,Location,Notes\nAcme,CH,5\" disk\nGamma,US,\"a \"\"b\"\"\"\n",
        "Name,Location,Notes\nAcme,CH,\"a\" b \"\nGamma,US,\"\"\n",
    ] {
        let said = run_with(&["read", "-", "--format", "table", "--complete"], table);
        let flow: Value = serde_json::from_str(&said.output).expect("JSON");
        // A remark that names a place keeps the list open.
        let transfers = flow["transfers"].get("items").unwrap_or(&flow["transfers"]);
        let to: Vec<_> = transfers.as_array().expect("a list").iter().map(|one| &one["to"]).collect();
        assert_eq!(to, ["CH", "US"], "{table}");
    }
}
