//! Reads reports again from the documents in the book, with the present reader.
//!
//! What was misread is withdrawn, what is unchanged stays, what was overlooked is asserted; what
//! people did to the claims of a report stays as they left it. One commit a report.

mod compare;

use std::borrow::Cow;
use std::collections::BTreeSet;

use claimbook_adapter::manifest::Metadata;
use claimbook_model::event::{
    Amendment, ClaimAsserted, ClaimContent, FieldSource, ReaderVersion, ReportAmended, ReportField,
    claim_content, notes_extension, reader_extension,
};
use claimbook_model::{ClaimId, DocumentId, Event, ReportId};
use claimbook_views::keys;
use claimbook_views::reports::Report;
use claimbook_views::source::state_of_report;
use claimbook_views::state::State;

use crate::answer::reread::RereadAnswer;
use crate::curation::{Act, Plan};
use crate::edits::{Article, claims_of};
use crate::intake::{Origin, Overrides, Source};
use crate::known::{Known, as_known};
use crate::reading::{Desk, ReadReport};
use crate::{Book, Error, Failure, OnProgress, Scope, Stopped};
pub(crate) use compare::Compared;
use compare::Step;

/// One run of `reread`.
pub struct RereadRun<'a> {
    /// The reports, by their ids or the first digits of them; all where there is none.
    pub reports: &'a [String],
    /// The adapter that is to read them, in place of the one that did.
    pub adapter: Option<&'a str>,
    /// Who, why and when, and whether anything is recorded.
    pub act: Act<'a>,
}

/// What the run is told to do after each report: the answer about it, and how far the run is.
pub type OnReread<'a> = dyn FnMut(&RereadAnswer, u64, u64) -> std::io::Result<()> + 'a;

impl Book {
    /// Reads reports again with `desk`. An answer is given once its commit is on disk; a report
    /// that cannot be read again is told of, and does not hold up the others.
    ///
    /// # Errors
    /// If no report's id or several begin as one of the run's, or the book cannot be read or
    /// written. What was answered before stays.
    pub fn reread(
        &mut self,
        desk: &Desk,
        run: &RereadRun<'_>,
        progress: &mut OnProgress<'_>,
        on_answer: &mut OnReread<'_>,
    ) -> Result<(), Stopped> {
        let wanted = self.reports_to_reread(run.reports).map_err(Stopped::Book)?;
        let total = wanted.len() as u64;
        for (done, known) in (1..).zip(wanted) {
            let answer = match self.reread_one(desk, &known, run, progress) {
                Ok(answer) => answer,
                Err(error) if error.failure() == Failure::Input => {
                    let basis = self.globals().map_err(Stopped::Book)?;
                    let basis = self.basis(&basis, &Scope::default());
                    RereadAnswer::failed(&known.report, error.to_string(), basis)
                }
                Err(error) => return Err(Stopped::Book(error)),
            };
            on_answer(&answer, done, total).map_err(Stopped::Caller)?;
        }
        Ok(())
    }

    fn reports_to_reread(&self, named: &[String]) -> Result<Vec<Known>, Error> {
        let answers = match named {
            [] => self.reports()?,
            named => named
                .iter()
                .map(|id| self.report_named(id))
                .collect::<Result<_, _>>()?,
        };
        let mut seen = BTreeSet::new();
        let mut wanted = Vec::new();
        for answer in answers {
            if let Ok(id) = answer.report.parse::<ReportId>()
                && seen.insert(id)
            {
                wanted.extend(as_known(self, &keys::report(&id))?);
            }
        }
        Ok(wanted)
    }

