//! Front matter: the fields between two lines of `---` or `+++` at the head of a Markdown file.

use claimbook_adapter::calendar;
use claimbook_adapter::compose::Composer;
use claimbook_adapter::lines::is_invisible;

/// Front matter is not looked for beyond so many bytes.
const FRONT_MATTER_BYTES: usize = 16_384;

/// Reads the front matter, if there is any, and gives the text behind it.
pub(crate) fn read<'a>(composer: &mut Composer<'a>, document: &'a str) -> &'a str {
    let text = document.trim_start_matches(is_invisible);
    let Some((fields, body)) = split(text) else {
        return document;
    };
    for line in fields.lines() {
        composer.boilerplate(line);
        if let Some((name, value)) = line.split_once([':', '=']) {
            field(composer, name.trim(), unquoted(value));
        }
    }
    body
}

fn split(text: &str) -> Option<(&str, &str)> {
    let mark = text.get(..3).filter(|mark| ["---", "+++"].contains(mark))?;
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != mark {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == mark {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
        // A field has a name; a sentence between two rules is no front matter.
        let is_field = line.trim().is_empty()
            || line.starts_with([' ', '\t', '-', '#', '['])
            || line.contains([':', '=']);
        if at > FRONT_MATTER_BYTES || !is_field {
            return None;
        }
    }
    None
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\''])
}

fn field(composer: &mut Composer<'_>, name: &str, value: &str) {
    match name.to_lowercase().as_str() {
        "title" => composer.name(value),
        "publication" | "publisher" | "site" | "site_name" => composer.publication(value),
        "url" | "canonical" | "canonical_url" | "link" => composer.url(value),
        "date" | "published" | "publishdate" | "published_at" | "pubdate" => {
            match calendar::date_alone(value) {
                Some(period) => composer.published(period),
                None => composer.finding(unusable(name, value)),
            }
        }
        "modified" | "updated" | "lastmod" | "last_modified" | "updated_at" => {
            match calendar::date_alone(value).filter(|period| period.length_days() == 1) {
                Some(period) => composer.modified(period.first_day()),
                None => composer.finding(unusable(name, value)),
            }
        }
        _ => {}
    }
}

fn unusable(name: &str, value: &str) -> String {
    format!("its front matter gives '{value}' as {name}, which is no date; left out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_describe_the_report() {
        let text = "---\ntitle: \"A deal\"\ndate: 2026-04-20T10:00:00Z\nupdated: soon\ntags:\n  - \
                    deals\n---\n\nBody.\n";
        let mut composer = Composer::new(text);
        assert_eq!(read(&mut composer, text), "\nBody.\n");
        let layout = composer.finish();
        assert_eq!(layout.title.as_deref(), Some("A deal"));
        assert_eq!(layout.published.unwrap().to_string(), "2026-04-20");
        assert_eq!(
            layout.findings,
            ["its front matter gives 'soon' as updated, which is no date; left out"]
        );
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for text in [
            "---\nA sentence stands here.\n---\n",
            "---\nkey: value\nno end",
            "--- x\n",
        ] {
            let mut composer = Composer::new(text);
            assert_eq!(read(&mut composer, text), text);
            assert!(composer.is_empty());
        }
    }
}
