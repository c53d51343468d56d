//! Which period a number is about: the one before it is compared with, the results a report tells.

use super::{BlockKind, check, lines, read};

/// Checks the mentions of a document, published on 12 March 2031.
fn document(blocks: &[(BlockKind, &str)], expected: &[&str]) {
    assert_eq!(
        lines(&read(blocks, Some("2031-03-12"))),
        expected,
        "{blocks:?}"
    );
}

#[test]
fn what_a_number_is_compared_with_is_of_the_period_before() {
    check(
        "In the fourth quarter of 2030 Quillwort had revenue of $9 million, against $7 million a \
         year earlier.",
        &[
            "9000000 quillwort/revenue 2030-Q4 stated -",
            "7000000 quillwort/revenue 2029-Q4 stated -",
        ],
    );
    check(
        "Quillwort's revenue came to $9 million in 2030, up from $7 million.",
        &[
            "9000000 quillwort/revenue 2030 stated -",
            "7000000 quillwort/revenue 2029 stated -",
        ],
    );
    check(
        "Quillwort's revenue in the quarter ended December 31, 2030, was $9 million, compared \
         with $7 million in the same period of the previous year.",
        &[
            "9000000 quillwort/revenue 2030-Q4 stated -",
            "7000000 quillwort/revenue 2029-Q4 stated -",
        ],
    );
}

#[test]
fn flows_without_a_date_are_of_the_period_whose_results_are_told() {
    document(
        &[
            (BlockKind::Title, "Google: fourth-quarter results"),
            (BlockKind::Paragraph, "Google had revenue of $9 million."),
            (
                BlockKind::Paragraph,
                "Its net profit was $2 million, against $1 million in the year-ago quarter.",
            ),
        ],
        &[
            "9000000 google/revenue 2030-Q4 stated -",
            "2000000 google/profit/basis=net 2030-Q4 stated -",
            "1000000 google/profit/basis=net 2029-Q4 stated -",
        ],
    );
}

#[test]
fn what_was_expected_of_a_result_is_of_its_period() {
    check(
        "Google expects revenue of $9 million in 2031, having forecast $8 million in January.",
        &[
            "9000000 google/revenue 2031 forecast -",
            "8000000 google/revenue 2031 forecast -",
        ],
    );
}

#[test]
fn a_date_of_the_next_clause_is_another_numbers() {
    check(
        "In 2030 Google lifted revenue to $9 million and closed November with 700 employees.",
        &[
            "9000000 google/revenue 2030 stated -",
            "700 google/headcount 2030-11 stated -",
        ],
    );
}

#[test]
fn a_number_that_is_told_beside_its_date_keeps_it() {
    check(
        "The valuation of Google has moved since June 2029, when it stood at $4 million.",
        &["4000000 google/valuation 2029-06 stated -"],
    );
    check(
        "For 2031 Google expects revenue of $9 million (was $8 million).",
        &[
            "9000000 google/revenue 2031 forecast -",
            "8000000 google/revenue 2031 forecast -",
        ],
    );
}

#[test]
fn a_level_told_of_the_running_year_holds_now() {
    check(
        "Shares of Google fell 12% this year, giving Google a market value of $9 billion.",
        &[
            "-12 google/share-price-change 2031 stated -",
            "9000000000 google/market-cap 2031-03-12 stated -",
        ],
    );
}

#[test]
fn a_fiscal_quarter_has_its_months_where_the_text_tells_the_year() {
    document(
        &[
            (
                BlockKind::Paragraph,
                "Quillwort's fiscal year ended in June.",
            ),
            (
                BlockKind::Paragraph,
                "In the second quarter of fiscal 2031 Quillwort had revenue of $9 million.",
            ),
        ],
        &["9000000 quillwort/revenue 2030-10/2030-12 stated -"],
    );
}

#[test]
fn a_date_that_names_the_measure_is_stronger_than_one_behind_a_comma() {
    check(
        "Quillwort's 2029 revenue was $71 million, 2.6 times the 2028 level.",
        &[
            "71000000 quillwort/revenue 2029 stated -",
            "2.6 - 2029 stated -",
        ],
    );
}

#[test]
fn year_end_is_the_last_one_where_a_level_is_told_early_in_the_year() {
    check(
        "Google had 700 employees at year-end.",
        &["700 google/headcount 2030-12 stated -"],
    );
    check(
        "Google expects to have 700 employees at year-end.",
        &["700 google/headcount 2031-12 forecast -"],
    );
}

#[test]
fn a_level_in_a_heading_holds_when_the_text_below_says_so() {
    document(
        &[
            (BlockKind::Title, "Quillwort valued at $9 million"),
            (
                BlockKind::Paragraph,
                "Quillwort was valued at up to $9 million on February 20, 2031.",
            ),
        ],
        &[
            "9000000 quillwort/valuation 2031-02-20 stated -",
            "9000000 quillwort/valuation 2031-02-20 stated -",
        ],
    );
}
