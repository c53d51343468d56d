//! What a text says to be false.

use super::Assertion;
use super::beside;
use super::fit::Fit;
use super::past;
use super::place::{self, Placed};
use super::verdict::{Because, Finding, Verdict};
use crate::figure::{FigureView, Statement};

/// The verdict on a denial: a text that denies what is best known contradicts it, or takes a side.
/// It agrees only with someone who denies the same number, where the book holds another.
pub(super) fn check<'v>(said: &Assertion, view: &'v FigureView) -> Finding<'v> {
    let denied = view
        .denied
        .iter()
        .find(|other| beside::fits(said, other) == Fit::Same);
    let held = match place::place(said, view) {
        Placed::At(held)
        | Placed::Perhaps(held, _)
        | Placed::Newest(held)
        | Placed::Several(held) => Some(held),
        Placed::Elsewhen(_) | Placed::Nowhere => None,
    };
    let Some(held) = held else {
        return match denied {
            Some(denied) => sided(said, view, denied),
            None => Finding::new(Verdict::NotInTheBook, Because::TextDenies, None),
        };
    };
    let mut finding = match (place::fits(said, held), denied) {
        (Fit::Differs, Some(denied)) => {
            return sided(said, view, denied);
        }
        (_, Some(_)) => Finding::on(Verdict::Contested, Because::TextDenies, held),
        (Fit::Same, None) => Finding::on(Verdict::Contradicted, Because::TextDenies, held),
        (_, None) => Finding::on(Verdict::Unclear, Because::TextDenies, held),
    };
    finding.beside = beside::sides(held);
    finding.since = past::since(view, held);
    finding
}

/// The verdict on a denial that the book has too: from whom the text names, if it names anyone.
fn sided<'v>(said: &Assertion, view: &FigureView, denied: &'v Statement) -> Finding<'v> {
    if beside::is_of_the_source(said, view, &denied.claims) {
        Finding::saying(Verdict::Agrees, Because::Plain, denied)
    } else {
        Finding::saying(Verdict::Unclear, Because::OtherSource, denied)
    }
}
