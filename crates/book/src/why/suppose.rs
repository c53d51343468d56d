//! What would change an answer: reports that nobody made are folded in, and what comes of them is
//! looked at. Nothing is guessed: what is told is what the fold says.

use std::sync::Arc;

use claimbook_model::{
    ClaimId, Comparator, Date, Decimal, DocumentId, Flags, MetricKind, Modality, Origin, Period,
    ReportId, Value,
};
use claimbook_views::figure::{
    ClaimFact, Criterion, Decision, FigureFold, FigureView, KnownBasis, ObservationView, Reading,
    Reason, ReportFact, Standing, VoiceView,
};

use crate::Scope;
use crate::answer::ValueAnswer;
use crate::answer::why::WouldChangeAnswer;
use crate::query::Folded;

/// How many rivals are tried.
const RIVALS_MAX: usize = 3;
/// How many more sources are supposed at most.
const SOURCES_MAX: usize = 6;

/// What is supposed to be said.
#[derive(Clone)]
struct Said {
    value: Value,
    comparator: Comparator,
    period: Period,
}

/// Who is supposed to say it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    OtherSources,
    FirstHand,
}

impl By {
    fn as_str(self) -> &'static str {
        match self {
            Self::OtherSources => "other sources",
            Self::FirstHand => "first-hand",
        }
    }
}

/// A question, to be asked again with more reports.
pub(super) struct Suppositions<'a> {
    folded: &'a Folded,
    figure: &'a str,
    scope: &'a Scope,
    view: &'a FigureView,
    /// The day on which everything supposed is said.
    today: Date,
}

impl<'a> Suppositions<'a> {
    pub(super) fn new(
        folded: &'a Folded,
        figure: &'a str,
        scope: &'a Scope,
        view: &'a FigureView,
    ) -> Self {
        let settles = folded.settles_days(figure);
        let newest = view.rows.iter().map(|row| row.known.last_day()).max();
        let confirmed = view.best().and_then(|best| best.last_confirmed);
        // The first day on which another level follows this one instead of contesting it.
        let next = |day: Period| (0..=settles).try_fold(day.last_day(), |day, _| day.succ_opt());
        let after = confirmed.and_then(next).max(newest);
        Self {
            folded,
            figure,
            scope,
            view,
            today: scope.as_of.or(after).unwrap_or(Date::MIN),
        }
    }

    /// All that was tried and would change something.
    pub(super) fn all(
        &self,
        best: &ObservationView,
        decisions: &[Decision],
    ) -> Vec<WouldChangeAnswer> {
        let mut changes: Vec<WouldChangeAnswer> = self.rivals(best, decisions);
        changes.extend(self.confirmation(best));
        changes.extend(self.settlement(best));
        changes.extend(self.another(best));
        changes
    }

    /// What it would take for a value that was said to be shown.
    fn rivals(&self, best: &ObservationView, decisions: &[Decision]) -> Vec<WouldChangeAnswer> {
        let suspected = |decision: &&Decision| decision.decided_by != Criterion::Scale;
        let lost = decisions
            .iter()
            .filter(suspected)
            .map(|decision| &decision.statement);
        let waiting = best.unclear.iter().filter(|statement| {
            matches!(
                statement.reason,
                Some(Reason::Unconfirmed | Reason::StaleEcho)
            )
        });
        let mut changes = Vec::new();
        for statement in lost.chain(waiting).take(RIVALS_MAX) {
            let said = Said {
                value: statement.value,
                comparator: statement.comparator,
                period: statement.period.unwrap_or(best.period),
            };
            let more = self.to_show(best, &said, By::OtherSources);
            let enough = more.as_ref().is_some_and(|change| change.sources == 1);
            changes.extend(more);
            if !enough {
                changes.extend(self.to_show(best, &said, By::FirstHand));
            }
        }
        changes
    }

    /// How many of these have to say it for it to be shown.
    fn to_show(&self, best: &ObservationView, said: &Said, by: By) -> Option<WouldChangeAnswer> {
        let most = match by {
            By::OtherSources => SOURCES_MAX,
            By::FirstHand => 1,
        };
        let wanted = Reading::new(said.value, said.comparator);
        let (sources, then) = self.fold_until(best, said, by, most, |then| {
            let reading = then.value.zip(then.comparator);
            reading.is_some_and(|(value, comparator)| {
                Reading::new(value, comparator).supports(&wanted)
            })
        })?;
        Some(answer(
            best,
            said,
            by.as_str(),
            sources,
            "shown",
            then.standing,
        ))
    }

    /// How many more sources would make it well supported.
    fn confirmation(&self, best: &ObservationView) -> Option<WouldChangeAnswer> {
        if best.standing != Standing::Single {
            return None;
        }
        let said = Said::again(best)?;
        let by = By::OtherSources;
        let (sources, then) = self.fold_until(best, &said, by, SOURCES_MAX, |then| {
            then.standing == Standing::Corroborated && then.value == best.value
        })?;
        let effect = "corroborated";
        Some(answer(
            best,
            &said,
            by.as_str(),
            sources,
            effect,
            then.standing,
        ))
    }

    /// Whether nothing would contest it if those who do gave its value.
    fn settlement(&self, best: &ObservationView) -> Option<WouldChangeAnswer> {
        if best.contested.is_empty() {
            return None;
        }
        let said = Said::again(best)?;
        let mut fold = self.fold();
        let mut voices: Vec<&VoiceView> = Vec::new();
        for voice in best
            .contested
            .iter()
            .flat_map(|statement| &statement.voices)
        {
            if !voices.iter().any(|known| known.slug == voice.slug) {
                voices.push(voice);
            }
        }
        for (number, voice) in voices.iter().enumerate() {
            fold.absorb(vec![self.fact(
                best,
                &said,
                number,
                &voice.slug,
                voice.first_hand,
            )]);
        }
        let view = fold.without_rows();
        let then = view.best()?;
        (then.standing != Standing::Contested && then.value == best.value).then(|| {
            let by = "who contests";
            answer(best, &said, by, voices.len(), "settled", then.standing)
        })
    }

