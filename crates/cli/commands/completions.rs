//! `completions`: what a shell needs to complete commands and options.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Arguments;
use crate::exit::{Ending, Failed};
use crate::output::Output;

/// Prints the script.
pub(crate) fn run(shell: Shell, output: &mut Output) -> Result<Ending, Failed> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "claimbook", &mut script);
    output.line(String::from_utf8_lossy(&script))?;
    output.flush()?;
    Ok(Ending::Done)
}
