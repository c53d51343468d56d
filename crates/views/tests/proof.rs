//! The proof of the fold: random histories against a model that recomputes everything from all
//! claims in the plainest way, and against each other in random order of arrival.
//!
//! `PROPTEST_CASES=20000 cargo test -p claimbook-views --test proof` looks longer.

mod histories;
mod model;

use std::collections::{BTreeMap, BTreeSet};

use claimbook_model::{ClaimId, Decimal, MetricKind, ReportId};
use claimbook_views::figure::{
    Best, Change, ClaimFact, FigureFold, FigureView, HistoryRow, Options, Reason, fold,
};
use histories::{History, history};
use model::{Question, Row};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

fn folded(history: &History, options: &Options, claims: &[ClaimFact]) -> FigureView {
    fold(&history.rule, options, &history.trust, claims.to_vec())
}

/// The ends of intervals as plain numbers: how many zeros they are written with says nothing.
fn plain(end: Option<Decimal>) -> Option<Decimal> {
    end.map(Decimal::normalized)
}

fn plain_best(best: Option<Best>) -> Option<Best> {
    best.map(|best| Best {
        low: plain(best.low),
        high: plain(best.high),
        ..best
    })
}

fn plain_view(mut view: FigureView) -> FigureView {
    view.rows.clear();
    let beside = view.outlook.iter_mut().chain(&mut view.undated);
    for statement in beside.chain(&mut view.ambiguous).chain(&mut view.denied) {
        (statement.low, statement.high) = (plain(statement.low), plain(statement.high));
    }
    for observation in &mut view.observations {
        (observation.low, observation.high) = (plain(observation.low), plain(observation.high));
        let beside = observation
            .contested
            .iter_mut()
            .chain(&mut observation.unclear);
        for statement in beside.chain(&mut observation.denied) {
            (statement.low, statement.high) = (plain(statement.low), plain(statement.high));
        }
    }
    view
}

fn plain_row(row: &HistoryRow) -> Row {
    Row {
        claim: row.claim,
        known: row.known,
        inferred: row.known_inferred,
        period: row.period,
        change: row.change,
        cause: row.cause,
        reason: row.reason,
        best_changed: row.best_changed,
        before: plain_best(row.before.clone()),
        after: plain_best(row.after.clone()),
    }
}

fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        max_shrink_iters: 20_000,
        failure_persistence: None,
        ..ProptestConfig::with_cases(asked.and_then(|cases| cases.parse().ok()).unwrap_or(usual))
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn the_fold_tells_what_the_model_tells(history in history()) {
        let question = Question {
            rule: &history.rule,
            options: &history.options,
            trust: &history.trust,
        };
        let (expected, rows) = model::tell(&question, &history.claims);
        let view = folded(&history, &history.options, &history.claims);
        let told: Vec<Row> = view.rows.iter().map(plain_row).collect();
        for (told, expected) in told.iter().zip(&rows) {
            prop_assert_eq!(told, expected);
        }
        prop_assert_eq!(told.len(), rows.len());
        prop_assert_eq!(plain_view(view), expected);
    }

    #[test]
    fn the_order_in_which_claims_arrive_changes_nothing(
        (history, shuffled) in history().prop_flat_map(|history| {
            let claims = Just(history.claims.clone()).prop_shuffle();
            (Just(history), claims)
        }),
    ) {
        let told = folded(&history, &history.options, &shuffled);
        prop_assert_eq!(told, folded(&history, &history.options, &history.claims));
    }

    #[test]
    fn what_is_taken_in_report_by_report_equals_what_is_folded_at_once(
        (history, order) in history().prop_flat_map(|history| {
            let reports: Vec<ReportId> = by_report(&history.claims).into_keys().collect();
            (Just(history), Just(reports).prop_shuffle())
        }),
    ) {
        let (rule, trust) = (history.rule.clone(), history.trust.clone());
        let mut stepwise = FigureFold::new(rule, history.options.clone(), trust);
        let reports = by_report(&history.claims);
        let mut so_far = Vec::new();
        for report in order {
            stepwise.absorb(reports[&report].clone());
            so_far.extend(reports[&report].clone());
            let whole = folded(&history, &history.options, &so_far);
            prop_assert_eq!(stepwise.rows(), &whole.rows[..]);
            prop_assert_eq!(stepwise.view(), whole);
        }
    }

    #[test]
    fn every_claim_stands_in_one_place_and_no_observation_has_two_best_values(
        history in history(),
    ) {
        // Under every vintage: each day on which something became known.
        let days = history.claims.iter().map(|claim| claim.report.known.last_day());
        for as_of in days {
            let options =
                Options { as_of: Some(as_of), for_period: None, ..history.options.clone() };
            let view = folded(&history, &options, &history.claims);
            let mut places: BTreeMap<ClaimId, usize> = BTreeMap::new();
            let unclear = view.observations.iter().flat_map(|observation| &observation.unclear);
            for statement in unclear.chain(&view.ambiguous) {
                if statement.reason != Some(Reason::NearbyEvent) {
                    for claim in &statement.claims {
                        *places.entry(*claim).or_default() += 1;
                    }
                }
            }
            let mut observations = Vec::new();
            for observation in &view.observations {
                for claim in observation.claims.iter().chain(&observation.others) {
                    *places.entry(*claim).or_default() += 1;
                }
                prop_assert_eq!(observation.value.is_some(), !observation.claims.is_empty());
                prop_assert_eq!(observation.value.is_some(), !observation.voices.is_empty());
                observations.push((observation.period, observation.since, &observation.unit));
            }
            let total = observations.len();
            observations.dedup();
            prop_assert_eq!(observations.len(), total);
            for claim in &history.claims {
                // What a release says again may stand in a later episode too.
                let once = places.get(&claim.claim).copied().unwrap_or_default();
                prop_assert!(once <= 1 + claim.reaffirmed.len());
            }
            let standing = standing(&history, &options);
            for claim in &standing {
                prop_assert!(places.contains_key(claim), "{} is lost", claim);
            }
        }
    }
}

