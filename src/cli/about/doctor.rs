//! `smtp-doctor doctor`: what was detected and from where, for whoever wonders
//! why it looks or copies as it does.

use std::env;
use std::io;
use std::path::Path;

use super::config;
use crate::cli::Around;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::knowledge::{Knowledge, edition};
use crate::report::Sheet;
use crate::services::clipboard::{self, Route, Way};
use crate::services::config::Source;
use crate::services::paths;
use crate::services::sessions::Store;
use crate::services::site;
use crate::services::surroundings::{Colour, locale};

/// The most faults of the site's files that are named here.
const MOST_FAULTS: usize = 5;

/// What is copied to try the way.
const SAMPLE: &str = "smtp-doctor: this is the copy that was tried";

/// Prints what was found; with `copy`, tries to copy too.
pub(super) fn run(copy: bool, around: &Around, out: &mut Output) -> io::Result<Exit> {
    let mut sheet = Sheet::new();
    program(around, &mut sheet);
    terminal(around, &mut sheet);
    folders(around, &mut sheet);
    sheet.heading("Settings");
    sheet.append(config::sheet(around));
    for fault in &around.configuration.faults {
        sheet.row("fault", fault.to_string());
    }
    sheet.heading("Copying");
    let way = Way::named(&around.configuration.clipboard());
    sheet.row("way", way.plan());
    let mut exit = Exit::Found;
    if copy {
        let (tried, ok) = try_copy(way);
        sheet.row("tried", tried);
        if !ok {
            exit = Exit::NotFound;
        }
    } else {
        sheet.row("tried", "no; smtp-doctor doctor --copy tries it");
    }
    out.sheet(&sheet).map(|()| exit)
}

fn program(around: &Around, sheet: &mut Sheet) {
    let loaded = site::load(&site::folders(&around.configuration));
    let knowledge = loaded.knowledge;
    sheet.heading("Program");
    sheet.row("version", env!("CARGO_PKG_VERSION"));
    let path = env::current_exe().map(|path| path.to_string_lossy().into_owned());
    sheet.row("path", path.unwrap_or_else(|fault| format!("unknown: {fault}")));
    let origin = if std::ptr::eq(knowledge, Knowledge::builtin()) {
        "built in"
    } else {
        "built in, with the site's own"
    };
    sheet.row(
        "knowledge",
        format!(
            "of {}, {origin}: {} causes, {} codes, {} terms, {} providers, {} questions",
            edition(),
            knowledge.causes.len(),
            knowledge.codes.len(),
            knowledge.terms.len(),
            knowledge.providers.len(),
            knowledge.guide.questions.len()
        ),
    );
    for problem in loaded.problems.iter().take(MOST_FAULTS) {
        sheet.row("fault", problem.to_string());
    }
    if loaded.problems.len() > MOST_FAULTS {
        sheet.row(
            "faults",
            format!("{} in all; smtp-doctor knowledge check", loaded.problems.len()),
        );
    }
}

fn terminal(around: &Around, sheet: &mut Sheet) {
    let (found, settings) = (&around.surroundings, &around.configuration);
    let term = env::var("TERM").unwrap_or_default();
    sheet.heading("Terminal");
    let is_a = |is_terminal| if is_terminal { "a terminal" } else { "no terminal" };
    sheet.row("input", is_a(found.person_types));
    sheet.row("output", is_a(found.person_reads));
    let size = crossterm::terminal::size().ok().filter(|_| found.person_reads);
    if let Some((columns, rows)) = size {
        sheet.row("size", format!("{columns}x{rows}"));
    }
    sheet.row("TERM", if term.is_empty() { "not set" } else { &term });
    let is_plain = found.plain_only || settings.plain();
    sheet.row(
        "screen",
        match (is_plain, found.plain_only) {
            (false, _) => "full screen".to_owned(),
            (true, false) => format!("plain questions: {}", said_by(around, "plain")),
            (true, true) if is_set("ACCESSIBLE") => "plain questions: ACCESSIBLE".to_owned(),
            (true, true) => "plain questions: this TERM cannot be drawn on".to_owned(),
        },
    );
    let colours = match settings.colour() {
        Colour::Always => format!("yes: {}", said_by(around, "color")),
        Colour::Never => format!("no: {}", said_by(around, "color")),
        Colour::Auto if found.no_color => "no: the environment asks for none".to_owned(),
        Colour::Auto => "yes: the terminal's own sixteen; nothing says otherwise".to_owned(),
    };
    sheet.row("colours", colours);
    let locale = locale()
        .map_or_else(|| "no locale is set".to_owned(), |(name, value)| format!("{name}={value}"));
    let characters = match (settings.ascii(), found.ascii_only) {
        (Some(true), _) => format!("ASCII: {}", said_by(around, "ascii")),
        (Some(false), _) => format!("UTF-8: {}", said_by(around, "ascii")),
        (None, true) if term == "linux" => "ASCII: the text console has few others".to_owned(),
        (None, true) => format!("ASCII: {locale}, which is not UTF-8"),
        (None, false) => format!("UTF-8: {locale}"),
    };
    sheet.row("characters", characters);
}

/// Who set a setting.
fn said_by(around: &Around, setting: &str) -> String {
    match around.configuration.get(setting).source {
        Source::Default => "default".to_owned(),
        Source::File(line) => format!("config.toml, line {line}"),
        Source::Environment(name) | Source::Argument(name) => name.to_owned(),
    }
}

fn folders(around: &Around, sheet: &mut Sheet) {
    sheet.heading("Folders");
    let folder = around.configuration.folder.as_ref();
    let Some(folder) = folder else {
        sheet.row("configuration", "none: neither HOME nor SMTP_DOCTOR_CONFIG is set");
        return;
    };
    let told = |path: &Path, by: &str| {
        let is_there = if path.exists() { "" } else { ", not there" };
        format!("{} ({by}{is_there})", path.display())
    };
    sheet.row("configuration", told(&folder.path, folder.by));
    if let Some(file) = around.configuration.file() {
        sheet.row("settings", told(&file, "config.toml"));
    }
    if let Some(store) = Store::configured(&around.configuration) {
        let by = match around.configuration.get("sessions").source {
            Source::Default => paths::state().map_or("", |state| state.by).to_owned(),
            _ => said_by(around, "sessions"),
        };
        let kept =
            if store.exists() { format!(", {} kept", store.list().0.len()) } else { String::new() };
        sheet.row("sessions", told(store.folder(), &format!("{by}{kept}")));
    }
    for folder in site::folders(&around.configuration) {
        sheet.row("site", told(&folder.path, folder.why.label()));
    }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// Copies and says what came of it.
fn try_copy(way: Way) -> (String, bool) {
    let check = format!("paste somewhere else: it should read \"{SAMPLE}\"");
    match clipboard::copy(SAMPLE, way) {
        Ok(Route::Terminal) => (format!("the terminal was asked (OSC 52); {check}"), true),
        Ok(Route::Tmux) => (format!("by tmux; {check}"), true),
        Ok(Route::TmuxBuffer) => {
            ("into the buffer of tmux: its prefix and ] paste it".to_owned(), true)
        }
        Ok(Route::Tool(name)) => (format!("by {name}; {check}"), true),
        Err(fault) => (format!("not copied: {fault}; p prints, w writes a file"), false),
    }
}
