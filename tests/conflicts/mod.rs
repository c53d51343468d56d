//! `conflicts` and the sums of `show`, on invented reports and on the seeds.

use serde_json::Value;

use crate::support::Place;

/// The reports of a week, each by another paper: file, publication, day, text.
const WEEK: [(&str, &str, &str); 4] = [
    (
        "Daily Ledger",
        "2026-03-06",
        "Brindlewick was valued at $60 billion on March 5, 2026.\n\n\
         Thornfield had a post-money valuation of $150 million on March 5, 2026. Thornfield raised \
         $20 million in a Series B round on March 5, 2026. Before that, Thornfield's pre-money \
         valuation was $100 million on March 5, 2026.\n\n\
         Oakhurst reported revenue of $5.1 billion for 2025.\n\n\
         Marlowe had 400 employees on March 5, 2026.\n\n\
         Quillbrook acquired Fenwick for €90 million ($100 million) on March 5, 2026.\n",
    ),
    (
        "Harbour Courier",
        "2026-03-07",
        "Brindlewick was valued at $90 billion on March 5, 2026.\n\n\
         Oakhurst reported revenue of $51 billion for 2025.\n\n\
         Marlowe had about 410 employees on March 5, 2026.\n\n\
         Ashdown acquired Pellworth for €45 million ($100 million) on March 6, 2026.\n",
    ),
    (
        "Morning Herald",
        "2026-03-08",
        "Brindlewick was valued at $60 billion on March 5, 2026.\n\n\
         Oakhurst reported revenue of $5.1 billion for 2025.\n\n\
         Thornfield had a post-money valuation of $100 million on March 5, 2026.\n",
    ),
    (
        "Evening Post",
        "2026-03-09",
        "Thornfield had a post-money valuation of $150 million on March 5, 2026.\n",
    ),
];

fn week() -> Place {
    let place = Place::new();
    let mut manifest = String::new();
    for (publication, published, text) in WEEK {
        let path = format!("{}.txt", publication.replace(' ', "-"));
        manifest += &format!(
            "[[report]]\npath = '{path}'\npublication = '{publication}'\npublished = '{published}'\n"
        );
        place.write(&format!("reports/{path}"), text);
    }
    place.write("reports/manifest.toml", manifest);
    place.run(&["-q", "append", "reports"]).ok();
    place
}

fn text<'v>(line: &'v Value, field: &str) -> &'v str {
    line[field].as_str().unwrap_or_default()
}

/// Type and figure of each conflict, in order.
fn told(lines: &[Value]) -> Vec<String> {
    lines
        .iter()
        .map(|line| format!("{} {}", text(line, "type"), text(line, "figure")))
        .collect()
}

#[test]
fn each_disagreement_is_told_once_by_its_type_and_the_gravest_first() {
    let lines = week().lines(&["conflicts"]);
    assert_eq!(
        told(&lines),
        [
            "scale? oakhurst/revenue",
            "contradiction brindlewick/valuation",
            "arithmetic thornfield/valuation/basis=post-money",
            "other scope thornfield/valuation/basis=post-money",
            "exchange rate pellworth/acquisition-price/buyer=ashdown",
            "rounding marlowe/headcount",
        ]
    );
    let weights: Vec<u64> = lines
        .iter()
        .map(|line| line["weight"].as_u64().expect("a weight"))
        .collect();
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
}

#[test]
fn a_conflict_has_the_quotes_of_all_sides() {
    let place = week();
    let lines = place.lines(&["conflicts", "brindlewick"]);
    assert_eq!(told(&lines), ["contradiction brindlewick/valuation"]);
    let quotes: Vec<[&str; 4]> = lines[0]["quotes"]
        .as_array()
        .expect("quotes")
        .iter()
        .map(|quote| ["role", "publication", "known", "quote"].map(|field| text(quote, field)))
        .collect();
    assert_eq!(
        quotes,
        [
            ["shown", "Daily Ledger", "2026-03-06", "$60 billion"],
            ["shown", "Morning Herald", "2026-03-08", "$60 billion"],
            ["against", "Harbour Courier", "2026-03-07", "$90 billion"],
        ]
    );
    assert_eq!(lines[0]["claims"].as_array().map(Vec::len), Some(3));
    assert_eq!(
        text(&lines[0], "explanation"),
        "Daily Ledger and Morning Herald say $60 billion, Harbour Courier says $90 billion, both \
         for 2026-03-05."
    );
    let page = place.run(&["conflicts", "brindlewick"]).ok().stdout;
    assert!(
        page.contains("Harbour Courier, 2026-03-07: “Brindlewick was valued at"),
        "{page}"
    );
}

#[test]
fn every_contested_value_is_in_a_conflict() {
    let place = week();
    let conflicts = told(&place.lines(&["conflicts"]));
    for figure in place.lines(&["figures"]) {
        if figure["best"]["standing"] == "contested" {
            let figure = text(&figure, "figure");
            let found = conflicts.iter().filter(|told| told.ends_with(figure));
            assert!(found.count() >= 1, "{figure}: {conflicts:?}");
        }
    }
}

