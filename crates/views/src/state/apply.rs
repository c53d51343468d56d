//! One event more.

use std::sync::{Arc, PoisonError};

use claimbook_model::event::{self, ClaimAsserted, EventError};
use claimbook_model::{ClaimId, Event, Evidence, Place, ReportId};

use super::{Act, ClaimRecord, Recorded, ReportRecord, State};
use crate::error::{Error, Result};
use crate::reports::Report;

impl State {
    /// Takes one event in. Events come in the order of the log; some may be left out.
    ///
    /// # Errors
    /// If the bytes are no event that this version knows.
    pub fn apply(&mut self, recorded: &Recorded<'_>) -> Result<()> {
        let fail = |source: EventError| Error::Event {
            seq: recorded.seq,
            source,
        };
        let event = Event::decode(recorded.bytes).map_err(fail)?;
        self.seq_end = self.seq_end.max(recorded.seq + 1);
        let facts = self.facts.get_mut().unwrap_or_else(PoisonError::into_inner);
        facts.clear();
        let articles = self.articles.get_mut();
        articles.unwrap_or_else(PoisonError::into_inner).clear();
        match &event {
            Event::ReportFiled(filed) => {
                let names = &mut self.names;
                let report = Report::filed(filed, recorded.seq, recorded.recorded, &mut |text| {
                    intern(names, text)
                });
                self.file(report);
            }
            Event::ClaimAsserted(asserted) => {
                let content = event::claim_content(recorded.bytes).unwrap_or_default();
                self.assert(recorded, asserted, ClaimId::of(content));
            }
            _ => self.act(recorded, &event),
        }
        Ok(())
    }

    pub(super) fn name(&mut self, text: &str) -> Arc<str> {
        intern(&mut self.names, text)
    }

    fn file(&mut self, report: Report) {
        let id = report.report;
        if self.reports.contains_key(&id) {
            return;
        }
        if let Some(place) = report.place() {
            let versions = self.places.entry(place).or_default();
            versions.push(id);
        }
        self.reports.insert(
            id,
            ReportRecord {
                filed: report,
                claims: Vec::new(),
            },
        );
    }

    fn assert(&mut self, recorded: &Recorded<'_>, asserted: &ClaimAsserted<'_>, claim: ClaimId) {
        if self.claim_numbers.contains_key(&claim) {
            return;
        }
        let content = &asserted.content;
        let number = self.claims.len() as u32;
        let figure = content.figure.as_deref().map(|text| self.name(text));
        let record = ClaimRecord {
            claim,
            seq: recorded.seq,
            recorded: recorded.recorded,
            ordinal: asserted.ordinal,
            report: content.report,
            figure: figure.clone(),
            value: content.value,
            comparator: content.comparator,
            unit: self.name(&content.unit),
            counted: content.counted.as_deref().map(|text| self.name(text)),
            period: content.period,
            modality: content.modality,
            attribution: content.attribution.as_deref().map(|text| self.name(text)),
            voice: content.voice.as_deref().map(|text| self.name(text)),
            signal: content.signal,
            origin: content.origin,
            flags: content.flags,
            evidence: shown_evidence(&content.evidence),
            mentions: content.evidence.len() as u32,
        };
        self.claims.push(record);
        self.claim_numbers.insert(claim, number);
        if let Some(record) = self.reports.get_mut(&content.report) {
            record.claims.push(number);
        }
        if let Some(figure) = figure {
            self.figures.entry(figure).or_default().push(number);
        }
    }

    /// Takes in what is no report and no claim.
    fn act(&mut self, recorded: &Recorded<'_>, event: &Event<'_>) {
        let seq = recorded.seq;
        match event {
            Event::ClaimWithdrawn(withdrawn) => {
                let act = Act::Withdrawn {
                    cause: withdrawn.cause,
                    by_report: withdrawn.by_report,
                    replaced_by: withdrawn.replaced_by,
                    why: self.name(&withdrawn.why),
                    recorded: recorded.recorded,
                };
                self.act_on_claim(seq, withdrawn.claim, act);
            }
            Event::ClaimLinked(linked) => {
                let to = linked.to.as_deref().map(|text| self.name(text));
                self.link(seq, linked.claim, to);
            }
            Event::ReportReaffirmed(reaffirmed) => {
                let report = reaffirmed.report;
                for claim in &reaffirmed.claims {
                    self.act_on_claim(seq, *claim, Act::Reaffirmed { report });
                }
            }
            Event::ReportAmended(amended) => {
                let act = Act::Amended {
                    bytes: recorded.bytes.to_vec(),
                };
                self.act_on_report(seq, amended.report, act);
                self.replace_places();
            }
            Event::ReportRetracted(retracted) => {
                let act = Act::Retracted {
                    known: retracted.known,
                    why: self.name(&retracted.why),
                    recorded: recorded.recorded,
                };
                self.act_on_report(seq, retracted.report, act);
            }
            Event::VersionJudged(judged) => {
                let act = Act::Judged {
                    accepted: judged.accepted,
                };
                self.act_on_report(seq, judged.report, act);
            }
            Event::Undone(undone) => self.undo(seq, undone.seq),
            _ => self.act_on_all(seq, event),
        }
    }

    fn act_on_all(&mut self, seq: u64, event: &Event<'_>) {
        let act = match event {
            Event::FiguresMerged(merged) => {
                let (from, into) = (self.name(&merged.from), self.name(&merged.into));
                Act::Merged { from, into }
            }
            Event::VoiceRated(rated) => Act::Rated {
                voice: self.name(&rated.voice),
                trust: rated.trust,
            },
            Event::CatalogAdopted(adopted) => Act::Catalog {
                document: adopted.document,
            },
            Event::PolicySet(set) => Act::Policy { policy: set.policy },
            Event::Noted(_) | Event::DraftPinned(_) | Event::DocumentErased(_) => Act::Other,
            _ => return,
        };
        self.global_acts.push(seq);
        self.acts.insert(seq, act);
    }

    fn act_on_claim(&mut self, seq: u64, claim: ClaimId, act: Act) {
        self.acts_on_claims.entry(claim).or_default().push(seq);
        self.acts.insert(seq, act);
    }

    fn act_on_report(&mut self, seq: u64, report: ReportId, act: Act) {
        self.acts_on_reports.entry(report).or_default().push(seq);
        self.acts.insert(seq, act);
    }

    fn link(&mut self, seq: u64, claim: ClaimId, to: Option<Arc<str>>) {
        if let (Some(to), Some(&number)) = (&to, self.claim_numbers.get(&claim)) {
            let claims = self.figures.entry(to.clone()).or_default();
            if !claims.contains(&number) {
                claims.push(number);
            }
        }
        self.act_on_claim(seq, claim, Act::Linked { to });
    }

    fn undo(&mut self, seq: u64, target: u64) {
        self.undone_by.entry(target).or_default().push(seq);
        self.acts.insert(seq, Act::Undoes);
        self.replace_places();
    }
}

/// One text for equal names.
fn intern(names: &mut std::collections::HashSet<Arc<str>>, text: &str) -> Arc<str> {
    if let Some(name) = names.get(text) {
        return name.clone();
    }
    let name: Arc<str> = Arc::from(text);
    names.insert(name.clone());
    name
}

/// The first place in running text, else the first of all.
fn shown_evidence(evidence: &[Evidence]) -> Option<Evidence> {
    let in_text = |evidence: &&Evidence| {
        matches!(
            evidence,
            Evidence::Bytes {
                place: Place::Paragraph,
                ..
            }
        )
    };
    evidence
        .iter()
        .find(in_text)
        .or_else(|| evidence.first())
        .cloned()
}
