//! Pure folds of the event log: what is best known of each figure, and how it came to be.

pub mod figure;
