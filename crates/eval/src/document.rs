//! A document with its annotations and predictions paired, and each pair judged.

use crate::line::{Gold, Known, Number, Predicted, Reading};
use crate::pairing::pairs;
use crate::same::{right_claim, right_comparator, right_figure, right_quantity};
use crate::score::{Miss, Side};

/// A prediction whose figure is judged only where the annotators had its metric.
pub(crate) fn judged(prediction: &Predicted, known: &Known) -> Predicted {
    let mut judged = prediction.clone();
    judged.reading.figure = judged.reading.figure.filter(|figure| {
        let metric = figure.split('/').nth(1);
        metric.is_some_and(|metric| known.metrics.contains(metric))
    });
    judged
}

/// An annotation that counts, and what was found in its place.
pub(crate) struct Pair<'a> {
    pub(crate) gold: &'a Gold,
    found: Option<&'a Predicted>,
}

impl Pair<'_> {
    pub(crate) fn has_figure(&self) -> bool {
        self.gold.own().is_some_and(|own| own.figure.is_some())
    }

    fn finds_figure(&self) -> bool {
        self.found
            .is_some_and(|found| found.reading.figure.is_some())
    }

    /// Whether a figure has to be found: an annotator saw one, and none saw none, unless one was
    /// found.
    fn requires_figure(&self) -> bool {
        self.has_figure() && (!self.gold.may_be_none() || self.finds_figure())
    }

    /// Whether a figure that was found is one that only the second annotator saw.
    fn is_forgiven(&self, known: &Known) -> bool {
        !self.has_figure()
            && self
                .found
                .is_some_and(|found| right_figure(self.gold, found, known))
    }
}

/// A document with its annotations and predictions paired.
pub(crate) struct Document<'a> {
    pub(crate) known: &'a Known,
    pub(crate) scored: Vec<Pair<'a>>,
    /// How many predictions count.
    pub(crate) kept: usize,
    /// The predictions with a figure that count.
    pub(crate) claims: Vec<&'a Predicted>,
}

impl<'a> Document<'a> {
    pub(crate) fn new(gold: &'a [Gold], found: &'a [Predicted], known: &'a Known) -> Self {
        let pairs = pairs(gold, found);
        let mut of_gold: Vec<Option<&Predicted>> = vec![None; gold.len()];
        let mut counts = vec![true; found.len()];
        for (i, j) in pairs {
            let (Some(annotation), Some(prediction)) = (gold.get(i), found.get(j)) else {
                continue;
            };
            if let Some(place) = of_gold.get_mut(i) {
                *place = Some(prediction);
            }
            if let Some(place) = counts.get_mut(j) {
                *place = !annotation.is_unscored();
            }
        }
        let scored: Vec<Pair<'a>> = gold
            .iter()
            .zip(of_gold)
            .filter(|(annotation, _)| !annotation.is_unscored())
            .map(|(gold, found)| Pair { gold, found })
            .collect();
        let is_forgiven = |prediction: &Predicted| {
            let own = |pair: &&Pair<'_>| {
                pair.found
                    .is_some_and(|found| std::ptr::eq(found, prediction))
            };
            scored
                .iter()
                .find(own)
                .is_some_and(|pair| pair.is_forgiven(known))
        };
        let kept: Vec<&Predicted> = found
            .iter()
            .zip(counts)
            .filter_map(|(prediction, counts)| counts.then_some(prediction))
            .collect();
        let claims = kept
            .iter()
            .copied()
            .filter(|prediction| prediction.reading.figure.is_some() && !is_forgiven(prediction))
            .collect();
        Self {
            known,
            kept: kept.len(),
            claims,
            scored,
        }
    }

    /// The annotations of which a figure has to be found.
    pub(crate) fn with_figure(&self) -> impl Iterator<Item = &Pair<'a>> {
        self.scored.iter().filter(|pair| pair.requires_figure())
    }

    /// Whether quantity, comparator, figure and claim are right.
    pub(crate) fn judge(&self, pair: &Pair<'_>) -> [bool; 4] {
        let Some(found) = pair.found.filter(|found| right_quantity(pair.gold, found)) else {
            return [false; 4];
        };
        let figure = pair.has_figure() && right_figure(pair.gold, found, self.known);
        [
            true,
            right_comparator(pair.gold, found),
            figure,
            figure && right_claim(pair.gold, found, self.known),
        ]
    }

    /// What was missed of an annotation, if anything was.
    pub(crate) fn miss(&self, pair: &Pair<'_>) -> Option<Miss> {
        let [quantity, comparator, _, claim] = self.judge(pair);
        let unwanted = !pair.has_figure() && pair.finds_figure() && !pair.is_forgiven(self.known);
        let wrong = (pair.requires_figure() && !claim) || unwanted;
        if quantity && comparator && !wrong {
            return None;
        }
        let own = pair.gold.own()?;
        Some(Miss {
            doc: pair.gold.document.clone(),
            n: pair.gold.number.clone(),
            context: pair.gold.context.clone(),
            gold: side(own, &pair.gold.unit),
            found: pair.found.map(|found| side(&found.reading, &found.unit)),
        })
    }
}

fn side(reading: &Reading, unit: &str) -> Side {
    let text = |number: &Number| match number {
        Number::Decimal(_, text) | Number::Other(text) => text.clone(),
    };
    Side {
        value: reading.value.iter().map(text).collect(),
        unit: unit.to_owned(),
        comparator: reading.comparator.clone(),
        figure: reading.figure.clone(),
        period: reading.period.clone(),
        modality: reading.modality.clone(),
    }
}
