//! The nearest of several names, for suggestions.

/// The candidate nearest to `name`, if at most a third of its letters differ. Letters' case does
/// not count; of equally near ones the first wins.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let near = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::osa_distance(&name, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            *distance <= near || candidate.to_lowercase().starts_with(&name)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_mistyped() {
        let known = ["article", "evermx", "lego-sia"];
        assert_eq!(nearest("evrmx", known), Some("evermx"));
        assert_eq!(nearest("Lego", known), Some("lego-sia"));
        assert_eq!(nearest("reuters", known), None);
    }
}
