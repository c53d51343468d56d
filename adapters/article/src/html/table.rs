//! Tables: which text heads which cell.

use std::collections::BTreeSet;

use claimbook_adapter::calendar::MONTH_NAMES;

use super::elements::Flow;
use super::tree::Tree;
use crate::entity;

/// A cell spans at most so many rows or columns.
const SPAN_MAX: usize = 50;
/// A row has at most so many columns; what stands behind them has no header.
const COLUMNS_MAX: usize = 200;

/// Beginnings of a row under a table that is no row of it.
const NOTES: [&str; 3] = ["Source", "Note", "*"];

/// Whether a cell holds nothing but what stands before a number: a currency, or a bracket.
pub(super) fn is_sign_before(text: &str) -> bool {
    const SIGNS: [&str; 11] = [
        "$", "€", "£", "¥", "US$", "C$", "A$", "HK$", "(", "$(", "($",
    ];
    SIGNS.contains(&text)
}

/// Whether a cell holds nothing but what stands behind a number: a bracket, or a percent sign.
pub(super) fn is_sign_behind(text: &str) -> bool {
    matches!(text, ")" | "%" | ")%" | "%)")
}

/// What a cell is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CellRole {
    /// It heads a column or a row that has other cells.
    Header,
    /// It is in the corner, or heads nothing.
    Corner,
    /// A value, with the headers of its row and column.
    Value {
        /// Of its row.
        row: String,
        /// Of its column.
        column: String,
    },
}

/// The cells of a table by their number in the tree; `None` if it is no table of data but one
/// that lays out a page.
pub(super) fn roles(tree: &Tree<'_>, table: usize) -> Option<Vec<(usize, CellRole)>> {
    let rows = rows(tree, table)?;
    let header_rows = header_rows(&rows);
    let mut columns: Vec<String> = Vec::new();
    let mut pending: Vec<(usize, String)> = Vec::new();
    let mut roles = Vec::new();
    let values = rows.iter().skip(header_rows);
    let used = values
        .flat_map(|row| row.iter().skip(1))
        .map(|cell| cell.column);
    let used = used.collect::<BTreeSet<_>>();
    for (index, row) in rows.iter().enumerate() {
        if index < header_rows {
            for cell in row {
                let width = columns
                    .len()
                    .max((cell.column + cell.width).min(COLUMNS_MAX));
                columns.resize(width, String::new());
                for column in columns.iter_mut().skip(cell.column).take(cell.width) {
                    let gap = if column.is_empty() { "" } else { " " };
                    column.push_str(gap);
                    column.push_str(&cell.text);
                }
                let heads = used
                    .range(cell.column..cell.column + cell.width)
                    .next()
                    .is_some();
                let role = if heads {
                    CellRole::Header
                } else {
                    CellRole::Corner
                };
                roles.push((cell.number, role));
            }
        } else {
            row_roles(row, &columns, &mut pending, &mut roles);
        }
    }
    Some(roles)
}

/// The roles in a row of values. The first cell heads it, or one that reaches down from above.
fn row_roles(
    row: &[Cell],
    columns: &[String],
    pending: &mut Vec<(usize, String)>,
    roles: &mut Vec<(usize, CellRole)>,
) {
    pending.retain(|(rows_left, _)| *rows_left > 0);
    let mut headers = pending
        .iter()
        .map(|(_, text)| text.clone())
        .collect::<Vec<_>>();
    for (rows_left, _) in pending.iter_mut() {
        *rows_left -= 1;
    }
    for (index, cell) in row.iter().enumerate() {
        let heads = cell.is_header || index == 0 && cell.column == 0;
        if !heads {
            roles.push((
                cell.number,
                CellRole::Value {
                    row: headers.join(" "),
                    column: columns.get(cell.column).cloned().unwrap_or_default(),
                },
            ));
            continue;
        }
        let behind = &row[index + 1..];
        let has_value = behind
            .iter()
            .any(|cell| !cell.is_header && !cell.text.is_empty());
        roles.push((cell.number, role_of_head(cell, row.len(), has_value)));
        if behind.is_empty() && index == 0 {
            continue;
        }
        headers.push(cell.text.clone());
        if cell.height > 1 {
            pending.push((cell.height - 1, cell.text.clone()));
        }
    }
}

