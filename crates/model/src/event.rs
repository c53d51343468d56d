//! The events of the log, and their bytes.
//!
//! This module is the only one that decides what an event looks like on disk:
//! bincode 2.0.1, `config::standard()` (little-endian, variable-length
//! integers), by its own derive. `docs/format.md` specifies the bytes. The
//! number of an event is its variant's explicit number, which is its position; numbers are never
//! reused, and a changed layout takes a new one. Every event ends with a list of
//! numbered [`Extension`]s, so that a field can be added without one.
//!
//! Decoding borrows text from the input. Bytes are hashed as stored and never
//! encoded again.

mod extension;
mod pinned;

use std::borrow::Cow;

use bincode::config;
use bincode::{BorrowDecode, Decode, Encode};

use crate::claim::words;
use crate::{
    Attribution, CatalogDigest, Claim, ClaimId, Comparator, Decimal, Direction, DocumentId,
    Evidence, FigureError, FigureKey, Flags, Modality, Origin, Period, ReportId, Signal, Timestamp,
    Unit, UnitError, Value,
};

pub use extension::{
    NoteKind, ReaderVersion, TextNote, compared_extension, is_compared, notes_extension, notes_of,
    reader_extension, reader_of,
};
pub use pinned::{DraftText, PinnedPlace};

/// The largest event, in bytes. A limit keeps damaged lengths from reserving memory.
pub const EVENT_BYTES_MAX: usize = 16 << 20;

/// Text of an event: borrowed from the log when read, from the caller when written.
pub type Text<'a> = Cow<'a, str>;

/// A field that a later version added to an event: its number and its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Extension<'a> {
    /// What it is; never reused within one event.
    pub number: u16,
    /// Its bytes, encoded like the event.
    pub bytes: Cow<'a, [u8]>,
}

