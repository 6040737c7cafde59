//! The index that lies above the built-in one finds what one over everything
//! would find, whatever a site adds, changes or hides.

use proptest::prelude::*;

use super::{Hit, Index};
use crate::knowledge::check::SourceFile;
use crate::knowledge::site::merge;
use crate::knowledge::{Knowledge, Text};

/// What people type.
fn queries() -> Vec<&'static str> {
    let lines = include_str!("../../tests/queries.tsv").lines();
    lines.filter_map(|line| line.split_once('\t')).map(|(query, _)| query).collect()
}

fn ids(hits: &[Hit<'_>]) -> Vec<String> {
    hits.iter().map(|hit| format!("{}/{}", hit.id(), hit.entry().title())).collect()
}

/// Compares what both ways find.
fn compare(knowledge: &Knowledge, queries: impl IntoIterator<Item = String>) {
    let (quick, slow) = (Index::new(knowledge), Index::in_one_piece(knowledge));
    for query in queries {
        let (found, expected) = (quick.search(&query), slow.search(&query));
        assert_eq!(ids(&found.hits), ids(&expected.hits), "{query}");
        assert_eq!(ids(&found.nearest), ids(&expected.nearest), "nearest to {query}");
        let (found, expected) = (quick.lookup(&query), slow.lookup(&query));
        assert_eq!(ids(found.as_slice()), ids(expected.as_slice()), "looked up: {query}");
    }
}

/// Some of what is there, by its place.
fn id(keys: impl Iterator<Item = &'static str>, at: usize) -> &'static str {
    let keys: Vec<_> = keys.collect();
    keys[at % keys.len()]
}

/// One thing that a site does, as it writes it, and what was there before.
fn deed() -> impl Strategy<Value = (String, &'static str)> {
    let known = Knowledge::builtin();
    let word = (0..4000_usize).prop_map(|at| {
        let words: Vec<&str> = known
            .causes
            .iter()
            .flat_map(|cause| cause.title.as_str().split_whitespace())
            .chain(known.terms.iter().flat_map(|term| term.meaning.as_str().split_whitespace()))
            .map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
            .filter(|word| word.len() > 2)
            .chain(["zyxwv", "mailboxx", "plonk7", "quotaa"])
            .collect();
        words[at % words.len()]
    });
    let name = prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "));
    (0..10_usize, 0..10_000_usize, name.clone(), name).prop_map(move |(kind, at, name, other)| {
        let cause = id(known.causes.keys(), at);
        let before = match kind {
            1 => known.codes.get(at % known.codes.len()).map_or("", |code| code.name.as_str()),
            2 | 7 => known.terms.get(at % known.terms.len()).map_or("", |term| term.title.as_str()),
            3 => id(known.providers.keys(), at),
            _ => known.cause_title(cause),
        };
        let text = match kind {
            0 => format!("[hide]\ncauses = ['{cause}']\n"),
            1 => format!("[hide]\ncodes = ['{}']\n", id(known.codes.keys(), at)),
            2 => format!("[hide]\nterms = ['{}']\n", id(known.terms.keys(), at)),
            3 => format!("[hide]\nproviders = ['{}']\n", id(known.providers.keys(), at)),
            4 => {
                let phrases: Vec<Text> =
                    known.signatures.iter().flat_map(|own| own.any.clone()).collect();
                let phrase = phrases[at % phrases.len()].replace('"', "\\\"");
                format!("[hide]\nphrases = [\"{phrase}\"]\n")
            }
            5 => {
                format!("[[remedy]]\ncause = '{cause}'\ntitle = '{name}'\naliases = ['{other}']\n")
            }
            6 => format!("[[term]]\nid = 'own-{at}'\ntitle = '{name}'\nmeaning = '{other}'\n"),
            7 => format!(
                "[[term]]\nid = '{}'\ntitle = '{name}'\nmeaning = '{other}'\n",
                id(known.terms.keys(), at)
            ),
            8 => format!(
                "[[signature]]\ncause = '{cause}'\nstrength = 'clear'\nany = ['{}']\n",
                name.to_lowercase()
            ),
            _ => format!(
                "[[code]]\ncode = '5.7.{}'\nclasses = [5]\nname = '{name}'\nstanding = 'vendor'\n\
                 vendor = 'Us'\nmeaning = '{other}'\nstandard = 'None.'\ncauses = ['{cause}']\n",
                at % 40
            ),
        };
        (text, before)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn two_layers_find_what_one_index_finds(
        deeds in prop::collection::vec(deed(), 1..12),
        picked in prop::collection::vec((0..10_000_usize, 1..40_usize), 30),
    ) {
        let files: Vec<SourceFile> = deeds
            .iter()
            .enumerate()
            .map(|(n, (text, _))| SourceFile { path: format!("{n}.toml"), text: text.clone().leak() })
            .collect();
        let (knowledge, _) = merge(Knowledge::builtin().clone(), &files);
        let known = queries();
        let typed = picked.iter().map(|(at, length)| {
            known[at % known.len()].chars().take(*length).collect::<String>()
        });
        let own = knowledge.terms.iter().chain(&Knowledge::builtin().terms).map(|term| term.title);
        let own = own.skip(picked[0].0 % 50).step_by(17).map(|title| title.to_string());
        // The words of what is hidden or changed may be gone.
        let before = deeds.iter().flat_map(|(_, before)| before.split([' ', '-', '(', ')']));
        let before = before.flat_map(|word| [word.to_owned(), format!("{word}x"), format!("q{word}")]);
        compare(&knowledge, typed.chain(own).chain(before).chain([String::new(), "plonk7".to_owned()]));
    }
}

#[test]
fn every_query_of_the_table_finds_the_same_beside_the_example_of_a_site() {
    let text = crate::knowledge::site::EXAMPLE;
    let file = SourceFile { path: "example.toml".to_owned(), text };
    let (knowledge, _) = merge(Knowledge::builtin().clone(), &[file]);
    compare(&knowledge, queries().into_iter().map(str::to_owned));
}
