//! What is there: any input becomes evidence, without knowing what it means.
//!
//! Reading never fails and never panics: any bytes give evidence, perhaps
//! none, with notes. This room knows nothing of causes.

mod account;
mod address;
mod builtin;
mod codes;
mod complaint;
mod decode;
mod escaped;
mod forms;
mod headers;
mod html;
mod imceaex;
mod json;
mod log;
mod mail;
pub mod mbox;
mod mime;
#[cfg(test)]
mod never_panics;
mod outlook;
mod paste;
mod pasted;
#[cfg(test)]
mod pasted_forms;
mod phrases;
mod prose;
#[cfg(test)]
mod prose_forms;
mod queue;
mod recipient_line;
mod reply;
mod reply_mark;
mod report;
mod returned;
mod size;
mod transcript;
mod types;

pub use forms::Forms;
pub use imceaex::directory_name;
use phrases::Compiled;
pub use types::{Action, Delivery, Evidence, Kind, Reply, Returned};

/// Reads one message or text.
///
/// In: the bytes of a mail, a pasted text, a log, a line; any encoding. Out:
/// what was found in them; text is as it stood there and has to be cleaned
/// before it is shown.
pub fn read(bytes: &[u8], forms: &Forms) -> Evidence {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Evidence::default();
    }
    if mail::looks_like_one(bytes) {
        return mail::read(bytes, forms);
    }
    if outlook::looks_like_one(bytes)
        && let Some(saved) = outlook::as_mail(bytes, forms)
    {
        let mut evidence = mail::read(&saved.bytes, forms);
        if saved.cut {
            evidence.notes.push("the file has more in it than was read".to_owned());
        }
        return evidence;
    }
    pasted::read(bytes, forms)
}
