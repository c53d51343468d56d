//! Reads scenario tables and prints a view in the same form.
//!
//! A scenario begins with `## title` (in Markdown: in a code block marked `scenario`). Its lines:
//!
//! ```text
//! metric stock settles=14        kind, and what the catalog may say of it
//! ask as-of=2024-01-01 policy=latest strict for=2025 at-seq=3     the first three lines only
//! trust gazette=2                what a voice weighs
//! claims
//! known | publication | period | value and words | by whom | what became of it
//! history
//! known | publication | period | value | change
//! now
//! period | value | standing | voices
//! ```
//!
//! A known date ends in `i` if it is inferred, or gives the recorded day as `2026-04-20i@2026-05-01`;
//! a publication ends in `!` if it is first-hand; `-` is no period. Values: `5`, `~9`, `>=30`,
//! `<=25`, `18..25`, then a unit if it is not USD and words: a modality, `moved`, `corrected`,
//! `conversion`. What became of it: `withdrawn corrected 2026-05`, `misread`, `held`, `release`,
//! `again 2026-05`, `report name` where one publication filed two reports that day; several stand
//! with commas between them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use claimbook_model::event::{Policy, WithdrawalCause};
use claimbook_model::{
    ClaimId, Comparator, Decimal, DocumentId, Flags, MetricKind, Modality, Origin, Period,
    ReportId, Signal, Timestamp, Value, slug,
};
use claimbook_views::figure::{
    ClaimFact, FigureView, Gone, KnownBasis, Options, Reaffirmation, ReportFact, Rule, Statement,
    Trust, Withdrawal, fold,
};

pub(crate) struct Scenario {
    pub(crate) title: String,
    pub(crate) rule: Rule,
    pub(crate) options: Options,
    /// How many lines of claims the book had recorded by then.
    pub(crate) at_seq: Option<usize>,
    pub(crate) trust: Trust,
    pub(crate) claims: Vec<ClaimFact>,
    pub(crate) expected: Vec<String>,
}

impl Scenario {
    pub(crate) fn fold(&self, reversed: bool) -> FigureView {
        let mut claims = self.claims.clone();
        if let Some(end) = self.at_seq {
            claims.truncate(end);
            // What became of them is known once the report that says so is recorded.
            let reports: BTreeSet<_> = claims.iter().map(|claim| claim.report.report).collect();
            for claim in &mut claims {
                let by = claim.withdrawal.as_ref().and_then(|gone| gone.by_report);
                if !by.is_some_and(|by| reports.contains(&by)) {
                    claim.withdrawal = None;
                }
            }
        }
        if reversed {
            claims.reverse();
        }
        fold(&self.rule, &self.options, &self.trust, claims)
    }
}

/// All scenarios of a text; outside of scenarios anything may stand.
pub(crate) fn read(text: &str) -> Vec<Scenario> {
    let markdown = text.contains("```scenario");
    let mut scenarios = Vec::new();
    let mut block: Option<(String, Vec<&str>)> = None;
    for line in text.lines().map(str::trim_end) {
        let starts = if markdown {
            line.strip_prefix("```scenario").map(str::trim)
        } else {
            line.strip_prefix("## ")
        };
        if let Some(title) = starts {
            scenarios.extend(block.take().map(finish));
            block = Some((title.to_owned(), Vec::new()));
        } else if markdown && line == "```" {
            scenarios.extend(block.take().map(finish));
        } else if let Some((_, lines)) = &mut block
            && !line.is_empty()
            && !line.starts_with('#')
        {
            lines.push(line);
        }
    }
    scenarios.extend(block.take().map(finish));
    scenarios
}

