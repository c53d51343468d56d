//! What is no quantity: years and dates, clock times, names, labels, versions, list numbers.

use super::filter_names::{is_address, is_company, is_name, is_name_or_label};
use super::filter_words::{is_fraction_none, is_multiple_none, is_wordy_none};
use super::measure::{Measured, What};
use super::number::{Shape, entry};
use super::token::Line;
use super::vocabulary::Roles;

/// Whether the number is part of something else and no quantity.
pub(crate) fn is_none(line: Line<'_>, found: &Measured) -> bool {
    let number = &found.number;
    match number.shape {
        Shape::Words => return is_wordy_none(line, found),
        Shape::Multiple => return is_multiple_none(line, found),
        Shape::Fraction if !line.is_number(number.first) => return is_fraction_none(line, found),
        _ => {}
    }
    is_inside_a_code(line, found)
        || is_company(line, found)
        || is_clock_or_score(line, found)
        || is_date(line, found)
        || is_year(line, found)
        || is_list_number(line, found)
        || is_address(line, found)
        || (found.is_bare_or_count() && is_name_or_label(line, found))
}

impl Measured {
    /// Whether nothing but perhaps a noun says what it is of.
    pub(crate) fn is_bare_or_count(&self) -> bool {
        matches!(self.what, What::Bare | What::Count(_))
    }
}

/// Letters or further digits glued to the number that were not read: "H100", "1.2.3", "5G", "20th".
fn is_inside_a_code(line: Line<'_>, found: &Measured) -> bool {
    let first = found.number.first;
    let before = Line::before(first, 1);
    let plural = found.unit_id() == Some("second") && line.str(first + 1) == "s";
    if plural && line.is_glued(first + 1) {
        let hyphen = line.is_dash(before) && line.is_glued(first);
        let name = if hyphen {
            Line::before(before, 1)
        } else {
            before
        };
        let decade = matches!(line.sign(before), Some('\'' | '’')) && line.is_glued(first);
        let twenties = line.is_any(
            name,
            &[
                "mid", "early", "late", "his", "her", "their", "the", "my", "your", "our",
            ],
        ) && line.str(first).ends_with('0');
        if decade || twenties || is_name(line, name) {
            return true;
        }
    }
    if found.first == first && line.is_glued(first) {
        if line.is_word(before) {
            return true;
        }
        match line.sign(before) {
            Some('#' | '@' | '_' | '=' | '&' | '\\' | '^') => return true,
            Some('.') if line.is_glued(before) => {
                let two = Line::before(first, 2);
                if line.is_any(two, &["c", "ca"]) && !line.is_glued(two) {
                    return false;
                }
                if line.is_number(two) || (line.is_word(two) && !line.is_capital(first)) {
                    return line.is_number(two) || line.str(two).len() < 3;
                }
            }
            Some('/') if line.is_glued(before) && found.is_bare_or_count() => return true,
            Some('-' | '–' | '‑' | '−') if line.is_glued(before) => {
                let two = Line::before(first, 2);
                if line.is_word(two) && found.is_bare_or_count() && !joins(line, two) {
                    return true;
                }
            }
            _ => {}
        }
    }
    let end = found.end;
    if line.is_glued(end) && line.is_word(end) {
        return true;
    }
    let dotted = line.sign(end) == Some('.')
        && line.is_glued(end)
        && line.is_glued(end + 1)
        && line.is_number(end + 1);
    let slashed = line.sign(end) == Some('/')
        && line.is_glued(end)
        && line.is_glued(end + 1)
        && line.is_number(end + 1);
    let underscored = line.sign(end) == Some('_') && line.is_glued(end);
    let lettered = found.is_bare_or_count()
        && found.end == found.number.end
        && line.is_dash(end)
        && line.is_glued(end)
        && line.is_glued(end + 1)
        && line.is_word(end + 1)
        && line.is_capital(end + 1);
    dotted || slashed || underscored || lettered
}

/// Whether a word before a hyphen joins rather than names: "sub-300", "mid-20", "a then-50".
fn joins(line: Line<'_>, word: usize) -> bool {
    line.is_any(
        word,
        &[
            "sub", "mid", "minus", "negative", "to", "or", "and", "over", "under", "than", "pre",
            "post",
        ],
    ) || entry(line, word).roles.has(Roles::PER_TIME)
}

