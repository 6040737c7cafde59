//! What was typed means something: a request.

use std::ffi::OsString;

use clap::{CommandFactory, Parser};

use super::about::About;
use super::args::{
    ClipboardTyped, ColorTyped, Command, FormTyped, Knowledge, Sessions as SessionsTyped,
    SessionsCommand, TreeTyped, Typed,
};
use super::exit::Exit;
use super::order::command_first;
use super::quick;
use crate::report::{Form, TreeForm};
use crate::services::clipboard::Way;
use crate::services::config::{Configuration, Value};
use crate::services::input::Division;
use crate::services::surroundings::{Colour, Surroundings};

/// What the program is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Open the full-screen program.
    Screen(Screen),
    /// Answer a code or words given without a command.
    Lookup(Lookup),
    /// Explain entries.
    Explain(Explain),
    /// Search.
    Search(Search),
    /// Diagnose inputs.
    Diagnose(Diagnose),
    /// Be guided.
    Guide(Guide),
    /// Everything as questions and answers.
    Plain,
    /// Work on kept sessions.
    Sessions(Sessions),
    /// Check a knowledge folder.
    KnowledgeCheck {
        /// The folder; where none is named, those of the site.
        folder: Option<String>,
    },
    /// List what is known.
    KnowledgeList {
        /// As JSON.
        json: bool,
    },
    /// Print an example of a site's file.
    KnowledgeExample,
    /// Something of the program itself: help, settings, what it found.
    About(About),
    /// Only say something: help, version, wrong use.
    Message {
        /// What.
        text: String,
        /// And how to end.
        exit: Exit,
    },
}

/// The full-screen program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// What it opens with.
    pub start: ScreenStart,
    /// Whether colours are used.
    pub colour: Colour,
    /// Draw with ASCII characters only; `None` leaves it to the surroundings.
    pub ascii: Option<bool>,
    /// Take clicks and the wheel from the start.
    pub mouse: bool,
    /// Print what is shown last on leaving.
    pub print: bool,
    /// Which way texts are copied.
    pub copying: Way,
    /// Whether sessions are kept.
    pub is_kept: bool,
    /// Which recipient the evidence is about.
    pub recipient: Option<String>,
    /// The ticket of the case.
    pub ticket: Option<String>,
    /// What the user says.
    pub said: Option<String>,
}

/// What the full-screen program opens with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScreenStart {
    /// The search line.
    Browse,
    /// The search line with a query.
    Query(String),
    /// The diagnosis of a file, or of standard input for `-`.
    Diagnose(String),
    /// The guide, from a file as evidence if one is named.
    Guide(Option<String>),
    /// The guide, going on with a kept session.
    Resume(String),
}

/// A code or words without a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// What was typed, joined by spaces.
    pub words: String,
    /// As JSON.
    pub json: bool,
}

/// `explain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explain {
    /// What to explain; from standard input, one a line, where empty.
    pub names: Vec<String>,
    /// As JSON.
    pub json: bool,
}

/// `search`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// The query; from standard input where `None`.
    pub query: Option<String>,
    /// As JSON.
    pub json: bool,
    /// The most entries printed.
    pub limit: usize,
}

/// `diagnose`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnose {
    /// The inputs.
    pub paths: Vec<String>,
    /// As JSON.
    pub json: bool,
    /// How inputs are divided.
    pub division: Division,
    /// With why it was decided so.
    pub why: bool,
}

/// `guide`, without a screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guide {
    /// As JSON, without asking.
    pub json: bool,
    /// The evidence.
    pub evidence: Vec<String>,
    /// Which recipient the evidence is about, where it has several.
    pub recipient: Option<String>,
    /// Answers given beforehand: question and answer.
    pub answers: Vec<(String, String)>,
    /// The kept session to go on with.
    pub resume: Option<String>,
    /// The ticket.
    pub ticket: Option<String>,
    /// What the user says.
    pub said: Option<String>,
    /// Whether the session is kept.
    pub is_kept: bool,
    /// Print the tree and nothing else.
    pub tree: Option<TreeForm>,
}

/// `sessions`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sessions {
    /// As JSON.
    pub json: bool,
    /// What to do.
    pub what: SessionsDo,
}

/// What is done with kept sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionsDo {
    /// List those in which all the words stand.
    List {
        /// The words.
        words: Vec<String>,
    },
    /// Print the note.
    Show {
        /// The session.
        id: String,
    },
    /// Print a text, or write it into a file.
    Export {
        /// The session.
        id: String,
        /// Which text.
        form: Form,
        /// Redacted throughout.
        shared: bool,
        /// The file.
        to: Option<String>,
    },
    /// Print the session as it is kept.
    Record {
        /// The session.
        id: String,
    },
    /// Give it a name.
    Rename {
        /// The session.
        id: String,
        /// The name.
        title: String,
    },
    /// Delete.
    Delete {
        /// The sessions.
        ids: Vec<String>,
    },
    /// Delete what is old.
    Prune {
        /// How many days old.
        days: u32,
        /// Without asking.
        sure: bool,
    },
}

