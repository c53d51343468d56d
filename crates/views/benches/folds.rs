//! How fast a log is folded, and what one more claim on a figure costs.

use std::sync::Arc;

use claimbook_model::event::{
    ClaimAsserted, ClaimContent, ReportFiled, ReportKind, Retrieval, claim_content,
};
use claimbook_model::{
    CatalogDigest, ClaimId, Comparator, Date, Decimal, DocumentId, Event, Flags, MetricKind,
    Modality, Origin, Period, ReportId, Timestamp, Value,
};
use claimbook_views::digest;
use claimbook_views::figure::{
    ClaimFact, FigureFold, KnownBasis, Options, ReportFact, Rule, Trust,
};
use claimbook_views::state::{Recorded, State};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// A sequence that looks random and is the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963);
        (self.0 >> 33) % end
    }
}

fn day(number: u64) -> Period {
    let first = Date::from_ymd_opt(2000, 1, 1).expect("a day");
    Period::day(first + chrono::Days::new(number))
}

fn filed(report: ReportId, document: DocumentId, site: &str, number: u64) -> Vec<u8> {
    Event::ReportFiled(ReportFiled {
        report,
        document,
        part: "".into(),
        occurrence: 0,
        publication: site.into(),
        publication_name: site.into(),
        url: format!("https://{site}/{number}").into(),
        title: "".into(),
        published: Some(day(number)),
        sources: vec![],
        modified: None,
        retrieved: None,
        retrieval: Retrieval::Supplied,
        kind: ReportKind::Article,
        first_hand: number.is_multiple_of(50),
        adapter: "article".into(),
        adapter_version: 1,
        extractor_version: 1,
        catalog: CatalogDigest([0; 32]),
        more: vec![],
    })
    .encode()
}

/// Reports of 100 claims each on `figures` figures, without a catalog: equal periods are one
/// observation.
fn log(claims: u64, figures: u64) -> Vec<Vec<u8>> {
    let mut draw = Draw(7);
    let mut events = Vec::new();
    for number in 0..claims / 100 {
        let document = DocumentId::of(&number.to_le_bytes());
        let site = format!("site-{}", draw.below(200));
        let report = ReportId::of(&site, "", "", &document, 0);
        events.push(filed(report, document, &site, number));
        for ordinal in 0..100 {
            let value = Decimal::new(i128::from(draw.below(40)) + 100, 6).expect("a number");
            let figure = format!("company-{}/revenue", draw.below(figures));
            events.push(
                Event::ClaimAsserted(ClaimAsserted {
                    ordinal,
                    content: ClaimContent {
                        report,
                        figure: Some(figure.into()),
                        value: Value::Number(value),
                        comparator: Comparator::Exact,
                        unit: "USD".into(),
                        counted: None,
                        direction: None,
                        period: Some(day(draw.below(4) * 90)),
                        modality: Modality::Stated,
                        attribution: None,
                        voice: None,
                        evidence: vec![],
                        signal: None,
                        origin: Origin::Reader,
                        flags: Flags::default(),
                        more: vec![],
                    },
                })
                .encode(),
            );
        }
    }
    events
}

fn applied(events: &[Vec<u8>]) -> State {
    let mut state = State::new();
    for (seq, bytes) in events.iter().enumerate() {
        let recorded = Recorded {
            seq: seq as u64,
            recorded: Timestamp::default(),
            bytes,
        };
        state.apply(&recorded).expect("a sound event");
    }
    state
}

#[divan::bench(sample_count = 5)]
fn apply_100_000_claims(bencher: Bencher<'_, '_>) {
    let events = log(100_000, 20_000);
    bencher
        .counter(ItemsCount::new(events.len()))
        .bench(|| applied(&events).seq_end());
}

#[divan::bench(sample_count = 5, args = [20_000, 100])]
fn fold_all_figures_of_100_000_claims(bencher: Bencher<'_, '_>, figures: u64) {
    let events = log(100_000, figures);
    let state = applied(&events);
    bencher.counter(ItemsCount::new(events.len())).bench(|| {
        state
            .figures()
            .iter()
            .map(|figure| state.view(figure, None, state.book_options()).rows.len())
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 5)]
fn apply_fold_and_digest_100_000_claims(bencher: Bencher<'_, '_>) {
    let events = log(100_000, 20_000);
    bencher.counter(ItemsCount::new(events.len())).bench(|| {
        let state = applied(&events);
        let digests: Vec<_> = state
            .figures()
            .into_iter()
            .map(|figure| {
                let view = state.view(&figure, None, state.book_options());
                (figure, digest::of_figure(&view))
            })
            .collect();
        digest::of_all(digests.iter().map(|(figure, digest)| (&**figure, *digest))).state
    });
}

const SITES: u64 = 10;

/// A level that ten publications tell each day: as many in a short history as in a long one,
/// since what one claim more costs grows with the voices that are alive.
fn level(number: u64) -> ClaimFact {
    let site: Arc<str> = Arc::from(format!("site-{}", number % SITES));
    let known = day(number / SITES);
    let document = DocumentId::of(&number.to_le_bytes());
    let report = ReportId::of(&site, "", "", &document, 0);
    let value = Decimal::new(i128::from(number / 2000) + 100, 6).expect("a number");
    ClaimFact {
        claim: ClaimId::of(claim_content(&[]).unwrap_or(&number.to_le_bytes())),
        seq: number,
        recorded: Timestamp::default(),
        ordinal: 0,
        report: Arc::new(ReportFact {
            report,
            document,
            lineage: report,
            publication: site.clone(),
            publication_name: site,
            known,
            known_basis: KnownBasis::Given,
            recorded: Timestamp::default(),
            seq: number,
            first_hand: false,
            release: false,
            held: false,
            superseded: None,
        }),
        value: Value::Number(value),
        comparator: Comparator::Exact,
        unit: Arc::from("USD"),
        counted: None,
        period: Some(known),
        modality: Modality::Stated,
        attribution: None,
        voice: None,
        signal: None,
        origin: Origin::Reader,
        flags: Flags::default(),
        evidence: None,
        mentions: 1,
        withdrawal: None,
        reaffirmed: Vec::new(),
        gone: None,
    }
}

#[divan::bench(sample_count = 200, args = [10, 1_000, 100_000])]
fn one_more_claim_on_a_stock_of(bencher: Bencher<'_, '_>, claims: u64) {
    let mut rule = Rule::of(&"acme/valuation".parse().expect("a figure"), None);
    rule.kind = Some(MetricKind::Stock);
    let mut fold = FigureFold::new(rule, Options::default(), Trust::default());
    fold.absorb((0..claims).map(level).collect());
    let mut next = claims;
    // Each on a day of its own: a claim that sorts before the last row starts the fold again.
    bencher.bench_local(|| {
        next += SITES;
        fold.absorb(vec![level(next)])
    });
}
