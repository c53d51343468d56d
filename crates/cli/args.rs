//! The arguments: every command and option, with the help that teaches them.

mod catalog;
mod check;
mod clocks;
mod curation;
mod diff;
mod eval;
mod global;
mod groups;
mod report;
mod reread;
mod unlinked;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub(crate) use catalog::{CatalogAction, CatalogArguments};
pub(crate) use check::CheckArguments;
pub(crate) use clocks::Clocks;
pub(crate) use curation::{Better, ClaimAction, CurationCommand, NewClaim, Who};
pub(crate) use diff::DiffArguments;
pub(crate) use eval::EvalArguments;
pub(crate) use global::{Format, Global};
pub(crate) use groups::command;
pub(crate) use report::{Catalogs, Metadata};
pub(crate) use reread::RereadArguments;
pub(crate) use unlinked::UnlinkedArguments;

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
        #[arg(long, value_name = "NAME", value_parser = curation::said)]
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

    /// Where publications disagree, what matters most first
    ///
    /// Each disagreement once, with its type and the quotes of all sides. Rounding, other scope and
    /// arithmetic are looked at before anything is called a contradiction: a sum that explains why
    /// both are said is named. The weight goes from 0 to 100; docs/semantics.md has the formula.
    /// Exit status 1 if there is none.
    Conflicts {
        /// Only figures that begin with this, or have it in their key
        query: Option<String>,
        #[command(flatten)]
        clocks: Clocks,
    },

    /// Why a value is the answer, and what would change it
    ///
    /// Says who the independent sources are and who only repeats them, what else was said and what
    /// decided against it, what contests the answer, how old the newest word is, which dates are only
    /// inferred, what was taken back or corrected, and what would change the answer. What would
    /// change it is tried out, not guessed: made-up reports are folded in, and what comes of it is
    /// told.
    Why {
        /// The figure: subject/metric[/dimension=value]…
        figure: String,
        #[command(flatten)]
        clocks: Clocks,
    },

    /// What changed between two points, and by which reports
    ///
    /// With --as-of given twice: what the world came to know between two days. With --at-seq given
    /// twice: what this book came to record between two events, withdrawals, links, ratings and
    /// catalogs included. Figure by figure: new, gone, another value, another standing, another
    /// outlook; with the steps of the history that made it so. Exit status 1 if nothing changed.
    Diff(DiffArguments),

    /// Which numbers of your own text are wrong, outdated or unhedged
    ///
    /// Reads a text (Markdown, plain text, HTML) as a report is read, without taking it in, and
    /// compares every number in it with what is best known. Each is listed with its line, a
    /// verdict, the book's value with its source and quote, and a wording that would be right; one
    /// that no figure could be told for is listed as not checked. Exit status 1 if anything must
    /// be fixed: what is outdated, contradicted, contested without saying whose number it is, more
    /// certain or more precise than the sources, a forecast told as fact, or of another scope.
    Check(CheckArguments),

    /// What was published and no longer holds
    ///
    /// Goes through the texts that `check --pin` has pinned, and lists each number that what is
    /// best known now no longer bears out: what the text says, what it relied on, what is best
    /// known now, and since when and by which report. Exit status 1 if there is any.
    Stale,

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

    #[command(flatten)]
    Curation(CurationCommand),

    /// Read reports again with the present reader
    ///
    /// From the documents that the book keeps, with the adapters, the extractor and the catalog of
    /// today. What was misread is withdrawn, what is read as before stays, what was overlooked is
    /// added; claims that a curator linked, withdrew or entered stay as they are. One commit a
    /// report; a report that is read as before is left alone. Printed is what changed, and which
    /// answers with it.
    Reread(RereadArguments),

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
