//! A catalog of the user's own: read, checked, explained, adopted.

use crate::support::Place;

const WAIT: &str = "[metric.median-wait]\nkind = 'stock'\nquantity = 'time'\nmeans = 'half wait less'\n\
                    [[metric.median-wait.cue]]\nnouns = ['median wait']\nweight = 9\n\
                    roles = { subject = ['at', 'owner'] }\n";
const STORY: &str = "The median wait at Brackwater Infirmary was 14 weeks on 2 March 2026.\n";

fn place() -> Place {
    let place = Place::new();
    place.write("wait.toml", WAIT);
    place.write("story.txt", STORY);
    place
}

fn figures_of(lines: &[serde_json::Value]) -> Vec<&str> {
    lines
        .iter()
        .filter_map(|line| line["figure"].as_str())
        .collect()
}

#[test]
fn a_catalog_of_ones_own_names_new_figures() {
    let place = place();
    assert!(figures_of(&place.lines(&["extract", "story.txt"])).is_empty());
    let lines = place.lines(&["extract", "story.txt", "--catalog", "wait.toml"]);
    assert_eq!(figures_of(&lines), ["brackwater-infirmary/median-wait"]);
    assert_eq!(lines[0]["unit"], "week");
}

#[test]
fn the_catalog_in_the_books_folder_needs_no_option() {
    let place = place();
    place.write("claimbook-data/catalog.toml", WAIT);
    let lines = place.lines(&["extract", "story.txt"]);
    assert_eq!(figures_of(&lines), ["brackwater-infirmary/median-wait"]);
    place.run(&["append", "story.txt"]).ok();
    let shown = place.json(&["show", "brackwater-infirmary/median-wait"]);
    assert_eq!(
        (&shown["kind"], &shown["best"]["value"]),
        (&"stock".into(), &"14".into())
    );
}

#[test]
fn of_several_files_the_later_extends_and_overrides() {
    let place = place();
    place.write(
        "more.toml",
        "[metric.median-wait]\nmeans = 'half of them wait less'\n\
         [[metric.median-wait.cue]]\nnouns = ['typical delay']\n\
         [entity.brackwater]\naliases = ['Brackwater Infirmary']\n",
    );
    let both = ["--catalog", "wait.toml", "--catalog", "more.toml"];
    let lines = place.lines(&[&["extract", "story.txt"][..], &both].concat());
    assert_eq!(figures_of(&lines), ["brackwater/median-wait"]);
    let entry = place.json(&[&["catalog", "median-wait"][..], &both].concat());
    assert_eq!(entry["metric"]["means"], "half of them wait less");
    assert_eq!(entry["metric"]["cue"].as_array().map(Vec::len), Some(2));
    assert_eq!(entry["from"][0]["file"], "wait.toml");
    assert_eq!(entry["from"][1]["line"], 1);
}

#[test]
fn a_quantity_in_an_implausible_unit_is_not_linked() {
    let place = place();
    place.write(
        "own.toml",
        WAIT.replace("quantity = 'time'", "quantity = 'any'\nunits = ['week']"),
    );
    place.write("days.txt", STORY.replace("14 weeks", "98 days"));
    let figures = |file: &str, catalog: &str| {
        let lines = place.lines(&["extract", file, "--catalog", catalog]);
        figures_of(&lines).len()
    };
    assert_eq!(figures("days.txt", "wait.toml"), 1);
    assert_eq!(figures("days.txt", "own.toml"), 0);
    assert_eq!(figures("story.txt", "own.toml"), 1);
}

#[test]
fn what_is_wrong_is_told_with_file_and_line() {
    let place = place();
    for (text, words) in [
        (
            "[metric.x]\nkind = 'level'\n",
            ["own.toml, line 2", "unknown variant"],
        ),
        (
            "\n[metric.x]\nkinds = 'flow'\n",
            ["own.toml, line 3", "unknown field `kinds`"],
        ),
        (
            "[metric.valuation]\nquantity = 'cash'\n",
            ["own.toml, line 2", "say money, "],
        ),
        (
            "[metric.valuation]\nunits = ['euros']\n",
            ["own.toml, line 2", "'euros'"],
        ),
        (
            "[metric.valuation]\nchange_of = 'x'\n",
            ["own.toml, line 2", "no [metric.x]"],
        ),
        (
            "[[metric.valuation.cue]]\nweight = 5\n",
            ["own.toml, line 1", "names no word"],
        ),
        (
            "[entity.x]\naliases = ['OpenAI']\n",
            ["own.toml, line 2", "[entity.openai]"],
        ),
        ("[metric.valuation\n", ["own.toml, line 1", "table"]),
    ] {
        place.write("own.toml", text);
        for command in [
            &["extract", "story.txt"][..],
            &["append", "story.txt"],
            &["catalog"],
        ] {
            let arguments = [command, &["--catalog", "own.toml"]].concat();
            place.run(&arguments).fails(3, &words);
        }
    }
    assert!(!place.path().join("claimbook-data").exists());
    place
        .run(&["catalog", "--catalog", "nowhere.toml"])
        .fails(3, &["nowhere.toml"]);
}

