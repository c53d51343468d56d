//! Questions about quantities for which no figure was found.

use claimbook_views::source::EventSource;
use claimbook_views::state::State;

use crate::answer::unlinked::UnlinkedAnswer;
use crate::quotes::Quotes;
use crate::{Book, Error, OnProgress};

/// Which unlinked quantities are asked for; all of them by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unlinked {
    /// Only those with these words in the quote or around it, in any case of letters.
    pub query: Option<String>,
    /// Only those of the report whose id begins so.
    pub report: Option<String>,
    /// Only those in this unit; for `USD` also rates of it.
    pub unit: Option<String>,
    /// Only what the book had recorded by this sequence number.
    pub at_seq: Option<u64>,
}

impl Unlinked {
    fn has_unit(&self, unit: &str) -> bool {
        let numerator = unit.split('/').next().unwrap_or(unit);
        let is = |wanted: &str| {
            wanted.eq_ignore_ascii_case(unit) || wanted.eq_ignore_ascii_case(numerator)
        };
        self.unit.as_deref().is_none_or(is)
    }

    fn has_words(&self, answer: &UnlinkedAnswer) -> bool {
        let Some(query) = self.query.as_deref().map(str::to_lowercase) else {
            return true;
        };
        [&answer.quote, &answer.context]
            .into_iter()
            .any(|text| text.to_lowercase().contains(&query))
    }
}

impl Book {
    /// The quantities that count for no figure, in the order in which they were taken in. Left out
    /// are those that no longer stand, or that a later version of their article replaced.
    ///
    /// # Errors
    /// If no report's id or several begin as asked, or the book cannot be read.
    pub fn unlinked(
        &self,
        wanted: &Unlinked,
        progress: &mut OnProgress<'_>,
    ) -> Result<Vec<UnlinkedAnswer>, Error> {
        let report = wanted.report.as_deref().map(|id| self.report_named(id));
        let report = report.transpose()?.map(|report| report.report);
        let mut state = State::new();
        let end = wanted.at_seq.map_or(u64::MAX, |seq| seq.saturating_add(1));
        let end = end.min(self.ledger.seq_end());
        EventSource::for_each(&self.ledger, 0..end, &mut |event| {
            if event.seq.is_multiple_of(1 << 12) {
                progress(event.seq, end);
            }
            state.apply(&event)
        })?;
        let quotes = Quotes::new(&self.ledger);
        let mut answers = Vec::new();
        for fact in state.unlinked() {
            let id = fact.report.report.to_string();
            if report.as_ref().is_some_and(|report| *report != id) || !wanted.has_unit(&fact.unit) {
                continue;
            }
            let quote = quotes.read(&fact.report.document, fact.evidence.as_ref())?;
            let answer = UnlinkedAnswer::new(&fact, id, quote);
            if wanted.has_words(&answer) {
                answers.push(answer);
            }
        }
        Ok(answers)
    }
}
