//! A claim as it is heard: who says it, since when it is known, whether it has a vote
//! (`docs/semantics.md`, sections 2, 3 and 6).

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use claimbook_model::event::{Policy, WithdrawalCause};
use claimbook_model::{Date, Flags, MetricKind, Modality, Period};
use claimbook_views::figure::{ClaimFact, KnownBasis, Reason, ReportFact};

use super::Question;
use super::number::Number;

/// The worlds that never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum World {
    Actual,
    Denied,
    Outlook,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each answers a question of its own"
)]
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    pub(crate) fact: ClaimFact,
    pub(crate) number: Number,
    pub(crate) voice: Arc<str>,
    pub(crate) voice_name: Arc<str>,
    pub(crate) anonymous: bool,
    /// The voice speaks in its own publication.
    pub(crate) own: bool,
    pub(crate) first_hand: bool,
    pub(crate) known: Period,
    pub(crate) inferred: bool,
    pub(crate) world: World,
    /// Why it has no vote at all.
    pub(crate) silent: Option<Reason>,
    /// A release says the claim again.
    pub(crate) again: bool,
    /// Its place in the order of history.
    pub(crate) place: usize,
}

/// "Marked": dates that are only concluded, or for want of anything better.
fn is_inferred(basis: KnownBasis) -> bool {
    matches!(
        basis,
        KnownBasis::Inferred | KnownBasis::Retrieved | KnownBasis::Recorded
    )
}

/// Everything that is ever said of the figure, in the order of history.
pub(crate) fn all(question: &Question<'_>, claims: &[ClaimFact]) -> Vec<Heard> {
    let mut all = Vec::new();
    for claim in claims {
        let fact = with_inherited_source(claim, claims);
        let heard = Heard::new(question, fact, claim.report.clone());
        for again in &claim.reaffirmed {
            all.push(heard.said_again(question, &again.report, again.seq));
        }
        all.push(heard);
    }
    all.sort_by(|a, b| a.day().cmp(&b.day()).then_with(|| a.cmp_content(b)));
    for (place, heard) in all.iter_mut().enumerate() {
        heard.place = place;
    }
    all
}

/// "What it says without naming a source inherits the source that it names for the same number",
/// the one "that it names first".
fn with_inherited_source(claim: &ClaimFact, claims: &[ClaimFact]) -> ClaimFact {
    let mut fact = claim.clone();
    if claim.attribution.is_some() || claim.voice.is_some() {
        return fact;
    }
    let source = claims
        .iter()
        .filter(|other| other.report.report == claim.report.report && other.voice.is_some())
        .filter(|other| other.unit == claim.unit && other.value.same_number(claim.value))
        .min_by_key(|other| (other.ordinal, other.claim));
    if let Some(source) = source {
        fact.voice.clone_from(&source.voice);
        fact.attribution.clone_from(&source.attribution);
    }
    fact
}

/// "Strict takes the recorded day wherever the known date was only inferred."
fn known(question: &Question<'_>, report: &ReportFact) -> (Period, bool) {
    let inferred = is_inferred(report.known_basis);
    if inferred && question.options.strict {
        (Period::day(report.recorded.date()), false)
    } else {
        (report.known, inferred)
    }
}

impl Heard {
    fn new(question: &Question<'_>, fact: ClaimFact, report: Arc<ReportFact>) -> Self {
        // "A voice is the organisation or person that a report names as its source, else the
        // publication itself. … Unnamed sources are no voice: the publication answers for them."
        let voice = fact
            .voice
            .clone()
            .unwrap_or_else(|| report.publication.clone());
        let voice_name = match &fact.voice {
            Some(slug) => fact.attribution.clone().unwrap_or_else(|| slug.clone()),
            None => report.publication_name.clone(),
        };
        let anonymous = fact.attribution.is_some() && fact.voice.is_none();
        let own = voice == report.publication;
        // "First-hand in its own report, if that publication is the issuer, … or the catalog
        // names it as an authority for the metric."
        let authority = report.first_hand || question.rule.authorities.contains(&voice);
        let first_hand = own && authority && !anonymous;
        let (known, inferred) = known(question, &report);
        let world = match fact.modality {
            Modality::Denied => World::Denied,
            Modality::Forecast | Modality::Contingent | Modality::Hypothetical => World::Outlook,
            _ if question.rule.prospective => World::Outlook,
            _ => World::Actual,
        };
        let trust = question.weight_of(&voice);
        let silent = if fact.flags.has(Flags::CONVERSION) {
            Some(Reason::Conversion)
        } else if trust <= 0 {
            Some(Reason::Silenced)
        } else if question.options.policy == Policy::FirstHand && !first_hand {
            Some(Reason::Policy)
        } else {
            None
        };
        Self {
            number: Number::new(fact.value, fact.comparator),
            voice,
            voice_name,
            anonymous,
            own,
            first_hand,
            known,
            inferred,
            world,
            silent,
            again: false,
            place: 0,
            fact: ClaimFact { report, ..fact },
        }
    }

