//! `diff`: what changed between two points, and by which reports.

use serde_json::Value;

use crate::support::Place;

/// A headcount that is confirmed, then moves; a fine that is contested; a valuation told later.
fn book() -> Place {
    let place = Place::new();
    let told = [
        (
            "Daily",
            "2026-01-06",
            "Acme Corp had 1,500 employees on January 5, 2026.",
        ),
        (
            "Courier",
            "2026-01-08",
            "Acme Corp had 1,500 employees on January 5, 2026.",
        ),
        (
            "Daily",
            "2026-05-02",
            "Acme Corp had 2,100 employees on May 1, 2026.",
        ),
        (
            "Herald",
            "2026-06-10",
            "Zenith Corp is valued at $40 billion.",
        ),
        (
            "Gazette",
            "2026-06-11",
            "Acme Corp had 2,400 employees on May 3, 2026.",
        ),
    ];
    for (publication, day, text) in told {
        place.publish(publication, day, text);
    }
    place
}

/// The document, and how the run ended.
fn diff(place: &Place, arguments: &[&str]) -> (Value, i32) {
    let mut all = vec!["diff"];
    all.extend(arguments);
    all.extend(["--format", "json"]);
    let ran = place.run(&all);
    let answer = serde_json::from_str(&ran.stdout).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    (answer, ran.status)
}

fn between<'a>(from: &'a str, to: &'a str) -> [&'a str; 4] {
    ["--as-of", from, "--as-of", to]
}

#[test]
fn each_figure_says_what_changed_and_which_report_did_it() {
    let place = book();
    let (answer, status) = diff(&place, &between("2026-01-07", "2026-05-31"));
    assert_eq!(status, 0);
    let figures = answer["figures"].as_array().expect("figures");
    assert_eq!(figures.len(), 1);
    let changed = &figures[0];
    assert_eq!(changed["figure"], "acme/headcount");
    assert_eq!(changed["change"], "value");
    assert_eq!(changed["label"], "moved");
    assert_eq!(changed["before"]["value"], "1500");
    assert_eq!(changed["after"]["value"], "2100");
    assert_eq!(changed["after"]["period"], "2026-05-01");
    let by: Vec<_> = changed["by"].as_array().expect("rows").iter().collect();
    let told = |row: &&Value| format!("{} {} {}", row["known"], row["publication"], row["change"]);
    let told: Vec<String> = by.iter().map(told).collect();
    assert_eq!(
        told,
        [
            r#""2026-01-08" "Courier" "confirmed""#,
            r#""2026-05-02" "Daily" "moved""#
        ]
    );
    assert_eq!(by[1]["quote"], "2,100 employees");
    let kinds: Vec<_> = changed["observations"]
        .as_array()
        .expect("observations")
        .iter()
        .map(|of| of["change"].as_str().expect("a word").to_owned())
        .collect();
    assert_eq!(kinds, ["standing", "new"]);
}

#[test]
fn a_figure_that_was_not_known_is_new_and_a_contest_is_told() {
    let place = book();
    let (answer, _) = diff(&place, &between("2026-06-01", "2026-06-30"));
    let changes: Vec<String> = answer["figures"]
        .as_array()
        .expect("figures")
        .iter()
        .map(|figure| {
            format!(
                "{}: {}, {} -> {}",
                figure["figure"],
                figure["change"],
                figure["before"]["standing"],
                figure["after"]["standing"]
            )
        })
        .collect();
    assert_eq!(
        changes,
        [
            r#""acme/headcount": "value", "single" -> "contested""#,
            r#""zenith/valuation": "new", null -> "single""#
        ]
    );
    let lines = place.lines(&[
        "diff",
        "zenith",
        "--as-of",
        "2026-06-01",
        "--as-of",
        "2026-06-30",
    ]);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["by"][0]["publication"], "Herald");
}

#[test]
fn two_events_of_the_record_are_compared_with_what_was_done_to_it() {
    let place = Place::with_seeds();
    let last = 96;
    place.write(
        "mine.toml",
        "[entity.acme]\nkind = \"company\"\naliases = [\"Acme\"]\n",
    );
    place
        .run(&[
            "catalog",
            "adopt",
            "--catalog",
            "mine.toml",
            "--by",
            "Ann",
            "--why",
            "a name",
        ])
        .ok();
    let text = "Acme Corp had 1,500 employees on January 5, 2026.";
    place.publish("Daily", "2026-01-06", text);
    let (answer, status) = diff(&place, &["--at-seq", "96", "--at-seq", "9999"]);
    assert_eq!(status, 0);
    assert_eq!(answer["from"]["at_seq"], last);
    let figures = answer["figures"].as_array().expect("figures");
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0]["change"], "new");
    let acts = answer["acts"].as_array().expect("acts");
    assert_eq!(acts.len(), 1);
    assert_eq!(acts[0]["what"], "catalog");
    assert_eq!(acts[0]["by"], "Ann");
    assert_eq!(acts[0]["why"], "a name");
    let text = place
        .run(&["diff", "--at-seq", "96", "--at-seq", "9999"])
        .ok()
        .stdout;
    assert!(text.contains("Done to the record itself"), "{text}");
    assert!(
        text.contains("the adoption of the catalog, by Ann: a name"),
        "{text}"
    );
}

