//! The catalog: what the metrics mean and by which names entities go. Data, not code.

mod check;
mod entity;
mod files;
mod identity;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::Problem;
pub use entity::{Entity, Kind, Publication};
pub use files::{CatalogFile, CatalogFiles, Origin};
pub use identity::{Identity, IdentityKind, TermPattern};

use crate::figure::FigureKey;

/// How long a stock is given to settle before a later value can move it, unless the metric says
/// otherwise. In days.
pub const SETTLES_DAYS: u32 = 14;
/// How far apart claims of one event may be dated, unless the metric says otherwise. In days.
pub const SAME_EVENT_DAYS: u32 = 3;

/// Metrics, entities and publications, by their slugs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// What can be measured.
    #[serde(default)]
    pub metric: BTreeMap<String, Metric>,
    /// Whose figures they are, or who else takes part.
    #[serde(default)]
    pub entity: BTreeMap<String, Entity>,
    /// The kinds of entities.
    #[serde(default)]
    pub kind: BTreeMap<String, Kind>,
    /// Who publishes.
    #[serde(default)]
    pub publication: BTreeMap<String, Publication>,
}

/// How periods work for a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MetricKind {
    /// A deal, a fine: it belongs to one event.
    Event,
    /// An amount per reporting period.
    Flow,
    /// A level that holds until it changes.
    Stock,
    /// A running count that grows.
    Tally,
}

impl MetricKind {
    /// The word used in catalogs and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Flow => "flow",
            Self::Stock => "stock",
            Self::Tally => "tally",
        }
    }
}

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// How its periods work.
    pub kind: MetricKind,
    /// The kind of quantity: `money`, `percent`, `count`, `power`, `ratio`, … or `any`.
    pub quantity: String,
    /// The dimensions that a key may carry; a trailing `!` means always given.
    #[serde(default)]
    pub dims: Vec<String>,
    /// Dimension values (`basis=ipo`) whose claims are outlook whatever their modality.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prospective: Vec<String>,
    /// Days within which later claims contest rather than move a stock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<u32>,
    /// Days within which claims may speak of one event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_event: Option<u32>,
    /// Slugs of voices that are first-hand for this metric, whoever the subject is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// In a sentence.
    pub means: String,
    /// Kinds of entities that can have it; empty: companies and whatever has no kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Nouns that are counted, where the quantity is a count: a number of them is a number of
    /// this, without any other cue. A trailing `?` means only beside one of the cues.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<String>,
    /// Units that are plausible besides those of the kind of quantity; where that is `any`, only
    /// these are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// The smallest amount of money or count that can be one: "$30" is no takeover's price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// The greatest amount of money or count that can be one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
    /// Whether it is a promise by nature: the future tense does not make it a forecast, and
    /// "up to" makes it contingent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub pledge: bool,
    /// Whether it is a change or a result that can be negative: a fall is a negative value.
    #[serde(default, skip_serializing_if = "is_false")]
    pub signed: bool,
    /// The metric of which it is the relative change: a percentage beside that metric's cues and
    /// a word of change is this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_of: Option<String>,
    /// Where the text tells the same number as a figure of this metric with one of the same
    /// parties, it is that figure told in other words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yields_to: Option<String>,
    /// Whether only a whole company has it, never a part of one: a share price, a board's dividend.
    #[serde(default, skip_serializing_if = "is_false")]
    pub whole: bool,
    /// Dimensions that may be taken from the text's only figure of another metric with the same
    /// subject: dimension, metric.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub borrows: BTreeMap<String, String>,
    /// A dimension that tells a part from the whole, and the words for the parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Words that turn a figure of another metric into this one: metric, words. "A total of"
    /// turns an investment into the sum of all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub turns: BTreeMap<String, Vec<String>>,
    /// What words in its sentence give a dimension its value: dimension, value, words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Of which other figures it is the sum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identity: Vec<Identity>,
    /// The wordings that name it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cue: Vec<Cue>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference to the field"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// A part is told from its whole only where the text names both: `first` stands where the text
/// also gives a whole that is the sum of it and of a `rest`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The dimension.
    pub dimension: String,
    /// Its value for the first part.
    pub first: String,
    /// Its value for what remains.
    pub rest: String,
}

/// A group of wordings that name a metric in the same way.
///
/// Verbs and nouns are given in their plain form; the other forms follow from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Nouns and noun phrases: "valuation", "market value".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nouns: Vec<String>,
    /// Verbs: "invest", "be worth".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verbs: Vec<String>,
    /// Other wordings, taken as they stand: "valued at", "in total".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
    /// How much it says by itself, from 1 (needs company) to 9 (says it all).
    #[serde(default = "default_weight", skip_serializing_if = "is_default_weight")]
    pub weight: u8,
    /// It counts only if one of these words stands in the same sentence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
    /// It does not count if one of these words stands in the same sentence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// It counts only if one of these words stands anywhere in the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topic: Vec<String>,
    /// It counts only between a quantity of one of these metrics and the next one: the "at" of
    /// "raised 5 million at 40 million".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// It counts only in one phrase with the number: "a $5 billion bridge", "profit of $3 million".
    #[serde(default, skip_serializing_if = "is_false")]
    pub beside: bool,
    /// It counts only if every role that it names is filled in its sentence.
    #[serde(default, skip_serializing_if = "is_false")]
    pub strict: bool,
    /// Dimensions that it settles: `basis=ipo`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<String>,
    /// Who takes part: for `subject` and each dimension, where to look, in order. A place is
    /// `owner` ("Acme's"), `modifier` ("the Acme deal"), `agent` (who does it), `object` (to
    /// whom it is done), `focus` (whom the text is about), or a preposition. With `~` before it a
    /// preposition or `modifier` gives the words that stand there, as they are: `~of`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<String, Vec<String>>,
    /// The kinds of entities that may fill a role, where not those of the metric.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kinds: BTreeMap<String, Vec<String>>,
}

