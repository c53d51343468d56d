//! The text of a page, block by block.

use std::collections::BTreeMap;

use claimbook_adapter::compose::Composer;
use claimbook_adapter::runs::Runs;
use claimbook_adapter::{BlockKind, calendar, shape};

use super::elements::{self, Flow};
use super::furnishing::Furnishing;
use super::names;
use super::table::{self, CellRole};
use super::title;
use super::tree::{Element, Kind, Tree};
use crate::{entity, furniture};

/// How many open elements are looked at for what they make of a text.
const LOOK_UP: usize = 64;
/// A byline is looked for among the first blocks only.
const BYLINE_BLOCKS: usize = 8;

/// Lays out the whole page: the article as what it is, the rest as boilerplate.
pub(super) fn lay_out<'a>(
    composer: &mut Composer<'a>,
    document: &'a str,
    tree: &Tree<'a>,
    furnishing: &Furnishing,
) {
    let composer_title = composer.name_so_far().map(str::to_owned);
    let mut page = Page {
        composer,
        document,
        tree,
        furnishing,
        runs: Runs::new(document),
        place: Place::default(),
        kind: None,
        open: Vec::new(),
        cells: BTreeMap::new(),
        breaks: 0,
        title: title::of(tree, furnishing, composer_title.as_deref()),
        paragraphs: 0,
        other_section: None,
    };
    for number in 0..tree.nodes.len() {
        page.close_before(number);
        page.node(number);
    }
    page.close_before(tree.nodes.len());
    page.flush();
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
    place: Place,
    /// What the nearest block element makes of its text.
    kind: Option<PlaceKind>,
    /// The open elements: where each ends, and what text was before it.
    open: Vec<Open>,
    /// Roles of the cells of tables, by number.
    cells: BTreeMap<usize, CellRole>,
    /// Line breaks in a row.
    breaks: usize,
    /// The number of the heading that is the title.
    title: Option<usize>,
    paragraphs: usize,
    /// Level of the heading of a section that is not the report.
    other_section: Option<u8>,
}

