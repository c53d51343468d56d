//! Instants, as integers with their unit.

use std::fmt;

use bincode::{Decode, Encode};

use crate::Date;

/// Microseconds since 1970-01-01T00:00:00Z. Printed as RFC 3339 in UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct Timestamp {
    /// Microseconds since the epoch, UTC.
    pub micros: i64,
}

impl Timestamp {
    /// The instant that many microseconds after the epoch.
    pub fn from_micros(micros: i64) -> Self {
        Self { micros }
    }

    /// The day it falls on, in UTC.
    pub fn date(self) -> Date {
        chrono::DateTime::from_timestamp_micros(self.micros)
            .map_or(Date::MIN, |instant| instant.date_naive())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match chrono::DateTime::from_timestamp_micros(self.micros) {
            Some(instant) => f.pad(&instant.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)),
            None => write!(f, "{} µs", self.micros),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_rfc_3339_in_utc() {
        let t = Timestamp::from_micros(1_776_643_200_000_001);
        assert_eq!(t.to_string(), "2026-04-20T00:00:00.000001Z");
        assert_eq!(t.date().to_string(), "2026-04-20");
    }
}
