//! Every type of conflict, each on a small invented history.

use std::path::Path;

use claimbook_model::ClaimId;
use claimbook_views::conflict::{Conflict, Role, Why};
use claimbook_views::figure::{Reason, Statement};

use crate::figures::Figures;
use crate::table;

/// Type, figure, and the numbers of the sides: `shown | against | explains`.
fn told(conflict: &Conflict) -> String {
    let of = |role: Role| {
        let sides = conflict.sides.iter().filter(|side| side.role == role);
        let numbers = sides.map(|side| side.term.value.high().to_string());
        numbers.collect::<Vec<_>>().join(", ")
    };
    let line = format!(
        "{}: {} {} | {} | {}",
        conflict.kind.as_str(),
        conflict.figure,
        of(Role::Shown),
        of(Role::Against),
        of(Role::Explains)
    );
    line.trim_end().to_owned()
}

fn found(text: &str) -> Vec<String> {
    Figures::read(text).conflicts().iter().map(told).collect()
}

#[test]
fn two_numbers_for_one_thing_that_nothing_explains_contradict_each_other() {
    assert_eq!(
        found(
            "## acme/worth\nclaims\n\
             2026-03-05 | Daily | 2026-03-05 | 60\n\
             2026-03-06 | Courier | 2026-03-05 | 90\n"
        ),
        ["contradiction: acme/worth 90 | 60 |"]
    );
}

#[test]
fn where_nothing_disagrees_nothing_is_found() {
    let quiet = "## acme/worth\nclaims\n\
                 2026-03-05 | Daily | 2026-03-05 | 60\n\
                 2026-03-06 | Courier | 2026-03-05 | 60\n\
                 2026-03-07 | Herald | 2026-03-05 | >=10\n";
    assert!(found(quiet).is_empty(), "{:?}", found(quiet));
}

#[test]
fn numbers_that_agree_within_rounding_are_worth_little() {
    let figures = Figures::read(
        "## acme/worth\nclaims\n\
         2026-03-05 | Daily | 2026-03-05 | ~13\n\
         2026-03-06 | Courier | 2026-03-05 | 12.9\n",
    );
    let conflicts = figures.conflicts();
    assert_eq!(told(&conflicts[0]), "rounding: acme/worth 12.9 | 13 |");
    assert_eq!(conflicts.len(), 1);
    assert!(conflicts[0].weight <= 5);
}

#[test]
fn a_shown_value_that_is_another_figures_number_is_of_other_scope() {
    let history = "## acme/worth\nclaims\n\
                   2026-03-05 | Daily | 2026-03-05 | 100\n\
                   2026-03-05 | Herald | 2026-03-05 | 100\n\
                   2026-03-06 | Courier | 2026-03-05 | 120\n\
                   ## acme/worth/basis=pre\nclaims\n\
                   2026-03-05 | Gazette | 2026-03-05 | 100\n";
    assert_eq!(found(history), ["other scope: acme/worth 100 | 120 | 100"]);
}

#[test]
fn a_slip_of_the_scale_a_denial_and_an_echo_are_told_as_such() {
    assert_eq!(
        found(
            "## acme/worth\nclaims\n\
             2026-03-05 | Daily | 2026-03-05 | 5\n\
             2026-03-06 | Courier | 2026-03-05 | 5\n\
             2026-03-07 | Herald | 2026-03-05 | 50\n"
        ),
        ["scale?: acme/worth 5 | 50 |"]
    );
    assert_eq!(
        found(
            "## acme/deal/investor=north\nclaims\n\
             2026-03-05 | Daily | 2026-03-05 | 7\n\
             2026-03-07 | Herald | 2026-03-05 | 7 denied\n"
        ),
        ["denied: acme/deal/investor=north 7 | 7 |"]
    );
    assert_eq!(
        found(
            "## acme/worth\nclaims\n\
             2026-01-05 | Daily | 2026-01-05 | 60\n\
             2026-03-05 | Daily | 2026-03-05 | 90\n\
             2026-03-06 | Courier | 2026-03-06 | 90\n\
             2026-04-20 | Herald | 2026-04-20 | 60\n"
        ),
        ["stale echo: acme/worth 90 | 60 |"]
    );
}

#[test]
fn a_number_of_another_scope_is_no_plain_contradiction() {
    assert_eq!(
        found(
            "## acme/worth/basis=post\nclaims\n\
             2026-03-05 | Daily | 2026-03-05 | 120\n\
             2026-03-05 | Post | 2026-03-05 | 120\n\
             2026-03-06 | Courier | 2026-03-05 | 100\n\
             ## acme/worth/basis=pre\nclaims\n\
             2026-03-05 | Herald | 2026-03-05 | 100\n"
        ),
        ["other scope: acme/worth/basis=post 120 | 100 | 100"],
    );
}

