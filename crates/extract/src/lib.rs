//! From blocks of text to mentions to claims, by grammar and catalog.
//!
//! The stages can each be read and tested alone: blocks ([`block`]) come from
//! an adapter; sentences are cut; quantities and dates are found by grammars
//! that know no catalog; entities and cues are found by the catalog; the frame
//! puts them together into mentions ([`mention`]); mentions of one number
//! become one claim.

pub mod block;
pub mod date;
pub mod mention;
pub mod quantity;

pub use block::{Block, BlockKind, Layout, SourceMap};
pub use date::{DateMention, dates};
pub use mention::{Mention, Role};
pub use quantity::{Quantity, quantities};
