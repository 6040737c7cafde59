//! The settings as they hold for this run.

use std::path::{Path, PathBuf};

use super::super::paths::{self, Located};
use super::super::surroundings::Colour;
use super::environment;
use super::file::{self, Fault, KeyWish};
use super::table::{SETTINGS, Value, position};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody said otherwise.
    Default,
    /// The configuration file, in this line.
    File(u32),
    /// A variable of the environment.
    Environment(&'static str),
    /// An argument.
    Argument(&'static str),
}

/// A value with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The value.
    pub value: Value,
    /// Where it came from.
    pub source: Source,
}

/// All settings with their sources, and what was wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Configuration {
    /// What differs from the default, in the order of [`SETTINGS`].
    given: Vec<Option<Given>>,
    /// Where the configuration folder is.
    pub folder: Option<Located>,
    /// Which keys the file wants for the full-screen program.
    pub keys: Vec<KeyWish>,
    /// What is wrong with the file.
    pub faults: Vec<Fault>,
}

impl Default for Configuration {
    /// Every setting at its default.
    fn default() -> Self {
        Self {
            given: vec![None; SETTINGS.len()],
            folder: None,
            keys: Vec::new(),
            faults: Vec::new(),
        }
    }
}

impl Configuration {
    /// Reads the file, where there is one, and looks at the environment.
    pub fn load() -> Self {
        let folder = paths::configuration();
        let mut configuration = match &folder {
            Some(folder) => Self::of_file(&folder.path.join(file::FILE_NAME)),
            None => Self::default(),
        };
        configuration.folder = folder;
        for (at, given) in environment::given() {
            configuration.put(at, given);
        }
        configuration
    }

    /// What the file says, without the environment. A file that is not there
    /// says nothing.
    pub fn of_file(path: &Path) -> Self {
        let mut configuration = Self::default();
        let said = file::read(path);
        for (at, given) in said.given {
            configuration.put(at, given);
        }
        configuration.keys = said.keys;
        configuration.faults = said.faults;
        configuration
    }

    fn put(&mut self, at: usize, given: Given) {
        if let Some(slot) = self.given.get_mut(at) {
            *slot = Some(given);
        }
    }

    /// Lets an argument go before all else.
    pub fn argue(&mut self, name: &str, value: Value) {
        if let Some(at) = position(name)
            && let Some(setting) = SETTINGS.get(at)
        {
            self.put(at, Given { value, source: Source::Argument(setting.argument) });
        }
    }

    /// Where the file is looked for.
    pub fn file(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.path.join(file::FILE_NAME))
    }

    /// The value of a setting, with its source.
    pub fn get(&self, name: &str) -> Given {
        let at = position(name);
        let given = at.and_then(|at| self.given.get(at)).and_then(Option::as_ref);
        given.cloned().unwrap_or_else(|| Given {
            value: at
                .and_then(|at| SETTINGS.get(at))
                .map_or(Value::Switch(false), |setting| setting.default.value()),
            source: Source::Default,
        })
    }

    fn text(&self, name: &str) -> String {
        match self.get(name).value {
            Value::Text(text) => text,
            Value::Switch(_) | Value::Folders(_) => String::new(),
        }
    }

    fn switch(&self, name: &str) -> bool {
        self.get(name).value == Value::Switch(true)
    }

    /// Whether colours are used.
    pub fn colour(&self) -> Colour {
        match self.text("color").as_str() {
            "always" => Colour::Always,
            "never" => Colour::Never,
            _ => Colour::Auto,
        }
    }

    /// Whether only ASCII is drawn; `None` leaves it to the surroundings.
    pub fn ascii(&self) -> Option<bool> {
        match self.text("ascii").as_str() {
            "always" => Some(true),
            "never" => Some(false),
            _ => None,
        }
    }

    /// Whether questions are asked line by line in place of a screen.
    pub fn plain(&self) -> bool {
        self.switch("plain")
    }

    /// Whether the mouse is taken.
    pub fn mouse(&self) -> bool {
        self.switch("mouse")
    }

    /// Whether what is passed on starts out redacted.
    pub fn redact(&self) -> bool {
        self.switch("redact")
    }

    /// The way of copying: a word of the table.
    pub fn clipboard(&self) -> String {
        self.text("clipboard")
    }

    /// The command of the pager: `None` for the usual one, empty for none.
    pub fn pager(&self) -> Option<String> {
        Some(self.text("pager")).filter(|command| command != "auto")
    }

    /// The folders of the site, the stronger one last.
    pub fn site(&self) -> Vec<String> {
        match self.get("site").value {
            Value::Folders(folders) => folders,
            Value::Text(_) | Value::Switch(_) => Vec::new(),
        }
    }

    /// The folder of sessions, where it is not the platform's.
    pub fn sessions(&self) -> Option<PathBuf> {
        Some(self.text("sessions"))
            .filter(|folder| folder != "auto" && !folder.is_empty())
            .map(PathBuf::from)
    }
}
