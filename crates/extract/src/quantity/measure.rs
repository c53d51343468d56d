//! What a number is of: money, a unit of measure, a share, a multiple.

use super::money::{money_before, money_behind, skip_repeated_currency};
use super::number::{Number, Shape};
use super::short_scale::short_scale;
use super::token::Line;
use super::unit::{
    is_between_number_and_time, is_single_time, magnitude, of_scale, part_of_unit, ratio_behind,
    unit, unit_at,
};
use super::vocabulary::VOCABULARY;

/// What a number is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Nothing beside it says.
    Bare,
    /// Money: the currency's index, and whether hundredths of it are counted.
    Money { code: u16, minor: bool },
    /// A unit of measure.
    Unit(u16),
    /// Square or cubic units, and others that are put together.
    Made(String),
    /// A multiple or a fraction.
    Ratio,
    /// Things counted; the noun, if it stands there.
    Count(Option<String>),
}

/// A number with its unit.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    /// First token.
    pub first: usize,
    /// After the last token.
    pub end: usize,
    /// The number.
    pub number: Number,
    /// What it is of.
    pub what: What,
    /// What it is per: `hour`, `share`.
    pub per: Option<String>,
    /// Whether a minus stands before it.
    pub negative: bool,
    /// Whether a plus behind it says "or more".
    pub or_more: bool,
    /// Whether a short scale was read that could also be a unit ("m").
    pub short_scale: bool,
}

impl Measured {
    /// Whether nothing says what it is of.
    pub(crate) fn is_bare(&self) -> bool {
        self.what == What::Bare
    }

    /// Whether it is money.
    pub(crate) fn is_money(&self) -> bool {
        matches!(self.what, What::Money { .. })
    }

    /// The id of its unit of measure.
    pub(crate) fn unit_id(&self) -> Option<&'static str> {
        match self.what {
            What::Unit(index) => Some(&VOCABULARY.units[usize::from(index)].id),
            _ => None,
        }
    }
}

/// Finds the unit around `number`.
pub(crate) fn measured(line: Line<'_>, number: Number) -> Measured {
    let mut found = Measured {
        first: number.first,
        end: number.end,
        number,
        what: What::Bare,
        per: None,
        negative: false,
        or_more: number.or_more,
        short_scale: false,
    };
    match number.shape {
        Shape::Multiple => found.what = What::Ratio,
        _ if percent_of(line, &mut found) => {}
        _ => {
            let bracketed = brackets(line, &mut found);
            money_before(line, &mut found);
            found.first -= usize::from(bracketed && found.first == number.first);
            behind(line, &mut found);
        }
    }
    minus(line, &mut found);
    found
}

/// "$(3.2)M", "(3.2)%", and "(31.6)" in a row of numbers: the accountant's minus.
fn brackets(line: Line<'_>, found: &mut Measured) -> bool {
    let open = Line::before(found.first, 1);
    let close = found.end;
    let glued = line.is_glued(found.first) && line.is_glued(close);
    if !glued || line.sign(open) != Some('(') || line.sign(close) != Some(')') {
        return false;
    }
    let currency = line.is_glued(open)
        && line
            .sign(Line::before(open, 1))
            .is_some_and(|sign| VOCABULARY.sign(sign).is_some());
    let percent = line.sign(close + 1) == Some('%') && line.is_glued(close + 1);
    let digits = line.str(found.first);
    let row = digits.contains(['.', ',']) && {
        let before = Line::before(open, 1);
        let column = |index: usize| line.is_number(index) && !line.is_glued(open);
        column(before)
            || open == 0 && line.get(close + 1).is_none()
            || line.is_number(close + 1)
            || line.sign(before) == Some(')') && line.is_number(Line::before(before, 1))
    };
    if !(currency || percent || row) {
        return false;
    }
    found.negative = true;
    found.end = close + 1;
    if currency {
        found.first = open;
    }
    true
}

/// "per cent of 210" with no number before it.
fn percent_of(line: Line<'_>, found: &mut Measured) -> bool {
    let of = Line::before(found.first, 1);
    let percent = Line::before(of, 1);
    let two = line.is(percent, "cent") && line.is(Line::before(percent, 1), "per");
    let first = if two {
        Line::before(percent, 1)
    } else {
        percent
    };
    let named = line.is(of, "of") && (two || line.is(percent, "percent"));
    if !named || first > 0 {
        return false;
    }
    found.first = first;
    found.what = unit("percent").unwrap_or(What::Bare);
    true
}

/// A minus, or the word, before the number or its currency.
fn minus(line: Line<'_>, found: &mut Measured) {
    let before = Line::before(found.first, 1);
    let free = |index: usize| {
        index == 0
            || !line.is_glued(index)
            || matches!(
                line.sign(index - 1),
                Some('(' | '[' | ',' | ';' | '"' | '“' | '/' | '\u{a0}')
            )
    };
    let signed = matches!(line.sign(before), Some('-' | '−' | '–'))
        && line.is_glued(found.first)
        && free(before);
    if signed {
        found.negative = true;
        found.first = before;
        return;
    }
    let hyphen = line.is_dash(before) && line.is_glued(before);
    let word = if hyphen {
        Line::before(before, 1)
    } else {
        before
    };
    let plus_minus = line.is(word, "minus") && line.is(Line::before(word, 1), "or");
    if plus_minus {
        return;
    }
    if line.is_any(word, &["minus", "negative"]) && !line.is_number(Line::before(word, 1)) {
        found.negative = true;
        found.first = word;
    }
}

/// What stands behind the number.
fn behind(line: Line<'_>, found: &mut Measured) {
    short_scale(line, found);
    plus(line, found);
    if found.is_money() {
        skip_repeated_currency(line, found);
        return;
    }
    if money_behind(line, found) || ratio_behind(line, found) {
        return;
    }
    if magnitude(line, found) {
        found.what = What::Made("magnitude".to_owned());
        let glued = line.is_dash(found.end) && line.is(found.end + 1, "magnitude");
        found.end += if glued { 2 } else { 0 };
        return;
    }
    let hyphen =
        line.is_dash(found.end) && line.is_glued(found.end) && line.is_glued(found.end + 1);
    let at = found.end + usize::from(hyphen);
    let spaced = line.is_dash(at) && !line.is_glued(at) && is_single_time(line, at + 1);
    let at = at + usize::from(spaced || is_between_number_and_time(line, at));
    let glued = line.is_glued(at);
    let fraction = found.number.shape == Shape::Fraction;
    let read = unit_at(line, at, glued, hyphen).or_else(|| {
        if fraction {
            part_of_unit(line, found, at)
        } else {
            None
        }
    });
    if let Some((what, end)) = read {
        let degrees = what == unit("degree").unwrap_or(What::Bare);
        found.what = of_scale(line, end).filter(|_| degrees).unwrap_or(what);
        found.end = end;
        plus(line, found);
    } else if let Some(what) = of_scale(line, found.end) {
        found.what = what;
    } else if fraction {
        found.what = What::Ratio;
    }
}

/// A plus directly behind: "$100B+".
pub(super) fn plus(line: Line<'_>, found: &mut Measured) {
    if line.sign(found.end) == Some('+')
        && line.is_glued(found.end)
        && !line.is_number(found.end + 1)
    {
        found.or_more = true;
        found.end += 1;
    }
}
