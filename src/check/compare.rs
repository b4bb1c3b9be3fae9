//! Tests on facts: each form of test against each type.

use super::Check;
use super::cond::{as_set, not, words};
use super::names::{one_of_help, place_help};
use super::scope::Scope;
use super::set::Of;
use crate::atlas::{self, Group, Place};
use crate::policy::{Day, Formula, Literal, Membership, Order, Path, Step, Subject, Test, Total};
use crate::span::Span;
use crate::syntax::tree::{self, Compare, Item, Left, OrderTerm, Term, Value};
use crate::vocab::{Category, Element, EnumId, Kind, Type};

const FALSE: Formula = Formula::Const(false);

impl Check {
    pub(super) fn compare(&mut self, compare: &Compare, span: Span, scope: &Scope) -> Formula {
        match (&compare.left, &compare.test) {
            (Left::Path(path), None) => self.alone(path, span, scope),
            (Left::Path(path), Some(test)) => match self.path(path, scope) {
                Some(subject) => self.test(subject, path, test, span, scope),
                None => FALSE,
            },
            (Left::Total(total), test) => self.total(total, test.as_ref(), span, scope),
        }
    }

    fn test(&mut self, subject: Path, written: &tree::Path, test: &tree::Test, span: Span, scope: &Scope) -> Formula {
        match test {
            tree::Test::Is { not: false, term } => self.is(subject, written, term, span, scope),
            tree::Test::Is { not: true, term } => not(self.is(subject, written, term, span, scope)),
            tree::Test::In { not: negated, set, with, on } => {
                let test = self.membership(&subject, written, set, with.as_ref(), on.as_ref(), scope);
                let Some((subject, test)) = test else { return FALSE };
                let atom = self.atom(subject, test, span, scope);
                if *negated { not(atom) } else { atom }
            }
            tree::Test::Has(name) => self.has(&subject, written, name, span, scope),
            tree::Test::Order(order, term) => match self.order(*order, term, &subject, scope) {
                Some(test) => self.atom(subject, test, span, scope),
                None => FALSE,
            },
            tree::Test::Within(duration, at) => {
                if subject.ty != Type::Date {
                    return self.mismatch(&subject, "`within` is said of a date", *at, scope);
                }
                self.atom(subject, Test::Within(*duration), span, scope)
            }
        }
    }

    /// `is term`. A name is a value where the left side is enumerated, a definition where it is an object, else a path.
    fn is(&mut self, subject: Path, written: &tree::Path, term: &Term, span: Span, scope: &Scope) -> Formula {
        if matches!(subject.ty, Type::Set(_) | Type::List(_)) {
            let left = words(written);
            let help = format!("say `{left} has …`, or `some e in {left}: e …`");
            self.error(scope, "L0302", span, format!("`{left}` is {}; `is` needs one value", subject.ty.describe()), help);
            return FALSE;
        }
        match term {
            Term::Ref(path) => self.is_ref(subject, path, span, scope),
            Term::Region(name) => self.is_region(subject, name, span, scope),
            Term::Party(name) if is_person(subject.ty) => {
                let test = Test::IsParty(party_id(&name.text));
                self.atom(as_person(subject), test, span, scope)
            }
            Term::Party(name) => self.mismatch(&subject, "`@…` is a party", name.span, scope),
            Term::Value(value, at) => match literal(*value) {
                literal if literal_type(literal) == subject.ty => self.atom(subject, Test::IsLiteral(literal), span, scope),
                _ => self.mismatch(&subject, &format!("this is {}", literal_type(literal(*value)).describe()), *at, scope),
            },
        }
    }

    fn is_ref(&mut self, subject: Path, path: &tree::Path, span: Span, scope: &Scope) -> Formula {
        let name = match path.names.as_slice() {
            [name] => Some(name),
            _ => None,
        };
        if let Some(test) = name.and_then(|name| self.value_test(&subject, &name.text)) {
            let subject = place_of(&subject).filter(|_| matches!(test, Test::IsPlace(_))).unwrap_or(subject);
            return self.atom(subject, test, span, scope);
        }
        if let Some(name) = name {
            if let Some(found) = self.definition(&name.text, scope) {
                return self.is_definition(found, subject, name, scope);
            }
            if matches!(subject.ty, Type::YesNo) {
                let help = "a yes_no fact stands alone: `s.encrypted`, `not s.encrypted`".to_owned();
                self.error(scope, "L0307", name.span, format!("`is {}` says nothing of yes or no", name.text), help);
                return FALSE;
            }
        }
        self.is_path(subject, path, span, scope)
    }