#[test]
fn a_sum_that_fails_says_by_how_much() {
    let place = week();
    let shown = place.json(&["show", "thornfield/valuation/basis=post-money"]);
    let sum = &shown["arithmetic"][0];
    assert_eq!(
        (text(sum, "result"), text(sum, "off_by")),
        ("fails", "28500000")
    );
    assert_eq!(
        text(sum, "sentence"),
        "$100 million + $20 million = $120 million, which is not $150 million: off by at least \
         $28.5 million."
    );
    let round = place.json(&["show", "thornfield/funding-round/round=series-b"]);
    assert_eq!(
        round["arithmetic"][0]["result"], "fails",
        "told of its terms too"
    );
}

#[test]
fn the_clocks_decide_what_is_in_conflict() {
    let place = week();
    let nothing = ["conflicts", "--as-of", "2026-03-06", "brindlewick"];
    place.run(&nothing).fails(1, &["no conflicts"]);
    let lines = place.lines(&["conflicts", "--for", "2024"]);
    assert_eq!(told(&lines), Vec::<String>::new());
    let lines = place.lines(&["conflicts", "--for", "2025", "oakhurst"]);
    assert_eq!(told(&lines), ["scale? oakhurst/revenue"]);
    let first_hand = place.lines(&["conflicts", "--policy", "first-hand", "brindlewick"]);
    assert!(
        first_hand.is_empty(),
        "nobody speaks first-hand: {first_hand:?}"
    );
}

#[test]
fn the_total_of_the_seeds_holds_and_the_older_one_counts_a_part_twice() {
    let place = Place::with_seeds();
    let shown = place.json(&["show", "anthropic/investment-total/investor=amazon"]);
    let sentences: Vec<&str> = shown["arithmetic"]
        .as_array()
        .expect("sums")
        .iter()
        .map(|sum| text(sum, "sentence"))
        .collect();
    assert_eq!(
        sentences,
        [
            "$6.75 billion = $4 billion + $2.75 billion counts $2.75 billion twice: that is a part \
             of the $4 billion.",
            "$8 billion (undated) + $5 billion = $13 billion holds.",
            "It holds that $13 billion is at least $4 billion + $5 billion = $9 billion.",
        ]
    );
    let lines = place.lines(&["conflicts", "investment-total"]);
    assert_eq!(
        told(&lines),
        ["counted twice anthropic/investment-total/investor=amazon"]
    );
    let quotes = lines[0]["quotes"].as_array().expect("quotes");
    assert!(
        quotes
            .iter()
            .any(|quote| quote["publication"] == "Winzheng Fund Insights"),
        "who says that it is a part: {quotes:?}"
    );
}

#[test]
fn headings_of_the_seeds_that_drop_more_than_are_shown_beside_the_text() {
    let place = Place::with_seeds();
    let lines = place.lines(&["conflicts", "spend-commitment"]);
    assert_eq!(
        told(&lines),
        ["headline drops hedge anthropic/spend-commitment/vendor=aws"]
    );
    let quotes: Vec<(&str, &str)> = lines[0]["quotes"]
        .as_array()
        .expect("quotes")
        .iter()
        .map(|quote| (text(quote, "role"), text(quote, "quote")))
        .collect();
    assert_eq!(quotes[0].1, "more than $100 billion");
    assert_eq!(quotes[1].0, "heading");
    assert!(!quotes[1].1.contains("more than"), "{quotes:?}");
}

#[test]
fn identities_of_ones_own_catalog_count() {
    let place = Place::new();
    let metric = |slug: &str, words: &str, more: &str| {
        format!(
            "[metric.{slug}]\nkind = 'stock'\nquantity = 'count'\nmeans = 'beds'\n\
             counted = ['beds?']\n\
             cue = [{{ phrases = ['{words}'], weight = 9, roles = {{ subject = ['agent'] }} }}]\n\
             {more}\n"
        )
    };
    let sum = "identity = [{ kind = 'sum', of = ['acute-beds', 'day-beds'] }]";
    let catalog = [
        metric("acute-beds", "in acute care", ""),
        metric("day-beds", "in day care", ""),
        metric("beds", "beds in all", sum),
    ];
    place.write("claimbook-data/catalog.toml", catalog.concat());
    place.write(
        "beds.txt",
        "Corvane Infirmary had 40 beds in acute care on 3 March 2026. Corvane Infirmary had 25 beds \
         in day care on 3 March 2026. Corvane Infirmary had 80 beds in all on 3 March 2026.\n",
    );
    place
        .run(&["-q", "append", "beds.txt", "--published", "2026-03-04"])
        .ok();
    let lines = place.lines(&["conflicts"]);
    assert_eq!(told(&lines), ["arithmetic corvane-infirmary/beds"]);
    assert_eq!(
        text(&lines[0], "explanation"),
        "40 + 25 = 65, which is not 80: off by at least 13.5."
    );
}

#[test]
fn an_identity_that_names_nothing_is_refused_with_its_line() {
    let place = Place::new();
    place.write(
        "wrong.toml",
        "[metric.beds]\nkind = 'stock'\nquantity = 'count'\nmeans = 'beds'\n\n\
         [[metric.beds.identity]]\nkind = 'sum'\nof = ['day-beds', 'night-beds']\n",
    );
    place
        .run(&["catalog", "--catalog", "wrong.toml"])
        .fails(3, &["wrong.toml, line 8", "no [metric.day-beds]"]);
}
