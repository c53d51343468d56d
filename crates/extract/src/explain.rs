//! Reasons in words: how a mention came to its figure, or why it has none.

use crate::draft::Draft;
use crate::vocabulary::Vocabulary;

/// Which words name a metric, and how much they say by themselves.
pub(crate) fn cue(said: &str, slug: &str, weight: u8) -> String {
    let words = if said.contains(' ') {
        "the words"
    } else {
        "the word"
    };
    format!("{words} “{said}” for {slug} (weight {weight} of 9)")
}

/// Who fills a role of a cue, and where the sentence names it.
pub(crate) fn party(role: &str, slug: &str, place: &str) -> String {
    let place = match place {
        "owner" => "whose it is".to_owned(),
        "modifier" => "the name before those words".to_owned(),
        "~modifier" => "the words before those words".to_owned(),
        "agent" => "who does it".to_owned(),
        "object" => "to whom it is done".to_owned(),
        "recipient" => "who gets it".to_owned(),
        "peer" => "another one of its kind, named before".to_owned(),
        preposition => format!("the name behind “{}”", preposition.trim_start_matches('~')),
    };
    format!("its {role} is {slug}: {place}")
}

/// Why a draft has no figure; none where it has one.
pub(crate) fn missing(draft: &Draft, unit: &str, vocabulary: &Vocabulary) -> Option<String> {
    let Some((slug, metric)) = draft.metric_in(vocabulary) else {
        let unit = unit.replace('_', " ");
        return Some(format!(
            "no figure: no words near it name a metric with the unit {unit}"
        ));
    };
    let Some(subject) = &draft.subject else {
        return Some(format!(
            "no figure: it would be {slug}, but whose cannot be told"
        ));
    };
    let mut required = metric.dimensions().filter(|(_, required)| *required);
    let (dimension, _) = required.find(|(name, _)| !draft.dimensions.contains_key(*name))?;
    Some(format!(
        "no figure: it would be {}/{slug}, but its {dimension} cannot be told",
        subject.slug
    ))
}

#[cfg(test)]
mod tests {
    use claimbook_model::Catalog;

    use super::*;
    use crate::focus::Referent;

    #[test]
    fn what_is_missing_is_said() {
        let catalog = Catalog::from_toml(
            "[metric.grant]\nkind = 'event'\nquantity = 'money'\ndims = ['giver!']\nmeans = 'm'",
        );
        let vocabulary = Vocabulary::new(&catalog.unwrap()).unwrap();
        let mut draft = Draft::new(0, 0, 0, 0);
        assert!(
            missing(&draft, "USD", &vocabulary)
                .unwrap()
                .contains("a metric with the unit USD")
        );
        draft.metric = Some(0);
        assert!(
            missing(&draft, "USD", &vocabulary)
                .unwrap()
                .contains("whose cannot be told")
        );
        draft.subject = Some(Referent {
            slug: "mill".to_owned(),
            kind: None,
        });
        let said = missing(&draft, "USD", &vocabulary).unwrap();
        assert!(
            said.contains("mill/grant, but its giver cannot be told"),
            "{said}"
        );
        draft
            .dimensions
            .insert("giver".to_owned(), "bank".to_owned());
        assert_eq!(missing(&draft, "USD", &vocabulary), None);
    }

    #[test]
    fn places_are_told_in_words() {
        assert_eq!(
            party("buyer", "mill", "agent"),
            "its buyer is mill: who does it"
        );
        assert_eq!(
            party("buyer", "mill", "~by"),
            "its buyer is mill: the name behind “by”"
        );
    }
}
