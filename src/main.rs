//! Joins the commands and the screen.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use smtp_doctor::cli::{self, Asked, Request, Screen, ScreenStart};
use smtp_doctor::services::input::{Unreadable, read_one};
use smtp_doctor::services::site;
use smtp_doctor::services::surroundings::Surroundings;
use smtp_doctor::tui::{self, Open, Options};

fn main() -> ExitCode {
    let asked = cli::read_arguments(env::args_os(), &Surroundings::look());
    match asked.request {
        Request::Screen(screen) => open(screen, asked.site.as_deref()),
        request => cli::run(Asked { request, ..asked }).into(),
    }
}

/// Opens the full-screen program, and prints what was asked for on leaving.
fn open(screen: Screen, site: Option<&str>) -> ExitCode {
    let open = match start(screen.start) {
        Ok(open) => open,
        Err(unreadable) => return cli::unreadable(&unreadable).into(),
    };
    let loaded = site::load(&site::folders(site));
    let options = Options {
        open,
        colour: screen.colour,
        ascii: screen.ascii.then_some(true),
        knowledge: loaded.knowledge,
        faults: loaded.problems.len(),
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
                "smtp-doctor: the screen cannot be opened: {fault}; `smtp-doctor guide --plain` \
                 needs none"
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
