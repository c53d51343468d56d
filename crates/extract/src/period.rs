//! Which date a number is about: the one beside it, else what its metric and the report's own
//! date make of it.

use chrono::{Datelike, Months};
use claimbook_model::{Date, MetricKind, Part, Period};

use crate::bind;
use crate::date::{DateKind, Preposition};
use crate::item::{ItemKind, Sentence};
use crate::lexicon::{WordClass, class, is_common_verb};
use crate::passage::Passage;

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
    behind(passage, sentence, quantity, kind, clock)
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
    let period = mention.period?;
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

/// A date told by its distance from another one: "three months earlier", "two months before".
pub(crate) fn earlier(
    passage: &Passage<'_>,
    sentence: &Sentence,
    quantity: usize,
    anchor: Option<Period>,
) -> Option<Period> {
    let anchor = anchor?;
    for item in sentence.first..sentence.last {
        let Some(words) = duration_words(passage, item) else {
            continue;
        };
        let gap = bind::cost(passage, item.min(quantity) + 1, item.max(quantity));
        if gap <= 14 {
            return step_back(words, anchor);
        }
    }
    None
}

/// The length of time at an item, if words behind it say that it lies before something.
fn duration_words(passage: &Passage<'_>, item: usize) -> Option<(u32, Step)> {
    let backwards = matches!(
        passage.word(item + 1),
        "earlier" | "before" | "after" | "previously"
    );
    let text = match passage.kind(item)? {
        ItemKind::Quantity(index) if backwards => {
            let quantity = passage.quantities.get(index)?;
            passage.lower.get(quantity.span.clone())?
        }
        ItemKind::Date(index) => {
            let mention = passage.dates.get(index)?;
            if mention.period.is_some() {
                return None;
            }
            let written = passage.lower.get(mention.span.clone())?;
            if !backwards && !written.ends_with("earlier") && !written.ends_with("before") {
                return None;
            }
            written
        }
        _ => return None,
    };
    parse_duration(text)
}

#[derive(Clone, Copy)]
enum Step {
    Days,
    Months,
}

fn parse_duration(text: &str) -> Option<(u32, Step)> {
    const NUMBERS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let words: Vec<&str> = text.split([' ', '-']).collect();
    let count = words.iter().find_map(|word| {
        word.parse::<u32>().ok().or_else(|| {
            NUMBERS
                .iter()
                .position(|known| known == word)
                .map(|n| n as u32)
        })
    });
    let count = count.unwrap_or(1).min(1200);
    words
        .iter()
        .find_map(|word| match word.trim_end_matches('s') {
            "day" => Some((count, Step::Days)),
            "week" => Some((count * 7, Step::Days)),
            "month" => Some((count, Step::Months)),
            "quarter" => Some((count * 3, Step::Months)),
            "year" => Some((count * 12, Step::Months)),
            _ => None,
        })
}

fn step_back((count, step): (u32, Step), anchor: Period) -> Option<Period> {
    let day = anchor.last_day();
    match step {
        Step::Days => Some(Period::day(
            day.checked_sub_days(chrono::Days::new(count.into()))?,
        )),
        Step::Months => {
            let first = day.with_day(1)?;
            let back = first.checked_sub_months(Months::new(count))?;
            Some(Part::month_of(back).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_back_from_their_anchor() {
        let back = |text: &str, anchor: &str| {
            step_back(parse_duration(text).unwrap(), anchor.parse().unwrap())
                .unwrap()
                .to_string()
        };
        assert_eq!(back("three months", "2031-08"), "2031-05");
        assert_eq!(back("two months", "2031-04-20"), "2031-02");
        assert_eq!(back("5 days", "2031-04-20"), "2031-04-15");
        assert_eq!(back("a year", "2031-06"), "2030-06");
    }
}
