//! Notes of correction: what they take back is corrected, and a shorter version is not held.

use super::{AT, append};
use crate::support::Place;

const OLD: &str = "Acme Corp raised $5 million on March 2, 2026.\n\nAcme Corp reported revenue of \
                   $12 million for 2025. It opened 3 offices in 7 weeks.\n";

fn file(place: &Place, text: &str, day: &str) -> serde_json::Value {
    append(place, text, &[AT[0], AT[1], "--published", day])
}

fn reasons(place: &Place, figure: &str) -> Vec<String> {
    let audit = place.json(&["audit", figure]);
    let rows = audit["rows"].as_array().expect("rows").clone();
    let withdrawn = rows.iter().filter(|row| row["change"] == "withdrawn");
    withdrawn
        .map(|row| row["reason"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_number_that_a_note_puts_right_is_corrected() {
    let place = Place::new();
    file(&place, OLD, "2026-03-03");
    let new = "Acme Corp raised $4 million on March 2, 2026.\n\nAcme Corp reported revenue of $12 \
               million for 2025. It opened 3 offices in 7 weeks.\n\nCorrection: An earlier version \
               of this article misstated the sum that Acme Corp raised as $5 million; it is $4 \
               million.\n";
    let filed = file(&place, new, "2026-03-05");
    assert_eq!(filed["status"], "edited");
    assert_eq!(reasons(&place, "acme/funding-round"), ["corrected"]);
    let best = place.json(&["show", "acme/funding-round"])["best"].clone();
    assert_eq!(best["value"], "4000000");
    let text = place.run(&["audit", "acme/funding-round"]).ok().stdout;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("corrected, with a note"), "{text}");
    let corrections = place.lines(&["reports"])[1]["corrections"].clone();
    assert_eq!(corrections[0]["kind"], "correction");
    // The note stays; another number, which both versions gave, changes without a word.
    let third = new.replace("$12 million", "$11 million");
    file(&place, &third, "2026-03-08");
    assert_eq!(reasons(&place, "acme/revenue"), ["edited", "edited"]);
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn a_note_alone_takes_back_what_is_gone_and_the_version_counts() {
    let place = Place::new();
    file(&place, OLD, "2026-03-03");
    let new = "Acme Corp raised money on March 2, 2026.\n\nThis article originally said that Acme \
               Corp raised $5 million. The company has not said how much.\n";
    let filed = file(&place, new, "2026-03-05");
    assert_eq!(filed["status"], "edited", "{filed}");
    assert_eq!(reasons(&place, "acme/funding-round"), ["corrected"]);
    let best = place.json(&["show", "acme/funding-round"])["best"].clone();
    assert_ne!(best["value"], "5000000");
    let revenue = place.json(&["show", "acme/revenue"])["best"].clone();
    assert_eq!(revenue["value"], "12000000");
    assert_eq!(revenue["warnings"], serde_json::json!(["no longer shown"]));
}

#[test]
fn a_note_filed_before_the_version_that_it_corrects_corrects_it_too() {
    let place = Place::new();
    let new = "Acme Corp raised $4 million on March 2, 2026.\n\nCorrection: An earlier version of \
               this article gave the sum that Acme Corp raised as $5 million.\n";
    file(&place, new, "2026-03-05");
    file(
        &place,
        "Acme Corp raised $5 million on March 2, 2026.\n",
        "2026-03-03",
    );
    assert_eq!(reasons(&place, "acme/funding-round"), ["corrected"]);
    let best = place.json(&["show", "acme/funding-round"])["best"].clone();
    assert_eq!(best["value"], "4000000");
}
