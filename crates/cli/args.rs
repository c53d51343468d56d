//! The arguments: every command and option, with the help that teaches them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Keeps the record of what publications said a number was.
///
/// Reports go in: articles, filings, data releases. Out come, for each figure, the best-known
/// value today, who says so, and every step by which it got there, down to the sentence.
/// Nothing in the record is ever changed or dropped; what is best known is computed from it.
#[derive(Debug, Parser)]
#[command(
    name = "claimbook",
    version,
    arg_required_else_help = true,
    propagate_version = true,
    after_help = AFTER_HELP,
    max_term_width = 100
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
A first run:
  claimbook append seeds                                  take in a folder of reports
  claimbook figures                                       what is best known, figure by figure
  claimbook show anthropic/valuation                      one figure, and why
  claimbook audit anthropic/investment/investor=amazon    every revision, with its source
  claimbook verify                                        prove that the record was not touched

A figure is written subject/metric[/dimension=value]…, as in anthropic/investment/investor=amazon.

Exit status:
  0  done
  1  the answer is no: verification failed, or nothing was found
  2  wrong use of the command line
  3  bad input, also in part: what was good is in, what was not is listed
  4  the book is missing, damaged, locked, or cannot be written";

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
}

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
    #[arg(long, value_name = "N", help_heading = "Which answer")]
    pub(crate) at_seq: Option<u64>,

    /// The time that the value is about: 2026, 2026-Q2, 2026-04, 2026-04-20, 2025-01/2025-09
    #[arg(long = "for", value_name = "PERIOD", help_heading = "Which answer")]
    pub(crate) valid: Option<String>,

    /// With --as-of: where a publication date was only inferred, use the day it was recorded
    #[arg(long, requires = "as_of", help_heading = "Which answer")]
    pub(crate) strict: bool,
}

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
    /// recorded changes.
    Adopt {
        #[command(flatten)]
        catalogs: Catalogs,
        /// Who adopts it; recorded with the commit
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT")]
        why: Option<String>,
    },
}

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

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Create an empty book
    ///
    /// `append` does this by itself; `init` is for choosing the place beforehand.
    Init {
        /// The folder; default: that of --ledger
        dir: Option<PathBuf>,
        #[command(flatten)]
        catalogs: Catalogs,
    },

    /// Take in reports: files, folders, or - for standard input
    ///
    /// Each report is one commit: once its line is printed, it is on disk. A folder is read with
    /// its manifest.toml, if it has one: [[report]] tables with path, publication, url, published,
    /// title. A file may have a FILE.meta.toml beside it with the same keys. What neither they nor
    /// the options say, the adapter of the publication tells from the document, and what had to be
    /// inferred is marked. A report that is already there is reported as unchanged. A bad document
    /// is listed at the end and does not hold up the others (exit status 3).
    Append {
        /// Files, folders, or - for standard input
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        metadata: Metadata,
        #[command(flatten)]
        catalogs: Catalogs,
        /// Who takes them in; recorded with the commit
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// Show what would happen, and write nothing
        #[arg(long)]
        dry_run: bool,
    },

    /// Show what would be claimed, without a book
    ///
    /// Prints a line for each place in the text that states a quantity: the quote, its bytes, the
    /// value, and the figure it was linked to, if any.
    Extract {
        /// Files, folders, or - for standard input
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        metadata: Metadata,
        #[command(flatten)]
        catalogs: Catalogs,
        /// Print the dates and periods that the text mentions instead
        #[arg(long)]
        dates: bool,
        /// Say for each quantity which rules made it what it is
        #[arg(long, conflicts_with = "dates")]
        explain: bool,
    },

    /// Score what is read from texts against annotations by people
    ///
    /// TEXT is a document, GOLD its annotations: JSON Lines with the fields that `extract --format
    /// jsonl` prints, a line for each place that states a quantity; `also` holds what a second
    /// annotator gave otherwise, `role` may be optional or boilerplate. Both may be folders, whose
    /// files go together by name, and one folder may hold both; a manifest.toml beside the texts is
    /// heeded. Scored at five levels: quantity (value and unit), comparator, figure, claim (period
    /// and modality), and the distinct claims of each document.
    Eval(EvalArguments),

    /// What is best known, figure by figure
    Figures {
        /// Only figures that begin with this, or have it in their key
        query: Option<String>,
        #[command(flatten)]
        clocks: Clocks,
    },

    /// The best-known value of a figure, and why
    ///
    /// Says the value, how well it stands and how old the newest word on it is, who says so, and
    /// what stands beside it: outlook, undated claims, what contests it, and figures of the same
    /// family, which are other things and no contradiction.
    Show {
        /// The figure: subject/metric[/dimension=value]…
        figure: String,
        #[command(flatten)]
        clocks: Clocks,
    },

    /// Every revision of a figure, with source and quote
    Audit {
        /// The figure: subject/metric[/dimension=value]…
        figure: String,
        #[command(flatten)]
        clocks: Clocks,
    },

    /// The reports taken in
    Reports,

    /// One report: its text with the claims marked, and what each became
    Report {
        /// Its id, or the first digits of it
        id: String,
    },

    /// The quantities that were linked to no figure
    ///
    /// Nothing is lost: a quantity whose figure could not be told is kept as a claim without one.
    /// Listed are report, quote, value and the words around it, in the order in which they were
    /// taken in. `claimbook extract --explain` says of a document what was seen; a catalog of your
    /// own links more (see `claimbook catalog`).
    Unlinked(UnlinkedArguments),

    /// Rebuild the views from the log
    ///
    /// The views are computed from the log and can always be rebuilt. With --check nothing is
    /// swapped in: the views as they stand, kept up to date append by append, are compared with
    /// views built from nothing.
    Replay {
        /// Compare instead of replacing; exit status 1 if they differ
        #[arg(long)]
        check: bool,
    },

    /// Prove that the record is whole and unchanged
    ///
    /// Checks every byte: frame headers and hashes, the chain of frames, event ids, documents
    /// against their ids, and quotes against documents. All problems are listed.
    Verify,

    /// The adapters: which publications can be read
    Adapters,

    /// What can be measured, and whose names are known
    ///
    /// Lists the metrics (kind, quantity, dimensions, meaning) and the entities with their names;
    /// with the name of one, explains it: what it means, by which words a text names it, and which
    /// file says so. The catalog is the built-in one, extended by the catalog.toml in the book's
    /// folder, if there is one, and by the files of --catalog.
    Catalog(CatalogArguments),

    /// Print the completion script of a shell
    ///
    /// For example: claimbook completions bash > ~/.local/share/bash-completion/completions/claimbook
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_sound() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
