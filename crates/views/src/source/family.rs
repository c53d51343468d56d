//! The figures that belong to another: of its family, with other dimensions, or merged with it.

use std::collections::BTreeSet;

use claimbook_model::{Event, FigureKey};

use super::{EventSource, decoded};
use crate::error::Result;
use crate::keys;

/// The figures whose keys add dimensions to `figure`, in order.
///
/// # Errors
/// If the index cannot be read.
pub fn family(source: &dyn EventSource, figure: &FigureKey) -> Result<Vec<FigureKey>> {
    let stem = format!("{}/{}/", figure.subject(), figure.metric());
    let keys = source.keys(&keys::figure(&stem))?;
    Ok(keys
        .iter()
        .filter_map(|key| keys::figure_of(key)?.parse::<FigureKey>().ok())
        .filter(|key| figure.is_widened_by(key))
        .collect())
}

/// The other figures of the same subject and metric, in order: whatever their dimensions.
///
/// # Errors
/// If the index cannot be read.
pub fn relatives(source: &dyn EventSource, figure: &FigureKey) -> Result<Vec<FigureKey>> {
    let stem = format!("{}/{}", figure.subject(), figure.metric());
    let keys = source.keys(&keys::figure(&stem))?;
    Ok(keys
        .iter()
        .filter_map(|key| keys::figure_of(key)?.parse::<FigureKey>().ok())
        .filter(|key| key.metric() == figure.metric() && key != figure)
        .collect())
}

/// The figure, and every key that was ever merged with it, be the merge undone or not.
///
/// # Errors
/// If the index or an event cannot be read.
pub fn merged_with(source: &dyn EventSource, figure: &str) -> Result<BTreeSet<String>> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for seq in source.sequence_numbers(keys::GLOBAL)? {
        if let Event::FiguresMerged(merged) = decoded(&source.recorded(seq)?)? {
            pairs.push((merged.from.into_owned(), merged.into.into_owned()));
        }
    }
    let mut keys = BTreeSet::from([figure.to_owned()]);
    loop {
        let before = keys.len();
        for (from, into) in &pairs {
            if keys.contains(from) || keys.contains(into) {
                keys.extend([from.clone(), into.clone()]);
            }
        }
        if keys.len() == before {
            return Ok(keys);
        }
    }
}
