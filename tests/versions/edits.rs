//! Edited articles: numbers replaced in their sentences, notes of correction, what is no longer
//! shown, in whatever order the versions come into the book.

use serde_json::Value;

use super::{AT, append};
use crate::support::Place;

/// An article of The Wire, as it stood on a day.
struct Vintage {
    day: &'static str,
    text: &'static str,
}

/// Files versions of one article, in this order.
fn file(place: &Place, vintages: &[&Vintage]) -> Vec<Value> {
    let filed = vintages.iter().map(|vintage| {
        append(
            place,
            vintage.text,
            &[AT[0], AT[1], "--published", vintage.day],
        )
    });
    filed.collect()
}

/// The row of an audit in which a claim with a quote was withdrawn.
fn withdrawn(place: &Place, figure: &str, quote: &str) -> Option<Value> {
    let audit = place.json(&["audit", figure]);
    let rows = audit["rows"].as_array().expect("rows");
    let found = rows
        .iter()
        .find(|row| row["change"] == "withdrawn" && row["quote"] == quote);
    found.cloned()
}

const HEADCOUNT: &str = "acme/headcount";
const RAISED: &str = "acme/funding-round";

const FIRST: Vintage = Vintage {
    day: "2026-03-03",
    text: "Acme Corp said on March 2, 2026 that it had 1,500 employees.\n",
};
const SECOND: Vintage = Vintage {
    day: "2026-03-05",
    text: "Acme Corp said on March 2, 2026 that it had 1,800 employees.\n",
};
const THIRD: Vintage = Vintage {
    day: "2026-03-08",
    text: "Acme Corp said on March 2, 2026 that it had 1,700 employees.\n",
};

#[test]
fn the_order_of_filing_does_not_matter() {
    let orders = [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ];
    let vintages = [&FIRST, &SECOND, &THIRD];
    let mut told: Option<(Value, Vec<Value>)> = None;
    for order in orders {
        let place = Place::new();
        file(&place, &order.map(|at| vintages[at]));
        let mut show = place.json(&["show", HEADCOUNT]);
        let audit = place.json(&["audit", HEADCOUNT]);
        let rows = audit["rows"].as_array().expect("rows").iter().map(|row| {
            let mut row = row.clone();
            for recorded in ["seq", "recorded"] {
                row[recorded] = Value::Null;
            }
            row
        });
        show["at_seq"] = Value::Null;
        let found = (show, rows.collect::<Vec<_>>());
        assert_eq!(found.0["best"]["value"], "1700", "{order:?}");
        match &told {
            None => told = Some(found),
            Some(told) => assert_eq!(*told, found, "{order:?}"),
        }
        place.run(&["replay", "--check"]).ok();
    }
}

#[test]
fn an_old_version_filed_late_enters_as_superseded() {
    let place = Place::new();
    let filed = file(&place, &[&SECOND, &FIRST]);
    assert_eq!(filed[1]["status"], "edited");
    assert_eq!(filed[1]["superseded_by"], filed[0]["report"]);
    assert_eq!(filed[1]["replaces"], Value::Null);
    assert_eq!(place.json(&["show", HEADCOUNT])["best"]["value"], "1800");
    let row = withdrawn(&place, HEADCOUNT, "1,500 employees").expect("a withdrawal");
    assert_eq!(row["known"], "2026-03-05");
    let reports = place.lines(&["reports"]);
    assert_eq!(reports[0]["replaces"], filed[1]["report"]);
    assert_eq!(reports[1]["superseded_by"], filed[0]["report"]);
    let again = file(&place, &[&SECOND, &FIRST]);
    assert!(
        again.iter().all(|answer| answer["status"] == "unchanged"),
        "{again:?}"
    );
}

#[test]
fn a_middle_version_takes_its_part_of_the_history() {
    let place = Place::new();
    file(&place, &[&FIRST, &THIRD]);
    let row = withdrawn(&place, HEADCOUNT, "1,500 employees").expect("a withdrawal");
    assert_eq!(row["known"], "2026-03-08");
    file(&place, &[&SECOND]);
    let row = withdrawn(&place, HEADCOUNT, "1,500 employees").expect("a withdrawal");
    assert_eq!(row["known"], "2026-03-05");
    assert_eq!(row["replaced_by"]["quote"], "1,800 employees");
    let then = place.json(&["show", HEADCOUNT, "--as-of", "2026-03-06"]);
    assert_eq!(then["best"]["value"], "1800");
}

