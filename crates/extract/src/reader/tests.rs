//! Sentences, and the claims that a careful person reads in them.

use claimbook_model::{Flags, Modality};

use super::{ReadContext, Reader, Reading};
use crate::block::{Block, BlockKind, Layout, SourceMap};

mod denials;
mod metrics;
mod moods;
mod notes;
mod periods;
mod signals;
mod sources;
mod subjects;
mod undone;
mod voices;
mod wordings;

/// Reads blocks, one after the other, as a report of 12 March 2031 unless `published` differs.
fn read(blocks: &[(BlockKind, &str)], published: Option<&str>) -> Reading {
    let catalog = crate::built_in_catalog().unwrap();
    let reader = Reader::new(&catalog).unwrap();
    let mut start = 0;
    let layout = Layout {
        blocks: blocks
            .iter()
            .map(|(kind, text)| {
                let block = Block {
                    kind: kind.clone(),
                    text: (*text).into(),
                    source: SourceMap::Verbatim(start),
                };
                start += text.len() as u64 + 1;
                block
            })
            .collect(),
        ..Layout::default()
    };
    let context = ReadContext {
        published: published.map(|text| text.parse().unwrap()),
    };
    reader.read(&layout, context).unwrap()
}

/// One line a mention: value, figure, period, modality, source.
fn lines(reading: &Reading) -> Vec<String> {
    reading
        .mentions
        .iter()
        .map(|mention| {
            let figure = mention
                .figure
                .as_ref()
                .map_or("-", |figure| figure.as_str());
            let period = mention.period.map_or("-".to_owned(), |p| p.to_string());
            let source = mention
                .attribution
                .as_ref()
                .map_or("-", |attribution| attribution.name.as_str());
            format!(
                "{} {figure} {period} {} {source}",
                mention.value, mention.modality
            )
        })
        .collect()
}

/// Checks the mentions of one paragraph, published on 12 March 2031.
fn check(text: &str, expected: &[&str]) {
    let reading = read(&[(BlockKind::Paragraph, text)], Some("2031-03-12"));
    assert_eq!(lines(&reading), expected, "{text}");
}

#[test]
fn who_invests_and_who_receives() {
    check(
        "Orchid Partners invested $40 million in Quillwort on March 3, 2031.",
        &["40000000 quillwort/investment/investor=orchid-partners 2031-03-03 stated -"],
    );
    check(
        "Yesterday Quillwort took a $40 million investment from Orchid Partners.",
        &["40000000 quillwort/investment/investor=orchid-partners 2031-03-11 stated -"],
    );
    check(
        "On Monday, Orchid Partners agreed to invest up to $40 million in Quillwort.",
        &["40000000 quillwort/investment/investor=orchid-partners 2031-03-10 contingent -"],
    );
}

#[test]
fn who_pledges_to_whom() {
    check(
        "Last year the start-up Quillwort pledged $7 billion to Google Cloud.",
        &["7000000000 quillwort/spend-commitment/vendor=google-cloud 2030 stated -"],
    );
    check(
        "By pledging $7 billion to Azure, Quillwort has tied itself down.",
        &["7000000000 quillwort/spend-commitment/vendor=azure 2031-03 stated -"],
    );
}

#[test]
fn several_figures_in_one_sentence() {
    check(
        "In February, Quillwort's revenue rose 12% to $3 million, and Quillwort raised $9 million \
         at a $90 million valuation.",
        &[
            "12 quillwort/revenue-growth 2031-02 stated -",
            "3000000 quillwort/revenue 2031-02 stated -",
            "9000000 quillwort/funding-round 2031-02 stated -",
            "90000000 quillwort/valuation 2031-02 stated -",
        ],
    );
}

#[test]
fn a_level_that_was_overtaken_keeps_its_own_date() {
    check(
        "Quillwort's annual recurring revenue has passed $50 million, up from $20 million at the \
         end of 2029.",
        &[
            "50000000 quillwort/revenue-run-rate 2031-03-12 stated -",
            "20000000 quillwort/revenue-run-rate 2029-12 stated -",
        ],
    );
}

#[test]
fn sources_and_doubts() {
    check(
        "According to Reuters, Quillwort's valuation was $2 billion in 2030.",
        &["2000000000 quillwort/valuation 2030 stated Reuters"],
    );
    check(
        "Quillwort's revenue in 2032 will reach $5 million, Mizuho estimates.",
        &["5000000 quillwort/revenue 2032 forecast Mizuho"],
    );
    check(
        "Quillwort's valuation is reportedly $2 billion.",
        &["2000000000 quillwort/valuation 2031-03-12 estimated -"],
    );
}

#[test]
fn what_fits_no_figure_is_kept_without_one() {
    check(
        "The old pier lost $3 million worth of planks to the tide.",
        &["3000000 - - stated -"],
    );
    check(
        "Unless you can raise $5 million, stay ashore.",
        &["5000000 - - hypothetical -"],
    );
}

