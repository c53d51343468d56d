//! Questions about reports.

use std::collections::BTreeMap;

use claimbook_model::event::ClaimContent;
use claimbook_model::{ClaimId, Event, Evidence, ReportId, event};
use claimbook_views::figure::Change;
use claimbook_views::keys;
use claimbook_views::reports::Report;
use claimbook_views::source::state_of_report;
use claimbook_views::state::Version;

use crate::answer::append::inferred;
use crate::answer::reports::{
    CorrectionAnswer, MarkAnswer, ReportAnswer, ReportClaimAnswer, ReportTextAnswer,
};
use crate::answer::{ValueAnswer, extract::quote};
use crate::curation::{Subjects, whole_bytes};
use crate::known::{Known, as_known};
use crate::quotes::Quotes;
use crate::{Book, Error};

impl Book {
    /// The reports, in the order in which they were taken in.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn reports(&self) -> Result<Vec<ReportAnswer>, Error> {
        let mut answers = Vec::new();
        let moved = self.any_moved()?;
        for key in self.ledger.keys(&[REPORTS])? {
            answers.extend(self.report_of_key(&key, moved)?);
        }
        answers.sort_by_key(|answer| answer.seq);
        Ok(answers)
    }

    /// The report whose id begins with `id`, its text with the claims marked, and what each became.
    ///
    /// # Errors
    /// If no id or several begin so, or the book cannot be read.
    pub fn report(&self, id: &str) -> Result<ReportTextAnswer, Error> {
        let about = self.report_named(id)?;
        self.with_text(about)
    }

    /// The report whose id begins with `id`.
    pub(crate) fn report_named(&self, id: &str) -> Result<ReportAnswer, Error> {
        let wanted = id.to_ascii_lowercase();
        let mut found = Vec::new();
        let moved = self.any_moved()?;
        let keys = whole_bytes(&wanted).map(|bytes| keys::beginning(REPORTS, &bytes));
        let keys = keys.map(|prefix| self.ledger.keys(&prefix)).transpose()?;
        for key in keys.unwrap_or_default() {
            // Keys hold whole bytes of the first half of an id: the rest is compared.
            let answer = self.report_of_key(&key, moved)?;
            found.extend(answer.filter(|answer| answer.report.starts_with(&wanted)));
        }
        match found.len() {
            0 => Err(Error::UnknownReport { id: id.to_owned() }),
            1 => Ok(found.remove(0)),
            count => Err(Error::AmbiguousReport {
                id: id.to_owned(),
                count,
            }),
        }
    }

    fn report_of_key(&self, key: &[u8], moved: bool) -> Result<Option<ReportAnswer>, Error> {
        let Some(Known { report, not_given }) = as_known(self, key)? else {
            return Ok(None);
        };
        let commit = self.ledger.commit_of(report.seq)?;
        let place = self.place_of(&report, key, moved)?;
        Ok(Some(ReportAnswer {
            report: report.report.to_string(),
            document: report.document.to_string(),
            publication: report.publication_name.to_string(),
            title: report.title.to_string(),
            url: report.url.to_string(),
            published: report.published.map(|period| period.to_string()),
            inferred: inferred(&not_given),
            adapter: report.adapter.to_string(),
            claims: self
                .ledger
                .sequence_numbers(&keys::claims_of_report(&report.report))?
                .len(),
            seq: [commit.first_seq, commit.last_seq],
            replaces: place.replaces.map(|id| id.to_string()),
            superseded_by: place.superseded_by.map(|id| id.to_string()),
            held: place.held,
            reader: format!(
                "{} {}, extractor {}",
                report.adapter, report.adapter_version, report.extractor_version
            ),
            rereadings: report.rereadings,
            corrections: self.corrections(&report)?,
        }))
    }

    /// Whether a report was ever amended to another place.
    fn any_moved(&self) -> Result<bool, Error> {
        for seq in self.ledger.sequence_numbers(keys::GLOBAL)? {
            if let Event::ReportAmended(_) = self.ledger.stored_event(seq)?.decode()? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Where a report stands among the versions of its article; `moved` where another may have
    /// been amended to its place.
    fn place_of(&self, report: &Report, key: &[u8], moved: bool) -> Result<VersionPlace, Error> {
        let Some(place) = report.place() else {
            return self.judged_alone(report, key);
        };
        let at = keys::place(&place.publication, &place.url, &place.part);
        if !moved && self.ledger.sequence_numbers(&at)?.len() < 2 {
            return self.judged_alone(report, key);
        }
        let state = state_of_report(&self.ledger, &report.report)?;
        let versions = state.versions(&report.report);
        let id = |version: &Version| version.report.report;
        let own = versions.iter().position(|v| id(v) == report.report);
        let own = own.unwrap_or_default();
        Ok(VersionPlace {
            replaces: own.checked_sub(1).map(|before| id(&versions[before])),
            superseded_by: versions
                .iter()
                .skip(own + 1)
                .rfind(|later| !later.held)
                .map(id),
            held: versions.get(own).is_some_and(|version| version.held),
        })
    }

    /// The place of a report that is no version among others: it may have been judged.
    fn judged_alone(&self, report: &Report, key: &[u8]) -> Result<VersionPlace, Error> {
        let mut place = VersionPlace::default();
        if self.ledger.sequence_numbers(key)?.len() > 1 {
            let state = state_of_report(&self.ledger, &report.report)?;
            let fact = state.report_fact(&report.report);
            place.held = fact.is_some_and(|fact| fact.held);
        }
        Ok(place)
    }

    /// The notes in which a report says what it changed in its own text.
    fn corrections(&self, report: &Report) -> Result<Vec<CorrectionAnswer>, Error> {
        if report.notes.is_empty() {
            return Ok(Vec::new());
        }
        let bytes = Quotes::new(&self.ledger).document(&report.document)?;
        let told = report.notes.iter().map(|note| CorrectionAnswer {
            kind: note.kind.as_str(),
            quote: quote(&bytes, note.start, note.end),
        });
        Ok(told.collect())
    }

    fn with_text(&self, about: ReportAnswer) -> Result<ReportTextAnswer, Error> {
        let bytes = match about.document.parse() {
            Ok(document) => self.ledger.document(&document)?,
            Err(_) => Vec::new(),
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let id: ReportId = about
            .report
            .parse()
            .map_err(|error: claimbook_model::IdError| Error::Usage {
                message: error.to_string(),
            })?;
        let (mut claims, mut marks) = (Vec::new(), Vec::new());
        let mut histories = Histories {
            book: self,
            became: BTreeMap::new(),
        };
        let state = state_of_report(&self.ledger, &id)?;
        let mut subjects = Subjects::default();
        subjects.reports.insert(id);
        for seq in self.ledger.sequence_numbers(&keys::claims_of_report(&id))? {
            let stored = self.ledger.stored_event(seq)?;
            let Event::ClaimAsserted(asserted) = stored.decode()? else {
                continue;
            };
            let claim_id = event::claim_content(stored.bytes).map(ClaimId::of);
            let Some((figure, number)) = claim_id.and_then(|id| state.claim(&id)) else {
                continue;
            };
            if state.claims_numbered(&[number]).is_empty() {
                // It was entered by hand or read again, and that was undone.
                continue;
            }
            subjects.claims.extend(claim_id);
            let figure = figure.as_deref();
            let content = &asserted.content;
            marks.extend(spans(&content.evidence).map(|(start, end)| MarkAnswer {
                start,
                end,
                claim: claims.len(),
            }));
            let became = histories.became(figure, claim_id)?;
            claims.push(claim_answer(content, claim_id, figure, became, &bytes));
        }
        Ok(ReportTextAnswer {
            about,
            text,
            marks: in_order(marks),
            claims,
            acts: self.acts_on(&subjects, &state)?,
            notes: self.notes_on(&subjects, &state, self.ledger.seq_end())?,
        })
    }
}

fn claim_answer(
    content: &ClaimContent<'_>,
    claim: Option<ClaimId>,
    figure: Option<&str>,
    became: Option<&'static str>,
    document: &[u8],
) -> ReportClaimAnswer {
    let (start, end) = spans(&content.evidence).next().unwrap_or_default();
    ReportClaimAnswer {
        claim: claim.map(|id| id.to_string()).unwrap_or_default(),
        figure: figure.map(str::to_owned),
        value: ValueAnswer::new(content.value, content.comparator, &content.unit, None)
            .counting(content.counted.as_deref()),
        period: content.period.map(|period| period.to_string()),
        modality: content.modality.as_str(),
        attribution: content.attribution.as_deref().map(str::to_owned),
        became,
        quote: quote(document, start as u64, end as u64),
        mentions: content.evidence.len(),
    }
}

/// Where a report stands among the versions of its article.
#[derive(Default)]
struct VersionPlace {
    /// The version before it.
    replaces: Option<ReportId>,
    /// The latest version after it that counts.
    superseded_by: Option<ReportId>,
    held: bool,
}

/// What the keys of reports begin with.
const REPORTS: u8 = b'r';

/// Changes that claims made, each figure folded once.
struct Histories<'b> {
    book: &'b Book,
    became: BTreeMap<String, BTreeMap<ClaimId, Change>>,
}

impl Histories<'_> {
    fn became(
        &mut self,
        figure: Option<&str>,
        claim: Option<ClaimId>,
    ) -> Result<Option<&'static str>, Error> {
        let Some((figure, claim)) = figure.zip(claim) else {
            return Ok(None);
        };
        if !self.became.contains_key(figure) {
            let view = self.book.view(figure)?;
            // The last row of a claim tells what it is now: a withdrawal comes after it.
            let changes = view
                .rows
                .iter()
                .map(|row| (row.claim, row.change))
                .collect();
            self.became.insert(figure.to_owned(), changes);
        }
        let changes = self.became.get(figure);
        Ok(changes
            .and_then(|changes| changes.get(&claim))
            .map(|change| change.as_str()))
    }
}

/// The spans of bytes among pieces of evidence.
fn spans(evidence: &[Evidence]) -> impl Iterator<Item = (usize, usize)> {
    evidence.iter().filter_map(|piece| match piece {
        Evidence::Bytes { start, end, .. } => Some((*start as usize, *end as usize)),
        _ => None,
    })
}

/// Marks in the order of the text; of two that overlap, the first.
fn in_order(mut marks: Vec<MarkAnswer>) -> Vec<MarkAnswer> {
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut at = 0;
    marks.retain(|mark| {
        let free = mark.start >= at;
        if free {
            at = mark.end;
        }
        free
    });
    marks
}
