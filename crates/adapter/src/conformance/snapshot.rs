//! A layout as text that a person reads and a test compares.

use claimbook_extract::block::SourceMap;
use claimbook_extract::{Block, BlockKind, Layout};

use crate::faithful::extent;

/// The layout, a line a block: its bytes in the document, its kind, its text.
pub fn render(layout: &Layout<'_>) -> String {
    let mut lines = Vec::new();
    let mut say = |name: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("{name}: {value}")));
    };
    say("title", layout.title.clone());
    say("publication", layout.publication.clone());
    say("url", layout.url.clone());
    say("published", layout.published.map(|p| p.to_string()));
    say("modified", layout.modified.map(|d| d.to_string()));
    for finding in &layout.findings {
        say("finding", Some(finding.clone()));
    }
    lines.push(format!("blocks: {}", layout.blocks.len()));
    lines.extend(layout.blocks.iter().map(line));
    lines.join("\n") + "\n"
}

fn line(block: &Block<'_>) -> String {
    let (start, end) = extent(block);
    let pieces = match &block.source {
        SourceMap::Verbatim(_) => String::new(),
        SourceMap::Pieces(pieces) => format!(" in {} pieces", pieces.len()),
    };
    format!(
        "{start}..{end}{pieces} {} | {}",
        kind(&block.kind),
        block.text.replace('\n', "⏎")
    )
}

fn kind(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Title => "title".to_owned(),
        BlockKind::Heading { level } => format!("heading {level}"),
        BlockKind::Summary => "summary".to_owned(),
        BlockKind::Paragraph => "paragraph".to_owned(),
        BlockKind::ListItem => "item".to_owned(),
        BlockKind::TimelineEntry { date } => format!("entry of {date}"),
        BlockKind::Cell {
            row_header,
            column_header,
        } => format!("cell [{row_header} / {column_header}]"),
        BlockKind::KeyFigure => "key figure".to_owned(),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::Boilerplate => "boilerplate".to_owned(),
        other => format!("{other:?}"),
    }
}
