//! The grammar of quantities: numbers, scales, currencies, units, ranges, comparators.
//!
//! In stages: tokens ([`token`]), numbers ([`number`]), what they are of ([`measure`], [`noun`]),
//! what is no quantity ([`filter`]), ranges ([`range`]), units carried over ([`inherit`]),
//! comparators ([`comparator`]), direction and sign ([`direction`]). The words stand in tables.

use std::ops::Range;

use claimbook_model::{Comparator, Decimal, Direction, Unit, Value};

mod comparator;
mod direction;
mod filter;
mod filter_names;
mod filter_words;
mod fraction;
pub(crate) mod hash;
mod inherit;
pub(crate) mod kind;
mod loss;
mod measure;
mod money;
mod motion;
mod noun;
pub(crate) mod number;
mod number_words;
mod range;
mod rate;
mod short_scale;
#[cfg(test)]
mod tests;
pub(crate) mod token;
mod unit;
pub(crate) mod vocabulary;

use comparator::Beside;
use direction::Change;
use measure::{Measured, What};
use range::Item;
use token::{Kind, Line};
use vocabulary::{Roles, VOCABULARY};

/// A quantity in a text. It knows no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The shortest span that states value and unit, with its comparator words when they stand
    /// beside it; bytes of the text given.
    pub span: Range<usize>,
    /// The same without comparator words.
    pub core: Range<usize>,
    /// The value, with the precision as written.
    pub value: Value,
    /// How it is compared.
    pub comparator: Comparator,
    /// Its unit.
    pub unit: Unit,
    /// The counted noun, where the unit is `count`.
    pub counted: Option<String>,
    /// Where the wording beside it says that it is the amount of a rise or fall.
    pub direction: Option<Direction>,
    /// Whether it is a bracketed conversion of the quantity before it.
    pub is_conversion: bool,
}

/// The quantities in `text`, in order, not overlapping.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    token::lines(text, &VOCABULARY, |line| read_line(line, &mut found));
    found
}

/// Reads one line: numbers with units, then what only their neighbours can tell.
pub(crate) fn read_line(line: Line<'_>, found: &mut Vec<Quantity>) {
    let numbers = numbers(line);
    if numbers.is_empty() {
        return;
    }
    let mut items = range::joined(line, numbers);
    items.retain(|item| !filter::is_none(line, &item.low));
    inherit::share_units(line, &mut items);
    let first_of_line = found.len();
    let mut last: Option<(&Item, Change)> = None;
    for item in &items {
        if let Some((mut quantity, change)) = finished(line, item, last) {
            if let Some(before) = found.last_mut() {
                part(before, &mut quantity);
            }
            found.push(quantity);
            last = Some((item, change));
        } else {
            last = None;
        }
    }
    mark_conversions(line, &mut found[first_of_line..]);
}

/// Two quantities share no word. What both numbers could be compared by is the later one's, unless
/// the earlier one has it in its unit.
fn part(before: &mut Quantity, next: &mut Quantity) {
    if before.span.end <= next.span.start {
        return;
    }
    let loser = if before.core.end <= next.span.start {
        before.span.end = before.core.end;
        before
    } else {
        next.span.start = next.core.start;
        next
    };
    if loser.span == loser.core && loser.comparator != Comparator::Range {
        loser.comparator = Comparator::Exact;
    }
}

/// The numbers of a line with their units, not overlapping.
fn numbers(line: Line<'_>) -> Vec<Measured> {
    let mut found: Vec<Measured> = Vec::new();
    let mut at = 0;
    while let Some(token) = line.get(at) {
        let starts = match token.kind {
            Kind::Number => true,
            Kind::Sign(sign) => !sign.is_ascii(),
            Kind::Word => {
                let here = VOCABULARY.entry(token.word);
                here.roles.has(Roles::STARTS_NUMBER) || here.unit.is_some()
            }
            Kind::Address => false,
        };
        let read = if starts {
            number::number_at(line, at)
        } else {
            None
        };
        let Some(number) = read else {
            at += 1;
            continue;
        };
        let mut next = measure::measured(line, number);
        rate::read(line, &mut next);
        if let Some(last) = found.last() {
            next.first = next.first.max(last.end);
        }
        at = next.end.max(at + 1);
        if next.first <= next.number.first {
            found.push(next);
        }
    }
    found
}

