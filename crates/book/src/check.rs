//! Checks a text before it is published, and tells when what it says no longer holds.
//!
//! `draft` reads the text as a report is read, without filing it; `numbers` judges each of its
//! numbers; `pin` logs what a published text relies on; `pins` finds these again; `stale` compares
//! them with what is best known now; `events` tells what an event bears on.

mod draft;
mod events;
mod numbers;
mod pin;
mod pins;
mod stale;

use claimbook_model::Timestamp;
use claimbook_views::check::Settings;

use crate::answer::check::{CheckAnswer, CountsAnswer, NumberAnswer};
use crate::intake::{Overrides, Source};
use crate::reading::Desk;
use crate::{Book, Error, Scope};
use draft::Draft;
use numbers::Judge;

pub use pin::PinRun;

/// How a text is checked.
#[derive(Clone, Debug, Default)]
pub struct CheckRun {
    /// Under which clocks and which policy. The time that values are about holds for the numbers
    /// for which the text gives none.
    pub scope: Scope,
    /// After how many days without a newer word a right number is old; by the metric's kind where
    /// none is given.
    pub old_after_days: Option<u32>,
    /// The clock.
    pub now: Timestamp,
}

impl CheckRun {
    fn settings(&self) -> Settings {
        Settings {
            old_after_days: self.old_after_days,
        }
    }
}

impl Book {
    /// Compares every number of a text with what is best known. Nothing is filed.
    ///
    /// # Errors
    /// If the text cannot be read, or the book cannot be.
    pub fn check(
        &self,
        desk: &Desk,
        source: &Source,
        overrides: &Overrides,
        run: &CheckRun,
    ) -> Result<CheckAnswer, Error> {
        let draft = Draft::read(desk, source, overrides, run)?;
        Ok(self.checked(desk, &draft, run)?.0)
    }

    /// The answer about a draft, and what of it can be pinned.
    fn checked(
        &self,
        desk: &Desk,
        draft: &Draft,
        run: &CheckRun,
    ) -> Result<(CheckAnswer, Vec<pin::Candidate>), Error> {
        let mut judge = Judge::new(self, desk, draft, run)?;
        let mut numbers = Vec::new();
        let mut candidates = Vec::new();
        for mention in &draft.read.reading.mentions {
            let (number, candidate) = judge.number(mention)?;
            numbers.push(number);
            candidates.extend(candidate);
        }
        let answer = CheckAnswer {
            path: draft.read.shown.clone(),
            title: draft.read.title.clone(),
            document: draft.read.document.to_string(),
            day: draft.day.to_string(),
            counts: counts(&numbers),
            numbers,
            pinned: None,
            findings: draft.findings(),
            basis: judge.basis,
        };
        Ok((answer, candidates))
    }
}

fn counts(numbers: &[NumberAnswer]) -> CountsAnswer {
    let count = |holds: &dyn Fn(&NumberAnswer) -> bool| {
        numbers.iter().filter(|number| holds(number)).count()
    };
    let old = count(&|number| number.verdict == "old");
    let agree = old + count(&|number| number.verdict == "agrees");
    let must_be_fixed = count(&|number| number.must_be_fixed);
    let not_checked = count(&|number| number.verdict == "not checked");
    CountsAnswer {
        numbers: numbers.len(),
        agree,
        old,
        must_be_fixed,
        warnings: numbers.len() - agree - must_be_fixed - not_checked,
        not_checked,
    }
}
