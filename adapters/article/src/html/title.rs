//! Which heading of a page is its title.

use super::elements;
use super::furnishing::Furnishing;
use super::tree::Tree;
use crate::entity;

/// The title is looked for among so many headings.
const HEADINGS: usize = 64;

/// What stands between the title of a report and the name of its site.
const SEPARATORS: [char; 6] = ['|', '-', '–', '—', '·', '«'];

/// The title of a page.
pub(super) struct Title {
    /// Its name.
    pub(super) name: Option<String>,
    /// The number of the heading that is the title.
    pub(super) heading: Option<usize>,
}

/// The title: the heading that says what one of the metadata's names of the report says, else the
/// first of the highest level in the article, else on the page. Where only the page's `<title>`
/// goes on behind that heading, with the name of the site, the heading has the name.
pub(super) fn of(tree: &Tree<'_>, furnishing: &Furnishing, named: &[String]) -> Title {
    let named = named.iter().map(|name| (letters(name), name.trim()));
    let named = named
        .filter(|(letters, _)| !letters.is_empty())
        .collect::<Vec<_>>();
    let headings = || {
        tree.all_elements()
            .filter(|(_, element)| elements::heading_level(element.name).is_some())
            .filter(|(number, _)| !furnishing.is_furniture_itself(*number))
    };
    for (number, _) in headings().take(HEADINGS) {
        let said = letters(&said(tree, number));
        if let Some((_, name)) = named.iter().find(|(name, _)| *name == said) {
            return Title {
                name: Some((*name).to_owned()),
                heading: Some(number),
            };
        }
    }
    let first = |is_beside: bool| {
        let mut headings = headings().map(|(number, element)| (number, element.name));
        headings.find(|(number, name)| {
            *name == "h1" && (is_beside || !furnishing.is_furniture(*number))
        })
    };
    let heading = first(false).or_else(|| first(true));
    let heading = heading.map(|(number, _)| number);
    let goes_on = |said: &String| {
        let behind = |name: &str| {
            name.strip_prefix(said)
                .map(|rest| rest.trim_start().to_owned())
        };
        !said.is_empty()
            && named
                .iter()
                .any(|(_, name)| behind(name).is_some_and(|rest| rest.starts_with(SEPARATORS)))
    };
    let own = heading
        .map(|number| said(tree, number))
        .filter(|said| goes_on(said) || named.is_empty());
    Title {
        name: own.or_else(|| named.first().map(|(_, name)| (*name).to_owned())),
        heading,
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The text of a heading.
fn said(tree: &Tree<'_>, number: usize) -> String {
    entity::decoded(&tree.raw_text(number))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, named: &[&str], heading: &str, name: &str) {
        let tree = Tree::of(page);
        let named = named.iter().map(|name| (*name).to_owned());
        let title = of(&tree, &Furnishing::of(&tree), &named.collect::<Vec<_>>());
        let found = title
            .heading
            .map_or_else(String::new, |number| said(&tree, number));
        assert_eq!(
            (found.as_str(), title.name.as_deref()),
            (heading, Some(name))
        );
    }

    #[test]
    fn the_metadata_tell_the_title_from_the_sites_name() {
        let page = "<h1>The Tide</h1><div><h2>A ship is sold</h2><p>It went for $5.</p></div>";
        check(
            page,
            &["A ship is sold"],
            "A ship is sold",
            "A ship is sold",
        );
        check(page, &[], "The Tide", "The Tide");
    }

    #[test]
    fn without_them_it_is_the_articles_own_heading() {
        let page = "<h1>The Tide</h1><article><h1>A ship is sold</h1><p>It went for $5.</p>";
        check(
            page,
            &["Something else"],
            "A ship is sold",
            "Something else",
        );
    }

    #[test]
    fn a_sites_name_behind_the_title_is_left_out() {
        let page = "<article><h1>A ship is sold</h1><p>It went for $5.</p>";
        check(
            page,
            &["A ship is sold - The Tide"],
            "A ship is sold",
            "A ship is sold",
        );
        let description = ["a vessel", "A ship is sold | The Tide"];
        check(page, &description, "A ship is sold", "A ship is sold");
    }
}
