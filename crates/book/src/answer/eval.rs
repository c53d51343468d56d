//! What `eval` says: a score at five levels, and what was missed.

use claimbook_eval::{LEVELS, Score};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

pub use claimbook_eval::{Level, Miss, Side, Tally};

/// The score of texts against annotations. In JSON it has a field for each level.
#[derive(Clone, Debug)]
pub struct EvalAnswer {
    pub(crate) score: Score,
    /// How many documents were scored.
    pub documents: usize,
    /// Where the metrics and entities of the annotators stand.
    pub judged_by: String,
}

/// A level with its count: a row of JSON Lines and CSV.
#[derive(Clone, Copy, Debug)]
pub struct LevelAnswer {
    /// The level.
    pub level: Level,
    /// Its count.
    pub tally: Tally,
}

impl EvalAnswer {
    /// The count of each level, in order.
    pub fn levels(&self) -> Vec<LevelAnswer> {
        let answer = |level: Level| LevelAnswer {
            level,
            tally: self.score.tally(level),
        };
        LEVELS.into_iter().map(answer).collect()
    }

    /// What was missed, in the order of the documents.
    pub fn misses(&self) -> &[Miss] {
        &self.score.misses
    }
}

impl Serialize for EvalAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(LEVELS.len()))?;
        for answer in self.levels() {
            map.serialize_entry(answer.level.as_str(), &answer.tally)?;
        }
        map.end()
    }
}

impl Serialize for LevelAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Row {
            level: &'static str,
            #[serde(flatten)]
            tally: Tally,
        }
        let row = Row {
            level: self.level.as_str(),
            tally: self.tally,
        };
        row.serialize(serializer)
    }
}
