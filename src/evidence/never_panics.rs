//! Whatever comes in, reading ends, does not panic and keeps its promises.

use proptest::prelude::*;

use super::{Evidence, Forms, Kind, mbox, read};

/// Texts of each form, to be damaged.
const SAMPLES: [&str; 9] = [
    "Return-Path: <>\nFrom: MAILER-DAEMON@out.example\nTo: ann@ourco.example\nSubject: Undelivered Mail\n\
     MIME-Version: 1.0\nContent-Type: multipart/report; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\n\
     <kay@there.example>: host mx.there.example[192.0.2.5] said: 550-5.1.1 No\n    550 5.1.1 such user (in reply to RCPT TO command)\n\n\
     --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; out.example\n\nFinal-Recipient: rfc822; kay@there.example\n\
     Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such user\n\n--b\nContent-Type: message/rfc822\n\n\
     From: ann@ourco.example\nTo: kay@there.example\nSubject: =?utf-8?B?w7xiZXI=?=\n\nHello\n--b--\n",
    "From: Mailer-Daemon@out.example\nX-Failed-Recipients: kay@there.example\nSubject: Mail delivery failed\n\n\
     The following address(es) failed:\n\n  kay@there.example\n    SMTP error from remote mail server after RCPT TO:<kay@there.example>:\n\
     \x20   host mx.there.example [192.0.2.5]: 550 No such user\n\n------ This is a copy of the message ------\n\nReturn-path: <ann@ourco.example>\n",
    "From: Mailer-Daemon@out.example\nSubject: Returned mail\n\n   ----- Transcript of session follows -----\n\
     ... while talking to mx.there.example.:\n>>> RCPT To:<kay@there.example>\n<<< 550 5.1.1 no\n550 5.1.1 <kay@there.example>... User unknown\n",
    "Jan  5 10:00:01 out postfix/smtp[13]: 4F2B31C0A7: to=<kay@there.example>, relay=mx.there.example[192.0.2.5]:25, dsn=5.1.1, status=bounced (host mx.there.example[192.0.2.5] said: 550 5.1.1 no)\n",
    "-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n4F2B31C0A7     900 Mon Jan  5 10:00:00  ann@ourco.example\n\
     (host mx.there.example[192.0.2.5] said: 450 4.2.0 Later)\n                    kay@there.example\n",
    "Task 'ann@ourco.example - Sending' reported error (0x8004210B): 'Timed out. The server responded: 550 5.7.60 no', Socket Error: 10060",
    "From: x@y.example\nSubject: z\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: kay@there.example\n",
    "{\"notificationType\":\"Bounce\",\"bounce\":{\"bouncedRecipients\":[{\"emailAddress\":\"kay@there.example\",\"diagnosticCode\":\"550 no\"}]}}",
    "#Fields: date-time,event-id,recipient-address,recipient-status\n2026,FAIL,kay@there.example,\"550 5.1.1 \"\"no\"\"\"\n",
];

/// What holds for every input.
fn check(bytes: &[u8]) {
    let evidence = read(bytes, Forms::builtin());
    let Evidence { kind, deliveries, words, .. } = &evidence;
    assert_eq!(deliveries.is_empty(), *kind == Kind::Empty, "{kind:?}");
    assert!(words.len() <= super::mail::WORDS);
    for delivery in deliveries {
        let reply = delivery.reply.as_ref();
        assert!(reply.is_none_or(|reply| reply.text.len() <= super::reply::LONGEST));
        assert_ne!(delivery.recipient.as_deref(), Some(""));
    }
    let lengths: usize = mbox::messages(bytes).map(|range| range.len()).sum();
    assert_eq!(lengths, bytes.len(), "an mbox is nothing but its messages");
}

/// Changes to a sample: where, how many bytes go, and what comes instead.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, Vec<u8>)>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(vec![
            "\n",
            "\r",
            "\r\n\r\n",
            "--b\n",
            "550 ",
            "550-",
            "5.1.1",
            "<",
            ">",
            "@",
            "\0",
            "\u{1b}$B",
            "=?",
            ":",
            "(",
            ")",
            "Content-Type: multipart/mixed; boundary=b\n\n",
            "Content-Transfer-Encoding: base64\n\n",
            "Final-Recipient: ",
            ">>> ",
            "<<< ",
            "\u{a0}",
            "\u{201c}",
            "\u{fffd}",
            "0x8",
            "errno",
            "ü",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, piece), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes);
    }

    #[test]
    fn on_any_text(text in "(\\PC|[\n\r\t <>@:;=.0-9-]){0,300}") {
        check(text.as_bytes());
    }

    #[test]
    fn on_damaged_samples(sample in 0..SAMPLES.len(), changes in changes()) {
        let mut bytes = SAMPLES[sample].as_bytes().to_vec();
        for (at, gone, piece) in changes {
            let from = at.index(bytes.len() + 1);
            let to = (from + gone).min(bytes.len());
            bytes.splice(from..to, piece);
        }
        check(&bytes);
    }
}

#[test]
fn on_floods() {
    let mut nested = Vec::new();
    for at in 0..5_000 {
        nested.extend(format!("From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n").bytes());
    }
    check(&nested);
    for piece in [
        "\0",
        "@",
        "<a@b.example>: no\n",
        "550-",
        "550-5.1.1 x\n",
        ":550 ",
        "5.1.1 ",
        ">>> RCPT TO:<a@b.example>\n<<< 550 no\n",
        "<",
        ">",
        "A: b\n",
        "a\r",
        "From: a@b.example\nSubject: x\nContent-Type: message/rfc822\n\n",
        "{\"a\":[",
        "=?utf-8?Q?a?=\n ",
        "Final-Recipient: rfc822; a@b.example\nAction: failed\n",
    ] {
        check(piece.repeat(200_000 / piece.len()).as_bytes());
    }
}
