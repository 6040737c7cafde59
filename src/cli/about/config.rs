//! `smtp-doctor config`: the settings and where they come from. Nothing is
//! ever written.

use std::io;

use super::args::ConfigPart;
use crate::cli::Around;
use crate::cli::output::Output;
use crate::report::Sheet;
use crate::services::config::{Configuration, SETTINGS, Source, default_file};

/// Prints a part.
pub(super) fn run(part: ConfigPart, around: &Around, out: &mut Output) -> io::Result<()> {
    let configuration = &around.configuration;
    match part {
        ConfigPart::Show => out.sheet(&sheet(around)),
        ConfigPart::Default => out.write(&(default_file() + &(around.keys.default_file)())),
        ConfigPart::Path => out.write(&format!("{}\n", path(configuration))),
    }
}

/// Where the file is looked for.
fn path(configuration: &Configuration) -> String {
    configuration.file().map_or_else(
        || "no folder: set SMTP_DOCTOR_CONFIG or HOME".to_owned(),
        |path| crate::text::Clean::line(&path.to_string_lossy()).into_string(),
    )
}

/// All settings with their sources.
pub(super) fn sheet(around: &Around) -> Sheet {
    let configuration = &around.configuration;
    let mut sheet = Sheet::new();
    for setting in SETTINGS {
        let given = configuration.get(setting.name);
        let from = match given.source {
            Source::Default => "default".to_owned(),
            Source::File(line) => format!("{}, line {line}", path(configuration)),
            Source::Environment(name) => format!("environment: {name}"),
            Source::Argument(name) => format!("argument: {name}"),
        };
        sheet.row(format!("{} = {}", setting.name, given.value), format!("({from})"));
    }
    for (action, now, before) in &around.keys.changed {
        let wish = configuration.keys.iter().rfind(|wish| wish.action == *action);
        let line = wish.map(|wish| format!(", line {}", wish.line)).unwrap_or_default();
        let from = format!("({}{line}; the default: {before})", path(configuration));
        sheet.row(format!("key of {action} = {now}"), from);
    }
    sheet
}