fn finish((title, lines): (String, Vec<&str>)) -> Scenario {
    let mut scenario = Scenario {
        title,
        rule: Rule {
            kind: None,
            settles_days: 14,
            same_event_days: 3,
            prospective: false,
            authorities: BTreeSet::new(),
        },
        options: Options::default(),
        at_seq: None,
        trust: Trust::default(),
        claims: Vec::new(),
        expected: Vec::new(),
    };
    let mut section = "";
    for line in lines {
        match line.split_whitespace().next().unwrap_or_default() {
            "metric" => read_metric(&mut scenario.rule, line),
            "ask" => read_options(&mut scenario, line),
            "trust" => read_trust(&mut scenario.trust, line),
            "claims" => section = "claims",
            "history" | "now" | "outlook" | "undated" | "beside" => {
                section = "expected";
                scenario.expected.push(line.to_owned());
            }
            _ if section == "claims" => {
                let seq = scenario.claims.len() as u64 + 1;
                scenario.claims.push(read_claim(seq, line));
            }
            _ => {
                let joined = columns(line).join(" | ");
                scenario.expected.push(joined.trim_end().to_owned());
            }
        }
    }
    scenario
}

fn columns(line: &str) -> Vec<&str> {
    line.split('|').map(str::trim).collect()
}

fn read_metric(rule: &mut Rule, line: &str) {
    for word in line.split_whitespace().skip(1) {
        match word.split_once('=') {
            Some(("settles", days)) => rule.settles_days = days.parse().expect(days),
            Some(("same-event", days)) => rule.same_event_days = days.parse().expect(days),
            Some(("authority", voice)) => {
                rule.authorities.insert(Arc::from(voice));
            }
            Some(_) => panic!("no such setting: {word}"),
            None if word == "prospective" => rule.prospective = true,
            None => {
                rule.kind = Some(match word {
                    "event" => MetricKind::Event,
                    "flow" => MetricKind::Flow,
                    "stock" => MetricKind::Stock,
                    "tally" => MetricKind::Tally,
                    _ => panic!("no such kind: {word}"),
                });
            }
        }
    }
}

fn read_options(scenario: &mut Scenario, line: &str) {
    let options = &mut scenario.options;
    for word in line.split_whitespace().skip(1) {
        match word.split_once('=') {
            Some(("as-of", day)) => options.as_of = Some(day.parse().expect(day)),
            Some(("for", period)) => options.for_period = Some(period.parse().expect(period)),
            Some(("policy", policy)) => options.policy = policy.parse::<Policy>().expect(policy),
            Some(("at-seq", end)) => scenario.at_seq = Some(end.parse().expect(end)),
            _ if word == "strict" => options.strict = true,
            _ => panic!("no such option: {word}"),
        }
    }
}

fn read_trust(trust: &mut Trust, line: &str) {
    for word in line.split_whitespace().skip(1) {
        let (voice, weight) = word.split_once('=').expect(word);
        trust
            .0
            .insert(Arc::from(voice), weight.parse().expect(weight));
    }
}

fn read_claim(seq: u64, line: &str) -> ClaimFact {
    let fields = columns(line);
    let field = |at: usize| fields.get(at).copied().unwrap_or_default();
    let fate = field(5);
    let report = read_report(seq, field(0), field(1), fate);
    let (value, comparator) = read_value(field(3).split_whitespace().next().expect(line));
    let mut claim = ClaimFact {
        claim: ClaimId(*blake3::hash(format!("{seq} {line}").as_bytes()).as_bytes()),
        seq,
        recorded: report.recorded,
        ordinal: seq as u32,
        report: Arc::new(report),
        value,
        comparator,
        unit: Arc::from("USD"),
        counted: None,
        period: (field(2) != "-").then(|| field(2).parse::<Period>().expect(line)),
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
    };
    claim.gone = claim.report.superseded.map(|since| Gone {
        known: Period::day(since),
        known_inferred: false,
        recorded: claim.report.recorded,
        report: claim.report.report,
    });
    for word in field(3).split_whitespace().skip(1) {
        read_word(&mut claim, word);
    }
    match field(4) {
        "" => {}
        "anonymous" => claim.attribution = Some(Arc::from("people familiar with the matter")),
        name => {
            claim.attribution = Some(Arc::from(name));
            claim.voice = slug(name).map(Arc::from);
        }
    }
    read_fates(&mut claim, fate);
    claim
}

