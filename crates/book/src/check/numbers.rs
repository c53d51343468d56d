//! One number of a text, judged.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use claimbook_extract::{Mention, Role};
use claimbook_model::{FigureKey, MetricKind, Period};
use claimbook_views::check::{
    Assertion, Because, Finding, Held, Verdict, check, may_be_other_scope, must_be_fixed,
    other_scope,
};
use claimbook_views::figure::{FigureView, Standing};
use claimbook_views::source;

use super::CheckRun;
use super::draft::Draft;
use super::pin::Candidate;
use crate::answer::Basis;
use crate::answer::check::{HeldAnswer, NumberAnswer, RepeatedAnswer};
use crate::answer::extract::MentionAnswer;
use crate::answer::show::Teller;
use crate::quotes::Quotes;
use crate::reading::Desk;
use crate::wording::{Facts, Style, suggestion};
use crate::{Book, Error, Scope};

/// Judges the numbers of one text; each figure is folded once.
pub(super) struct Judge<'a> {
    book: &'a Book,
    desk: &'a Desk,
    draft: &'a Draft,
    run: &'a CheckRun,
    /// The clocks of the fold: of all time, since each number has its own.
    scope: Scope,
    views: BTreeMap<String, Rc<FigureView>>,
    quotes: Quotes<'a>,
    pub(super) basis: Basis,
}

/// What was found out about a number, of which figure.
struct Judged<'v> {
    figure: FigureKey,
    view: &'v FigureView,
    finding: Finding<'v>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        book: &'a Book,
        desk: &'a Desk,
        draft: &'a Draft,
        run: &'a CheckRun,
    ) -> Result<Self, Error> {
        // No figure is called so: what is left are the events that bear on all.
        let basis = book.folded("", &run.scope)?.basis;
        Ok(Self {
            book,
            desk,
            draft,
            run,
            scope: Scope {
                valid: None,
                ..run.scope.clone()
            },
            views: BTreeMap::new(),
            quotes: Quotes::new(&book.ledger),
            basis,
        })
    }

    /// The verdict on one number, and what a pin of it would hold.
    pub(super) fn number(
        &mut self,
        mention: &Mention,
    ) -> Result<(NumberAnswer, Option<Candidate>), Error> {
        let figure = match (&mention.figure, self.why_not(mention)) {
            (Some(figure), None) => figure.clone(),
            (_, why_not) => {
                let help = why_not.unwrap_or(NO_FIGURE);
                return Ok((self.not_checked(mention, help), None));
            }
        };
        let said = self.assertion(mention);
        let view = self.view(&figure)?;
        let finding = check(&said, &view, self.run.settings());
        if may_be_other_scope(&finding) {
            for (member, other) in self.family(&figure)? {
                if let Some(finding) = other_scope(&said, &other, self.run.settings()) {
                    let judged = Judged {
                        figure: member,
                        view: &other,
                        finding,
                    };
                    return self.told(mention, &figure, &said, &judged);
                }
            }
        }
        let judged = Judged {
            figure: figure.clone(),
            view: &view,
            finding,
        };
        self.told(mention, &figure, &said, &judged)
    }

    /// Why a number that has a figure cannot be compared, if it cannot.
    fn why_not(&self, mention: &Mention) -> Option<&'static str> {
        if mention.role == Some(Role::Boilerplate) {
            return Some("it stands in what is no part of the text: a menu, a caption, a footer");
        }
        let figure = mention.figure.as_ref()?;
        let metric = self.desk.catalog().metric_of(figure);
        let is_change = metric.is_some_and(|metric| metric.signed || metric.change_of.is_some());
        (mention.direction.is_some() && !is_change).then_some(
            "it is the amount of a rise or fall, and the figure is a level: give the level too",
        )
    }

    /// What the text says, with the time that was asked for where it gives none.
    fn assertion(&self, mention: &Mention) -> Assertion {
        let source = mention.attribution.as_ref();
        Assertion {
            value: mention.value,
            comparator: mention.comparator,
            unit: Arc::from(mention.unit.as_str()),
            period: self.period(mention).or(self.run.scope.valid),
            modality: mention.modality,
            voice: source.and_then(|source| source.voice.as_deref().map(Arc::from)),
            day: self.draft.day,
            is_before: mention.period.is_none(),
        }
    }

    /// What the place says of its time: not what another mention of the number says, nor the
    /// text's own date. A flow for now is one of the text's time all the same.
    fn period(&self, mention: &Mention) -> Option<Period> {
        let figure = mention.figure.as_ref();
        let metric = figure.and_then(|figure| self.desk.catalog().metric_of(figure));
        let is_flow = metric.is_none_or(|metric| metric.kind == MetricKind::Flow);
        let own = mention.period_alone;
        if is_flow { own.or(mention.period) } else { own }
    }

    fn view(&mut self, figure: &FigureKey) -> Result<Rc<FigureView>, Error> {
        if let Some(view) = self.views.get(figure.as_str()) {
            return Ok(Rc::clone(view));
        }
        let folded = self.book.folded(figure.as_str(), &self.scope)?;
        let view = Rc::new(folded.view(figure.as_str(), &self.scope));
        self.views.insert(figure.to_string(), Rc::clone(&view));
        Ok(view)
    }

    /// The other figures of the same subject and metric, the likeliest first: those that add
    /// dimensions to this one or have fewer, then those with other ones.
    fn family(&mut self, figure: &FigureKey) -> Result<Vec<(FigureKey, Rc<FigureView>)>, Error> {
        let mut members = source::relatives(&self.book.ledger, figure)?;
        members.sort_by_key(|other| !(figure.is_widened_by(other) || other.is_widened_by(figure)));
        members.truncate(RELATIVES_MAX);
        let mut views = Vec::new();
        for member in members {
            let view = self.view(&member)?;
            views.push((member, view));
        }
        Ok(views)
    }

    fn told(
        &self,
        mention: &Mention,
        own: &FigureKey,
        said: &Assertion,
        judged: &Judged<'_>,
    ) -> Result<(NumberAnswer, Option<Candidate>), Error> {
        let (finding, rows) = (&judged.finding, &judged.view.rows);
        let teller = Teller::new(judged.view, &self.quotes);
        let placed = Mention {
            period: said.period,
            ..mention.clone()
        };
        let mut number = self.plain(&placed, finding.verdict);
        number.because = finding.because.as_str();
        number.must_be_fixed = must_be_fixed(said, finding);
        number.strength = strength(finding);
        number.book = HeldAnswer::of(judged.figure.as_str(), finding, rows, &teller)?;
        let others = finding.beside.iter();
        number.others = others
            .map(|other| teller.statement(other))
            .collect::<Result<_, _>>()?;
        let repeats = finding.repeats;
        number.repeats = repeats
            .map(|row| RepeatedAnswer::of(row, rows, &teller))
            .transpose()?;
        let style = Style::of(&number.said.quote, mention.value, mention.unit.as_str());
        let facts = Facts {
            style: style.as_ref(),
            is_negative: mention.value.low().is_negative(),
            kind: judged.view.kind,
            figures: (own, &judged.figure),
        };
        number.wording = suggestion(finding, facts);
        number.help = sourced_elsewhere(mention, finding).or_else(|| help(finding, own));
        // What the text relied on is the figure that it was compared with, be it another scope.
        let candidate = Candidate::of(mention, &judged.figure, said, finding);
        Ok((number, candidate.filter(|_| !said.is_before)))
    }

    fn not_checked(&self, mention: &Mention, help: &str) -> NumberAnswer {
        let mut number = self.plain(mention, Verdict::NotChecked);
        number.help = Some(help.to_owned());
        number
    }

    /// What the text says, with a bare verdict.
    fn plain(&self, mention: &Mention, verdict: Verdict) -> NumberAnswer {
        let read = &self.draft.read;
        let (line, column) = self.draft.place(mention.start);
        NumberAnswer {
            line,
            column,
            said: MentionAnswer::new(&read.shown, &read.bytes, mention, false),
            verdict: verdict.as_str(),
            because: None,
            must_be_fixed: false,
            strength: None,
            book: None,
            others: Vec::new(),
            repeats: None,
            wording: None,
            help: None,
            basis: self.basis.clone(),
        }
    }
}

