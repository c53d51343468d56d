//! Options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options that every command takes.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// The folder of the book
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "CLAIMBOOK_LEDGER",
        default_value = "claimbook-data",
        help_heading = "Global options"
    )]
    pub(crate) ledger: PathBuf,

    /// How to print the answer
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t = Format::Table,
        hide_possible_values = false,
        help_heading = "Global options"
    )]
    pub(crate) format: Format,

    /// Never use colour (the variable `NO_COLOR` does the same)
    #[arg(long, global = true, help_heading = "Global options")]
    pub(crate) no_color: bool,

    /// Say less on standard error: no progress, no notes
    #[arg(
        short,
        long,
        global = true,
        conflicts_with = "verbose",
        help_heading = "Global options"
    )]
    pub(crate) quiet: bool,

    /// Say more on standard error
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub(crate) verbose: bool,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people; fits the terminal
    Table,
    /// One JSON document
    Json,
    /// One JSON document a line
    Jsonl,
    /// Comma-separated values with a header line
    Csv,
    /// A picture, of `audit` only
    Svg,
}
