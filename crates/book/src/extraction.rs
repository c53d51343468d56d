//! What documents state, without a book.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use claimbook_adapter::Input;
use claimbook_extract::dates;
use claimbook_model::Date;

use crate::answer::extract::{DateAnswer, MentionAnswer};
use crate::intake::{Overrides, Source};
use crate::reading::Desk;
use crate::{Error, Failure, Stopped, parallel};

/// What a document states, and what the user should be told of it.
#[derive(Clone, Debug)]
pub struct Extraction<T> {
    /// What it states, in order.
    pub answers: Vec<T>,
    /// Metadata that cannot be used or that disagree, and the like.
    pub findings: Vec<String>,
}

impl Desk {
    /// The mentions of every source, in order; `each` is called with them as soon as they are due.
    ///
    /// # Errors
    /// What `each` fails with; a source that cannot be read is handed to it.
    pub fn mentions_of(
        &self,
        sources: &[Source],
        overrides: &Overrides,
        today: Date,
        explain: bool,
        each: impl FnMut(&Source, Result<Extraction<MentionAnswer>, Error>) -> io::Result<()>,
    ) -> Result<(), Stopped> {
        let read = |source: &Source| {
            let read = self.read(source, overrides, today)?;
            let answer = |mention| MentionAnswer::new(&read.shown, &read.bytes, mention, explain);
            Ok(Extraction {
                answers: read.reading.mentions.iter().map(answer).collect(),
                findings: read.findings,
            })
        };
        for_all(sources, read, each)
    }

    /// The dates that every source mentions, in order.
    ///
    /// # Errors
    /// As [`Desk::mentions_of`].
    pub fn dates_of(
        &self,
        sources: &[Source],
        overrides: &Overrides,
        today: Date,
        each: impl FnMut(&Source, Result<Extraction<DateAnswer>, Error>) -> io::Result<()>,
    ) -> Result<(), Stopped> {
        for_all(sources, |source| self.dates(source, overrides, today), each)
    }

    fn dates(
        &self,
        source: &Source,
        overrides: &Overrides,
        today: Date,
    ) -> Result<Extraction<DateAnswer>, Error> {
        let bytes = source.bytes()?;
        let given = overrides.over(source.metadata.given()?);
        let reference = given.published.map(|period| period.last_day().min(today));
        let input = Input::new(&bytes, Some(Path::new(&source.shown)), given);
        let forced = overrides
            .adapter
            .as_deref()
            .or(source.metadata.adapter.as_deref());
        let layout = self.registry().choose(&input, forced)?.read(&input)?;
        let reference = reference.or(layout.published.map(|period| period.last_day()));
        let mut answers = Vec::new();
        for block in &layout.blocks {
            for date in dates(&block.text, reference) {
                let place = block.source.locate(date.span.start, date.span.end);
                answers.push(DateAnswer::new(&source.shown, &bytes, place, &date));
            }
        }
        Ok(Extraction {
            answers,
            findings: layout.findings,
        })
    }
}

fn for_all<R: Send>(
    sources: &[Source],
    read: impl Fn(&Source) -> Result<R, Error> + Sync,
    mut each: impl FnMut(&Source, Result<R, Error>) -> io::Result<()>,
) -> Result<(), Stopped> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let flow = parallel::in_order(sources, threads, read, |source, result| match result {
        Err(error) if error.failure() == Failure::Usage => ControlFlow::Break(Stopped::Book(error)),
        result => match each(source, result) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(Stopped::Caller(error)),
        },
    });
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(stopped) => Err(stopped),
    }
}
