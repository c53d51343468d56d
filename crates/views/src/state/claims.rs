//! The claims of a figure, with what curation and corrections made of them.

use std::sync::Arc;

use claimbook_model::event::WithdrawalCause;
use claimbook_model::{ClaimId, Period, ReportId};

use super::{Act, ClaimRecord, State};
use crate::figure::{ClaimFact, Reaffirmation, ReportFact, Withdrawal};

/// A withdrawal of a claim that was not undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its sequence number.
    pub seq: u64,
    /// Why.
    pub cause: WithdrawalCause,
    /// The report that corrects or replaces the claim.
    pub by_report: Option<ReportId>,
    /// The claim that takes its place.
    pub replaced_by: Option<ClaimId>,
}

impl State {
    /// The key that a claim has now, merges left aside.
    pub(super) fn key_of<'a>(&'a self, claim: &'a ClaimRecord) -> Option<&'a Arc<str>> {
        let Some(acts) = self.acts_on_claims.get(&claim.claim) else {
            return claim.figure.as_ref();
        };
        let linked = acts
            .iter()
            .rev()
            .filter(|seq| self.counts(**seq))
            .find_map(|seq| match self.acts.get(seq) {
                Some(Act::Linked { to }) => Some(to),
                _ => None,
            });
        linked.unwrap_or(&claim.figure).as_ref()
    }

    /// The claims that count for `figure`, in the order of the log.
    pub fn claims_of(&self, figure: &str) -> Vec<ClaimFact> {
        let keys = self.keys_counting_for(figure);
        let mut facts = Vec::new();
        for key in &keys {
            for &number in self.figures.get(key).into_iter().flatten() {
                let claim = &self.claims[number as usize];
                if self.key_of(claim) == Some(key) {
                    facts.extend(self.fact(claim));
                }
            }
        }
        facts.sort_by_key(|fact| fact.seq);
        facts
    }

    /// The facts of some claims, by their numbers.
    pub fn claims_numbered(&self, numbers: &[u32]) -> Vec<ClaimFact> {
        numbers
            .iter()
            .filter_map(|&number| self.fact(self.claims.get(number as usize)?))
            .collect()
    }

    /// The claims that count for no figure, in the order of the log. Left out are those that no
    /// longer stand, and those of versions that are held or were replaced by a later one.
    pub fn unlinked(&self) -> Vec<ClaimFact> {
        let unlinked = self
            .claims
            .iter()
            .filter(|claim| self.key_of(claim).is_none());
        unlinked
            .filter_map(|claim| self.fact(claim))
            .filter(|fact| fact.withdrawal.is_none())
            .filter(|fact| !fact.report.held && fact.report.superseded.is_none())
            .collect()
    }

    /// The figure that a claim counts for now, and the claim's number; `None` if it is not known.
    pub fn claim(&self, claim: &ClaimId) -> Option<(Option<Arc<str>>, u32)> {
        let number = *self.claim_numbers.get(claim)?;
        let record = self.claims.get(number as usize)?;
        Some((self.key_of(record).map(|key| self.resolved(key)), number))
    }

    /// The acts on a claim that count, in the order of the log: withdrawals, links, and what says
    /// it again.
    pub fn acts_on_claim(&self, claim: &ClaimId) -> impl Iterator<Item = u64> {
        let acts = self.acts_on_claims.get(claim).into_iter().flatten();
        acts.copied().filter(|seq| self.counts(*seq))
    }

    /// The merges by which other keys count for `figure`, in the order of the log.
    pub fn merges_into(&self, figure: &str) -> Vec<u64> {
        let merges = self.merges();
        let is_one = |seq: &&u64| match self.acts.get(seq) {
            Some(Act::Merged { from, into }) => {
                merges.get(from) == Some(&into) && *self.resolved(from) == *figure
            }
            _ => false,
        };
        let counting = self.global_acts.iter().filter(|seq| self.counts(**seq));
        counting.filter(is_one).copied().collect()
    }

