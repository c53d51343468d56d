//! What one version of an article says, ready to be compared with another.

use std::rc::Rc;

use claimbook_model::event::{ClaimContent, TextNote};
use claimbook_model::{ClaimId, Comparator, Evidence, Modality, Origin, Period, Value};

use super::sentence::Around;

/// One claim of a version.
#[derive(Clone, Debug)]
pub(crate) struct Saying {
    pub(crate) id: ClaimId,
    pub(crate) figure: Option<String>,
    pub(crate) period: Option<Period>,
    pub(crate) unit: String,
    pub(crate) value: Value,
    pub(crate) comparator: Comparator,
    pub(crate) modality: Modality,
    pub(crate) voice: Option<String>,
    places: Vec<(u64, u64, Around)>,
}

/// What one version says.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) sayings: Vec<Saying>,
    notes: Vec<TextNote>,
    bytes: Rc<Vec<u8>>,
}

impl Told {
    /// What a document says by its claims. What a person entered by hand is not compared.
    pub(crate) fn new<'c, 'e: 'c>(
        bytes: Rc<Vec<u8>>,
        notes: Vec<TextNote>,
        claims: impl IntoIterator<Item = (ClaimId, &'c ClaimContent<'e>)>,
    ) -> Self {
        let sayings = claims
            .into_iter()
            .filter(|(_, claim)| claim.origin == Origin::Reader)
            .map(|(id, claim)| Saying::new(id, claim, &bytes))
            .collect();
        Self {
            sayings,
            notes,
            bytes,
        }
    }

    /// Whether a note takes the whole article back.
    pub(crate) fn is_taken_back(&self) -> bool {
        self.notes.iter().any(TextNote::takes_all_back)
    }

    /// The notes that put something right, with their words.
    pub(crate) fn notes(&self) -> Vec<(TextNote, String)> {
        let words = |note: &TextNote| {
            let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let words = self.bytes.get(place(note.start)..place(note.end));
            let text = String::from_utf8_lossy(words.unwrap_or_default()).into_owned();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let grave = self.notes.iter().filter(|note| note.puts_right());
        grave.map(|note| (*note, words(note))).collect()
    }
}

impl Saying {
    fn new(id: ClaimId, claim: &ClaimContent<'_>, bytes: &[u8]) -> Self {
        let place = |evidence: &Evidence| match evidence {
            Evidence::Bytes { start, end, .. } => {
                Some((*start, *end, Around::of(bytes, *start, *end)))
            }
            _ => None,
        };
        Self {
            id,
            figure: claim.figure.as_deref().map(str::to_owned),
            period: claim.period,
            unit: claim.unit.to_string(),
            value: claim.value,
            comparator: claim.comparator,
            modality: claim.modality,
            voice: claim.voice.as_deref().map(str::to_owned),
            places: claim.evidence.iter().filter_map(place).collect(),
        }
    }

    /// Whether both speak of the same figure, period and unit.
    pub(crate) fn is_at(&self, other: &Self) -> bool {
        self.figure == other.figure && self.period == other.period && self.unit == other.unit
    }

    pub(crate) fn has_same_number(&self, other: &Self) -> bool {
        self.value.same_number(other.value)
    }

    /// Whether both are of one metric, whoever and whatever part it is of.
    pub(crate) fn shares_metric(&self, other: &Self) -> bool {
        self.metric().is_some() && self.metric() == other.metric()
    }

    pub(crate) fn subject(&self) -> Option<&str> {
        self.figure.as_deref()?.split('/').next()
    }

    pub(crate) fn metric(&self) -> Option<&str> {
        self.figure.as_deref()?.split('/').nth(1)
    }

    /// Whether both stand in one sentence, word for word.
    pub(crate) fn stands_as(&self, other: &Self) -> bool {
        let same = |one: &Around| other.places.iter().any(|(_, _, two)| one.is_same(two));
        self.places.iter().any(|(_, _, one)| same(one))
    }

    /// How alike the two most alike of their places are.
    pub(crate) fn likeness(&self, other: &Self) -> u32 {
        let pairs = self
            .places
            .iter()
            .flat_map(|(_, _, one)| other.places.iter().map(move |(_, _, two)| (one, two)));
        pairs.map(|(one, two)| one.likeness(two)).max().unwrap_or(0)
    }

    /// Whether it is stated between two places of the document.
    pub(crate) fn stands_within(&self, from: u64, to: u64) -> bool {
        self.places
            .iter()
            .any(|(start, end, _)| *start >= from && *end <= to)
    }
}
