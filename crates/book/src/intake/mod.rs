//! From paths to documents: folders, manifests, sidecars, standard input.

mod gather;
mod load;

pub use gather::{Source, gather};
pub use load::DOCUMENT_BYTES_MAX;
pub(crate) use load::load;

mod overrides;

pub(crate) use gather::STANDARD_INPUT;
pub use gather::{Gathered, Origin};
pub use overrides::Overrides;
