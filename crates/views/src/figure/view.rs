//! What a reader is told of a figure: its observations, what stands beside them, its history.

use std::sync::Arc;

use bincode::{Decode, Encode};
use claimbook_model::catalog::MetricKind;
use claimbook_model::event::{Policy, WithdrawalCause};
use claimbook_model::{
    ClaimId, Comparator, Decimal, DocumentId, Evidence, Flags, Modality, Period, ReportId,
    Timestamp, Value,
};

/// What is best known of one figure, and how it came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureView {
    /// How its periods work; `None` if the catalog does not know the metric.
    pub kind: Option<MetricKind>,
    /// The policy that chose.
    pub policy: Policy,
    /// The latest observation that has actual claims, as an index into `observations`.
    pub best: Option<usize>,
    /// In order of period, then unit. Units stand in parallel: one entry each.
    pub observations: Vec<ObservationView>,
    /// What may come: forecasts, options, assumptions. In order of period.
    pub outlook: Vec<Statement>,
    /// Actual claims without a period: they compete for nothing.
    pub undated: Vec<Statement>,
    /// Claims of a coarse period that could belong to several events.
    pub ambiguous: Vec<Statement>,
    /// What is said to be false.
    pub denied: Vec<Statement>,
    /// One row per claim, and one per withdrawal and reaffirmation, in the order in which the
    /// world could know them.
    pub rows: Vec<HistoryRow>,
}

impl FigureView {
    /// The latest observation that has actual claims.
    pub fn best(&self) -> Option<&ObservationView> {
        self.observations.get(self.best?)
    }
}

/// How well a best-known value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Standing {
    /// A voice says what cannot be the same number, or that it is false.
    Contested,
    /// Two voices, in reports of two publications.
    Corroborated,
    /// One voice, or one publication.
    Single,
    /// No actual claim counts.
    None,
}

impl Standing {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contested => "contested",
            Self::Corroborated => "corroborated",
            Self::Single => "single",
            Self::None => "none",
        }
    }
}

impl std::fmt::Display for Standing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// Someone who says so.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct VoiceView {
    /// The voice's slug.
    pub slug: Arc<str>,
    /// The name that the first of its reports used.
    pub name: Arc<str>,
    /// Whether it speaks first-hand here.
    pub first_hand: bool,
}

/// What the reader ought to be warned of beside the standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Warning {
    /// Only estimates support the value.
    Estimated,
    /// Someone says that the value is false.
    Denied,
    /// A value a power of ten away was said.
    Scale,
    /// Only unnamed sources support the value.
    Anonymous,
    /// A supporting report's heading states the value without its hedge.
    HeadingDropsHedge,
    /// Every article that supports the value has a later version that no longer shows it.
    NoLongerShown,
    /// The dates on which the choice rests are only inferred.
    InferredDates,
    /// A later value, or one of another date close by, could not be fitted in.
    Unclear,
    /// One voice that is not first-hand says that it moved, from what several or a first-hand one
    /// said before.
    MovedByOne,
    /// Several publications say it, and all of them with the same text, byte for byte.
    OneText,
}

impl Warning {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Estimated => "estimated",
            Self::Denied => "denied",
            Self::Scale => "scale?",
            Self::Anonymous => "anonymous",
            Self::HeadingDropsHedge => "heading drops hedge",
            Self::NoLongerShown => "no longer shown",
            Self::InferredDates => "inferred dates",
            Self::Unclear => "unclear",
            Self::MovedByOne => "moved by one",
            Self::OneText => "one text",
        }
    }
}

