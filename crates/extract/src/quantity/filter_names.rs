//! Names and labels with numbers: "3M", "Model 3", "page 5", "10 Downing Street".

use super::measure::{Measured, What};
use super::number::{Shape, entry};
use super::token::Line;
use super::vocabulary::{Roles, VOCABULARY};

/// "3M said": a name that is written as a number, where nothing counted follows.
pub(super) fn is_company(line: Line<'_>, found: &Measured) -> bool {
    let digits = found.number.first;
    let letter = digits + 1;
    found.is_bare()
        && found.short_scale
        && line.is_glued(letter)
        && VOCABULARY.is_number_name(line.str(digits), line.str(letter))
}

/// "10 Downing Street": a house and no quantity.
pub(super) fn is_address(line: Line<'_>, found: &Measured) -> bool {
    let end = found.number.end;
    if found.number.shape != Shape::Plain || !found.is_bare_or_count() || !line.is_capital(end) {
        return false;
    }
    let street = |index: usize| {
        line.is_capital(index)
            && line.is_any(
                index,
                &[
                    "street",
                    "avenue",
                    "road",
                    "lane",
                    "drive",
                    "boulevard",
                    "square",
                    "st",
                    "ave",
                    "rd",
                    "blvd",
                    "terrace",
                    "crescent",
                    "parkway",
                ],
            )
    };
    (end + 1..end + 4).any(street)
        && (end..end + 3)
            .take_while(|i| !street(*i))
            .all(|i| line.is_capital(i) && line.is_word(i))
}

/// "children under five": a group of ages.
pub(super) fn is_age_group(line: Line<'_>, found: &Measured) -> bool {
    let before = Line::before(found.number.first, 1);
    let group = line.is_any(
        Line::before(before, 1),
        &[
            "children", "kids", "infants", "adults", "men", "women", "toddlers", "boys", "girls",
        ],
    );
    found.is_bare() && group && line.is_any(before, &["under", "over"])
}

/// "Model 3", "S&P 500", "page 5", "No. 1".
pub(super) fn is_name_or_label(line: Line<'_>, found: &Measured) -> bool {
    let number = &found.number;
    if number.scale.is_some() || line.str(number.first).contains(',') {
        return false;
    }
    let mut before = Line::before(number.first, 1);
    if line.sign(before) == Some('.')
        && line.is_any(
            Line::before(before, 1),
            &[
                "no", "nos", "vol", "fig", "pp", "p", "op", "ch", "sec", "art", "ref", "ext",
            ],
        )
    {
        return true;
    }
    let hyphen = line.is_dash(before) && line.is_glued(before) && line.is_glued(number.first);
    if hyphen {
        before = Line::before(before, 1);
    }
    if !line.is_word(before) {
        return false;
    }
    let roles = entry(line, before).roles;
    let noun = matches!(found.what, What::Count(Some(_)));
    let aged = |index: usize| line.is_any(index, &["aged", "ages"]);
    let second = line.is_any(before, &["and", "to"]) && aged(Line::before(number.first, 3));
    if aged(before) || second {
        return true;
    }
    let label = roles.has(Roles::LABEL) && !line.is(before, "no");
    if label && (!noun || line.is_capital(before)) {
        return true;
    }
    let kinds = [
        "type", "grade", "level", "phase", "tier", "category", "class", "stage",
    ];
    if line.is_any(before, &kinds) && number.small().is_some_and(|n| n <= 20) {
        return true;
    }
    let end = number.end;
    if !noun && line.is_any(before, &["top", "bottom", "big"]) || is_age_group(line, found) {
        return true;
    }
    let earlier = Line::before(before, 1);
    let listed = line.is_any(before, &["and", "or"])
        && line.is_number(earlier)
        && is_name(line, Line::before(earlier, 1));
    let named = is_name(line, before);
    let begins =
        line.starts_sentence(before) && !line.str(before).chars().skip(1).any(char::is_uppercase);
    listed || named && !(noun && begins && line.is_capital(before) && !line.is_capital(end))
}

/// Whether a word looks like a name: a capital somewhere in it, and no plain word.
pub(super) fn is_name(line: Line<'_>, at: usize) -> bool {
    line.is_word(at) && line.str(at).contains(char::is_uppercase) && !is_plain_capital(line, at)
}

/// A capital that makes no name: a word that only begins a sentence, a function word in a title.
fn is_plain_capital(line: Line<'_>, at: usize) -> bool {
    let known = entry(line, at).roles.has(
        Roles::FUNCTION
            .and(Roles::COMPARES_BEFORE)
            .and(Roles::UP)
            .and(Roles::DOWN)
            .and(Roles::WEEKDAY),
    );
    known || entry(line, at).cardinal.is_some()
}
