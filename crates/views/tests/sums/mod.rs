//! Sums of the catalog's identities, worked out on small invented histories.

use claimbook_views::arithmetic::{Checked, Outcome, Relation, about, of_total};

use crate::figures::{Figures, catalog};

fn told(sum: &Checked) -> String {
    let terms: Vec<String> = sum
        .terms
        .iter()
        .map(|term| term.value.high().to_string())
        .collect();
    let total = sum.total.value.high();
    let outcome = match &sum.outcome {
        Outcome::Fails { by } => format!("fails by {by}"),
        Outcome::CountedTwice { part, .. } => format!("{} counted twice", part.value.high()),
        other => other.as_str().to_owned(),
    };
    let relation = sum.relation.as_str();
    format!("{relation}: {total} from {} {outcome}", terms.join(" + "))
}

fn sums(figures: &Figures, figure: &str) -> Vec<Checked> {
    let figure = figure.parse().expect("a figure");
    let Ok(sums) = of_total(&catalog(), &figure, figures);
    sums
}

/// Relation and outcome of each sum, with the written numbers.
fn all_told(figures: &Figures, figure: &str) -> Vec<String> {
    sums(figures, figure).iter().map(told).collect()
}

const DEALS: &str = "acme/deals/investor=north";

#[test]
fn an_undated_total_before_and_the_deal_since_make_the_total() {
    let figures = Figures::read(
        "## acme/deals/investor=north\nclaims\n\
         2026-04-20 | Daily | - | 8\n\
         2026-04-20 | Courier | 2026-04-20 | 13\n\
         ## acme/deal/investor=north\nclaims\n\
         2026-04-20 | Courier | 2026-04-20 | 5\n",
    );
    assert_eq!(all_told(&figures, DEALS), ["step: 13 from 8 + 5 holds"]);
    let Ok(of_term) = about(
        &catalog(),
        &"acme/deal/investor=north".parse().expect("a figure"),
        &figures,
    );
    assert_eq!(of_term.len(), 1, "the deal is a term of it");
}

#[test]
fn a_deal_that_is_an_option_inside_another_is_counted_twice() {
    let figures = Figures::read(
        "## acme/deals/investor=north\nclaims\n\
         2026-04-20 | Daily | 2024-03 | 6.75\n\
         ## acme/deal/investor=north\nclaims\n\
         2026-04-20 | Daily | 2023-09 | 4\n\
         2026-04-20 | Daily | 2024-03 | 2.75\n\
         ## acme/deal/investor=north/tranche=rest\nclaims\n\
         2023-10 | Herald | 2023 | 2.75 contingent\n",
    );
    assert_eq!(
        all_told(&figures, DEALS),
        ["parts: 6.75 from 4 + 2.75 2.75 counted twice"]
    );
}

#[test]
fn the_same_two_deals_without_the_option_are_an_ordinary_sum() {
    let figures = Figures::read(
        "## acme/deals/investor=north\nclaims\n\
         2026-04-20 | Daily | 2024-03 | 6.75\n\
         ## acme/deal/investor=north\nclaims\n\
         2026-04-20 | Daily | 2023-09 | 4\n\
         2026-04-20 | Daily | 2024-03 | 2.75\n",
    );
    assert_eq!(
        all_told(&figures, DEALS),
        ["at least: 6.75 from 4 + 2.75 holds"]
    );
}

#[test]
fn a_total_below_its_known_deals_fails_by_what_rounding_cannot_explain() {
    let figures = Figures::read(
        "## acme/deals/investor=north\nclaims\n\
         2026-05-01 | Daily | 2026-05-01 | 7\n\
         ## acme/deal/investor=north\nclaims\n\
         2026-01-10 | Daily | 2026-01-10 | 4\n\
         2026-04-20 | Daily | 2026-04-20 | 5\n",
    );
    assert_eq!(
        all_told(&figures, DEALS),
        ["at least: 7 from 4 + 5 fails by 0.5"]
    );
}

#[test]
fn a_deal_after_the_total_is_not_in_it() {
    let figures = Figures::read(
        "## acme/deals/investor=north\nclaims\n\
         2026-03-01 | Daily | 2026-03-01 | 4\n\
         ## acme/deal/investor=north\nclaims\n\
         2026-01-10 | Daily | 2026-01-10 | 4\n\
         2026-04-20 | Daily | 2026-04-20 | 5\n",
    );
    assert_eq!(all_told(&figures, DEALS), Vec::<String>::new());
}

