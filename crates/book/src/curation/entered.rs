//! Claims that a person enters by hand, with report and quote.

use claimbook_extract::{Quantity, quantities};
use claimbook_model::event::{ClaimAsserted, ClaimContent, claim_content};
use claimbook_model::{
    Attribution, Catalog, Claim, ClaimId, Comparator, Decimal, Event, Evidence, Flags, Modality,
    Origin, Period, Place, ReportId, Unit, Value, slug,
};
use claimbook_views::keys;
use claimbook_views::source::{adopted_catalog, state_of_report};

use super::subject::figure_key;
use super::{Act, Plan, passage};
use crate::answer::curation::CurationAnswer;
use crate::quotes::Quotes;
use crate::{Book, Error, OnProgress};

/// What a person reads in a report.
#[derive(Clone, Debug)]
pub struct Entered<'a> {
    /// The report: its id, or the first digits of it.
    pub report: &'a str,
    /// The figure.
    pub figure: &'a str,
    /// The words that say so, as they stand in the document.
    pub quote: &'a str,
    /// The first byte of the quote, where its words stand in several places.
    pub at: Option<u64>,
    /// The value in words or digits; none where the quote gives it.
    pub value: Option<&'a str>,
    /// The unit; none where the value or the quote gives it.
    pub unit: Option<&'a str>,
    /// How it is compared; none where the value or the quote says so.
    pub comparator: Option<Comparator>,
    /// What it is about.
    pub period: Option<Period>,
    /// How sure the text is.
    pub modality: Modality,
    /// Whom the report names as its source.
    pub source: Option<&'a str>,
}

impl Book {
    /// Enters a claim by hand. Its quote must stand in the report's document, word for word.
    ///
    /// # Errors
    /// If no report's id or several begin so, the text is no figure, the quote does not stand there
    /// or stands in several places, no value can be read, or the book cannot be written.
    pub fn enter_claim(
        &mut self,
        entered: &Entered<'_>,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let figure = figure_key(entered.figure)?;
        let (report, words) = self.report_in_words(entered.report)?;
        let evidence = self.evidence(&report, &words, entered)?;
        let (measured, mut findings) = measured(entered)?;
        let state = self.globals()?;
        let catalog = adopted_catalog(&self.ledger, &state)?;
        findings.extend(self.doubts(&state, &figure, Some(measured.unit.as_str()))?);
        if entered.period.is_none() {
            findings.push("without --period it is undated: it competes with nothing".to_owned());
        }
        let claim = Claim {
            figure: Some(figure),
            value: measured.value,
            comparator: measured.comparator,
            unit: measured.unit,
            counted: measured.counted,
            direction: None,
            period: entered.period,
            modality: entered.modality,
            attribution: entered
                .source
                .map(|name| attribution(name, catalog.as_deref())),
            evidence: vec![evidence],
            signal: None,
            origin: Origin::Curator,
            flags: Flags::default(),
        };
        let (count, same) = self.same_claim(&report, &claim)?;
        if let Some(same) = same {
            let done = format!("{words} says so already: {same}");
            return self.curate(Plan::nothing("claim add", done), act, progress);
        }
        let event = Event::ClaimAsserted(ClaimAsserted {
            ordinal: u32::try_from(count).unwrap_or(u32::MAX),
            content: ClaimContent::of(report, &claim),
        });
        let id = claim_content(&event.encode()).map(ClaimId::of);
        let done = format!(
            "{words} claims of {}, “{}”: claim {}",
            entered.figure,
            entered.quote,
            id.map(|id| id.short()).unwrap_or_default()
        );
        let plan = Plan::of("claim add", done, event).with_findings(findings);
        self.curate(plan, act, progress)
    }

    /// Where the quote stands.
    fn evidence(
        &self,
        report: &ReportId,
        words: &str,
        entered: &Entered<'_>,
    ) -> Result<Evidence, Error> {
        let refused = |message: String| Err(Error::Quote { message });
        let state = state_of_report(&self.ledger, report)?;
        let document = state.report(report).map(|report| report.document);
        let quotes = Quotes::new(&self.ledger);
        let bytes = document
            .map(|document| quotes.document(&document))
            .transpose()?
            .unwrap_or_default();
        if entered.quote.trim().is_empty() {
            return refused("--quote: the words that say so are needed".to_owned());
        }
        let places = passage::places(&bytes, entered.quote);
        let place = match (entered.at, places.as_slice()) {
            (_, []) => {
                let near = passage::similar(&bytes, entered.quote)
                    .map_or(String::new(), |(at, near)| {
                        format!(": at byte {at} stands “{near}”")
                    });
                return refused(format!("the quote does not stand in {words}{near}"));
            }
            (Some(at), places) => match places.iter().find(|place| **place as u64 == at) {
                Some(place) => *place,
                None => {
                    return refused(format!(
                        "the quote does not stand at byte {at} of {words}, but at {}",
                        listed(places)
                    ));
                }
            },
            (None, [place]) => *place,
            (None, places) => {
                return refused(format!(
                    "the quote stands in {words} at the bytes {}: quote more words, or say which \
                     with --at",
                    listed(places)
                ));
            }
        };
        Ok(Evidence::Bytes {
            start: place as u64,
            end: (place + entered.quote.len()) as u64,
            place: Place::Paragraph,
        })
    }

