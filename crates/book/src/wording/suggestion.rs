//! A wording that would be right: the book's value with its hedge, its time and its source.

use claimbook_model::catalog::MetricKind;
use claimbook_model::{FigureKey, Modality, Period};
use claimbook_views::check::{Because, Finding, Held, Verdict};
use claimbook_views::figure::{ObservationView, Statement, VoiceView, Warning};

use super::period::{day, when, words};
use super::style::{Style, styled};

/// What the wording needs besides the finding.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'f> {
    /// How the text writes the number.
    pub(crate) style: Option<&'f Style>,
    /// Whether the number of the text is below zero.
    pub(crate) is_negative: bool,
    /// How the periods of the figure work.
    pub(crate) kind: Option<MetricKind>,
    /// The figure of the text, and the one of which the book's value is.
    pub(crate) figures: (&'f FigureKey, &'f FigureKey),
}

/// The most sides of a contested number that one sentence can hold.
const SIDES_MAX: usize = 3;

/// What the text could say instead; none where nothing has to change, or nothing is known.
pub(crate) fn suggestion(finding: &Finding<'_>, facts: Facts<'_>) -> Option<String> {
    match finding.verdict {
        Verdict::Agrees | Verdict::NotChecked => None,
        _ if matches!(finding.because, Because::TextDenies | Because::Before) => None,
        _ if is_of_another(facts.figures) || turns_sign(finding, facts) => None,
        Verdict::Contested => Some(sides(finding, facts)),
        _ => finding.held.map(|held| whole(held, facts)),
    }
}

/// Whether the book's figure has another value in a dimension of the text's: another investor.
fn is_of_another((said, held): (&FigureKey, &FigureKey)) -> bool {
    said.dimensions().any(|(name, own)| {
        held.dimensions()
            .any(|(other, value)| other == name && value != own)
    })
}

/// Whether the book's value has the other sign: what the text calls a profit is no "profit of −$5".
fn turns_sign(finding: &Finding<'_>, facts: Facts<'_>) -> bool {
    let value = match finding.held {
        Some(Held::Observation(held)) => held.value,
        Some(Held::Statement(held)) => Some(held.value),
        None => None,
    };
    value.is_some_and(|value| value.low().is_negative() != facts.is_negative)
}

/// The value with all that belongs to it.
fn whole(held: Held<'_>, facts: Facts<'_>) -> String {
    match held {
        Held::Observation(held) => {
            let source = sourced(&held.voices, held.warnings.contains(&Warning::Anonymous));
            let time = time(facts.kind, held.period);
            let scope = scope(facts.figures);
            format!(
                "{}{scope}{time}{source}{}",
                value(held, facts),
                newest(held, facts.kind)
            )
        }
        Held::Statement(held) => {
            let about = held.period.map_or(String::new(), |period| {
                format!(" {}", preposition(facts.kind, period))
            });
            let known = day(held.known.last_day());
            // The day of the word is not the one of which an undated number is true.
            let as_of = if held.modality.is_outlook() {
                "as of"
            } else {
                "reported on"
            };
            format!(
                "{}{}{about}{}, {as_of} {known}",
                statement(held, facts),
                scope(facts.figures),
                sourced(&held.voices, false),
            )
        }
    }
}

fn value(held: &ObservationView, facts: Facts<'_>) -> String {
    let Some(shown) = held.value.zip(held.comparator) else {
        return String::new();
    };
    let text = styled(facts.style, shown, &held.unit, held.counted.as_deref());
    match held.warnings.contains(&Warning::Estimated) {
        true if text.starts_with(|c: char| c.is_lowercase()) => format!("{text} (estimated)"),
        true => format!("an estimated {text}"),
        false => text,
    }
}

fn statement(held: &Statement, facts: Facts<'_>) -> String {
    let text = styled(facts.style, (held.value, held.comparator), &held.unit, None);
    let word = match held.modality {
        Modality::Stated => return text,
        Modality::Estimated => "estimated",
        Modality::Forecast => "expected",
        Modality::Contingent => "on conditions",
        Modality::Hypothetical => "assumed",
        Modality::Denied => "denied",
    };
    format!("{text} ({word})")
}

/// What the book's figure adds to, or has in place of, the text's: "(basis pre-money)".
fn scope((said, held): (&FigureKey, &FigureKey)) -> String {
    let own: Vec<_> = said.dimensions().collect();
    let other: Vec<String> = held
        .dimensions()
        .filter(|dimension| !own.contains(dimension))
        .map(|(name, value)| format!("{name} {}", value.replace('-', " ")))
        .collect();
    if !other.is_empty() {
        return format!(" ({})", other.join(", "));
    }
    if said == held { "" } else { " (in all)" }.to_owned()
}

fn time(kind: Option<MetricKind>, period: Period) -> String {
    match kind {
        Some(MetricKind::Stock | MetricKind::Tally) => String::new(),
        kind => format!(" {}", preposition(kind, period)),
    }
}

fn preposition(kind: Option<MetricKind>, period: Period) -> String {
    match kind {
        None | Some(MetricKind::Flow) => format!("for {}", words(period)),
        Some(_) => when(period),
    }
}

/// Of a level or a count, the day of the newest word on it; else when it was last reported.
fn newest(held: &ObservationView, kind: Option<MetricKind>) -> String {
    let Some(last) = held.last_confirmed else {
        return String::new();
    };
    let day = day(last.last_day());
    match kind {
        Some(MetricKind::Stock | MetricKind::Tally) => format!(", as of {day}"),
        _ => format!(", reported on {day}"),
    }
}

fn sourced(voices: &[VoiceView], anonymous: bool) -> String {
    match voices {
        [] => String::new(),
        [one] if anonymous => format!(", according to unnamed sources of {}", one.name),
        [one] => format!(", according to {}", one.name),
        [one, other] => format!(", according to {} and {}", one.name, other.name),
        [one, rest @ ..] => format!(", according to {} and {} others", one.name, rest.len()),
    }
}

/// All sides of what publications disagree about.
fn sides(finding: &Finding<'_>, facts: Facts<'_>) -> String {
    let period = finding.held.and_then(|held| held.period());
    let about = period.map_or(String::new(), |period| time(facts.kind, period));
    let mut sides: Vec<String> = Vec::new();
    match finding.held {
        Some(Held::Observation(held)) => {
            let source = sourced(&held.voices, held.warnings.contains(&Warning::Anonymous));
            sides.push(format!("{}{about}{source}", value(held, facts)));
        }
        Some(Held::Statement(held)) => {
            let source = sourced(&held.voices, false);
            sides.push(format!("{}{about}{source}", statement(held, facts)));
        }
        None => {}
    }
    let others = finding.beside.iter();
    sides.extend(others.map(|other| {
        format!(
            "{}{}",
            statement(other, facts),
            sourced(&other.voices, false)
        )
    }));
    sides.truncate(SIDES_MAX);
    sides.join("; ")
}
