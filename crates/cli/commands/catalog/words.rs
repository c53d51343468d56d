//! One entry of the catalog, in words.

use std::io;

use claimbook_book::{Cue, Definition, Entity, EntryAnswer, Identity, IdentityKind, Kind, Metric};

use crate::output::Output;

/// The weight of a cue that says it all.
const WEIGHT_MAX: u8 = 9;

/// Prints an entry as people read it.
pub(super) fn explain(entry: &EntryAnswer, output: &mut Output) -> io::Result<()> {
    let name = output.paint.strong(&entry.name);
    match &entry.definition {
        Definition::Metric(metric) => {
            let quantity = quantity(&metric.quantity, &metric.units);
            output.line(format!("{name} ({}, {quantity})", metric.kind.as_str()))?;
            self::metric(&entry.name, metric, output)?;
        }
        Definition::Entity(entity) => {
            let kind = entity.kind.as_deref().unwrap_or("no kind");
            output.line(format!("{name} (entity, {kind})"))?;
            self::entity(entity, output)?;
        }
        Definition::Kind(kind) => {
            output.line(format!("{name} (kind of entity)"))?;
            self::kind(kind, output)?;
        }
    }
    output.line("")?;
    for origin in &entry.from {
        let place = format!("  from {}, line {}: ", origin.file, origin.line);
        let replaces = if origin.replaces {
            "in place of what comes before; "
        } else {
            ""
        };
        let line = format!("{place}{replaces}{}", origin.fields.join(", "));
        output.line(output.paint.faint(line))?;
    }
    Ok(())
}

/// What a metric is measured in.
pub(super) fn quantity(quantity: &str, units: &[String]) -> String {
    match (quantity, units) {
        (_, []) => quantity.to_owned(),
        ("any", units) => either(units),
        (_, units) => format!("{quantity} ({})", units.join(", ")),
    }
}

fn metric(slug: &str, metric: &Metric, output: &mut Output) -> io::Result<()> {
    output.wrapped(2, &metric.means)?;
    output.line("")?;
    let dimensions: String = metric
        .dimensions()
        .map(|(name, required)| {
            if required {
                format!("/{name}=…")
            } else {
                format!("[/{name}=…]")
            }
        })
        .collect();
    output.line(format!("  key      SUBJECT/{slug}{dimensions}"))?;
    let subjects = match metric.subjects.as_slice() {
        [] => "whoever texts tell figures of: companies, and names of no known kind".to_owned(),
        kinds => format!("of the kind {}, and names of no known kind", either(kinds)),
    };
    field("subject", &subjects, output)?;
    for (name, required) in metric.dimensions() {
        let given = if required {
            "always given: without it a number is not linked"
        } else {
            "given where the text says so"
        };
        field(name, given, output)?;
        for (value, wordings) in metric.values.get(name).into_iter().flatten() {
            output.wrapped(11, &format!("{value}: {}", quoted(wordings)))?;
        }
    }
    for line in rules(metric) {
        output.wrapped(2, &line)?;
    }
    for identity in &metric.identity {
        output.wrapped(2, &adds_up(identity))?;
    }
    named_by(metric, output)
}

/// A field of an entry: its name, and the text beside it.
fn field(name: &str, text: &str, output: &mut Output) -> io::Result<()> {
    output.wrapped_behind(&format!("  {name:<8} "), text)
}

/// What else the catalog says of a metric, a sentence each.
fn rules(metric: &Metric) -> Vec<String> {
    let mut rules = Vec::new();
    if let Some(other) = &metric.change_of {
        rules.push(format!(
            "It is the relative change of {other}: a percentage beside the words for {other} and a \
             word of change is this."
        ));
    }
    if let Some(other) = &metric.yields_to {
        rules.push(format!(
            "Where the text tells the same number as {other}, it is that, told in other words."
        ));
    }
    for (other, wordings) in &metric.turns {
        rules.push(format!(
            "What would be {other} is this beside {}.",
            quoted(wordings)
        ));
    }
    for (dimension, other) in &metric.borrows {
        rules.push(format!(
            "Its {dimension} may be that of the text's only {other} of the same subject."
        ));
    }
    if let Some(part) = &metric.part {
        rules.push(format!(
            "{}={} stands only where the text also names the whole that it makes up with {}.",
            part.dimension, part.first, part.rest
        ));
    }
    if !metric.prospective.is_empty() {
        rules.push(format!(
            "Outlook, whatever the text says: {}.",
            metric.prospective.join(", ")
        ));
    }
    rules.extend(bounds(metric));
    if metric.whole {
        rules.push("Only a whole company has it, never a part of one.".to_owned());
    }
    if metric.pledge {
        rules.push("It is a promise by nature: “will” does not make it a forecast.".to_owned());
    }
    if metric.signed {
        rules.push("A fall or a loss is a negative value.".to_owned());
    }
    if !metric.authorities.is_empty() {
        rules.push(format!(
            "First-hand, whoever the subject is: {}.",
            metric.authorities.join(", ")
        ));
    }
    rules.push(periods(metric));
    rules
}

