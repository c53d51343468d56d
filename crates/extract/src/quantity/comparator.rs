//! Comparators: the words and signs beside a number that say how a figure is compared with it.

use std::collections::HashMap;
use std::sync::LazyLock;

use claimbook_model::Comparator;
use serde::Deserialize;

use super::number::entry;
use super::token::Line;
use super::vocabulary::Roles;

#[derive(Deserialize)]
struct Table {
    degree: Degree,
    before: Side,
    before_amount: Side,
    after: Side,
}

/// Words of degree, and what they stand before.
#[derive(Deserialize)]
struct Degree {
    before: String,
    adverbs: String,
    nouns: String,
}

#[derive(Deserialize)]
struct Side {
    at_least: Vec<String>,
    at_most: Vec<String>,
    approx: Vec<String>,
}

impl Side {
    fn rows(&self) -> impl Iterator<Item = (&String, Comparator)> {
        let least = self.at_least.iter().map(|p| (p, Comparator::AtLeast));
        let most = self.at_most.iter().map(|p| (p, Comparator::AtMost));
        let approx = self.approx.iter().map(|p| (p, Comparator::Approx));
        least.chain(most).chain(approx)
    }
}

/// A phrase: its words and what it says.
struct Phrase {
    words: Vec<String>,
    comparator: Comparator,
    amounts_only: bool,
    takes_degree: bool,
}

/// Phrases by the word that stands next to the number, longest first.
struct Phrases {
    before: HashMap<String, Vec<Phrase>>,
    after: HashMap<String, Vec<Phrase>>,
    adverbs: Vec<String>,
    nouns: Vec<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let table: Table = match toml::from_str(include_str!("../../data/comparators.toml")) {
        Ok(table) => table,
        Err(error) => unreachable!("the built-in comparators are malformed: {error}"),
    };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    let takes_degree: Vec<String> = words(&table.degree.before);
    let mut phrases = Phrases {
        before: HashMap::new(),
        after: HashMap::new(),
        adverbs: words(&table.degree.adverbs),
        nouns: words(&table.degree.nouns),
    };
    for (side, amounts_only) in [(&table.before, false), (&table.before_amount, true)] {
        for (text, comparator) in side.rows() {
            let mut phrase = phrase(text, comparator, amounts_only);
            phrase.takes_degree = takes_degree.contains(&phrase.words[0]);
            let key = phrase.words.last().cloned().unwrap_or_default();
            phrases.before.entry(key).or_default().push(phrase);
        }
    }
    for (text, comparator) in table.after.rows() {
        let phrase = phrase(text, comparator, false);
        let key = phrase.words.first().cloned().unwrap_or_default();
        phrases.after.entry(key).or_default().push(phrase);
    }
    let longest_first = |list: &mut Vec<Phrase>| list.sort_by_key(|p| usize::MAX - p.words.len());
    phrases.before.values_mut().for_each(longest_first);
    phrases.after.values_mut().for_each(longest_first);
    phrases
});

fn phrase(text: &str, comparator: Comparator, amounts_only: bool) -> Phrase {
    let spaced = text.replace('.', " .");
    Phrase {
        words: spaced.split_whitespace().map(str::to_owned).collect(),
        comparator,
        amounts_only,
        takes_degree: false,
    }
}

/// Tells which words stand next to numbers in phrases.
pub(super) fn add_roles(mut add: impl FnMut(&str, Roles)) {
    let mut words: Vec<_> = PHRASES.before.keys().collect();
    words.sort();
    for word in words {
        add(word, Roles::COMPARES_BEFORE);
    }
    let mut words: Vec<_> = PHRASES.after.keys().collect();
    words.sort();
    for word in words {
        add(word, Roles::COMPARES_AFTER);
    }
}

/// What the caller knows of the quantity.
#[derive(Clone, Copy)]
pub(crate) struct Beside {
    /// Its first token.
    pub first: usize,
    /// After its last token.
    pub end: usize,
    /// Whether it is a length of time.
    pub is_time: bool,
    /// Whether it is money, a share, or has a scale.
    pub is_amount: bool,
}

/// What is crossed: "passed the $2 trillion mark".
const MARKS: &[&str] = &["mark", "milestone", "threshold", "barrier", "level"];

