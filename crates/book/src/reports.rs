//! Questions about reports.

use std::collections::BTreeMap;

use claimbook_model::{ClaimId, Event, Evidence, ReportId, event};
use claimbook_views::figure::Change;
use claimbook_views::keys;

use crate::answer::append::inferred;
use crate::answer::reports::{MarkAnswer, ReportAnswer, ReportClaimAnswer, ReportTextAnswer};
use crate::answer::{ValueAnswer, extract::quote};
use crate::known::{Known, as_known};
use crate::{Book, Error};

impl Book {
    /// The reports, in the order in which they were taken in.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn reports(&self) -> Result<Vec<ReportAnswer>, Error> {
        let mut answers = Vec::new();
        for key in self.ledger.keys(REPORTS)? {
            answers.extend(self.report_of_key(&key)?);
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
        for key in self.ledger.keys(REPORTS)? {
            // Keys hold the first half of an id: the rest is compared with the report's own.
            if hex(&key[1..]).starts_with(&wanted) || wanted.starts_with(&hex(&key[1..])) {
                let answer = self.report_of_key(&key)?;
                found.extend(answer.filter(|answer| answer.report.starts_with(&wanted)));
            }
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

    fn report_of_key(&self, key: &[u8]) -> Result<Option<ReportAnswer>, Error> {
        let Some(Known { report, not_given }) = as_known(self, key)? else {
            return Ok(None);
        };
        let commit = self.ledger.commit_of(report.seq)?;
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
            replaces: self.replaced_by(&report)?.map(|id| id.to_string()),
        }))
    }

    /// The report that stood at the same address before.
    fn replaced_by(
        &self,
        report: &claimbook_views::reports::Report,
    ) -> Result<Option<ReportId>, Error> {
        let Some(place) = report.place() else {
            return Ok(None);
        };
        let key = keys::place(&place.publication, &place.url, &place.part);
        let before = self
            .ledger
            .sequence_numbers(&key)?
            .into_iter()
            .rfind(|other| *other < report.seq);
        let Some(before) = before else {
            return Ok(None);
        };
        match self.ledger.stored_event(before)?.decode()? {
            Event::ReportFiled(filed) => Ok(Some(filed.report)),
            _ => Ok(None),
        }
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
        for seq in self.ledger.sequence_numbers(&keys::claims_of_report(&id))? {
            let stored = self.ledger.stored_event(seq)?;
            let Event::ClaimAsserted(asserted) = stored.decode()? else {
                continue;
            };
            let claim_id = event::claim_content(stored.bytes).map(ClaimId::of);
            let content = &asserted.content;
            marks.extend(spans(&content.evidence).map(|(start, end)| MarkAnswer {
                start,
                end,
                claim: claims.len(),
            }));
            let first = spans(&content.evidence).next().unwrap_or_default();
            let value = ValueAnswer::new(content.value, content.comparator, &content.unit, None)
                .counting(content.counted.as_deref());
            claims.push(ReportClaimAnswer {
                claim: claim_id.map(|id| id.to_string()).unwrap_or_default(),
                figure: content.figure.as_deref().map(str::to_owned),
                value,
                period: content.period.map(|period| period.to_string()),
                modality: content.modality.as_str(),
                attribution: content.attribution.as_deref().map(str::to_owned),
                became: histories.became(content.figure.as_deref(), claim_id)?,
                quote: quote(&bytes, first.0 as u64, first.1 as u64),
                mentions: content.evidence.len(),
            });
        }
        Ok(ReportTextAnswer {
            about,
            text,
            marks: in_order(marks),
            claims,
        })
    }
}

/// What the keys of reports begin with.
const REPORTS: &[u8] = b"r";

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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
