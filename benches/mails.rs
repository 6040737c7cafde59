//! Whole bounces, from bytes to a diagnosis, beside the floor of only parsing
//! them as MIME; and the growth with the size of one mail.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mail_parser::MessageParser;
use smtp_doctor::diagnosis::Doctor;
use smtp_doctor::evidence::{Forms, read};
use smtp_doctor::knowledge::Knowledge;

/// A delivery report of about 6 KB, the mean of real ones, with the returned
/// message padded to `padding` bytes.
fn report(reply: &str, padding: usize) -> Vec<u8> {
    let mut received = String::new();
    for hop in 0..12 {
        let _ = writeln!(
            received,
            "Received: from h{hop}.example.com (h{hop}.example.com [192.0.2.{hop}])\n\tby mx.example.org \
             with ESMTPS id 4F{hop:08};\n\tSat, 21 Nov 2026 10:00:{hop:02} +0000"
        );
    }
    let body = "Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n".repeat(padding / 57);
    format!(
        "Return-Path: <>\n{received}From: MAILER-DAEMON@mail.ourco.example\nTo: ann@ourco.example\n\
         Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: \
         multipart/report; report-type=delivery-status; boundary=\"b1\"\n\n--b1\nContent-Type: \
         text/plain\n\nThis is the mail system at host mail.ourco.example.\n\n<bob@partner.example>: \
         host mx.partner.example[192.0.2.9] said: {reply} (in reply to RCPT TO command)\n\n--b1\n\
         Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.ourco.example\n\n\
         Final-Recipient: rfc822; bob@partner.example\nAction: failed\nStatus: 5.0.0\nRemote-MTA: dns; \
         mx.partner.example\nDiagnostic-Code: smtp; {reply}\n\n--b1\nContent-Type: message/rfc822\n\n\
         {received}From: ann@ourco.example\nTo: bob@partner.example\nSubject: Hello\n\n{body}\n--b1--\n"
    )
    .into_bytes()
}

/// Mails of different replies.
fn mails() -> Vec<Vec<u8>> {
    [
        "550 5.1.1 <bob@partner.example>: Recipient address rejected: User unknown",
        "552 5.2.2 Mailbox is over quota",
        "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
        "550-5.7.26 This mail has been blocked because the sender is unauthenticated.",
        "421 4.7.0 Try again later, closing connection.",
        "554 5.7.1 Message rejected because of content",
        "550 zyzzyva",
    ]
    .iter()
    .map(|reply| report(reply, 2048))
    .collect()
}

fn many(c: &mut Criterion) {
    let mails = mails();
    let doctor = Doctor::new(Knowledge::builtin());
    let forms = Forms::builtin();
    let mut group = c.benchmark_group("mails");
    group.throughput(Throughput::Elements(mails.len() as u64));
    group.bench_function("floor: MIME parsing alone", |b| {
        b.iter(|| {
            for mail in &mails {
                black_box(MessageParser::default().parse(mail));
            }
        });
    });
    group.bench_function("evidence", |b| {
        b.iter(|| {
            for mail in &mails {
                black_box(read(mail, forms));
            }
        });
    });
    group.bench_function("evidence and diagnosis", |b| {
        b.iter(|| {
            for mail in &mails {
                black_box(doctor.diagnose(&read(mail, forms)));
            }
        });
    });
    group.finish();
}

fn growth(c: &mut Criterion) {
    let forms = Forms::builtin();
    let mut group = c.benchmark_group("one mail by size");
    group.sample_size(20);
    for size in [400_000, 800_000, 1_600_000, 15_000_000] {
        let mail = report("550 5.1.1 User unknown", size);
        group.throughput(Throughput::Bytes(mail.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |b| {
            b.iter(|| black_box(read(&mail, forms)));
        });
    }
    group.finish();
}

criterion_group!(benches, many, growth);
criterion_main!(benches);
