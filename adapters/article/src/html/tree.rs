//! A page as a tree: its nodes in the order of the page, each knowing where its subtree ends.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::elements::{self, Flow};

/// Attributes that are kept; the rest says nothing of layout.
const KEPT: [&str; 18] = [
    "aria-hidden",
    "class",
    "colspan",
    "content",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "rowspan",
    "style",
    "type",
];
/// How far up the open elements a tag looks for the one that it ends. A page that nests deeper in
/// between is not laid out by its author's rules, but it is read, and in linear time.
const LOOK_UP: usize = 64;

/// A page. Nodes are numbered in the order of the page.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    /// Where the lines of the page end, in bytes.
    line_ends: Vec<usize>,
    /// The nodes.
    pub(super) nodes: Vec<Node<'a>>,
}

/// A node, and the number behind the last node of its subtree.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// What it is.
    pub(super) kind: Kind<'a>,
    /// The number of the first node that is not in its subtree.
    pub(super) end: usize,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    /// An element.
    Element(Element),
    /// Text as it stands in the page, entities and all.
    Text(&'a str),
}

/// An element's name and the attributes that matter.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name, if it matters; else "".
    pub(super) name: &'static str,
    /// How it behaves in the flow of text.
    pub(super) flow: Flow,
    /// Where its tag begins in the page, in bytes.
    start: usize,
    attributes: Vec<(&'static str, String)>,
}

impl Element {
    /// The value of an attribute, "" if it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(kept, _)| *kept == name)
            .map(|(_, value)| value.as_str())
    }

    fn of(tag: &StartTag<usize>) -> Self {
        let (name, flow) = elements::known(&String::from_utf8_lossy(&tag.name));
        // Most elements have none or one; the kept ones are looked for in the shorter list.
        let attributes = tag.attributes.iter().filter_map(|(given, value)| {
            let kept = KEPT
                .iter()
                .find(|kept| kept.as_bytes() == given.as_slice())?;
            Some((*kept, String::from_utf8_lossy(value).into_owned()))
        });
        Self {
            name,
            flow,
            start: tag.span.start,
            attributes: attributes.collect(),
        }
    }
}

