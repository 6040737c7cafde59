//! Joins the commands and the screen.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use smtp_doctor::cli::{self, Request, Screen, ScreenStart};
use smtp_doctor::knowledge::Knowledge;
use smtp_doctor::services::input::{Unreadable, read_one};
use smtp_doctor::services::surroundings::Surroundings;
use smtp_doctor::tui::{self, Open, Options};

fn main() -> ExitCode {
    match cli::read_arguments(env::args_os(), &Surroundings::look()) {
        Request::Screen(screen) => open(screen),
        request => cli::run(request).into(),
    }
}

/// Opens the full-screen program, and prints what was asked for on leaving.
fn open(screen: Screen) -> ExitCode {
    let open = match start(screen.start) {
        Ok(open) => open,
        Err(unreadable) => return cli::unreadable(&unreadable).into(),
    };
    let options = Options {
        open,
        colour: screen.colour,
        ascii: screen.ascii.then_some(true),
        mouse: screen.mouse,
        print: screen.print,
        copying: screen.copying,
        knowledge: Knowledge::builtin(),
    };
    match tui::run(options) {
        Ok(end) => {
            if let Some(text) = end.print {
                // A reader that went away wants nothing more.
                let _ = io::stdout().write_all(text.as_bytes());
            }
            ExitCode::from(end.code)
        }
        Err(fault) => {
            eprintln!(
                "smtp-doctor: the screen cannot be opened: {fault}; `smtp-doctor --plain` needs \
                 none"
            );
            ExitCode::from(2)
        }
    }
}

/// What the screen opens with; what it is to read is read before.
fn start(start: ScreenStart) -> Result<Open, Unreadable> {
    Ok(match start {
        ScreenStart::Browse => Open::Nothing,
        ScreenStart::Query(query) => Open::Query(query),
        ScreenStart::Diagnose(path) => Open::Text(read_one(&path)?),
        ScreenStart::Guide(path) => Open::Guide(path.as_deref().map(read_one).transpose()?),
    })
}