#[test]
fn the_whole_and_a_part_of_it_added_up_count_the_part_twice() {
    assert_eq!(
        found(
            "## acme/deal/investor=north\nclaims\n\
             2026-03-05 | Daily | 2026-03-05 | 25\n\
             2026-03-05 | Post | 2026-03-05 | 25\n\
             2026-03-06 | Courier | 2026-03-05 | 30\n\
             ## acme/deal/investor=north/tranche=first\nclaims\n\
             2026-03-05 | Herald | 2026-03-05 | 5\n"
        ),
        ["counted twice: acme/deal/investor=north 25 | 30 | 5"]
    );
}

#[test]
fn a_total_told_without_the_newest_deal_is_explained_by_that_deal() {
    assert_eq!(
        found(
            "## acme/deals/investor=north\nclaims\n\
             2026-04-21 | Daily | 2026-04-21 | 13\n\
             2026-04-21 | Post | 2026-04-21 | 13\n\
             2026-04-22 | Courier | 2026-04-22 | 8\n\
             ## acme/deal/investor=north\nclaims\n\
             2026-04-20 | Herald | 2026-04-20 | 5\n"
        ),
        ["arithmetic: acme/deals/investor=north 13 | 8 | 5"]
    );
}

#[test]
fn a_sum_that_fails_is_told_once_with_its_terms() {
    assert_eq!(
        found(
            "## acme/worth/basis=post\nclaims\n2026-02-02 | Daily | 2026-02-02 | 150\n\
             ## acme/worth/basis=pre\nclaims\n2026-02-01 | Daily | 2026-02-01 | 100\n\
             ## acme/round\nclaims\n2026-02-01 | Herald | 2026-02-01 | 20\n"
        ),
        ["arithmetic: acme/worth/basis=post 150 |  | 100, 20"]
    );
    assert_eq!(
        found(
            "## acme/worth/basis=post\nclaims\n\
             2026-02-02 | Daily | 2026-02-02 | 150\n\
             2026-02-02 | Post | 2026-02-02 | 150\n\
             2026-02-03 | Courier | 2026-02-02 | 120\n\
             ## acme/worth/basis=pre\nclaims\n2026-02-01 | Daily | 2026-02-01 | 100\n\
             ## acme/round\nclaims\n2026-02-01 | Herald | 2026-02-01 | 20\n"
        ),
        ["arithmetic: acme/worth/basis=post 150 | 120 | 100, 20"],
        "the contradiction and the sum that explains it are one conflict"
    );
}

#[test]
fn a_coarse_date_that_could_mean_several_events_names_them() {
    assert_eq!(
        found(
            "## acme/round\nclaims\n\
             2024-03-02 | Daily | 2024-03-01 | 4\n\
             2024-11-21 | Daily | 2024-11-20 | 2.75\n\
             2025-01-06 | Herald | 2024 | 6.75\n"
        ),
        ["ambiguous date: acme/round 4, 2.75 | 6.75 |"]
    );
}

#[test]
fn two_events_close_by_are_told_once() {
    assert_eq!(
        found(
            "## acme/round\nclaims\n\
             2024-03-02 | Daily | 2024-03-01 | 4\n\
             2024-03-03 | Herald | 2024-03-02 | 7\n"
        )
        .len(),
        1
    );
}

const RATES: &str = "## acme/round\nclaims\n\
    2026-03-05 | Daily | 2026-03-05 | 100\n\
    2026-03-05 | Daily | 2026-03-05 | 90 EUR conversion\n";

#[test]
fn a_rate_of_exchange_is_held_against_those_of_other_reports_near_in_time() {
    assert!(found(RATES).is_empty(), "with nothing to compare it with");
    let with = |day: &str, euros: &str| {
        found(&format!(
            "{RATES}## beta/round\nclaims\n\
             {day} | Courier | 2026-03-10 | 100\n\
             {day} | Courier | 2026-03-10 | {euros} EUR conversion\n"
        ))
    };
    assert!(with("2026-03-10", "92.0").is_empty(), "within a twentieth");
    assert_eq!(
        with("2026-03-10", "45.0"),
        ["exchange rate: beta/round  | 45.0, 100 | 90, 100"]
    );
    assert!(with("2026-05-10", "45.0").is_empty(), "another time");
}

