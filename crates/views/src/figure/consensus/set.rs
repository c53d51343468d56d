//! Sets of compatible words: how they are found, what each weighs, and which is the better.

use std::cmp::Ordering;

use claimbook_model::event::Policy;
use claimbook_model::{Date, Decimal, Interval};

use crate::figure::decision::Criterion;
use crate::figure::entry::{Context, Entry};
use crate::figure::pool::Word;

/// A set of compatible words, weighed by those that support its most precise one.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one criterion of the order of sets"
)]
pub(super) struct Set {
    pub(super) shown: usize,
    pub(super) supporters: Vec<usize>,
    /// The voices that count for it, by their first claims, in order.
    pub(super) voices: Vec<u32>,
    pub(super) trust: Decimal,
    pub(super) publications: usize,
    pub(super) first_hand: bool,
    pub(super) stated: bool,
    pub(super) given: bool,
    pub(super) moved: bool,
    pub(super) known: Date,
}

/// The maximal sets of pairwise compatible words: intervals on a line that share more than a
/// point all share a stretch, so a sweep over their ends finds each set once.
pub(super) fn cliques(context: Context<'_>, words: &[Word], voting: &[usize]) -> Vec<Vec<usize>> {
    let interval = |position: usize| context.entry(words[position].first).reading.interval;
    match common_interval(context, words, voting) {
        None => return Vec::new(),
        Some(common) if common.is_proper() => return vec![voting.to_vec()],
        Some(_) => {}
    }
    let mut starts = voting.to_vec();
    starts.sort_by(|&a, &b| cmp_open_low(interval(a).low, interval(b).low).then(a.cmp(&b)));
    let mut sets: Vec<Vec<usize>> = Vec::new();
    let mut active: Vec<usize> = Vec::new();
    // The first of the upper ends of the active ones: as long as it is not reached, none ends.
    let mut first_end: Option<Decimal> = None;
    let mut grown = false;
    for position in starts {
        let low = interval(position).low;
        let is_reached = |end: Option<Decimal>| match (end, low) {
            (Some(end), Some(low)) => end.cmp_value(low).is_le(),
            _ => false,
        };
        if is_reached(first_end) {
            if grown {
                sets.push(active.clone());
            }
            active.retain(|&other| !is_reached(interval(other).high));
            let ends = active.iter().filter_map(|&other| interval(other).high);
            first_end = ends.reduce(Decimal::min_value);
        }
        active.push(position);
        let end = interval(position).high;
        first_end = [first_end, end]
            .into_iter()
            .flatten()
            .reduce(Decimal::min_value);
        grown = true;
    }
    sets.push(active);
    sets
}

/// The numbers that all of some words can mean.
pub(super) fn common_interval(
    context: Context<'_>,
    words: &[Word],
    positions: &[usize],
) -> Option<Interval> {
    positions
        .iter()
        .map(|&position| context.entry(words[position].first).reading.interval)
        .reduce(Interval::intersection)
}