    /// A value of the vocabulary or the atlas that `subject` can be.
    fn value_test(&self, subject: &Path, name: &str) -> Option<Test> {
        match subject.ty {
            Type::Enum(id) => self.declared.value(id, name).map(Test::IsValue),
            Type::Category => Category::from_name(name).map(Test::IsCategory),
            Type::Region if name == "none" => Some(Test::IsRegion(None)),
            Type::Object(Kind::Party) if name == "none" => Some(Test::IsNone),
            _ if place_of(subject).is_some() => Place::from_code(name).map(Test::IsPlace),
            _ => None,
        }
    }

    fn is_definition(&mut self, found: (usize, super::Layer), subject: Path, name: &tree::Name, scope: &Scope) -> Formula {
        let file = self.world.file(found.1.unit);
        match file.as_ref().and_then(|file| file.items.get(found.1.item)) {
            Some(Item::Define(define)) if define.param.is_some() => self.expand(found, define, Some(subject), name.span, scope),
            Some(Item::Define(_)) => {
                let message = format!("`{}` is said of the whole flow", name.text);
                self.error(scope, "L0304", name.span, message, format!("let it stand alone: `{}`", name.text));
                FALSE
            }
            Some(Item::Set(_) | Item::List(_)) => {
                let message = format!("`{}` is a set", name.text);
                self.error(scope, "L0302", name.span, message, format!("say `in {}`", name.text));
                FALSE
            }
            _ => FALSE,
        }
    }

    fn is_path(&mut self, subject: Path, path: &tree::Path, span: Span, scope: &Scope) -> Formula {
        let Some(other) = self.try_path(path, scope) else {
            return self.unknown_term(&subject, path, scope);
        };
        if is_person(subject.ty) && is_person(other.ty) {
            return self.atom(as_person(subject), Test::IsPath(as_person(other)), span, scope);
        }
        let places = place_of(&subject).zip(place_of(&other));
        if let Some((left, right)) = places {
            return self.atom(left, Test::IsPath(right), span, scope);
        }
        if subject.ty == other.ty && !matches!(subject.ty, Type::Object(_) | Type::Text) {
            return self.atom(subject, Test::IsPath(other), span, scope);
        }
        self.mismatch(&subject, &format!("`{}` is {}", words(path), other.ty.describe()), path.span, scope)
    }

    fn unknown_term(&mut self, subject: &Path, path: &tree::Path, scope: &Scope) -> Formula {
        let name = words(path);
        let (code, help) = match subject.ty {
            Type::Enum(id) => ("L0214", one_of_help(&name, &self.declared.values(id))),
            Type::Category => ("L0214", one_of_help(&name, &Category::all().map(Category::name).collect::<Vec<_>>())),
            _ if place_of(subject).is_some() && Group::from_name(&name).is_some() => {
                ("L0308", format!("a group has many members: say `in {name}`"))
            }
            _ if place_of(subject).is_some() => ("L0215", place_help(&name)),
            ty => {
                let visible: Vec<&str> = self.world.visible(scope.unit).collect();
                ("L0210", crate::nearest::nearest(&name, visible.into_iter()).map_or_else(|| format!("the left side is {}", ty.describe()), |near| format!("did you mean `{near}`?")))
            }
        };
        self.error(scope, code, path.span, format!("`{name}` is not known here"), help);
        FALSE
    }

    fn is_region(&mut self, subject: Path, name: &tree::Name, span: Span, scope: &Scope) -> Formula {
        if subject.ty != Type::Region {
            return self.mismatch(&subject, "this is a cloud region", name.span, scope);
        }
        match self.region(name, scope) {
            Some(index) => self.atom(subject, Test::IsRegion(Some(index)), span, scope),
            None => FALSE,
        }
    }

