//! A log in memory with its index, and random things that happen to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use claimbook_ledger::KeySource;
use claimbook_model::event::{
    Amendment, CatalogAdopted, ClaimAsserted, ClaimContent, ClaimLinked, ClaimWithdrawn, Committed,
    FieldSource, FiguresMerged, PolicySet, ReportAmended, ReportField, ReportFiled, ReportKind,
    ReportReaffirmed, ReportRetracted, Retrieval, Undone, VersionJudged, VoiceRated, claim_content,
};
use claimbook_model::event::{Policy, WithdrawalCause};
use claimbook_model::{
    CatalogDigest, ClaimId, Comparator, Decimal, DocumentId, Event, Flags, Modality, Origin,
    Period, ReportId, Signal, Timestamp, Value,
};
use claimbook_views::digest::{self, Digests};
use claimbook_views::keys::Keys;
use claimbook_views::source::{EventSource, adopted_catalog};
use claimbook_views::state::{Recorded, State};
use claimbook_views::{Result, keys};
use proptest::prelude::*;

pub(crate) const CATALOG: &str = r#"
[metric.valuation]
kind = "stock"
quantity = "money"
dims = ["basis"]
means = "what the subject is worth"
[metric.fine]
kind = "event"
quantity = "money"
means = "a penalty"
[metric.revenue]
kind = "flow"
quantity = "money"
means = "revenue"
[metric.deaths]
kind = "tally"
quantity = "count"
means = "deaths"
"#;

const FIGURES: [&str; 5] = [
    "acme/valuation",
    "acme/fine",
    "acme/revenue",
    "acme/deaths",
    "acme-inc/valuation",
];

/// A log that forgets nothing and writes nowhere.
#[derive(Clone, Default)]
pub(crate) struct Memory {
    events: Vec<(Timestamp, Vec<u8>)>,
    index: BTreeMap<Vec<u8>, Vec<u64>>,
    documents: BTreeMap<DocumentId, Vec<u8>>,
    pub(crate) reports: Vec<ReportId>,
    pub(crate) claims: Vec<(ClaimId, Option<String>)>,
    /// What can be undone, with the figures it names.
    pub(crate) acts: Vec<(u64, Vec<String>)>,
}

impl Memory {
    /// A log whose book has adopted the catalog.
    pub(crate) fn with_catalog() -> Self {
        let mut memory = Self::default();
        let document = DocumentId::of(CATALOG.as_bytes());
        memory
            .documents
            .insert(document, CATALOG.as_bytes().to_vec());
        memory.push(&Event::CatalogAdopted(CatalogAdopted {
            document,
            by: "test".into(),
            why: "".into(),
            more: vec![],
        }));
        memory
    }

    pub(crate) fn push(&mut self, event: &Event<'_>) -> u64 {
        let seq = self.events.len() as u64;
        let index = &mut self.index;
        let bytes = event.encode();
        Keys.keys(seq, &bytes, event, &mut |key| {
            index.entry(key.to_vec()).or_default().push(seq);
        });
        let recorded = Timestamp::from_micros(1_790_000_000_000_000 + seq as i64);
        self.events.push((recorded, bytes));
        seq
    }

    /// The log as it was when it had so many events.
    pub(crate) fn first(&self, end: u64) -> Self {
        let mut first = self.clone();
        first.events.truncate(end as usize);
        for seqs in first.index.values_mut() {
            seqs.retain(|&seq| seq < end);
        }
        first.index.retain(|_, seqs| !seqs.is_empty());
        first
    }

    pub(crate) fn encoded(&self) -> Vec<Vec<u8>> {
        self.events.iter().map(|(_, bytes)| bytes.clone()).collect()
    }

    pub(crate) fn state(&self) -> State {
        let mut state = State::new();
        for seq in 0..self.seq_end() {
            let recorded = self.recorded(seq).expect("an event");
            state.apply(&recorded).expect("a sound event");
        }
        state
    }

    pub(crate) fn digests(&self) -> Digests {
        let state = self.state();
        let catalog = adopted_catalog(self, &state).expect("a catalog");
        let figures: Vec<_> = state
            .figures()
            .into_iter()
            .map(|figure| {
                let view = state.view(&figure, catalog.as_deref(), state.book_options());
                (figure, digest::of_figure(&view))
            })
            .collect();
        digest::of_all(figures.iter().map(|(figure, digest)| (&**figure, *digest)))
    }
}

impl EventSource for Memory {
    fn seq_end(&self) -> u64 {
        self.events.len() as u64
    }

