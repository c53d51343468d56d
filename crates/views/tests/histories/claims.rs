//! From the plans of random reports to claims.

use std::sync::Arc;

use claimbook_model::event::WithdrawalCause;
use claimbook_model::{
    ClaimId, Comparator, Date, Decimal, DocumentId, Flags, Modality, Origin, Part, Period,
    ReportId, Signal, Timestamp, Value,
};
use claimbook_views::figure::{ClaimFact, Gone, KnownBasis, Reaffirmation, ReportFact, Withdrawal};

use super::day;

const PUBLICATIONS: [&str; 5] = ["Agency", "Daily", "Courier", "Herald", "Gazette"];
pub(super) const VOICES: [&str; 5] = ["Agency", "Bloomberg", "Daily", "Minister", "Herald"];

#[derive(Clone, Debug)]
pub(super) struct ReportPlan {
    pub(super) publication: usize,
    pub(super) known: u16,
    pub(super) coarse: u8,
    pub(super) basis: u8,
    pub(super) late: u16,
    pub(super) fate: u8,
    pub(super) claims: Vec<ClaimPlan>,
}

#[derive(Clone, Debug)]
pub(super) struct ClaimPlan {
    pub(super) value: usize,
    pub(super) period: u8,
    pub(super) back: u16,
    pub(super) voice: u8,
    pub(super) words: u8,
    pub(super) modality: u8,
    pub(super) unit: u8,
    pub(super) fate: u8,
    pub(super) by: usize,
}

fn instant(day: Date) -> Timestamp {
    let noon = day.and_hms_opt(12, 0, 0).expect("noon").and_utc();
    Timestamp::from_micros(noon.timestamp_micros())
}

pub(super) fn facts(values: &[&str], plans: &[ReportPlan]) -> Vec<ClaimFact> {
    let reports: Vec<Arc<ReportFact>> = plans
        .iter()
        .enumerate()
        .map(|(at, plan)| Arc::new(plan.report(at)))
        .collect();
    let mut claims: Vec<ClaimFact> = Vec::new();
    for (plan, report) in plans.iter().zip(&reports) {
        for (ordinal, claim) in plan.claims.iter().enumerate() {
            let seq = claims.len() as u64 + 1;
            claims.push(claim.fact(seq, ordinal as u32, values, plan, report));
        }
    }
    // What became of them: by which later report they were corrected, or said again.
    let ids: Vec<ClaimId> = claims.iter().map(|claim| claim.claim).collect();
    let plans = plans.iter().flat_map(|plan| &plan.claims);
    for (claim, plan) in claims.iter_mut().zip(plans) {
        plan.befall(claim, &reports, &ids);
    }
    claims
}

impl ReportPlan {
    fn report(&self, at: usize) -> ReportFact {
        let name = PUBLICATIONS[self.publication];
        let known = match self.coarse {
            0 => Period::Single(Part::month_of(day(self.known))),
            _ => Period::day(day(self.known)),
        };
        let own = DocumentId::of(format!("{name} {at}").as_bytes());
        let report = ReportId::of(name, "", "", &own, 0);
        // Some carry the text of an agency, word for word.
        let document = match self.late % 8 {
            0 => DocumentId::of(&[self.fate / 4]),
            _ => own,
        };
        // The second report of a publication may be a version of the same article.
        let lineage = match self.fate {
            3 | 4 => ReportId::of(name, "", "", &DocumentId::of(name.as_bytes()), 0),
            _ => report,
        };
        ReportFact {
            report,
            document,
            lineage,
            publication: Arc::from(name.to_lowercase()),
            publication_name: Arc::from(name),
            known,
            known_basis: match self.basis {
                0 => KnownBasis::Inferred,
                1 => KnownBasis::Retrieved,
                _ => KnownBasis::Given,
            },
            recorded: instant(day(self.known + self.late)),
            seq: at as u64 + 1,
            first_hand: self.publication == 0,
            release: self.publication == 0,
            held: self.fate == 0,
            superseded: self.is_superseded().then(|| day(0)),
        }
    }
}

impl ReportPlan {
    fn is_superseded(&self) -> bool {
        self.fate == 1 || self.fate == 2
    }
}

