//! The one table of settings. The defaults, the commented file, the messages
//! about mistakes and `config show` are made from it.

use std::fmt;

/// What a setting may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Switch,
    /// Any text.
    Text,
    /// A list of folders.
    Folders,
}

impl Kind {
    /// What is expected, for people.
    pub fn expected(self) -> String {
        match self {
            Self::Choice(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("one of {}", quoted.join(", "))
            }
            Self::Switch => "true or false".to_owned(),
            Self::Text => "a text in quotes".to_owned(),
            Self::Folders => "a list of folders: [\"/path\"]".to_owned(),
        }
    }
}

/// A value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Of [`Kind::Choice`] and [`Kind::Text`].
    Text(String),
    /// Of [`Kind::Switch`].
    Switch(bool),
    /// Of [`Kind::Folders`].
    Folders(Vec<String>),
}

impl Value {
    /// Whether the value is one that a setting of this kind may have.
    pub fn fits(&self, kind: Kind) -> bool {
        match (self, kind) {
            (Self::Text(word), Kind::Choice(words)) => words.contains(&word.as_str()),
            (Self::Text(_), Kind::Text)
            | (Self::Switch(_), Kind::Switch)
            | (Self::Folders(_), Kind::Folders) => true,
            _ => false,
        }
    }
}

/// As it is written in the file.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A text is quoted as in JSON.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Switch(is_on) => write!(f, "{is_on}"),
            Self::Folders(folders) => {
                let folders: Vec<String> = folders.iter().map(|folder| quoted(folder)).collect();
                write!(f, "[{}]", folders.join(", "))
            }
        }
    }
}

/// The value where nobody says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// A word or a text.
    Text(&'static str),
    /// Off.
    Off,
    /// No folders.
    None,
}

impl Default {
    /// As a value.
    pub fn value(self) -> Value {
        match self {
            Self::Text(text) => Value::Text(text.to_owned()),
            Self::Off => Value::Switch(false),
            Self::None => Value::Folders(Vec::new()),
        }
    }
}

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in the file.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What it is otherwise.
    pub default: Default,
    /// The argument that goes before it; empty where there is none.
    pub argument: &'static str,
    /// The variables that go before it, the strongest first.
    pub variables: &'static [&'static str],
    /// What it does, a comment line each.
    pub about: &'static [&'static str],
}

const WHEN: Kind = Kind::Choice(&["auto", "always", "never"]);

/// Every setting. More than twelve would be too many.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "color",
        kind: WHEN,
        default: Default::Text("auto"),
        argument: "--color",
        variables: &["NO_COLOR", "CLICOLOR_FORCE"],
        about: &["Colours: \"auto\", \"always\" or \"never\". Bold and reverse are always used."],
    },
    Setting {
        name: "ascii",
        kind: WHEN,
        default: Default::Text("auto"),
        argument: "--ascii",
        variables: &[],
        about: &[
            "Draw with ASCII characters only. \"auto\" does so where the locale is not UTF-8",
            "and on the text console of Linux.",
        ],
    },
    Setting {
        name: "plain",
        kind: Kind::Switch,
        default: Default::Off,
        argument: "--plain",
        variables: &["ACCESSIBLE"],
        about: &[
            "Numbered questions in place of the full-screen program: for screen readers and",
            "simple terminals.",
        ],
    },
    Setting {
        name: "mouse",
        kind: Kind::Switch,
        default: Default::Off,
        argument: "--mouse",
        variables: &[],
        about: &[
            "Take clicks and the wheel in the full-screen program. Off, the terminal itself",
            "selects text with the mouse.",
        ],
    },
    Setting {
        name: "clipboard",
        kind: Kind::Choice(&["auto", "tmux", "osc52", "native"]),
        default: Default::Text("auto"),
        argument: "--clipboard",
        variables: &[],
        about: &[
            "How to copy: \"tmux\" (load-buffer), \"osc52\" (the terminal is asked), \"native\"",
            "(wl-copy, xclip, xsel, pbcopy, clip.exe). \"auto\" takes the first that can work.",
        ],
    },
    Setting {
        name: "pager",
        kind: Kind::Text,
        default: Default::Text("auto"),
        argument: "--no-pager",
        variables: &["SMTP_DOCTOR_PAGER", "PAGER"],
        about: &[
            "The command that shows what is longer than the terminal. \"auto\" is less, or more",
            "where there is no less; \"\" is none.",
        ],
    },
    Setting {
        name: "redact",
        kind: Kind::Switch,
        default: Default::Off,
        argument: "",
        variables: &[],
        about: &[
            "Start with addresses, hosts and the like replaced by pseudonyms in what is copied",
            "or saved for the ticket.",
        ],
    },
    Setting {
        name: "site",
        kind: Kind::Folders,
        default: Default::None,
        argument: "--site",
        variables: &["SMTP_DOCTOR_SITE"],
        about: &[
            "Folders with your site's own knowledge, the later one before the earlier. The",
            "folder \"knowledge\" beside this file is always read.",
        ],
    },
    Setting {
        name: "sessions",
        kind: Kind::Text,
        default: Default::Text("auto"),
        argument: "",
        variables: &["SMTP_DOCTOR_SESSIONS"],
        about: &["The folder where sessions of the guide are kept. \"auto\" is the platform's."],
    },
];

/// Where a setting stands in [`SETTINGS`].
pub(super) fn position(name: &str) -> Option<usize> {
    SETTINGS.iter().position(|setting| setting.name == name)
}

/// The whole file with the defaults, each with what it does.
pub fn default_file() -> String {
    let mut text = String::from(
        "# The settings of smtp-doctor, with their defaults. All of them may be left out.\n\
         # An argument goes before the environment, which goes before this file.\n",
    );
    for setting in SETTINGS {
        text.push('\n');
        for line in setting.about {
            text.extend(["# ", line, "\n"]);
        }
        let mut stronger: Vec<&str> = vec![setting.argument];
        stronger.extend(setting.variables);
        stronger.retain(|name| !name.is_empty());
        if !stronger.is_empty() {
            text.extend(["# Also: ", &stronger.join(", "), "\n"]);
        }
        text.extend([setting.name, " = ", &setting.default.value().to_string(), "\n"]);
    }
    text
}
