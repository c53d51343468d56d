//! Versions that lost most of their numbers are held: they take nothing away until a person accepts
//! them.

use super::{AT, append};
use crate::support::Place;

const ARTICLE: &str = "Acme Corp said on March 2, 2026 that it had 1,500 employees.\n\nAcme Corp \
                       reported revenue of $12 million for 2025.\n";

fn best(place: &Place, figure: &str) -> serde_json::Value {
    place.json(&["show", figure])["best"]["value"].clone()
}

#[test]
fn paywalls_consent_pages_and_soft_errors_take_no_number_away() {
    for page in [
        "Subscribe to read on. Acme Corp is one of many stories for our readers.\n",
        "We value your privacy. We and our 800 partners store information on your device.\n",
        "Page not found. The page that you are looking for has moved or is no longer there.\n",
        "Acme Corp said on March 2, 2026 that it had grown. Subscribe for $1 a month to read on.\n",
    ] {
        let place = Place::new();
        append(&place, ARTICLE, &AT);
        let held = append(&place, page, &AT);
        assert_eq!(held["status"], "held", "{page} {held}");
        assert_eq!(best(&place, "acme/headcount"), "1500", "{page}");
        assert_eq!(best(&place, "acme/revenue"), "12000000", "{page}");
        place.run(&["replay", "--check"]).ok();
    }
}

#[test]
fn a_held_version_is_told_with_what_to_do_about_it() {
    let place = Place::new();
    append(&place, ARTICLE, &AT);
    place.write(
        "article.txt",
        "Subscribe to read on. Acme Corp is one of many stories.\n",
    );
    let arguments = ["append", "article.txt", "--publication", "The Wire"];
    let ran = place.run(&[&arguments[..], &AT[..]].concat()).ok();
    let said = ran.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("`claimbook accept ") && said.contains("`claimbook reject "),
        "{said}"
    );
    let reports = place.lines(&["reports"]);
    assert_eq!(
        (&reports[0]["held"], &reports[1]["held"]),
        (&false.into(), &true.into())
    );
    assert_eq!(reports[0]["superseded_by"], serde_json::Value::Null);
    let shown = place.json(&["show", "acme/headcount"]);
    assert_eq!(shown["held"][0]["report"], reports[1]["report"]);
    let text = place.run(&["show", "acme/headcount"]).ok().stdout;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("held for review"), "{text}");
    let report = reports[1]["report"].as_str().expect("an id").to_owned();
    place.run(&["accept", &report, "--why", "it is so"]).ok();
    let shown = place.json(&["show", "acme/headcount"]);
    assert_eq!(shown["held"], serde_json::json!([]));
    let warnings = shown["best"]["warnings"].to_string();
    assert!(warnings.contains("no longer shown"), "{warnings}");
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn the_page_that_comes_back_after_a_paywall_is_compared_with_the_last_that_counts() {
    let place = Place::new();
    append(&place, ARTICLE, &AT);
    append(
        &place,
        "Subscribe to read on. Acme Corp is one of many stories.\n",
        &AT,
    );
    let again = append(&place, &ARTICLE.replace("1,500", "1,800"), &AT);
    assert_eq!(again["status"], "edited");
    assert_eq!(best(&place, "acme/headcount"), "1800");
    let audit = place.json(&["audit", "acme/headcount"]);
    let rows = audit["rows"].as_array().expect("rows");
    let withdrawn: Vec<_> = rows
        .iter()
        .filter(|row| row["change"] == "withdrawn")
        .collect();
    assert_eq!(withdrawn.len(), 1);
    assert_eq!(withdrawn[0]["replaced_by"]["quote"], "1,800 employees");
}

#[test]
fn a_dry_run_tells_that_a_version_would_be_held() {
    let place = Place::new();
    append(&place, ARTICLE, &AT);
    let told = append(
        &place,
        "Subscribe to read on.\n",
        &[AT[0], AT[1], "--dry-run"],
    );
    assert_eq!(told["status"], "held");
    assert_eq!(place.lines(&["reports"]).len(), 1);
}
