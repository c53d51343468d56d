//! Parts the rows of a table whose cells run together.
//!
//! A border can only be where something changes: from a small letter to a capital, from a bracket
//! or a percent sign to a capital, a digit or a currency sign. Some such places are inside a
//! word; the words of the text tell which. Most rows then agree on a number of columns, and that
//! number decides about the rest.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::words::Words;

/// Longer lines are no rows. In bytes.
const ROW_BYTES: usize = 600;
/// A row with more places that could be borders is not parted.
const PLACES: usize = 40;
/// A table has its header and so many rows at least.
const ROWS_MIN: usize = 2;

/// A table, parted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table<'a> {
    /// The header's cells; none where it could not be parted for sure, and then no row is.
    pub(crate) header: Option<Vec<&'a str>>,
    /// The rows' cells; none where a row could not be parted for sure.
    pub(crate) rows: Vec<Option<Vec<&'a str>>>,
}

/// Parts these lines, if they are a table: several of them part into one number of cells.
pub(crate) fn part<'a>(lines: &[&'a str], words: &Words<'_>) -> Option<Table<'a>> {
    let [header, rows @ ..] = lines else {
        return None;
    };
    if rows.len() < ROWS_MIN || !could_be_header(header) {
        return None;
    }
    let places = lines
        .iter()
        .map(|line| places(line, words))
        .collect::<Vec<_>>();
    let columns = columns(&places)?;
    let cells = |index: usize| cut(lines[index], &places[index], columns);
    let header = cells(0);
    let is_headed = header.is_some();
    let rows = (1..lines.len()).map(|index| cells(index).filter(|_| is_headed));
    Some(Table {
        header,
        rows: rows.collect(),
    })
}

/// A header is no sentence, and something changes inside it.
fn could_be_header(line: &str) -> bool {
    line.len() <= ROW_BYTES
        && !line.ends_with(['.', ':', '?', '!', ','])
        && line.as_bytes().windows(2).any(|pair| {
            pair[0].is_ascii_lowercase() && !pair[1].is_ascii_lowercase() && pair[1] != b' '
        })
}

/// How sure it is that a place parts two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sureness {
    /// Only if the number of columns asks for it.
    Weak,
    /// By the characters.
    Strong,
    /// By the characters, and a word that is known ends or begins there.
    OneWord,
    /// Between two words that are known.
    TwoWords,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    at: usize,
    sureness: Sureness,
}

/// The number of columns that most lines have by their strong places; the smaller if two numbers
/// are as common. One line alone says nothing.
fn columns(places: &[Vec<Place>]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for line in places {
        *counts.entry(strong(line).count() + 1).or_default() += 1;
    }
    let (columns, lines) = counts
        .into_iter()
        .rev()
        .max_by_key(|(columns, lines)| (*lines, usize::MAX - columns))?;
    (columns > 1 && lines > 1).then_some(columns)
}

fn strong(places: &[Place]) -> impl Iterator<Item = &Place> {
    places
        .iter()
        .filter(|place| place.sureness > Sureness::Weak)
}

/// The cells of a line, if it is sure where they part.
fn cut<'a>(line: &'a str, places: &[Place], columns: usize) -> Option<Vec<&'a str>> {
    let wanted = columns - 1;
    let strong_places = strong(places).copied().collect::<Vec<_>>();
    let chosen = match strong_places.len().cmp(&wanted) {
        Ordering::Equal => {
            Some(strong_places).filter(|chosen| !is_doubtful(line, chosen, places))?
        }
        Ordering::Less => Some(places.to_vec()).filter(|all| all.len() == wanted)?,
        Ordering::Greater => surest(strong_places, wanted)?,
    };
    let mut cells = Vec::with_capacity(columns);
    let mut start = 0;
    for place in chosen {
        cells.push(line[start..place.at].trim());
        start = place.at;
    }
    cells.push(line[start..].trim());
    cells.iter().all(|cell| !cell.is_empty()).then_some(cells)
}

/// Whether a place that was chosen by its characters alone shares a word with one that was left
/// out: `HelioAINorvik` is parted before "AI" or behind it.
fn is_doubtful(line: &str, chosen: &[Place], places: &[Place]) -> bool {
    let left_out = || {
        places
            .iter()
            .filter(|place| place.sureness == Sureness::Weak)
    };
    chosen
        .iter()
        .filter(|place| place.sureness == Sureness::Strong)
        .any(|place| {
            let (start, end) = run_around(line, place.at);
            left_out().any(|weak| (start..end).contains(&weak.at) && is_letter_at(line, weak.at))
        })
}

fn is_letter_at(line: &str, at: usize) -> bool {
    line[at..].starts_with(char::is_alphabetic)
}

/// The surest of several places, if it is clear which they are.
fn surest(mut places: Vec<Place>, wanted: usize) -> Option<Vec<Place>> {
    places.sort_by(|a, b| b.sureness.cmp(&a.sureness).then(a.at.cmp(&b.at)));
    let (last_in, first_out) = (places.get(wanted.checked_sub(1)?)?, places.get(wanted)?);
    if last_in.sureness == first_out.sureness {
        return None;
    }
    places.truncate(wanted);
    places.sort_by_key(|place| place.at);
    Some(places)
}

