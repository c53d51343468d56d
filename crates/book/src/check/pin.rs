//! Logs what a published text relies on.

use std::borrow::Cow;

use claimbook_extract::Mention;
use claimbook_ledger::Commit;
use claimbook_model::event::{DraftPinned, DraftText, PinnedFigure, PinnedPlace, Policy};
use claimbook_model::{Event, FigureKey, Period};
use claimbook_views::check::{Assertion, Finding};

use super::CheckRun;
use super::draft::Draft;
use super::pins::Pin;
use crate::answer::check::{CheckAnswer, PinnedAnswer};
use crate::intake::{Overrides, STANDARD_INPUT, Source};
use crate::reading::Desk;
use crate::{Book, Error};

/// How a text is pinned.
#[derive(Clone, Copy, Debug)]
pub struct PinRun<'a> {
    /// The title under which it is pinned; its own, or else its path, where none is given.
    pub title: Option<&'a str>,
    /// Who pins it.
    pub actor: &'a str,
    /// Whether it is pinned although something in it must be fixed.
    pub force: bool,
}

/// A number that can be pinned: it was compared with something.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    figure: PinnedFigure<'static>,
    place: PinnedPlace,
}

impl Candidate {
    pub(super) fn of(
        mention: &Mention,
        figure: &FigureKey,
        said: &Assertion,
        finding: &Finding<'_>,
    ) -> Option<Self> {
        let held = finding.held?;
        Some(Self {
            figure: PinnedFigure {
                figure: Cow::Owned(figure.to_string()),
                period: held.period(),
                value: said.value,
                comparator: said.comparator,
                unit: Cow::Owned(said.unit.to_string()),
            },
            place: PinnedPlace {
                start: mention.start,
                end: mention.end,
                period: said.period,
                modality: said.modality,
            },
        })
    }
}

impl Book {
    /// Checks a text as [`Book::check`] does, and logs which figures and which state of the book
    /// it relies on: on disk when this returns. Only numbers that could be compared are pinned. A
    /// text in which something must be fixed is refused unless forced; one that is pinned already
    /// on the same values is unchanged.
    ///
    /// # Errors
    /// As [`Book::check`]; if standard input is given no title, or the book cannot be written.
    pub fn pin(
        &mut self,
        desk: &Desk,
        source: &Source,
        overrides: &Overrides,
        run: &CheckRun,
        pin: &PinRun<'_>,
    ) -> Result<CheckAnswer, Error> {
        let draft = Draft::read(desk, source, overrides, run)?;
        let (mut answer, candidates) = self.checked(desk, &draft, run)?;
        let title = title(&draft, pin)?;
        let mut pinned = PinnedAnswer {
            status: "refused",
            figures: candidates.len(),
            title,
            seq: None,
            replaces: None,
        };
        let may = (answer.counts.must_be_fixed == 0 || pin.force) && !candidates.is_empty();
        if may {
            self.log_pin(&draft, candidates, &answer, run, pin, &mut pinned)?;
        }
        answer.pinned = Some(pinned);
        Ok(answer)
    }

    fn log_pin(
        &mut self,
        draft: &Draft,
        candidates: Vec<Candidate>,
        answer: &CheckAnswer,
        run: &CheckRun,
        pin: &PinRun<'_>,
        pinned: &mut PinnedAnswer,
    ) -> Result<(), Error> {
        let (figures, places) = candidates
            .into_iter()
            .map(|candidate| (candidate.figure, candidate.place))
            .unzip();
        let text = DraftText {
            day: Period::day(draft.day),
            places,
        };
        let event = DraftPinned {
            document: draft.read.document,
            title: Cow::Owned(pinned.title.clone()),
            seq: answer.basis.at_seq,
            policy: answer.basis.policy.parse().unwrap_or(Policy::Consensus),
            figures,
            by: Cow::Borrowed(pin.actor),
            more: vec![text.extension()],
        };
        if let Some(before) = self.live_pin_titled(&pinned.title)? {
            if self.is_pinned_alike(&before, &event, run)? {
                pinned.status = "unchanged";
                pinned.seq = Some(before.seq);
                return Ok(());
            }
            let other = before.document != event.document;
            pinned.replaces = other.then(|| before.document.to_string());
        }
        let receipt = self.commit(&Commit {
            recorded: run.now,
            actor: pin.actor,
            document: Some(&draft.read.bytes),
            events: &[Event::DraftPinned(event)],
        })?;
        pinned.status = "pinned";
        pinned.seq = Some(receipt.last_seq);
        Ok(())
    }

    /// Whether a pin says what `event` would say, and all that it relied on still stands.
    fn is_pinned_alike(
        &self,
        before: &Pin,
        event: &DraftPinned<'_>,
        run: &CheckRun,
    ) -> Result<bool, Error> {
        if !before.says(event) {
            return Ok(false);
        }
        for number in &before.numbers {
            if self.is_stale(before, number, run.now.date())? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn title(draft: &Draft, pin: &PinRun<'_>) -> Result<String, Error> {
    let own = Some(&draft.read.title).filter(|title| !title.is_empty());
    let path = Some(&draft.read.shown).filter(|shown| *shown != STANDARD_INPUT);
    let given = pin.title.map(str::to_owned);
    given.or_else(|| own.or(path).cloned()).ok_or(Error::Usage {
        message: "a text from standard input needs a title to be pinned under: --title TEXT"
            .to_owned(),
    })
}
