//! Texts as they are pasted, one of each form, through the one door.

use super::{Forms, read};

/// What is read from a text, a line for each delivery: kind, recipient, codes,
/// client code or socket error, stage, host, text.
fn check(text: &str, expected: &[&str]) {
    let evidence = read(text.as_bytes(), Forms::builtin());
    let shown: Vec<_> = evidence
        .deliveries
        .iter()
        .map(|d| {
            let or = |text: Option<String>| text.unwrap_or("-".to_owned());
            let socket = d.socket_error.map(|code| code.to_string());
            [
                evidence.kind.id().to_owned(),
                or(d.recipient.clone()),
                or(d.reply_code().map(|code| code.to_string())),
                or(d.enhanced_code().map(|code| code.to_string())),
                or(d.client_code.map(|code| code.to_string()).or(socket)),
                or(d.stage.map(|stage| stage.to_string())),
                or(d.remote_host.clone()),
                or(d.reply.as_ref().map(|reply| reply.text.clone())),
            ]
            .join("|")
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn replies() {
    check(
        "550 5.1.1 <kay@there.example>: User unknown",
        &["reply|kay@there.example|550|5.1.1|-|-|-|<kay@there.example>: User unknown"],
    );
    check(
        "553 5.1.8 <ann@ourco.example>... Domain of sender does not exist",
        &["reply|-|553|5.1.8|-|-|-|<ann@ourco.example>... Domain of sender does not exist"],
    );
    check(
        "> 550-5.7.1 \u{201c}no\u{201d}\r\n> 550\u{a0}5.7.1 relay\r\n",
        &["reply|-|550|5.7.1|-|-|-|\"no\" relay"],
    );
    check(
        "<html><body><p>The server said: <b>452 4.2.2</b> Mailbox full</p></body></html>",
        &["reply|-|452|4.2.2|-|-|-|Mailbox full"],
    );
}

#[test]
fn parts_of_bounces() {
    check(
        "<kay@there.example>: host mx.there.example[192.0.2.5] said: 450 4.7.1\n    Greylisted (in reply to RCPT TO command)",
        &["bounce|kay@there.example|450|4.7.1|-|rcpt|mx.there.example|Greylisted"],
    );
    check(
        "<kay@there.example>: Host or domain name not found",
        &["bounce|kay@there.example|-|-|-|-|-|Host or domain name not found"],
    );
    check(
        "Final-Recipient: rfc822; kay@there.example\nAction: delayed\nStatus: 4.4.1\nRemote-MTA: dns; mx.there.example\n",
        &["delay|kay@there.example|-|4.4.1|-|-|mx.there.example|-"],
    );
    check(
        "Your message to kay@there.example couldn't be delivered.\nkay wasn't found.\n",
        &[
            "bounce|kay@there.example|-|-|-|-|-|Your message to kay@there.example couldn't be delivered. kay wasn't found.",
        ],
    );
}

#[test]
fn dialogs_dialogues_and_words() {
    check(
        "Task 'x' reported error (0x8004210B): 'It timed out. The server responded: 550 5.7.60 No'",
        &["dialog|-|550|5.7.60|0x8004210B|-|-|No"],
    );
    check(
        "Your server has unexpectedly terminated the connection. Socket Error: 10060",
        &[
            "dialog|-|-|-|10060|-|-|Your server has unexpectedly terminated the connection. Socket Error: 10060",
        ],
    );
    check(
        "220 mx.there.example ESMTP\nEHLO out.example\n250 mx.there.example\nMAIL FROM:<ann@ourco.example>\n250 ok\n\
         RCPT TO:<kay@there.example>\n550 5.1.1 No\nQUIT\n221 bye\n",
        &["transcript|kay@there.example|550|5.1.1|-|rcpt|mx.there.example|No"],
    );
    check(
        "My mails to Kay do not arrive, and nothing comes back.",
        &["words|-|-|-|-|-|-|My mails to Kay do not arrive, and nothing comes back."],
    );
    check(" \r\n\0", &[]);
}
