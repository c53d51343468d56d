//! Wordings: sentences that differ from the plain ones, and what they say.

use super::check;

#[test]
fn what_is_listed_respectively_belongs_together() {
    check(
        "In 2030 Quillwort and Saltmarsh had sales of $4 million and $7 million, respectively.",
        &[
            "4000000 quillwort/revenue 2030 stated -",
            "7000000 saltmarsh/revenue 2030 stated -",
        ],
    );
    check(
        "In 2030 gaming and networking brought Quillwort revenue of $4 million and $7 million, \
         respectively.",
        &[
            "4000000 quillwort/revenue/segment=gaming 2030 stated -",
            "7000000 quillwort/revenue/segment=networking 2030 stated -",
        ],
    );
}

#[test]
fn a_designation_is_a_product_and_no_party() {
    check(
        "Saltmarsh likes the QX900. Orchid Partners has a 12% stake in Saltmarsh, which sells the \
         QX900.",
        &["12 saltmarsh/stake/holder=orchid-partners 2031-03-12 stated -"],
    );
}

#[test]
fn where_a_project_is_does_not_make_it_the_places() {
    check(
        "On Friday Quillwort Yard in Indiana cost $11 million.",
        &["11000000 quillwort-yard/cost 2031-03-07 stated -"],
    );
}

#[test]
fn an_amount_per_share_is_no_revenue() {
    check(
        "In 2030 Quillwort had revenue, and $3.10 per share.",
        &["3.10 quillwort/price/per=share 2030 stated -"],
    );
}

#[test]
fn a_listing_has_its_price() {
    check(
        "Bankers put an IPO at $400 million for Quillwort.",
        &["400000000 quillwort/valuation/basis=ipo 2031-03-12 estimated Bankers"],
    );
}

#[test]
fn a_ratio_that_the_text_works_out_is_derived() {
    let text = "For Orchid Partners that is a 20x return, and Saltmarsh is one-third the size.";
    let reading = super::read(&[(crate::BlockKind::Paragraph, text)], Some("2031-03-12"));
    let roles: Vec<_> = reading
        .mentions
        .iter()
        .map(|mention| mention.role)
        .collect();
    assert_eq!(roles, [Some(crate::Role::Derived); 2]);
}

#[test]
fn who_awards_a_contract_is_the_customer() {
    check(
        "On Friday the Harbour Ministry awarded Quillwort a $150 million contract.",
        &["150000000 quillwort/contract-value/customer=harbour-ministry 2031-03-07 stated -"],
    );
}

#[test]
fn a_date_behind_small_words_says_when() {
    check(
        "By some accounts Quillwort's ARR was $200 million as recently as January.",
        &["200000000 quillwort/revenue-run-rate 2031-01 estimated -"],
    );
}

#[test]
fn what_happened_is_told_apart_by_its_date_and_counted_now() {
    check(
        "The report for the February 2030 breach says that 192,000 records were exposed.",
        &["192000 february-2030-breach/affected 2031-03-12 stated -"],
    );
}
