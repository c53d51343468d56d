//! The seeds as of a day at which one of them was written, and sites that cite one agency.

use serde_json::{Value, json};

use crate::support::{Place, seeds};

const DAY: &str = "2024-01-01";

/// A book with nothing but the article of 2023.
fn article_of_2023() -> Place {
    let place = Place::new();
    let article = seeds().join("winzheng-fund.txt");
    let path = article.to_str().expect("a UTF-8 path");
    place.run(&["-q", "append", path]).ok();
    place
}

/// An answer without what tells one book from another: sequence numbers, and when it was recorded.
fn told(answer: &Value) -> Value {
    match answer {
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !["seq", "at_seq", "recorded", "as_of"].contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), told(value)))
            .collect(),
        Value::Array(parts) => parts.iter().map(told).collect(),
        other => other.clone(),
    }
}

fn keys(lines: &[Value]) -> Vec<String> {
    let key = |line: &Value| line["figure"].as_str().unwrap_or_default().to_owned();
    lines.iter().map(key).collect()
}

#[test]
fn as_of_2024_the_seeds_say_what_the_article_of_2023_knew_and_nothing_else() {
    let (all, old) = (Place::with_seeds(), article_of_2023());
    let known = all.lines(&["figures", "--as-of", DAY]);
    let expected = old.lines(&["figures"]);
    let told_all: Vec<Value> = known.iter().map(told).collect();
    let told_old: Vec<Value> = expected.iter().map(told).collect();
    assert_eq!(told_all, told_old);
    assert!(known.len() > 20, "the article knew {} figures", known.len());
    for figure in keys(&known) {
        for command in ["show", "audit"] {
            let then = told(&all.json(&[command, &figure, "--as-of", DAY]));
            assert_eq!(
                then,
                told(&old.json(&[command, &figure])),
                "{command} {figure}"
            );
        }
    }
}

#[test]
fn as_of_2024_the_seeds_know_nothing_of_later_figures() {
    let all = Place::with_seeds();
    let known = keys(&all.lines(&["figures", "--as-of", DAY]));
    let later: Vec<String> = keys(&all.lines(&["figures"]))
        .into_iter()
        .filter(|figure| !known.contains(figure))
        .collect();
    assert!(!later.is_empty());
    for figure in later {
        for command in ["show", "audit"] {
            let ran = all.run(&[command, &figure, "--as-of", DAY, "--format", "json"]);
            assert_eq!((ran.status, &*ran.stdout), (1, ""), "{command} {figure}");
            assert!(ran.stderr.contains("nothing was known"), "{}", ran.stderr);
        }
    }
}

#[test]
fn two_sites_that_cite_bloomberg_count_with_it_as_one_voice() {
    let place = Place::new();
    let said = "Norvane Robotics raised $700 million in a funding round on March 10, 2026";
    for (site, text) in [
        ("Bloomberg", format!("{said}.\n")),
        ("Daily Ledger", format!("{said}, Bloomberg reported.\n")),
        (
            "Harbour Courier",
            format!("According to Bloomberg News, {said}.\n"),
        ),
    ] {
        let file = format!("{site}.txt");
        place.write(&file, text);
        let date = ["--published", "2026-03-11"];
        place
            .run(&[
                "-q",
                "append",
                &file,
                "--publication",
                site,
                date[0],
                date[1],
            ])
            .ok();
    }
    let best = place.json(&["show", "norvane-robotics/funding-round"])["best"].clone();
    assert_eq!(best["value"], "700000000");
    assert_eq!(best["voices"], json!(["Bloomberg"]), "{best}");
    assert_eq!(best["reports"], 3);
    assert_eq!(best["standing"], "single");
    let page = place.run(&["show", "norvane-robotics/funding-round"]).ok();
    assert!(
        page.stdout.contains("single: one source, Bloomberg"),
        "{}",
        page.stdout
    );
}
