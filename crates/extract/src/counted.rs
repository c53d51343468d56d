//! What stands between a number and the noun that it counts: who makes it, and which model it is
//! ("18,000 Acme Beta Gamma chips").

use claimbook_model::slug;

use crate::focus::is_party;
use crate::frame::Frame;
use crate::name::{Name, NameForm};
use crate::party::Scene;

/// How far behind a number the noun that it counts may end, in bytes.
const REACH: usize = 64;

/// The bytes between a number and the noun that it counts, the noun included.
fn span(frame: &Frame<'_, '_, '_>, scene: &Scene<'_, '_>) -> Option<(usize, usize)> {
    let passage = frame.passage;
    let quantity = passage.quantity_at(scene.quantity)?;
    let noun = quantity.counted.as_deref()?.rsplit(' ').next()?;
    let start = quantity.core.start;
    let rest = passage.lower.get(start..)?;
    let at = rest.find(&noun.to_ascii_lowercase())?;
    (at <= REACH).then_some((start, start + at + noun.len()))
}

/// The names between a number and the end of its noun.
fn names<'p>(
    frame: &'p Frame<'_, 'p, '_>,
    (start, end): (usize, usize),
) -> impl Iterator<Item = &'p Name> {
    let names = &frame.passage.names;
    let from = names.partition_point(|name| name.start < start);
    names
        .iter()
        .skip(from)
        .take_while(move |name| name.start < end)
        .filter(|name| matches!(name.form, NameForm::Known | NameForm::Unknown))
}

/// The maker: the party named first between a number and its noun.
pub(crate) fn vendor(frame: &Frame<'_, '_, '_>, scene: &Scene<'_, '_>) -> Option<String> {
    let span = span(frame, scene)?;
    let first = names(frame, span).next()?;
    let is_maker = first.form == NameForm::Known
        && first.kind.is_some()
        && is_party(frame.vocabulary, first.kind);
    is_maker.then(|| first.slug.clone())
}

/// The model: what is named between a number, its maker and its noun.
pub(crate) fn model(frame: &Frame<'_, '_, '_>, scene: &Scene<'_, '_>) -> Option<String> {
    let span = span(frame, scene)?;
    let chip = frame.vocabulary.kind("chip");
    let product = frame.vocabulary.kind("product");
    let named: Vec<&Name> = names(frame, span)
        .filter(|name| name.form == NameForm::Unknown || !is_party(frame.vocabulary, name.kind))
        .collect();
    let is_model =
        |name: &&Name| name.kind.is_some() && (name.kind == chip || name.kind == product);
    let (first, last) = (named.first()?, named.iter().rfind(|name| is_model(name))?);
    if named.len() == 1 && first.form == NameForm::Known {
        return Some(first.slug.clone());
    }
    let written = frame.passage.text.get(first.start..last.end)?;
    // Names alone: "of the Beta and Gamma chips" speaks of two.
    let is_run = written
        .split(' ')
        .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    is_run.then(|| slug(written)).flatten()
}
