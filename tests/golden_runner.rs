//! The golden-case runner itself: every way in which a file can fail to test what it seems to test.

use lexloci::golden;

/// Returns the messages of the faults of a file.
fn faults(markdown: &str) -> Vec<String> {
    let faults = golden::read(markdown).err().unwrap_or_default();
    faults.into_iter().map(|fault| format!("{}: {}", fault.line, fault.message)).collect()
}

/// Returns one section with a flow and these expectations.
fn section(expectations: &str) -> String {
    format!("# T\n```loci\nloci 1\n```\n```json\n{{}}\n```\n```verdict\n{expectations}\n```\n")
}

#[test]
fn headings_name_tests_and_sections_inherit() {
    let cases = golden::read(
        "\
# A
Prose.
```loci
loci 1 # outer
```
```loci house
loci 1 # house
```
## B
```json
{}
```
```verdict
compliant  # why
as of 2020-07-17
level label_2
```
### C
~~~loci
loci 1 # inner
~~~
~~~~json
{\"a\": 1}
~~~~
```verdict
undetermined
```
## D
```json
{}
```
```verdict
undetermined
```
# E
```loci
loci
```
```verdict
error L0004 at 1:1
```
",
    )
    .unwrap();
    let seen: Vec<_> = cases
        .iter()
        .map(|case| (case.name.as_str(), case.policy.as_str(), case.modules.len(), case.flow.as_deref()))
        .collect();
    assert_eq!(
        seen,
        [
            ("A › B", "loci 1 # outer\n", 1, Some("{}\n")),
            ("A › B › C", "loci 1 # inner\n", 1, Some("{\"a\": 1}\n")),
            ("A › D", "loci 1 # outer\n", 1, Some("{}\n")),
            ("E", "loci\n", 0, None),
        ]
    );
    let options = &cases[0].options;
    assert_eq!(options.as_of.unwrap().to_string(), "2020-07-17");
    assert_eq!(options.level.as_deref(), Some("label_2"));
    assert_eq!(cases[0].expected[0].text, "compliant");
    assert_eq!(cases[0].expected[0].line, 14);
}

#[test]
fn a_file_is_read_as_markdown_is() {
    let markdown = "\
A title
=======

- in a list:

  ```loci
  loci 1
    policy
  ```

      ```json
      as code that is indented, this is no flow

A `kept` *name* #
--------

    policy: nowhere
```json
{}
```
  ```verdict
  undetermined
  ```

<!--
## no heading
-->
";
    let cases = golden::read(markdown).unwrap();
    assert_eq!(cases.len(), 1);
    assert_eq!((cases[0].name.as_str(), cases[0].line), ("A title › A `kept` *name* #", 14));
    assert_eq!((cases[0].policy.as_str(), cases[0].policy_at), ("loci 1\n  policy\n", Some(7)));
    assert_eq!(cases[0].expected[0].line, 22);
    assert!(golden::read(&markdown.replace('\n', "\r\n")).is_ok());
}

#[test]
fn every_kind_of_expectation_is_read() {
    let all = "\
compliant
part chapter_v: compliant, applies yes
part other: applies unknown
rule ground at transfers[0]: satisfied
rule ground at storage[0],transfers[1]: excused
rule stores: not_applicable
missing: transfers[0].tool, storage[0],transfers[1].to
ask: a.b, c.d
ask: none
cites: GDPR 45(3)
cites: EDPB_MEASURES \"use case 7\"
because: transfers[0].to is US
because: transfers[0].assessment is favourable, as attested
duty exporter by 2027-03-01
duty exporter
excused ground by consent
excused ground at transfers[0] by consent
reservation keys at storage[0]: violated
reservation: none
level: required label_3, reached none, open label_2, open label_3
lint L0004";
    let cases = golden::read(&section(all)).unwrap();
    assert_eq!(cases[0].expected.len(), 21);
}

#[test]
fn a_line_that_nobody_understands_is_a_fault() {
    for wrong in [
        "complaint",
        "rule ground: fine",
        "rule ground at two words: satisfied",
        "rule ground satisfied",
        "duty exporter by tomorrow",
        "part x: compliant, applies maybe",
        "error L9999",
        "as of 2020-02-30",
        "level: required",
        "missing:",
        "ask: a, , b",
        "proceed please",
        "because:",
    ] {
        let found = faults(&section(&format!("compliant\n{wrong}")));
        assert_eq!(found, [format!("10: `{wrong}` is not an expectation")]);
    }
}

/// Returns the help of the one fault that a line of a block is.
fn help(line: &str) -> String {
    let faults = golden::read(&section(&format!("compliant\n{line}"))).err().unwrap_or_default();
    assert_eq!(faults.len(), 1, "{line}: {faults:?}");
    faults.into_iter().map(|fault| fault.help).collect()
}

#[test]
fn a_line_that_is_no_expectation_is_told_those_that_are() {
    for unknown in ["colour: red", "every rule is satisfied", "stores: violated"] {
        let help = help(unknown);
        assert!(help.starts_with("these are known, and docs/testing.md explains them:\n"), "{help}");
        for known in golden::KNOWN {
            assert!(help.contains(&format!("\n  {}", known.form)), "{} in {help}", known.form);
        }
    }
    for (misspelt, meant) in
        [("rul stores: violated", "rule"), ("reservaton k: violated", "reservation"), ("complaint", "compliant")]
    {
        assert!(help(misspelt).starts_with(&format!("did you mean `{meant}`? ")), "{misspelt}");
    }
    assert_eq!(
        help("rule stores: violatd"),
        "write `rule RULE [at ENTRY]: OUTCOME`, such as `rule stores at storage[0]: violated`; OUTCOME is satisfied, \
         violated, excused, undetermined, not_applicable"
    );
    assert_eq!(help("as of 2020-02-30"), "write `as of DATE`, such as `as of 2026-03-01`");
}

#[test]
fn the_example_of_each_expectation_is_one() {
    for known in golden::KNOWN {
        let block = match (known.example.split(' ').next(), known.is_option) {
            (Some("error"), _) => known.example.to_owned(),
            (Some("non_compliant"), _) => known.example.to_owned(),
            _ => format!("compliant\n{}", known.example),
        };
        let read = golden::read(&section(&block));
        assert!(read.is_ok(), "{}: {:?}", known.example, read.err());
    }
}

#[test]
fn a_policy_file_is_asked_of_the_host() {
    let markdown = "# A\npolicy: ./a.loci\n```loci house\nloci 1 # block\n```\n## B\n```json\n{}\n```\n```verdict\ncompliant\n```\n";
    let mut asked = vec![];
    let mut files = |path: &str| {
        asked.push(path.to_owned());
        let mut modules = lexloci::Modules::new();
        modules.insert("house".to_owned(), "loci 1 # file".to_owned());
        modules.insert("other".to_owned(), "loci 1".to_owned());
        Ok(golden::PolicyFile { name: "x/a.loci".to_owned(), text: "loci 1 # a".to_owned(), modules })
    };
    let cases = golden::read_with(markdown, &mut files).unwrap();
    assert_eq!(asked, ["./a.loci"]);
    let case = &cases[0];
    assert_eq!((case.policy.as_str(), case.policy_at), ("loci 1 # a", None));
    assert_eq!(case.policy_file.as_deref(), Some("x/a.loci"));
    let texts: Vec<_> = ["house", "other"].iter().filter_map(|name| case.modules.get(*name)).collect();
    assert_eq!(texts, ["loci 1 # block\n", "loci 1"], "a block of the file comes before a module beside the policy");
    assert_eq!(faults(markdown), ["2: cannot read the policy `./a.loci`: here a test reads no policy files"]);
}

#[test]
fn a_block_that_could_not_fail_is_a_fault() {
    for nothing in ["", "# compliant", "as of 2020-07-17"] {
        assert_eq!(faults(&section(nothing)), ["8: this block expects nothing"]);
    }
    assert!(faults(&section("rule a: satisfied"))[0].contains("the first line"));
    assert!(faults(&section("compliant\nundetermined"))[0].contains("the first line"));
    assert!(faults(&section("compliant\nerror L0004"))[0].contains("one or the other"));
}

#[test]
fn a_file_that_tests_nothing_is_a_fault() {
    assert_eq!(faults("# Only prose\n"), ["1: there is no test in this file"]);
    assert_eq!(faults(""), ["1: there is no test in this file"]);
    let half = "# T\n```loci\nloci 1\n```\n```json\n{}\n```\n";
    assert_eq!(faults(half), ["1: a flow without a `verdict` block tests nothing"]);
    let no_flow = "# T\n```loci\nloci 1\n```\n```verdict\ncompliant\n```\n";
    assert!(faults(no_flow)[0].contains("a verdict needs a flow"));
    let no_policy = "# T\n```json\n{}\n```\n```verdict\ncompliant\n```\n";
    assert!(faults(no_policy)[0].contains("a test needs a policy"));
    let no_name = "```loci\nloci 1\n```\n```json\n{}\n```\n```verdict\ncompliant\n```\n";
    assert!(faults(no_name)[0].contains("a test needs a heading"));
}

#[test]
fn the_file_itself_can_be_wrong() {
    assert!(faults("# T\n```json\n{}\n")[0].contains("opens here with ``` is not closed"));
    assert!(faults("# T\n~~~~json\n{}\n~~~\n")[0].contains("opens here with ~~~~ is not closed"));
    assert!(faults("# T\npolicy: gdpr_transfer\n")[0].contains("no shipped policy"));
    let twice = format!("{}{}", section("compliant"), section("compliant"));
    assert!(faults(&twice)[0].contains("a second test of the name `T`"));
    let second = "# T\n```json\n{}\n```\n```json\n{}\n```\n```verdict\nundetermined\n```\n";
    assert!(faults(second)[0].contains("a second `json` block"));
    assert!(faults("# T\n```verdict strict\n```\n")[0].contains("more than"));
}