/// "7:45", "5 p.m.", "2345 GMT", "3-2", "89-89".
fn is_clock_or_score(line: Line<'_>, found: &Measured) -> bool {
    let (first, end) = (found.number.first, found.number.end);
    if is_hyphened_chain(line, found) || is_row_of_numbers(line, found) {
        return true;
    }
    if is_dotted_clock(line, found) {
        return true;
    }
    let colon = |index: usize| line.sign(index) == Some(':') && line.is_glued(index);
    let before = Line::before(first, 1);
    if found.what == What::Ratio {
        return false;
    }
    if colon(end) && line.is_glued(end + 1) && line.is_number(end + 1) {
        return true;
    }
    if colon(before) && line.is_glued(first) && line.is_number(Line::before(first, 2)) {
        return true;
    }
    if line.is_any(
        end,
        &[
            "am", "pm", "gmt", "utc", "est", "edt", "pst", "cet", "bst", "ist", "hkt", "sgt",
        ],
    ) {
        return found.is_bare_or_count() || line.is_any(end, &["am", "pm"]);
    }
    line.is_any(end, &["a", "p"]) && line.sign(end + 1) == Some('.') && line.is(end + 2, "m")
        || line.is(end, "o")
            && matches!(line.sign(end + 1), Some('\'' | '’'))
            && line.is(end + 2, "clock")
}

/// "18.40 - Rescuers have": the time that begins an entry of a live report.
fn is_dotted_clock(line: Line<'_>, found: &Measured) -> bool {
    let first = found.number.first;
    let apart = |index: usize| !line.is_glued(index);
    let dash = (line.is_dash(first + 1) || line.sign(first + 1) == Some('—'))
        && apart(first + 1)
        && apart(first + 2);
    let parts = line.str(first).split_once('.');
    let clock = parts.is_some_and(|(hours, minutes)| {
        let below =
            |text: &str, limit: u8| text.len() == 2 && text.parse().is_ok_and(|n: u8| n < limit);
        below(hours, 24) && below(minutes, 60)
    });
    first == 0 && dash && clock
}

/// "89-89", "3-2", "555-0100": plain numbers joined by hyphens that are no range.
fn is_hyphened_chain(line: Line<'_>, found: &Measured) -> bool {
    if !found.is_bare_or_count() || found.number.scale.is_some() {
        return false;
    }
    let (first, end) = (found.number.first, found.number.end);
    let before = Line::before(first, 1);
    let front = line.is_dash(before)
        && line.is_glued(before)
        && line.is_glued(first)
        && line.is_number(Line::before(first, 2));
    let back = line.is_dash(end)
        && line.is_glued(end)
        && line.is_glued(end + 1)
        && line.is_number(end + 1);
    front || back
}

/// "+1 212 555 0100": three plain numbers or more in a row; "4,8,15": numbers joined by commas.
fn is_row_of_numbers(line: Line<'_>, found: &Measured) -> bool {
    if found.number.shape != Shape::Plain
        || !found.is_bare_or_count()
        || found.number.scale.is_some()
    {
        return false;
    }
    let (first, end) = (found.number.first, found.number.end);
    let comma = |index: usize| line.sign(index) == Some(',') && line.is_glued(index);
    let glued = comma(end) && line.is_glued(end + 1) && line.is_number(end + 1);
    let glued_before = comma(Line::before(first, 1))
        && line.is_glued(first)
        && line.is_number(Line::before(first, 2));
    if glued || glued_before {
        return true;
    }
    let plain =
        |index: usize| usize::from(line.is_number(index) && !line.str(index).contains([',', '.']));
    let before = plain(Line::before(first, 1));
    let earlier = before * plain(Line::before(first, 2));
    let after = plain(end);
    let later = after * plain(end + 1);
    before + earlier + after + later >= 2
}

