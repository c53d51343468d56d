//! Finds what a curator names: claims by the first digits of their ids, figures by their keys.

use claimbook_model::event::claim_content;
use claimbook_model::{Catalog, ClaimId, Event, FigureKey};
use claimbook_views::figure::ClaimFact;
use claimbook_views::source::{EventSource, adopted_catalog, state_of_claim};
use claimbook_views::{keys, state::State};

use crate::near::near;
use crate::quotes::Quotes;
use crate::{Book, Error};

/// A claim that a curator names.
pub(crate) struct NamedClaim {
    pub(crate) id: ClaimId,
    /// What is known of it, its withdrawal included.
    pub(crate) fact: ClaimFact,
    /// The figure that it counts for.
    pub(crate) figure: Option<String>,
    /// The claim in words: whose it is, and the quote.
    pub(crate) words: String,
}

impl Book {
    /// The claim whose id begins with `id`.
    ///
    /// # Errors
    /// If no id or several begin so, if the claim was entered by hand and undone, or the book
    /// cannot be read.
    pub(crate) fn claim_named(&self, id: &str) -> Result<NamedClaim, Error> {
        let mut found = self.claims_beginning(id)?;
        let id = match (found.pop(), found.len()) {
            (None, _) => return Err(Error::UnknownClaim { id: id.to_owned() }),
            (Some(found), 0) => found,
            (Some(_), others) => {
                return Err(Error::AmbiguousClaim {
                    id: id.to_owned(),
                    count: others + 1,
                });
            }
        };
        let state = state_of_claim(&self.ledger, &id)?;
        let claim = state.claim(&id).and_then(|(figure, number)| {
            let fact = state.claims_numbered(&[number]).pop()?;
            Some((figure, fact))
        });
        let Some((figure, fact)) = claim else {
            let message = format!(
                "the claim {} was entered by hand and undone: undo that to have it again",
                id.short()
            );
            return Err(Error::Usage { message });
        };
        let words = self.words_of(&fact)?;
        Ok(NamedClaim {
            id,
            fact,
            figure: figure.map(|figure| figure.to_string()),
            words,
        })
    }

