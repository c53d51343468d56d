//! Tables of plain text: rows with bars, with a line of dashes under the header, and rows with
//! tabs, as copied from a page or a spreadsheet.

use claimbook_adapter::lines::Line;

/// The cells of a table, row by row.
#[derive(Debug)]
pub(super) struct Table<'a> {
    /// The header.
    pub(super) header: Vec<&'a str>,
    /// The rows below it.
    pub(super) rows: Vec<Vec<&'a str>>,
}

/// The table that begins with the first line, and how many lines it takes.
pub(super) fn read<'a>(lines: &[Line<'a>]) -> Option<(Table<'a>, usize)> {
    barred(lines)
        .or_else(|| tabbed(lines))
        .or_else(|| aligned(lines))
}

/// Whether a line is nothing but the frame of a table: "+----+----+".
pub(super) fn is_rule(line: &str) -> bool {
    line.starts_with(['+', '|'])
        && line.contains(['-', '='])
        && line.chars().all(|c| "+-=|: ".contains(c))
}

/// Rows with bars. Where no line of dashes stands under the first row, all must be alike.
fn barred<'a>(lines: &[Line<'a>]) -> Option<(Table<'a>, usize)> {
    let is_row = |line: &Line<'_>| line.text.contains('|');
    let frame = lines.iter().take_while(|line| is_rule(line.text)).count();
    let (header, rest) = lines.get(frame..)?.split_first()?;
    if frame > 1 || !is_row(header) || is_dashes(header.text) {
        return None;
    }
    let header = bar_cells(header.text);
    let is_frame = |line: &Line<'_>| is_dashes(line.text) || is_rule(line.text);
    if !rest.first().is_some_and(is_frame) {
        let rows = rest.iter().take_while(|line| is_row(line));
        return alike(header, rows.map(|line| bar_cells(line.text)));
    }
    let under = rest
        .iter()
        .take_while(|line| is_row(line) || is_frame(line));
    let lines_taken = frame + 1 + under.clone().count();
    let rows = under.filter(|line| !is_frame(line));
    let rows = rows.map(|line| bar_cells(line.text)).collect::<Vec<_>>();
    (!rows.is_empty()).then_some((Table { header, rows }, lines_taken))
}

/// Cells of a table that has no frame are not longer. In bytes.
const CELL_BYTES: usize = 60;

/// A table that nothing but the likeness of its rows makes one: two or more under a header
/// without amounts, as many cells in each, and numbers in most of those that are no names.
fn alike<'a>(
    header: Vec<&'a str>,
    rows: impl Iterator<Item = Vec<&'a str>>,
) -> Option<(Table<'a>, usize)> {
    let begins_number = |cell: &str| {
        let signs = ['$', '€', '£', '¥', '(', '-', '–', '−', '+', '~', '<'];
        cell.trim_start_matches(signs)
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let is_short = |cell: &str| cell.len() <= CELL_BYTES;
    let is_year = |cell: &str| cell.len() == 4 && cell.bytes().all(|b| b.is_ascii_digit());
    let is_header = header.len() > 1
        && header.iter().all(|cell| is_short(cell))
        && header[1..]
            .iter()
            .all(|cell| !begins_number(cell) || is_year(cell));
    if !is_header {
        return None;
    }
    let rows = rows.take_while(|row| {
        let values = row.get(1..).unwrap_or_default();
        row.len() == header.len()
            && row.iter().all(|cell| is_short(cell))
            && values.iter().filter(|cell| begins_number(cell)).count() * 2 >= values.len()
    });
    let rows = rows.collect::<Vec<_>>();
    let lines_taken = rows.len() + 1;
    (rows.len() > 1).then_some((Table { header, rows }, lines_taken))
}

/// Rows whose cells are parted by several blanks.
fn aligned<'a>(lines: &[Line<'a>]) -> Option<(Table<'a>, usize)> {
    let [first, second, ..] = lines else {
        return None;
    };
    if !first.text.contains("  ") && first.indent <= second.indent || first.text.contains('\t') {
        return None;
    }
    let mut header = aligned_cells(first.text);
    // Nothing need stand over the names of the rows.
    if header.len() + 1 == aligned_cells(second.text).len() && first.indent > second.indent {
        header.insert(0, "");
    }
    let rows = lines[1..]
        .iter()
        .take_while(|line| line.text.contains("  "));
    alike(header, rows.map(|line| aligned_cells(line.text)))
}

