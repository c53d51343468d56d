//! Options of the three clocks and of the policy.

use clap::Args;

/// Which clocks and which policy an answer is for.
#[derive(Debug, Args)]
pub(crate) struct Clocks {
    /// How the best value is chosen: consensus, latest or first-hand
    ///
    /// consensus prefers first-hand claims, then the better supported value; latest prefers the
    /// one published last; first-hand answers from first-hand claims only.
    #[arg(long, value_name = "POLICY", help_heading = "Which answer")]
    pub(crate) policy: Option<String>,

    /// Use only what had been published by this day (2026-04-20)
    #[arg(long, value_name = "DATE", help_heading = "Which answer")]
    pub(crate) as_of: Option<String>,

    /// Use only what this book had recorded by this sequence number
    #[arg(long, value_name = "N", value_parser = event_number, help_heading = "Which answer")]
    pub(crate) at_seq: Option<u64>,

    /// The time that the value is about: 2026, 2026-Q2, 2026-04, 2026-04-20, 2025-01/2025-09
    #[arg(long = "for", value_name = "PERIOD", help_heading = "Which answer")]
    pub(crate) valid: Option<String>,

    /// With --as-of: where a publication date was only inferred, use the day it was recorded
    #[arg(long, requires = "as_of", help_heading = "Which answer")]
    pub(crate) strict: bool,
}

/// Reads the number of an event.
pub(super) fn event_number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| {
        format!(
            "'{text}' is no event: write its number, such as 96; every answer tells the last one"
        )
    })
}
