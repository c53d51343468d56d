//! Subjects: whose figure a sentence tells that does not say so beside the number.

use super::{lines, read};
use crate::block::BlockKind;

/// Checks the figures of paragraphs, one line a number, `-` for none.
fn figures(paragraphs: &[&str], expected: &[&str]) {
    let blocks: Vec<(BlockKind, &str)> = paragraphs
        .iter()
        .map(|text| (BlockKind::Paragraph, *text))
        .collect();
    let reading = read(&blocks, Some("2031-03-12"));
    let found: Vec<String> = lines(&reading)
        .iter()
        .filter_map(|line| line.split(' ').nth(1).map(str::to_owned))
        .collect();
    assert_eq!(found, expected, "{paragraphs:?}");
}

#[test]
fn a_description_by_place_means_one_named_before() {
    figures(
        &[
            "Yesterday Quillwort opened a plant. The Harbour-based retailer's revenue was $5 million.",
        ],
        &["quillwort/revenue"],
    );
}

#[test]
fn the_subject_goes_before_who_is_merely_mentioned() {
    figures(
        &[
            "Yesterday Quillwort raised prices. In talks with Orchid Partners, it told of revenue \
             of $5 million.",
        ],
        &["quillwort/revenue"],
    );
}

#[test]
fn a_dateline_and_a_cited_source_are_nobody_whose_figures_are_told() {
    figures(
        &[
            "HARBOUR, May 3 (Coast Wire) - Quillwort Motor said revenue was $5 million. Net profit \
             was $2 million.",
        ],
        &[
            "quillwort-motor/revenue",
            "quillwort-motor/profit/basis=net",
        ],
    );
}

#[test]
fn a_sentence_with_a_subject_of_its_own_takes_no_other() {
    figures(
        &[
            "Yesterday Quillwort's revenue was $5 million. Three rivals with combined revenue of \
             $9 million merged.",
        ],
        &["quillwort/revenue", "-", "-"],
    );
}

#[test]
fn a_part_has_no_share_price() {
    figures(
        &["Azure revenue grew 40% in the quarter. Shares rose 7%."],
        &["azure/revenue-growth", "-"],
    );
    figures(
        &["Microsoft met analysts. Azure revenue grew 40% in the quarter. Shares rose 7%."],
        &["azure/revenue-growth", "microsoft/share-price-change"],
    );
}

#[test]
fn what_happened_is_named_by_its_place_and_goes_on() {
    figures(
        &["The quake in Harbour killed 12 people. By Monday 30 were injured."],
        &["harbour-earthquake/deaths", "harbour-earthquake/injured"],
    );
}

#[test]
fn a_round_names_who_leads_it_and_a_company_goes_without_its_legal_form() {
    figures(
        &["Quillwort Ltd raised $40 million in a Series B round led by Orchid Partners."],
        &["quillwort/funding-round/lead=orchid-partners/round=series-b"],
    );
}

#[test]
fn a_new_paragraph_goes_on_about_the_one_party_of_the_text() {
    figures(
        &[
            "Yesterday Quillwort's revenue was $5 million. Quillwort's profit was $2 million, and \
             Quillwort hired.",
            "Quillwort sells locks. Orchid Partners met its managers.",
            "Revenue will be $6 million.",
        ],
        &["quillwort/revenue", "quillwort/profit", "quillwort/revenue"],
    );
}

#[test]
fn who_owns_a_company_named_behind_is_a_place() {
    figures(
        &["Yesterday Harbour's Quillwort grew. Revenue was $5 million."],
        &["quillwort/revenue"],
    );
}

#[test]
fn the_holder_of_its_own_shares_is_another() {
    figures(
        &["Yesterday Quillwort said that Orchid Partners holds 12% of its shares."],
        &["quillwort/stake/holder=orchid-partners"],
    );
}
