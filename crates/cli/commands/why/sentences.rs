//! The sentences of an explanation, from the fields of the answer.

use claimbook_book::{
    Date, RowAnswer, Scope, SourceAnswer, StatementSummary, WinningAnswer, WouldChangeAnswer,
};

use crate::commands::show::value_text;
use crate::commands::words;

/// Who says it, how many they are, and who of them only repeats.
pub(super) fn backing(winning: &WinningAnswer) -> Vec<String> {
    let summary = &winning.summary;
    let names = words::list(&summary.voices);
    let mut said = Vec::new();
    said.push(match summary.voices.len() {
        0 => "Only unnamed sources say so; the publication that prints them answers for them."
            .to_owned(),
        1 => format!("One source says so: {names}."),
        voices => format!(
            "{} say so, none of which cites another: {names}.",
            words::sentence(&words::sources(voices))
        ),
    });
    said.push(
        match (summary.first_hand, summary.voices.len()) {
            (0, 0 | 1) => {
                "It is not first-hand, being neither the company itself nor an official body."
            }
            (0, _) => {
                "None of them is first-hand, that is, the company itself or an official body."
            }
            (1, 1) => "It is first-hand, that is, the company itself or an official body.",
            (some, all) if some == all => {
                "All are first-hand, that is, the company itself or an official body."
            }
            _ => "Some of them are first-hand, that is, the company itself or an official body.",
        }
        .to_owned(),
    );
    let repeated: usize = winning
        .sources
        .iter()
        .map(|source| source.repeated.len())
        .sum();
    if repeated > 0 {
        said.push(format!(
            "Said again {}, which adds nothing: whoever only passes on a source's number is not \
             counted beside it.",
            times(repeated)
        ));
    }
    if summary.voices.len() > 1 && winning.publications < 2 {
        said.push(
            "All of it was read in one publication, so that it does not count as confirmed."
                .to_owned(),
        );
    }
    said
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{} times", words::number(count)),
    }
}

/// How old it is, on what dates it rests, and what the reader is to beware of.
pub(super) fn trust(
    winning: &WinningAnswer,
    kind: Option<&'static str>,
    scope: &Scope,
    today: Date,
) -> Vec<String> {
    let summary = &winning.summary;
    let mut told = Vec::new();
    if summary.standing == "contested" {
        told.push("It is contested: see below who says otherwise.".to_owned());
    }
    if let Some(day) = &summary.last_confirmed {
        let is_level = matches!(kind, Some("stock" | "tally"));
        let age = words::age(day, today);
        told.push(match &winning.newest_report {
            // Of a level, the day that is confirmed is not the day of the report.
            Some(report) if is_level && report != day => format!(
                "It was last confirmed for {day}, {age}, in a report of {report}. Silence since \
                 then is no confirmation."
            ),
            _ => format!(
                "The newest word on it is of {day}, {age}. Silence since then is no confirmation."
            ),
        });
        let asked = scope
            .valid
            .filter(|_| is_level)
            .map(|period| period.last_day());
        let confirmed = day.parse::<Date>().ok();
        if let Some(days) = asked.zip(confirmed).map(|(a, b)| (a - b).num_days())
            && days > 0
        {
            told.push(format!(
                "You asked about a time {} later: it is carried forward, not confirmed.",
                words::length(days)
            ));
        }
    }
    told.extend(dates(winning));
    let said_elsewhere = ["inferred dates"];
    let warnings = summary.warnings.iter();
    for warning in warnings.filter(|warning| !said_elsewhere.contains(warning)) {
        told.push(format!("{}.", words::sentence(words::warning(warning))));
    }
    told
}

/// Which dates are only inferred.
fn dates(winning: &WinningAnswer) -> Option<String> {
    let sources: Vec<&SourceAnswer> = winning
        .sources
        .iter()
        .flat_map(|source| std::iter::once(&source.said).chain(&source.repeated))
        .chain(&winning.also)
        .collect();
    let inferred: Vec<&&SourceAnswer> = sources
        .iter()
        .filter(|source| source.known_inferred)
        .collect();
    let (first, all) = (inferred.first()?, inferred.len() == sources.len());
    Some(match (all, inferred.len()) {
        (true, 1) => format!(
            "{} gives no date of its own: {} is inferred from the events that it tells.",
            first.publication, first.known
        ),
        (true, _) => "No report behind it gives its own date: all dates are inferred from the \
                      events that they tell."
            .to_owned(),
        (false, 1) => format!(
            "One of the dates, that of {}, is only inferred.",
            first.publication
        ),
        (false, some) => format!(
            "{} of the {} dates are only inferred.",
            words::sentence(&words::number(some)),
            words::number(sources.len())
        ),
    })
}

/// Who says a value that is not shown.
pub(super) fn said_by(summary: &StatementSummary) -> String {
    let estimate = match summary.modality {
        "stated" => String::new(),
        other => format!(" ({})", words::modality(other)),
    };
    match summary.voices.len() {
        0 => format!("said by unnamed sources{estimate}"),
        1 => format!("said by {}{estimate}", summary.voices[0]),
        voices => format!(
            "said by {}: {}{estimate}",
            words::sources(voices),
            words::list(&summary.voices)
        ),
    }
}

