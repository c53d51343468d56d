//! The commands, one file each: ask the book, print the answer.

pub(crate) mod adapters;
pub(crate) mod append;
pub(crate) mod audit;
pub(crate) mod catalog;
pub(crate) mod check;
mod clocks;
pub(crate) mod completions;
pub(crate) mod conflicts;
pub(crate) mod curation;
pub(crate) mod diff;
pub(crate) mod eval;
pub(crate) mod extract;
pub(crate) mod figures;
pub(crate) mod init;
mod metadata;
mod open;
mod remarks;
pub(crate) mod replay;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod reread;
pub(crate) mod show;
pub(crate) mod stale;
pub(crate) mod unlinked;
pub(crate) mod verify;
pub(crate) mod why;
mod words;
