//! Random histories: what was folded step by step equals what is folded from the whole set.

use claimbook_model::catalog::MetricKind;
use claimbook_model::event::WithdrawalCause;
use claimbook_model::{
    ClaimId, Comparator, Date, Decimal, DocumentId, Flags, Modality, Origin, Part, Period, Signal,
    Timestamp, Value,
};
use proptest::prelude::*;

use super::*;
use crate::figure::{Criterion, KnownBasis, ReportFact, Withdrawal};

/// A claim in few words; everything is drawn from small sets, so that claims meet.
#[derive(Clone, Debug)]
pub(crate) struct Sketch {
    publication: u8,
    voice: Option<u8>,
    known: u16,
    period: u8,
    back: u16,
    value: u8,
    comparator: u8,
    modality: u8,
    signal: u8,
    withdrawn: u8,
    euro: bool,
}

pub(crate) fn sketch() -> impl Strategy<Value = Sketch> {
    let who = (0_u8..5, prop::option::weighted(0.3, 0_u8..6));
    let when = (0_u16..90, 0_u8..10, 0_u16..60);
    let what = (0_u8..9, 0_u8..10, 0_u8..24, 0_u8..12);
    (who, when, what, 0_u8..24, prop::bool::weighted(0.1)).prop_map(
        |((publication, voice), (known, period, back), what, withdrawn, euro)| {
            let (value, comparator, modality, signal) = what;
            Sketch {
                publication,
                voice,
                known,
                period,
                back,
                value,
                comparator,
                modality,
                signal,
                withdrawn,
                euro,
            }
        },
    )
}

fn day(number: u16) -> Date {
    Date::from_ymd_opt(2026, 1, 1).expect("a day") + chrono::Days::new(number.into())
}

impl Sketch {
    fn period(&self) -> Option<Period> {
        let about = day(self.known.saturating_sub(self.back));
        Some(match self.period {
            0 => return None,
            1 => Period::Single(Part::year_of(about)),
            2 => Period::Single(Part::quarter_of(about)),
            3 => Period::Single(Part::month_of(about)),
            4 => Period::interval(Part::day(about), Part::day(day(self.known + 3))).ok()?,
            _ => Period::day(about),
        })
    }

    fn value(&self) -> (Value, Comparator) {
        let number = ["5", "5.2", "5.4", "6", "50", "7", "5.6", "12", "0"][usize::from(self.value)];
        let number: Decimal = number.parse().expect(number);
        let comparator = match self.comparator {
            0 => Comparator::AtLeast,
            1 => Comparator::AtMost,
            2 => Comparator::Approx,
            _ => Comparator::Exact,
        };
        (Value::Number(number), comparator)
    }

    fn withdrawal(&self, seq: u64) -> Option<Withdrawal> {
        let later = Period::day(day(self.known + 1 + self.back / 3));
        let (cause, known) = match self.withdrawn {
            0 => (WithdrawalCause::Misread, None),
            1 | 2 => (WithdrawalCause::Corrected, Some(later)),
            _ => return None,
        };
        Some(Withdrawal {
            cause,
            known,
            known_inferred: false,
            recorded: Timestamp::default(),
            seq,
            by_report: None,
            replaced_by: None,
            why: Arc::from(""),
        })
    }

    pub(crate) fn fact(&self, seq: u64) -> ClaimFact {
        let publication = ["agency", "daily", "courier", "herald", "gazette"];
        let publication = publication[usize::from(self.publication)];
        let name = format!("{publication} {}", self.known);
        let document = DocumentId::of(name.as_bytes());
        let report = ReportId::of(publication, "", "", &document, 0);
        let (value, comparator) = self.value();
        let voices = [
            "agency",
            "minister",
            "bloomberg",
            "daily",
            "union",
            "police",
        ];
        let voice = self
            .voice
            .map(|voice| Arc::from(voices[usize::from(voice)]));
        let known = Period::day(day(self.known));
        let fact = ReportFact {
            report,
            document,
            lineage: report,
            publication: Arc::from(publication),
            publication_name: Arc::from(publication),
            known,
            known_basis: KnownBasis::Given,
            recorded: Timestamp::default(),
            seq: 0,
            first_hand: self.publication == 0,
            release: self.publication == 0,
            held: false,
            superseded: None,
        };
        ClaimFact {
            claim: ClaimId(*blake3::hash(format!("{self:?} {seq}").as_bytes()).as_bytes()),
            seq,
            recorded: Timestamp::default(),
            ordinal: seq as u32,
            report: Arc::new(fact),
            value,
            comparator,
            unit: Arc::from(if self.euro { "EUR" } else { "USD" }),
            counted: None,
            period: self.period(),
            modality: match self.modality {
                0 => Modality::Forecast,
                1 => Modality::Denied,
                2..6 => Modality::Estimated,
                _ => Modality::Stated,
            },
            attribution: voice.clone(),
            voice,
            signal: match self.signal {
                0 => Some(Signal::Moved),
                1 => Some(Signal::Corrected),
                _ => None,
            },
            origin: Origin::Reader,
            flags: Flags::default(),
            evidence: None,
            mentions: 1,
            withdrawal: self.withdrawal(seq),
            reaffirmed: Vec::new(),
            gone: None,
        }
    }
}

pub(crate) fn kinds() -> impl Strategy<Value = MetricKind> {
    prop::sample::select(vec![
        MetricKind::Event,
        MetricKind::Flow,
        MetricKind::Stock,
        MetricKind::Tally,
    ])
}

