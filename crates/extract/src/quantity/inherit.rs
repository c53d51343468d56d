//! Ellipsis: numbers whose unit stands with a number before or behind them.

use claimbook_model::Decimal;

use super::measure::What;
use super::number::entry;
use super::range::Item;
use super::token::Line;
use super::unit::unit;
use super::vocabulary::{Roles, VOCABULARY};

/// How far apart two numbers may stand, in tokens.
const REACH: usize = 8;

/// Gives bare numbers the unit of their neighbours where the wording carries it over.
pub(crate) fn share_units(line: Line<'_>, items: &mut [Item]) {
    for index in (0..items.len()).rev() {
        let (before, rest) = items.split_at_mut(index + 1);
        let (Some(item), Some(next)) = (before.last_mut(), rest.first()) else {
            continue;
        };
        if takes_from_next(line, item, next) {
            item.low.what = next.low.what.clone();
            if item.low.number.scale.is_none() && next.low.number.scale.is_some() {
                item.low.number.scale = next.low.number.scale;
            }
        }
    }
    percentage_points(line, items);
    cents_of_neighbours(line, items);
    index_points(line, items);
    for index in 1..items.len() {
        let (before, rest) = items.split_at_mut(index);
        let (Some(last), Some(item)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let earlier = before.len().checked_sub(2).and_then(|i| before.get(i));
        let last = earlier
            .filter(|e| is_compared_past(line, e, last, item))
            .unwrap_or(last);
        if let Some(noun) = noun_of_last(line, last, item) {
            item.low.what = What::Count(Some(noun));
        }
        if last.low.what == What::Ratio && item.low.what == What::Count(Some("times".to_owned())) {
            item.low.what = What::Ratio;
        }
        if takes_from_last(line, last, item) {
            item.low.what = last.low.what.clone();
            if item.low.per.is_none() {
                item.low.per.clone_from(&last.low.per);
            }
            if item.low.number.scale.is_none() && last.high.is_none() && may_share_scale(last, item)
            {
                item.low.number.scale = last.low.number.scale;
            }
        }
    }
}

/// "€1.74bn; the board proposes 28 cents": cents are of the currency that the line speaks of.
fn cents_of_neighbours(line: Line<'_>, items: &mut [Item]) {
    let whole = |item: &Item| match item.low.what {
        What::Money { code, minor: false } if VOCABULARY.has_cents(code) => Some(code),
        _ => None,
    };
    let mut of_line = items.iter().find_map(whole);
    for item in items {
        of_line = whole(item).or(of_line);
        let mut named = item.low.number.end..item.low.end;
        let says_whose = named.any(|at| {
            let here = entry(line, at);
            here.roles.has(Roles::NATION) || here.prefix.is_some() || here.currency.is_some()
        });
        if let (What::Money { code, minor: true }, Some(owner)) = (&mut item.low.what, of_line)
            && VOCABULARY.has_cents(*code)
            && !says_whose
        {
            *code = owner;
        }
    }
}

/// Whether points say how far two shares are apart: "2.1 points behind", "a 4.5-point gap".
fn are_points_of_share(line: Line<'_>, item: &Item) -> bool {
    let apart = ["behind", "ahead", "gap", "margin", "lead", "swing", "clear"];
    let moved = ["up", "down", "higher", "lower", "more", "less"];
    let tens = item.low.number.small().is_none_or(|n| n < 100);
    let minus = Line::before(item.first, 1);
    let either = line.is(minus, "minus") && line.is(Line::before(minus, 1), "or")
        || line.sign(minus) == Some('±');
    line.is_any(item.end, &apart) || tens && either || tens && line.is_any(item.end, &moved)
}

/// "one to two percentage points, and over five points": the shorter word means the same. So do
/// points between two shares of which the line speaks.
fn percentage_points(line: Line<'_>, items: &mut [Item]) {
    let mut shares = false;
    for item in items.iter_mut() {
        let points = matches!(&item.low.what, What::Count(Some(noun)) if noun == "points" || noun == "point");
        if points && shares && are_points_of_share(line, item) {
            item.low.what = unit("percentage_points").unwrap_or(What::Bare);
        }
        shares |= item.low.unit_id() == Some("percent");
    }
    for index in 1..items.len() {
        let (before, rest) = items.split_at_mut(index);
        let (Some(last), Some(item)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let points = matches!(&item.low.what, What::Count(Some(noun)) if noun == "points" || noun == "point");
        if points
            && matches!(
                last.low.unit_id(),
                Some("percentage_points" | "basis_points")
            )
            && item.first - last.end < 3 * REACH
        {
            item.low.what = last.low.what.clone();
        }
    }
}

/// "climbed 0.1% to 1,333.18": the level of an index, where the line calls another one points.
fn index_points(line: Line<'_>, items: &mut [Item]) {
    let is_points =
        |item: &Item| matches!(&item.low.what, What::Count(Some(noun)) if noun == "points");
    if !items.iter().any(is_points) {
        return;
    }
    for item in items {
        let at = Line::before(item.first, 1);
        let digits = line.str(item.low.number.first);
        let level = digits.contains(',') && digits.contains('.');
        if item.low.is_bare() && level && line.is_any(at, &["to", "at"]) {
            item.low.what = What::Count(Some("points".to_owned()));
        }
    }
}

/// "412 customers with sales above $500,000, up from 266": the number is compared with the one
/// that is of its size, past the bound that describes it.
fn is_compared_past(line: Line<'_>, earlier: &Item, last: &Item, item: &Item) -> bool {
    let bound = line.is_any(
        Line::before(last.first, 1),
        &["above", "over", "below", "under", "than", "least"],
    );
    let from = line.is(Line::before(item.first, 1), "from");
    let differs = is_of_other_size(last, item) || is_of_other_size(item, last);
    let fits = !is_of_other_size(earlier, item) && !is_of_other_size(item, earlier);
    bound && from && item.low.is_bare() && differs && fits && item.first - earlier.end <= NOUN_REACH
}

/// How far back what a bare number counts may be named, in tokens.
const NOUN_REACH: usize = 14;

/// "435 homes by open sale and 187 by tender": what the number before it counts.
fn noun_of_last(line: Line<'_>, last: &Item, item: &Item) -> Option<String> {
    let What::Count(Some(noun)) = &last.low.what else {
        return None;
    };
    let gap = last.end..item.first;
    let near = item.first.checked_sub(last.end)? <= NOUN_REACH;
    let ends = gap
        .clone()
        .any(|i| matches!(line.sign(i), Some('.' | ';' | '(' | ')' | ':')));
    let goes_on = line.is_any(
        item.end,
        &[
            "who", "by", "during", "in", "for", "last", "a", "this", "at", "on",
        ],
    );
    let before = Line::before(item.first, 1);
    let joined = line.is_any(
        before,
        &[
            "and", "with", "from", "against", "versus", "than", "to", "another",
        ],
    );
    let fits = item.low.is_bare() && item.high.is_none() && near && !ends && goes_on && joined;
    (fits && !is_of_other_size(last, item) && !is_of_other_size(item, last)).then(|| noun.clone())
}

/// "5 and 6 percent", "10, 15 and 20 percent": the unit stands with the last of a list.
fn takes_from_next(line: Line<'_>, item: &Item, next: &Item) -> bool {
    if !item.low.is_bare() || next.low.is_bare() {
        return false;
    }
    let listed = match next.first.checked_sub(item.end) {
        Some(1) => line.is_any(item.end, &["and", "or"]) || line.sign(item.end) == Some(','),
        Some(2) => line.sign(item.end) == Some(',') && line.is_any(item.end + 1, &["and", "or"]),
        _ => false,
    };
    let from_to = line.is(Line::before(item.first, 1), "from")
        && line.is_any(item.end, &["to"])
        && next.first == item.end + 1;
    if line.sign(item.end) == Some('±') && next.first == item.end + 1 {
        return true;
    }
    let or = line.is(item.end, "or");
    if or && is_of_other_size(item, next) {
        return false;
    }
    let behind = !next.low.is_money() || next.first == next.low.number.first || or;
    (listed && behind && item.low.number.shape == next.low.number.shape) || from_to
}

/// "a decrease of 12 000 or 0.3 %": the share is another quantity than the number before it.
fn is_of_other_size(item: &Item, next: &Item) -> bool {
    let hundred = Decimal::from(100);
    let larger = next.low.number.value.checked_mul(hundred);
    larger.is_some_and(|larger| item.low.number.value.cmp_value(larger).is_gt())
}

/// "up from 13", "of which 11.6 billion", "from 208 pounds to 193".
fn takes_from_last(line: Line<'_>, last: &Item, item: &Item) -> bool {
    if !item.low.is_bare() || last.low.is_bare() {
        return false;
    }
    if is_bracketed_value(line, last, item) {
        return true;
    }
    let from = line.is(past_approx(line, Line::before(item.first, 1)), "from");
    let reach = if from { NOUN_REACH } else { REACH };
    let Some(gap) = item.first.checked_sub(last.end).filter(|gap| *gap <= reach) else {
        return false;
    };
    if (last.end..item.first).any(|i| matches!(line.sign(i), Some('.' | ';' | '(' | ')'))) {
        return false;
    }
    let before = Line::before(item.first, 1);
    let before = past_approx(line, before);
    let with = line.is_any(before, &["with", "to"]) && line.is(Line::before(before, 1), "compared");
    let than = line.is(before, "than") && (last.end..item.first).all(|i| line.is_word(i));
    let compared = with || than || line.is_any(before, &["from", "against", "versus", "vs"]);
    let of_which =
        (last.end..item.first).any(|i| line.is(i, "which")) && item.low.number.scale.is_some();
    let to = line.is(before, "to")
        && line.is(past_approx(line, Line::before(last.first, 1)), "from")
        && gap <= 6;
    let amount = is_amount_of_change(line, last);
    let index_points = matches!(&last.low.what, What::Count(Some(noun)) if noun == "points");
    if index_points && line.is(before, "to") && gap <= 3 {
        return true;
    }
    if line.is(before, "to") && is_by_amount(line, last) {
        return true;
    }
    ((compared || to) && !amount) || of_which || is_parallel_share(line, last, item)
}

/// How many tokens may stand between a number and the one in brackets that it is compared with.
const BRACKET_REACH: usize = 3;

/// "SEK 3.4 billion (3.6)", "41 percent of sales (38)": the value of the year before, in brackets.
fn is_bracketed_value(line: Line<'_>, last: &Item, item: &Item) -> bool {
    let open = Line::before(item.first, 1);
    let in_brackets = line.sign(open) == Some('(') && line.sign(item.end) == Some(')');
    let near = (last.end..open).len() <= BRACKET_REACH
        && open >= last.end
        && (last.end..open).all(|i| line.is_word(i));
    let scaled = last.low.is_money() && last.low.number.scale.is_some();
    let share = last.low.unit_id() == Some("percent") && item.low.number.scale.is_none();
    let plain = last.high.is_none() && item.high.is_none();
    in_brackets && near && (scaled || share) && plain && is_alike(last, item)
}

/// "40 percent in transport and 65 in schools".
fn is_parallel_share(line: Line<'_>, last: &Item, item: &Item) -> bool {
    let same = line.is_any(item.end, &["in", "of", "for", "at", "on", "by"])
        && line.str(item.end).eq_ignore_ascii_case(line.str(last.end));
    let and = line.is_any(Line::before(item.first, 1), &["and", "but"]);
    let hundred = item.low.number.small().is_some_and(|n| n <= 100);
    last.low.unit_id() == Some("percent") && same && and && hundred
}

/// "lifted output by 188,000 barrels a day ... to 28.4 million": the level has the unit of the
/// amount by which it changed, unless that is a share.
fn is_by_amount(line: Line<'_>, last: &Item) -> bool {
    let share = matches!(
        last.low.unit_id(),
        Some("percent" | "percentage_points" | "basis_points")
    );
    let by = past_approx(line, Line::before(last.first, 1));
    line.is(by, "by") && !share && !last.low.is_money() && last.low.what != What::Ratio
}

/// Steps back over "about" and the like.
fn past_approx(line: Line<'_>, before: usize) -> usize {
    let approx = line.is_any(
        before,
        &[
            "about",
            "roughly",
            "around",
            "nearly",
            "approximately",
            "just",
            "some",
            "almost",
        ],
    );
    if approx {
        Line::before(before, 1)
    } else {
        before
    }
}

/// Whether the quantity says by how much something changed: another number is then no such amount.
fn is_amount_of_change(line: Line<'_>, last: &Item) -> bool {
    let before = Line::before(last.first, 1);
    let by = Line::before(before, 1);
    let verb = |index: usize| entry(line, index).roles.has(Roles::UP.and(Roles::DOWN));
    (verb(before) || (line.is_any(before, &["by", "about", "nearly", "over", "than"]) && verb(by)))
        && matches!(last.low.what, What::Unit(_))
        && last.low.unit_id() == Some("percent")
}

/// Whether a number without scale is of the scale of the one before: "$5.2 billion, up from 4.8".
fn may_share_scale(last: &Item, item: &Item) -> bool {
    last.low.is_money() && is_alike(last, item)
}

/// Whether neither of two numbers, as written, is more than ten times the other.
fn is_alike(one: &Item, other: &Item) -> bool {
    let (a, b) = (one.low.number.value, other.low.number.value);
    let ten = Decimal::from(10);
    let near = |x: Decimal, y: Decimal| x.checked_mul(ten).is_some_and(|x| x.cmp_value(y).is_ge());
    near(a, b) && near(b, a)
}
