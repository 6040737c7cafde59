//! What can be said of a code that is not known: what the standard says of its
//! parts, and what is known beside it.

use super::super::page::Page;
use crate::code::EnhancedCode;
use crate::knowledge::Knowledge;
use crate::search::{Hit, UnknownCode};

/// The family of an enhanced code, `X.1`, as the first code of it is called.
fn family(code: EnhancedCode, knowledge: &Knowledge) -> Option<&'static str> {
    Some(knowledge.code(&format!("X.{}.0", code.subject()))?.name.as_str())
}

/// In one sentence that a code is not known, and what holds instead (RFC 3463,
/// section 3: a client that does not know the detail goes by the subject, and
/// then by the class).
pub fn unknown_code(code: &UnknownCode, knowledge: &Knowledge) -> String {
    let rest = match code {
        UnknownCode::Enhanced(code) => match family(*code, knowledge) {
            Some(name) => format!(
                "its family is X.{subject}: read it as {}.{subject}.0 ({name})",
                code.class(),
                subject = code.subject()
            ),
            None => format!(
                "there is no family X.{}; only its class tells: {}",
                code.subject(),
                permanence(code.class())
            ),
        },
        UnknownCode::Reply(code) if code.is_of_a_server() => {
            format!("only its first digit tells: {}", permanence(code.class()))
        }
        UnknownCode::Reply(code) => {
            format!("no mail server sends replies that begin with {}", code.class())
        }
        UnknownCode::Impossible(text) => why_impossible(text),
    };
    format!("{code} is not a known code; {rest}.")
}

/// The same for a list: in few words, before the codes that are near it.
pub fn unknown_code_in_brief(code: &UnknownCode, has_near: bool) -> String {
    match code {
        UnknownCode::Enhanced(family) if has_near => {
            format!("{code} is not known; of its family X.{}:", family.subject())
        }
        UnknownCode::Enhanced(family) => {
            format!("{code} is not known, nor a family X.{}.", family.subject())
        }
        UnknownCode::Reply(_) if has_near => format!("{code} is not known; like it:"),
        UnknownCode::Reply(_) => format!("{code} is not known."),
        UnknownCode::Impossible(text) if !text.starts_with(['2', '4', '5']) => {
            let class = text.split('.').next().unwrap_or_default();
            format!("{code} is no code: there is no class {class}.")
        }
        UnknownCode::Impossible(_) => format!("{code} is no code."),
    }
}

/// What a first digit means.
fn permanence(class: u8) -> &'static str {
    match class {
        2 => "2, it worked",
        3 => "3, go on",
        4 => "4, temporary, it is tried again",
        _ => "5, permanent, it is not tried again",
    }
}

/// Why something that looks like a code can be none.
fn why_impossible(text: &str) -> String {
    let mut parts = text.trim_end_matches('.').split('.');
    match parts.next() {
        Some("2" | "4" | "5") if text.split('.').any(|part| part.len() > 3) => {
            "the numbers of a code have at most three digits".to_owned()
        }
        Some(class @ ("2" | "4" | "5")) => {
            let number = |part: &str| part.trim_start_matches('0').to_owned();
            let rest =
                parts.map(number).map(|part| if part.is_empty() { "0".into() } else { part });
            let whole: Vec<String> = std::iter::once(class.to_owned()).chain(rest).collect();
            format!("its numbers begin with no 0: try {}", whole.join("."))
        }
        class => format!(
            "there is no class {}: 2 is success, 4 temporary, 5 permanent",
            class.unwrap_or_default()
        ),
    }
}

/// What is said of it on a page: that it is not known, what each part of such
/// a code means, and the codes that are `near`.
pub fn unknown_code_page(code: &UnknownCode, near: &[Hit<'_>], knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    page.title(unknown_code(code, knowledge));
    page.text("Read the words beside the code: they say more than any number.");
    let parts: &[&str] = match code {
        UnknownCode::Enhanced(_) => &["enhanced-class", "enhanced-subject", "enhanced-detail"],
        UnknownCode::Reply(_) => &["first-digit", "second-digit", "third-digit"],
        UnknownCode::Impossible(_) => &["enhanced-status-code", "enhanced-class"],
    };
    for term in parts.iter().filter_map(|id| knowledge.term(id)) {
        page.heading(term.title);
        page.text(term.meaning);
    }
    if !near.is_empty() {
        page.heading("Known codes of its family");
        for hit in near {
            page.link(hit.id(), hit.entry().title());
        }
    }
    page
}