/// One figure for one event, period or episode, in one unit.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct ObservationView {
    /// The best-known value as written; `None` where no claim counts under the policy.
    pub value: Option<Value>,
    /// The exponent of its last written digit.
    pub precision: Option<i16>,
    /// The smallest number it can be.
    pub low: Option<Decimal>,
    /// The first number above it.
    pub high: Option<Decimal>,
    /// How the value is compared.
    pub comparator: Option<Comparator>,
    /// The claim whose wording is shown.
    pub claim: Option<ClaimId>,
    /// Its unit.
    pub unit: Arc<str>,
    /// The counted noun of the shown claim.
    pub counted: Option<Arc<str>>,
    /// The event's date, the reporting period, or the first supporting day of the episode.
    pub period: Period,
    /// Of a stock or tally, the day on which the episode began: earlier than `period` if the value
    /// was restated since. Else the same as `period`.
    pub since: Period,
    /// The periods that the claims give, in order.
    pub dates: Vec<Period>,
    /// How well the value stands.
    pub standing: Standing,
    /// Who says so, in the order in which they did.
    pub voices: Vec<VoiceView>,
    /// How many reports support it; versions of one article are one.
    pub reports: usize,
    /// How many publications support it.
    pub publications: usize,
    /// How many of its voices speak first-hand.
    pub first_hand: usize,
    /// The last supporting day of a stock or tally; else the last known day of a supporting report.
    pub last_confirmed: Option<Period>,
    /// The supporting claims, in history order.
    pub claims: Vec<ClaimId>,
    /// Every other claim that belongs here: replaced, contesting, without a vote.
    pub others: Vec<ClaimId>,
    /// What other voices say that cannot be the same number.
    pub contested: Vec<Statement>,
    /// Values beside it that could not be fitted in: they are never shown instead.
    pub unclear: Vec<Statement>,
    /// Denials of the value.
    pub denied: Vec<Statement>,
    /// What the reader is to be warned of.
    pub warnings: Vec<Warning>,
}

/// Why a claim or a set of claims stands beside the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Reason {
    /// Its version of the article is held for review.
    Held,
    /// A coarse period that could belong to several events.
    AmbiguousDate,
    /// A power of ten away from a value with more voices.
    Scale,
    /// The value of an older episode, come back by one voice.
    StaleEcho,
    /// A bound that is true of the value without telling where it lies.
    SaysLess,
    /// A later value that one voice without standing gives.
    Unconfirmed,
    /// An event a few days apart with another value.
    NearbyEvent,
    /// A relay says of a source what the source's own report does not say.
    Relay,
    /// The same source said another number later.
    Replaced,
    /// A bracketed conversion.
    Conversion,
    /// Not first-hand, under the policy that asks for it.
    Policy,
    /// Another voice says another number.
    Contradicts,
    /// The voice was silenced.
    Silenced,
    /// A relay passes on what its source itself took back.
    TakenBack,
}

impl Reason {
    /// The words used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::AmbiguousDate => "ambiguous date",
            Self::Scale => "scale?",
            Self::StaleEcho => "stale echo",
            Self::SaysLess => "says less",
            Self::Unconfirmed => "unconfirmed",
            Self::NearbyEvent => "nearby event",
            Self::Relay => "relay",
            Self::Replaced => "replaced",
            Self::Conversion => "conversion",
            Self::Policy => "policy",
            Self::Contradicts => "contradicts",
            Self::Silenced => "silenced",
            Self::TakenBack => "taken back",
        }
    }
}

/// Equal words on one period, with who says them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Statement {
    /// The value as written.
    pub value: Value,
    /// The exponent of its last written digit.
    pub precision: i16,
    /// The smallest number it can be.
    pub low: Option<Decimal>,
    /// The first number above it.
    pub high: Option<Decimal>,
    /// How the value is compared.
    pub comparator: Comparator,
    /// Its unit.
    pub unit: Arc<str>,
    /// What it is about.
    pub period: Option<Period>,
    /// How sure the text is.
    pub modality: Modality,
    /// Who says so, in the order in which they did.
    pub voices: Vec<VoiceView>,
    /// The claims, in history order.
    pub claims: Vec<ClaimId>,
    /// Why it stands beside the answer, where it does.
    pub reason: Option<Reason>,
    /// The last day of the newest report's known period.
    pub known: Period,
}

/// What a row of the history says happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Change {
    /// The claim no longer stands.
    Withdrawn,
    /// Said to be false.
    Denied,
    /// Without a period.
    Undated,
    /// Of what may come.
    Outlook,
    /// The world changed.
    Moved,
    /// First claim on its observation.
    New,
    /// A voice changed its own number.
    Restated,
    /// The best-known value became an incompatible one.
    Revised,
    /// The best-known value became more precise.
    Refined,
    /// Another voice supports the best-known value.
    Confirmed,
    /// A voice that supported it does so again.
    Repeated,
    /// A release says it again.
    Reaffirmed,
    /// A value that could not be fitted in.
    Unclear,
    /// Contests the best-known value, or is a stale echo.
    Disputed,
}

