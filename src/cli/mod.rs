//! The commands: what was typed, what it means, running it, the exit code.

/// Says something on standard error, as `eprintln!` does, which would panic
/// where that is closed.
macro_rules! tell {
    ($($word:tt)*) => { $crate::cli::tell(&format!($($word)*)) };
}

mod about;
mod args;
mod diagnose;
mod exit;
mod explain;
mod guide;
mod knowledge;
mod lookup;
mod order;
mod output;
mod pasted;
mod plain;
mod quick;
mod request;
mod search;
mod sessions;

pub use about::{About, ConfigPart, Shell, complete};
pub use exit::Exit;
pub use request::{Request, Screen, ScreenStart, read_arguments};

use std::io;

use crate::knowledge::Knowledge;
use crate::report::Sheet;
use crate::services::config::Configuration;
use crate::services::input::Unreadable;
use crate::services::site;
use crate::services::surroundings::{Colour, Surroundings};
use crate::text::Clean;

use output::Output;
pub use output::tell;

/// What commands find around them.
#[derive(Clone, Debug)]
pub struct Around {
    /// Terminals and variables.
    pub surroundings: Surroundings,
    /// The settings as they hold for this run.
    pub configuration: Configuration,
    /// The keys of the full-screen program.
    pub keys: Keys,
}

/// What commands tell of the keys of the full-screen program, which alone knows
/// them.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Those in force, as a sheet of the manual.
    pub sheet: fn(&Configuration) -> Sheet,
    /// Those that are other than usual: what they do, by which keys now, by
    /// which otherwise.
    pub changed: Vec<(String, String, String)>,
    /// The part of the settings' file that names all of them, as comments.
    pub default_file: fn() -> String,
}

impl Around {
    /// Whether what is printed has colours and weights.
    fn looks(&self) -> bool {
        match self.configuration.colour() {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => self.pages() && !self.surroundings.no_color,
        }
    }

    /// Whether long text goes through a pager: only for a person who reads at a
    /// terminal that can be drawn on.
    fn pages(&self) -> bool {
        self.surroundings.person_reads
            && !self.surroundings.plain_only
            && !self.configuration.plain()
    }
}

/// Runs a request that needs no screen and gives the exit code. A reader that
/// went away (`| head`) is no error.
pub fn run(request: Request, around: &Around) -> Exit {
    let asks = matches!(
        request,
        Request::Guide(_) | Request::Plain | Request::Sessions(_) | Request::About(About::Tour)
    );
    let mut out = if around.pages() && !asks {
        Output::paged(around.configuration.pager(), around.looks())
    } else {
        Output::new(around.looks())
    };
    let settings = &around.configuration;
    let done = match request {
        Request::Lookup(request) => lookup::run(&request, known(around), &mut out),
        Request::Explain(request) => explain::run(&request, known(around), &mut out),
        Request::Search(request) => search::run(&request, known(around), &mut out),
        Request::Diagnose(request) => diagnose::run(&request, known(around), settings, &mut out),
        Request::Guide(request) => guide::run(&request, known(around), settings, &mut out),
        Request::Plain => plain::run(known(around), settings, &mut out),
        Request::Sessions(request) => sessions::run(&request, known(around), settings, &mut out),
        Request::KnowledgeCheck { folder } => {
            knowledge::check::run(folder.as_deref(), settings, &mut out)
        }
        Request::KnowledgeList { json } => knowledge::list::run(json, known(around), &mut out),
        Request::KnowledgeExample => knowledge::example(&mut out),
        Request::About(about) => about::run(&about, around, &mut out),
        Request::Screen(_) => Ok(Exit::Wrong),
        Request::Message { text, exit } => {
            if exit == Exit::Found {
                out.write(&text).map(|()| exit)
            } else {
                tell!("{}", text.trim_end());
                Ok(exit)
            }
        }
    };
    let flushed = done.and_then(|exit| out.close().map(|()| exit));
    match flushed {
        Ok(exit) => exit,
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Exit::Found,
        Err(fault) => {
            tell!("smtp-doctor: standard output cannot be written: {fault}");
            Exit::Wrong
        }
    }
}

/// The most faults of a site's files that are named where something else was
/// asked for.
const MOST_FAULTS: usize = 20;

/// What is known, with what the site adds. Faults of its files are named on
/// standard error and stop nothing.
fn known(around: &Around) -> &'static Knowledge {
    let loaded = site::load(&site::folders(&around.configuration));
    for problem in loaded.problems.iter().take(MOST_FAULTS) {
        tell!("smtp-doctor: warning: {}", Clean::line(&problem.to_string()));
    }
    if loaded.problems.len() > MOST_FAULTS {
        tell!(
            "smtp-doctor: warning: {} more faults; `smtp-doctor knowledge check` names them",
            loaded.problems.len() - MOST_FAULTS
        );
    }
    loaded.knowledge
}

/// Names what is wrong with the configuration file; the defaults hold there.
pub fn warn(configuration: &Configuration) {
    for fault in &configuration.faults {
        tell!("smtp-doctor: warning: {}", Clean::line(&fault.to_string()));
    }
}

/// Names an input that cannot be read, and gives the exit code for it.
pub fn unreadable(unreadable: &Unreadable) -> Exit {
    diagnose::complain(std::slice::from_ref(unreadable));
    Exit::Wrong
}
