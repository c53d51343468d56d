//! Short scales behind a number: "bn", "m", "k", where they are no units.

use super::measure::Measured;
use super::number::{Shape, entry};
use super::token::Line;

/// "bn", "m", "k" behind the number.
pub(super) fn short_scale(line: Line<'_>, found: &mut Measured) {
    let mut at = found.end;
    if found.number.scale.is_some() {
        return;
    }
    if line.sign(at) == Some('+') && line.is_glued(at) {
        at += 1;
    }
    let Some(places) = entry(line, at).short_scale else {
        return;
    };
    if found.number.shape == Shape::Words || !reads_as_scale(line, found, at) {
        return;
    }
    found.or_more |= at > found.end;
    found.number.scale = Some(places.into());
    found.short_scale = true;
    found.end = at + 1;
}

/// Whether "m" and the like behind the number are a scale and no unit.
fn reads_as_scale(line: Line<'_>, found: &Measured, at: usize) -> bool {
    let word = line.str(at);
    let glued = line.is_glued(at);
    if line.is_glued(at + 1) && (line.is_number(at + 1) || line.is_word(at + 1)) {
        return false;
    }
    if found.is_money() {
        return glued || word.len() > 1 || matches!(word, "m" | "M" | "B" | "T");
    }
    match word {
        "bn" | "mn" | "tn" | "Bn" | "Mn" | "Tn" | "BN" | "MN" => true,
        "M" | "B" => glued && !line.is_dash(at + 1) && !is_house_number(line, found, at),
        "k" | "K" => glued && !(line.is_dash(at + 1) && line.is_glued(at + 1)),
        "m" => glued && million_metres(line, at),
        "b" | "T" => glued && noun_or_unit(line, at + 1),
        _ => false,
    }
}

/// "221B Baker Street": a whole number with a letter before a name.
fn is_house_number(line: Line<'_>, found: &Measured, at: usize) -> bool {
    found.number.shape == Shape::Plain && line.is_word(at + 1) && line.is_capital(at + 1)
}

/// Whether "m" glued to a number is a million and not metres: a unit, a currency or a noun
/// follows, or nothing that speaks of lengths.
fn million_metres(line: Line<'_>, at: usize) -> bool {
    let next = at + 1;
    if noun_or_unit(line, next) {
        return true;
    }
    let before = Line::before(at, 2);
    let digits = line.str(Line::before(at, 1));
    let round = digits.ends_with("00") || digits.ends_with("50");
    let race = round
        && line.is_any(before, &["the", "ran", "swam", "run"])
        && !line.is_any(next, &["of", "a"]);
    let length = race
        || line.is_any(
            next,
            &[
                "long",
                "wide",
                "tall",
                "high",
                "deep",
                "away",
                "above",
                "below",
                "race",
                "sprint",
                "hurdles",
                "freestyle",
                "from",
                "x",
                "by",
            ],
        );
    let hyphen = line.is_dash(next) && line.is_glued(next);
    !(length || hyphen || matches!(line.sign(next), Some('(' | '²' | '/')))
}

/// Whether a unit, a currency or a plural noun stands at `at`.
fn noun_or_unit(line: Line<'_>, at: usize) -> bool {
    let here = entry(line, at);
    if here.unit.is_some() || here.currency.is_some() {
        return true;
    }
    super::noun::noun_at(line, at).is_some()
}