#[test]
fn what_many_dispute_comes_before_what_one_says() {
    let figures = Figures::read(
        "## acme/worth\nclaims\n\
         2026-03-05 | Daily | 2026-03-05 | 60\n\
         2026-03-05 | Post | 2026-03-05 | 60\n\
         2026-03-06 | Courier | 2026-03-05 | 90\n\
         2026-03-06 | Herald | 2026-03-05 | 90\n\
         ## beta/worth\nclaims\n\
         2026-03-05 | Daily | 2026-03-05 | 60\n\
         2026-03-05 | Post | 2026-03-05 | 60\n\
         2026-03-06 | Courier | 2026-03-05 | 63\n",
    );
    let conflicts = figures.conflicts();
    let weights: Vec<(&str, u32)> = conflicts
        .iter()
        .map(|conflict| (conflict.figure.subject(), conflict.weight))
        .collect();
    // 30 for a contradiction, 4 for each voice of the smaller side, a point for each twentieth
    // between 60.5 and 89.5, 10 as it is the best value shown, 10 as it is recent.
    assert_eq!(weights, [("acme", 64), ("beta", 54)]);
}

/// Each block of the page that is marked `conflicts`: its title, and its lines.
fn examples(page: &str) -> Vec<(&str, &str)> {
    let blocks = page.split("```conflicts ").skip(1);
    blocks
        .filter_map(|block| block.split_once("\n```")?.0.split_once('\n'))
        .collect()
}

#[test]
fn the_examples_of_the_documentation_are_found_as_written() {
    let examples = examples(include_str!("../../../../docs/semantics.md"));
    assert!(examples.len() >= 3, "{}", examples.len());
    for (title, text) in examples {
        let (figures, expected) = text.split_once("\nfound\n").expect("what is found");
        let found: Vec<String> = Figures::read(figures)
            .conflicts()
            .iter()
            .map(|conflict| format!("{} {}", conflict.weight, told(conflict)))
            .collect();
        assert_eq!(found.join("\n"), expected, "{title}");
    }
}

/// Reasons for which a value stands beside an answer without disagreeing with it.
const NONE: [Reason; 7] = [
    Reason::SaysLess,
    Reason::Held,
    Reason::Replaced,
    Reason::Conversion,
    Reason::Policy,
    Reason::Silenced,
    Reason::TakenBack,
];

/// How many conflicts have these claims on the one side and those on the other.
fn between(conflicts: &[Conflict], shown: &[ClaimId], against: &[ClaimId]) -> usize {
    let says = |conflict: &&Conflict| {
        let has = |role: Role, claims: &[ClaimId]| {
            let mut sides = conflict.sides.iter().filter(|side| side.role == role);
            sides.any(|side| side.term.claims == claims)
        };
        has(Role::Shown, shown) && has(Role::Against, against)
    };
    conflicts.iter().filter(says).count()
}

#[test]
fn every_disagreement_of_every_scenario_is_found_exactly_once() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios"));
    let mut checked = 0;
    for file in std::fs::read_dir(folder).expect("the folder of scenarios") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("scenarios");
        for scenario in table::read(&text) {
            let title = scenario.title.clone();
            let view = scenario.fold(false);
            let figures = Figures::of_one("acme/anything", view.clone());
            let conflicts = figures.conflicts();
            for observation in &view.observations {
                let beside = observation.contested.iter().chain(&observation.unclear);
                let counts = |one: &&Statement| one.reason.is_none_or(|why| !NONE.contains(&why));
                for one in beside.chain(&observation.denied).filter(counts) {
                    let (shown, against) = (&observation.claims, &one.claims);
                    let mut found = between(&conflicts, shown, against);
                    if one.reason == Some(Reason::NearbyEvent) {
                        found = conflicts
                            .iter()
                            .filter(|conflict| {
                                let claims: Vec<_> = conflict.claims().collect();
                                against
                                    .iter()
                                    .chain(shown)
                                    .any(|claim| claims.contains(&claim))
                                    && conflict.why == Why::Beside(Reason::NearbyEvent)
                            })
                            .count()
                            .min(1);
                    }
                    assert_eq!(found, 1, "{title}: {one:?}");
                    checked += 1;
                }
            }
            for one in &view.ambiguous {
                let told = conflicts.iter().filter(|conflict| {
                    conflict
                        .sides
                        .iter()
                        .any(|side| side.role == Role::Against && side.term.claims == one.claims)
                });
                assert_eq!(told.count(), 1, "{title}: {one:?}");
                checked += 1;
            }
        }
    }
    assert!(checked > 20, "only {checked}");
}
