//! Categories of data, a lattice on the W3C DPV: `has health` is true of health and of what lies below it.
//!
//! Source: GDPR Articles 4(1), 4(5), 8, 9(1), 10; W3C DPV 2.3, extension Personal Data (`pd:`).

use super::told;
use crate::truth::Truth;

/// A category of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category(u8);

/// One row: name, the category above it, DPV term, what it is.
struct Row(&'static str, &'static str, &'static str, &'static str);

const fn row(name: &'static str, parent: &'static str, term: &'static str, doc: &'static str) -> Row {
    Row(name, parent, told(term), told(doc))
}

/// Parents stand before their children.
const ROWS: &[Row] = &[
    row(
        "personal",
        "",
        "dpv:PersonalData",
        "any information relating to an identified or identifiable person (GDPR 4(1))",
    ),
    row("contact", "personal", "pd:Contact", "names, addresses, telephone numbers, e-mail addresses"),
    row("identity", "personal", "pd:Identifying", "who a person is: name, date of birth, picture"),
    row("official_id", "personal", "pd:OfficialID", "numbers and documents issued by a state"),
    row(
        "online_identifier",
        "personal",
        "pd:DeviceBased",
        "cookies, IP addresses, device and advertising identifiers (GDPR recital 30)",
    ),
    row("location", "personal", "pd:Location", "where a person is or was"),
    row("financial", "personal", "pd:Financial", "accounts, payments, income"),
    row("employment", "personal", "pd:Professional", "work, staff and applicants"),
    row("education", "personal", "pd:Education", "schools, marks, exams"),
    row("communications", "personal", "pd:Communication", "content and circumstances of communication"),
    row("behaviour", "personal", "pd:Behavioural", "what a person does, prefers, is predicted to do"),
    row("customer", "personal", "pd:External", "customers' master and contract data"),
    row("image", "personal", "pd:Picture", "photographs, video, voice"),
    row("vehicle", "personal", "pd:Vehicle", "plates, journeys and keepers of vehicles"),
    row("office_documents", "personal", "lex:OfficeDocuments", "documents and mail of an organisation's staff"),
    row("special_category", "personal", "dpv:SpecialCategoryPersonalData", "what GDPR 9(1) lists"),
    row("health", "special_category", "pd:MedicalHealth", "physical or mental health (GDPR 4(15))"),
    row("genetic", "special_category", "pd:Genetic", "genetic data (GDPR 4(13))"),
    row("biometric", "special_category", "pd:Biometric", "biometric data for identification (GDPR 4(14))"),
    row("ethnic", "special_category", "pd:EthnicOrigin", "racial or ethnic origin"),
    row("political", "special_category", "pd:PoliticalAffiliation", "political opinions"),
    row("religious", "special_category", "pd:Religion", "religious or philosophical beliefs"),
    row("trade_union", "special_category", "pd:TradeUnionMembership", "trade-union membership"),
    row("sex_life", "special_category", "pd:Sexual", "sex life or sexual orientation"),
    row(
        "criminal",
        "personal",
        "pd:Criminal",
        "convictions and offences (GDPR 10); says whose data, not what else they tell",
    ),
    row(
        "child",
        "personal",
        "lex:ChildData",
        "data of children (GDPR 8, recital 38); says whose data, not what they tell",
    ),
    row(
        "pseudonymised",
        "personal",
        "dpv:PseudonymisedData",
        "attributable only with additional information (GDPR 4(5)); says how, not what",
    ),
    row("non_personal", "", "dpv:NonPersonalData", "data that are not personal"),
    row("anonymous", "non_personal", "dpv:AnonymisedData", "data that no longer relate to anyone (GDPR recital 26)"),
    row("industrial", "non_personal", "lex:IndustrialData", "data of machines and processes"),
    row(
        "trade_secret",
        "",
        "lex:TradeSecret",
        "secrets of trade (Directive (EU) 2016/943, Article 2(1)); personal or not, as lists of customers are",
    ),
    row("telemetry", "", "lex:Telemetry", "data that a service collects about its own use; personal or not"),
    row("public_sector", "", "lex:PublicSectorData", "data held by public bodies; personal or not"),
];

/// They say how or whose, not what: like `personal` they leave every other category below it open.
const MANNER: &[&str] = &["pseudonymised", "child", "criminal"];
/// They may be personal or not: they leave every category open.
const ORIGIN: &[&str] = &["telemetry", "public_sector", "trade_secret"];
/// The categories that GDPR 9(1) lists.
const SPECIAL: &str = "special_category";
/// They are general: beside them, manner and origin still leave categories open.
const GENERAL: &[&str] = &["personal", "special_category", "non_personal"];

impl Category {
    /// Any personal data.
    pub const PERSONAL: Category = Category(0);

    /// Returns the category with this name.
    pub fn from_name(name: &str) -> Option<Category> {
        ROWS.iter().position(|row| row.0 == name).map(|index| Category(index as u8))
    }

    /// Returns every category, parents before children.
    pub fn all() -> impl Iterator<Item = Category> {
        (0..ROWS.len()).map(|index| Category(index as u8))
    }

