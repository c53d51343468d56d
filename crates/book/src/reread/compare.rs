//! What was read again beside what is on record: claim by claim, what is to be done.

use std::borrow::Cow;

use claimbook_model::event::{
    ClaimAsserted, ClaimContent, ClaimLinked, ClaimWithdrawn, WithdrawalCause,
};
use claimbook_model::{ClaimId, Event, Evidence, Origin};
use claimbook_views::state::Withdrawn;

use crate::curation::Act;

/// A claim on record with what became of it.
pub(super) struct OnRecord<'b> {
    pub(super) id: ClaimId,
    pub(super) content: ClaimContent<'b>,
    pub(super) withdrawals: Vec<Withdrawn>,
    /// Whether it counts as made: what was entered by hand or read again may be undone.
    pub(super) is_made: bool,
    /// The events that undid its making.
    pub(super) undone_by: Vec<u64>,
    /// Where a curator linked it, if one did.
    pub(super) link: Option<Link>,
}

/// Where a curator linked a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    To(String),
    /// It was unlinked.
    Nowhere,
}

impl Link {
    pub(super) fn new(to: Option<&str>) -> Self {
        to.map_or(Self::Nowhere, |to| Self::To(to.to_owned()))
    }

    fn figure(&self) -> Option<&str> {
        match self {
            Self::To(figure) => Some(figure),
            Self::Nowhere => None,
        }
    }
}

/// What is to be done about one claim.
pub(super) enum Step {
    /// It is read as before.
    Keep,
    /// People decided on it: it is left as they left it.
    Leave,
    /// It was misread; another is read in its place, or none.
    Withdraw {
        claim: ClaimId,
        figure: Option<String>,
        heir: Option<ClaimId>,
    },
    /// It was overlooked or misread, by its place in the new reading; a curator's link of the
    /// same words is carried over.
    Assert { place: usize, link: Option<Link> },
    /// It was called misread once, or its reading was undone, and is read again after all: the
    /// events that said so are undone.
    Reinstate { seqs: Vec<u64> },
}

/// What comparing a report came to.
#[derive(Default)]
pub(crate) struct Compared {
    pub(crate) unchanged: usize,
    pub(crate) withdrawn: usize,
    pub(crate) asserted: usize,
    pub(crate) linked: usize,
    pub(crate) left: usize,
    /// The fields of the report that are read otherwise.
    pub(crate) amended: Vec<&'static str>,
}

impl Compared {
    pub(super) fn count(&mut self, step: &Step) {
        match step {
            Step::Keep => self.unchanged += 1,
            Step::Leave => self.left += 1,
            Step::Withdraw { .. } => self.withdrawn += 1,
            Step::Reinstate { .. } => self.asserted += 1,
            Step::Assert { link, .. } => {
                self.asserted += 1;
                self.linked += usize::from(link.is_some());
            }
        }
    }
}

/// What is to be done, withdrawals first.
pub(super) fn steps(old: &[OnRecord<'_>], new: &[(ClaimId, ClaimContent<'_>)]) -> Vec<Step> {
    let mut steps = Vec::new();
    for claim in old {
        let again = new.iter().any(|(id, _)| *id == claim.id);
        steps.extend(about_old(claim, again, new));
    }
    let on_record = |id: &ClaimId| old.iter().any(|claim| claim.id == *id);
    for (place, (_, content)) in new.iter().enumerate().filter(|(_, (id, _))| !on_record(id)) {
        let same: Vec<_> = old
            .iter()
            .filter(|claim| is_same_mention(&claim.content, content))
            .collect();
        if same.iter().any(|claim| claim.is_decided()) {
            steps.push(Step::Leave);
            continue;
        }
        let link = same.iter().find_map(|claim| claim.link.clone());
        let link = link.filter(|to| to.figure() != content.figure.as_deref());
        steps.push(Step::Assert { place, link });
    }
    steps
}

fn about_old(
    claim: &OnRecord<'_>,
    again: bool,
    new: &[(ClaimId, ClaimContent<'_>)],
) -> Option<Step> {
    let misread = claim
        .withdrawals
        .iter()
        .rfind(|withdrawal| withdrawal.cause == WithdrawalCause::Misread);
    if claim.content.origin == Origin::Curator {
        return claim.is_made.then_some(Step::Leave);
    }
    match (misread, again) {
        (_, _) if claim.is_decided() => Some(Step::Leave),
        (None, true) if claim.is_made => Some(Step::Keep),
        (misread, true) => {
            let mut seqs = claim.undone_by.clone();
            seqs.extend(misread.map(|misread| misread.seq));
            Some(Step::Reinstate { seqs })
        }
        (_, false) if !claim.is_made => None,
        (Some(_), false) => None,
        (None, false) => {
            let heir = new
                .iter()
                .find(|(_, content)| is_same_mention(&claim.content, content));
            Some(Step::Withdraw {
                claim: claim.id,
                figure: claim.content.figure.as_deref().map(str::to_owned),
                heir: heir.map(|(id, _)| *id),
            })
        }
    }
}

impl OnRecord<'_> {
    /// Whether a person took it out, or entered it by hand: no reading changes that.
    fn is_decided(&self) -> bool {
        let curated = |withdrawn: &Withdrawn| withdrawn.cause == WithdrawalCause::Curated;
        self.withdrawals.iter().any(curated)
            || (self.content.origin == Origin::Curator && self.is_made)
    }
}

/// Whether both claims are of one number at one place of the document.
fn is_same_mention(one: &ClaimContent<'_>, other: &ClaimContent<'_>) -> bool {
    let meets = |one: &Evidence, other: &Evidence| match (one, other) {
        (
            Evidence::Bytes { start, end, .. },
            Evidence::Bytes {
                start: other_start,
                end: other_end,
                ..
            },
        ) => start < other_end && other_start < end,
        _ => one == other,
    };
    one.value.same_number(other.value)
        && one
            .evidence
            .iter()
            .any(|place| other.evidence.iter().any(|other| meets(place, other)))
}

impl Step {
    /// The events of what is to be done; reinstating takes more than the claim to tell.
    pub(super) fn events<'e>(
        &self,
        new: &[(ClaimId, ClaimContent<'e>)],
        act: &Act<'e>,
    ) -> Vec<Event<'e>> {
        match self {
            Self::Keep | Self::Leave | Self::Reinstate { .. } => Vec::new(),
            Self::Withdraw {
                claim,
                figure,
                heir,
            } => vec![Event::ClaimWithdrawn(ClaimWithdrawn {
                claim: *claim,
                figure: figure.clone().map(Cow::Owned),
                cause: WithdrawalCause::Misread,
                by_report: None,
                replaced_by: *heir,
                by: Cow::Borrowed(act.by),
                why: Cow::Borrowed(act.why),
                more: Vec::new(),
            })],
            Self::Assert { place, link } => {
                let Some((id, content)) = new.get(*place) else {
                    return Vec::new();
                };
                let asserted = Event::ClaimAsserted(ClaimAsserted {
                    ordinal: u32::try_from(*place).unwrap_or(u32::MAX),
                    content: content.clone(),
                });
                let linked = link.as_ref().map(|to| {
                    Event::ClaimLinked(ClaimLinked {
                        claim: *id,
                        from: content.figure.clone(),
                        to: to.figure().map(|to| Cow::Owned(to.to_owned())),
                        by: Cow::Borrowed(act.by),
                        why: Cow::Borrowed("carried over from the claim that was read before"),
                        more: Vec::new(),
                    })
                });
                std::iter::once(asserted).chain(linked).collect()
            }
        }
    }
}
