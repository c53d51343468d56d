//! What a text of the page becomes: its kind of block, told from where it stood and what it says.

use claimbook_adapter::runs::Runs;
use claimbook_adapter::{BlockKind, calendar, shape};

use super::{LOOK_UP, Page, Place, PlaceKind};
use crate::html::names;
use crate::html::table::{self, CellRole};
use crate::{furniture, promotion};

/// A byline is looked for among the first blocks only.
const BYLINE_BLOCKS: usize = 8;
/// The level of a paragraph that is a heading because all of it is bold: below all that say so.
const BOLD_LEVEL: u8 = 6;
/// A bold heading has at most so many words.
const BOLD_WORDS: usize = 16;

impl<'a> Page<'a, '_> {
    /// Makes a block of the text collected so far.
    pub(super) fn flush(&mut self) {
        self.breaks = 0;
        let runs = std::mem::replace(&mut self.runs, Runs::new(self.document));
        let hidden = std::mem::replace(&mut self.hidden, Runs::new(self.document));
        let place = std::mem::take(&mut self.place);
        if !runs.text().trim().is_empty() {
            self.block(runs, &place);
        }
        if !hidden.text().trim().is_empty() {
            self.finish_cell();
            self.boilerplate(hidden);
        }
    }

    fn block(&mut self, runs: Runs<'a>, place: &Place) {
        let kind = self.kind.clone();
        let is_aside = place.is_furniture || self.other_section.is_some();
        if let (Some(PlaceKind::Cell(role)), false) = (&kind, is_aside) {
            return self.cell(role.clone(), runs);
        }
        self.finish_cell();
        match kind {
            Some(PlaceKind::Title) => self.title(runs),
            Some(PlaceKind::Heading(level)) => self.heading(level, runs, place),
            None if place.is_bold(runs.text()) && is_bold_heading(runs.text().trim()) => {
                self.heading(BOLD_LEVEL, runs, place);
            }
            _ if is_aside => self.boilerplate(runs),
            Some(PlaceKind::Item) => self.item(runs, place),
            Some(PlaceKind::Summary) => self.composer.push_runs(BlockKind::Summary, runs),
            Some(PlaceKind::Caption) => self.composer.push_runs(BlockKind::Caption, runs),
            Some(PlaceKind::Term) => self.term(&runs),
            Some(PlaceKind::Cell(_)) | None => self.paragraph(runs, place),
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
            return self.boilerplate(runs);
        }
        self.is_under_key_heading = furniture::is_key_figures(&text);
        self.composer.push_runs(BlockKind::Heading { level }, runs);
    }

    /// The name in a list of names and values.
    fn term(&mut self, runs: &Runs<'a>) {
        let term = runs.text().trim().trim_end_matches(':').to_owned();
        let near = self.open.iter_mut().rev().take(LOOK_UP);
        if let Some(open) = near.into_iter().find(|open| open.name == "dl") {
            open.term = Some(term);
        }
    }

    fn item(&mut self, mut runs: Runs<'a>, place: &Place) {
        let text = runs.text();
        if shape::is_widget(text) || promotion::is_promotion(text) || is_all_link(&runs, place) {
            return self.boilerplate(runs);
        }
        match dated(text, place) {
            Some((date, skipped)) => {
                runs.skip(skipped);
                runs.skip_marks();
                self.composer
                    .push_runs(BlockKind::TimelineEntry { date }, runs);
            }
            None if self.is_among_key_figures() => {
                self.composer.push_runs(BlockKind::KeyFigure, runs);
            }
            None => self.composer.push_runs(BlockKind::ListItem, runs),
        }
    }

    /// Whether the text stands in a box of key figures, or under a heading that announces them.
    fn is_among_key_figures(&self) -> bool {
        let near = self.open.iter().rev().take(LOOK_UP);
        self.is_under_key_heading
            || near
                .into_iter()
                .filter_map(|open| self.tree.element(open.number))
                .any(names::is_key_box)
    }

    /// A cell. What accounts write in cells of their own (a currency before the number, a
    /// bracket or a percent sign behind it) is part of the number's.
    fn cell(&mut self, role: CellRole, runs: Runs<'a>) {
        let text = runs.text().trim();
        let is_value = matches!(role, CellRole::Value { .. });
        if is_value && table::is_sign_behind(text) {
            if let Some((_, begun)) = &mut self.cell_begun {
                return begun.append(&runs);
            }
        } else if let Some((_, begun)) = &self.cell_begun
            && is_value
            && table::is_sign_before(begun.text().trim())
            && let Some((_, mut begun)) = self.cell_begun.take()
        {
            begun.append(&runs);
            self.cell_begun = Some((role, begun));
            return;
        }
        self.finish_cell();
        match role {
            CellRole::Header => {}
            CellRole::Corner => self.boilerplate(runs),
            CellRole::Value { .. } => self.cell_begun = Some((role, runs)),
        }
    }

    /// Makes a block of the cell that was begun.
    pub(super) fn finish_cell(&mut self) {
        if let Some((CellRole::Value { row, column }, runs)) = self.cell_begun.take() {
            let kind = BlockKind::Cell {
                row_header: row,
                column_header: column,
            };
            self.composer.push_runs(kind, runs);
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
        let is_furniture = shape::is_widget(text)
            || shape::is_disclaimer(text)
            || promotion::is_promotion(text)
            || is_teaser(text, &runs, place);
        if is_furniture {
            return self.boilerplate(runs);
        }
        if furniture::is_caption(text) {
            return self.composer.push_runs(BlockKind::Caption, runs);
        }
        self.paragraphs += 1;
        self.composer.push_runs(BlockKind::Paragraph, runs);
    }
}

/// Whether a text that is all bold is a heading, and no sentence or figure that is stressed.
pub(super) fn is_bold_heading(text: &str) -> bool {
    shape::is_heading(text)
        && text.split_whitespace().count() <= BOLD_WORDS
        && !furniture::is_key_figure(text)
}

/// The date at the head of an item, and how many bytes it takes. It may be parted from the text
/// by its type alone: bold, or a time.
fn dated(text: &str, place: &Place) -> Option<(claimbook_adapter::Period, usize)> {
    let apart = place
        .lead
        .filter(|lead| *lead < text.len())
        .and_then(|lead| {
            let date = calendar::date_alone(text[..lead].trim_end_matches([':', ' ']))?;
            Some((date, lead))
        });
    apart.or_else(|| {
        let (date, entry) = calendar::dated_entry(text)?;
        Some((date, text.len() - entry.len()))
    })
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