#[test]
fn numbers_said_again_mean_the_same_figure_and_headings_follow_the_text() {
    let reading = read(
        &[
            (BlockKind::Title, "Orchid Partners Bets $40 Million"),
            (
                BlockKind::Paragraph,
                "Orchid Partners invested up to $40 million in Quillwort on March 3, 2031.",
            ),
            (BlockKind::Paragraph, "The $40 million buys time."),
        ],
        Some("2031-03-12"),
    );
    assert_eq!(reading.claims.len(), 1, "{:?}", lines(&reading));
    let claim = &reading.claims[0];
    assert_eq!(
        claim.figure.as_ref().map(ToString::to_string).as_deref(),
        Some("quillwort/investment/investor=orchid-partners")
    );
    assert_eq!(claim.evidence.len(), 3);
    assert_eq!(claim.modality, Modality::Contingent);
    assert!(claim.flags.has(Flags::HEADING_DROPS_HEDGE));
}

#[test]
fn cells_are_named_by_their_headers() {
    let cell = |column: &str| BlockKind::Cell {
        row_header: "Total investment".to_owned(),
        column_header: column.to_owned(),
    };
    let reading = read(
        &[
            (cell("Microsoft-OpenAI"), "$13 million"),
            (cell("Google-Anthropic"), "$3 million"),
        ],
        Some("2031-03-12"),
    );
    assert_eq!(
        lines(&reading),
        [
            "13000000 openai/investment-total/investor=microsoft 2031-03-12 stated -",
            "3000000 anthropic/investment-total/investor=google 2031-03-12 stated -",
        ]
    );
}

#[test]
fn an_undated_report_is_dated_by_the_latest_event_it_tells() {
    let inferred = |blocks: &[(BlockKind, &str)]| {
        read(blocks, None)
            .published_inferred
            .map(|period| period.to_string())
    };
    let body = (
        BlockKind::Paragraph,
        "Quillwort opened a yard on May 4, 2031. On June 1, 2031 it closed another. It will open \
         a third by July 1, 2031.",
    );
    let related = (
        BlockKind::Boilerplate,
        "Another yard burned on August 9, 2031.",
    );
    assert_eq!(
        inferred(&[body.clone(), related]).as_deref(),
        Some("2031-06-01")
    );
    assert_eq!(inferred(&[(BlockKind::Paragraph, "No date here.")]), None);
}

#[test]
fn boilerplate_makes_no_claim() {
    let reading = read(
        &[(
            BlockKind::Boilerplate,
            "Quillwort's valuation is $2 billion.",
        )],
        Some("2031-03-12"),
    );
    assert_eq!(reading.mentions.len(), 1);
    assert!(reading.claims.is_empty());
}

#[test]
fn a_number_in_the_words_for_a_figure_is_no_figure() {
    let own = "[metric.median-wait]\nkind = \"stock\"\nquantity = \"time\"\nmeans = \"m\"\n\
               [[metric.median-wait.cue]]\nnouns = [\"median wait\"]\nweight = 9\n\
               [metric.treated-in-time]\nkind = \"flow\"\nquantity = \"percent\"\nmeans = \"t\"\n\
               [[metric.treated-in-time.cue]]\nphrases = [\"treated within 18 weeks\"]\nweight = 9\n";
    let own = claimbook_model::Catalog::from_toml(own).unwrap();
    let catalog = crate::built_in_catalog().unwrap().extended_by(own);
    let reader = Reader::new(&catalog).unwrap();
    let text = "Quillwort's median wait was 9 weeks, and 78 percent of its patients were treated \
                within 18 weeks.";
    let layout = Layout {
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            text: text.into(),
            source: SourceMap::Verbatim(0),
        }],
        ..Layout::default()
    };
    let reading = reader.read(&layout, ReadContext::default()).unwrap();
    let figures: Vec<_> = reading
        .mentions
        .iter()
        .map(|m| m.figure.as_ref().map(ToString::to_string))
        .collect();
    let figures: Vec<_> = figures.iter().map(Option::as_deref).collect();
    assert_eq!(
        figures,
        [
            Some("quillwort/median-wait"),
            Some("quillwort/treated-in-time"),
            None
        ]
    );
}

#[test]
fn a_new_domain_is_a_new_catalog() {
    let own = "[metric.waiting-time]\nkind = \"stock\"\nquantity = \"any\"\nunits = [\"week\", \"day\"]\n\
               means = \"how long patients wait for a treatment\"\nsubjects = [\"hospital\"]\n\
               [[metric.waiting-time.cue]]\nnouns = [\"waiting time\", \"wait\"]\nweight = 8\n\
               [kind.hospital]\nparty = true\nendings = [\"Infirmary\"]";
    let own = claimbook_model::Catalog::from_toml(own).unwrap();
    let catalog = crate::built_in_catalog().unwrap().extended_by(own);
    let reader = Reader::new(&catalog).unwrap();
    let layout = Layout {
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            text: "At the Saltmarsh Infirmary the waiting time is 14 weeks.".into(),
            source: SourceMap::Verbatim(0),
        }],
        ..Layout::default()
    };
    let context = ReadContext {
        published: Some("2031-03-12".parse().unwrap()),
    };
    let reading = reader.read(&layout, context).unwrap();
    assert_eq!(
        lines(&reading),
        ["14 saltmarsh-infirmary/waiting-time 2031-03-12 stated -"]
    );
}

