//! Which published numbers what is best known now no longer bears out, and since when.

use std::collections::BTreeSet;

use claimbook_model::{Date, Event, Evidence, MetricKind, Place};
use claimbook_views::check::{Assertion, Finding, Held, Settings, Verdict, check};
use claimbook_views::figure::FigureView;
use claimbook_views::store::touched_figures;
use claimbook_views::{keys, source};

use super::draft::Lines;
use super::events::{act, report_of};
use super::pins::{Pin, PinnedNumber};
use crate::answer::ValueAnswer;
use crate::answer::check::HeldAnswer;
use crate::answer::show::Teller;
use crate::answer::stale::{OutdatesAnswer, RivalAnswer, SinceAnswer, StaleAnswer};
use crate::quotes::{Quote, Quotes};
use crate::{Book, Error, Scope};

/// A pinned number with the view of its figure at one point of the log.
struct Reckoned {
    said: Assertion,
    view: FigureView,
}

impl Reckoned {
    fn finding(&self) -> Finding<'_> {
        check(&self.said, &self.view, Settings::default())
    }
}

impl Book {
    /// The numbers of published texts that no longer hold, text by text in the order in which
    /// they were pinned, each in the order of its text.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn stale(&self, today: Date) -> Result<Vec<StaleAnswer>, Error> {
        let quotes = Quotes::new(&self.ledger);
        let mut answers = Vec::new();
        for pin in self.live_pins()? {
            for number in &pin.numbers {
                let then = self.reckoned(&pin, number, Some(pin.at_seq), today)?;
                let now = self.reckoned(&pin, number, None, today)?;
                if differs_for_the_worse(&then, &now) {
                    answers.push(self.told(&pin, number, (&then, &now), today, &quotes)?);
                }
            }
        }
        Ok(answers)
    }

    /// How many published texts are watched, and with how many numbers.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn pinned(&self) -> Result<(usize, usize), Error> {
        let pins = self.live_pins()?;
        Ok((pins.len(), pins.iter().map(|pin| pin.numbers.len()).sum()))
    }

    /// The numbers of published texts that the events `first` to `last` of one commit made
    /// doubtful or wrong. Only texts that rely on a figure which these events touch are looked at.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn outdated_by(
        &self,
        [first, last]: [u64; 2],
        today: Date,
    ) -> Result<Vec<OutdatesAnswer>, Error> {
        let all = self.ledger.sequence_numbers(keys::DRAFTS)?;
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let touched = self.touched(first, last)?;
        let seqs = match &touched {
            None => all,
            Some(figures) => self.pins_of(figures)?,
        };
        let quotes = Quotes::new(&self.ledger);
        let mut answers = Vec::new();
        for pin in self.live_among(seqs)? {
            let is_touched = |number: &&PinnedNumber| {
                touched
                    .as_ref()
                    .is_none_or(|figures| figures.contains(&number.figure))
            };
            for number in pin.numbers.iter().filter(is_touched) {
                let before = self.reckoned(&pin, number, Some(first.saturating_sub(1)), today)?;
                let after = self.reckoned(&pin, number, Some(last), today)?;
                if differs_for_the_worse(&before, &after) {
                    answers.push(outdated(&pin, number, (&before, &after), &quotes)?);
                }
            }
        }
        Ok(answers)
    }

    /// Whether a pinned number no longer holds.
    pub(super) fn is_stale(
        &self,
        pin: &Pin,
        number: &PinnedNumber,
        today: Date,
    ) -> Result<bool, Error> {
        let then = self.reckoned(pin, number, Some(pin.at_seq), today)?;
        let now = self.reckoned(pin, number, None, today)?;
        Ok(differs_for_the_worse(&then, &now))
    }

    /// What is to be compared with a pinned number. A level or a count that the text told of its
    /// own time is held against what is known of today: whoever reads the text now takes it so.
    fn reckoned(
        &self,
        pin: &Pin,
        number: &PinnedNumber,
        at_seq: Option<u64>,
        today: Date,
    ) -> Result<Reckoned, Error> {
        let scope = Scope {
            policy: Some(pin.policy),
            at_seq,
            ..Scope::default()
        };
        let view = self
            .folded(&number.figure, &scope)?
            .view(&number.figure, &scope);
        let mut said = number.said.clone();
        let is_level = matches!(view.kind, Some(MetricKind::Stock | MetricKind::Tally));
        if is_level && said.is_of_now() {
            said.period = None;
            said.day = said.day.max(today);
        }
        Ok(Reckoned { said, view })
    }

    fn told(
        &self,
        pin: &Pin,
        number: &PinnedNumber,
        (then, now): (&Reckoned, &Reckoned),
        today: Date,
        quotes: &Quotes<'_>,
    ) -> Result<StaleAnswer, Error> {
        let (place, quote) = place_of(pin, number, quotes)?;
        let finding = now.finding();
        let teller = Teller::new(&now.view, quotes);
        let others = finding.beside.iter().map(|other| teller.statement(other));
        Ok(StaleAnswer {
            title: pin.title.clone(),
            document: pin.document.to_string(),
            pinned: pin.recorded.date().to_string(),
            pin_seq: pin.seq,
            by: pin.by.clone(),
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            quote: quote.words,
            context: quote.context,
            figure: number.figure.clone(),
            said: ValueAnswer::new(
                number.said.value,
                number.said.comparator,
                &number.said.unit,
                None,
            ),
            period: number.said.period.map(|period| period.to_string()),
            verdict: finding.verdict.as_str(),
            because: finding.because.as_str(),
            was: held(&number.figure, then, quotes)?,
            now: held(&number.figure, now, quotes)?,
            others: others.collect::<Result<_, _>>()?,
            since: self.since(pin, number, then, today)?,
            basis: self.folded("", &Scope::default())?.basis,
        })
    }

    /// The event with which a number that holds at the pin, and no longer now, ceased to.
    fn since(
        &self,
        pin: &Pin,
        number: &PinnedNumber,
        then: &Reckoned,
        today: Date,
    ) -> Result<Option<SinceAnswer>, Error> {
        let (mut holds, mut fails) = (pin.at_seq, self.ledger.seq_end().saturating_sub(1));
        while fails.saturating_sub(holds) > 1 {
            let middle = holds + (fails - holds) / 2;
            let there = self.reckoned(pin, number, Some(middle), today)?;
            if differs_for_the_worse(then, &there) {
                fails = middle;
            } else {
                holds = middle;
            }
        }
        self.brought_by(fails, &number.figure).map(Some)
    }

    /// Which report, or who, an event comes from.
    fn brought_by(&self, seq: u64, figure: &str) -> Result<SinceAnswer, Error> {
        let stored = self.ledger.stored_event(seq)?;
        let event = stored.decode()?;
        let report = report_of(&event);
        let state = source::state_of(&self.ledger, figure, Some(seq))?;
        let fact = report.and_then(|report| state.report_fact(&report));
        let filed = report.and_then(|report| state.report(&report));
        Ok(SinceAnswer {
            act: act(&event),
            seq,
            recorded: stored.recorded.to_string(),
            known: fact.map(|fact| fact.known.to_string()),
            report: report.map(|report| report.to_string()),
            publication: filed
                .as_ref()
                .map(|filed| filed.publication_name.to_string()),
            title: filed
                .map(|filed| filed.title.to_string())
                .filter(|title| !title.is_empty()),
            by: self.actor_of(seq)?,
        })
    }

    /// Who made the commit of an event.
    fn actor_of(&self, seq: u64) -> Result<String, Error> {
        for seq in (0..=seq).rev() {
            if let Event::Committed(committed) = self.ledger.stored_event(seq)?.decode()? {
                return Ok(committed.actor.into_owned());
            }
        }
        Ok(String::new())
    }

    /// The pins that rely on any of the figures.
    fn pins_of(&self, figures: &BTreeSet<String>) -> Result<Vec<u64>, Error> {
        let mut seqs = BTreeSet::new();
        for figure in figures {
            seqs.extend(self.ledger.sequence_numbers(&keys::drafts_of(figure))?);
        }
        Ok(seqs.into_iter().collect())
    }

    /// The figures that some events bear on, with those merged with them; none if they bear on
    /// all.
    fn touched(&self, first: u64, last: u64) -> Result<Option<BTreeSet<String>>, Error> {
        let Some(figures) = touched_figures(&self.ledger, first..last + 1)? else {
            return Ok(None);
        };
        let mut touched = BTreeSet::new();
        for figure in figures {
            touched.extend(source::merged_with(&self.ledger, &figure)?);
        }
        Ok(Some(touched))
    }
}