#[test]
fn more_than_the_known_deals_is_no_failure() {
    let figures = Figures::read(
        "## acme/deals/investor=north\nclaims\n\
         2026-01-20 | Daily | 2026-01-20 | 8\n\
         2026-04-20 | Daily | 2026-04-20 | 20\n\
         ## acme/deal/investor=north\nclaims\n\
         2026-04-19 | Daily | 2026-04-19 | 5\n",
    );
    assert_eq!(
        all_told(&figures, DEALS),
        ["step: 20 from 8 + 5 cannot tell"]
    );
}

#[test]
fn parts_make_the_whole_also_where_it_may_only_come() {
    let figures = Figures::read(
        "## acme/deal/investor=north\nclaims\n\
         2026-04-20 | Daily | 2026-04-20 | 5\n\
         2026-04-20 | Herald | 2026-04-20 | <=25 contingent\n\
         ## acme/deal/investor=north/tranche=first\nclaims\n\
         2026-04-20 | Herald | 2026-04-20 | 5\n\
         ## acme/deal/investor=north/tranche=rest\nclaims\n\
         2026-04-20 | Herald | 2026-04-20 | 20 contingent\n",
    );
    assert_eq!(
        all_told(&figures, "acme/deal/investor=north"),
        ["parts: 25 from 5 + 20 holds"],
        "what is paid already is not held against what may come"
    );
}

#[test]
fn worth_after_a_round_is_worth_before_and_the_round() {
    let round = |post: &str| {
        let figures = Figures::read(&format!(
            "## acme/worth/basis=pre\nclaims\n2026-02-01 | Daily | 2026-02-01 | 100\n\
             ## acme/worth/basis=post\nclaims\n2026-02-02 | Daily | 2026-02-02 | {post}\n\
             ## acme/round/name=b\nclaims\n2026-02-01 | Herald | 2026-02-01 | 20\n"
        ));
        all_told(&figures, "acme/worth/basis=post")
    };
    assert_eq!(round("120"), ["parts: 120 from 100 + 20 holds"]);
    assert_eq!(round("~119"), ["parts: 119 from 100 + 20 holds"]);
    assert_eq!(round("150"), ["parts: 150 from 100 + 20 fails by 28.5"]);
    assert_eq!(round(">=50"), ["parts: 50 from 100 + 20 cannot tell"]);
}

#[test]
fn terms_of_another_time_or_unit_are_not_added() {
    let figures = Figures::read(
        "## acme/worth/basis=pre\nclaims\n2025-02-01 | Daily | 2025-02-01 | 100\n\
         ## acme/worth/basis=post\nclaims\n2026-02-02 | Daily | 2026-02-02 | 150\n\
         ## acme/round\nclaims\n2026-02-01 | Herald | 2026-02-01 | 20\n",
    );
    assert_eq!(
        all_told(&figures, "acme/worth/basis=post"),
        Vec::<String>::new()
    );
    let figures = Figures::read(
        "## acme/worth/basis=pre\nclaims\n2026-02-01 | Daily | 2026-02-01 | 100 EUR\n\
         ## acme/worth/basis=post\nclaims\n2026-02-02 | Daily | 2026-02-02 | 150\n\
         ## acme/round\nclaims\n2026-02-01 | Herald | 2026-02-01 | 20\n",
    );
    assert_eq!(
        all_told(&figures, "acme/worth/basis=post"),
        Vec::<String>::new()
    );
}

#[test]
fn a_step_that_falls_short_fails() {
    let figures = Figures::read(
        "## acme/deals/investor=north\nclaims\n\
         2026-01-20 | Daily | 2026-01-20 | 8\n\
         2026-04-25 | Daily | 2026-04-25 | 9\n\
         ## acme/deal/investor=north\nclaims\n\
         2026-04-19 | Daily | 2026-04-19 | 5\n",
    );
    let sums = sums(&figures, DEALS);
    assert_eq!(sums[0].relation, Relation::Step);
    assert_eq!(told(&sums[0]), "step: 9 from 8 + 5 fails by 2.5");
}

#[test]
fn nobody_counted_twice_where_the_total_comes_out_otherwise() {
    let figures = Figures::read(
        "## acme/deals/investor=north\nclaims\n\
         2026-04-20 | Daily | - | 8\n\
         2026-04-20 | Daily | 2026-04-20 | 13\n\
         ## acme/deal/investor=north\nclaims\n\
         2026-04-20 | Daily | 2023-09 | 4\n\
         2026-04-20 | Daily | 2024-03 | 2.75\n\
         2026-04-20 | Daily | 2026-04-20 | 5\n\
         ## acme/deal/investor=north/tranche=rest\nclaims\n\
         2023-10 | Herald | 2023 | 2.75 contingent\n",
    );
    assert_eq!(
        all_told(&figures, DEALS),
        ["step: 13 from 8 + 5 holds", "at least: 13 from 4 + 5 holds"]
    );
}
