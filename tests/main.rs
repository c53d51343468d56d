//! End-to-end tests: through the binary and through the public interface.

mod bad_input;
mod damage;
mod format;
mod histories;
mod seeds;
mod support;
mod tidy;
mod versions;
