//! Dates told by their distance from another: "three months earlier", "two months before".

use chrono::{Datelike, Months};
use claimbook_model::{Part, Period};

use crate::bind;
use crate::item::{ItemKind, Sentence};
use crate::passage::Passage;

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
