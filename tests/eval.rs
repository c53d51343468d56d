//! `eval`: scores against annotations, with what was read now or with what another reader found.

use std::path::PathBuf;

use serde_json::Value;

use crate::support::Place;

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("crates/eval/fixtures")
}

fn fixture(name: &str) -> String {
    fixtures()
        .join(name)
        .to_str()
        .expect("a UTF-8 path")
        .to_owned()
}

#[test]
fn what_another_reader_found_is_scored_as_recorded() {
    let expected = std::fs::read_to_string(fixtures().join("expected.json")).expect("a file");
    let expected: Value = serde_json::from_str(&expected).expect("JSON");
    let (mill, rink) = (fixture("found/mill.jsonl"), fixture("found/rink.jsonl"));
    let predicted = ["--predicted", &mill, "--predicted", &rink];
    let place = Place::new();
    let folder = fixtures().to_str().expect("UTF-8").to_owned();
    assert_eq!(
        place.json(&[&["eval", &folder][..], &predicted].concat()),
        expected
    );
    let pairs = [
        "eval",
        &fixture("mill.txt"),
        &fixture("mill.jsonl"),
        &fixture("rink.txt"),
        &fixture("rink.jsonl"),
    ];
    assert_eq!(place.json(&[&pairs[..], &predicted].concat()), expected);
    let text = place
        .run(&[&pairs[..], &predicted, &["--show", "1"]].concat())
        .ok()
        .stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "level        right   gold  found  precision  recall     F1"
    );
    assert_eq!(
        lines[3],
        "figure          10     12     15      0.667   0.833  0.741"
    );
    assert_eq!(lines[7], "mill#3 “narrowed to $1.5 million”");
    assert!(lines[8].starts_with("  gold  | -1500000 | USD | exact | harrow-mill/profit | 2025"));
    assert_eq!(lines[11], "and 6 more");
}

#[test]
fn one_file_of_predictions_can_be_of_many_texts() {
    let place = Place::new();
    let copy = |name: &str| {
        let content = std::fs::read_to_string(fixtures().join(name)).expect("a fixture");
        place.write(name, content);
    };
    for name in [
        "mill.txt",
        "mill.jsonl",
        "rink.txt",
        "rink.jsonl",
        "catalog.toml",
    ] {
        copy(name);
    }
    let found = ["mill", "rink"]
        .map(|name| std::fs::read_to_string(fixtures().join(format!("found/{name}.jsonl"))))
        .map(|text| text.expect("predictions"));
    place.write("all.jsonl", found.concat());
    let expected = std::fs::read_to_string(fixtures().join("expected.json")).expect("a file");
    let score = place.json(&[
        "eval",
        "mill.txt",
        "mill.jsonl",
        "rink.txt",
        "rink.jsonl",
        "--predicted",
        "all.jsonl",
    ]);
    assert_eq!(
        score,
        serde_json::from_str::<Value>(&expected).expect("JSON")
    );
}

#[test]
fn what_is_read_now_scores_what_extract_prints() {
    let place = Place::new();
    let (text, gold) = (fixture("mill.txt"), fixture("mill.jsonl"));
    let lines = place
        .run(&["extract", &text, "--format", "jsonl"])
        .ok()
        .stdout;
    place.write("found.jsonl", lines);
    let now = place.json(&["eval", &text, &gold]);
    let then = place.json(&["eval", &text, &gold, "--predicted", "found.jsonl"]);
    assert_eq!(now, then);
    assert!(now["quantity"]["right"].as_u64() > Some(5), "{now}");
}

#[test]
fn misses_come_with_the_json_where_they_are_asked_for() {
    let place = Place::new();
    let found = fixture("found/rink.jsonl");
    let pair = [fixture("rink.txt"), fixture("rink.jsonl")];
    let score = place.json(&[
        "eval",
        &pair[0],
        &pair[1],
        "--predicted",
        &found,
        "--show",
        "2",
    ]);
    let misses = score["misses"].as_array().expect("misses");
    assert_eq!(misses.len(), 2);
    assert_eq!(misses[0]["gold"]["value"], serde_json::json!(["20000"]));
    assert_eq!(misses[0]["found"]["figure"], "skating-hall/visitors");
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let place = Place::new();
    place.write("text.txt", "Sales were $5 million.\n");
    place.write("gold.jsonl", "{\"quote\":\"$6\",\"context\":\"were $6\"}\n");
    place.write("bad.jsonl", "\n{\n");
    place
        .run(&["eval", "text.txt", "gold.jsonl"])
        .fails(3, &["gold.jsonl", "line 1", "were $6"]);
    place
        .run(&["eval", "text.txt", "bad.jsonl"])
        .fails(3, &["bad.jsonl", "line 2"]);
    place.write("none.jsonl", "\n");
    place
        .run(&["eval", "text.txt", "none.jsonl"])
        .fails(3, &["none.jsonl", "line 1", "no annotations"]);
    place.write("empty.jsonl", "{}\n");
    place
        .run(&["eval", "text.txt", "empty.jsonl"])
        .fails(3, &["empty.jsonl", "line 1", "no quote"]);
    place
        .run(&["eval", "text.txt", "nowhere.jsonl"])
        .fails(3, &["nowhere.jsonl"]);
    place.run(&["eval", "text.txt"]).fails(2, &["TEXT GOLD"]);
    let (mill, gold) = (fixture("mill.txt"), fixture("mill.jsonl"));
    let two = ["--predicted", gold.as_str(), "--predicted", gold.as_str()];
    place
        .run(&[&["eval", &mill, &gold][..], &two].concat())
        .fails(2, &["--predicted"]);
    std::fs::create_dir(place.path().join("golds")).expect("a folder");
    place.run(&["eval", "golds"]).fails(3, &["golds"]);
    place
        .run(&["eval", "text.txt", "golds"])
        .fails(2, &["a folder of annotations"]);
}