fn read_word(claim: &mut ClaimFact, word: &str) {
    match word {
        "moved" => claim.signal = Some(Signal::Moved),
        "corrected" => claim.signal = Some(Signal::Corrected),
        "conversion" => claim.flags = claim.flags.with(Flags::CONVERSION),
        "dropped" => claim.flags = claim.flags.with(Flags::HEADING_DROPS_HEDGE),
        _ => match word.parse::<Modality>() {
            Ok(modality) => claim.modality = modality,
            Err(_) => claim.unit = Arc::from(word),
        },
    }
}

/// `2026-04-20`, `2026-04-20i`, `2026-04-20i@2026-05-01`.
fn read_known(text: &str) -> (Period, KnownBasis, Timestamp) {
    let (known, recorded) = text.split_once('@').unwrap_or((text, "2026-12-31"));
    let basis = if known.ends_with('i') {
        KnownBasis::Inferred
    } else {
        KnownBasis::Given
    };
    let recorded: claimbook_model::Date = recorded.parse().expect(text);
    let instant = recorded.and_hms_opt(12, 0, 0).expect(text).and_utc();
    let recorded = Timestamp::from_micros(instant.timestamp_micros());
    (
        known.trim_end_matches('i').parse().expect(text),
        basis,
        recorded,
    )
}

fn read_report(seq: u64, known: &str, publication: &str, fate: &str) -> ReportFact {
    let (known_at, known_basis, recorded) = read_known(known);
    let name = publication.trim_end_matches('!');
    let part = fate.split_once("report ").map_or("", |(_, part)| part);
    let document = DocumentId::of(format!("{known} {name} {part}").as_bytes());
    let publication_slug = slug(name).expect(name);
    let report = ReportId::of(&publication_slug, "", part, &document, 0);
    ReportFact {
        report,
        document,
        lineage: report,
        publication: Arc::from(publication_slug),
        publication_name: Arc::from(name),
        known: known_at,
        known_basis,
        recorded,
        seq,
        first_hand: publication.ends_with('!'),
        release: fate.contains("release"),
        held: fate.contains("held"),
        superseded: fate.contains("superseded").then_some(known_at.last_day()),
    }
}

fn read_fates(claim: &mut ClaimFact, fates: &str) {
    for fate in fates.split(',') {
        read_fate(claim, fate);
    }
}

fn read_fate(claim: &mut ClaimFact, fate: &str) {
    let words: Vec<&str> = fate.split_whitespace().collect();
    // The correcting report is the one that the publication made on that date.
    let corrects =
        |known: &str| read_report(claim.seq, known, &claim.report.publication_name, "").report;
    let withdrawn = |cause, known: Option<&str>| Withdrawal {
        cause,
        known: known.map(|text| read_known(text).0),
        known_inferred: known.is_some_and(|text| text.contains('i')),
        recorded: claim.report.recorded,
        seq: 1000 + claim.seq,
        by_report: known.map(corrects),
        replaced_by: None,
        why: Arc::from(""),
    };
    let withdrawal = match words[..] {
        ["withdrawn", cause, known, ..] => {
            let cause = cause.parse::<WithdrawalCause>().expect(fate);
            Some(withdrawn(cause, Some(known)))
        }
        ["misread", ..] => Some(withdrawn(WithdrawalCause::Misread, None)),
        ["curated", ..] => Some(withdrawn(WithdrawalCause::Curated, None)),
        _ => None,
    };
    claim.withdrawal = withdrawal.or(claim.withdrawal.take());
    if let ["again", known, ..] = words[..] {
        let publication = claim.report.publication_name.clone();
        let mut report = read_report(claim.seq, known, &publication, "release");
        report.first_hand = claim.report.first_hand;
        claim.reaffirmed.push(Reaffirmation {
            report: Arc::new(report),
            seq: 2000 + claim.seq,
        });
    }
}

fn read_value(text: &str) -> (Value, Comparator) {
    let number = |text: &str| text.parse::<Decimal>().expect(text);
    for (sign, comparator) in [
        (">=", Comparator::AtLeast),
        ("<=", Comparator::AtMost),
        ("~", Comparator::Approx),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (Value::Number(number(rest)), comparator);
        }
    }
    match text.split_once("..") {
        Some((low, high)) => {
            let range = Value::range(number(low), number(high)).expect(text);
            (range, Comparator::Range)
        }
        None => (Value::Number(number(text)), Comparator::Exact),
    }
}

