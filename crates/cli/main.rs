//! The command line: arguments in, answers and exit statuses out.

mod adapters;
mod args;
mod commands;
mod exit;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Arguments, Command};
use crate::exit::Ending;
use crate::output::Output;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut output = Output::new(&arguments.global);
    let ending = run(&arguments, &mut output);
    exit::code(ending, &output)
}

fn run(arguments: &Arguments, output: &mut Output) -> Result<Ending, exit::Failed> {
    let global = &arguments.global;
    match &arguments.command {
        Command::Init { dir } => {
            commands::init::run(dir.as_deref().unwrap_or(&global.ledger), output)
        }
        Command::Append {
            paths,
            metadata,
            by,
            dry_run,
        } => {
            let run = commands::append::Run {
                paths,
                metadata,
                by: by.as_deref(),
                writes_nothing: *dry_run,
            };
            commands::append::run(&global.ledger, &run, output)
        }
        Command::Extract {
            paths,
            metadata,
            dates,
            explain,
        } => {
            let what = commands::extract::What {
                dates: *dates,
                explain: *explain,
            };
            commands::extract::run(paths, metadata, what, output)
        }
        Command::Figures { query, clocks } => {
            commands::figures::run(&global.ledger, query.as_deref(), clocks, output)
        }
        Command::Show { figure, clocks } => {
            commands::show::run(&global.ledger, figure, clocks, output)
        }
        Command::Audit { figure, clocks } => {
            commands::audit::run(&global.ledger, figure, clocks, output)
        }
        Command::Reports => commands::reports::run(&global.ledger, output),
        Command::Report { id } => commands::report::run(&global.ledger, id, output),
        Command::Replay { check } => commands::replay::run(&global.ledger, *check, output),
        Command::Verify => commands::verify::run(&global.ledger, output),
        Command::Adapters => commands::adapters::run(output),
        Command::Completions { shell } => commands::completions::run(*shell, output),
    }
}
