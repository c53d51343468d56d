//! Arguments of the commands of curation: what people say of claims, reports, figures and voices.

use clap::{Args, Subcommand};

/// Who does it, and why.
#[derive(Debug, Args)]
pub(crate) struct Who {
    /// Who does it; recorded with the commit; default: the user of the system
    #[arg(long, value_name = "NAME", value_parser = said)]
    pub(crate) by: Option<String>,
    /// Show which answers would change, and record nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Better metadata of a report.
#[derive(Debug, Args)]
pub(crate) struct Better {
    /// When it was published: 2026-04-20, 2026-04 or 2026
    #[arg(long, value_name = "DATE", help_heading = "About the report")]
    pub(crate) published: Option<String>,
    /// Who published it
    #[arg(long, value_name = "NAME", help_heading = "About the report")]
    pub(crate) publication: Option<String>,
    /// Where it was published; '' clears it
    #[arg(long, value_name = "URL", help_heading = "About the report")]
    pub(crate) url: Option<String>,
    /// Its title; '' clears it
    #[arg(long, value_name = "TEXT", help_heading = "About the report")]
    pub(crate) title: Option<String>,
    /// Whether its publication is the issuer, a registry, a statistics office or a court
    #[arg(long, value_name = "true|false", help_heading = "About the report")]
    pub(crate) first_hand: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CurationCommand {
    /// Take a claim out
    ///
    /// For a claim that should never have counted: misread, of another company, a hoax. It then
    /// counts at no time, in the past neither; `--at-seq` still shows what the book said before.
    /// Where the publication itself took its report back, use `claimbook retract`.
    Withdraw {
        /// The claim: its id, or the first digits of it, as `audit` and `unlinked` print it
        claim: String,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", value_parser = said)]
        why: String,
        #[command(flatten)]
        who: Who,
    },

    /// Give a claim its figure, or move it to another
    ///
    /// For a quantity that `claimbook unlinked` lists, or one that was linked wrongly. It then
    /// counts for that figure at all times.
    Link {
        /// The claim: its id, or the first digits of it
        claim: String,
        /// The figure: subject/metric[/dimension=value]…
        #[arg(required_unless_present = "none")]
        figure: Option<String>,
        /// Have it count for no figure
        #[arg(long, conflicts_with = "figure")]
        none: bool,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", value_parser = said)]
        why: String,
        #[command(flatten)]
        who: Who,
    },

    /// Say that two figures are one
    ///
    /// The claims of the first then count for the second, also those that are yet to come: for a
    /// company that was renamed, or two keys for one thing.
    Merge {
        /// The figure whose key is no longer used
        from: String,
        /// The figure that its claims count for
        into: String,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", value_parser = said)]
        why: String,
        #[command(flatten)]
        who: Who,
    },

    /// Say how much a voice weighs
    ///
    /// Every voice weighs 1 unless rated. 2 makes it outweigh two others, 0 silences it: what it
    /// says is then kept and shown, and decides nothing.
    Rate {
        /// The voice, by its name or its slug: Bloomberg, financial-times
        voice: String,
        /// What it weighs: 0, 0.5, 2 …
        #[arg(allow_negative_numbers = true)]
        trust: String,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", value_parser = said)]
        why: String,
        #[command(flatten)]
        who: Who,
    },

    /// Show or set the policy by which the book answers
    ///
    /// consensus: first-hand and well supported before later. latest: later known before well
    /// supported. first-hand: from first-hand claims only. A question may name another one with
    /// --policy.
    Policy {
        /// The policy that the book is to answer by: consensus, latest or first-hand
        #[arg(requires = "why")]
        name: Option<String>,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", requires = "name", value_parser = said)]
        why: Option<String>,
        #[command(flatten)]
        who: Who,
    },

    /// Say that a publication took a whole report back
    ///
    /// From the day on which the world could know that, the report's claims stand no longer; before
    /// it they still do. For a claim that never should have counted, use `claimbook withdraw`.
    Retract {
        /// The report: its id, or the first digits of it
        report: String,
        /// When the world could know that: 2026-04-20, 2026-04 or 2026; default: today, marked as
        /// inferred
        #[arg(long, value_name = "DATE")]
        known: Option<String>,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", value_parser = said)]
        why: String,
        #[command(flatten)]
        who: Who,
    },

    /// Write a note on a figure, a claim or a report
    ///
    /// `show`, `audit` and `report` show it with what it is about. It changes no answer.
    Note {
        /// A figure, or the first digits of the id of a claim or a report
        #[arg(value_name = "FIGURE|CLAIM|REPORT")]
        subject: String,
        /// The note
        text: String,
        #[command(flatten)]
        who: Who,
    },

    /// Accept a version of an article that is held for review
    ///
    /// A later version is held if most numbers of the one before are gone from it without a word,
    /// as where a page was fetched without its text. Accepted, its claims count.
    Accept {
        /// The report: its id, or the first digits of it
        report: String,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", value_parser = said)]
        why: String,
        #[command(flatten)]
        who: Who,
    },

    /// Reject a version of an article that is held for review
    ///
    /// Its claims do not count, whatever other versions come.
    Reject {
        /// The report: its id, or the first digits of it
        report: String,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", value_parser = said)]
        why: String,
        #[command(flatten)]
        who: Who,
    },

    /// Correct what is known of a report: its date, its publication, its address, its title
    ///
    /// What is given here counts as given, not as inferred. `append` does the same for a document
    /// that is taken in again with better metadata.
    Amend {
        /// The report: its id, or the first digits of it
        report: String,
        #[command(flatten)]
        metadata: Better,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", value_parser = said)]
        why: String,
        #[command(flatten)]
        who: Who,
    },

    /// Enter a claim by hand
    #[command(subcommand)]
    Claim(ClaimAction),

    /// Take an act of curation back
    ///
    /// Every act prints the number by which it is undone; `audit` and `report` show it too. It
    /// takes back all that was recorded together, as by `reread`. The first number of an edited
    /// article's commit takes back what the edit withdrew; what was read stays.
    /// Undoing is an act like the others: undo its own number to bring the act back.
    Undo {
        /// The sequence number of the act
        seq: u64,
        /// Why; recorded with it
        #[arg(long, value_name = "TEXT", value_parser = said)]
        why: String,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClaimAction {
    /// Enter a claim that a report makes and no reader found
    ///
    /// The quote must stand in the report's document, word for word. Value, unit and comparator are
    /// read from it; where it states several numbers, --value says which.
    Add(Box<NewClaim>),
}

/// What a person reads in a report.
#[derive(Debug, Args)]
pub(crate) struct NewClaim {
    /// The report: its id, or the first digits of it
    #[arg(long, value_name = "ID")]
    pub(crate) report: String,
    /// The figure: subject/metric[/dimension=value]…
    #[arg(long, value_name = "FIGURE")]
    pub(crate) figure: String,
    /// The words that say so, as they stand in the document
    #[arg(long, value_name = "TEXT")]
    pub(crate) quote: String,
    /// The first byte of the quote, where its words stand in several places
    #[arg(long, value_name = "BYTE")]
    pub(crate) at: Option<u64>,
    /// The value: '5 billion', 'about $5 billion', 18..25
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub(crate) value: Option<String>,
    /// Its unit: USD, percent, count, USD/hour …
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    /// How it is compared
    #[arg(long, value_name = "WORD", value_parser = ["exact", "approx", "at_least", "at_most", "range"])]
    pub(crate) comparator: Option<String>,
    /// What it is about: 2026-04-20, 2026-Q1, 2025-01/2025-09 …
    #[arg(long, value_name = "PERIOD")]
    pub(crate) period: Option<String>,
    /// How sure the text is: stated, estimated, forecast, contingent, hypothetical or denied
    #[arg(long, value_name = "WORD", default_value = "stated")]
    pub(crate) modality: String,
    /// Whom the report names as its source
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    #[command(flatten)]
    pub(crate) who: Who,
}

/// Words that say something: who acts and why is to be read later.
pub(super) fn said(text: &str) -> Result<String, &'static str> {
    match text.trim() {
        "" => Err("say it in a few words"),
        _ => Ok(text.to_owned()),
    }
}
