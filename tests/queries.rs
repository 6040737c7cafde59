//! What people type finds what they mean, and finds it first.

use smtp_doctor::knowledge::Knowledge;
use smtp_doctor::search::{Hit, Index};

/// The table: a query and the ids of which one has to come first.
fn queries() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = include_str!("queries.tsv").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with("# ")).map(|line| {
        let (query, ids) = line.split_once('\t').expect("a tab parts query and id");
        (query, ids.split('|').collect())
    })
}

#[test]
fn what_is_meant_comes_first() {
    let index = Index::new(Knowledge::builtin());
    let mut missed = Vec::new();
    for (query, wanted) in queries() {
        let found: Vec<String> = index.search(query).hits.iter().take(4).map(Hit::id).collect();
        if !found.first().is_some_and(|first| wanted.contains(&first.as_str())) {
            missed.push(format!("`{query}` finds {found:?}, not {wanted:?}"));
        }
    }
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), queries().count(), missed.join("\n"));
}

#[test]
fn the_words_may_stand_in_any_order_and_in_any_case() {
    let index = Index::new(Knowledge::builtin());
    for (query, _) in queries() {
        let words: Vec<&str> = query.split_whitespace().collect();
        // Codes are read in the order in which they are said.
        if words.len() != 2 || query.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let ids = |query: &str| -> Vec<String> {
            let mut ids: Vec<String> = index.search(query).hits.iter().map(Hit::id).collect();
            ids.sort();
            ids
        };
        let turned = format!("{} {}", words[1], words[0]);
        assert_eq!(ids(query), ids(&turned), "{query}");
        assert_eq!(ids(query), ids(&query.to_uppercase()), "{query}");
    }
}

#[test]
fn every_known_id_in_the_table_exists() {
    let index = Index::new(Knowledge::builtin());
    for (query, wanted) in queries() {
        for id in wanted {
            assert!(index.lookup(id).is_some(), "`{query}` wants `{id}`, which is not there");
        }
    }
}
