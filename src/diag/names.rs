//! The codes L02xx: names, and what stands behind them.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0201",
        title: "a module with a policy",
        explain: r#"A module is used by policies: it holds sources, sets, lists, definitions and facts. A policy inside it would never be judged, so it is refused rather than passed over. Move the policy into a file of its own, which says `use`.

wrong:
    # house.loci
    loci 1
    set approved = {FR, DE}
    policy inner version 1.0.0 "Never judged" {
      rule r "R"
        require purposes_specified
    }
    # the policy
    loci 1
    use house
    policy p version 1.0.0 "P" {
      rule stores "Data rest where the house allows"
        for every s in storage
        require s in approved
    }
right:
    # house.loci
    loci 1
    set approved = {FR, DE}
    # the policy
    loci 1
    use house
    policy p version 1.0.0 "P" {
      rule stores "Data rest where the house allows"
        for every s in storage
        require s in approved
    }"#,
    },
    Code {
        id: "L0202",
        title: "no such module",
        explain: r#"`use` names a module that is shipped, or one that whoever runs the engine passes in: for the command line, NAME.loci beside the policy or in the folder of `--modules`. Nothing is fetched from anywhere. The help names the modules at hand.

wrong:
    use gdrp
right:
    use gdpr"#,
    },
    Code {
        id: "L0203",
        title: "modules that use each other",
        explain: r#"A module that uses itself, through others or not, has no meaning: nobody could say which replacement comes last. Take one `use` out of the circle; what both need goes into a third module.

wrong:
    # house.loci
    loci 1
    use garden
    # garden.loci
    loci 1
    use house
    # the policy
    loci 1
    use house
    policy p version 1.0.0 "P" {
      rule r "R"
        require purposes_specified
    }
right:
    # house.loci
    loci 1
    use garden
    # garden.loci
    loci 1
    # the policy
    loci 1
    use house
    policy p version 1.0.0 "P" {
      rule r "R"
        require purposes_specified
    }"#,
    },
    Code {
        id: "L0204",
        title: "too many modules",
        explain: r#"A policy consists of at most 64 files, and once they come to 2 MiB no more are read, so that a hostile one cannot take all memory. Put several modules into one.

right:
    use gdpr"#,
    },
    Code {
        id: "L0205",
        title: "a name that is defined twice",
        explain: r#"Every name is defined once among the files that see each other, so that a reader who finds a definition has found the only one. Rename one of the two. Where a definition of a module shall be another one, say `replace`: the verdict lists what was replaced.

wrong:
    set adequate = {CH, JP}
right:
    replace set adequate = adequate except US"#,
    },
    Code {
        id: "L0206",
        title: "a name that means something already",
        explain: r#"Facts of the flow, values of the vocabulary, places and groups keep their meaning in every policy, so that no policy can be misread. Choose another name. Sources are cited only and may bear any name.

wrong:
    set EEA = {FR, DE}
right:
    set home = {FR, DE}"#,
    },
    Code {
        id: "L0207",
        title: "a replacement that does not fit",
        explain: r#"`replace` gives a set or definition of a used module another content, everywhere, also inside the modules. There must be one, and a set replaces a set, a definition with a parameter one with a parameter. Groups and places are the atlas's and cannot be replaced: define a set of your own.

wrong:
    replace set adequat = adequate except US
right:
    replace set adequate = adequate except US"#,
    },
    Code {
        id: "L0208",
        title: "replaced twice",
        explain: r#"Of two replacements of one name, the file that uses the other has the last word. In one file, or in two of which neither uses the other, nobody does. Say it once.

wrong:
    replace set adequate = adequate except US
    replace set adequate = adequate except JP
right:
    replace set adequate = adequate except {US, JP}"#,
    },
    Code {
        id: "L0209",
        title: "a variable that hides something",
        explain: r#"A variable, or the parameter of a definition, may not bear the name of a fact of the flow, a set, a list, a definition, a value, a place or another variable around it. A word then means the same wherever it stands in the file. Choose another name.

wrong:
    for every storage in storage
    require storage in EEA
right:
    for every s in storage
    require s in EEA"#,
    },
    Code {
        id: "L0210",
        title: "no such name",
        explain: r#"The word is no fact of what stands before its dot; or, where it opens a path, no variable, fact of the flow, set, list or definition that is visible here. Facts and values are those of the vocabulary; an exception speaks with the variables of the rule it excuses. The help shows the nearest name, or the module that brings it.

wrong:
    for every t in transfers
    require t.tol is scc
right:
    for every t in transfers
    require t.tool is scc"#,
    },
    Code {
        id: "L0211",
        title: "a fact that is not declared",
        explain: r#"Facts that the vocabulary lacks stand under `x`, and a `fact` line says of what type they are, so that a misspelt one is found before any flow is judged. Declare it, with the kind of thing it belongs to.

wrong:
    require x.tier is gold
right:
    loci 1
    fact x.tier is one of {gold, silver}
    policy p version 1.0.0 "P" {
      rule r "R"
        require x.tier is gold
    }"#,
    },
    Code {
        id: "L0212",
        title: "a definition in a circle",
        explain: r#"Definitions are expanded where they are used, so that every policy halts. One that leads to itself would never end. Only in a replacement the name means what is replaced: `replace set adequate = adequate except US`.

wrong:
    define settled as not open
    define open as not settled
right:
    define settled as purposes_specified
    define open as not settled"#,
    },
    Code {
        id: "L0213",
        title: "no such source",
        explain: r#"A citation names a source: one that a `source` line of this file gives a title and an address, or that a used module brings. So every citation in a verdict can be opened.

wrong:
    rule stores "Data rest in the EEA" [BOARD 3]
      for every s in storage
      require s in EEA
right:
    loci 1
    source BOARD is "Board decision on hosting, 2026-02-03"
    policy p version 1.0.0 "P" {
      rule stores "Data rest in the EEA" [BOARD 3]
        for every s in storage
        require s in EEA
    }"#,
    },
    Code {
        id: "L0214",
        title: "no such value",
        explain: r#"The fact has one of a closed list of values, or a category of data is meant, and this is none of them. Values are lower case. The help shows the nearest, or all.

wrong:
    for every t in transfers
    require t.tool is SCC
right:
    for every t in transfers
    require t.tool is scc"#,
    },
    Code {
        id: "L0215",
        title: "no such place",
        explain: r#"Places are ISO 3166-1 codes of two letters (FR), some ISO 3166-2 codes where law differs inside a state (PT-20), and organisations with law of their own (EPO). Groups have names: EU, EEA, EFTA, anywhere. The United Kingdom is GB, Greece GR.

wrong:
    for every s in storage
    require s in {FR, UK}
right:
    for every s in storage
    require s in {FR, GB}"#,
    },
    Code {
        id: "L0216",
        title: "no such cloud region",
        explain: r#"A region is the provider, a slash, and the provider's own id. The atlas knows those whose place is published; a region that it lacks cannot be named, but the place of a site can be tested.

wrong:
    for every s in storage
    require s.region is aws/eu-wset-3
right:
    for every s in storage
    require s.region is aws/eu-west-3"#,
    },
    Code {
        id: "L0217",
        title: "no policy",
        explain: r#"A file that is judged ends with a policy. Without one it is a module, which a policy can `use`.

wrong:
    loci 1
    set approved = {FR, DE}
right:
    loci 1
    set approved = {FR, DE}
    policy p version 1.0.0 "Data rest where we allow" {
      rule stores "A store is approved"
        for every s in storage
        require s in approved
    }"#,
    },
    Code {
        id: "L0218",
        title: "a fact declared in the wrong place",
        explain: r#"A declared fact is one of the whole flow (`x.tier`) or of one kind of thing (`site.x.tier`, `party.x.rating`). The kind is that of one entry: `site`, not `storage`. Declared facts keep apart from the vocabulary, which may grow.

wrong:
    fact storage.x.tier is one of {gold, silver}
right:
    fact site.x.tier is one of {gold, silver}"#,
    },
    Code {
        id: "L0219",
        title: "no such level",
        explain: r#"`at` names a level of the `levels` line, and the rule binds from there upward. A rule without `at` binds at every level.

wrong:
    levels basic < high
    rule stores "Data rest in the EEA" at hihg
      for every s in storage
      require s in EEA
right:
    levels basic < high
    rule stores "Data rest in the EEA" at high
      for every s in storage
      require s in EEA"#,
    },
    Code {
        id: "L0220",
        title: "nothing can be violated",
        explain: r#"The verdict comes from blocking rules. A policy without one, or a part without one, would never say non_compliant, whatever the flow is. A rule is blocking unless it says `severity minor` or `severity advisory`.

wrong:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA
      severity minor
right:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA"#,
    },
    Code {
        id: "L0221",
        title: "an exception to nothing",
        explain: r#"An exception names the rules that it excuses, or the exceptions that it defeats. This name is neither. A claim has no exceptions: it is proved, not judged.

wrong:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA
    exception backup to store "A backup elsewhere"
      when s.kind is backup
right:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA
    exception backup to stores "A backup elsewhere"
      when s.kind is backup"#,
    },
    Code {
        id: "L0222",
        title: "exceptions in a circle",
        explain: r#"An exception to an exception defeats it. In a circle each would hold when it does not. Take one of them out: say to which rule it is an exception.

wrong:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA
    exception one to two "E"
      when s.kind is backup
    exception two to one "F"
      when s.kind is cache
right:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA
    exception one to stores "E"
      when s.kind is backup
    exception two to one "F"
      when s.kind is cache"#,
    },
    Code {
        id: "L0223",
        title: "an exception to rules and exceptions at once",
        explain: r#"An exception to a rule helps the flow, one to an exception works against it. One that is both would be read wrongly by somebody. Write two.

wrong:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA
    exception backup to stores "E"
      when s.kind is backup
    exception keys to stores, backup "F"
      when s.keys.holder is exporter
right:
    rule stores "Data rest in the EEA"
      for every s in storage
      require s in EEA
    exception backup to stores "E"
      when s.kind is backup
    exception keys to backup "F"
      when s.keys.holder is exporter"#,
    },
    Code {
        id: "L0224",
        title: "a module with the name of a shipped one",
        explain: r#"A shipped module means the same to everybody, so that one of the same name that is passed in is never read in its place. Give yours another name. To change what a shipped module says, `use` it and `replace` its definitions: the verdict lists them.

wrong:
    # gdpr.loci
    loci 1
    set adequate = {CH}
    # the policy
    loci 1
    use gdpr
    policy p version 1.0.0 "P" {
      rule r "R"
        require purposes_specified
    }
right:
    # house.loci
    loci 1
    use gdpr
    replace set adequate = {CH}
    # the policy
    loci 1
    use house
    policy p version 1.0.0 "P" {
      rule r "R"
        for every t in transfers
        require t.to in adequate
    }"#,
    },
    Code {
        id: "L0225",
        title: "no such set to amend",
        explain: r#"A supposition such as `US leaves adequate on 2027-03-01` amends a set by its name, and the policy reads none of that name. The help names one that it reads. Groups of places such as EU or EEA can be amended as well.

right:
    loci 1
    use gdpr
    policy p version 1.0.0 "P" {
      rule r "R" for every t in transfers require t.to in adequate with t.recipient.listed
    }"#,
    },
    Code {
        id: "L0226",
        title: "a declaration of what exists",
        explain: r#"`vendor` and `region` add what the atlas lacks. A vendor or a region that the atlas has cannot be declared again, under its key, its id or one of its names: two descriptions of one company could differ, and nobody who reads a verdict would see which of them was meant. Leave the declaration out. A flow that knows better than the atlas lists the path under `instead`.

wrong:
    vendor desk "Zendesk, Inc." seat US
right:
    vendor acme "Acme GmbH" seat DE parent DE"#,
    },
    Code {
        id: "L0227",
        title: "a declaration against the atlas",
        explain: r#"A declaration says something that the atlas, or another declaration, excludes: a region of a known cloud with an operator that has no region there, a region of a platform that runs in a region of somebody else, or a parent that is not at the top of its group. Correct what contradicts, or leave the declaration out.

wrong:
    region aws/eu-south-9 in IT operated by scaleway
right:
    region aws/eu-south-9 in IT operated by aws"#,
    },
    Code {
        id: "L0228",
        title: "no such vendor",
        explain: r#"A region names the vendor that operates it, by its key: one of the atlas (aws, scaleway), or one that the policy or a module declares. A key with other signs than letters, digits and `_` is written with `@`.

wrong:
    vendor acme "Acme GmbH" seat DE
    region acme/fra-1 in DE operated by acne
right:
    vendor acme "Acme GmbH" seat DE
    region acme/fra-1 in DE operated by acme"#,
    },
    Code {
        id: "L0229",
        title: "only a lint can be allowed",
        explain: r#"`allow` takes the code of a lint and the reason why it is meant. A lint is about a policy that is legal: L0401 to L0404, those of `lexloci lint --deep` from L0420, and L0424. An error is mended, what is said about a flow is no matter of the policy, and L0405 says that nothing is allowed.

wrong:
    loci 1
    policy p version 1.0.0 "P" {
      allow L0210 "Somebody will add it"
      rule stores "Data rest in the EEA"
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
];
