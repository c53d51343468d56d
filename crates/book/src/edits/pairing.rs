//! Two versions of an article side by side: which numbers of the older the newer replaced, and
//! whether a note says so.

use claimbook_model::event::WithdrawalCause;
use claimbook_model::{ClaimId, Modality, Period};

use super::told::{Saying, Told};

/// From here on two sentences are one sentence, edited: in thousandths of their words.
const LIKENESS_MIN: u32 = 600;
/// The same, where the new number is of another figure, or of none.
const LIKENESS_OTHER: u32 = 750;

/// A claim of the older version that the newer takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TakenBack {
    pub(crate) claim: ClaimId,
    pub(crate) cause: WithdrawalCause,
    /// What stands in its place.
    pub(crate) heir: Option<ClaimId>,
    /// In words.
    pub(crate) why: &'static str,
}

/// What `after` takes back of what `before` says.
pub(crate) fn taken_back(before: &Told, after: &Told) -> Vec<TakenBack> {
    if after.is_taken_back() {
        let all = before.sayings.iter().map(|old| TakenBack {
            claim: old.id,
            cause: WithdrawalCause::Corrected,
            heir: None,
            why: RETRACTED,
        });
        return all.collect();
    }
    let notes = Notes::new(before, after);
    let heirs = heirs(&before.sayings, &after.sayings);
    let mut found = Vec::new();
    for (old, heir) in before.sayings.iter().zip(heirs) {
        if says_again(old, &after.sayings) {
            continue;
        }
        let heir = heir.map(|heir| &after.sayings[heir]);
        let is_noted = notes.concern(old, heir.is_some());
        let (cause, heir, why) = match (heir, is_noted) {
            (Some(heir), true) => (WithdrawalCause::Corrected, Some(heir.id), CORRECTED),
            (Some(heir), false) if heir.has_same_number(old) && heir.is_at(old) => {
                (WithdrawalCause::Edited, Some(heir.id), REWORDED)
            }
            (Some(heir), false) => (WithdrawalCause::Edited, Some(heir.id), REPLACED),
            (None, true) => (WithdrawalCause::Corrected, notes.right(old), CORRECTED),
            (None, false) => continue,
        };
        found.push(TakenBack {
            claim: old.id,
            cause,
            heir,
            why,
        });
    }
    found
}

const CORRECTED: &str = "a note in the new version of the article says that it was wrong";
const RETRACTED: &str = "a note in the new version takes the whole article back";
const REPLACED: &str = "the new version of the article gives another number";
const REWORDED: &str = "the new version of the article says it otherwise";

/// Whether a version says the same with the same words of caution and the same source: for the
/// same time, or in the very same sentence, which only the date of its version tells the time of.
fn says_again(old: &Saying, new: &[Saying]) -> bool {
    new.iter().any(|new| {
        let in_its_words =
            || new.figure == old.figure && new.unit == old.unit && new.stands_as(old);
        new.has_same_number(old)
            && (new.is_at(old) || in_its_words())
            && new.comparator == old.comparator
            && new.modality == old.modality
            && new.voice == old.voice
    })
}

/// The claim that takes the place of each old one, if one does.
fn heirs(old: &[Saying], new: &[Saying]) -> Vec<Option<usize>> {
    let mut heirs: Vec<Option<usize>> = vec![None; old.len()];
    let gone: Vec<usize> = (0..old.len())
        .filter(|at| !says_again(&old[*at], new))
        .collect();
    for &at in &gone {
        heirs[at] = reworded(&old[at], new);
    }
    let came: Vec<usize> = (0..new.len())
        .filter(|at| new[*at].modality != Modality::Denied && !says_again(&new[*at], old))
        .filter(|at| !heirs.contains(&Some(*at)))
        .collect();
    by_sentence(old, new, (&gone, &came), &mut heirs, pairs_within_unit);
    by_sentence(old, new, (&gone, &came), &mut heirs, pairs_across_units);
    by_figure(old, new, &gone, &came, &mut heirs);
    heirs
}

/// The claim that gives the same number with other words of caution or another source.
fn reworded(old: &Saying, new: &[Saying]) -> Option<usize> {
    new.iter().position(|new| {
        new.is_at(old)
            && new.has_same_number(old)
            && (new.modality == Modality::Denied) == (old.modality == Modality::Denied)
    })
}

/// Numbers replaced in the matching sentence, the most alike first, as far as a rule lets two be a
/// pair that are so much alike.
fn by_sentence(
    old: &[Saying],
    new: &[Saying],
    (gone, came): (&[usize], &[usize]),
    heirs: &mut [Option<usize>],
    pairs_up: fn(&Saying, &Saying, u32) -> bool,
) {
    let mut pairs: Vec<(u32, bool, usize, usize)> = Vec::new();
    for &from in gone.iter().filter(|at| heirs[**at].is_none()) {
        for &to in came {
            let likeness = old[from].likeness(&new[to]);
            if pairs_up(&old[from], &new[to], likeness) {
                pairs.push((likeness, shares_figure(&old[from], &new[to]), from, to));
            }
        }
    }
    pairs.sort_by_key(|(likeness, same, from, to)| {
        (std::cmp::Reverse((*likeness, *same)), *from, *to)
    });
    for (_, _, from, to) in pairs {
        if heirs[from].is_none() && !heirs.contains(&Some(to)) {
            heirs[from] = Some(to);
        }
    }
}

