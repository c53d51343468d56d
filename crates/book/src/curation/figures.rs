//! Acts on what bears on many claims: two keys that are one figure, a voice's trust, the policy.

use std::borrow::Cow;
use std::collections::BTreeMap;

use claimbook_model::event::{FiguresMerged, Policy, PolicySet, ReportField, VoiceRated};
use claimbook_model::{Decimal, Event, slug};

use super::subject::figure_key;
use super::{Act, Plan};
use crate::answer::curation::{CurationAnswer, PolicyAnswer};
use crate::near::near;
use crate::{Book, Error, OnProgress, Scope};

impl Book {
    /// Has the claims of one key count for another.
    ///
    /// # Errors
    /// If a text is no figure, nothing is known of the first, or the book cannot be written.
    pub fn merge(
        &mut self,
        from: &str,
        into: &str,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let (from, into) = (figure_key(from)?, figure_key(into)?);
        if let Some(near) = self.known_or_near(&from)? {
            return Err(Error::UnknownFigure { figure: from, near });
        }
        let state = self.globals()?;
        let (counts, target) = (state.resolved(from.as_str()), state.resolved(into.as_str()));
        if counts == target {
            let done = if from == into {
                format!("{from} is one figure already")
            } else {
                format!("{from} and {into} are one figure already: {counts}")
            };
            return self.curate(Plan::nothing("merge", done), act, progress);
        }
        let mut findings = self.doubts(&state, &into, None)?;
        if from.metric() != into.metric() {
            findings.push(format!(
                "{} and {} are two metrics: the claims will be judged as {}",
                from.metric(),
                into.metric(),
                into.metric()
            ));
        }
        let done = format!("the claims of {from} count for {target}");
        let event = Event::FiguresMerged(FiguresMerged {
            from: Cow::Owned(from.to_string()),
            into: Cow::Owned(into.to_string()),
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        });
        let plan = Plan::of("merge", done, event).with_findings(findings);
        self.curate(plan, act, progress)
    }

    /// Sets what a voice weighs: 1 unless rated, 0 silences it. A voice is named by its slug or by
    /// its name.
    ///
    /// # Errors
    /// If no report has such a voice, the trust is negative, or the book cannot be written.
    pub fn rate(
        &mut self,
        voice: &str,
        trust: Decimal,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        if trust.is_negative() {
            let message = format!("a trust of {trust} is none: 0 silences a voice, 1 is usual");
            return Err(Error::Usage { message });
        }
        let (voice, name) = self.voice_named(voice)?;
        let before = self.globals()?.trust().of(&voice);
        if before.same_number(trust) {
            let done = format!("{name} ({voice}) has the trust {before} already");
            return self.curate(Plan::nothing("rate", done), act, progress);
        }
        let done = if trust.is_zero() {
            format!("{name} ({voice}) has no say; its trust was {before}")
        } else {
            format!("{name} ({voice}) has the trust {trust}; it was {before}")
        };
        let event = Event::VoiceRated(VoiceRated {
            voice: Cow::Owned(voice),
            trust,
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        });
        self.curate(Plan::of("rate", done, event), act, progress)
    }

    /// A voice that some report has, by slug or name: its slug, and the name it goes by.
    fn voice_named(&self, wanted: &str) -> Result<(String, String), Error> {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut note = |voice: &str, name: &str| {
            if !names.contains_key(voice) {
                names.insert(voice.to_owned(), name.to_owned());
            }
        };
        self.for_each_event(&mut |event| match event {
            Event::ReportFiled(filed) => note(&filed.publication, &filed.publication_name),
            Event::ClaimAsserted(asserted) => {
                let content = &asserted.content;
                if let (Some(voice), Some(name)) = (&content.voice, &content.attribution) {
                    note(voice, name);
                }
            }
            Event::ReportAmended(amended) => {
                for amendment in &amended.amendments {
                    if amendment.field == ReportField::Publication
                        && let Some(voice) = slug(&amendment.value)
                    {
                        note(&voice, &amendment.value);
                    }
                }
            }
            _ => {}
        })?;
        let lower = wanted.to_lowercase();
        let by_name = || names.iter().find(|(_, name)| name.to_lowercase() == lower);
        let found = slug(wanted)
            .and_then(|slug| names.get_key_value(&slug))
            .or_else(by_name);
        match found {
            Some((voice, name)) => Ok((voice.clone(), name.clone())),
            None => Err(Error::UnknownVoice {
                voice: wanted.to_owned(),
                near: near(
                    &slug(wanted).unwrap_or(lower),
                    names.keys().map(String::as_str),
                ),
            }),
        }
    }

    /// The policy by which the book answers where a question names none.
    ///
    /// # Errors
    /// If the book cannot be read.
    pub fn policy(&self) -> Result<PolicyAnswer, Error> {
        let basis = self.basis(&self.globals()?, &Scope::default());
        Ok(PolicyAnswer { basis })
    }

    /// Sets that policy.
    ///
    /// # Errors
    /// If the book cannot be written.
    pub fn set_policy(
        &mut self,
        policy: Policy,
        act: &Act<'_>,
        progress: &mut OnProgress<'_>,
    ) -> Result<CurationAnswer, Error> {
        let before = self.globals()?.policy();
        if before == policy {
            let done = format!("the book answers by the policy {policy} already");
            return self.curate(Plan::nothing("policy", done), act, progress);
        }
        let done = format!("the book answers by the policy {policy}; it was {before}");
        let event = Event::PolicySet(PolicySet {
            policy,
            by: Cow::Borrowed(act.by),
            why: Cow::Borrowed(act.why),
            more: Vec::new(),
        });
        self.curate(Plan::of("policy", done, event), act, progress)
    }
}
