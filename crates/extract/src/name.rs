//! Names: known entities by their aliases, unknown ones by their capitals, and words that stand
//! for an entity named before.

use std::collections::BTreeSet;
use std::ops::Range;

use claimbook_model::slug;

use crate::lexicon::{WordClass, class};
use crate::vocabulary::{Entry, Hit, Vocabulary};

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameForm {
    /// An alias of the catalog.
    Known,
    /// Capitals alone.
    Unknown,
    /// "the company": a common noun that means an entity named before.
    Anaphor,
    /// "it", "they", "he".
    Pronoun,
    /// "its", "their", "his": owns what follows.
    Possessive,
}

/// A name in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub start: usize,
    pub end: usize,
    pub form: NameForm,
    /// The slug; empty while an anaphor is not resolved.
    pub slug: String,
    /// The index of its kind, if that is known.
    pub kind: Option<u16>,
}

/// Capitalised words that are no names.
const NO_NAMES: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "i",
    "it",
    "he",
    "she",
    "we",
    "they",
    "you",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "of",
    "to",
    "as",
    "and",
    "or",
    "but",
    "if",
    "when",
    "while",
    "after",
    "before",
    "since",
    "what",
    "why",
    "how",
    "who",
    "which",
    "there",
    "here",
    "not",
    "no",
    "yes",
    "its",
    "their",
    "his",
    "her",
    "our",
    "my",
    "your",
    "ai",
    "ipo",
    "ceo",
    "cfo",
    "cto",
    "gpu",
    "gpus",
    "cpu",
    "cpus",
    "gdp",
    "gdi",
    "eps",
    "cagr",
    "arr",
    "roi",
    "r&d",
    "m&a",
    "api",
    "apis",
    "saas",
    "it's",
    "llm",
    "llms",
    "agi",
    "esg",
    "etf",
    "etfs",
    "cpi",
    "pce",
    "q1",
    "q2",
    "q3",
    "q4",
    "fy",
    "h1",
    "h2",
    "yoy",
    "qoq",
    "ytd",
    "gmt",
    "est",
    "edt",
    "pdt",
    "utc",
    "series",
    "chief",
    "president",
    "minister",
    "senator",
    "chairman",
    "vp",
    "svp",
    "evp",
    "cio",
    "ciso",
    "coo",
    "gw",
    "mw",
    "kw",
    "tv",
    "pr",
    "hr",
    "vs",
    "chapter",
    "part",
    "phase",
    "according",
    "both",
];

/// Words that link the parts of a name: "Bank of Harbour".
fn links_name(word: &str) -> bool {
    matches!(word, "of" | "&" | "de" | "la" | "du" | "von" | "van")
}

/// The names in a text, in order, not overlapping. `taken` are spans in which no unknown name is
/// sought (quantities, dates); `is_title` says that capitals there mean little; `known` are
/// capitalised words that are names elsewhere in the document.
pub(crate) fn names(
    text: &str,
    hits: &[Hit],
    vocabulary: &Vocabulary,
    taken: &[Range<usize>],
    is_title: bool,
    known: &BTreeSet<String>,
) -> Vec<Name> {
    let mut names = aliases(text, hits, vocabulary);
    let occupied: Vec<Range<usize>> = names
        .iter()
        .map(|name| name.start..name.end)
        .chain(taken.iter().cloned())
        .collect();
    if !is_title {
        names.extend(capitals(text, hits, vocabulary, &occupied, known));
    }
    let standing: Vec<Name> = anaphora(text, hits, vocabulary)
        .into_iter()
        .filter(|anaphor| {
            // "The Acme Foundation" is a name, not a foundation named before.
            !names
                .iter()
                .any(|name| name.start < anaphor.end && anaphor.start < name.end)
        })
        .collect();
    names.extend(standing);
    names.extend(happenings(text, hits, vocabulary, &names));
    names.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end)));
    let mut end = 0;
    names.retain(|name| {
        let keep = name.start >= end;
        if keep {
            end = name.end;
        }
        keep
    });
    names
}

