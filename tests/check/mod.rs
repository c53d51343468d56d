//! `check`: a text of one's own, number by number; `--pin`, and what is told afterwards.

mod pinned;

use serde_json::Value;

use crate::support::Place;

const DAILY: &str = "\
Acme Corp has 1,500 employees. Acme Corp is valued at $5 billion. Acme Corp reported revenue of \
$12.9 million for 2025. Acme Corp expects revenue of $20 million for the first quarter of 2026.

Nimbus Corp bought Zenith Labs for $300 million on 2 March 2026. Borealis Corp has more than 2,000 \
employees. Cobalt Corp reported revenue of $7 million for 2025.

Delta Corp has a pre-money valuation of $4.2 billion. Glade Corp has 5,000 employees.
";
const COURIER: &str = "\
Nimbus Corp bought Zenith Labs for $350 million on 2 March 2026. Acme Corp has 1,500 employees.
";
const HERALD: &str = "Acme Corp is now valued at $6.5 billion, up from $5 billion.\n";
const GAZETTE: &str = "Ember Corp has 900 employees.\n";

/// Takes in a report; the line about it.
pub(super) fn append(place: &Place, publication: &str, published: &str, text: &str) -> Value {
    let file = format!("{publication}-{published}.txt");
    place.write(&file, text);
    let options = ["--publication", publication, "--published", published];
    let mut lines = place.lines(&[&["append", &file][..], &options].concat());
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["status"], "appended", "{}", lines[0]);
    lines.remove(0)
}

/// A book with four invented reports.
fn book() -> Place {
    let place = Place::new();
    append(&place, "Daily", "2026-03-04", DAILY);
    append(&place, "Courier", "2026-03-05", COURIER);
    append(&place, "Herald", "2026-04-02", HERALD);
    append(&place, "Gazette", "2025-01-05", GAZETTE);
    place
}

/// The sentences of the draft, each with the verdict on its number, what that rests on, and the
/// wording that would be right.
const DRAFT: &[(&str, &str, Option<&str>, Option<&str>)] = &[
    ("Acme Corp has 1,500 employees.", "agrees", None, None),
    (
        "Acme Corp is valued at $5 billion.",
        "outdated",
        Some("moved"),
        Some("$6.5 billion, according to Herald, as of 2 April 2026"),
    ),
    (
        "Acme Corp reported revenue of $15m for 2025.",
        "contradicted",
        None,
        Some("$12.9m for 2025, according to Daily, reported on 4 March 2026"),
    ),
    (
        "Nimbus Corp bought Zenith Labs for $300 million on 2 March 2026.",
        "contested",
        None,
        Some(
            "$350 million on 2 March 2026, according to Courier; $300 million, according to Daily",
        ),
    ),
    (
        "Borealis Corp has 2,000 employees.",
        "hedge dropped",
        Some("hedged"),
        Some("at least 2,000 employees, according to Daily, as of 4 March 2026"),
    ),
    (
        "Cobalt Corp reported revenue of $7.25 million for 2025.",
        "too precise",
        None,
        Some("$7 million for 2025, according to Daily, reported on 4 March 2026"),
    ),
    (
        "Acme Corp reported revenue of $20 million for the first quarter of 2026.",
        "forecast as fact",
        None,
        Some(
            "$20 million (expected) for the first quarter of 2026, according to Daily, as of 4 \
             March 2026",
        ),
    ),
    (
        "Delta Corp is valued at $4.2 billion.",
        "other scope",
        None,
        Some("$4.2 billion (basis pre money), according to Daily, as of 4 March 2026"),
    ),
    (
        "Ember Corp has 900 employees.",
        "old",
        None,
        Some("900 employees, according to Gazette, as of 5 January 2025"),
    ),
    (
        "Glade Corp has more than 300 employees.",
        "unclear",
        Some("says less"),
        Some("5,000 employees, according to Daily, as of 4 March 2026"),
    ),
    (
        "Fjord Corp has 77 employees.",
        "not in the book",
        None,
        None,
    ),
    (
        "The house has forty green doors.",
        "not checked",
        None,
        None,
    ),
];

fn draft() -> String {
    let sentences: Vec<&str> = DRAFT.iter().map(|(sentence, ..)| *sentence).collect();
    format!("# Companies to watch\n\n{}\n", sentences.join("\n\n"))
}

fn check(place: &Place, more: &[&str]) -> Vec<Value> {
    let fixed = ["check", "draft.md", "--published", "2026-04-20"];
    place.lines(&[&fixed[..], more].concat())
}