fn shares_figure(old: &Saying, new: &Saying) -> bool {
    old.figure.is_some() && old.figure == new.figure
}

/// Another number of the same unit.
fn pairs_within_unit(old: &Saying, new: &Saying, likeness: u32) -> bool {
    let least = if shares_figure(old, new) {
        LIKENESS_MIN
    } else {
        LIKENESS_OTHER
    };
    old.unit == new.unit && likeness >= least
}

/// A number of the same figure in another unit: dollars that became euros.
fn pairs_across_units(old: &Saying, new: &Saying, likeness: u32) -> bool {
    old.unit != new.unit && shares_figure(old, new) && likeness >= LIKENESS_OTHER
}

/// Numbers replaced in a sentence that was written anew: the only one of its figure and period
/// that is gone, and the only one that came.
fn by_figure(
    old: &[Saying],
    new: &[Saying],
    gone: &[usize],
    came: &[usize],
    heirs: &mut [Option<usize>],
) {
    for &from in gone {
        let wanted = &old[from];
        if heirs[from].is_some() || wanted.figure.is_none() {
            continue;
        }
        let is_alone = gone.iter().filter(|at| old[**at].is_at(wanted)).count() == 1;
        let taken = |at: &usize| heirs.contains(&Some(*at));
        let mut candidates = came.iter().filter(|at| {
            new[**at].is_at(wanted)
                && new[**at].modality.is_outlook() == wanted.modality.is_outlook()
                && !taken(at)
        });
        if let (true, Some(heir), None) = (is_alone, candidates.next(), candidates.next()) {
            heirs[from] = Some(*heir);
        }
    }
}

/// The notes that the newer version has and the older had not.
struct Notes<'t> {
    /// What they say, note by note.
    sayings: Vec<Vec<&'t Saying>>,
    /// The words of those that give no number.
    without_number: Vec<String>,
    /// What the older version says.
    older: &'t [Saying],
}

impl<'t> Notes<'t> {
    fn new(before: &'t Told, after: &'t Told) -> Self {
        let known = before.notes();
        let is_fresh = |words: &String| !known.iter().any(|(_, other)| other == words);
        let inside = |start: u64, end: u64| {
            after
                .sayings
                .iter()
                .filter(move |saying| saying.stands_within(start, end))
                .collect()
        };
        let mut notes = Self {
            sayings: Vec::new(),
            without_number: Vec::new(),
            older: &before.sayings,
        };
        for (note, words) in after.notes() {
            if is_fresh(&words) {
                let said: Vec<&Saying> = inside(note.start, note.end);
                if said.is_empty() {
                    notes.without_number.push(words);
                }
                notes.sayings.push(said);
            }
        }
        notes
    }

    /// Whether a note speaks of what an old claim says: of its number, of its figure for its
    /// time, or, without any number, by name or of something that was `replaced`.
    fn concern(&self, old: &Saying, replaced: bool) -> bool {
        let by_name = self.without_number.iter();
        by_name.clone().any(|words| self.names(words, old))
            || self.sayings.iter().any(|note| {
                (note.is_empty() && replaced)
                    || note
                        .iter()
                        .any(|said| speaks_of(said, old) || replaced && said.shares_metric(old))
            })
    }

    /// Whether words name the metric or the subject of an old claim, and where they name only the
    /// one, none of another claim.
    fn names(&self, words: &str, old: &Saying) -> bool {
        let is_named = |part: Option<&str>| part.is_some_and(|part| names(words, part));
        let another = |of: fn(&Saying) -> Option<&str>| {
            let mut others = self.older.iter().filter(|other| of(other) != of(old));
            others.any(|other| is_named(of(other)))
        };
        let subject = is_named(old.subject());
        let metric = is_named(old.metric());
        match (subject, metric) {
            (true, true) => true,
            (true, false) => !another(Saying::metric),
            (false, true) => !another(Saying::subject),
            (false, false) => false,
        }
    }

    /// The number that a note gives in place of an old one.
    fn right(&self, old: &Saying) -> Option<ClaimId> {
        let mut said = self.sayings.iter().flatten();
        let right = said.find(|said| {
            said.modality != Modality::Denied && said.figure.is_some() && said.figure == old.figure
        });
        right.map(|said| said.id)
    }
}

/// Whether a text holds all words of a part of a key, in either number.
fn names(text: &str, part: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |wanted: &str| {
        let is_it = |word: &&str| *word == wanted || word.strip_suffix('s') == Some(wanted);
        words.iter().any(is_it)
    };
    part.split('-').all(has)
}

/// Whether what a note says is of an old claim: of the same number, or of the same figure and time.
fn speaks_of(said: &Saying, old: &Saying) -> bool {
    let meets = |one: Option<Period>, other: Option<Period>| match (one, other) {
        (Some(one), Some(other)) => one.overlaps(&other),
        _ => true,
    };
    let same_figure = said.figure.is_some() && said.figure == old.figure;
    (said.modality == Modality::Denied && said.unit == old.unit && said.has_same_number(old))
        || (same_figure && meets(said.period, old.period))
}
