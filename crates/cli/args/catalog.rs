//! Arguments of `catalog`.

use clap::{Args, Subcommand};

use super::{Catalogs, Who};

/// What `catalog` is asked.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct CatalogArguments {
    /// A metric, an entity or a kind of entities, by its slug or by a name that texts call it
    #[arg(value_name = "METRIC|ENTITY")]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) catalogs: Catalogs,
    #[command(subcommand)]
    pub(crate) action: Option<CatalogAction>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogAction {
    /// Have the book judge by the catalog from here on
    ///
    /// What a metric means decides answers, so the book keeps the catalog that it judges by: it
    /// adopts the one of its beginning, and another one only by this command. Nothing that was
    /// recorded changes; which answers do is printed, and with --dry-run only that.
    Adopt {
        #[command(flatten)]
        catalogs: Catalogs,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", default_value = "adopted by command")]
        why: String,
        #[command(flatten)]
        who: Who,
    },
}
