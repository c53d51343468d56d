//! Dates as layouts state them: at the head of a timeline's entry, in a byline, in metadata.
//!
//! Dates in running text are the extractor's; here a date is part of the layout.

pub use claimbook_model::period::MONTH_NAMES;
use claimbook_model::{Date, Part, Period};

/// The longest line in which [`stated_date`] looks for a date, in bytes.
const BYLINE_BYTES: usize = 200;
/// Years outside of these are numbers.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;

/// The date that a text begins with, and what follows it; a letter may follow at once, as where a
/// page's date and text were run together ("April 14, 2026Reports surface").
pub fn leading_date(text: &str) -> Option<(Period, &str)> {
    iso_day(text)
        .or_else(|| month_first(text))
        .or_else(|| day_first(text))
        .or_else(|| quarter(text))
        .or_else(|| year(text).map(|(year, rest)| (Part::Year(year), rest)))
        .filter(|(part, _)| part.first_day().is_some())
        .map(|(part, rest)| (Period::Single(part), rest))
}

/// The date and the text of a timeline's entry: the date, then a colon, a dash or a bar, or the
/// text at once with a capital ("April 14, 2026Reports surface").
pub fn dated_entry(text: &str) -> Option<(Period, &str)> {
    let (date, rest) = leading_date(text)?;
    let entry = rest.trim_start_matches(|c: char| c.is_whitespace() || "*_".contains(c));
    let separated = entry.trim_start_matches([':', '–', '—', '-', '|', '·']);
    let is_separated = separated.len() < entry.len();
    let is_run_together = runs_into(date, rest);
    let entry = separated.trim_start_matches(|c: char| c.is_whitespace() || "*_".contains(c));
    ((is_separated || is_run_together) && !entry.is_empty()).then_some((date, entry))
}

/// Whether the text begins at once behind its date. Behind a bare year that takes a capital or an
/// amount, since "2025er" may be one word.
fn runs_into(date: Period, rest: &str) -> bool {
    let Some(first) = rest.chars().next() else {
        return false;
    };
    let is_time = first == 'T' && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let is_precise = matches!(date, Period::Single(Part::Month(..) | Part::Day(..)));
    let begins_text = first.is_uppercase() || "$€£¥“\"".contains(first);
    !is_time && (begins_text || is_precise && first.is_alphabetic())
}

/// The date that a short line states somewhere, to the day: a byline, a dateline, metadata.
pub fn stated_day(line: &str) -> Option<Date> {
    if line.len() > BYLINE_BYTES {
        return None;
    }
    word_starts(line)
        .filter_map(|start| leading_date(&line[start..]))
        .find_map(|(period, _)| match period {
            Period::Single(part @ Part::Day(..)) => part.first_day(),
            _ => None,
        })
}

/// The date that a short text is, with nothing else in it but a time of day.
pub fn date_alone(text: &str) -> Option<Period> {
    let text = text.trim();
    if let Some((period, rest)) = leading_date(text) {
        return is_time_of_day(rest).then_some(period);
    }
    compact_day(text).or_else(|| {
        let (weekday, rest) = text.split_once([',', ' '])?;
        is_weekday(weekday)
            .then(|| leading_date(rest.trim_start_matches([',', ' '])))
            .flatten()
            .filter(|(_, rest)| is_time_of_day(rest))
            .map(|(period, _)| period)
    })
}

/// Offsets at which a word or number begins.
fn word_starts(line: &str) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    line.char_indices().filter_map(move |(at, c)| {
        let starts = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        starts.then_some(at)
    })
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    word.len() >= 3
        && [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ]
        .iter()
        .any(|day| day.starts_with(word.as_str()))
}

/// Nothing, or a time of day with its zone: "T13:40:00-04:00", " at 06:15 GMT".
fn is_time_of_day(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.chars().count() <= 40 && (text.trim().is_empty() || text.contains(':')) && letters <= 12
}

/// "2026-04-20".
fn iso_day(text: &str) -> Option<(Part, &str)> {
    let (year, rest) = year(text)?;
    let (month, rest) = digits(rest.strip_prefix(['-', '/'])?, 2)?;
    let (day, rest) = digits(rest.strip_prefix(['-', '/'])?, 2)?;
    let is_whole = !rest.starts_with(|c: char| c.is_ascii_digit());
    is_whole.then_some((Part::Day(year, month as u8, day as u8), rest))
}

/// "20260420", as metadata has it.
fn compact_day(text: &str) -> Option<Period> {
    let is_day = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let dashed = is_day.then(|| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))?;
    dashed.parse().ok()
}

/// "April 14, 2026" and "April 2026".
fn month_first(text: &str) -> Option<(Part, &str)> {
    let (month, rest) = month(text)?;
    let rest = rest.strip_prefix(' ')?;
    if let Some((year, rest)) = year(rest) {
        return Some((Part::Month(year, month), rest));
    }
    let (day, rest) = day(rest)?;
    let (year, rest) = year(rest.trim_start_matches(',').strip_prefix(' ')?)?;
    Some((Part::Day(year, month, day), rest))
}

