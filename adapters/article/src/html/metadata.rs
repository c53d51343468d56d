//! What a page says of itself: schema.org in JSON-LD, Open Graph, `<meta>`, `<link>`, `<time>`.

use claimbook_adapter::compose::Composer;
use claimbook_adapter::{Date, Period, calendar};
use serde_json::Value;

use super::tree::Tree;
use crate::entity;

/// One thing that a page says of itself, and where.
struct Said {
    value: String,
    place: &'static str,
}

/// Everything that a page says of itself; of each thing the most reliable place first.
#[derive(Default)]
struct Sayings {
    titles: Vec<Said>,
    publications: Vec<Said>,
    urls: Vec<Said>,
    published: Vec<Said>,
    modified: Vec<Said>,
    /// JSON-LD that is no JSON.
    broken: usize,
}

/// Names of `<meta>` by which pages give the day of publication.
const PUBLISHED: [&str; 12] = [
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
];
/// The same for the day of the last change.
const MODIFIED: [&str; 6] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
];

/// Reads what the page says of itself, and reports what of it cannot be used.
pub(super) fn read(composer: &mut Composer<'_>, tree: &Tree<'_>) {
    let mut sayings = Sayings::default();
    json_ld(tree, &mut sayings);
    head(tree, &mut sayings);
    times(tree, &mut sayings);
    if sayings.broken > 0 {
        composer.finding("its schema.org metadata is no JSON and was left out");
    }
    for title in sayings.titles.iter().take(1) {
        composer.name(title.value.trim());
    }
    for publication in sayings.publications.iter().take(1) {
        composer.publication(publication.value.trim());
    }
    for url in sayings.urls.iter().take(1) {
        composer.url(url.value.trim());
    }
    let published = first_date(composer, &sayings.published, "publication");
    let modified = first_date(composer, &sayings.modified, "its last change")
        .filter(|period| period.length_days() == 1)
        .map(|period| period.first_day());
    dates(composer, published, modified);
}

fn dates(composer: &mut Composer<'_>, published: Option<Period>, modified: Option<Date>) {
    if let Some(published) = published {
        composer.published(published);
    }
    let Some(modified) = modified else {
        return;
    };
    match published {
        Some(published) if modified < published.first_day() => composer.finding(format!(
            "it gives {modified} as the day of its last change, before its publication on \
             {published}; the change was left out"
        )),
        _ => composer.modified(modified),
    }
}

/// The first date that is one. What is none, or disagrees, is reported.
fn first_date(composer: &mut Composer<'_>, said: &[Said], of_what: &str) -> Option<Period> {
    let mut first: Option<(Period, &str)> = None;
    for one in said {
        let Some(period) = calendar::date_alone(&one.value) else {
            composer.finding(format!(
                "its {} gives '{}' as the date of {of_what}, which is no date; left out",
                one.place,
                one.value.trim()
            ));
            continue;
        };
        match first {
            None => first = Some((period, one.place)),
            Some((chosen, place)) if !chosen.overlaps(&period) => {
                composer.finding(format!(
                    "its {place} gives {chosen} as the date of {of_what}, its {} {period}; the \
                     first was taken",
                    one.place
                ));
                break;
            }
            Some(_) => {}
        }
    }
    first.map(|(period, _)| period)
}

/// Types of schema.org whose fields describe the report.
fn is_article_type(kind: &Value) -> bool {
    let is_one = |kind: &str| {
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(kind, "Report" | "WebPage")
    };
    match kind {
        Value::String(kind) => is_one(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is_one),
        _ => false,
    }
}

fn json_ld(tree: &Tree<'_>, sayings: &mut Sayings) {
    let scripts = tree.all_elements().filter(|(_, element)| {
        element.name == "script" && element.attribute("type") == Some("application/ld+json")
    });
    for (number, _) in scripts {
        match serde_json::from_str::<Value>(tree.raw_text(number).trim()) {
            Ok(value) => objects(&value, sayings),
            Err(_) => sayings.broken += 1,
        }
    }
}

/// Looks for the article among the objects of JSON-LD: alone, in a list, or in a graph.
fn objects(value: &Value, sayings: &mut Sayings) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| objects(value, sayings)),
        Value::Object(fields) => {
            if let Some(graph) = fields.get("@graph") {
                objects(graph, sayings);
            }
            if fields.get("@type").is_some_and(is_article_type) {
                object(fields, sayings);
            }
        }
        _ => {}
    }
}

fn object(fields: &serde_json::Map<String, Value>, sayings: &mut Sayings) {
    const PLACE: &str = "schema.org metadata";
    let text = |value: Option<&Value>| match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => ["name", "@id", "url"]
            .iter()
            .find_map(|key| object.get(*key)?.as_str().map(str::to_owned)),
        Value::Array(values) => values.first()?.as_str().map(str::to_owned),
        _ => None,
    };
    let said = |key: &str| {
        text(fields.get(key)).map(|value| Said {
            value: entity::decoded(&value),
            place: PLACE,
        })
    };
    sayings.titles.extend(said("headline"));
    sayings.publications.extend(said("publisher"));
    sayings
        .urls
        .extend(said("url").or_else(|| said("mainEntityOfPage")));
    sayings.published.extend(said("datePublished"));
    sayings.modified.extend(said("dateModified"));
}