/// Aliases, the longest where several begin at one place, extended by the ending of a name.
fn aliases(text: &str, hits: &[Hit], vocabulary: &Vocabulary) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for hit in hits {
        let entity = vocabulary
            .entries(hit.pattern)
            .iter()
            .find_map(|e| match e {
                Entry::Alias(index) => vocabulary.entities.get(*index as usize),
                _ => None,
            });
        let Some(entity) = entity else { continue };
        if !vocabulary.is_written_as_alias(text, *hit) {
            continue;
        }
        let (mut end, mut form, mut kind, mut name_slug) =
            (hit.end, NameForm::Known, entity.kind, entity.slug.clone());
        if let Some((longer, ending_kind)) = ending(text, hit.end, vocabulary) {
            let whole = text.get(hit.start..longer).and_then(slug);
            let is_alias = hits
                .iter()
                .any(|other| other.start == hit.start && other.end == longer);
            if let (Some(whole), false) = (whole, is_alias) {
                (end, form, kind, name_slug) =
                    (longer, NameForm::Unknown, Some(ending_kind), whole);
            }
        }
        if let Some(last) = found.last_mut()
            && hit.start < last.end
        {
            if hit.start == last.start && end > last.end {
                found.pop();
            } else {
                continue;
            }
        }
        found.push(Name {
            start: hit.start,
            end,
            form,
            slug: name_slug,
            kind,
        });
    }
    found
}

/// The end of "Ventures" in "Acme Ventures", if the catalog knows such an ending.
fn ending(text: &str, after: usize, vocabulary: &Vocabulary) -> Option<(usize, u16)> {
    let rest = text.get(after..)?.strip_prefix(' ')?;
    let word: &str = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .filter(|word| !word.is_empty())?;
    vocabulary
        .kinds
        .iter()
        .position(|(_, kind)| kind.endings.iter().any(|ending| ending == word))
        .map(|kind| (after + 1 + word.len(), kind as u16))
}

/// A capitalised word.
struct Word {
    start: usize,
    end: usize,
    capital: bool,
    /// Whether it begins a sentence, where capitals mean nothing.
    first: bool,
    /// Whether it stands right behind the word before, one space between.
    adjacent: bool,
}

fn capital_words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    let (mut first, mut last_end) = (true, usize::MAX);
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            if matches!(c, '.' | '!' | '?' | '\n' | ':' | '•' | '“' | '"') {
                first = true;
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(next, n)) = chars.peek() {
            let inner = matches!(n, '&' | '.')
                && text
                    .get(next + 1..)
                    .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            if n.is_alphanumeric() || inner {
                end = next + n.len_utf8();
                chars.next();
            } else {
                break;
            }
        }
        let word = text.get(start..end).unwrap_or_default();
        let between = text.get(last_end.min(start)..start).unwrap_or_default();
        words.push(Word {
            start,
            end,
            capital: c.is_uppercase()
                || (word.chars().skip(1).any(char::is_uppercase) && c.is_alphabetic()),
            first,
            adjacent: matches!(between, " " | "-" | " & "),
        });
        first = false;
        last_end = end;
    }
    words
}

/// Runs of capitalised words that are no aliases.
fn capitals(
    text: &str,
    hits: &[Hit],
    vocabulary: &Vocabulary,
    occupied: &[Range<usize>],
    known: &BTreeSet<String>,
) -> Vec<Name> {
    let words = capital_words(text);
    let mut names = Vec::new();
    let mut index = 0;
    while let Some(word) = words.get(index) {
        if !begins_name(text, word, occupied) {
            index += 1;
            continue;
        }
        let mut last = index;
        while let Some(next) = words.get(last + 1) {
            let lower = text.get(next.start..next.end).unwrap_or_default();
            let free = next.adjacent && is_free(next, occupied);
            if free && next.capital && !is_no_name(lower) {
                last += 1;
            } else if free
                && links_name(lower)
                && words
                    .get(last + 2)
                    .is_some_and(|w| w.adjacent && w.capital && is_free(w, occupied))
            {
                last += 2;
            } else {
                break;
            }
        }
        if let Some(end) = words.get(last).map(|w| w.end)
            && is_name(text, (word, end, last - index + 1), hits, vocabulary, known)
            && let Some(name_slug) = text.get(word.start..end).and_then(slug)
        {
            names.push(Name {
                start: word.start,
                end,
                form: NameForm::Unknown,
                slug: name_slug,
                kind: kind_of_ending(text.get(word.start..end).unwrap_or_default(), vocabulary),
            });
        }
        index = last + 1;
    }
    names
}

fn begins_name(text: &str, word: &Word, occupied: &[Range<usize>]) -> bool {
    let written = text.get(word.start..word.end).unwrap_or_default();
    word.capital && is_free(word, occupied) && !is_no_name(written) && written.len() > 1
}

