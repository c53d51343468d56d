//! What a check says of one number.

use claimbook_model::{Comparator, Decimal, Interval, Modality, Period, Value};

use crate::figure::{HistoryRow, ObservationView, Reading, Statement};

/// What becomes of a number in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// What is best known makes the text true.
    Agrees,
    /// It was best known; another value is now.
    Outdated,
    /// It is not what is best known, and never was.
    Contradicted,
    /// Publications disagree about it.
    Contested,
    /// The sources hedge the number, the text does not.
    HedgeDropped,
    /// It has more digits than any source gives.
    TooPrecise,
    /// Only expected, promised or assumed; the text tells it as fact.
    ForecastAsFact,
    /// It is the number of another figure of the family.
    OtherScope,
    /// It agrees, but nobody has said so for long.
    Old,
    /// Whether it is right cannot be told.
    Unclear,
    /// The book knows nothing of the figure, or nothing for that time.
    NotInTheBook,
    /// It could be linked to no figure.
    NotChecked,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 12] = [
        Self::Agrees,
        Self::Outdated,
        Self::Contradicted,
        Self::Contested,
        Self::HedgeDropped,
        Self::TooPrecise,
        Self::ForecastAsFact,
        Self::OtherScope,
        Self::Old,
        Self::Unclear,
        Self::NotInTheBook,
        Self::NotChecked,
    ];

    /// The words used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Outdated => "outdated",
            Self::Contradicted => "contradicted",
            Self::Contested => "contested",
            Self::HedgeDropped => "hedge dropped",
            Self::TooPrecise => "too precise",
            Self::ForecastAsFact => "forecast as fact",
            Self::OtherScope => "other scope",
            Self::Old => "old",
            Self::Unclear => "unclear",
            Self::NotInTheBook => "not in the book",
            Self::NotChecked => "not checked",
        }
    }

    /// Whether a text with it must be changed before it is published; but see
    /// [`must_be_fixed`](super::must_be_fixed) of what is contested.
    pub fn must_be_fixed(self) -> bool {
        match self {
            Self::Outdated
            | Self::Contradicted
            | Self::HedgeDropped
            | Self::TooPrecise
            | Self::ForecastAsFact
            | Self::OtherScope
            | Self::Contested => true,
            Self::Agrees | Self::Old | Self::Unclear | Self::NotInTheBook | Self::NotChecked => {
                false
            }
        }
    }

    /// Whether the number is right by what is best known.
    pub fn is_right(self) -> bool {
        matches!(self, Self::Agrees | Self::Old)
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a verdict rests on, where that is not plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// The verdict says it all.
    Plain,
    /// The world changed since: another level, a later count.
    Moved,
    /// What is best known was revised or restated.
    Revised,
    /// The publication that said it took it back.
    Corrected,
    /// What was expected has an actual value by now.
    ActualKnown,
    /// It is a power of ten away: a slip of the scale.
    Scale,
    /// The book's sources bound the number, say "about", or give a range.
    Hedged,
    /// The book's value is only estimated.
    Estimated,
    /// The text says "at least" or "at most", which is true of the book's value and says little.
    SaysLess,
    /// The book knows a bound only, far from the text's number.
    OnlyBound,
    /// Both could be one number, but the words of one do not follow from the other.
    OtherWording,
    /// The book has it in another unit or currency.
    OtherUnit,
    /// The text gives no time, and the number depends on it.
    NoPeriod,
    /// Several events lie in the time that the text gives.
    SeveralEvents,
    /// It is the number of an event before the newest one, and the text does not say so.
    EarlierEvent,
    /// The book gives it for a day close by.
    OtherDay,
    /// It was the value for a part of the time that the text gives.
    PartOfPeriod,
    /// The book's sources give it without a time.
    Undated,
    /// One voice says so, but that could not be fitted in.
    Unconfirmed,
    /// The text denies the number.
    TextDenies,
    /// Someone says that the number is false.
    Denied,
    /// The same number stands in the book for another time.
    OtherPeriod,
    /// The book has outlook only, and another number.
    OutlookOnly,
    /// The text tells as outlook what the book has as fact.
    FactAlready,
    /// The number is right of an event that the book dates otherwise than the text does.
    OtherDate,
    /// The text names a source from which the book does not have it.
    OtherSource,
    /// What is expected is of a time that is over; what came of it is not in the book.
    PeriodOver,
    /// It is the book's number, rounded.
    Rounded,
    /// The text gives it as what was before, and it is not the level before that the book has.
    Before,
}

