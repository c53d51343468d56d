//! Lines of annotations and of predictions, as they are read from JSON Lines.

use std::collections::BTreeSet;

use claimbook_model::Decimal;
use serde_json::{Map, Value};

use crate::Error;
use crate::check;
use crate::pairing::Locator;

/// One number of a value.
#[derive(Clone, Debug)]
pub(crate) enum Number {
    /// A decimal, with the text that it was read from.
    Decimal(Decimal, String),
    /// Anything else: equal only to the same words.
    Other(String),
}

/// What a line says, in one reading of it.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// The number, or the ends of a range.
    pub(crate) value: Vec<Number>,
    pub(crate) comparator: Option<String>,
    /// `None` where it states no figure.
    pub(crate) figure: Option<String>,
    pub(crate) period: Option<String>,
    pub(crate) modality: Option<String>,
}

/// What the annotators say of one place.
#[derive(Clone, Debug)]
pub struct Gold {
    pub(crate) document: String,
    pub(crate) number: String,
    pub(crate) context: String,
    pub(crate) unit: String,
    pub(crate) role: Option<String>,
    /// The annotation, and what a second annotator gave where it differs.
    pub(crate) readings: Vec<Reading>,
    pub(crate) span: (usize, usize),
}

/// What a reader says of one place.
#[derive(Clone, Debug)]
pub struct Predicted {
    pub(crate) unit: String,
    pub(crate) role: Option<String>,
    pub(crate) reading: Reading,
    pub(crate) span: (usize, usize),
    /// The document as it was named; none where the line does not tell.
    pub path: Option<String>,
}

/// The slugs that the annotators had: only figures of these metrics are judged, and only subjects
/// among these entities have a slug of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Slugs of metrics.
    pub metrics: BTreeSet<String>,
    /// Slugs of entities.
    pub entities: BTreeSet<String>,
}

impl Gold {
    /// Whether it counts neither way: furniture of a page, or what may be annotated or not.
    pub(crate) fn is_unscored(&self) -> bool {
        matches!(self.role.as_deref(), Some("boilerplate" | "optional"))
    }

    /// The annotation itself.
    pub(crate) fn own(&self) -> Option<&Reading> {
        self.readings.first()
    }

    /// Whether an annotator saw no figure.
    pub(crate) fn may_be_none(&self) -> bool {
        self.readings.iter().any(|reading| reading.figure.is_none())
    }
}

impl Reading {
    fn of(fields: &Map<String, Value>) -> Self {
        Self {
            value: numbers(fields.get("value")),
            comparator: text(fields, "comparator"),
            figure: text(fields, "figure").filter(|figure| !figure.is_empty()),
            period: text(fields, "period").filter(|period| !period.is_empty()),
            modality: text(fields, "modality"),
        }
    }
}

/// The annotations of a text, each at its bytes: `start` and `end` where the line has them, else
/// the first place of its quote and context behind that of the line before.
///
/// # Errors
/// If there is no line, or one is no annotation, or the text does not hold it.
pub fn gold(lines: &str, text: &str) -> Result<Vec<Gold>, Error> {
    let mut locator = Locator::new(text);
    let objects = objects(lines)?;
    if objects.is_empty() {
        return Err(Error::Empty);
    }
    objects
        .iter()
        .map(|(line, fields)| {
            check::place(*line, fields)?;
            let span = locator.locate(*line, fields)?;
            check::fields(*line, fields)?;
            Ok(Gold {
                document: self::text(fields, "doc").unwrap_or_default(),
                number: self::text(fields, "n").unwrap_or_else(|| line.to_string()),
                context: self::text(fields, "context")
                    .or_else(|| self::text(fields, "quote"))
                    .unwrap_or_default(),
                unit: self::text(fields, "unit").unwrap_or_default(),
                role: self::text(fields, "role"),
                readings: readings(fields),
                span,
            })
        })
        .collect()
}

/// What a reader found, as `extract --format jsonl` prints it.
///
/// # Errors
/// If a line is none, or has no `start` and `end`.
pub fn predicted(lines: &str) -> Result<Vec<Predicted>, Error> {
    objects(lines)?
        .iter()
        .map(|(line, fields)| {
            let span = offsets(fields).ok_or_else(|| Error::Malformed {
                line: *line,
                reason: "it has no start and end".to_owned(),
            })?;
            Ok(Predicted {
                unit: text(fields, "unit").unwrap_or_default(),
                role: text(fields, "role"),
                reading: Reading::of(fields),
                span,
                path: text(fields, "path"),
            })
        })
        .collect()
}