    /// Returns its name, as policies and flows write it.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.0)
    }

    /// Returns what it is, in a line.
    pub fn doc(self) -> &'static str {
        self.row().map_or("", |row| row.3)
    }

    /// Returns its term in the W3C DPV, or one of this vocabulary.
    pub fn term(self) -> &'static str {
        self.row().map_or("", |row| row.2)
    }

    /// Returns the category directly above it.
    pub fn parent(self) -> Option<Category> {
        self.row().and_then(|row| Category::from_name(row.1))
    }

    /// Returns whether it is `other` or lies below it.
    pub fn is_within(self, other: Category) -> bool {
        self == other || self.parent().is_some_and(|parent| parent.is_within(other))
    }

    /// Returns its position among all categories, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Returns the category at a position among all categories.
    pub fn from_index(index: usize) -> Option<Category> {
        (index < ROWS.len()).then_some(Category(index as u8))
    }

    fn row(self) -> Option<&'static Row> {
        ROWS.get(usize::from(self.0))
    }

    fn is_one_of(self, names: &[&str]) -> bool {
        names.contains(&self.name())
    }

    /// Returns whether it says only in general what the data are.
    pub(crate) fn is_general(self) -> bool {
        self.is_one_of(GENERAL)
    }

    /// Returns whether it says what the data are, rather than how, whose, where from, or only in general.
    pub(crate) fn says_what(self) -> bool {
        !self.is_one_of(MANNER) && !self.is_one_of(ORIGIN) && !self.is_one_of(GENERAL)
    }

    /// Returns the categories that the law treats apart: personal data from others, and of these what GDPR 8, 9 and 10 name.
    pub(crate) fn apart() -> impl Iterator<Item = Category> {
        let special = |category: &Category| category.row().is_some_and(|row| row.0 == SPECIAL || row.1 == SPECIAL);
        Category::all().filter(move |category| {
            *category == Category::PERSONAL || special(category) || category.is_one_of(&["criminal", "child"])
        })
    }

    /// Returns what stating this category says about `tested`, `alone` when no stated category says what the data are.
    pub(crate) fn tells(self, tested: Category, alone: bool) -> Truth {
        if self.is_within(tested) {
            return Truth::True;
        }
        let above = tested.is_within(self);
        let manner =
            alone && self.is_one_of(MANNER) && tested != Category::PERSONAL && tested.is_within(Category::PERSONAL);
        let origin = alone && self.is_one_of(ORIGIN);
        if above || manner || origin { Truth::Unknown } else { Truth::False }
    }
}

/// Returns whether data of which `stated` is known have `tested`. `complete` when nothing is left unstated.
pub fn has(stated: &[Category], complete: bool, tested: Category) -> Truth {
    let alone = !stated.iter().any(|category| category.says_what());
    let rest = if complete { Truth::False } else { Truth::Unknown };
    stated.iter().map(|category| category.tells(tested, alone)).fold(rest, Truth::or)
}

/// Returns whether a stated category lies at or below another stated one: what is said in general may turn out to be anything
/// below it, on either side.
pub fn is_known_within(have: Category, wanted: Category) -> Truth {
    let is_general = Category::all().any(|other| other != wanted && other.is_within(wanted));
    match has(&[have], true, wanted) {
        Truth::True if is_general => Truth::Unknown,
        truth => truth,
    }
}

/// Returns whether data of these categories, all of them where `complete`, surely have those of another, whatever either turns out to be.
pub fn covers(stated: &[Category], complete: bool, wanted: Category) -> Truth {
    let rest = if complete { Truth::False } else { Truth::Unknown };
    stated.iter().map(|stated| is_known_within(wanted, *stated)).fold(rest, Truth::or)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_of(stated: &[&str], tested: &str) -> Truth {
        let stated: Vec<Category> = stated.iter().map(|name| Category::from_name(name).unwrap()).collect();
        has(&stated, true, Category::from_name(tested).unwrap())
    }

    #[test]
    fn a_stated_ancestor_leaves_what_is_below_it_open() {
        assert_eq!(has_of(&["personal"], "health"), Truth::Unknown);
        assert_eq!(has_of(&["health"], "special_category"), Truth::True);
        assert_eq!(has_of(&["contact"], "health"), Truth::False);
        assert_eq!(has_of(&["non_personal"], "personal"), Truth::False);
    }

    #[test]
    fn how_and_whose_add_nothing_beside_what() {
        assert_eq!(has_of(&["pseudonymised"], "health"), Truth::Unknown);
        assert_eq!(has_of(&["pseudonymised", "contact"], "health"), Truth::False);
        assert_eq!(has_of(&["telemetry"], "personal"), Truth::Unknown);
        assert_eq!(has_of(&["trade_secret"], "personal"), Truth::Unknown);
        assert_eq!(has_of(&["trade_secret", "industrial"], "personal"), Truth::False);
        assert_eq!(has_of(&["trade_secret", "customer"], "personal"), Truth::True);
        assert_eq!(has_of(&["telemetry", "contact"], "personal"), Truth::True);
        assert_eq!(has_of(&["telemetry", "industrial"], "personal"), Truth::False);
        assert_eq!(has_of(&["pseudonymised"], "personal"), Truth::True);
    }

    #[test]
    fn parents_stand_before_their_children() {
        for category in Category::all() {
            assert!(category.parent().is_none_or(|parent| parent < category), "{}", category.name());
            assert!(category.parent().is_some() || ROWS[category.index()].1.is_empty(), "{}", category.name());
        }
    }
}