    /// A cloud region of the atlas; its error is said when there is none.
    pub(super) fn region(&mut self, name: &tree::Name, scope: &Scope) -> Option<u16> {
        if let Some(region) = atlas::region(&name.text) {
            return Some(region.index as u16);
        }
        let help = match atlas::nearest_region(&name.text) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a region is provider/id, such as aws/eu-west-3".to_owned(),
        };
        self.error(scope, "L0216", name.span, format!("the atlas has no region `{}`", name.text), help);
        None
    }

    fn has(&mut self, subject: &Path, written: &tree::Path, name: &tree::Name, span: Span, scope: &Scope) -> Formula {
        let Some((set, element)) = as_set(subject) else {
            let left = words(written);
            let help = match subject.ty {
                Type::List(_) => format!("say `some e in {left}: e.kind is {}`", name.text),
                _ => format!("say `{left} is {}`", name.text),
            };
            self.error(scope, "L0302", span, format!("`{left}` is {}; `has` needs a set", subject.ty.describe()), help);
            return FALSE;
        };
        let test = match element {
            Element::Enum(id) => self.value(id, name, scope).map(Test::HasValue),
            Element::Category => self.category(name, scope).map(Test::HasCategory),
            Element::Place => self.place(name, scope).map(Test::HasPlace),
            Element::Region => None,
        };
        test.map_or(FALSE, |test| self.atom(set, test, span, scope))
    }

    pub(super) fn value(&mut self, id: EnumId, name: &tree::Name, scope: &Scope) -> Option<u8> {
        let found = self.declared.value(id, &name.text);
        if found.is_none() {
            let help = one_of_help(&name.text, &self.declared.values(id));
            self.error(scope, "L0214", name.span, format!("`{}` is not a value of this fact", name.text), help);
        }
        found
    }

    pub(super) fn category(&mut self, name: &tree::Name, scope: &Scope) -> Option<Category> {
        let found = Category::from_name(&name.text);
        if found.is_none() {
            let help = one_of_help(&name.text, &Category::all().map(Category::name).collect::<Vec<_>>());
            self.error(scope, "L0214", name.span, format!("`{}` is not a category of data", name.text), help);
        }
        found
    }

    pub(super) fn place(&mut self, name: &tree::Name, scope: &Scope) -> Option<Place> {
        let found = Place::from_code(&name.text);
        if found.is_none() {
            self.error(scope, "L0215", name.span, format!("`{}` is not a place", name.text), place_help(&name.text));
        }
        found
    }

    /// `in set`: the fact that is tested (a site's place, say) and the test.
    fn membership(
        &mut self,
        subject: &Path,
        written: &tree::Path,
        set: &tree::SetExpr,
        with: Option<&tree::Path>,
        on: Option<&tree::On>,
        scope: &Scope,
    ) -> Option<(Path, Test)> {
        let (subject, of) = match subject.ty {
            Type::Enum(id) => (subject.clone(), Of::Enum(id)),
            Type::Category => (subject.clone(), Of::Category),
            Type::Region => (subject.clone(), Of::Region),
            ty if is_person(ty) => (as_person(subject.clone()), Of::Party),
            _ => match place_of(subject) {
                Some(place) => (place, Of::Place),
                None => {
                    let left = words(written);
                    let help = match subject.ty {
                        Type::Set(_) | Type::List(_) => format!("say `some e in {left}: e in …`, or `{left} has …`"),
                        _ => "sets hold places, cloud regions, parties, categories and values of enumerations".to_owned(),
                    };
                    self.error(scope, "L0302", written.span, format!("`{left}` is {}; it cannot be in a set", subject.ty.describe()), help);
                    return None;
                }
            },
        };
        let lowered = self.set(set, of, scope)?;
        let with = match with {
            Some(path) => Some(self.scope_lists(path, &lowered, scope)?),
            None => {
                self.refuse_unscoped(&lowered, set, scope)?;
                None
            }
        };
        let on = match on {
            None => None,
            Some(tree::On::Date(date, _)) => Some(Day::Date(*date)),
            Some(tree::On::Path(path)) => {
                let day = self.path(path, scope)?;
                if day.ty != Type::Date {
                    self.mismatch(&day, "`on` needs a date", path.span, scope);
                    return None;
                }
                Some(Day::Path(day))
            }
        };
        Some((subject, Test::In(Membership { set: lowered, with, on })))
    }

    fn order(&mut self, order: tree::Order, term: &OrderTerm, subject: &Path, scope: &Scope) -> Option<Test> {
        let order = lower_order(order);
        if !matches!(subject.ty, Type::Number | Type::Percent | Type::Date | Type::Duration) {
            let at = match term {
                OrderTerm::Value(_, span) => *span,
                OrderTerm::Path(path) => path.span,
            };
            self.mismatch(subject, "numbers, percents, dates and durations have an order", at, scope);
            return None;
        }
        match term {
            OrderTerm::Value(value, span) => self.order_literal(order, literal(*value), subject.ty, *span, scope),
            OrderTerm::Path(path) => {
                let other = self.path(path, scope)?;
                if other.ty != subject.ty {
                    self.mismatch(subject, &format!("`{}` is {}", words(path), other.ty.describe()), path.span, scope);
                    return None;
                }
                Some(Test::OrderPath(order, other))
            }
        }
    }

    fn order_literal(&mut self, order: Order, literal: Literal, left: Type, span: Span, scope: &Scope) -> Option<Test> {
        let right = literal_type(literal);
        if right == left {
            return Some(Test::Order(order, literal));
        }
        let help = match (left, literal) {
            (Type::Percent, Literal::Number(_)) => "write `24%`",
            (Type::Duration, Literal::Number(_)) => "write `15 days`, `2 months` or `1 year`",
            (Type::Date, Literal::Duration(_)) => "say `within 12 months`: at most that long before as_of",
            _ => "both sides need the same type",
        };
        let message = format!("{} is compared with {}", left.describe(), right.describe());
        self.error(scope, "L0303", span, message, help.to_owned());
        None
    }

    fn total(&mut self, total: &tree::Total, test: Option<&tree::Test>, span: Span, scope: &Scope) -> Formula {
        let Some((from, ty)) = self.entries(&total.from, scope) else { return FALSE };
        self.new_var(&total.var, scope);
        let (inner, slot) = scope.with_var(&total.var.text, ty);
        let filter = total.filter.as_ref().map_or(Formula::Const(true), |filter| self.cond(filter, &inner));
        let Some(share) = self.path(&total.share, &inner) else { return FALSE };
        if share.ty != Type::Percent {
            return self.mismatch(&share, "only percents are totalled", total.share.span, scope);
        }
        let subject = Subject::Total(Box::new(Total { share, slot, from, filter }));
        let Some(tree::Test::Order(order, OrderTerm::Value(value, at))) = test else {
            let help = "write `total(…) <= 39%`".to_owned();
            self.error(scope, "L0309", total.span, "a total is compared with a percent".to_owned(), help);
            return FALSE;
        };
        let Some(test) = self.order_literal(lower_order(*order), literal(*value), Type::Percent, *at, scope) else { return FALSE };
        Formula::Atom(Box::new(self.atom_of(subject, test, span, scope)))
    }

    fn mismatch(&mut self, subject: &Path, what: &str, span: Span, scope: &Scope) -> Formula {
        let help = format!("the left side is {}", subject.ty.describe());
        self.error(scope, "L0303", span, format!("types differ: {what}"), help);
        FALSE
    }
}

