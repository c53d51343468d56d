//! The main job on the five real documents, command by command.

use serde_json::Value;

use crate::support::{Place, seeds};

fn seeds_path() -> String {
    seeds().to_str().expect("a UTF-8 path").to_owned()
}

#[test]
fn the_first_append_creates_the_ledger_and_says_where() {
    let place = Place::new();
    let ran = place.run(&["append", &seeds_path()]).ok();
    assert!(ran.stderr.contains("claimbook-data"), "{}", ran.stderr);
    assert!(place.path().join("claimbook-data").is_dir());
}

#[test]
fn a_second_append_finds_everything_unchanged_and_adds_no_event() {
    let place = Place::with_seeds();
    let before = place.json(&["verify"])["events"].clone();
    let lines = place.lines(&["append", &seeds_path()]);
    assert_eq!(lines.len(), 5);
    assert!(
        lines.iter().all(|line| line["status"] == "unchanged"),
        "{lines:?}"
    );
    assert_eq!(place.json(&["verify"])["events"], before);
}

#[test]
fn each_report_says_how_it_was_read() {
    let place = Place::new();
    let lines = place.lines(&["append", &seeds_path()]);
    let adapters: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["adapter"].as_str())
        .collect();
    assert_eq!(
        adapters,
        [
            "blockdesk",
            "winzheng-fund",
            "evermx",
            "lego-sia",
            "synapsflow"
        ]
    );
    for line in &lines {
        for field in [
            "path",
            "report",
            "publication",
            "adapter",
            "published",
            "claims",
            "status",
            "seq",
            "error",
        ] {
            assert!(line.get(field).is_some(), "no {field} in {line}");
        }
        assert_eq!(line["status"], "appended");
        assert!(line["claims"].as_u64() > Some(0));
    }
    let published: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["published"].as_str())
        .collect();
    assert_eq!(
        published,
        [
            "2026-04-23",
            "2023-10",
            "2026-04-20",
            "2026-04-22",
            "2026-04-20"
        ]
    );
}

#[test]
fn every_quote_stands_verbatim_at_its_bytes() {
    for name in [
        "blockdesk",
        "winzheng-fund",
        "evermx",
        "lego-sia",
        "synapsflow",
    ] {
        let path = seeds().join(format!("{name}.txt"));
        let text = std::fs::read(&path).expect("a seed");
        let lines = Place::new().lines(&["extract", path.to_str().expect("UTF-8")]);
        assert!(lines.len() > 5, "{name}: {} mentions", lines.len());
        for line in lines {
            let (start, end) = (offset(&line, "start"), offset(&line, "end"));
            assert_eq!(
                &text[start..end],
                line["quote"].as_str().expect("a quote").as_bytes()
            );
        }
    }
}

fn offset(line: &Value, field: &str) -> usize {
    usize::try_from(line[field].as_u64().expect("an offset")).expect("a small offset")
}

#[test]
fn show_answers_with_value_standing_and_voices() {
    let place = Place::with_seeds();
    let shown = place.json(&["show", "anthropic/valuation"]);
    let best = &shown["best"];
    assert_eq!(best["value"], "380000000000");
    assert_eq!(best["standing"], "corroborated");
    assert_eq!(best["voices"], serde_json::json!(["Evermx", "BlockDesk"]));
    assert_eq!(shown["kind"], "stock");
    assert_eq!(
        shown["family"][0]["figure"],
        "anthropic/valuation/basis=pre-money"
    );
    for field in [
        "policy",
        "as_of",
        "at_seq",
        "catalog",
        "outlook",
        "undated",
        "observations",
    ] {
        assert!(shown.get(field).is_some(), "no {field}");
    }
    let text = place.run(&["show", "anthropic/valuation"]).ok().stdout;
    assert!(
        text.contains("$380 billion") && text.contains("two independent sources"),
        "{text}"
    );
}

