//! What a line of annotations has to hold before anything is scored against it.

use std::fmt::Display;

use claimbook_model::{Comparator, Modality, Unit};
use serde_json::{Map, Value};

use crate::Error;
use crate::line::{decimal, number_text, offsets, text};

/// The roles that the format has.
const ROLES: [&str; 4] = ["optional", "derived", "heading", "boilerplate"];

/// The fields of a line.
type Fields = Map<String, Value>;

/// Refuses a line that does not say where in the text it stands.
pub(crate) fn place(line: usize, fields: &Fields) -> Result<(), Error> {
    let missing = |name| text(fields, name).is_none_or(|text| text.is_empty());
    if missing("quote") {
        let problem = "it has no quote: give the words of the text that state value and unit";
        return Err(unfit(line, problem));
    }
    if offsets(fields).is_none() && missing("context") {
        let problem = "it has no place: give start and end, the bytes of the quote, or context, the \
             words around it";
        return Err(unfit(line, problem));
    }
    Ok(())
}

/// Refuses a line whose fields are missing or none of the format's, in either annotator's reading.
pub(crate) fn fields(line: usize, fields: &Fields) -> Result<(), Error> {
    reading(fields).map_err(|problem| unfit(line, &problem))?;
    let others = match fields.get("also") {
        None | Some(Value::Null) => return Ok(()),
        Some(Value::Array(others)) => others,
        Some(_) => return Err(unfit(line, ALSO)),
    };
    for other in others {
        let given = other.as_object().ok_or_else(|| unfit(line, ALSO))?;
        let mut changed = fields.clone();
        changed.extend(given.clone());
        reading(&changed).map_err(|problem| unfit(line, &format!("in also, {problem}")))?;
    }
    Ok(())
}

const ALSO: &str = "its also is no list of objects: write [{\"figure\":null}], the fields that a second \
     annotator gave otherwise";

fn unfit(line: usize, problem: &str) -> Error {
    Error::Unfit {
        line,
        problem: problem.to_owned(),
    }
}

/// What is wrong with one reading, if anything is.
fn reading(fields: &Fields) -> Result<(), String> {
    value(fields.get("value"))?;
    let unit =
        text(fields, "unit").ok_or("it has no unit: give USD, percent, count or the like")?;
    parsed::<Unit>("unit", &unit, "give USD, percent, count or the like")?;
    let comparators = Comparator::ALL.map(Comparator::as_str);
    word(fields, "comparator", &comparators)?;
    let modalities: Vec<&str> = Modality::ALL.iter().map(|word| word.as_str()).collect();
    word(fields, "modality", &modalities)?;
    if text(fields, "role").is_some() {
        word(fields, "role", &ROLES)?;
    }
    match text(fields, "figure").filter(|figure| !figure.is_empty()) {
        Some(figure) if !is_key(&figure) => Err(format!(
            "its figure {figure:?} is no key: write subject/metric or \
             subject/metric/dimension=value, or null"
        )),
        _ => Ok(()),
    }
}

/// Whether a figure has the shape of a key. Annotators write names of entities that no catalog has
/// with their points and signs: `u.s.-court`.
fn is_key(figure: &str) -> bool {
    let word = |word: &str| {
        let odd = |c: char| c.is_whitespace() || c.is_uppercase() || c == '=';
        !word.is_empty() && !word.contains(odd)
    };
    let mut parts = figure.split('/');
    parts.next().is_some_and(word)
        && parts.next().is_some_and(word)
        && parts.all(|part| {
            part.split_once('=')
                .is_some_and(|(name, value)| word(name) && word(value))
        })
}

/// A value is a decimal, or the two ends of a range.
fn value(value: Option<&Value>) -> Result<(), String> {
    let advice = "give a decimal such as \"5000000\", or the two ends of a range in a list";
    let numbers = match value {
        None | Some(Value::Null) => return Err(format!("it has no value: {advice}")),
        Some(Value::Array(ends)) if ends.len() == 2 => ends.as_slice(),
        Some(Value::Array(_)) => return Err(format!("its value is no range: {advice}")),
        Some(one) => std::slice::from_ref(one),
    };
    match numbers
        .iter()
        .find(|one| decimal(&number_text(one)).is_none())
    {
        Some(bad) => Err(format!("its value {bad} is no number: {advice}")),
        None => Ok(()),
    }
}

/// A field has to be one of the words.
fn word(fields: &Fields, name: &str, words: &[&str]) -> Result<(), String> {
    let known = words.join(", ");
    match text(fields, name) {
        None => Err(format!("it has no {name}: give one of {known}")),
        Some(given) if words.contains(&given.as_str()) => Ok(()),
        Some(given) => Err(format!("its {name} {given:?} is none: give one of {known}")),
    }
}

/// A field has to be readable as a `T`.
fn parsed<T: std::str::FromStr<Err: Display>>(
    name: &str,
    given: &str,
    advice: &str,
) -> Result<(), String> {
    match given.parse::<T>() {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("its {name} is none: {error}; {advice}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::line::gold;

    /// What is said of a good line after a change of one field.
    fn changed(name: &str, value: serde_json::Value) -> Result<(), String> {
        let mut line = json!({"quote": "5", "context": "was 5", "value": "5", "unit": "USD",
            "comparator": "exact", "modality": "stated"});
        line[name] = value;
        let read = gold(&format!("\n{line}"), "It was 5");
        read.map(|_| ()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_the_format_lets_out_may_be_missing() {
        for name in ["figure", "period", "role", "also", "counted", "attribution"] {
            assert_eq!(changed(name, json!(null)), Ok(()), "{name}");
        }
        let figure = json!("acme/fine/authority=u.s.-court");
        assert_eq!(changed("figure", figure), Ok(()));
        let line = r#"{"quote":"5","start":7,"end":8,"value":["4","6"],"unit":"USD/hour",
            "comparator":"range","modality":"stated"}"#;
        assert_eq!(gold(&line.replace('\n', ""), "It was 5").unwrap().len(), 1);
    }

    #[test]
    fn each_broken_field_is_named_with_its_line() {
        let refused = [
            ("quote", json!(null), "no quote: give"),
            ("context", json!(null), "no place: give start and end"),
            ("value", json!(null), "no value: give"),
            ("value", json!("abc"), "value \"abc\" is no number"),
            ("value", json!(["4"]), "no range"),
            ("value", json!(["4", "six"]), "value \"six\" is no number"),
            ("unit", json!(null), "no unit: give"),
            ("unit", json!("a b"), "its unit is none"),
            ("comparator", json!(null), "no comparator: give"),
            ("comparator", json!("about"), "one of exact, approx"),
            ("modality", json!(null), "no modality: give"),
            ("modality", json!("perhaps"), "one of stated, estimated"),
            ("role", json!("aside"), "one of optional, derived"),
            ("figure", json!("acme"), "its figure \"acme\" is no key"),
            ("also", json!("acme/debt"), "no list of objects"),
            ("also", json!([{"figure": "acme"}]), "in also, its figure"),
        ];
        for (name, value, expected) in refused {
            let error = changed(name, value).unwrap_err();
            assert!(error.starts_with("line 2: "), "{error}");
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn lines_of_nothing_are_refused() {
        for (lines, expected) in [("{}", "line 1: it has no quote"), ("\n \n", "line 1: ")] {
            let error = gold(lines, "It was 5").unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
