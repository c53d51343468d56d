//! Options about reports: what is known of them, and with which catalog they are read.

use std::path::PathBuf;

use clap::Args;

/// What is known of a report from outside its text.
#[derive(Debug, Default, Args)]
pub(crate) struct Metadata {
    /// When it was published: 2026-04-20, 2026-04 or 2026
    #[arg(long, value_name = "DATE", help_heading = "About the report")]
    pub(crate) published: Option<String>,

    /// Who published it
    #[arg(long, value_name = "NAME", help_heading = "About the report")]
    pub(crate) publication: Option<String>,

    /// Where it was published
    #[arg(long, value_name = "URL", help_heading = "About the report")]
    pub(crate) url: Option<String>,

    /// Its title
    #[arg(long, value_name = "TEXT", help_heading = "About the report")]
    pub(crate) title: Option<String>,

    /// The adapter that is to read it (see `claimbook adapters`), instead of the one that fits best
    #[arg(long, value_name = "NAME", help_heading = "About the report")]
    pub(crate) adapter: Option<String>,
}

/// What the reader knows besides the built-in catalog.
#[derive(Debug, Default, Args)]
pub(crate) struct Catalogs {
    /// A catalog of your own (TOML) that extends and overrides the built-in one; may be repeated
    ///
    /// Read after the catalog.toml in the book's folder, if there is one; of several, the later
    /// overrides. Lists are added to, everything else is overridden; `replace = true` in an entry
    /// drops what was said of it before.
    #[arg(long = "catalog", value_name = "FILE", help_heading = "Which catalog")]
    pub(crate) files: Vec<PathBuf>,
}
