//! The note as a page.

use super::super::page::Page;
use super::super::pages::assumed;
use super::content::{EvidenceNote, Note, StepNote};
use crate::guide::Mark;

/// The note as a page: what was wrong, why, what was done, what is left.
pub fn note_page(note: &Note) -> Page {
    let mut page = Page::new();
    page.title(note.cause.as_ref().map_or_else(
        || "Mail trouble, cause not yet known".to_owned(),
        |cause| format!("{} ({})", cause.title, cause.sure),
    ));
    let fields = [
        ("Ticket", &note.ticket),
        ("Began", &note.started),
        ("Session", &note.session),
        ("Who acts", &note.owner),
    ];
    for (label, value) in fields {
        if let Some(value) = value {
            page.field(label, value);
        }
    }
    page.field("Written", &note.written);
    let result = &note.result;
    page.field("State", result.label);
    if let Some(count) = note.incident {
        page.field("Incident?", format!("{count} cases with this symptom today"));
    }
    for (label, value) in [
        ("Open", &note.open),
        ("Proof", &result.proof),
        ("Until", &result.until),
        ("For", &result.what),
    ] {
        if let Some(value) = value {
            page.field(label, value);
        }
    }
    if let Some(symptom) = &note.symptom {
        page.heading("What the user says");
        page.quote(symptom);
    }
    // What people wrote themselves is read first; the rest can be looked up.
    if !note.notes.is_empty() {
        page.heading("Notes");
        note.notes.iter().for_each(|text| page.point(text));
    }
    if !note.evidence.is_empty() {
        page.heading("Evidence");
        note.evidence.iter().for_each(|piece| evidence(&mut page, piece));
    }
    if !note.answers.is_empty() {
        page.heading("Questions and answers");
        for answer in &note.answers {
            let from = match (answer.from, answer.because.as_slice()) {
                ("assumed", words) => {
                    format!(" ({})", assumed(answer.presumed.as_deref(), words))
                }
                ("evidence", []) => " (evidence)".to_owned(),
                ("evidence", words) => format!(" (evidence: \"{}\")", words.join("\", \"")),
                _ => String::new(),
            };
            page.point(format!("{} {}{from}", answer.question, answer.answer));
        }
    }
    if !note.likeliest.is_empty() {
        page.heading("Likeliest so far");
        note.likeliest.iter().for_each(|title| page.point(title));
    }
    if !note.tried.is_empty() {
        page.heading("Tried without success");
        for (title, steps) in note.tried.iter().zip(&note.tried_steps) {
            page.point(title);
            ticks(&mut page, steps);
        }
    }
    if !note.steps.is_empty() {
        page.heading("Steps ([x] is done)");
        ticks(&mut page, &note.steps);
    }
    page
}

fn ticks(page: &mut Page, steps: &[StepNote]) {
    for step in steps {
        let mark = match (step.done, step.skipped) {
            (true, _) => Mark::Done,
            (false, true) => Mark::Skipped,
            (false, false) => Mark::Open,
        };
        page.tick(mark, &step.action);
    }
}

fn evidence(page: &mut Page, piece: &EvidenceNote) {
    let kind = match piece.source.as_str() {
        "" | "-" => piece.kind.clone(),
        source => format!("{} ({source})", piece.kind),
    };
    page.field("Kind", kind);
    let fields = [
        ("To", &piece.recipient),
        ("From", &piece.sender),
        ("Sent", &piece.sent),
        ("Subject", &piece.subject),
        ("Message-ID", &piece.message_id),
    ];
    for (label, value) in fields {
        if let Some(value) = value {
            page.field(label, value);
        }
    }
    page.field("Said by", &piece.said);
    if let Some(reply) = &piece.reply {
        page.quote(reply);
    }
    page.gap();
}
