//! Direction and sign: whether a quantity is the amount of a rise or a fall.

use claimbook_model::Direction;

use super::loss;
use super::measure::What;
use super::number::entry;
use super::range::Item;
use super::token::Line;
use super::vocabulary::Roles;

/// What the wording before a quantity says of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    /// Up or down, where it is an amount of change.
    pub direction: Option<Direction>,
    /// Whether it is written with a minus sign.
    pub is_negative: bool,
    /// The word of change, where it stands directly before ("down 8%").
    pub word: Option<usize>,
}

/// How many adverbs and the like may stand between the verb and the amount.
const STEPS_MAX: usize = 4;

/// Reads the words before `first`, the quantity's first token with its comparator.
pub(crate) fn change(
    line: Line<'_>,
    item: &Item,
    first: usize,
    last: Option<(&Item, Change)>,
) -> Change {
    let own = own_change(line, item, first);
    let carried = last.filter(|_| own == Change::default());
    match carried {
        Some((before, change)) if is_loss_of_another_time(line, before, change, item, first) => {
            Change {
                word: None,
                ..change
            }
        }
        Some((before, change)) if is_carried_over(line, before, item, first) => Change {
            word: None,
            ..change
        },
        _ => own,
    }
}

/// Whether the verb before the last quantity is meant of this one too: "rose 5 points, or 2%",
/// "Alpha fell 3%, Beta 11%".
fn is_carried_over(line: Line<'_>, before: &Item, item: &Item, first: usize) -> bool {
    let gap = before.end..first;
    if before.high.is_some() || item.high.is_some() || item.low.negative || gap.len() > 5 {
        return false;
    }
    let word = |index: usize| line.is_word(index);
    let restated = gap
        .clone()
        .all(|i| line.is(i, "or") || line.sign(i) == Some(','))
        && gap.clone().any(|i| line.is(i, "or"));
    let listed = before.low.what == item.low.what
        && line.sign(before.end) == Some(',')
        && gap.len() >= 2
        && gap.clone().skip(1).all(|i| {
            word(i) && (line.is_capital(i) || line.is(i, "and")) || line.sign(i) == Some('&')
        })
        && gap.clone().any(|i| line.is_capital(i));
    restated || listed
}

/// How far before ", by 4.4%" the verb may stand, in tokens.
const VERB_REACH: usize = 14;

/// The verb of "sales fell for a third quarter, by 4.4%" and "fell (by 1.5 %)".
fn verb_far_before(line: Line<'_>, first: usize) -> Option<usize> {
    let by = Line::before(first, 1);
    let mark = Line::before(by, 1);
    if !line.is(by, "by") || !matches!(line.sign(mark), Some(',' | '(')) {
        return None;
    }
    let clause = (2..VERB_REACH)
        .map(|steps| Line::before(by, steps))
        .take_while(|i| line.get(*i).is_some() && !matches!(line.sign(*i), Some('.' | ';' | '%')));
    let is_verb = |index: &usize| {
        entry(line, *index).roles.has(Roles::UP.and(Roles::DOWN))
            && !line.is_any(*index, &["up", "down", "higher", "lower"])
    };
    clause.into_iter().find(is_verb)
}

/// Words that may stand between the verb and the amount.
const BETWEEN: &[&str] = &[
    "by",
    "another",
    "a",
    "an",
    "further",
    "additional",
    "as",
    "much",
    "its",
    "their",
    "just",
    "only",
    "even",
    "back",
    "nearly",
    "about",
    "annualised",
    "annualized",
    "average",
    "extra",
    "whopping",
    "mere",
    "record",
    "full",
    "modest",
    "sharp",
    "staggering",
    "massive",
];

/// "a net loss of $110m against $360m a year ago": the amount it is compared with is a loss too.
fn is_loss_of_another_time(
    line: Line<'_>,
    before: &Item,
    change: Change,
    item: &Item,
    first: usize,
) -> bool {
    let word = Line::before(first, 1);
    let compared = line.is_any(word, &["from", "against", "versus", "vs"])
        || line.is_any(word, &["with", "to"]) && line.is(Line::before(word, 1), "compared");
    let near = first.saturating_sub(before.end) <= 8;
    let loss = change.is_negative && change.direction.is_none();
    loss && compared && near && item.low.is_money() && before.low.is_money() && !item.low.negative
}