fn head(tree: &Tree<'_>, sayings: &mut Sayings) {
    for (_, element) in tree.all_elements() {
        let attribute = |name: &str| element.attribute(name).map(str::trim);
        match element.name {
            "meta" => {
                let key = attribute("property")
                    .or(attribute("name"))
                    .or(attribute("itemprop"));
                if let (Some(key), Some(value)) = (key, attribute("content")) {
                    meta(&key.to_lowercase(), value, sayings);
                }
            }
            "link" if attribute("rel") == Some("canonical") => {
                sayings
                    .urls
                    .extend(said(attribute("href"), "canonical link"));
            }
            _ => {}
        }
    }
    let title = tree
        .all_elements()
        .find(|(_, element)| element.name == "title");
    if let Some((number, _)) = title {
        let title = entity::decoded(&tree.raw_text(number));
        sayings.titles.extend(said(Some(&title), "<title>"));
    }
}

fn meta(key: &str, value: &str, sayings: &mut Sayings) {
    const PLACE: &str = "<meta>";
    let value = said(Some(value), PLACE);
    match key {
        "og:title" | "twitter:title" | "headline" => sayings.titles.extend(value),
        "og:site_name" | "application-name" | "publisher" => sayings.publications.extend(value),
        "og:url" => sayings.urls.extend(value),
        key if PUBLISHED.contains(&key) => sayings.published.extend(value),
        key if MODIFIED.contains(&key) => sayings.modified.extend(value),
        _ => {}
    }
}

/// `<time>` that is marked as the day of publication or of the last change.
fn times(tree: &Tree<'_>, sayings: &mut Sayings) {
    const PLACE: &str = "<time>";
    for (number, element) in tree
        .all_elements()
        .filter(|(_, element)| element.name == "time")
    {
        let class = element.attribute("class").unwrap_or("").to_lowercase();
        let value = element
            .attribute("datetime")
            .map_or_else(|| tree.raw_text(number), str::to_owned);
        match element.attribute("itemprop") {
            Some("datePublished") => sayings.published.extend(said(Some(&value), PLACE)),
            Some("dateModified") => sayings.modified.extend(said(Some(&value), PLACE)),
            _ if class.contains("publish") => sayings.published.extend(said(Some(&value), PLACE)),
            _ if class.contains("update") || class.contains("modif") => {
                sayings.modified.extend(said(Some(&value), PLACE));
            }
            _ => {}
        }
    }
}

fn said(value: Option<&str>, place: &'static str) -> Option<Said> {
    value
        .filter(|value| !value.trim().is_empty())
        .map(|value| Said {
            value: value.to_owned(),
            place,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_adapter::Layout;

    fn of(page: &str) -> Layout<'_> {
        let mut composer = Composer::new(page);
        read(&mut composer, &Tree::of(page));
        composer.finish()
    }

    #[test]
    fn schema_org_comes_first_then_open_graph() {
        let layout = of(
            "<title>T | Site</title><meta property=og:title content='An A &amp; B'>\
             <meta property=og:site_name content=Other><script type=application/ld+json>\
             {\"@graph\":[{\"@type\":\"Organization\",\"name\":\"x\"},{\"@type\":[\"NewsArticle\"],\
             \"headline\":\"A &amp; B\",\"datePublished\":\"2025-09-08T13:40:00-04:00\",\
             \"dateModified\":\"2025-09-09\",\"publisher\":{\"name\":\"The Tide\"},\
             \"mainEntityOfPage\":{\"@id\":\"https://tide.example/a\"}}]}</script>",
        );
        assert_eq!(layout.title.as_deref(), Some("A & B"));
        assert_eq!(layout.publication.as_deref(), Some("The Tide"));
        assert_eq!(layout.url.as_deref(), Some("https://tide.example/a"));
        assert_eq!(layout.published.unwrap().to_string(), "2025-09-08");
        assert_eq!(layout.modified.unwrap().to_string(), "2025-09-09");
        assert!(layout.findings.is_empty(), "{:?}", layout.findings);
    }

    #[test]
    fn metadata_that_cannot_be_used_is_survived_and_said() {
        let layout = of("<script type=application/ld+json>{\"@type\":</script>\
             <meta name=date content='last Tuesday'><meta name=pubdate content=2025-09-08>\
             <meta property=article:modified_time content=2025-09-01T00:00:00Z>\
             <time itemprop=datePublished datetime=2024-01-01>");
        assert_eq!(layout.published.unwrap().to_string(), "2025-09-08");
        assert_eq!(layout.modified, None);
        assert_eq!(
            layout.findings,
            [
                "its schema.org metadata is no JSON and was left out",
                "its <meta> gives 'last Tuesday' as the date of publication, which is no date; \
                 left out",
                "its <meta> gives 2025-09-08 as the date of publication, its <time> 2024-01-01; \
                 the first was taken",
                "it gives 2025-09-01 as the day of its last change, before its publication on \
                 2025-09-08; the change was left out",
            ]
        );
    }
}