/// Reads the arguments, the program's name first. Those that are settings go
/// before what is configured.
pub fn read_arguments(
    arguments: impl IntoIterator<Item = OsString>,
    around: &Surroundings,
    configuration: &mut Configuration,
) -> Request {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let typed = match quick::parse(&arguments) {
        Some(typed) => Ok(typed),
        None => Typed::try_parse_from(command_first(arguments)),
    };
    match typed {
        Ok(typed) => {
            argue(&typed, configuration);
            mean(typed, around, configuration)
        }
        Err(fault) => {
            let exit = if fault.use_stderr() { Exit::Wrong } else { Exit::Found };
            Request::Message { text: fault.render().to_string(), exit }
        }
    }
}

/// Lets what was typed go before what is configured.
fn argue(typed: &Typed, configuration: &mut Configuration) {
    if let Some(color) = typed.look.color {
        let word = match color {
            ColorTyped::Auto => "auto",
            ColorTyped::Always => "always",
            ColorTyped::Never => "never",
        };
        configuration.argue("color", Value::Text(word.to_owned()));
    }
    if typed.look.ascii {
        configuration.argue("ascii", Value::Text("always".to_owned()));
    }
    if typed.look.plain {
        configuration.argue("plain", Value::Switch(true));
    }
    if typed.look.mouse {
        configuration.argue("mouse", Value::Switch(true));
    }
    if let Some(way) = typed.look.clipboard {
        let word = match way {
            ClipboardTyped::Auto => "auto",
            ClipboardTyped::Tmux => "tmux",
            ClipboardTyped::Osc52 => "osc52",
            ClipboardTyped::Native => "native",
        };
        configuration.argue("clipboard", Value::Text(word.to_owned()));
    }
    if typed.look.no_pager {
        configuration.argue("pager", Value::Text(String::new()));
    }
    if let Some(folder) = &typed.look.site {
        configuration.argue("site", Value::Folders(vec![folder.clone()]));
    }
}

fn mean(typed: Typed, around: &Surroundings, configuration: &Configuration) -> Request {
    let can_draw = around.person_reads && !around.plain_only && !configuration.plain();
    let print = typed.bare.print;
    let screen = |start| Request::Screen(screen(start, configuration, print));
    let wants_screen = typed.bare.tui || print;
    match typed.command {
        None if typed.look.plain && typed.bare.words.is_empty() => Request::Plain,
        None if !typed.bare.words.is_empty() => {
            let words = typed.bare.words.join(" ");
            if wants_screen {
                screen(ScreenStart::Query(words))
            } else {
                Request::Lookup(Lookup { words, json: typed.bare.json })
            }
        }
        None if typed.bare.json && around.person_types => json_of_nothing(),
        None if !around.person_types => {
            if wants_screen {
                return screen(ScreenStart::Diagnose("-".to_owned()));
            }
            Request::Diagnose(Diagnose {
                paths: vec!["-".to_owned()],
                json: typed.bare.json,
                division: Division::Messages,
                why: false,
            })
        }
        None if can_draw || wants_screen => screen(ScreenStart::Browse),
        None if around.person_reads => Request::Plain,
        None => no_terminal(),
        Some(Command::Explain(explain)) => {
            Request::Explain(Explain { names: explain.names, json: explain.json })
        }
        Some(Command::Search(search)) => Request::Search(Search {
            query: (!search.words.is_empty()).then(|| search.words.join(" ")),
            json: search.json,
            limit: search.limit,
        }),
        Some(Command::Diagnose(diagnose)) => Request::Diagnose(Diagnose {
            paths: if diagnose.paths.is_empty() { vec!["-".to_owned()] } else { diagnose.paths },
            json: diagnose.json,
            division: if diagnose.each_line { Division::Lines } else { Division::Messages },
            why: diagnose.why,
        }),
        Some(Command::Guide(guide)) => {
            let mut answers = Vec::new();
            for answer in &guide.answers {
                let Some((question, answer)) = answer.split_once('=') else {
                    return Request::Message {
                        text: format!(
                            "smtp-doctor: --answer {answer}: there is no `=` in it; write \
--answer QUESTION=ANSWER\n"
                        ),
                        exit: Exit::Wrong,
                    };
                };
                answers.push((question.trim().to_owned(), answer.trim().to_owned()));
            }
            let wants_screen = !typed.look.plain
                && !guide.json
                && answers.is_empty()
                && guide.tree.is_none()
                && (guide.resume.is_none() || guide.evidence.is_empty())
                && guide.evidence.len() < 2;
            if wants_screen && can_draw && around.person_types {
                let start = match guide.resume {
                    Some(session) => ScreenStart::Resume(session),
                    None => ScreenStart::Guide(guide.evidence.into_iter().next()),
                };
                let case =
                    Case { recipient: guide.recipient, ticket: guide.ticket, said: guide.said };
                return with_case(screen(start), !guide.no_save, case);
            }
            Request::Guide(Guide {
                json: guide.json,
                evidence: guide.evidence,
                recipient: guide.recipient,
                answers,
                resume: guide.resume,
                ticket: guide.ticket,
                said: guide.said,
                is_kept: !guide.no_save,
                tree: guide.tree.map(|form| match form {
                    TreeTyped::Text => TreeForm::Text,
                    TreeTyped::Mermaid => TreeForm::Mermaid,
                    TreeTyped::Dot => TreeForm::Dot,
                }),
            })
        }
        Some(Command::About(about)) => Request::About(about.into()),
        Some(Command::Sessions(SessionsTyped {
            command: Some(SessionsCommand::Resume { session }),
            ..
        })) if can_draw && around.person_types => screen(ScreenStart::Resume(session)),
        Some(Command::Sessions(sessions)) => sessions_request(sessions),
        Some(Command::Knowledge(knowledge)) => match knowledge {
            Knowledge::Check { folder } => Request::KnowledgeCheck { folder },
            Knowledge::List { json } => Request::KnowledgeList { json },
            Knowledge::Example => Request::KnowledgeExample,
        },
    }
}

