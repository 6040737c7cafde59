//! Joins the commands and the screen.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use smtp_doctor::cli::{self, Color as Typed, Request, Screen, ScreenStart};
use smtp_doctor::knowledge::Knowledge;
use smtp_doctor::services::input::read_one;
use smtp_doctor::services::surroundings::Surroundings;
use smtp_doctor::tui::{self, Colour, Open, Options};

fn main() -> ExitCode {
    match cli::read_arguments(env::args_os(), &Surroundings::look()) {
        Request::Screen(screen) => show(screen).unwrap_or_else(|fault| {
            eprintln!("smtp-doctor: {fault}");
            ExitCode::from(2)
        }),
        request => cli::run(request).into(),
    }
}

/// Runs the screen, and prints what it leaves.
fn show(screen: Screen) -> io::Result<ExitCode> {
    let text = |path: &str| {
        read_one(path)
            .map_err(|unreadable| io::Error::other(format!("{path}: {}", unreadable.fault)))
    };
    let open = match screen.start {
        ScreenStart::Browse => Open::Nothing,
        ScreenStart::Query(query) => Open::Query(query),
        ScreenStart::Diagnose(path) => Open::Text(text(&path)?),
        ScreenStart::Guide(path) => Open::Guide(path.as_deref().map(text).transpose()?),
    };
    let colour = match screen.color {
        Typed::On => Colour::Always,
        Typed::Off => Colour::Never,
    };
    let ascii = Some(screen.ascii);
    let end = tui::run(Options { open, colour, ascii, knowledge: Knowledge::builtin() })?;
    if let Some(text) = end.print {
        io::stdout().write_all(text.as_bytes())?;
    }
    Ok(ExitCode::from(end.code))
}
