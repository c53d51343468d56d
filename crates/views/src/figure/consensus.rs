//! Which of several compatible or incompatible words is best known.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimbook_model::event::Policy;
use claimbook_model::{ClaimId, Date, Decimal, Interval, ReportId};

use super::compare::Reading;
use super::entry::{Context, Entry};
use super::pool::Word;
use super::view::{Best, Reason, Standing};

/// What is best known of one observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// The claim whose wording is shown.
    pub(crate) winner: u32,
    pub(crate) reading: Reading,
    /// The numbers it can be, by all who support it.
    pub(crate) interval: Interval,
    pub(crate) standing: Standing,
    /// Positions of the supporting words.
    pub(crate) supporters: Vec<usize>,
    /// The voices that count for it.
    pub(crate) voices: Vec<Arc<str>>,
    pub(crate) publications: usize,
    pub(crate) first_hand: bool,
    /// The days that its supporters give.
    pub(crate) first_day: Date,
    pub(crate) last_day: Date,
    /// Positions of the words that stand against it, with the reason.
    pub(crate) against: Vec<(usize, Reason)>,
}

impl Verdict {
    /// Whether nothing speaks against it, so that its own words said again change nothing.
    pub(crate) fn is_unopposed(&self) -> bool {
        self.against.is_empty()
    }

    pub(crate) fn is_supported_by(&self, voice: &str) -> bool {
        self.voices.iter().any(|supporter| **supporter == *voice)
    }

    pub(crate) fn best(&self, context: Context<'_>) -> Best {
        Best {
            value: self.reading.value,
            comparator: self.reading.comparator,
            low: self.interval.low,
            high: self.interval.high,
            standing: self.standing,
            claim: context.entry(self.winner).fact.claim,
        }
    }
}

/// A set of compatible words, weighed by those that support its most precise one.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one criterion of the order of sets"
)]
struct Set {
    shown: usize,
    supporters: Vec<usize>,
    voices: Vec<Arc<str>>,
    trust: Decimal,
    publications: usize,
    first_hand: bool,
    stated: bool,
    given: bool,
    moved: bool,
    known: Date,
}

/// What `words` make best known; `None` if none of them has a vote.
pub(crate) fn judge(
    context: Context<'_>,
    words: &[Word],
    replaced: &[(Arc<str>, Reading)],
) -> Option<Verdict> {
    let mut muted = Vec::new();
    let mut voting = Vec::with_capacity(words.len());
    for position in 0..words.len() {
        match muting(context, words, replaced, position) {
            None => voting.push(position),
            Some(reason) => muted.push((position, reason)),
        }
    }
    let mut sets: Vec<Set> = cliques(context, words, &voting)
        .into_iter()
        .map(|members| Set::of(context, words, &members))
        .collect();
    sets.sort_by(|a, b| a.cmp_rank(b, context, words));
    let spread = spans_a_scale(context, words, &sets);
    let suspects: Vec<bool> = (0..sets.len())
        .map(|index| spread && is_scale_suspect(context, words, &sets, index))
        .collect();
    let chosen = suspects.iter().position(|suspect| !suspect)?;
    let shown = |set: &Set| &context.entry(words[set.shown].first).reading;
    let winner = *shown(&sets[chosen]);
    let is_suspect = |position: usize| {
        sets.iter()
            .zip(&suspects)
            .any(|(set, suspect)| *suspect && set.supporters.contains(&position))
    };
    // What contradicts one of the supporters contests the set, be it close to the shown value.
    let common = common_interval(context, words, &sets[chosen].supporters);
    let mut against: Vec<(usize, Reason)> = Vec::new();
    for &position in &voting {
        let reading = &context.entry(words[position].first).reading;
        if !common.is_none_or(|common| common.overlaps(reading.interval)) {
            let reason = if is_suspect(position) || reading.is_scale_apart(&winner) {
                Reason::Scale
            } else {
                Reason::Contradicts
            };
            against.push((position, reason));
        }
    }
    against.extend(muted.into_iter().filter(|(position, reason)| {
        *reason == Reason::Relay
            && !context
                .entry(words[*position].first)
                .reading
                .is_compatible(&winner)
    }));
    Some(verdict(context, words, &sets[chosen], against))
}

