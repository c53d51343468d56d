//! Counted nouns: what a bare number counts.

use super::number::entry;
use super::token::Line;
use super::vocabulary::Roles;

/// How many words before the noun belong to it at most: "million weekly active paying users".
const MODIFIERS_MAX: usize = 4;

/// A counted noun: the text of it with its modifiers, and the token after it.
pub(crate) struct Noun {
    /// As written: "weekly users".
    pub text: String,
    /// After its last token.
    pub end: usize,
}

/// The counted noun whose phrase begins at `at`: it ends with the first plural.
pub(crate) fn noun_at(line: Line<'_>, at: usize) -> Option<Noun> {
    let mut index = at;
    for step in 0..=MODIFIERS_MAX {
        if step > 0 && line.is(index, "and") && is_modifier(line, index + 1) {
            index += 1;
        }
        let paid = step > 0 && is_participle(line, index);
        let end = word_end(line, index).or(paid.then_some(index + 1))?;
        if is_plural(line, end) {
            let mut end = end;
            while is_modifier(line, end)
                && !line.is_capital(end)
                && is_plural(line, end + 1)
                && !is_object(line, end + 1)
            {
                end += 1;
            }
            return Some(Noun {
                text: text(line, at, end),
                end,
            });
        }
        index = end;
    }
    None
}

/// "40 highly paid engineers": a participle behind an adverb, whatever else the word is.
fn is_participle(line: Line<'_>, at: usize) -> bool {
    let word = line.str(at);
    line.str(Line::before(at, 1)).ends_with("ly") && (word.ends_with("ed") || word.ends_with("id"))
}

/// Whether an object begins at `at`, so that the word before it is a verb: "19 fouls proves it".
fn is_object(line: Line<'_>, at: usize) -> bool {
    line.is_any(
        at,
        &[
            "it", "that", "the", "a", "an", "its", "his", "her", "their", "how", "why", "what",
            "this", "these", "them", "him", "us", "you", "me",
        ],
    )
}

/// The singular noun directly at `at`, where it is followed by another noun: "token" in "100,000
/// token context window", or behind a hyphen.
pub(crate) fn compound_at(line: Line<'_>, at: usize) -> Option<Noun> {
    is_modifier(line, at).then(|| Noun {
        text: text(line, at, at + 1),
        end: at + 1,
    })
}

/// The end of the word at `at` with the digits and hyphened words glued to it; none if it cannot
/// stand in a noun phrase.
fn word_end(line: Line<'_>, at: usize) -> Option<usize> {
    if !is_modifier(line, at) {
        return None;
    }
    let mut end = abbreviation_end(line, at);
    loop {
        if line.is_number(end)
            && (line.is_glued(end) || line.is_capital(at) && line.str(end).len() == 1)
        {
            end += 1;
            if line.is_glued(end) && line.str(end) == "s" {
                end += 1;
            }
        } else if line.is_dash(end)
            && line.is_glued(end)
            && line.is_glued(end + 1)
            && line.is_word(end + 1)
        {
            end += 2;
        } else {
            return Some(end);
        }
    }
}

/// The end of "U.S." and the like; of any other word, of it alone.
fn abbreviation_end(line: Line<'_>, at: usize) -> usize {
    let letter = |index: usize| line.is_capital(index) && line.str(index).len() == 1;
    let point = |index: usize| line.sign(index) == Some('.') && line.is_glued(index);
    if letter(at) && point(at + 1) && letter(at + 2) && line.is_glued(at + 2) {
        return at + 3 + usize::from(point(at + 3));
    }
    at + 1
}

/// Whether a word can stand before a noun or be one.
fn is_modifier(line: Line<'_>, at: usize) -> bool {
    if !line.is_word(at) {
        return false;
    }
    let here = entry(line, at);
    let verb = here.roles.has(Roles::UP.and(Roles::DOWN)) && !is_plural_form(line.str(at));
    let number = here.cardinal.is_some() || here.scale.is_some();
    let calendar = here.roles.has(Roles::MONTH.and(Roles::WEEKDAY)) && line.is_capital(at);
    let pointer = line.is_any(at, &["next", "last"]);
    !here.roles.has(Roles::FUNCTION)
        && !pointer
        && !verb
        && !number
        && !calendar
        && here.multiple.is_none()
}

/// Whether the word that ends before `end` is a plural.
fn is_plural(line: Line<'_>, end: usize) -> bool {
    let last = end - 1;
    if !line.is_word(last) {
        return false;
    }
    if line.str(last) == "s" && line.is_number(Line::before(last, 1)) {
        return true;
    }
    let roles = entry(line, last).roles;
    if roles.has(Roles::PLURAL) {
        return true;
    }
    let possessive = matches!(line.sign(end), Some('\'' | '’')) && line.is(end + 1, "s");
    !roles.has(Roles::SINGULAR) && !possessive && is_plural_form(line.str(last))
}

/// Whether a word has the form of a plural.
pub(crate) fn is_plural_form(word: &str) -> bool {
    word.len() > 2
        && (word.ends_with('s') || (word.ends_with('S') && word.len() > 3))
        && !["ss", "us", "is", "ous"]
            .iter()
            .any(|end| word.ends_with(end))
}

/// The phrase as written, with single blanks.
fn text(line: Line<'_>, first: usize, end: usize) -> String {
    let written = &line.text[line.span(first, end)];
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}
