//! Whether what is read from a layout stands in the document, and is the same each time.

use claimbook_extract::{Layout, ReadContext, Reader, Reading};

use crate::Input;
use crate::faithful::extent;

/// Checks the mentions and claims read from a layout.
pub(super) fn check(reader: &Reader, layout: &Layout<'_>, input: &Input<'_>) -> Vec<String> {
    let context = || ReadContext {
        published: input.given().published,
    };
    let (reading, again) = match (
        reader.read(layout, context()),
        reader.read(layout, context()),
    ) {
        (Ok(reading), Ok(again)) => (reading, again),
        (Err(error), _) | (_, Err(error)) => return vec![format!("its claims: {error}")],
    };
    let mut said = Vec::new();
    if reading != again {
        said.push("reading its claims twice gives two answers".to_owned());
    }
    if reading.mentions.is_empty() {
        said.push("not one quantity is read from it; a fixture tells numbers".to_owned());
    }
    said.extend(misquoted(&reading, layout, input.bytes()));
    said
}

/// Mentions whose bytes are no quote of the document, or of no block.
fn misquoted(reading: &Reading, layout: &Layout<'_>, document: &[u8]) -> Vec<String> {
    let extents = layout.blocks.iter().map(extent).collect::<Vec<_>>();
    let mentions = reading.mentions.iter();
    mentions
        .filter_map(|mention| {
            let (start, end) = (mention.start, mention.end);
            let quote = document.get(start as usize..end as usize);
            let quote = quote.and_then(|bytes| std::str::from_utf8(bytes).ok());
            let after = extents.partition_point(|(block_start, _)| *block_start <= start);
            let is_in_block = after
                .checked_sub(1)
                .and_then(|index| extents.get(index))
                .is_some_and(|(_, block_end)| end <= *block_end);
            match quote {
                Some(quote) if is_in_block && !quote.trim().is_empty() => None,
                _ => Some(format!(
                    "the mention of {} at bytes {start}..{end} quotes nothing of a block",
                    mention.value
                )),
            }
        })
        .collect()
}
