//! What was typed. Flag names are spelled out so that they can be searched
//! for.

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::about::AboutTyped;

/// The command line.
#[derive(Debug, Default, Parser)]
#[command(
    name = "smtp-doctor",
    version,
    long_version = concat!(
        env!("CARGO_PKG_VERSION"),
        "\nknowledge of ",
        env!("SMTP_DOCTOR_KNOWLEDGE")
    ),
    before_help = "For screen readers and simple terminals: smtp-doctor --plain",
    about = "Says what an SMTP error or a bounce means, who has to act and what to do next.",
    long_about = "Says what an SMTP error or a bounce means, who has to act, what to do next and what to \
tell the user.\n\nWithout arguments it opens the full-screen program.",
    after_help = "Exit codes: 0 found, 1 not found or undecided, 2 wrong use, unreadable input or \
a session that could not be kept, \
130 interrupted.\n\nMore: `smtp-doctor tour` teaches the keys on one case, in two minutes; `smtp-doctor help TOPIC` for keys, paste, \
guide, json, config, site.\n\nExamples:\n  smtp-doctor                       the full-screen program\n  \
smtp-doctor 5.1.1                 what a code means\n  smtp-doctor mailbox full          the best \
answer to some words\n  smtp-doctor diagnose bounce.eml   what a bounce means\n  cat bounce.eml | \
smtp-doctor      the same",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    allow_negative_numbers = true
)]
pub(super) struct Typed {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    #[command(flatten)]
    pub(super) bare: Bare,

    #[command(flatten)]
    pub(super) look: Look,
}

/// What is typed without a command.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Bare {
    /// A code, or words: 5.1.1, 550, 0x800CCC0F, mailbox full
    #[arg(value_name = "CODE-OR-WORDS")]
    pub(super) words: Vec<String>,

    /// Open the full-screen program with the words, or with what is piped in
    #[arg(long = "tui", conflicts_with = "plain")]
    pub(super) tui: bool,

    /// Print what is shown last on leaving the full-screen program
    #[arg(short = 'p', long = "print", conflicts_with = "plain")]
    pub(super) print: bool,

    /// Print JSON: of the words as `explain` does, of what is piped in as `diagnose` does
    #[arg(long = "json", conflicts_with_all = ["tui", "plain", "print"])]
    pub(super) json: bool,
}

/// What holds for every command, in place of the settings.
#[derive(Clone, Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct Look {
    /// When to use colours
    #[arg(long = "color", value_name = "WHEN", global = true)]
    pub(super) color: Option<ColorTyped>,

    /// Draw with ASCII characters only
    #[arg(long = "ascii", global = true)]
    pub(super) ascii: bool,

    /// Line by line, without a screen: for screen readers and simple terminals
    #[arg(long = "plain", global = true)]
    pub(super) plain: bool,

    /// Print everything at once, however long it is
    #[arg(long = "no-pager", global = true)]
    pub(super) no_pager: bool,

    /// A folder with your site's own knowledge; SMTP_DOCTOR_SITE does the same
    #[arg(long = "site", value_name = "DIR", global = true)]
    pub(super) site: Option<String>,

    /// Take clicks and the wheel; without it the terminal selects by the mouse
    #[arg(long = "mouse", global = true)]
    pub(super) mouse: bool,

    /// How the full-screen program copies
    #[arg(long = "clipboard", value_name = "WAY", global = true)]
    pub(super) clipboard: Option<ClipboardTyped>,
}

/// How the full-screen program copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ClipboardTyped {
    /// Inside tmux by tmux, on this machine by one of its tools, else by the
    /// terminal.
    Auto,
    /// `tmux load-buffer -w`.
    Tmux,
    /// The terminal, with OSC 52.
    Osc52,
    /// wl-copy, xclip, xsel, pbcopy or clip.exe.
    Native,
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
    /// List, show, resume, rename, export, delete or prune kept sessions
    Sessions(Sessions),
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

/// What is about one session, and so not about the tree.
const OF_A_SESSION: [&str; 8] =
    ["json", "evidence", "recipient", "answers", "resume", "ticket", "said", "no_save"];

/// `guide`.
#[derive(Debug, Args)]
pub(super) struct Guide {
    /// Print the state of the session as JSON and end
    #[arg(long = "json", conflicts_with = "plain")]
    pub(super) json: bool,

