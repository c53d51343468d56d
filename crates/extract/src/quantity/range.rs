//! Ranges: two numbers that are the ends of one quantity.

use claimbook_model::Decimal;

use super::measure::{Measured, What};
use super::motion::{is_much_more, speaks_of_a_move};
use super::number::{Shape, entry};
use super::token::Line;
use super::vocabulary::Roles;

/// How two numbers are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// "18-25", "8- to 16".
    Dash,
    /// "35 to 40".
    To,
    /// "between 3 and 5".
    Between,
    /// "from 7 to 10".
    From,
    /// "three or four".
    Or,
}

/// A measured number, or two that are the ends of a range.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// The number, or the lower end, with the unit of both.
    pub low: Measured,
    /// The upper end.
    pub high: Option<Decimal>,
    /// First token.
    pub first: usize,
    /// After the last token.
    pub end: usize,
}

impl Item {
    /// A number alone.
    pub(crate) fn alone(low: Measured) -> Self {
        Self {
            first: low.first,
            end: low.end,
            low,
            high: None,
        }
    }
}

/// Joins the ends of ranges.
pub(crate) fn joined(line: Line<'_>, numbers: Vec<Measured>) -> Vec<Item> {
    let mut items = Vec::with_capacity(numbers.len());
    let mut rest = numbers.into_iter().peekable();
    while let Some(low) = rest.next() {
        let found = rest.peek().and_then(|high| range(line, &low, high));
        match found {
            Some(item) => {
                rest.next();
                items.push(item);
            }
            None => items.push(Item::alone(low)),
        }
    }
    items
}

/// The range of two numbers, if they are one.
fn range(line: Line<'_>, low: &Measured, high: &Measured) -> Option<Item> {
    let (joint, first) = joint(line, low, high)?;
    if matches!(low.number.shape, Shape::Multiple) || matches!(high.number.shape, Shape::Multiple) {
        return None;
    }
    if joint == Joint::Dash && is_chain(line, low, high) {
        return None;
    }
    let mut ends = (low.clone(), high.clone());
    share_unit(&mut ends.0, &mut ends.1)?;
    share_scale(&mut ends.0, &mut ends.1);
    if joint == Joint::Dash {
        share_thousands(line, &mut ends.0, &ends.1);
    }
    let (mut below, above) = (ends.0.number.total()?, ends.1.number.total()?);
    let mut top = above;
    if ends.0.negative {
        below = below.negated();
    }
    if ends.1.negative || ends.0.negative && joint == Joint::Dash {
        top = above.negated();
    }
    let rises = below.cmp_value(top).is_lt();
    if !(rises
        || (matches!(joint, Joint::Between) || ends.0.negative) && below.cmp_value(top).is_gt())
    {
        return None;
    }
    if joint == Joint::Or && !is_next_number(&ends.0, &ends.1) {
        return None;
    }
    if joint == Joint::Dash && (is_score(low, high) || is_model(line, low, high)) {
        return None;
    }
    let (smaller, larger) = if rises { (below, top) } else { (top, below) };
    let mut item = ends.1;
    item.first = first;
    item.number.first = low.number.first;
    item.number.shape = low.number.shape;
    item.number.value = smaller;
    item.number.scale = None;
    item.negative = false;
    Some(Item {
        first,
        end: high.end,
        high: Some(larger),
        low: item,
    })
}

/// What joins the two, and the first token of the range.
fn joint(line: Line<'_>, low: &Measured, high: &Measured) -> Option<(Joint, usize)> {
    let gap = high.first.checked_sub(low.end)?;
    let before = Line::before(low.first, 1);
    match gap {
        1 if line.is_dash(low.end) || line.sign(low.end) == Some('—') => {
            let tight = line.is_glued(low.end) && line.is_glued(high.first);
            let loose = !line.is_glued(low.end) && !line.is_glued(high.first);
            (tight || loose && line.sign(low.end) != Some('—') && low.is_bare())
                .then_some((Joint::Dash, low.first))
        }
        1..=3 if to_between(line, low.end, high.first) => Some(to_joint(line, low, high, before)?),
        1 if line.is(low.end, "and") => between(line, before),
        1 if line.is(low.end, "or") => Some((Joint::Or, low.first)),
        _ => None,
    }
}

/// Whether "to", "- to" or "to -" stands between.
fn to_between(line: Line<'_>, from: usize, end: usize) -> bool {
    let to = (from..end).filter(|i| line.is(*i, "to")).count();
    let dashes = (from..end).filter(|i| line.is_dash(*i)).count();
    let up = usize::from(line.is(from, "up"));
    to == 1 && to + dashes + up == end - from
}

