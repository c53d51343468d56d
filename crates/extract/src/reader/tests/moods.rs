//! How sure a sentence is of each of its numbers.

use super::check;

#[test]
fn what_was_expected_is_told_apart_from_what_came() {
    check(
        "In 2030 Google had revenue of $9 million, beating the $8 million that analysts had been \
         looking for.",
        &[
            "9000000 google/revenue 2030 stated -",
            "8000000 google/revenue 2030 forecast analysts",
        ],
    );
    check(
        "Google's revenue in 2030 was $9 million against a target of $8 million.",
        &[
            "9000000 google/revenue 2030 stated -",
            "8000000 google/revenue 2030 forecast -",
        ],
    );
    check(
        "Beating forecasts, Google had revenue of $9 million in 2030.",
        &["9000000 google/revenue 2030 stated -"],
    );
}

#[test]
fn a_change_to_come_begins_with_what_is() {
    check(
        "Google will grow from 500 employees to 700 employees.",
        &[
            "500 google/headcount 2031-03-12 stated -",
            "700 google/headcount 2031-03-12 forecast -",
        ],
    );
}

#[test]
fn plans_told_in_the_next_clause_do_not_reach_back() {
    check(
        "Google has 500 employees and expects to open a pier.",
        &["500 google/headcount 2031-03-12 stated -"],
    );
}

#[test]
fn prices_that_someone_puts_on_a_thing_are_estimates() {
    check(
        "Reuters has put the valuation of Google at $9 billion.",
        &["9000000000 google/valuation 2031-03-12 estimated Reuters"],
    );
}

#[test]
fn announced_deals_are_told_as_they_are() {
    check(
        "Google said that it would buy Quillwort for $9 million.",
        &["9000000 quillwort/acquisition-price/buyer=google 2031-03 stated -"],
    );
}

#[test]
fn a_number_that_is_ruled_out_is_denied() {
    check(
        "Google has 700 employees and not 900 employees.",
        &[
            "700 google/headcount 2031-03-12 stated -",
            "900 google/headcount 2031-03-12 denied -",
        ],
    );
}
