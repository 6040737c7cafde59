//! What a keystroke costs: every beginning of every query of the table in
//! `tests/queries.tsv`, over the built-in knowledge and with a site's 20,000
//! entries; beside a plain scan for the same letters in all titles and the
//! fuzzy matcher over them.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use smtp_doctor::knowledge::{Knowledge, Text};
use smtp_doctor::search::Index;

/// So many entries a large site has.
const SITE: usize = 20_000;

/// All that is in the line while the queries are typed.
fn keystrokes() -> BTreeSet<&'static str> {
    let lines = include_str!("../tests/queries.tsv").lines();
    let queries = lines.filter_map(|line| line.split_once('\t')).map(|(query, _)| query);
    queries
        .flat_map(|query| query.char_indices().map(|(at, c)| &query[..at + c.len_utf8()]))
        .collect()
}

/// The built-in knowledge and a site's: entries whose words are put together
/// from the titles that are there.
fn with_site() -> Knowledge {
    let known = Knowledge::builtin();
    let mut terms = known.terms.clone().into_vec();
    let words: Vec<&str> = known
        .codes
        .iter()
        .flat_map(|code| code.meaning.as_str().split_whitespace())
        .filter(|word| word.len() > 3)
        .collect();
    let words_of = |n: usize, many: usize| -> Text {
        let picked = (0..many).map(|k| words[(n * 7919 + k * k * 104_729) % words.len()]);
        Text::new(picked.collect::<Vec<_>>().join(" ").leak())
    };
    let pattern = terms.first().cloned().expect("there are terms");
    for n in 0..SITE {
        let mut term = pattern.clone();
        term.id = Text::new(format!("site-{n}").leak());
        term.title = words_of(n, 4);
        term.meaning = words_of(n + 1, 15);
        term.aliases = vec![words_of(n + 2, 2), Text::new(format!("host{n}").leak())];
        terms.push(term);
    }
    terms.sort_by_key(|term| term.id);
    Knowledge { terms: terms.into(), ..known.clone() }
}

/// The keystroke that costs most, and what it costs at its best.
fn worst(index: &Index<'_>, keystrokes: &BTreeSet<&'static str>) -> (&'static str, Duration) {
    let cost = |typed: &&'static str| {
        let once = || {
            let start = Instant::now();
            black_box(index.search(typed));
            start.elapsed()
        };
        (0..9).map(|_| once()).min().unwrap_or_default()
    };
    let all = keystrokes.iter().map(|typed| (*typed, cost(typed)));
    all.max_by_key(|(_, cost)| *cost).expect("there are queries")
}

fn search(c: &mut Criterion) {
    let keystrokes = keystrokes();
    let site: &'static Knowledge = Box::leak(Box::new(with_site()));
    for (name, knowledge) in [("built-in", Knowledge::builtin()), ("with a site", site)] {
        let index = Index::new(knowledge);
        index.prepare();
        let titles: Vec<&str> =
            index.search("").hits.iter().map(|hit| hit.entry().title()).collect();
        let (typed, cost) = worst(&index, &keystrokes);
        println!("{name}: of {} keystrokes `{typed}` costs most, {cost:?}", keystrokes.len());
        let mut group = c.benchmark_group(name);
        group.sample_size(10);
        group.bench_function("floor: the letters in all titles", |b| {
            b.iter(|| titles.iter().filter(|title| title.contains(black_box(typed))).count());
        });
        let matcher = SkimMatcherV2::default();
        group.bench_function("peer: fuzzy-matcher over all titles", |b| {
            b.iter(|| titles.iter().filter_map(|t| matcher.fuzzy_match(t, typed)).max());
        });
        group.bench_function("the worst keystroke", |b| b.iter(|| black_box(index.search(typed))));
        group.bench_function("a keystroke on average, times 100", |b| {
            let some: Vec<_> =
                keystrokes.iter().step_by(keystrokes.len() / 100).take(100).collect();
            b.iter(|| some.iter().map(|t| index.search(t).hits.len()).sum::<usize>());
        });
        group.bench_function("making the index", |b| {
            b.iter(|| {
                let index = Index::new(knowledge);
                index.prepare();
                index
            });
        });
        group.finish();
    }
}

criterion_group!(benches, search);
criterion_main!(benches);
