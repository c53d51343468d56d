//! The text of a page: its nodes in order, collected into texts, each of which becomes a block.

use std::collections::BTreeMap;

use claimbook_adapter::compose::Composer;
use claimbook_adapter::runs::Runs;

use super::elements::{self, Flow};
use super::furnishing::Furnishing;
use super::table::{self, CellRole};
use super::tree::{Element, Kind, Tree};
use super::{names, raised};
use crate::entity;

mod emit;

/// How many open elements are looked at for what they make of a text.
const LOOK_UP: usize = 64;

/// Lays out the whole page: the article as what it is, the rest as boilerplate. `title` is the
/// number of the heading that is the title.
pub(super) fn lay_out<'a>(
    composer: &mut Composer<'a>,
    document: &'a str,
    tree: &Tree<'a>,
    furnishing: &Furnishing,
    title: Option<usize>,
) {
    let mut page = Page {
        composer,
        document,
        tree,
        furnishing,
        runs: Runs::new(document),
        hidden: Runs::new(document),
        seam: Seam::None,
        place: Place::default(),
        kind: None,
        open: Vec::new(),
        cells: BTreeMap::new(),
        cell_begun: None,
        breaks: 0,
        title,
        paragraphs: 0,
        other_section: None,
        is_under_key_heading: false,
    };
    for number in 0..tree.nodes.len() {
        page.close_before(number);
        page.node(number);
    }
    page.close_before(tree.nodes.len());
    page.flush();
    page.finish_cell();
}

/// Where the text being collected stands.
#[derive(Clone, Debug, Default)]
struct Place {
    /// It is not of the article.
    is_furniture: bool,
    /// It is not even of the article's surroundings: menus, forms.
    is_furniture_itself: bool,
    /// Text so far that stood in links. In bytes.
    linked: usize,
    /// The text that was set apart at the beginning: bold, or a time.
    lead: Option<usize>,
    /// It began in bold.
    begins_bold: bool,
}

/// What has been passed since the last text: two inline elements side by side may look like two
/// words though no blank stands between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seam {
    None,
    Closed,
    ClosedAndOpened,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum PlaceKind {
    Title,
    Heading(u8),
    Summary,
    Item,
    Caption,
    Term,
    Cell(CellRole),
}

struct Page<'a, 'p> {
    composer: &'p mut Composer<'a>,
    document: &'a str,
    tree: &'p Tree<'a>,
    furnishing: &'p Furnishing,
    runs: Runs<'a>,
    /// Text inside a line that no browser shows, until more of the line follows.
    hidden: Runs<'a>,
    seam: Seam,
    place: Place,
    /// What the nearest block element makes of its text.
    kind: Option<PlaceKind>,
    /// The open elements: where each ends, and what text was before it.
    open: Vec<Open>,
    /// Roles of the cells of tables, by number.
    cells: BTreeMap<usize, CellRole>,
    /// A cell whose text may go on in the next: a currency sign, or a bracket to be closed.
    cell_begun: Option<(CellRole, Runs<'a>)>,
    /// Line breaks in a row.
    breaks: usize,
    /// The number of the heading that is the title.
    title: Option<usize>,
    paragraphs: usize,
    /// Level of the heading of a section that is not the report.
    other_section: Option<u8>,
    /// The last heading says that the key figures follow.
    is_under_key_heading: bool,
}

#[derive(Clone, Debug)]
struct Open {
    number: usize,
    end: usize,
    name: &'static str,
    flow: Flow,
    /// What text is behind it, if it is a block.
    kind_after: Option<PlaceKind>,
    /// A name in a list of names and values.
    term: Option<String>,
}

impl<'a> Page<'a, '_> {
    /// Closes the elements that end before a node.
    fn close_before(&mut self, number: usize) {
        while let Some(open) = self.open.pop_if(|open| open.end <= number) {
            if open.flow == Flow::Block {
                self.flush();
                self.kind = open.kind_after;
                continue;
            }
            self.seam = Seam::Closed;
            if is_set_apart(open.name) && self.place.lead.is_none() {
                self.place.lead = Some(self.runs.text().trim_end().len());
            }
        }
    }

    fn node(&mut self, number: usize) {
        if self.furnishing.is_unseen(number) {
            return;
        }
        match &self.tree.nodes[number].kind {
            Kind::Text(text) => self.text(number, text),
            Kind::Element(element) => self.element(number, element),
        }
    }

    fn element(&mut self, number: usize, element: &Element) {
        if element.name == "br" {
            self.line_break();
        } else if element.flow == Flow::Block {
            self.flush();
        } else {
            self.begin_inline(element.name);
        }
        let open = Open {
            number,
            end: self.tree.nodes[number].end,
            name: element.name,
            flow: element.flow,
            kind_after: self.kind.clone(),
            term: None,
        };
        if element.name == "table" {
            let roles = table::roles(self.tree, number).unwrap_or_default();
            self.cells.extend(roles);
        }
        if element.flow == Flow::Block {
            self.kind = self.kind_of(number, element);
        }
        self.open.push(open);
    }