/// Orders lower ends, open ones first.
fn cmp_open_low(a: Option<Decimal>, b: Option<Decimal>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp_value(b),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

impl Set {
    pub(super) fn of(context: Context<'_>, words: &[Word], members: &[usize]) -> Self {
        let first = |position: usize| context.entry(words[position].first);
        let shown = members
            .iter()
            .copied()
            .min_by(|&a, &b| cmp_shown(first(a), first(b), &words[a], &words[b]))
            .unwrap_or_default();
        let reading = &first(shown).reading;
        let supporters: Vec<usize> = members
            .iter()
            .copied()
            .filter(|&position| first(position).reading.supports(reading))
            .collect();
        let voices = voices_of(context, words, &supporters);
        let trust = trust_of(context, &voices);
        let mut publications: Vec<u32> = supporters
            .iter()
            .map(|&position| first(position).numbers.publication)
            .collect();
        publications.sort_unstable();
        publications.dedup();
        let any = |holds: fn(&Entry) -> bool| supporters.iter().any(|&p| holds(first(p)));
        Self {
            shown,
            trust,
            publications: publications.len(),
            first_hand: any(|entry| entry.first_hand),
            stated: any(Entry::is_stated),
            given: supporters.iter().any(|&position| words[position].given),
            moved: supporters.iter().any(|&position| words[position].signalled),
            known: supporters
                .iter()
                .map(|&position| context.entry(words[position].latest).known_day)
                .max()
                .unwrap_or(Date::MIN),
            voices,
            supporters,
        }
    }

    /// The numbers that are shown: stated values narrow each other down; estimates only widen.
    pub(super) fn interval(&self, context: Context<'_>, words: &[Word]) -> Interval {
        let readings = |stated: bool| {
            self.supporters
                .iter()
                .map(|&position| context.entry(words[position].first))
                .filter(move |entry| entry.is_stated() == stated)
                .map(|entry| entry.reading.interval)
        };
        if self.stated {
            readings(true).reduce(Interval::intersection)
        } else {
            readings(false).reduce(Interval::envelope)
        }
        .unwrap_or(Interval::ALL)
    }

    /// `Less` if it is the better set under the policy, and what decides so.
    pub(super) fn rank(
        &self,
        other: &Self,
        context: Context<'_>,
        words: &[Word],
    ) -> (Ordering, Criterion) {
        Criterion::ASKED
            .into_iter()
            .map(|criterion| (self.cmp_by(criterion, other, context, words), criterion))
            .find(|(order, _)| order.is_ne())
            .unwrap_or((Ordering::Equal, Criterion::Order))
    }

    /// `Less` if it is the better set by one criterion.
    fn cmp_by(
        &self,
        criterion: Criterion,
        other: &Self,
        context: Context<'_>,
        words: &[Word],
    ) -> Ordering {
        let first = |set: &Self| context.entry(words[set.shown].first);
        let is_rated = !context.trust.0.is_empty();
        match criterion {
            Criterion::Latest if context.policy == Policy::Latest => other.known.cmp(&self.known),
            Criterion::FirstHand => other.first_hand.cmp(&self.first_hand),
            // Without ratings each source weighs one, so that only their number counts.
            Criterion::Sources if !is_rated => other.trust.cmp_value(self.trust),
            Criterion::Trust if is_rated => other.trust.cmp_value(self.trust),
            Criterion::Latest | Criterion::Sources | Criterion::Trust | Criterion::Scale => {
                Ordering::Equal
            }
            Criterion::Publications => other.publications.cmp(&self.publications),
            Criterion::Stated => other.stated.cmp(&self.stated),
            Criterion::Precision => first(self).reading.cmp_precision(&first(other).reading),
            Criterion::GivenDate => other.given.cmp(&self.given),
            Criterion::LaterKnown => other.known.cmp(&self.known),
            Criterion::SmallerValue => first(self).reading.cmp_number(&first(other).reading),
            Criterion::Order => first(self).fact.claim.cmp(&first(other).fact.claim),
        }
    }
}

/// Of the members of a set, the most precise is shown; then a stated one, one with a date that
/// was given, and the one that was known first.
fn cmp_shown(a: &Entry, b: &Entry, word_a: &Word, word_b: &Word) -> Ordering {
    a.reading
        .cmp_precision(&b.reading)
        .then_with(|| b.is_stated().cmp(&a.is_stated()))
        .then_with(|| word_b.given.cmp(&word_a.given))
        .then_with(|| word_a.first.cmp(&word_b.first))
}

/// The weights of some voices together; each counts once where none is rated.
fn trust_of(context: Context<'_>, voices: &[u32]) -> Decimal {
    if context.trust.0.is_empty() {
        return Decimal::from(voices.len() as i64);
    }
    voices.iter().fold(Decimal::ZERO, |sum, voice| {
        let weight = context.trust.of(&context.entry(*voice).voice);
        sum.checked_add(weight).unwrap_or(sum)
    })
}

/// The first claims of the voices of some words, in order; a report adds at most one voice: of
/// words that only one report says, those count that it says first.
fn voices_of(context: Context<'_>, words: &[Word], supporters: &[usize]) -> Vec<u32> {
    if let [only] = supporters {
        return vec![words[*only].first];
    }
    let mut voices: Vec<(u32, u32)> = counted(context, words, supporters)
        .into_iter()
        .map(|first| (context.entry(first).numbers.voice, first))
        .collect();
    voices.sort_unstable();
    voices.dedup_by_key(|(voice, _)| *voice);
    let mut firsts: Vec<u32> = voices.into_iter().map(|(_, first)| first).collect();
    firsts.sort_unstable();
    firsts
}

/// The first claims of the words that count: of those that only one report says, the ones that
/// it says first.
fn counted(context: Context<'_>, words: &[Word], supporters: &[usize]) -> Vec<u32> {
    let mut counted = Vec::with_capacity(supporters.len());
    let mut single = Vec::with_capacity(supporters.len());
    for word in supporters.iter().map(|&position| &words[position]) {
        let fact = &context.entry(word.first).fact;
        match word.only_report {
            Some(report) => single.push((report, fact.ordinal, fact.claim, word.first)),
            None => counted.push(word.first),
        }
    }
    single.sort_unstable();
    for said in single.chunk_by(|a, b| a.0 == b.0) {
        let place = |&(_, ordinal, claim, _): &_| (ordinal, claim);
        let firsts = said
            .iter()
            .take_while(|word| place(word) == place(&said[0]));
        counted.extend(firsts.map(|(.., first)| first));
    }
    counted
}