#[test]
fn the_random_histories_reach_every_label_and_every_reason() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..1500 {
        let history = history()
            .new_tree(&mut runner)
            .expect("a history")
            .current();
        let view = folded(&history, &history.options, &history.claims);
        let kind = history.rule.kind.map_or("unknown", MetricKind::as_str);
        for row in &view.rows {
            seen.insert(format!("{kind} {}", row.change));
            seen.extend(row.reason.map(|reason| reason.as_str().to_owned()));
        }
        seen.extend(
            view.observations
                .iter()
                .map(|o| format!("{kind} {}", o.standing)),
        );
    }
    for kind in ["event", "flow", "stock", "tally", "unknown"] {
        for change in Change::ALL {
            let moves = matches!(kind, "stock" | "tally");
            let label = format!("{kind} {change}");
            assert!(
                seen.contains(&label) || (change == Change::Moved && !moves),
                "{label}"
            );
        }
        for standing in ["contested", "corroborated", "single", "none"] {
            assert!(
                seen.contains(&format!("{kind} {standing}")),
                "{kind} {standing}"
            );
        }
    }
    for reason in [
        Reason::Held,
        Reason::AmbiguousDate,
        Reason::Scale,
        Reason::StaleEcho,
        Reason::SaysLess,
        Reason::Unconfirmed,
        Reason::Relay,
        Reason::Conversion,
        Reason::Policy,
        Reason::Contradicts,
        Reason::Silenced,
        Reason::TakenBack,
    ] {
        assert!(seen.contains(reason.as_str()), "{}", reason.as_str());
    }
}

/// The actual, dated claims that stand: none of them may be lost.
fn standing(history: &History, options: &Options) -> Vec<ClaimId> {
    let view = folded(history, options, &history.claims);
    let mut standing = Vec::new();
    for row in &view.rows {
        let apart = matches!(
            row.change,
            Change::Denied | Change::Undated | Change::Outlook
        ) || row.reason == Some(Reason::Held);
        if row.change == Change::Withdrawn {
            standing.retain(|claim| *claim != row.claim);
        } else if !apart && !standing.contains(&row.claim) {
            standing.push(row.claim);
        }
    }
    standing
}

fn by_report(claims: &[ClaimFact]) -> BTreeMap<ReportId, Vec<ClaimFact>> {
    let mut reports: BTreeMap<ReportId, Vec<ClaimFact>> = BTreeMap::new();
    for claim in claims {
        reports
            .entry(claim.report.report)
            .or_default()
            .push(claim.clone());
    }
    reports
}
