//! Units of measure, shares, points and multiples behind a number.

mod sign;

use claimbook_model::Decimal;

use super::measure::{Measured, What, plus};
use super::number::entry;
use super::token::{Kind, Line};
use super::vocabulary::{Roles, VOCABULARY, WordId};
use sign::{degrees, feet_mark, is_degrees_letter, is_inch_mark};
pub(super) use sign::{powers, squared};

/// Whether "more", "straight" and the like stand before a length of time: "two more years".
pub(super) fn is_between_number_and_time(line: Line<'_>, at: usize) -> bool {
    let word = line.is_any(
        at,
        &[
            "more",
            "additional",
            "extra",
            "further",
            "full",
            "straight",
            "consecutive",
            "whole",
            "successive",
            "long",
            "short",
            "calendar",
            "fiscal",
            "trading",
            "business",
            "working",
            "previous",
            "prior",
            "past",
            "preceding",
            "odd",
        ],
    );
    let more = line.is_any(at, &["more", "additional", "extra", "further"]);
    let time = |index: u16| more || VOCABULARY.units[usize::from(index)].dimension == "time";
    word && entry(line, at + 1).unit.is_some_and(time)
}

/// Whether a length of time in the singular stands at `at`: "30 - year bonds".
pub(super) fn is_single_time(line: Line<'_>, at: usize) -> bool {
    line.is_any(at, &["year", "month", "day", "week", "hour", "minute"])
}

/// The unit behind a fraction: "half a mile", "a quarter of an hour", "a quarter point".
pub(super) fn part_of_unit(line: Line<'_>, found: &Measured, at: usize) -> Option<(What, usize)> {
    if is_point(line, at) {
        let written = line.is_number(found.number.first);
        let points = if written {
            What::Count(Some("point".to_owned()))
        } else {
            unit("percentage_points")?
        };
        return Some((points, at + 1));
    }
    let article = at + usize::from(line.is(at, "of"));
    if !line.is_any(article, &["a", "an"]) {
        return None;
    }
    if is_point(line, article + 1) {
        return Some((unit("percentage_points")?, article + 2));
    }
    unit_at(line, article + 1, false, false)
}

/// Multiples: "3x", "60 times", "80-fold", "20-to-1", "10-for-1".
pub(super) fn ratio_behind(line: Line<'_>, found: &mut Measured) -> bool {
    let at = found.end;
    let hyphen = usize::from(line.is_dash(at) && line.is_glued(at));
    let glued = line.is_glued(at) || hyphen == 1;
    let word = at + hyphen;
    if matches!(line.str(at), "x" | "X" | "×") && glued && !line.is_number(at + 1) {
        found.what = What::Ratio;
        found.end = at + 1;
        plus(line, found);
        return true;
    }
    if line.is(word, "fold") && glued {
        found.what = What::Ratio;
        found.end = word + 1;
        return true;
    }
    let colon = line.sign(at) == Some(':') && line.is_glued(at) && line.is_glued(at + 1);
    let before = Line::before(found.first, 1);
    let name = line.is_capital(before) && line.str(before).len() > 1;
    let longer = line.is_glued(at + 2) && (line.is_number(at + 2) || line.is_word(at + 2));
    if colon && line.str(at + 1) == "1" && !longer && !name {
        found.what = What::Ratio;
        found.end = at + 2;
        return true;
    }
    if line.is_any(word, &["to", "for"]) {
        let dash = usize::from(hyphen == 1 && line.is_dash(word + 1));
        let one = word + 1 + dash;
        let is_one = line.str(one) == "1" || line.is(one, "one");
        let tight = hyphen == 1 && dash == 1 && is_one;
        let of = Line::before(found.first, 1);
        let named = line.is_any(of, &["of", "at"])
            && line.is_any(Line::before(of, 1), &["ratio", "odds"])
            || line.is_any(one + 1, &["ratio", "odds", "split", "margin"]);
        let loose = hyphen == 0 && is_one && named;
        if tight || loose {
            found.what = What::Ratio;
            found.end = one + 1;
            return true;
        }
    }
    if line.is(word, "times") {
        times(line, found, word);
        return true;
    }
    false
}

