//! The steps of a figure's history in their order, and the label of each.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use claimbook_model::event::WithdrawalCause;
use claimbook_model::{ClaimId, Date, Period, ReportId};

use super::consensus::Verdict;
use super::entry::{Class, Context, Entry};
use super::fact::{Options, Withdrawal};
use super::kinds::{Landing, Placed};
use super::view::{Change, Reason};

/// One step: an index into the entries, and what happens to that claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) known_day: Date,
    pub(crate) index: u32,
    pub(crate) happens: Happens,
}

/// What happens to a claim at one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Happens {
    Asserted,
    Withdrawn,
}

/// Orders steps by what was known when, then by content.
pub(crate) fn cmp_steps(entries: &[Entry], a: &Step, b: &Step) -> Ordering {
    let entry = |step: &Step| &entries[step.index as usize];
    a.known_day
        .cmp(&b.known_day)
        .then_with(|| entry(a).cmp_content(entry(b)))
        .then_with(|| a.happens.cmp(&b.happens))
        .then_with(|| a.index.cmp(&b.index))
}

/// The steps of claim `index`: void claims have one, in their own place.
pub(crate) fn steps_of(entries: &[Entry], index: u32, options: &Options) -> Vec<Step> {
    let entry = &entries[index as usize];
    let step = |known_day, happens| Step {
        known_day,
        index,
        happens,
    };
    if entry.is_void() {
        // What was reaffirmed of a void claim has no place of its own.
        return if entry.reaffirms {
            Vec::new()
        } else {
            vec![step(entry.known_day, Happens::Withdrawn)]
        };
    }
    let mut steps = vec![step(entry.known_day, Happens::Asserted)];
    if let Some(withdrawal) = entry.fact.withdrawal.as_ref().filter(|_| !entry.reaffirms) {
        let day = withdrawal_known(withdrawal, options).last_day();
        steps.push(step(day.max(entry.known_day), Happens::Withdrawn));
    }
    steps
}

/// When the world could know of a withdrawal.
pub(crate) fn withdrawal_known(withdrawal: &Withdrawal, options: &Options) -> Period {
    let recorded = Period::day(withdrawal.recorded.date());
    match withdrawal.known {
        Some(known) if !(options.strict && withdrawal.known_inferred) => known,
        _ => recorded,
    }
}

/// Which claims take the place of a withdrawn one of their voice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Replacements {
    by_claim: BTreeMap<ClaimId, Vec<u32>>,
    by_report: BTreeMap<ReportId, Vec<u32>>,
}

impl Replacements {
    pub(crate) fn note(&mut self, index: u32, entry: &Entry) {
        let Some(withdrawal) = &entry.fact.withdrawal else {
            return;
        };
        if !matches!(
            withdrawal.cause,
            WithdrawalCause::Corrected | WithdrawalCause::Edited
        ) {
            return;
        }
        if let Some(claim) = withdrawal.replaced_by {
            self.by_claim.entry(claim).or_default().push(index);
        } else if let Some(report) = withdrawal.by_report {
            self.by_report.entry(report).or_default().push(index);
        }
    }

    /// Whether claim `index` takes the place of one that its voice said before and that was known
    /// to be withdrawn when it came.
    pub(crate) fn is_replacement(
        &self,
        context: Context<'_>,
        options: &Options,
        index: u32,
    ) -> bool {
        let entry = context.entry(index);
        let withdrawn = |older: u32| {
            let withdrawal = context.entry(older).fact.withdrawal.as_ref();
            older < index
                && withdrawal.is_some_and(|withdrawal| {
                    withdrawal_known(withdrawal, options).last_day() <= entry.known_day
                })
        };
        let replaces = |&older: &u32| {
            if !withdrawn(older) {
                return false;
            }
            let older = context.entry(older);
            let overlap = match (older.fact.period, entry.fact.period) {
                (Some(a), Some(b)) => a.overlaps(&b),
                _ => true,
            };
            older.voice == entry.voice && older.fact.unit == entry.fact.unit && overlap
        };
        self.by_claim
            .get(&entry.fact.claim)
            .is_some_and(|older| older.iter().any(|&older| withdrawn(older)))
            || self
                .by_report
                .get(&entry.fact.report.report)
                .is_some_and(|older| older.iter().any(replaces))
    }
}

/// The label of a claim that found no place among the actual, dated ones.
pub(crate) fn label_apart(entry: &Entry) -> Option<Change> {
    if entry.class == Class::Denied {
        Some(Change::Denied)
    } else if entry.fact.period.is_none() {
        Some(Change::Undated)
    } else if entry.class == Class::Outlook {
        Some(Change::Outlook)
    } else {
        None
    }
}

/// The label of an actual, dated claim, by the first that applies.
pub(crate) fn label_placed(
    context: Context<'_>,
    index: u32,
    placed: &Placed,
    replaces: bool,
) -> (Change, Option<Reason>) {
    let entry = context.entry(index);
    if let Some(reason) = entry.silent {
        return (Change::Unclear, Some(reason));
    }
    if let Landing::Beside(reason) = placed.landing {
        return (label_beside(reason), Some(reason));
    }
    let Some(after) = &placed.after else {
        let begins = entry
            .fact
            .period
            .map_or(Date::MIN, |about| about.first_day());
        let taken_back = context.has_lost_its_source(entry, begins);
        return (Change::Unclear, taken_back.then_some(Reason::TakenBack));
    };
    match placed.landing {
        Landing::Founded | Landing::Moved | Landing::Lowered if replaces => {
            return (Change::Restated, None);
        }
        Landing::Founded => return (Change::New, None),
        Landing::Moved => return (Change::Moved, None),
        Landing::Lowered => return (Change::Revised, None),
        Landing::Joined | Landing::Beside(_) => {}
    }
    if placed.restates || replaces {
        return (Change::Restated, None);
    }
    let Some(before) = &placed.before else {
        return (Change::New, None);
    };
    if !after.reading.is_compatible(&before.reading) {
        return (Change::Revised, None);
    }
    if after.reading.cmp_precision(&before.reading).is_lt() {
        return (Change::Refined, None);
    }
    label_unchanged(entry, before, after)
}

fn label_beside(reason: Reason) -> Change {
    match reason {
        Reason::StaleEcho => Change::Disputed,
        _ => Change::Unclear,
    }
}

/// The label of a claim that leaves the best-known value as it was.
fn label_unchanged(entry: &Entry, before: &Verdict, after: &Verdict) -> (Change, Option<Reason>) {
    if entry.reading.supports(&after.reading) {
        let change = match before.is_supported_by(&entry.voice) {
            true if entry.reaffirms || (entry.fact.report.release && entry.own) => {
                Change::Reaffirmed
            }
            true => Change::Repeated,
            false => Change::Confirmed,
        };
        return (change, None);
    }
    if entry.reading.is_compatible(&after.reading) {
        return (Change::Unclear, Some(Reason::SaysLess));
    }
    let reason = if entry.reading.is_scale_apart(&after.reading) {
        Reason::Scale
    } else if !entry.own && after.is_supported_by(&entry.voice) {
        Reason::Relay
    } else {
        Reason::Contradicts
    };
    (Change::Disputed, Some(reason))
}
