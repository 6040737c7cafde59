//! The remedy, walked step by step and ticked off, and how it ended.

use std::io;

use super::plain::{After, Talk};
use super::typed::Typed;
use crate::guide::{Stage, State, Verdict};
use crate::knowledge::{Cause, Text};
use crate::report::{Page, state_page};
use crate::services::clock;

/// Takes one step of the remedy with the person.
pub(super) fn step(talk: &mut Talk<'_>, state: &State<'static>) -> io::Result<After> {
    let Some(cause) = state.cause.and_then(|id| talk.knowledge.cause(&id)) else {
        return Ok(After::End);
    };
    if talk.shown != Some(cause.id) {
        show(talk, state, cause)?;
    }
    match &state.stage {
        Stage::Asking | Stage::Treating => {
            let next = (0..cause.steps.len()).find(|at| {
                !talk.session.is_ticked(&cause.id, *at) && !talk.skipped.contains(&(cause.id, *at))
            });
            match next {
                Some(at) => tick(talk, state, cause, at),
                None => result(talk, state, cause),
            }
        }
        Stage::ProofWanted => proof(talk, state, cause),
        Stage::Solved { .. } | Stage::Waiting { .. } | Stage::Escalated => ended(talk, state),
    }
}

/// Prints the remedy as a whole, once.
fn show(talk: &mut Talk<'_>, state: &State<'static>, cause: &Cause) -> io::Result<()> {
    talk.shown = Some(cause.id);
    talk.out.write("\n")?;
    if let Some(last) = state.tried.last() {
        let title = talk.knowledge.cause(last).map_or("", |cause| cause.title.as_str());
        let mut page = Page::new();
        page.text(format!("That did not help: {title}. The next likeliest cause:"));
        page.gap();
        talk.out.page(&page)?;
    }
    let case = talk.case();
    talk.out.page(&state_page(state, talk.knowledge, &case))
}

/// Asks for one step.
fn tick(
    talk: &mut Talk<'_>,
    state: &State<'static>,
    cause: &Cause,
    at: usize,
) -> io::Result<After> {
    let Some(step) = cause.steps.get(at) else { return Ok(After::Stay) };
    let mut page = Page::new();
    page.gap();
    page.aside(format!("Step {} of {}", at + 1, cause.steps.len()));
    page.step(at + 1, talk.case().fill(&step.action));
    talk.out.write("\n")?;
    talk.out.page(&page)?;
    let prompt = "d done, s skip, v did it work?, b back, h help, q quit: ";
    loop {
        match talk.keyboard.ask(prompt, talk.out)? {
            Typed::End => return Ok(After::End),
            Typed::Command(command) => match talk.command(&command, state)? {
                After::Stay => {}
                after => return Ok(after),
            },
            Typed::Text(text) if matches!(text.as_str(), "d" | "done" | "y" | "yes") => {
                return act(talk, |talk| talk.session.tick(&cause.id, at, true));
            }
            Typed::Text(text) if matches!(text.as_str(), "s" | "skip") => {
                talk.skipped.push((cause.id, at));
                return Ok(After::Stay);
            }
            Typed::Text(text) if matches!(text.as_str(), "v" | "verdict") => {
                talk.skipped.extend((at..cause.steps.len()).map(|at| (cause.id, at)));
                return Ok(After::Stay);
            }
            Typed::Nothing | Typed::Text(_) => {
                talk.out
                    .write("Type d when it is done, s to pass it over, h for all letters.\n")?;
            }
        }
    }
}