/// "14 April 2026".
fn day_first(text: &str) -> Option<(Part, &str)> {
    let (day, rest) = day(text)?;
    let (month, rest) = month(rest.strip_prefix([' ', '-'])?)?;
    let (year, rest) = year(rest.trim_start_matches(',').strip_prefix([' ', '-'])?)?;
    Some((Part::Day(year, month, day), rest))
}

/// "Q2 2026".
fn quarter(text: &str) -> Option<(Part, &str)> {
    let (quarter, rest) = digits(text.strip_prefix('Q')?, 1)?;
    let (year, rest) = year(rest.strip_prefix(' ')?)?;
    (1..=4)
        .contains(&quarter)
        .then_some((Part::Quarter(year, quarter as u8), rest))
}

fn year(text: &str) -> Option<(i16, &str)> {
    let (year, rest) = digits(text, 4)?;
    let is_whole = !rest.starts_with(|c: char| c.is_ascii_digit());
    (is_whole && YEARS.contains(&year)).then_some((year, rest))
}

fn day(text: &str) -> Option<(u8, &str)> {
    let (day, rest) = digits(text, 2).or_else(|| digits(text, 1))?;
    let rest = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|suffix| rest.strip_prefix(suffix))
        .unwrap_or(rest);
    (1..=31).contains(&day).then_some((day as u8, rest))
}

fn month(text: &str) -> Option<(u8, &str)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text[..letters].to_ascii_lowercase();
    let is_long_enough = word.len() >= 3;
    let index = MONTH_NAMES
        .iter()
        .position(|month| is_long_enough && (month.starts_with(&word) || word == "sept"))
        .filter(|_| word != "sept")
        .or((word == "sept").then_some(8))?;
    let rest = &text[letters..];
    Some((index as u8 + 1, rest.strip_prefix('.').unwrap_or(rest)))
}

fn digits(text: &str, count: usize) -> Option<(i16, &str)> {
    let head = text.get(..count)?;
    head.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| head.parse().ok())
        .flatten()
        .map(|number| (number, &text[count..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leading(text: &str) -> Option<(String, &str)> {
        leading_date(text).map(|(period, rest)| (period.to_string(), rest))
    }

    #[test]
    fn the_date_of_a_timeline_entry_is_parted_from_its_text() {
        for (text, period, rest) in [
            (
                "April 14, 2026Reports surface",
                "2026-04-14",
                "Reports surface",
            ),
            ("14 April 2026: reports", "2026-04-14", ": reports"),
            ("Sept. 3rd, 2025 – a deal", "2025-09-03", " – a deal"),
            ("September 2023", "2023-09", ""),
            ("2026-04-20Acme", "2026-04-20", "Acme"),
            ("Q2 2026 results", "2026-Q2", " results"),
            ("2019Founded", "2019", "Founded"),
        ] {
            assert_eq!(leading(text), Some((period.to_owned(), rest)), "{text}");
        }
        for text in [
            "Maybe 2026",
            "May",
            "32 May 2026",
            "20261 units",
            "February 30, 2026",
            "",
        ] {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn an_entry_follows_its_date() {
        let entry = |text| dated_entry(text).map(|(date, text)| (date.to_string(), text));
        for (text, date, rest) in [
            (
                "April 14, 2026Reports surface",
                "2026-04-14",
                "Reports surface",
            ),
            ("14 April 2026: reports", "2026-04-14", "reports"),
            ("**April 2026** — a deal", "", ""),
            ("April 2026** — a deal", "2026-04", "a deal"),
            ("2026$5 billion raised", "2026", "$5 billion raised"),
            (
                "March 28, 2025eBoats buys a yard",
                "2025-03-28",
                "eBoats buys a yard",
            ),
        ] {
            let expected = (!date.is_empty()).then(|| (date.to_owned(), rest));
            assert_eq!(entry(text), expected, "{text}");
        }
        assert_eq!(entry("April 14, 2026 was a Tuesday"), None);
        assert_eq!(entry("2026"), None);
        assert_eq!(entry("2026-04-20T10:00"), None);
        assert_eq!(entry("1990s prices"), None);
    }

    #[test]
    fn metadata_states_dates_in_many_ways() {
        for text in [
            "2025-09-08T13:40:00-04:00",
            "2025-09-08",
            "20250908",
            "Mon, 08 Sep 2025 13:40:00 GMT",
            "September 8, 2025 at 13:40",
            "8 September 2025, 13:40 BST",
        ] {
            let period = date_alone(text).map(|p| p.to_string());
            assert_eq!(period.as_deref(), Some("2025-09-08"), "{text}");
        }
        for text in [
            "yesterday",
            "2025-13-01",
            "September 8, 2025 was a Monday",
            "Mon",
        ] {
            assert_eq!(date_alone(text), None, "{text}");
        }
    }

    #[test]
    fn a_byline_states_its_day() {
        let day = |text| stated_day(text).map(|d| d.to_string());
        assert_eq!(
            day("By A. Writer · September 8, 2025").as_deref(),
            Some("2025-09-08")
        );
        assert_eq!(
            day("Desk report, 31 October 2025, 06:15").as_deref(),
            Some("2025-10-31")
        );
        assert_eq!(day("By A. Writer, in September 2025"), None);
    }
}
