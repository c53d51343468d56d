//! A claim made ready for the fold: its voice resolved, its dates and its vote decided.

use std::cmp::Ordering;
use std::sync::Arc;

use claimbook_model::catalog::MetricKind;
use claimbook_model::event::{Policy, WithdrawalCause};
use claimbook_model::{Date, Flags, Modality, Period, voice_slug};

use super::compare::Reading;
use super::fact::{ClaimFact, Options, Reaffirmation, ReportFact, Rule, Trust};
use super::kinds::reporting_period;
use super::numbers::Numbers;
use super::pool::Word;
use super::view::Reason;

/// Which of the worlds that never mix a claim speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Actual,
    Denied,
    Outlook,
}

/// A claim made ready for the fold.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each answers one question of the fold, and none excludes another"
)]
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) fact: ClaimFact,
    pub(crate) reading: Reading,
    /// What its voice, its publication and its report are compared by.
    pub(crate) numbers: Numbers,
    /// The voice's slug and the name that the report used for it.
    pub(crate) voice: Arc<str>,
    pub(crate) voice_name: Arc<str>,
    /// Attributed to someone who is not named.
    pub(crate) anonymous: bool,
    /// The voice speaks in its own publication.
    pub(crate) own: bool,
    pub(crate) first_hand: bool,
    pub(crate) known: Period,
    pub(crate) known_day: Date,
    pub(crate) known_inferred: bool,
    pub(crate) class: Class,
    /// Since when its article no longer shows it, as far as that was known.
    pub(crate) gone: Option<Period>,
    /// Why it has no vote, if it has none.
    pub(crate) silent: Option<Reason>,
    /// A release says the claim again: the entry is that release's word.
    pub(crate) reaffirms: bool,
}

impl Entry {
    pub(crate) fn new(fact: ClaimFact, rule: &Rule, options: &Options, trust: &Trust) -> Self {
        let report = &fact.report;
        let anonymous = fact.attribution.is_some() && fact.voice.is_none();
        let (voice, voice_name) = voice_of(&fact);
        let voice = known_as(&voice);
        let own = voice == known_as(&report.publication);
        let authority = report.first_hand || rule.authorities.contains(&voice);
        let first_hand = own && !anonymous && authority;
        let (known, known_inferred) = known_of(report, options);
        let class = match fact.modality {
            Modality::Denied => Class::Denied,
            modality if modality.is_outlook() || rule.prospective => Class::Outlook,
            _ => Class::Actual,
        };
        let silent = if fact.flags.has(Flags::CONVERSION) {
            Some(Reason::Conversion)
        } else if trust.of(&voice).is_zero() || trust.of(&voice).is_negative() {
            Some(Reason::Silenced)
        } else if options.policy == Policy::FirstHand && !first_hand {
            Some(Reason::Policy)
        } else {
            None
        };
        let gone = fact.gone.as_ref().map(|gone| {
            if options.strict && gone.known_inferred {
                Period::day(gone.recorded.date())
            } else {
                gone.known
            }
        });
        let by_then = |since: &Period| options.as_of.is_none_or(|day| since.last_day() <= day);
        Self {
            gone: gone.filter(by_then),
            reading: Reading::new(fact.value, fact.comparator),
            numbers: Numbers::default(),
            voice,
            voice_name,
            anonymous,
            own,
            first_hand,
            known,
            known_day: known.last_day(),
            known_inferred,
            class,
            silent,
            reaffirms: false,
            fact,
        }
    }

    /// The entry of a release that says this claim again: of a level or a count, on its own day.
    pub(crate) fn reaffirmed_by(
        &self,
        reaffirmation: &Reaffirmation,
        rule: &Rule,
        options: &Options,
        trust: &Trust,
    ) -> Self {
        let mut fact = self.fact.clone();
        fact.report = reaffirmation.report.clone();
        fact.seq = reaffirmation.seq;
        fact.recorded = fact.report.recorded;
        fact.voice = Some(self.voice.clone());
        let mut entry = Self::new(fact, rule, options, trust);
        entry.voice_name = self.voice_name.clone();
        entry.reaffirms = true;
        let level = matches!(rule.kind, Some(MetricKind::Stock | MetricKind::Tally));
        if level && entry.fact.period.is_some() {
            entry.fact.period = Some(Period::day(entry.known_day));
        }
        entry
    }

    /// The one day at which a claim on a stock or a tally stands.
    pub(crate) fn stand_day(&self) -> Date {
        self.fact.period.map_or(self.known_day, |period| {
            period.last_day().min(self.known_day)
        })
    }

    /// Whether it was misread or curated away, and never counts.
    pub(crate) fn is_void(&self) -> bool {
        self.fact.withdrawal.as_ref().is_some_and(|withdrawal| {
            matches!(
                withdrawal.cause,
                WithdrawalCause::Misread | WithdrawalCause::Curated
            )
        })
    }

    /// Whether its voice is rated to count for nothing.
    pub(crate) fn is_silenced(&self) -> bool {
        self.silent == Some(Reason::Silenced)
    }

    /// Whether its withdrawal takes back what its publication said itself.
    pub(crate) fn is_own_word(&self) -> bool {
        let counts = !self.is_void() && !self.fact.report.held;
        self.own && counts && self.class == Class::Actual && self.fact.period.is_some()
    }

    pub(crate) fn is_stated(&self) -> bool {
        self.fact.modality == Modality::Stated
    }