    fn reread_one(
        &mut self,
        desk: &Desk,
        known: &Known,
        run: &RereadRun<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<RereadAnswer, Error> {
        let read = self.read_again(desk, known, run.adapter)?;
        let (compared, events) = self.compared(known, &read, &run.act)?;
        let has_changed = !events.is_empty();
        let plan = Plan {
            act: "reread",
            done: String::new(),
            events,
            document: None,
            findings: Vec::new(),
        };
        let curated = self.curate(plan, &run.act, progress)?;
        let mut answer =
            RereadAnswer::new(&known.report, &read, &compared, has_changed, curated.basis);
        answer.seq = curated.seq;
        answer.changed = curated.changed;
        answer.outdates = curated.outdates;
        Ok(answer)
    }

    /// Reads the document of a report again; what was given of it is given again.
    fn read_again(
        &self,
        desk: &Desk,
        known: &Known,
        adapter: Option<&str>,
    ) -> Result<ReadReport, Error> {
        let report = &known.report;
        let shown = format!("report {}", report.report.short());
        let bytes = self.document_of(&shown, &report.document)?;
        let given = |field, text: &str| {
            (known.is_given(field) && !text.is_empty()).then(|| text.to_owned())
        };
        let recorded = desk
            .has_adapter(&report.adapter)
            .then(|| report.adapter.to_string());
        let overrides = Overrides {
            published: report
                .published
                .filter(|_| known.is_given(ReportField::Published)),
            publication: given(ReportField::Publication, &report.publication_name),
            url: given(ReportField::Url, &report.url),
            title: given(ReportField::Title, &report.title),
            adapter: adapter.map(str::to_owned).or(recorded),
        };
        let source = Source {
            shown,
            origin: Origin::Bytes(bytes),
            metadata: Metadata::default(),
        };
        desk.read(&source, &overrides, report.recorded.date())
    }

    fn document_of(&self, shown: &str, document: &DocumentId) -> Result<Vec<u8>, Error> {
        match self.ledger.document(document) {
            Err(claimbook_ledger::Error::DocumentErased { .. }) => Err(Error::Document {
                path: shown.to_owned(),
                reason: "its document was erased, and cannot be read again".to_owned(),
            }),
            other => Ok(other?),
        }
    }

    /// Compares what was read again with what is on record.
    fn compared<'e>(
        &self,
        known: &Known,
        read: &'e ReadReport,
        act: &Act<'e>,
    ) -> Result<(Compared, Vec<Event<'e>>), Error> {
        let id = known.report.report;
        let state = state_of_report(&self.ledger, &id)?;
        let old = self.claims_with_acts(&id, &state)?;
        let new = read.reading.claims.iter().map(|claim| {
            let content = ClaimContent::of(id, claim);
            let asserted = Event::ClaimAsserted(ClaimAsserted {
                ordinal: 0,
                content: content.clone(),
            });
            let id = claim_content(&asserted.encode()).map(ClaimId::of);
            (id.unwrap_or(ClaimId([0; 32])), content)
        });
        let new: Vec<(ClaimId, ClaimContent<'e>)> = new.collect();
        let steps = compare::steps(&old, &new);
        let (mut compared, mut events) = (Compared::default(), Vec::new());
        for step in &steps {
            compared.count(step);
            if let Step::Reinstate { seqs } = step {
                for seq in seqs {
                    events.push(self.undoing_of(*seq, act)?);
                }
            } else {
                events.extend(step.events(&new, act));
            }
        }
        let amendments = amendments(known, read);
        let has_new_notes = known.report.notes != read.reading.notes;
        if events.is_empty() && amendments.is_empty() && !has_new_notes {
            return Ok((compared, events));
        }
        compared.amended = amendments.iter().map(|a| a.field.as_str()).collect();
        let mut more: Vec<_> = notes_extension(&read.reading.notes).into_iter().collect();
        more.push(reader_extension(&reader_of(read)));
        let amended = Event::ReportAmended(ReportAmended {
            report: id,
            amendments,
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more,
        });
        events.insert(0, amended);
        self.compare_versions(&known.report, read, act, &mut events)?;
        Ok((compared, events))
    }

    /// The claims of a report with what became of them.
    fn claims_with_acts(
        &self,
        report: &ReportId,
        state: &State,
    ) -> Result<Vec<compare::OnRecord<'_>>, Error> {
        let mut claims = Vec::new();
        for (id, content) in claims_of(self, report)? {
            let mut link = None;
            for seq in state.acts_on_claim(&id) {
                if let Event::ClaimLinked(linked) = self.ledger.stored_event(seq)?.decode()? {
                    link = Some(compare::Link::new(linked.to.as_deref()));
                }
            }
            claims.push(compare::OnRecord {
                id,
                content,
                withdrawals: state.withdrawals_of(&id),
                is_made: state.claim_is_made(&id),
                undone_by: self.undoings_of(&id, state)?,
                link,
            });
        }
        Ok(claims)
    }

