//! Reports with their amendments, and the places at which they stand.

use std::collections::{BTreeSet, HashMap};

use claimbook_model::{Event, ReportId};

use super::{Act, ReportRecord, State};
use crate::reports::{Place, Report};

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

    /// The reports at the place of a report, itself among them; none for one without a place.
    pub(super) fn versions_at(&self, report: &ReportId) -> Option<&Vec<ReportId>> {
        let record = self.reports.get(report)?;
        let place = if self.acts_on_reports.contains_key(report) {
            self.amended(record).place()
        } else {
            record.filed.place()
        };
        self.places.get(&place?)
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
