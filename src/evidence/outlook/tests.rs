//! Files as Outlook saves them, made here, through the one door.

use std::io::{Cursor, Write};

use proptest::prelude::*;

use crate::evidence::{Evidence, Forms, Kind, read};

/// A value of a property.
#[derive(Clone, Copy)]
enum Value<'v> {
    Unicode(&'v str),
    Bytes8(&'v [u8]),
    Binary(&'v [u8]),
    Number(u32),
}
use Value::{Binary, Bytes8, Number, Unicode};

/// The properties of a message, a recipient or an attachment.
type Properties<'v> = &'v [(u16, Value<'v>)];

/// A file being made.
struct Builder(cfb::CompoundFile<Cursor<Vec<u8>>>);

impl Builder {
    fn new() -> Self {
        Self(cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("in memory"))
    }

    fn stream(&mut self, path: &str, bytes: &[u8]) {
        let mut stream = self.0.create_stream(path).expect("a new name");
        stream.write_all(bytes).expect("in memory");
    }

    /// Puts an object into a folder; `head` is the length of its table's head.
    fn put(mut self, folder: &str, head: usize, properties: Properties) -> Self {
        if !folder.is_empty() {
            self.0.create_storage(folder).expect("a new name");
        }
        let mut table = vec![0; head];
        for (tag, value) in properties {
            let (kind, bytes) = match value {
                Unicode(text) => {
                    ("001F", text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>())
                }
                Bytes8(bytes) => ("001E", bytes.to_vec()),
                Binary(bytes) => ("0102", bytes.to_vec()),
                Number(number) => {
                    table.extend([3, 0]);
                    table.extend(tag.to_le_bytes());
                    table.extend([6, 0, 0, 0]);
                    table.extend(number.to_le_bytes());
                    table.extend([0; 4]);
                    continue;
                }
            };
            self.stream(&format!("{folder}/__substg1.0_{tag:04X}{kind}"), &bytes);
        }
        self.stream(&format!("{folder}/__properties_version1.0"), &table);
        self
    }

    fn message(self, properties: Properties) -> Self {
        self.put("", 32, properties)
    }

    fn recipient(self, number: u32, properties: Properties) -> Self {
        self.put(&format!("/__recip_version1.0_#{number:08X}"), 8, properties)
    }

    fn attachment(self, number: u32, properties: Properties) -> Self {
        self.put(&format!("/__attach_version1.0_#{number:08X}"), 8, properties)
    }

    /// A message that is attached as one.
    fn embedded(self, number: u32, properties: Properties) -> Self {
        let folder = format!("/__attach_version1.0_#{number:08X}");
        self.put(&folder, 8, &[]).put(&format!("{folder}/__substg1.0_3701000D"), 24, properties)
    }

    fn bytes(mut self) -> Vec<u8> {
        self.0.flush().expect("in memory");
        self.0.into_inner().into_inner()
    }
}

/// What is read: kind, then for each delivery recipient, action, codes, host,
/// text.
fn shown(evidence: &Evidence) -> String {
    let or = |text: Option<String>| text.unwrap_or("-".to_owned());
    let deliveries = evidence.deliveries.iter().map(|d| {
        [
            or(d.recipient.clone()),
            or(d.action.map(|action| action.id().to_owned())),
            or(d.reply_code().map(|code| code.to_string())),
            or(d.enhanced_code().map(|code| code.to_string())),
            or(d.reporting_host.clone()),
            or(d.remote_host.clone()),
            or(d.reply.as_ref().map(|reply| reply.text.clone())),
        ]
        .join("|")
    });
    format!("{}: {}", evidence.kind.id(), deliveries.collect::<Vec<_>>().join(" & "))
}

fn check(file: &[u8], expected: &str) -> Evidence {
    let evidence = read(file, Forms::builtin());
    assert_eq!(shown(&evidence), expected);
    evidence
}

/// A report as Outlook shows it, with two recipients that failed.
fn report() -> Builder {
    Builder::new()
        .message(&[
            (0x001a, Unicode("REPORT.IPM.Note.NDR")),
            (0x0037, Unicode("Undeliverable: Angebot")),
            (
                0x1000,
                Unicode("Your message did not reach some or all of the intended recipients.\r\n"),
            ),
            (0x0049, Unicode("Angebot")),
            (0x0067, Unicode("ann@ourco.example")),
        ])
        .recipient(
            0,
            &[
                (0x3001, Unicode("Kay Doe")),
                (0x39fe, Unicode("kay@there.example")),
                (0x0c1b, Unicode("<ex1.ourco.example #5.1.1 smtp;550 5.1.1 User unknown>")),
                (0x0c05, Number(0)),
            ],
        )
        .recipient(
            1,
            &[(0x3001, Unicode("'kim@there.example'")), (0x0c05, Number(7)), (0x0c20, Number(523))],
        )
}

#[test]
fn a_report_of_outlooks_own_properties() {
    let evidence = check(
        &report().bytes(),
        "bounce: kay@there.example|failed|550|5.1.1|ex1.ourco.example|-|User unknown & \
         kim@there.example|failed|-|5.2.3|ex1.ourco.example|-|The message content is too long: the message size exceeds the limit",
    );
    assert_eq!(evidence.returned.subject.as_deref(), Some("Angebot"));
    assert_eq!(evidence.returned.from.as_deref(), Some("ann@ourco.example"));
    assert!(evidence.notes.is_empty());
}

#[test]
fn what_became_of_it_is_the_message_class() {
    for (class, expected) in [
        ("REPORT.IPM.Note.NDR", "bounce: kay@there.example|failed|-|-|-|-|-"),
        ("REPORT.IPM.Note.Delayed.NDR", "bounce: kay@there.example|failed|-|-|-|-|-"),
        ("REPORT.IPM.Note.DELAYED", "delay: kay@there.example|delayed|-|-|-|-|-"),
        ("REPORT.IPM.Note.DR", "bounce: kay@there.example|delivered|-|-|-|-|-"),
        ("REPORT.IPM.Note.Relayed.DR", "bounce: kay@there.example|relayed|-|-|-|-|-"),
    ] {
        let file = Builder::new()
            .message(&[(0x001a, Unicode(class))])
            .recipient(0, &[(0x3003, Unicode("kay@there.example"))]);
        check(&file.bytes(), expected);
    }
    // A receipt is no report of a delivery, and who gets a mail did not fail.
    for class in ["REPORT.IPM.Note.IPNRN", "IPM.Note"] {
        let file = Builder::new()
            .message(&[(0x001a, Unicode(class)), (0x1000, Unicode("Hello Kay"))])
            .recipient(0, &[(0x3003, Unicode("kay@there.example"))]);
        let evidence = read(&file.bytes(), Forms::builtin());
        assert!(evidence.deliveries.iter().all(|d| d.recipient.is_none()), "{class}");
    }
}

#[test]
fn a_bounce_that_came_over_the_wire() {
    let headers = "Microsoft Mail Internet Headers Version 2.0\r\nFrom: MAILER-DAEMON@out.example\r\n\
                   Subject: Undelivered Mail Returned to Sender\r\nContent-Type: multipart/report;\r\n boundary=x\r\n\
                   MIME-Version: 1.0\r\nDate: Mon, 5 Jan 2026 10:00:00 +0000\r\n\r\n";
    let status =
        b"Reporting-MTA: dns; out.example\r\n\r\nFinal-Recipient: rfc822; kay@there.example\r\n\
                   Action: failed\r\nStatus: 5.2.2\r\nRemote-MTA: dns; mx.there.example\r\n\
                   Diagnostic-Code: smtp; 552 5.2.2 Mailbox full\r\n";
    let file = Builder::new()
        .message(&[
            (0x001a, Unicode("IPM.Note")),
            (0x007d, Unicode(headers)),
            (0x1000, Unicode("This is the mail system at host out.example.\r\n")),
        ])
        .attachment(
            0,
            &[
                (0x370e, Unicode("message/delivery-status")),
                (0x3707, Unicode("details.txt")),
                (0x3701, Binary(status)),
            ],
        )
        .embedded(1, &[(0x0037, Unicode("Offer")), (0x5d01, Unicode("ann@ourco.example"))]);
    let evidence = check(
        &file.bytes(),
        "bounce: kay@there.example|failed|552|5.2.2|out.example|mx.there.example|Mailbox full",
    );
    assert_eq!(evidence.date.as_deref(), Some("Mon, 5 Jan 2026 10:00:00 +0000"));
    assert_eq!(evidence.returned.subject.as_deref(), Some("Offer"));
}

#[test]
fn texts_in_a_code_page_and_in_html() {
    let body = "<p>Zustellung fehlgeschlagen.</p><p>&lt;kay@there.example&gt;: 550 5.1.1 Empf\u{e4}nger unbekannt</p>";
    let latin: Vec<u8> = body.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    let expected =
        "bounce: kay@there.example|failed|550|5.1.1|out.example|-|Empf\u{e4}nger unbekannt";
    let head = (0x0c1f, Unicode("mailer-daemon@out.example"));
    for (page, html) in [(1252, latin.as_slice()), (65001, body.as_bytes())] {
        let file = Builder::new().message(&[head, (0x1013, Binary(html)), (0x3fde, Number(page))]);
        check(&file.bytes(), expected);
    }
    let plain = b"<kay@there.example>: 550 5.1.1 \xcd\xe5\xf2 \xf2\xe0\xea\xee\xe3\xee\r\n";
    let file = Builder::new().message(&[head, (0x1000, Bytes8(plain)), (0x3ffd, Number(1251))]);
    check(
        &file.bytes(),
        "bounce: kay@there.example|failed|550|5.1.1|out.example|-|\u{41d}\u{435}\u{442} \u{442}\u{430}\u{43a}\u{43e}\u{433}\u{43e}",
    );
}

#[test]
fn a_bounce_inside_another_message() {
    let expected = "bounce: kay@there.example|failed|550|5.1.1|ex1.ourco.example|-|User unknown & \
         kim@there.example|failed|-|5.2.3|ex1.ourco.example|-|The message content is too long: the message size exceeds the limit";
    // As a file in a mail, named so or of its type.
    let encoded = base64(&report().bytes());
    for kind in [
        "application/vnd.ms-outlook",
        "application/octet-stream; name=\"Undeliverable.msg\"",
        "application/octet-stream\nContent-Disposition: attachment; filename=\"a.msg\"; size=12",
    ] {
        let mail = format!(
            "From: ann@ourco.example\nTo: help@ourco.example\nSubject: Fwd: see this\nMIME-Version: 1.0\n\
             Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nWhat is this?\n\n--b\n\
             Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\n{encoded}\n--b--\n"
        );
        check(mail.as_bytes(), expected);
    }
    // As a file in a file.
    let file = Builder::new()
        .message(&[
            (0x001a, Unicode("IPM.Note")),
            (0x0037, Unicode("Fwd")),
            (0x1000, Unicode("See this.")),
        ])
        .attachment(0, &[(0x3707, Unicode("x.msg")), (0x3701, Binary(&report().bytes()))]);
    check(&file.bytes(), expected);
    // As a message in a file.
    let text = "<kay@there.example>: host mx.there.example[192.0.2.5] said: 550 5.1.1 No (in reply to RCPT TO command)";
    let file = Builder::new()
        .message(&[
            (0x001a, Unicode("IPM.Note")),
            (0x0037, Unicode("Fwd")),
            (0x1000, Unicode("See this.")),
        ])
        .embedded(0, &[(0x0c1f, Unicode("mailer-daemon@out.example")), (0x1000, Unicode(text))]);
    check(
        &file.bytes(),
        "bounce: kay@there.example|failed|550|5.1.1|out.example|mx.there.example|No",
    );
}

/// Bytes in lines of base64.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (at, group) in bytes.chunks(3).enumerate() {
        let sum = group.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
        let sum = sum << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = char::from(LETTERS[sum >> (18 - 6 * place) & 63]);
            text.push(if place > group.len() { '=' } else { letter });
        }
        if at % 19 == 18 {
            text.push('\n');
        }
    }
    text
}

#[test]
fn a_table_that_goes_beyond_the_end_is_no_damage() {
    let mut bytes = report().bytes();
    let expected = shown(&read(&bytes, Forms::builtin()));
    // The entries behind the last sector say that a chain ends there, as some
    // programs write them, instead of that nothing is there.
    let sectors = bytes.len() / 512 - 1;
    let table = 512 * (1 + usize::from(bytes[76]));
    for entry in sectors..128 {
        bytes[table + entry * 4..][..4].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    }
    check(&bytes, &expected);
}

#[test]
fn a_damaged_file_gives_its_words() {
    let mut bytes = report().bytes();
    // Where the folders start.
    bytes[48..52].fill(0xee);
    let evidence = read(&bytes, Forms::builtin());
    assert!(evidence.words.contains("User unknown"), "{}", evidence.words);
    assert_eq!(evidence.notes, ["the Outlook file is damaged: only its readable words were taken"]);
}

#[test]
fn a_flood_of_parts_is_cut() {
    let mut file = Builder::new().message(&[(0x001a, Unicode("REPORT.IPM.Note.NDR"))]);
    for number in 0..300 {
        file = file.recipient(number, &[(0x3003, Unicode("kay@there.example"))]);
    }
    let evidence = read(&file.bytes(), Forms::builtin());
    assert!(evidence.deliveries.len() <= 256);
    assert_eq!(evidence.notes, ["the file has more in it than was read"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn damage_does_no_harm(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40), cut in any::<prop::sample::Index>()) {
        let mut bytes = report().bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len() - 4) + 4;
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()).max(bytes.len() / 2));
        let evidence = read(&bytes, Forms::builtin());
        prop_assert_eq!(evidence.deliveries.is_empty(), evidence.kind == Kind::Empty);
    }
}