    fn recorded(&self, seq: u64) -> Result<Recorded<'_>> {
        let (recorded, bytes) = &self.events[seq as usize];
        Ok(Recorded {
            seq,
            recorded: *recorded,
            bytes,
        })
    }

    fn sequence_numbers(&self, key: &[u8]) -> Result<Vec<u64>> {
        Ok(self.index.get(key).cloned().unwrap_or_default())
    }

    fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>> {
        let keys = self.index.keys().filter(|key| key.starts_with(prefix));
        Ok(keys.cloned().collect())
    }

    fn document(&self, document: &DocumentId) -> Result<Vec<u8>> {
        Ok(self.documents[document].clone())
    }
}

/// One claim of a report to come.
#[derive(Clone, Debug)]
pub(crate) struct ClaimPlan {
    figure: Option<u8>,
    day: u8,
    value: u8,
    modality: u8,
    voice: Option<u8>,
    signal: u8,
}

/// Something that happens to the book; numbers choose among what is there.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Report {
        publication: u8,
        url: u8,
        published: Option<u8>,
        modified: Option<u8>,
        text: u8,
        release: bool,
        claims: Vec<ClaimPlan>,
    },
    /// A person enters a claim of a report by hand.
    Enter(u8, ClaimPlan),
    Withdraw(u8, u8, u8),
    Link(u8, Option<u8>),
    Merge(u8, u8),
    Rate(u8, u8),
    Judge(u8, bool),
    Retract(u8),
    Amend(u8, u8, u8),
    Reaffirm(u8, u8),
    Undo(u8),
    Policy(u8),
}

fn claim_plan() -> impl Strategy<Value = ClaimPlan> {
    (
        prop::option::weighted(0.9, 0_u8..5),
        0_u8..60,
        0_u8..5,
        0_u8..8,
        prop::option::weighted(0.3, 0_u8..3),
        0_u8..10,
    )
        .prop_map(|(figure, day, value, modality, voice, signal)| ClaimPlan {
            figure,
            day,
            value,
            modality,
            voice,
            signal,
        })
}

/// A report whose date is given.
pub(crate) fn report() -> impl Strategy<Value = Step> {
    (
        (0_u8..4, 0_u8..3, 0_u8..80),
        (prop::option::weighted(0.2, 0_u8..80), any::<u8>()),
        prop::bool::weighted(0.2),
        prop::collection::vec(claim_plan(), 1..4),
    )
        .prop_map(|(place, (modified, text), release, claims)| Step::Report {
            publication: place.0,
            url: place.1,
            published: Some(place.2),
            modified,
            text,
            release,
            claims,
        })
}

pub(crate) fn act() -> impl Strategy<Value = Step> {
    let any = any::<u8>();
    prop_oneof![
        2 => (any, claim_plan()).prop_map(|(report, plan)| Step::Enter(report, plan)),
        3 => (any, 0_u8..4, any).prop_map(|(claim, cause, by)| Step::Withdraw(claim, cause, by)),
        2 => (any, prop::option::of(0_u8..5)).prop_map(|(claim, to)| Step::Link(claim, to)),
        1 => (0_u8..5, 0_u8..5).prop_map(|(from, into)| Step::Merge(from, into)),
        1 => (0_u8..4, 0_u8..4).prop_map(|(voice, trust)| Step::Rate(voice, trust)),
        1 => (any, prop::bool::ANY).prop_map(|(report, accepted)| Step::Judge(report, accepted)),
        1 => any.prop_map(Step::Retract),
        2 => (any, 0_u8..4, any).prop_map(|(report, field, to)| Step::Amend(report, field, to)),
        1 => (any, any).prop_map(|(report, claim)| Step::Reaffirm(report, claim)),
        1 => (0_u8..3).prop_map(Step::Policy),
    ]
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => report(),
        4 => act(),
        1 => any::<u8>().prop_map(Step::Undo),
    ]
}

fn day(number: u8) -> Period {
    let first = claimbook_model::Date::from_ymd_opt(2026, 1, 1).expect("a day");
    Period::day(first + chrono::Days::new(number.into()))
}

fn instant(number: u8) -> Timestamp {
    Timestamp::from_micros(1_767_225_600_000_000 + i64::from(number) * 86_400_000_000)
}

impl Memory {
    pub(crate) fn commit(&mut self, step: &Step) {
        self.push(&Event::Committed(Committed {
            recorded: Timestamp::default(),
            count: 1,
            actor: "test".into(),
            more: vec![],
        }));
        self.happen(step);
    }

    fn report_at(&self, choice: u8) -> Option<ReportId> {
        let count = self.reports.len();
        (count > 0).then(|| self.reports[usize::from(choice) % count])
    }

    fn claim_at(&self, choice: u8) -> Option<(ClaimId, Option<String>)> {
        let count = self.claims.len();
        (count > 0).then(|| self.claims[usize::from(choice) % count].clone())
    }

