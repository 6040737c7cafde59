//! The folders that belong to the person, and who said where they are.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use etcetera::BaseStrategy;

/// Names the configuration folder in place of the platform's.
pub const CONFIGURATION: &str = "SMTP_DOCTOR_CONFIG";

/// The name of the program's own folder within the platform's.
const OWN: &str = "smtp-doctor";

/// A path, with who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// Where it is. It need not exist.
    pub path: PathBuf,
    /// Who said so, for people: a variable, or the platform.
    pub by: &'static str,
}

/// The configuration folder: what [`CONFIGURATION`] names, else the platform's
/// (XDG, also on macOS; `%APPDATA%` on Windows). `None` where there is no home.
pub fn configuration() -> Option<Located> {
    if let Some(path) = set(CONFIGURATION) {
        return Some(Located { path: PathBuf::from(path), by: CONFIGURATION });
    }
    let by = platform("XDG_CONFIG_HOME", "%APPDATA%", "the platform's folder (~/.config)");
    let folder = etcetera::choose_base_strategy().ok()?.config_dir();
    Some(Located { path: folder.join(OWN), by })
}

/// Which variable decides, else the words for the platform's own place.
fn platform(xdg: &'static str, windows: &'static str, otherwise: &'static str) -> &'static str {
    if cfg!(windows) {
        windows
    } else if set(xdg).is_some_and(|path| PathBuf::from(path).is_absolute()) {
        xdg
    } else {
        otherwise
    }
}

/// The value of a variable that is set to something.
pub(super) fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