/// The places in a line where one cell could end and the next begin.
fn places(line: &str, words: &Words<'_>) -> Vec<Place> {
    if line.len() > ROW_BYTES {
        return Vec::new();
    }
    let chars = line.char_indices().collect::<Vec<_>>();
    let mut depth = 0_i32;
    let mut found = Vec::new();
    for index in 1..chars.len() {
        depth += match chars[index - 1].1 {
            '(' | '[' => 1,
            ')' | ']' => -1,
            _ => 0,
        };
        let by_characters = if depth > 0 {
            None
        } else {
            change(&chars, index)
        };
        found.extend(by_characters.map(|sureness| Place {
            at: chars[index].0,
            sureness,
        }));
    }
    if found.len() > PLACES {
        return Vec::new();
    }
    weigh_by_words(line, &found, words)
}

/// What changes between a character and the one before it.
fn change(chars: &[(usize, char)], index: usize) -> Option<Sureness> {
    let char_at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let (before, here) = (char_at(index - 1)?, char_at(index)?);
    let is_lower = |index: usize| char_at(index).is_some_and(char::is_lowercase);
    let is_upper = |index: usize| char_at(index).is_some_and(char::is_uppercase);
    let begins_word = is_lower(index + 1) || !char_at(index + 1).is_some_and(char::is_alphabetic);
    let begins_acronym =
        is_upper(index + 1) && is_upper(index + 2) && !begins_foreign_money(chars, index + 1);
    let begins_long_word = is_lower(index + 1) && is_lower(index + 2) || begins_acronym;
    let is_money = "$€£¥₹~≈".contains(here);
    let closes = ")]%+”!?".contains(before);
    match () {
        () if before.is_whitespace() || here.is_whitespace() => None,
        () if begins_foreign_money(chars, index) => {
            let is_inside = begins_foreign_money(chars, index - 1) || "~≈(<>-–—/".contains(before);
            (!is_inside).then_some(Sureness::Strong)
        }
        () if is_money => {
            let is_inside = "~≈(<>-–—/".contains(before) || is_currency_letter(chars, index - 1);
            (!is_inside).then_some(Sureness::Strong)
        }
        () if closes && (here.is_uppercase() || here.is_ascii_digit()) => Some(Sureness::Strong),
        () if before.is_lowercase() && here.is_uppercase() => Some(Sureness::Strong),
        () if before.is_ascii_digit() && here.is_uppercase() => {
            begins_long_word.then_some(Sureness::Strong)
        }
        () if before.is_uppercase() && here.is_uppercase() => {
            (begins_word && is_lower(index + 1)).then_some(Sureness::Weak)
        }
        () if before.is_lowercase() && here.is_ascii_digit() => Some(Sureness::Weak),
        () => None,
    }
}

/// Dollars and rand with the letters that tell whose they are.
const FOREIGN_MONEY: [&str; 7] = ["US$", "HK$", "NZ$", "A$", "C$", "S$", "R$"];

/// Whether an amount such as "US$3B" begins here.
fn begins_foreign_money(chars: &[(usize, char)], index: usize) -> bool {
    FOREIGN_MONEY.iter().any(|sign| {
        let here = chars.iter().skip(index).map(|(_, c)| *c);
        sign.chars().eq(here.take(sign.len()))
    })
}

/// Whether a capital before a currency sign is part of it: "US$3B", "HK$3B".
fn is_currency_letter(chars: &[(usize, char)], index: usize) -> bool {
    (index.saturating_sub(1)..=index).any(|start| begins_foreign_money(chars, start))
}

/// Leaves out places inside a known word, and notes where known words end and begin.
fn weigh_by_words(line: &str, places: &[Place], words: &Words<'_>) -> Vec<Place> {
    let is_inside_word = |place: &Place| {
        let (start, end) = run_around(line, place.at);
        if start == place.at || end == place.at {
            return false;
        }
        let edges = |from: usize, to: usize| {
            let inner = places
                .iter()
                .map(|p| p.at)
                .filter(move |at| from < *at && *at < to);
            inner.collect::<Vec<_>>()
        };
        let starts = std::iter::once(start)
            .chain(edges(start, place.at))
            .collect::<Vec<_>>();
        let ends = edges(place.at, end)
            .into_iter()
            .chain([end])
            .collect::<Vec<_>>();
        starts
            .iter()
            .any(|&from| ends.iter().any(|&to| words.has(&line[from..to])))
    };
    let kept = places
        .iter()
        .filter(|place| !is_inside_word(place))
        .copied()
        .collect::<Vec<_>>();
    kept.iter()
        .map(|place| Place {
            sureness: by_words(line, *place, &kept, words),
            ..*place
        })
        .collect()
}

fn by_words(line: &str, place: Place, kept: &[Place], words: &Words<'_>) -> Sureness {
    let (start, end) = run_around(line, place.at);
    let before = kept.iter().map(|p| p.at).filter(|at| *at < place.at).max();
    let after = kept.iter().map(|p| p.at).find(|at| *at > place.at);
    let left = &line[before.unwrap_or(0).max(start)..place.at];
    let right = &line[place.at..after.unwrap_or(line.len()).min(end)];
    match (words.has(left), words.has(right)) {
        (true, true) => Sureness::TwoWords,
        (true, false) | (false, true) if place.sureness > Sureness::Weak => Sureness::OneWord,
        _ => place.sureness,
    }
}

/// The run of letters and digits around a place.
fn run_around(line: &str, at: usize) -> (usize, usize) {
    let is_edge = |c: char| !c.is_alphanumeric();
    let start = line[..at].char_indices().rev().find(|(_, c)| is_edge(*c));
    let end = line[at..].find(is_edge).map_or(line.len(), |end| at + end);
    (start.map_or(0, |(index, c)| index + c.len_utf8()), end)
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
