//! The figures of one family: of the same subject and metric, with other dimensions.

use claimbook_model::FigureKey;

use super::EventSource;
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
