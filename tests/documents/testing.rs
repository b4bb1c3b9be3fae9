//! docs/testing.md documents the expectations from the table by which they are read, and its tests pass.

use super::readme::blocks;
use lexloci::golden::{self, KNOWN, Known, PolicyFile};
use std::fmt::Write;

const HEAD: &str = "# Tests of policies

A test says what must come of a policy and a flow. `lexloci test PATH…` runs the tests of Markdown files, and of every `.md` file
in a folder but `README.md` and what is hidden. Its exit code is 0 where all passed, 1 where some failed, 2 where a file could not
be read. [Test a policy](how-to/tests.md) shows how to write them before the rules.

## A file

A heading names a test. Under it a block `json` has the flow and a block `verdict` the expectations, one a line; `#` opens a
comment. All else is prose. This one tests `examples/shop.loci`:

````markdown
# The shop

policy: ./shop.loci

## Customer data in Paris

```json
{\"as_of\": \"2026-03-01\", \"complete\": true, \"data\": [\"contact\"], \"exporter\": {\"seat\": \"FR\"}, \"storage\": [\"aws/eu-west-3\"]}
```

```verdict
compliant
rule stores at storage[0]: satisfied
```

## Customer data in Virginia

```json
{\"as_of\": \"2026-03-01\", \"data\": [\"contact\"], \"exporter\": {\"seat\": \"FR\"}, \"storage\": [\"aws/us-east-1\"]}
```

```verdict
non_compliant
rule stores at storage[0]: violated
because: storage[0].region is aws/us-east-1
```
````

The policy is that of the nearest heading around the test which names one:

| written | is |
|---|---|
| `policy: ./shop.loci` | a policy file; the path starts at the Markdown file. Its modules are shipped ones, files `NAME.loci` beside the policy, or in the folder of `--modules` |
| `policy: gdpr_transfers` | a shipped policy |
| a block `loci` | the policy itself |
| a block `loci NAME` | a module for `use NAME` |

A test cannot be empty: a flow without expectations, a block that expects nothing, a file without a test is a fault, and fails.

## Expectations

A block opens with the answer, and then names as much of the verdict as the test is about. ENTRY is an entry of a list as verdicts
name it, `storage[0]`; an entry inside another one is written after a comma, `storage[0],transfers[1]`. Facts of a party are named where the flow
describes it: of an operator `@host` that is the provider, `provider.holders[0]`. `storage[...]` is the rest of a list that may have more entries.
";

const TAIL: &str = "
## When a test fails

The lines that differ are printed with their place in the file, and what came instead; `lexloci check` explains the verdict.
`lexloci test --update PATH…` writes what came into these lines, leaves every other byte of the file, and prints each change; read
them before you commit them. A line stays, and fails, where nothing came that it could say: a citation that is gone, a rule that was
renamed, an error in place of a verdict. `--update` adds no test, and takes no expectation away.

`lexloci test --coverage PATH…` says which rules and exceptions the tests take in which directions, and `--coverage=full` fails
where one is missing.
";

/// Returns the page as the table has it.
fn page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n| expectation | says | example |\n|---|---|---|\n");
    let answer = KNOWN.last().into_iter();
    for known in answer.chain(KNOWN.iter().take(KNOWN.len() - 1).filter(|known| !known.is_option)) {
        row(known, &mut page);
    }
    page.push_str(
        "\nOUTCOME is `satisfied`, `violated`, `excused`, `undetermined` or `not_applicable`. Two lines are options of the check:\n",
    );
    page.push_str("\n| option | says | example |\n|---|---|---|\n");
    KNOWN.iter().filter(|known| known.is_option).for_each(|known| row(known, &mut page));
    page + TAIL
}

fn row(known: &Known, page: &mut String) {
    let form = known.form.replace(", ", "`, `").replace(" or ", "` or `");
    let form = if known.example == "non_compliant" { form } else { known.form.to_owned() };
    let _ = writeln!(page, "| `{form}` | {} | `{}` |", known.says, known.example);
}

#[test]
fn the_page_of_tests_is_the_table_of_expectations() {
    super::assert_written("docs/testing.md", &page());
}

#[test]
fn the_tests_on_the_page_pass() {
    let markdown = blocks(&page(), "markdown").into_iter().next().expect("an example");
    let mut files = |path: &str| {
        let text = super::text(&format!("examples/{path}"));
        Ok(PolicyFile { name: path.to_owned(), text, ..PolicyFile::default() })
    };
    let report = golden::Report::of(&golden::read_with(&markdown, &mut files), "testing.md");
    assert_eq!((report.passed(), report.failed()), (2, 0), "{report:?}");
}

#[test]
fn the_readme_leads_to_the_page() {
    assert!(super::text("README.md").contains("(docs/testing.md)"));
}
