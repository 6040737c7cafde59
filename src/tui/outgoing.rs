//! What leaves the program: the page that is shown as plain text, with
//! stand-ins for addresses, hosts and ids where a person asked for them. What a
//! session hands out knows itself what may be in it (`report::hand_out`).

use super::library::Library;
use super::screens::Screen;
use crate::diagnosis::Outcome;
use crate::report::{Page, plain};
use crate::text::Redactor;

/// Something that leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outgoing {
    /// What it is, as the beginning of a sentence.
    pub(crate) what: &'static str,
    pub(crate) text: String,
    /// How the name of a file of it ends.
    pub(crate) ending: &'static str,
}

/// What is shown, as it leaves.
pub(crate) fn shown(screen: &Screen, library: &Library, is_redacted: bool) -> Option<Outgoing> {
    if let Screen::Guide(guided) = screen {
        return guided.leaving(is_redacted, library.knowledge);
    }
    let text = page(screen.shown()?, screen.case(), is_redacted);
    Some(Outgoing { what: "The page", text, ending: "txt" })
}

/// The sentence for the user, as it leaves.
pub(crate) fn user_text(screen: &Screen, library: &Library, is_redacted: bool) -> Option<Outgoing> {
    if let Screen::Guide(guided) = screen {
        return guided.user_sentence(library.knowledge);
    }
    let text = text(screen.user_text()?, screen.case(), is_redacted);
    Some(Outgoing { what: "The sentence for the user", text, ending: "txt" })
}

/// A page as it is copied, printed or written. Only what comes from the case
/// gets stand-ins: the links and hosts of the knowledge tell of nobody.
fn page(page: &Page, case: Option<&Outcome>, is_redacted: bool) -> String {
    match case.filter(|_| is_redacted) {
        None => plain(page),
        Some(case) => {
            let mut redactor = redactor(case, page.texts());
            // Before it is broken into lines: half an address is none.
            plain(&page.changed(|text| redactor.redact(text)))
        }
    }
}

/// A text that belongs to a case, as it is copied.
fn text(text: &str, case: Option<&Outcome>, is_redacted: bool) -> String {
    match case.filter(|_| is_redacted) {
        None => text.to_owned(),
        Some(case) => redactor(case, std::iter::once(text)).redact(text),
    }
}

/// A redactor that keeps every word that the case does not have.
fn redactor<'t>(case: &Outcome, texts: impl Iterator<Item = &'t str>) -> Redactor {
    let values = [
        &case.recipient,
        &case.sender,
        &case.remote_host,
        &case.reporting_host,
        &case.sending_ip,
        &case.text,
    ];
    let words = values.into_iter().flatten().map(String::as_str);
    let because = case.causes.iter().flat_map(|cause| &cause.because).map(String::as_str);
    let known = words.chain(because).collect::<Vec<_>>().join("\n").to_lowercase();
    let mut redactor = Redactor::new();
    for text in texts {
        for word in text.split(|c: char| c.is_whitespace() || "<>()[]{}\"'`,;|".contains(c)) {
            let core = word.trim_end_matches(['.', ':', '!', '?', ',', '=']).to_lowercase();
            let is_name = core.contains(['.', '@', ':', '/', '-']);
            if is_name && !known.contains(&core) {
                redactor = redactor.keep(Some(&core));
            }
        }
    }
    redactor.hide_name_of(case.recipient.as_deref()).hide_name_of(case.sender.as_deref())
}
