//! Classifying single replies, beside the floor of only looking for one word
//! in them.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use smtp_doctor::diagnosis::Doctor;
use smtp_doctor::evidence::{Evidence, Forms, read};
use smtp_doctor::knowledge::Knowledge;

/// Replies with other addresses, hosts and numbers in each.
fn replies(count: usize) -> Vec<String> {
    let forms = [
        "550 5.1.1 <u{n}@example.com>: Recipient address rejected: User unknown in table {n}",
        "452 4.2.2 The mailbox of user{n} is over quota",
        "554 5.7.1 Service unavailable; Client host [192.0.2.{n}] blocked using zen.spamhaus.org",
        "550 5.7.26 host{n}.example does not pass the DMARC policy of its domain",
        "421 4.7.0 [TSS04] Messages from 192.0.2.{n} temporarily deferred",
        "451 4.7.1 Greylisted, try again in {n} seconds",
        "552 5.3.4 Message size exceeds fixed limit of {n}000000",
        "550 answer number {n} of a server that nobody knows",
    ];
    (0..count).map(|n| forms[n % forms.len()].replace("{n}", &n.to_string())).collect()
}

fn classify(c: &mut Criterion) {
    let replies = replies(10_000);
    let forms = Forms::builtin();
    let evidence: Vec<Evidence> = replies.iter().map(|text| read(text.as_bytes(), forms)).collect();
    let doctor = Doctor::new(Knowledge::builtin());
    let mut group = c.benchmark_group("replies");
    group.sample_size(20);
    group.throughput(Throughput::Elements(replies.len() as u64));
    group.bench_function("floor: one word looked for", |b| {
        b.iter(|| replies.iter().filter(|text| text.contains("zyzzyva")).count());
    });
    group.bench_function("evidence", |b| {
        b.iter(|| {
            for text in &replies {
                black_box(read(text.as_bytes(), forms));
            }
        });
    });
    group.bench_function("diagnosis", |b| {
        b.iter(|| {
            for evidence in &evidence {
                black_box(doctor.diagnose(evidence));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, classify);
criterion_main!(benches);
