//! What leaves the program: the page that is shown as plain text, with
//! stand-ins for addresses, hosts and ids where a person asked for them.

use crate::diagnosis::Outcome;
use crate::report::{Page, plain};
use crate::text::Redactor;

/// A page as it is copied, printed or written. Only what comes from the case
/// gets stand-ins: the links and hosts of the knowledge tell of nobody.
pub(crate) fn page(page: &Page, case: Option<&Outcome>, is_redacted: bool) -> String {
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
pub(crate) fn text(text: &str, case: Option<&Outcome>, is_redacted: bool) -> String {
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