#[test]
fn a_claim_that_was_set_aside_by_hand_is_told_with_who_and_why() {
    let place = book();
    let history = place.json(&["audit", "acme/headcount"]);
    let before = history["at_seq"].to_string();
    let rows = history["rows"].as_array().expect("rows");
    let moved = rows
        .iter()
        .find(|row| row["change"] == "moved")
        .expect("a move");
    let claim = moved["claim"].as_str().expect("an id");
    place
        .run(&["withdraw", claim, "--why", "a slip", "--by", "Ann"])
        .ok();
    let (answer, _) = diff(&place, &["--at-seq", &before, "--at-seq", "999"]);
    let changed = &answer["figures"][0];
    assert_eq!(changed["change"], "value");
    assert_eq!(changed["before"]["value"], "2400");
    assert_eq!(changed["after"]["value"], "1500");
    assert_eq!(changed["by"][0]["change"], "withdrawn");
    assert_eq!(changed["by"][0]["claim"], claim);
    let act = &answer["acts"][0];
    assert_eq!(act["what"], "withdrawn");
    assert_eq!(act["figures"], serde_json::json!(["acme/headcount"]));
    assert_eq!((&act["by"], &act["why"]), (&"Ann".into(), &"a slip".into()));
    let about_another = ["zenith", "--at-seq", &before, "--at-seq", "999"];
    let mut arguments = vec!["diff"];
    arguments.extend(about_another);
    place.run(&arguments).fails(1, &["nothing changed"]);
}

#[test]
fn an_edit_between_two_days_names_both_versions() {
    let place = Place::new();
    let at = [
        "--url",
        "https://daily.example/acme",
        "--publication",
        "Daily",
    ];
    for (number, day) in [("1,500", "2026-03-03"), ("1,800", "2026-03-10")] {
        let text = format!("Acme Corp had {number} employees on March 2, 2026.");
        place.write("a.txt", text);
        let mut arguments = vec!["append", "a.txt", "--published", day];
        arguments.extend(at);
        place.run(&arguments).ok();
    }
    let (answer, _) = diff(&place, &between("2026-03-05", "2026-03-12"));
    let changed = &answer["figures"][0];
    assert_eq!(changed["before"]["value"], "1500");
    assert_eq!(changed["after"]["value"], "1800");
    assert_eq!(changed["label"], "restated");
    let by = changed["by"].as_array().expect("rows");
    assert_eq!(by[0]["change"], "withdrawn");
    assert_eq!(by[0]["quote"], "1,500 employees");
    assert_eq!(by[1]["quote"], "1,800 employees");
}

#[test]
fn the_later_point_may_be_given_first() {
    let place = book();
    let (forward, _) = diff(&place, &between("2026-01-07", "2026-05-31"));
    let (backward, _) = diff(&place, &between("2026-05-31", "2026-01-07"));
    assert_eq!(forward, backward);
    let ran = place
        .run(&["diff", "--as-of", "2026-05-31", "--as-of", "2026-01-07"])
        .ok();
    assert!(
        ran.stderr.contains("the later point was given first"),
        "{}",
        ran.stderr
    );
}

#[test]
fn nothing_changed_is_the_answer_no() {
    let place = book();
    let ran = place.run(&["diff", "--as-of", "2026-07-01", "--as-of", "2026-07-02"]);
    let ran = ran.fails(1, &["nothing changed between 2026-07-01 and 2026-07-02"]);
    assert!(ran.stdout.is_empty(), "{}", ran.stdout);
}

#[test]
fn other_clocks_hold_for_both_points() {
    let place = book();
    let for_january = [
        &between("2026-01-07", "2026-05-31")[..],
        &["--for", "2026-01"],
    ]
    .concat();
    let (answer, _) = diff(&place, &for_january);
    assert_eq!(answer["from"]["for"], "2026-01");
    let changed = &answer["figures"][0];
    assert_eq!(changed["change"], "standing");
    assert_eq!(changed["after"]["value"], "1500");
    let early = [&between("2026-01-07", "2026-05-31")[..], &["--at-seq", "3"]].concat();
    let mut arguments = vec!["diff"];
    arguments.extend(&early);
    place.run(&arguments).fails(1, &["nothing changed"]);
}

#[test]
fn one_point_or_three_are_refused_with_what_to_write() {
    let place = book();
    for arguments in [
        &["diff"][..],
        &["diff", "--as-of", "2026-01-01"],
        &["diff", "--at-seq", "3", "--as-of", "2026-01-01"],
        &[
            "diff", "--as-of", "2026", "--as-of", "2027", "--as-of", "2028",
        ],
        &[
            "diff", "--as-of", "2026", "--as-of", "2027", "--at-seq", "1", "--at-seq", "2",
        ],
    ] {
        place
            .run(arguments)
            .fails(2, &["give --as-of twice", "--at-seq 40"]);
    }
    place
        .run(&["diff", "--as-of", "2026", "--as-of", "soon"])
        .fails(2, &["--as-of", "'soon'"]);
}

#[test]
fn people_read_before_and_after_with_the_report() {
    let place = book();
    let arguments = ["diff", "--as-of", "2026-01-07", "--as-of", "2026-05-31"];
    let text = place.run(&arguments).ok().stdout;
    for words in [
        "From 2026-01-07 to 2026-05-31: 1 figure changed (1 with another value)",
        "acme/headcount: the answer changed (moved)",
        "1,500 employees for 2026-01-05, single → 2,100 employees for 2026-05-01, single",
        "2026-05-02, moved: Daily: “Acme Corp had 2,100 employees on May 1, 2026.”",
    ] {
        assert!(text.contains(words), "no '{words}' in: {text}");
    }
}
