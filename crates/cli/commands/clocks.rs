//! From the options of the three clocks to a scope.

use std::io;
use std::time::{SystemTime, UNIX_EPOCH};

use claimbook_book::{Basis, Book, Date, Error, Period, Policy, Scope, Timestamp};

use crate::args::Clocks;
use crate::output::Output;

/// The instant it is.
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// The scope that the options ask for.
pub(crate) fn scope(clocks: &Clocks) -> Result<Scope, Error> {
    Ok(Scope {
        policy: clocks.policy.as_deref().map(policy).transpose()?,
        as_of: clocks.as_of.as_deref().map(day).transpose()?,
        strict: clocks.strict,
        valid: clocks
            .valid
            .as_deref()
            .map(|text| period("--for", text))
            .transpose()?,
        at_seq: clocks.at_seq,
    })
}

/// The clocks and the policy that were asked for, in words that follow a title.
pub(crate) fn asked(scope: &Scope) -> String {
    let mut words = String::new();
    if let Some(day) = scope.as_of {
        let strict = if scope.strict {
            ", inferred dates not trusted"
        } else {
            ""
        };
        words += &format!(", as of {day}{strict}");
    }
    if let Some(period) = scope.valid {
        words += &format!(", for {period}");
    }
    if let Some(seq) = scope.at_seq {
        words += &format!(", as recorded up to event {seq}");
    }
    words
}

/// Prints what an answer rests on: its last lines. A policy that was asked for is said to be.
///
/// # Errors
/// If standard output cannot be written.
pub(crate) fn tell_basis(basis: &Basis, scope: &Scope, output: &mut Output) -> io::Result<()> {
    let policy = match scope.policy {
        Some(policy) => format!(
            "policy {policy}, which you asked for ({})",
            policy_words(policy)
        ),
        None => format!("policy {}", basis.policy),
    };
    let as_of = basis
        .as_of
        .as_ref()
        .map_or(String::new(), |day| format!(", as of {day}"));
    let line = format!("{policy}{as_of}, up to event {}", basis.at_seq);
    output.line("")?;
    output.line(output.paint.faint(line))
}

fn policy_words(policy: Policy) -> &'static str {
    match policy {
        Policy::Consensus => "first-hand word first, then what more sources say",
        Policy::Latest => "of what competes, the last word wins, however few say it",
        Policy::FirstHand => "only first-hand word counts",
    }
}

/// Says on standard error where the book ends before the event that was asked about.
pub(crate) fn tell_end(book: &Book, scope: &Scope, output: &Output) {
    let end = book.events();
    if let Some(seq) = scope.at_seq.filter(|seq| *seq >= end) {
        let last = end.saturating_sub(1);
        output.note(format!(
            "the book ends at event {last}: --at-seq {seq} asks for all of it"
        ));
    }
}

pub(crate) fn policy(text: &str) -> Result<Policy, Error> {
    text.parse().map_err(|problem| Error::Usage {
        message: format!("--policy: {problem}"),
    })
}

/// A day; of a coarser period, its last day, since a report counts when its period has passed.
pub(crate) fn day(text: &str) -> Result<Date, Error> {
    Ok(period("--as-of", text)?.last_day())
}

/// The period that an option gives.
pub(crate) fn period(option: &'static str, text: &str) -> Result<Period, Error> {
    text.parse()
        .map_err(|source| Error::Period { option, source })
}