#[test]
fn the_list_has_every_metric_and_entity() {
    let place = place();
    let all = place.json(&["catalog", "--catalog", "wait.toml"]);
    let metrics = all["metrics"].as_array().expect("metrics");
    let own = metrics
        .iter()
        .find(|metric| metric["metric"] == "median-wait")
        .expect("its own");
    assert_eq!(own["from"], serde_json::json!(["wait.toml"]));
    assert_eq!(
        (&own["kind"], &own["quantity"]),
        (&"stock".into(), &"time".into())
    );
    let rows = place.lines(&["catalog"]).len();
    assert_eq!(
        rows + 1,
        metrics.len() + all["entities"].as_array().expect("entities").len()
    );
    let text = place
        .run(&["catalog", "--catalog", "wait.toml"])
        .ok()
        .stdout;
    assert!(
        text.contains("median-wait *") && text.contains("half wait less"),
        "{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
}

#[test]
fn an_entry_is_explained_by_slug_or_by_name() {
    let place = place();
    let text = place
        .run(&["catalog", "median-wait", "--catalog", "wait.toml"])
        .ok()
        .stdout;
    for said in [
        "median-wait (stock, time)",
        "half wait less",
        "SUBJECT/median-wait",
        "“median wait” (weight 9 of 9)",
        "the name behind “at”",
        "from wait.toml, line 1",
    ] {
        assert!(text.contains(said), "no {said}: {text}");
    }
    let limits = "[metric.queue]\nkind = \"stock\"\nquantity = \"count\"\nmeans = \"people\"\n\
        least = 3\nmost = 900\nwhole = true\n[[metric.queue.cue]]\nnouns = [\"queue\"]\n\
        topic = [\"ward\"]\nbeside = true\n";
    place.write("queue.toml", limits);
    let text = place.run(&["catalog", "queue", "--catalog", "queue.toml"]);
    let text = text.ok().stdout;
    for said in [
        "An amount of money or a count below 3 or above 900 is not linked.",
        "Only a whole company has it, never a part of one.",
        "only in a report with “ward”",
        "only in one phrase with the number",
    ] {
        assert!(text.contains(said), "no {said}: {text}");
    }
    let entity = place.run(&["catalog", "amazon.com"]).ok().stdout;
    assert!(entity.contains("amazon (entity, company)"), "{entity}");
    place
        .run(&["catalog", "valuatoin"])
        .fails(1, &["did you mean valuation?"]);
}

#[test]
fn a_book_judges_by_the_catalog_that_it_adopted() {
    let place = place();
    place.write(
        "plain.txt",
        "Acme Corp reported revenue of $12 million for 2025.\n",
    );
    place.run(&["append", "plain.txt"]).ok();
    let ran = place
        .run(&["append", "story.txt", "--catalog", "wait.toml"])
        .ok();
    assert!(
        ran.stderr.contains("claimbook catalog adopt"),
        "{}",
        ran.stderr
    );
    let figure = "brackwater-infirmary/median-wait";
    assert_eq!(
        place.json(&["show", figure])["kind"],
        serde_json::Value::Null
    );
    let adopt = [
        "catalog",
        "adopt",
        "--catalog",
        "wait.toml",
        "--by",
        "Kim",
        "--why",
        "waits",
    ];
    place.run(&adopt).ok();
    assert_eq!(place.json(&["show", figure])["kind"], "stock");
    let events = place.json(&["verify"])["events"].clone();
    let again = place.run(&adopt).ok();
    assert!(again.stdout.contains("already"), "{}", again.stdout);
    assert_eq!(place.json(&["verify"])["events"], events);
    place.run(&["replay", "--check"]).ok();
}

#[test]
fn a_book_begins_with_the_catalog_of_its_first_reports() {
    let place = place();
    place
        .run(&["append", "story.txt", "--catalog", "wait.toml"])
        .ok();
    let shown = place.json(&["show", "brackwater-infirmary/median-wait"]);
    assert_eq!(shown["kind"], "stock");
    let empty = Place::new();
    empty.run(&["catalog", "adopt"]).fails(4, &["no book"]);
}