/// The role of a cell that heads a row. Alone in it, it is a note or parts the table; a number in
/// it stands for itself.
fn role_of_head(cell: &Cell, cells: usize, has_value: bool) -> CellRole {
    let is_note = NOTES.iter().any(|note| cell.text.starts_with(note));
    if has_value {
        CellRole::Header
    } else if cells == 1 && has_amount(&cell.text) && !is_note {
        CellRole::Value {
            row: String::new(),
            column: String::new(),
        }
    } else {
        CellRole::Corner
    }
}

#[derive(Debug)]
struct Cell {
    number: usize,
    text: String,
    is_header: bool,
    column: usize,
    width: usize,
    height: usize,
}

/// The rows, unless a cell holds what no cell of data holds.
fn rows(tree: &Tree<'_>, table: usize) -> Option<Vec<Vec<Cell>>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    // How many further rows each column is taken by a cell from above.
    let mut taken: Vec<usize> = Vec::new();
    for (number, element) in tree.elements(table).skip(1) {
        match element.name {
            "tr" => {
                rows.push(Vec::new());
            }
            "td" | "th" => {
                let row = rows.last_mut()?;
                if row.is_empty() {
                    for rows_left in &mut taken {
                        *rows_left = rows_left.saturating_sub(1);
                    }
                }
                let span = |name: &str| {
                    let span = element
                        .attribute(name)
                        .and_then(|span| span.trim().parse().ok());
                    span.unwrap_or(1).clamp(1, SPAN_MAX)
                };
                let next = row.last().map_or(0, |cell| cell.column + cell.width);
                let free =
                    (next..COLUMNS_MAX).find(|&c| taken.get(c).is_none_or(|&left| left == 0));
                let column = free.unwrap_or(COLUMNS_MAX);
                let (width, height) = (span("colspan"), span("rowspan"));
                taken.resize(taken.len().max((column + width).min(COLUMNS_MAX)), 0);
                for rows_left in taken.iter_mut().skip(column).take(width) {
                    *rows_left = height;
                }
                row.push(Cell {
                    number,
                    text: String::new(),
                    is_header: element.name == "th",
                    column,
                    width,
                    height,
                });
            }
            "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "form" | "article" => return None,
            _ => {}
        }
    }
    rows.retain(|row| !row.is_empty());
    let is_grid = rows.len() > 1 && rows.iter().any(|row| row.len() > 1);
    // Texts are read last: only a table that holds no other has its cells read once.
    for cell in rows.iter_mut().flatten() {
        cell.text = said(tree, cell.number);
    }
    is_grid.then_some(rows)
}

/// How many rows at the top are headers: those of headers alone; if none is, those with nothing
/// over the rows' names and no amounts, or the first.
fn header_rows(rows: &[Vec<Cell>]) -> usize {
    let marked = rows
        .iter()
        .take_while(|row| row.iter().all(|cell| cell.is_header))
        .count();
    if marked > 0 {
        return marked;
    }
    let has_amounts = |row: &[Cell]| row.iter().skip(1).any(|cell| has_amount(&cell.text));
    let is_dates = |row: &[Cell]| {
        row.iter()
            .all(|cell| !has_amount(&cell.text) || is_date(&cell.text))
    };
    let heads = |row: &Vec<Cell>| {
        let is_cornered = row.first().is_some_and(|cell| cell.text.is_empty());
        is_cornered && is_dates(row) && row.iter().any(|cell| !cell.text.is_empty())
    };
    let cornered = rows.iter().take_while(|row| heads(row)).count();
    if cornered > 0 && cornered < rows.len() {
        return cornered;
    }
    let has_row_headers = rows.iter().any(|row| row.iter().any(|cell| cell.is_header));
    usize::from(!has_row_headers && (!has_amounts(&rows[0]) || is_dates(&rows[0])))
}