fn json_of_nothing() -> Request {
    let text = "smtp-doctor: --json goes with a code or words, or with a text that is piped in; \
                see also `smtp-doctor diagnose --json FILE` and `smtp-doctor search --json WORDS`\n";
    Request::Message { text: text.to_owned(), exit: Exit::Wrong }
}

fn no_terminal() -> Request {
    Request::Message {
        text: format!(
            "smtp-doctor: there is no terminal to draw on; name a code, or a command.\n\n{}\n",
            Typed::command().render_usage()
        ),
        exit: Exit::Wrong,
    }
}

/// What was said of a case beforehand.
struct Case {
    recipient: Option<String>,
    ticket: Option<String>,
    said: Option<String>,
}

/// The screen with what was said of the case and of keeping it.
fn with_case(request: Request, is_kept: bool, case: Case) -> Request {
    let Case { recipient, ticket, said } = case;
    match request {
        Request::Screen(screen) => {
            Request::Screen(Screen { is_kept, recipient, ticket, said, ..screen })
        }
        other => other,
    }
}

fn screen(start: ScreenStart, configuration: &Configuration, print: bool) -> Screen {
    let copying = Way::named(&configuration.clipboard());
    Screen {
        start,
        colour: configuration.colour(),
        ascii: configuration.ascii(),
        mouse: configuration.mouse(),
        print,
        copying,
        is_kept: true,
        recipient: None,
        ticket: None,
        said: None,
    }
}

