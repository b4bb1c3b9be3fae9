//! Erases spans, so that trees can be compared by content.

use super::tree::{
    Cite, ClaimDecl, Compare, Cond, CondKind, DefineDecl, Demand, DutyDecl, ExceptionDecl, FactDecl, File, Item,
    Layout, Left, ListDecl, Loop, Member, MemberKind, Name, On, OrderTerm, Path, PolicyDecl, PolicyMember, Quantified,
    RegionDecl, RuleDecl, SetDecl, SetExpr, SetKind, SourceDecl, Term, Test, Text, Total, Type, TypeKind, VendorDecl,
    WindowDecl,
};
use crate::span::Span;

impl File {
    /// Empties all spans and drops the comments and the layout, which are about positions only. Two files with the same
    /// content are equal afterwards.
    pub fn forget_spans(&mut self) {
        if let Some((_, span)) = &mut self.edition {
            span.forget();
        }
        self.uses.forget();
        self.items.forget();
        self.policy.forget();
        self.comments.clear();
        self.layout = Layout::default();
    }
}

trait Forget {
    fn forget(&mut self);
}

impl Forget for Span {
    fn forget(&mut self) {
        *self = Span::default();
    }
}

impl<T: Forget> Forget for Option<T> {
    fn forget(&mut self) {
        self.iter_mut().for_each(Forget::forget);
    }
}

impl<T: Forget> Forget for Vec<T> {
    fn forget(&mut self) {
        self.iter_mut().for_each(Forget::forget);
    }
}

impl<T: Forget> Forget for Box<T> {
    fn forget(&mut self) {
        (**self).forget();
    }
}

/// Implements `Forget` for nodes by forgetting the named fields.
macro_rules! forget_fields {
    ($($node:ident { $($field:ident),+ })+) => {
        $(impl Forget for $node {
            fn forget(&mut self) {
                $(self.$field.forget();)+
            }
        })+
    };
}

forget_fields! {
    Name { span }
    Text { span }
    Path { names, span }
    SourceDecl { name, title, url, window, span }
    SetDecl { name, of, value, span }
    ListDecl { name, var, from, cond, span }
    DefineDecl { param, name, title, cond, span }
    FactDecl { path, ty, span }
    VendorDecl { key, name, seat, parent, span }
    RegionDecl { id, place, operator, span }
    Type { kind, span }
    PolicyDecl { name, version, title, applies, levels, members, span }
    RuleDecl { name, title, part, level, cites, window, loops, when, demands, duties, remedy, span }
    Loop { var, from, cond, span }
    Demand { cond, unless, span }
    ExceptionDecl { name, targets, title, cites, window, when, unless, duties, span }
    ClaimDecl { name, title, cites, when, never, span }
    DutyDecl { holder, text, span }
    WindowDecl { span }
    Cite { source, span }
    Cond { kind, cites, span }
    Quantified { var, from, filter, body }
    Compare { left, test }
    Total { share, var, from, filter, span }
    SetExpr { kind, span }
    Member { kind, with, window, cites, span }
}

impl Forget for Item {
    fn forget(&mut self) {
        match self {
            Item::Source(source) => source.forget(),
            Item::Set(set) => set.forget(),
            Item::List(list) => list.forget(),
            Item::Define(define) => define.forget(),
            Item::Fact(fact) => fact.forget(),
            Item::Vendor(vendor) => vendor.forget(),
            Item::Region(region) => region.forget(),
            Item::Broken(name, span) => (name.forget(), span.forget()).0,
        }
    }
}

impl Forget for PolicyMember {
    fn forget(&mut self) {
        match self {
            PolicyMember::Rule(rule) => {
                if let Some((_, span)) = &mut rule.severity {
                    span.forget();
                }
                rule.forget();
            }
            PolicyMember::Exception(exception) => exception.forget(),
            PolicyMember::Claim(claim) => claim.forget(),
            PolicyMember::Broken(name, span) => (name.forget(), span.forget()).0,
        }
    }
}

impl Forget for TypeKind {
    fn forget(&mut self) {
        match self {
            TypeKind::OneOf(names) => names.forget(),
            TypeKind::SetOf(ty) => ty.forget(),
            _ => {}
        }
    }
}

impl Forget for CondKind {
    fn forget(&mut self) {
        match self {
            CondKind::And(operands) | CondKind::Or(operands) => operands.forget(),
            CondKind::Not(operand) => operand.forget(),
            CondKind::Quantified(quantified) => quantified.forget(),
            CondKind::Compare(compare) => compare.forget(),
            CondKind::Broken => {}
        }
    }
}

impl Forget for Left {
    fn forget(&mut self) {
        match self {
            Left::Path(path) => path.forget(),
            Left::Total(total) => total.forget(),
        }
    }
}

impl Forget for Test {
    fn forget(&mut self) {
        match self {
            Test::Is { term, .. } => term.forget(),
            Test::In { set, with, on, .. } => (set.forget(), with.forget(), on.forget()).0,
            Test::Has(name) => name.forget(),
            Test::Order(_, term) => term.forget(),
            Test::Within(_, span) => span.forget(),
        }
    }
}

impl Forget for On {
    fn forget(&mut self) {
        match self {
            On::Date(_, span) => span.forget(),
            On::Path(path) => path.forget(),
        }
    }
}

impl Forget for OrderTerm {
    fn forget(&mut self) {
        match self {
            OrderTerm::Value(_, span) => span.forget(),
            OrderTerm::Path(path) => path.forget(),
        }
    }
}

impl Forget for Term {
    fn forget(&mut self) {
        match self {
            Term::Ref(path) => path.forget(),
            Term::Region(name) | Term::Party(name) => name.forget(),
            Term::Value(_, span) => span.forget(),
        }
    }
}

impl Forget for SetKind {
    fn forget(&mut self) {
        match self {
            SetKind::Path(path) => path.forget(),
            SetKind::Braces(members) => members.forget(),
            SetKind::Union(sets) | SetKind::Intersection(sets) | SetKind::Except(sets) => {
                sets.forget();
            }
            SetKind::Broken => {}
        }
    }
}

impl Forget for MemberKind {
    fn forget(&mut self) {
        match self {
            MemberKind::Name(name) | MemberKind::Region(name) | MemberKind::Party(name) => {
                name.forget();
            }
        }
    }
}
