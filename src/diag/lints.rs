//! The codes L04xx: what is legal but probably not meant.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0401",
        title: "unused",
        explain: r#"Nothing uses this source, set, list, definition, fact or module. A limit that was written down and is never tested is probably a slip: use it, or leave it out.

wrong:
    loci 1
    set approved = {FR, DE}
    policy p version 1.0.0 "P" {
      rule stores "A store is approved"
        for every s in storage
        require s in EEA
    }
right:
    loci 1
    set approved = {FR, DE}
    policy p version 1.0.0 "P" {
      rule stores "A store is approved"
        for every s in storage
        require s in approved
    }"#,
    },
    Code {
        id: "L0402",
        title: "nothing is cited",
        explain: r#"Whoever is told that a flow is refused asks by what right. A rule or exception cites the law, the decision or the contract it rests on, and the verdict repeats it.

wrong:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA
right:
    rule stores "Data rest in the EEA" [GDPR 44]
      for every s in storage
      require s in EEA"#,
    },
    Code {
        id: "L0403",
        title: "one of the two always holds",
        explain: r#"A condition or its contrary holds of every flow, except that both are unknown while the fact is missing. So this could only ask whether the fact was stated, and a verdict would change when a fact is added. A fact that somebody should have declared is asked for by requiring it.

wrong:
    for every s in storage
    require s in EEA or s not in EEA
right:
    for every s in storage
    require s.disclosed"#,
    },
    Code {
        id: "L0404",
        title: "an empty list helps the flow",
        explain: r#"`every` and `no` are true of an empty list, so that a flow which states no entry would be better off than one which states a good one. Write a rule with `for every`, which does not apply to an empty list; or demand an entry too.

wrong:
    require no s in storage: s not in EEA
right:
    for every s in storage
    require s in EEA"#,
    },
    Code {
        id: "L0405",
        title: "nothing is allowed",
        explain: r#"`allow L0402 "…"` says that a lint is meant, in the declaration, the policy or the rule below it. There is no such lint there, or another `allow` nearer to it takes it: a reason stands for something that is gone. Leave the line out.

wrong:
    loci 1
    use gdpr
    policy p version 1.0.0 "P" {
      allow L0402 "The board decided it without a paper"
      rule stores "Data rest in the EEA" [GDPR 44]
        for every s in storage
        require s in EEA
    }
right:
    loci 1
    policy p version 1.0.0 "P" {
      allow L0402 "The board decided it without a paper"
      rule stores "Data rest in the EEA"
        for every s in storage
        require s in EEA
    }"#,
    },
    Code {
        id: "L0420",
        title: "it never applies",
        explain: r#"No flow is one that this rule concerns: its `for every`, `where`, `when` or the policy's `applies when` exclude one another. `lexloci lint --deep` looks for this by a search over all flows."#,
    },
    Code {
        id: "L0421",
        title: "nothing violates it",
        explain: r#"Every flow satisfies this rule, or is excused from it, so that it demands nothing. Often its demand repeats what `where` or `when` has already asked."#,
    },
    Code {
        id: "L0422",
        title: "the exception never excuses",
        explain: r#"No flow that breaks the rule meets this exception's conditions, so that nobody needs it. Often the rule already lets pass what the exception wants to excuse, or the exception's `unless` takes all of it back."#,
    },
    Code {
        id: "L0423",
        title: "no flow is compliant",
        explain: r#"The policy's rules exclude one another: whatever a flow states, one of them is violated. Prove claims of parts of it, or leave out one rule after the other, to find which."#,
    },
    Code {
        id: "L0424",
        title: "it has ended",
        explain: r#"The last day of this rule or exception lies before the day that was asked about. It still counts for flows judged on an earlier day, so take it out only where none will be. `lexloci lint --as-of DATE` says so; without a day nothing has ended, since the engine has no clock."#,
    },
];
