//! A reply taken apart: each piece of it with what it says.

use super::super::page::Page;
use crate::code::{EnhancedCode, ReplyCode};
use crate::diagnosis::{Outcome, PieceKind, pieces};
use crate::knowledge::{Knowledge, subject_label};

/// What the first digit of a reply code says (RFC 5321, section 4.2.1).
fn reply_class(class: u8) -> &'static str {
    match class {
        2 => "yes",
        3 => "go on",
        4 => "not now: the sending server tries again",
        5 => "no, and that is final",
        _ => "not laid down",
    }
}

/// What the class of an enhanced code says (RFC 3463, section 2).
fn enhanced_class(class: u8) -> &'static str {
    match class {
        2 => "it worked",
        4 => "it may pass: the sending server tries again",
        _ => "final: nothing more happens by itself",
    }
}

/// Adds the class, the subject and the detail of an enhanced code.
pub(super) fn enhanced(page: &mut Page, code: EnhancedCode, knowledge: &Knowledge) {
    let name =
        knowledge.enhanced(code).first().map_or("not registered", |known| known.name.as_str());
    let class = code.class().to_string();
    let subject = format!("{}.{}", " ".repeat(class.len()), code.subject());
    let detail = format!("{}.{}", " ".repeat(subject.len()), code.detail());
    page.piece(class, format!("class: {}", enhanced_class(code.class())));
    page.piece(subject, format!("subject: {}", subject_label(code.subject())));
    page.piece(detail, format!("detail: {name}"));
}

/// Adds a reply code with what its first digit says.
fn reply(page: &mut Page, code: ReplyCode, knowledge: &Knowledge) {
    let written = code.to_string();
    let name = knowledge.codes.title(&written).unwrap_or("not in the standard");
    page.piece(&written, format!("reply code: {}; {name}", reply_class(code.class())));
}

/// Adds the reply of an outcome, piece by piece; nothing where there is none.
pub(super) fn anatomy(page: &mut Page, outcome: &Outcome, knowledge: &Knowledge) {
    let found = pieces(outcome, knowledge);
    let client = outcome.client_code.map(|code| code.to_string());
    let socket = outcome.socket_error.map(|code| code.to_string());
    let own: Vec<String> = client.into_iter().chain(socket).collect();
    let has_code = outcome.reply_code.is_some() || outcome.enhanced_code.is_some();
    if !has_code && found.is_empty() && own.is_empty() {
        return;
    }
    page.heading("The reply, piece by piece");
    if let Some(code) = outcome.reply_code {
        reply(page, code, knowledge);
    }
    if let Some(code) = outcome.enhanced_code {
        page.piece(code.to_string(), "enhanced code, in three parts:");
        enhanced(page, code, knowledge);
    }
    for code in own {
        let name = knowledge.codes.title(&code).unwrap_or("not known");
        page.piece(&code, format!("the mail program's own code: {name}"));
    }
    let because = outcome.top().map(|top| top.because.as_slice()).unwrap_or_default();
    let is_code = |words: &str| words.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    for words in because.iter().filter(|words| !is_code(words)) {
        page.piece(words, "the words that decided");
    }
    let provider = outcome.provider.and_then(|id| knowledge.provider(&id));
    let whose = provider.map_or("that server", |provider| provider.name.as_str());
    for piece in found.iter().filter(|piece| !because.contains(&piece.text)) {
        page.piece(&piece.text, what(piece.kind, whose));
    }
}

fn what(kind: PieceKind, whose: &str) -> String {
    match kind {
        PieceKind::Recipient => "the address that failed".to_owned(),
        PieceKind::Sender => "the address that the message was sent from".to_owned(),
        PieceKind::Address => "an address that the reply names".to_owned(),
        PieceKind::RemoteHost => "the host that answered".to_owned(),
        PieceKind::Host => "a host that the reply names".to_owned(),
        PieceKind::SendingIp => "the sending server, as they saw it".to_owned(),
        PieceKind::Ip => "an IP address that the reply names".to_owned(),
        PieceKind::Page => "their page about it; never sign in there".to_owned(),
        PieceKind::ProviderMark => format!("only {whose} writes this"),
        PieceKind::Token => {
            format!("a mark of {whose}; quote it when you ask their administrator")
        }
    }
}
