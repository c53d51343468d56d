//! Whether a number in a text is right by what is best known: pure, from what the text says and
//! the view of the figure to a verdict.
//!
//! The rules stand in `docs/semantics.md`, "Checking a text". [`fit`] compares two numbers, `place`
//! finds the observation that the text speaks of, `past` looks for what used to be best known,
//! `beside` for what stands beside the answer; `actual`, `outlook` and `denial` put them together
//! for what a text states, expects and denies.

mod actual;
mod beside;
mod denial;
pub mod fit;
mod outlook;
mod past;
mod place;
mod verdict;

use std::sync::Arc;

use claimbook_model::{Comparator, Date, Modality, Period, Value};

use crate::figure::{FigureView, Reading, Statement, VoiceView};
use fit::Fit;

pub use verdict::{Because, Finding, Held, Verdict};

/// What a text says of a figure in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The value as written.
    pub value: Value,
    /// How the text compares the figure with it.
    pub comparator: Comparator,
    /// Its unit.
    pub unit: Arc<str>,
    /// What it is about, as far as the text tells.
    pub period: Option<Period>,
    /// How sure the text is.
    pub modality: Modality,
    /// The voice to which the text attributes it; none where it names nobody.
    pub voice: Option<Arc<str>>,
    /// The text's own date: what "now" means in it.
    pub day: Date,
    /// Whether the text gives it as what was before a change: "down from $80 billion".
    pub is_before: bool,
}

/// What the caller may choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// After how many days without a newer word a right number is old; by the metric's kind where
    /// none is given.
    pub old_after_days: Option<u32>,
}

impl Assertion {
    fn reading(&self) -> Reading {
        Reading::new(self.value, self.comparator)
    }

    /// The day of which it speaks: the last one of its period, but not after the text's own.
    fn stand_day(&self) -> Date {
        self.period
            .map_or(self.day, |period| period.last_day().min(self.day))
    }

    /// Whether it speaks of the time of the text, or does not say of which.
    pub fn is_of_now(&self) -> bool {
        self.period
            .is_none_or(|period| period.last_day() >= self.day)
    }
}

/// The verdict on one number, from the view of its figure alone. `view` is of all time: nothing is
/// left out by a period that is asked for.
///
/// It agrees only where the book's number makes the words of the text true: see [`fit`].
pub fn check<'v>(said: &Assertion, view: &'v FigureView, settings: Settings) -> Finding<'v> {
    if said.modality == Modality::Denied {
        denial::check(said, view)
    } else if said.modality.is_outlook() {
        outlook::check(said, view)
    } else {
        actual::check(said, view, settings)
    }
}

/// Whether a text with it must be changed before it is published. A contested number may stand
/// where the text says whose it is.
pub fn must_be_fixed(said: &Assertion, finding: &Finding<'_>) -> bool {
    finding.verdict.must_be_fixed()
        && !(finding.verdict == Verdict::Contested && is_named(said, finding))
}

/// Whether the voice that the text names is one of those who say the number.
fn is_named(said: &Assertion, finding: &Finding<'_>) -> bool {
    let Some(named) = &said.voice else {
        return false;
    };
    let is_voice = |voices: &[VoiceView]| voices.iter().any(|voice| voice.slug == *named);
    let is_side = |other: &Statement| beside::fits(said, other) == Fit::Same;
    let of_held = match finding.held {
        Some(Held::Observation(held)) => {
            place::fits(said, held) == Fit::Same && is_voice(&held.voices)
        }
        Some(Held::Statement(held)) => is_side(held) && is_voice(&held.voices),
        None => false,
    };
    let mut others = finding.beside.iter();
    of_held || others.any(|other| is_side(other) && is_voice(&other.voices))
}

/// Whether the number of another figure of the family may explain `finding`: it is wrong of its
/// own figure, or nothing is known of that.
pub fn may_be_other_scope(finding: &Finding<'_>) -> bool {
    matches!(
        finding.verdict,
        Verdict::Contradicted | Verdict::NotInTheBook
    ) && finding.because != Because::TextDenies
}

/// The verdict `other scope`, if what the text says is what `member`, another figure of the
/// family, is known to be.
pub fn other_scope<'v>(
    said: &Assertion,
    member: &'v FigureView,
    settings: Settings,
) -> Option<Finding<'v>> {
    let finding = check(said, member, settings);
    let fits = matches!(
        finding.verdict,
        Verdict::Agrees | Verdict::Old | Verdict::Contested
    );
    fits.then_some(Finding {
        verdict: Verdict::OtherScope,
        because: Because::Plain,
        ..finding
    })
}