impl<'a> Tree<'a> {
    /// Reads a page.
    pub(super) fn of(document: &'a str) -> Self {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        // Scripts and styles hold no tags.
        emitter.naively_switch_states(true);
        let mut builder = Builder::default();
        for Ok(token) in Tokenizer::new_with_emitter(document, emitter) {
            match token {
                Token::StartTag(tag) => builder.start(&tag),
                Token::EndTag(tag) => builder.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => {
                    if let Some(text) = document.get(text.span.start..text.span.end) {
                        builder.nodes.push(Node {
                            kind: Kind::Text(text),
                            end: builder.nodes.len() + 1,
                        });
                    }
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        builder.finish(document)
    }

    /// The element of that number, if it is one.
    pub(super) fn element(&self, number: usize) -> Option<&Element> {
        match &self.nodes.get(number)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }

    /// The line of the page on which an element begins, from 1.
    pub(super) fn line(&self, number: usize) -> usize {
        let start = self.element(number).map_or(0, |element| element.start);
        self.line_ends.partition_point(|end| *end < start) + 1
    }

    /// The elements in the subtree of a node, itself included, by number.
    pub(super) fn elements(&self, root: usize) -> impl Iterator<Item = (usize, &Element)> {
        let end = self.nodes.get(root).map_or(root, |node| node.end);
        (root..end).filter_map(|number| self.element(number).map(|element| (number, element)))
    }

    /// All elements by number.
    pub(super) fn all_elements(&self) -> impl Iterator<Item = (usize, &Element)> {
        (0..self.nodes.len()).filter_map(|n| self.element(n).map(|element| (n, element)))
    }

    /// The children of a node, by number.
    pub(super) fn children(&self, parent: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes.get(parent).map_or(parent, |node| node.end);
        let mut next = parent + 1;
        std::iter::from_fn(move || {
            let child = Some(next).filter(|next| *next < end)?;
            next = self.nodes[child].end;
            Some(child)
        })
    }

    /// The element that a node stands in.
    pub(super) fn parent(&self, child: usize) -> Option<usize> {
        (0..child)
            .rev()
            .find(|number| self.nodes[*number].end > child)
    }

    /// The text of a subtree as it stands, entities and all.
    pub(super) fn raw_text(&self, root: usize) -> String {
        let end = self.nodes.get(root).map_or(root, |node| node.end);
        self.nodes[root.min(end)..end]
            .iter()
            .filter_map(|node| match node.kind {
                Kind::Text(text) => Some(text),
                Kind::Element(_) => None,
            })
            .collect()
    }
}

#[derive(Default)]
struct Builder<'a> {
    nodes: Vec<Node<'a>>,
    /// Numbers of the open elements.
    open: Vec<usize>,
}

impl Builder<'_> {
    fn start(&mut self, tag: &StartTag<usize>) {
        let element = Element::of(tag);
        if let Some((ended, beyond)) = elements::ends(element.name, element.flow) {
            self.end_any(ended, beyond);
        }
        let is_void = tag.self_closing || elements::is_void(&String::from_utf8_lossy(&tag.name));
        self.nodes.push(Node {
            kind: Kind::Element(element),
            end: self.nodes.len() + 1,
        });
        if !is_void {
            self.open.push(self.nodes.len() - 1);
        }
    }

    /// Ends the nearest open element of one of these names, unless one of the others is nearer.
    fn end_any(&mut self, ended: &[&str], beyond: &[&str]) {
        let looks_past_blocks = !beyond.is_empty();
        for depth in (0..self.open.len()).rev().take(LOOK_UP) {
            let (name, flow) = self.open_at(depth);
            if ended.contains(&name) {
                return self.close_from(depth);
            }
            let is_block = flow == Flow::Block;
            if beyond.contains(&name) || is_block && !looks_past_blocks {
                return;
            }
        }
    }

    /// An end tag: ends the nearest open element of that name. An inline one does not end blocks.
    fn end(&mut self, name: &str) {
        let (name, flow) = elements::known(name);
        let is_inline = flow == Flow::Inline;
        for depth in (0..self.open.len()).rev().take(LOOK_UP) {
            let (open, open_flow) = self.open_at(depth);
            if open == name {
                return self.close_from(depth);
            }
            if is_inline && open_flow != Flow::Inline {
                return;
            }
        }
    }

    /// Name and flow of an open element.
    fn open_at(&self, depth: usize) -> (&'static str, Flow) {
        match &self.nodes[self.open[depth]].kind {
            Kind::Element(element) => (element.name, element.flow),
            Kind::Text(_) => ("", Flow::Inline),
        }
    }

    fn close_from(&mut self, depth: usize) {
        let end = self.nodes.len();
        for number in self.open.drain(depth..) {
            self.nodes[number].end = end;
        }
    }
}

impl<'a> Builder<'a> {
    fn finish(mut self, document: &'a str) -> Tree<'a> {
        self.close_from(0);
        Tree {
            line_ends: document.match_indices('\n').map(|(end, _)| end).collect(),
            nodes: self.nodes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names and texts, children in brackets.
    fn shape(page: &str) -> String {
        let tree = Tree::of(page);
        let mut ends: Vec<usize> = Vec::new();
        let mut shape = String::new();
        for (number, node) in tree.nodes.iter().enumerate() {
            while ends.last() == Some(&number) {
                ends.pop();
                shape.push(')');
            }
            match &node.kind {
                Kind::Element(element) => {
                    shape.push_str(element.name);
                    shape.push('(');
                    ends.push(node.end);
                }
                Kind::Text(text) => shape.push_str(text),
            }
        }
        shape + &")".repeat(ends.len())
    }

    #[test]
    fn end_tags_that_authors_leave_out_are_supplied() {
        assert_eq!(shape("<p>a<p>b<div>c</div>"), "p(a)p(b)div(c)");
        assert_eq!(
            shape("<ul><li>a<li>b<ul><li>c</ul></ul>"),
            "ul(li(a)li(bul(li(c))))"
        );
        assert_eq!(
            shape("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "table(tr(td(a)td(b))tr(td(c)))d"
        );
    }

    #[test]
    fn stray_end_tags_end_nothing() {
        assert_eq!(shape("a</p></div><b>c<div>d</b>e</div>"), "ab(cdiv(de))");
    }

    #[test]
    fn scripts_hold_no_tags_and_void_elements_nothing() {
        assert_eq!(
            shape("<script>if (a<b) '<p>'</script><br>x<hr>"),
            "script(if (a<b) '<p>')br()xhr()"
        );
    }
}