fn verdict(
    context: Context<'_>,
    words: &[Word],
    set: &Set,
    against: Vec<(usize, Reason)>,
) -> Verdict {
    let winner = words[set.shown].first;
    let denied = set.supporters.iter().any(|&position| {
        let first = words[position].first;
        context.denials_of(first, false).next().is_some()
    });
    let standing = if denied || !against.is_empty() {
        Standing::Contested
    } else if set.voices.len() >= 2 && set.publications >= 2 {
        Standing::Corroborated
    } else {
        Standing::Single
    };
    let days = |of: fn(&Word) -> Date| set.supporters.iter().map(move |&p| of(&words[p]));
    Verdict {
        winner,
        reading: context.entry(winner).reading,
        interval: shown_interval(context, words, set),
        standing,
        supporters: set.supporters.clone(),
        voices: set.voices.clone(),
        publications: set.publications,
        first_hand: set.first_hand,
        first_day: days(|word| word.first_day).min().unwrap_or(Date::MIN),
        last_day: days(|word| word.last_day).max().unwrap_or(Date::MIN),
        against,
    }
}

/// Stated values narrow each other down; estimates only widen.
fn shown_interval(context: Context<'_>, words: &[Word], set: &Set) -> Interval {
    let readings = |stated: bool| {
        set.supporters
            .iter()
            .map(|&position| context.entry(words[position].first))
            .filter(move |entry| entry.is_stated() == stated)
            .map(|entry| entry.reading.interval)
    };
    if set.stated {
        readings(true).reduce(Interval::intersection)
    } else {
        readings(false).reduce(Interval::envelope)
    }
    .unwrap_or(Interval::ALL)
}

/// Why a word has no vote: none of its own, taken back by its voice, or passed on by a relay
/// against what the source itself published.
fn muting(
    context: Context<'_>,
    words: &[Word],
    replaced: &[(Arc<str>, Reading)],
    position: usize,
) -> Option<Reason> {
    let word = &words[position];
    let entry = context.entry(word.latest);
    if let Some(reason) = entry.silent {
        return Some(reason);
    }
    if context.denials_of(word.latest, true).next().is_some() {
        return Some(Reason::Replaced);
    }
    if entry.own {
        return None;
    }
    let own = words
        .iter()
        .map(|word| context.entry(word.latest))
        .find(|own| {
            own.own
                && own.voice == entry.voice
                && own.silent.is_none()
                && !own.reading.is_compatible(&entry.reading)
        })?;
    let echo = replaced
        .iter()
        .any(|(voice, reading)| *voice == entry.voice && reading.supports(&entry.reading));
    // What is known later than the source's own word, and was never its word, may be news.
    if entry.known_day > own.known_day && !echo {
        Some(Reason::Relay)
    } else {
        Some(Reason::Replaced)
    }
}

/// The maximal sets of pairwise compatible words: intervals on a line that share more than a
/// point all share a stretch, so a sweep over their ends finds each set once.
fn cliques(context: Context<'_>, words: &[Word], voting: &[usize]) -> Vec<Vec<usize>> {
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
    let mut grown = false;
    for position in starts {
        let low = interval(position).low;
        let ended = |&other: &usize| match (interval(other).high, low) {
            (Some(high), Some(low)) => high.cmp_value(low).is_le(),
            _ => false,
        };
        if active.iter().any(ended) {
            if grown {
                sets.push(active.clone());
            }
            active.retain(|other| !ended(other));
        }
        active.push(position);
        grown = true;
    }
    sets.push(active);
    sets
}