    /// Whether a claim is on record and was not undone.
    pub fn claim_is_made(&self, claim: &ClaimId) -> bool {
        let number = self.claim_numbers.get(claim);
        number
            .and_then(|&number| self.claims.get(number as usize))
            .is_some_and(|claim| self.is_made(claim))
    }

    /// Whether a claim was made at all: what was entered by hand can be undone, and with a reading
    /// again what that found.
    pub(super) fn is_made(&self, claim: &ClaimRecord) -> bool {
        self.counts(claim.seq)
    }

    /// `None` for a claim of a report that is not on record, or that was undone.
    fn fact(&self, claim: &ClaimRecord) -> Option<ClaimFact> {
        if !self.is_made(claim) {
            return None;
        }
        let report = self.report_fact(&claim.report)?;
        let acted = self.acts_on_claims.contains_key(&claim.claim)
            || self.acts_on_reports.contains_key(&claim.report);
        let withdrawal = if acted { self.withdrawal(claim) } else { None };
        let reaffirmed = if acted {
            self.reaffirmations(claim, &report)
        } else {
            Vec::new()
        };
        let gone = match &withdrawal {
            None if report.superseded.is_some() => self.gone(claim),
            _ => None,
        };
        Some(ClaimFact {
            claim: claim.claim,
            seq: claim.seq,
            recorded: claim.recorded,
            ordinal: claim.ordinal,
            report,
            value: claim.value,
            comparator: claim.comparator,
            unit: claim.unit.clone(),
            counted: claim.counted.clone(),
            period: claim.period,
            modality: claim.modality,
            attribution: claim.attribution.clone(),
            voice: claim.voice.clone(),
            signal: claim.signal,
            origin: claim.origin,
            flags: claim.flags,
            evidence: claim.evidence.clone(),
            mentions: claim.mentions,
            withdrawal,
            reaffirmed,
            gone,
        })
    }

    /// The withdrawals of a claim that count, in the order of the log.
    pub(super) fn withdrawals(
        &self,
        claim: &ClaimId,
    ) -> impl Iterator<Item = (u64, WithdrawalCause, Option<ReportId>)> {
        let acts = self.acts_on_claims.get(claim).into_iter().flatten();
        acts.filter(|seq| self.counts(**seq))
            .filter_map(|seq| match self.acts.get(seq) {
                Some(Act::Withdrawn {
                    cause, by_report, ..
                }) => Some((*seq, *cause, *by_report)),
                _ => None,
            })
    }

    /// What withdraws a claim, in the order of the log: all that was not undone, whether or not it
    /// decides.
    pub fn withdrawals_of(&self, claim: &ClaimId) -> Vec<Withdrawn> {
        let acts = self.acts_on_claims.get(claim).into_iter().flatten();
        acts.filter(|seq| self.counts(**seq))
            .filter_map(|seq| match self.acts.get(seq) {
                Some(Act::Withdrawn {
                    cause,
                    by_report,
                    replaced_by,
                    ..
                }) => Some(Withdrawn {
                    seq: *seq,
                    cause: *cause,
                    by_report: *by_report,
                    replaced_by: *replaced_by,
                }),
                _ => None,
            })
            .collect()
    }

    /// Whether a claim was misread: the text never said it.
    pub(super) fn is_misread(&self, claim: &ClaimRecord) -> bool {
        self.acts_on_claims.contains_key(&claim.claim)
            && self
                .withdrawals(&claim.claim)
                .any(|(_, cause, _)| cause == WithdrawalCause::Misread)
    }

