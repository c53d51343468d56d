//! Names that look alike, for "did you mean".

/// The most suggestions that help.
const SUGGESTIONS_MAX: usize = 3;

/// Up to three of `names` that look like `wanted`, the likeliest first.
pub(crate) fn near<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut ranked: Vec<(usize, &str)> = names
        .filter_map(|name| distance(wanted, name).map(|distance| (distance, name)))
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    ranked
        .into_iter()
        .take(SUGGESTIONS_MAX)
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// How far apart two names are; `None` if they have little in common. A name that holds the other
/// is near; else at most a third of the letters may differ.
fn distance(wanted: &str, name: &str) -> Option<usize> {
    let edits = strsim::levenshtein(wanted, name);
    let longest = wanted.chars().count().max(name.chars().count());
    let contains = name.contains(wanted) || wanted.contains(name);
    (contains || edits * 3 <= longest).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_names_with_few_edits_and_longer_keys() {
        let names = [
            "acme-corp/valuation",
            "zenith/valuation",
            "acme-corp/valuation/basis=ipo",
        ];
        assert_eq!(
            near("acme-cor/valuation", names.into_iter())[0],
            "acme-corp/valuation"
        );
        assert_eq!(
            near("acme-corp/val", names.into_iter())[0],
            "acme-corp/valuation"
        );
        assert!(near("moon/distance", names.into_iter()).is_empty());
    }
}
