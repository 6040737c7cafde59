//! What is said first where all that is printed is read out: the verdict, who
//! acts, the first step, the sentence for the user. The rest is printed when it
//! is asked for.

use super::super::fill::Case;
use super::super::page::{Block, Page};
use super::cause::tell_user;
use super::entry::entry_page;
use super::outcome::{is_open, others, verdict};
use super::{fate, who_acts};
use crate::code::EnhancedCode;
use crate::diagnosis::{Diagnosis, Outcome};
use crate::knowledge::{Cause, Knowledge};
use crate::search::Entry;

/// So many points of a list are told.
const POINTS: usize = 5;

/// The most words of a text that are named as the reason.
const MOST_WORDS: usize = 3;

/// An entry in brief.
pub fn entry_brief(entry: Entry<'_>, asked: Option<EnhancedCode>, knowledge: &Knowledge) -> Page {
    match entry {
        Entry::Cause(cause) => {
            let case = Case::unknown();
            let mut page = Page::new();
            page.title(cause.title);
            page.text(case.fill(&cause.meaning));
            page.gap();
            who_acts(&mut page, cause.owner, knowledge);
            fate(&mut page, cause.permanence, case.prospect(cause));
            what_to_do(&mut page, cause, &case);
            page
        }
        entry => beginning(&entry_page(entry, asked, knowledge)),
    }
}

/// A page up to the end of its first part, without what belongs to each point.
fn beginning(page: &Page) -> Page {
    let mut brief = Page::new();
    let (mut headings, mut points) = (0, 0);
    for block in page.blocks() {
        match block {
            Block::Heading(_) if headings == 1 => break,
            Block::Heading(_) => headings += 1,
            Block::Link(..) | Block::Point(_) | Block::Step(..) => {
                points += 1;
                if points > POINTS {
                    continue;
                }
            }
            Block::Expect(_) | Block::Command(..) => continue,
            _ => {}
        }
        brief.push(block.clone());
    }
    if points > POINTS {
        brief.aside(format!("and {} more", points - POINTS));
    }
    brief
}

/// A diagnosis in brief, each recipient after the other.
pub fn diagnosis_brief(diagnosis: &Diagnosis, knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    let count = diagnosis.outcomes.len();
    for (at, outcome) in diagnosis.outcomes.iter().enumerate() {
        if count > 1 {
            page.gap();
            page.aside(format!("Recipient {} of {count}", at + 1));
        }
        outcome_brief(&mut page, outcome, diagnosis, knowledge);
        let cause = outcome.top().and_then(|top| knowledge.cause(&top.cause));
        // The remedy of the same cause is not told twice.
        let is_told = diagnosis.outcomes.iter().take(at).any(|earlier| {
            earlier.top().map(|top| top.cause) == outcome.top().map(|top| top.cause)
        });
        // What is not decided yet is nothing to act by, or to tell anybody.
        if let Some(cause) = cause.filter(|_| !is_told && !is_open(outcome)) {
            what_to_do(&mut page, cause, &Case::of(outcome));
        }
    }
    if diagnosis.outcomes.is_empty() {
        page.text("There was nothing to read in that.");
    }
    for note in &diagnosis.notes {
        page.point(note);
    }
    page
}

fn outcome_brief(page: &mut Page, outcome: &Outcome, whole: &Diagnosis, knowledge: &Knowledge) {
    verdict(page, outcome, whole.kind, knowledge);
    if let Some(recipient) = &outcome.recipient {
        page.field("To", recipient);
    }
    let words = outcome.top().into_iter().flat_map(|top| top.because.iter().take(MOST_WORDS));
    let words: Vec<String> = words.map(|words| format!("\"{words}\"")).collect();
    if !words.is_empty() {
        page.field("Because", words.join(", "));
    }
    if is_open(outcome) {
        others(page, outcome, knowledge);
    }
}

/// Adds the first step and the sentence for the user.
fn what_to_do(page: &mut Page, cause: &Cause, case: &Case) {
    if let Some(step) = cause.steps.first() {
        page.heading(format!("Step 1 of {}", cause.steps.len()));
        page.text(case.fill(&step.action));
        page.expect(case.fill(&step.expect));
    }
    tell_user(page, cause, case);
}