    fn begin_inline(&mut self, name: &str) {
        if self.seam == Seam::Closed {
            self.seam = Seam::ClosedAndOpened;
        }
        if matches!(name, "b" | "strong") && self.runs.is_empty() {
            self.place.begins_bold = true;
        }
    }

    /// What the text of a block element is. Elements that only group keep what is around them.
    fn kind_of(&mut self, number: usize, element: &Element) -> Option<PlaceKind> {
        if self.title == Some(number) {
            return Some(PlaceKind::Title);
        }
        let is_summary = self.is_short(number) && names::is_standfirst(element);
        match elements::heading_level(element.name) {
            Some(2..=4) if is_summary && self.paragraphs == 0 => return Some(PlaceKind::Summary),
            Some(level) => return Some(PlaceKind::Heading(level)),
            None => {}
        }
        match element.name {
            "li" => Some(PlaceKind::Item),
            "figcaption" | "caption" => Some(PlaceKind::Caption),
            "dt" => Some(PlaceKind::Term),
            "dd" => Some(PlaceKind::Cell(CellRole::Value {
                row: self.nearest_term(),
                column: String::new(),
            })),
            "td" | "th" => self.cells.get(&number).cloned().map(PlaceKind::Cell),
            _ if is_summary => Some(PlaceKind::Summary),
            _ if self.is_short(number) && names::is_caption(element) => Some(PlaceKind::Caption),
            "table" | "blockquote" | "ul" | "ol" | "dl" | "figure" => None,
            _ => self.kind.clone(),
        }
    }

    /// Whether a subtree can be one paragraph.
    fn is_short(&self, number: usize) -> bool {
        const NODES: usize = 24;
        self.tree.nodes[number].end - number <= NODES
    }

    fn text(&mut self, number: usize, text: &'a str) {
        let is_furniture = self.furnishing.is_furniture(number);
        if self.runs.is_empty() {
            self.place.is_furniture = is_furniture;
            self.place.is_furniture_itself = self.furnishing.is_furniture_itself(number);
        } else if is_furniture && !self.place.is_furniture {
            // Inside a line only what is hidden is furniture: the line goes on without it.
            return entity::flow(&mut self.hidden, text);
        } else if is_furniture != self.place.is_furniture {
            self.flush();
            return self.text(number, text);
        }
        if !text.trim().is_empty() {
            self.hidden = Runs::new(self.document);
        }
        if self.is_raised_apart(text) {
            return;
        }
        self.bridge_seam(text);
        let before = self.runs.text().len();
        entity::flow(&mut self.runs, text);
        if self.runs.text().len() > before + 1 {
            self.breaks = 0;
        }
        if self.link().is_some() {
            self.place.linked += self.runs.text().len() - before;
        }
    }

    /// Whether a raised or linked text is the mark of a footnote. A power is marked as one.
    fn is_raised_apart(&mut self, text: &str) -> bool {
        let is_raised = self.is_in("sup");
        let href = self
            .link()
            .and_then(|link| self.tree.element(link)?.attribute("href"));
        if raised::is_reference(text, href, is_raised) {
            return true;
        }
        if !is_raised {
            return false;
        }
        match raised::behind(self.runs.text(), text) {
            raised::Raised::Footnote => return true,
            raised::Raised::Power => self.runs.insert("^"),
            raised::Raised::Joined => {}
        }
        false
    }

    /// Pays the blank that stands between two elements on the screen, but not in the page.
    fn bridge_seam(&mut self, text: &str) {
        if self.seam == Seam::ClosedAndOpened && raised::are_parted(self.runs.text(), text) {
            self.runs.owe_blank();
        }
        self.seam = Seam::None;
    }

    /// The number of the link that the text stands in.
    fn link(&self) -> Option<usize> {
        let inline = self.open.iter().rev().take_while(|open| !is_block(open));
        inline
            .take(LOOK_UP)
            .find(|open| open.name == "a")
            .map(|open| open.number)
    }

    /// Whether the text stands in an inline element of that name.
    fn is_in(&self, name: &str) -> bool {
        let inline = self
            .open
            .iter()
            .rev()
            .take(LOOK_UP)
            .take_while(|open| !is_block(open));
        inline.into_iter().any(|open| open.name == name)
    }

    /// The name that the list of names and values gave last.
    fn nearest_term(&self) -> String {
        let near = self.open.iter().rev().take(LOOK_UP);
        near.into_iter()
            .find_map(|open| open.term.clone())
            .unwrap_or_default()
    }

    /// A line break; two in a row end a paragraph.
    fn line_break(&mut self) {
        self.breaks += 1;
        let is_bold = self.kind.is_none() && self.place.is_bold(self.runs.text());
        if self.breaks > 1 || is_bold && emit::is_bold_heading(self.runs.text().trim()) {
            self.flush();
        } else {
            self.runs.owe_blank();
        }
    }
}

impl Place {
    /// Whether all of a text is bold.
    fn is_bold(&self, text: &str) -> bool {
        self.begins_bold && self.lead == Some(text.trim_end().len())
    }
}

fn is_block(open: &Open) -> bool {
    open.flow == Flow::Block
}

/// Elements whose text stands out from the line it is in.
fn is_set_apart(name: &str) -> bool {
    matches!(name, "b" | "strong" | "time")
}