/// "A to B", unless it says "from A to B" of a figure that moved, or a level that was reached.
fn to_joint(
    line: Line<'_>,
    low: &Measured,
    high: &Measured,
    before: usize,
) -> Option<(Joint, usize)> {
    let start = past_comparators(line, before);
    if line.is(start, "from") {
        let moved = speaks_of_a_move(line, start);
        let same = low.what == high.what || low.is_bare() || high.is_bare();
        let dated = line.is_any(high.end, &["a", "in", "last", "this", "today", "now", "as"])
            && !line.is_any(high.end + 1, &["share", "piece"])
            || line.is_any(low.end, &["in", "last", "a", "at"]);
        let spans = line.is_any(
            Line::before(start, 1),
            &[
                "ranging", "range", "ranges", "ranged", "anything", "anywhere", "anyone",
            ],
        );
        let range = spans || !moved && (low.is_bare_or_count() || same && !dated);
        return range.then_some((Joint::From, low.first));
    }
    if line.is(low.end, "up") {
        return None;
    }
    let amount = entry(line, before).roles.has(Roles::UP.and(Roles::DOWN));
    let moves = line.is_any(
        before,
        &[
            "brings", "bring", "brought", "raised", "raises", "lifted", "lifts", "takes", "took",
            "taking", "bringing", "raising", "lifting",
        ],
    );
    if moves && low.number.scale.is_some() && high.number.scale.is_some() {
        return None;
    }
    let open = low.is_money() && low.number.scale.is_none() && high.is_bare();
    let same_unit = low.what == high.what || low.is_bare() || open;
    let by = line.is(before, "by")
        && entry(line, Line::before(before, 1))
            .roles
            .has(Roles::UP.and(Roles::DOWN));
    if by && is_much_more(low, high) {
        return None;
    }
    let reached = amount && !low.is_bare();
    (same_unit && !reached || low.what == high.what && !amount).then_some((Joint::To, low.first))
}

/// "between A and B".
fn between(line: Line<'_>, before: usize) -> Option<(Joint, usize)> {
    let start = past_comparators(line, before);
    line.is(start, "between").then_some((Joint::Between, start))
}

/// Steps back over "about" and the like.
fn past_comparators(line: Line<'_>, before: usize) -> usize {
    let approx = line.is_any(
        before,
        &[
            "about",
            "roughly",
            "around",
            "approximately",
            "nearly",
            "some",
        ],
    ) || line.sign(before) == Some('~');
    if approx {
        Line::before(before, 1)
    } else {
        before
    }
}

/// Gives both ends one unit; none if they differ.
fn share_unit(low: &mut Measured, high: &mut Measured) -> Option<()> {
    if low.per.is_some() && high.per.is_some() && low.per != high.per {
        return None;
    }
    if low.per.is_none() && high.per.is_some() || high.per.is_none() {
        let per = high.per.take().or(low.per.take());
        high.per = per;
    }
    match (&low.what, &high.what) {
        (What::Bare, _) => low.what = high.what.clone(),
        (_, What::Bare) | (What::Count(_), What::Count(None)) => {
            high.what = low.what.clone();
        }
        (What::Count(None), What::Count(_)) => {}
        (a, b) if a == b => {}
        _ => return None,
    }
    Some(())
}

/// Carries the scale of one end to the other where the order of the numbers asks for it.
fn share_scale(low: &mut Measured, high: &mut Measured) {
    let lower = low.number.value.cmp_value(high.number.value).is_lt();
    match (low.number.scale, high.number.scale) {
        (None, Some(_)) if lower && high.number.shape != Shape::Words => {
            low.number.scale = high.number.scale;
        }
        (None, Some(_)) if lower && low.number.shape == Shape::Words => {
            low.number.scale = high.number.scale;
        }
        (Some(_), None) if lower => high.number.scale = low.number.scale,
        _ => {}
    }
}

/// "2025-11-19", "555-1234-99": more than two numbers in a chain of hyphens.
fn is_chain(line: Line<'_>, low: &Measured, high: &Measured) -> bool {
    let before = Line::before(low.first, 1);
    let front = line.is_dash(before)
        && line.is_glued(before)
        && line.is_glued(low.first)
        && line.is_number(Line::before(before, 1));
    let back = line.is_dash(high.end)
        && line.is_glued(high.end)
        && line.is_glued(high.end + 1)
        && line.is_number(high.end + 1);
    front || back
}

/// "30-40,000": the thousands of the upper end are meant of the lower one too.
fn share_thousands(line: Line<'_>, low: &mut Measured, high: &Measured) {
    let thousands = line.str(high.number.first).ends_with(",000") && high.number.scale.is_none();
    let lower = low
        .number
        .value
        .scaled(3)
        .ok()
        .filter(|_| low.number.small().is_some());
    let below = lower.is_some_and(|lower| lower.cmp_value(high.number.value).is_lt());
    if thousands && below && line.str(low.number.first).len() <= 3 {
        low.number.scale = Some(3);
    }
}

/// "three or four": the second follows the first.
fn is_next_number(low: &Measured, high: &Measured) -> bool {
    let follows = match (
        low.number.value.checked_add(Decimal::from(1)),
        low.number.scale,
    ) {
        (Some(next), _) => next.same_number(high.number.value),
        (None, _) => false,
    };
    follows && !low.is_money()
}

/// "the 737-800": an article before two plain numbers of nothing names a thing.
fn is_model(line: Line<'_>, low: &Measured, high: &Measured) -> bool {
    let before = Line::before(low.first, 1);
    let article = line.is_any(before, &["a", "an", "the", "s"]);
    let plain = |m: &Measured| m.is_bare() && m.number.shape == Shape::Plain;
    article && plain(low) && plain(high)
}

/// "1-0 win", "3-4 record": whole numbers below a hundred with nothing that they count.
fn is_score(low: &Measured, high: &Measured) -> bool {
    let small = |m: &Measured| m.number.small().is_some_and(|n| n < 30);
    low.is_bare() && high.is_bare() && small(low) && small(high)
}