#[derive(Clone, Debug)]
struct Open {
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
            } else if is_set_apart(open.name) && self.place.lead.is_none() {
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
        }
        let open = Open {
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

    /// What the text of a block element is. Elements that only group keep what is around them.
    fn kind_of(&mut self, number: usize, element: &Element) -> Option<PlaceKind> {
        if self.title == Some(number) {
            return Some(PlaceKind::Title);
        }
        if let Some(level) = elements::heading_level(element.name) {
            return Some(PlaceKind::Heading(level));
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
            _ if self.is_short(number) && names::is_standfirst(element) => Some(PlaceKind::Summary),
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
        let is_raised = self.is_in("sup");
        if is_raised && self.is_in("a") {
            // The mark of a footnote.
            return;
        }
        if self.runs.is_empty() {
            self.place.is_furniture = self.furnishing.is_furniture(number);
            self.place.is_furniture_itself = self.furnishing.is_furniture_itself(number);
        } else if self.place.is_furniture != self.furnishing.is_furniture(number) {
            // Furniture inside a paragraph is a block of its own.
            self.flush();
            return self.text(number, text);
        }
        let before = self.runs.text().len();
        if is_raised && self.runs.text().ends_with(|c: char| c.is_alphanumeric()) {
            // Ten to the sixth is not one hundred and six.
            self.runs.insert("^");
        }
        entity::flow(&mut self.runs, text);
        if self.runs.text().len() > before + 1 {
            self.breaks = 0;
        }
        if self
            .open
            .iter()
            .rev()
            .take_while(|open| !is_block(open))
            .any(|open| open.name == "a")
        {
            self.place.linked += self.runs.text().len() - before;
        }
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
        if self.breaks > 1 {
            self.flush();
        } else {
            self.runs.owe_blank();
        }
    }

    /// Makes a block of the text collected so far.
    fn flush(&mut self) {
        self.breaks = 0;
        let runs = std::mem::replace(&mut self.runs, Runs::new(self.document));
        let place = std::mem::take(&mut self.place);
        let text = runs.text().trim();
        if text.is_empty() {
            return;
        }
        match self.kind.clone() {
            Some(PlaceKind::Title) => self.title(runs),
            Some(PlaceKind::Heading(level)) => self.heading(level, runs, &place),
            _ if place.is_furniture || self.other_section.is_some() => self.boilerplate(runs),
            Some(PlaceKind::Item) => self.item(runs, &place),
            Some(PlaceKind::Summary) => self.composer.push_runs(BlockKind::Summary, runs),
            Some(PlaceKind::Caption) => self.composer.push_runs(BlockKind::Caption, runs),
            Some(PlaceKind::Term) => {
                let term = text.trim_end_matches(':').to_owned();
                let near = self.open.iter_mut().rev().take(LOOK_UP);
                if let Some(open) = near.into_iter().find(|open| open.name == "dl") {
                    open.term = Some(term);
                }
            }
            Some(PlaceKind::Cell(role)) => self.cell(role, runs),
            None => self.paragraph(runs, &place),
        }
    }

    fn boilerplate(&mut self, runs: Runs<'a>) {
        self.composer.push_runs(BlockKind::Boilerplate, runs);
    }

    fn title(&mut self, runs: Runs<'a>) {
        self.composer.name(runs.text().trim());
        self.composer.push_runs(BlockKind::Title, runs);
    }

    fn heading(&mut self, level: u8, runs: Runs<'a>, place: &Place) {
        let text = runs.text().trim().to_owned();
        if self.other_section.is_some_and(|other| level <= other) && !place.is_furniture {
            self.other_section = None;
        }
        if !place.is_furniture && furniture::is_other_section(&text) {
            self.other_section.get_or_insert(level);
        }
        if place.is_furniture || self.other_section.is_some() {
            self.boilerplate(runs);
        } else {
            self.composer.push_runs(BlockKind::Heading { level }, runs);
        }
    }

    fn item(&mut self, mut runs: Runs<'a>, place: &Place) {
        let text = runs.text();
        if shape::is_widget(text) || is_all_link(&runs, place) {
            return self.boilerplate(runs);
        }
        // The date may be parted from the text by its type alone: bold, or a time.
        let apart = place
            .lead
            .filter(|lead| *lead < text.len())
            .and_then(|lead| {
                let date = calendar::date_alone(text[..lead].trim_end_matches([':', ' ']))?;
                Some((date, lead))
            });
        let entry = apart.or_else(|| {
            let (date, entry) = calendar::dated_entry(text)?;
            Some((date, text.len() - entry.len()))
        });
        match entry {
            Some((date, skipped)) => {
                runs.skip(skipped);
                runs.skip_marks();
                self.composer
                    .push_runs(BlockKind::TimelineEntry { date }, runs);
            }
            None => self.composer.push_runs(BlockKind::ListItem, runs),
        }
    }

    fn cell(&mut self, role: CellRole, runs: Runs<'a>) {
        match role {
            CellRole::Header => {}
            CellRole::Corner => self.boilerplate(runs),
            CellRole::Value { row, column } => {
                let kind = BlockKind::Cell {
                    row_header: row,
                    column_header: column,
                };
                self.composer.push_runs(kind, runs);
            }
        }
    }

    fn paragraph(&mut self, runs: Runs<'a>, place: &Place) {
        let text = runs.text().trim();
        let may_be_byline = self.paragraphs == 0 && self.composer.len() < BYLINE_BLOCKS;
        if let Some(byline) = furniture::byline(text).filter(|_| may_be_byline) {
            byline
                .published
                .into_iter()
                .for_each(|p| self.composer.published(p));
            byline
                .modified
                .into_iter()
                .for_each(|d| self.composer.modified(d));
            return self.boilerplate(runs);
        }
        if shape::is_widget(text) || shape::is_disclaimer(text) || is_teaser(text, &runs, place) {
            return self.boilerplate(runs);
        }
        self.paragraphs += 1;
        self.composer.push_runs(BlockKind::Paragraph, runs);
    }
}

fn is_block(open: &Open) -> bool {
    open.flow == Flow::Block
}

/// Elements whose text stands out from the line it is in.
fn is_set_apart(name: &str) -> bool {
    matches!(name, "b" | "strong" | "time")
}

/// Whether a text is nothing but a link.
fn is_all_link(runs: &Runs<'_>, place: &Place) -> bool {
    place.linked * 10 >= runs.text().len() * 9
}

/// "Read more: Another story".
fn is_teaser(text: &str, runs: &Runs<'_>, place: &Place) -> bool {
    let lower = text.to_lowercase();
    let begins = [
        "read more",
        "related",
        "see also",
        "also read",
        "more on this",
        "don't miss",
    ]
    .iter()
    .any(|begin| lower.starts_with(begin));
    is_all_link(runs, place) || begins && place.linked * 2 >= text.len()
}
