//! What is there: any input becomes evidence, without knowing what it means.
//!
//! Reading never fails and never panics: any bytes give evidence, perhaps
//! none, with notes. This room knows nothing of causes.

mod builtin;
mod codes;
mod decode;
mod forms;
mod headers;
mod mail;
mod mime;
mod reply;
mod report;
mod types;

pub use forms::Forms;
pub use types::{Action, Delivery, Evidence, Kind, Reply, Returned};

/// Reads one message or text.
///
/// In: the bytes of a mail, a pasted text, a log, a line; any encoding. Out:
/// what was found in them; text is as it stood there and has to be cleaned
/// before it is shown.
pub fn read(bytes: &[u8], _forms: &Forms) -> Evidence {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Evidence::default();
    }
    if mail::looks_like_one(bytes) {
        return mail::read(bytes);
    }
    let words = decode::undeclared(bytes);
    let said = reply::read(&words);
    let kind = match &said.reply {
        Some(reply) if reply.code.is_some() || reply.enhanced.is_some() => Kind::Reply,
        _ => Kind::Words,
    };
    let delivery = Delivery {
        reply: said.reply,
        wrappers: said.wrappers,
        context: said.lead,
        ..Delivery::default()
    };
    let words = reply::cut(&words, 64 * 1024).to_owned();
    Evidence { kind, deliveries: vec![delivery], words, ..Evidence::default() }
}
