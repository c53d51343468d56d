//! A running total: what all events come to.

use claimbook_model::{Date, FigureKey, Period};

use super::sum::{compare, is_inside, is_written_sum, parts_told, sum_of};
use super::term::valued;
use super::{Asked, Checked, Lookup, Outcome, Relation, Term, leeway_days};
use crate::figure::FigureView;

/// For each value of the total: what is counted twice in it, the step that led to it, and whether
/// it is at least what is known of its events.
pub(super) fn check<L: Lookup>(asked: &Asked<'_, L>) -> Result<Vec<Checked>, L::Error> {
    let Some(view) = asked.lookup.view(asked.figure)? else {
        return Ok(Vec::new());
    };
    let mut units: Vec<&str> = view.observations.iter().map(|one| &*one.unit).collect();
    units.sort_unstable();
    units.dedup();
    let mut checked = Vec::new();
    for unit in units {
        let totals: Vec<Term> = valued(asked.figure, &view, unit).collect();
        let events = Events::of(asked, unit)?;
        for (at, total) in totals.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| totals.get(at));
            checked.extend(of_one(&view, total, before, &events));
        }
    }
    Ok(checked)
}

/// The events of the terms in one unit, in order of time, and the parts inside of them.
pub(super) struct Events {
    told: Vec<Term>,
    parts: Vec<Term>,
    doubles: Vec<Double>,
    /// Days within which claims may speak of one event.
    leeway: i64,
}

impl Events {
    pub(super) fn of<L: Lookup>(asked: &Asked<'_, L>, unit: &str) -> Result<Self, L::Error> {
        let mut gathered = Self {
            told: Vec::new(),
            parts: Vec::new(),
            doubles: Vec::new(),
            leeway: 0,
        };
        for pattern in asked.identity.terms() {
            let Some(key) = asked
                .identity
                .term_key(asked.catalog, asked.figure, pattern)
            else {
                continue;
            };
            gathered.leeway = gathered
                .leeway
                .max(leeway_days(asked.catalog, key.metric()));
            let parts = parts_told(asked.catalog, &key, unit, asked.lookup)?;
            gathered.take(asked, &key, unit)?;
            for member in asked.lookup.family(&key)? {
                // What is told of a part alone stands for no event of its own.
                if !parts.iter().any(|part| part.figure == member) {
                    gathered.take(asked, &member, unit)?;
                }
            }
            gathered.parts.extend(parts);
        }
        gathered.told.sort_by(|a, b| {
            let days = |term: &Term| {
                term.period
                    .map(|period| (period.last_day(), period.first_day()))
            };
            days(a).cmp(&days(b)).then_with(|| a.figure.cmp(&b.figure))
        });
        gathered.find_doubles();
        Ok(gathered)
    }

    /// Takes the events of a figure in, but for those of a time of which one is there: keys of one
    /// family may tell the same event.
    fn take<L: Lookup>(
        &mut self,
        asked: &Asked<'_, L>,
        key: &FigureKey,
        unit: &str,
    ) -> Result<(), L::Error> {
        let Some(view) = asked.lookup.view(key)? else {
            return Ok(());
        };
        let fresh: Vec<Term> = valued(key, &view, unit)
            .filter(|event| {
                !self.told.iter().any(|known| {
                    known.figure != event.figure
                        && event
                            .period
                            .is_some_and(|period| known.is_near(&period, self.leeway))
                })
            })
            .collect();
        self.told.extend(fresh);
        Ok(())
    }

    /// All of them, in order of time.
    pub(super) fn all(&self) -> &[Term] {
        &self.told
    }

    /// Whether an event is of a time, give or take the days within which it may be told.
    pub(super) fn is_near(&self, event: &Term, period: &Period) -> bool {
        event.is_near(period, self.leeway)
    }

    /// The events that had certainly happened by a day: the first of all, since they are in order
    /// of their last days.
    fn until(&self, day: Date) -> Vec<&Term> {
        let by_then = |event: &&Term| event.day().is_some_and(|last| last <= day);
        self.told.iter().filter(by_then).collect()
    }

    /// Finds the events that a part says to be inside another one.
    fn find_doubles(&mut self) {
        for part in &self.parts {
            let inside = |(counted, event): (usize, &Term)| {
                let mut wholes = self.told.iter().enumerate();
                let (whole, _) = wholes.find(|(whole, other)| {
                    *whole != counted && is_inside(part, event, other, self.leeway)
                })?;
                Some(Double {
                    counted,
                    inside: whole,
                    part: part.clone(),
                })
            };
            let equals = |event: &Term| part.interval.overlaps(event.interval);
            let same = self
                .told
                .iter()
                .enumerate()
                .filter(|(_, event)| equals(event));
            let found: Vec<Double> = same.filter_map(inside).collect();
            self.doubles.extend(found);
        }
    }

