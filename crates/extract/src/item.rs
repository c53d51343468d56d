//! Items: a passage cut into words, punctuation, quantities, dates and names, in reading order,
//! and into sentences.

use crate::chars::{char_at, char_before, run_at};
use crate::date::DateMention;
use crate::name::Name;
use crate::quantity::Quantity;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Word,
    /// The `'s` of a possessive.
    Possessive,
    Comma,
    Semicolon,
    Colon,
    Dash,
    Open,
    Close,
    /// The end of a sentence.
    Stop,
    /// Any other mark: quotes, bullets, slashes.
    Mark,
    /// The index of a quantity of the passage.
    Quantity(usize),
    /// The index of a date of the passage.
    Date(usize),
    /// The index of a name of the passage.
    Name(usize),
}

/// A word or what counts as one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub kind: ItemKind,
    /// First byte in the passage's text.
    pub start: usize,
    /// After its last byte.
    pub end: usize,
}

/// A range of items, and of bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence {
    /// Its first item.
    pub first: usize,
    /// After its last item.
    pub last: usize,
    /// Its first byte.
    pub start: usize,
    /// After its last byte.
    pub end: usize,
}

/// Words after which a point ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "inc", "ltd", "co", "corp", "plc", "vs",
    "v", "no", "nos", "fig", "approx", "est", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "gov", "sen", "rep", "gen", "u.s", "u.k", "e.g", "i.e",
    "cf", "al", "d.c", "u.n",
];

/// Cuts a text. Spans of quantities, dates and names must be in order.
pub(crate) fn items(
    text: &str,
    quantities: &[Quantity],
    dates: &[DateMention],
    names: &[Name],
) -> Vec<Item> {
    let mut spans: Vec<(usize, usize, ItemKind)> = Vec::new();
    spans.extend(
        quantities
            .iter()
            .enumerate()
            .map(|(i, q)| (q.span.start, q.span.end, ItemKind::Quantity(i))),
    );
    spans.extend(
        dates
            .iter()
            .enumerate()
            .map(|(i, d)| (d.span.start, d.span.end, ItemKind::Date(i))),
    );
    spans.extend(
        names
            .iter()
            .enumerate()
            .map(|(i, n)| (n.start, n.end, ItemKind::Name(i))),
    );
    spans.sort_by_key(|(start, end, kind)| (*start, !matches!(kind, ItemKind::Quantity(_)), *end));
    let mut items = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    for (start, end, kind) in spans {
        if start > at {
            words(text, at, start, &mut items);
        }
        // A name inside a counted quantity ("500 Ford cars") follows it as an item of its own.
        items.push(Item { kind, start, end });
        at = at.max(end);
    }
    words(text, at, text.len(), &mut items);
    items
}

/// The words and marks between two bytes.
fn words(text: &str, from: usize, to: usize, items: &mut Vec<Item>) {
    let Some(part) = text.get(..to) else {
        return;
    };
    let mut start = from;
    while let Some(c) = char_at(part, start) {
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            end = word_end(text, part, start);
            items.push(Item {
                kind: ItemKind::Word,
                start,
                end,
            });
        } else if let Some((kind, length)) = mark(text, start, c) {
            items.push(Item {
                kind,
                start,
                end: start + length,
            });
            end = start + length;
        }
        start = end;
    }
}

/// Where the word that begins at `start` ends, within the part of the text before its border.
fn word_end(text: &str, part: &str, start: usize) -> usize {
    let mut end = run_at(part, start).end;
    while let Some(mark) = char_at(part, end).filter(|mark| joins(text, end, *mark)) {
        end = run_at(part, end + mark.len_utf8()).end;
    }
    end
}

/// Whether a mark stands inside a word: the points of "U.S.", the ampersand of "R&D".
fn joins(text: &str, at: usize, mark: char) -> bool {
    let behind = at + mark.len_utf8();
    let is_letter = || char_at(text, behind).is_some_and(char::is_alphanumeric);
    match mark {
        '.' | '&' => is_letter(),
        '\'' | '’' => {
            let end = run_at(text, behind).end;
            let is_possessive = matches!(text.get(behind..end), Some("s" | "S"));
            is_letter() && !is_possessive
        }
        _ => false,
    }
}