impl Because {
    /// The words used in JSON; none where the verdict says it all.
    pub fn as_str(self) -> Option<&'static str> {
        Some(match self {
            Self::Plain => return None,
            Self::Moved => "moved",
            Self::Revised => "revised",
            Self::Corrected => "corrected",
            Self::ActualKnown => "actual value known",
            Self::Scale => "scale?",
            Self::Hedged => "hedged",
            Self::Estimated => "estimated",
            Self::SaysLess => "says less",
            Self::OnlyBound => "only a bound known",
            Self::OtherWording => "other wording",
            Self::OtherUnit => "other unit",
            Self::NoPeriod => "no period",
            Self::SeveralEvents => "several events",
            Self::EarlierEvent => "earlier event",
            Self::OtherDay => "other day",
            Self::PartOfPeriod => "part of the period",
            Self::Undated => "undated",
            Self::Unconfirmed => "unconfirmed",
            Self::TextDenies => "text denies",
            Self::Denied => "denied",
            Self::OtherPeriod => "other period",
            Self::OutlookOnly => "outlook only",
            Self::FactAlready => "fact already",
            Self::OtherDate => "other date",
            Self::OtherSource => "other source",
            Self::PeriodOver => "period over",
            Self::Rounded => "rounded",
            Self::Before => "before",
        })
    }
}

/// What the book has, with which a number was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held<'v> {
    /// What is best known of an observation; it has a value.
    Observation(&'v ObservationView),
    /// What some voices say beside it: outlook, another side, undated.
    Statement(&'v Statement),
}

impl Held<'_> {
    /// The value, how it is compared, and the numbers that it can be. Several supporters can narrow
    /// these down; what only widens them (estimates) is not what the shown value means.
    pub fn reading(&self) -> Option<Reading> {
        match self {
            Self::Observation(held) => {
                let mut reading = Reading::new(held.value?, held.comparator?);
                let narrowed = reading.interval.intersection(Interval {
                    low: held.low,
                    high: held.high,
                });
                if narrowed.is_proper() {
                    reading.interval = narrowed;
                }
                Some(reading)
            }
            Self::Statement(held) => Some(Reading::new(held.value, held.comparator)),
        }
    }

    /// What it is about.
    pub fn period(&self) -> Option<Period> {
        match self {
            Self::Observation(held) => Some(held.period),
            Self::Statement(held) => held.period,
        }
    }

    /// Whether both show one value: number, comparator and digits.
    pub fn shows_same(&self, other: &Self) -> bool {
        let shown = |held: &Self| -> Option<(Value, Comparator)> {
            held.reading()
                .map(|reading| (reading.value, reading.comparator))
        };
        match (shown(self), shown(other)) {
            (Some((a, one)), Some((b, two))) => {
                a.same_number(b) && one == two && a.precision() == b.precision()
            }
            _ => false,
        }
    }
}

/// What a check found out about one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding<'v> {
    /// The verdict.
    pub verdict: Verdict,
    /// What it rests on.
    pub because: Because,
    /// With what the number was compared.
    pub held: Option<Held<'v>>,
    /// What else is said of the same: the other sides, later values that could not be fitted in.
    pub beside: Vec<&'v Statement>,
    /// The step of the history that says what the text still says.
    pub repeats: Option<&'v HistoryRow>,
    /// The last day of the known period of the report with which the book's value became best.
    pub since: Option<Period>,
    /// Days from the newest word on the book's value to the time of which the text speaks.
    pub age_days: Option<i64>,
}

impl<'v> Finding<'v> {
    pub(super) fn new(verdict: Verdict, because: Because, held: Option<Held<'v>>) -> Self {
        Self {
            verdict,
            because,
            held,
            beside: Vec::new(),
            repeats: None,
            since: None,
            age_days: None,
        }
    }

    pub(super) fn on(verdict: Verdict, because: Because, held: &'v ObservationView) -> Finding<'v> {
        Finding::new(verdict, because, Some(Held::Observation(held)))
    }

    pub(super) fn saying(verdict: Verdict, because: Because, said: &'v Statement) -> Finding<'v> {
        Finding::new(verdict, because, Some(Held::Statement(said)))
    }
}

/// Whether a modality tells as fact without a hedge.
pub(super) fn is_flat(modality: Modality, comparator: Comparator) -> bool {
    modality == Modality::Stated && comparator != Comparator::Approx
}

/// The magnitude of a number, the larger of a range.
pub(super) fn magnitude(value: Value) -> Decimal {
    value.low().abs().max_value(value.high().abs())
}
