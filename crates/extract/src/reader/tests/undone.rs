//! What did not come to be, what was before, and what a text says of all its amounts.

use super::*;

#[test]
fn what_was_undone_or_tried_in_vain_is_denied() {
    check(
        "The court overturned a fine of $5 million on Quillwort on March 3, 2031.",
        &["5000000 quillwort/fine 2031-03-03 denied -"],
    );
    check(
        "Quillwort raised $5 million on March 3, 2031 after Google failed to raise $7 million.",
        &[
            "5000000 quillwort/funding-round 2031-03-03 stated -",
            "7000000 google/funding-round 2031-03-03 denied -",
        ],
    );
}

#[test]
fn what_is_only_asked_for_or_feared_did_not_happen() {
    check(
        "Google was urged to pay a fine of $5 million on March 3, 2031.",
        &["5000000 google/fine 2031-03-03 hypothetical -"],
    );
    check(
        "Google faces a $5 million fine.",
        &["5000000 google/fine 2031-03 hypothetical -"],
    );
}

#[test]
fn what_was_before_a_change_is_not_of_the_day_of_the_change() {
    check(
        "Google cut its headcount from 700 employees to 500 employees on March 3, 2031.",
        &[
            "700 google/headcount - stated -",
            "500 google/headcount 2031-03-03 stated -",
        ],
    );
}

#[test]
fn what_a_note_says_was_wrong_is_denied_for_the_same_time() {
    check(
        "Correction: Quillwort had 500 employees on March 3, 2031, not 700 employees as stated \
         above.",
        &[
            "500 quillwort/headcount 2031-03-03 stated -",
            "700 quillwort/headcount 2031-03-03 denied -",
        ],
    );
}

#[test]
fn what_is_paid_for_a_company_is_about_that_company() {
    check(
        "Google agreed to buy Quillwort for $5 a share, valuing the company at $6 million.",
        &[
            "5 quillwort/price/per=share 2031-03-12 stated -",
            "6000000 quillwort/valuation 2031-03-12 stated -",
        ],
    );
}

#[test]
fn a_bare_dollar_is_of_the_currency_that_the_text_says_of_all_amounts() {
    let unit = |amount: &str| {
        let text = format!(
            "Quillwort reported revenue of {amount} for 2030. All amounts are in Canadian dollars."
        );
        let reading = read(&[(BlockKind::Paragraph, &text)], Some("2031-03-12"));
        reading.mentions[0].unit.to_string()
    };
    assert_eq!(unit("$5 million"), "CAD");
    assert_eq!(unit("US$5 million"), "USD");
}