/// How many figures of a family are looked at.
const RELATIVES_MAX: usize = 200;

const NO_FIGURE: &str = "no figure could be told for it: name whose number it is and what it \
                         measures in the same sentence, or teach the catalog the words \
                         (`claimbook extract --explain` says what was seen)";

/// How strongly a right number is backed.
fn strength(finding: &Finding<'_>) -> Option<&'static str> {
    if !finding.verdict.is_right() {
        return None;
    }
    let (first_hand, standing) = match finding.held? {
        Held::Observation(held) => (held.first_hand > 0, held.standing),
        Held::Statement(held) => {
            let several = held.voices.len() > 1;
            let standing = if several {
                Standing::Corroborated
            } else {
                Standing::Single
            };
            (held.voices.iter().any(|voice| voice.first_hand), standing)
        }
    };
    Some(if first_hand {
        "first-hand"
    } else {
        standing.as_str()
    })
}

/// Who says the number that the text has from another source.
fn sourced_elsewhere(mention: &Mention, finding: &Finding<'_>) -> Option<String> {
    let named = mention.attribution.as_ref()?;
    if finding.because != Because::OtherSource {
        return None;
    }
    let voices = match finding.held? {
        Held::Observation(held) => &held.voices,
        Held::Statement(held) => &held.voices,
    };
    let who: Vec<&str> = voices.iter().map(|voice| &*voice.name).collect();
    Some(format!(
        "the book does not have it from {}; it is said by {}",
        named.name,
        who.join(", ")
    ))
}

/// What would help where a number could not be compared, or only in part.
fn help(finding: &Finding<'_>, figure: &FigureKey) -> Option<String> {
    let text = match (finding.verdict, finding.because) {
        (Verdict::Contradicted, Because::OtherDate) => {
            let period = finding.held.and_then(|held| held.period())?;
            return Some(format!("the book dates it {period}: is the date right?"));
        }
        (Verdict::NotInTheBook, Because::OtherPeriod) => {
            "the book has this number for another time: is the time right?"
        }
        (Verdict::NotInTheBook, _) if finding.held.is_none() => {
            return Some(format!(
                "nothing is known of {figure} for that time: append a report that says it"
            ));
        }
        (Verdict::Unclear, Because::OtherUnit) => {
            "the book has it in another unit, and converts nothing: give the number in that unit"
        }
        (Verdict::Unclear, Because::NoPeriod) => "say of which period it is",
        (Verdict::Unclear, Because::SeveralEvents | Because::EarlierEvent | Because::OtherDay) => {
            "say of which day or month it is"
        }
        (Verdict::Unclear, Because::PartOfPeriod) => "say of which part of that time it is",
        (Verdict::Contradicted, Because::Scale) => "it is a power of ten away: is the scale right?",
        _ => return None,
    };
    Some(text.to_owned())
}
