//! How closely a cue and a quantity belong together, by what stands between them.

use claimbook_model::catalog::Cue;

use crate::item::ItemKind;
use crate::lexicon::{self, WordClass, class};
use crate::passage::{CueHit, Passage};
use crate::vocabulary::Form;

/// The cue follows in the noun phrase of the number: "$5 billion investment".
const TIGHT: i32 = 60;
/// A preposition stands between: "$5 billion of revenue", "revenue of $5 billion".
const LINKED: i32 = 54;
/// The number is what is done: "$5 billion was raised", "$5 billion raised by".
const PASSIVE: i32 = 50;
/// They stand in one sentence, the cue first.
const BEFORE: i32 = 36;
/// They stand in one clause, the number first.
const AFTER: i32 = 26;
/// What is too far apart to belong together.
pub(crate) const FAR: i32 = 18;

/// Items that may stand between a cue and the number that it is tied to.
const LINKED_ITEMS_MAX: i32 = 7;
/// Items that may stand between a number and the verb that says what was done.
const PASSIVE_ITEMS_MAX: usize = 6;
/// A cost beyond which nothing belongs together: adding up ends there.
const COST_MAX: i32 = 120;

/// Whether a cue stands near enough to a quantity that it can belong to it: every item between
/// them costs something.
pub(crate) fn is_in_reach(quantity: usize, cue: &CueHit) -> bool {
    cue.first <= quantity + AFTER as usize && quantity <= cue.last + BEFORE as usize
}

/// How well a cue fits a quantity, its weight included; `None` if they do not belong together.
pub(crate) fn score(
    passage: &Passage<'_>,
    quantity: usize,
    hit: &CueHit,
    cue: &Cue,
) -> Option<i32> {
    if !is_in_reach(quantity, hit) {
        return None;
    }
    let weight = i32::from(cue.weight) * 2;
    if (hit.first..=hit.last).contains(&quantity) {
        return Some(TIGHT + weight);
    }
    let base = if hit.first > quantity {
        right(passage, quantity, hit)
    } else {
        left(passage, quantity, hit)
    };
    let least = if cue.beside { LINKED - 7 } else { 1 };
    (base >= least).then_some(base + weight)
}

/// The number comes first.
fn right(passage: &Passage<'_>, quantity: usize, cue: &CueHit) -> i32 {
    let between = quantity + 1..cue.first;
    let length = between.len() as i32;
    let inner = |from: usize| (from..cue.first).all(|item| is_inner(passage, item));
    if cue.form != Form::Verb && between.len() <= 5 && inner(quantity + 1) {
        return TIGHT - length;
    }
    let joins = matches!(
        passage.word(quantity + 1),
        "of" | "in" | "for" | "as" | "worth"
    );
    let skip = 1 + usize::from(joins) + usize::from(is_determiner(passage.word(quantity + 2)));
    if joins && cue.form != Form::Verb && between.len() <= 6 && inner(quantity + skip) {
        return LINKED - length;
    }
    if cue.form == Form::Verb && is_passive(passage, quantity, cue) {
        return PASSIVE - length;
    }
    // Behind a comma, another number or a bracket something else begins.
    let from = quantity + 1 + usize::from(is_fronted(passage, quantity));
    if (from..cue.first).any(|item| is_border(passage, item)) {
        return 0;
    }
    let penalty = if cue.form == Form::Verb { 8 } else { 0 };
    AFTER - penalty - cost(passage, quantity + 1, cue.first)
}

/// Whether the verb says what was done to the number, or what it did: "12 people on board were
/// killed", "$5 billion raised by".
fn is_passive(passage: &Passage<'_>, quantity: usize, cue: &CueHit) -> bool {
    let between = quantity + 1..cue.first;
    if between.is_empty() {
        // "$5 billion raised by", but not "$5 billion buys".
        return !passage.word(cue.first).ends_with('s');
    }
    between.len() <= PASSIVE_ITEMS_MAX
        && between.clone().all(|item| match passage.kind(item) {
            Some(ItemKind::Word) => !matches!(
                class(passage.word(item)),
                WordClass::And | WordClass::Subordinator
            ),
            Some(ItemKind::Name(_) | ItemKind::Date(_)) => true,
            _ => false,
        })
        && between.clone().any(|item| {
            matches!(
                class(passage.word(item)),
                WordClass::Be | WordClass::Auxiliary | WordClass::Modal | WordClass::Relative
            )
        })
}