impl ClaimPlan {
    fn fact(
        &self,
        seq: u64,
        ordinal: u32,
        values: &[&str],
        plan: &ReportPlan,
        report: &Arc<ReportFact>,
    ) -> ClaimFact {
        let (value, comparator) = read_value(values[self.value % values.len()]);
        let (attribution, voice) = match self.voice {
            at @ 0..5 => {
                let name = VOICES[usize::from(at)];
                (Some(Arc::from(name)), Some(Arc::from(name.to_lowercase())))
            }
            5 => (Some(Arc::from("people familiar")), None),
            _ => (None, None),
        };
        let flags = match self.words {
            0 => Flags::default().with(Flags::CONVERSION),
            1 => Flags::default().with(Flags::HEADING_DROPS_HEDGE),
            _ => Flags::default(),
        };
        ClaimFact {
            claim: ClaimId(*blake3::hash(format!("{self:?} {seq}").as_bytes()).as_bytes()),
            seq,
            recorded: report.recorded,
            ordinal,
            report: report.clone(),
            value,
            comparator,
            unit: Arc::from(if self.unit == 0 { "EUR" } else { "USD" }),
            counted: None,
            period: self.period(plan.known),
            modality: match self.modality {
                0 => Modality::Forecast,
                1 => Modality::Contingent,
                2 | 3 => Modality::Denied,
                4..7 => Modality::Estimated,
                _ => Modality::Stated,
            },
            attribution,
            voice,
            signal: match self.words {
                2 | 3 => Some(Signal::Moved),
                4 | 5 => Some(Signal::Corrected),
                _ => None,
            },
            origin: Origin::Reader,
            flags,
            evidence: None,
            mentions: 1,
            withdrawal: None,
            reaffirmed: Vec::new(),
            // Gone from the start, so that it is known on whatever day is asked about.
            gone: plan.is_superseded().then(|| Gone {
                known: Period::day(day(0)),
                known_inferred: false,
                recorded: instant(day(0)),
                report: report.report,
            }),
        }
    }

    fn period(&self, known: u16) -> Option<Period> {
        let about = day(known.saturating_sub(self.back));
        Some(match self.period {
            0 => return None,
            1 => Period::Single(Part::year_of(about)),
            2 => Period::Single(Part::quarter_of(about)),
            3 => Period::Single(Part::month_of(about)),
            4 => Period::interval(Part::day(about), Part::day(day(known + 3))).ok()?,
            5 => "2026-01-27/2026-03-30".parse().ok()?,
            6 => "2026-01-02/2026-03-29".parse().ok()?,
            7 => "FY2026-Q1".parse().ok()?,
            8 => "2026-Q1".parse().ok()?,
            _ => Period::day(about),
        })
    }

    fn befall(&self, claim: &mut ClaimFact, reports: &[Arc<ReportFact>], ids: &[ClaimId]) {
        let by = &reports[self.by % reports.len()];
        let withdrawn = |cause, by: Option<&Arc<ReportFact>>| Withdrawal {
            cause,
            known: by.map(|report| report.known),
            known_inferred: by.is_some_and(|report| report.known_basis != KnownBasis::Given),
            recorded: instant(day(100)),
            seq: 1000 + claim.seq,
            by_report: by.map(|report| report.report),
            replaced_by: None,
            why: Arc::from(""),
        };
        let another = by.report != claim.report.report;
        claim.withdrawal = match self.fate {
            0 => Some(withdrawn(WithdrawalCause::Misread, None)),
            1 => Some(withdrawn(WithdrawalCause::Curated, None)),
            2 | 3 if another => Some(withdrawn(WithdrawalCause::Corrected, Some(by))),
            4 if another => Some(withdrawn(WithdrawalCause::Edited, Some(by))),
            5 if another => Some(Withdrawal {
                replaced_by: Some(ids[self.by % ids.len()]),
                ..withdrawn(WithdrawalCause::Edited, Some(by))
            }),
            _ => None,
        };
        // A release says again what its own publication said.
        let again = by.publication == claim.report.publication && another && !by.held;
        if again && matches!(self.fate, 3 | 6..14) {
            let reaffirmation = Reaffirmation {
                report: by.clone(),
                seq: 2000 + claim.seq,
            };
            claim.reaffirmed.push(reaffirmation);
        }
    }
}

fn read_value(text: &str) -> (Value, Comparator) {
    let number = |text: &str| text.parse::<Decimal>().expect(text);
    for (sign, comparator) in [
        (">=", Comparator::AtLeast),
        ("<=", Comparator::AtMost),
        ("~", Comparator::Approx),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (Value::Number(number(rest)), comparator);
        }
    }
    match text.split_once("..") {
        Some((low, high)) => {
            let range = Value::range(number(low), number(high)).expect(text);
            (range, Comparator::Range)
        }
        None => (Value::Number(number(text)), Comparator::Exact),
    }
}
