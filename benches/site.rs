//! What a large site costs: its file read and merged, beside the TOML library
//! alone on the same text, and the index over its words. Twice the entries
//! have to take twice the time.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use smtp_doctor::knowledge::Knowledge;
use smtp_doctor::knowledge::check::SourceFile;
use smtp_doctor::knowledge::site::merge;
use smtp_doctor::search::Index;

/// A file of so many words of a house, put together from words that are there.
fn file(entries: usize) -> SourceFile {
    let known = Knowledge::builtin();
    let words: Vec<&str> = known
        .codes
        .iter()
        .flat_map(|code| code.meaning.as_str().split_whitespace())
        .filter(|word| word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase()))
        .collect();
    let words_of = |n: usize, many: usize| {
        let picked = (0..many).map(|k| words[(n * 7919 + k * k * 104_729) % words.len()]);
        picked.collect::<Vec<_>>().join(" ")
    };
    let mut text = String::new();
    for n in 0..entries {
        let (title, meaning, alias) = (words_of(n, 4), words_of(n + 1, 15), words_of(n + 2, 2));
        let _ = write!(
            text,
            "[[term]]\nid = \"site-{n}\"\ntitle = \"{title}\"\nmeaning = \"{meaning}.\"\n\
             aliases = [\"{alias}\", \"host{n}\"]\n\n"
        );
    }
    SourceFile { path: "site.toml".to_owned(), text: text.leak() }
}

fn site(c: &mut Criterion) {
    for entries in [10_000, 20_000, 40_000] {
        let files = [file(entries)];
        let mut group = c.benchmark_group(format!("{entries} entries"));
        group.sample_size(10);
        group.bench_function("peer: the TOML library alone", |b| {
            b.iter(|| black_box(toml::de::DeTable::parse(files[0].text).is_ok()));
        });
        group.bench_function("read, checked and merged", |b| {
            let base = || Knowledge::builtin().clone();
            b.iter_batched(base, |base| merge(base, &files), BatchSize::PerIteration);
        });
        let (knowledge, problems) = merge(Knowledge::builtin().clone(), &files);
        assert!(problems.is_empty(), "{problems:?}");
        group.bench_function("the index over its words", |b| {
            b.iter(|| {
                let index = Index::new(&knowledge);
                index.prepare();
                index
            });
        });
        group.finish();
    }
}

criterion_group!(benches, site);
criterion_main!(benches);