    /// Start from a bounce or an error text; - is standard input; may be repeated
    #[arg(long = "evidence", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) evidence: Vec<String>,

    /// Which recipient it is about, where several failed: the address, or its number
    #[arg(long = "recipient", value_name = "WHICH", requires = "evidence")]
    pub(super) recipient: Option<String>,

    /// Give an answer; may be repeated. At the remedy: step-2=done (skipped, open),
    /// did-it-work=yes (no, waiting, escalate), seen-by=WORDS, until=TIME
    #[arg(long = "answer", value_name = "QUESTION=ANSWER")]
    pub(super) answers: Vec<String>,

    /// Go on with a kept session: its id, the beginning of it, its name, or `last`
    #[arg(long = "resume", value_name = "SESSION")]
    pub(super) resume: Option<String>,

    /// Name the ticket
    #[arg(long = "ticket", value_name = "NUMBER")]
    pub(super) ticket: Option<String>,

    /// Write down what the user says
    #[arg(long = "said", value_name = "WORDS")]
    pub(super) said: Option<String>,

    /// Do not keep the session
    #[arg(long = "no-save")]
    pub(super) no_save: bool,

    /// Print the whole tree of questions and end
    #[arg(long = "tree", value_name = "FORM", conflicts_with_all = OF_A_SESSION)]
    pub(super) tree: Option<TreeTyped>,
}

/// In which form the tree is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TreeTyped {
    /// Indented text
    Text,
    /// A Mermaid flowchart
    Mermaid,
    /// A Graphviz graph
    Dot,
}

/// `sessions`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Sessions {
    #[command(subcommand)]
    pub(super) command: Option<SessionsCommand>,

    /// List the sessions in which all the words stand: a ticket, an address, a
    /// domain, a cause, words of the user or of a note
    #[arg(value_name = "WORDS")]
    pub(super) words: Vec<String>,

    /// Print JSON, one document a line
    #[arg(long = "json")]
    pub(super) json: bool,
}

/// What is done with kept sessions. A session is named by its id, the
/// beginning of it, its name, its ticket, or `last`.
#[derive(Debug, Subcommand)]
pub(super) enum SessionsCommand {
    /// List the sessions in which all the words stand, and how often in the last week
    #[command(visible_alias = "search")]
    List {
        /// A ticket, an address, a domain, a cause, words of the user or of a note
        #[arg(value_name = "WORDS")]
        words: Vec<String>,
        /// Print JSON, one document a line
        #[arg(long = "json")]
        json: bool,
    },
    /// Print the note of a session
    Show {
        /// The session
        #[arg(value_name = "SESSION")]
        session: String,
        /// Print JSON
        #[arg(long = "json")]
        json: bool,
    },
    /// Go on with a session, without a screen
    Resume {
        /// The session
        #[arg(value_name = "SESSION", default_value = "last")]
        session: String,
    },
    /// Give a session a name; an empty one takes it away
    Rename {
        /// The session
        #[arg(value_name = "SESSION")]
        session: String,
        /// The name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Print a text of a session, or write it into a file
    Export {
        /// The session
        #[arg(value_name = "SESSION")]
        session: String,
        /// Which text
        #[arg(long = "form", value_name = "FORM", default_value = "note")]
        form: FormTyped,
        /// With stand-ins for addresses, hosts and ids, to be shared beyond
        #[arg(long = "shared")]
        shared: bool,
        /// Into a file that is not there yet
        #[arg(long = "to", value_name = "FILE")]
        to: Option<String>,
    },
    /// Delete sessions
    Delete {
        /// The sessions
        #[arg(value_name = "SESSION", required = true)]
        sessions: Vec<String>,
    },
    /// Delete the sessions that nobody has changed for a while, after asking
    Prune {
        /// How many days
        #[arg(long = "days", value_name = "N", default_value_t = 90)]
        days: u32,
        /// Do not ask; needed where nobody is there to answer
        #[arg(long = "yes")]
        yes: bool,
    },
}

/// Which text of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormTyped {
    /// The note for the ticket, plain text of 72 columns
    Note,
    /// The same as Markdown
    Markdown,
    /// The same as JSON
    Json,
    /// The sentence for the user
    User,
    /// The message for the other side's postmaster
    Postmaster,
    /// The packet for whoever takes over
    Packet,
    /// The session itself, as it is kept
    Record,
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
