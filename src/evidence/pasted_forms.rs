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
fn lines_that_were_wrapped_are_still_one_reply() {
    let text = "The following message to <kay@there.example> was undeliverable.\n\
        The reason for the problem:\n\
        5.1.0 - Unknown address error 550-'5.2.2 <kay@there.example>... Mailbox Full'";
    for width in [24, 30, 40, 50, 60, 70, 100] {
        let wrapped: Vec<String> =
            text.lines().flat_map(|line| crate::text::wrap(line, width)).collect();
        let evidence = read(wrapped.join("\n").as_bytes(), Forms::builtin());
        assert_eq!(evidence.deliveries.len(), 1, "{width}: {evidence:?}");
        let delivery = &evidence.deliveries[0];
        assert_eq!(delivery.recipient.as_deref(), Some("kay@there.example"), "{width}");
        let reply = delivery.reply.as_ref().map(|reply| reply.text.as_str());
        assert_eq!(reply, Some("<kay@there.example>... Mailbox Full"), "{width}");
    }
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
fn what_programs_print() {
    for (text, expected) in [
        (
            "smtplib.SMTPRecipientsRefused: {'kay@there.example': (550, b'5.1.1 No such user')}\n",
            "bounce|kay@there.example|550|5.1.1|-|-|-|No such user",
        ),
        (
            "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Not accepted. See\\n5.7.8 https://mail.example/p')",
            "reply|-|535|5.7.8|-|auth|-|Not accepted. See https://mail.example/p",
        ),
        (
            "send: 'rcpt TO:<kay@there.example>\\r\\n'\nreply: b'550 5.1.1 No such user\\r\\n'\nreply: retcode (550); Msg: b'5.1.1 No such user'\n",
            "transcript|kay@there.example|550|5.1.1|-|rcpt|-|No such user",
        ),
        (
            "javax.mail.SendFailedException: Invalid Addresses;\n  nested exception is:\n\tcom.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <kay@there.example>: User unknown\n\n\tat com.sun.mail.smtp.SMTPTransport.rcptTo(SMTPTransport.java:2064)\n",
            "reply|kay@there.example|550|5.1.1|-|rcpt|-|<kay@there.example>: User unknown",
        ),
        (
            "System.Net.Mail.SmtpException: Failed. The server response was: 5.7.57 Client not authenticated [x.prod.example]\n   at System.Net.Mail.MailCommand.Send(SmtpConnection conn)\n",
            "reply|-|-|5.7.57|-|-|-|Client not authenticated [x.prod.example]",
        ),
        (
            "Error: Recipient command failed: 550 5.1.1 No such user\n    at SMTPConnection._formatError (index.js:809:19) {\n  code: 'EENVELOPE',\n  response: '550 5.1.1 No such user',\n  responseCode: 550,\n  command: 'RCPT TO',\n  rejected: [ 'kay@there.example' ]\n}\n",
            "reply|kay@there.example|550|5.1.1|-|rcpt|-|No such user",
        ),
        (
            "{\n  code: 'EENVELOPE',\n  response: '554 5.7.1 Relay access denied',\n  responseCode: 554,\n  command: 'RCPT TO'\n}\n",
            "reply|-|554|5.7.1|-|rcpt|-|Relay access denied",
        ),
        (
            "Error: connect ECONNREFUSED 192.0.2.25:587\n  code: 'ESOCKET',\n  port: 587,\n",
            "dialog|-|-|-|111|-|-|Error: connect ECONNREFUSED 192.0.2.25:587 code: 'ESOCKET', port: 587,",
        ),
        (
            "msmtp: recipient address kay@there.example not accepted by the server\nmsmtp: server message: 550 5.1.1 No such user\nmsmtp: could not send mail\n",
            "reply|kay@there.example|550|5.1.1|-|rcpt|-|No such user",
        ),
        (
            "host=mail.ourco.example from=ann@ourco.example recipients=kay@there.example smtpstatus=550 smtpmsg='550 5.1.1 No such user' errormsg='recipient address kay@there.example not accepted by the server' exitcode=EX_DATAERR",
            "reply|kay@there.example|550|5.1.1|-|rcpt|-|No such user",
        ),
        (
            "< 220 mx.there.example ESMTP\n> RCPT TO:<kay@there.example>\n< 550 5.1.1 No such user\n* RCPT failed: 550\n> QUIT\n< 221 Bye\ncurl: (55) RCPT failed: 550\n",
            "transcript|kay@there.example|550|5.1.1|-|rcpt|mx.there.example|No such user",
        ),
        (
            "10:00:01 #[smtp(1234)] smtp client: > MAIL FROM:<scan@ourco.example>\n10:00:01 #[smtp(1234)] smtp client: < 530 5.7.57 Not authenticated\n",
            "transcript|-|530|5.7.57|-|mail|-|Not authenticated",
        ),
        (
            "Could not send mail to kay@there.example, SMTP server returned 554 5.7.1 Relay access denied.",
            "reply|kay@there.example|554|5.7.1|-|-|-|Relay access denied.",
        ),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn what_exchange_prints() {
    check(
        "[{LED=450 4.4.316 Connection refused};{MSG=};{FQDN=mx.there.example};{IP=192.0.2.5};{LRT=1/5/2026}]",
        &["reply|-|450|4.4.316|-|connect|mx.there.example|Connection refused"],
    );
    check(
        "[{LED=450 4.4.318 Closed};{MSG=};{FQDN=};{IP=192.0.2.5};{LRT=1/5/2026}]",
        &["reply|-|450|4.4.318|-|-|192.0.2.5|Closed"],
    );
    check(
        "Final-recipient: RFC822; kay@there.example\nAction: delayed\nStatus: 4.4.7\n\
         Diagnostic-Code: smtp;400 4.4.7 Message delayed [{LED=451 4.7.0 Later};{MSG=};{FQDN=mx.there.example};{IP=192.0.2.5}]\n",
        &["delay|kay@there.example|451|4.7.0|-|-|mx.there.example|Later"],
    );
    check(
        "Delivery is delayed to these recipients or groups:\n\nkay@there.example\n\nThis message hasn't been delivered yet. \
         You'll be notified if the message can't be delivered by then.\n\nkay@there.example\n\
         Server at mx.there.example (192.0.2.5) returned '450 4.4.101 Proxy failed with '451 4.4.397 Error -> 421 4.7.0 Too many''\n",
        &["delay|kay@there.example|421|4.7.0|-|-|mx.there.example|Too many"],
    );
    check(
        "Identity      : EX01\\142\nStatus        : Retry\nNextHopDomain : there.example\n\
         LastError     : [{LED=452 4.3.1 Later};{MSG=};{FQDN=mx.there.example};{IP=192.0.2.5}]\n",
        &["queue|-|452|4.3.1|-|-|mx.there.example|Later"],
    );
    // Its fields are named like those of a mail's header.
    check(
        "MessageId        : <1@ourco.example>\nReceived         : 1/5/2026\nSubject          : Offer\n\
         SenderAddress    : ann@ourco.example\nRecipientAddress : kay@there.example\nStatus           : Failed\n",
        &["log|kay@there.example|-|-|-|-|-|-"],
    );
    check("Mail queue is empty\n", &[]);
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