fn value_text(value: Value, comparator: Comparator, unit: &str) -> String {
    let sign = match comparator {
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
        Comparator::Approx => "~",
        Comparator::Exact | Comparator::Range => "",
    };
    let number = match value {
        Value::Number(number) => number.to_string(),
        Value::Range(low, high) => format!("{low}..{high}"),
    };
    let unit = if unit == "USD" {
        String::new()
    } else {
        format!(" {unit}")
    };
    format!("{sign}{number}{unit}")
}

fn names(voices: &[claimbook_views::figure::VoiceView]) -> String {
    let names: Vec<&str> = voices.iter().map(|voice| &*voice.name).collect();
    names.join(", ")
}

/// The sections that a scenario asks for, in the form of the tables.
pub(crate) fn rendered(scenario: &Scenario, view: &FigureView) -> Vec<String> {
    let mut lines = Vec::new();
    for section in scenario.expected.iter().filter(|line| !line.contains('|')) {
        match section.as_str() {
            "history" => lines.extend(history_lines(view)),
            "now" => lines.extend(now_lines(view)),
            "outlook" => lines.extend(statement_lines("outlook", &view.outlook)),
            "undated" => lines.extend(statement_lines("undated", &view.undated)),
            "beside" => lines.extend(beside_lines(view)),
            _ => lines.push(format!("(no such section: {section})")),
        }
    }
    lines
}

fn period_text(period: Option<Period>) -> String {
    period.map_or("-".to_owned(), |period| period.to_string())
}

fn history_lines(view: &FigureView) -> Vec<String> {
    let mut lines = vec!["history".to_owned()];
    for row in &view.rows {
        let mark = if row.known_inferred { "i" } else { "" };
        let mut line = format!(
            "{}{mark} | {} | {} | {} | {}",
            row.known,
            row.publication_name,
            period_text(row.period),
            value_text(row.value, row.comparator, &row.unit),
            row.change
        );
        if let Some(reason) = row.reason {
            let _ = write!(line, ", {}", reason.as_str());
        }
        lines.push(line);
    }
    lines
}

/// The best observation first, marked, then the others from the latest back.
fn now_lines(view: &FigureView) -> Vec<String> {
    let mut lines = vec!["now".to_owned()];
    let order: BTreeMap<_, _> = view
        .observations
        .iter()
        .enumerate()
        .map(|(at, observation)| ((Some(at) != view.best, std::cmp::Reverse(at)), observation))
        .collect();
    for observation in order.values() {
        let value = observation.value.zip(observation.comparator);
        lines.push(format!(
            "{} | {} | {} | {}",
            observation.period,
            value.map_or("-".to_owned(), |(value, comparator)| value_text(
                value,
                comparator,
                &observation.unit
            )),
            observation.standing,
            names(&observation.voices),
        ));
    }
    if view.observations.is_empty() {
        lines.push("- | - | none |".to_owned());
    }
    lines
        .iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

fn statement_lines(section: &str, statements: &[Statement]) -> Vec<String> {
    let mut lines = vec![section.to_owned()];
    for statement in statements {
        let mut line = format!(
            "{} | {} | {}",
            period_text(statement.period),
            value_text(statement.value, statement.comparator, &statement.unit),
            names(&statement.voices)
        );
        if let Some(reason) = statement.reason {
            let _ = write!(line, " | {}", reason.as_str());
        }
        lines.push(line);
    }
    lines
}

/// What stands beside the best observation: contested, unclear, denied, and the warnings.
fn beside_lines(view: &FigureView) -> Vec<String> {
    let mut lines = vec!["beside".to_owned()];
    let Some(best) = view.best() else {
        return lines;
    };
    let kinds = [
        ("contested", &best.contested),
        ("unclear", &best.unclear),
        ("denied", &best.denied),
        ("ambiguous", &view.ambiguous),
    ];
    for (kind, statements) in kinds {
        for line in statement_lines(kind, statements).iter().skip(1) {
            lines.push(format!("{kind} | {line}"));
        }
    }
    for warning in &best.warnings {
        lines.push(format!("warning | {}", warning.as_str()));
    }
    lines
}
