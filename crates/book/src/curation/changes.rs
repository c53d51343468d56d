//! Which answers events changed: the figures that they touch, before and after.

use std::collections::{BTreeMap, BTreeSet};

use claimbook_model::Catalog;
use claimbook_model::event::Policy;
use claimbook_views::digest::{FigureDigest, of_figure};
use claimbook_views::figure::FigureView;
use claimbook_views::source::{self, EventSource, adopted_catalog};
use claimbook_views::state::State;
use claimbook_views::store::touched_figures;

use crate::answer::curation::{ChangeKind, ChangedAnswer, ChangedObservation};
use crate::answer::show::{ObservationSummary, summary};
use crate::{Error, OnProgress};

/// The figures whose answers the events from `first_seq` on changed, in order of their keys.
///
/// Only the figures that the events touch are folded; all of them where a catalog, a policy or a
/// rating bears on every answer.
///
/// # Errors
/// If the log cannot be read.
pub(crate) fn changed_since(
    source: &dyn EventSource,
    first_seq: u64,
    progress: &mut OnProgress<'_>,
) -> Result<Vec<ChangedAnswer>, Error> {
    let figures = match touched_figures(source, first_seq..source.seq_end())? {
        Some(touched) => touched,
        None => differing(source, first_seq, progress)?,
    };
    let total = figures.len() as u64;
    let mut changed = Vec::new();
    for (done, figure) in (1..).zip(&figures) {
        let before = match first_seq.checked_sub(1) {
            Some(last) => own_view(source, figure, Some(last))?,
            None => None,
        };
        let after = own_view(source, figure, None)?;
        changed.extend(compared(figure, before.as_ref(), after.as_ref()));
        progress(done, total);
    }
    Ok(changed)
}

/// What is known of a key; nothing where another key counts for it, or it has no claims.
fn own_view(
    source: &dyn EventSource,
    figure: &str,
    at_seq: Option<u64>,
) -> Result<Option<FigureView>, Error> {
    let state = source::state_of(source, figure, at_seq)?;
    if *state.resolved(figure) != *figure {
        return Ok(None);
    }
    let catalog = adopted_catalog(source, &state)?;
    let view = state.view(figure, catalog.as_deref(), state.book_options());
    Ok((!view.rows.is_empty()).then_some(view))
}

/// The figures of a whole log that are not as they were before `first_seq`.
fn differing(
    source: &dyn EventSource,
    first_seq: u64,
    progress: &mut OnProgress<'_>,
) -> Result<BTreeSet<String>, Error> {
    let end = source.seq_end();
    let mut state = State::new();
    let mut apply = |state: &mut State, range: std::ops::Range<u64>| {
        source.for_each(range, &mut |event| {
            if event.seq.is_multiple_of(1 << 12) {
                progress(event.seq, end);
            }
            state.apply(&event)
        })
    };
    apply(&mut state, 0..first_seq)?;
    let before = digests(&state, adopted_catalog(source, &state)?.as_deref());
    apply(&mut state, first_seq..end)?;
    let after = digests(&state, adopted_catalog(source, &state)?.as_deref());
    let differs = |figure: &&String| before.get(*figure) != after.get(*figure);
    let all = before.keys().chain(after.keys());
    Ok(all.filter(differs).cloned().collect())
}

fn digests(state: &State, catalog: Option<&Catalog>) -> BTreeMap<String, FigureDigest> {
    let options = state.book_options();
    let digest = |figure: std::sync::Arc<str>| {
        let view = state.view(&figure, catalog, options.clone());
        (figure.to_string(), digest_of(view))
    };
    state.figures().into_iter().map(digest).collect()
}

/// The digests of a view, without the name of the policy: that alone changes no answer.
fn digest_of(mut view: FigureView) -> FigureDigest {
    view.policy = Policy::Consensus;
    of_figure(&view)
}

fn compared(
    figure: &str,
    before: Option<&FigureView>,
    after: Option<&FigureView>,
) -> Option<ChangedAnswer> {
    let digest = |view: Option<&FigureView>| view.cloned().map(digest_of);
    let (old, new) = (digest(before), digest(after));
    if old == new {
        return None;
    }
    let best = |view: Option<&FigureView>| view.and_then(FigureView::best).map(summary);
    let (best_before, best_after) = (best(before), best(after));
    let what = if best_before != best_after {
        ChangeKind::Best
    } else if old.map(|digest| digest.state) == new.map(|digest| digest.state) {
        ChangeKind::History
    } else {
        ChangeKind::Beside
    };
    Some(ChangedAnswer {
        figure: figure.to_owned(),
        what,
        before: best_before,
        after: best_after,
        observations: observations(before, after),
    })
}

/// The observations that are not what they were, by period and unit.
fn observations(
    before: Option<&FigureView>,
    after: Option<&FigureView>,
) -> Vec<ChangedObservation> {
    let mut pairs: BTreeMap<_, [Option<ObservationSummary>; 2]> = BTreeMap::new();
    for (side, view) in [before, after].into_iter().enumerate() {
        let mut seen: BTreeMap<_, usize> = BTreeMap::new();
        for observation in view.iter().flat_map(|view| &view.observations) {
            let place = (
                observation.period.first_day(),
                observation.period.last_day(),
            );
            let place = (place, observation.unit.to_string());
            // Two events of one day are told apart by their order.
            let count = seen.entry(place.clone()).or_default();
            *count += 1;
            pairs.entry((place, *count)).or_default()[side] = Some(summary(observation));
        }
    }
    pairs
        .into_values()
        .filter(|[before, after]| before != after)
        .map(|[before, after]| ChangedObservation { before, after })
        .collect()
}
