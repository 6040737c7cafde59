//! The forms in which mail systems say no, as data: `assets/forms/*.toml`.
//!
//! This file is compiled into the build too, so it uses nothing of the crate.

use serde::{Deserialize, Serialize};

/// All forms, handed to [`super::read`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {}

impl Forms {
    /// Reads the files, each given as path and text. The error names the file
    /// and what is wrong in it.
    pub fn from_toml<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Self, String> {
        for (path, text) in files {
            let _: Self = toml::from_str(text).map_err(|fault| format!("{path}: {fault}"))?;
        }
        Ok(Self {})
    }
}
