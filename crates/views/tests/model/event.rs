//! Events: which claims speak of one deal (`docs/semantics.md`, section 4), always from the whole
//! set.

use claimbook_model::{Date, Part, Period};
use claimbook_views::figure::Reason;

use super::consensus::answer;
use super::heard::Heard;
use super::number::Number;
use super::{Observation, Question, Said};

struct Event<'a> {
    first: Date,
    last: Date,
    dated: bool,
    /// The best value of the period that founded it.
    number: Option<Number>,
    members: Vec<&'a Heard>,
}

fn heard<'a>(claims: &[&'a Heard]) -> Vec<(&'a Heard, Date)> {
    claims.iter().map(|claim| (*claim, claim.day())).collect()
}

fn best(question: &Question<'_>, said: &Said<'_>, claims: &[&Heard]) -> Option<Number> {
    answer(question, said, &heard(claims)).map(|answer| *answer.number())
}

fn may_be_one(a: Option<Number>, b: Option<Number>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a.is_compatible(&b))
}

/// The events, and the claims of ambiguous date.
pub(crate) fn observations<'a>(
    question: &Question<'_>,
    said: &Said<'a>,
    unit: &str,
) -> (Vec<Observation<'a>>, Vec<&'a Heard>) {
    let (events, ambiguous) = events(question, said, &said.of_unit(unit));
    let mut observations: Vec<Observation<'a>> = events
        .iter()
        .map(|event| Observation {
            beside: nearby(question, said, event, &events),
            ..Observation::of(event.period(), heard(&event.members))
        })
        .collect();
    observations.sort_by_key(|observation| (observation.period, observation.heard[0].0.place));
    (observations, ambiguous)
}

fn events<'a>(
    question: &Question<'_>,
    said: &Said<'_>,
    claims: &[&'a Heard],
) -> (Vec<Event<'a>>, Vec<&'a Heard>) {
    let about = |claim: &Heard| claim.fact.period.expect("a period");
    // "Claims of one day are one event. … Coarser claims follow, shorter periods first."
    let order = |period: Period| (period.length_days(), period.days(), period.is_fiscal());
    let mut periods: Vec<Period> = claims.iter().map(|claim| about(claim)).collect();
    periods.sort_by_key(|period| order(*period));
    periods.dedup();
    let mut events: Vec<Event<'a>> = Vec::new();
    let mut ambiguous = Vec::new();
    for period in periods {
        let group: Vec<&Heard> = claims
            .iter()
            .copied()
            .filter(|claim| about(claim) == period)
            .collect();
        let number = best(question, said, &group);
        let (first, last) = period.days();
        let dated = period.length_days() == 1;
        let found = Event {
            first,
            last,
            dated,
            number,
            members: group.clone(),
        };
        if dated {
            // "Days up to `same_event` after the first join if their best values are compatible."
            let joins = |event: &&mut Event<'_>| {
                (first - event.first).num_days() <= question.rule.same_event_days
                    && may_be_one(event.number, number)
            };
            match events.iter_mut().find(joins) {
                Some(event) => {
                    event.last = first;
                    event.members.extend(group);
                }
                None => events.push(found),
            }
            continue;
        }
        let overlapped: Vec<usize> = (0..events.len())
            .filter(|&at| events[at].first <= last && first <= events[at].last)
            .collect();
        match overlapped[..] {
            // "One that overlaps no event founds one, one that overlaps a single event joins it,"
            [] => events.push(found),
            [only] => events[only].members.extend(group),
            // "one that overlaps several goes to the single one it supports, and otherwise stands
            // apart with an `ambiguous date`."
            _ => {
                for claim in group {
                    let supports = |at: &&usize| {
                        events[**at]
                            .number
                            .is_some_and(|number| number.supports(&claim.number))
                    };
                    match overlapped.iter().filter(supports).collect::<Vec<_>>()[..] {
                        [only] => events[*only].members.push(claim),
                        _ => ambiguous.push(claim),
                    }
                }
            }
        }
    }
    for event in &mut events {
        event.members.sort_by_key(|claim| claim.place);
    }
    ambiguous.sort_by_key(|claim| claim.place);
    (events, ambiguous)
}

/// "If not, both events stand, each shown beside the other."
fn nearby<'a>(
    question: &Question<'_>,
    said: &Said<'_>,
    event: &Event<'a>,
    events: &[Event<'a>],
) -> Vec<(&'a Heard, Reason)> {
    let is_near = |other: &&Event<'_>| {
        let gap = (other.first - event.last).max(event.first - other.last);
        (other.first, other.last) != (event.first, event.last)
            && other.dated
            && event.dated
            && gap.num_days() <= question.rule.same_event_days
            && !may_be_one(other.number, event.number)
    };
    events
        .iter()
        .filter(is_near)
        .filter_map(|other| answer(question, said, &heard(&other.members)))
        .map(|answer| (answer.shown, Reason::NearbyEvent))
        .collect()
}

impl Event<'_> {
    /// The day, or the days from first to last, as the first claim on them writes it.
    fn period(&self) -> Period {
        if self.first == self.last {
            return Period::day(self.first);
        }
        let days = Period::Interval(Part::day(self.first), Part::day(self.last));
        let written = self.members.iter().filter_map(|claim| claim.fact.period);
        written
            .into_iter()
            .find(|period| *period == days)
            .unwrap_or(days)
    }
}
