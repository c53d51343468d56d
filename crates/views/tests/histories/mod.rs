//! Random histories of one figure. Everything is drawn from small sets, so that claims meet: on
//! the same days, on touching ends, a power of ten apart, by the same voice, in the same report.

mod claims;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimbook_model::event::Policy;
use claimbook_model::{Date, MetricKind};
use claimbook_views::figure::{ClaimFact, Options, Rule, Trust};
use proptest::prelude::*;

use claims::{ClaimPlan, ReportPlan, VOICES, facts};

/// Values that meet; a history draws from one row.
const VALUES: [&[&str]; 8] = [
    &["60", "60", "63", "90", "18"],
    &["12", "14", "12.0", "13", "~12", "12.4"],
    &["5", "50", "500", "5.0", "0.5", "~50"],
    &["4.5", "5", "5.5", "5.49", "4.50", "~5", "4..6", "5.5..7"],
    &[
        ">=7", "30", "7.2", "<=25", ">=30", "<=7", "25", "33", ">=31",
    ],
    &["-5", "-5.2", ">=-5", "<=-5", "-50", "5", "~-5"],
    &["40", "46", "41", "95", ">=40", "30", "400", "~40"],
    &["0", "0.0", "~0", "1", ">=0", "<=0", "0..1", "10"],
];

/// A figure's history, with the question that is asked of it.
#[derive(Clone)]
pub(crate) struct History {
    pub(crate) rule: Rule,
    pub(crate) options: Options,
    pub(crate) trust: Trust,
    pub(crate) claims: Vec<ClaimFact>,
}

/// In words, a claim a line, to read a failure by.
impl std::fmt::Debug for History {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{:?} {:?} {:?}", self.rule, self.options, self.trust)?;
        for claim in &self.claims {
            let report = &claim.report;
            writeln!(
                f,
                "{} {:?} | {} {} | {} | {:?} {} {} {:?} {} {} {:?} | {:?} | {:?} {} again {:?} {}",
                report.known,
                report.known_basis,
                report.publication_name,
                report.report.to_string().get(..4).unwrap_or_default(),
                claim
                    .period
                    .map_or("-".to_owned(), |period| period.to_string()),
                claim.comparator,
                claim.value.low(),
                claim.value.high(),
                claim.signal,
                claim.modality,
                claim.unit,
                claim.flags,
                claim.attribution,
                claim.withdrawal.as_ref().map(|withdrawal| (
                    withdrawal.cause,
                    withdrawal.known,
                    withdrawal.by_report,
                    withdrawal.replaced_by,
                )),
                if report.held { "held" } else { "" },
                claim
                    .reaffirmed
                    .iter()
                    .map(|again| again.report.known)
                    .collect::<Vec<_>>(),
                claim.claim.to_string().get(..8).unwrap_or_default(),
            )?;
        }
        Ok(())
    }
}

fn claim_plan() -> impl Strategy<Value = ClaimPlan> {
    let what = (0_usize..16, 0_u8..16, prop_oneof![0_u16..4, 0_u16..50]);
    let how = (0_u8..14, 0_u8..24, 0_u8..20, 0_u8..10);
    (what, how, 0_u8..30, 0_usize..12).prop_map(|((value, period, back), how, fate, by)| {
        let (voice, words, modality, unit) = how;
        ClaimPlan {
            value,
            period,
            back,
            voice,
            words,
            modality,
            unit,
            fate,
            by,
        }
    })
}

fn report_plan() -> impl Strategy<Value = ReportPlan> {
    let when = (
        prop_oneof![0_u16..12, 0_u16..90],
        0_u8..12,
        0_u8..8,
        0_u16..30,
    );
    let claims = prop::collection::vec(claim_plan(), 1..4);
    (0_usize..5, when, 0_u8..24, claims).prop_map(|(publication, when, fate, claims)| {
        let (known, coarse, basis, late) = when;
        ReportPlan {
            publication,
            known,
            coarse,
            basis,
            late,
            fate,
            claims,
        }
    })
}

fn rule() -> impl Strategy<Value = Rule> {
    let kinds = vec![
        Some(MetricKind::Event),
        Some(MetricKind::Flow),
        Some(MetricKind::Stock),
        Some(MetricKind::Stock),
        Some(MetricKind::Tally),
        None,
    ];
    let days = (
        prop::sample::select(vec![14, 14, 3, 0]),
        prop::sample::select(vec![3, 3, 0, 10]),
    );
    (
        prop::sample::select(kinds),
        days,
        prop::bool::weighted(0.03),
        prop::bool::weighted(0.2),
    )
        .prop_map(
            |(kind, (settles_days, same_event_days), prospective, authority)| Rule {
                kind,
                settles_days,
                same_event_days,
                prospective,
                authorities: authority
                    .then(|| Arc::from("daily"))
                    .into_iter()
                    .collect::<BTreeSet<_>>(),
            },
        )
}

/// The question: its policy, its three clocks.
fn options() -> impl Strategy<Value = Options> {
    let policy = prop::sample::select(vec![
        Policy::Consensus,
        Policy::Consensus,
        Policy::Latest,
        Policy::FirstHand,
    ]);
    let as_of = prop::option::weighted(0.3, (0_u16..110).prop_map(day));
    let asked = [
        "2025",
        "2026-Q1",
        "2026-01",
        "2026-02",
        "2026-01-10",
        "2026-01-27/2026-03-30",
    ];
    let for_period = prop::option::weighted(0.2, prop::sample::select(asked.to_vec()));
    (policy, as_of, prop::bool::weighted(0.2), for_period).prop_map(
        |(policy, as_of, strict, for_period)| Options {
            policy,
            as_of,
            strict,
            for_period: for_period.map(|text| text.parse().expect(text)),
        },
    )
}

fn trust() -> impl Strategy<Value = Trust> {
    let weights = prop::sample::select(vec!["0", "0.5", "2", "3", "-1"]);
    let rated = prop::collection::btree_map(prop::sample::select(&VOICES[..]), weights, 0..2);
    prop_oneof![
        3 => Just(Trust::default()),
        1 => rated.prop_map(|rated| {
            let parsed = |(voice, weight): (&str, &str)| {
                (Arc::from(voice.to_lowercase()), weight.parse().expect(weight))
            };
            Trust(rated.into_iter().map(parsed).collect::<BTreeMap<_, _>>())
        }),
    ]
}

/// A history with the question that is asked of it.
pub(crate) fn history() -> impl Strategy<Value = History> {
    let reports = prop::collection::vec(report_plan(), 1..11);
    (rule(), options(), trust(), 0..VALUES.len(), reports).prop_map(
        |(rule, options, trust, values, reports)| {
            let claims = facts(VALUES[values], &reports);
            History {
                rule,
                options,
                trust,
                claims,
            }
        },
    )
}

pub(crate) fn day(number: u16) -> Date {
    Date::from_ymd_opt(2026, 1, 1).expect("a day") + chrono::Days::new(number.into())
}
