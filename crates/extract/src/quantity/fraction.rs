//! Fractions: "1/4", "2½", "one in five", "three out of four".

use claimbook_model::Decimal;

use super::number::{Number, Shape, decimal, entry, tidy};
use super::token::Line;
use super::vocabulary::Roles;

/// "1/4".
pub(super) fn slashed(line: Line<'_>, at: usize) -> Option<Number> {
    let parts = line.sign(at + 1) == Some('/') && line.is_glued(at + 1) && line.is_glued(at + 2);
    let part_of_list = line.is_glued(at) && line.sign(Line::before(at, 1)) == Some('/');
    if !parts || part_of_list || !line.is_number(at + 2) {
        return None;
    }
    let over = decimal(line.str(at))?.coefficient();
    let under = decimal(line.str(at + 2)).filter(|d| d.exponent() == 0)?;
    let under = under.coefficient();
    let usual = matches!(under, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32) && over < under && over > 0;
    let longer = line.sign(at + 3) == Some('/') && line.is_glued(at + 3);
    (usual && !longer).then(|| fraction(at, at + 3, over, under))?
}

/// "2 1/2", "2½".
pub(super) fn mixed(line: Line<'_>, whole: &Number) -> Option<Number> {
    let next = whole.end;
    let part = match line.sign(next).and_then(vulgar) {
        Some((over, under)) => fraction(next, next + 1, over, under)?,
        None if line.is_number(next) && !line.is_glued(next) => slashed(line, next)?,
        None => return None,
    };
    Some(Number {
        end: part.end,
        value: whole.value.checked_add(part.value)?,
        shape: Shape::Full,
        ..*whole
    })
}

/// "one in five", "three out of four".
pub(super) fn one_in(line: Line<'_>, over: &Number) -> Option<Number> {
    let noun = usize::from(is_one_noun_in(line, over));
    let out_of = line.is(over.end, "out") && line.is(over.end + 1, "of");
    let at = over.end + noun + if out_of { 2 } else { 1 };
    let every = line.is_any(at, &["every", "each"]);
    let at = at + usize::from(every);
    if !(out_of || line.is(over.end + noun, "in")) {
        return None;
    }
    if noun == 1 && super::noun::noun_at(line, at + 1).is_some() {
        return None;
    }
    let under = if line.is_number(at) {
        decimal(line.str(at))
            .filter(|d| d.exponent() == 0)?
            .coefficient()
    } else {
        i128::from(entry(line, at).cardinal?)
    };
    let known = entry(line, at + 1);
    let unit = known.unit.is_some() || known.scale.is_some() || line.is_dash(at + 1);
    let small = over.small()?;
    let tens = matches!(under, 10 | 100 | 1000) && line.is(over.end, "in");
    let usual = under <= 20 || tens || every && under <= 1_000_000;
    let written = line.is_number(over.first) && !out_of;
    let persons = line.is_any(at + 1, PERSONS) && small == 1 && under <= 1000;
    (small > 0 && small < under && (usual || persons) && !unit && (out_of || small <= 3 || tens))
        .then_some(())?;
    if written && !persons && !every && !tens && (small > 1 || under < 5) {
        return None;
    }
    fraction(over.first, at + 1, small, under)
}

/// Of whom one in so many is said: "1 in 40 people".
const PERSONS: &[&str] = &[
    "people",
    "adults",
    "children",
    "women",
    "men",
    "households",
    "patients",
    "workers",
    "voters",
    "americans",
    "britons",
    "homes",
    "firms",
    "companies",
    "employees",
    "students",
    "families",
];

/// "one driver in eight": a noun between the number and "in".
fn is_one_noun_in(line: Line<'_>, over: &Number) -> bool {
    let at = over.end;
    line.is(over.first, "one")
        && line.is_word(at)
        && !line.is_glued(at)
        && line.is(at + 1, "in")
        && entry(line, at).unit.is_none()
        && !entry(line, at).roles.has(Roles::FUNCTION)
}

/// A fraction to six places, or exact where it ends sooner.
pub(super) fn fraction(first: usize, end: usize, over: i128, under: i128) -> Option<Number> {
    let millionths = (over * 2_000_000 + under) / (2 * under);
    Some(Number {
        first,
        end,
        value: tidy(Decimal::new(millionths, -6).ok()?),
        scale: None,
        shape: Shape::Fraction,
        or_more: false,
    })
}

/// Numerator and denominator of a fraction in one character.
pub(super) fn vulgar(sign: char) -> Option<(i128, i128)> {
    Some(match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}
