//! How a run ends: one exit status for each kind of ending.

use std::io;
use std::process::ExitCode;

use claimbook_book::{Error, Failure, Stopped};

use crate::output::Output;

/// How a command that could be carried out ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Done (0).
    Done,
    /// The answer is no, or nothing was found (1).
    No,
    /// Some of the input was bad; the rest is done (3).
    BadInput,
}

/// Why a command could not be carried out.
#[derive(Debug)]
pub(crate) enum Failed {
    /// The book says no.
    Book(Error),
    /// Standard output or standard input fails.
    Stream(io::Error),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Book(error)
    }
}

impl From<Stopped> for Failed {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Book(error) => Self::Book(error),
            Stopped::Caller(error) => Self::Stream(error),
        }
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Stream(error)
    }
}

/// The exit status, after telling what went wrong.
pub(crate) fn code(ending: Result<Ending, Failed>, output: &Output) -> ExitCode {
    match ending {
        Ok(_) if output.is_of_damaged_book => ExitCode::from(4),
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::No) => ExitCode::from(1),
        Ok(Ending::BadInput) => ExitCode::from(3),
        // Whoever reads the output has enough of it: that is no failure.
        Err(Failed::Stream(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Failed::Stream(error)) => {
            output.complain(error.to_string());
            ExitCode::from(4)
        }
        Err(Failed::Book(error)) => {
            output.complain(error.to_string());
            let failure = if output.is_of_damaged_book {
                Failure::Ledger
            } else {
                error.failure()
            };
            ExitCode::from(status(failure))
        }
    }
}

/// The exit status of a kind of failure.
fn status(failure: Failure) -> u8 {
    match failure {
        Failure::No => 1,
        Failure::Usage => 2,
        Failure::Input => 3,
        Failure::Ledger => 4,
    }
}
