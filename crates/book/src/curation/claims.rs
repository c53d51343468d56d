//! Acts on claims: taken out, given to a figure.

use std::borrow::Cow;

use claimbook_model::Event;
use claimbook_model::event::{ClaimLinked, ClaimWithdrawn, WithdrawalCause};

use super::subject::figure_key;
use super::{Act, Plan};
use crate::answer::curation::CurationAnswer;
use crate::{Book, Error, OnProgress};

impl Book {
    /// Takes a claim out: it counts at no time any more, and only a question about an earlier
    /// sequence number still shows it.
    ///
    /// # Errors
    /// If no claim's id or several begin so, or the book cannot be written.
    pub fn withdraw(
        &mut self,
        claim: &str,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let named = self.claim_named(claim)?;
        let is_out = |cause| matches!(cause, WithdrawalCause::Misread | WithdrawalCause::Curated);
        let already = named.fact.withdrawal.as_ref();
        if let Some(withdrawal) = already.filter(|withdrawal| is_out(withdrawal.cause)) {
            let done = format!(
                "{} was taken out already, by event {}",
                named.words, withdrawal.seq
            );
            return self.curate(Plan::nothing("withdraw", done), act, progress);
        }
        let event = Event::ClaimWithdrawn(ClaimWithdrawn {
            claim: named.id,
            figure: named.figure.map(Cow::Owned),
            cause: WithdrawalCause::Curated,
            by_report: None,
            replaced_by: None,
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        });
        let done = format!("{} counts at no time any more", named.words);
        self.curate(Plan::of("withdraw", done, event), act, progress)
    }

    /// Gives a claim to a figure, or takes it from its figure where none is given.
    ///
    /// # Errors
    /// If no claim's id or several begin so, the text is no figure, or the book cannot be written.
    pub fn link(
        &mut self,
        claim: &str,
        figure: Option<&str>,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let to = figure.map(figure_key).transpose()?;
        let named = self.claim_named(claim)?;
        let state = self.globals()?;
        let is_same = match (&to, &named.figure) {
            (Some(to), Some(from)) => *state.resolved(to.as_str()) == **from,
            (to, from) => to.is_none() && from.is_none(),
        };
        let place = |figure: Option<&str>| match figure {
            Some(figure) => format!("counts for {figure}"),
            None => "counts for no figure".to_owned(),
        };
        let becomes = place(to.as_ref().map(claimbook_model::FigureKey::as_str));
        if is_same {
            let done = format!("{} {} already", named.words, place(named.figure.as_deref()));
            return self.curate(Plan::nothing("link", done), act, progress);
        }
        let mut findings = Vec::new();
        if let Some(to) = &to {
            findings = self.doubts(&state, to, Some(&named.fact.unit))?;
            let counts_for = state.resolved(to.as_str());
            if *counts_for != *to.as_str() {
                findings.push(format!(
                    "{to} was merged into {counts_for}, which it counts for"
                ));
            }
        }
        let done = match &named.figure {
            Some(from) => format!("{} {becomes}, no longer for {from}", named.words),
            None => format!("{} {becomes}", named.words),
        };
        let event = Event::ClaimLinked(ClaimLinked {
            claim: named.id,
            from: named.figure.map(Cow::Owned),
            to: to.map(|to| Cow::Owned(to.to_string())),
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        });
        let plan = Plan::of("link", done, event).with_findings(findings);
        self.curate(plan, act, progress)
    }
}
