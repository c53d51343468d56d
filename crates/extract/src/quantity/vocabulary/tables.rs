//! The form of the tables in `data/`.

use std::collections::HashMap;

use serde::Deserialize;

/// A unit of measure.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct UnitEntry {
    /// The unit that values get.
    pub id: String,
    /// What is measured; conversions stay within one.
    pub dimension: String,
    /// How many places the decimal point moves.
    #[serde(default)]
    pub places: i16,
    /// What the number is multiplied by.
    #[serde(default = "one")]
    pub times: u8,
    #[serde(default)]
    pub(super) names: Vec<String>,
    #[serde(default)]
    pub(super) symbols: Vec<String>,
}

fn one() -> u8 {
    1
}

#[derive(Deserialize)]
pub(super) struct NumberTable {
    pub(super) cardinal: HashMap<String, u8>,
    pub(super) scale: HashMap<String, u8>,
    pub(super) short_scale: HashMap<String, u8>,
    pub(super) fraction: HashMap<String, u8>,
    pub(super) multiple: HashMap<String, u8>,
    pub(super) name: NumberNames,
}

/// Names that are written as a number and its scale.
#[derive(Deserialize)]
pub(super) struct NumberNames {
    pub(super) words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct UnitTable {
    pub(super) unit: Vec<UnitEntry>,
    pub(super) joined: Vec<JoinedEntry>,
}

/// A unit of two words, joined by a hyphen, a slash or a blank.
#[derive(Deserialize)]
pub(super) struct JoinedEntry {
    pub(super) id: String,
    pub(super) first: Vec<String>,
    pub(super) second: Vec<String>,
    #[serde(default)]
    pub(super) places: i16,
}

#[derive(Deserialize)]
pub(super) struct CurrencyTable {
    pub(super) currency: Vec<CurrencyEntry>,
    pub(super) nation: HashMap<String, HashMap<String, String>>,
}

#[derive(Deserialize)]
pub(super) struct CurrencyEntry {
    pub(super) code: String,
    #[serde(default)]
    pub(super) signs: Vec<String>,
    #[serde(default)]
    pub(super) names: Vec<String>,
    #[serde(default)]
    pub(super) prefixes: Vec<String>,
    #[serde(default)]
    pub(super) minor: Vec<String>,
    #[serde(default)]
    pub(super) cents: bool,
    #[serde(default)]
    pub(super) word: bool,
}

#[derive(Deserialize)]
pub(super) struct RoleTable {
    pub(super) role: HashMap<String, String>,
}

/// Reads a built-in table. They are part of the program and tested, so that this cannot fail.
pub(super) fn table<T: serde::de::DeserializeOwned>(text: &str) -> T {
    match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => unreachable!("a built-in table is malformed: {error}"),
    }
}