/// Of which other figures it is the sum.
fn adds_up(identity: &Identity) -> String {
    let total = match identity.total.as_slice() {
        [] => "It".to_owned(),
        pairs => format!("With {}, it", pairs.join(" and ")),
    };
    let terms = identity.of.join(" + ");
    match identity.kind {
        IdentityKind::Sum => format!("{total} is the sum {terms}."),
        IdentityKind::RunningTotal => format!(
            "{total} is the running total of every {terms}: at least the sum of those known, and \
             after one what it was before and that one."
        ),
    }
}

/// Which amounts of money and counts are plausible, where the catalog says so.
fn bounds(metric: &Metric) -> Option<String> {
    let amounts = match (metric.least, metric.most) {
        (None, None) => return None,
        (Some(least), None) => format!("below {least}"),
        (None, Some(most)) => format!("above {most}"),
        (Some(least), Some(most)) => format!("below {least} or above {most}"),
    };
    Some(format!(
        "An amount of money or a count {amounts} is not linked."
    ))
}

/// How the periods of a kind of metric work.
fn periods(metric: &Metric) -> String {
    let kind = metric.kind.as_str();
    match kind {
        "event" => format!(
            "It belongs to one event: claims within {} days may speak of the same one.",
            metric.same_event_days()
        ),
        "flow" => "It belongs to one reporting period: only equal periods are compared.".to_owned(),
        "stock" => format!(
            "It is a level that holds until it changes: another value within {} days contests it, a \
             later one moves it.",
            metric.settles_days()
        ),
        _ => "It is a running count that grows: the latest day wins.".to_owned(),
    }
}

fn named_by(metric: &Metric, output: &mut Output) -> io::Result<()> {
    if metric.cue.is_empty() && metric.counted.is_empty() {
        output.line("")?;
        return output.line("  No wording names it: give it a cue, and texts will be read for it.");
    }
    output.line("")?;
    output.line("  A text names it by")?;
    let (alone, beside): (Vec<_>, Vec<_>) = metric
        .counted
        .iter()
        .cloned()
        .partition(|noun| !noun.ends_with('?'));
    if !alone.is_empty() {
        output.wrapped(4, &format!("a number of {}", quoted(&alone)))?;
    }
    if !beside.is_empty() {
        let nouns: Vec<String> = beside
            .iter()
            .map(|noun| noun.trim_end_matches('?').into())
            .collect();
        output.wrapped(
            4,
            &format!(
                "a number of {}, beside one of the words below",
                quoted(&nouns)
            ),
        )?;
    }
    for cue in &metric.cue {
        let strength = format!("weight {} of {WEIGHT_MAX}", cue.weight);
        output.wrapped(4, &format!("{} ({strength})", wordings(cue)))?;
        for line in conditions(cue) {
            output.wrapped(8, &line)?;
        }
    }
    Ok(())
}

/// The words of a cue, verbs told from nouns.
fn wordings(cue: &Cue) -> String {
    let verbs: Vec<String> = cue.verbs.iter().map(|verb| format!("to {verb}")).collect();
    let all: Vec<String> = [&cue.nouns, &verbs, &cue.phrases]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    quoted(&all)
}

