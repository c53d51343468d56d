//! The words of a metric.

use claimbook_model::catalog::Cue;
use claimbook_model::{Catalog, Metric};

use super::{DimensionValue, Entry, Form, Words};
use crate::lexicon;

/// Adds the words of one metric.
pub(super) fn add(
    words: &mut Words,
    values: &mut Vec<DimensionValue>,
    catalog: &Catalog,
    index: u16,
    metric: &Metric,
) {
    for (dimension, known) in &metric.values {
        for (value, wordings) in known {
            for wording in wordings {
                words.add(wording, Entry::Value(values.len() as u32));
            }
            values.push(DimensionValue {
                metric: index,
                dimension: dimension.clone(),
                value: value.clone(),
            });
        }
    }
    for (from, wordings) in &metric.turns {
        let Some(from) = catalog.metric.keys().position(|slug| slug == from) else {
            continue;
        };
        for wording in wordings {
            let turn = Entry::Turn {
                from: from as u16,
                to: index,
            };
            words.add(wording, turn);
        }
    }
    for (number, cue) in metric.cue.iter().enumerate() {
        add_cue(words, index, number as u16, cue);
    }
}

/// Every form of a cue's wordings.
fn add_cue(words: &mut Words, metric: u16, cue: u16, group: &Cue) {
    let mut add = |form: Form, wording: &str| {
        words.add(wording, Entry::Cue { metric, cue, form });
    };
    for noun in &group.nouns {
        for form in lexicon::noun_forms(noun) {
            add(Form::Noun, &form);
        }
    }
    for verb in &group.verbs {
        for form in lexicon::verb_forms(verb) {
            add(Form::Verb, &form);
        }
    }
    for phrase in &group.phrases {
        add(Form::Phrase, phrase);
    }
    for context in group.near.iter().chain(&group.unless).chain(&group.topic) {
        words.add(context, Entry::Context);
    }
}
