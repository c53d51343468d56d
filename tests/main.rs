//! End-to-end tests: through the binary and through the public interface.

mod adversarial;
mod bad_input;
mod catalog;
mod chart;
mod check;
mod clocks;
mod conflicts;
mod curation;
mod damage;
mod diff;
mod documentation;
mod eval;
mod explain;
mod format;
mod fuzz;
mod histories;
mod metadata;
mod reading;
mod reread;
mod seeds;
mod support;
mod tidy;
mod unlinked;
mod versions;
mod voices;
mod why;
