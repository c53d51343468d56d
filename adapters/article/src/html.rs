//! Whole pages of HTML, as people save them.
//!
//! The page is cut into tokens that know their bytes, the tokens make a tree, the tree is asked
//! which part of it is the article, and the text is laid out block by block. Every block leads
//! back to the bytes of the file as received.

mod blocks;
mod elements;
mod furnishing;
mod metadata;
mod names;
mod raised;
mod schema;
mod table;
mod title;
mod tree;

use claimbook_adapter::compose::Composer;

/// Lays out a page.
pub(crate) fn read<'a>(composer: &mut Composer<'a>, document: &'a str) {
    let tree = tree::Tree::of(document);
    let furnishing = furnishing::Furnishing::of(&tree);
    let titles = metadata::read(composer, &tree);
    let title = title::of(&tree, &furnishing, &titles);
    if let Some(name) = title.name {
        composer.name(&name);
    }
    blocks::lay_out(composer, document, &tree, &furnishing, title.heading);
    if furnishing.is_without_article() {
        composer.finding(
            "the page names no part of it as the article; what holds most of its text was taken",
        );
    }
}