impl Change {
    /// All of them, in the order in which the first that applies is taken.
    pub const ALL: [Change; 14] = [
        Self::Withdrawn,
        Self::Denied,
        Self::Undated,
        Self::Outlook,
        Self::Moved,
        Self::New,
        Self::Restated,
        Self::Revised,
        Self::Refined,
        Self::Confirmed,
        Self::Repeated,
        Self::Reaffirmed,
        Self::Unclear,
        Self::Disputed,
    ];

    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Denied => "denied",
            Self::Undated => "undated",
            Self::Outlook => "outlook",
            Self::Moved => "moved",
            Self::New => "new",
            Self::Restated => "restated",
            Self::Revised => "revised",
            Self::Refined => "refined",
            Self::Confirmed => "confirmed",
            Self::Repeated => "repeated",
            Self::Reaffirmed => "reaffirmed",
            Self::Unclear => "unclear",
            Self::Disputed => "disputed",
        }
    }
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// What was best known of an observation at one moment of its history.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Best {
    /// The value as written.
    pub value: Value,
    /// How it is compared.
    pub comparator: Comparator,
    /// The smallest number it can be.
    pub low: Option<Decimal>,
    /// The first number above it.
    pub high: Option<Decimal>,
    /// How well it stood.
    pub standing: Standing,
    /// The claim whose wording is shown.
    pub claim: ClaimId,
}

impl Best {
    /// Whether both show the same value, however well it stood.
    pub fn shows_same(&self, other: &Self) -> bool {
        self.value.same_number(other.value)
            && self.comparator == other.comparator
            && self.value.precision() == other.value.precision()
    }
}

/// One step of a figure's history.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct HistoryRow {
    /// When the world could know.
    pub known: Period,
    /// Whether that is only a conclusion.
    pub known_inferred: bool,
    /// When the book took it in.
    pub recorded: Timestamp,
    /// The sequence number of the claim, or of its withdrawal or reaffirmation.
    pub seq: u64,
    /// What the claim is about.
    pub period: Option<Period>,
    /// What happened.
    pub change: Change,
    /// Why a withdrawn claim no longer stands.
    pub cause: Option<WithdrawalCause>,
    /// Why an unclear or disputed claim stands beside the answer.
    pub reason: Option<Reason>,
    /// Whether the best-known value of the observation became another.
    pub best_changed: bool,
    /// What was best known of the observation before; of a stock or tally, at the claim's day.
    pub before: Option<Best>,
    /// What is best known of it after.
    pub after: Option<Best>,
    /// The claim's value.
    pub value: Value,
    /// The exponent of its last written digit.
    pub precision: i16,
    /// How it is compared.
    pub comparator: Comparator,
    /// Its unit.
    pub unit: Arc<str>,
    /// How sure the text is.
    pub modality: Modality,
    /// The publication's slug.
    pub publication: Arc<str>,
    /// The publication's name.
    pub publication_name: Arc<str>,
    /// The source as the report names it.
    pub attribution: Option<Arc<str>>,
    /// The voice with which the claim counts.
    pub voice: Arc<str>,
    /// The claim's report; of a withdrawal or reaffirmation too.
    pub report: ReportId,
    /// The report that withdraws or reaffirms it.
    pub by_report: Option<ReportId>,
    /// The claim that takes the place of a withdrawn one.
    pub replaced_by: Option<ClaimId>,
    /// Since when its article no longer shows it, though nothing took its place.
    pub gone: Option<Period>,
    /// The document in which the evidence stands.
    pub document: DocumentId,
    /// The claim.
    pub claim: ClaimId,
    /// In how many places the report states it.
    pub mentions: u32,
    /// Where it is stated.
    pub evidence: Option<Evidence>,
    /// What else is known of the wording.
    pub flags: Flags,
}
