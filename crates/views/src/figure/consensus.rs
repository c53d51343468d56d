//! Which of several compatible or incompatible words is best known.

mod set;

use std::cmp::Reverse;
use std::sync::Arc;

use claimbook_model::{Date, Decimal, Interval};

use super::compare::Reading;
use super::decision::Criterion;
use super::entry::Context;
use super::pool::Word;
use super::view::{Best, Reason, Standing};
use set::{Set, cliques, common_interval};

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

/// What `words` make best known; `None` if none of them has a vote.
pub(crate) fn judge(
    context: Context<'_>,
    words: &[Word],
    replaced: &[(Arc<str>, Reading)],
) -> Option<Verdict> {
    let heard = Heard::of(context, words, replaced);
    let chosen = heard.chosen()?;
    let Heard {
        voting,
        muted,
        mut sets,
        suspects,
    } = heard;
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
    Some(verdict(context, words, sets.swap_remove(chosen), against))
}

/// The words of one observation, heard: who has a vote, and for what.
struct Heard {
    /// Positions of the words that have a vote.
    voting: Vec<usize>,
    /// Positions of those that have none, with the reason.
    muted: Vec<(usize, Reason)>,
    /// The sets of compatible words, the best first.
    sets: Vec<Set>,
    /// Which of them are suspected slips of the scale.
    suspects: Vec<bool>,
}

impl Heard {
    fn of(context: Context<'_>, words: &[Word], replaced: &[(Arc<str>, Reading)]) -> Self {
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
        sets.sort_by(|a, b| a.rank(b, context, words).0);
        let spread = spans_a_scale(context, words, &sets);
        let suspects = (0..sets.len())
            .map(|index| spread && is_scale_suspect(context, words, &sets, index))
            .collect();
        Self {
            voting,
            muted,
            sets,
            suspects,
        }
    }

    /// The set that is shown.
    fn chosen(&self) -> Option<usize> {
        self.suspects.iter().position(|suspect| !suspect)
    }
}

/// A set that lost: the positions of its words, and what decided.
pub(crate) struct Lost {
    /// The claim whose wording it shows.
    pub(crate) shown: u32,
    pub(crate) supporters: Vec<usize>,
    pub(crate) voices: Vec<Arc<str>>,
    pub(crate) publications: usize,
    pub(crate) decided_by: Criterion,
}

/// The sets that lost against the one that is shown, the strongest first.
pub(crate) fn lost(
    context: Context<'_>,
    words: &[Word],
    replaced: &[(Arc<str>, Reading)],
) -> Vec<Lost> {
    let heard = Heard::of(context, words, replaced);
    let Some(chosen) = heard.chosen() else {
        return Vec::new();
    };
    let winner = &heard.sets[chosen];
    let of_its_own = |set: &Set| {
        let counts = |position| winner.supporters.contains(position);
        !set.supporters.iter().all(counts)
    };
    let sets = heard.sets.iter().zip(&heard.suspects).enumerate();
    sets.filter(|(index, (set, _))| *index != chosen && of_its_own(set))
        .map(|(_, (set, suspect))| Lost {
            shown: words[set.shown].first,
            supporters: set.supporters.clone(),
            voices: set
                .voices
                .iter()
                .map(|&first| context.entry(first).voice.clone())
                .collect(),
            publications: set.publications,
            decided_by: if *suspect {
                Criterion::Scale
            } else {
                winner.rank(set, context, words).1
            },
        })
        .collect()
}

fn verdict(
    context: Context<'_>,
    words: &[Word],
    set: Set,
    against: Vec<(usize, Reason)>,
) -> Verdict {
    let winner = words[set.shown].first;
    let is_denied = |position: &usize| context.denials_of(&words[*position]).next().is_some();
    let denied = set.supporters.iter().any(is_denied);
    let standing = if denied || !against.is_empty() {
        Standing::Contested
    } else if set.voices.len() >= 2 && set.publications >= 2 {
        Standing::Corroborated
    } else {
        Standing::Single
    };
    let days = |of: fn(&Word) -> Date| set.supporters.iter().map(move |&p| of(&words[p]));
    let (first_day, last_day) = (
        days(|word| word.first_day).min(),
        days(|word| word.last_day).max(),
    );
    let voice = |&first: &u32| context.entry(first).voice.clone();
    let voices = set.voices.iter().map(voice).collect();
    Verdict {
        winner,
        reading: context.entry(winner).reading,
        interval: set.interval(context, words),
        standing,
        publications: set.publications,
        first_hand: set.first_hand,
        first_day: first_day.unwrap_or(Date::MIN),
        last_day: last_day.unwrap_or(Date::MIN),
        supporters: set.supporters,
        voices,
        against,
    }
}

/// Why a word has no vote: none of its own, taken back by its voice, passed on by a relay after
/// the source took it back, or against what the source itself published.
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
    if context.is_taken_back(word) {
        return Some(Reason::Replaced);
    }
    if entry.own {
        return None;
    }
    let is_said_by_its_source = || {
        words.iter().any(|word| {
            let own = context.entry(word.latest);
            own.own
                && own.numbers.voice == entry.numbers.voice
                && own.reading.is_compatible(&entry.reading)
                && !context.is_taken_back(word)
        })
    };
    if context.has_lost_its_source(entry, word.begins) && !is_said_by_its_source() {
        return Some(Reason::TakenBack);
    }
    let last_own = words
        .iter()
        .filter(|word| {
            let own = context.entry(word.latest);
            own.own
                && own.numbers.voice == entry.numbers.voice
                && own.silent.is_none()
                && !own.reading.is_compatible(&entry.reading)
                && !context.is_taken_back(word)
        })
        .map(|word| context.entry(word.latest).known_day)
        .max()?;
    let echo = replaced
        .iter()
        .any(|(voice, reading)| *voice == entry.voice && reading.supports(&entry.reading));
    // What is known later than the source's own word, and was never its word, may be news.
    if entry.known_day > last_own && !echo {
        Some(Reason::Relay)
    } else {
        Some(Reason::Replaced)
    }
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