    /// The withdrawal that decides: what was misread or curated away never counts. Of several
    /// versions of its article that replace a claim, the earliest; one that is held has no say,
    /// nor has one that turned out to be the older.
    fn deciding_withdrawal(&self, claim: &ClaimRecord) -> Option<u64> {
        let void = |cause| matches!(cause, WithdrawalCause::Misread | WithdrawalCause::Curated);
        let last_void = self
            .withdrawals(&claim.claim)
            .filter(|(_, cause, _)| void(*cause))
            .last();
        if let Some((seq, ..)) = last_void {
            return Some(seq);
        }
        let dated = self.withdrawals(&claim.claim).filter_map(|(seq, _, by)| {
            let fact = by.and_then(|by| self.report_fact(&by));
            let may = fact.as_ref().is_none_or(|fact| !fact.held)
                && by.is_none_or(|by| !self.is_older_version(&by, &claim.report));
            let recorded = match self.acts.get(&seq) {
                Some(Act::Withdrawn { recorded, .. }) => recorded.date(),
                _ => return None,
            };
            let known = fact.map_or(recorded, |fact| fact.known.last_day());
            let place = by.and_then(|by| self.version_number(&by));
            may.then_some((known, place, std::cmp::Reverse(seq)))
        });
        dated.min().map(|(_, _, std::cmp::Reverse(seq))| seq)
    }

    /// Why a claim no longer stands: what was misread or curated away never counts; else what the
    /// world could know first, a version of its article that replaces it or the retraction of its
    /// report. Of one day the version, which may name what takes its place.
    fn withdrawal(&self, claim: &ClaimRecord) -> Option<Withdrawal> {
        let decided = self.decided_withdrawal(claim);
        let retracted = self.retraction(claim);
        let day = |withdrawal: &Withdrawal| withdrawal.known.map(|known| known.last_day());
        match (decided, retracted) {
            (Some(decided), Some(retracted)) => {
                let first = day(&decided).is_none() || day(&decided) <= day(&retracted);
                Some(if first { decided } else { retracted })
            }
            (decided, retracted) => decided.or(retracted),
        }
    }

    fn decided_withdrawal(&self, claim: &ClaimRecord) -> Option<Withdrawal> {
        let seq = self.deciding_withdrawal(claim)?;
        let Some(Act::Withdrawn {
            cause,
            by_report,
            replaced_by,
            why,
            recorded,
            ..
        }) = self.acts.get(&seq)
        else {
            return None;
        };
        let day = Period::day(recorded.date());
        let corrected = matches!(cause, WithdrawalCause::Corrected | WithdrawalCause::Edited);
        let by = by_report.and_then(|report| self.report_fact(&report));
        let (known, inferred) = by.map_or((day, true), |report| {
            (report.known, report.known_basis.is_inferred())
        });
        Some(Withdrawal {
            cause: *cause,
            known: corrected.then_some(known),
            known_inferred: corrected && inferred,
            recorded: *recorded,
            seq,
            by_report: *by_report,
            replaced_by: *replaced_by,
            why: why.clone(),
        })
    }

    /// The claims of a report that its publication took back are corrected by that, since the
    /// first day on which the world could know.
    fn retraction(&self, claim: &ClaimRecord) -> Option<Withdrawal> {
        let acts = self.acts_on_reports.get(&claim.report)?;
        acts.iter()
            .filter(|seq| self.counts(**seq))
            .filter_map(|seq| match self.acts.get(seq) {
                Some(Act::Retracted {
                    known,
                    why,
                    recorded,
                    ..
                }) => Some(Withdrawal {
                    cause: WithdrawalCause::Corrected,
                    known: Some(known.unwrap_or(Period::day(recorded.date()))),
                    known_inferred: known.is_none(),
                    recorded: *recorded,
                    seq: *seq,
                    by_report: None,
                    replaced_by: None,
                    why: why.clone(),
                }),
                _ => None,
            })
            .min_by_key(|retracted| retracted.known.map(|known| known.last_day()))
    }

    fn reaffirmations(&self, claim: &ClaimRecord, own: &Arc<ReportFact>) -> Vec<Reaffirmation> {
        let acts = self.acts_on_claims.get(&claim.claim);
        acts.into_iter()
            .flatten()
            .filter(|seq| self.counts(**seq))
            .filter_map(|seq| match self.acts.get(seq) {
                Some(Act::Reaffirmed { report }) => {
                    let report = self.report_fact(report).filter(|fact| !fact.held)?;
                    (report.report != own.report).then_some(Reaffirmation { report, seq: *seq })
                }
                _ => None,
            })
            .collect()
    }
}