/// The slugs of the catalog that the annotators used, as TOML.
///
/// # Errors
/// If the text is no TOML, or has no table of metrics.
pub fn known(catalog: &str) -> Result<Known, Error> {
    let refuse = |reason: String| Error::Catalog { reason };
    let table: toml::Table = catalog
        .parse()
        .map_err(|error: toml::de::Error| refuse(error.to_string()))?;
    let slugs = |section: &str| -> BTreeSet<String> {
        let entries = table.get(section).and_then(toml::Value::as_table);
        entries
            .into_iter()
            .flat_map(toml::Table::keys)
            .cloned()
            .collect()
    };
    let known = Known {
        metrics: slugs("metric"),
        entities: slugs("entity"),
    };
    if known.metrics.is_empty() {
        return Err(refuse("it has no metrics".to_owned()));
    }
    Ok(known)
}

/// A line that is not blank: its number, from 1, and what it holds.
type Line = (usize, Map<String, Value>);

/// The lines that are not blank.
fn objects(lines: &str) -> Result<Vec<Line>, Error> {
    let filled = lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(index, line)| {
            let read = serde_json::from_str(line).map_err(|error| Error::Malformed {
                line: index + 1,
                reason: error.to_string(),
            })?;
            Ok((index + 1, read))
        })
        .collect()
}

/// The first byte of a line's quote, and the one behind its last.
pub(crate) fn offsets(fields: &Map<String, Value>) -> Option<(usize, usize)> {
    let offset = |name| usize::try_from(fields.get(name)?.as_u64()?).ok();
    Some((offset("start")?, offset("end")?))
}

/// A field as text; none where it is null or missing.
pub(crate) fn text(fields: &Map<String, Value>, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// The line itself, and then the line with each of the fields that a second annotator gave.
fn readings(fields: &Map<String, Value>) -> Vec<Reading> {
    let mut readings = vec![Reading::of(fields)];
    let others = fields.get("also").and_then(Value::as_array);
    for other in others.into_iter().flatten().filter_map(Value::as_object) {
        let mut changed = fields.clone();
        changed.extend(other.clone());
        readings.push(Reading::of(&changed));
    }
    readings
}

/// A value's numbers: decimals if all are, else the words of all.
fn numbers(value: Option<&Value>) -> Vec<Number> {
    let texts: Vec<String> = match value {
        Some(Value::Array(values)) => values.iter().map(number_text).collect(),
        Some(value) => vec![number_text(value)],
        None => vec![number_text(&Value::Null)],
    };
    let decimals: Option<Vec<Number>> = texts
        .iter()
        .map(|text| Some(Number::Decimal(decimal(text)?, text.clone())))
        .collect();
    decimals.unwrap_or_else(|| texts.into_iter().map(Number::Other).collect())
}

/// A number as it is written.
pub(crate) fn number_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

/// A decimal as annotators and programs write one, also without the zero before its point.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let zero = if digits.starts_with('.') { "0" } else { "" };
    let plain = digits.trim_end_matches('.');
    format!("{sign}{zero}{plain}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_annotator_changes_only_what_it_gives() {
        let line = r#"{"quote":"5","context":"5","value":"5","unit":"USD","comparator":"exact",
            "modality":"stated","figure":"a/b",
            "also":[{"figure":null},{"value":["4","6"],"comparator":"range"}]}"#
            .replace('\n', "");
        let read = gold(&line, "5").unwrap();
        let figures: Vec<_> = read[0]
            .readings
            .iter()
            .map(|r| r.figure.as_deref())
            .collect();
        assert_eq!(figures, [Some("a/b"), None, Some("a/b")]);
        assert_eq!(read[0].readings[2].value.len(), 2);
        assert!(read[0].may_be_none());
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for (text, same) in [("0.50", "0.5"), (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5")] {
            let same: Decimal = same.parse().unwrap();
            assert!(decimal(text).unwrap().same_number(same), "{text}");
        }
        assert!(decimal("about 5").is_none() && decimal("").is_none());
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = predicted("{\"start\":0,\"end\":1}\n\n{")
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("line 3: "), "{error}");
        let error = predicted("{\"quote\":\"5\"}").unwrap_err().to_string();
        assert!(error.contains("no start and end"), "{error}");
        assert!(known("[entity.a]\naliases = []").is_err());
    }
}