/// A day beside a month.
fn is_date(line: Line<'_>, found: &Measured) -> bool {
    if !found.is_bare_or_count() || found.number.scale.is_some() {
        return false;
    }
    let verb = |index: usize| line.is_any(index, &["may", "march", "mar", "sat", "sun", "wed"]);
    let month = |index: usize| {
        entry(line, index).roles.has(Roles::MONTH) && (line.is_capital(index) || !verb(index))
    };
    let (first, end) = (found.number.first, found.number.end);
    let small = found.number.small().is_some_and(|n| (1..=31).contains(&n));
    let before = Line::before(first, 1);
    let dotted = if line.sign(before) == Some('.') {
        Line::before(before, 1)
    } else {
        before
    };
    if small && (month(dotted) || month(before)) {
        return true;
    }
    if small && month(end) && !(line.is(end, "may") && line.starts_sentence(end)) {
        return true;
    }
    let in_range = |near: usize| {
        (line.is_dash(near) || line.is(near, "to") || line.is(near, "and"))
            && line.is_number(Line::before(near, 1))
    };
    small && in_range(before) && month(Line::before(before, 2))
        || small
            && line.is(before, "and")
            && line.is_number(Line::before(first, 2))
            && month(Line::before(first, 3))
}

/// A year: four digits from 1000 to 2199 without comma, unit or scale.
fn is_year(line: Line<'_>, found: &Measured) -> bool {
    let number = &found.number;
    let digits = line.str(number.first);
    if number.shape != Shape::Plain || digits.len() != 4 || !found.is_bare_or_count() {
        return matches!(line.sign(Line::before(number.first, 1)), Some('\'' | '’'))
            && digits.len() == 2
            && found.is_bare_or_count();
    }
    let Some(year) = number.small().filter(|n| (1500..=2199).contains(n)) else {
        return false;
    };
    if line.is_glued(number.end) && line.is(number.end, "s") {
        return true;
    }
    let noun = matches!(found.what, What::Count(Some(_)));
    let lower_noun = noun && !line.is_capital(number.end) && found.end == number.end + 1;
    let before = Line::before(number.first, 1);
    let amount_word = line.is_any(
        before,
        &[
            "about",
            "than",
            "nearly",
            "roughly",
            "some",
            "almost",
            "least",
            "approximately",
            "of",
        ],
    );
    let round = year % 100 == 0;
    !(lower_noun && (round || amount_word && !line.is(before, "of"))
        || (round && amount_word && year == 2000))
}

/// "1." and "(a)" at the beginning of a line, "[12]", "(3)".
fn is_list_number(line: Line<'_>, found: &Measured) -> bool {
    if found.number.shape != Shape::Plain || !found.is_bare_or_count() {
        return false;
    }
    let (first, end) = (found.number.first, found.number.end);
    let before = Line::before(first, 1);
    if found.number.scale.is_some() {
        return false;
    }
    if is_next_of_list(line, first) || is_unopened(line, end) {
        return true;
    }
    let short = line.str(first).len() <= 3;
    let opens = match line.sign(before) {
        None => first == 0,
        Some('(' | '#' | '[' | '*' | '•') => true,
        _ => false,
    };
    let closes = matches!(line.sign(end), Some('.' | ')' | ']' | ':')) && line.is_glued(end);
    short && opens && closes && !line.is_glued(end + 1)
        || short && line.sign(before) == Some('[') && line.sign(end) == Some(']')
}

/// How far back a bracket may have been opened, in tokens.
const BRACKET_REACH: usize = 12;

/// "1 ) explains": a bracket closes behind the number that none has opened.
fn is_unopened(line: Line<'_>, close: usize) -> bool {
    let reach = close.saturating_sub(BRACKET_REACH);
    line.sign(close) == Some(')')
        && (reach..close)
            .rev()
            .find_map(|i| line.sign(i).filter(|sign| matches!(sign, '(' | ')')))
            != Some('(')
        && line.is_word(close + 1)
        && !line.is_capital(close + 1)
}

/// How far back the number before may stand in a list that runs on in one line, in tokens.
const LIST_REACH: usize = 200;

/// "3." where "2." stands before it in the same line.
fn is_next_of_list(line: Line<'_>, at: usize) -> bool {
    let item = |index: usize| {
        let dot = line.sign(index + 1) == Some('.')
            && line.is_glued(index + 1)
            && !line.is_glued(index + 2);
        (dot && line.is_number(index))
            .then(|| line.str(index).parse::<u8>().ok())
            .flatten()
    };
    let Some(before) = item(at).and_then(|n| n.checked_sub(1)) else {
        return false;
    };
    let reach = at.saturating_sub(LIST_REACH);
    (reach..at)
        .rev()
        .filter(|_| before > 0)
        .any(|index| item(index) == Some(before))
}
