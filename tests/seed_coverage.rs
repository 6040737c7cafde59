//! What the source documents of the knowledge state is held by it, or
//! corrected, or left out with a reason: `tests/seed_coverage.tsv`.
//!
//! A row has four columns: the number of the statement, the statement in a few
//! words, what holds it, and how that is seen.
//!
//! - `code:550`, `cause:...`, `term:...`, `provider:...`, `collision:...`: the
//!   entry's page has the words of the last column;
//! - `reads:CAUSE`: the reply in the last column is diagnosed as that cause;
//! - `left out`: the last column says why.

use std::collections::BTreeSet;

use smtp_doctor::code::EnhancedCode;
use smtp_doctor::diagnosis::Doctor;
use smtp_doctor::evidence::{self, Forms};
use smtp_doctor::knowledge::Knowledge;
use smtp_doctor::report::{entry_page, plain};
use smtp_doctor::search::Entry;

/// How many statements each document has, by its number.
const STATEMENTS: [usize; 5] = [27, 215, 33, 50, 30];

struct Row {
    id: &'static str,
    held: &'static str,
    sign: &'static str,
}

fn rows() -> Vec<Row> {
    let lines = include_str!("seed_coverage.tsv").lines();
    let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        assert!(columns.len() == 4 && !columns.contains(&""), "four columns, none empty: {line}");
        Row { id: columns[0], held: columns[2], sign: columns[3] }
    })
    .collect()
}

/// The entry that is named by its kind and its id.
fn entry(name: &str) -> Option<Entry<'static>> {
    let knowledge = Knowledge::builtin();
    let (kind, id) = name.split_once(':')?;
    match kind {
        "code" => knowledge
            .code(id)
            .or_else(|| knowledge.enhanced(id.parse::<EnhancedCode>().ok()?).first().copied())
            .map(Entry::Code),
        "cause" => knowledge.cause(id).map(Entry::Cause),
        "term" => knowledge.term(id).map(Entry::Term),
        "provider" => knowledge.provider(id).map(Entry::Provider),
        "collision" => knowledge.collision(id).map(Entry::Collision),
        _ => None,
    }
}

/// The words of a page, in lower case, with single spaces.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[test]
fn every_statement_is_there() {
    let there: BTreeSet<String> = rows().iter().map(|row| row.id.to_owned()).collect();
    let all: BTreeSet<String> = STATEMENTS
        .iter()
        .enumerate()
        .flat_map(|(document, count)| (1..=*count).map(move |n| format!("S{document}-{n}")))
        .collect();
    assert_eq!(all.len(), 355);
    assert_eq!(there, all);
}

#[test]
fn every_statement_is_held_where_its_row_says() {
    let knowledge = Knowledge::builtin();
    let doctor = Doctor::new(knowledge);
    let mut faults = Vec::new();
    for row in rows() {
        let Row { id, held, sign } = row;
        if held == "left out" {
            continue;
        }
        if let Some(cause) = held.strip_prefix("reads:") {
            let diagnosis = doctor.diagnose(&evidence::read(sign.as_bytes(), Forms::builtin()));
            let top = diagnosis.outcomes.first().and_then(|outcome| outcome.top());
            let top = top.map_or("nothing", |top| top.cause.as_str());
            if top != cause {
                faults.push(format!("{id}: `{sign}` is read as {top}, not {cause}"));
            }
            continue;
        }
        let Some(entry) = entry(held) else {
            faults.push(format!("{id}: there is no {held}"));
            continue;
        };
        if !words(&plain(&entry_page(entry, None, knowledge))).contains(&words(sign)) {
            faults.push(format!("{id}: the page of {held} lacks `{sign}`"));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn little_is_left_out() {
    let rows = rows();
    let left: Vec<&str> =
        rows.iter().filter(|row| row.held == "left out").map(|row| row.id).collect();
    assert!(left.len() <= 10, "{left:?}");
}
