//! The words of a metric, and whether what it speaks of is there.

use claimbook_model::catalog::Cue;
use claimbook_model::{Catalog, Metric};

use super::{DimensionValue, Entry, Form, Words};
use crate::Error;
use crate::lexicon;

/// Adds the words of one metric.
pub(super) fn add(
    words: &mut Words,
    values: &mut Vec<DimensionValue>,
    catalog: &Catalog,
    index: u16,
    (slug, metric): (&str, &Metric),
) -> Result<(), Error> {
    let table = || format!("metric.{slug}");
    check(catalog, slug, metric)?;
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
            return Err(Error::Catalog {
                table: table(),
                problem: format!("turns '{from}', but there is no [metric.{from}]"),
            });
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
    Ok(())
}

/// Whether everything that a metric speaks of is in the catalog.
fn check(catalog: &Catalog, slug: &str, metric: &Metric) -> Result<(), Error> {
    let refuse = |problem: String| {
        Err(Error::Catalog {
            table: format!("metric.{slug}"),
            problem,
        })
    };
    let others = metric.change_of.iter().chain(&metric.yields_to);
    let missing = others
        .chain(metric.borrows.values())
        .find(|other| !catalog.metric.contains_key(*other));
    if let Some(other) = missing {
        return refuse(format!(
            "speaks of '{other}', but there is no [metric.{other}]"
        ));
    }
    if let Some(kind) = metric
        .subjects
        .iter()
        .find(|kind| !catalog.kind.contains_key(*kind))
    {
        return refuse(format!("is of '{kind}', but there is no [kind.{kind}]"));
    }
    let has = |name: &str| metric.dimensions().any(|(known, _)| known == name);
    if let Some(dimension) = metric.values.keys().find(|dimension| !has(dimension)) {
        return refuse(format!(
            "gives words for '{dimension}', which is none of its dims"
        ));
    }
    let mut roles = metric.cue.iter().flat_map(|cue| cue.roles.keys());
    match roles.find(|role| *role != "subject" && !has(role)) {
        Some(role) => refuse(format!(
            "has a cue with the role '{role}', which is none of its dims"
        )),
        None => Ok(()),
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
    for context in group.near.iter().chain(&group.unless) {
        words.add(context, Entry::Context);
    }
}
