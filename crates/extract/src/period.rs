//! Which date a number is about: the one beside it, else what its metric and the report's own
//! date make of it.

use claimbook_model::{Date, MetricKind, Period};

use crate::bind;
use crate::date::{DateKind, Preposition};
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class, is_common_verb};
use crate::passage::Passage;

mod distance;
mod named;
mod year_end;

pub(crate) use distance::earlier;
use named::{is_level_of, named};

/// What is known of the time of a report.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock {
    /// The day that relative dates count from.
    pub reference: Option<Date>,
    /// What "current" means.
    pub current: Option<Period>,
    /// When an undated event of the report took place.
    pub event: Option<Period>,
}

/// How a date stands to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    pub period: Period,
    /// Whether a word before the date makes it a limit: by, until, through, over.
    pub is_limit: bool,
}

/// How far a date may stand behind its number.
const BEHIND: i32 = 12;
/// How far before.
const BEFORE: i32 = 30;

/// The date beside a quantity.
pub(crate) fn beside(
    passage: &Passage<'_>,
    sentence: &Sentence,
    quantity: usize,
    kind: Option<MetricKind>,
    clock: &Clock,
) -> Option<Dated> {
    // A date behind a comma belongs to what is said there, where the cue has one of its own.
    let own = (passage.kind(quantity + 1) == Some(ItemKind::Comma))
        .then(|| named(passage, sentence, quantity, kind, clock))
        .flatten();
    own.or_else(|| behind(passage, sentence, quantity, kind, clock))
        .or_else(|| before(passage, sentence, quantity, kind, clock))
}

fn behind(
    passage: &Passage<'_>,
    sentence: &Sentence,
    quantity: usize,
    kind: Option<MetricKind>,
    clock: &Clock,
) -> Option<Dated> {
    for item in quantity + 1..sentence.last {
        match passage.kind(item)? {
            ItemKind::Semicolon => return None,
            // "rose to $5 million and closed June with": another verb, another thing that is dated.
            ItemKind::Word
                if begins_clause(passage, item)
                    || is_and(passage, item)
                        && passage.kind(item.saturating_sub(1)) == Some(ItemKind::Comma) =>
            {
                return None;
            }
            ItemKind::Quantity(_) => {
                let numbers = passage
                    .quantity_at(item)
                    .zip(passage.quantity_at(quantity))
                    .is_some_and(|(a, b)| a.unit.numerator() == b.unit.numerator());
                if numbers || bind::cost(passage, quantity + 1, item) > BEHIND {
                    return None;
                }
            }
            ItemKind::Date(_) => {
                // "as of May", "as recently as May" say when, however many small words they have.
                let as_of = passage.word(item - 1) == "as";
                let reach = BEHIND + if as_of { 8 } else { 0 };
                if bind::cost(passage, quantity + 1, item) > reach
                    || dates_another(passage, sentence, quantity, item)
                {
                    return None;
                }
                if let Some(dated) = date(passage, item, kind, clock) {
                    return Some(dated);
                }
            }
            _ => {}
        }
    }
    None
}

fn is_and(passage: &Passage<'_>, item: usize) -> bool {
    matches!(passage.word(item), "and" | "but")
}

/// Whether "and" or "but" and a verb begin a clause at `item`.
fn begins_clause(passage: &Passage<'_>, item: usize) -> bool {
    let next = passage.word(item + 1);
    is_and(passage, item)
        && (is_common_verb(next)
            || matches!(
                class(next),
                WordClass::Auxiliary | WordClass::Be | WordClass::Modal
            ))
}

/// Whether the date at `item` describes what another number behind it measures: "passed $5 million
/// and raised 2031 sales to $6 million".
fn dates_another(passage: &Passage<'_>, sentence: &Sentence, quantity: usize, item: usize) -> bool {
    let cue = passage.cues.partition_point(|hit| hit.first <= item);
    // "$5 million (2030: $4 million)".
    let labels = passage.kind(item + 1) == Some(ItemKind::Colon)
        && (item + 2..item + 4).any(|at| passage.quantity_at(at).is_some());
    labels
        || is_level_of(passage, item)
        || item > quantity + 2
            && passage
                .cues
                .get(cue)
                .is_some_and(|hit| hit.first == item + 1)
            && !matches!(
                class(passage.word(item - 1)),
                WordClass::Preposition | WordClass::Determiner
            )
            && (item + 2..sentence.last.min(item + BEHIND as usize))
                .any(|at| passage.quantity_at(at).is_some())
}

