//! The catalog: what the metrics mean and by which names entities go. Data, not code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
    /// Words and phrases that name it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<String>,
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

/// A company, a person, a product, a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Whole-word surface forms, the name to show first.
    pub aliases: Vec<String>,
    /// `company`, `model`, `country`, …; informative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// Who publishes: for publications of which more is known than their name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Its name as shown.
    pub name: String,
    /// Whether it is the issuer, a registry, a statistics office or a court.
    #[serde(default)]
    pub first_hand: bool,
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
}

impl Catalog {
    /// Reads a catalog.
    ///
    /// # Errors
    /// If the text is no TOML, has unknown keys (the line is named), or a slug is no slug.
    pub fn from_toml(text: &str) -> Result<Self, CatalogError> {
        let catalog: Self = toml::from_str(text).map_err(|error| CatalogError::Malformed {
            reason: error.to_string(),
        })?;
        catalog.check()?;
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
        self.publication.extend(other.publication);
        self
    }

    /// The metric of a figure, if the catalog has it.
    pub fn metric_of(&self, figure: &FigureKey) -> Option<&Metric> {
        self.metric.get(figure.metric())
    }

    fn check(&self) -> Result<(), CatalogError> {
        let unsound = |table: String, problem: String| CatalogError::Unsound { table, problem };
        for (kind, slug) in self.slugs() {
            if FigureKey::new(slug, "metric", []).is_err() {
                let problem =
                    "is no slug: use lower-case letters, digits and single hyphens".to_owned();
                return Err(unsound(format!("{kind}.{slug}"), problem));
            }
        }
        for (slug, metric) in &self.metric {
            for prospective in &metric.prospective {
                let name = prospective.split_once('=').map(|(name, _)| name);
                if !metric.dimensions().any(|(dim, _)| Some(dim) == name) {
                    let problem = format!(
                        "has prospective '{prospective}', which is not name=value of one of its dims"
                    );
                    return Err(unsound(format!("metric.{slug}"), problem));
                }
            }
        }
        Ok(())
    }

    fn slugs(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let metrics = self.metric.keys().map(|slug| ("metric", slug));
        let entities = self.entity.keys().map(|slug| ("entity", slug));
        let publications = self.publication.keys().map(|slug| ("publication", slug));
        metrics.chain(entities).chain(publications)
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
        assert!(error(&VALUATION.replace("basis=ipo", "form=ipo")).contains("form=ipo"));
    }
}