/// Does something to the session, dated.
fn act(
    talk: &mut Talk<'_>,
    deed: impl FnOnce(&mut Talk<'_>) -> Result<(), crate::guide::WrongAnswer>,
) -> io::Result<After> {
    talk.session.at(clock::now());
    if let Err(wrong) = deed(talk) {
        talk.refuse(&wrong)?;
        return Ok(After::Stay);
    }
    Ok(After::Moved)
}

/// Asks whether it worked.
fn result(talk: &mut Talk<'_>, state: &State<'static>, cause: &Cause) -> io::Result<After> {
    let mut page = Page::new();
    page.title("Done. Did it work?");
    page.aside(talk.case().fill(&cause.duration));
    page.step(1, "Yes");
    page.step(2, "No: the next likeliest cause");
    page.step(3, "Not known yet: it waits for something");
    page.step(4, "It cannot be done here: escalate");
    talk.out.write("\n")?;
    talk.out.page(&page)?;
    let prompt = "Answer 1-4, b back, h help, q quit: ";
    loop {
        let verdict = match talk.keyboard.ask(prompt, talk.out)? {
            Typed::End => return Ok(After::End),
            Typed::Command(command) => match talk.command(&command, state)? {
                After::Stay => continue,
                After::Moved => {
                    talk.skipped.retain(|(id, _)| *id != cause.id);
                    return Ok(After::Moved);
                }
                after => return Ok(after),
            },
            Typed::Text(text) => match text.as_str() {
                "1" | "yes" | "y" => Some(Verdict::Worked { proof: None }),
                "2" | "no" => Some(Verdict::Failed),
                "3" | "waiting" | "wait" => waiting(talk)?,
                "4" | "escalate" => Some(Verdict::Escalated),
                _ => None,
            },
            Typed::Nothing => None,
        };
        match verdict {
            Some(verdict) => return act(talk, |talk| talk.session.end(&cause.id, verdict)),
            None => talk.out.write("Type a number from 1 to 4.\n")?,
        }
    }
}

/// Asks until when it waits, and for what.
fn waiting(talk: &mut Talk<'_>) -> io::Result<Option<Verdict>> {
    let what = talk.keyboard.ask_text("What is waited for? ", talk.out)?;
    let what = what.filter(|text| !text.is_empty());
    loop {
        let prompt = "Until when (2h, 14:00, tomorrow 9:00, 2026-11-23; Enter for not known)? ";
        let text = talk.keyboard.ask_text(prompt, talk.out)?.unwrap_or_default();
        if text.is_empty() {
            return Ok(Some(Verdict::Waiting { until: None, what }));
        }
        if let Some(until) = clock::read_until(&text, clock::now(), &clock::zone()) {
            return Ok(Some(Verdict::Waiting { until: Some(until), what }));
        }
        talk.out.write("That is no time. ")?;
    }
}

/// Asks for the proof.
fn proof(talk: &mut Talk<'_>, state: &State<'static>, cause: &Cause) -> io::Result<After> {
    let mut page = Page::new();
    page.title("How do you see that it works?");
    page.text(talk.case().fill(&cause.proof));
    talk.out.write("\n")?;
    talk.out.page(&page)?;
    loop {
        match talk.keyboard.ask("The proof, in your words (b back, q quit): ", talk.out)? {
            Typed::End => return Ok(After::End),
            Typed::Command(command) => match talk.command(&command, state)? {
                After::Stay => {}
                after => return Ok(after),
            },
            Typed::Text(text) => {
                let verdict = Verdict::Worked { proof: Some(text) };
                return act(talk, |talk| talk.session.end(&cause.id, verdict));
            }
            Typed::Nothing => {
                talk.out.write("Without a proof the case stays open.\n")?;
            }
        }
    }
}

/// Tells how it ended, and gives what is needed now.
fn ended(talk: &mut Talk<'_>, state: &State<'static>) -> io::Result<After> {
    talk.print_out(if state.stage == Stage::Escalated { "packet" } else { "note" })?;
    let mut page = Page::new();
    page.title(format!("The case is now: {}.", state.stage.label()));
    talk.out.page(&page)?;
    talk.shown = state.cause.map(|id| Text::new(id.as_str()));
    let prompt = "o another text (o user, o postmaster, o shared), b back, h help, q quit: ";
    loop {
        match talk.keyboard.ask(prompt, talk.out)? {
            Typed::End => return Ok(After::End),
            Typed::Command(command) => match talk.command(&command, state)? {
                After::Stay | After::Again => {}
                after => return Ok(after),
            },
            Typed::Nothing | Typed::Text(_) => talk.out.write("Type o, b, h or q.\n")?,
        }
    }
}
