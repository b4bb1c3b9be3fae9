//! The codes L03xx: types, and what can be said of each.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0301",
        title: "not a condition",
        explain: r#"Only a yes_no fact, or a definition of the whole flow, stands for itself. Every other fact is tested: `is`, `in`, `has`, an order, `within`. The help shows a test that fits.

wrong:
    for every s in storage
    require s.place
right:
    for every s in storage
    require s.place in EEA"#,
    },
    Code {
        id: "L0302",
        title: "one and many are mixed up",
        explain: r#"`is` and `in` are said of one value, `has` of a set of values, and the entries of a list are spoken of one by one. A list that "is" something could mean each of its entries or any, so that the language makes you say which.

wrong:
    require storage in EEA
right:
    for every s in storage
    require s in EEA"#,
    },
    Code {
        id: "L0303",
        title: "two types that cannot be compared",
        explain: r#"Both sides of a test have one type: a percent is compared with a percent, a place with a place. There is no conversion, since a silent one would decide cases. The help shows a test that fits the left side.

wrong:
    for every h in provider.holders
    require h.capital <= 24
right:
    for every h in provider.holders
    require h.capital <= 24%"#,
    },
    Code {
        id: "L0304",
        title: "a definition said of the wrong thing",
        explain: r#"`define p is foreign as …` is said of something: `provider is foreign`. `define leaves as …` stands alone and is said of the whole flow. What a definition is said of must have the facts that its words name.

wrong:
    loci 1
    define p is foreign as p.seat not in EEA
    policy p version 1.0.0 "P" {
      rule home "The provider is at home"
        forbid foreign
    }
right:
    loci 1
    define p is foreign as p.seat not in EEA
    policy p version 1.0.0 "P" {
      rule home "The provider is at home"
        forbid provider is foreign
    }"#,
    },
    Code {
        id: "L0305",
        title: "categories are counted",
        explain: r#"Categories of data lie within one another: health data are special-category data are personal data. Their number says nothing. Ask for each with `has`.

wrong:
    forbid at least 2 c in data.categories: c is special_category
right:
    forbid data has health and data has genetic"#,
    },
    Code {
        id: "L0306",
        title: "too much in one policy",
        explain: r#"With its definitions expanded a policy comes to at most 20,000 tests and members of sets, nests at most 150 deep, and has at most 5,000 definitions, 2,000 rules, exceptions and claims, 64 levels, 256 declared facts and 64 values of each. So no text, however made, can take all time or memory. Split the policy, or build large definitions from smaller ones that are used less often.

right:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA"#,
    },
    Code {
        id: "L0307",
        title: "a yes_no fact that is compared with a word",
        explain: r#"A yes_no fact is true or false and stands for itself, with `not` before it for the contrary. The word that follows `is` here says nothing about it.

wrong:
    for every s in storage
    require s.encrypted is encryption
right:
    for every s in storage
    require s.encrypted"#,
    },
    Code {
        id: "L0308",
        title: "a group after `is`",
        explain: r#"A group is many places and no site is in all of them, so that nothing "is" the EEA. Whether a place belongs to a group is asked with `in`; membership is that of the day judged.

wrong:
    for every s in storage
    require s.place is EEA
right:
    for every s in storage
    require s.place in EEA"#,
    },
    Code {
        id: "L0309",
        title: "a total without a limit",
        explain: r#"A total of shares is compared with a percent that the policy states. What is not known of the shares makes it an interval, so that it has no one value that another fact could equal.

wrong:
    require total(h.capital for h in provider.holders where h.seat not in EU)
right:
    require total(h.capital for h in provider.holders where h.seat not in EU) <= 39%"#,
    },
    Code {
        id: "L0310",
        title: "a set of something else",
        explain: r#"The names in braces are typed where the set is tested: a place is looked up among places, a region among regions, a tool among tools. Here the set holds something else than what stands before `in`.

wrong:
    for every s in storage
    require s in {aws/eu-west-3, aws/eu-central-1}
right:
    for every s in storage
    require s.region in {aws/eu-west-3, aws/eu-central-1}"#,
    },
    Code {
        id: "L0311",
        title: "`with` in vain",
        explain: r#"`with` reads the lists that somebody is on, and some members of the tested set hold only for who is on one. A set without such members is tested without `with`; what follows it is a fact such as `t.recipient.listed`.

wrong:
    for every t in transfers
    require t.to in EEA with t.recipient.listed
right:
    for every t in transfers
    require t.to in EEA"#,
    },
    Code {
        id: "L0312",
        title: "a scoped set without `with`",
        explain: r#"Adequacy is not a set of countries: the United States are adequate only for a recipient on the list of the Data Privacy Framework, Canada only for one under PIPEDA. Such a set is tested with the lists of whoever receives; without them every recipient would pass, or none.

wrong:
    for every t in transfers
    require t.to in adequate
right:
    for every t in transfers
    require t.to in adequate with t.recipient.listed"#,
    },
    Code {
        id: "L0313",
        title: "nothing to run over",
        explain: r#"`for every`, `some`, `every`, `no`, `at least` and `total` run over lists and sets that the flow states, or a `list` of them. Several of one type are joined with `+`; which entries are meant is said with `where`. Sets of the policy are tested with `in`.

wrong:
    for every s in storage except processing
    require s.encrypted
right:
    for every s in storage + processing where s not in EEA
    require s.encrypted"#,
    },
    Code {
        id: "L0314",
        title: "a set of what no set can hold",
        explain: r#"Sets hold places, cloud regions, categories of data, or values of an enumeration. Of numbers, dates and truths a policy asks one by one.

wrong:
    fact x.holidays is set of date
right:
    fact x.markets is set of place"#,
    },
    Code {
        id: "L0315",
        title: "a window that never opens",
        explain: r#"A rule, an exception or a member holds from its first day, and `through` its last one or `before` the first day without. This window ends before it begins, so that what it belongs to would never be in force, and nobody would be told.

wrong:
    rule stores "Data rest in the EEA" from 2026-06-01 through 2026-05-31
      for every s in storage
      require s in EEA
right:
    rule stores "Data rest in the EEA" from 2026-06-01 through 2026-12-31
      for every s in storage
      require s in EEA"#,
    },
];
