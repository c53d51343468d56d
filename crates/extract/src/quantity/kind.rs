//! Kinds of quantities, as a catalog names them: what a metric is measured in.

use super::vocabulary::VOCABULARY;

/// Kinds that are no dimension of a table of units.
const GENERAL: &[&str] = &["any", "count", "money", "percent", "power", "ratio"];

/// Units that no table of units has.
const UNITS: &[&str] = &["count", "ratio"];

/// Whether a unit measures what a kind of quantity names: `week` measures `time`.
pub(crate) fn measures(unit: &str, kind: &str) -> bool {
    let mut units = VOCABULARY.units.iter();
    !GENERAL.contains(&kind) && units.any(|known| known.id == unit && known.dimension == kind)
}

/// Whether a catalog may give that kind to a metric: one of the general kinds, a dimension of
/// the tables (`time`, `length`, `mass`), or a single unit (`week`).
pub(crate) fn is_kind(kind: &str) -> bool {
    let mut units = VOCABULARY.units.iter();
    GENERAL.contains(&kind) || units.any(|known| known.dimension == kind || known.id == kind)
}

/// Whether values can get that unit, or a rate of it (`USD/share`, `week`); `money` is any currency.
pub(crate) fn is_unit(unit: &str) -> bool {
    let numerator = unit.split('/').next().unwrap_or(unit);
    numerator == "money"
        || UNITS.contains(&numerator)
        || VOCABULARY.codes.iter().any(|code| code == numerator)
        || VOCABULARY
            .units
            .iter()
            .any(|known| known.id == numerator || known.id == unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_a_dimension_or_a_unit() {
        assert!(measures("week", "time") && !measures("kg", "time"));
        for kind in ["any", "money", "time", "week", "mass"] {
            assert!(is_kind(kind), "{kind}");
        }
        assert!(!is_kind("fortnights") && !is_kind(""));
        assert!(is_unit("USD/hour") && is_unit("week") && is_unit("count"));
        assert!(!is_unit("weeks") && !is_unit(""));
    }
}
