//! Acts on reports: taken back by their publication, held versions judged, better metadata.

use std::borrow::Cow;

use claimbook_model::event::{
    Amendment, FieldSource, ReportAmended, ReportField, ReportRetracted, VersionJudged,
};
use claimbook_model::{Event, Period, ReportId, slug};
use claimbook_views::keys;
use claimbook_views::source::state_of_report;

use super::{Act, Plan};
use crate::answer::curation::CurationAnswer;
use crate::answer::reports::ReportAnswer;
use crate::known::{Known, as_known};
use crate::{Book, Error, OnProgress};

/// Better metadata of a report; what is not given stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BetterMetadata {
    /// Who published it.
    pub publication: Option<String>,
    /// Where; empty clears it.
    pub url: Option<String>,
    /// Its title; empty clears it.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Period>,
    /// Whether its publication speaks first-hand.
    pub first_hand: Option<bool>,
}

impl Book {
    /// Says that its publication took a whole report back: from `known` on, its claims no longer
    /// stand. Without `known`, from the day on which that is recorded, which is marked.
    ///
    /// # Errors
    /// If no report's id or several begin so, or the book cannot be written.
    pub fn retract(
        &mut self,
        report: &str,
        known: Option<Period>,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let (id, words) = self.report_in_words(report)?;
        let state = state_of_report(&self.ledger, &id)?;
        if let Some(seq) = state.retracted_by(&id) {
            let done = format!("{words} was taken back already, by event {seq}");
            return self.curate(Plan::nothing("retract", done), act, progress);
        }
        let mut findings = Vec::new();
        if let Some(fact) = state.report_fact(&id)
            && known.is_some_and(|known| known.last_day() < fact.known.last_day())
        {
            findings.push(format!(
                "the report itself was known only on {}: it counts at no time",
                fact.known
            ));
        }
        let from = known.unwrap_or_else(|| Period::day(act.now.date()));
        let done = format!("{words} was taken back: its claims stand no longer from {from} on");
        let event = Event::ReportRetracted(ReportRetracted {
            report: id,
            known,
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        });
        let plan = Plan::of("retract", done, event).with_findings(findings);
        self.curate(plan, act, progress)
    }

    /// Accepts or rejects a version of an article that was held for review: whether its claims
    /// count.
    ///
    /// # Errors
    /// If no report's id or several begin so, the report was never held, or the book cannot be
    /// written.
    pub fn judge(
        &mut self,
        report: &str,
        is_accepted: bool,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let (id, words) = self.report_in_words(report)?;
        let (name, verdict) = if is_accepted {
            ("accept", "accepted: its claims count")
        } else {
            ("reject", "rejected: its claims do not count")
        };
        let state = state_of_report(&self.ledger, &id)?;
        let judged = state.judgement(&id);
        if judged == Some(is_accepted) {
            let done = format!("{words} was {verdict} already");
            return self.curate(Plan::nothing(name, done), act, progress);
        }
        let is_held = state.report_fact(&id).is_some_and(|fact| fact.held);
        if judged.is_none() && !is_held {
            let message = format!(
                "{words} is not held, so that there is nothing to judge; `claimbook retract` says \
                 that its publication took it back"
            );
            return Err(Error::NotHeld { message });
        }
        let event = Event::VersionJudged(VersionJudged {
            report: id,
            accepted: is_accepted,
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        });
        let done = format!("{words} is {verdict}");
        self.curate(Plan::of(name, done, event), act, progress)
    }

    /// Corrects what is known of a report, field by field.
    ///
    /// # Errors
    /// If no report's id or several begin so, no field is given, a publication's name holds no
    /// letter, or the book cannot be written.
    pub fn amend(
        &mut self,
        report: &str,
        better: &BetterMetadata,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let usage = |message: &str| Error::Usage {
            message: message.to_owned(),
        };
        if *better == BetterMetadata::default() {
            return Err(usage(
                "nothing to amend: give --published, --publication, --url, --title or --first-hand",
            ));
        }
        if better
            .publication
            .as_deref()
            .is_some_and(|name| slug(name).is_none())
        {
            return Err(usage("--publication: a name needs a letter or a digit"));
        }
        let (id, words) = self.report_in_words(report)?;
        let Some(known) = as_known(self, &keys::report(&id))? else {
            return Err(Error::UnknownReport {
                id: report.to_owned(),
            });
        };
        let amendments = amendments(better, &known);
        if amendments.is_empty() {
            let done = format!("{words} is on record so already");
            return self.curate(Plan::nothing("amend", done), act, progress);
        }
        let told: Vec<String> = amendments
            .iter()
            .map(|amendment| match &*amendment.value {
                "" => format!("{} none", amendment.field),
                value => format!("{} {value}", amendment.field),
            })
            .collect();
        let done = format!("{words} has better metadata: {}", told.join(", "));
        let event = Event::ReportAmended(ReportAmended {
            report: id,
            amendments,
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        });
        self.curate(Plan::of("amend", done, event), act, progress)
    }

    /// A report's id by its first digits, and the report in words.
    pub(crate) fn report_in_words(&self, id: &str) -> Result<(ReportId, String), Error> {
        if id.is_empty() {
            return Err(Error::UnknownReport { id: id.to_owned() });
        }
        let report = self.report_named(id)?;
        let words = words_of_report(&report);
        let id = report
            .report
            .parse()
            .map_err(|error: claimbook_model::IdError| Error::Usage {
                message: error.to_string(),
            })?;
        Ok((id, words))
    }
}

/// A report in words: `the report 1a2b3c4d of Evermx, 2026-04-20`.
fn words_of_report(report: &ReportAnswer) -> String {
    let id: String = report.report.chars().take(8).collect();
    let published = report.published.as_deref().unwrap_or("undated");
    format!("the report {id} of {}, {published}", report.publication)
}

/// The fields that are not so yet, or that nobody had given.
fn amendments(better: &BetterMetadata, known: &Known) -> Vec<Amendment<'static>> {
    let report = &known.report;
    let text = |given: &Option<String>| given.as_deref().map(|text| text.trim().to_owned());
    let published = |period: &Option<Period>| period.map(|period| period.to_string());
    let fields = [
        (
            ReportField::Publication,
            text(&better.publication),
            report.publication_name.to_string(),
        ),
        (ReportField::Url, text(&better.url), report.url.to_string()),
        (
            ReportField::Title,
            text(&better.title),
            report.title.to_string(),
        ),
        (
            ReportField::Published,
            published(&better.published),
            published(&report.published).unwrap_or_default(),
        ),
        (
            ReportField::FirstHand,
            better.first_hand.map(|is| is.to_string()),
            report.first_hand.to_string(),
        ),
    ];
    let was_given = |field| !known.not_given.iter().any(|(other, _)| *other == field);
    let changed = fields.into_iter().filter_map(|(field, given, before)| {
        let given = given.filter(|given| *given != before || !was_given(field))?;
        Some(Amendment {
            field,
            value: Cow::Owned(given),
            source: FieldSource::Given,
        })
    });
    changed.collect()
}
