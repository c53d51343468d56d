//! Curation through the binary: what each act changes, and that undoing it restores what was.

mod acts;
mod entered;
mod reports;
mod undo;

use serde_json::Value;

use crate::support::Place;

/// A book of three reports on one company: two agree on its headcount, one says something else.
fn book() -> Place {
    let place = Place::new();
    let reports = [
        ("wire", "The Wire", "2026-03-03", "1,500"),
        ("gazette", "The Gazette", "2026-03-04", "1,500"),
        ("post", "The Post", "2026-03-05", "1,900"),
    ];
    for (name, publication, published, count) in reports {
        let file = format!("{name}.txt");
        let text = format!("Acme Corp said on March 2, 2026 that it had {count} employees.\n");
        place.write(&file, text);
        let url = format!("https://{name}.example/acme");
        let about = [
            "--publication",
            publication,
            "--published",
            published,
            "--url",
            &url,
        ];
        let arguments = [&["-q", "append", &file][..], &about].concat();
        place.run(&arguments).ok();
    }
    place
}

const FIGURE: &str = "acme/headcount";

/// The claims of the figure, by publication.
fn claim_of(place: &Place, publication: &str) -> String {
    let audit = place.json(&["audit", FIGURE]);
    let rows = audit["rows"].as_array().expect("rows");
    let row = rows
        .iter()
        .find(|row| row["publication"] == publication)
        .unwrap_or_else(|| panic!("no claim of {publication} in {audit}"));
    row["claim"].as_str().expect("an id").to_owned()
}

fn report_of(place: &Place, publication: &str) -> String {
    let reports = place.lines(&["reports"]);
    let report = reports
        .iter()
        .find(|report| report["publication"] == publication)
        .expect(publication);
    report["report"].as_str().expect("an id").to_owned()
}

/// The best-known headcount, and how it stands.
fn best(place: &Place) -> (String, String) {
    let best = &place.json(&["show", FIGURE])["best"];
    let text = |field: &str| best[field].as_str().unwrap_or("none").to_owned();
    (text("value"), text("standing"))
}

/// The digest of all that is known; the views as kept equal the views folded from nothing.
fn state(place: &Place) -> String {
    let check = place.json(&["replay", "--check"]);
    assert_eq!(check["equal"], true, "{check}");
    check["state_digest"].as_str().expect("a digest").to_owned()
}

/// Carries out an act; its sequence number.
fn act(place: &Place, arguments: &[&str]) -> String {
    let answer: Value = place.json(arguments);
    let seq = answer["seq"].as_u64();
    seq.unwrap_or_else(|| panic!("nothing recorded: {answer}"))
        .to_string()
}
