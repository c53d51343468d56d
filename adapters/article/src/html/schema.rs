//! What a page says of itself in JSON-LD, in the words of schema.org.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::metadata::{Said, Sayings};
use super::tree::Tree;
use crate::entity;

/// Objects of JSON-LD stand in one another at most so deep.
const DEPTH: usize = 8;

/// One object, and the line of the script that it stands in.
struct Object<'v> {
    fields: &'v Map<String, Value>,
    line: usize,
}

/// What the page's objects say of the report. Of several articles the one at the page's own
/// address is meant, else the first; a page's own object is taken where there is no article.
pub(super) fn read(tree: &Tree<'_>, canonical: Option<&Said>) -> Sayings {
    let mut sayings = Sayings::default();
    let mut values = Vec::new();
    let scripts = tree.all_elements().filter(|(_, element)| {
        let kind = element.attribute("type").unwrap_or("");
        element.name == "script" && kind.trim().eq_ignore_ascii_case("application/ld+json")
    });
    for (number, _) in scripts {
        let line = tree.line(number);
        match serde_json::from_str::<Value>(tree.raw_text(number).trim()) {
            Ok(value) => values.push((value, line)),
            Err(_) => sayings.findings.push(format!(
                "its schema.org metadata (line {line}) is no JSON and was left out"
            )),
        }
    }
    let mut objects = Vec::new();
    for (value, line) in &values {
        gather(value, *line, DEPTH, &mut objects);
    }
    let names = names(&objects);
    let of_type = |is: fn(&str) -> bool| {
        let found = objects.iter().filter(|object| has_type(object, is));
        let found = found.collect::<Vec<_>>();
        let own = found.iter().copied().find(|object| {
            let urls = ["url", "mainEntityOfPage", "@id"].iter();
            urls.filter_map(|key| text(object.fields.get(*key)?, &names))
                .any(|url| canonical.is_some_and(|canonical| is_same(&url, &canonical.value)))
        });
        own.or(found.first().copied())
    };
    if let Some(object) = of_type(is_article).or_else(|| of_type(is_page)) {
        say(object, &names, &mut sayings);
    }
    sayings
}

/// The objects of a value: alone, in a list, or in a graph.
fn gather<'v>(value: &'v Value, line: usize, depth: usize, objects: &mut Vec<Object<'v>>) {
    match value {
        Value::Array(values) if depth > 0 => {
            for value in values {
                gather(value, line, depth - 1, objects);
            }
        }
        Value::Object(fields) => {
            objects.push(Object { fields, line });
            for key in ["@graph", "mainEntity"] {
                if let (Some(value), true) = (fields.get(key), depth > 0) {
                    gather(value, line, depth - 1, objects);
                }
            }
        }
        _ => {}
    }
}

/// The names of objects by their ids: others refer to them so.
fn names(objects: &[Object<'_>]) -> BTreeMap<String, String> {
    let named = objects.iter().filter_map(|object| {
        let id = object.fields.get("@id")?.as_str()?;
        let name = object.fields.get("name")?.as_str()?;
        Some((id.to_owned(), name.to_owned()))
    });
    named.collect()
}

fn has_type(object: &Object<'_>, is: fn(&str) -> bool) -> bool {
    match object.fields.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// Types whose fields describe the report.
fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
}

/// Types whose fields describe the page.
fn is_page(kind: &str) -> bool {
    kind.ends_with("WebPage")
}

fn is_same(url: &str, canonical: &str) -> bool {
    let bare = |url: &str| url.trim().trim_end_matches('/').to_owned();
    bare(url) == bare(canonical)
}

/// What a value says: a text, the name of an object, or of the object that it refers to.
fn text(value: &Value, names: &BTreeMap<String, String>) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => {
            let field = |key: &str| object.get(key)?.as_str().map(str::to_owned);
            let id = field("@id");
            field("name")
                .or_else(|| names.get(id.as_ref()?).cloned())
                .or(id)
                .or_else(|| field("url"))
        }
        Value::Array(values) => text(values.first()?, names),
        _ => None,
    }
}

fn say(object: &Object<'_>, names: &BTreeMap<String, String>, sayings: &mut Sayings) {
    let said = |key: &str| {
        let value = text(object.fields.get(key)?, names)?;
        let value = entity::decoded(&value);
        (!value.trim().is_empty()).then(|| Said {
            value,
            place: format!("schema.org metadata (line {})", object.line),
        })
    };
    let is_name = |said: &Said| !said.value.contains("://");
    sayings.titles.extend(said("headline"));
    sayings.titles.extend(said("name").filter(is_name));
    sayings
        .publications
        .extend(said("publisher").filter(is_name));
    sayings
        .urls
        .extend(said("url").or_else(|| said("mainEntityOfPage")));
    sayings.published.extend(said("datePublished"));
    sayings.modified.extend(said("dateModified"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str, canonical: &str) -> [Vec<String>; 3] {
        let page = format!("<script type='application/ld+json'>{json}</script>");
        let canonical = Said {
            value: canonical.to_owned(),
            place: String::new(),
        };
        let said = read(&Tree::of(&page), Some(&canonical));
        [said.titles, said.publications, said.published]
            .map(|all| all.into_iter().map(|said| said.value).collect())
    }

    #[test]
    fn the_article_is_meant_and_not_the_page_around_it() {
        let json = r#"{"@graph": [
            {"@type": "WebPage", "name": "P", "datePublished": "2026-01-08"},
            {"@type": ["Article"], "headline": "A", "datePublished": "2026-01-09",
             "publisher": {"@id": "https://x.example/#org"}},
            {"@type": "Organization", "@id": "https://x.example/#org", "name": "The Tide"}]}"#;
        assert_eq!(of(json, ""), [["A"], ["The Tide"], ["2026-01-09"]]);
    }

    #[test]
    fn of_several_articles_the_one_at_the_pages_address_is_meant() {
        let json = r#"[{"@type": "NewsArticle", "headline": "A", "url": "https://x.example/a"},
            {"@type": "NewsArticle", "headline": "B", "mainEntityOfPage": "https://x.example/b/"}]"#;
        assert_eq!(of(json, "https://x.example/b")[0], ["B"]);
        assert_eq!(of(json, "https://x.example/c")[0], ["A"]);
    }

    #[test]
    fn an_address_is_no_name() {
        let json = r#"{"@type": "Article", "publisher": {"@id": "https://x.example/#org"}}"#;
        assert_eq!(of(json, "")[1], Vec::<String>::new());
    }
}