/// Under which conditions a cue counts, and whom it names where.
fn conditions(cue: &Cue) -> Vec<String> {
    let mut lines = Vec::new();
    if !cue.roles.contains_key("subject") {
        lines.push(format!("subject: {}", self::places(usual_places(cue))));
    }
    for (role, places) in &cue.roles {
        let places = self::places(places.iter().map(String::as_str));
        let kinds = cue.kinds.get(role).map_or(String::new(), |kinds| {
            format!(", of the kind {}", either(kinds))
        });
        lines.push(format!("{role}: {places}{kinds}"));
    }
    if cue.strict {
        lines.push("only if all of them are named in the sentence".to_owned());
    }
    if !cue.near.is_empty() {
        lines.push(format!("only in a sentence with {}", quoted(&cue.near)));
    }
    if !cue.unless.is_empty() {
        lines.push(format!("not in a sentence with {}", quoted(&cue.unless)));
    }
    if !cue.topic.is_empty() {
        lines.push(format!("only in a report with {}", quoted(&cue.topic)));
    }
    if cue.beside {
        lines.push("only in one phrase with the number".to_owned());
    }
    if !cue.after.is_empty() {
        lines.push(format!(
            "only behind a number that is {}",
            either(&cue.after)
        ));
    }
    if !cue.sets.is_empty() {
        lines.push(format!("it makes it {}", cue.sets.join(", ")));
    }
    lines
}

/// Where the subject of a cue is looked for that does not say where.
fn usual_places(cue: &Cue) -> impl Iterator<Item = &'static str> {
    let places: &[&str] = if cue.nouns.is_empty() && cue.phrases.is_empty() {
        &["agent"]
    } else {
        &["owner", "modifier", "agent"]
    };
    places.iter().copied()
}

/// The places where a party is looked for, in words; those behind prepositions taken together.
fn places<'p>(places: impl Iterator<Item = &'p str>) -> String {
    let (mut words, mut prepositions): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for place in places {
        match place {
            "owner" => words.push("whose it is (“Acme's”)".to_owned()),
            "modifier" => words.push("the name before it (“the Acme deal”)".to_owned()),
            "~modifier" => words.push("the words before it (“the smart lock market”)".to_owned()),
            "agent" => words.push("who does it".to_owned()),
            "object" => words.push("to whom it is done".to_owned()),
            "recipient" => words.push("who gets it".to_owned()),
            "focus" => words.push("whom the text is about".to_owned()),
            "peer" => words.push("another one of the same kind, named before".to_owned()),
            preposition => match preposition.strip_prefix('~') {
                Some(word) => words.push(format!("the words behind “{word}”")),
                None => prepositions.push(format!("“{preposition}”")),
            },
        }
    }
    if !prepositions.is_empty() {
        words.push(format!("the name behind {}", prepositions.join(" / ")));
    }
    either(&words)
}

fn entity(entity: &Entity, output: &mut Output) -> io::Result<()> {
    output.wrapped(2, &format!("texts call it {}", quoted(&entity.aliases)))?;
    if let Some(parent) = &entity.parent {
        output.line(format!("  it is a part of {parent}"))?;
    }
    Ok(())
}

fn kind(kind: &Kind, output: &mut Output) -> io::Result<()> {
    if !kind.nouns.is_empty() {
        let line = format!(
            "texts mean one named before by “the …”: {}",
            quoted(&kind.nouns)
        );
        output.wrapped(2, &line)?;
    }
    if !kind.endings.is_empty() {
        let line = format!("names of this kind end in {}", quoted(&kind.endings));
        output.wrapped(2, &line)?;
    }
    if !kind.like.is_empty() {
        let line = format!(
            "its nouns can also mean one of the kind {}",
            either(&kind.like)
        );
        output.wrapped(2, &line)?;
    }
    let told = [
        (kind.party, "texts tell figures of such entities"),
        (kind.media, "such entities are named as sources"),
        (
            kind.happening,
            "it is something that happens, told apart by place and date",
        ),
    ];
    for (_, line) in told.iter().filter(|(holds, _)| *holds) {
        output.line(format!("  {line}"))?;
    }
    Ok(())
}

fn quoted(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    quoted.join(", ")
}

/// `a, b or c`.
fn either(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_places_read_as_english() {
        let words =
            |list: &[&str]| either(&list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(words(&["a"]), "a");
        assert_eq!(words(&["a", "b", "c"]), "a, b or c");
        let said = places(["owner", "of", "~in", "at"].into_iter());
        let expected =
            "whose it is (“Acme's”), the words behind “in” or the name behind “of” / “at”";
        assert_eq!(said, expected);
        assert_eq!(
            quantity("any", &["week".to_owned(), "day".to_owned()]),
            "week or day"
        );
    }
}