/// "60 times sales" is a multiple, "one million times in two weeks" a count.
fn times(line: Line<'_>, found: &mut Measured, word: usize) {
    let verb = Line::before(found.first, 1);
    let changed = entry(line, verb).roles.has(Roles::UP.and(Roles::DOWN));
    if found.number.value.exponent() < 0 && line.is_number(found.number.first) && changed {
        found.what = What::Ratio;
        found.end = word + 1;
        return;
    }
    let large = found.number.scale.is_some_and(|places| places > 2);
    let next = word + 1;
    let counted = large
        || line.is_any(
            next,
            &[
                "in", "per", "a", "since", "during", "daily", "and", "last", "this", "on", "at",
                "before",
            ],
        )
        || line.get(next).is_none()
        || matches!(line.sign(next), Some('.' | ','));
    found.what = if counted {
        What::Count(Some("times".to_owned()))
    } else {
        What::Ratio
    };
    found.end = word + 1;
}

/// The unit at `at`, which stands glued to the number, behind a hyphen or behind a blank.
pub(super) fn unit_at(
    line: Line<'_>,
    at: usize,
    glued: bool,
    hyphen: bool,
) -> Option<(What, usize)> {
    match line.get(at)?.kind {
        Kind::Sign('%' | '٪' | '％') => return Some((unit("percent")?, at + 1)),
        Kind::Sign('°' | 'º') => {
            return degrees(line, at + 1).or(Some((unit("degree")?, at + 1)));
        }
        Kind::Sign('\'' | '′' | '’') if glued && !line.is_glued(at + 1) && !hyphen => {
            return feet_mark(line, at);
        }
        Kind::Sign('"' | '″' | '”') if glued && !hyphen && is_inch_mark(line, at) => {
            return Some((unit("inch")?, at + 1));
        }
        Kind::Word => {}
        _ => return None,
    }
    if let Some((index, end)) = joined(line, at) {
        return Some((What::Unit(index), end));
    }
    if line.is(at, "per") && line.is_any(at + 1, &["cent", "cents"]) {
        return Some(points_after(line, "percent", at + 2));
    }
    if line.is_any(at, &["percentage", "percent", "pct", "basis"]) && is_point(line, at + 1) {
        let id = if line.is(at, "basis") {
            "basis_points"
        } else {
            "percentage_points"
        };
        return Some((unit(id)?, at + 2));
    }
    if is_point(line, at) && !hyphen && is_share_reached(line, at + 1) {
        return Some((unit("percentage_points")?, at + 1));
    }
    if let Some(found) = powers(line, at) {
        return Some(found);
    }
    if line.is_any(at, &["part", "parts"]) && line.is(at + 1, "per") {
        let id = match entry(line, at + 2).scale {
            Some(6) => "ppm",
            Some(9) => "ppb",
            _ => return None,
        };
        return Some((unit(id)?, at + 3));
    }
    if line.is(at, "in") && is_inches(line, at) {
        return Some((unit("inch")?, at + 1));
    }
    if line.is_any(at, &["degree", "degrees"]) {
        return degrees(line, at + 1).or(Some((unit("degree")?, at + 1)));
    }
    if line.is(at, "metric") && line.is_any(at + 1, &["ton", "tons", "tonnes", "tonne"]) {
        return Some((unit("tonne")?, at + 2));
    }
    if !glued && !hyphen && matches!(line.str(at), "C" | "F") && is_degrees_letter(line, at) {
        return degrees(line, at);
    }
    if line.str(at) == "s" && line.str(Line::before(at, 1)).len() == 4 {
        return None;
    }
    let index = word_unit(line, at, glued, hyphen)?;
    Some(squared(line, at, index).unwrap_or((What::Unit(index), at + 1)))
}

/// Whether "in" means inches: behind feet, or with nothing after it.
fn is_inches(line: Line<'_>, at: usize) -> bool {
    let ends =
        line.get(at + 1).is_none() || line.sign(at + 1) == Some('.') && !line.is_word(at + 2);
    let feet = line.is_any(Line::before(at, 2), &["ft", "feet", "foot"]);
    line.is_number(at - 1) && (ends || feet)
}

