//! What the environment says of the settings.

use super::super::paths::set;
use super::settings::{Given, Source};
use super::table::{Kind, SETTINGS, Setting, Value};

/// What the environment says of each setting that it speaks of.
pub(super) fn given() -> impl Iterator<Item = (usize, Given)> {
    let spoken_of = |setting: &Setting| {
        setting.variables.iter().find_map(|name| {
            let value = set(name)?.into_string().ok()?;
            Some(Given { value: meaning(setting, name, value)?, source: Source::Environment(name) })
        })
    };
    SETTINGS.iter().enumerate().filter_map(move |(at, setting)| Some((at, spoken_of(setting)?)))
}

/// What a variable says: those that other programs know too have meanings of
/// their own.
fn meaning(setting: &Setting, name: &str, value: String) -> Option<Value> {
    match (name, setting.kind) {
        ("NO_COLOR", _) => Some(Value::Text("never".to_owned())),
        ("CLICOLOR_FORCE", _) => (value != "0").then(|| Value::Text("always".to_owned())),
        (_, Kind::Switch) => Some(Value::Switch(true)),
        (_, Kind::Folders) => Some(Value::Folders(vec![value])),
        (_, Kind::Text | Kind::Choice(_)) => {
            Some(Value::Text(value)).filter(|value| value.fits(setting.kind))
        }
    }
}
