//! From the options of the three clocks to a scope.

use std::time::{SystemTime, UNIX_EPOCH};

use claimbook_book::{Date, Error, Period, Policy, Scope, Timestamp};

use crate::args::Clocks;

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

fn policy(text: &str) -> Result<Policy, Error> {
    text.parse().map_err(|problem| Error::Usage {
        message: format!("--policy: {problem}"),
    })
}

/// A day; of a coarser period, its last day, since a report counts when its period has passed.
fn day(text: &str) -> Result<Date, Error> {
    Ok(period("--as-of", text)?.last_day())
}

/// The period that an option gives.
pub(crate) fn period(option: &'static str, text: &str) -> Result<Period, Error> {
    text.parse()
        .map_err(|source| Error::Period { option, source })
}
