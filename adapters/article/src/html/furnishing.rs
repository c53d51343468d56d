//! Which part of a page is the article, and which of its parts are furniture: navigation, related
//! stories, boxes, comments.

use super::elements::Flow;
use super::names::{is_comments, is_furniture};
use super::tree::{Element, Kind, Tree};
use crate::{entity, furniture};

/// A furnishing that holds more than this share of the page's paragraphs is none. In percent.
const FURNITURE_SHARE: usize = 40;
/// An element that holds this share of the page's paragraphs may be the article. In percent.
const ARTICLE_SHARE: usize = 70;
/// A declared article must hold this share of them, or it is a teaser of another. In percent.
const DECLARED_SHARE: usize = 30;
/// One that holds less than this may be an entry of several that are one report. In percent.
const WHOLE_SHARE: usize = 60;

/// What every node of a page is.
#[derive(Debug)]
pub(super) struct Furnishing {
    /// The numbers of the article's first node and of the first one behind it.
    article: (usize, usize),
    is_declared: bool,
    /// Furniture by node: the number of the first node behind the outermost furniture it is in,
    /// or 0.
    furniture: Vec<bool>,
    unseen: Vec<bool>,
}

impl Furnishing {
    /// Of a page.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let text = ParagraphText::of(tree);
        let unseen = spread(tree, |_, element| element.flow == Flow::Unseen);
        let titles = titles(tree);
        let holds_title = |number: usize| {
            let next = titles.partition_point(|title| *title < number);
            titles
                .get(next)
                .is_some_and(|title| *title < tree.nodes[number].end)
        };
        let furniture = spread(tree, |number, element| {
            let is_small = || text.share(tree, number) < FURNITURE_SHARE;
            is_furniture(element)
                && (is_small() || is_comments(element) && !holds_title(number))
                && !(element.name == "aside" && is_headed_as_key_figures(tree, number))
        });
        let own_text = ParagraphText::outside(tree, &furniture);
        let declared = declared_article(tree, &own_text);
        let article = declared
            .or_else(|| densest(tree, &own_text))
            .map_or((0, tree.nodes.len()), |number| {
                (number, tree.nodes[number].end)
            });
        Self {
            article,
            is_declared: declared.is_some(),
            furniture,
            unseen,
        }
    }

    /// Whether a node is furniture, or stands beside the article.
    pub(super) fn is_furniture(&self, number: usize) -> bool {
        let is_beside = !(self.article.0..self.article.1).contains(&number);
        is_beside || self.furniture.get(number).copied().unwrap_or(false)
    }

    /// Whether a node is furniture wherever it stands.
    pub(super) fn is_furniture_itself(&self, number: usize) -> bool {
        self.furniture.get(number).copied().unwrap_or(false)
    }

    /// Whether a browser shows no text of a node.
    pub(super) fn is_unseen(&self, number: usize) -> bool {
        self.unseen.get(number).copied().unwrap_or(false)
    }

    /// Whether the page says nowhere which part is the article.
    pub(super) fn is_without_article(&self) -> bool {
        !self.is_declared
    }
}

/// Marks the subtrees of the elements that are asked for.
fn spread(tree: &Tree<'_>, mut is: impl FnMut(usize, &Element) -> bool) -> Vec<bool> {
    let mut marked = Vec::with_capacity(tree.nodes.len());
    let mut end = 0;
    for (number, node) in tree.nodes.iter().enumerate() {
        if number >= end
            && let Kind::Element(element) = &node.kind
            && is(number, element)
        {
            end = node.end;
        }
        marked.push(number < end);
    }
    marked
}

/// The numbers of the elements that may be the page's title or its article: what holds one is
/// more than comments.
fn titles(tree: &Tree<'_>) -> Vec<usize> {
    tree.all_elements()
        .filter(|(_, element)| element.name == "h1" || is_body(element))
        .map(|(number, _)| number)
        .collect()
}

/// Whether a box begins with a heading that says that it holds the key figures.
fn is_headed_as_key_figures(tree: &Tree<'_>, number: usize) -> bool {
    const NODES: usize = 8;
    let end = tree.nodes[number].end.min(number + NODES);
    let first = tree.nodes[number..end]
        .iter()
        .find_map(|node| match node.kind {
            Kind::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Kind::Element(_) => None,
        });
    first.is_some_and(|text| furniture::is_key_figures(&entity::decoded(text)))
}

/// How much text the paragraphs hold, counted up to each node. In bytes.
struct ParagraphText {
    /// Bytes of paragraphs' text before each node, and at the end of the page.
    before: Vec<usize>,
}

impl ParagraphText {
    fn of(tree: &Tree<'_>) -> Self {
        Self::outside(tree, &[])
    }

    /// Paragraphs in marked nodes not counted.
    fn outside(tree: &Tree<'_>, marked: &[bool]) -> Self {
        let in_paragraph = spread(tree, |_, element| {
            matches!(element.name, "p" | "li" | "blockquote" | "pre")
        });
        let mut before = Vec::with_capacity(tree.nodes.len() + 1);
        let mut sum = 0;
        before.push(0);
        for (number, node) in tree.nodes.iter().enumerate() {
            let is_counted = in_paragraph[number] && !marked.get(number).copied().unwrap_or(false);
            if let Kind::Text(text) = node.kind
                && is_counted
            {
                sum += text.trim().len();
            }
            before.push(sum);
        }
        Self { before }
    }

    fn whole(&self) -> usize {
        self.before.last().copied().unwrap_or(0)
    }

    /// The share of a subtree, in percent.
    fn share(&self, tree: &Tree<'_>, number: usize) -> usize {
        self.bytes(tree, number) * 100 / self.whole().max(1)
    }

