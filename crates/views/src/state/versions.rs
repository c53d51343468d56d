//! Versions of one article: their order, their known dates, which of them are held for review,
//! and what they no longer show.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError};

use claimbook_model::event::WithdrawalCause;
use claimbook_model::{Date, Period, ReportId};

use super::{ClaimRecord, ReportRecord, State};
use crate::figure::{Gone, KnownBasis, ReportFact};
use crate::reports::Report;

/// A version of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The report, its amendments taken in.
    pub report: Report,
    /// Whether its claims do not count until it is accepted.
    pub held: bool,
    /// Whether it was accepted or rejected, if it was judged.
    pub judged: Option<bool>,
}

/// All versions of an article in their order.
#[derive(Debug, Default)]
pub(super) struct Article {
    versions: Vec<Version>,
    /// The last version that counts and says it.
    last_said: HashMap<Said, usize>,
}

/// What two versions that say the same have in common.
type Said = (Option<Arc<str>>, Option<Period>, Arc<str>, [(i128, i16); 2]);

impl State {
    /// The versions of a report's article in their order, itself among them; none for a report
    /// that has no place, or is not on record.
    pub fn versions(&self, report: &ReportId) -> Vec<Version> {
        self.article(report)
            .map_or_else(Vec::new, |article| article.versions.clone())
    }

    /// The article that a report is a version of.
    fn article(&self, report: &ReportId) -> Option<Arc<Article>> {
        let known = || self.articles.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(article) = known().get(report) {
            return Some(article.clone());
        }
        let article = Arc::new(self.put_in_order(self.versions_at(report)?));
        for version in &article.versions {
            known().insert(version.report.report, article.clone());
        }
        Some(article)
    }

    pub(super) fn fact_of(&self, record: &ReportRecord) -> ReportFact {
        let id = record.filed.report;
        let several = self.versions_at(&id).is_some_and(|ids| ids.len() > 1);
        if let Some(article) = self.article(&id).filter(|_| several)
            && let Some(position) = article.position(&id)
        {
            return article.fact(position);
        }
        let report = self.amended(record);
        let held = self.judgement(&id) == Some(false);
        let known = report.known(None);
        fact(&report, id, known, held, None)
    }

    /// Where a report stands among the versions of its article, from 0.
    pub(super) fn version_number(&self, report: &ReportId) -> Option<usize> {
        self.article(report)?.position(report)
    }

    /// Whether a report is a version of the same article as another, and the older.
    pub(super) fn is_older_version(&self, report: &ReportId, other: &ReportId) -> bool {
        let Some(article) = self.article(report) else {
            return false;
        };
        let positions = article.position(report).zip(article.position(other));
        positions.is_some_and(|(report, other)| report < other)
    }

    /// Since when the article no longer shows a claim.
    pub(super) fn gone(&self, claim: &ClaimRecord) -> Option<Gone> {
        let article = self.article(&claim.report)?;
        let last = *article.last_said.get(&said(claim))?;
        let after = last.max(article.position(&claim.report)?) + 1;
        let without = (after..article.versions.len()).find(|at| !article.versions[*at].held)?;
        let fact = article.fact(without);
        Some(Gone {
            known: fact.known,
            known_inferred: fact.known_basis.is_inferred(),
            recorded: fact.recorded,
            report: fact.report,
        })
    }

    /// Puts versions in their order, and tells which of them are held.
    fn put_in_order(&self, ids: &[ReportId]) -> Article {
        let mut versions: Vec<Version> = ids
            .iter()
            .filter_map(|id| self.reports.get(id))
            .map(|record| Version {
                report: self.amended(record),
                held: false,
                judged: self.judgement(&record.filed.report),
            })
            .collect();
        versions.sort_by_cached_key(|version| version.report.version_order());
        let mut last_said = HashMap::new();
        let mut shown: Option<usize> = None;
        for position in 0..versions.len() {
            let version = &versions[position];
            let vanished =
                || shown.is_some_and(|before| self.most_vanished(&versions[before], version));
            let held = version.judged.map_or_else(vanished, |accepted| !accepted);
            versions[position].held = held;
            if held {
                continue;
            }
            shown = Some(position);
            for claim in self.said_by(&versions[position].report.report) {
                last_said.insert(said(claim), position);
            }
        }
        Article {
            versions,
            last_said,
        }
    }

    /// Whether more than half of a version's claims are gone from the next, none of them
    /// replaced, and no note that was not there before says that something was put right.
    fn most_vanished(&self, before: &Version, version: &Version) -> bool {
        if version.report.corrections() > before.report.corrections() {
            return false;
        }
        let id = version.report.report;
        let shown: HashSet<_> = self.said_by(&id).map(said).collect();
        let mut total = 0;
        let mut vanished = 0;
        for claim in self.said_by(&before.report.report) {
            let mut own = self
                .withdrawals(&claim.claim)
                .filter(|(_, _, by_report)| *by_report == Some(id))
                .map(|(_, cause, _)| cause);
            let withdrawn = own.next();
            if withdrawn == Some(WithdrawalCause::Corrected) {
                return false;
            }
            total += 1;
            if withdrawn.is_none() && !shown.contains(&said(claim)) {
                vanished += 1;
            }
        }
        vanished * 2 > total
    }

    /// The claims that a report makes; not what was only misread.
    fn said_by(&self, report: &ReportId) -> impl Iterator<Item = &ClaimRecord> {
        let numbers = self.reports.get(report).map(|record| &record.claims);
        let claims = numbers.into_iter().flatten();
        claims
            .filter_map(|&number| self.claims.get(number as usize))
            .filter(|claim| self.is_made(claim) && !self.is_misread(claim))
    }
}

impl Article {
    fn position(&self, report: &ReportId) -> Option<usize> {
        self.versions
            .iter()
            .position(|version| version.report.report == *report)
    }

    /// What the fold needs to know of the version at a position.
    fn fact(&self, position: usize) -> ReportFact {
        let version = &self.versions[position];
        let before = position.checked_sub(1).map(|at| &self.versions[at].report);
        let superseded = (position + 1..self.versions.len())
            .filter(|later| !self.versions[*later].held)
            .map(|later| {
                let before = &self.versions[later - 1].report;
                let (known, _) = self.versions[later].report.known(Some(before));
                known.last_day()
            })
            .min();
        fact(
            &version.report,
            self.versions[0].report.report,
            version.report.known(before),
            version.held,
            superseded,
        )
    }
}

/// What a claim says, whatever its wording.
fn said(claim: &ClaimRecord) -> Said {
    let number = [claim.value.low(), claim.value.high()].map(|end| {
        let end = end.normalized();
        (end.coefficient(), end.exponent())
    });
    (
        claim.figure.clone(),
        claim.period,
        claim.unit.clone(),
        number,
    )
}

fn fact(
    report: &Report,
    lineage: ReportId,
    (known, known_basis): (Period, KnownBasis),
    held: bool,
    superseded: Option<Date>,
) -> ReportFact {
    ReportFact {
        report: report.report,
        document: report.document,
        lineage,
        publication: report.publication.clone(),
        publication_name: report.publication_name.clone(),
        known,
        known_basis,
        recorded: report.recorded,
        seq: report.seq,
        first_hand: report.first_hand,
        release: report.kind == claimbook_model::event::ReportKind::Release,
        held,
        superseded,
    }
}
