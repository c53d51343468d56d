//! Which heading of a page is its title.

use super::elements;
use super::furnishing::Furnishing;
use super::tree::Tree;
use crate::entity;

/// The title is looked for among so many headings.
const HEADINGS: usize = 64;

/// The heading that is the title: the one that says what the metadata call the report, else the
/// first of the highest level in the article, else on the page.
pub(super) fn of(tree: &Tree<'_>, furnishing: &Furnishing, named: Option<&str>) -> Option<usize> {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let named = named.map(letters).filter(|named| !named.is_empty());
    let headings = || {
        tree.all_elements()
            .filter(|(_, element)| elements::heading_level(element.name).is_some())
            .filter(|(number, _)| !furnishing.is_furniture_itself(*number))
    };
    let is_named = |number: usize| {
        let text = letters(&entity::decoded(&tree.raw_text(number)));
        named.as_ref().is_some_and(|named| *named == text)
    };
    let first = |is_beside: bool| {
        headings().find(|(number, element)| {
            element.name == "h1" && (is_beside || !furnishing.is_furniture(*number))
        })
    };
    let by_name = headings()
        .take(HEADINGS)
        .find(|(number, _)| is_named(*number));
    by_name
        .or_else(|| first(false))
        .or_else(|| first(true))
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(page: &str, named: Option<&str>) -> String {
        let tree = Tree::of(page);
        let number = of(&tree, &Furnishing::of(&tree), named);
        number.map_or_else(String::new, |number| tree.raw_text(number))
    }

    #[test]
    fn the_metadata_tell_the_title_from_the_sites_name() {
        let page = "<h1>The Tide</h1><div><h2>A ship is sold</h2><p>It went for $5.</p></div>";
        assert_eq!(title(page, Some("A ship is sold")), "A ship is sold");
        assert_eq!(title(page, None), "The Tide");
    }

    #[test]
    fn without_them_it_is_the_articles_own_heading() {
        let page = "<h1>The Tide</h1><article><h1>A ship is sold</h1><p>It went for $5.</p>";
        assert_eq!(title(page, Some("Something else")), "A ship is sold");
    }
}
