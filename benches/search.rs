//! A query over everything, beside the fuzzy matcher over all titles.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use smtp_doctor::knowledge::Knowledge;
use smtp_doctor::search::Index;

const QUERIES: &[&str] = &["mailbox full", "full mailbox", "qouta", "relay denied", "550", "5.1.1"];

fn search(c: &mut Criterion) {
    let index = Index::new(Knowledge::builtin());
    let titles: Vec<&str> = index.search("").hits.iter().map(|hit| hit.entry().title()).collect();
    let matcher = SkimMatcherV2::default();
    let mut group = c.benchmark_group("search");
    group.bench_function("peer: fuzzy-matcher over titles", |b| {
        b.iter(|| {
            for query in QUERIES {
                black_box(titles.iter().filter_map(|t| matcher.fuzzy_match(t, query)).max());
            }
        });
    });
    for query in QUERIES {
        group.bench_function(*query, |b| b.iter(|| black_box(index.search(query))));
    }
    group.bench_function("making the index", |b| {
        b.iter(|| black_box(Index::new(Knowledge::builtin()).search("x")));
    });
    group.finish();
}

criterion_group!(benches, search);
criterion_main!(benches);