#[test]
fn a_list_names_another_subject_for_what_it_leaves_out() {
    check(
        "On Monday Quillwort shares fell 2%, Saltmarsh 4% and Harbourline rose 3%.",
        &[
            "-2 quillwort/share-price-change 2031-03-10 stated -",
            "-4 saltmarsh/share-price-change 2031-03-10 stated -",
            "3 harbourline/share-price-change 2031-03-10 stated -",
        ],
    );
    check(
        "The highest valuations were those of Quillwort ($9 billion), Saltmarsh ($7 billion) and \
         Harbourline ($3 billion).",
        &[
            "9000000000 quillwort/valuation 2031-03-12 stated -",
            "7000000000 saltmarsh/valuation 2031-03-12 stated -",
            "3000000000 harbourline/valuation 2031-03-12 stated -",
        ],
    );
}

#[test]
fn a_person_has_no_figures_of_a_company() {
    check(
        "Critics like Quillwort. Its chief executive Jane Doe will take the payroll to 900 employees.",
        &["900 quillwort/headcount 2031-03-12 forecast -"],
    );
}

#[test]
fn what_was_expected_has_the_time_of_what_came() {
    check(
        "In 2030 Quillwort's revenue was $5 million, against the $4 million that it had told \
         investors to expect.",
        &[
            "5000000 quillwort/revenue 2030 stated -",
            "4000000 quillwort/revenue 2030 forecast -",
        ],
    );
}

#[test]
fn what_flows_through_a_year_begins_with_the_reports() {
    check(
        "Now Quillwort expects sales of $5 million through 2033.",
        &["5000000 quillwort/revenue 2031/2033 forecast -"],
    );
}

#[test]
fn a_level_agreed_in_a_deal_has_the_day_of_the_deal() {
    check(
        "On March 3, 2031 Orchid Partners invested $40 million in Quillwort. Quillwort is valued \
         at $900 million.",
        &[
            "40000000 quillwort/investment/investor=orchid-partners 2031-03-03 stated -",
            "900000000 quillwort/valuation 2031-03-03 stated -",
        ],
    );
}

#[test]
fn a_date_before_another_figure_is_that_figures() {
    check(
        "Quillwort's revenue passed $5 million and the company raised 2029 capex to $6 million.",
        &[
            "5000000 quillwort/revenue - stated -",
            "6000000 quillwort/capex 2029 stated -",
        ],
    );
}

#[test]
fn a_target_that_is_raised_is_no_money_raised() {
    check(
        "Quillwort raised its target to $5 million.",
        &["5000000 - - forecast -"],
    );
    check(
        "On Friday Saltmarsh paid $9 million for Quillwort.",
        &["9000000 quillwort/acquisition-price/buyer=saltmarsh 2031-03-07 stated -"],
    );
}

#[test]
fn a_column_of_plans_holds_forecasts() {
    for (column, text) in [("2030 budget", "$13 million"), ("2030 budget ($m)", "13")] {
        let cell = BlockKind::Cell {
            row_header: "Quillwort capex".to_owned(),
            column_header: column.to_owned(),
        };
        let reading = read(&[(cell, text)], Some("2031-03-12"));
        assert_eq!(
            lines(&reading),
            ["13000000 quillwort/capex 2030 forecast -"]
        );
    }
}

#[test]
fn hostile_text_is_read_without_panic() {
    let long = "$5 billion of ".repeat(500);
    for text in [
        "",
        "'s",
        "’s $5 ’s",
        "\u{0}\u{301}€",
        "((((((",
        "$$$$ 5 5 5 % % %",
        "Ünïcödé’s €5 Mrd. „Wert“ — –",
        &long,
    ] {
        let reading = read(
            &[
                (BlockKind::Title, text),
                (BlockKind::Paragraph, text),
                (
                    BlockKind::Cell {
                        row_header: text.to_owned(),
                        column_header: String::new(),
                    },
                    text,
                ),
            ],
            None,
        );
        for mention in &reading.mentions {
            assert!(mention.start < mention.end);
        }
    }
}

#[test]
fn a_report_that_shows_no_date_says_what_that_leaves_open() {
    let blocks = [(BlockKind::Paragraph, "Acme Widgets has 1,500 employees.")];
    let reading = read(&blocks, None);
    assert_eq!(reading.claims[0].period, None);
    assert_eq!(
        reading.findings,
        [
            "it gives no date, and none can be told from its text; so many of its claims on figures \
          have no period: 1"
        ]
    );
    assert!(read(&blocks, Some("2026-04-20")).findings.is_empty());
}
