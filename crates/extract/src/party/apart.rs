//! Those who act and those whom they act on: nobody buys or leads oneself.

use crate::draft::Draft;
use crate::focus::Referent;
use crate::passage::Passage;

/// The dimensions whose value acts on the subject, and so is another one.
const AGENTS: [&str; 5] = ["investor", "lead", "buyer", "holder", "lender"];
/// How far before its number "valuing" may stand, in items.
const VALUING_REACH: usize = 4;

/// Parts those who act from those whom they act on. Nobody buys, leads or invests in oneself: a
/// draft that says so has its subject wrong. What is offered for a company is of that company, and
/// not of the one that offers it.
pub(crate) fn part(drafts: &mut [Draft], passages: &[Passage<'_>]) {
    for draft in drafts {
        let bought = passages
            .get(draft.passage)
            .and_then(|passage| bought(passage, draft));
        if let Some(bought) = bought {
            let reason = format!("what is paid for {} is about it", bought.slug);
            draft.reasons.push(reason);
            draft.subject = Some(bought);
        }
        let Some(subject) = &draft.subject else {
            continue;
        };
        let agent = AGENTS
            .iter()
            .find(|name| draft.dimensions.get(**name) == Some(&subject.slug));
        if let Some(agent) = agent {
            let reason = format!("no figure: its subject would be its own {agent}");
            draft.reasons.push(reason);
            draft.subject = None;
        }
    }
}

/// Whom the subject of a draft buys in its sentence, where the number is a price of a share or
/// what the deal values somebody at: "Acme agreed to buy Beta for $5 a share, valuing the company
/// at $6 million".
fn bought(passage: &Passage<'_>, draft: &Draft) -> Option<Referent> {
    let subject = draft.subject.as_ref()?;
    let sentence = passage.sentences.get(draft.sentence)?;
    let quantity = passage.quantities.get(draft.quantity)?;
    let near = draft.item.saturating_sub(VALUING_REACH).max(sentence.first);
    let values = (near..draft.item).any(|at| matches!(passage.word(at), "valuing" | "values"));
    let per_share = quantity.unit.denominator() == Some("share");
    if !values && !per_share {
        return None;
    }
    let name = |at: usize| passage.name_at(at).filter(|name| !name.slug.is_empty());
    let verb = (sentence.first..draft.item).find(|at| {
        matches!(
            passage.word(*at),
            "buy" | "buys" | "bought" | "acquire" | "acquires" | "acquired" | "purchase"
        )
    })?;
    let buys = (sentence.first..verb)
        .rev()
        .find_map(name)
        .is_some_and(|name| name.slug == subject.slug);
    let target = (verb + 1..draft.item).find_map(name)?;
    (buys && target.slug != subject.slug).then(|| Referent {
        slug: target.slug.clone(),
        kind: target.kind,
    })
}
