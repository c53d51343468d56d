//! What moves from one value to another: two levels, or an amount and a level, are no range.

use claimbook_model::Decimal;

use super::measure::Measured;
use super::number::entry;
use super::token::Line;
use super::vocabulary::Roles;

/// "shrank by 1.2 million to 38.5 million": an amount of change and a level, and no two ends.
pub(super) fn is_much_more(low: &Measured, high: &Measured) -> bool {
    let ten = Decimal::from(10);
    let (Some(low), Some(high)) = (low.number.total(), high.number.total()) else {
        return false;
    };
    low.checked_mul(ten)
        .is_some_and(|low| low.cmp_value(high).is_lt())
}

/// How far before "from" a word of change may stand, in tokens.
const MOVE_REACH: usize = 8;

/// Whether a word before "from", in its clause, says that something changed: the two numbers are
/// then two levels and no range.
pub(super) fn speaks_of_a_move(line: Line<'_>, from: usize) -> bool {
    for step in 1..=MOVE_REACH {
        let index = Line::before(from, step);
        if line.get(index).is_none() || matches!(line.sign(index), Some('.' | ';' | ':')) {
            return false;
        }
        let change = Roles::UP
            .and(Roles::DOWN)
            .and(Roles::RISE_NOUN)
            .and(Roles::FALL_NOUN);
        if entry(line, index).roles.has(change) || line.is_any(index, MOVES) {
            return true;
        }
    }
    false
}

/// Verbs that take a figure from one level to another, beside those of rise and fall.
const MOVES: &[&str] = &[
    "revised",
    "revises",
    "revising",
    "revision",
    "moved",
    "moves",
    "move",
    "moving",
    "went",
    "going",
    "goes",
    "gone",
    "brings",
    "brought",
    "bringing",
    "changed",
    "change",
    "changes",
    "changing",
    "shifted",
    "shift",
    "raised",
    "raises",
    "raise",
    "raising",
    "lifted",
    "lifts",
    "lift",
    "lifting",
    "took",
    "takes",
    "take",
    "taking",
    "taken",
    "doubled",
    "tripled",
    "quadrupled",
    "halved",
    "narrowed",
    "narrows",
    "widened",
    "widens",
    "boosted",
    "boosts",
    "hiked",
    "hikes",
    "trimmed",
    "trims",
    "swung",
    "swings",
    "swing",
    "turned",
    "marked",
    "upgraded",
    "downgraded",
    "converted",
    "extended",
    "extends",
    "edged",
    "ballooned",
    "mushroomed",
    "plummeted",
    "skyrocketed",
    "creeping",
    "crept",
    "lowered",
    "lowers",
    "lowering",
    "came",
    "scaled",
    "upped",
    "adjusted",
    "corrected",
    "jump",
    "transition",
    "growing",
    "progressed",
    "appreciated",
    "depreciated",
    "tightened",
    "eased",
    "cut",
];