#[test]
fn a_report_shows_its_text_with_the_claims_marked() {
    let place = Place::with_seeds();
    let reports = place.lines(&["reports"]);
    assert_eq!(reports.len(), 5);
    let blockdesk = reports
        .iter()
        .find(|r| r["publication"] == "BlockDesk")
        .expect("BlockDesk");
    assert_eq!(blockdesk["inferred"], serde_json::json!(["published"]));
    let id = blockdesk["report"].as_str().expect("an id");
    let text = place.run(&["report", &id[..8]]).ok().stdout;
    assert!(text.contains("⟦$5 billion⟧"), "{text}");
    assert!(
        text.contains("anthropic/investment/investor=amazon: $5 billion"),
        "{text}"
    );
}

#[test]
fn replay_gives_what_the_appends_gave() {
    let place = Place::with_seeds();
    let before = place.run(&["figures", "--format", "jsonl"]).ok().stdout;
    assert!(before.lines().count() > 20);
    place.run(&["replay", "--check"]).ok();
    place.run(&["replay"]).ok();
    assert_eq!(
        place.run(&["figures", "--format", "jsonl"]).ok().stdout,
        before
    );
    std::fs::remove_dir_all(place.path().join("claimbook-data/views"))
        .expect("views are disposable");
    assert_eq!(
        place.run(&["figures", "--format", "jsonl"]).ok().stdout,
        before
    );
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn verify_finds_a_flipped_bit_and_says_where() {
    let place = Place::with_seeds();
    assert_eq!(place.json(&["verify"])["ok"], true);
    let log = place.path().join("claimbook-data/segments");
    let segment = std::fs::read_dir(&log)
        .expect("the log")
        .next()
        .expect("a segment")
        .expect("an entry")
        .path();
    let mut bytes = std::fs::read(&segment).expect("a segment");
    bytes[6000] ^= 1;
    std::fs::write(&segment, bytes).expect("a written segment");
    let ran = place.run(&["verify", "--format", "json"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(answer["ok"], false);
    let problem = &answer["problems"][0];
    for field in ["segment", "offset", "first_seq", "what"] {
        assert!(problem.get(field).is_some(), "no {field} in {problem}");
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    let lines = place.lines(&["append", "--dry-run", &seeds_path()]);
    assert_eq!(lines.len(), 5);
    assert!(!place.path().join("claimbook-data").exists());
}

#[test]
fn standard_input_is_a_report_like_any_other() {
    let place = Place::new();
    let text = "Acme Corp said on March 3, 2026 that its revenue was $12 million in 2025.\n";
    let file = place.write("piped.txt", text);
    let mut command = place.command();
    command.args([
        "append",
        "-",
        "--publication",
        "The Wire",
        "--published",
        "2026-03-04",
        "--format",
        "jsonl",
    ]);
    command.stdin(std::fs::File::open(file).expect("a file"));
    let ran = crate::support::Ran::of(&mut command).ok();
    let line: Value = serde_json::from_str(ran.stdout.trim()).expect("JSON");
    assert_eq!(line["publication"], "The Wire");
    assert_eq!(line["published"], "2026-03-04");
}

#[test]
fn answers_can_be_cut_off_by_the_reader() {
    let place = Place::with_seeds();
    let mut command = std::process::Command::new("sh");
    command.current_dir(place.path()).args([
        "-c",
        &format!(
            "'{}' figures --format jsonl | head -n 1",
            env!("CARGO_BIN_EXE_claimbook")
        ),
    ]);
    let ran = crate::support::Ran::of(&mut command).ok();
    assert_eq!(ran.stdout.lines().count(), 1);
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);
}

#[test]
fn adapters_lists_the_six() {
    let names: Vec<String> = Place::new()
        .lines(&["adapters"])
        .iter()
        .filter_map(|line| line["name"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(
        names,
        [
            "article",
            "blockdesk",
            "evermx",
            "lego-sia",
            "synapsflow",
            "winzheng-fund"
        ]
    );
}

#[test]
fn tables_are_no_wider_than_a_page() {
    let place = Place::with_seeds();
    for arguments in [
        &["figures"][..],
        &["reports"],
        &["audit", "anthropic/investment/investor=amazon"],
    ] {
        for line in place.run(arguments).ok().stdout.lines() {
            assert!(line.chars().count() <= 100, "{arguments:?}: {line}");
        }
    }
}
