//! Options that stand before the command.

use std::ffi::OsString;

use clap::CommandFactory;

use super::args::Typed;

/// Puts options that hold everywhere behind the command, where the parser
/// takes them: before it, they would make words to look up of it.
pub(super) fn command_first(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_option = |argument: &OsString| argument.as_encoded_bytes().starts_with(b"--");
    if !arguments.get(1).is_some_and(is_option) {
        return arguments;
    }
    let typed = Typed::command();
    // The commands that have JSON have an option of their own for it.
    let is_of_commands =
        |known: &clap::Arg| known.is_global_set() || known.get_long() == Some("json");
    let mut at = 1;
    while let Some(argument) = arguments.get(at).and_then(|argument| argument.to_str()) {
        let Some(option) = argument.strip_prefix("--") else { break };
        let (name, value) = option.split_once('=').unzip();
        let name = name.unwrap_or(option);
        let known = typed
            .get_arguments()
            .find(|known| is_of_commands(known) && known.get_long() == Some(name));
        let Some(known) = known else { break };
        at += if known.get_action().takes_values() && value.is_none() { 2 } else { 1 };
    }
    let command = arguments.get(at).and_then(|argument| argument.to_str());
    let is_command = at > 1 && command.is_some_and(|name| typed.find_subcommand(name).is_some());
    if is_command && let Some(options) = arguments.get_mut(1..=at) {
        options.rotate_right(1);
    }
    arguments
}
