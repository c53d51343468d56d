//! Metadata that cannot be used or that disagree: survived, and said to the user.

use crate::support::Place;

const PAGE: &str = "<html lang=en>
<head><meta name=date content='some day'>
<meta property=article:published_time content=2026-04-20>
<meta property=article:modified_time content=2026-04-01>
<link rel=canonical href=https://tide.example/ships></head>
<body><article><h1>Ships are sold</h1>
<p>Acme Corp reported revenue of $12 million for 2025.</p></article></body></html>
";
const SAID: [&str; 3] = [
    "its <meta> (line 2) gives 'some day' as the date of publication, which is no date; left out",
    "it gives 2026-04-01 as the day of its last change, before its publication on 2026-04-20; the \
     change was left out",
    "it is given as of mirror.example, but says of itself that it stands at tide.example: is it a \
     copy?",
];

#[test]
fn extract_says_on_standard_error_what_of_the_metadata_it_left_out() {
    let place = Place::new();
    place.write("ships.html", PAGE);
    let ran = place
        .run(&["extract", "ships.html", "--url", "https://mirror.example/1"])
        .ok();
    for said in SAID {
        let note = format!("note: ships.html: {said}");
        assert!(ran.stderr.contains(&note), "{}", ran.stderr);
    }
    let quiet = place.run(&["extract", "ships.html", "-q"]).ok();
    assert_eq!(quiet.stderr, "");
}

#[test]
fn append_has_it_in_its_answer_too() {
    let place = Place::new();
    place.write("ships.html", PAGE);
    let arguments = ["append", "ships.html", "--url", "https://mirror.example/1"];
    let answers = place.lines(&arguments);
    assert_eq!(answers[0]["published"], "2026-04-20");
    assert_eq!(answers[0]["findings"], serde_json::json!(SAID));
}

#[test]
fn what_was_given_stands_against_what_the_page_says() {
    let place = Place::new();
    place.write("ships.html", PAGE);
    let arguments = ["append", "ships.html", "--published", "2026-04-22"];
    let answers = place.lines(&arguments);
    assert_eq!(answers[0]["published"], "2026-04-22");
    let findings = answers[0]["findings"].to_string();
    let said = "it is given as published on 2026-04-22, but says 2026-04-20 of itself";
    assert!(findings.contains(said), "{findings}");
}