/// What the words directly before the quantity say.
fn own_change(line: Line<'_>, item: &Item, first: usize) -> Change {
    if loss::is_loss(line, item, first) || loss::is_amount_of_fall(line, item, first) {
        return Change {
            is_negative: true,
            ..Change::default()
        };
    }
    if line.is_any(first, &["below", "above"]) && first < item.first {
        return Change::default();
    }
    if let Some(verb) = verb_far_before(line, first) {
        let up = entry(line, verb).roles.has(Roles::UP);
        return Change {
            direction: Some(if up { Direction::Up } else { Direction::Down }),
            is_negative: !up && is_fall(line, item, verb),
            word: None,
        };
    }
    let mut at = Line::before(first, 1);
    for step in 0..STEPS_MAX {
        let roles = entry(line, at).roles;
        if line.is(at, "back")
            && line.is_any(Line::before(at, 1), &["gave", "given", "give", "giving"])
        {
            let verb = Line::before(at, 1);
            return Change {
                direction: Some(Direction::Down),
                is_negative: is_fall(line, item, verb),
                word: None,
            };
        }
        if roles.has(Roles::UP) && is_part_of_verb(line, at) {
            return Change::default();
        }
        if line.is(at, "off") && step == 0 && is_off_market(line, item, first) {
            return Change {
                direction: Some(Direction::Down),
                is_negative: true,
                word: None,
            };
        }
        if roles.has(Roles::UP) {
            return Change {
                direction: Some(Direction::Up),
                ..Change::default()
            };
        }
        if roles.has(Roles::DOWN) && !is_low_level(line, at) {
            return Change {
                direction: Some(Direction::Down),
                is_negative: is_fall(line, item, at),
                word: (step == 0 && line.is(at, "down")).then_some(at),
            };
        }
        let skipped = line.is_any(at, BETWEEN) || line.str(at).ends_with("ly");
        if !skipped {
            break;
        }
        at = Line::before(at, 1);
    }
    Change::default()
}

/// "shares off 4% after hours": a share or points, and no rebate, road or distance.
fn is_off_market(line: Line<'_>, item: &Item, first: usize) -> bool {
    let before = Line::before(first, 2);
    let noun = line.is_word(before)
        && !line.is_any(
            before,
            &[
                "take", "takes", "took", "taken", "taking", "shave", "shaved", "knocked", "wiped",
            ],
        )
        && !entry(line, before)
            .roles
            .has(Roles::FUNCTION.and(Roles::UP))
        || line.is_any(before, &["is", "are", "was", "were"]);
    let share = matches!(
        item.low.unit_id(),
        Some("percent" | "percentage_points" | "basis_points")
    );
    noun && share && item.high.is_none() && !item.low.negative
}

/// "made up 40%", "ended up": no rise.
fn is_part_of_verb(line: Line<'_>, at: usize) -> bool {
    line.is(at, "up")
        && line.is_any(
            Line::before(at, 1),
            &[
                "made", "make", "makes", "making", "ended", "ends", "gave", "give", "given", "set",
                "took", "take", "bought", "buy", "put", "signed", "opened", "freed", "free",
                "picked",
            ],
        )
}

/// "lower" before a number in "the lower 5%" and such is no change.
fn is_low_level(line: Line<'_>, at: usize) -> bool {
    line.is_any(at, &["lower", "cut", "slow", "slowed"])
        && line.is_any(Line::before(at, 1), &["the", "a"])
}

/// Whether the figure itself fell by the amount, so that it is written with a minus.
fn is_fall(line: Line<'_>, item: &Item, verb: usize) -> bool {
    if item.high.is_some() || item.low.negative || !entry(line, verb).roles.has(Roles::FALLEN) {
        return false;
    }
    match &item.low.what {
        What::Unit(_) => matches!(
            item.low.unit_id(),
            Some("percent" | "percentage_points" | "basis_points")
        ),
        What::Money { .. } | What::Count(_) | What::Bare => {
            line.is_any(
                verb,
                &[
                    "fell", "fall", "falls", "fallen", "down", "dropped", "declined",
                ],
            ) && !line.is_any(Line::before(verb, 1), &["from"])
        }
        _ => false,
    }
}