#[test]
fn each_verdict_is_named_in_the_order_of_the_text() {
    let place = book();
    place.write("draft.md", draft());
    let numbers = check(&place, &[]);
    assert_eq!(numbers.len(), DRAFT.len());
    for (at, (number, (sentence, verdict, because, wording))) in
        numbers.iter().zip(DRAFT).enumerate()
    {
        let context = format!("{sentence}\n{number}");
        assert_eq!(number["verdict"], *verdict, "{context}");
        assert_eq!(number["because"].as_str(), *because, "{context}");
        assert_eq!(number["wording"].as_str(), *wording, "{context}");
        assert_eq!(number["line"], 3 + 2 * at, "{context}");
        let quote = number["quote"].as_str().expect("a quote");
        let before = sentence
            .find(quote)
            .expect("the quote stands in its sentence");
        assert_eq!(number["column"], before + 1, "{context}");
        assert!(number["at_seq"].is_u64(), "{context}");
        let is_compared = !["not in the book", "not checked"].contains(verdict);
        assert_eq!(number["book"].is_object(), is_compared, "{context}");
        assert_eq!(number["help"].is_string(), !is_compared, "{context}");
    }
    assert_eq!(numbers[0]["strength"], "corroborated");
    assert_eq!(numbers[0]["book"]["source"]["quote"], "1,500 employees");
    assert_eq!(numbers[1]["repeats"]["source"]["publication"], "Daily");
    assert_eq!(numbers[3]["others"][0]["value"], "300000000");
    assert_eq!(
        numbers[7]["book"]["figure"],
        "delta/valuation/basis=pre-money"
    );
    assert!(numbers[8]["book"]["age_days"].as_u64() > Some(400));
}

