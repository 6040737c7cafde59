//! The man page: the commands from the definitions of their arguments, the
//! keys from the table of actions, the rest from the sheets of the help.

use std::io;

use clap::Command;
use clap_mangen::Man;

use super::help::{TOPICS, root};
use crate::report::Sheet;
use crate::services::config::SETTINGS;

/// What is neither a command nor a topic: exit codes, files, environment,
/// examples.
const REST: &str = include_str!("../../../assets/help/man.md");

/// The whole page.
pub(super) fn page(keys: &Sheet) -> io::Result<String> {
    let root = root();
    let man = Man::new(root.clone())
        .title("SMTP-DOCTOR")
        .manual("User Commands")
        .source(concat!("smtp-doctor ", env!("CARGO_PKG_VERSION")));
    let mut bytes = Vec::new();
    man.render_title(&mut bytes)?;
    man.render_name_section(&mut bytes)?;
    man.render_synopsis_section(&mut bytes)?;
    man.render_description_section(&mut bytes)?;
    man.render_options_section(&mut bytes)?;
    bytes.extend(b".SH COMMANDS\n");
    for command in root.get_subcommands().filter(|command| !command.is_hide_set()) {
        commands(command, "smtp-doctor", &mut bytes)?;
    }
    let mut page = String::from_utf8_lossy(&bytes).into_owned();
    page.push_str(&keys.roff());
    for (_, text) in TOPICS {
        page.push_str(&Sheet::parse(text).roff());
    }
    page.push_str(&environment().roff());
    page.push_str(&Sheet::parse(REST).roff());
    Ok(once_prepared(&page))
}

/// A command and those within it, each as a part.
fn commands(command: &Command, above: &str, out: &mut Vec<u8>) -> io::Result<()> {
    let name = format!("{above} {}", command.get_name());
    let within: Vec<&Command> =
        command.get_subcommands().filter(|command| !command.is_hide_set()).collect();
    let mut part = Sheet::new();
    part.heading(&name);
    if let Some(about) = command.get_about() {
        part.text(format!("{about}."));
    }
    out.extend(part.roff().bytes());
    // Options that hold everywhere stand above once.
    let own = command
        .clone()
        .mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg })
        .disable_help_flag(true);
    let mut options = Vec::new();
    Man::new(own).render_options_section(&mut options)?;
    let options = String::from_utf8_lossy(&options);
    let options = options.lines().filter(|line| !line.starts_with(".SH"));
    out.extend(options.flat_map(|line| [line, "\n"]).flat_map(str::bytes));
    for command in within {
        commands(command, &name, out)?;
    }
    Ok(())
}

/// The variables, those of settings from their table.
fn environment() -> Sheet {
    let mut sheet = Sheet::new();
    sheet.title("Environment");
    for setting in SETTINGS {
        for name in setting.variables {
            sheet.row(name, format!("Sets {} (see the settings above).", setting.name));
        }
    }
    sheet
}

/// What each part brings to prepare the macros is needed once.
fn once_prepared(page: &str) -> String {
    let is_preparing = |line: &str| line.starts_with(".ie ") || line.starts_with(".el ");
    let preparing: Vec<&str> = page.lines().take_while(|line| is_preparing(line)).collect();
    let rest = page.lines().filter(|line| !is_preparing(line));
    preparing.into_iter().chain(rest).flat_map(|line| [line, "\n"]).collect()
}
