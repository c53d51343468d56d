//! What `catalog` says: the metrics and entities that there are, or one of them in full.

use claimbook_model::Catalog;
use claimbook_model::catalog::{CatalogFiles, Entity, Kind, Metric, Origin};
use serde::Serialize;

/// All metrics and entities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CatalogAnswer {
    /// The files that it was put together from, in order.
    pub files: Vec<String>,
    /// The digest of the whole, as reports that are read with it note it.
    pub catalog: String,
    /// The metrics, in order of their slugs.
    pub metrics: Vec<MetricAnswer>,
    /// The entities, in order of their slugs.
    pub entities: Vec<EntityAnswer>,
}

/// A metric in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetricAnswer {
    /// Its slug.
    pub metric: String,
    /// `event`, `flow`, `stock` or `tally`.
    pub kind: &'static str,
    /// The kind of quantity.
    pub quantity: String,
    /// Units that are plausible, where not all of the quantity are.
    pub units: Vec<String>,
    /// The dimensions, those that are always given with a `!`.
    pub dimensions: Vec<String>,
    /// In a sentence.
    pub means: String,
    /// The files that speak of it, in order.
    pub from: Vec<String>,
}

/// An entity in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityAnswer {
    /// Its slug.
    pub entity: String,
    /// Its kind.
    pub kind: Option<String>,
    /// The names by which texts call it, the one to show first.
    pub aliases: Vec<String>,
    /// The entity that it is a part of.
    pub parent: Option<String>,
    /// The files that speak of it, in order.
    pub from: Vec<String>,
}

/// A row of the list: JSON Lines and CSV have one for each metric and each entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum CatalogRow {
    /// A metric.
    Metric(MetricAnswer),
    /// An entity.
    Entity(EntityAnswer),
}

/// One entry of the catalog in full, as the files together define it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryAnswer {
    /// Its slug.
    pub name: String,
    /// What it is, field by field.
    #[serde(flatten)]
    pub definition: Definition,
    /// What each file says of it, in order.
    pub from: Vec<OriginAnswer>,
}

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Definition {
    /// A metric.
    Metric(Box<Metric>),
    /// An entity.
    Entity(Entity),
    /// A kind of entities, and which entities are of it.
    #[serde(rename = "entity_kind")]
    Kind(Kind),
}

/// What a file says of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OriginAnswer {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The fields that it gives.
    pub fields: Vec<String>,
    /// Whether it drops what files before it say.
    pub replaces: bool,
}

impl From<Origin> for OriginAnswer {
    fn from(origin: Origin) -> Self {
        Self {
            file: origin.file,
            line: origin.line,
            fields: origin.fields,
            replaces: origin.replaces,
        }
    }
}

impl CatalogAnswer {
    pub(crate) fn new(files: &CatalogFiles, digest: String) -> Self {
        let names = |section: &str, slug: &str| -> Vec<String> {
            let origins = files.origins(section, slug);
            origins.into_iter().map(|origin| origin.file).collect()
        };
        let catalog: &Catalog = files.catalog();
        let metric = |(slug, metric): (&String, &Metric)| MetricAnswer {
            metric: slug.clone(),
            kind: metric.kind.as_str(),
            quantity: metric.quantity.clone(),
            units: metric.units.clone(),
            dimensions: metric.dims.clone(),
            means: metric.means.clone(),
            from: names("metric", slug),
        };
        let entity = |(slug, entity): (&String, &Entity)| EntityAnswer {
            entity: slug.clone(),
            kind: entity.kind.clone(),
            aliases: entity.aliases.clone(),
            parent: entity.parent.clone(),
            from: names("entity", slug),
        };
        Self {
            files: files.files().iter().map(|file| file.name.clone()).collect(),
            catalog: digest,
            metrics: catalog.metric.iter().map(metric).collect(),
            entities: catalog.entity.iter().map(entity).collect(),
        }
    }

    /// A row for each metric and then each entity.
    pub fn rows(&self) -> Vec<CatalogRow> {
        let metrics = self.metrics.iter().cloned().map(CatalogRow::Metric);
        let entities = self.entities.iter().cloned().map(CatalogRow::Entity);
        metrics.chain(entities).collect()
    }
}
