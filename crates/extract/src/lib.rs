//! From blocks of text to mentions to claims, by grammar and catalog.
//!
//! The stages can each be read and tested alone: blocks ([`block`]) come from
//! an adapter; sentences are cut; quantities and dates are found by grammars
//! that know no catalog; entities and cues are found by the catalog; the frame
//! puts them together into mentions ([`mention`]); mentions of one number
//! become one claim ([`claim`]). [`Reader`] does all of it.

mod anaphor;
mod attribution;
mod bind;
pub mod block;
mod case;
mod cell;
mod chars;
pub mod claim;
mod counted;
pub mod date;
mod dating;
mod deal;
mod declared;
mod dimension;
mod divide;
mod document;
mod draft;
mod echo;
mod error;
mod explain;
mod focus;
mod frame;
mod header;
mod implied;
mod inferred;
mod item;
pub mod language;
mod lexicon;
pub mod mention;
mod modality;
mod name;
mod note;
mod party;
mod passage;
mod period;
pub mod quantity;
mod reader;
mod scope;
mod sign;
mod signal;
mod telling;
mod undone;
mod unify;
mod vocabulary;

pub use block::{Block, BlockKind, Layout, SourceMap};
pub use date::{
    Anchor, DateKind, DateMention, Duration, End, Position, Preposition, TimeUnit, dates,
};
pub use error::Error;
pub use frame::is_told_in;
pub use mention::{Mention, Role};
pub use quantity::{Quantity, quantities};
pub use reader::{EXTRACTOR_VERSION, ReadContext, Reader, Reading};
pub use vocabulary::check_catalog;

/// The catalog that is built in, as TOML: the files in the order in which they extend one another.
pub const BUILT_IN_CATALOG: [&str; 2] = [
    include_str!("../catalog/metrics.toml"),
    include_str!("../catalog/entities.toml"),
];

/// The catalog that is built in.
///
/// # Errors
/// Never for the files as shipped; a test reads them.
pub fn built_in_catalog() -> Result<claimbook_model::Catalog, claimbook_model::CatalogError> {
    BUILT_IN_CATALOG
        .iter()
        .try_fold(claimbook_model::Catalog::default(), |catalog, text| {
            Ok(catalog.extended_by(claimbook_model::Catalog::from_toml(text)?))
        })
}
