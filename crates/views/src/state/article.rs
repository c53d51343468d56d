//! Versions of one article: their order, their known dates, which of them are held for review.

use std::collections::{BTreeSet, HashMap, HashSet};

use claimbook_model::event::WithdrawalCause;
use claimbook_model::{Event, ReportId};

use super::{Act, ClaimRecord, ReportRecord, State};
use crate::figure::ReportFact;
use crate::reports::{Place, Report};

/// A version of an article in its place.
struct Version<'a> {
    report: Report,
    record: &'a ReportRecord,
    held: bool,
}

impl State {
    pub(super) fn amended(&self, record: &ReportRecord) -> Report {
        let mut report = record.filed.clone();
        let Some(acts) = self.acts_on_reports.get(&report.report) else {
            return report;
        };
        for seq in acts.iter().filter(|seq| self.counts(**seq)) {
            if let Some(Act::Amended { bytes }) = self.acts.get(seq)
                && let Ok(Event::ReportAmended(amended)) = Event::decode(bytes)
            {
                report.amend(&amended, &mut |text| text.into());
            }
        }
        report
    }

    /// Reports that are amended can change the article that they belong to.
    pub(super) fn replace_places(&mut self) {
        let mut places: HashMap<Place, Vec<ReportId>> = HashMap::new();
        let mut reports: Vec<&ReportRecord> = self.reports.values().collect();
        reports.sort_unstable_by_key(|record| record.filed.seq);
        for record in reports {
            if let Some(place) = self.amended(record).place() {
                places.entry(place).or_default().push(record.filed.report);
            }
        }
        self.places = places;
    }

    /// Every place at which a report was filed or to which it was ever amended.
    pub(crate) fn places_ever(&self, report: &ReportId) -> BTreeSet<Place> {
        let Some(record) = self.reports.get(report) else {
            return BTreeSet::new();
        };
        let mut report = record.filed.clone();
        let mut places: BTreeSet<Place> = report.place().into_iter().collect();
        for seq in self
            .acts_on_reports
            .get(&report.report)
            .into_iter()
            .flatten()
        {
            if let Some(Act::Amended { bytes }) = self.acts.get(seq)
                && let Ok(Event::ReportAmended(amended)) = Event::decode(bytes)
            {
                report.amend(&amended, &mut |text| text.into());
                places.extend(report.place());
                let mut alone = record.filed.clone();
                alone.amend(&amended, &mut |text| text.into());
                places.extend(alone.place());
            }
        }
        places
    }

    fn versions_at(&self, report: &ReportId) -> Option<&Vec<ReportId>> {
        let record = self.reports.get(report)?;
        let place = if self.acts_on_reports.contains_key(report) {
            self.amended(record).place()
        } else {
            record.filed.place()
        };
        self.places.get(&place?)
    }

    pub(super) fn fact_of(&self, record: &ReportRecord) -> ReportFact {
        let id = record.filed.report;
        match self.versions_at(&id) {
            Some(versions) if versions.len() > 1 => self.fact_of_version(&id, versions),
            _ => {
                let report = self.amended(record);
                let held = self.judgement(&id) == Some(false);
                let (known, basis) = report.known(None);
                fact(&report, id, (known, basis), held, None)
            }
        }
    }

    fn fact_of_version(&self, id: &ReportId, versions: &[ReportId]) -> ReportFact {
        let versions = self.ordered(versions);
        let position = versions
            .iter()
            .position(|version| version.report.report == *id)
            .unwrap_or_default();
        let before = position
            .checked_sub(1)
            .map(|before| &versions[before].report);
        let version = &versions[position];
        let superseded = (position + 1..versions.len())
            .filter(|later| !versions[*later].held)
            .map(|later| {
                let before = &versions[later - 1].report;
                let (known, _) = versions[later].report.known(Some(before));
                known.last_day()
            })
            .min();
        fact(
            &version.report,
            versions[0].report.report,
            version.report.known(before),
            version.held,
            superseded,
        )
    }

    /// The versions in their order, and which of them are held.
    fn ordered(&self, versions: &[ReportId]) -> Vec<Version<'_>> {
        let mut ordered: Vec<Version<'_>> = versions
            .iter()
            .filter_map(|id| self.reports.get(id))
            .map(|record| Version {
                report: self.amended(record),
                record,
                held: false,
            })
            .collect();
        ordered.sort_by_cached_key(|version| version.report.version_order());
        let mut shown: Option<usize> = None;
        for position in 0..ordered.len() {
            let version = &ordered[position];
            let vanished =
                || shown.is_some_and(|before| self.most_vanished(ordered[before].record, version));
            let held = match self.judgement(&version.report.report) {
                Some(accepted) => !accepted,
                None => vanished(),
            };
            ordered[position].held = held;
            if !held {
                shown = Some(position);
            }
        }
        ordered
    }

    /// Whether more than half of a version's claims are gone from the next, none of them
    /// replaced, and no note says that something was corrected.
    fn most_vanished(&self, before: &ReportRecord, version: &Version<'_>) -> bool {
        let id = version.report.report;
        let says = |claim: &ClaimRecord| (claim.figure.clone(), claim.period, number(claim));
        let shown: HashSet<_> = self.of(version.record).map(says).collect();
        let mut total = 0;
        let mut vanished = 0;
        for claim in self.of(before) {
            let withdrawn = self
                .last_withdrawal(&claim.claim)
                .filter(|(_, _, by_report)| *by_report == Some(id));
            match withdrawn {
                Some((_, WithdrawalCause::Corrected, _)) => return false,
                Some((_, WithdrawalCause::Misread | WithdrawalCause::Curated, _)) => continue,
                _ => {}
            }
            total += 1;
            if withdrawn.is_none() && !shown.contains(&says(claim)) {
                vanished += 1;
            }
        }
        vanished * 2 > total
    }

    fn of(&self, record: &ReportRecord) -> impl Iterator<Item = &ClaimRecord> {
        record
            .claims
            .iter()
            .map(|&number| &self.claims[number as usize])
            .filter(|claim| self.is_made(claim))
    }

    /// Whether a version was accepted or rejected, if it was judged.
    pub fn judgement(&self, report: &ReportId) -> Option<bool> {
        let acts = self.acts_on_reports.get(report)?;
        acts.iter()
            .rev()
            .filter(|seq| self.counts(**seq))
            .find_map(|seq| match self.acts.get(seq) {
                Some(Act::Judged { accepted }) => Some(*accepted),
                _ => None,
            })
    }
}

impl State {
    /// The acts on a report that count, in the order of the log: amendments, retractions,
    /// judgements.
    pub fn acts_on_report(&self, report: &ReportId) -> impl Iterator<Item = u64> {
        let acts = self.acts_on_reports.get(report).into_iter().flatten();
        acts.copied().filter(|seq| self.counts(*seq))
    }

    /// The retraction of a report that counts, by its sequence number.
    pub fn retracted_by(&self, report: &ReportId) -> Option<u64> {
        self.acts_on_report(report)
            .find(|seq| matches!(self.acts.get(seq), Some(Act::Retracted { .. })))
    }
}

/// The number of a claim in the one form that each number has.
fn number(claim: &ClaimRecord) -> [(i128, i16); 2] {
    [claim.value.low(), claim.value.high()].map(|end| {
        let end = end.normalized();
        (end.coefficient(), end.exponent())
    })
}

fn fact(
    report: &Report,
    lineage: ReportId,
    (known, known_basis): (claimbook_model::Period, crate::figure::KnownBasis),
    held: bool,
    superseded: Option<claimbook_model::Date>,
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
