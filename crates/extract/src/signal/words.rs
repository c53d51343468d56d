//! The words by which a text says that a value moved or was corrected.

/// Whether a word stands between a verb and its number without a meaning of its own here.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "about"
            | "around"
            | "nearly"
            | "almost"
            | "roughly"
            | "over"
            | "more"
            | "than"
            | "at"
            | "least"
            | "just"
            | "some"
            | "under"
            | "only"
            | "approximately"
            | "record"
            | "well"
            | "as"
            | "much"
            | "many"
            | "up"
            | "high"
            | "low"
    )
}

/// Whether a noun stands for a number.
pub(super) fn is_number_noun(word: &str) -> bool {
    matches!(
        word,
        "figure"
            | "number"
            | "amount"
            | "sum"
            | "total"
            | "value"
            | "reading"
            | "count"
            | "tally"
            | "rate"
            | "estimate"
    )
}

/// Verbs of change that are none elsewhere, where "to" is not what they change.
pub(super) fn is_move(word: &str) -> bool {
    matches!(
        word,
        "raised"
            | "raises"
            | "raising"
            | "lifted"
            | "lifts"
            | "lifting"
            | "cut"
            | "cuts"
            | "cutting"
            | "reduced"
            | "reduces"
            | "reducing"
            | "boosted"
            | "boosts"
            | "lowered"
            | "lowers"
            | "lowering"
            | "bringing"
            | "brought"
            | "moved"
            | "went"
            | "gone"
            | "changed"
            | "swung"
            | "swollen"
            | "rebounded"
            | "recovered"
            | "pushed"
            | "pushing"
            | "taking"
            | "took"
            | "halved"
            | "trebled"
            | "widened"
            | "ticked"
            | "dwindled"
    )
}

/// Nouns for what is set at will: to revise it says that it moved, not that it was wrong.
pub(super) fn is_of_will(word: &str) -> bool {
    matches!(
        word,
        "offer"
            | "bid"
            | "proposal"
            | "terms"
            | "plan"
            | "plans"
            | "target"
            | "targets"
            | "forecast"
            | "forecasts"
            | "guidance"
            | "outlook"
            | "budget"
            | "fee"
            | "fees"
            | "price"
            | "prices"
            | "salary"
            | "wage"
            | "dividend"
    )
}

/// Verbs of having and holding a level.
pub(super) fn is_holding(word: &str) -> bool {
    matches!(
        word,
        "employs"
            | "employ"
            | "counts"
            | "serves"
            | "serve"
            | "totals"
            | "holds"
            | "owns"
            | "boasts"
            | "numbers"
            | "claims"
            | "includes"
            | "operates"
    )
}

/// Participles of passing a mark.
pub(super) fn is_passing(word: &str) -> bool {
    matches!(
        word,
        "surpassed" | "passed" | "topped" | "exceeded" | "crossed" | "overtaken" | "doubled"
    )
}