    fn bytes(&self, tree: &Tree<'_>, number: usize) -> usize {
        self.before[tree.nodes[number].end] - self.before[number]
    }
}

/// The element that the page itself calls the article: the fullest `<article>` or body of one,
/// else `<main>`. Of two that hold the same text the inner one.
fn declared_article(tree: &Tree<'_>, text: &ParagraphText) -> Option<usize> {
    let is_article = |element: &Element| element.name == "article" || is_body(element);
    let is_main =
        |element: &Element| element.name == "main" || element.attribute("role") == Some("main");
    let fullest = |is: &dyn Fn(&Element) -> bool| {
        tree.all_elements()
            .filter(|(_, element)| is(element))
            .map(|(number, _)| (text.share(tree, number), number))
            .max()
    };
    let main = || fullest(&is_main).filter(|(share, _)| *share >= DECLARED_SHARE);
    match fullest(&is_article) {
        Some((share, number)) if share >= WHOLE_SHARE => Some(number),
        // Of the entries of a live report none is the whole of it.
        Some((share, number)) => entries_around(tree, text, number)
            .or_else(|| (share >= DECLARED_SHARE).then_some(number))
            .or_else(|| main().map(|(_, number)| number)),
        None => main().map(|(_, number)| number),
    }
}

fn is_body(element: &Element) -> bool {
    element
        .attribute("itemprop")
        .is_some_and(|property| property.split_whitespace().any(|p| p == "articleBody"))
}

/// The element that holds an entry, if it and its siblings are entries that are most of the page.
fn entries_around(tree: &Tree<'_>, text: &ParagraphText, entry: usize) -> Option<usize> {
    let name = tree.element(entry)?.name;
    let parent = tree.parent(entry)?;
    let entries = tree
        .children(parent)
        .filter(|child| tree.element(*child).is_some_and(|e| e.name == name))
        .map(|child| text.bytes(tree, child))
        .collect::<Vec<_>>();
    let all = entries.iter().sum::<usize>();
    let is_whole = entries.len() > 1 && all * 100 >= text.whole() * WHOLE_SHARE;
    is_whole.then_some(parent)
}

/// The smallest element that holds most of the paragraphs.
fn densest(tree: &Tree<'_>, text: &ParagraphText) -> Option<usize> {
    tree.all_elements()
        .filter(|(_, element)| element.flow == Flow::Block)
        .filter(|(_, element)| !matches!(element.name, "p" | "ul" | "ol" | "li" | "blockquote"))
        .filter(|(number, _)| text.share(tree, *number) >= ARTICLE_SHARE)
        .min_by_key(|(number, _)| tree.nodes[*number].end - number)
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of a page that are the article's.
    fn article(page: &str) -> Vec<String> {
        let tree = Tree::of(page);
        let furnishing = Furnishing::of(&tree);
        let texts = tree
            .nodes
            .iter()
            .enumerate()
            .filter_map(|(number, node)| match node.kind {
                Kind::Text(text) if !furnishing.is_unseen(number) => {
                    (!furnishing.is_furniture(number)).then(|| text.trim().to_owned())
                }
                _ => None,
            });
        texts.filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn the_declared_article_is_the_fullest() {
        let page = "<article><p>A teaser.</p></article><article><p>The story is longer than \
                    that.</p><aside>Box</aside></article><p>Below</p>";
        assert_eq!(article(page), ["The story is longer than that."]);
    }

    #[test]
    fn without_a_declaration_the_densest_part_is_taken() {
        let page = "<div><a>Menu</a></div><div class=w><div><p>The story is long enough to be \
                    one.</p><p>It goes on.</p></div><div class='sidebar'><p>Another \
                    story</p></div></div>";
        assert_eq!(
            article(page),
            ["The story is long enough to be one.", "It goes on."]
        );
    }

    #[test]
    fn a_class_that_covers_the_page_is_no_furniture() {
        let page = "<div class='page with-sidebar'><p>The whole story.</p></div>";
        assert_eq!(article(page), ["The whole story."]);
    }

    #[test]
    fn names_of_companies_and_shares_are_no_furniture() {
        let page = "<article><p>The story is told in a sentence or two.</p><section \
                    id=meta-platforms><p>One</p></section><div class=market-share>Two</div>\
                    <p>Its <span class=author>founder</span> left</p><div class='share \
                    post'>Three</div><div id=related-posts>Four</div></article>";
        assert_eq!(article(page)[1..], ["One", "Two", "Its", "founder", "left"]);
    }

    #[test]
    fn entries_of_a_live_report_are_one_article() {
        let entry =
            "<article><p>An entry of the report that is as long as the others.</p></article>";
        let page = format!(
            "<main><nav>x</nav><div>{}</div><p>y</p></main>",
            entry.repeat(4)
        );
        assert_eq!(article(&page).len(), 4);
    }

    #[test]
    fn comments_are_none_however_long_they_are() {
        let comments = "<p>A reader has written more than the author has.</p>".repeat(9);
        let page =
            format!("<div><p>The story is short.</p></div><div id=comments>{comments}</div>");
        assert_eq!(article(&page), ["The story is short."]);
    }

    #[test]
    fn a_box_of_key_figures_is_of_the_article() {
        let page = "<article><p>The story is told in a sentence or two, or three.</p><aside>\
                    <h3>Key figures</h3>5 ships</aside><aside><h3>More</h3>6</aside></article>";
        assert_eq!(article(page)[1..], ["Key figures", "5 ships"]);
    }

    #[test]
    fn corrections_stay() {
        let page = "<article><p>The story is told in a sentence or two.</p><aside \
                    class=correctionBox>We were wrong.</aside><aside>Box</aside></article>";
        assert_eq!(article(page)[1..], ["We were wrong."]);
    }
}