/// What decided between a value and the one that is shown.
pub(super) fn decided_by(word: &str, policy: &str) -> String {
    match word {
        "latest" => format!("the answer was said later, which the policy {policy} puts first"),
        "first-hand" => {
            "the answer comes first-hand, from the company itself or an official body".to_owned()
        }
        "more sources" => "more independent sources say the answer".to_owned(),
        "more trust" => {
            "the sources of the answer weigh more together, as they are rated in this book"
                .to_owned()
        }
        "more publications" => {
            "as many sources say either, but the answer stands in more publications".to_owned()
        }
        "stated" => "the answer is stated as fact, this only estimated".to_owned(),
        "more precise" => "as many sources say either, but the answer is more precise".to_owned(),
        "given date" => {
            "as many sources say either, but the answer is in a report that gives its own date"
                .to_owned()
        }
        "later known" => "as many sources say either, but the answer was said later".to_owned(),
        "smaller value" => {
            "nothing speaks more for one than for the other; the smaller number is shown".to_owned()
        }
        "order" => "nothing speaks more for one than for the other".to_owned(),
        other => beside_because(other).to_owned(),
    }
}

/// Why a value has no vote, or stands beside the answer.
fn beside_because(word: &str) -> &str {
    match word {
        "scale?" => {
            "it is ten, a hundred or a thousand times as large or as small; the side with fewer \
             sources, or the later one, is suspected of a slip"
        }
        "relay" => {
            "it is passed on in the name of a source whose own report says otherwise; the source \
             has not said it itself"
        }
        "unconfirmed" => {
            "one source alone does not replace what several say, unless it is first-hand, spoke \
             for the answer before, or says that something changed"
        }
        "stale echo" => "it is an older value come back, from one source alone",
        "says less" => "it is true of the answer too, and says less",
        "nearby event" => "it is told of a day close by, and may be another event",
        "replaced" => "its own source gave another number later",
        "taken back" => "its own source took that number back",
        "conversion" => "it is a converted amount in brackets, which is never counted",
        "policy" => "it is not first-hand, and the policy counts nothing else",
        "silenced" => "its source is rated in this book to count for nothing",
        "held" => "it is from a version of the article that is held for review",
        other => other,
    }
}

/// One step by which the record was mended.
pub(super) fn correction(row: &RowAnswer) -> String {
    let value = value_text(&row.parts);
    let about = row
        .period
        .as_ref()
        .map_or(String::new(), |period| format!(" for {period}"));
    let who = match &row.attribution {
        Some(name) => format!("{} (citing {name})", row.publication),
        None => row.publication.clone(),
    };
    let what = match (row.change, row.reason) {
        ("withdrawn", Some("edited")) => {
            format!("{who} changed its article, which no longer says {value}{about}")
        }
        ("withdrawn", Some("misread")) => {
            format!("{value}{about} was misread from {who} and never counted")
        }
        ("withdrawn", Some("curated")) => {
            format!("{value}{about} of {who} was set aside by hand and never counted")
        }
        ("withdrawn", _) => format!("{who} took back {value}{about}"),
        ("restated", _) => format!("{who} gave {value}{about} in place of an earlier number"),
        ("revised", _) => match &row.before {
            Some(before) => format!(
                "With {who} the answer became {value}{about}; it had been {}",
                value_text(&before.value)
            ),
            None => format!("With {who} the answer became {value}{about}"),
        },
        _ => format!("{who} denied {value}{about}"),
    };
    format!("{}: {what}.", row.known)
}

/// What stands beside an answer that is not there.
pub(super) fn beside(outlook: usize, undated: usize) -> String {
    let mut there = Vec::new();
    if outlook > 0 {
        there.push(words::count(outlook, "statement") + " about what may come");
    }
    if undated > 0 {
        there.push(words::count(undated, "statement") + " without a date");
    }
    if there.is_empty() {
        return "`claimbook audit` tells what was said.".to_owned();
    }
    let is = if outlook + undated == 1 { "is" } else { "are" };
    format!(
        "There {is} {}: `claimbook show` tells.",
        words::list(&there)
    )
}

/// What would change an answer, and to what.
pub(super) fn change(change: &WouldChangeAnswer, kind: Option<&'static str>) -> String {
    let value = value_text(&change.said);
    let about = &change.about;
    if change.by == "who contests" {
        let who = match change.sources {
            1 => "the one source that contests it".to_owned(),
            some => format!("all {} sources that contest it", words::number(some)),
        };
        return format!(
            "If {who} came to say {value}, nothing would contest it any more ({}).",
            standing(change.standing)
        );
    }
    let who = match (change.by, change.sources) {
        ("first-hand", _) => "the company itself or an official body".to_owned(),
        (_, 1) => "one more independent source".to_owned(),
        (_, some) => format!("{} more independent sources", words::number(some)),
    };
    let is_level = matches!(kind, Some("stock" | "tally"));
    let said = match (change.example, is_level) {
        (true, true) => {
            format!(
                "gave a clearly different value for a later day (tried with {value} for {about})"
            )
        }
        (true, false) => format!("gave a clearly different value (tried with {value})"),
        (false, _) => format!("said {value} for {about}"),
    };
    let comes = match (change.effect, change.example) {
        ("shown", true) => format!(
            "that would be shown instead ({})",
            standing(change.standing)
        ),
        ("shown", false) => format!("{value} would be shown ({})", standing(change.standing)),
        ("contested", _) => "the answer would stay, but be contested".to_owned(),
        ("corroborated", _) => "the answer would be confirmed by independent sources".to_owned(),
        (other, _) => other.to_owned(),
    };
    format!("If {who} {said}, {comes}.")
}

/// A standing, in words.
fn standing(word: &str) -> &str {
    match word {
        "contested" => "but contested",
        "corroborated" => "confirmed by independent sources",
        "single" => "on one source",
        other => other,
    }
}
