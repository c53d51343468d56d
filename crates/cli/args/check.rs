//! Arguments of `check` and `stale`.

use std::path::PathBuf;

use clap::Args;

use super::{Catalogs, Clocks};

/// Which texts are checked, and how.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "DRAFT")]
    pub(crate) paths: Vec<PathBuf>,

    /// The day as of which the text speaks: what "now" means in it; default: its own, else today
    #[arg(long, value_name = "DATE", help_heading = "About the text")]
    pub(crate) published: Option<String>,

    /// The adapter that is to read it (see `claimbook adapters`), instead of the one that fits best
    #[arg(long, value_name = "NAME", help_heading = "About the text")]
    pub(crate) adapter: Option<String>,

    /// Call a right number old if nobody has said so for more than so many days
    ///
    /// Default: 180 for a level (headcount, valuation), 30 for a running count (deaths, votes),
    /// 365 for an event that the text does not date. The number of a reporting period is never old.
    #[arg(long, value_name = "DAYS", help_heading = "About the text")]
    pub(crate) old: Option<u32>,

    /// Log what the text relies on, so that you are told when it no longer holds
    ///
    /// The numbers that could be compared are pinned, with the state of the book that they were
    /// compared with. From then on, `append` says when a report changes one of them, and
    /// `claimbook stale` lists what is now wrong. A text in which something must be fixed is not
    /// pinned, unless with --force.
    #[arg(
        long,
        conflicts_with_all = ["as_of", "at_seq", "valid", "strict"],
        help_heading = "When it is published"
    )]
    pub(crate) pin: bool,

    /// With --pin: the title of the text; default: its own, else its path
    ///
    /// A text that is pinned again under its title takes the place of the one before.
    #[arg(
        long,
        value_name = "TEXT",
        requires = "pin",
        help_heading = "When it is published"
    )]
    pub(crate) title: Option<String>,

    /// With --pin: who pins it; recorded with the commit
    #[arg(
        long,
        value_name = "NAME",
        requires = "pin",
        help_heading = "When it is published"
    )]
    #[arg(value_parser = super::curation::said)]
    pub(crate) by: Option<String>,

    /// With --pin: pin it although something must be fixed
    #[arg(long, requires = "pin", help_heading = "When it is published")]
    pub(crate) force: bool,

    #[command(flatten)]
    pub(crate) clocks: Clocks,

    #[command(flatten)]
    pub(crate) catalogs: Catalogs,
}
