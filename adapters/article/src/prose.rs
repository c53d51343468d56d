//! Plain text and Markdown: lines to units to blocks.

mod emit;
mod inline;
mod table;
mod unit;

use claimbook_adapter::compose::Composer;

/// Lays out prose that follows the front matter.
pub(crate) fn read<'a>(composer: &mut Composer<'a>, document: &'a str, body: &'a str) {
    let is_markdown = inline::is_markdown(body);
    let units = unit::cut(body, is_markdown);
    emit::Emitter::new(composer, document, is_markdown).all(&units);
}
