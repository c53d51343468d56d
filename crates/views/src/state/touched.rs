//! Which figures an event can have changed, so that nothing else need be folded again.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimbook_model::{ClaimId, ReportId};

use super::State;

/// What happened to a figure since it was last asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touch {
    /// It has these claims more, by their numbers in the state; nothing else changed.
    Grew(Vec<u32>),
    /// Anything may have changed.
    Changed,
}

/// Figures that events have touched, under the keys that the events name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Every figure: a catalog, a policy or a rating changed.
    pub all: bool,
    /// The others.
    pub figures: BTreeMap<Arc<str>, Touch>,
}

impl Touched {
    pub(super) fn grow(&mut self, figure: Arc<str>, claim: u32) {
        match self
            .figures
            .entry(figure)
            .or_insert_with(|| Touch::Grew(Vec::new()))
        {
            Touch::Grew(claims) => claims.push(claim),
            Touch::Changed => {}
        }
    }

    pub(super) fn change(&mut self, figure: Arc<str>) {
        self.figures.insert(figure, Touch::Changed);
    }

    pub(super) fn change_all(&mut self) {
        self.all = true;
    }
}

impl State {
    /// What was touched since the last call, under the keys that count.
    pub fn take_touched(&mut self) -> Touched {
        let touched = std::mem::take(&mut self.touched);
        let mut resolved = Touched {
            all: touched.all,
            figures: BTreeMap::new(),
        };
        let merges = self.merges();
        for (figure, touch) in touched.figures {
            let key = super::resolve(&merges, &figure);
            match (touch, resolved.figures.get_mut(key)) {
                (Touch::Grew(claims), None) if *key == figure => {
                    resolved.figures.insert(figure, Touch::Grew(claims));
                }
                (_, Some(known)) => *known = Touch::Changed,
                (_, None) => {
                    resolved.figures.insert(key.clone(), Touch::Changed);
                }
            }
            // A key that was merged away has to be seen to be empty.
        }
        resolved
    }

    /// Touches the figure that a claim has now.
    pub(super) fn touch_claim(&mut self, claim: &ClaimId) {
        let figure = self
            .claim_numbers
            .get(claim)
            .and_then(|&number| self.key_of(&self.claims[number as usize]))
            .cloned();
        if let Some(figure) = figure {
            self.touched.change(figure);
        }
    }

    /// Touches the figures of a report's claims.
    pub(super) fn touch_report(&mut self, report: &ReportId) {
        let Some(record) = self.reports.get(report) else {
            return;
        };
        let figures: Vec<Arc<str>> = record
            .claims
            .iter()
            .filter_map(|&number| self.key_of(&self.claims[number as usize]).cloned())
            .collect();
        for figure in figures {
            self.touched.change(figure);
        }
    }
}