    /// How many claims a report has, and the one that says the same of the same figure, if any.
    fn same_claim(
        &self,
        report: &ReportId,
        claim: &Claim,
    ) -> Result<(usize, Option<String>), Error> {
        let state = state_of_report(&self.ledger, report)?;
        let figure = claim
            .figure
            .as_ref()
            .map(|key| state.resolved(key.as_str()));
        let own = Event::ClaimAsserted(ClaimAsserted {
            ordinal: 0,
            content: ClaimContent::of(*report, claim),
        });
        let own = claim_content(&own.encode()).map(ClaimId::of);
        let seqs = self
            .ledger
            .sequence_numbers(&keys::claims_of_report(report))?;
        for seq in &seqs {
            let id = claim_content(self.ledger.stored_event(*seq)?.bytes).map(ClaimId::of);
            let Some((id, (counts_for, number))) = id.and_then(|id| Some((id, state.claim(&id)?)))
            else {
                continue;
            };
            let Some(fact) = state.claims_numbered(&[number]).pop() else {
                if Some(id) == own {
                    let by = self.undone_by(&state, *seq)?.unwrap_or_default();
                    let words = format!(
                        "the claim {} was entered by hand and undone; `claimbook undo {by}` brings \
                         it back",
                        id.short()
                    );
                    return Ok((seqs.len(), Some(words)));
                }
                continue;
            };
            let is_same = counts_for == figure
                && fact.period == claim.period
                && *fact.unit == *claim.unit.as_str()
                && fact.value.same_number(claim.value);
            if Some(id) == own || is_same && fact.withdrawal.is_none() {
                return Ok((seqs.len(), Some(self.words_of(&fact)?)));
            }
        }
        Ok((seqs.len(), None))
    }
}