    /// Whether both are equal in all that decides a vote: one word, said twice.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.reading == other.reading
            && self.numbers.voice == other.numbers.voice
            && self.numbers.publication == other.numbers.publication
            && self.is_stated() == other.is_stated()
            && self.first_hand == other.first_hand
            && self.silent == other.silent
    }

    /// The order of history, but for the known day: period, actual before outlook, publication,
    /// value, claim, and a claim before the releases that say it again.
    pub(crate) fn cmp_content(&self, other: &Self) -> Ordering {
        let days = |entry: &Self| entry.fact.period.map(|period| period.days());
        days(self)
            .cmp(&days(other))
            .then_with(|| self.class.cmp(&other.class))
            .then_with(|| {
                self.fact
                    .report
                    .publication
                    .cmp(&other.fact.report.publication)
            })
            .then_with(|| self.reading.cmp_number(&other.reading))
            .then_with(|| self.fact.claim.cmp(&other.fact.claim))
            .then_with(|| self.reaffirms.cmp(&other.reaffirms))
            .then_with(|| self.fact.report.report.cmp(&other.fact.report.report))
    }
}

/// When the world could know a report, and whether that is only a conclusion.
pub(crate) fn known_of(report: &ReportFact, options: &Options) -> (Period, bool) {
    if options.strict && report.known_basis.is_inferred() {
        (Period::day(report.recorded.date()), false)
    } else {
        (report.known, report.known_basis.is_inferred())
    }
}

/// The voice with which a claim counts, and its name.
fn voice_of(fact: &ClaimFact) -> (Arc<str>, Arc<str>) {
    match (&fact.voice, &fact.attribution) {
        (Some(slug), Some(name)) => (slug.clone(), name.clone()),
        (Some(slug), None) => (slug.clone(), slug.clone()),
        (None, _) => {
            let report = &fact.report;
            (report.publication.clone(), report.publication_name.clone())
        }
    }
}

/// What every part of the fold looks things up in.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// All claims in history order: the index tells who was known first.
    pub(crate) entries: &'a [Entry],
    pub(crate) rule: &'a Rule,
    pub(crate) policy: Policy,
    pub(crate) trust: &'a Trust,
    /// The denials known so far.
    pub(crate) denials: &'a [u32],
    /// What publications said themselves and took back so far.
    pub(crate) taken_back: &'a [u32],
}

/// The slug by which a publication or a source is known as a voice.
fn known_as(slug: &Arc<str>) -> Arc<str> {
    let known = voice_slug(slug);
    if known.len() == slug.len() {
        slug.clone()
    } else {
        Arc::from(known)
    }
}

impl Context<'_> {
    pub(crate) fn entry(&self, index: u32) -> &Entry {
        &self.entries[index as usize]
    }

    /// The denials of what a word says.
    pub(crate) fn denials_of(&self, word: &Word) -> impl Iterator<Item = u32> + '_ {
        let (entry, begins) = (self.entry(word.latest), word.begins);
        self.denials.iter().copied().filter(move |&denial| {
            let denial = self.entry(denial);
            denial.fact.unit == entry.fact.unit
                && denial.reading.supports(&entry.reading)
                && self.may_speak_of(denial, entry, begins)
        })
    }

    /// Whether the voice of a word has denied it since.
    pub(crate) fn is_taken_back(&self, word: &Word) -> bool {
        let entry = self.entry(word.latest);
        self.denials_of(word).any(|denial| {
            let denial = self.entry(denial);
            denial.numbers.voice == entry.numbers.voice && denial.known_day >= entry.known_day
        })
    }

    /// Whether what an entry, or others of its word since the day `begins`, passes on is what its
    /// source itself said and took back: of the same reporting period, of an event or a level not
    /// further off than two reports of one can be.
    pub(crate) fn has_lost_its_source(&self, entry: &Entry, begins: Date) -> bool {
        !entry.own
            && self.taken_back.iter().any(|&taken| {
                let taken = self.entry(taken);
                taken.numbers.voice == entry.numbers.voice
                    && taken.fact.unit == entry.fact.unit
                    && taken.reading.supports(&entry.reading)
                    && self.is_of_the_time(taken, entry, begins)
            })
    }

    fn is_of_the_time(&self, taken: &Entry, entry: &Entry, begins: Date) -> bool {
        let (Some(taken), Some(about)) = (taken.fact.period, entry.fact.period) else {
            return false;
        };
        let days = match self.rule.kind {
            None | Some(MetricKind::Flow) => {
                return reporting_period(taken) == reporting_period(about);
            }
            Some(MetricKind::Event) => self.rule.same_event_days,
            Some(MetricKind::Stock | MetricKind::Tally) => self.rule.settles_days,
        };
        (begins - taken.last_day()).num_days() <= days
            && (taken.first_day() - about.last_day()).num_days() <= days
    }

    /// Whether a denial can mean the observation that claims are about: of a flow the same
    /// period, else one that had begun.
    fn may_speak_of(&self, denial: &Entry, claim: &Entry, begins: Date) -> bool {
        match (denial.fact.period, claim.fact.period, self.rule.kind) {
            (Some(said), Some(about), None | Some(MetricKind::Flow)) => {
                reporting_period(said) == reporting_period(about)
            }
            (Some(said), Some(_), _) => said.last_day() >= begins,
            _ => true,
        }
    }
}
