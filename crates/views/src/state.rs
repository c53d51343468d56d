//! The whole log, event by event: which claims stand, with what is known of their reports.
//!
//! [`State::apply`] is deterministic and asks nobody anything. It works as well on the events of
//! one figure alone as on all of them, so that any process can fold one figure from the index.

mod apply;
mod article;
mod claims;
mod versions;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use claimbook_model::event::{Policy, WithdrawalCause};
use claimbook_model::{
    Catalog, ClaimId, Comparator, Decimal, DocumentId, Evidence, FigureKey, Flags, Modality,
    Origin, Period, ReportId, Signal, Timestamp, Value, voice_slug,
};

use crate::figure::{FigureFold, FigureView, Options, ReportFact, Rule, Trust};
use crate::reports::{Place, Report};
use versions::Article;

pub use claims::Withdrawn;
pub use versions::Version;

/// One event as the log gives it.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'a> {
    /// Its sequence number.
    pub seq: u64,
    /// When its commit was recorded.
    pub recorded: Timestamp,
    /// Its stored bytes.
    pub bytes: &'a [u8],
}

/// What the events so far say.
#[derive(Debug, Default)]
pub struct State {
    names: HashSet<Arc<str>>,
    reports: HashMap<ReportId, ReportRecord>,
    places: HashMap<Place, Vec<ReportId>>,
    claims: Vec<ClaimRecord>,
    claim_numbers: HashMap<ClaimId, u32>,
    /// Claims under every key that they were ever given, in order of the log.
    figures: BTreeMap<Arc<str>, Vec<u32>>,
    /// What curators and catalogs did, by sequence number; each can be undone.
    acts: BTreeMap<u64, Act>,
    /// The sequence numbers of the events that undo an event.
    undone_by: BTreeMap<u64, Vec<u64>>,
    /// Acts on claims that are not known yet, or not in this part of the log.
    acts_on_claims: HashMap<ClaimId, Vec<u64>>,
    acts_on_reports: HashMap<ReportId, Vec<u64>>,
    /// Acts on everything: ratings, merges, catalogs, policies.
    global_acts: Vec<u64>,
    /// What was worked out of reports since the last event.
    facts: Mutex<HashMap<ReportId, Arc<ReportFact>>>,
    /// What was worked out of articles with several versions, each under all of its versions.
    articles: Mutex<HashMap<ReportId, Arc<Article>>>,
    seq_end: u64,
}

#[derive(Debug)]
struct ReportRecord {
    filed: Report,
    claims: Vec<u32>,
}

#[derive(Debug)]
struct ClaimRecord {
    claim: ClaimId,
    seq: u64,
    recorded: Timestamp,
    ordinal: u32,
    report: ReportId,
    figure: Option<Arc<str>>,
    value: Value,
    comparator: Comparator,
    unit: Arc<str>,
    counted: Option<Arc<str>>,
    period: Option<Period>,
    modality: Modality,
    attribution: Option<Arc<str>>,
    voice: Option<Arc<str>>,
    signal: Option<Signal>,
    origin: Origin,
    flags: Flags,
    evidence: Option<Evidence>,
    mentions: u32,
}

/// An event that can be undone.
#[derive(Debug)]
enum Act {
    Withdrawn {
        cause: WithdrawalCause,
        by_report: Option<ReportId>,
        replaced_by: Option<ClaimId>,
        why: Arc<str>,
        recorded: Timestamp,
    },
    Linked {
        to: Option<Arc<str>>,
    },
    Reaffirmed {
        report: ReportId,
    },
    Amended {
        bytes: Vec<u8>,
    },
    Retracted {
        known: Option<Period>,
        why: Arc<str>,
        recorded: Timestamp,
    },
    Judged {
        accepted: bool,
    },
    Merged {
        from: Arc<str>,
        into: Arc<str>,
    },
    Rated {
        voice: Arc<str>,
        trust: Decimal,
    },
    Catalog {
        document: DocumentId,
    },
    Policy {
        policy: Policy,
    },
    Undoes,
    Other,
}

impl State {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The sequence number after the last event applied.
    pub fn seq_end(&self) -> u64 {
        self.seq_end
    }

    /// Whether the event at `seq` still counts: not undone, or its undoing was undone.
    pub fn counts(&self, seq: u64) -> bool {
        // Only later events undo an event, so that this ends.
        !self
            .undone_by
            .get(&seq)
            .is_some_and(|undoing| undoing.iter().any(|&by| by > seq && self.counts(by)))
    }

    /// Whether the event at `seq` was undone, and that stands.
    pub fn is_undone(&self, seq: u64) -> bool {
        !self.counts(seq)
    }

    fn last_global<T>(&self, pick: impl Fn(&Act) -> Option<T>) -> Option<T> {
        self.global_acts
            .iter()
            .rev()
            .filter(|seq| self.counts(**seq))
            .find_map(|seq| pick(self.acts.get(seq)?))
    }

    /// The document of the catalog that tells what metrics mean; `None` if none was adopted.
    pub fn catalog_document(&self) -> Option<DocumentId> {
        self.last_global(|act| match act {
            Act::Catalog { document } => Some(*document),
            _ => None,
        })
    }

