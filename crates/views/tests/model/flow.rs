//! Flows: "equal periods" (`docs/semantics.md`, section 4).

use claimbook_model::{Part, Period};

use super::heard::Heard;
use super::{Observation, Said};

/// "An interval that shares nine tenths of its days with a calendar year, quarter or month is that
/// label."
pub(crate) fn label(period: Period) -> Period {
    if !matches!(period, Period::Interval(..)) {
        return period;
    }
    let (first, last) = period.days();
    let days = || first.iter_days().take_while(move |day| *day <= last);
    let years = days().map(Part::year_of);
    let quarters = days().map(Part::quarter_of);
    let months = days().map(Part::month_of);
    let is_label = |label: &Period| {
        let longer = label.length_days().max(period.length_days());
        label.shared_days(&period) * 10 >= longer * 9
    };
    let labels = years.chain(quarters).chain(months).map(Period::Single);
    labels.into_iter().find(is_label).unwrap_or(period)
}

pub(crate) fn observations<'a>(said: &Said<'a>, unit: &str) -> Vec<Observation<'a>> {
    let claims = said.of_unit(unit);
    let about = |claim: &Heard| claim.fact.period.expect("a period");
    let mut labels: Vec<Period> = claims.iter().map(|claim| label(about(claim))).collect();
    labels.sort();
    labels.dedup();
    let observation = |of: &Period| {
        let members: Vec<&Heard> = claims
            .iter()
            .copied()
            .filter(|claim| label(about(claim)) == *of)
            .collect();
        // The label where a claim writes it, else the period that the first of them writes.
        let written = members
            .iter()
            .map(|claim| about(claim))
            .find(|period| period == of);
        let period = written.unwrap_or(about(members[0]));
        Observation::of(
            period,
            members
                .into_iter()
                .map(|claim| (claim, claim.day()))
                .collect(),
        )
    };
    labels.iter().map(observation).collect()
}