    fn acted(&mut self, event: &Event<'_>, figures: Vec<String>) {
        let seq = self.push(event);
        self.acts.push((seq, figures));
    }

    fn happen(&mut self, step: &Step) {
        match step {
            Step::Report { .. } => self.file(step),
            Step::Enter(report, plan) => self.enter(*report, plan),
            Step::Withdraw(claim, cause, by) => self.withdraw(*claim, *cause, *by),
            Step::Link(claim, to) => self.link(*claim, *to),
            Step::Merge(from, into) => {
                let (from, into) = (FIGURES[usize::from(*from)], FIGURES[usize::from(*into)]);
                let event = Event::FiguresMerged(FiguresMerged {
                    from: from.into(),
                    into: into.into(),
                    by: "test".into(),
                    why: "".into(),
                    more: vec![],
                });
                self.acted(&event, vec![from.to_owned(), into.to_owned()]);
            }
            Step::Rate(voice, trust) => {
                let event = Event::VoiceRated(VoiceRated {
                    voice: format!("site-{voice}").into(),
                    trust: Decimal::from(i64::from(*trust)),
                    by: "test".into(),
                    why: "".into(),
                    more: vec![],
                });
                self.acted(&event, Vec::new());
            }
            Step::Policy(policy) => {
                let event = Event::PolicySet(PolicySet {
                    policy: Policy::ALL[usize::from(*policy)],
                    by: "test".into(),
                    why: "".into(),
                    more: vec![],
                });
                self.acted(&event, Vec::new());
            }
            Step::Undo(choice) => {
                let count = self.acts.len();
                if count > 0 {
                    let (seq, figures) = self.acts[usize::from(*choice) % count].clone();
                    self.undo(seq, figures);
                }
            }
            _ => self.happen_to_report(step),
        }
    }

    pub(crate) fn undo(&mut self, seq: u64, figures: Vec<String>) {
        let event = Event::Undone(Undone {
            seq,
            figures: figures.iter().map(|figure| figure.clone().into()).collect(),
            by: "test".into(),
            why: "".into(),
            more: vec![],
        });
        self.acted(&event, figures);
    }

    fn happen_to_report(&mut self, step: &Step) {
        let choice = match step {
            Step::Judge(report, _)
            | Step::Retract(report)
            | Step::Amend(report, ..)
            | Step::Reaffirm(report, _) => *report,
            _ => return,
        };
        let Some(report) = self.report_at(choice) else {
            return;
        };
        let event = match step {
            Step::Judge(_, accepted) => Event::VersionJudged(VersionJudged {
                report,
                accepted: *accepted,
                by: "test".into(),
                why: "".into(),
                more: vec![],
            }),
            Step::Retract(_) => Event::ReportRetracted(ReportRetracted {
                report,
                known: Some(day(85)),
                by: "test".into(),
                why: "".into(),
                more: vec![],
            }),
            Step::Amend(_, field, to) => amended(report, *field, *to),
            Step::Reaffirm(_, claim) => {
                let Some((claim, _)) = self.claim_at(*claim) else {
                    return;
                };
                self.push(&Event::ReportReaffirmed(ReportReaffirmed {
                    report,
                    claims: vec![claim],
                    more: vec![],
                }));
                return;
            }
            _ => return,
        };
        self.acted(&event, Vec::new());
    }

    fn file(&mut self, step: &Step) {
        let Step::Report {
            publication,
            url,
            published,
            modified,
            text,
            release,
            claims,
        } = step
        else {
            return;
        };
        let slug = format!("site-{publication}");
        let url = if *url == 0 {
            String::new()
        } else {
            format!("https://{slug}/{url}")
        };
        let document = DocumentId::of(format!("{step:?} {text}").as_bytes());
        let report = ReportId::of(&slug, &url, "", &document, 0);
        if self.reports.contains(&report) {
            return;
        }
        self.push(&Event::ReportFiled(ReportFiled {
            report,
            document,
            part: "".into(),
            occurrence: 0,
            publication: slug.clone().into(),
            publication_name: slug.clone().into(),
            url: url.into(),
            title: "".into(),
            published: published.map(day),
            sources: vec![],
            modified: modified.map(instant),
            retrieved: Some(instant(90)),
            retrieval: Retrieval::Supplied,
            kind: if *release {
                ReportKind::Release
            } else {
                ReportKind::Article
            },
            first_hand: *publication == 0,
            adapter: "test".into(),
            adapter_version: 1,
            extractor_version: 1,
            catalog: CatalogDigest::of(CATALOG.as_bytes()),
            more: vec![],
        }));
        self.reports.push(report);
        for (ordinal, plan) in claims.iter().enumerate() {
            self.assert(report, ordinal as u32, plan);
        }
    }

