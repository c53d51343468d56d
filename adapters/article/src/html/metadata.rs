//! What a page says of itself: schema.org in JSON-LD, Open Graph, `<meta>`, `<link>`, `<time>`.

use claimbook_adapter::compose::{Composer, shown};
use claimbook_adapter::{Period, calendar};

use super::schema;
use super::tree::Tree;
use crate::entity;

/// One thing that a page says of itself, and where.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) value: String,
    /// What says it, with its line.
    pub(super) place: String,
}

/// Everything that a page says of itself; of each thing the most reliable place first.
#[derive(Clone, Debug, Default)]
pub(super) struct Sayings {
    pub(super) titles: Vec<Said>,
    pub(super) publications: Vec<Said>,
    pub(super) urls: Vec<Said>,
    pub(super) published: Vec<Said>,
    pub(super) modified: Vec<Said>,
    /// What cannot be read at all.
    pub(super) findings: Vec<String>,
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

/// Dates that are apart by no more may be one instant in two time zones. In days.
const TIME_ZONE_DAYS: i64 = 1;

/// Reads what the page says of itself, and reports what of it cannot be used. The names that it
/// gives the report.
pub(super) fn read(composer: &mut Composer<'_>, tree: &Tree<'_>) -> Vec<String> {
    let mut head = Sayings::default();
    self::head(tree, &mut head);
    times(tree, &mut head);
    let mut sayings = schema::read(tree, head.urls.first());
    sayings.titles.append(&mut head.titles);
    sayings.publications.append(&mut head.publications);
    sayings.urls.append(&mut head.urls);
    sayings.published.append(&mut head.published);
    sayings.modified.append(&mut head.modified);
    for finding in &sayings.findings {
        composer.finding(finding);
    }
    for publication in sayings.publications.iter().take(1) {
        composer.publication(publication.value.trim());
    }
    address(composer, &sayings.urls);
    if let Some(published) = first_date(composer, &sayings.published, "publication") {
        composer.published(published);
    }
    if let Some((modified, place)) = first_of(composer, &sayings.modified, "its last change") {
        match modified.length_days() {
            1 => composer.modified(modified.first_day()),
            _ => composer.finding(format!(
                "its {place} gives {modified} as the date of its last change, which is no day; \
                 left out"
            )),
        }
    }
    language(composer, tree);
    sayings.titles.into_iter().map(|said| said.value).collect()
}

/// The page's address: the first that is one. Those of other hosts are reported.
fn address(composer: &mut Composer<'_>, urls: &[Said]) {
    let whole = |url: &&Said| host(&url.value).is_some();
    let Some(first) = urls.iter().find(whole).or(urls.first()) else {
        return;
    };
    composer.url(first.value.trim());
    let other = urls
        .iter()
        .filter(whole)
        .find(|url| host(&url.value) != host(&first.value));
    if let Some(other) = other {
        composer.finding(format!(
            "its {} says that it stands at {}, its {} at {}; the first was taken",
            first.place,
            shown(&first.value),
            other.place,
            shown(&other.value)
        ));
    }
}

/// The host of an address, without `www.` and the like.
fn host(url: &str) -> Option<&str> {
    let rest = url
        .trim()
        .strip_prefix("https://")
        .or(url.trim().strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = ["www.", "amp.", "m."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix))
        .unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// Reports a page that says that it is in another language than the one that is read.
fn language(composer: &mut Composer<'_>, tree: &Tree<'_>) {
    let html = tree
        .all_elements()
        .find(|(_, element)| element.name == "html");
    let Some((number, language)) =
        html.and_then(|(number, element)| Some((number, element.attribute("lang")?.trim())))
    else {
        return;
    };
    let code = language.split(['-', '_']).next().unwrap_or("");
    if !code.is_empty() && !code.eq_ignore_ascii_case("en") {
        composer.finding(format!(
            "its <html> (line {}) gives '{}' as its language; it is read as English",
            tree.line(number),
            shown(language)
        ));
    }
}

fn first_date(composer: &mut Composer<'_>, said: &[Said], of_what: &str) -> Option<Period> {
    first_of(composer, said, of_what).map(|(period, _)| period)
}

/// The first date that is one, and where it stands. What is none, or disagrees, is reported.
fn first_of<'s>(
    composer: &mut Composer<'_>,
    said: &'s [Said],
    of_what: &str,
) -> Option<(Period, &'s str)> {
    let mut first: Option<(Period, &str)> = None;
    for one in said {
        let Some(period) = calendar::date_alone(&one.value) else {
            composer.finding(format!(
                "its {} gives '{}' as the date of {of_what}, which is no date; left out",
                one.place,
                shown(&one.value)
            ));
            continue;
        };
        match first {
            None => first = Some((period, &one.place)),
            Some((chosen, place)) if days_apart(chosen, period) > TIME_ZONE_DAYS => {
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
    first
}

/// How many days lie between two periods; none if they share one.
fn days_apart(one: Period, other: Period) -> i64 {
    let after = (other.first_day() - one.last_day()).num_days();
    let before = (one.first_day() - other.last_day()).num_days();
    after.max(before).max(0)
}

fn head(tree: &Tree<'_>, sayings: &mut Sayings) {
    for (number, element) in tree.all_elements() {
        let attribute = |name: &str| element.attribute(name).map(str::trim);
        match element.name {
            "meta" => {
                let key = attribute("property")
                    .or(attribute("name"))
                    .or(attribute("itemprop"));
                if let (Some(key), Some(value)) = (key, attribute("content")) {
                    let place = format!("<meta> (line {})", tree.line(number));
                    meta(&key.to_lowercase(), said(Some(value), &place), sayings);
                }
            }
            "link" if attribute("rel") == Some("canonical") => {
                let place = format!("canonical link (line {})", tree.line(number));
                let said = said(attribute("href"), &place);
                sayings.urls.splice(0..0, said);
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

fn meta(key: &str, value: Option<Said>, sayings: &mut Sayings) {
    match key {
        "og:title" | "twitter:title" | "headline" => sayings.titles.extend(value),
        "og:site_name" | "application-name" | "publisher" | "dc.publisher"
        | "dcterms.publisher" | "citation_publisher" => sayings.publications.extend(value),
        "og:url" => sayings.urls.extend(value),
        key if PUBLISHED.contains(&key) => sayings.published.extend(value),
        key if MODIFIED.contains(&key) => sayings.modified.extend(value),
        _ => {}
    }
}

/// `<time>` that is marked as the day of publication or of the last change.
fn times(tree: &Tree<'_>, sayings: &mut Sayings) {
    for (number, element) in tree
        .all_elements()
        .filter(|(_, element)| element.name == "time")
    {
        let class = element.attribute("class").unwrap_or("").to_lowercase();
        let value = element
            .attribute("datetime")
            .map_or_else(|| tree.raw_text(number), str::to_owned);
        let said = said(
            Some(&value),
            &format!("<time> (line {})", tree.line(number)),
        );
        match element.attribute("itemprop") {
            Some("datePublished") => sayings.published.extend(said),
            Some("dateModified") => sayings.modified.extend(said),
            _ if class.contains("publish") => sayings.published.extend(said),
            _ if class.contains("update") || class.contains("modif") => {
                sayings.modified.extend(said);
            }
            _ => {}
        }
    }
}

fn said(value: Option<&str>, place: &str) -> Option<Said> {
    value
        .filter(|value| !value.trim().is_empty())
        .map(|value| Said {
            value: value.to_owned(),
            place: place.to_owned(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_adapter::Layout;

    fn of(page: &str) -> Layout<'_> {
        let mut composer = Composer::new(page);
        for title in read(&mut composer, &Tree::of(page)).iter().take(1) {
            composer.name(title);
        }
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
                "its schema.org metadata (line 1) is no JSON and was left out",
                "its <meta> (line 1) gives 'last Tuesday' as the date of publication, which is no date; \
                 left out",
                "its <meta> (line 1) gives 2025-09-08 as the date of publication, its <time> \
                 (line 1) 2024-01-01; the first was taken",
                "it gives 2025-09-01 as the day of its last change, before its publication on \
                 2025-09-08; the change was left out",
            ]
        );
    }

    #[test]
    fn hosts_and_languages_that_disagree_are_said() {
        let layout = of(
            "<html lang=de-AT>\n<link rel=canonical href='https://www.tide.example/a'>\
             <meta property=og:url content='https://tide.example/a?x'>\n<meta property=og:url \
             content='https://mirror.example/a'>",
        );
        assert_eq!(layout.url.as_deref(), Some("https://www.tide.example/a"));
        assert_eq!(
            layout.findings,
            [
                "its canonical link (line 2) says that it stands at https://www.tide.example/a, its \
                 <meta> (line 3) at https://mirror.example/a; the first was taken",
                "its <html> (line 1) gives 'de-AT' as its language; it is read as English",
            ]
        );
    }

    #[test]
    fn dates_a_time_zone_apart_agree() {
        let layout = of(
            "<meta name=date content=2025-09-08T23:00-05:00><meta name=pubdate \
             content=2025-09-09T04:00Z><meta name=lastmod content='October 2025'>",
        );
        assert_eq!(layout.published.unwrap().to_string(), "2025-09-08");
        assert_eq!(
            layout.findings,
            [
                "its <meta> (line 1) gives 2025-10 as the date of its last change, which is no day; \
              left out"
            ]
        );
    }
}
