//! `check --pin`, and what `append` and `stale` tell of texts that were published.

use serde_json::Value;

use super::append;
use crate::support::Place;

const TEXT: &str = "# Acme in numbers\n\nAcme Corp has 1,500 employees.\n\nAcme Corp is valued at \
                    $5 billion.\n\nAcme Corp reported revenue of $13 million for 2025.\n";

/// A book, and a text pinned to it.
fn published() -> Place {
    let place = Place::new();
    append(
        &place,
        "Daily",
        "2026-03-04",
        "Acme Corp has 1,500 employees. Acme Corp is valued at $5 billion. Acme Corp reported \
         revenue of $12.9 million for 2025.\n",
    );
    place.write("text.md", TEXT);
    let ran = pin(&place, &[]);
    assert_eq!(ran["pinned"]["status"], "pinned", "{ran}");
    assert_eq!(ran["pinned"]["figures"], 3);
    place
}

fn pin(place: &Place, more: &[&str]) -> Value {
    let fixed = [
        "check",
        "text.md",
        "--published",
        "2026-03-10",
        "--pin",
        "--format",
        "json",
    ];
    let ran = place.run(&[&fixed[..], more].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[test]
fn an_append_that_changes_a_published_number_says_so_and_stale_names_the_text() {
    let place = published();
    place.run(&["stale"]).ok();
    let filed = append(
        &place,
        "Herald",
        "2026-04-02",
        "Acme Corp is now valued at $6.5 billion, up from $5 billion.\n",
    );
    let outdates = filed["outdates"].as_array().expect("a list");
    assert_eq!(outdates.len(), 1, "{filed}");
    assert_eq!(outdates[0]["title"], "Acme in numbers");
    assert_eq!(outdates[0]["figure"], "acme/valuation");
    assert_eq!(outdates[0]["line"], 5);
    assert_eq!(outdates[0]["was"]["value"], "5000000000");
    assert_eq!(outdates[0]["now"]["value"], "6500000000");
    let stale = place.lines(&["stale"]);
    assert_eq!(stale.len(), 1, "{stale:?}");
    assert_eq!(stale[0]["quote"], "$5 billion");
    assert_eq!(stale[0]["line"], 5);
    assert_eq!(stale[0]["verdict"], "outdated");
    assert_eq!(stale[0]["was"]["value"], "5000000000");
    assert_eq!(stale[0]["now"]["value"], "6500000000");
    assert_eq!(stale[0]["since"]["publication"], "Herald");
    assert_eq!(stale[0]["since"]["known"], "2026-04-02");
    let ran = place.run(&["stale"]).fails(1, &[]);
    assert!(
        ran.stdout.contains("Acme in numbers, pinned"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("since a report of Herald"),
        "{}",
        ran.stdout
    );
    place.run(&["verify"]).ok();
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn the_change_is_also_told_in_words() {
    let place = published();
    place.write(
        "b.txt",
        "Acme Corp is now valued at $6.5 billion, up from $5 billion.\n",
    );
    let ran = place
        .run(&["append", "b.txt", "--published", "2026-04-02"])
        .ok();
    let words = "“Acme in numbers”, line 5: “$5 billion” is outdated now: acme/valuation was $5 \
                 billion, is $6.5 billion";
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
}

#[test]
fn another_voice_or_a_finer_value_makes_nothing_stale() {
    let place = published();
    let confirmed = append(
        &place,
        "Courier",
        "2026-03-20",
        "Acme Corp has 1,500 employees. Acme Corp reported revenue of $12.93 million for 2025.\n",
    );
    assert_eq!(confirmed["outdates"], serde_json::json!([]));
    let other = append(
        &place,
        "Gazette",
        "2026-03-21",
        "Zenith Corp has 77 employees.\n",
    );
    assert_eq!(other["outdates"], serde_json::json!([]));
    let ran = place.run(&["stale"]).ok();
    assert!(
        ran.stderr.contains("still holds: 3 numbers in 1 text"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_number_that_is_contested_now_is_listed_as_such() {
    let place = published();
    let filed = append(
        &place,
        "Courier",
        "2026-03-07",
        "Acme Corp reported revenue of $17 million for 2025.\n",
    );
    // Which side is taken, and which stands beside it, both are told.
    let outdated = &filed["outdates"][0];
    let value = |one: &Value| one["value"].as_str().map(str::to_owned);
    let mut sides = vec![value(&outdated["now"]), value(&outdated["others"][0])];
    sides.sort();
    let both = ["12900000", "17000000"].map(|side| Some(side.to_owned()));
    assert_eq!(sides, both, "{outdated}");
    let stale = place.lines(&["stale"]);
    assert_eq!(stale.len(), 1, "{stale:?}");
    assert_eq!(stale[0]["figure"], "acme/revenue");
    assert_eq!(stale[0]["verdict"], "contested");
    assert_eq!(stale[0]["since"]["publication"], "Courier");
}

#[test]
fn an_act_of_curation_that_changes_a_published_number_says_so_and_its_undoing_repairs_it() {
    let place = published();
    let claim = place.json(&["show", "acme/headcount"])["best"]["claims"][0].clone();
    let claim = claim.as_str().expect("a claim").to_owned();
    let act = place.json(&["withdraw", &claim, "--why", "counted twice"]);
    assert_eq!(act["outdates"][0]["figure"], "acme/headcount", "{act}");
    let stale = place.lines(&["stale"]);
    assert_eq!(stale.len(), 1, "{stale:?}");
    assert_eq!(stale[0]["verdict"], "not in the book");
    assert!(stale[0]["now"].is_null(), "{}", stale[0]);
    let seq = act["seq"].to_string();
    place.run(&["undo", &seq, "--why", "it was right"]).ok();
    place.run(&["stale"]).ok();
}

#[test]
fn the_same_text_on_the_same_values_is_unchanged() {
    let place = published();
    let before = place.json(&["show", "acme/valuation"])["at_seq"].clone();
    assert_eq!(pin(&place, &[])["pinned"]["status"], "unchanged");
    append(
        &place,
        "Gazette",
        "2026-03-21",
        "Zenith Corp has 77 employees.\n",
    );
    assert_eq!(pin(&place, &[])["pinned"]["status"], "unchanged");
    assert_eq!(
        pin(&place, &["--title", "Another"])["pinned"]["status"],
        "pinned"
    );
    let after = place.json(&["show", "acme/valuation"])["at_seq"].clone();
    assert!(after.as_u64() > before.as_u64());
}

#[test]
fn a_corrected_version_takes_the_place_of_the_one_before() {
    let place = published();
    let herald = "Acme Corp is now valued at $6.5 billion, up from $5 billion.\n";
    append(&place, "Herald", "2026-04-02", herald);
    assert_eq!(place.lines(&["stale"]).len(), 1);
    place.write("text.md", TEXT.replace("$5 billion", "$6.5 billion"));
    let fixed = ["check", "text.md", "--published", "2026-04-03", "--pin"];
    let ran = place.run(&fixed).ok();
    assert!(ran.stderr.contains("no longer watched"), "{}", ran.stderr);
    place.run(&["stale"]).ok();
}

#[test]
fn a_text_in_which_something_must_be_fixed_is_pinned_only_by_force() {
    let place = published();
    place.write("text.md", "Acme Corp has 1,700 employees.\n");
    let fixed = ["check", "text.md", "--published", "2026-03-10", "--pin"];
    place.run(&fixed).fails(1, &["not pinned", "--force"]);
    assert_eq!(pin(&place, &[])["pinned"]["status"], "refused");
    assert_eq!(pin(&place, &["--force"])["pinned"]["status"], "pinned");
    place.run(&["stale"]).ok();
}

#[test]
fn what_cannot_be_watched_is_not_pinned() {
    let place = published();
    place.write("text.md", "The house has forty green doors.\n");
    let fixed = ["check", "text.md", "--pin"];
    place
        .run(&fixed)
        .fails(1, &["none of its numbers could be compared"]);
    let mut command = place.command();
    command.args(["check", "-", "--pin"]).stdin(
        std::fs::File::open(place.write("in.txt", "Acme Corp has 1,500 employees.\n"))
            .expect("a file"),
    );
    crate::support::Ran::of(&mut command).fails(2, &["--title"]);
    let none = Place::new();
    append(
        &none,
        "Daily",
        "2026-03-04",
        "Acme Corp has 1,500 employees.\n",
    );
    none.run(&["stale"]).ok();
}

#[test]
fn a_pin_that_is_undone_is_watched_no_longer() {
    let place = published();
    let seq = pin(&place, &["--title", "Another"])["pinned"]["seq"].clone();
    let news = "Acme Corp is now valued at $6.5 billion, up from $5 billion.\n";
    let undone = place.json(&["undo", &seq.to_string(), "--why", "never printed"]);
    assert_eq!(undone["outdates"], serde_json::json!([]));
    let filed = append(&place, "Herald", "2026-04-02", news);
    let outdates = filed["outdates"].as_array().expect("a list");
    assert_eq!(outdates.len(), 1, "{filed}");
    assert_eq!(outdates[0]["title"], "Acme in numbers");
    assert_eq!(place.lines(&["stale"]).len(), 1);
    let back = ["undo", &undone["seq"].to_string(), "--why", "it was"];
    place.run(&back).ok();
    assert_eq!(place.lines(&["stale"]).len(), 2);
}

/// The figures of the published numbers that an act outdates.
fn outdated(answer: &Value) -> Vec<&str> {
    let outdates = answer["outdates"].as_array().expect("a list");
    let figures = outdates.iter().map(|one| one["figure"].as_str());
    figures.map(|figure| figure.expect("a figure")).collect()
}

#[test]
fn what_bears_on_every_figure_tells_of_published_numbers_too() {
    let place = published();
    let undo = |act: &Value| {
        let seq = act["seq"].to_string();
        place.json(&["undo", &seq, "--why", "it was a mistake"])
    };
    let silenced = place.json(&["rate", "Daily", "0", "--why", "it invents numbers"]);
    assert_eq!(outdated(&silenced).len(), 3, "{silenced}");
    undo(&silenced);
    let policy = place.json(&["policy", "first-hand", "--why", "no hearsay"]);
    // A pin holds by the policy under which it was made.
    assert!(outdated(&policy).is_empty(), "{policy}");
    place.write("own.toml", "[metric.headcount]\nkind = \"flow\"\n");
    let adopted = place.json(&["catalog", "adopt", "--catalog", "own.toml"]);
    assert_eq!(outdated(&adopted), ["acme/headcount"], "{adopted}");
    undo(&adopted);
    place.run(&["stale"]).ok();
}

#[test]
fn a_retracted_report_outdates_what_a_linked_claim_of_it_bore_out() {
    let place = published();
    let counted = "The old house counted 900 people on March 4, 2026.\n";
    let filed = append(&place, "Herald", "2026-03-05", counted);
    let unlinked = place.lines(&["unlinked"]);
    let of_people = |one: &&Value| one["quote"].to_string().contains("900");
    let claim = unlinked.iter().find(of_people).expect("an unlinked claim");
    let claim = claim["claim"].as_str().expect("an id");
    let link = ["link", claim, "zenith/headcount", "--why", "it is Zenith's"];
    place.run(&link).ok();
    place.write("text.md", "Zenith Corp has 900 employees.\n");
    let pinned = pin(&place, &["--title", "Zenith", "--force"]);
    assert_eq!(pinned["pinned"]["status"], "pinned", "{pinned}");
    let report = filed["report"].as_str().expect("an id");
    let retracted = place.json(&["retract", report, "--why", "they took it back"]);
    assert_eq!(outdated(&retracted), ["zenith/headcount"], "{retracted}");
}
