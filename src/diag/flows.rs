//! The codes L05xx: flows. Those that the host of a language reports stand in host.rs.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0501",
        title: "a key that is no fact",
        explain: r#"The keys of a flow are the facts of the vocabulary. A misspelt one must not pass for a fact that is merely missing, so every unknown key is an error. Facts that a policy declares stand under `x`.

wrong:
    {"as_of": "2026-03-01", "storge": ["FR"]}
right:
    {"as_of": "2026-03-01", "storage": ["FR"]}"#,
    },
    Code {
        id: "L0502",
        title: "a key that stands twice",
        explain: r#"Readers of JSON disagree on which of two equal keys counts, and two tools would judge two flows. Leave one out.

wrong:
    {"as_of": "2026-03-01", "storage": ["FR"], "storage": ["US"]}
right:
    {"as_of": "2026-03-01", "storage": ["FR", "US"]}"#,
    },
    Code {
        id: "L0503",
        title: "a value of the wrong type",
        explain: r#"A yes_no fact is true or false, a list an array, a percent a text such as "44.4%", a duration "2 months" or "P2M", a day "2026-03-01". Nothing is converted or guessed. What is not known is left out, or null.

wrong:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "encrypted": "yes"}]}
right:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "encrypted": true}]}"#,
    },
    Code {
        id: "L0504",
        title: "no day to judge",
        explain: r#"Law changes from day to day, and the engine has no clock. A flow states the day it is judged as of, unless whoever runs the engine gives it: `--as-of`, `asOf`.

wrong:
    {"storage": ["FR"]}
right:
    {"as_of": "2026-03-01", "storage": ["FR"]}"#,
    },
    Code {
        id: "L0505",
        title: "two statements about one party contradict each other",
        explain: r#"Equal ids are one person, whose facts are those of all its mentions. Two mentions may add to each other, but not say different things. Correct one, or give the other party an id of its own.

wrong:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "operator": {"id": "acme", "seat": "FR"}}], "provider": {"id": "acme", "seat": "US"}}
right:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "operator": "@acme"}], "provider": {"id": "acme", "seat": "US"}}"#,
    },
    Code {
        id: "L0506",
        title: "a contradiction of the atlas",
        explain: r#"The atlas knows where a cloud region is and who operates it, and the flow says otherwise. Mostly one of the two is a slip. Where you know better, list the path under `instead`: the statement then counts, and the verdict says so.

wrong:
    {"as_of": "2026-03-01", "storage": [{"region": "aws/eu-west-3", "place": "DE"}]}
right:
    {"as_of": "2026-03-01", "storage": [{"region": "aws/eu-west-3", "place": "DE"}], "instead": ["storage[0].place"]}"#,
    },
    Code {
        id: "L0507",
        title: "a contradiction of what follows from the flow",
        explain: r#"Some facts follow from others: who sees clear text, whom a foreign law reaches, how long switching takes. The flow states one that its other facts exclude. Leave it out, correct the others, or list the path under `instead` when you know better. Where two statements exclude each other (a party under no law and under one, shares of one owner in two entries, data of a site that the flow's data leave out) nobody can know better: correct one of them.

wrong:
    {"as_of": "2026-03-01", "storage": ["FR"], "provider": {"seat": "US", "exposed": false}}
right:
    {"as_of": "2026-03-01", "storage": ["FR"], "provider": {"seat": "US"}}"#,
    },
    Code {
        id: "L0508",
        title: "no such place",
        explain: r#"Places are ISO 3166-1 codes of two letters, some ISO 3166-2 codes, and organisations such as EPO. Their names in English, French and German are read too, where they mean one place. A group such as "EU" or "anywhere" may stand for a place: it means every one of its members in turn, and the worst counts.

wrong:
    {"as_of": "2026-03-01", "storage": ["Europe"]}
right:
    {"as_of": "2026-03-01", "storage": ["EU"]}"#,
    },
    Code {
        id: "L0509",
        title: "no such cloud region",
        explain: r#"A region is the provider, a slash, and the provider's own id. One that the atlas does not know could lie anywhere, so it is an error and not unknown. Where the atlas lacks it, state `place` and `operator` instead.

wrong:
    {"as_of": "2026-03-01", "storage": ["aws/eu-wset-3"]}
right:
    {"as_of": "2026-03-01", "storage": ["aws/eu-west-3"]}"#,
    },
    Code {
        id: "L0510",
        title: "no such value",
        explain: r#"The fact has one of a closed list of values, and this is none of them. The help shows the nearest, or all. What is not known is left out; "none" says that there is none, where the list has it.

wrong:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "kind": "bakup"}]}
right:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "kind": "backup"}]}"#,
    },
    Code {
        id: "L0511",
        title: "a fact that cannot exist",
        explain: r#"Some facts exist only beside others: the version of standard contractual clauses where the tool is such clauses, keys where something is encrypted. Stating one states the other; where the flow excludes the other, it contradicts itself.

wrong:
    {"as_of": "2026-03-01", "storage": ["FR"], "transfers": [{"to": "US", "tool": "bcr", "scc_version": "scc_2021_914"}]}
right:
    {"as_of": "2026-03-01", "storage": ["FR"], "transfers": [{"to": "US", "tool": "scc", "scc_version": "scc_2021_914"}]}"#,
    },
    Code {
        id: "L0513",
        title: "shares that do not come to a whole",
        explain: r#"The holders' shares of capital, or of votes, add up to more than 100.5 %, which rounding does not explain; or these are all holders, each states its share, and the shares add up to less than 99.5 %. A list of holders is complete where it says `"complete": true`, or where its capital or votes reach 99.5 %. Correct the shares, list the other holders, write `"complete": false`, or name whose the rest is beside `"complete": true`: `"remainder": "free float"`, or `"none"` where it is nobody's, as of treasury shares.

wrong:
    {"as_of": "2026-03-01", "storage": ["FR"], "provider": {"holders": [{"capital": "60%"}, {"capital": "60%"}]}}
right:
    {"as_of": "2026-03-01", "storage": ["FR"], "provider": {"holders": [{"capital": "60%"}, {"capital": "40%"}]}}"#,
    },
    Code {
        id: "L0514",
        title: "no such level or part",
        explain: r#"The level or part to judge was named from outside, and the policy has none of that name. The help lists those that it has. Without a name the highest level is judged, and every part.

right:
    {"as_of": "2026-03-01", "storage": ["FR"]}"#,
    },
    Code {
        id: "L0550",
        title: "storage is empty",
        explain: r#"An empty array says that the data rest nowhere, which is rare. Rules about stores then do not apply. Leave `storage` out when it is not known, or state it.

wrong:
    {"as_of": "2026-03-01", "storage": []}
right:
    {"as_of": "2026-03-01", "storage": ["FR"]}"#,
    },
    Code {
        id: "L0552",
        title: "`instead` in vain",
        explain: r#"`instead` lists paths on which the flow overrules the atlas or a derivation. Nothing contradicts what is stated at this one, or nothing is stated there. Leave it out, so that it does not hide a slip later.

wrong:
    {"as_of": "2026-03-01", "storage": ["FR"], "instead": ["storage[0].place"]}
right:
    {"as_of": "2026-03-01", "storage": ["FR"]}"#,
    },
    Code {
        id: "L0515",
        title: "a reference to nobody",
        explain: r#"A party may be named by its id, `"@acme"`, wherever a party may stand. The id has to be that of a party that the flow describes, or at least names with `"id"`: a misspelt one would be somebody of whom nothing is known. Correct the reference, or describe the party where it stands.

wrong:
    {"as_of": "2026-03-01", "provider": {"id": "acme", "seat": "FR"}, "storage": [{"place": "FR", "operator": "@acne"}]}
right:
    {"as_of": "2026-03-01", "provider": {"id": "acme", "seat": "FR"}, "storage": [{"place": "FR", "operator": "@acme"}]}"#,
    },
    Code {
        id: "L0516",
        title: "two holders of one key",
        explain: r#"A site says twice whose the keys of one layer of protection are, or where they are held: in its own `keys`, which are those of its encryption at rest, and in a measure of the kind `encryption` or `encryption_at_rest`; or in two measures of one kind. Both cannot be so. State one of them. Layers of other kinds, such as pseudonymisation, have keys of their own; what is said of the whole flow says nothing of a site.

wrong:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "encrypted": true, "keys": {"holder": "provider"}, "measures": [{"kind": "encryption_at_rest", "keys": {"holder": "exporter"}}]}]}
right:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "encrypted": true, "keys": {"holder": "provider"}, "measures": [{"kind": "pseudonymisation", "keys": {"holder": "exporter"}}]}]}"#,
    },
    Code {
        id: "L0553",
        title: "a tool that has no effect",
        explain: r#"A transfer names a tool, such as standard contractual clauses, and its destination lies where the GDPR applies as such. Chapter V asks for a tool only where data leave that territory. Nothing is wrong; but if a third country was meant, the destination is.

wrong:
    {"as_of": "2026-03-01", "exporter": {"seat": "FR"}, "transfers": [{"to": "ES", "tool": "scc"}]}
right:
    {"as_of": "2026-03-01", "exporter": {"seat": "FR"}, "transfers": [{"to": "ES"}]}"#,
    },
    Code {
        id: "L0554",
        title: "a vendor that is known from memory only",
        explain: r#"A party is named as a vendor of the atlas, and where that one has its seat or who owns it was not looked up in a source. The verdict stands on it all the same. Look both up and state them beside the key; `lexloci atlas vendor:NAME` tells what the atlas has, and from where.

wrong:
    {"as_of": "2026-03-01", "transfers": [{"to": "US", "recipient": "zendesk"}]}
right:
    {"as_of": "2026-03-01", "transfers": [{"to": "US", "recipient": {"name": "Zendesk, Inc.", "seat": "US", "ultimate_parent": "US"}}]}"#,
    },
    Code {
        id: "L0555",
        title: "a flow that says it is all",
        explain: r#"A flow with "complete": true says that the sites, transfers and measures which it does not list do not exist. The verdict rests on that. It says nothing of the data, nor of anything that is listed of a person.

wrong:
    {"as_of": "2026-03-01", "complete": true, "storage": ["FR"]}
right:
    {"as_of": "2026-03-01", "storage": ["FR"]}"#,
    },
    Code {
        id: "L0556",
        title: "a region that the atlas lacks",
        explain: r#"The flow names a region of a provider that the atlas does not know, and states its place and operator. Those are taken as stated; what a policy says of regions by name stays unknown of this one. A region that the atlas lacks of a provider that it knows is an error (L0509), unless its path stands under `instead`: it is mostly misspelt.

wrong:
    {"as_of": "2026-03-01", "storage": [{"region": "acme/fra-1", "place": "DE", "operator": {"name": "Acme GmbH", "seat": "DE"}}]}
right:
    {"as_of": "2026-03-01", "storage": [{"place": "DE", "operator": {"name": "Acme GmbH", "seat": "DE"}}]}"#,
    },
    Code {
        id: "L0557",
        title: "the policy declares a vendor or region of the flow",
        explain: r#"The flow names a vendor or a region that the atlas lacks, and that the policy or one of its modules declares. Its place, its operator and its owner are the word of the policy's author, which the verdict repeats.

right:
    {"as_of": "2026-03-01", "storage": [{"place": "DE", "operator": {"name": "Acme GmbH", "seat": "DE", "ultimate_parent": "DE"}}]}"#,
    },
    Code {
        id: "L0558",
        title: "places that are named in words",
        explain: r#"The flow names a place as people do: by its name in English, French or German, by a code of three letters, or by a subdivision. The verdict says which code each is judged by. A name of several places, or one that is only near to a name, stays an error.

wrong:
    {"as_of": "2026-03-01", "storage": [{"place": "Germany"}]}
right:
    {"as_of": "2026-03-01", "storage": [{"place": "DE"}]}"#,
    },
    Code {
        id: "L0559",
        title: "a name that stands for several regions",
        explain: r#"A site names a multi-region, a dual region or a region of a platform. A dual region such as gcp/EUR4 keeps data in each of its regions, so that it is a site in each, with all that the flow states of the site. A multi-region such as gcp/EU is in some place of its area, and each place of the area is judged in turn; which region it is stays unknown. A region of a platform such as heroku/eu is a site of the cloud below and one of the company that runs the platform there, because both have the data.

wrong:
    {"as_of": "2026-03-01", "storage": ["gcp/EUR4"]}
right:
    {"as_of": "2026-03-01", "storage": ["gcp/europe-north1", "gcp/europe-west4"]}"#,
    },
    Code {
        id: "L0560",
        title: "a vendor's name with another seat or owner",
        explain: r#"A party has the name of a vendor of the atlas, and the flow states another seat, or another country for the head of its group. A name is no key, and two companies can have one: what is stated counts, and the verdict says that the atlas knows it otherwise. Where the vendor is meant, write its key or name under `vendor`; a seat or an owner that contradicts the atlas is then an error.

wrong:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "operator": {"name": "Google LLC", "seat": "IE", "ultimate_parent": "IE"}}]}
right:
    {"as_of": "2026-03-01", "storage": [{"place": "FR", "operator": {"vendor": "google", "seat": "IE"}}]}"#,
    },
    Code {
        id: "L0561",
        title: "a tool on which a body of the Union cannot rely",
        explain: r#"The exporter is a body of the Union (`regime` is `eudpr`), and the flow states clauses of 2021 as filled in, or rules of a group, a code or a certification as binding a recipient who is no processor. Both can be so, and carry nothing: clauses have to be those adopted under Regulation (EU) 2018/1725, of which there are none, and the approved tools of the GDPR serve such a body towards processors alone (Article 48(2)). The statement is read as no. Clauses of the body's own, which the EDPS authorised, are `ad_hoc_clauses`. List the path under `instead` when you know better.

wrong:
    {"as_of": "2026-03-01", "exporter": {"seat": "BE", "regime": "eudpr"}, "transfers": [{"to": "IN", "scc_version": "scc_2021_914", "complete": true}]}
right:
    {"as_of": "2026-03-01", "exporter": {"seat": "BE", "regime": "eudpr"}, "transfers": [{"to": "IN", "tool": "ad_hoc_clauses", "authorised": true}]}"#,
    },
    Code {
        id: "L0562",
        title: "a fact under `x` that the policy does not declare",
        explain: r#"The flow states a fact under `x` that the policy does not declare there, and the policy declares one of nearly the same name, or one of this name of another kind of thing. What is not declared counts for nothing, since it may be another policy's: the fact that was meant is still missing. Correct the name, or state the fact of what the policy declares it of: `fact transfer.x.approved_by is …` declares a fact of a transfer, and `fact x.approved_by is …` one of the flow.

right:
    {"as_of": "2026-03-01", "storage": ["FR"], "x": {"approved_by": true}}"#,
    },
    Code {
        id: "L0590",
        title: "the flow is too large",
        explain: r#"A flow is one data set of one exporter on one day, and states at most 20,000 sites, parties, transfers and the like. Split it.

right:
    {"as_of": "2026-03-01", "storage": ["FR"]}"#,
    },
    Code {
        id: "L0591",
        title: "judging takes too long",
        explain: r#"Every verdict is bounded by a number of steps, never by time, so that a verdict is the same on every machine. Rules that run over several long lists multiply their lengths. Split the flow, or state fewer entries and fewer groups of places.

right:
    {"as_of": "2026-03-01", "storage": ["FR"]}"#,
    },
    Code {
        id: "L0592",
        title: "too many groups of places at once",
        explain: r#"A group in the place of a place means every member in turn, and two groups mean every pair. Members that the policy cannot tell apart are judged once; beyond 4,096 combinations nothing is judged. State a place, or a smaller group, where it is known.

right:
    {"as_of": "2026-03-01", "storage": ["EU"]}"#,
    },
];