    /// The claim as a release says it again: of a level or a count, on the release's own day.
    fn said_again(&self, question: &Question<'_>, release: &Arc<ReportFact>, seq: u64) -> Self {
        let fact = ClaimFact {
            voice: Some(self.voice.clone()),
            seq,
            recorded: release.recorded,
            ..self.fact.clone()
        };
        let mut again = Self::new(question, fact, release.clone());
        again.voice_name.clone_from(&self.voice_name);
        again.again = true;
        if question.is_level() && again.fact.period.is_some() {
            again.fact.period = Some(Period::day(again.day()));
        }
        again
    }

    /// "A report counts when the last day of its known period has passed."
    pub(crate) fn day(&self) -> Date {
        self.known.last_day()
    }

    /// "A claim stands at the last day of its period, but not after the day on which it was
    /// known."
    pub(crate) fn stands_at(&self) -> Date {
        let period = self.fact.period.unwrap_or(self.known);
        period.last_day().min(self.day())
    }

    /// "What was misread or curated away counts on no day."
    pub(crate) fn is_void(&self) -> bool {
        let cause = self
            .fact
            .withdrawal
            .as_ref()
            .map(|withdrawal| withdrawal.cause);
        matches!(
            cause,
            Some(WithdrawalCause::Misread | WithdrawalCause::Curated)
        )
    }

    pub(crate) fn is_silenced(&self) -> bool {
        self.silent == Some(Reason::Silenced)
    }

    /// What its publication says itself, so that a withdrawal takes it back.
    pub(crate) fn is_own_word(&self) -> bool {
        let counted = !self.fact.report.held && !self.is_void();
        let actual = self.world == World::Actual && self.fact.period.is_some();
        self.own && counted && actual
    }

    pub(crate) fn is_stated(&self) -> bool {
        self.fact.modality == Modality::Stated
    }

    /// "Last day of known; period (undated first); actual before outlook; publication; value;
    /// claim id." A claim comes before the releases that say it again.
    pub(super) fn cmp_content(&self, other: &Self) -> Ordering {
        let key = |heard: &Self| {
            (
                heard.fact.period.map(|period| period.days()),
                heard.world,
                heard.fact.report.publication.clone(),
                heard.number.written(),
                heard.fact.claim,
                heard.again,
                heard.fact.report.report,
            )
        };
        key(self).cmp(&key(other))
    }

    /// Whether both are one word, said twice: equal in all that decides a vote.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.number == other.number
            && self.voice == other.voice
            && self.fact.report.publication == other.fact.report.publication
            && self.is_stated() == other.is_stated()
            && self.first_hand == other.first_hand
            && self.silent == other.silent
    }

    /// "A later word replaces an earlier one that cannot be the same number. … What a relay
    /// passes on never replaces what the source itself published." What has no vote replaces
    /// nothing that has one.
    pub(crate) fn replaces(&self, older: &Self) -> bool {
        self.voice == older.voice
            && self.day() > older.day()
            && (self.own || !older.own)
            && self.silent.is_none() == older.silent.is_none()
            && !self.number.is_compatible(&older.number)
    }

    /// "A denial speaks of the same period of a flow; of anything else, of what had begun by the
    /// end of its own period."
    pub(crate) fn denies(&self, question: &Question<'_>, claims: &[&Heard]) -> bool {
        let Some(said) = self.fact.period else {
            return self.denies_the_number(claims);
        };
        let flow = matches!(question.rule.kind, None | Some(MetricKind::Flow));
        let about: BTreeSet<Period> = claims
            .iter()
            .filter_map(|claim| claim.fact.period)
            .collect();
        let speaks_of = |about: &Period| {
            if flow {
                super::flow::label(said) == super::flow::label(*about)
            } else {
                about.first_day() <= said.last_day()
            }
        };
        about.iter().any(speaks_of) && self.denies_the_number(claims)
    }

    fn denies_the_number(&self, claims: &[&Heard]) -> bool {
        let mut claims = claims.iter();
        claims.any(|claim| claim.fact.unit == self.fact.unit && self.number.supports(&claim.number))
    }
}
