//! The contract between an adapter and the rest.

use claimbook_extract::Layout;

use crate::{Error, Input};

/// How sure an adapter is that a document is of its publication, judged by the
/// document alone. The order is the order of strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// It is not in this publication's layout.
    No,
    /// Nothing in it tells the publication, but nothing speaks against it: readable if the
    /// manifest, the address or the user says that it is.
    Readable,
    /// Taken if no adapter claims the document: the general adapter alone answers so.
    Fallback,
    /// It shows marks of the publication that others could share.
    Likely,
    /// It shows marks that together no other publication has.
    Certain,
}

/// One publication's layout.
///
/// An adapter is a unit struct in a crate of its own, and registers itself:
///
/// ```
/// use claimbook_adapter::{Adapter, Confidence, Error, Input, Layout, Registration, inventory};
/// use claimbook_adapter::compose::Composer;
/// use claimbook_adapter::lines::lines;
///
/// struct Gazette;
///
/// impl Adapter for Gazette {
///     fn name(&self) -> &'static str {
///         "gazette"
///     }
///     fn version(&self) -> u32 {
///         1
///     }
///     fn source(&self) -> &'static str {
///         "title = 'The Gazette'\npublisher = 'Gazette Press'\nlanguage = 'en'\n"
///     }
///     fn identify(&self, input: &Input<'_>) -> Confidence {
///         match input.text() {
///             Ok(text) if text.starts_with("THE GAZETTE\n") => Confidence::Certain,
///             _ => Confidence::No,
///         }
///     }
///     fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error> {
///         let mut composer = Composer::new(input.text()?);
///         for line in lines(input.text()?) {
///             composer.paragraph(line.text);
///         }
///         Ok(composer.finish())
///     }
/// }
///
/// inventory::submit! { Registration(&Gazette) }
/// ```
pub trait Adapter: Sync {
    /// Its name: that of its folder, lower case with hyphens.
    fn name(&self) -> &'static str;

    /// Grows by one whenever the same document would be laid out differently.
    fn version(&self) -> u32;

    /// The text of its `source.toml`, see [`crate::Source`].
    fn source(&self) -> &'static str;

    /// How sure it is that the document is of its publication, from the document's own shape.
    /// What is known from outside (a manifest, the address) is weighed by the registry.
    fn identify(&self, input: &Input<'_>) -> Confidence;

    /// Lays the document out: every visible character in a block (navigation and comments as
    /// boilerplate), in reading order, each block's text verbatim at its bytes.
    ///
    /// # Errors
    /// If the document holds no text, or cannot be read in this layout. A strange document is no
    /// error: what could not be told goes into [`Layout::findings`].
    fn read<'a>(&self, input: &Input<'a>) -> Result<Layout<'a>, Error>;
}

/// How an adapter makes itself known: `inventory::submit! { Registration(&Evermx) }`.
pub struct Registration(
    /// The adapter.
    pub &'static dyn Adapter,
);

inventory::collect!(Registration);
