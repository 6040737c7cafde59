//! Walks the guide with the answers that evidence gives, for every text that is
//! named, and holds the end against the diagnosis.
//!
//! `cargo run --release --example guide_agrees -- FOLDER`, where the folder has
//! any of `corpus/replies.tsv` (a reply in the column `text`), `corpus/bounces`
//! (a mail a file) and `cases/scenarios.jsonl` (`input` and `accept`). Prints
//! the share that needs 0, 1, 2, 3 questions; ends with 1 where the guide and
//! the diagnosis contradict each other, or a scenario needs more than three
//! answers.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use smtp_doctor::diagnosis::{Doctor, is_open_end};
use smtp_doctor::evidence::{self, Forms};
use smtp_doctor::guide::{Exhibit, Session};
use smtp_doctor::knowledge::Knowledge;

/// The most answers that a scenario may need.
const MOST_ANSWERS: usize = 3;

/// What was counted of one kind of text.
#[derive(Default)]
struct Tally {
    /// Texts with a diagnosis by the number of questions that they still need.
    questions: BTreeMap<usize, usize>,
    /// Texts that say too little for a diagnosis; they are asked about.
    undecided: usize,
    /// Texts that need more questions than they should.
    long: Vec<String>,
    /// Where guide and diagnosis contradict each other.
    faults: Vec<String>,
}

impl Tally {
    fn add(&mut self, name: &str, read: Option<Exhibit>, knowledge: &'static Knowledge) {
        let Some(exhibit) = read else {
            self.undecided += 1;
            return;
        };
        let outcome = exhibit.outcome(knowledge);
        let Some(top) = outcome.top() else { return };
        let mut session = Session::new(knowledge);
        session.add_evidence(exhibit);
        match session.questions_to(&top.cause) {
            None => {
                let state = session.state();
                let end = state.cause.map_or_else(
                    || state.open.map_or("nowhere", |question| question.id.as_str()),
                    |cause| cause.as_str(),
                );
                self.faults.push(format!("{name}: {} is not offered at {end}", top.cause));
            }
            Some(_) if is_open_end(&top.cause) => self.undecided += 1,
            Some(asked) => {
                *self.questions.entry(asked).or_default() += 1;
                if asked > MOST_ANSWERS {
                    self.long.push(format!("{name}: {asked} questions to {}", top.cause));
                }
            }
        }
    }

    fn print(&self, name: &str) {
        let decided: usize = self.questions.values().sum();
        println!(
            "{name}: {decided} with a diagnosis, {} too short or unknown, {} contradictions",
            self.undecided,
            self.faults.len()
        );
        for (asked, count) in &self.questions {
            let share = 1000 * count / decided.max(1);
            println!("  {asked} questions: {count:5}  {:3}.{} %", share / 10, share % 10);
        }
        for fault in self.faults.iter().chain(&self.long).take(40) {
            println!("  {fault}");
        }
    }
}

/// The replies of a table, without its head.
fn replies(table: &str) -> Vec<&str> {
    let mut lines = table.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = head.iter().position(|name| ["wire", "text", "reply"].contains(name)).unwrap_or(0);
    lines.filter_map(|line| line.split('\t').nth(column)).collect()
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("name a folder with `corpus` and `cases`");
        return ExitCode::from(2);
    };
    let folder = Path::new(&folder);
    let knowledge = Knowledge::builtin();
    let doctor = Doctor::new(knowledge);
    let read = |bytes: &[u8]| {
        let evidence = evidence::read(bytes, Forms::builtin());
        Exhibit::of("", &doctor.diagnose(&evidence), &evidence)
    };
    let mut is_well = true;

    if let Ok(table) = fs::read_to_string(folder.join("corpus/replies.tsv")) {
        let mut tally = Tally::default();
        for (at, reply) in replies(&table).into_iter().enumerate() {
            tally.add(&format!("reply {}", at + 2), read(reply.as_bytes()), knowledge);
        }
        tally.print("replies");
        is_well &= tally.faults.is_empty();
    }
    if let Ok(files) = fs::read_dir(folder.join("corpus/bounces")) {
        let mut paths: Vec<_> = files.flatten().map(|file| file.path()).collect();
        paths.sort();
        let mut tally = Tally::default();
        for path in paths {
            let Ok(bytes) = fs::read(&path) else { continue };
            tally.add(&path.display().to_string(), read(&bytes), knowledge);
        }
        tally.print("bounces");
        let most = tally.questions.keys().max().copied().unwrap_or(0);
        is_well &= tally.faults.is_empty() && most <= MOST_ANSWERS;
    }
    if let Ok(lines) = fs::read_to_string(folder.join("cases/scenarios.jsonl")) {
        is_well &= scenarios(&lines, &read, knowledge);
    }
    ExitCode::from(u8::from(!is_well))
}

/// Each scenario has to end at an accepted cause by its text alone, or within
/// three answers.
fn scenarios(
    lines: &str,
    read: &dyn Fn(&[u8]) -> Option<Exhibit>,
    knowledge: &'static Knowledge,
) -> bool {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut missed = Vec::new();
    for line in lines.lines() {
        let Ok(case) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let (Some(id), Some(input)) = (case["id"].as_str(), case["input"].as_str()) else {
            continue;
        };
        let Some(exhibit) = read(input.as_bytes()) else { continue };
        let mut session = Session::new(knowledge);
        session.add_evidence(exhibit);
        let accepted = case["accept"].as_array().into_iter().flatten().filter_map(|id| id.as_str());
        match accepted.filter_map(|cause| session.questions_to(cause)).min() {
            Some(asked) if asked <= MOST_ANSWERS => *counts.entry(asked).or_default() += 1,
            asked => missed.push(format!("{id}: {asked:?} answers")),
        }
    }
    println!("scenarios: by number of answers {counts:?}, missed {missed:?}");
    missed.is_empty()
}
