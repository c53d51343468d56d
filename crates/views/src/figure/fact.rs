//! What the fold of one figure is given: its claims with what is known of their reports.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimbook_model::catalog::{Metric, MetricKind, SAME_EVENT_DAYS, SETTLES_DAYS};
use claimbook_model::event::{Policy, WithdrawalCause};
use claimbook_model::{
    ClaimId, Comparator, Date, Decimal, DocumentId, Evidence, FigureKey, Flags, Modality, Origin,
    Period, ReportId, Signal, Timestamp, Value, voice_slug,
};

/// What the known date of a report rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KnownBasis {
    /// The user or a manifest gave the publication date.
    Given,
    /// The document says it of itself.
    Document,
    /// The date at which the text says it was last changed.
    Modified,
    /// Concluded from the latest event that the text reports.
    Inferred,
    /// The day it was retrieved, for want of anything better.
    Retrieved,
    /// The day it was recorded, for want of anything better.
    Recorded,
}

impl KnownBasis {
    /// Whether the date is only a conclusion, and is to be marked.
    pub fn is_inferred(self) -> bool {
        self >= Self::Inferred
    }

    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Document => "document",
            Self::Modified => "modified",
            Self::Inferred => "inferred",
            Self::Retrieved => "retrieved",
            Self::Recorded => "recorded",
        }
    }
}

/// What the fold needs to know of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFact {
    /// The report.
    pub report: ReportId,
    /// The document that holds it.
    pub document: DocumentId,
    /// The first version of the same article; the report itself if it has no other versions.
    pub lineage: ReportId,
    /// The publication's slug.
    pub publication: Arc<str>,
    /// The publication's name as shown.
    pub publication_name: Arc<str>,
    /// When the world could know what it says.
    pub known: Period,
    /// What that date rests on.
    pub known_basis: KnownBasis,
    /// When the book took it in.
    pub recorded: Timestamp,
    /// The sequence number at which the book took it in.
    pub seq: u64,
    /// Whether the publication speaks first-hand.
    pub first_hand: bool,
    /// Whether it is a release of data rather than an article.
    pub release: bool,
    /// Whether it is a version that is held for review: its claims do not count.
    pub held: bool,
    /// The day from which on the world could know that a later version of the same article stands
    /// in its place; `None` if none does.
    pub superseded: Option<Date>,
}

/// Why and since when a claim no longer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Why.
    pub cause: WithdrawalCause,
    /// Since when the world could know; it counts until then. `None` for claims that were
    /// misread or curated away: they never count.
    pub known: Option<Period>,
    /// Whether that date is only a conclusion.
    pub known_inferred: bool,
    /// When the book took the withdrawal in.
    pub recorded: Timestamp,
    /// The sequence number of the withdrawal.
    pub seq: u64,
    /// The report that corrects or replaces it.
    pub by_report: Option<ReportId>,
    /// The claim that takes its place.
    pub replaced_by: Option<ClaimId>,
    /// In words.
    pub why: Arc<str>,
}

/// Since when an article no longer shows a claim that nothing replaced. It keeps counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// When the world could know the first version without it.
    pub known: Period,
    /// Whether that date is only a conclusion.
    pub known_inferred: bool,
    /// When the book took that version in.
    pub recorded: Timestamp,
    /// That version.
    pub report: ReportId,
}

/// A release that says a claim again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaffirmation {
    /// The release.
    pub report: Arc<ReportFact>,
    /// The sequence number of the event.
    pub seq: u64,
}

/// A claim with all that decides how it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimFact {
    /// The claim.
    pub claim: ClaimId,
    /// The sequence number at which it was asserted.
    pub seq: u64,
    /// When the book took it in: with its report, or by hand later.
    pub recorded: Timestamp,
    /// Its place among the claims of its report.
    pub ordinal: u32,
    /// Its report.
    pub report: Arc<ReportFact>,
    /// The value as written.
    pub value: Value,
    /// How the text compares the figure with it.
    pub comparator: Comparator,
    /// Its unit.
    pub unit: Arc<str>,
    /// The counted noun.
    pub counted: Option<Arc<str>>,
    /// What date or period it is about.
    pub period: Option<Period>,
    /// How sure the text is.
    pub modality: Modality,
    /// The source as the report names it.
    pub attribution: Option<Arc<str>>,
    /// The slug of the named source; none where it is not named or not attributed.
    pub voice: Option<Arc<str>>,
    /// What the wording says of the past.
    pub signal: Option<Signal>,
    /// Who read it.
    pub origin: Origin,
    /// What else is known of the wording.
    pub flags: Flags,
    /// The first place where it is stated in running text, else the first place of all.
    pub evidence: Option<Evidence>,
    /// In how many places the report states it.
    pub mentions: u32,
    /// Why it no longer stands, if it does not.
    pub withdrawal: Option<Withdrawal>,
    /// The releases that say it again.
    pub reaffirmed: Vec<Reaffirmation>,
    /// Since when its article no longer shows it, where nothing took its place.
    pub gone: Option<Gone>,
}

/// What the catalog and the key say of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How its periods work; `None` if the catalog does not know the metric: then only equal
    /// periods are one observation, as for a flow.
    pub kind: Option<MetricKind>,
    /// Days within which later claims contest rather than move a stock.
    pub settles_days: i64,
    /// Days within which claims may speak of one event.
    pub same_event_days: i64,
    /// Whether its claims are outlook whatever their modality.
    pub prospective: bool,
    /// Slugs of voices that are first-hand for the metric.
    pub authorities: BTreeSet<Arc<str>>,
}

impl Rule {
    /// The rule of `figure` by its metric's entry in the catalog, if it has one.
    pub fn of(figure: &FigureKey, metric: Option<&Metric>) -> Self {
        let days = |of: fn(&Metric) -> u32, fallback: u32| i64::from(metric.map_or(fallback, of));
        Self {
            kind: metric.map(|metric| metric.kind),
            settles_days: days(Metric::settles_days, SETTLES_DAYS),
            same_event_days: days(Metric::same_event_days, SAME_EVENT_DAYS),
            prospective: metric.is_some_and(|metric| metric.is_prospective(figure)),
            authorities: metric
                .into_iter()
                .flat_map(|metric| metric.authorities.iter().map(String::as_str))
                .chain(parties(figure))
                .map(|slug| Arc::from(voice_slug(slug)))
                .collect(),
        }
    }
}

/// Whose figure it is: what they publish of it is first-hand.
fn parties(figure: &FigureKey) -> impl Iterator<Item = &str> {
    let others = figure.dimensions().map(|(_, value)| value);
    std::iter::once(figure.subject()).chain(others)
}

/// How much each voice weighs; 1 unless rated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust(pub BTreeMap<Arc<str>, Decimal>);

impl Trust {
    /// The weight of a voice.
    pub fn of(&self, voice: &str) -> Decimal {
        let weight = self.0.get(voice_slug(voice)).copied();
        weight.unwrap_or(Decimal::from(1))
    }
}

/// Which question is asked of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How a best-known value is chosen.
    pub policy: Policy,
    /// Use only what had been published by the end of this day.
    pub as_of: Option<Date>,
    /// Take the recorded day in place of a date that is only inferred.
    pub strict: bool,
    /// The time that the value is to be about.
    pub for_period: Option<Period>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            policy: Policy::Consensus,
            as_of: None,
            strict: false,
            for_period: None,
        }
    }
}