/// The quantity of an item: value, unit, comparator, direction. `last` is the one before it.
fn finished(
    line: Line<'_>,
    item: &Item,
    last: Option<(&Item, Change)>,
) -> Option<(Quantity, Change)> {
    let (unit, counted, shift) = unit_of(&item.low)?;
    let scaled = |number: Decimal| shift.apply(number);
    let mut low = scaled(item.low.number.total()?)?;
    if item.low.negative {
        low = low.negated();
    }
    let beside = Beside {
        first: item.first,
        end: item.end,
        is_time: is_time(&item.low),
        is_amount: item.low.is_money()
            || item.low.unit_id() == Some("percent")
            || item.low.number.scale.is_some(),
    };
    let before = comparator::before(line, beside);
    let after = comparator::after(line, beside);
    let first = before.map_or(item.first, |(_, first)| first);
    let end = after.map_or(item.end, |(_, end)| end);
    let change = direction::change(line, item, first, last);
    if change.is_negative {
        low = low.negated();
    }
    let high = item.high.and_then(scaled);
    let value = match high {
        Some(high) if change.is_negative => Value::range(high.negated(), low).ok()?,
        Some(high) => Value::range(low, high).ok()?,
        None => Value::Number(low),
    };
    let worded = before.or(after).map(|(comparator, _)| comparator);
    let comparator = match (item.high, worded) {
        (Some(_), _) => Comparator::Range,
        (None, _) if item.low.or_more => Comparator::AtLeast,
        (None, Some(comparator)) => comparator,
        (None, None) => Comparator::Exact,
    };
    let quantity = Quantity {
        span: line.span(
            change.word.filter(|_| change.is_negative).unwrap_or(first),
            end,
        ),
        core: line.span(item.first, item.end),
        value,
        comparator,
        unit,
        counted,
        direction: change.direction,
        is_conversion: false,
    };
    Some((quantity, change))
}

/// How a value is brought to its unit.
struct Shift {
    places: i16,
    times: u8,
}

impl Shift {
    fn apply(&self, number: Decimal) -> Option<Decimal> {
        let moved = number.scaled(self.places).ok()?;
        if self.times == 1 {
            return Some(moved);
        }
        moved.checked_mul(Decimal::from(i64::from(self.times)))
    }
}

/// Unit, counted noun, and how the value is brought to the unit.
fn unit_of(found: &Measured) -> Option<(Unit, Option<String>, Shift)> {
    let plain = Shift {
        places: 0,
        times: 1,
    };
    let (id, counted, shift) = match &found.what {
        What::Bare => ("count".to_owned(), None, plain),
        What::Count(noun) => ("count".to_owned(), noun.clone(), plain),
        What::Ratio => ("ratio".to_owned(), None, plain),
        What::Made(id) => (id.clone(), None, plain),
        What::Money { code, minor } => {
            let places = if *minor { -2 } else { 0 };
            let code = VOCABULARY.codes.get(usize::from(*code))?.clone();
            (code, None, Shift { places, times: 1 })
        }
        What::Unit(index) => {
            let unit = VOCABULARY.units.get(usize::from(*index))?;
            let shift = Shift {
                places: unit.places,
                times: unit.times,
            };
            (unit.id.clone(), None, shift)
        }
    };
    let id = match &found.per {
        Some(per) if !id.contains('/') => format!("{id}/{per}"),
        _ => id,
    };
    Some((id.parse().ok()?, counted, shift))
}

fn is_time(found: &Measured) -> bool {
    match found.what {
        What::Unit(index) => VOCABULARY.units[usize::from(index)].dimension == "time",
        _ => false,
    }
}

/// Marks bracketed conversions: "$6 billion (£4.7 billion)", "20 kilometers (12.4 miles)".
fn mark_conversions(line: Line<'_>, found: &mut [Quantity]) {
    for index in 1..found.len() {
        let (before, rest) = found.split_at_mut(index);
        let (Some(last), Some(quantity)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let gap = line
            .text
            .get(last.span.end..quantity.span.start)
            .unwrap_or("");
        let opened = gap.trim_start().strip_prefix(['(', '[']);
        let bracketed = opened.is_some_and(|words| words.split_whitespace().all(equates));
        if bracketed
            && closes_conversion(line.text.get(quantity.span.end..).unwrap_or(""))
            && last.unit != quantity.unit
            && same_dimension(&last.unit, &quantity.unit)
        {
            quantity.is_conversion = true;
            quantity.direction = quantity.direction.or(last.direction);
            if quantity.comparator == Comparator::Exact && last.comparator != Comparator::Range {
                quantity.comparator = last.comparator;
            }
        }
    }
}

/// Whether a word before a conversion only says that it is one: "(or about $9 million)".
fn equates(word: &str) -> bool {
    matches!(
        word,
        "or" | "about"
            | "around"
            | "roughly"
            | "approximately"
            | "some"
            | "equivalent"
            | "equal"
            | "to"
            | "i.e."
            | "="
    )
}

/// Whether the bracket of a conversion ends here, or behind the rate that it was made at: "at
/// current rates)", "at the time)".
fn closes_conversion(rest: &str) -> bool {
    let end = rest.find([')', ']', '(', '.', ';']);
    let Some((rate, end)) = end.and_then(|end| rest.split_at_checked(end)) else {
        return false;
    };
    end.starts_with([')', ']'])
        && (rate.is_empty() || rate.starts_with(" at ") || rate.starts_with(" in today"))
}

/// Whether two units measure the same, so that one can be converted to the other.
fn same_dimension(a: &Unit, b: &Unit) -> bool {
    let dimension = |unit: &Unit| {
        let entry = VOCABULARY
            .units
            .iter()
            .find(|entry| entry.id == unit.numerator());
        entry.map(|entry| entry.dimension.as_str())
    };
    a.is_money() && b.is_money() || dimension(a).is_some() && dimension(a) == dimension(b)
}

/// Whether a counted noun begins at a token: "2000 people" is no year.
pub(crate) fn counts_noun(line: Line<'_>, at: usize) -> bool {
    !line.is_capital(at) && noun::noun_at(line, at).is_some()
}
