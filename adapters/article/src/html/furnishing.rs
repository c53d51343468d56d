//! Which part of a page is the article, and which of its parts are furniture: navigation, related
//! stories, boxes, comments.

use super::elements::Flow;
use super::names::is_furniture;
use super::tree::{Element, Kind, Tree};

/// A furnishing that holds more than this share of the page's paragraphs is none. In percent.
const FURNITURE_SHARE: usize = 40;
/// An element that holds this share of the page's paragraphs may be the article. In percent.
const ARTICLE_SHARE: usize = 70;
/// A declared article must hold this share of them, or it is a teaser of another. In percent.
const DECLARED_SHARE: usize = 30;

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
        let furniture = spread(tree, |number, element| {
            is_furniture(element) && text.share(tree, number) < FURNITURE_SHARE
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
        let end = tree.nodes[number].end;
        (self.before[end] - self.before[number]) * 100 / self.whole().max(1)
    }
}

/// The element that the page itself calls the article: the fullest `<article>` or body of one,
/// else `<main>`. Of two that hold the same text the inner one.
fn declared_article(tree: &Tree<'_>, text: &ParagraphText) -> Option<usize> {
    let is_article = |element: &Element| {
        element.name == "article"
            || element
                .attribute("itemprop")
                .is_some_and(|property| property.split_whitespace().any(|p| p == "articleBody"))
    };
    let is_main =
        |element: &Element| element.name == "main" || element.attribute("role") == Some("main");
    let fullest = |is: &dyn Fn(&Element) -> bool| {
        tree.all_elements()
            .filter(|(_, element)| is(element))
            .map(|(number, _)| (text.share(tree, number), number))
            .filter(|(share, _)| *share >= DECLARED_SHARE)
            .max()
            .map(|(_, number)| number)
    };
    fullest(&is_article).or_else(|| fullest(&is_main))
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
    fn corrections_stay() {
        let page = "<article><p>The story is told in a sentence or two.</p><aside \
                    class=correctionBox>We were wrong.</aside><aside>Box</aside></article>";
        assert_eq!(article(page)[1..], ["We were wrong."]);
    }
}
