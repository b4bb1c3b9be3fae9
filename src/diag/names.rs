//! The codes L02xx: names.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0201",
        title: "a module that contains a policy",
        explain: "A module holds what several policies share: sources, sets, lists, definitions and facts. A policy in it would never be judged, so it is refused.\n\
                  \n\
                  \x20   loci 1\n\
                  \x20   set approved = {aws/eu-central-1, ovhcloud/GRA}",
    },
    Code {
        id: "L0202",
        title: "there is no such module",
        explain: "What `use` names is a module that is shipped, or one that the host passes in: for the command a file of that name beside the policy, or in the folder of `--modules`.\n\
                  \n\
                  \x20   use gdpr",
    },
    Code {
        id: "L0203",
        title: "modules use each other in a circle",
        explain: "A module cannot use itself, nor a module that leads back to it: there would be no order in which to read them. Put what both need into a third one.\n\
                  \n\
                  \x20   use gdpr",
    },
    Code { id: "L0204", title: "too many modules", explain: "A policy and what it uses come to at most 64 files." },
    Code {
        id: "L0205",
        title: "a name is defined twice",
        explain: "A name means one thing in a policy and in all modules that it uses, so that nobody has to know which of two is meant. Rename one; or write `replace` to put your own in the place of a set or definition that a module brings, and the verdict will say so.\n\
                  \n\
                  \x20   use gdpr\n\
                  \x20   replace set adequate = {CH, NZ}",
    },
    Code {
        id: "L0206",
        title: "a name that is taken",
        explain: "The words of the vocabulary, the keys of a flow, places and groups keep their meaning everywhere. Choose another name.\n\
                  \n\
                  \x20   set approved_places = {FR, DE}",
    },
    Code {
        id: "L0207",
        title: "there is nothing to replace",
        explain: "`replace` puts a set in the place of a set, or a definition in the place of one with as many parameters, of a module that is used. Without such a one, leave the word out.\n\
                  \n\
                  \x20   use gdpr\n\
                  \x20   replace set adequate = {CH, NZ}",
    },
    Code {
        id: "L0208",
        title: "a name is replaced twice",
        explain: "Two files of which neither uses the other replace the same name: which of them counts would depend on their order. Replace it in one place.\n\
                  \n\
                  \x20   replace set adequate = {CH, NZ}",
    },
    Code {
        id: "L0209",
        title: "a variable with a name that is taken",
        explain: "The variable of `for every`, of a quantifier or of a definition may not bear the name of a key of the flow, of a set, list or definition, or of a variable around it: a reader could take one for the other.\n\
                  \n\
                  \x20   for every t in transfers where t.to not in EEA",
    },
    Code {
        id: "L0210",
        title: "nothing has this name",
        explain: "There is no fact, set, list, definition or variable of this name here. The help has the nearest one. Variables are known from where they are introduced to the end of their rule or quantifier.\n\
                  \n\
                  \x20   for every s in storage\n\
                  \x20   require s.region in approved",
    },
    Code {
        id: "L0211",
        title: "a fact of one's own that is not declared",
        explain: "Facts under `x` are a policy's own. Each is declared, with its type, before the policy.\n\
                  \n\
                  \x20   fact x.tier is one of {gold, silver}",
    },
    Code {
        id: "L0212",
        title: "something is defined by itself",
        explain: "A definition, list or set may use others, but not itself, nor one that leads back to it: it would mean nothing.\n\
                  \n\
                  \x20   define s is close \"In the EEA\" as s in EEA",
    },
    Code {
        id: "L0213",
        title: "there is no such source",
        explain: "A citation names a source that the policy or a module introduces, so that a reader can look it up.\n\
                  \n\
                  \x20   source DPO is \"Board decision on hosting, 2026-02-03\"\n\
                  \x20   rule stores \"Data rest in the EEA\" [DPO 1]",
    },
    Code {
        id: "L0214",
        title: "not a value of this fact",
        explain: "The fact has a closed list of values, and this is none of them. The help has the nearest or all of them.\n\
                  \n\
                  \x20   require t.tool is scc",
    },
    Code {
        id: "L0215",
        title: "there is no such place",
        explain: "Places are the codes of ISO 3166, in capitals: `FR`, `GB` (not UK), `GR` (not EL), `PT-20`. Groups of places have names of their own: `EU`, `EEA`. `lexloci atlas place:GB` shows what is known of one.\n\
                  \n\
                  \x20   require s in EEA except {LI}",
    },
    Code {
        id: "L0216",
        title: "there is no such region",
        explain: "A region is its provider, a slash, and the id that the provider gives it. `lexloci atlas provider:aws` lists those of a provider.\n\
                  \n\
                  \x20   require s.region in {aws/eu-west-3, scaleway/fr-par}",
    },
    Code {
        id: "L0217",
        title: "the file has no policy",
        explain: "A file that is to judge ends with a policy. A module has none, and cannot be checked against a flow.\n\
                  \n\
                  \x20   policy crm version 1.0.0 \"Customer data stay in the EEA\" {\n\
                  \x20     rule stores \"Data rest in the EEA\"\n\
                  \x20       for every s in storage\n\
                  \x20       require s in EEA\n\
                  \x20   }",
    },
    Code {
        id: "L0218",
        title: "a declared fact does not stand under `x`",
        explain: "The vocabulary is closed; what it lacks is declared under `x`, of the flow or of one of its objects.\n\
                  \n\
                  \x20   fact x.tier is one of {gold, silver}\n\
                  \x20   fact site.x.audited is date",
    },
    Code {
        id: "L0219",
        title: "there is no such level",
        explain: "`at` names one of the levels that the policy lists from the lowest to the highest. A rule binds from its level upward.\n\
                  \n\
                  \x20   levels basic < high\n\
                  \x20   rule keys \"The keys are ours\" at high",
    },
    Code {
        id: "L0220",
        title: "nothing here could block",
        explain: "A policy, and each part of it, needs a rule whose violation makes the flow non-compliant. With minor and advisory rules alone everything would be compliant.\n\
                  \n\
                  \x20   rule stores \"Data rest in the EEA\"\n\
                  \x20     for every s in storage\n\
                  \x20     require s in EEA\n\
                  \x20     severity blocking",
    },
    Code {
        id: "L0221",
        title: "there is no such rule or exception",
        explain: "`to` names the rules that the exception excuses, or the exceptions that it defeats.\n\
                  \n\
                  \x20   exception backup to stores \"A backup under our own keys\"",
    },
    Code {
        id: "L0222",
        title: "an exception defeats itself",
        explain: "An exception to an exception defeats it. Where this leads back to the first, neither holds nor fails.\n\
                  \n\
                  \x20   exception late to consent \"Consent that was withdrawn\"",
    },
    Code {
        id: "L0223",
        title: "an exception to a rule and to an exception",
        explain: "One excuses a rule, the other defeats an excuse: they pull in opposite directions. Write two.\n\
                  \n\
                  \x20   exception backup to stores \"A backup\"\n\
                  \x20   exception remote to backup \"A backup far away\"",
    },
];