fn before(
    passage: &Passage<'_>,
    sentence: &Sentence,
    quantity: usize,
    kind: Option<MetricKind>,
    clock: &Clock,
) -> Option<Dated> {
    let mut crossed = 0;
    let mut clause = false;
    for item in (sentence.first..quantity).rev() {
        match passage.kind(item)? {
            ItemKind::Semicolon => return None,
            ItemKind::Quantity(_) => crossed += 1,
            ItemKind::Word if begins_clause(passage, item) => clause = true,
            ItemKind::Date(index) => {
                let leads = item <= sentence.first + 2;
                // "against $4 million in the same period last year": that number's alone.
                let is_distance = passage
                    .dates
                    .get(index)
                    .is_some_and(|date| date.kind == DateKind::Date && date.duration.is_some());
                if (is_distance || clause && !leads) && follows_number(passage, sentence, item) {
                    return None;
                }
                let taken = crossed > 0 && !leads && follows_number(passage, sentence, item);
                let far = bind::cost(passage, item + 1, quantity) > BEFORE + 8 * crossed;
                if taken || (far && !leads) {
                    return None;
                }
                if let Some(dated) = date(passage, item, kind, clock) {
                    return Some(dated);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a date belongs to a number before it.
fn follows_number(passage: &Passage<'_>, sentence: &Sentence, item: usize) -> bool {
    (sentence.first..item)
        .rev()
        .take_while(|at| passage.kind(*at) != Some(ItemKind::Comma))
        .take(6)
        .any(|at| matches!(passage.kind(at), Some(ItemKind::Quantity(_))))
}

/// The date at an item, if it can be what a number of that kind is about.
fn date(
    passage: &Passage<'_>,
    item: usize,
    kind: Option<MetricKind>,
    clock: &Clock,
) -> Option<Dated> {
    let Some(ItemKind::Date(index)) = passage.kind(item) else {
        return None;
    };
    let mention = passage.dates.get(index)?;
    let period = year_end::past(passage, item, mention, mention.period?, clock);
    let is_base = is_base_of_comparison(passage, item) || compares(passage, item);
    if kind == Some(MetricKind::Flow) && is_base {
        return None;
    }
    let lead = [
        item.checked_sub(1).map(|i| passage.word(i)),
        item.checked_sub(2).map(|i| passage.word(i)),
    ];
    let led_by = |words: &[&str]| lead.iter().flatten().any(|word| words.contains(word));
    let is_limit = led_by(&["by", "until", "till", "through", "over", "within", "before"])
        || matches!(
            mention.preposition,
            Some(Preposition::Until | Preposition::Over)
        );
    if kind == Some(MetricKind::Tally) && names_what_happened(passage, item) {
        return None;
    }
    let since = mention.preposition == Some(Preposition::Since) || led_by(&["since", "founded"]);
    // "since May, when it was $4 million" tells a number of May.
    let when = passage.word(item + 1) == "when"
        || passage.kind(item + 1) == Some(ItemKind::Comma) && passage.word(item + 2) == "when";
    if since
        && !when
        && matches!(
            kind,
            Some(MetricKind::Stock | MetricKind::Tally | MetricKind::Event)
        )
    {
        return None;
    }
    let ahead = clock
        .reference
        .is_some_and(|reference| period.last_day() > reference);
    let course = mention.preposition == Some(Preposition::Over) || mention.duration.is_some();
    if kind == Some(MetricKind::Event) && course && ahead {
        return None;
    }
    Some(Dated { period, is_limit })
}

/// A period moved by so many units, keeping its precision; none if it is longer than the unit.
pub(crate) use crate::date::shifted;

/// Whether the words before a date make it the base of a comparison: "than in 2024", "compared
/// with the first quarter".
pub(crate) fn compares(passage: &Passage<'_>, item: usize) -> bool {
    let mut at = item;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        at = before;
        match passage.word(at) {
            "than" | "versus" | "vs" | "against" => return true,
            "with" | "to" => {
                return at
                    .checked_sub(1)
                    .is_some_and(|at| passage.word(at) == "compared");
            }
            "in" | "the" | "at" | "of" | "during" => {}
            _ => return false,
        }
    }
    false
}

/// Whether a date describes the noun behind it: "the May flood" is counted later.
fn names_what_happened(passage: &Passage<'_>, item: usize) -> bool {
    let introduced = item
        .checked_sub(1)
        .is_some_and(|at| matches!(passage.word(at), "the" | "a" | "an"));
    let noun = passage.kind(item + 1) == Some(ItemKind::Word)
        && crate::lexicon::is_np_internal(passage.word(item + 1));
    let happening = passage.name_at(item + 1).is_some();
    introduced && (noun || happening)
}

/// Whether a date says only what a change is reckoned from: "34% from a year earlier", "on the
/// year", "than in the preceding quarter".
fn is_base_of_comparison(passage: &Passage<'_>, item: usize) -> bool {
    let word = passage.word(item);
    let before = item
        .checked_sub(1)
        .map(|i| passage.word(i))
        .unwrap_or_default();
    let after = passage.word(item + 1);
    let relative = [
        "earlier",
        "ago",
        "before",
        "previous",
        "preceding",
        "prior",
        "same",
    ]
    .iter()
    .any(|known| word.contains(known) || after == *known || before == *known);
    let on_the = before == "on"
        && matches!(
            word,
            "the year" | "the quarter" | "the month" | "year" | "quarter"
        );
    let changes = (1..=7).any(|back| {
        item.checked_sub(back).is_some_and(|at| {
            passage.quantity_at(at).is_some_and(|quantity| {
                matches!(
                    quantity.unit.as_str(),
                    "percent" | "ratio" | "percentage_points"
                )
            })
        })
    });
    (relative || on_the || before == "from" || before == "than") && changes
}
