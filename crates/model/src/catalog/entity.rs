//! What a catalog says of entities, their kinds and publications.

use serde::{Deserialize, Serialize};

use super::is_false;

/// A company, a person, a product, a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// Whole-word surface forms, the name to show first.
    pub aliases: Vec<String>,
    /// `company`, `model`, `country`, …: one of the catalog's kinds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The slug of the entity that it is a part of: a cloud of its company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// A kind of entity, and by which common nouns a text refers to one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Common nouns: "the company", "the firm" mean a company named before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nouns: Vec<String>,
    /// Other kinds that these nouns can mean too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub like: Vec<String>,
    /// Whether it is something that happens and has no name but its noun, its place and its
    /// time, as an earthquake has.
    #[serde(default, skip_serializing_if = "is_false")]
    pub happening: bool,
    /// Whether entities of this kind publish: they are named as sources rather than as parties.
    #[serde(default, skip_serializing_if = "is_false")]
    pub media: bool,
    /// Whether entities of this kind are those whose figures a text tells, unless a metric names
    /// other kinds.
    #[serde(default, skip_serializing_if = "is_false")]
    pub party: bool,
    /// Endings of names of this kind: "Ventures", "Pictures".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endings: Vec<String>,
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
