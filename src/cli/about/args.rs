//! What is typed for the commands about the program itself.

use clap::{Subcommand, ValueEnum};

/// A command about the program itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Help on a topic or a command; on everything where none is named.
    Help {
        /// The topic, or a command with its subcommand.
        topic: Vec<String>,
    },
    /// A real case from start to end.
    Tour,
    /// What was detected and from where.
    Doctor {
        /// Also try to copy.
        copy: bool,
    },
    /// The settings.
    Config(ConfigPart),
    /// What a shell needs to complete commands and codes.
    Completions {
        /// Which shell.
        shell: Shell,
    },
    /// The schema of the JSON documents.
    Schema,
    /// The man page.
    Man,
}

/// What is told of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Subcommand)]
pub enum ConfigPart {
    /// Print each setting, its value, and where the value came from
    #[default]
    Show,
    /// Print a file with all settings, their defaults and what they do
    Default,
    /// Print where the file is looked for
    Path,
}

/// A shell that can be helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// The shell of most systems.
    Bash,
    /// The shell of macOS.
    Zsh,
    /// The friendly one.
    Fish,
    /// The shell of Windows.
    Powershell,
}

/// As it is typed.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AboutTyped {
    /// Walk through a real case in two minutes
    Tour,
    /// Show the program's own help, for a command or a topic
    Help {
        /// A command, or: keys, search, paste, guide, json, config, site
        #[arg(value_name = "COMMAND|TOPIC")]
        topic: Vec<String>,
    },
    /// Say what was detected and from where
    Doctor {
        /// Try to copy, and say how to check that it arrived
        #[arg(long = "copy")]
        copy: bool,
    },
    /// Show the settings and where they come from
    Config {
        #[command(subcommand)]
        part: Option<ConfigPart>,
    },
    /// Print what a shell needs to complete commands, codes and answers
    #[command(
        after_help = "How to turn it on:\n  bash        source <(smtp-doctor completions bash)\n  \
zsh         source <(smtp-doctor completions zsh)      after compinit\n  fish        \
smtp-doctor completions fish | source\n  PowerShell  smtp-doctor completions powershell | \
Out-String | Invoke-Expression\nin ~/.bashrc, ~/.zshrc, ~/.config/fish/config.fish or $PROFILE."
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the JSON schema of everything that --json prints
    Schema,
    /// Print the man page
    #[command(hide = true)]
    Man,
}

impl From<AboutTyped> for About {
    fn from(typed: AboutTyped) -> Self {
        match typed {
            AboutTyped::Tour => Self::Tour,
            AboutTyped::Help { topic } => Self::Help { topic },
            AboutTyped::Doctor { copy } => Self::Doctor { copy },
            AboutTyped::Config { part } => Self::Config(part.unwrap_or_default()),
            AboutTyped::Completions { shell } => Self::Completions { shell },
            AboutTyped::Schema => Self::Schema,
            AboutTyped::Man => Self::Man,
        }
    }
}