    fn assert(&mut self, report: ReportId, ordinal: u32, plan: &ClaimPlan) {
        let event = asserted(report, ordinal, plan, Origin::Reader);
        if let Some(claim) = self.unknown(&event) {
            self.push(&event);
            self.claims.push((claim, figure_of(plan)));
        }
    }

    fn enter(&mut self, report: u8, plan: &ClaimPlan) {
        let Some(report) = self.report_at(report) else {
            return;
        };
        let event = asserted(report, 99, plan, Origin::Curator);
        if let Some(claim) = self.unknown(&event) {
            self.claims.push((claim, figure_of(plan)));
            self.acted(&event, figure_of(plan).into_iter().collect());
        }
    }

    /// The id of a claim that was not made before.
    fn unknown(&self, event: &Event<'_>) -> Option<ClaimId> {
        let claim = ClaimId::of(claim_content(&event.encode())?);
        (!self.claims.iter().any(|(known, _)| *known == claim)).then_some(claim)
    }

    fn withdraw(&mut self, claim: u8, cause: u8, by: u8) {
        let Some((claim, figure)) = self.claim_at(claim) else {
            return;
        };
        let cause = WithdrawalCause::ALL[usize::from(cause)];
        let corrected = matches!(cause, WithdrawalCause::Corrected | WithdrawalCause::Edited);
        let by_report = self.report_at(by).filter(|_| corrected);
        let event = Event::ClaimWithdrawn(ClaimWithdrawn {
            claim,
            figure: figure.clone().map(Into::into),
            cause,
            by_report,
            replaced_by: None,
            by: "test".into(),
            why: "".into(),
            more: vec![],
        });
        self.acted(&event, figure.into_iter().collect());
    }

    fn link(&mut self, claim: u8, to: Option<u8>) {
        let Some((claim, from)) = self.claim_at(claim) else {
            return;
        };
        let to = to.map(|to| FIGURES[usize::from(to)].to_owned());
        let event = Event::ClaimLinked(ClaimLinked {
            claim,
            from: from.clone().map(Into::into),
            to: to.clone().map(Into::into),
            by: "test".into(),
            why: "".into(),
            more: vec![],
        });
        if let Some(known) = self.claims.iter_mut().find(|(known, _)| *known == claim) {
            known.1.clone_from(&to);
        }
        self.acted(&event, from.into_iter().chain(to).collect());
    }
}

fn figure_of(plan: &ClaimPlan) -> Option<String> {
    plan.figure
        .map(|figure| FIGURES[usize::from(figure)].to_owned())
}

fn asserted(report: ReportId, ordinal: u32, plan: &ClaimPlan, origin: Origin) -> Event<'static> {
    let number: Decimal = ["5", "5.2", "6", "50", "9"][usize::from(plan.value)]
        .parse()
        .expect("a number");
    let voice = plan.voice.map(|voice| format!("site-{voice}"));
    Event::ClaimAsserted(ClaimAsserted {
        ordinal,
        content: ClaimContent {
            report,
            figure: figure_of(plan).map(Into::into),
            value: Value::Number(number),
            comparator: Comparator::Exact,
            unit: "USD".into(),
            counted: None,
            direction: None,
            period: (plan.day > 3).then(|| day(plan.day)),
            modality: match plan.modality {
                0 => Modality::Forecast,
                1 => Modality::Denied,
                _ => Modality::Stated,
            },
            attribution: voice.clone().map(Into::into),
            voice: voice.map(Into::into),
            evidence: vec![],
            signal: match plan.signal {
                0 => Some(Signal::Moved),
                1 => Some(Signal::Corrected),
                _ => None,
            },
            origin,
            flags: Flags::default(),
            more: vec![],
        },
    })
}

fn amended(report: ReportId, field: u8, to: u8) -> Event<'static> {
    let (field, value) = match field {
        0 => (ReportField::Published, day(to % 90).to_string()),
        1 => (ReportField::Modified, instant(to % 90).to_string()),
        2 => (ReportField::FirstHand, to.is_multiple_of(2).to_string()),
        _ => (
            ReportField::Url,
            format!("https://site-{}/{}", to % 4, to % 3),
        ),
    };
    Event::ReportAmended(ReportAmended {
        report,
        amendments: vec![Amendment {
            field,
            value: value.into(),
            source: FieldSource::Given,
        }],
        by: "test".into(),
        why: "".into(),
        more: vec![],
    })
}

/// The figures that any event names.
pub(crate) fn all_figures(memory: &Memory) -> Vec<Arc<str>> {
    let keys = memory.keys(keys::FIGURES).expect("keys");
    keys.iter()
        .filter_map(|key| keys::figure_of(key))
        .map(Arc::from)
        .collect()
}
