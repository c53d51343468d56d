//! Fields of manifests and sidecars that are not read.

/// The fields of a report that are read.
const FIELDS: &[&str] = &[
    "path",
    "publication",
    "url",
    "title",
    "published",
    "modified",
    "retrieved",
    "part",
    "adapter",
];

/// What a manifest or sidecar says that is not read, one finding a field, with its line. Other
/// programs may keep fields of their own there; a misspelt one should not go unseen.
pub fn unread_fields(file: &str, text: &str) -> Vec<String> {
    let mut seen = Vec::new();
    for line in text.lines() {
        let Some((name, _)) = line.split_once('=') else {
            continue;
        };
        let name = name.trim().trim_matches(['"', '\'']);
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "-_".contains(c));
        if !is_name || FIELDS.contains(&name) || seen.contains(&name) {
            continue;
        }
        seen.push(name);
    }
    seen.iter()
        .map(|name| {
            let at = |line: &str| {
                line.trim_start()
                    .trim_start_matches(['"', '\''])
                    .starts_with(name)
            };
            let line = text.lines().position(at).map_or(1, |index| index + 1);
            let near = crate::nearest(name, FIELDS.iter().copied());
            let hint = near.map_or(String::new(), |near| format!("; did you mean '{near}'?"));
            format!("{file}, line {line}: the field '{name}' is not read{hint}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::Manifest;

    #[test]
    fn a_field_that_is_not_read_is_told_with_its_line() {
        let text = "[[report]]\npath = 'a'\npubication = 'Alpha'\ntopic = 'x'\n[[report]]\npath = 'b'\ntopic = 'y'\n";
        assert_eq!(Manifest::parse("m.toml", text).unwrap().reports.len(), 2);
        assert_eq!(
            unread_fields("m.toml", text),
            [
                "m.toml, line 3: the field 'pubication' is not read; did you mean 'publication'?",
                "m.toml, line 4: the field 'topic' is not read",
            ]
        );
    }
}