    /// The events that took back the reading of a claim.
    fn undoings_of(&self, claim: &ClaimId, state: &State) -> Result<Vec<u64>, Error> {
        if state.claim_is_made(claim) {
            return Ok(Vec::new());
        }
        let mut undoings = Vec::new();
        for seq in self.ledger.sequence_numbers(&keys::claim(claim))? {
            let stored = self.ledger.stored_event(seq)?;
            if claim_content(stored.bytes).map(ClaimId::of) == Some(*claim) {
                undoings.extend(self.undone_by(state, seq)?);
            }
        }
        Ok(undoings)
    }

    /// What the versions of its article take back of each other, now that one was read otherwise.
    fn compare_versions<'e>(
        &self,
        report: &Report,
        read: &ReadReport,
        act: &Act<'e>,
        events: &mut Vec<Event<'e>>,
    ) -> Result<(), Error> {
        let Some(place) = report.place() else {
            return Ok(());
        };
        let mut article = Article::at(self, &place, act.now)?;
        if article.versions(&report.report).len() < 2 {
            return Ok(());
        }
        article.expect(events)?;
        let claims = article.standing(claims_of(self, &report.report)?);
        let asserted = crate::edits::asserted(events);
        let all = [claims, asserted].concat();
        article.tell(report.report, &read.bytes, &read.reading.notes, &all);
        for seq in article.void_withdrawals(&report.report)? {
            let undone = self.undoing_of(seq, act)?;
            article.expect(std::slice::from_ref(&undone))?;
            events.push(undone);
        }
        let withdrawals = article.withdrawals_around(report.report, act.by)?;
        events.extend(withdrawals);
        Ok(())
    }
}

/// What the document says of itself that is not what is on record, where nobody gave it.
fn amendments(known: &Known, read: &ReadReport) -> Vec<Amendment<'static>> {
    let report = &known.report;
    let published = |period: Option<claimbook_model::Period>| {
        period.map(|period| period.to_string()).unwrap_or_default()
    };
    let source = |field| {
        let of = |sources: &[(ReportField, FieldSource)]| {
            sources
                .iter()
                .find(|(other, _)| *other == field)
                .map(|(_, source)| *source)
        };
        of(&read.sources)
    };
    let fields = [
        (
            ReportField::Title,
            report.title.to_string(),
            read.title.clone(),
        ),
        (
            ReportField::Published,
            published(report.published),
            published(read.published),
        ),
    ];
    let differs = fields.into_iter().filter_map(|(field, before, now)| {
        // Nobody gave it: it was read from the document, and is read otherwise now.
        let is_read = !known.is_given(field) || before.is_empty();
        (is_read && before != now).then_some(Amendment {
            field,
            value: Cow::Owned(now),
            source: source(field).unwrap_or(FieldSource::Document),
        })
    });
    differs.collect()
}

fn reader_of(read: &ReadReport) -> ReaderVersion {
    ReaderVersion {
        adapter: read.adapter.to_owned(),
        adapter_version: read.adapter_version,
        extractor_version: read.extractor_version,
        catalog: read.catalog,
    }
}
