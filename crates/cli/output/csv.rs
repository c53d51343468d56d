//! Answers as comma-separated values.

use std::io;

use serde::Serialize;
use serde_json::Value;

/// The rows as a CSV file with a header line. Fields of a field get a name with a point
/// (`best.value`), lists are joined by `; `, and nothing stands for null.
pub(super) fn rows<R: Serialize>(rows: &[R]) -> io::Result<Vec<u8>> {
    let mut records: Vec<Vec<(String, String)>> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut record = Vec::new();
        flatten("", &serde_json::to_value(row)?, &mut record);
        records.push(record);
    }
    let columns = columns(&records);
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns)?;
    for record in &records {
        writer.write_record(columns.iter().map(|column| {
            let field = record.iter().find(|(name, _)| name == column);
            field.map_or("", |(_, text)| text.as_str())
        }))?;
    }
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

/// All names, in the order in which they first come. A field that is null in some rows and has
/// fields in others is there with its fields only.
fn columns(records: &[Vec<(String, String)>]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for (name, _) in records.iter().flatten() {
        if !columns.contains(name) {
            columns.push(name.clone());
        }
    }
    let has_fields = |name: &str| {
        columns
            .iter()
            .any(|other| other.starts_with(&format!("{name}.")))
    };
    columns
        .iter()
        .filter(|name| !has_fields(name))
        .cloned()
        .collect()
}

fn flatten(name: &str, value: &Value, record: &mut Vec<(String, String)>) {
    let Value::Object(fields) = value else {
        record.push((name.to_owned(), text(value)));
        return;
    };
    for (field, value) in fields {
        let name = if name.is_empty() {
            field.clone()
        } else {
            format!("{name}.{field}")
        };
        flatten(&name, value, record);
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if !items.iter().any(Value::is_object) => {
            items.iter().map(text).collect::<Vec<_>>().join("; ")
        }
        Value::Array(items) if items.is_empty() => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_of_fields_are_columns_and_nothing_stands_for_null() {
        let table = rows(&[
            json!({"figure": "a/b", "best": null, "voices": []}),
            json!({"figure": "c/d", "best": {"value": "5", "unit": "USD"}, "voices": ["X", "Y, Z"]}),
        ]);
        let text = String::from_utf8(table.unwrap()).unwrap();
        assert_eq!(
            text,
            "figure,voices,best.value,best.unit\na/b,,,\nc/d,\"X; Y, Z\",5,USD\n"
        );
    }
}
