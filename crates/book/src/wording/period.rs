//! Periods in words: `20 April 2026`, `the second quarter of 2026`.

use claimbook_model::period::{MONTH_NAMES, Part};
use claimbook_model::{Date, Period};

/// A period as it stands in a sentence.
pub(crate) fn words(period: Period) -> String {
    match period {
        Period::Single(part) => part_words(part),
        Period::Interval(first, last) => {
            format!("{} to {}", part_words(first), part_words(last))
        }
        Period::Fiscal(year, 0) => format!("fiscal year {year}"),
        Period::Fiscal(year, quarter) => {
            format!("the {} quarter of fiscal year {year}", ordinal(quarter))
        }
    }
}

/// With the preposition that says when something happened: `on 20 April 2026`, `in 2026`.
pub(crate) fn when(period: Period) -> String {
    match period {
        Period::Single(Part::Day(..)) => format!("on {}", words(period)),
        Period::Interval(..) => format!("from {}", words(period)),
        _ => format!("in {}", words(period)),
    }
}

/// A day as it stands in a sentence.
pub(crate) fn day(date: Date) -> String {
    words(Period::day(date))
}

fn part_words(part: Part) -> String {
    match part {
        Part::Year(year) => year.to_string(),
        Part::Quarter(year, quarter) => format!("the {} quarter of {year}", ordinal(quarter)),
        Part::Month(year, month) => format!("{} {year}", month_name(month)),
        Part::Day(year, month, day) => format!("{day} {} {year}", month_name(month)),
    }
}

fn ordinal(quarter: u8) -> &'static str {
    match quarter {
        1 => "first",
        2 => "second",
        3 => "third",
        _ => "fourth",
    }
}

fn month_name(month: u8) -> String {
    let place = usize::from(month).saturating_sub(1);
    let name = MONTH_NAMES.get(place).copied().unwrap_or_default();
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_in_a_sentence() {
        let read = |text: &str| words(text.parse().expect(text));
        assert_eq!(read("2026-04-20"), "20 April 2026");
        assert_eq!(read("2026-Q2"), "the second quarter of 2026");
        assert_eq!(read("2025-01/2025-09"), "January 2025 to September 2025");
        assert_eq!(read("FY2026-Q1"), "the first quarter of fiscal year 2026");
        assert_eq!(when("2026-03".parse().unwrap()), "in March 2026");
        assert_eq!(when("2026-03-02".parse().unwrap()), "on 2 March 2026");
    }
}