#[test]
fn the_page_for_people_ends_with_a_summary_and_the_status_says_no() {
    let place = book();
    place.write("draft.md", draft());
    let ran = place.run(&["check", "draft.md", "--published", "2026-04-20"]);
    assert_eq!(ran.status, 1, "{}{}", ran.stdout, ran.stderr);
    let last = ran.stdout.lines().last();
    assert_eq!(
        last,
        Some(
            "12 numbers: 2 agree (1 of them old), 7 must be fixed, 2 to be looked at, 1 not checked"
        )
    );
    assert!(
        ran.stdout.contains("5:24  “$5 billion”  outdated"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stderr.contains("--publication"), "{}", ran.stderr);
    assert_eq!(place.lines(&["reports"]).len(), 4, "a draft is not filed");
}

#[test]
fn a_text_in_which_nothing_must_be_fixed_ends_with_0() {
    let place = book();
    place.write(
        "draft.md",
        "Acme Corp has 1,500 employees. The house has 40 green doors.\n",
    );
    let ran = place
        .run(&["check", "draft.md", "--published", "2026-04-20"])
        .ok();
    assert!(
        ran.stdout.ends_with("2 numbers: 1 agree, 1 not checked\n"),
        "{}",
        ran.stdout
    );
    place.write("none.md", "No number stands here, and that is that.\n");
    let none = place.run(&["check", "none.md"]).ok();
    assert_eq!(none.stdout, "no number stands in the text\n");
}

#[test]
fn a_contested_number_may_stand_where_the_text_says_rightly_whose_it_is() {
    let place = Place::new();
    let sold = "Nimbus Corp bought Zenith Labs for";
    append(
        &place,
        "Daily",
        "2026-03-04",
        &format!("{sold} $300 million on 2 March 2026.\n"),
    );
    let bloomberg = format!("Bloomberg reported that {sold} $350 million on 2 March 2026.\n");
    append(&place, "Courier", "2026-03-05", &bloomberg);
    place.write("draft.md", &bloomberg);
    let number = check(&place, &[]).remove(0);
    assert_eq!(number["verdict"], "contested", "{number}");
    assert_eq!(number["must_be_fixed"], false, "{number}");
    place
        .run(&["check", "draft.md", "--published", "2026-04-20"])
        .ok();
    place.write("draft.md", bloomberg.replace("350", "300"));
    let number = check(&place, &[]).remove(0);
    assert_eq!(number["verdict"], "contested", "{number}");
    assert_eq!(number["must_be_fixed"], true, "{number}");
}

#[test]
fn clocks_and_options_hold_as_elsewhere() {
    let place = book();
    place.write("draft.md", "Acme Corp is valued at $5 billion.\n");
    assert_eq!(check(&place, &[])[0]["verdict"], "outdated");
    let before = check(&place, &["--as-of", "2026-03-31"]);
    assert_eq!(before[0]["verdict"], "agrees", "{}", before[0]);
    assert_eq!(before[0]["as_of"], "2026-03-31");
    place.write("old.md", "Ember Corp has 900 employees.\n");
    let fixed = ["check", "old.md", "--published", "2026-04-20"];
    let patient = place.lines(&[&fixed[..], &["--old", "1000"]].concat());
    assert_eq!(patient[0]["verdict"], "agrees");
    place
        .run(&["check", "draft.md", "--pin", "--as-of", "2026-03-31"])
        .fails(2, &["--as-of"]);
    place
        .run(&["check", "missing.md"])
        .fails(3, &["missing.md"]);
    Place::new().run(&["check", "x.md"]).fails(4, &["no book"]);
}

#[test]
fn a_draft_can_come_from_standard_input_and_as_html() {
    let place = book();
    place.write(
        "draft.html",
        "<html><body><article><h1>Staff</h1><p>Acme Corp has 1,400 employees.</p></article></body></html>",
    );
    let numbers = place.lines(&["check", "draft.html", "--published", "2026-04-20"]);
    assert_eq!(numbers.len(), 1);
    assert_eq!(numbers[0]["verdict"], "contradicted");
    assert_eq!(
        numbers[0]["wording"],
        "1,500 employees, according to Daily and Courier, as of 5 March 2026"
    );
    let mut command = std::process::Command::new("sh");
    let binary = env!("CARGO_BIN_EXE_claimbook");
    let line =
        format!("printf 'Acme Corp has 1,500 employees.\\n' | '{binary}' check - --format json");
    command.current_dir(place.path()).args(["-c", &line]);
    let answer: Value =
        serde_json::from_str(&crate::support::Ran::of(&mut command).ok().stdout).expect("JSON");
    assert_eq!(answer["counts"]["numbers"], 1);
    assert_eq!(answer["path"], "-");
}

#[test]
fn what_fits_in_value_alone_does_not_agree() {
    let place = Place::new();
    append(
        &place,
        "Daily",
        "2026-03-10",
        "Nimbus Corp raised $40 million on 9 February 2026. Acme Corp has 12,000 employees. Cobalt \
         Corp reported revenue of $1.25 billion for 2025.\n",
    );
    let cases = [
        ("Nimbus Corp raised $40 million.", "agrees", None),
        (
            "Nimbus Corp raised $40 million on 9 February 2026.",
            "agrees",
            None,
        ),
        (
            "Nimbus Corp raised $40 million in March 2026.",
            "contradicted",
            Some("other date"),
        ),
        (
            "Nimbus Corp raised $40 million on 15 March 2026.",
            "contradicted",
            Some("other date"),
        ),
        (
            "Nimbus Corp plans to raise $40 million.",
            "unclear",
            Some("fact already"),
        ),
        ("Acme Corp has 12,000 employees.", "agrees", None),
        (
            "According to the Courier, Acme Corp has 12,000 employees.",
            "unclear",
            Some("other source"),
        ),
        (
            "Cobalt Corp reported revenue of $1.2 billion for 2025.",
            "agrees",
            Some("rounded"),
        ),
        (
            "Cobalt Corp reported revenue of $1 billion for 2025.",
            "unclear",
            Some("other wording"),
        ),
    ];
    for (sentence, verdict, because) in cases {
        place.write("draft.md", format!("{sentence}\n"));
        let number = check(&place, &[]).remove(0);
        let found = (number["verdict"].as_str(), number["because"].as_str());
        assert_eq!(found, (Some(verdict), because), "{sentence}\n{number}");
    }
    // One place lends another neither its date nor its time.
    let all = cases.map(|(sentence, ..)| sentence).join("\n\n");
    place.write(
        "draft.md",
        format!("{all}\n\nAcme Corp will have 12,000 employees in 2027.\n"),
    );
    let numbers = check(&place, &[]);
    for (number, (sentence, verdict, because)) in numbers.iter().zip(cases) {
        let found = (number["verdict"].as_str(), number["because"].as_str());
        assert_eq!(found, (Some(verdict), because), "{sentence}\n{number}");
    }
    assert_eq!(numbers[9]["verdict"], "not in the book", "{}", numbers[9]);
}
