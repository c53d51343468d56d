//! Digests of views: whether two folds say the same.

use bincode::config;

use crate::figure::{FigureView, HistoryRow};

/// The two digests of one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureDigest {
    /// Of observations, best values and standing claims, without sequence numbers.
    pub state: [u8; 32],
    /// Of the rows of the history.
    pub history: [u8; 32],
}

/// The two digests over all figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digests {
    /// How many figures there are.
    pub figures: u64,
    /// Over the figures in order; does not depend on the order of arrival where dates are given.
    pub state: blake3::Hash,
    /// With the rows.
    pub history: blake3::Hash,
}

/// The digests of one view.
pub fn of_figure(view: &FigureView) -> FigureDigest {
    let mut state = blake3::Hasher::new_derive_key("claimbook 2026 figure state v1");
    let mut add = |bytes: &[u8]| {
        state.update(&(bytes.len() as u64).to_le_bytes());
        state.update(bytes);
    };
    let kind = view.kind.map_or("", claimbook_model::MetricKind::as_str);
    add(kind.as_bytes());
    add(view.policy.as_str().as_bytes());
    add(&encoded(&view.best.map(|best| best as u64)));
    add(&encoded(&view.observations));
    for statements in [&view.outlook, &view.undated, &view.ambiguous, &view.denied] {
        add(&encoded(statements));
    }
    FigureDigest {
        state: *state.finalize().as_bytes(),
        history: of_rows(&view.rows),
    }
}

/// The digest of a history.
pub fn of_rows(rows: &[HistoryRow]) -> [u8; 32] {
    let mut history = blake3::Hasher::new_derive_key("claimbook 2026 figure history v1");
    for row in rows {
        let bytes = encoded(row);
        history.update(&(bytes.len() as u64).to_le_bytes());
        history.update(&bytes);
    }
    *history.finalize().as_bytes()
}

/// The digests over figures, which are to come in order.
pub fn of_all<'a>(figures: impl IntoIterator<Item = (&'a str, FigureDigest)>) -> Digests {
    let mut state = blake3::Hasher::new_derive_key("claimbook 2026 state v1");
    let mut history = blake3::Hasher::new_derive_key("claimbook 2026 history v1");
    let mut count = 0;
    for (figure, digest) in figures {
        count += 1;
        for (hasher, of_figure) in [(&mut state, &digest.state), (&mut history, &digest.history)] {
            hasher.update(&(figure.len() as u64).to_le_bytes());
            hasher.update(figure.as_bytes());
            hasher.update(of_figure);
        }
    }
    Digests {
        figures: count,
        state: state.finalize(),
        history: history.finalize(),
    }
}

fn encoded(value: &impl bincode::Encode) -> Vec<u8> {
    // Encoding into a growing vector cannot fail; an empty one would differ from every other.
    bincode::encode_to_vec(value, config::standard()).unwrap_or_default()
}