fn rule(kind: MetricKind) -> Rule {
    Rule {
        kind: Some(kind),
        settles_days: 14,
        same_event_days: 3,
        prospective: false,
        authorities: std::collections::BTreeSet::new(),
    }
}

fn facts(sketches: &[Sketch]) -> Vec<ClaimFact> {
    let numbered = sketches.iter().zip(1..);
    numbered.map(|(sketch, seq)| sketch.fact(seq)).collect()
}

/// Everything decided anew from the claims that the timelines hold.
fn settled_view(fold: &mut FigureFold) -> FigureView {
    let context = Context {
        entries: &fold.entries,
        rule: &fold.rule,
        policy: fold.options.policy,
        trust: &fold.trust,
        denials: &fold.state.denials,
        taken_back: &fold.state.taken_back,
    };
    for timeline in fold.state.timelines.values_mut() {
        timeline.settle(context);
    }
    fold.view()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_was_folded_step_by_step_equals_what_is_decided_from_the_whole_set(
        kind in kinds(),
        sketches in prop::collection::vec(sketch(), 1..28),
    ) {
        let claims = facts(&sketches);
        // After every day, not only at the end.
        for known in (0..130).step_by(9) {
            let options = Options { as_of: Some(day(known)), ..Options::default() };
            let mut fold = FigureFold::new(rule(kind), options, Trust::default());
            fold.absorb(claims.clone());
            let stepwise = fold.view();
            prop_assert_eq!(stepwise, settled_view(&mut fold));
        }
    }

    #[test]
    fn the_order_of_arrival_does_not_matter(
        kind in kinds(),
        sketches in prop::collection::vec(sketch(), 1..28),
        turn in 0_usize..28,
    ) {
        let claims = facts(&sketches);
        let options = Options::default();
        let view = fold(&rule(kind), &options, &Trust::default(), claims.clone());
        let mut turned = claims.clone();
        turned.rotate_left(turn % claims.len());
        prop_assert_eq!(&fold(&rule(kind), &options, &Trust::default(), turned), &view);
        let mut reversed = claims;
        reversed.reverse();
        prop_assert_eq!(&fold(&rule(kind), &options, &Trust::default(), reversed), &view);
    }

    #[test]
    fn claims_taken_in_one_by_one_make_the_same_view(
        kind in kinds(),
        sketches in prop::collection::vec(sketch(), 1..20),
    ) {
        // Attributions are inherited within a report, which arrives as a whole.
        let claims: Vec<ClaimFact> = facts(&sketches)
            .into_iter()
            .map(|claim| ClaimFact { voice: None, attribution: None, ..claim })
            .collect();
        let mut one_by_one =
            FigureFold::new(rule(kind), Options::default(), Trust::default());
        for claim in &claims {
            one_by_one.absorb(vec![claim.clone()]);
        }
        let whole = fold(&rule(kind), &Options::default(), &Trust::default(), claims);
        prop_assert_eq!(one_by_one.view(), whole);
    }

    #[test]
    fn an_answer_as_of_a_day_knows_nothing_of_later_ones(
        kind in kinds(),
        sketches in prop::collection::vec(sketch(), 1..28),
        known in 0_u16..130,
    ) {
        let options = Options { as_of: Some(day(known)), ..Options::default() };
        let claims = facts(&sketches);
        let published: Vec<ClaimFact> = claims
            .iter()
            .filter(|claim| claim.report.known.last_day() <= day(known))
            .cloned()
            .collect();
        let early = fold(&rule(kind), &options, &Trust::default(), claims);
        prop_assert_eq!(early, fold(&rule(kind), &options, &Trust::default(), published));
    }

    #[test]
    fn each_claim_has_one_row_and_no_observation_two_best_values(
        kind in kinds(),
        sketches in prop::collection::vec(sketch(), 1..28),
    ) {
        let claims = facts(&sketches);
        let view = fold(&rule(kind), &Options::default(), &Trust::default(), claims.clone());
        for claim in &claims {
            let rows = view.rows.iter().filter(|row| row.claim == claim.claim);
            let expected = match &claim.withdrawal {
                Some(withdrawal) if withdrawal.known.is_some() => 2,
                _ => 1,
            };
            prop_assert_eq!(rows.count(), expected);
        }
        let mut places: Vec<_> = view
            .observations
            .iter()
            .filter(|observation| observation.value.is_some())
            .map(|observation| (observation.period, &observation.unit))
            .collect();
        let total = places.len();
        places.dedup();
        if kind != MetricKind::Event {
            prop_assert_eq!(places.len(), total);
        }
    }

    #[test]
    fn what_decided_between_two_values_is_true_of_both(
        kind in kinds(),
        sketches in prop::collection::vec(sketch(), 1..28),
    ) {
        let mut fold = FigureFold::new(rule(kind), Options::default(), Trust::default());
        fold.absorb(facts(&sketches));
        for best in &fold.view().observations {
            for lost in fold.decisions(best) {
                let first_hand = lost.statement.voices.iter().any(|voice| voice.first_hand);
                let sources = lost.statement.voices.len();
                prop_assert!(lost.statement.claims.iter().any(|id| !best.claims.contains(id)));
                match lost.decided_by {
                    Criterion::FirstHand => prop_assert!(best.first_hand > 0 && !first_hand),
                    Criterion::Sources => prop_assert!(best.voices.len() > sources),
                    Criterion::Publications => {
                        prop_assert_eq!(best.voices.len(), sources);
                        prop_assert!(best.publications > lost.publications);
                    }
                    Criterion::Latest | Criterion::Trust => {
                        prop_assert!(false, "neither was asked for");
                    }
                    _ => {}
                }
            }
        }
    }
}
