//! What the frame asks of every cue, worked out once: the words that it needs or cannot stand, and
//! the metrics that share it.

use claimbook_model::Metric;

/// The words that a cue needs and those that it cannot stand, as patterns of the vocabulary.
#[derive(Debug, Default)]
pub(crate) struct Company {
    near: Vec<u32>,
    unless: Vec<u32>,
    topic: Vec<u32>,
}

impl Company {
    /// Whether words suit the cue; `present` are the patterns of those in the sentence, `told` of
    /// those in the whole report, both ascending.
    pub(crate) fn suits(&self, present: &[u32], told: &[u32]) -> bool {
        let has = |pattern: &u32| present.binary_search(pattern).is_ok();
        let tells = |pattern: &u32| told.binary_search(pattern).is_ok();
        (self.near.is_empty() || self.near.iter().any(has))
            && !self.unless.iter().any(has)
            && (self.topic.is_empty() || self.topic.iter().any(tells))
    }
}

/// A metric's place among the others, and the company of its cues.
#[derive(Debug, Default)]
pub(super) struct Ties {
    /// The metric itself, and those that are its relative change.
    pub(super) sharing: Vec<u16>,
    /// The metric whose change it is.
    pub(super) base: Option<u16>,
    /// For each of its cues.
    pub(super) company: Vec<Company>,
}

/// The ties of all metrics, in their order. `pattern` finds a word of the vocabulary.
pub(super) fn ties(
    metrics: &[(String, Metric)],
    pattern: impl Fn(&str) -> Option<u32>,
) -> Vec<Ties> {
    let patterns = |words: &[String]| words.iter().filter_map(|word| pattern(word)).collect();
    let position = |slug: &String| metrics.iter().position(|(known, _)| known == slug);
    let changes = |slug: &String| {
        let others = metrics.iter().enumerate();
        let changes = others.filter(move |(_, (_, other))| other.change_of.as_ref() == Some(slug));
        changes.map(|(index, _)| index as u16).collect::<Vec<u16>>()
    };
    let of_metric = |(index, (slug, metric)): (usize, &(String, Metric))| Ties {
        sharing: std::iter::once(index as u16).chain(changes(slug)).collect(),
        base: metric
            .change_of
            .as_ref()
            .and_then(position)
            .map(|base| base as u16),
        company: metric
            .cue
            .iter()
            .map(|cue| Company {
                near: patterns(&cue.near),
                unless: patterns(&cue.unless),
                topic: patterns(&cue.topic),
            })
            .collect(),
    };
    metrics.iter().enumerate().map(of_metric).collect()
}