/// The comparator before the quantity, and its first token.
pub(crate) fn before(line: Line<'_>, beside: Beside) -> Option<(Comparator, usize)> {
    let mut next = Line::before(beside.first, 1);
    let article = line.is_any(next, &["a", "an"])
        || (line.is_dash(next) && line.is_any(Line::before(next, 1), &["sub", "mid"]));
    if article || line.is(next, "the") && line.is_any(beside.end, MARKS) {
        next = Line::before(next, 1);
    }
    let is_sign = line.sign(next).is_some();
    if matches!(line.sign(next), Some('<' | '>')) && line.is_glued(next) {
        return None;
    }
    if !is_sign && !entry(line, next).roles.has(Roles::COMPARES_BEFORE) {
        return None;
    }
    let key = line.str(next).to_ascii_lowercase();
    let phrases = PHRASES.before.get(&key)?;
    phrases.iter().find_map(|phrase| {
        let length = phrase.words.len();
        let start = (next + 1).checked_sub(length)?;
        let same = (0..length).all(|i| line.is(start + i, &phrase.words[i]));
        let first = if same && phrase.takes_degree {
            past_degree(line, start)
        } else {
            start
        };
        (same && allowed(line, phrase, first, beside)).then_some((phrase.comparator, first))
    })
}

/// Steps back over words of degree: "just", "a little", "only a hair".
fn past_degree(line: Line<'_>, start: usize) -> usize {
    let one_of = |index: usize, words: &[String]| words.iter().any(|word| line.is(index, word));
    let before = Line::before(start, 1);
    if one_of(before, &PHRASES.adverbs) {
        let only = Line::before(before, 1);
        return if line.is(only, "only") { only } else { before };
    }
    let noun = one_of(before, &PHRASES.nouns);
    let article = Line::before(start, 2);
    if noun && line.is(article, "a") {
        return article;
    }
    if noun
        && line.is_any(article, &["little", "wee", "tiny"])
        && line.is(Line::before(start, 3), "a")
    {
        return Line::before(start, 3);
    }
    start
}

/// Whether a phrase that stands there is meant as a comparator of this quantity.
fn allowed(line: Line<'_>, phrase: &Phrase, start: usize, beside: Beside) -> bool {
    let before = Line::before(start, 1);
    let alone = phrase.words.len() == 1 && line.is(start, &phrase.words[0]);
    if phrase.amounts_only && !beside.is_amount {
        return false;
    }
    match phrase.words[0].as_str() {
        "over" if alone && beside.is_time => line.is_any(
            before,
            &[
                "for", "in", "after", "of", "than", "lasted", "took", "takes", "take", "at",
            ],
        ),
        "over"
            if alone
                && line.is_any(
                    before,
                    &[
                        "turned", "turn", "turns", "took", "taken", "hand", "handed", "spread",
                        "all", "take", "taking",
                    ],
                ) =>
        {
            false
        }
        "past" | "passing" => {
            !line.is_any(before, &["the", "this", "half", "quarter"]) && !beside.is_time
        }
        "above" | "below" | "under" | "just" | "well" | "slightly" | "more" | "less" | "higher"
        | "lower" | "over" => !compares_with_other(line, before),
        "minimum" | "maximum" | "max" if alone => !line.is_any(before, &["the", "a"]),
        "c" => line.str(start) == "c",
        "sub" | "mid" => line.is_dash(start + 1),
        _ => true,
    }
}

/// Whether a number with its unit stands before the comparing word: "2% above 30".
fn compares_with_other(line: Line<'_>, before: usize) -> bool {
    let year = line.str(before).len() == 4 && line.str(before).bytes().all(|b| b.is_ascii_digit());
    (line.is_number(before) && !year)
        || line.sign(before) == Some('%')
        || line.is_any(before, &["percent", "times", "points", "cent"])
}

/// The comparator behind the quantity, and the token after it.
pub(crate) fn after(line: Line<'_>, beside: Beside) -> Option<(Comparator, usize)> {
    let hyphen = line.is_dash(beside.end) && line.is_glued(beside.end);
    let comma = line.sign(beside.end) == Some(',') && line.is_any(beside.end + 1, &["give", "or"]);
    let at = beside.end + usize::from(hyphen || comma);
    if line.sign(at).is_none() && !entry(line, at).roles.has(Roles::COMPARES_AFTER) {
        return None;
    }
    let key = line.str(at).to_ascii_lowercase();
    let phrases = PHRASES.after.get(&key)?;
    let found = phrases.iter().find(|phrase| {
        let length = phrase.words.len();
        let same = (0..length).all(|i| line.is(at + i, &phrase.words[i]));
        let loose = !comma || phrase.comparator == Comparator::Approx;
        same && loose && allowed_after(line, phrase, at, hyphen)
    })?;
    Some((found.comparator, at + found.words.len()))
}

/// Whether a phrase behind the quantity is meant as its comparator.
fn allowed_after(line: Line<'_>, phrase: &Phrase, at: usize, hyphen: bool) -> bool {
    let end = at + phrase.words.len();
    let closes = line.get(end).is_none() || line.sign(end).is_some();
    match phrase.words[0].as_str() {
        "+" => line.is_glued(at),
        "plus" => hyphen || closes,
        "ish" | "odd" => hyphen,
        "or" | "give" => true,
        "and" if phrase.words.len() == 2 && line.is(end - 1, "change") => true,
        "and" => closes,
        _ => closes && !hyphen,
    }
}
