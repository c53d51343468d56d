//! The words of answers: what a person is told in place of the short words of JSON.

use claimbook_book::{Date, ObservationSummary};

/// What kind of thing a figure is.
pub(crate) fn kind(kind: &str) -> &str {
    match kind {
        "event" => "a dated event",
        "flow" => "an amount per period",
        "stock" => "a level over time",
        "tally" => "a running count",
        other => other,
    }
}

/// A small number in words.
pub(crate) fn number(number: usize) -> String {
    let words = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    words
        .get(number)
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// `1 report`, `3 reports`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// `one source`, `two independent sources`.
pub(crate) fn sources(count: usize) -> String {
    match count {
        0 => "unnamed sources only".to_owned(),
        1 => "one source".to_owned(),
        _ => format!("{} independent sources", number(count)),
    }
}

/// `A`, `A and B`, `A, B and C`.
pub(crate) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Who says a value, and where, to follow the word for its standing.
pub(crate) fn backing(summary: &ObservationSummary) -> String {
    let names = list(&summary.voices);
    let first_hand = match (summary.first_hand, summary.voices.len()) {
        (0, 0 | 1) => "not first-hand".to_owned(),
        (0, _) => "none first-hand".to_owned(),
        (1, 1) => "first-hand".to_owned(),
        (some, _) => format!("{} first-hand", number(some)),
    };
    let reports = format!("({}, {first_hand})", count(summary.reports, "report"));
    match (summary.standing, summary.voices.len()) {
        (_, 0) => format!(": said by unnamed sources only {reports}"),
        ("contested", 1) => format!(": {names} says so {reports}, but it is contradicted"),
        ("contested", _) => format!(": {names} say so {reports}, but they are contradicted"),
        ("corroborated", voices) => format!(" by {}: {names} {reports}", sources(voices)),
        (_, 1) => format!(": one source, {names} {reports}"),
        (_, voices) => format!(
            ": {}, {names}, but read in one publication {reports}",
            sources(voices)
        ),
    }
}

/// How long before `today` a day was.
pub(crate) fn age(day: &str, today: Date) -> String {
    let Ok(day) = day.parse::<Date>() else {
        return "age unknown".to_owned();
    };
    match (today - day).num_days() {
        ..=0 => "of the same day".to_owned(),
        1 => "of the day before".to_owned(),
        days => format!("{} ago", length(days)),
    }
}

/// So many days, in the unit that people would use.
pub(crate) fn length(days: i64) -> String {
    match days {
        1 => "1 day".to_owned(),
        ..=60 => format!("{days} days"),
        61..=730 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}

/// What the reader is to beware of, as a sentence.
pub(crate) fn warning(word: &str) -> &str {
    match word {
        "estimated" => "every source gives it as an estimate, none as a fact",
        "denied" => "someone says that it is false",
        "scale?" => {
            "another number was given that is ten, a hundred or a thousand times as large or as \
             small: a digit or a word may have slipped"
        }
        "anonymous" => "it rests on unnamed sources alone",
        "heading drops hedge" => {
            "a headline states it without the caution (“up to”, “about”) of the text below it"
        }
        "no longer shown" => "every article that gave it was changed since, and shows it no more",
        "inferred dates" => {
            "no report behind it gives its own date; the dates are inferred from what they tell"
        }
        "unclear" => "another value was said that could not be fitted in; it stands below",
        "one text" => {
            "all of it is one text, word for word, in several places: it may have a single author"
        }
        "moved by one" => {
            "one source alone says that it changed, and what stood before stood better: several \
             sources, or the company or an official body itself"
        }
        other => other,
    }
}

/// Why a statement stands beside the answer.
pub(crate) fn reason(word: &str) -> &str {
    match word {
        "contradicts" => "cannot be the same number",
        "scale?" => "a power of ten away (a slip?)",
        "relay" => "passed on in a source's name, which itself says otherwise",
        "unconfirmed" => "one source alone, against what several say",
        "stale echo" => "an older value come back",
        "says less" => "true of the value, but tells less",
        "nearby event" => "of an event a few days apart",
        "replaced" => "its source said otherwise later",
        "taken back" => "its source took that number back",
        "conversion" => "a converted amount in brackets",
        "policy" => "not first-hand, as the policy asks",
        "silenced" => "its source is rated to count for nothing",
        "held" => "in a version of the article that is held for review",
        "ambiguous date" => "its date fits several events",
        other => other,
    }
}

/// How sure a text is.
pub(crate) fn modality(word: &str) -> &str {
    match word {
        "stated" => "stated as fact",
        "estimated" => "an estimate",
        "forecast" => "a forecast",
        "contingent" => "on a condition",
        "hypothetical" => "an assumption",
        other => other,
    }
}

/// A sentence begins with a capital.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_and_lists_read_as_people_say_them() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(age("2026-04-23", day("2026-11-21")), "7 months ago");
        assert_eq!(age("2026-04-23", day("2026-04-24")), "of the day before");
        assert_eq!(age("2020-04-23", day("2026-04-24")), "6 years ago");
        let names = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(list(&names), "A, B and C");
        assert_eq!(list(&names[..1]), "A");
        assert_eq!(sources(2), "two independent sources");
        assert_eq!(sentence("no report"), "No report");
    }
}