fn sessions_request(typed: SessionsTyped) -> Request {
    let (what, json) = match typed.command {
        None => (SessionsDo::List { words: typed.words }, typed.json),
        Some(SessionsCommand::List { words, json }) => (SessionsDo::List { words }, json),
        Some(SessionsCommand::Show { session, json }) => (SessionsDo::Show { id: session }, json),
        Some(SessionsCommand::Resume { session }) => {
            let resume = Some(session);
            return Request::Guide(Guide { resume, is_kept: true, ..Guide::default() });
        }
        Some(SessionsCommand::Rename { session, name }) => {
            (SessionsDo::Rename { id: session, title: name }, false)
        }
        Some(SessionsCommand::Export { session: id, form, shared, to }) => {
            let form = match form {
                FormTyped::Note => Some(Form::Note),
                FormTyped::Markdown => Some(Form::Markdown),
                FormTyped::Json => Some(Form::Json),
                FormTyped::User => Some(Form::User),
                FormTyped::Postmaster => Some(Form::Postmaster),
                FormTyped::Packet => Some(Form::Packet),
                FormTyped::Record => None,
            };
            // The record is the session itself, with nothing left out.
            if shared && !form.is_some_and(Form::can_be_shared) {
                let text = "smtp-doctor: --shared goes with the forms note, markdown, json and \
                            packet; user and postmaster have what their one reader needs and no \
                            more, a record has everything\n";
                return Request::Message { text: text.to_owned(), exit: Exit::Wrong };
            }
            match form {
                Some(form) => (SessionsDo::Export { id, form, shared, to }, false),
                None => (SessionsDo::Record { id }, true),
            }
        }
        Some(SessionsCommand::Delete { sessions }) => (SessionsDo::Delete { ids: sessions }, false),
        Some(SessionsCommand::Prune { days, yes }) => {
            (SessionsDo::Prune { days, sure: yes }, false)
        }
    };
    Request::Sessions(Sessions { json, what })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person() -> Surroundings {
        Surroundings { person_types: true, person_reads: true, ..Surroundings::default() }
    }

    fn read(arguments: &str, around: &Surroundings) -> Request {
        let words = std::iter::once("smtp-doctor").chain(arguments.split_whitespace());
        read_arguments(words.map(OsString::from), around, &mut Configuration::default())
    }

    #[test]
    fn the_screen_opens_only_for_a_person_at_a_terminal_that_can_be_drawn_on() {
        assert!(matches!(
            read("", &person()),
            Request::Screen(Screen { start: ScreenStart::Browse, colour: Colour::Auto, .. })
        ));
        let piped = Surroundings { person_types: false, ..person() };
        assert!(matches!(read("", &piped), Request::Diagnose(_)));
        let dumb = Surroundings { plain_only: true, ..person() };
        assert_eq!(read("", &dumb), Request::Plain);
        assert_eq!(read("--plain", &person()), Request::Plain);
        let nobody = Surroundings::default();
        assert!(matches!(read("--tui", &nobody), Request::Screen(_)));
        assert!(matches!(
            read("550 --print", &nobody),
            Request::Screen(Screen { print: true, .. })
        ));
        assert!(matches!(
            read("", &Surroundings { person_types: true, ..nobody }),
            Request::Message { exit: Exit::Wrong, .. }
        ));
    }

    #[test]
    fn words_without_a_command_are_looked_up() {
        for words in ["5.1.1", "mailbox full", "-2147213045"] {
            let lookup = Lookup { words: words.to_owned(), json: false };
            assert_eq!(read(words, &person()), Request::Lookup(lookup));
        }
    }

    #[test]
    fn json_without_a_command_is_that_of_the_command_it_stands_for() {
        let around = person();
        let lookup = Request::Lookup(Lookup { words: "5.1.1".to_owned(), json: true });
        assert_eq!(read("5.1.1 --json", &around), lookup);
        assert_eq!(read("--json 5.1.1", &around), lookup);
        assert_eq!(read("--json explain 5.1.1", &around), read("explain --json 5.1.1", &around));
        let piped = Surroundings { person_types: false, ..person() };
        assert_eq!(read("--json", &piped), read("diagnose --json", &piped));
        let refused = read("--json", &around);
        assert!(
            matches!(&refused, Request::Message { text, exit: Exit::Wrong }
                if text.contains("diagnose --json FILE")),
            "{refused:?}"
        );
    }

    #[test]
    fn options_that_hold_everywhere_may_stand_before_the_command() {
        let around = person();
        let search = read("search full", &around);
        for arguments in [
            "--site /x search full",
            "--site=/x search full",
            "--ascii --color never search full",
            "search --site /x full",
            "search full --site=/x",
        ] {
            assert_eq!(read(arguments, &around), search, "{arguments}");
        }
        let words = Request::Lookup(Lookup { words: "mailbox search".to_owned(), json: false });
        assert_eq!(read("--site /x mailbox search", &around), words);
    }

    #[test]
    fn the_tree_and_every_command_take_what_holds_everywhere() {
        let around = person();
        let tree = read("guide --tree text", &around);
        assert!(matches!(tree, Request::Guide(Guide { tree: Some(_), .. })));
        for option in ["--no-pager", "--ascii", "--color never", "--site /x", "--plain"] {
            assert_eq!(read(&format!("guide --tree text {option}"), &around), tree, "{option}");
        }
        assert!(matches!(read("guide --tree text --json", &around), Request::Message { .. }));
        for (command, expected) in [
            ("diagnose --plain x", read("diagnose x", &around)),
            ("explain --plain 550", read("explain 550", &around)),
            ("5.1.1 --plain", read("5.1.1", &around)),
        ] {
            assert_eq!(read(command, &around), expected, "{command}");
        }
        for command in ["guide --plain", "--plain guide", "sessions resume --plain"] {
            assert!(matches!(read(command, &around), Request::Guide(_)), "{command}");
        }
        assert!(matches!(read("guide --plain --json", &around), Request::Message { .. }));
    }

    #[test]
    fn wrong_use_ends_with_2_and_help_with_0() {
        for arguments in
            ["--nonsense", "diagnose --nonsense", "guide --answer x", "explain --limit 3"]
        {
            assert!(
                matches!(read(arguments, &person()), Request::Message { exit: Exit::Wrong, .. }),
                "{arguments}"
            );
        }
        for arguments in ["--help", "--version", "diagnose --help"] {
            assert!(
                matches!(read(arguments, &person()), Request::Message { exit: Exit::Found, .. }),
                "{arguments}"
            );
        }
    }
}
