//! `unlinked`: the quantities that were kept without a figure.

use crate::support::Place;

#[test]
fn every_claim_without_a_figure_is_listed_with_its_place() {
    let place = Place::with_seeds();
    let rows = place.lines(&["unlinked"]);
    let mut expected = 0;
    for report in place.lines(&["reports"]) {
        let id = report["report"].as_str().expect("an id").to_owned();
        let claims = place.json(&["report", &id])["asserted"]
            .as_array()
            .expect("claims")
            .clone();
        let without = claims
            .iter()
            .filter(|claim| claim["figure"].is_null())
            .count();
        expected += without;
        let own = place.lines(&["unlinked", "--report", &id[..10]]);
        assert_eq!(own.len(), without, "{}", report["publication"]);
        assert!(own.iter().all(|row| row["report"] == id.as_str()));
    }
    assert!(expected > 5);
    assert_eq!(rows.len(), expected);
    for row in &rows {
        let (quote, context) = (row["quote"].as_str(), row["context"].as_str());
        let quote = quote.expect("a quote");
        assert!(
            !quote.is_empty() && context.expect("context").contains(quote),
            "{row}"
        );
        for field in [
            "claim",
            "publication",
            "value",
            "precision",
            "comparator",
            "unit",
            "start",
        ] {
            assert!(!row[field].is_null(), "no {field} in {row}");
        }
    }
}

#[test]
fn they_can_be_filtered() {
    let place = Place::with_seeds();
    let all = place.lines(&["unlinked"]);
    let unit = all[0]["unit"].as_str().expect("a unit");
    let of_unit = place.lines(&["unlinked", "--unit", unit]);
    assert!(!of_unit.is_empty() && of_unit.iter().all(|row| row["unit"] == unit));
    let quote = all[0]["quote"].as_str().expect("a quote").to_uppercase();
    let with_quote = place.lines(&["unlinked", &quote]);
    assert!(!with_quote.is_empty() && with_quote.len() < all.len());
    assert!(place.lines(&["unlinked", "--at-seq", "1"]).is_empty());
}

#[test]
fn nothing_found_is_an_answer() {
    let place = Place::with_seeds();
    place
        .run(&["unlinked", "no such words"])
        .fails(1, &["no such quantity"]);
    place
        .run(&["unlinked", "--report", "zz"])
        .fails(1, &["zz", "claimbook reports"]);
    place.write(
        "linked.txt",
        "Acme Corp reported revenue of $12 million for 2025.\n",
    );
    let linked = Place::new();
    linked.write(
        "linked.txt",
        "Acme Corp reported revenue of $12 million for 2025.\n",
    );
    linked.run(&["append", "linked.txt"]).ok();
    linked
        .run(&["unlinked"])
        .fails(1, &["every quantity is linked"]);
    Place::new().run(&["unlinked"]).fails(4, &["no book"]);
}

#[test]
fn a_later_version_of_an_article_lists_what_it_says_now() {
    let place = Place::new();
    let story = |count: &str| {
        format!(
            "Acme Corp reported revenue of $12 million for 2025.\n\nIt has {count} green doors.\n"
        )
    };
    let options = [
        "--url",
        "https://acme.example/a",
        "--publication",
        "Acme News",
    ];
    place.write("a.txt", story("12"));
    place
        .run(
            &[
                &["append", "a.txt", "--published", "2026-03-01"][..],
                &options,
            ]
            .concat(),
        )
        .ok();
    place.write("a.txt", story("13"));
    place
        .run(
            &[
                &["append", "a.txt", "--published", "2026-03-02"][..],
                &options,
            ]
            .concat(),
        )
        .ok();
    let quotes: Vec<String> = place
        .lines(&["unlinked"])
        .iter()
        .filter_map(|row| row["quote"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(quotes.len(), 1, "{quotes:?}");
    assert!(quotes[0].starts_with("13"), "{quotes:?}");
}

#[test]
fn the_list_can_be_cut_off_by_the_reader() {
    let place = Place::with_seeds();
    let mut command = std::process::Command::new("sh");
    let binary = env!("CARGO_BIN_EXE_claimbook");
    let line = format!("'{binary}' unlinked --format jsonl | head -n 1");
    command.current_dir(place.path()).args(["-c", &line]);
    let ran = crate::support::Ran::of(&mut command).ok();
    assert_eq!(ran.stdout.lines().count(), 1);
    assert!(ran.stderr.is_empty(), "{}", ran.stderr);
}
