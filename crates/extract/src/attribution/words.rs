//! Words of those who say, reckon and count, and of those who are not named.

use std::sync::LazyLock;

use crate::passage::Passage;
use crate::quantity::hash::WordSet;

/// A set of words.
type Words = LazyLock<WordSet>;

macro_rules! words {
    ($text:literal) => {
        LazyLock::new(|| WordSet::of($text))
    };
}

static SAYING: Words = words!(
    "added adds argued argues believed believes calculated calculates claimed claims confirmed \
     confirms counted counts described describes disclosed estimated estimates expects \
     forecast forecasts found guides listed lists looked looking maintained maintains noted \
     notes pegged pegs pencilled penciled polled predicted predicts projected projects put puts \
     reckoned reckons recorded records replied reported reports revealed said say says sees \
     spoke suggests tells told warned warns writes wrote"
);

static ANONYMOUS: Words = words!(
    "analyst analysts backer backers banker bankers critics distributors economists estimates \
     executive executives experts forecasters insiders investors management observers official \
     officials organisers organizers people person researchers source sources spokesman \
     spokesperson spokeswoman traders"
);

static BODY: Words = words!(
    "agency association authorities authority bureau coastguard college commission committee \
     council department federation government guild hospital institute ministry office \
     party police regulator treasury union university watchdog"
);

static REPORT: Words = words!(
    "account analysis article count data document documents estimate estimates figures filing \
     forecast forecasts guess note numbers poll projection projections report statement story \
     study survey tally"
);

static MATTER: Words = words!(
    "company deal discussions firm matter negotiations plan plans process situation talks \
     thinking transaction"
);

/// Whether a lower-case word is a verb of saying or of reckoning.
pub(super) fn is_saying(word: &str) -> bool {
    SAYING.has(word)
}

/// Whether the verb tells what someone thinks of a number that is not known: it says nothing of
/// the numbers that are.
pub(super) fn is_reckoning(word: &str) -> bool {
    matches!(
        word,
        "expects"
            | "forecast"
            | "forecasts"
            | "guides"
            | "looked"
            | "looking"
            | "pencilled"
            | "penciled"
            | "polled"
            | "predicted"
            | "predicts"
            | "projected"
            | "projects"
            | "sees"
    )
}

/// Whether it is a noun for people without a name.
pub(super) fn is_anonymous(word: &str) -> bool {
    ANONYMOUS.has(word)
}

/// Whether it is a noun for a body that is known by what it is: "the interior ministry".
pub(super) fn is_body(word: &str) -> bool {
    BODY.has(word)
}

/// Whether it is a noun for what someone publishes or reckons.
pub(super) fn is_report(word: &str) -> bool {
    REPORT.has(word)
}

/// Whether it is what unnamed people are close to: "people familiar with the matter".
pub(super) fn is_matter(word: &str) -> bool {
    MATTER.has(word)
}

/// Whether a word can name a source.
pub(super) fn names_source(word: &str) -> bool {
    matches!(word, "to" | "by" | "per" | "citing" | "cites" | "cited")
        || is_saying(word)
        || is_report(word)
}

/// Whether a word before "by" says that the number is someone's: "estimated by".
pub(super) fn is_participle(word: &str) -> bool {
    is_saying(word) && word.ends_with("ed") || matches!(word, "compiled" | "surveyed" | "found")
}

/// Whether an item names people without a name, perhaps counted: "two people".
pub(super) fn is_people(passage: &Passage<'_>, item: usize) -> bool {
    let noun = passage.word(item).rsplit(' ').next();
    noun.is_some_and(is_anonymous)
}
