//! Number words that are no quantity: pronouns, "double-digit", "the first half".

use super::filter_names::is_age_group;
use super::measure::{Measured, What};
use super::number::entry;
use super::token::Line;
use super::vocabulary::Roles;

/// Number words that are no quantity: "one" as a pronoun, "a hundred" in idioms.
pub(super) fn is_wordy_none(line: Line<'_>, found: &Measured) -> bool {
    let number = &found.number;
    if is_age_group(line, found) {
        return true;
    }
    let compound = line.is_dash(Line::before(number.first, 1)) && line.is_glued(number.first);
    if compound && found.is_bare_or_count() && line.is_word(Line::before(number.first, 2)) {
        return true;
    }
    if line.is_glued(number.end)
        && line.is_dash(number.end)
        && line.is_glued(number.end + 1)
        && found.is_bare()
    {
        return true;
    }
    if number.small() == Some(1) && number.end == number.first + 1 {
        return is_pronoun(line, found);
    }
    let zero = number.small() == Some(0);
    let title = line.is_capital(number.first) && !line.starts_sentence(number.first);
    let before = Line::before(number.first, 1);
    let rank = line.is_any(before, &["top", "bottom", "big", "final"]);
    found.is_bare() && number.scale.is_none() && (zero || title || rank)
}

/// "one" without a unit: read only behind a comparator or with a counted noun of its own.
fn is_pronoun(line: Line<'_>, found: &Measured) -> bool {
    if !found.is_bare_or_count() {
        let before = Line::before(found.number.first, 1);
        return line.is_any(
            before,
            &["this", "that", "any", "no", "each", "every", "the"],
        );
    }
    let before = Line::before(found.number.first, 1);
    !(line.is(before, "least") || line.is(before, "than")) || line.is(found.number.end, "of")
}

/// "double" and the like where they are no multiple: "double-digit", "the double".
pub(super) fn is_multiple_none(line: Line<'_>, found: &Measured) -> bool {
    let number = &found.number;
    let end = number.end;
    let word = line.str(number.first);
    if line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1) {
        return true;
    }
    let before = Line::before(number.first, 1);
    if line.is_dash(before) && line.is_glued(number.first) {
        return true;
    }
    let adjective = ["double", "triple", "quadruple", "treble"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w));
    if adjective {
        let verb = line.is_any(
            before,
            &[
                "to", "will", "would", "could", "may", "might", "than", "nearly", "almost", "of",
                "about", "roughly", "over", "can", "should", "least", "must", "just",
            ],
        );
        let object = line.is_any(
            end,
            &[
                "the", "its", "that", "what", "their", "his", "her", "last", "in", "by", "from",
                "this", "to", "or",
            ],
        );
        return !(object || verb && !line.is_any(end, &["down", "up"]));
    }
    let doubling_down =
        word.to_ascii_lowercase().starts_with("doubl") && line.is_any(end, &["down", "as"]);
    let twice = word.eq_ignore_ascii_case("twice") || word.eq_ignore_ascii_case("thrice");
    let frequency = twice
        && !line.is_any(end, &["the", "its", "that", "what", "their", "his"])
        && !(line.is(end, "as")
            && (line.is(end + 2, "as") || line.is_any(end + 1, &["much", "many"])))
        && !line.is_any(
            before,
            &[
                "than", "about", "nearly", "almost", "roughly", "over", "least",
            ],
        );
    doubling_down || frequency
}

/// "a third straight quarter", "a fifth year": the article and an ordinal.
fn is_ordinal(line: Line<'_>, found: &Measured) -> bool {
    let number = &found.number;
    let last = number.end - 1;
    let article = line.is_any(number.first, &["a", "an"]) && last == number.first + 1;
    let share = line.is_any(last, &["half", "quarter"]);
    let row = line.is_any(
        number.end,
        &["straight", "consecutive", "successive", "and"],
    );
    let time = entry(line, number.end).unit.is_some() && found.what != What::Ratio;
    article && !share && (row && found.what != What::Ratio || time)
}

/// "half", "third" and the like where they are no share: "first half", "a third company".
pub(super) fn is_fraction_none(line: Line<'_>, found: &Measured) -> bool {
    if is_ordinal(line, found) {
        return true;
    }
    if found.what != What::Ratio {
        return false;
    }
    let number = &found.number;
    let end = number.end;
    let before = Line::before(number.first, 1);
    if line.is(number.end - 1, "half") && number.end <= number.first + 2 {
        let ordinal = line.is_any(
            before,
            &[
                "first", "second", "last", "latter", "other", "next", "this", "that", "and",
                "previous", "opening", "top", "bottom", "better", "back", "front",
            ],
        );
        let taken = line.is_any(
            end,
            &[
                "of", "the", "its", "their", "that", "as", "all", "what", "his", "her", "our",
                "those", "these",
            ],
        );
        let compares = entry(line, before).roles.has(Roles::COMPARES_BEFORE)
            || line.is_any(before, &["by", "in", "exactly", "precisely"]);
        let time = line.is_any(end, &["of", "the"]) && entry(line, end + 1).roles.has(Roles::MONTH);
        let year_half = line.is(end, "of")
            && (line.is_number(end + 1) && line.str(end + 1).len() == 4
                || line.is(end + 2, "year")
                    && line.is_any(end + 1, &["the", "this", "last", "next"]));
        return ordinal
            || time
            || year_half
            || !(taken
                || (compares && !line.is_word(end))
                || line.is_dash(Line::before(number.first, 1)));
    }
    let hyphened = line.is_dash(end) && line.is_glued(end) && line.is_glued(end + 1);
    let article = line.is_any(number.first, &["a", "an"]);
    if !article {
        return hyphened && line.is_word(end + 1) && !line.is(end + 1, "plus");
    }
    let moved = entry(line, before).roles.has(Roles::UP.and(Roles::DOWN));
    let of = line.is(end, "of");
    let by = line.is_any(
        before,
        &[
            "by", "than", "about", "nearly", "almost", "roughly", "over", "under", "around",
        ],
    );
    let open = line.get(end).is_none()
        || line
            .sign(end)
            .is_some_and(|c| !matches!(c, '-' | '\'' | '’'))
        || entry(line, end).roles.has(Roles::FUNCTION);
    let quarter_of_time = line.is(end - 1, "quarter")
        && (line.is_any(before, &["in", "every", "each", "per", "for", "within"])
            || line.is_any(end, &["ago", "earlier", "later", "before", "in"]));
    let lost = moved && open && !line.is_any(end, &["ago", "earlier", "later", "before"]);
    (quarter_of_time && !lost)
        || !(of
            || lost
            || (by && open)
            || (open && !line.is(end - 1, "quarter") && !line.is(end - 1, "second")))
}
