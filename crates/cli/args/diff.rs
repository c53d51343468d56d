//! Arguments of `diff`.

use clap::Args;

use super::clocks::event_number;

/// Which two points are compared.
#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// Only figures that have this in their key
    pub(crate) query: Option<String>,

    /// A day by which reports had to be published; given twice, the two days to compare
    #[arg(long, value_name = "DATE", help_heading = "Which two points")]
    pub(crate) as_of: Vec<String>,

    /// An event up to which the book had recorded; given twice, the two events to compare
    #[arg(long, value_name = "N", value_parser = event_number, help_heading = "Which two points")]
    pub(crate) at_seq: Vec<u64>,

    /// The time that the values are about: 2026, 2026-Q2, 2026-04, 2026-04-20, 2025-01/2025-09
    #[arg(long = "for", value_name = "PERIOD", help_heading = "Which answer")]
    pub(crate) valid: Option<String>,

    /// How the best value is chosen: consensus, latest or first-hand
    #[arg(long, value_name = "POLICY", help_heading = "Which answer")]
    pub(crate) policy: Option<String>,

    /// Where a publication date was only inferred, use the day it was recorded
    #[arg(long, requires = "as_of", help_heading = "Which answer")]
    pub(crate) strict: bool,
}
