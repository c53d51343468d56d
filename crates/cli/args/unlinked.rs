//! Arguments of `unlinked`.

use clap::Args;

/// Which unlinked quantities are listed.
#[derive(Debug, Args)]
pub(crate) struct UnlinkedArguments {
    /// Only those with this in their quote or in the words around it
    pub(crate) query: Option<String>,
    /// Only those of this report: its id, or the first digits of it
    #[arg(long, value_name = "ID")]
    pub(crate) report: Option<String>,
    /// Only those in this unit: USD, percent, count, week …
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    /// Use only what this book had recorded by this sequence number
    #[arg(long, value_name = "N")]
    pub(crate) at_seq: Option<u64>,
}
