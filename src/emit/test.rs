//! Tests on facts as JavaScript.

use super::expression::Printer;
use super::ir::{Id, Literal, Orders, Path, Says, When};
use super::path::{exit_part, path};
use super::tables::{RowsId, VectorId, truth};
use crate::decimal;
use crate::vocab::{Element, Type, values};

/// Tests on places in one number, of which a bit is left.
pub(super) const PLACES_A_WORD: usize = 15;
/// Codes whose answers fit into one number.
const CODES_A_WORD: usize = 16;

impl Printer<'_> {
    /// Prints a test.
    pub(super) fn test(&mut self, at: &Path, says: &Says, negated: bool) -> String {
        let x = path(self.schema, at);
        self.test_of(x, at, says, negated)
    }

    /// Prints a test on the fact that an expression is.
    pub(super) fn test_of(&mut self, x: String, at: &Path, says: &Says, negated: bool) -> String {
        let (yes, no) = if negated { (0, 3) } else { (3, 0) };
        let not = |call: String| if negated { format!("NOT[{call}]") } else { call };
        match says {
            Says::Yes if negated => format!("NOT[{x}]"),
            Says::Yes => format!("{x} & 3"),
            Says::IsNone => not(self.needing("person", format!("isNobody({x})"))),
            Says::Codes(vector, when) => self.codes(&x, *vector, *when, negated),
            Says::Places(rows, when) => self.places(&x, *rows, *when, negated),
            Says::Regions(regions) => {
                let one = regions.iter().map(|region| format!("{x} === {}", self.region(*region)));
                let one: Vec<String> = one.collect();
                format!("({} ? {yes} : {x} === 0 ? 1 : {no})", one.join(" || "))
            }
            Says::IsParty(id) => not(self.needing("person", format!("isParty({x}, {})", super::text(id)))),
            Says::IsPath(other) => not(self.same(&x, at, other)),
            Says::Order(orders, literal) => self.order(&x, at, (*orders, *literal), negated),
            Says::OrderPath(orders, other) => not(self.order_path(&x, at, *orders, other)),
            Says::Within(months, days) => not(self.needing("moved", format!("within(F, {x}, {months}, {days})"))),
            Says::HasValue(value) => not(format!("(({x} >> {value} & 1) * 3 | {x} >> 30)")),
            Says::HasCategory(masks) => {
                let position = position(&mut self.categories, *masks);
                not(format!("has{position}({x}, {x}_high, {x}_open)"))
            }
            Says::HasPlace(place, rows) => {
                // Of a group among the values, this place is then judged by itself.
                position(&mut self.places, (*rows, false));
                not(format!("({x}.includes({place}) ? 3 : {x}_open)"))
            }
            Says::InFact(other) => not(self.in_fact(&x, at, other)),
            Says::InEntries(_) => not("1".to_owned()),
        }
    }

    pub(super) fn needing(&mut self, part: &'static str, call: String) -> String {
        self.needs.insert(part);
        call
    }

    /// Returns the number that a region has in the printed table.
    fn region(&self, code: u32) -> u32 {
        code.checked_sub(3)
            .map_or(code, |index| super::regions::number(self.schema.declared, index as usize) as u32 + 3)
    }

    /// Prints a look-up by a code: of few codes in a number, two bits a code.
    fn codes(&mut self, x: &str, vector: VectorId, when: When, negated: bool) -> String {
        let rows = self.rows(vector, negated);
        let is_constant = rows.iter().all(|row| Some(row) == rows.first());
        let first = rows.first().cloned().unwrap_or_default();
        if is_constant && first.len() <= CODES_A_WORD {
            let word = first.iter().enumerate().fold(0u32, |word, (code, said)| word | u32::from(*said) << (2 * code));
            return format!("({word} >>> ({x} << 1) & 3)");
        }
        let at = position(&mut self.vectors, (vector, negated));
        if is_constant {
            return format!("CODES{at}[{x}]");
        }
        format!("CODES{at}[{}][{x}]", self.stretch(when))
    }

    /// Returns what a table says of each code in the stretches that differ.
    pub(super) fn rows(&self, vector: VectorId, negated: bool) -> Vec<Vec<u8>> {
        let all = self.lowered.tables.vectors.get(vector);
        let row = |stretch: &usize| {
            let row = all.and_then(|rows| rows.get(*stretch)).cloned().unwrap_or_default();
            if negated { row.into_iter().map(truth::not).collect() } else { row }
        };
        self.stretches.iter().map(row).collect()
    }

    /// Prints what the tables by letters say of a place of a plain flow.
    pub(super) fn lettered(&mut self, x: &str, rows: RowsId, negated: bool) -> String {
        let (word, shift) = self.bits_of(rows, negated);
        format!("F.l{word}[{x}]{shift} & 3")
    }

    /// Returns the word that holds a test on places, and how its bits are moved to the right.
    fn bits_of(&mut self, rows: RowsId, negated: bool) -> (usize, String) {
        let at = position(&mut self.places, (rows, negated));
        let (word, shift) = (at / PLACES_A_WORD, 2 * (at % PLACES_A_WORD));
        (word, if shift == 0 { String::new() } else { format!(" >> {shift}") })
    }

    fn places(&mut self, x: &str, rows: RowsId, when: When, negated: bool) -> String {
        let at = position(&mut self.places, (rows, negated));
        let (word, shift) = self.bits_of(rows, negated);
        match when {
            When::AsOf => format!("F.p{word}[{x}]{shift} & 3"),
            _ => {
                self.on_other_days.insert(at);
                format!("tablesOf({})[{word}][{x}]{shift} & 3", self.stretch(when))
            }
        }
    }

    fn stretch(&self, when: When) -> String {
        match when {
            When::AsOf => "F.stretch".to_owned(),
            When::Bound => "stretch".to_owned(),
            When::Day(day) => self.turns.partition_point(|turn| *turn <= day).to_string(),
        }
    }

    pub(super) fn in_force(&self, (from, through): (u32, u32), when: When, negated: bool) -> String {
        let (yes, no) = if negated { (0, 3) } else { (3, 0) };
        let day = match when {
            When::AsOf => "F.day",
            When::Bound => "day",
            When::Day(day) => return if from <= day && day <= through { yes } else { no }.to_string(),
        };
        let mut bounds = vec![];
        if from > 0 {
            bounds.push(format!("{day} >= {from}"));
        }
        if through < u32::MAX {
            bounds.push(format!("{day} <= {through}"));
        }
        if bounds.is_empty() {
            return yes.to_string();
        }
        format!("({} ? {yes} : {no})", bounds.join(" && "))
    }

    /// Prints a condition on a fact that holds of no unknown fact, nor of one that does not exist.
    pub(super) fn guard(&mut self, at: &Path, inner: Id, negated: bool) -> String {
        let x = path(self.schema, at);
        let absent = if negated { 3 } else { 0 };
        let (unknown, none) = match at.ty {
            Type::Object(kind) => {
                let class = super::facts::class(kind);
                (format!("u{class}"), format!("a{class}"))
            }
            _ => ("0".to_owned(), "1".to_owned()),
        };
        let inner = self.expression(inner, negated);
        format!("({x} === {unknown} ? 1 : {x} === {none} ? {absent} : {inner})")
    }

    /// Prints whether two facts of one type are the same.
    fn same(&mut self, x: &str, at: &Path, other: &Path) -> String {
        let y = path(self.schema, other);
        match at.ty {
            Type::YesNo => format!("sameAnswer({x}, {y})"),
            Type::Object(_) => self.needing("person", format!("samePerson(F, {x}, {y})")),
            Type::Percent | Type::Date => format!("order({x}, {y}, 2)"),
            Type::Number => format!("orderNumbers({x}, {y}, 2)"),
            Type::Duration => self.durations(x, at, &y, &exit_part(self.schema, other), 2),
            Type::Category => self.needing("lattice", format!("withinCategory({x}, {y})")),
            Type::Enum(values::TOOL) => self.needing("tool", format!("sameTool({x}, {y})")),
            _ => format!("sameCode({x}, {y})"),
        }
    }

    fn durations(&mut self, x: &str, at: &Path, y: &str, part: &str, orders: Orders) -> String {
        let own = exit_part(self.schema, at);
        self.needing("duration", format!("orderDurations(F, {x}, {own}, {y}, {part}, {orders})"))
    }

    fn order(&mut self, x: &str, at: &Path, (orders, literal): (Orders, Literal), negated: bool) -> String {
        let (yes, no) = if negated { (0, 3) } else { (3, 0) };
        let sign = match orders {
            1 => "<",
            2 => "===",
            3 => "<=",
            4 => ">",
            _ => ">=",
        };
        match literal {
            Literal::Ordered(word) => format!("({x} > 0 ? ({x} {sign} {word} ? {yes} : {no}) : {x} === 0 ? 1 : {no})"),
            Literal::Number(number) => {
                let exists = if orders & 1 == 1 { format!(" && {x} !== -Infinity") } else { String::new() };
                format!("({x} === null ? 1 : {x} {sign} {}{exists} ? {yes} : {no})", decimal::number(number))
            }
            Literal::Duration(months, days) => {
                let span = u64::from(months) * 1_000_000 + u64::from(days) + 1;
                let call = self.durations(x, at, &span.to_string(), "\"\"", orders);
                if negated { format!("NOT[{call}]") } else { call }
            }
        }
    }

    fn order_path(&mut self, x: &str, at: &Path, orders: Orders, other: &Path) -> String {
        let y = path(self.schema, other);
        match at.ty {
            Type::Number => format!("orderNumbers({x}, {y}, {orders})"),
            Type::Duration => self.durations(x, at, &y, &exit_part(self.schema, other), orders),
            _ => format!("order({x}, {y}, {orders})"),
        }
    }

    fn in_fact(&mut self, x: &str, at: &Path, other: &Path) -> String {
        let y = path(self.schema, other);
        match other.ty {
            Type::Set(Element::Enum(_)) => format!("(({y} >> ({x} - 2) & 1) * 3 | {y} >> 30)"),
            Type::Set(Element::Category) => {
                self.needing("lattice", format!("inCategories({x}, {y}, {y}_high, {y}_open)"))
            }
            Type::Set(Element::Place | Element::Region) => format!("({y}.includes({x}) ? 3 : {y}_open)"),
            _ => self.same(x, at, other),
        }
    }
}

/// Returns the position of a value among others, each kept once.
pub(super) fn position<T: PartialEq>(all: &mut Vec<T>, one: T) -> usize {
    if let Some(index) = all.iter().position(|known| *known == one) {
        return index;
    }
    all.push(one);
    all.len() - 1
}
