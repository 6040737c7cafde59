//! What Tab offers: commands and options from the arguments, and codes,
//! causes, terms, questions and answers from the knowledge.

use std::ffi::{OsStr, OsString};
use std::io;

use clap::{Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, EnvCompleter, Fish, Powershell, Shells, Zsh};

use super::args::Shell;
use super::bash::Bash;
use super::help::{KEYS, TOPICS};
use crate::cli::args::Typed;
use crate::cli::exit::Exit;
use crate::knowledge::{DONT_KNOW, Knowledge};
use crate::search::Entry;
use crate::services::config::Configuration;
use crate::services::sessions::Store;
use crate::services::site;
use crate::text::Clean;

/// The variable by which a shell's script asks; a name of our own, because
/// others are inherited by whatever the shell starts.
const VARIABLE: &str = "_SMTP_DOCTOR_COMPLETE";

/// The program as the scripts call it.
const PROGRAM: &str = "smtp-doctor";

const SHELLS: Shells<'static> = Shells(&[&Bash, &Fish, &Powershell, &Zsh]);

/// The script that makes a shell ask.
pub(super) fn script(shell: Shell) -> io::Result<String> {
    let shell: &dyn EnvCompleter = match shell {
        Shell::Bash => &Bash,
        Shell::Zsh => &Zsh,
        Shell::Fish => &Fish,
        Shell::Powershell => &Powershell,
    };
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)?;
    Ok(String::from_utf8_lossy(&script).into_owned())
}

/// Answers a shell's script, where one asked.
pub fn complete(arguments: impl IntoIterator<Item = OsString>) -> Option<Exit> {
    std::env::var_os(VARIABLE)?;
    let folder = std::env::current_dir().ok();
    let answered = CompleteEnv::with_factory(command)
        .var(VARIABLE)
        .bin(PROGRAM)
        .completer(PROGRAM)
        .shells(SHELLS)
        .try_complete(arguments, folder.as_deref());
    match answered {
        Ok(true) => Some(Exit::Found),
        Ok(false) => None,
        Err(fault) => {
            tell!("{}", fault.to_string().trim_end());
            Some(Exit::Wrong)
        }
    }
}

/// The arguments, with what the knowledge has for them. It is added only here,
/// so that other runs have nothing of it.
fn command() -> Command {
    let names = || ArgValueCompleter::new(names);
    Typed::command()
        .mut_arg("words", |arg| arg.add(names()))
        .mut_subcommand("explain", |explain| explain.mut_arg("names", |arg| arg.add(names())))
        .mut_subcommand("guide", |guide| {
            guide
                .mut_arg("answers", |arg| arg.add(ArgValueCompleter::new(answers)))
                .mut_arg("resume", |arg| arg.add(ArgValueCompleter::new(sessions)))
        })
        .mut_subcommand("sessions", |kept| {
            let of_one = ["show", "resume", "rename", "export"];
            let kept = of_one.into_iter().fold(kept, |kept, name| {
                kept.mut_subcommand(name, |command| {
                    command.mut_arg("session", |arg| arg.add(ArgValueCompleter::new(sessions)))
                })
            });
            kept.mut_subcommand("delete", |command| {
                command.mut_arg("sessions", |arg| arg.add(ArgValueCompleter::new(sessions)))
            })
        })
        .mut_subcommand("help", |help| {
            help.mut_arg("topic", |arg| arg.add(ArgValueCompleter::new(topics)))
        })
}

fn candidate(value: impl Into<OsString>, help: impl Into<String>) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(help.into().into()))
}

/// What is known here, with what the site adds.
fn knowledge() -> &'static Knowledge {
    site::load(&site::folders(&Configuration::load())).knowledge
}

/// Codes, causes, terms and providers that begin as typed.
fn names(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let knowledge = knowledge();
    let entries = knowledge.codes.iter().map(Entry::Code);
    let entries = entries.chain(knowledge.causes.iter().map(Entry::Cause));
    let entries = entries.chain(knowledge.terms.iter().map(Entry::Term));
    let entries = entries.chain(knowledge.providers.iter().map(Entry::Provider));
    let mut found = Vec::new();
    for entry in entries {
        for id in ids(entry) {
            if let Some(rest) = rest_of(&id, typed) {
                found.push((format!("{typed}{rest}"), entry.title()));
            }
        }
    }
    found.sort();
    found.dedup_by(|next, before| next.0 == before.0);
    found.into_iter().map(|(id, title)| candidate(id, title)).collect()
}

/// What an entry is called by; an enhanced code of any class, once for each
/// class that it is seen with.
fn ids(entry: Entry<'_>) -> Vec<String> {
    if let Entry::Code(code) = entry
        && let Some(rest) = code.code.strip_prefix("X.")
        && !code.classes.is_empty()
    {
        return code.classes.iter().map(|class| format!("{class}.{rest}")).collect();
    }
    vec![entry.id()]
}

/// What is left to type; `0x800ccc` and `0x800CCC` begin the same code.
fn rest_of<'i>(id: &'i str, typed: &str) -> Option<&'i str> {
    let (begun, rest) = id.split_at_checked(typed.len())?;
    begun.eq_ignore_ascii_case(typed).then_some(rest)
}

/// `QUESTION=`, and behind it the answers of that question.
fn answers(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let questions = &knowledge().guide.questions;
    let Some((asked, begun)) = typed.split_once('=') else {
        let begun = questions.iter().filter(|question| question.id.starts_with(typed));
        return begun
            .map(|question| candidate(format!("{}=", question.id), question.ask.as_str()))
            .collect();
    };
    let Some(question) = questions.iter().find(|question| question.id == asked) else {
        return Vec::new();
    };
    let own = question.answers.iter().map(|answer| (answer.id.as_str(), answer.label.as_str()));
    own.chain(std::iter::once((DONT_KNOW, "Don't know")))
        .filter(|(id, _)| id.starts_with(begun))
        .map(|(id, label)| candidate(format!("{asked}={id}"), label))
        .collect()
}

/// The ids of kept sessions, the one that changed last first.
fn sessions(typed: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(typed), Some(store)) = (typed.to_str(), Store::configured(&Configuration::load()))
    else {
        return Vec::new();
    };
    let listed = store.list().0.into_iter().filter(|one| one.id.starts_with(typed));
    listed
        .map(|one| {
            let about = one.summary.title.or(one.summary.ticket).or(one.summary.recipient);
            candidate(one.id, Clean::line(&about.unwrap_or_default()).into_string())
        })
        .collect()
}

/// The topics of the help, and the commands.
fn topics(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let topics = TOPICS.iter().map(|(name, _)| (*name).to_owned());
    let command = Typed::command();
    let commands = command.get_subcommands().filter(|command| !command.is_hide_set());
    let commands = commands.map(|command| command.get_name().to_owned());
    let mut names: Vec<String> = topics
        .chain([KEYS.to_owned()])
        .chain(commands)
        .filter(|name| name.starts_with(typed))
        .collect();
    names.sort();
    names.dedup();
    names.into_iter().map(CompletionCandidate::new).collect()
}
