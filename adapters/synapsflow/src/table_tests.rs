//! Tests of how rows are parted.

use super::*;

const TEXT: &str = "The market is between Orbitel-HelioAI, Norvik-TerraMind and Quill. HelioAI \
                    leads.\nTerraMind follows Norvik.";

fn parted(lines: &[&str]) -> Option<Vec<String>> {
    let words = Words::of(TEXT);
    let table = part(lines, &words)?;
    let mut rows = vec![
        table
            .header
            .map_or("?".to_owned(), |cells| cells.join(" | ")),
    ];
    rows.extend(table.rows.iter().map(|row| {
        row.as_ref()
            .map_or("?".to_owned(), |cells| cells.join(" | "))
    }));
    Some(rows)
}

#[test]
fn cells_part_where_case_and_signs_change() {
    assert_eq!(
        parted(&[
            "DimensionOrbitel-HelioAINorvik-TerraMind",
            "Total invested$4.5B+ (up to $9B)~$2B",
            "ControlMinority stakeFull ownership (99%)",
            "VerdictBest for sizeBest for speed",
        ])
        .unwrap(),
        [
            "Dimension | Orbitel-HelioAI | Norvik-TerraMind",
            "Total invested | $4.5B+ (up to $9B) | ~$2B",
            "Control | Minority stake | Full ownership (99%)",
            "Verdict | Best for size | Best for speed",
        ]
    );
}

#[test]
fn words_of_the_text_are_not_parted() {
    let rows = parted(&[
        "FirmOwnerRival",
        "StakeHelioAI shareTerraMind share",
        "VoteNoneSome",
    ]);
    assert_eq!(rows.unwrap()[1], "Stake | HelioAI share | TerraMind share");
}

#[test]
fn a_row_that_is_not_clear_is_not_guessed_at() {
    let rows = parted(&[
        "MeasureNorvikQuill",
        "Employees1,5002,300",
        "VerdictGoodPoor",
        "SeatsNoneTwo",
        "BrandsMacBookOldNewThing",
    ])
    .unwrap();
    assert_eq!(rows[1], "?");
    assert_eq!(rows[4], "?");
    assert_eq!(rows[2], "Verdict | Good | Poor");
}

#[test]
fn a_header_that_is_not_clear_spoils_the_table() {
    let rows = parted(&["FirmZephyrAIQuillon", "StakeNoneSome", "VerdictGoodPoor"]).unwrap();
    assert_eq!(rows, ["?", "?", "?"]);
}

#[test]
fn paragraphs_are_no_table() {
    assert_eq!(
        parted(&[
            "HelioAI and McArthur agreed on a price.",
            "The iPhone maker did not.",
            "Others wait.",
        ]),
        None
    );
    assert_eq!(parted(&["One line", "Another line", "A third line"]), None);
    assert_eq!(parted(&["HeaderOne"]), None);
}

#[test]
fn percentages_and_foreign_currencies_part_too() {
    let rows = parted(&[
        "SharePastNow",
        "Asia12%15%",
        "FeesUS$3BHK$20B",
        "CostNoneSome",
    ])
    .unwrap();
    assert_eq!(rows[1], "Asia | 12% | 15%");
    assert_eq!(rows[2], "Fees | US$3B | HK$20B");
}
