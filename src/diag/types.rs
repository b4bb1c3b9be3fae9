//! The codes L03xx: types.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        id: "L0301",
        title: "not a condition",
        explain: "What stands here is a thing and not a statement about it; only facts of type yes_no stand alone. Test it.\n\
                  \n\
                  \x20   require t.tool is scc\n\
                  \x20   require s.encrypted",
    },
    Code {
        id: "L0302",
        title: "a list where one value is needed",
        explain: "A list has many entries: say of which of them you speak, with `for every`, `some`, `every` or `no`; or ask a set with `has` what is in it.\n\
                  \n\
                  \x20   when some t in transfers: t.to not in EEA\n\
                  \x20   when data has personal",
    },
    Code {
        id: "L0303",
        title: "types differ",
        explain: "Two things of different types are compared, or a fact is asked of something that has none. Nothing is converted: such a comparison would never be what was meant.\n\
                  \n\
                  \x20   require exit.notice <= 2 months\n\
                  \x20   require exporter.seat in EU",
    },
    Code {
        id: "L0304",
        title: "a definition is used in the wrong way",
        explain: "A definition with a parameter is said of something: `h is foreign`. One without stands alone: `personal_flow`.\n\
                  \n\
                  \x20   define h is foreign \"Seated outside the EU\" as h.seat not in EU\n\
                  \x20   require no h in provider.holders: h is foreign",
    },
    Code {
        id: "L0305",
        title: "categories cannot be counted",
        explain: "Categories of data lie within one another, so that two of them need not be two things. Ask for each of them.\n\
                  \n\
                  \x20   when data has health or data has genetic",
    },
    Code {
        id: "L0306",
        title: "the policy is too large",
        explain: "Definitions are expanded where they are used; a policy may come to 20,000 tests, 256 declared facts, and 64 values of a fact. Split it.",
    },
    Code {
        id: "L0307",
        title: "`is yes` or `is no`",
        explain: "A yes_no fact is a statement already. In this language `yes` and `no` are not values, and NO is Norway.\n\
                  \n\
                  \x20   require s.encrypted\n\
                  \x20   forbid exporter.is_public_authority",
    },
    Code {
        id: "L0308",
        title: "`is` with a group of places",
        explain: "A group has many members; a place is one of them or is not.\n\
                  \n\
                  \x20   require s.place in EEA",
    },
    Code {
        id: "L0309",
        title: "a total that is not compared",
        explain: "A total of shares is known between two bounds only, and is compared with a percent.\n\
                  \n\
                  \x20   require total(h.capital for h in provider.holders where h.seat not in EU) <= 39%",
    },
    Code {
        id: "L0310",
        title: "not a set of this kind",
        explain: "What stands after `in`, or is joined with another set, holds things of another type than the left side.\n\
                  \n\
                  \x20   require s.region in {aws/eu-west-3}\n\
                  \x20   require s.place in {FR, DE}",
    },
    Code {
        id: "L0311",
        title: "`with` does not fit",
        explain: "`with` names the lists that a recipient is on, for a set whose members hold only for those on a list.\n\
                  \n\
                  \x20   require t.to in adequate with t.recipient.listed",
    },
    Code {
        id: "L0312",
        title: "`with` is missing",
        explain: "Some members of this set hold only `with` a list: the United States are adequate only for those on the list of the Data Privacy Framework. Leaving it out would pass everybody.\n\
                  \n\
                  \x20   require t.to in adequate with t.recipient.listed",
    },
    Code {
        id: "L0313",
        title: "not a list of the flow",
        explain: "`for every` and quantifiers run over entries that a flow states: storage, transfers, the holders of a party, or a list that `list` defines. Lists are joined with `+` and narrowed with `where`.\n\
                  \n\
                  \x20   for every s in storage + processing where s not in EEA",
    },
    Code {
        id: "L0314",
        title: "there is no set of this type",
        explain: "A declared fact can be a set of places, regions, categories, or of named values.\n\
                  \n\
                  \x20   fact x.zones is set of place",
    },
];
