//! `smtp-doctor config`: the settings and where they come from. Nothing is
//! ever written.

use std::io;

use super::args::ConfigPart;
use crate::cli::output::Output;
use crate::report::Sheet;
use crate::services::config::{Configuration, SETTINGS, Source, default_file};

/// Prints a part.
pub(super) fn run(
    part: ConfigPart,
    configuration: &Configuration,
    out: &mut Output,
) -> io::Result<()> {
    match part {
        ConfigPart::Show => out.write(&sheet(configuration).plain()),
        ConfigPart::Default => out.write(&default_file()),
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
pub(super) fn sheet(configuration: &Configuration) -> Sheet {
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
    sheet
}
