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
    barred(lines).or_else(|| tabbed(lines))
}

fn barred<'a>(lines: &[Line<'a>]) -> Option<(Table<'a>, usize)> {
    let [header, dashes, rest @ ..] = lines else {
        return None;
    };
    if !header.text.contains('|') || !is_dashes(dashes.text) {
        return None;
    }
    let rows = rest
        .iter()
        .take_while(|line| line.text.contains('|'))
        .map(|line| bar_cells(line.text))
        .collect::<Vec<_>>();
    let lines_taken = rows.len() + 2;
    let table = Table {
        header: bar_cells(header.text),
        rows,
    };
    (lines_taken > 2).then_some((table, lines_taken))
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
    fn tabs_part_cells_and_may_begin_a_row() {
        let (rows, taken) = table("\t2024\t2025\nSales\t5\t6\n").unwrap();
        assert_eq!(rows, [["", "2024", "2025"], ["Sales", "5", "6"]]);
        assert_eq!(taken, 2);
        assert!(table("\tindented\n\ttext").is_none());
    }
}
