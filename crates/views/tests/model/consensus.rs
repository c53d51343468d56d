//! The best-known value (`docs/semantics.md`, section 5).

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimbook_model::event::Policy;
use claimbook_model::{Date, ReportId};
use claimbook_views::figure::{Best, Reason, Standing};

use super::heard::Heard;
use super::number::{Number, decimal};
use super::words::{Word, Words};
use super::{Question, Said};

/// What is best known of one observation.
#[derive(Clone, Debug)]
pub(crate) struct Answer<'a> {
    /// The claim whose wording is shown.
    pub(crate) shown: &'a Heard,
    pub(crate) low: Option<i128>,
    pub(crate) high: Option<i128>,
    pub(crate) standing: Standing,
    pub(crate) supporters: Vec<Word<'a>>,
    /// The voices that count for it.
    pub(crate) voices: BTreeSet<Arc<str>>,
    pub(crate) publications: usize,
    /// The words that stand against it.
    pub(crate) against: Vec<(&'a Heard, Reason)>,
}

impl Answer<'_> {
    pub(crate) fn number(&self) -> &Number {
        &self.shown.number
    }

    pub(crate) fn first_day(&self) -> Date {
        self.supporters
            .iter()
            .flat_map(Word::days)
            .min()
            .expect("a day")
    }

    pub(crate) fn last_day(&self) -> Date {
        self.supporters
            .iter()
            .flat_map(Word::days)
            .max()
            .expect("a day")
    }

    pub(crate) fn best(&self) -> Best {
        Best {
            value: self.shown.fact.value,
            comparator: self.shown.fact.comparator,
            low: self.low.map(decimal),
            high: self.high.map(decimal),
            standing: self.standing,
            claim: self.shown.fact.claim,
        }
    }
}

/// A maximal set of compatible words: shown is the most precise, and weighed are those that
/// support it.
struct Candidate<'a> {
    shown: &'a Heard,
    supporters: Vec<Word<'a>>,
    voices: BTreeSet<Arc<str>>,
}

/// What some claims, each with the day it supports, make best known; `None` if none has a vote.
pub(crate) fn answer<'a>(
    question: &Question<'_>,
    said: &Said<'_>,
    claims: &[(&'a Heard, Date)],
) -> Option<Answer<'a>> {
    let words = Words::of(claims);
    let muted = |word: &Word<'a>| words.muted(question, said, word);
    let voting: Vec<&Word<'a>> = words
        .alive
        .iter()
        .filter(|word| muted(word).is_none())
        .collect();
    let mut candidates = candidates(&voting);
    candidates.sort_by(|a, b| a.cmp_rank(b, question));
    let suspects: Vec<bool> = candidates
        .iter()
        .map(|candidate| candidate.is_scale_suspect(&candidates))
        .collect();
    let best = suspects.iter().position(|suspect| !suspect)?;
    let chosen = &candidates[best];
    let number = chosen.shown.number;
    // "`contested`: some voice says what cannot be the same number as one of the supporters."
    let mut against = Vec::new();
    for word in &voting {
        let claim = word.latest();
        let contradicts =
            |supporter: &Word<'_>| !supporter.latest().number.is_compatible(&claim.number);
        if !chosen.supporters.iter().any(contradicts) {
            continue;
        }
        let of_suspect = candidates.iter().zip(&suspects).any(|(other, suspect)| {
            *suspect
                && other
                    .supporters
                    .iter()
                    .any(|word| word.latest().place == claim.place)
        });
        let scale = of_suspect || claim.number.is_scale_apart(&number);
        against.push((
            claim,
            if scale {
                Reason::Scale
            } else {
                Reason::Contradicts
            },
        ));
    }
    // "It still has no vote, but the answer is `contested`."
    for word in &words.alive {
        let claim = word.latest();
        if muted(word) == Some(Reason::Relay) && !claim.number.is_compatible(&number) {
            against.push((claim, Reason::Relay));
        }
    }
    let denied = chosen
        .supporters
        .iter()
        .any(|word| word.is_denied(question, said));
    let standing = if denied || !against.is_empty() {
        Standing::Contested
    } else if chosen.voices.len() >= 2 && chosen.publications() >= 2 {
        Standing::Corroborated
    } else {
        Standing::Single
    };
    let (low, high) = chosen.interval();
    Some(Answer {
        shown: chosen.shown,
        low,
        high,
        standing,
        voices: chosen.voices.clone(),
        publications: chosen.publications(),
        supporters: chosen.supporters.clone(),
        against,
    })
}

/// "The candidates are the maximal sets of words that are compatible with one another." Intervals
/// that all meet have a stretch in common, and it begins where one of them begins.
fn candidates<'a>(voting: &[&Word<'a>]) -> Vec<Candidate<'a>> {
    let mut begins: Vec<Option<i128>> = voting.iter().map(|word| word.first().number.low).collect();
    begins.sort_unstable();
    begins.dedup();
    let reaches = |word: &Word<'_>, at: Option<i128>| {
        let number = word.first().number;
        number.low <= at && number.high.is_none_or(|high| at.is_none_or(|at| at < high))
    };
    let sets: Vec<Vec<usize>> = begins
        .iter()
        .map(|at| {
            (0..voting.len())
                .filter(|&word| reaches(voting[word], *at))
                .collect()
        })
        .collect();
    let is_part_of =
        |a: &Vec<usize>, b: &Vec<usize>| a != b && a.iter().all(|word| b.contains(word));
    let maximal = |set: &&Vec<usize>| !sets.iter().any(|other| is_part_of(set, other));
    sets.iter()
        .filter(maximal)
        .map(|set| Candidate::of(&set.iter().map(|&word| voting[word]).collect::<Vec<_>>()))
        .collect()
}

