//! The list of commands in the help, in groups by what people want of them.

use std::fmt::Write as _;

use clap::CommandFactory;

use super::Arguments;

/// What people want, and the commands for it.
const GROUPS: &[(&str, &[&str])] = &[
    ("Take reports in", &["init", "append", "extract", "reread"]),
    (
        "Ask what is known",
        &[
            "figures",
            "show",
            "why",
            "audit",
            "diff",
            "conflicts",
            "reports",
            "report",
            "unlinked",
        ],
    ),
    ("Before and after you publish", &["check", "stale"]),
    (
        "Curate",
        &[
            "withdraw", "retract", "link", "merge", "rate", "note", "accept", "reject", "amend",
            "claim", "policy", "undo",
        ],
    ),
    ("Prove and rebuild the record", &["verify", "replay"]),
    (
        "What can be read, and how well",
        &["adapters", "catalog", "eval", "completions", "help"],
    ),
];

/// The command line as clap knows it, with the commands of the help in groups.
pub(crate) fn command() -> clap::Command {
    let mut command = Arguments::command();
    command.build();
    let list = grouped(&command);
    command.help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n{list}\n{{options}}{{after-help}}"
    ))
}

fn grouped(command: &clap::Command) -> String {
    let strong = anstyle::Style::new().bold();
    let mut text = String::new();
    for (title, names) in GROUPS {
        let _ = write!(text, "\n{strong}{title}:{strong:#}\n");
        for name in *names {
            let about = command
                .find_subcommand(name)
                .and_then(clap::Command::get_about);
            if let Some(about) = about {
                let _ = writeln!(text, "  {strong}{name:<12}{strong:#} {about}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let mut command = Arguments::command();
        command.build();
        let mut grouped: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        let mut known: Vec<&str> = command
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        grouped.sort_unstable();
        known.sort_unstable();
        assert_eq!(grouped, known);
    }
}
