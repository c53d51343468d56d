//! The score: five levels, summed over documents, and what was missed.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::document::{Document, judged};
use crate::line::{Gold, Known, Number, Predicted, Reading};
use crate::same::{equal_numbers, same_figure};

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Value and unit right, the bytes overlap: of every mention.
    Quantity,
    /// And the comparator: of every mention.
    Comparator,
    /// And the whole figure key: of mentions with a figure.
    Figure,
    /// And period and modality: of mentions with a figure.
    Claim,
    /// The distinct figures, values and comparators that a document states.
    Distinct,
}

/// All levels, in order.
pub const LEVELS: [Level; 5] = [
    Level::Quantity,
    Level::Comparator,
    Level::Figure,
    Level::Claim,
    Level::Distinct,
];

impl Level {
    /// The word used in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Comparator => "comparator",
            Self::Figure => "figure",
            Self::Claim => "claim",
            Self::Distinct => "distinct",
        }
    }
}

/// How many were right, of how many annotated and how many found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found, and right.
    pub right: u64,
    /// Annotated.
    pub gold: u64,
    /// Found.
    pub predicted: u64,
}

impl Tally {
    /// Precision, recall and F1, from 0 to 1; 0 where there is nothing to share.
    pub fn shares(self) -> (f64, f64, f64) {
        let share = |of: u64| match of {
            0 => 0.0,
            of => self.right as f64 / of as f64,
        };
        let (precision, recall) = (share(self.predicted), share(self.gold));
        let sum = precision + recall;
        let f1 = if self.right == 0 {
            0.0
        } else {
            2.0 * precision * recall / sum
        };
        (precision, recall, f1)
    }
}

/// A share to four decimals.
fn rounded(share: f64) -> f64 {
    format!("{share:.4}").parse().unwrap_or(share)
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (precision, recall, f1) = self.shares();
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("precision", &rounded(precision))?;
        map.serialize_entry("recall", &rounded(recall))?;
        map.serialize_entry("f1", &rounded(f1))?;
        map.serialize_entry("right", &self.right)?;
        map.serialize_entry("gold", &self.gold)?;
        map.serialize_entry("predicted", &self.predicted)?;
        map.end()
    }
}

/// One side of what was missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The number as written, or both ends of a range.
    pub value: Vec<String>,
    /// The unit.
    pub unit: String,
    /// The comparator.
    pub comparator: Option<String>,
    /// The figure.
    pub figure: Option<String>,
    /// The period.
    pub period: Option<String>,
    /// The modality.
    pub modality: Option<String>,
}

/// An annotation that was not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// The document, as the annotation names it.
    pub doc: String,
    /// The annotation's number in it.
    pub n: String,
    /// The words around it.
    pub context: String,
    /// What the annotators say.
    pub gold: Side,
    /// What was found; null for nothing.
    pub found: Option<Side>,
}

/// The score of any number of documents.
#[derive(Clone, Debug, Default)]
pub struct Score {
    tallies: [Tally; 5],
    /// What was missed, in order.
    pub misses: Vec<Miss>,
}

impl Score {
    /// The count of a level.
    pub fn tally(&self, level: Level) -> Tally {
        self.tallies[level as usize]
    }

    /// Takes in a document: its annotations, and what was found in it.
    pub fn add(&mut self, gold: &[Gold], found: &[Predicted], known: &Known) {
        let found: Vec<Predicted> = found
            .iter()
            .filter(|prediction| prediction.role.as_deref() != Some("boilerplate"))
            .map(|prediction| judged(prediction, known))
            .collect();
        let document = Document::new(gold, &found, known);
        self.count(&document);
        self.count_distinct(&document);
        self.misses.extend(
            document
                .scored
                .iter()
                .filter_map(|pair| document.miss(pair)),
        );
    }

    fn level(&mut self, level: Level) -> &mut Tally {
        &mut self.tallies[level as usize]
    }

    fn count(&mut self, document: &Document<'_>) {
        for level in [Level::Quantity, Level::Comparator] {
            self.level(level).gold += document.scored.len() as u64;
            self.level(level).predicted += document.kept as u64;
        }
        for level in [Level::Figure, Level::Claim] {
            self.level(level).gold += document.with_figure().count() as u64;
            self.level(level).predicted += document.claims.len() as u64;
        }
        for pair in &document.scored {
            let right = document.judge(pair);
            for (level, is_right) in LEVELS.iter().zip(right) {
                self.level(*level).right += u64::from(is_right);
            }
        }
    }

    /// The distinct claims of a document: each reading of a mention names the same one.
    fn count_distinct(&mut self, document: &Document<'_>) {
        let mut stated: Vec<(Distinct<'_>, Vec<&Reading>)> = Vec::new();
        for pair in document.with_figure() {
            let Some(own) = pair.gold.own() else { continue };
            let key = Distinct::of(own);
            match stated.iter_mut().find(|(known, _)| known.is(&key)) {
                Some((_, ways)) => ways.extend(&pair.gold.readings),
                None => stated.push((key, pair.gold.readings.iter().collect())),
            }
        }
        let mut left: Vec<Distinct<'_>> = Vec::new();
        for prediction in &document.claims {
            let key = Distinct::of(&prediction.reading);
            if !left.iter().any(|known| known.is(&key)) {
                left.push(key);
            }
        }
        let tally = self.level(Level::Distinct);
        tally.gold += stated.len() as u64;
        tally.predicted += left.len() as u64;
        // Where several could be met by one, the order decides: that of their texts.
        stated.sort_by_cached_key(|(key, _)| key.text());
        left.sort_by_cached_key(Distinct::text);
        for (_, ways) in &stated {
            let met = |key: &Distinct<'_>| {
                ways.iter().any(|reading| {
                    let found = Distinct::of(reading);
                    equal_numbers(key.value, found.value)
                        && same_figure(found.figure, key.figure, document.known)
                        && found.comparator == key.comparator
                })
            };
            if let Some(at) = left.iter().position(met) {
                left.remove(at);
                self.level(Level::Distinct).right += 1;
            }
        }
    }
}

/// What tells the claims of a document apart.
struct Distinct<'a> {
    figure: Option<&'a str>,
    value: &'a [Number],
    comparator: Option<&'a str>,
}

impl<'a> Distinct<'a> {
    fn of(reading: &'a Reading) -> Self {
        Self {
            figure: reading.figure.as_deref(),
            value: &reading.value,
            comparator: reading.comparator.as_deref(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        self.figure == other.figure
            && self.comparator == other.comparator
            && equal_numbers(self.value, other.value)
    }

    /// A text by which claims are put in order.
    fn text(&self) -> String {
        let number = |number: &Number| match number {
            Number::Decimal(_, text) => format!("Decimal('{text}'),"),
            Number::Other(text) => format!("'{text}',"),
        };
        let value: String = self.value.iter().map(number).collect::<Vec<_>>().join(" ");
        let (figure, comparator) = (
            self.figure.unwrap_or_default(),
            self.comparator.unwrap_or_default(),
        );
        format!("'{figure}', ({value}), '{comparator}'")
    }
}

#[cfg(test)]
mod tests;
