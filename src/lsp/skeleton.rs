//! Skeletons of clauses: what an editor inserts for the word that opens one, with places to fill in.

/// The word that opens a clause, and its skeleton in the snippet syntax of the protocol.
pub(super) const SKELETONS: &[(&str, &str)] = &[
    ("loci", "loci 1\n"),
    ("use", "use ${1:gdpr}"),
    ("source", "source ${1:BOARD} is \"${2:Board decision, 2026-02-03}\""),
    ("set", "set ${1:approved} = {${2:FR, DE}}"),
    ("list", "list ${1:exports} = ${2:t} in ${3:transfers} where ${2:t}.${4:to not in EEA}"),
    ("define", "define ${1:p} is ${2:foreign} \"${3:its seat is outside the Union}\" as ${1:p}.${4:seat not in EU}"),
    ("fact", "fact ${1:site}.x.${2:inspected} is ${3:yes_no}"),
    ("vendor", "vendor ${1:acme} \"${2:Acme GmbH}\" seat ${3:DE} parent ${4:DE}"),
    ("region", "region ${1:acme}/${2:fra-1} in ${3:DE} operated by ${1:acme}"),
    (
        "policy",
        "policy ${1:home} version 1.0.0 \"${2:Data rest in the EEA}\" {\n  rule ${3:stores} \"${4:A store is in the EEA}\"\n    for every ${5:s} in ${6:storage}\n    require ${5:s} ${7:in EEA}\n}",
    ),
    (
        "rule",
        "rule ${1:stores} \"${2:A store is in the EEA}\"\n  for every ${3:s} in ${4:storage}\n  require ${3:s} ${5:in EEA}",
    ),
    (
        "exception",
        "exception ${1:backup} to ${2:stores} \"${3:An encrypted backup}\"\n  when ${4:s.kind is backup and s.encrypted}",
    ),
    (
        "claim",
        "claim ${1:inside} \"${2:No store is outside the EEA}\"\n  never some ${3:s} in ${4:storage}: ${3:s} ${5:not in EEA}",
    ),
    ("for every", "for every ${1:s} in ${2:storage}"),
    ("duty", "duty ${1:exporter} \"${2:Test the exit}\" within ${3:12 months}"),
    ("remedy", "remedy \"${1:Take the keys back.}\""),
    ("applies when", "applies when ${1:data has personal}"),
    ("levels", "levels ${1:low} < ${2:high}"),
];

/// Returns the skeleton of a clause.
pub(super) fn skeleton(word: &str) -> Option<&'static str> {
    SKELETONS.iter().find(|(opens, _)| *opens == word).map(|(_, text)| *text)
}

/// Returns a skeleton with its suggestions and without its marks.
pub(super) fn plain(skeleton: &str) -> String {
    let mut text = String::new();
    let mut rest = skeleton;
    while let Some((before, mark)) = rest.split_once("${") {
        text.push_str(before);
        let (inside, after) = mark.split_once('}').unwrap_or((mark, ""));
        text.push_str(inside.split_once(':').map_or("", |(_, suggestion)| suggestion));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tries every skeleton in a text: none brings an error.
    #[test]
    fn a_skeleton_is_a_clause_without_errors() {
        for (word, text) in SKELETONS {
            let clause = plain(text);
            let rule = "rule stores \"A store\"\n for every s in storage\n require s in EEA\n";
            let policy = |members: &str| format!("policy p version 1.0.0 \"P\" {{\n{members}\n}}\n");
            let source = match *word {
                "loci" => format!("{clause}{}", policy(rule)),
                "policy" => format!("loci 1\n{clause}\n"),
                "region" => format!("loci 1\n{}\n{clause}\n{}", plain(skeleton("vendor").unwrap_or("")), policy(rule)),
                "rule" => format!("loci 1\n{}", policy(&clause)),
                "exception" | "claim" => format!("loci 1\n{}", policy(&format!("{rule}{clause}"))),
                "applies when" | "levels" => format!("loci 1\n{}", policy(&format!("{clause}\n{rule}"))),
                "for every" => format!("loci 1\n{}", policy(&format!("rule r \"R\"\n{clause}\nrequire s in EEA"))),
                "duty" | "remedy" => format!("loci 1\n{}", policy(&format!("{rule}{clause}"))),
                _ => format!("loci 1\n{clause}\n{}", policy(rule)),
            };
            let found = crate::editor::diagnose(&source, &crate::engine::Modules::new());
            let errors: Vec<_> = found.iter().filter(|each| each.is_error()).collect();
            assert!(errors.is_empty(), "{word}: {errors:?}\n{source}");
        }
    }
}
