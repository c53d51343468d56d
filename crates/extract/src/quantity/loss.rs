//! Results below zero: losses, and falls that are named by a noun.

use super::measure::What;
use super::number::entry;
use super::range::Item;
use super::token::Line;
use super::vocabulary::Roles;

/// "a decrease of 2.9%", "the 0.2% drop": the change itself is the figure, and it fell.
pub(super) fn is_amount_of_fall(line: Line<'_>, item: &Item, first: usize) -> bool {
    let share = matches!(
        item.low.unit_id(),
        Some("percent" | "percentage_points" | "basis_points")
    );
    if !share || item.high.is_some() || item.low.negative {
        return false;
    }
    let noun = |index: usize| line.is_any(index, FALLS);
    let of = Line::before(first, 1);
    let before = line.is(of, "of") && noun(Line::before(of, 1));
    let adjective = line.is_any(
        item.end,
        &[
            "net",
            "annual",
            "quarterly",
            "monthly",
            "weekly",
            "daily",
            "sequential",
            "further",
            "price",
        ],
    );
    let behind = noun(item.end + usize::from(adjective));
    before || behind || is_lower(line, item, first) || is_fall_said_again(line, first)
}

/// "settled 3.34 per cent lower": how far it fell, and no comparison with something else.
fn is_lower(line: Line<'_>, item: &Item, first: usize) -> bool {
    let verb = line.is_any(
        Line::before(first, 1),
        &[
            "settled",
            "closed",
            "ended",
            "finished",
            "traded",
            "trading",
            "opened",
            "close",
            "end",
            "finish",
            "settle",
            "ending",
            "closing",
            "finishing",
            "was",
            "were",
            "is",
            "are",
        ],
    );
    verb && line.is_any(item.end, &["lower", "down", "weaker"]) && !line.is(item.end + 1, "than")
}

/// "a decrease of 12 000 or 0.3 %": the share restates the fall.
fn is_fall_said_again(line: Line<'_>, first: usize) -> bool {
    let or = Line::before(first, 1);
    let or = if line.sign(or) == Some(',') {
        Line::before(or, 1)
    } else {
        or
    };
    (2..=6).any(|steps| {
        let of = Line::before(or, steps);
        line.is(or, "or")
            && line.is(of, "of")
            && line.is_any(Line::before(of, 1), FALLS)
            && (of + 1..or).any(|i| line.is_number(i))
    })
}

/// Nouns of a fall that is the figure's own; cuts and reductions are made by someone.
const FALLS: &[&str] = &[
    "decrease",
    "decline",
    "drop",
    "fall",
    "contraction",
    "slide",
    "slump",
    "plunge",
    "dip",
    "tumble",
    "retreat",
    "slip",
    "downturn",
];

/// "a loss of $150 million", "a $5 million loss", "net loss narrowed to 1.9 billion yuan", "lost
/// $6bn": a result below zero.
pub(super) fn is_loss(line: Line<'_>, item: &Item, first: usize) -> bool {
    let of = Line::before(first, 1);
    let noun = |index: usize| entry(line, index).roles.has(Roles::LOSS);
    let before = line.is(of, "of") && noun(Line::before(of, 1));
    if item.low.negative || before && is_damage(line, Line::before(of, 1)) {
        return false;
    }
    if !item.low.is_money() {
        let jobs = matches!(&item.low.what, What::Count(Some(noun)) if noun == "jobs");
        let gains = line.is(Line::before(of, 2), "a") && !line.is(item.end, "of");
        return before && gains && (item.low.is_bare() || jobs);
    }
    let behind =
        noun(item.end) && line.is_any(of, &["a", "an", "its", "the"]) && item.high.is_none();
    let net =
        line.is_any(item.end, &["net", "operating", "quarterly", "annual"]) && noun(item.end + 1);
    before || behind || net || is_loss_of_subject(line, first) || is_lost(line, item, first)
}

/// "insured losses of $2 billion": what was lost in a disaster, and no result of a company.
fn is_damage(line: Line<'_>, noun: usize) -> bool {
    line.is_any(
        Line::before(noun, 1),
        &[
            "insured",
            "economic",
            "uninsured",
            "industry",
            "credit",
            "loan",
            "property",
            "total",
            "in",
        ],
    ) || line.is(noun, "losses") && line.starts_sentence(noun)
}

/// How far before the amount the loss that is its subject may stand, in tokens.
const LOSS_REACH: usize = 12;

/// "net loss narrowed to 1.9 billion", "the pre-tax loss in the half was £187m".
fn is_loss_of_subject(line: Line<'_>, first: usize) -> bool {
    let joint = Line::before(first, 1);
    if !line.is_any(
        joint,
        &[
            "to", "was", "is", "were", "at", "reached", "hit", "totalled", "totaled",
        ],
    ) {
        return false;
    }
    for step in 2..=LOSS_REACH {
        let at = Line::before(first, step);
        if line.get(at).is_none() {
            return false;
        }
        let share = line.sign(at + 1) == Some('%') || line.is_any(at + 1, &["per", "percent"]);
        if line.is_number(at) && line.str(at).len() != 4 && !share
            || matches!(line.sign(at), Some('.' | ';' | ':' | ',' | '$' | '€' | '£'))
        {
            return false;
        }
        if entry(line, at).roles.has(Roles::LOSS) {
            let kind = Line::before(at, 1);
            let own = line.is_any(
                kind,
                &[
                    "net",
                    "operating",
                    "pretax",
                    "tax",
                    "quarterly",
                    "annual",
                    "underlying",
                    "adjusted",
                    "ebitda",
                ],
            );
            let verb = (at + 1..first).any(|i| {
                ["narrow", "widen", "deepen"]
                    .iter()
                    .any(|stem| line.str(i).to_ascii_lowercase().starts_with(stem))
            });
            return own || verb;
        }
    }
    false
}

/// "Reality Labs lost $6bn": the subject's own result, where no thing that was lost follows.
fn is_lost(line: Line<'_>, item: &Item, first: usize) -> bool {
    let verb = line.is_any(Line::before(first, 1), &["lost", "loses"]);
    let end = item.end;
    let closes = line.get(end).is_none()
        || line.sign(end).is_some()
        || line.is_any(
            end,
            &["last", "this", "during", "over", "and", "while", "a"],
        )
        || line.is(end, "in") && (line.is_number(end + 1) || line.is_any(end + 1, &["the", "its"]))
        || line.is(end, "on")
            && line.is_any(end + 1, &["revenue", "revenues", "sales", "turnover"]);
    verb && closes && item.high.is_none()
}
