//! Which metric a number states by the words about it, and which numbers state none.

use claimbook_model::FigureKey;

use super::read;
use crate::block::BlockKind;

/// Names the parties where no capital is doubtful.
const INTRO: &str = "Analysts follow the maker Quillwort and the fund Orchid.";

/// The metrics of the numbers in a paragraph about the maker Quillwort, `-` for none.
fn metrics(text: &str) -> Vec<String> {
    let blocks = [(BlockKind::Paragraph, INTRO), (BlockKind::Paragraph, text)];
    let reading = read(&blocks, Some("2031-03-12"));
    let metric = |figure: &FigureKey| {
        let mut parts = figure.as_str().split('/').skip(1);
        parts.next().unwrap_or_default().to_owned()
    };
    reading
        .mentions
        .iter()
        .map(|mention| mention.figure.as_ref().map_or("-".to_owned(), metric))
        .collect()
}

/// Checks the metrics of one sentence after the other.
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(metrics(text), *expected, "{text}");
    }
}

#[test]
fn verbs_name_what_is_told_without_its_noun() {
    check(&[
        ("Quillwort was last valued at $3.4 billion.", &["valuation"]),
        ("The round pegs Quillwort at $7 billion.", &["valuation"]),
        ("Quillwort swung to a loss of $40 million.", &["profit"]),
        ("Quillwort is $3 million in the red.", &["profit"]),
        ("Quillwort turned over £48 million in 2030.", &["revenue"]),
        (
            "Quillwort sits on an order book of €14 billion.",
            &["backlog"],
        ),
        (
            "Orchid pumped another $75 million into Quillwort.",
            &["investment"],
        ),
        (
            "Quillwort has now taken in just over $700 million since it was founded.",
            &["funding-total"],
        ),
        (
            "Orchid snapped up Quillwort for $75 million.",
            &["acquisition-price"],
        ),
        ("Some 2,000 jobs will go at Quillwort.", &["layoffs"]),
    ]);
}

#[test]
fn a_noun_before_of_measures_what_it_says() {
    check(&[
        (
            "Quillwort expects revenue to rise at an exchange rate of $1.10.",
            &["-"],
        ),
        (
            "Quillwort raised a Series C with a minimum ticket of $250,000.",
            &["-"],
        ),
        ("Quillwort reported a profit of $5 million.", &["profit"]),
    ]);
}

#[test]
fn a_part_is_not_the_whole() {
    check(&[
        (
            "Quillwort raised $100 million in a Series B, $30 million of it from staff.",
            &["funding-round", "-"],
        ),
        (
            "Of the $100 million that Quillwort raised, $30 million will go to research.",
            &["funding-round", "-"],
        ),
    ]);
}

#[test]
fn what_a_thing_is_worth_is_told_of_that_thing() {
    check(&[
        (
            "Quillwort won a contract worth $45 million from Orchid.",
            &["contract-value"],
        ),
        (
            "Quillwort's round, worth $110 million, was oversubscribed.",
            &["funding-round"],
        ),
        ("Quillwort is now worth $11 billion.", &["valuation"]),
    ]);
}

#[test]
fn an_amount_must_be_one_that_the_metric_can_have() {
    check(&[
        ("The Quillwort X1 is priced at $999.", &["price"]),
        ("Quillwort was priced at $2 billion.", &["valuation"]),
        (
            "Quillwort's revenue rose by $200 million to $3 billion.",
            &["-", "revenue"],
        ),
        ("Quillwort added 2 million subscribers.", &["-"]),
        ("Quillwort has 2 million subscribers.", &["customers"]),
    ]);
}

#[test]
fn a_later_sentence_goes_on_with_the_figure() {
    check(&[
        (
            "Quillwort's capital expenditure will be $90 billion. Last year it was $72 billion.",
            &["capex", "capex"],
        ),
        (
            "Quillwort's revenue was $3.1 billion. Analysts had been looking for $3.4 billion.",
            &["revenue", "revenue"],
        ),
        (
            "Quillwort's revenue was $3.1 billion. The building has $2 million of art.",
            &["revenue", "-"],
        ),
    ]);
}

#[test]
fn a_compared_number_is_reckoned_alike() {
    let text = "Quillwort made an operating loss of $9 million, after a profit of $4 million.";
    let blocks = [(BlockKind::Paragraph, INTRO), (BlockKind::Paragraph, text)];
    let reading = read(&blocks, Some("2031-03-12"));
    let figures: Vec<&str> = reading
        .mentions
        .iter()
        .filter_map(|mention| Some(mention.figure.as_ref()?.as_str()))
        .collect();
    assert_eq!(figures.len(), 2, "{text}");
    assert!(
        figures
            .iter()
            .all(|figure| figure.ends_with("basis=operating")),
        "{figures:?}"
    );
}

#[test]
fn what_another_number_differs_by_is_no_figure() {
    check(&[
        (
            "Quillwort employs 34,700 people, 3,900 more than a year ago.",
            &["headcount", "-"],
        ),
        (
            "Quillwort's revenue was $40 million, $2 million less than in 2030.",
            &["revenue", "-"],
        ),
    ]);
}

#[test]
fn a_number_alone_in_brackets_is_that_of_the_year_before() {
    let text = "Quillwort's revenue in 2030 was SEK 3,412 million (3,655).";
    let blocks = [(BlockKind::Paragraph, INTRO), (BlockKind::Paragraph, text)];
    let reading = read(&blocks, Some("2031-03-12"));
    let told: Vec<String> = reading
        .mentions
        .iter()
        .map(|mention| {
            let figure = mention.figure.as_ref().map_or("-", FigureKey::as_str);
            let period = mention.period.map_or("-".to_owned(), |p| p.to_string());
            format!("{figure} {period} {}", mention.value.high())
        })
        .collect();
    assert_eq!(
        told,
        [
            "quillwort/revenue 2030 3412000000",
            "quillwort/revenue 2029 3655000000"
        ]
    );
}

#[test]
fn where_shares_end_the_day_is_a_change_of_their_price() {
    check(&[
        ("Quillwort closed 0.6% lower.", &["share-price-change"]),
        (
            "Quillwort ended Monday 9.9% higher.",
            &["share-price-change"],
        ),
    ]);
}

#[test]
fn a_weekend_that_a_film_opens_in_is_the_period_of_its_takings() {
    check(&[(
        "The film Glass River took $61 million in its opening weekend.",
        &["weekend-box-office"],
    )]);
}