fn is_no_name(written: &str) -> bool {
    let lower = written.to_ascii_lowercase();
    NO_NAMES.contains(&lower.as_str()) || is_demonym(&lower)
}

/// Whether a lower-case word says of which country or continent something is.
fn is_demonym(word: &str) -> bool {
    const DEMONYMS: &[&str] = &[
        "american",
        "british",
        "french",
        "german",
        "european",
        "chinese",
        "japanese",
        "indian",
        "russian",
        "italian",
        "spanish",
        "korean",
        "canadian",
        "australian",
        "dutch",
        "swiss",
        "swedish",
        "israeli",
        "saudi",
        "african",
        "asian",
        "western",
        "eastern",
        "northern",
        "southern",
        "texan",
        "californian",
        "mexican",
        "brazilian",
        "turkish",
        "greek",
        "irish",
        "scottish",
        "welsh",
        "english",
        "polish",
        "danish",
        "norwegian",
        "finnish",
        "austrian",
        "belgian",
        "portuguese",
        "ukrainian",
        "egyptian",
        "iranian",
        "iraqi",
        "pakistani",
        "taiwanese",
        "vietnamese",
        "thai",
        "indonesian",
        "malaysian",
        "nigerian",
        "kenyan",
        "argentine",
        "chilean",
        "colombian",
        "latin",
        "arab",
        "gulf",
        "parisian",
        "federal",
        "internet",
        "web",
        "christmas",
        "democrats",
        "republicans",
        "democratic",
        "republican",
    ];
    DEMONYMS.contains(&word)
}

fn is_free(word: &Word, occupied: &[Range<usize>]) -> bool {
    !occupied
        .iter()
        .any(|span| word.start < span.end && span.start < word.end)
}

/// Whether a run of capitalised words is a name: a single word that begins a sentence is one only
/// if it owns something or is a name elsewhere, and no word of the vocabulary.
fn is_name(
    text: &str,
    (word, end, count): (&Word, usize, usize),
    hits: &[Hit],
    vocabulary: &Vocabulary,
    known: &BTreeSet<String>,
) -> bool {
    let written = text.get(word.start..end).unwrap_or_default();
    let is_vocabulary = hits.iter().any(|hit| {
        hit.start == word.start
            && hit.end == end
            && vocabulary
                .entries(hit.pattern)
                .iter()
                .any(|entry| matches!(entry, Entry::Cue { .. } | Entry::Value(_) | Entry::Sign(_)))
    });
    if is_vocabulary {
        return false;
    }
    if !word.first || count > 1 {
        return true;
    }
    let rest = text.get(end..).unwrap_or_default();
    rest.starts_with("'s ") || rest.starts_with("’s ") || known.contains(written)
}

fn kind_of_ending(written: &str, vocabulary: &Vocabulary) -> Option<u16> {
    let last = written.rsplit(' ').next()?;
    vocabulary
        .kinds
        .iter()
        .position(|(_, kind)| kind.endings.iter().any(|ending| ending == last))
        .map(|kind| kind as u16)
}

/// Capitalised words that stand inside sentences: names wherever they stand.
pub(crate) fn inner_capitals(text: &str, known: &mut BTreeSet<String>) {
    for word in capital_words(text) {
        if word.capital
            && !word.first
            && let Some(written) = text.get(word.start..word.end)
            && written.len() > 2
            && !is_no_name(written)
        {
            known.insert(written.to_owned());
        }
    }
}

/// "the company", "it", "its".
fn anaphora(text: &str, hits: &[Hit], vocabulary: &Vocabulary) -> Vec<Name> {
    let mut names = Vec::new();
    for hit in hits {
        let kind = vocabulary
            .entries(hit.pattern)
            .iter()
            .find_map(|e| match e {
                Entry::KindNoun(kind) => Some(*kind),
                _ => None,
            });
        let Some(kind) = kind else { continue };
        if let Some(start) = definite(text, hit.start) {
            names.push(Name {
                start,
                end: hit.end,
                form: NameForm::Anaphor,
                slug: String::new(),
                kind: Some(kind),
            });
        }
    }
    for word in capital_words(text) {
        let Some(written) = text.get(word.start..word.end) else {
            continue;
        };
        let lower = written.to_ascii_lowercase();
        let form = match class(&lower) {
            WordClass::PossessivePronoun
                if matches!(lower.as_str(), "its" | "their" | "his" | "her") =>
            {
                NameForm::Possessive
            }
            WordClass::Pronoun
                if matches!(lower.as_str(), "it" | "they" | "he" | "she" | "them") =>
            {
                NameForm::Pronoun
            }
            _ => continue,
        };
        names.push(Name {
            start: word.start,
            end: word.end,
            form,
            slug: String::new(),
            kind: None,
        });
    }
    names
}

