//! A draft: what is known so far of one quantity, while the frame is being filled.

use std::collections::BTreeMap;

use claimbook_model::{Attribution, FigureKey, Flags, Metric, Modality, Period, Signal};

use crate::focus::Referent;
use crate::vocabulary::Vocabulary;

/// A quantity on its way to becoming a mention.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The index of its passage.
    pub passage: usize,
    /// The index of its sentence in the passage.
    pub sentence: usize,
    /// Its item in the passage.
    pub item: usize,
    /// Its index among the passage's quantities.
    pub quantity: usize,
    /// What is measured, if a cue says so, and how sure that is.
    pub metric: Option<u16>,
    pub score: i32,
    /// Whose figure it is, if its own sentence says so.
    pub subject: Option<Referent>,
    /// Whether the subject stands where it cannot well be another's.
    pub is_subject_sure: bool,
    /// The dimensions.
    pub dimensions: BTreeMap<String, String>,
    /// The date, and whether it stands beside the number.
    pub period: Option<Period>,
    pub own_period: bool,
    /// The date that this place gives by itself.
    pub period_alone: Option<Period>,
    pub modality: Modality,
    pub signal: Option<Signal>,
    pub attribution: Option<Attribution>,
    pub flags: Flags,
    /// Negative by its wording, where the figure is a change or a result.
    pub negated: bool,
    pub reasons: Vec<String>,
}

impl Draft {
    /// A draft of which nothing is known.
    pub(crate) fn new(passage: usize, sentence: usize, item: usize, quantity: usize) -> Self {
        Self {
            passage,
            sentence,
            item,
            quantity,
            metric: None,
            score: 0,
            subject: None,
            is_subject_sure: false,
            dimensions: BTreeMap::new(),
            period: None,
            own_period: false,
            period_alone: None,
            modality: Modality::Stated,
            signal: None,
            attribution: None,
            flags: Flags::default(),
            negated: false,
            reasons: Vec::new(),
        }
    }

    /// Its metric, as the catalog gives it: the slug and what it means.
    pub(crate) fn metric_in<'v>(&self, vocabulary: &'v Vocabulary) -> Option<&'v (String, Metric)> {
        vocabulary.metrics.get(usize::from(self.metric?))
    }

    /// Takes over what another draft says of metric, subject and dimensions.
    pub(crate) fn take_figure(&mut self, other: &Draft, reason: String) {
        self.metric = other.metric;
        self.subject.clone_from(&other.subject);
        self.is_subject_sure = other.is_subject_sure;
        self.dimensions.clone_from(&other.dimensions);
        self.score = other.score;
        self.reasons.push(reason);
    }

    /// Whether every dimension that is always given is known.
    pub(crate) fn has_required(&self, vocabulary: &Vocabulary) -> bool {
        self.metric_in(vocabulary).is_some_and(|(_, metric)| {
            metric
                .dimensions()
                .all(|(name, required)| !required || self.dimensions.contains_key(name))
        })
    }

    /// Whether it has a figure: whether [`Draft::figure`] gives one.
    pub(crate) fn is_whole(&self, vocabulary: &Vocabulary) -> bool {
        self.parts(vocabulary).is_some_and(|(subject, metric)| {
            FigureKey::is_made_of(subject, metric, self.dimensions())
        })
    }

    /// The figure, if metric, subject and the required dimensions are known.
    pub(crate) fn figure(&self, vocabulary: &Vocabulary) -> Option<FigureKey> {
        let (subject, metric) = self.parts(vocabulary)?;
        FigureKey::new(subject, metric, self.dimensions()).ok()
    }

    /// Subject and metric, if all that a figure needs is known.
    fn parts<'s>(&'s self, vocabulary: &'s Vocabulary) -> Option<(&'s str, &'s str)> {
        let (metric, _) = self.metric_in(vocabulary)?;
        let subject = self.subject.as_ref()?;
        self.has_required(vocabulary)
            .then_some((subject.slug.as_str(), metric.as_str()))
    }

    fn dimensions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.dimensions
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
