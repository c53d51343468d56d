//! Arguments of `eval`.

use std::path::PathBuf;

use clap::Args;

use super::{Catalogs, Metadata};

/// What is scored against what.
#[derive(Debug, Args)]
pub(crate) struct EvalArguments {
    /// A text and its annotations, as often as there are documents; or one folder with both
    #[arg(required = true, value_name = "TEXT GOLD")]
    pub(crate) paths: Vec<PathBuf>,
    /// Show so many of the annotations that were not met
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) show: usize,
    /// Score what another reader found (JSON Lines), instead of reading the texts
    ///
    /// A file for each text, in their order; or one for all of them, whose lines tell the `path` of
    /// the text as it is named here.
    #[arg(long, value_name = "FILE")]
    pub(crate) predicted: Vec<PathBuf>,
    /// The catalog that the annotators used: a figure of another metric is not judged
    ///
    /// Default: the nearest catalog.toml beside or above the annotations, else the catalog that
    /// texts are read with.
    #[arg(long, value_name = "FILE")]
    pub(crate) gold_catalog: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) metadata: Metadata,
    #[command(flatten)]
    pub(crate) catalogs: Catalogs,
}
