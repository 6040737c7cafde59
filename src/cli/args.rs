//! What was typed. Flag names are spelled out so that they can be searched
//! for.

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::about::AboutTyped;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "smtp-doctor",
    version,
    about = "Says what an SMTP error or a bounce means, who has to act and what to do next.",
    long_about = "Says what an SMTP error or a bounce means, who has to act, what to do next and what to \
tell the user.\n\nWithout arguments it opens the full-screen program. For plain questions without \
a screen (screen readers, simple terminals): smtp-doctor guide --plain",
    after_help = "Exit codes: 0 found, 1 not found or undecided, 2 wrong use or unreadable input, \
130 interrupted.\n\nMore: `smtp-doctor tour` shows it in two minutes; `smtp-doctor help TOPIC` for keys, paste, \
guide, json, config, site.\n\nExamples:\n  smtp-doctor                       the full-screen program\n  \
smtp-doctor 5.1.1                 what a code means\n  smtp-doctor mailbox full          the best \
answer to some words\n  smtp-doctor diagnose bounce.eml   what a bounce means\n  cat bounce.eml | \
smtp-doctor     the same",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    allow_negative_numbers = true
)]
pub(super) struct Typed {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// A code, or words: 5.1.1, 550, 0x800CCC0F, mailbox full
    #[arg(value_name = "CODE-OR-WORDS")]
    pub(super) words: Vec<String>,

    /// Open the full-screen program with the words, or with what is piped in
    #[arg(long = "tui")]
    pub(super) tui: bool,

    #[command(flatten)]
    pub(super) look: Look,

    /// A folder with your site's own knowledge; SMTP_DOCTOR_SITE does the same
    #[arg(long = "site", value_name = "DIR", global = true)]
    pub(super) site: Option<String>,
}

/// How the full-screen program looks.
#[derive(Clone, Debug, Args)]
pub(super) struct Look {
    /// When to use colours
    #[arg(long = "color", value_name = "WHEN", global = true)]
    pub(super) color: Option<ColorTyped>,

    /// Draw with ASCII characters only
    #[arg(long = "ascii", global = true)]
    pub(super) ascii: bool,

    /// Print everything at once, however long it is
    #[arg(long = "no-pager", global = true)]
    pub(super) no_pager: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorTyped {
    /// Unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Explain codes, causes and terms
    #[command(allow_negative_numbers = true)]
    Explain(Explain),
    /// Search everything by words or codes
    #[command(allow_negative_numbers = true)]
    Search(Search),
    /// Say what bounces, replies, logs or a user's words mean
    Diagnose(Diagnose),
    /// Be guided from question to remedy
    Guide(Guide),
    /// Work on the knowledge base
    #[command(subcommand)]
    Knowledge(Knowledge),
    #[command(flatten)]
    About(AboutTyped),
}

/// `explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Codes, causes, terms or providers; read from standard input if none
    #[arg(value_name = "CODE|CAUSE|TERM")]
    pub(super) names: Vec<String>,

    /// Print JSON, one document a line
    #[arg(long = "json")]
    pub(super) json: bool,
}

/// `search`.
#[derive(Debug, Args)]
pub(super) struct Search {
    /// Words in any order, or a code; read from standard input if none
    #[arg(value_name = "WORDS")]
    pub(super) words: Vec<String>,

    /// Print JSON, one document
    #[arg(long = "json")]
    pub(super) json: bool,

    /// Print at most N entries
    #[arg(long = "limit", value_name = "N", default_value_t = 20)]
    pub(super) limit: usize,
}

/// `diagnose`.
#[derive(Debug, Args)]
pub(super) struct Diagnose {
    /// Files or folders; - is standard input, and the default
    #[arg(value_name = "FILE|DIR|-", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<String>,

    /// Print JSON, one document for each message or text
    #[arg(long = "json")]
    pub(super) json: bool,

    /// Take each line as a text of its own
    #[arg(long = "each-line")]
    pub(super) each_line: bool,

    /// Say why: which rules, which words, who said it, and what lost
    #[arg(long = "why")]
    pub(super) why: bool,
}

/// `guide`.
#[derive(Debug, Args)]
pub(super) struct Guide {
    /// Ask numbered questions without a screen
    #[arg(long = "plain", conflicts_with = "json")]
    pub(super) plain: bool,

    /// Print the state of the session as JSON and end
    #[arg(long = "json")]
    pub(super) json: bool,

    /// Start from a bounce or an error text; - is standard input
    #[arg(long = "evidence", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) evidence: Option<String>,

    /// Give an answer; may be repeated
    #[arg(long = "answer", value_name = "QUESTION=ANSWER")]
    pub(super) answers: Vec<String>,
}

/// `knowledge`.
#[derive(Debug, Subcommand)]
pub(super) enum Knowledge {
    /// Check your site's files, or those of a folder, and name every fault
    Check {
        /// The folder: a site's, or one laid out like assets
        #[arg(value_name = "DIR")]
        folder: Option<String>,
    },
    /// List what is known and where it is from
    List {
        /// Print JSON, one document
        #[arg(long = "json")]
        json: bool,
    },
    /// Print an example of a site's file
    Example,
}