/// Whether a number that was borne out, or wrong in one way, is now wrong in another.
fn differs_for_the_worse(before: &Reckoned, after: &Reckoned) -> bool {
    let (was, is) = (before.finding(), after.finding());
    let same_held = match (&was.held, &is.held) {
        (Some(was), Some(is)) => was.shows_same(is),
        (was, is) => was.is_none() && is.is_none(),
    };
    // What is not held against the book's value does not change with it.
    let is_open = matches!(is.verdict, Verdict::Unclear | Verdict::NotInTheBook);
    let same = was.verdict == is.verdict && was.because == is.because;
    !is.verdict.is_right() && !(same && (same_held || is_open))
}

fn held(
    figure: &str,
    reckoned: &Reckoned,
    quotes: &Quotes<'_>,
) -> Result<Option<HeldAnswer>, claimbook_ledger::Error> {
    let teller = Teller::new(&reckoned.view, quotes);
    HeldAnswer::of(figure, &reckoned.finding(), &reckoned.view.rows, &teller)
}

fn outdated(
    pin: &Pin,
    number: &PinnedNumber,
    (before, after): (&Reckoned, &Reckoned),
    quotes: &Quotes<'_>,
) -> Result<OutdatesAnswer, Error> {
    let (place, quote) = place_of(pin, number, quotes)?;
    let value = |reckoned: &Reckoned| match reckoned.finding().held? {
        Held::Observation(held) => {
            let shown = ValueAnswer::new(held.value?, held.comparator?, &held.unit, None);
            Some(shown.counting(held.counted.as_deref()))
        }
        Held::Statement(held) => Some(ValueAnswer::new(
            held.value,
            held.comparator,
            &held.unit,
            None,
        )),
    };
    let finding = after.finding();
    let others = finding.beside.iter().map(|other| RivalAnswer {
        value: ValueAnswer::new(other.value, other.comparator, &other.unit, None),
        voices: other
            .voices
            .iter()
            .map(|voice| voice.name.to_string())
            .collect(),
    });
    Ok(OutdatesAnswer {
        others: others.collect(),
        draft: pin.document.to_string(),
        title: pin.title.clone(),
        line: place.map(|(line, _)| line),
        quote: quote.words,
        figure: number.figure.clone(),
        verdict: finding.verdict.as_str(),
        was: value(before),
        now: value(after),
    })
}

/// Line and column of a number in its text, and its words; nothing of an erased text.
fn place_of(
    pin: &Pin,
    number: &PinnedNumber,
    quotes: &Quotes<'_>,
) -> Result<(Option<(usize, usize)>, Quote), Error> {
    let Some((start, end)) = number.span else {
        return Ok((None, Quote::default()));
    };
    let bytes = quotes.document(&pin.document)?;
    let evidence = Evidence::Bytes {
        start,
        end,
        place: Place::Paragraph,
    };
    let quote = quotes.read(&pin.document, Some(&evidence))?;
    let is_there = usize::try_from(end).is_ok_and(|end| end <= bytes.len());
    let place = is_there.then(|| Lines::of(&bytes).place(&bytes, start));
    Ok((place, quote))
}