/// The numbers that all of some words can mean.
fn common_interval(context: Context<'_>, words: &[Word], positions: &[usize]) -> Option<Interval> {
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
    fn of(context: Context<'_>, words: &[Word], members: &[usize]) -> Self {
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
        let trust = voices.iter().fold(Decimal::ZERO, |sum, voice| {
            sum.checked_add(context.trust.of(voice)).unwrap_or(sum)
        });
        let publications: BTreeSet<&Arc<str>> = supporters
            .iter()
            .map(|&position| &first(position).fact.report.publication)
            .collect();
        let any = |holds: fn(&Entry) -> bool| supporters.iter().any(|&p| holds(first(p)));
        Self {
            shown,
            trust,
            publications: publications.len(),
            first_hand: any(|entry| entry.first_hand),
            stated: any(Entry::is_stated),
            given: supporters.iter().any(|&position| words[position].given),
            moved: any(|entry| entry.fact.signal.is_some()),
            known: supporters
                .iter()
                .map(|&position| context.entry(words[position].latest).known_day)
                .max()
                .unwrap_or(Date::MIN),
            voices,
            supporters,
        }
    }

    /// `Less` if it is the better set under the policy.
    fn cmp_rank(&self, other: &Self, context: Context<'_>, words: &[Word]) -> Ordering {
        let first = |set: &Self| context.entry(words[set.shown].first);
        let latest = if context.policy == Policy::Latest {
            other.known.cmp(&self.known)
        } else {
            Ordering::Equal
        };
        latest
            .then_with(|| other.first_hand.cmp(&self.first_hand))
            .then_with(|| other.trust.cmp_value(self.trust))
            .then_with(|| other.publications.cmp(&self.publications))
            .then_with(|| other.stated.cmp(&self.stated))
            .then_with(|| first(self).reading.cmp_precision(&first(other).reading))
            .then_with(|| other.given.cmp(&self.given))
            .then_with(|| other.known.cmp(&self.known))
            .then_with(|| first(self).reading.cmp_number(&first(other).reading))
            .then_with(|| first(self).fact.claim.cmp(&first(other).fact.claim))
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

/// The voices of some words in order of their first claims; a report adds at most one: of words
/// that only one report says, those count that it says first.
fn voices_of(context: Context<'_>, words: &[Word], supporters: &[usize]) -> Vec<Arc<str>> {
    if let [only] = supporters {
        return vec![context.entry(words[*only].first).voice.clone()];
    }
    let place = |word: &Word| {
        let fact = &context.entry(word.first).fact;
        (fact.ordinal, fact.claim)
    };
    let mut first_of: BTreeMap<ReportId, (u32, ClaimId)> = BTreeMap::new();
    for word in supporters.iter().map(|&position| &words[position]) {
        if let Some(report) = word.only_report {
            let first = first_of.entry(report).or_insert_with(|| place(word));
            *first = (*first).min(place(word));
        }
    }
    let mut voices: BTreeMap<&Arc<str>, u32> = BTreeMap::new();
    for word in supporters.iter().map(|&position| &words[position]) {
        let first = word.only_report.and_then(|report| first_of.get(&report));
        if first.is_none_or(|first| *first == place(word)) {
            let voice = &context.entries[word.first as usize].voice;
            let earliest = voices.entry(voice).or_insert(word.first);
            *earliest = (*earliest).min(word.first);
        }
    }
    let mut ordered: Vec<(u32, &Arc<str>)> = voices
        .into_iter()
        .map(|(voice, first)| (first, voice))
        .collect();
    ordered.sort_unstable();
    ordered
        .into_iter()
        .map(|(_, voice)| voice.clone())
        .collect()
}

/// Whether the largest value is far enough from the smallest for any two to be a power of ten
/// apart.
fn spans_a_scale(context: Context<'_>, words: &[Word], sets: &[Set]) -> bool {
    let sizes = || {
        let shown = |set: &Set| context.entry(words[set.shown].first).reading.value;
        sets.iter()
            .map(move |set| shown(set).low().abs())
            .filter(|size| !size.is_zero())
    };
    let smallest = sizes().reduce(Decimal::min_value);
    let largest = sizes().reduce(Decimal::max_value);
    smallest
        .zip(largest)
        .and_then(|(smallest, largest)| {
            let nearly_tenfold = smallest.checked_mul(Decimal::new(99, -1).ok()?)?;
            Some(nearly_tenfold.cmp_value(largest).is_le())
        })
        // What cannot be computed is looked at pair by pair.
        .unwrap_or(sets.len() > 1)
}

/// A power of ten away from a value with more voices, or with as many that spoke earlier.
fn is_scale_suspect(context: Context<'_>, words: &[Word], sets: &[Set], index: usize) -> bool {
    let set = &sets[index];
    if set.moved {
        return false;
    }
    let reading = |set: &Set| context.entry(words[set.shown].first).reading;
    let first_known = |set: &Set| {
        set.supporters
            .iter()
            .map(|&position| context.entry(words[position].first).known_day)
            .min()
    };
    let stronger = |other: &Set| {
        let rank = |set: &Set| (set.voices.len(), Reverse(first_known(set)));
        rank(other) > rank(set)
    };
    sets.iter()
        .any(|other| reading(other).is_scale_apart(&reading(set)) && stronger(other))
}