    /// The claims whose ids begin so, in order.
    pub(crate) fn claims_beginning(&self, id: &str) -> Result<Vec<ClaimId>, Error> {
        let wanted = id.to_ascii_lowercase();
        let Some(bytes) = whole_bytes(&wanted) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for key in self.ledger.keys(&keys::beginning(b'c', &bytes))? {
            for seq in self.ledger.sequence_numbers(&key)? {
                let stored = self.ledger.stored_event(seq)?;
                let claim = claim_content(stored.bytes).map(ClaimId::of);
                found.extend(claim.filter(|claim| claim.to_string().starts_with(&wanted)));
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// A claim in words: `the claim 1a2b3c4d of Evermx, “$380 billion”`.
    pub(crate) fn words_of(&self, fact: &ClaimFact) -> Result<String, Error> {
        let quotes = Quotes::new(&self.ledger);
        let quote = quotes.read(&fact.report.document, fact.evidence.as_ref())?;
        let words: Vec<_> = quote.words.split_whitespace().collect();
        Ok(format!(
            "the claim {} of {}, “{}”",
            fact.claim.short(),
            fact.report.publication_name,
            words.join(" ")
        ))
    }

    /// Figures that are known and look like `figure`; none if it is known itself.
    pub(crate) fn known_or_near(&self, figure: &FigureKey) -> Result<Option<Vec<String>>, Error> {
        let seqs = self
            .ledger
            .sequence_numbers(&keys::figure(figure.as_str()))?;
        for seq in seqs {
            // A note alone makes no figure.
            if !matches!(self.ledger.stored_event(seq)?.decode()?, Event::Noted(_)) {
                return Ok(None);
            }
        }
        let all = self.ledger.keys(keys::FIGURES)?;
        let names = all.iter().filter_map(|key| keys::figure_of(key));
        let mut names = near(figure.as_str(), names);
        names.retain(|name| name != figure.as_str());
        Ok(Some(names))
    }

    /// What is odd about giving a quantity in `unit` to a figure, or about the figure itself.
    pub(crate) fn doubts(
        &self,
        state: &State,
        figure: &FigureKey,
        unit: Option<&str>,
    ) -> Result<Vec<String>, Error> {
        let mut doubts = Vec::new();
        if let Some(near) = self.known_or_near(figure)? {
            let near = match near.as_slice() {
                [] => String::new(),
                near => format!("; did you mean {}?", near.join(" or ")),
            };
            doubts.push(format!("nothing is known of {figure} yet{near}"));
        }
        if let Some(catalog) = adopted_catalog(&self.ledger, state)? {
            doubts.extend(doubts_of(&catalog, figure, unit));
        }
        Ok(doubts)
    }

    /// Calls `each` with every event of the log, for what no index tells.
    pub(crate) fn for_each_event(&self, each: &mut dyn FnMut(&Event<'_>)) -> Result<(), Error> {
        let end = self.ledger.seq_end();
        EventSource::for_each(&self.ledger, 0..end, &mut |recorded| {
            let event = Event::decode(recorded.bytes);
            each(&event.map_err(|source| claimbook_views::Error::Event {
                seq: recorded.seq,
                source,
            })?);
            Ok(())
        })?;
        Ok(())
    }
}

/// A figure as its key is written; it need not be known.
pub(crate) fn figure_key(figure: &str) -> Result<FigureKey, Error> {
    figure
        .parse()
        .map_err(|error: claimbook_model::FigureError| Error::Usage {
            message: error.to_string(),
        })
}

/// What the catalog finds odd about a figure, and about a quantity of it in `unit`.
fn doubts_of(catalog: &Catalog, figure: &FigureKey, unit: Option<&str>) -> Vec<String> {
    let slug = figure.metric();
    let Some(metric) = catalog.metric_of(figure) else {
        let near = match near(slug, catalog.metric.keys().map(String::as_str)).as_slice() {
            [] => String::new(),
            near => format!("; did you mean {}?", near.join(" or ")),
        };
        return vec![format!(
            "the book's catalog has no metric '{slug}', so that only equal periods are compared{near}"
        )];
    };
    let mut doubts = Vec::new();
    for (name, is_required) in metric.dimensions() {
        if is_required && figure.dimension(name).is_none() {
            doubts.push(format!("{slug} is always given with its {name}: {name}=…"));
        }
    }
    for (name, _) in figure.dimensions() {
        if !metric.dimensions().any(|(known, _)| known == name) {
            doubts.push(format!("{slug} has no dimension '{name}' in the catalog"));
        }
    }
    if let Some(unit) = unit.and_then(|unit| unit.parse().ok())
        && !claimbook_extract::is_told_in(metric, &unit)
    {
        doubts.push(format!("{slug} is not measured in {unit} as a rule"));
    }
    doubts
}

/// The bytes that the first digits of an id give; a last odd digit is left out. `None` if these
/// are no digits of an id.
pub(crate) fn whole_bytes(digits: &str) -> Option<Vec<u8>> {
    let sound = (1..=64).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let pairs = digits.as_bytes().chunks_exact(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    sound.then(|| pairs.filter_map(byte).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_digits_of_an_id_are_read() {
        assert_eq!(whole_bytes("1fA"), Some(vec![0x1f]));
        assert_eq!(whole_bytes("1"), Some(vec![]));
        assert_eq!(whole_bytes("acme/valuation"), None);
        assert_eq!(whole_bytes(""), None);
    }

    #[test]
    fn the_catalog_doubts_what_does_not_fit() {
        let catalog = claimbook_extract::built_in_catalog().unwrap();
        let doubts = |figure: &str, unit| doubts_of(&catalog, &figure.parse().unwrap(), unit);
        assert!(doubts("acme/valuation", Some("USD")).is_empty());
        assert!(doubts("acme/valuation", Some("week"))[0].contains("not measured in week"));
        assert!(doubts("acme/valuatoin", None)[0].contains("did you mean valuation"));
        assert!(doubts("acme/valuation/moon=full", None)[0].contains("no dimension 'moon'"));
        assert!(doubts("acme/investment", None)[0].contains("investor=…"));
    }
}
