//! Which prediction speaks of which annotation: those whose bytes overlap.

use std::cmp::Reverse;

use serde_json::{Map, Value};

use crate::Error;
use crate::line::{Gold, Predicted, offsets, text};
use crate::same::right_quantity;

/// Finds the bytes of annotations, one after the other.
pub(crate) struct Locator<'t> {
    text: &'t str,
    /// Where the annotation before begins.
    before: Option<usize>,
}

impl<'t> Locator<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, before: None }
    }

    /// The bytes of the annotation in `line`.
    pub(crate) fn locate(
        &mut self,
        line: usize,
        fields: &Map<String, Value>,
    ) -> Result<(usize, usize), Error> {
        let quote = text(fields, "quote").unwrap_or_default();
        let (start, end) = if let Some(span) = offsets(fields) {
            span
        } else {
            let context = text(fields, "context").unwrap_or_else(|| quote.clone());
            let place = self.place(&context, &quote);
            let start = place.ok_or(Error::ContextMissing { line, context })?;
            (start, start + quote.len())
        };
        self.before = Some(start);
        if self.text.get(start..end) != Some(quote.as_str()) {
            return Err(Error::QuoteElsewhere {
                line,
                start,
                end,
                quote,
            });
        }
        Ok((start, end))
    }

    /// The first place of the quote in its context that comes behind the line before; else the
    /// last one.
    fn place(&self, context: &str, quote: &str) -> Option<usize> {
        let mut starts = Vec::new();
        for within in occurrences(self.text, context) {
            starts.extend(occurrences(context, quote).map(|at| within + at));
        }
        starts.sort_unstable();
        let behind = |start: &&usize| self.before.is_none_or(|before| **start > before);
        starts.iter().find(behind).or(starts.last()).copied()
    }
}

/// Every place of a part in a text, overlapping ones too.
fn occurrences<'t>(text: &'t str, part: &'t str) -> impl Iterator<Item = usize> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(part)?;
        from = at + text.get(at..)?.chars().next().map_or(1, char::len_utf8);
        Some(at)
    })
}

/// Pairs of annotation and prediction whose bytes overlap, each used once: those with the right
/// value and unit first, then by how much they share.
pub(crate) fn pairs(gold: &[Gold], found: &[Predicted]) -> Vec<(usize, usize)> {
    let mut options = Vec::new();
    for (i, annotation) in gold.iter().enumerate() {
        for (j, prediction) in found.iter().enumerate() {
            let shared = overlap(annotation.span, prediction.span);
            if shared > 0 {
                let right = right_quantity(annotation, prediction);
                options.push((Reverse(right), Reverse(shared), i, j));
            }
        }
    }
    options.sort_unstable();
    let (mut used, mut used_found) = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (_, _, i, j) in options {
        if let (Some(taken @ false), Some(taken_found @ false)) =
            (used.get_mut(i), used_found.get_mut(j))
        {
            (*taken, *taken_found) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

#[cfg(test)]
mod tests {
    use crate::line::{gold, predicted};

    use super::*;

    fn line(quote: &str, context: &str) -> String {
        format!(
            "{{\"quote\":\"{quote}\",\"context\":\"{context}\",\"value\":\"5\",\"unit\":\"USD\",\
             \"comparator\":\"exact\",\"modality\":\"stated\"}}\n"
        )
    }

    #[test]
    fn a_line_stands_behind_the_line_before() {
        let text = "$5 here, $5 there, $5 here";
        let lines = line("$5", "$5") + &line("$5", "$5 here") + &line("$5", "$5 here");
        let starts: Vec<_> = gold(&lines, text)
            .unwrap()
            .iter()
            .map(|g| g.span.0)
            .collect();
        assert_eq!(starts, [0, 19, 19]);
    }

    #[test]
    fn what_the_text_does_not_hold_is_told() {
        let error = gold(&line("$5", "only $5"), "about $5")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("line 1") && error.contains("only $5"),
            "{error}"
        );
        let lines = "{\"quote\":\"$5\",\"start\":1,\"end\":3}";
        let error = gold(lines, "é$5").unwrap_err().to_string();
        assert!(error.contains("bytes 1 to 3"), "{error}");
    }

    #[test]
    fn the_right_value_comes_before_the_larger_overlap() {
        let annotations = gold(&line("$5 in all", "$5 in all"), "$5 in all").unwrap();
        let found = predicted(
            "{\"start\":0,\"end\":9,\"value\":\"6\",\"unit\":\"USD\"}\n\
             {\"start\":0,\"end\":2,\"value\":\"5\",\"unit\":\"USD\"}",
        )
        .unwrap();
        assert_eq!(pairs(&annotations, &found), [(0, 1)]);
    }
}