/// What a mark is, and how many bytes it has; nothing for spaces and hyphens inside words.
fn mark(text: &str, at: usize, c: char) -> Option<(ItemKind, usize)> {
    let length = c.len_utf8();
    let before = char_before(text, at);
    let behind = char_at(text, at + length);
    let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let spaced = || before.is_none_or(char::is_whitespace) || is_space(behind);
    let kind = match c {
        ',' => ItemKind::Comma,
        ';' => ItemKind::Semicolon,
        ':' => ItemKind::Colon,
        '—' | '―' => ItemKind::Dash,
        '–' | '-' if spaced() => ItemKind::Dash,
        '(' | '[' => ItemKind::Open,
        ')' | ']' => ItemKind::Close,
        '.' | '!' | '?' | '\n' | '…' => ItemKind::Stop,
        '\'' | '’' => {
            if matches!(behind, Some('s' | 'S'))
                && !char_at(text, at + length + 1).is_some_and(char::is_alphanumeric)
            {
                return Some((ItemKind::Possessive, length + 1));
            }
            let lone = before == Some('s') && is_space(behind);
            if lone {
                ItemKind::Possessive
            } else {
                ItemKind::Mark
            }
        }
        '"' | '“' | '”' | '‘' | '/' | '|' | '•' | '·' | '+' | '=' | '*' => ItemKind::Mark,
        _ => return None,
    };
    Some((kind, length))
}

/// Cuts items into sentences.
pub(crate) fn sentences(text: &str, items: &[Item]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut first = 0;
    for (index, item) in items.iter().enumerate() {
        if item.kind == ItemKind::Stop && ends_sentence(text, items, index) {
            push(&mut sentences, items, first, index + 1);
            first = index + 1;
        }
    }
    push(&mut sentences, items, first, items.len());
    sentences
}

fn push(sentences: &mut Vec<Sentence>, items: &[Item], first: usize, last: usize) {
    if let (Some(a), Some(b)) = (
        items.get(first),
        last.checked_sub(1).and_then(|i| items.get(i)),
    ) && first < last
    {
        sentences.push(Sentence {
            first,
            last,
            start: a.start,
            end: b.end,
        });
    }
}

/// Whether a stop really ends a sentence.
fn ends_sentence(text: &str, items: &[Item], index: usize) -> bool {
    let Some(stop) = items.get(index) else {
        return false;
    };
    if text.get(stop.start..stop.end) != Some(".") {
        return true;
    }
    let rest = text.get(stop.end..).unwrap_or_default();
    let next = rest
        .trim_start_matches(['"', '”', '’', ')', ' '])
        .chars()
        .next();
    let space = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | ')'));
    if !space && !rest.is_empty() {
        return false;
    }
    let Some(before) = index.checked_sub(1).and_then(|i| items.get(i)) else {
        return true;
    };
    if before.kind == ItemKind::Word && before.end == stop.start {
        let word = text.get(before.start..before.end).unwrap_or_default();
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let is_short = |known: &&str| known.eq_ignore_ascii_case(word);
        if initial || ABBREVIATIONS.iter().any(is_short) {
            return next.is_none() || (word.contains('.') && starts_sentence(rest));
        }
    }
    next.is_none_or(|c| !c.is_lowercase())
}

/// After "U.S." a new sentence begins only with a word that rarely stands inside one.
fn starts_sentence(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or_default();
    matches!(
        word,
        "The" | "It" | "In" | "But" | "A" | "He" | "She" | "They" | "This" | "That" | "On" | "At"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let items = items(text, &[], &[], &[]);
        sentences(text, &items)
            .iter()
            .map(|s| &text[s.start..s.end])
            .collect()
    }

    #[test]
    fn points_of_abbreviations_and_decimals_end_no_sentence() {
        assert_eq!(
            cut("Mr. Hale of the U.S. Treasury paid 3.5 cents. He left. Why?"),
            [
                "Mr. Hale of the U.S. Treasury paid 3.5 cents.",
                "He left.",
                "Why?"
            ]
        );
        assert_eq!(
            cut("Acme Inc. said so.\nBeta did not"),
            ["Acme Inc. said so.", "\n", "Beta did not"]
        );
    }

    #[test]
    fn possessives_are_cut_from_their_words() {
        let text = "Acme’s bond—the Smiths' own—isn't R&D";
        let kinds: Vec<_> = items(text, &[], &[], &[])
            .iter()
            .map(|i| (&text[i.start..i.end], i.kind))
            .collect();
        assert_eq!(kinds[1], ("’s", ItemKind::Possessive));
        assert!(kinds.contains(&("'", ItemKind::Possessive)));
        assert!(kinds.contains(&("isn't", ItemKind::Word)));
        assert!(kinds.contains(&("R&D", ItemKind::Word)));
        assert!(kinds.contains(&("—", ItemKind::Dash)));
    }
}
