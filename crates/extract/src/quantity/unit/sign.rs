//! Units told by signs and single letters: squares and cubes, degrees, feet and inches.

use super::unit;
use crate::quantity::measure::What;
use crate::quantity::number::entry;
use crate::quantity::token::Line;
use crate::quantity::vocabulary::VOCABULARY;

/// "m2", "km^2", "m²", "km squared": the unit behind the number, squared or cubed.
pub(in crate::quantity) fn squared(line: Line<'_>, at: usize, index: u16) -> Option<(What, usize)> {
    let id = &VOCABULARY.units[usize::from(index)].id;
    let next = at + 1;
    let (power, end) = match line.sign(next) {
        Some('²') => ('2', next + 1),
        Some('³') => ('3', next + 1),
        Some('^') => (line.str(next + 1).chars().next()?, next + 2),
        _ if line.is_glued(next) && matches!(line.str(next), "2" | "3") => {
            (line.str(next).chars().next()?, next + 1)
        }
        _ if line.is(next, "squared") => ('2', next + 1),
        _ => return None,
    };
    if id == "cm" && power == '3' {
        return Some((unit("ml")?, end));
    }
    (VOCABULARY.units[usize::from(index)].dimension == "length")
        .then(|| (What::Made(format!("{id}{power}")), end))
}

/// "square metres", "sq ft", "cubic feet".
pub(in crate::quantity) fn powers(line: Line<'_>, at: usize) -> Option<(What, usize)> {
    let power = if line.is_any(at, &["square", "sq"]) {
        2
    } else if line.is_any(at, &["cubic", "cu"]) {
        3
    } else {
        return None;
    };
    let dot = line.sign(at + 1) == Some('.') || (line.is_dash(at + 1) && line.is_glued(at + 1));
    let word = at + 1 + usize::from(dot);
    let index = VOCABULARY
        .symbol(line.str(word))
        .or(entry(line, word).unit)?;
    let length = &VOCABULARY.units[usize::from(index)];
    if length.dimension != "length" {
        return None;
    }
    if power == 3 && length.id == "cm" {
        return Some((unit("ml")?, word + 1));
    }
    let id = if power == 2 && length.id == "foot" {
        "sqft".to_owned()
    } else {
        format!("{}{power}", length.id)
    };
    Some((What::Made(id), word + 1))
}

/// "Celsius", "C", "Fahrenheit" behind "degrees" or the sign.
pub(super) fn degrees(line: Line<'_>, at: usize) -> Option<(What, usize)> {
    let id = match line.str(at) {
        "C" | "c" => "°C",
        "F" | "f" => "°F",
        _ if line.is_any(at, &["celsius", "centigrade"]) => "°C",
        _ if line.is(at, "fahrenheit") => "°F",
        _ => return None,
    };
    Some((unit(id)?, at + 1))
}

/// "30 C outside": the letter behind a number that stands before no name and no more letters.
pub(super) fn is_degrees_letter(line: Line<'_>, at: usize) -> bool {
    let next = at + 1;
    let digits = line.str(at - 1);
    line.is_number(at - 1)
        && digits.len() <= 5
        && !digits.contains(',')
        && !line.is_glued(next)
        && !line.is_capital(next)
        && !line.is_number(next)
        || matches!(line.sign(next), Some('.' | ',' | ')' | ';')) && digits.len() <= 5
}

/// How far back a quotation mark may have been opened, in tokens.
const QUOTE_REACH: usize = 64;

/// A foot mark: 30' with no quotation open.
pub(super) fn feet_mark(line: Line<'_>, at: usize) -> Option<(What, usize)> {
    let reach = at.saturating_sub(QUOTE_REACH);
    let open = (reach..at.saturating_sub(1)).any(|i| matches!(line.sign(i), Some('\'' | '‘')));
    (!open && line.is_word(at + 1)).then_some(())?;
    Some((unit("foot")?, at + 1))
}

/// An inch mark: 9" with no quotation open.
pub(super) fn is_inch_mark(line: Line<'_>, at: usize) -> bool {
    let reach = at.saturating_sub(QUOTE_REACH);
    let opens = |index: &usize| matches!(line.sign(*index), Some('"' | '“'));
    let marks = (reach..at).filter(opens).count();
    marks.is_multiple_of(2) && line.is_number(at - 1)
}