/// Whether a number opens its sentence behind a preposition: "At $5 billion, it is valued …".
fn is_fronted(passage: &Passage<'_>, quantity: usize) -> bool {
    let opens = quantity.checked_sub(2).is_none_or(|before| {
        matches!(
            passage.kind(before),
            Some(ItemKind::Stop | ItemKind::Colon | ItemKind::Mark)
        )
    });
    let preposition = quantity
        .checked_sub(1)
        .is_some_and(|before| matches!(passage.word(before), "at" | "for" | "with"));
    opens && preposition && passage.kind(quantity + 1) == Some(ItemKind::Comma)
}

/// Whether an item parts a number from what follows.
fn is_border(passage: &Passage<'_>, item: usize) -> bool {
    matches!(
        passage.kind(item),
        Some(
            ItemKind::Comma
                | ItemKind::Colon
                | ItemKind::Dash
                | ItemKind::Open
                | ItemKind::Close
                | ItemKind::Quantity(_)
        )
    )
}

/// The cue comes first.
fn left(passage: &Passage<'_>, quantity: usize, cue: &CueHit) -> i32 {
    let mut linked = quantity.saturating_sub(cue.last) <= LINKED_ITEMS_MAX as usize + 1;
    let mut length = 0;
    for item in cue.last + 1..quantity {
        if !linked {
            break;
        }
        let word = passage.word(item);
        let ok = match passage.kind(item) {
            Some(ItemKind::Word) => lexicon::is_link(word) || class(word) == WordClass::Adverb,
            Some(ItemKind::Name(_)) => cue.form == Form::Verb || length == 0,
            Some(ItemKind::Date(_) | ItemKind::Colon | ItemKind::Mark) => true,
            Some(ItemKind::Possessive) => cue.form == Form::Verb,
            _ => false,
        };
        linked &= ok;
        length += 1;
    }
    if linked && length <= LINKED_ITEMS_MAX {
        return TIGHT - 2 - length;
    }
    BEFORE - cost(passage, cue.last + 1, quantity)
}

fn is_determiner(word: &str) -> bool {
    class(word) == WordClass::Determiner
}

/// Whether an item can stand inside a noun phrase.
fn is_inner(passage: &Passage<'_>, item: usize) -> bool {
    match passage.kind(item) {
        Some(ItemKind::Word) => lexicon::is_np_internal(passage.word(item)),
        Some(ItemKind::Name(_)) => true,
        _ => false,
    }
}

/// What the items between cost, up to [`COST_MAX`].
pub(crate) fn cost(passage: &Passage<'_>, from: usize, to: usize) -> i32 {
    let mut sum = 0;
    for item in from..to {
        sum += item_cost(passage, item);
        if sum >= COST_MAX {
            break;
        }
    }
    sum
}

fn item_cost(passage: &Passage<'_>, item: usize) -> i32 {
    match passage.kind(item) {
        Some(ItemKind::Word) => match class(passage.word(item)) {
            WordClass::Subordinator => 6,
            WordClass::Relative => 3,
            WordClass::And | WordClass::Be | WordClass::Auxiliary | WordClass::Modal => 2,
            _ => 1,
        },
        Some(ItemKind::Comma) => 3,
        Some(ItemKind::Semicolon) => 14,
        Some(ItemKind::Colon | ItemKind::Dash | ItemKind::Open | ItemKind::Close) => 5,
        Some(ItemKind::Quantity(_)) => 8,
        Some(ItemKind::Stop) => 20,
        _ => 1,
    }
}
