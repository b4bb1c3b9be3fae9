//! Checks tests on facts: each form of test against each type.

use super::Check;
use super::cond::{as_set, not, words};
use super::names::{one_of_help, place_help};
use super::refuse::category_help;
use super::scope::Scope;
use super::set::Of;
use crate::atlas::Place;
use crate::policy::{Day, Formula, Literal, Membership, Order, Path, Step, Subject, Test, Total};
use crate::span::Span;
use crate::syntax::tree::{self, Compare, Left, OrderTerm, Value};
use crate::vocab::{Category, Element, EnumId, Kind, Type};

pub(super) const FALSE: Formula = Formula::Const(false);

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
            tree::Test::Is { not: true, term } => negate(self.is(subject, written, term, span, scope)),
            tree::Test::In { not: negated, set, with, on } => {
                let test = self.membership(&subject, written, set, with.as_ref(), on.as_ref(), scope);
                let Some((subject, test)) = test else { return FALSE };
                let atom = self.atom(subject, test, span, scope);
                if *negated { negate(atom) } else { atom }
            }
            tree::Test::Has(name) => self.has(&subject, written, name, span, scope),
            tree::Test::Order(order, term) => match self.order(*order, term, &subject, scope) {
                Some(test) => self.atom(subject, test, span, scope),
                None => FALSE,
            },
            tree::Test::Within(duration, at) => {
                if subject.ty != Type::Date {
                    return self.unfit(&subject, "and `within` is said of a date", *at, scope);
                }
                self.atom(subject, Test::Within(*duration), span, scope)
            }
        }
    }

    fn has(&mut self, subject: &Path, written: &tree::Path, name: &tree::Name, span: Span, scope: &Scope) -> Formula {
        let Some((set, element)) = as_set(subject) else {
            self.has_of_one(subject, written, name, span, scope);
            return FALSE;
        };
        let test = match element {
            Element::Enum(id) => self.value(id, name, scope).map(Test::HasValue),
            Element::Category => self.category(name, scope).map(Test::HasCategory),
            Element::Place => self.place(name, scope).map(Test::HasPlace),
            Element::Region => {
                self.has_of_one(subject, written, name, span, scope);
                None
            }
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
            let help = category_help(&name.text);
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

    /// Checks `in set`: the fact that is tested (a site's place, say) and the test.
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
                    self.in_of_other(subject, written, scope);
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
                    let message = format!("`on` needs a date; `{}` is {}", words(path), day.ty.describe());
                    self.error(
                        scope,
                        "L0303",
                        path.span,
                        message,
                        "write `on 2026-01-01`, or a date: `on t.concluded`".to_owned(),
                    );
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
            self.unfit(subject, "which has no order", at, scope);
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
            _ => return self.other_literal(left, right, span, scope),
        };
        let message = format!("{} is compared with {}", left.describe(), right.describe());
        self.error(scope, "L0303", span, message, help.to_owned());
        None
    }

    fn other_literal<T>(&mut self, left: Type, right: Type, span: Span, scope: &Scope) -> Option<T> {
        let message = format!("{} is compared with {}", left.describe(), right.describe());
        self.error(scope, "L0303", span, message, format!("write {}", self.fitting("…", left)));
        None
    }

    fn total(&mut self, total: &tree::Total, test: Option<&tree::Test>, span: Span, scope: &Scope) -> Formula {
        let Some((from, ty)) = self.entries(&total.from, &scope.running(&total.var.text)) else { return FALSE };
        self.new_var(&total.var, scope);
        let (inner, slot) = scope.with_var(&total.var.text, ty);
        let filter = total.filter.as_ref().map_or(Formula::Const(true), |filter| self.cond(filter, &inner));
        let Some(share) = self.path(&total.share, &inner) else { return FALSE };
        if share.ty != Type::Percent {
            let message = format!("`{}` is {}; only percents are totalled", words(&total.share), share.ty.describe());
            self.error(scope, "L0303", total.share.span, message, "total a share, such as `h.capital`".to_owned());
            return FALSE;
        }
        let subject = Subject::Total(Box::new(Total { share, slot, from, filter }));
        let Some(tree::Test::Order(order, OrderTerm::Value(value, at))) = test else {
            let help = "write `total(…) <= 39%`".to_owned();
            self.error(scope, "L0309", total.span, "a total is compared with a percent".to_owned(), help);
            return FALSE;
        };
        let Some(test) = self.order_literal(lower_order(*order), literal(*value), Type::Percent, *at, scope) else {
            return FALSE;
        };
        Formula::Atom(Box::new(self.atom_of(subject, test, span, scope)))
    }
}

/// Negates a formula for `is not` and `not in`. A single atom is marked, so that its text shows the negation.
fn negate(formula: Formula) -> Formula {
    match formula {
        Formula::Atom(mut atom) => {
            atom.negated = true;
            not(Formula::Atom(atom))
        }
        other => not(other),
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

pub(super) fn literal(value: Value) -> Literal {
    match value {
        Value::Date(date) => Literal::Date(date),
        Value::Duration(duration) => Literal::Duration(duration),
        Value::Percent(percent) => Literal::Percent(percent),
        Value::Number(number) => Literal::Number(number),
    }
}

pub(super) fn literal_type(literal: Literal) -> Type {
    match literal {
        Literal::Date(_) => Type::Date,
        Literal::Duration(_) => Type::Duration,
        Literal::Percent(_) => Type::Percent,
        Literal::Number(_) => Type::Number,
    }
}

/// Removes the `@` of a party.
pub(super) fn party_id(written: &str) -> String {
    written.strip_prefix('@').unwrap_or(written).to_owned()
}

pub(super) fn is_person(ty: Type) -> bool {
    matches!(ty, Type::Object(kind) if kind == Kind::Party || kind.is_relation())
}

/// Returns the path to the person behind a holder or supplier.
pub(super) fn as_person(mut path: Path) -> Path {
    if let Type::Object(kind) = path.ty
        && kind.is_relation()
    {
        path.steps.push(super::scope::person(kind));
        path.ty = Type::Object(Kind::Party);
    }
    path
}

/// Returns the path of a place, or of the place of a site.
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
