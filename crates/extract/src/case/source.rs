//! Sources: names of those who say, reckon or reject what a sentence tells of another.

use std::sync::LazyLock;

use crate::focus::is_party;
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class, is_common_verb};
use crate::passage::Passage;
use crate::quantity::hash::WordSet;
use crate::vocabulary::Vocabulary;

/// Whether a name is that of one who says what the sentence tells, and is not whom it is about.
pub(super) fn is_source(
    passage: &Passage<'_>,
    vocabulary: &Vocabulary,
    sentence: Sentence,
    item: usize,
) -> bool {
    if is_cited(passage, sentence, item) {
        return true;
    }
    let verb = (item + 1..(item + 4).min(sentence.last))
        .find(|at| !skips(passage, *at))
        .map_or("", |at| passage.word(at));
    let kind = passage.name_at(item).and_then(|name| name.kind);
    let lends = || kind.is_some() && kind == vocabulary.kind("bank");
    let happens = || kind.is_some_and(|kind| vocabulary.is_happening(kind));
    let tells_of_others = || !is_party(vocabulary, kind) && !happens();
    (is_denial(verb) && is_rejected(passage, sentence, item))
        || (is_reckoning(verb) && (tells_of_others() || lends()))
        || (is_saying(verb) && tells_of_others())
}

/// Whether what a denial rejects is what was said before: "disputes this", "declined to comment".
fn is_rejected(passage: &Passage<'_>, sentence: Sentence, item: usize) -> bool {
    (item + 2..(item + 5).min(sentence.last)).any(|at| {
        matches!(
            passage.word(at),
            "this"
                | "that"
                | "it"
                | "these"
                | "comment"
                | "claim"
                | "report"
                | "estimate"
                | "figure"
        )
    })
}

/// Whether a name stands behind words that cite: "according to Acme", "per Acme", "told Acme".
pub(crate) fn is_cited(passage: &Passage<'_>, sentence: Sentence, item: usize) -> bool {
    for at in (sentence.first..item).rev().take(4) {
        let word = passage.word(at);
        let before = at.checked_sub(1).map_or("", |before| passage.word(before));
        match (before, word) {
            (_, "per" | "citing" | "told")
            | ("according", "to")
            | ("reported" | "estimated" | "compiled" | "polled", "by") => return true,
            _ => {}
        }
        let inner = matches!(
            passage.kind(at),
            Some(ItemKind::Word | ItemKind::Name(_) | ItemKind::Possessive)
        ) && matches!(class(word), WordClass::Open | WordClass::Determiner)
            && !is_common_verb(word);
        if !inner {
            return false;
        }
    }
    false
}

/// Whether an item may stand between a name and its verb.
fn skips(passage: &Passage<'_>, item: usize) -> bool {
    match passage.kind(item) {
        Some(ItemKind::Word) => matches!(
            class(passage.word(item)),
            WordClass::Adverb | WordClass::Auxiliary | WordClass::Modal
        ),
        Some(ItemKind::Date(_)) => true,
        _ => false,
    }
}

/// Verbs by which one says what another is or does.
pub(super) fn is_saying(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "say" | "told" | "tells" | "wrote" | "writes"
    )
}

/// Verbs by which one reckons what another is or will be.
static RECKONING: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "estimates estimated reckons reckoned expects expected forecasts predicts predicted \
         projects projected sees calculates calculated puts argues argued notes noted warns \
         warned believes believed thinks counts",
    )
});

/// Verbs by which one rejects what others say of somebody.
static DENIAL: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "disputes disputed denies denied declined declines rejects rejected questions questioned \
         contests contested challenges",
    )
});

/// Whether a verb is one by which one reckons what another is or will be.
pub(super) fn is_reckoning(word: &str) -> bool {
    RECKONING.has(word)
}

/// Whether a verb is one by which one rejects what others say of somebody.
fn is_denial(word: &str) -> bool {
    DENIAL.has(word)
}