    /// Those of which both are among the first so many events.
    fn doubles_among(&self, count: usize) -> impl Iterator<Item = &Double> {
        let known = move |double: &&Double| double.counted.max(double.inside) < count;
        self.doubles.iter().filter(known)
    }
}

/// An event that is told beside the one that it is inside of, by their places among the events.
struct Double {
    counted: usize,
    inside: usize,
    part: Term,
}

fn of_one(view: &FigureView, total: &Term, before: Option<&Term>, events: &Events) -> Vec<Checked> {
    let Some(day) = total.day() else {
        return Vec::new();
    };
    let known = events.until(day);
    let checked = |relation, terms: &[&Term], outcome| Checked {
        relation,
        total: total.clone(),
        terms: terms.iter().map(|term| (*term).clone()).collect(),
        outcome,
    };
    let is_double = |at: usize| {
        let mut doubles = events.doubles_among(known.len());
        doubles.any(|double| double.counted == at)
    };
    let places = known.iter().enumerate().filter(|(at, _)| !is_double(*at));
    let counted_once: Vec<&Term> = places.map(|(_, event)| *event).collect();
    let steps = steps(view, total, before, events, &counted_once);
    let mut found: Vec<Checked> = steps
        .into_iter()
        .map(|(terms, outcome)| checked(Relation::Step, &terms.iter().collect::<Vec<_>>(), outcome))
        .collect();
    // Nobody is said to have counted twice where the total comes out in another way.
    let is_explained = found.iter().any(|one| one.outcome == Outcome::Holds)
        || compare(total, &counted_once) == Outcome::Holds;
    if let Some(double) = events.doubles_among(known.len()).next()
        && !is_explained
        && is_written_sum(total, &known)
    {
        let outcome = Outcome::CountedTwice {
            counted: double.counted,
            inside: double.inside,
            part: Box::new(double.part.clone()),
        };
        found.insert(0, checked(Relation::Parts, &known, outcome));
    }
    let outcome = at_least(total, &counted_once);
    let fails = matches!(outcome, Outcome::Fails { .. });
    if fails || (counted_once.len() > 1 && outcome == Outcome::Holds) {
        if fails {
            found.retain(|one| !matches!(one.outcome, Outcome::Fails { .. }));
        }
        found.push(checked(Relation::AtLeast, &counted_once, outcome));
    }
    found
}

/// Whether a total is at least the sum of events.
fn at_least(total: &Term, events: &[&Term]) -> Outcome {
    let Some(low) = sum_of(events).and_then(|sum| sum.low) else {
        return Outcome::CannotTell;
    };
    match total.interval.high.map(|high| low.checked_sub(high)) {
        Some(Some(by)) if !by.is_zero() && !by.is_negative() => Outcome::Fails { by },
        _ if total.interval.low.is_none() => Outcome::CannotTell,
        _ => Outcome::Holds,
    }
}

/// What the total was before and what came since. An undated total may be of any time: it is
/// named where it explains the total, and fails nothing.
fn steps(
    view: &FigureView,
    total: &Term,
    before: Option<&Term>,
    events: &Events,
    known: &[&Term],
) -> Vec<(Vec<Term>, Outcome)> {
    let (Some(period), Some(day)) = (total.period, total.day()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let latest: Vec<&&Term> = known
        .iter()
        .filter(|event| event.is_near(&period, events.leeway))
        .collect();
    let undated = view
        .undated
        .iter()
        .filter(|statement| statement.reason.is_none() && *statement.unit == *total.unit);
    for statement in undated {
        let earlier = Term::of_statement(&total.figure, statement);
        let [event] = latest.as_slice() else {
            continue;
        };
        if compare(total, &[&earlier, event]) == Outcome::Holds {
            found.push((vec![earlier, (**event).clone()], Outcome::Holds));
        }
    }
    let Some((before, first)) = before.zip(before.and_then(Term::day)) else {
        return found;
    };
    let since = |event: &&&Term| {
        event
            .period
            .is_some_and(|period| period.first_day() > first && period.last_day() <= day)
    };
    let mut terms = vec![before];
    terms.extend(known.iter().filter(since).copied());
    if terms.len() > 1 {
        let outcome = match compare(total, &terms) {
            Outcome::Holds => Outcome::Holds,
            // Another event, of which nothing is known here, may make up for what is missing.
            _ => match at_least(total, &terms) {
                Outcome::Holds => Outcome::CannotTell,
                other => other,
            },
        };
        // What an undated total explains is no riddle.
        if outcome != Outcome::CannotTell || found.is_empty() {
            found.push((terms.into_iter().cloned().collect(), outcome));
        }
    }
    found
}
