//! What is stored of a figure, and the marks of the store itself.

use bincode::{Decode, Encode, config};
use claimbook_model::MetricKind;
use claimbook_model::event::Policy;
use sled::{Batch, Db};

use super::{Position, VERSION};
use crate::digest::{self, FigureDigest};
use crate::error::{Error, Result};
use crate::figure::{FigureView, HistoryRow, ObservationView, Statement};

/// What the keys of records begin with.
pub(super) const BEST: &[u8] = b"b/";
const POSITION: &[u8] = b"m/position";
const MARK_VERSION: &[u8] = b"m/version";
const INTERRUPTED: &[u8] = b"m/interrupted";

/// What is best known of a figure, without the claims it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRecord {
    /// How its periods work; `None` if the catalog does not know the metric.
    pub kind: Option<MetricKind>,
    /// The policy that chose.
    pub policy: Policy,
    /// The latest observation that has a value; its lists of claims are empty.
    pub best: Option<ObservationView>,
    /// What may come, without claims.
    pub outlook: Vec<Statement>,
    /// What has no period, without claims.
    pub undated: Vec<Statement>,
    /// How many observations there are.
    pub observations: u64,
    /// How many rows the history has.
    pub rows: u64,
    /// The digests of the whole view.
    pub digest: FigureDigest,
}

/// The stored form: kinds by their place in this list, which is not to be reordered.
const KINDS: [MetricKind; 4] = [
    MetricKind::Event,
    MetricKind::Flow,
    MetricKind::Stock,
    MetricKind::Tally,
];

#[derive(Encode, Decode)]
struct Stored {
    kind: Option<u8>,
    policy: Policy,
    best: Option<ObservationView>,
    outlook: Vec<Statement>,
    undated: Vec<Statement>,
    observations: u64,
    rows: u64,
    state_digest: [u8; 32],
    history_digest: [u8; 32],
}

fn without_claims(statements: &[Statement]) -> Vec<Statement> {
    let strip = |statement: &Statement| Statement {
        claims: Vec::new(),
        ..statement.clone()
    };
    statements.iter().map(strip).collect()
}

impl FigureRecord {
    /// What is kept of a view.
    pub fn of(view: &FigureView) -> Self {
        let best = view.best().map(|best| ObservationView {
            claims: Vec::new(),
            others: Vec::new(),
            contested: without_claims(&best.contested),
            unclear: without_claims(&best.unclear),
            denied: without_claims(&best.denied),
            ..best.clone()
        });
        Self {
            kind: view.kind,
            policy: view.policy,
            best,
            outlook: without_claims(&view.outlook),
            undated: without_claims(&view.undated),
            observations: view.observations.len() as u64,
            rows: view.rows.len() as u64,
            digest: digest::of_figure(view),
        }
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let kind = self
            .kind
            .and_then(|kind| KINDS.iter().position(|known| *known == kind));
        encoded(&Stored {
            kind: kind.map(|position| position as u8),
            policy: self.policy,
            best: self.best.clone(),
            outlook: self.outlook.clone(),
            undated: self.undated.clone(),
            observations: self.observations,
            rows: self.rows,
            state_digest: self.digest.state,
            history_digest: self.digest.history,
        })
    }

    pub(super) fn decode(figure: &str, bytes: &[u8]) -> Result<Self> {
        let stored: Stored = decoded(figure, bytes)?;
        Ok(Self {
            kind: stored
                .kind
                .and_then(|kind| KINDS.get(usize::from(kind)).copied()),
            policy: stored.policy,
            best: stored.best,
            outlook: stored.outlook,
            undated: stored.undated,
            observations: stored.observations,
            rows: stored.rows,
            digest: FigureDigest {
                state: stored.state_digest,
                history: stored.history_digest,
            },
        })
    }
}

fn encoded(value: &impl Encode) -> Vec<u8> {
    // Encoding into a growing vector cannot fail; an empty one would be found damaged.
    bincode::encode_to_vec(value, config::standard()).unwrap_or_default()
}

fn decoded<T: Decode<()>>(figure: &str, bytes: &[u8]) -> Result<T> {
    match bincode::decode_from_slice(bytes, config::standard()) {
        Ok((value, used)) if used == bytes.len() => Ok(value),
        _ => Err(Error::Record {
            figure: figure.to_owned(),
        }),
    }
}

/// Rows one behind the other, so that a history that grows keeps its first bytes.
pub(super) fn encode_rows(rows: &[HistoryRow]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for row in rows {
        bytes.extend(encoded(row));
    }
    bytes
}

pub(super) fn decode_rows(figure: &str, mut bytes: &[u8]) -> Result<Vec<HistoryRow>> {
    let mut rows = Vec::new();
    while !bytes.is_empty() {
        let (row, used) =
            bincode::decode_from_slice(bytes, config::standard()).map_err(|_| Error::Record {
                figure: figure.to_owned(),
            })?;
        rows.push(row);
        bytes = &bytes[used..];
    }
    Ok(rows)
}

/// Figures hold no zero byte: it ends the key, so that none is a prefix of another.
pub(super) fn best_key(figure: &str) -> Vec<u8> {
    [BEST, figure.as_bytes(), &[0]].concat()
}

pub(super) fn history_key(figure: &str) -> Vec<u8> {
    [b"h/", figure.as_bytes(), &[0]].concat()
}

pub(super) fn figure_of(key: &[u8]) -> String {
    let figure = key.strip_prefix(BEST).unwrap_or(key);
    let figure = figure.strip_suffix(&[0]).unwrap_or(figure);
    String::from_utf8_lossy(figure).into_owned()
}

pub(super) fn read_position(db: &Db) -> Option<Position> {
    let bytes = db.get(POSITION).ok()??;
    let (seq, last) = bytes.split_first_chunk::<8>()?;
    Some(Position {
        seq_end: u64::from_be_bytes(*seq),
        last: last.try_into().ok()?,
    })
}

pub(super) fn write_position(batch: &mut Batch, position: Position) {
    let mut bytes = position.seq_end.to_be_bytes().to_vec();
    bytes.extend_from_slice(&position.last);
    batch.insert(POSITION, bytes);
    batch.insert(MARK_VERSION, &VERSION.to_be_bytes());
    batch.remove(INTERRUPTED);
}

pub(super) fn read_version(db: &Db) -> Option<u32> {
    let bytes = db.get(MARK_VERSION).ok()??;
    Some(u32::from_be_bytes((*bytes).try_into().ok()?))
}

/// Marks that more than one batch is being written.
pub(super) fn mark_interrupted(batch: &mut Batch) {
    batch.insert(INTERRUPTED, &[1]);
}

pub(super) fn is_interrupted(db: &Db) -> sled::Result<bool> {
    db.contains_key(INTERRUPTED)
}