    /// The book's policy.
    pub fn policy(&self) -> Policy {
        self.last_global(|act| match act {
            Act::Policy { policy } => Some(*policy),
            _ => None,
        })
        .unwrap_or(Policy::Consensus)
    }

    /// What voices weigh.
    pub fn trust(&self) -> Trust {
        let mut trust = BTreeMap::new();
        for seq in &self.global_acts {
            if let Some(Act::Rated {
                voice,
                trust: weight,
            }) = self.acts.get(seq)
                && self.counts(*seq)
            {
                trust.insert(Arc::from(voice_slug(voice)), *weight);
            }
        }
        Trust(trust)
    }

    /// Which keys count for another: from each merged key to the one that is used. A merge that
    /// would close a circle counts for nothing.
    fn merges(&self) -> BTreeMap<&Arc<str>, &Arc<str>> {
        let mut merges: BTreeMap<&Arc<str>, &Arc<str>> = BTreeMap::new();
        for seq in &self.global_acts {
            if let Some(Act::Merged { from, into }) = self.acts.get(seq)
                && self.counts(*seq)
                && resolve(&merges, into) != from
            {
                merges.insert(from, into);
            }
        }
        merges
    }

    /// The key that counts for `figure`: itself unless it was merged into another.
    pub fn resolved(&self, figure: &str) -> Arc<str> {
        let merges = self.merges();
        let start: Arc<str> = Arc::from(figure);
        resolve(&merges, &start).clone()
    }

    /// All figures that have claims, in order, merged ones under the key that counts.
    pub fn figures(&self) -> Vec<Arc<str>> {
        let merges = self.merges();
        let mut figures = BTreeSet::new();
        for (key, claims) in &self.figures {
            let has_claim = claims.iter().any(|&claim| {
                let claim = &self.claims[claim as usize];
                self.key_of(claim) == Some(key) && self.is_made(claim)
            });
            if has_claim {
                figures.insert(resolve(&merges, key).clone());
            }
        }
        figures.into_iter().collect()
    }

    /// The keys whose claims count for `figure`, itself first.
    fn keys_counting_for(&self, figure: &str) -> Vec<Arc<str>> {
        let merges = self.merges();
        let mut keys = Vec::new();
        if let Some((own, _)) = self.figures.get_key_value(figure)
            && **resolve(&merges, own) == *figure
        {
            keys.push(own.clone());
        }
        let others = merges
            .keys()
            .filter(|from| **resolve(&merges, from) == *figure);
        keys.extend(others.map(|from| (*from).clone()));
        keys.dedup();
        keys
    }

    /// What the fold means by `figure`.
    pub fn rule(&self, figure: &str, catalog: Option<&Catalog>) -> Rule {
        match figure.parse::<FigureKey>() {
            Ok(key) => Rule::of(&key, catalog.and_then(|catalog| catalog.metric_of(&key))),
            // A key of an unknown form has no metric: its periods are compared as they are.
            Err(_) => Rule {
                kind: None,
                settles_days: claimbook_model::catalog::SETTLES_DAYS.into(),
                same_event_days: claimbook_model::catalog::SAME_EVENT_DAYS.into(),
                prospective: false,
                authorities: BTreeSet::new(),
            },
        }
    }

    /// The fold of one figure, ready to take in more.
    pub fn fold(&self, figure: &str, catalog: Option<&Catalog>, options: Options) -> FigureFold {
        let mut fold = FigureFold::new(self.rule(figure, catalog), options, self.trust());
        fold.absorb(self.claims_of(figure));
        fold
    }

    /// What is best known of one figure, and how it came to be.
    pub fn view(&self, figure: &str, catalog: Option<&Catalog>, options: Options) -> FigureView {
        self.fold(figure, catalog, options).into_view()
    }

    /// What is on record of a report, its amendments taken in.
    pub fn report(&self, report: &ReportId) -> Option<Report> {
        let record = self.reports.get(report)?;
        Some(self.amended(record))
    }

    /// What the fold needs to know of a report: its known date, its place among versions.
    pub fn report_fact(&self, report: &ReportId) -> Option<Arc<ReportFact>> {
        let facts = || self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fact) = facts().get(report) {
            return Some(fact.clone());
        }
        let fact = Arc::new(self.fact_of(self.reports.get(report)?));
        facts().insert(*report, fact.clone());
        Some(fact)
    }

    /// The options that answer under the book's own policy.
    pub fn book_options(&self) -> Options {
        Options {
            policy: self.policy(),
            ..Options::default()
        }
    }
}

/// Follows merges to the key that counts.
fn resolve<'a>(
    merges: &BTreeMap<&'a Arc<str>, &'a Arc<str>>,
    figure: &'a Arc<str>,
) -> &'a Arc<str> {
    let mut key = figure;
    // No merge closes a circle, so that there are fewer steps than merges.
    for _ in 0..=merges.len() {
        match merges.get(key) {
            Some(into) => key = into,
            None => break,
        }
    }
    key
}
