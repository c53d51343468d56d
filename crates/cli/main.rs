//! The command line: arguments in, answers and exit statuses out.

mod adapters;
mod args;
mod commands;
mod exit;
mod output;
mod progress;

use std::path::Path;
use std::process::ExitCode;

use claimbook_book::Error;
use clap::FromArgMatches;

use crate::args::{Arguments, CatalogAction, CatalogArguments, Command, Format};
use crate::exit::Ending;
use crate::output::Output;

fn main() -> ExitCode {
    let matches = args::command().get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let mut output = Output::new(&arguments.global);
    let ending = run(&arguments, &mut output);
    exit::code(ending, &output)
}

/// Only some commands draw pictures.
fn refuse_strange_pictures(arguments: &Arguments) -> Result<(), Error> {
    let global = &arguments.global;
    if global.format == Format::Svg && !matches!(arguments.command, Command::Audit { .. }) {
        return Err(Error::Usage {
            message: "--format svg is a picture of a figure: only `claimbook audit` draws it"
                .to_owned(),
        });
    }
    Ok(())
}

fn run(arguments: &Arguments, output: &mut Output) -> Result<Ending, exit::Failed> {
    let global = &arguments.global;
    refuse_strange_pictures(arguments)?;
    match &arguments.command {
        Command::Init { dir, catalogs } => {
            let folder = dir.as_deref().unwrap_or(&global.ledger);
            commands::init::run(folder, &catalogs.files, output)
        }
        Command::Append {
            paths,
            metadata,
            catalogs,
            by,
            dry_run,
        } => {
            let run = commands::append::Run {
                paths,
                metadata,
                catalogs: &catalogs.files,
                by: by.as_deref(),
                writes_nothing: *dry_run,
            };
            commands::append::run(&global.ledger, &run, output)
        }
        Command::Extract {
            paths,
            metadata,
            catalogs,
            dates,
            explain,
        } => {
            let what = commands::extract::What {
                catalogs: &catalogs.files,
                dates: *dates,
                explain: *explain,
            };
            commands::extract::run(&global.ledger, paths, metadata, what, output)
        }
        Command::Eval(given) => commands::eval::run(&global.ledger, given, output),
        Command::Figures { query, clocks } => {
            commands::figures::run(&global.ledger, query.as_deref(), clocks, output)
        }
        Command::Show { figure, clocks } => {
            commands::show::run(&global.ledger, figure, clocks, output)
        }
        Command::Audit { figure, clocks } => {
            commands::audit::run(&global.ledger, figure, clocks, output)
        }
        Command::Conflicts { query, clocks } => {
            commands::conflicts::run(&global.ledger, query.as_deref(), clocks, output)
        }
        Command::Why { figure, clocks } => {
            commands::why::run(&global.ledger, figure, clocks, output)
        }
        Command::Diff(given) => commands::diff::run(&global.ledger, given, output),
        Command::Check(given) => commands::check::run(&global.ledger, given, output),
        Command::Stale => commands::stale::run(&global.ledger, output),
        Command::Reports => commands::reports::run(&global.ledger, output),
        Command::Report { id } => commands::report::run(&global.ledger, id, output),
        Command::Unlinked(given) => commands::unlinked::run(&global.ledger, given, output),
        Command::Reread(given) => commands::reread::run(&global.ledger, given, output),
        Command::Curation(given) => commands::curation::run(&global.ledger, given, output),
        Command::Replay { check } => commands::replay::run(&global.ledger, *check, output),
        Command::Verify => commands::verify::run(&global.ledger, output),
        Command::Adapters => commands::adapters::run(output),
        Command::Catalog(given) => catalog(&global.ledger, given, output),
        Command::Completions { shell } => commands::completions::run(*shell, output),
    }
}

fn catalog(
    folder: &Path,
    given: &CatalogArguments,
    output: &mut Output,
) -> Result<Ending, exit::Failed> {
    match &given.action {
        None => {
            commands::catalog::run(folder, given.name.as_deref(), &given.catalogs.files, output)
        }
        Some(CatalogAction::Adopt { catalogs, why, who }) => {
            commands::catalog::adopt(folder, &catalogs.files, who, why, output)
        }
    }
}