/// The trailing optional parts of an event.
pub type More<'a> = Vec<Extension<'a>>;

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
#[repr(u32)]
pub enum Event<'a> {
    /// Begins every commit.
    Committed(Committed<'a>) = 0,
    /// A report was taken in.
    ReportFiled(ReportFiled<'a>) = 1,
    /// Better metadata of a report.
    ReportAmended(ReportAmended<'a>) = 2,
    /// The publication took the whole report back.
    ReportRetracted(ReportRetracted<'a>) = 3,
    /// A report claims a value.
    ClaimAsserted(ClaimAsserted<'a>) = 4,
    /// A claim no longer stands.
    ClaimWithdrawn(ClaimWithdrawn<'a>) = 5,
    /// A claim was given its figure, or moved to another.
    ClaimLinked(ClaimLinked<'a>) = 6,
    /// Two keys are one figure.
    FiguresMerged(FiguresMerged<'a>) = 7,
    /// A voice's trust was set.
    VoiceRated(VoiceRated<'a>) = 8,
    /// A remark.
    Noted(Noted<'a>) = 9,
    /// A curating event no longer counts.
    Undone(Undone<'a>) = 10,
    /// A release repeats what its publication last said.
    ReportReaffirmed(ReportReaffirmed<'a>) = 11,
    /// What the fold means by a metric, from here on.
    CatalogAdopted(CatalogAdopted<'a>) = 12,
    /// Which policy answers, from here on.
    PolicySet(PolicySet<'a>) = 13,
    /// A held version was accepted or rejected.
    VersionJudged(VersionJudged<'a>) = 14,
    /// A published text relied on figures of this book.
    DraftPinned(DraftPinned<'a>) = 15,
    /// The bytes of a document were removed by law.
    DocumentErased(DocumentErased<'a>) = 16,
}

/// The numbers of the kinds, and the proof that they have no gap.
macro_rules! numbers {
    ($($name:ident = $number:literal),+ $(,)?) => {
        impl Event<'_> {
            /// Every kind with its number, in order; retired kinds keep theirs.
            pub const NUMBERS: &'static [(&'static str, u32)] =
                &[$((stringify!($name), $number)),+];

            /// The number of the event's kind in stored bytes.
            pub fn number(&self) -> u32 {
                match self {
                    $(Self::$name(_) => $number),+
                }
            }
        }
    };
}

numbers! {
    Committed = 0,
    ReportFiled = 1,
    ReportAmended = 2,
    ReportRetracted = 3,
    ClaimAsserted = 4,
    ClaimWithdrawn = 5,
    ClaimLinked = 6,
    FiguresMerged = 7,
    VoiceRated = 8,
    Noted = 9,
    Undone = 10,
    ReportReaffirmed = 11,
    CatalogAdopted = 12,
    PolicySet = 13,
    VersionJudged = 14,
    DraftPinned = 15,
    DocumentErased = 16,
}

// bincode's derive writes a variant's position: positions and numbers are one.
const _: () = {
    let mut position = 0;
    while position < Event::NUMBERS.len() {
        assert!(Event::NUMBERS[position].1 as usize == position);
        position += 1;
    }
};

/// Begins every commit: when and by whom it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Committed<'a> {
    /// When, by the writer's clock; never before the commit before it.
    pub recorded: Timestamp,
    /// How many events follow it in this commit.
    pub count: u64,
    /// Who made the commit: a person or a program.
    pub actor: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

words! {
    /// How a document came to hand.
    Retrieval {
        /// This program fetched it.
        Fetched = 0 "fetched",
        /// A person saved it.
        Saved = 1 "saved",
        /// It was handed over, origin not told.
        Supplied = 2 "supplied",
    }
}

words! {
    /// What kind of report it is: absence of a number means something in an article only.
    ReportKind {
        /// Prose, which may be edited in place.
        Article = 0 "article",
        /// A release of data.
        Release = 1 "release",
    }
}

words! {
    /// Where a field of a report's metadata comes from.
    FieldSource {
        /// The user or a manifest gave it.
        Given = 0 "given",
        /// The document says it of itself.
        Document = 1 "document",
        /// It was concluded from the text.
        Inferred = 2 "inferred",
    }
}

words! {
    /// A field of a report's metadata.
    ReportField {
        /// Who published it.
        Publication = 0 "publication",
        /// Where.
        Url = 1 "url",
        /// Its title.
        Title = 2 "title",
        /// When it was published.
        Published = 3 "published",
        /// When it was last changed.
        Modified = 4 "modified",
        /// When it was retrieved.
        Retrieved = 5 "retrieved",
        /// Whether its publication speaks first-hand.
        FirstHand = 6 "first_hand",
    }
}

/// A report was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct ReportFiled<'a> {
    /// Its id, [`ReportId::of`] the fields below.
    pub report: ReportId,
    /// The document that holds it.
    pub document: DocumentId,
    /// Which of the reports in the document; empty if it is the only one.
    pub part: Text<'a>,
    /// 0, or how often the same bytes have stood at this place before, with others in between.
    pub occurrence: u32,
    /// The publication's slug, its identity.
    pub publication: Text<'a>,
    /// The publication's name as shown.
    pub publication_name: Text<'a>,
    /// Where it was published; empty if not known.
    pub url: Text<'a>,
    /// Its title; empty if it has none.
    pub title: Text<'a>,
    /// When it was published, if that could be told.
    pub published: Option<Period>,
    /// Fields that were not given, with where they come from.
    pub sources: Vec<(ReportField, FieldSource)>,
    /// When the text was last changed, as it says.
    pub modified: Option<Timestamp>,
    /// When it was retrieved.
    pub retrieved: Option<Timestamp>,
    /// How it came to hand.
    pub retrieval: Retrieval,
    /// Article or release.
    pub kind: ReportKind,
    /// Whether the publication is the issuer, a registry, a statistics office, a court or the
    /// company itself.
    pub first_hand: bool,
    /// The adapter that read it.
    pub adapter: Text<'a>,
    /// That adapter's version.
    pub adapter_version: u32,
    /// The extractor's version.
    pub extractor_version: u32,
    /// The catalog it was read with.
    pub catalog: CatalogDigest,
    /// Room to grow.
    pub more: More<'a>,
}

/// One corrected field.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Amendment<'a> {
    /// Which field.
    pub field: ReportField,
    /// Its new value as text: a period, an RFC 3339 instant, `true` or `false`; empty clears it.
    pub value: Text<'a>,
    /// Where it comes from.
    pub source: FieldSource,
}

/// Better metadata of a report.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct ReportAmended<'a> {
    /// The report.
    pub report: ReportId,
    /// The fields that change.
    pub amendments: Vec<Amendment<'a>>,
    /// Who.
    pub by: Text<'a>,
    /// Why.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// The publication took the whole report back.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct ReportRetracted<'a> {
    /// The report.
    pub report: ReportId,
    /// When the world could know that, if told.
    pub known: Option<Period>,
    /// Who says so.
    pub by: Text<'a>,
    /// Why.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// A report claims a value. The claim's id is [`ClaimId::of`] the stored bytes of `content`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct ClaimAsserted<'a> {
    /// Its place among the claims of the report, from 0.
    pub ordinal: u32,
    /// What is claimed.
    pub content: ClaimContent<'a>,
}

/// What a claim's id covers: the tail of a [`ClaimAsserted`] event.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct ClaimContent<'a> {
    /// The report that claims it.
    pub report: ReportId,
    /// The figure, or none: unlinked.
    pub figure: Option<Text<'a>>,
    /// The value as written.
    pub value: Value,
    /// How it is compared.
    pub comparator: Comparator,
    /// Its unit.
    pub unit: Text<'a>,
    /// The counted noun.
    pub counted: Option<Text<'a>>,
    /// Up or down, where it is the amount of a change.
    pub direction: Option<Direction>,
    /// What it is about.
    pub period: Option<Period>,
    /// How sure the text is.
    pub modality: Modality,
    /// The upstream source as the report names it.
    pub attribution: Option<Text<'a>>,
    /// The slug of that source; none for anonymous sources.
    pub voice: Option<Text<'a>>,
    /// Where it is stated.
    pub evidence: Vec<Evidence>,
    /// What the wording says of the past.
    pub signal: Option<Signal>,
    /// Who read it.
    pub origin: Origin,
    /// What else is known.
    pub flags: Flags,
    /// Room to grow.
    pub more: More<'a>,
}

words! {
    /// Why a claim no longer stands.
    WithdrawalCause {
        /// The publication said that it was wrong.
        Corrected = 0 "corrected",
        /// The publication replaced it without a word.
        Edited = 1 "edited",
        /// The reader of this book had misread it.
        Misread = 2 "misread",
        /// A curator took it out.
        Curated = 3 "curated",
    }
}

/// A claim no longer stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct ClaimWithdrawn<'a> {
    /// The claim.
    pub claim: ClaimId,
    /// Its figure, so that the figure's history can be found by its key.
    pub figure: Option<Text<'a>>,
    /// Why.
    pub cause: WithdrawalCause,
    /// The report that corrects or replaces it.
    pub by_report: Option<ReportId>,
    /// The claim that takes its place.
    pub replaced_by: Option<ClaimId>,
    /// Who.
    pub by: Text<'a>,
    /// In words.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// A claim was given its figure, or moved to another.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct ClaimLinked<'a> {
    /// The claim.
    pub claim: ClaimId,
    /// Its figure until now.
    pub from: Option<Text<'a>>,
    /// Its figure from now on; none unlinks it.
    pub to: Option<Text<'a>>,
    /// Who.
    pub by: Text<'a>,
    /// Why.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// Two keys are one figure.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct FiguresMerged<'a> {
    /// The key that is no longer used.
    pub from: Text<'a>,
    /// The key that its claims now count for.
    pub into: Text<'a>,
    /// Who.
    pub by: Text<'a>,
    /// Why.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// A voice's trust was set.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct VoiceRated<'a> {
    /// The voice's slug.
    pub voice: Text<'a>,
    /// Its weight; 1 unless rated, 0 silences it.
    pub trust: Decimal,
    /// Who.
    pub by: Text<'a>,
    /// Why.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// What a note is about.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
#[repr(u8)]
pub enum NoteSubject<'a> {
    /// A figure.
    Figure(Text<'a>) = 0,
    /// A claim.
    Claim(ClaimId) = 1,
    /// A report.
    Report(ReportId) = 2,
}

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Noted<'a> {
    /// On what.
    pub subject: NoteSubject<'a>,
    /// The remark.
    pub text: Text<'a>,
    /// Who.
    pub by: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// A curating event no longer counts.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct Undone<'a> {
    /// The sequence number of the event that is undone.
    pub seq: u64,
    /// The figures it touched, so that their histories can be found by key.
    pub figures: Vec<Text<'a>>,
    /// Who.
    pub by: Text<'a>,
    /// Why.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// A release repeats what its publication last said.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct ReportReaffirmed<'a> {
    /// The report that repeats.
    pub report: ReportId,
    /// The claims that stand again.
    pub claims: Vec<ClaimId>,
    /// Room to grow.
    pub more: More<'a>,
}

/// What the fold means by a metric, from here on: the catalog is stored as a document.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct CatalogAdopted<'a> {
    /// The catalog's document.
    pub document: DocumentId,
    /// Who.
    pub by: Text<'a>,
    /// Why.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

words! {
    /// How a best-known value is chosen.
    Policy {
        /// First-hand and well supported before later.
        Consensus = 0 "consensus",
        /// Later known before well supported.
        Latest = 1 "latest",
        /// From first-hand claims only.
        FirstHand = 2 "first-hand",
    }
}

/// Which policy answers, from here on.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct PolicySet<'a> {
    /// The policy.
    pub policy: Policy,
    /// Who.
    pub by: Text<'a>,
    /// Why.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// A held version was accepted or rejected.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct VersionJudged<'a> {
    /// The version, as a report.
    pub report: ReportId,
    /// Whether its claims count.
    pub accepted: bool,
    /// Who.
    pub by: Text<'a>,
    /// Why.
    pub why: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// A value that a published text relied on.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct PinnedFigure<'a> {
    /// The figure.
    pub figure: Text<'a>,
    /// The observation's period.
    pub period: Option<Period>,
    /// The value the text gives.
    pub value: Value,
    /// Its comparator.
    pub comparator: Comparator,
    /// Its unit.
    pub unit: Text<'a>,
}

/// A published text relied on figures of this book.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct DraftPinned<'a> {
    /// The text, as a document.
    pub document: DocumentId,
    /// Its title or path.
    pub title: Text<'a>,
    /// The last sequence number it relied on.
    pub seq: u64,
    /// The policy that answered.
    pub policy: Policy,
    /// What it relied on.
    pub figures: Vec<PinnedFigure<'a>>,
    /// Who.
    pub by: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// The bytes of a document were removed by law. Values and proofs stay.
#[derive(Clone, Debug, PartialEq, Eq, Encode, BorrowDecode)]
pub struct DocumentErased<'a> {
    /// The document.
    pub document: DocumentId,
    /// Who.
    pub by: Text<'a>,
    /// On what basis.
    pub basis: Text<'a>,
    /// Room to grow.
    pub more: More<'a>,
}

/// Why bytes are no event.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// The bytes do not follow the layout.
    #[error("these bytes are no event: {reason}")]
    Malformed {
        /// What the decoder found.
        reason: String,
    },
    /// Bytes are left over after the event.
    #[error("{extra} bytes follow the end of the event")]
    TrailingBytes {
        /// How many.
        extra: usize,
    },
    /// A number of an event that this version does not know.
    #[error("event number {number} is not known to this version of claimbook: update it")]
    UnknownNumber {
        /// The number.
        number: u32,
    },
    /// Text of a claim that is no figure key.
    #[error(transparent)]
    Figure(#[from] FigureError),
    /// Text of a claim that is no unit.
    #[error(transparent)]
    Unit(#[from] UnitError),
    /// A date or a number that cannot exist.
    #[error("the event holds {what} that cannot exist")]
    Impossible {
        /// What it is.
        what: &'static str,
    },
}

/// The number of [`Event::ClaimAsserted`], whose content is read without the rest.
const CLAIM_ASSERTED: u32 = 4;

fn configuration() -> impl config::Config {
    config::standard().with_limit::<EVENT_BYTES_MAX>()
}

impl<'a> Event<'a> {
    /// The bytes to be stored.
    ///
    /// # Panics
    /// Never for an event below [`EVENT_BYTES_MAX`]: encoding into memory cannot fail otherwise,
    /// and a report's claims are far below it.
    pub fn encode(&self) -> Vec<u8> {
        #[expect(
            clippy::expect_used,
            reason = "encoding into a growing vector cannot fail"
        )]
        bincode::encode_to_vec(self, config::standard()).expect("an event encodes into memory")
    }

    /// Appends the bytes to be stored to `bytes`, without a buffer of their own.
    ///
    /// # Panics
    /// Never: encoding into memory cannot fail.
    pub fn encode_into(&self, bytes: &mut Vec<u8>) {
        #[expect(
            clippy::expect_used,
            reason = "encoding into a growing vector cannot fail"
        )]
        bincode::encode_into_std_write(self, bytes, config::standard())
            .expect("an event encodes into memory");
    }

    /// Reads one event; all bytes must be used, and all dates and numbers must exist.
    ///
    /// # Errors
    /// If the bytes are not exactly one event that this version knows.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, EventError> {
        let (event, used) = bincode::borrow_decode_from_slice::<Self, _>(bytes, configuration())
            .map_err(|error| malformed(&error))?;
        if used != bytes.len() {
            return Err(EventError::TrailingBytes {
                extra: bytes.len() - used,
            });
        }
        event.check()?;
        Ok(event)
    }

    /// Refuses dates and numbers that no writer could have made.
    fn check(&self) -> Result<(), EventError> {
        match self {
            Self::ReportFiled(filed) => check_period(filed.published),
            Self::ReportRetracted(retracted) => check_period(retracted.known),
            Self::ClaimAsserted(asserted) => {
                check_period(asserted.content.period)?;
                check_value(asserted.content.value)
            }
            Self::VoiceRated(rated) => check_value(rated.trust.into()),
            Self::DraftPinned(pinned) => pinned.figures.iter().try_for_each(|figure| {
                check_period(figure.period)?;
                check_value(figure.value)
            }),
            _ => Ok(()),
        }
    }
}

fn check_period(period: Option<Period>) -> Result<(), EventError> {
    match period {
        Some(period) if !period.is_valid() => Err(EventError::Impossible { what: "a date" }),
        _ => Ok(()),
    }
}

fn check_value(value: Value) -> Result<(), EventError> {
    let sound = |d: Decimal| Decimal::new(d.coefficient(), d.exponent()).is_ok();
    if sound(value.low()) && sound(value.high()) && value.low().cmp_value(value.high()).is_le() {
        Ok(())
    } else {
        Err(EventError::Impossible { what: "a number" })
    }
}

fn malformed(error: &bincode::error::DecodeError) -> EventError {
    match error {
        bincode::error::DecodeError::UnexpectedVariant {
            type_name, found, ..
        } if type_name.contains("Event") => EventError::UnknownNumber { number: *found },
        other => EventError::Malformed {
            reason: other.to_string(),
        },
    }
}

/// The stored bytes of a claim's content: what is left of a [`Event::ClaimAsserted`] after its
/// number and its ordinal. `None` if the bytes are another event.
pub fn claim_content(event_bytes: &[u8]) -> Option<&[u8]> {
    let ((number, _ordinal), used): ((u32, u32), usize) =
        bincode::decode_from_slice(event_bytes, configuration()).ok()?;
    (number == CLAIM_ASSERTED).then(|| &event_bytes[used..])
}

impl ClaimContent<'_> {
    /// The claim, with its texts owned and checked.
    ///
    /// # Errors
    /// If the figure or the unit is not of the form that this version writes.
    pub fn to_claim(&self) -> Result<Claim, EventError> {
        let owned = |text: &Option<Text<'_>>| text.as_deref().map(str::to_owned);
        Ok(Claim {
            figure: self
                .figure
                .as_deref()
                .map(str::parse::<FigureKey>)
                .transpose()?,
            value: self.value,
            comparator: self.comparator,
            unit: self.unit.parse::<Unit>()?,
            counted: owned(&self.counted),
            direction: self.direction,
            period: self.period,
            modality: self.modality,
            attribution: self.attribution.as_deref().map(|name| Attribution {
                name: name.to_owned(),
                voice: owned(&self.voice),
            }),
            evidence: self.evidence.clone(),
            signal: self.signal,
            origin: self.origin,
            flags: self.flags,
        })
    }

    /// The content of a claim of `report`, borrowing the claim's texts.
    pub fn of(report: ReportId, claim: &Claim) -> ClaimContent<'_> {
        let source = claim.attribution.as_ref();
        ClaimContent {
            report,
            figure: claim
                .figure
                .as_ref()
                .map(|figure| Cow::Borrowed(figure.as_str())),
            value: claim.value,
            comparator: claim.comparator,
            unit: Cow::Borrowed(claim.unit.as_str()),
            counted: claim.counted.as_deref().map(Cow::Borrowed),
            direction: claim.direction,
            period: claim.period,
            modality: claim.modality,
            attribution: source.map(|source| Cow::Borrowed(source.name.as_str())),
            voice: source
                .and_then(|source| source.voice.as_deref())
                .map(Cow::Borrowed),
            evidence: claim.evidence.clone(),
            signal: claim.signal,
            origin: claim.origin,
            flags: claim.flags,
            more: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
