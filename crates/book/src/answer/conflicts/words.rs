//! A conflict in a sentence or two.

use claimbook_views::arithmetic::Term;
use claimbook_views::conflict::{Conflict, ConflictKind, Rate, Role, Side, Why};
use claimbook_views::figure::{Reading, Reason};

use crate::answer::arithmetic::{capital, sentence};
use crate::wording::quantity;

/// The most names that are said one by one.
const NAMES_MAX: usize = 3;

/// What is in conflict, who says what, and why it may be.
pub(super) fn explanation(conflict: &Conflict) -> String {
    match (&conflict.why, conflict.kind) {
        (Why::Rates(rates), _) => rates_apart(rates),
        (_, ConflictKind::AmbiguousDate) => ambiguous(&conflict.sides),
        (_, ConflictKind::Headline) => headline(&conflict.sides),
        (_, ConflictKind::Rounding) => rounding(&conflict.sides),
        (_, ConflictKind::Denied) => denied(&conflict.sides),
        (Why::Sum(sum), _) => {
            let has_sides = conflict.sides.iter().any(|side| side.role == Role::Against);
            let both = if has_sides {
                format!("{} ", both_say(&conflict.sides))
            } else {
                String::new()
            };
            format!("{both}{}", sentence(sum))
        }
        (why, kind) => {
            let reason = match why {
                Why::Beside(reason) => Some(*reason),
                _ => None,
            };
            let both = both_say(&conflict.sides);
            match remark(kind, reason, &conflict.sides) {
                Some(remark) => format!("{both} {remark}"),
                None => both,
            }
        }
    }
}

/// What may have led to it.
fn remark(kind: ConflictKind, reason: Option<Reason>, sides: &[Side]) -> Option<String> {
    let plain = match (kind, reason) {
        (ConflictKind::Scale, _) => {
            "They are a power of ten apart: one of them is probably a slip."
        }
        (ConflictKind::StaleEcho, _) => "That is an older value, come back.",
        (ConflictKind::OtherScope, _) => return other_scope(sides),
        (_, Some(Reason::Relay)) => "The source that it names does not say so itself.",
        (_, Some(Reason::Unconfirmed)) => "It is later, and nobody else says so yet.",
        (_, Some(Reason::NearbyEvent)) => {
            "The dates are so close together that both may mean one event."
        }
        _ => return None,
    };
    Some(plain.to_owned())
}

fn other_scope(sides: &[Side]) -> Option<String> {
    let other = sides.iter().find(|side| side.role == Role::Explains)?;
    let reading = |side: &Side| Reading::new(side.term.value, side.term.comparator);
    let is_that = |side: &&Side| reading(other).is_compatible(&reading(side));
    let of_role = |role| sides.iter().find(move |side| side.role == role);
    let against = of_role(Role::Against).filter(is_that);
    let told = against.or_else(|| of_role(Role::Shown).filter(is_that))?;
    let value = text(&told.term);
    let figure = &other.term.figure;
    Some(if *figure == told.term.figure {
        format!("{} is what is said of the time to come.", capital(&value))
    } else {
        format!(
            "{} is what is said of another figure: {figure}.",
            capital(&value)
        )
    })
}

/// `Daily says $60 billion, Courier says $90 billion, both for 2026-03-05.`
fn both_say(sides: &[Side]) -> String {
    let one = |role: Role| sides.iter().find(|side| side.role == role);
    let (Some(shown), Some(against)) = (one(Role::Shown), one(Role::Against)) else {
        return String::new();
    };
    if shown.term.period == against.term.period {
        let about = period(&shown.term);
        return format!("{}, {}, both{about}.", says(shown), says(against));
    }
    format!(
        "{}{}; {}{}.",
        says(shown),
        period(&shown.term),
        says(against),
        period(&against.term)
    )
}

fn denied(sides: &[Side]) -> String {
    let [shown, denial, ..] = sides else {
        return String::new();
    };
    let verb = if denial.voices.len() == 1 {
        "denies"
    } else {
        "deny"
    };
    format!(
        "{}{}; {} {verb} it.",
        says(shown),
        period(&shown.term),
        names(denial)
    )
}

fn ambiguous(sides: &[Side]) -> String {
    let told = sides.iter().find(|side| side.role == Role::Against);
    let events: Vec<String> = sides
        .iter()
        .filter(|side| side.role == Role::Shown)
        .map(|side| format!("{}{}", text(&side.term), period(&side.term)))
        .collect();
    let Some(told) = told else {
        return String::new();
    };
    format!(
        "{}{}, which does not tell whether it means {}.",
        says(told),
        period(&told.term),
        listed(&events, "or")
    )
}

fn headline(sides: &[Side]) -> String {
    let Some(side) = sides.first() else {
        return String::new();
    };
    format!(
        "{}{}; a heading of that report states the number without this hedge.",
        says(side),
        period(&side.term)
    )
}

fn rounding(sides: &[Side]) -> String {
    let told: Vec<String> = sides
        .iter()
        .map(|side| format!("{} ({})", text(&side.term), names(side)))
        .collect();
    let about = sides
        .first()
        .map(|side| period(&side.term))
        .unwrap_or_default();
    format!(
        "{}{about} agree within rounding.",
        capital(&listed(&told, "and"))
    )
}

fn rates_apart(rates: &[Rate; 2]) -> String {
    let told = |rate: &Rate| {
        let [one, other] = &rate.sides;
        format!(
            "{} gives {} as {} ({})",
            names(one),
            text(&one.term),
            text(&other.term),
            rate.known
        )
    };
    let [one, other] = rates;
    format!(
        "{}; {}: the rates are more than 5 % apart.",
        told(one),
        told(other)
    )
}

fn says(side: &Side) -> String {
    let verb = if side.voices.len() == 1 {
        "says"
    } else {
        "say"
    };
    format!("{} {verb} {}", names(side), text(&side.term))
}

fn names(side: &Side) -> String {
    let mut names: Vec<String> = side
        .voices
        .iter()
        .map(|voice| voice.name.to_string())
        .collect();
    if names.is_empty() {
        return "unnamed sources".to_owned();
    }
    if names.len() > NAMES_MAX {
        let more = names.len() - NAMES_MAX + 1;
        names.truncate(NAMES_MAX - 1);
        names.push(format!("{more} others"));
    }
    listed(&names, "and")
}

fn listed(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

fn text(term: &Term) -> String {
    quantity(term.value, term.comparator, &term.unit, None)
}

fn period(term: &Term) -> String {
    term.period.map_or_else(
        || " (undated)".to_owned(),
        |period| format!(" for {period}"),
    )
}
