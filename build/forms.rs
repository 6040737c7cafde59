//! Packs the forms of bounces, which belong to the evidence room.

#[expect(clippy::module_inception, reason = "it is the room's file of that name")]
#[path = "../src/evidence/forms.rs"]
mod forms;

use crate::knowledge::check::SourceFile;

/// What the reader would make of the forms; the build only packs them.
#[derive(Clone, Debug)]
pub struct Compiled;

#[expect(clippy::exit, reason = "a broken form must not compile")]
/// The packed forms of all files in `assets/forms`.
pub fn pack(sources: &[SourceFile]) -> Vec<u8> {
    let texts = sources.iter().filter(|file| file.path.starts_with("forms/"));
    let forms = forms::Forms::from_toml(texts.map(|file| (file.path.as_str(), file.text)));
    match forms {
        Ok(forms) => postcard::to_allocvec(&forms).expect("it packs"),
        Err(fault) => {
            println!("cargo::error=assets/{fault}");
            std::process::exit(1);
        }
    }
}