/// Whether the numbers of a text are those of a date: it names a month.
fn is_date(text: &str) -> bool {
    let is_plain = !text.contains(['$', '€', '£', '%', '.']);
    let lower = text.to_lowercase();
    let names_month = lower
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.len() >= 3 && MONTH_NAMES.iter().any(|month| month.starts_with(word)));
    is_plain && names_month
}

/// Whether a text holds a number that is no year.
fn has_amount(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|digits| !digits.is_empty() && digits.len() != 4)
}

/// The text of a cell, entities read and white space collapsed.
fn said(tree: &Tree<'_>, cell: usize) -> String {
    let mut text = String::new();
    for number in cell..tree.nodes[cell].end {
        match &tree.nodes[number].kind {
            super::tree::Kind::Text(part) => text.push_str(part),
            super::tree::Kind::Element(element) => {
                let parts = element.flow == Flow::Block || element.name == "br";
                text.push_str(if parts { " " } else { "" });
            }
        }
    }
    entity::decoded(&text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(page: &str) -> Vec<(String, String, String)> {
        let tree = Tree::of(page);
        let roles = roles(&tree, 0).unwrap_or_default();
        let values = roles.into_iter().filter_map(|(number, role)| match role {
            CellRole::Value { row, column } => Some((row, column, said(&tree, number))),
            _ => None,
        });
        values.collect()
    }

    fn expect(page: &str, expected: &[(&str, &str, &str)]) {
        let found = values(page);
        let found = found
            .iter()
            .map(|(r, c, t)| (r.as_str(), c.as_str(), t.as_str()));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn headers_meet_at_the_cell() {
        expect(
            "<table><tr><th>Firm<th>2024<th>2025<tr><td>A&amp;B<td>$5<td>$6</table>",
            &[("A&B", "2024", "$5"), ("A&B", "2025", "$6")],
        );
        expect(
            "<table><tr><td>Firm<td>Sales 2024<tr><td>Acme<td>$5bn</table>",
            &[("Acme", "Sales 2024", "$5bn")],
        );
    }

    #[test]
    fn spans_reach_over_rows_and_columns() {
        expect(
            "<table><tr><th rowspan=2>Firm<th colspan=2>Sales<tr><th>2024<th>2025\
             <tr><td>Acme<td>5<td>6</table>",
            &[("Acme", "Sales 2024", "5"), ("Acme", "Sales 2025", "6")],
        );
        expect(
            "<table><tr><th>Land<th>Town<th>Ships<tr><th rowspan=2>N<th>Bergen<td>4\
             <tr><th>Oslo<td>5</table>",
            &[("N Bergen", "Ships", "4"), ("N Oslo", "Ships", "5")],
        );
    }

    #[test]
    fn rows_may_have_headers_alone() {
        expect(
            "<table><tr><th>Sales<td>$5<tr><th>Staff<td>70</table>",
            &[("Sales", "", "$5"), ("Staff", "", "70")],
        );
    }

    #[test]
    fn dates_over_the_columns_of_accounts_are_headers() {
        expect(
            "<table><tr><td><td colspan=2>Three months ended September 30,<tr><td><td>2025<td>2024\
             <tr><td>Sales<td>$184<td>$169</table>",
            &[
                ("Sales", "Three months ended September 30, 2025", "$184"),
                ("Sales", "Three months ended September 30, 2024", "$169"),
            ],
        );
    }

    #[test]
    fn a_row_of_one_cell_parts_the_table_or_is_a_note() {
        expect(
            "<table><tr><th>Land<th>Ships<tr><td colspan=2>North<tr><td>N<td>4<tr><td \
             colspan=2>Source: survey of 60 ports</table>",
            &[("N", "Ships", "4")],
        );
    }

    #[test]
    fn a_table_that_lays_out_a_page_is_none() {
        assert!(roles(&Tree::of("<table><tr><td><h1>T</h1><td>x<tr><td>y"), 0).is_none());
        assert!(roles(&Tree::of("<table><tr><td>alone"), 0).is_none());
    }
}