/// Things that happen have no name but their noun, where they were, and when: "the breach of
/// March 2031", "the quake in Harbour". The year that is not written is left to the reader.
fn happenings(text: &str, hits: &[Hit], vocabulary: &Vocabulary, names: &[Name]) -> Vec<Name> {
    let mut found = Vec::new();
    for hit in hits {
        let kind = vocabulary
            .entries(hit.pattern)
            .iter()
            .find_map(|e| match e {
                Entry::KindNoun(kind) if vocabulary.is_happening(*kind) => Some(*kind),
                _ => None,
            });
        let Some(kind) = kind else { continue };
        let near = names.iter().find(|name| {
            let before = name.end <= hit.start && hit.start - name.end <= 2;
            let after = name.start >= hit.end && name.start - hit.end <= 8;
            !name.slug.is_empty() && (before || after)
        });
        let Some((noun, _)) = vocabulary.kinds.get(kind as usize) else {
            continue;
        };
        let described = near
            .map(|name| name.slug.clone())
            .or_else(|| described(text, hit.start));
        let whole = match described {
            Some(described) => format!("{described}-{noun}"),
            None => noun.clone(),
        };
        found.push(Name {
            start: hit.start,
            end: hit.end,
            form: NameForm::Unknown,
            slug: whole,
            kind: Some(kind),
        });
    }
    found
}

/// The slug of the two words before a noun that describe it: "March 2031" of a breach.
fn described(text: &str, noun: usize) -> Option<String> {
    let before = text.get(..noun)?.trim_end();
    let from = before.len().saturating_sub(24);
    let from = (from..before.len()).find(|at| before.is_char_boundary(*at))?;
    let words: Vec<&str> = before
        .get(from..)?
        .rsplit(|c: char| !c.is_alphanumeric())
        .take_while(|word| class(&word.to_ascii_lowercase()) == WordClass::Open)
        .take(2)
        .collect();
    slug(&words.into_iter().rev().collect::<Vec<_>>().join(" "))
}

/// Where "the", "this" or "that" begins a noun phrase that ends with the noun at `noun`, with at
/// most three words between.
fn definite(text: &str, noun: usize) -> Option<usize> {
    let before = text.get(..noun)?;
    let mut end = before.len();
    for _ in 0..4 {
        let trimmed = before.get(..end)?.trim_end_matches([' ', '-']);
        if trimmed.len() == end && end != noun {
            return None;
        }
        let start = trimmed
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| {
                at + trimmed[at..].chars().next().map_or(1, char::len_utf8)
            });
        let word = trimmed.get(start..)?.to_ascii_lowercase();
        match word.as_str() {
            "the" | "this" | "that" => return Some(start),
            "" => return None,
            other if class(other) != WordClass::Open => return None,
            _ => end = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_model::Catalog;

    fn found(text: &str) -> Vec<String> {
        let catalog = Catalog::from_toml(
            "[kind.company]\nnouns = [\"company\"]\nendings = [\"Ventures\"]\n\
             [entity.acme]\nkind = \"company\"\naliases = [\"Acme\", \"Acme Cloud\"]",
        )
        .unwrap();
        let vocabulary = Vocabulary::new(&catalog).unwrap();
        let hits = vocabulary.find(text);
        names(text, &hits, &vocabulary, &[], false, &BTreeSet::new())
            .iter()
            .map(|name| format!("{}={}", &text[name.start..name.end], name.slug))
            .collect()
    }

    #[test]
    fn known_unknown_and_implied_names_are_found() {
        assert_eq!(
            found("Yesterday Acme Cloud and Bank of Harbour met Jane Doe."),
            [
                "Acme Cloud=acme",
                "Bank of Harbour=bank-of-harbour",
                "Jane Doe=jane-doe"
            ]
        );
        assert_eq!(
            found("Acme Ventures paid; the small company kept its word."),
            ["Acme Ventures=acme-ventures", "the small company=", "its="]
        );
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_is_no_name_by_itself() {
        assert!(found("Revenue was up. Critics laughed.").is_empty());
        assert_eq!(found("Quilter's sales rose."), ["Quilter=quilter"]);
    }
}
