//! Joins the commands and the screen.
#![warn(clippy::print_stdout, clippy::print_stderr)]

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use smtp_doctor::cli::{self, Around, Keys, Request, Screen, ScreenStart};
use smtp_doctor::services::config::Configuration;
use smtp_doctor::services::input::read_one;
use smtp_doctor::services::sessions::{Fault, Store};
use smtp_doctor::services::site;
use smtp_doctor::services::surroundings::Surroundings;
use smtp_doctor::tui::{self, Keymap, Open, Options};

fn main() -> ExitCode {
    if let Some(exit) = cli::complete(env::args_os()) {
        return exit.into();
    }
    let surroundings = Surroundings::look();
    let mut configuration = Configuration::load();
    let request = cli::read_arguments(env::args_os(), &surroundings, &mut configuration);
    let (keys, faults) = Keymap::new(&configuration.keys, configuration.file());
    configuration.faults.extend(faults);
    cli::warn(&configuration);
    match request {
        Request::Screen(screen) => open(screen, &configuration, keys),
        request => {
            let keys = Keys {
                sheet: |settings| Keymap::new(&settings.keys, None).0.sheet(),
                changed: keys.changed(),
                default_file: Keymap::default_file,
            };
            cli::run(request, &Around { surroundings, configuration, keys }).into()
        }
    }
}

/// Opens the full-screen program, and prints what was asked for on leaving.
fn open(screen: Screen, configuration: &Configuration, keys: Keymap) -> ExitCode {
    let store = Store::configured(configuration);
    let open = match start(screen.start, store.as_ref()) {
        Ok(open) => open,
        Err(exit) => return exit,
    };
    let loaded = site::load(&site::folders(configuration));
    let options = Options {
        open,
        colour: screen.colour,
        ascii: screen.ascii,
        mouse: screen.mouse,
        print: screen.print,
        keys,
        copying: screen.copying,
        redact: configuration.redact(),
        knowledge: loaded.knowledge,
        faults: loaded.problems.len(),
        settings_faults: configuration.faults.iter().map(ToString::to_string).collect(),
        recipient: screen.recipient,
        ticket: screen.ticket,
        said: screen.said,
        store,
        is_kept: screen.is_kept,
    };
    match tui::run(options) {
        Ok(end) => {
            if let Some(text) = end.print {
                // A reader that went away wants nothing more.
                let _ = io::stdout().write_all(text.as_bytes());
            }
            if let Some(text) = end.told {
                cli::tell(&format!("smtp-doctor: {text}"));
            }
            ExitCode::from(end.code)
        }
        Err(fault) => {
            cli::tell(&format!(
                "smtp-doctor: the screen cannot be opened: {fault}; `smtp-doctor --plain` needs \
                 none"
            ));
            ExitCode::from(2)
        }
    }
}

/// What the screen opens with; what it is to read is read before.
fn start(start: ScreenStart, store: Option<&Store>) -> Result<Open, ExitCode> {
    let read = |path: &str| read_one(path).map_err(|fault| ExitCode::from(cli::unreadable(&fault)));
    Ok(match start {
        ScreenStart::Browse => Open::Nothing,
        ScreenStart::Query(query) => Open::Query(query),
        ScreenStart::Diagnose(path) => Open::Text(read(&path)?),
        ScreenStart::Guide(path) => Open::Guide(path.as_deref().map(read).transpose()?),
        ScreenStart::Resume(meant) => kept(&meant, store)?,
    })
}

/// Reads a kept session.
fn kept(meant: &str, store: Option<&Store>) -> Result<Open, ExitCode> {
    let store = store.ok_or_else(Fault::no_place);
    let read = store.and_then(|store| store.find(meant).and_then(|id| store.load(&id)));
    read.map(|record| Open::Session(Box::new(record))).map_err(|fault| {
        cli::tell(&format!("smtp-doctor: {fault}"));
        ExitCode::from(2)
    })
}
