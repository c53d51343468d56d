//! The period whose results a report tells: the quarter or year that it names first and that is
//! over when it is published.

use claimbook_model::{Date, Part, Period};

use crate::block::BlockKind;
use crate::date::{DateKind, DateMention, Preposition};
use crate::passage::Passage;
use crate::period;

/// How many paragraphs tell what a report is about.
const PARAGRAPHS: usize = 4;
/// How long after its end a period is news, in days, for one of so many days at most.
const NEWS_DAYS: [(i64, i64); 2] = [(100, 130), (370, 200)];

/// The period whose results are told, if its beginning names one.
pub(super) fn period(passages: &[Passage<'_>], reference: Option<Date>) -> Option<Period> {
    let reference = reference?;
    let mut paragraphs = 0;
    for passage in passages {
        match passage.block.kind {
            BlockKind::Paragraph | BlockKind::ListItem => paragraphs += 1,
            BlockKind::Title | BlockKind::Heading { .. } | BlockKind::Summary => {}
            _ => continue,
        }
        if paragraphs > PARAGRAPHS {
            return None;
        }
        let named = passage
            .dates
            .iter()
            .filter(|date| is_news(date, reference))
            .filter(|date| date.preposition != Some(Preposition::Since))
            .find(|date| {
                let item = passage.item_at(date.span.start);
                !period::compares(passage, item)
            });
        if let Some(period) = named.and_then(|date| date.period) {
            return Some(period);
        }
    }
    None
}

/// Whether a date is a quarter or a longer part of the calendar that has just ended.
fn is_news(date: &DateMention, reference: Date) -> bool {
    let Some(period) = date.period else {
        return false;
    };
    // A year alone may be anything's.
    let bare_year = matches!(period, Period::Single(Part::Year(_)));
    let length = period.length_days();
    let age = (reference - period.last_day()).num_days();
    let fresh = NEWS_DAYS
        .iter()
        .find(|(days, _)| length <= *days)
        .is_some_and(|(_, most)| (0..=*most).contains(&age));
    date.kind == DateKind::Date
        && date.duration.is_none()
        && date.ends.is_none()
        && !bare_year
        && length > 80
        && fresh
}
