//! The words that voices stand by (`docs/semantics.md`, section 2).

use std::collections::BTreeSet;

use claimbook_model::{Date, MetricKind, Period, ReportId};
use claimbook_views::figure::Reason;

use super::heard::Heard;
use super::{Question, Said, flow};

/// One number that one voice says in one publication, with the claims that say it.
#[derive(Clone, Debug)]
pub(crate) struct Word<'a> {
    /// Each with the day that it supports.
    pub(crate) claims: Vec<(&'a Heard, Date)>,
}

/// The words that are alive, and what the voices said before and no longer stand by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words<'a> {
    pub(crate) alive: Vec<Word<'a>>,
    pub(crate) replaced: Vec<&'a Heard>,
}

impl<'a> Word<'a> {
    pub(crate) fn claims(&self) -> Vec<&'a Heard> {
        self.claims.iter().map(|(claim, _)| *claim).collect()
    }

    pub(crate) fn first(&self) -> &'a Heard {
        let claims = self.claims();
        claims
            .into_iter()
            .min_by_key(|claim| claim.place)
            .expect("a claim of the word")
    }

    pub(crate) fn latest(&self) -> &'a Heard {
        let claims = self.claims();
        claims
            .into_iter()
            .max_by_key(|claim| claim.place)
            .expect("a claim of the word")
    }

    pub(crate) fn days(&self) -> impl Iterator<Item = Date> + '_ {
        self.claims.iter().map(|(_, day)| *day)
    }

    pub(crate) fn reports(&self) -> BTreeSet<ReportId> {
        self.claims
            .iter()
            .map(|(claim, _)| claim.fact.report.report)
            .collect()
    }

    pub(crate) fn is_denied(&self, question: &Question<'_>, said: &Said<'_>) -> bool {
        said.denials
            .iter()
            .any(|denial| denial.denies(question, &self.claims()))
    }

    /// "A denial also takes back what its own voice said before."
    fn is_taken_back(&self, question: &Question<'_>, said: &Said<'_>) -> bool {
        said.denials.iter().any(|denial| {
            denial.voice == self.latest().voice
                && denial.day() >= self.latest().day()
                && denial.denies(question, &self.claims())
        })
    }
}

impl Word<'_> {
    /// "What a relay passes on stands no longer once the source itself took it back": of the same
    /// reporting period of a flow; of anything else, as near as two reports of one thing can be.
    pub(crate) fn lost_its_source(&self, question: &Question<'_>, said: &Said<'_>) -> bool {
        let latest = self.latest();
        let about = latest.fact.period.expect("a dated claim");
        let periods = || {
            self.claims()
                .into_iter()
                .filter_map(|claim| claim.fact.period)
        };
        let begins = periods()
            .map(|period| period.first_day())
            .min()
            .expect("a period");
        let apart = |taken: Period| {
            let after = (begins - taken.last_day()).num_days();
            let before = (taken.first_day() - about.last_day()).num_days();
            after.max(before)
        };
        let of_the_time = |taken: Period| match question.rule.kind {
            None | Some(MetricKind::Flow) => flow::label(taken) == flow::label(about),
            Some(MetricKind::Event) => apart(taken) <= question.rule.same_event_days,
            Some(_) => apart(taken) <= question.rule.settles_days,
        };
        let mut taken_back = said.taken_back.iter();
        !latest.own
            && taken_back.any(|taken| {
                taken.voice == latest.voice
                    && taken.fact.unit == latest.fact.unit
                    && taken.number.supports(&latest.number)
                    && taken.fact.period.is_some_and(of_the_time)
            })
    }
}

impl<'a> Words<'a> {
    /// Hears claims in the order in which they come.
    pub(crate) fn of(claims: &[(&'a Heard, Date)]) -> Self {
        let mut words = Self::default();
        for (claim, day) in claims {
            words.hear(claim, *day);
        }
        words
    }

    fn hear(&mut self, claim: &'a Heard, day: Date) {
        let same = |word: &&mut Word<'a>| word.latest().says_the_same(claim);
        if let Some(word) = self.alive.iter_mut().find(same) {
            word.claims.push((claim, day));
        } else if self.alive.iter().any(|word| word.latest().replaces(claim)) {
            self.replaced.push(claim);
            return;
        } else {
            self.alive.push(Word {
                claims: vec![(claim, day)],
            });
        }
        let (gone, alive): (Vec<_>, Vec<_>) = self
            .alive
            .drain(..)
            .partition(|word| claim.replaces(word.latest()));
        self.alive = alive;
        self.replaced.extend(gone.iter().map(Word::latest));
    }

    /// Whether the voice of `claim` stands by another number, which the claim replaces.
    pub(crate) fn are_restated_by(&self, claim: &Heard) -> bool {
        self.alive.iter().any(|word| claim.replaces(word.latest()))
    }

    /// Why a word has no vote, if it has none.
    pub(crate) fn muted(
        &self,
        question: &Question<'_>,
        said: &Said<'_>,
        word: &Word<'_>,
    ) -> Option<Reason> {
        let latest = word.latest();
        if latest.silent.is_some() {
            return latest.silent;
        }
        if word.is_taken_back(question, said) {
            return Some(Reason::Replaced);
        }
        if latest.own {
            return None;
        }
        let says_it = |own: &&Word<'_>| {
            let claim = own.latest();
            claim.own && claim.voice == latest.voice && claim.number.is_compatible(&latest.number)
        };
        let mut sources = self.alive.iter().filter(says_it);
        if word.lost_its_source(question, said)
            && !sources.any(|own| !own.is_taken_back(question, said))
        {
            return Some(Reason::TakenBack);
        }
        // What the source itself publishes and this cannot be the same number as.
        let own: Vec<Date> = self
            .alive
            .iter()
            .filter(|own| own.latest().own && own.latest().voice == latest.voice)
            .filter(|own| own.latest().silent.is_none() && !own.is_taken_back(question, said))
            .filter(|own| !own.latest().number.is_compatible(&latest.number))
            .map(|own| own.latest().day())
            .collect();
        let last = own.into_iter().max()?;
        // "If it repeats what the source has said before, it has no vote. If it was never the
        // source's word and is later than it, it may be news."
        let echo = self
            .replaced
            .iter()
            .any(|old| old.voice == latest.voice && old.number.supports(&latest.number));
        if latest.day() > last && !echo {
            Some(Reason::Relay)
        } else {
            Some(Reason::Replaced)
        }
    }
}