/// A unit by its name or symbol.
fn word_unit(line: Line<'_>, at: usize, glued: bool, hyphen: bool) -> Option<u16> {
    let word = line.str(at);
    let plain = !(line.is_glued(at + 1) && line.is_number(at + 1)) || line.str(at + 1).len() == 1;
    let symbol = VOCABULARY.symbol(word).filter(|_| plain);
    let single = word.chars().nth(1).is_none();
    if let Some(index) = symbol.filter(|_| glued || !single || matches!(word, "W" | "t" | "m")) {
        return Some(index);
    }
    let index = entry(line, at).unit?;
    let id = &VOCABULARY.units[usize::from(index)].id;
    let ordinal = id == "second" && hyphen && !line.is(at, "seconds") && line.is_capital(at);
    let pc = word.eq_ignore_ascii_case("pc") && !glued;
    let cv = word.eq_ignore_ascii_case("cv") && !glued;
    (!ordinal && !pc && !cv).then_some(index)
}

/// "rose 0.1 point to 4.5%": the level that the points lead to is a share.
fn is_share_reached(line: Line<'_>, at: usize) -> bool {
    line.is(at, "to")
        && line.is_number(at + 1)
        && (line.sign(at + 2) == Some('%') || line.is_any(at + 2, &["per", "percent", "pct"]))
}

/// A unit of two words: "kilowatt-hours", "lb-ft", "b/d", "nautical miles".
pub(super) fn joined(line: Line<'_>, at: usize) -> Option<(u16, usize)> {
    let sign = matches!(line.sign(at + 1), Some('/' | '·')) || line.is_dash(at + 1);
    let next = at + 1 + usize::from(sign);
    let (first, second) = (line.get(at)?.word, line.get(next)?.word);
    if sign && !(line.is_glued(at + 1) && line.is_glued(next)) || first == WordId::NONE {
        return None;
    }
    Some((VOCABULARY.joined(first, second)?, next + 1))
}

/// "a magnitude-6.6 quake", "of magnitude 6.1", "a 5.6 aftershock".
pub(super) fn magnitude(line: Line<'_>, found: &Measured) -> bool {
    let mut before = Line::before(found.first, 1);
    if line.is_dash(before) || line.is_any(before, &["of", "was", "a"]) {
        before = Line::before(before, 1);
    }
    let behind = found.end + usize::from(line.is_dash(found.end));
    let quake = [
        "quake",
        "earthquake",
        "aftershock",
        "aftershocks",
        "tremor",
        "foreshock",
    ];
    let small = found.number.value.cmp_value(Decimal::from(10)).is_lt();
    let decimal = found.number.value.exponent() == -1;
    small
        && found.number.scale.is_none()
        && (line.is(before, "magnitude")
            || line.is(behind, "magnitude")
            || decimal && line.is_any(behind, &quake))
}

/// "70 on the `GPa` scale", "5.1 on the Richter scale": the unit that a scale names.
pub(super) fn of_scale(line: Line<'_>, at: usize) -> Option<What> {
    let named = line.is(at, "on") && line.is(at + 1, "the") && line.is(at + 3, "scale");
    if !named {
        return None;
    }
    if line.is(at + 2, "richter") {
        return Some(What::Made("magnitude".to_owned()));
    }
    let index = VOCABULARY
        .symbol(line.str(at + 2))
        .or(entry(line, at + 2).unit)?;
    Some(What::Unit(index))
}

/// "per cent points", else the unit itself.
fn points_after(line: Line<'_>, id: &str, at: usize) -> (What, usize) {
    if is_point(line, at) {
        return (unit("percentage_points").unwrap_or(What::Bare), at + 1);
    }
    (unit(id).unwrap_or(What::Bare), at)
}

fn is_point(line: Line<'_>, at: usize) -> bool {
    line.is_any(at, &["point", "points"])
}

/// A unit by its id.
pub(super) fn unit(id: &str) -> Option<What> {
    let index = VOCABULARY.units.iter().position(|unit| unit.id == id)?;
    Some(What::Unit(index as u16))
}
