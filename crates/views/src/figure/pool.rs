//! The claims of one observation in one unit, reduced to the words that its voices stand by.

use std::sync::Arc;

use claimbook_model::Date;

use super::compare::Reading;
use super::consensus::{self, Lost, Verdict};
use super::entry::{Context, Entry};

/// How many replaced readings are remembered, to tell an echo from news.
const REPLACED_MAX: usize = 32;

/// What one voice says in one publication: claims that say exactly the same are one word.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The claim that said it first, and the one that said it last.
    pub(crate) first: u32,
    pub(crate) latest: u32,
    /// The number of the report, while only one says it.
    pub(crate) only_report: Option<u32>,
    /// Whether a claim of it has a date that was given.
    pub(crate) given: bool,
    /// Whether the text of a claim of it says that something changed.
    pub(crate) signalled: bool,
    /// The earliest day that its claims are about.
    pub(crate) begins: Date,
    /// The days that it supports: of a stock or tally those it stands at, else the known days.
    pub(crate) first_day: Date,
    pub(crate) last_day: Date,
}

/// What one more claim did to the words.
enum Added {
    /// The word at this position was only said again.
    SaidAgain(usize),
    /// Anything else.
    Changed,
}

/// The live words of one observation, and what they make best known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    words: Vec<Word>,
    replaced: Vec<(Arc<str>, Reading)>,
    verdict: Option<Arc<Verdict>>,
}

impl Pool {
    /// The pool of some claims, each with the day it supports, in history order.
    pub(crate) fn of(context: Context<'_>, claims: impl IntoIterator<Item = (u32, Date)>) -> Self {
        let mut pool = Self::default();
        for (index, day) in claims {
            pool.add(context, index, day);
        }
        pool.settle(context);
        pool
    }

    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// What is best known; `None` if no word has a vote.
    pub(crate) fn verdict(&self) -> Option<&Arc<Verdict>> {
        self.verdict.as_ref()
    }

    /// What lost against it, and what decided.
    pub(crate) fn lost(&self, context: Context<'_>) -> Vec<Lost> {
        consensus::lost(context, &self.words, &self.replaced)
    }

    /// Takes one claim in and decides anew.
    pub(crate) fn insert(&mut self, context: Context<'_>, index: u32, day: Date) {
        self.extend(context, [(index, day)]);
    }

    /// Takes claims in, each with the day it supports, as if one by one, but decides only where
    /// the decision is looked at: at the end, and before a word is said again.
    pub(crate) fn extend(
        &mut self,
        context: Context<'_>,
        claims: impl IntoIterator<Item = (u32, Date)>,
    ) {
        let mut stale = false;
        for (index, day) in claims {
            // Whether a word said again changes anything depends on what is best known so far.
            if stale && context.denials.is_empty() && self.position(context, index).is_some() {
                self.settle(context);
                stale = false;
            }
            stale |= !self.keeps_verdict(context, index, day);
        }
        if stale {
            self.settle(context);
        }
    }

    /// Takes one claim in; whether the verdict is still that of all words. What nothing speaks
    /// against stays as it is when it is only said again, but for its days.
    fn keeps_verdict(&mut self, context: Context<'_>, index: u32, day: Date) -> bool {
        let added = self.add(context, index, day);
        let unopposed = |verdict: &&mut Arc<Verdict>| verdict.is_unopposed();
        let verdict = self.verdict.as_mut().filter(unopposed);
        let (Added::SaidAgain(position), Some(verdict)) = (added, verdict) else {
            return false;
        };
        let may_lose_its_source = || !context.taken_back.is_empty() && !context.entry(index).own;
        if !context.denials.is_empty() || may_lose_its_source() {
            return false;
        }
        let grows = day < verdict.first_day || day > verdict.last_day;
        if grows && verdict.supporters.contains(&position) {
            let verdict = Arc::make_mut(verdict);
            verdict.first_day = verdict.first_day.min(day);
            verdict.last_day = verdict.last_day.max(day);
        }
        true
    }

    /// The word that claim `index` says again.
    fn position(&self, context: Context<'_>, index: u32) -> Option<usize> {
        let entry = context.entry(index);
        let same = |word: &Word| context.entry(word.latest).says_the_same(entry);
        self.words.iter().position(same)
    }

    /// Decides anew what is best known.
    pub(crate) fn settle(&mut self, context: Context<'_>) {
        self.verdict = consensus::judge(context, &self.words, &self.replaced).map(Arc::new);
    }

    /// Takes one claim in.
    fn add(&mut self, context: Context<'_>, index: u32, day: Date) -> Added {
        let entry = context.entry(index);
        let begins = entry
            .fact
            .period
            .map_or(Date::MIN, |about| about.first_day());
        if let Some(position) = self.position(context, index) {
            let word = &mut self.words[position];
            let (only_report, given, signalled) = (word.only_report, word.given, word.signalled);
            word.first = word.first.min(index);
            word.latest = word.latest.max(index);
            word.first_day = word.first_day.min(day);
            word.last_day = word.last_day.max(day);
            word.given |= !entry.known_inferred;
            word.signalled |= entry.fact.signal.is_some();
            word.begins = word.begins.min(begins);
            word.only_report = only_report.filter(|only| *only == entry.numbers.report);
            let alike = word.only_report == only_report
                && (word.given, word.signalled) == (given, signalled)
                && word.first != index;
            return if self.replace_older(context, index) || !alike {
                Added::Changed
            } else {
                Added::SaidAgain(position)
            };
        }
        // A word that a later one of its voice has already replaced enters only as replaced.
        let outlived = self
            .words
            .iter()
            .any(|word| replaces(context.entry(word.latest), entry));
        if outlived {
            self.remember(entry);
            return Added::Changed;
        }
        self.words.push(Word {
            first: index,
            latest: index,
            only_report: Some(entry.numbers.report),
            given: !entry.known_inferred,
            signalled: entry.fact.signal.is_some(),
            begins,
            first_day: day,
            last_day: day,
        });
        self.replace_older(context, index);
        Added::Changed
    }

    /// Drops what the voice of claim `index` said before and no longer stands by; whether there
    /// was anything.
    fn replace_older(&mut self, context: Context<'_>, index: u32) -> bool {
        let entry = context.entry(index);
        let words = self.words.len();
        let mut position = 0;
        while position < self.words.len() {
            let older = context.entry(self.words[position].latest);
            if replaces(entry, older) {
                self.remember(older);
                self.words.remove(position);
            } else {
                position += 1;
            }
        }
        self.words.len() < words
    }

    fn remember(&mut self, entry: &Entry) {
        let same = |(voice, reading): &(Arc<str>, Reading)| {
            *voice == entry.voice && *reading == entry.reading
        };
        if !self.replaced.iter().any(same) {
            if self.replaced.len() == REPLACED_MAX {
                self.replaced.remove(0);
            }
            self.replaced.push((entry.voice.clone(), entry.reading));
        }
    }

    /// Whether the voice of claim `index` stood by another number before that day.
    pub(crate) fn is_restated_by(&self, context: Context<'_>, index: u32) -> bool {
        let entry = context.entry(index);
        self.words
            .iter()
            .any(|word| replaces(entry, context.entry(word.latest)))
    }
}

/// Whether a voice's word takes the place of another of its words: known later, and not the same
/// number. What a relay passes on never takes the place of what the source itself published.
pub(crate) fn replaces(later: &Entry, older: &Entry) -> bool {
    later.numbers.voice == older.numbers.voice
        && later.known_day > older.known_day
        && (later.own || !older.own)
        && later.silent.is_none() == older.silent.is_none()
        && !later.reading.is_compatible(&older.reading)
}
