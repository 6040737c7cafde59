//! Whole bounces in prose, one of each form, through the one door.

use super::{Forms, read};

/// What is read from a mail with this header and text, a line for each
/// recipient: kind, address, codes, stage, host, text.
fn check(header: &str, text: &str, expected: &[&str]) {
    let mail =
        format!("{header}\nTo: ann@ourco.example\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\n{text}");
    let evidence = read(mail.as_bytes(), Forms::builtin());
    let shown: Vec<_> = evidence
        .deliveries
        .iter()
        .map(|d| {
            let or = |text: Option<&str>| text.unwrap_or("-").to_owned();
            [
                evidence.kind.id().to_owned(),
                or(d.recipient.as_deref()),
                d.reply_code().map_or("-".to_owned(), |code| code.to_string()),
                d.enhanced_code().map_or("-".to_owned(), |code| code.to_string()),
                or(d.stage.map(crate::code::Stage::id)),
                or(d.remote_host.as_deref()),
                or(d.reply.as_ref().map(|reply| reply.text.as_str())),
            ]
            .join("|")
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

const DAEMON: &str = "From: MAILER-DAEMON@out.example\nSubject: failure notice";

#[test]
fn a_heading_an_address_a_reply() {
    check(
        DAEMON,
        "The following address(es) failed:\n\n  kay@there.example\n    SMTP error from remote mail server after RCPT TO:<kay@there.example>:\n\
         \x20   host mx.there.example [192.0.2.5]: 550-Verification failed\n    550 No such user\n",
        &["bounce|kay@there.example|550|-|rcpt|mx.there.example|Verification failed No such user"],
    );
    check(
        DAEMON,
        "Hi. This is the qmail-send program at out.example.\n\n<kay@there.example>:\n192.0.2.5 does not like recipient.\n\
         Remote host said: 550 5.1.1 no mailbox\nGiving up on 192.0.2.5.\n\n--- Below this line is a copy of the message.\n\n\
         Return-Path: <ann@ourco.example>\nSubject: 550 reasons\n",
        &["bounce|kay@there.example|550|5.1.1|rcpt|192.0.2.5|no mailbox"],
    );
    check(
        DAEMON,
        "  ----- The following addresses had permanent fatal errors -----\n\n>>> kay@there.example <kay@there.example>\n\n\
         \x20 ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n",
        &[
            "bounce|kay@there.example|550|5.1.1|-|-|sorry, no mailbox here by that name (#5.1.1 - chkusr)",
        ],
    );
    check(
        DAEMON,
        "---The following addresses had delivery errors---\n\nkay@there.example [User unknown]\n",
        &["bounce|kay@there.example|-|-|-|-|User unknown"],
    );
    check(
        DAEMON,
        "   ----- The following addresses had delivery problems -----\nkay@there.example\n\n   ----- Non-delivered information -----\n\
         The number of messages in recipient's mailbox exceeded the local limit.\n",
        &[
            "bounce|kay@there.example|-|-|-|-|The number of messages in recipient's mailbox exceeded the local limit.",
        ],
    );
    check(
        DAEMON,
        "--- The following addresses had delivery problems ---\n\n<kay@there.example>   (User unknown kay@there.example)\n\n\
         --------------Returned Mail Header--------\n",
        &["bounce|kay@there.example|-|-|-|-|User unknown kay@there.example"],
    );
    check(
        DAEMON,
        "UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<kay@there.example>:\n\
         \x20    mx.there.example [192.0.2.5]:\n     >>> RCPT TO:<kay@there.example>\n     <<< 550 5.1.1 <kay@there.example>... User Unknown\n",
        &[
            "bounce|kay@there.example|550|5.1.1|rcpt|mx.there.example|<kay@there.example>... User Unknown",
        ],
    );
}

#[test]
fn a_sentence_with_an_address() {
    check(
        "From: Postmaster@there.example\nSubject: DELIVERY FAILURE: User kay not listed",
        "Your message\n\n  Subject: Hello\n\nwas not delivered to:\n\n  kay@there.example\n\nbecause:\n\n  User kay (kay@there.example) not listed in Domino Directory\n",
        &[
            "bounce|kay@there.example|-|-|after-acceptance|-|User kay (kay@there.example) not listed in Domino Directory",
        ],
    );
    check(
        "From: microsoftexchange@ourco.example\nSubject: Undeliverable: Hello",
        "Delivery has failed to these recipients or groups:\n\nKay (kay@there.example)\nThe e-mail address you entered couldn't be found.\n\n\
         Diagnostic information for administrators:\n\nGenerating server: ex1.ourco.example\n\nkay@there.example\n\
         #550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\nOriginal message headers:\n\nReceived: from x\n",
        &["bounce|kay@there.example|550|5.1.1|-|-|RESOLVER.ADR.RecipNotFound; not found"],
    );
    check(
        "From: postmaster@there.example\nSubject: Mail could not be delivered",
        "Unable to deliver message to: <kay@there.example>\nDelivery failed for the following reason:\n\
         mx.there.example[192.0.2.5] responded with failure: 552 mailbox is over quota (#5.2.2)\n",
        &["bounce|kay@there.example|552|5.2.2|-|mx.there.example|mailbox is over quota (#5.2.2)"],
    );
    check(
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nSubject: Delivery Status Notification (Failure)\nX-Failed-Recipients: kay@there.example",
        "Delivery to the following recipient failed permanently:\n\n     kay@there.example\n\nTechnical details of permanent failure: \n\
         Google tried to deliver your message, but it was rejected by the server for the recipient domain there.example by mx.there.example. [192.0.2.5].\n\n\
         The error that the other server returned was:\n550 5.1.1 No such user\n\n----- Original message -----\n\nTo: kay@there.example\n",
        &["bounce|kay@there.example|550|5.1.1|-|mx.there.example|No such user"],
    );
}

#[test]
fn delays_and_what_is_no_bounce() {
    check(
        "From: MAILER-DAEMON@out.example\nSubject: Warning: message 1rABCD-000001-2x delayed 24 hours",
        "The address to which the message has not yet been delivered is:\n\n  kay@there.example\n    host mx.there.example [192.0.2.5]\n\
         \x20   Delay reason: SMTP error from remote mail server after MAIL FROM:<ann@ourco.example>:\n    451 Try later\n",
        &["delay|kay@there.example|451|-|mail|mx.there.example|Try later"],
    );
    check(
        "From: kay@there.example\nSubject: Automatic reply: Hello\nAuto-Submitted: auto-replied",
        "I am away.\n",
        &["auto-reply|kay@there.example|-|-|-|-|I am away."],
    );
    check(
        "From: kim@ourco.example\nSubject: help",
        "My mail does not arrive.\n",
        &["words|-|-|-|-|-|My mail does not arrive."],
    );
    check(
        "From: kim@ourco.example\nSubject: help",
        "It always says\n\n550 5.7.1 Relaying denied\n",
        &["reply|-|550|5.7.1|-|-|Relaying denied"],
    );
}