/// The weight of a cue that gives none.
pub const CUE_WEIGHT: u8 = 5;

fn default_weight() -> u8 {
    CUE_WEIGHT
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference to the field"
)]
fn is_default_weight(weight: &u8) -> bool {
    *weight == CUE_WEIGHT
}

impl Metric {
    /// Days within which later claims contest rather than move a stock.
    pub fn settles_days(&self) -> u32 {
        self.settles.unwrap_or(SETTLES_DAYS)
    }

    /// Days within which claims may speak of one event.
    pub fn same_event_days(&self) -> u32 {
        self.same_event.unwrap_or(SAME_EVENT_DAYS)
    }

    /// The dimension names, and whether each is always given.
    pub fn dimensions(&self) -> impl Iterator<Item = (&str, bool)> {
        self.dims.iter().map(|dim| match dim.strip_suffix('!') {
            Some(name) => (name, true),
            None => (dim.as_str(), false),
        })
    }

    /// Whether claims on `figure` are outlook whatever their modality.
    pub fn is_prospective(&self, figure: &FigureKey) -> bool {
        figure.dimensions().any(|(name, value)| {
            self.prospective
                .iter()
                .any(|p| *p == format!("{name}={value}"))
        })
    }
}

/// Why a text is no catalog.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// Not TOML, or not of a catalog's shape; the text names line and column.
    #[error("the catalog cannot be read: {reason}")]
    Malformed {
        /// What the parser says, with the line.
        reason: String,
    },
    /// A slug or a value that does not fit.
    #[error("the catalog's [{table}] {problem}")]
    Unsound {
        /// The table, as in `metric.valuation`.
        table: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// Something that does not fit, in a file of several.
    #[error("{file}, line {line}: {problem}")]
    Misplaced {
        /// The file as it was named.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong and what to do.
        problem: String,
    },
}

impl From<Problem> for CatalogError {
    fn from(problem: Problem) -> Self {
        Self::Unsound {
            table: problem.table,
            problem: problem.what,
        }
    }
}

impl Catalog {
    /// Reads a catalog, or a part of one: what it names may be in another part, see
    /// [`Catalog::check`].
    ///
    /// # Errors
    /// If the text is no TOML, has unknown keys (the line is named), or a slug is no slug.
    pub fn from_toml(text: &str) -> Result<Self, CatalogError> {
        let catalog: Self = toml::from_str(text).map_err(|error| CatalogError::Malformed {
            reason: error.to_string(),
        })?;
        catalog.check_slugs()?;
        Ok(catalog)
    }

    /// The catalog as TOML, the same text for the same catalog.
    ///
    /// # Errors
    /// Never for a catalog that was read; the serializer's complaint otherwise.
    pub fn to_toml(&self) -> Result<String, CatalogError> {
        toml::to_string(self).map_err(|error| CatalogError::Malformed {
            reason: error.to_string(),
        })
    }

    /// This catalog with `other`'s entries added, replacing those of the same slug.
    #[must_use]
    pub fn extended_by(mut self, other: Self) -> Self {
        self.metric.extend(other.metric);
        self.entity.extend(other.entity);
        self.kind.extend(other.kind);
        self.publication.extend(other.publication);
        self
    }

    /// The metric of a figure, if the catalog has it.
    pub fn metric_of(&self, figure: &FigureKey) -> Option<&Metric> {
        self.metric.get(figure.metric())
    }

    fn check_slugs(&self) -> Result<(), Problem> {
        for (section, slug) in self.slugs() {
            if FigureKey::new(slug, "metric", []).is_err() {
                return Err(Problem {
                    table: format!("{section}.{slug}"),
                    field: String::new(),
                    word: None,
                    what: "is no slug: use lower-case letters, digits and single hyphens"
                        .to_owned(),
                });
            }
        }
        Ok(())
    }

    fn slugs(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let metrics = self.metric.keys().map(|slug| ("metric", slug));
        let entities = self.entity.keys().map(|slug| ("entity", slug));
        let kinds = self.kind.keys().map(|slug| ("kind", slug));
        let publications = self.publication.keys().map(|slug| ("publication", slug));
        metrics.chain(entities).chain(kinds).chain(publications)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUATION: &str = r#"
[metric.valuation]
kind = "stock"
quantity = "money"
dims = ["basis"]
prospective = ["basis=ipo"]
means = "what the subject is worth"
"#;

    #[test]
    fn reads_and_prints_the_same_catalog() {
        let catalog = Catalog::from_toml(VALUATION).unwrap();
        let again = Catalog::from_toml(&catalog.to_toml().unwrap()).unwrap();
        assert_eq!(again, catalog);
        let metric = &catalog.metric["valuation"];
        assert!(metric.is_prospective(&"openai/valuation/basis=ipo".parse().unwrap()));
        assert!(!metric.is_prospective(&"openai/valuation".parse().unwrap()));
        assert_eq!(metric.settles_days(), 14);
    }

    #[test]
    fn errors_name_the_line_or_the_table() {
        let error = |text: &str| Catalog::from_toml(text).unwrap_err().to_string();
        assert!(error("[metric.x]\nkind = \"level\"").contains("line 2"));
        assert!(error(&VALUATION.replace("quantity", "quanity")).contains("line 4"));
        assert!(error("[entity.\"A b\"]\naliases = []").contains("[entity.A b] is no slug"));
        let unsound = Catalog::from_toml(&VALUATION.replace("basis=ipo", "form=ipo")).unwrap();
        let problem = unsound.check().unwrap_err().to_string();
        assert!(problem.contains("[metric.valuation] has prospective 'form=ipo'"));
    }
}