fn aligned_cells(line: &str) -> Vec<&str> {
    line.split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// "|---|:--:|".
fn is_dashes(line: &str) -> bool {
    line.contains('-')
        && line.contains('|')
        && line
            .chars()
            .all(|c| matches!(c, '-' | '|' | ':' | ' ' | '+'))
}

fn bar_cells(line: &str) -> Vec<&str> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices('|') {
        if !line[..at].ends_with('\\') {
            cells.push(line[start..at].trim());
            start = at + 1;
        }
    }
    cells.push(line[start..].trim());
    cells
}

fn tabbed<'a>(lines: &[Line<'a>]) -> Option<(Table<'a>, usize)> {
    let columns = |line: &Line<'a>| line.whole.matches('\t').count() + 1;
    let first = lines.first()?;
    let width = columns(first);
    // Tabs before the text alone are an indent.
    if width < 2 || first.text.is_empty() || !first.text.contains('\t') {
        return None;
    }
    let cells = |line: &Line<'a>| line.whole.split('\t').map(str::trim).collect::<Vec<_>>();
    let rows = lines[1..]
        .iter()
        .take_while(|line| !line.is_blank() && columns(line) == width)
        .map(cells)
        .collect::<Vec<_>>();
    let lines_taken = rows.len() + 1;
    let table = Table {
        header: cells(first),
        rows,
    };
    (lines_taken > 1).then_some((table, lines_taken))
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_adapter::lines::lines;

    fn table(text: &str) -> Option<(Vec<Vec<String>>, usize)> {
        let all = lines(text).collect::<Vec<_>>();
        let (table, taken) = read(&all)?;
        let owned = |row: &Vec<&str>| row.iter().map(|c| (*c).to_owned()).collect();
        let rows = std::iter::once(&table.header).chain(&table.rows).map(owned);
        Some((rows.collect(), taken))
    }

    #[test]
    fn bars_part_cells() {
        let (rows, taken) = table("| Firm | Sales |\n|:--|--:|\n| A \\| B | $5m |\n\nend").unwrap();
        assert_eq!(rows, [["Firm", "Sales"], ["A \\| B", "$5m"]]);
        assert_eq!(taken, 3);
        assert!(table("a | b\nc | d").is_none());
    }

    #[test]
    fn rows_that_are_alike_need_no_line_of_dashes() {
        let (rows, _) = table("Firm | Sales\nAcme | $5m\nGlobex | $6m\n").unwrap();
        assert_eq!(
            rows,
            [["Firm", "Sales"], ["Acme", "$5m"], ["Globex", "$6m"]]
        );
        let framed = "+----+---+\n| a  | b |\n+====+===+\n| c  | 5 |\n+----+---+\n";
        assert_eq!(
            table(framed).unwrap(),
            (
                vec![vec!["a".into(), "b".into()], vec!["c".into(), "5".into()]],
                5
            )
        );
        assert!(table("Home | News | Sport\nAbout | Help | Jobs\nMore | Less | End").is_none());
    }

    #[test]
    fn columns_stand_under_one_another() {
        let (rows, _) =
            table("          2024   2025\nSales     $5m    $6m\nStaff      40     50\n").unwrap();
        assert_eq!(
            rows,
            [
                ["", "2024", "2025"],
                ["Sales", "$5m", "$6m"],
                ["Staff", "40", "50"]
            ]
        );
        let prose = "It rose.  Then 5 ships\ncame in.  They left\nat noon.  All of them";
        assert!(table(prose).is_none());
    }

    #[test]
    fn tabs_part_cells_and_may_begin_a_row() {
        let (rows, taken) = table("\t2024\t2025\nSales\t5\t6\n").unwrap();
        assert_eq!(rows, [["", "2024", "2025"], ["Sales", "5", "6"]]);
        assert_eq!(taken, 2);
        assert!(table("\tindented\n\ttext").is_none());
    }
}