    /// What a clearly different value would do, said of a level or a count for a later day, of
    /// anything else for the same period.
    fn another(&self, best: &ObservationView) -> Option<WouldChangeAnswer> {
        let is_level = matches!(self.view.kind, Some(MetricKind::Stock | MetricKind::Tally));
        if is_level && self.scope.valid.is_some() {
            return None;
        }
        let said = Said {
            value: different(best)?,
            comparator: Comparator::Exact,
            period: if is_level {
                Period::day(self.today)
            } else {
                best.period
            },
        };
        let mut change = match self.to_show(best, &said, By::OtherSources) {
            Some(change) => change,
            None => self.to_contest(best, &said)?,
        };
        change.example = true;
        Some(change)
    }

    fn to_contest(&self, best: &ObservationView, said: &Said) -> Option<WouldChangeAnswer> {
        if best.standing == Standing::Contested {
            return None;
        }
        let by = By::OtherSources;
        let (sources, then) = self.fold_until(best, said, by, SOURCES_MAX, |then| {
            then.standing == Standing::Contested
        })?;
        let effect = "contested";
        Some(answer(
            best,
            said,
            by.as_str(),
            sources,
            effect,
            then.standing,
        ))
    }

    /// Folds in one report more at a time until what is best known is as wanted.
    fn fold_until(
        &self,
        best: &ObservationView,
        said: &Said,
        by: By,
        most: usize,
        wanted: impl Fn(&ObservationView) -> bool,
    ) -> Option<(usize, ObservationView)> {
        let mut fold = self.fold();
        for number in 0..most {
            let voice = format!("another-source-{}", number + 1);
            fold.absorb(vec![self.fact(
                best,
                said,
                number,
                &voice,
                by == By::FirstHand,
            )]);
            let view = fold.without_rows();
            if let Some(then) = view.best().filter(|then| wanted(then)) {
                return Some((number + 1, then.clone()));
            }
        }
        None
    }

    fn fold(&self) -> FigureFold {
        self.folded.fold(self.figure, self.scope)
    }

    /// The claim of a report that nobody made.
    fn fact(
        &self,
        best: &ObservationView,
        said: &Said,
        number: usize,
        voice: &str,
        first_hand: bool,
    ) -> ClaimFact {
        let mut id = [u8::MAX; 32];
        id[31] = u8::try_from(number).unwrap_or(u8::MAX);
        let recorded = self.view.rows.iter().map(|row| row.recorded).max();
        let seq = self.folded.basis.at_seq + 1 + number as u64;
        let publication: Arc<str> = voice.into();
        let report = ReportFact {
            report: ReportId(id),
            document: DocumentId(id),
            lineage: ReportId(id),
            publication: publication.clone(),
            publication_name: publication,
            known: Period::day(self.today),
            known_basis: KnownBasis::Given,
            recorded: recorded.unwrap_or(claimbook_model::Timestamp::from_micros(0)),
            seq,
            first_hand,
            release: false,
            held: false,
            superseded: None,
        };
        ClaimFact {
            claim: ClaimId(id),
            seq,
            recorded: report.recorded,
            ordinal: 0,
            report: Arc::new(report),
            value: said.value,
            comparator: said.comparator,
            unit: best.unit.clone(),
            counted: best.counted.clone(),
            period: Some(said.period),
            modality: Modality::Stated,
            attribution: None,
            voice: None,
            signal: None,
            origin: Origin::Reader,
            flags: Flags::default(),
            evidence: None,
            mentions: 1,
            withdrawal: None,
            reaffirmed: Vec::new(),
            gone: None,
        }
    }
}

impl Said {
    /// What is shown, said again.
    fn again(best: &ObservationView) -> Option<Self> {
        Some(Self {
            value: best.value?,
            comparator: best.comparator?,
            period: best.period,
        })
    }
}

fn answer(
    best: &ObservationView,
    said: &Said,
    by: &'static str,
    sources: usize,
    effect: &'static str,
    standing: Standing,
) -> WouldChangeAnswer {
    WouldChangeAnswer {
        said: ValueAnswer::new(said.value, said.comparator, &best.unit, None)
            .counting(best.counted.as_deref()),
        about: said.period.to_string(),
        by,
        sources,
        example: false,
        effect,
        standing: standing.as_str(),
    }
}

/// A value that cannot be the one shown, written as precisely: twice, three or five times it, or
/// a half where only a lower bound is known; none that was said already.
fn different(best: &ObservationView) -> Option<Value> {
    let shown = Reading::new(best.value?, best.comparator?);
    let number = shown.value.high();
    let candidates = [(2, 0), (3, 0), (5, 0), (5, -1), (25, -2)];
    let beside = || best.contested.iter().chain(&best.unclear);
    candidates.into_iter().find_map(|(factor, places)| {
        let times = Decimal::new(factor, places).ok()?;
        let value = if number.is_zero() {
            Value::Number(times)
        } else {
            Value::Number(number.checked_mul(times)?)
        };
        let reading = Reading::new(value, Comparator::Exact);
        let was_said = beside()
            .any(|other| Reading::new(other.value, other.comparator).is_compatible(&reading));
        (!was_said && !reading.is_compatible(&shown)).then_some(value)
    })
}