fn lower_order(order: tree::Order) -> Order {
    match order {
        tree::Order::LessOrEqual => Order::LessOrEqual,
        tree::Order::GreaterOrEqual => Order::GreaterOrEqual,
        tree::Order::Less => Order::Less,
        tree::Order::Greater => Order::Greater,
    }
}

fn literal(value: Value) -> Literal {
    match value {
        Value::Date(date) => Literal::Date(date),
        Value::Duration(duration) => Literal::Duration(duration),
        Value::Percent(percent) => Literal::Percent(percent),
        Value::Number(number) => Literal::Number(number),
    }
}

fn literal_type(literal: Literal) -> Type {
    match literal {
        Literal::Date(_) => Type::Date,
        Literal::Duration(_) => Type::Duration,
        Literal::Percent(_) => Type::Percent,
        Literal::Number(_) => Type::Number,
    }
}

/// `@acme` without its sign.
pub(super) fn party_id(written: &str) -> String {
    written.strip_prefix('@').unwrap_or(written).to_owned()
}

pub(super) fn is_person(ty: Type) -> bool {
    matches!(ty, Type::Object(kind) if kind == Kind::Party || kind.is_relation())
}

/// A holder or supplier stands for the person.
pub(super) fn as_person(mut path: Path) -> Path {
    if let Type::Object(kind) = path.ty {
        if kind.is_relation() {
            path.steps.push(super::scope::person(kind));
            path.ty = Type::Object(Kind::Party);
        }
    }
    path
}

/// A place, or the place that a site stands for.
pub(super) fn place_of(path: &Path) -> Option<Path> {
    match path.ty {
        Type::Place => Some(path.clone()),
        Type::Object(Kind::Site) => {
            let (index, fact) = Kind::Site.fact("place")?;
            let mut path = path.clone();
            path.steps.push(Step { kind: Kind::Site, field: crate::policy::Field(index as u16) });
            path.ty = fact.ty;
            Some(path)
        }
        _ => None,
    }
}