impl<'a> Candidate<'a> {
    fn of(members: &[&Word<'a>]) -> Self {
        // "Each shows its most precise member; then stated, a given date, and the first to say it."
        let shown = members
            .iter()
            .min_by(|a, b| {
                let (one, other) = (a.first(), b.first());
                one.number
                    .cmp_precision(&other.number)
                    .then(other.is_stated().cmp(&one.is_stated()))
                    .then(is_given(b).cmp(&is_given(a)))
                    .then(one.place.cmp(&other.place))
            })
            .map(|word| word.first())
            .expect("a member");
        // "And is weighed by the voices that support that member."
        let supporters: Vec<Word<'a>> = members
            .iter()
            .filter(|word| word.first().number.supports(&shown.number))
            .map(|word| (*word).clone())
            .collect();
        let voices = voices(&supporters);
        Self {
            shown,
            supporters,
            voices,
        }
    }

    fn any(&self, holds: impl Fn(&Word<'a>) -> bool) -> bool {
        self.supporters.iter().any(holds)
    }

    fn publications(&self) -> usize {
        let publication = |word: &Word<'a>| word.first().fact.report.publication.clone();
        self.supporters
            .iter()
            .map(publication)
            .collect::<BTreeSet<_>>()
            .len()
    }

    fn latest_known(&self) -> Date {
        self.supporters
            .iter()
            .map(|word| word.latest().day())
            .max()
            .expect("a supporter")
    }

    fn first_known(&self) -> Date {
        self.supporters
            .iter()
            .map(|word| word.first().day())
            .min()
            .expect("a supporter")
    }

    /// "Values of stated supporters narrow each other down; estimates only widen what is shown."
    fn interval(&self) -> (Option<i128>, Option<i128>) {
        let stated = self.any(|word| word.first().is_stated());
        let numbers: Vec<Number> = self
            .supporters
            .iter()
            .filter(|word| word.first().is_stated() == stated)
            .map(|word| word.first().number)
            .collect();
        let lows = numbers.iter().map(|number| number.low);
        let highs = numbers.iter().map(|number| number.high);
        if stated {
            // An open end is below every number, and narrows nothing.
            (lows.max().flatten(), highs.flatten().min())
        } else {
            let widest = highs.clone().all(|high| high.is_some());
            (
                lows.min().flatten(),
                highs.max().flatten().filter(|_| widest),
            )
        }
    }

    /// `Less` for the better one.
    fn cmp_rank(&self, other: &Self, question: &Question<'_>) -> Ordering {
        let weight = |set: &Self| {
            set.voices
                .iter()
                .map(|voice| question.weight_of(voice))
                .sum::<i128>()
        };
        let first_hand = |set: &Self| set.any(|word| word.first().first_hand);
        let stated = |set: &Self| set.any(|word| word.first().is_stated());
        let given = |set: &Self| set.any(is_given);
        // "Policy `latest` puts later known before everything else."
        let latest = match question.options.policy {
            Policy::Latest => other.latest_known().cmp(&self.latest_known()),
            _ => Ordering::Equal,
        };
        // "The first of these decides: …"
        latest
            .then_with(|| first_hand(other).cmp(&first_hand(self)))
            .then_with(|| weight(other).cmp(&weight(self)))
            .then_with(|| other.publications().cmp(&self.publications()))
            .then_with(|| stated(other).cmp(&stated(self)))
            .then_with(|| self.shown.number.cmp_precision(&other.shown.number))
            .then_with(|| given(other).cmp(&given(self)))
            .then_with(|| other.latest_known().cmp(&self.latest_known()))
            .then_with(|| {
                self.shown
                    .number
                    .written()
                    .cmp(&other.shown.number.written())
            })
            .then_with(|| self.shown.fact.claim.cmp(&other.shown.fact.claim))
    }

    /// "A value a power of ten away from one with more voices is a suspect, unless its text says
    /// that something changed. With as many voices on each side, the one known later is."
    fn is_scale_suspect(&self, all: &[Candidate<'_>]) -> bool {
        let explained = self.any(|word| word.claims().iter().any(|c| c.fact.signal.is_some()));
        let strength = |voices: usize, known: Date| (voices, Reverse(known));
        !explained
            && all.iter().any(|other| {
                other.shown.number.is_scale_apart(&self.shown.number)
                    && strength(other.voices.len(), other.first_known())
                        > strength(self.voices.len(), self.first_known())
            })
    }
}

fn is_given(word: &Word<'_>) -> bool {
    word.claims().iter().any(|claim| !claim.inferred)
}

/// "A report adds at most one voice to a value: the source that it names first."
fn voices(supporters: &[Word<'_>]) -> BTreeSet<Arc<str>> {
    let mut voices = BTreeSet::new();
    let mut of_one_report: BTreeMap<ReportId, Vec<&Heard>> = BTreeMap::new();
    for word in supporters {
        match word.reports().into_iter().collect::<Vec<_>>()[..] {
            [only] => of_one_report.entry(only).or_default().push(word.first()),
            _ => {
                voices.insert(word.first().voice.clone());
            }
        }
    }
    for claims in of_one_report.values() {
        let place = |claim: &&&Heard| (claim.fact.ordinal, claim.fact.claim);
        let named_first = claims.iter().map(|claim| place(&claim)).min();
        let first = claims
            .iter()
            .filter(|claim| Some(place(claim)) == named_first);
        voices.extend(first.map(|claim| claim.voice.clone()));
    }
    voices
}
