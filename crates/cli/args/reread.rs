//! Arguments of `reread`.

use clap::Args;

use super::{Catalogs, Who};

/// Which reports are read again, and with what.
#[derive(Debug, Args)]
pub(crate) struct RereadArguments {
    /// The reports: their ids, or the first digits of them
    #[arg(value_name = "REPORT", required_unless_present = "all")]
    pub(crate) reports: Vec<String>,
    /// Read all reports again
    #[arg(long, conflicts_with = "reports")]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) catalogs: Catalogs,
    /// The adapter that is to read them, instead of the one that did
    #[arg(long, value_name = "NAME")]
    pub(crate) adapter: Option<String>,
    /// Why; recorded with it
    #[arg(long, value_name = "TEXT", default_value = "read again")]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) who: Who,
}
