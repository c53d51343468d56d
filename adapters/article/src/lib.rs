//! Reads articles of any publication: plain text, Markdown, and whole pages of HTML.
//!
//! # Source
//!
//! Whatever no other adapter recognises: text copied from a page, wire copy, a
//! Markdown file with front matter, a page as a browser saves it.
//!
//! # Mapping
//!
//! | text | block |
//! | --- | --- |
//! | first line on its own, `# `, `<h1>` | title |
//! | `##` and the like, underlined lines, short lines without a full stop, `<h2>`…`<h6>` | heading |
//! | blocks of lines; hard-wrapped ones joined | paragraph |
//! | bullets and numbers, `<li>` | list item; one that begins with a date: entry of a timeline |
//! | rows with bars or tabs, `<table>` | cell a value, with the headers of its row and column |
//! | several lines "Label: value", `<dl>` | key figure each |
//! | `<figcaption>`, `<caption>`, the text that stands for a picture in Markdown | caption |
//! | bylines, navigation, related stories, comments, buttons, sources, front matter | boilerplate |
//!
//! Front matter, and in HTML schema.org JSON-LD, Open Graph, `<meta>` and `<time>`, give title,
//! publication, address, and the days of publication and change. What they say and cannot be
//! used is reported as a finding.
//!
//! # Not mapped
//!
//! Scripts, styles, forms' values, pictures. The targets of links.
//!
//! # Traps
//!
//! - A line break is the end of a paragraph in copied text and nothing in wrapped text; which of
//!   the two is told from the lengths of the lines.
//! - Teasers of other stories look like this one's headings.
//! - Metadata can be wrong: a page changed before it was published, a date of no calendar.

mod encoding;
mod entity;
mod front_matter;
mod furniture;
mod html;
mod promotion;
mod prose;

use claimbook_adapter::compose::Composer;
use claimbook_adapter::{
    Adapter, Confidence, Error, Input, Layout, Registration, inventory, shape,
};

/// The adapter of any article.
pub struct Article;

inventory::submit! { Registration(&Article) }

impl Adapter for Article {
    fn name(&self) -> &'static str {
        "article"
    }

    fn version(&self) -> u32 {
        2
    }

    fn source(&self) -> &'static str {
        include_str!("../source.toml")
    }

    fn identify(&self, input: &Input<'_>) -> Confidence {
        match input.text() {
            Ok(_) => Confidence::Fallback,
            Err(_) => Confidence::No,
        }
    }

    fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
        let text = input.text()?;
        let mut composer = Composer::new(text);
        encoding::check(&mut composer, text);
        if shape::is_html(text) {
            html::read(&mut composer, text);
        } else {
            let body = front_matter::read(&mut composer, text);
            prose::read(&mut composer, text, body);
        }
        Ok(composer.finish())
    }
}

#[cfg(test)]
mod tests {
    claimbook_adapter::conformance_tests!(crate::Article);
}
