//! The one library interface over the parts: open, append, query, replay, verify.