#[test]
fn a_silent_edit_is_one_entry_with_both_quotes() {
    let place = Place::new();
    let filed = file(&place, &[&FIRST, &SECOND]);
    let row = withdrawn(&place, HEADCOUNT, "1,500 employees").expect("a withdrawal");
    assert_eq!(row["reason"], "edited");
    assert_eq!(row["by_report"], filed[1]["report"]);
    assert_eq!(row["replaced_by"]["quote"], "1,800 employees");
    assert_eq!(row["replaced_by"]["value"], "1800");
    let text = place.run(&["audit", HEADCOUNT]).ok().stdout;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("changed without a word"), "{text}");
    assert!(text.contains("→ 1,800 employees"), "{text}");
}

#[test]
fn numbers_of_one_figure_are_told_apart_by_their_sentences() {
    let place = Place::new();
    let old = Vintage {
        day: "2026-03-03",
        text: "Acme Corp raised $4 million on March 2, 2026 from its founders. Acme Corp raised \
               $9 million on March 2, 2026 in a round that a bank led.\n",
    };
    let new = Vintage {
        day: "2026-03-05",
        text: "Acme Corp raised $5 million on March 2, 2026 from its founders. Acme Corp raised \
               $8 million on March 2, 2026 in a round that a bank led.\n",
    };
    file(&place, &[&old, &new]);
    for (before, after) in [("$4 million", "$5 million"), ("$9 million", "$8 million")] {
        let row = withdrawn(&place, RAISED, before).expect(before);
        assert_eq!(row["replaced_by"]["quote"], after, "{row}");
    }
}

#[test]
fn a_corrected_period_and_a_corrected_subject_are_seen() {
    let place = Place::new();
    let old = Vintage {
        day: "2026-03-03",
        text: "Acme Corp reported revenue of $12 million for 2024.\n\nBeta Corp said on March 2, \
               2026 that it had 1,500 employees.\n",
    };
    let new = Vintage {
        day: "2026-03-05",
        text: "Acme Corp reported revenue of $12 million for 2025.\n\nGamma Corp said on March 2, \
               2026 that it had 1,500 employees.\n",
    };
    file(&place, &[&old, &new]);
    let row = withdrawn(&place, "acme/revenue", "$12 million").expect("the year");
    assert_eq!(row["period"], "2024");
    let row = withdrawn(&place, "beta/headcount", "1,500 employees").expect("the subject");
    assert_eq!(row["replaced_by"]["figure"], "gamma/headcount");
    assert_eq!(
        place.json(&["show", "beta/headcount"])["best"]["value"],
        Value::Null
    );
}

#[test]
fn a_hedge_that_is_added_silently_replaces_the_bare_number() {
    let place = Place::new();
    let new = Vintage {
        day: "2026-03-05",
        text: "Acme Corp said on March 2, 2026 that it had about 1,500 employees.\n",
    };
    file(&place, &[&FIRST, &new]);
    let best = place.json(&["show", HEADCOUNT])["best"].clone();
    assert_eq!(best["comparator"], "approx");
    assert!(withdrawn(&place, HEADCOUNT, "1,500 employees").is_some());
}

#[test]
fn what_is_gone_keeps_counting_and_is_marked() {
    let place = Place::new();
    let more = "Acme Corp reported revenue of $12 million for 2025.\n\nIt opened 3 offices.\n\n";
    let old = format!("{more}{}", FIRST.text);
    append(&place, &old, &[AT[0], AT[1], "--published", "2026-03-03"]);
    let filed = append(&place, more, &[AT[0], AT[1], "--published", "2026-03-05"]);
    assert_eq!(filed["status"], "edited");
    let shown = place.json(&["show", HEADCOUNT]);
    assert_eq!(shown["best"]["value"], "1500");
    assert_eq!(
        shown["best"]["warnings"],
        serde_json::json!(["no longer shown"])
    );
    assert_eq!(shown["best"]["sources"][0]["no_longer_shown"], "2026-03-05");
    let row = place.json(&["audit", HEADCOUNT])["rows"][0].clone();
    assert_eq!(row["no_longer_shown"], "2026-03-05");
    let before = place.json(&["show", HEADCOUNT, "--as-of", "2026-03-04"]);
    assert_eq!(before["best"]["warnings"], serde_json::json!([]));
    append(&place, &old, &[AT[0], AT[1], "--published", "2026-03-07"]);
    let back = place.json(&["show", HEADCOUNT]);
    assert_eq!(back["best"]["warnings"], serde_json::json!([]));
    place.run(&["replay", "--check"]).ok();
}