/// Places in words, the first few of them.
fn listed(places: &[usize]) -> String {
    const SHOWN: usize = 5;
    let mut shown: Vec<String> = places.iter().take(SHOWN).map(ToString::to_string).collect();
    if places.len() > SHOWN {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// A value with what it is measured in.
struct Measured {
    value: Value,
    comparator: Comparator,
    unit: Unit,
    counted: Option<String>,
}

/// The value that a person gives, or the one of the quote, and what is odd about it.
fn measured(entered: &Entered<'_>) -> Result<(Measured, Vec<String>), Error> {
    let usage = |message: String| Error::Usage { message };
    let in_quote = quantities(entered.quote);
    let mut findings = Vec::new();
    let mut measured = match entered.value {
        Some(text) => {
            let given = read_value(text).map_err(usage)?;
            let same = |found: &&Quantity| found.value.same_number(given.value);
            let quoted = in_quote.iter().find(same);
            if quoted.is_none() {
                findings.push(match in_quote.first() {
                    None => "no number was read in the quote: is it the right one?".to_owned(),
                    Some(other) => format!(
                        "the quote states {}, not {text}: is it the right one?",
                        entered.quote.get(other.span.clone()).unwrap_or_default()
                    ),
                });
            }
            with_unit_of(given, quoted)
        }
        None => match in_quote.as_slice() {
            [one] => of_quantity(one),
            [] => {
                return Err(usage(
                    "no number was read in the quote: give it with --value".to_owned(),
                ));
            }
            several => {
                let all: Vec<&str> = several
                    .iter()
                    .filter_map(|one| entered.quote.get(one.span.clone()))
                    .collect();
                return Err(usage(format!(
                    "the quote states {}: say which with --value",
                    all.join(" and ")
                )));
            }
        },
    };
    if let Some(unit) = entered.unit {
        measured.unit = unit
            .parse()
            .map_err(|problem: claimbook_model::UnitError| usage(problem.to_string()))?;
    }
    if let Some(comparator) = entered.comparator {
        let is_range = matches!(measured.value, Value::Range(..));
        if is_range != (comparator == Comparator::Range) {
            return Err(usage(format!(
                "--comparator {comparator} does not go with {}",
                if is_range { "a range" } else { "one number" }
            )));
        }
        measured.comparator = comparator;
    }
    Ok((measured, findings))
}

fn of_quantity(quantity: &Quantity) -> Measured {
    Measured {
        value: quantity.value,
        comparator: quantity.comparator,
        unit: quantity.unit.clone(),
        counted: quantity.counted.clone(),
    }
}

/// A bare number takes unit and comparator from the quote that states it.
fn with_unit_of(given: Measured, quoted: Option<&Quantity>) -> Measured {
    match quoted {
        Some(quoted) if given.unit.as_str() == "count" && given.counted.is_none() => Measured {
            value: given.value,
            ..of_quantity(quoted)
        },
        _ => given,
    }
}

/// A value as a person writes it: `5 billion`, `about $5 billion`, `18..25`, `1500`.
fn read_value(text: &str) -> Result<Measured, String> {
    let text = text.trim();
    if let Some((value, comparator)) = digits(text)? {
        return Ok(Measured {
            value,
            comparator,
            unit: Unit::count(),
            counted: None,
        });
    }
    match quantities(&text.replacen("..", "–", 1)).as_slice() {
        [one] => Ok(of_quantity(one)),
        [] => Err(format!(
            "--value: no number can be read in '{text}'; write it as in '5 billion' or '18..25'"
        )),
        _ => Err(format!("--value: '{text}' holds several numbers")),
    }
}

/// A bare number, or two with `..` between them: no grammar is needed for these.
fn digits(text: &str) -> Result<Option<(Value, Comparator)>, String> {
    if let Ok(number) = text.parse::<Decimal>() {
        return Ok(Some((Value::Number(number), Comparator::Exact)));
    }
    let ends = text.split_once("..");
    let ends = ends.and_then(|(low, high)| Some((low.parse().ok()?, high.parse().ok()?)));
    let Some((low, high)) = ends else {
        return Ok(None);
    };
    match Value::range(low, high) {
        Ok(range) => Ok(Some((range, Comparator::Range))),
        Err(problem) => Err(format!("--value: {problem}")),
    }
}

/// A source as a report names it, with the voice that it is: an entity of the catalog by any of its
/// names, else the name itself.
fn attribution(name: &str, catalog: Option<&Catalog>) -> Attribution {
    let lower = name.to_lowercase();
    let entity = catalog.and_then(|catalog| {
        let mut entities = catalog.entity.iter();
        entities.find(|(slug, entity)| {
            **slug == lower
                || entity
                    .aliases
                    .iter()
                    .any(|alias| alias.to_lowercase() == lower)
        })
    });
    Attribution {
        name: name.to_owned(),
        voice: entity.map_or_else(|| slug(name), |(slug, _)| Some(slug.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered<'a>(quote: &'a str, value: Option<&'a str>) -> Entered<'a> {
        Entered {
            report: "",
            figure: "acme/revenue",
            quote,
            at: None,
            value,
            unit: None,
            comparator: None,
            period: None,
            modality: Modality::Stated,
            source: None,
        }
    }

    fn read(quote: &str, value: Option<&str>) -> Result<(String, usize), String> {
        let (measured, findings) =
            measured(&entered(quote, value)).map_err(|error| error.to_string())?;
        let (value, comparator) = (measured.value, measured.comparator);
        let low = value.low();
        let high = value.high();
        Ok((
            format!("{comparator} {low} {high} {}", measured.unit),
            findings.len(),
        ))
    }

    #[test]
    fn a_value_is_read_from_the_quote_or_checked_against_it() {
        let five = "about $5 billion last year";
        let expected = "approx 5000000000 5000000000 USD".to_owned();
        assert_eq!(read(five, None), Ok((expected.clone(), 0)));
        assert_eq!(read(five, Some("5 billion")), Ok((expected, 0)));
        let other = read(five, Some("$6 billion")).unwrap();
        assert_eq!(other, ("exact 6000000000 6000000000 USD".to_owned(), 1));
        let range = read(
            "between $18 and $25 billion",
            Some("18..25 billion dollars"),
        )
        .unwrap();
        assert_eq!(range.0, "range 18000000000 25000000000 USD");
        assert_eq!(
            read("a record", Some("1500")).unwrap(),
            ("exact 1500 1500 count".to_owned(), 1)
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        assert!(read("a record", None).unwrap_err().contains("--value"));
        let several = read("$5 billion, after $3 billion", None).unwrap_err();
        assert!(several.contains("$5 billion and $3 billion"), "{several}");
        assert!(
            read("a record", Some("much"))
                .unwrap_err()
                .contains("'much'")
        );
        let mut entered = entered("$5 billion", None);
        entered.comparator = Some(Comparator::Range);
        assert!(measured(&entered).is_err());
    }

    #[test]
    fn a_source_is_the_voice_that_the_catalog_knows() {
        let catalog = Catalog::from_toml("[entity.fab]\naliases = ['Fabulous Works']\n").unwrap();
        let voice = |name| attribution(name, Some(&catalog)).voice;
        assert_eq!(voice("fabulous works").as_deref(), Some("fab"));
        assert_eq!(voice("The Courier").as_deref(), Some("the-courier"));
    }
}
