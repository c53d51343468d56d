//! The append-only log of hashed events: segments, frames, index, verification.
