//! The remedy, walked step by step and ticked off, and how it ended.

use std::io;

use super::brief;
use super::plain::{After, Talk};
use super::typed::{Command, Typed};
use crate::guide::{Mark, NO_PROOF, Stage, State, Verdict, is_proof};
use crate::knowledge::{Cause, Text};
use crate::report::{Page, progress, steps_page};
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
        Stage::Solved { .. } | Stage::Waiting { .. } | Stage::Escalated if talk.is_judged => {
            result(talk, state, cause)
        }
        Stage::Asking | Stage::Treating => {
            let chosen = talk.chosen.take().or_else(|| state.next_step(None));
            match chosen.filter(|_| !talk.is_judged) {
                Some(at) => ask_step(talk, state, cause, at),
                None => result(talk, state, cause),
            }
        }
        Stage::ProofWanted => proof(talk, state, cause),
        Stage::Solved { .. } | Stage::Waiting { .. } | Stage::Escalated => ended(talk, state),
    }
}

/// Prints what the remedy is for, once; its steps come one by one.
fn show(talk: &mut Talk<'_>, state: &State<'static>, cause: &Cause) -> io::Result<()> {
    talk.shown = Some(cause.id);
    (talk.chosen, talk.is_judged) = (None, false);
    talk.out.write("\n")?;
    if let Some(last) = state.tried.last() {
        let title = talk.knowledge.cause(last).map_or("", |cause| cause.title.as_str());
        let mut page = Page::new();
        page.text(format!("That did not help: {title}. The next likeliest cause:"));
        page.gap();
        talk.out.page(&page)?;
    }
    let case = talk.case();
    if let Some(told) = brief::answered(state) {
        talk.out.say(&told)?;
    }
    talk.out.write("\n")?;
    talk.out.page(&brief::verdict(talk.session, state, cause, talk.knowledge, &case))
}

/// What was typed about the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OfSteps {
    /// Give a step this mark, or open it again where it has it.
    Mark(Mark, Option<usize>),
    /// Go to a step.
    Choose(usize),
    /// List them.
    List,
    /// Ask whether it worked.
    Judge,
}

/// Reads `d`, `d 3`, `skip 2`, `3`, `l`, `v`; steps are counted from 0 here and
/// from 1 there.
fn read(text: &str) -> Option<OfSteps> {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let number = |text: &str| text.trim().parse::<usize>().ok()?.checked_sub(1);
    let which = if rest.trim().is_empty() { None } else { Some(number(rest)?) };
    Some(match word.to_ascii_lowercase().as_str() {
        "d" | "done" | "y" | "yes" => OfSteps::Mark(Mark::Done, which),
        "s" | "skip" | "-" => OfSteps::Mark(Mark::Skipped, which),
        "l" | "list" if which.is_none() => OfSteps::List,
        "v" | "verdict" if which.is_none() => OfSteps::Judge,
        word if which.is_none() => OfSteps::Choose(number(word)?),
        _ => return None,
    })
}

/// Asks for one step.
fn ask_step(
    talk: &mut Talk<'_>,
    state: &State<'static>,
    cause: &Cause,
    at: usize,
) -> io::Result<After> {
    let Some(step) = cause.steps.get(at) else { return Ok(After::Stay) };
    let mark = state.steps.get(at).copied().unwrap_or_default();
    let mut page = Page::new();
    page.gap();
    page.aside(format!("Step {} of {}", at + 1, cause.steps.len()));
    let case = talk.case();
    page.task(at + 1, mark, mark == Mark::Open, case.fill(&step.action));
    brief::step(&mut page, step, &case);
    talk.out.write("\n")?;
    talk.out.page(&page)?;
    let prompt = match mark {
        Mark::Open => {
            "d done, s skip, a number for another step, l list, v did it work?, m more, h help, \
             q quit: "
        }
        Mark::Done => {
            "d not done after all, s skip, l list, v did it work?, m more, h help, q quit: "
        }
        Mark::Skipped => "s open again, d done, l list, v did it work?, m more, h help, q quit: ",
    };
    loop {
        match talk.keyboard.ask(prompt, talk.out)? {
            Typed::End => return Ok(After::End),
            Typed::Command(command) => match talk.command(&command, state)? {
                After::Stay => {}
                after => return Ok(after),
            },
            Typed::Text(text) => {
                let what = read(&text);
                let is_there = |step: usize| step < cause.steps.len();
                if !matches!(what, Some(OfSteps::Choose(step)) if is_there(step))
                    && !matches!(what, Some(OfSteps::Mark(..) | OfSteps::List | OfSteps::Judge))
                    && let Some(after) = talk.take_code(&text)?
                {
                    return Ok(after);
                }
                match of_steps(talk, state, cause, what, Some(at))? {
                    After::Stay => {}
                    after => return Ok(after),
                }
            }
            Typed::Nothing => help(talk, cause)?,
        }
    }
}

fn help(talk: &mut Talk<'_>, cause: &Cause) -> io::Result<()> {
    talk.out.say(&format!(
        "Type d when the step is done, s to skip it, the same again to open it; d 2 and s 2 for \
         step 2; a number from 1 to {} to go to a step; l for the list; m for the whole page: what \
         not to do, what to tell the user, when it is fixed; h for all letters.",
        cause.steps.len()
    ))
}

/// Does what was typed about the steps; `at` is the one that is asked for.
fn of_steps(
    talk: &mut Talk<'_>,
    state: &State<'static>,
    cause: &Cause,
    what: Option<OfSteps>,
    at: Option<usize>,
) -> io::Result<After> {
    let is_there = |at: usize| at < cause.steps.len();
    match what {
        Some(OfSteps::Mark(mark, which)) => {
            let Some(step) = which.or(at).filter(|at| is_there(*at)) else {
                help(talk, cause)?;
                return Ok(After::Stay);
            };
            let mark = state.steps.get(step).copied().unwrap_or_default().toggled(mark);
            talk.is_judged = false;
            talk.out.say(&format!("Step {} is {}.", step + 1, mark.id()))?;
            let after = act(talk, |talk| talk.session.mark(&cause.id, step, mark));
            // What is open again is asked for at once, otherwise what follows.
            let next = talk.session.state().next_step(Some(step));
            talk.chosen = if mark == Mark::Open { Some(step) } else { next };
            after
        }
        Some(OfSteps::Choose(step)) if is_there(step) => {
            (talk.chosen, talk.is_judged) = (Some(step), false);
            Ok(After::Again)
        }
        Some(OfSteps::List) => {
            talk.out.page(&steps_page(cause, &talk.case(), &state.steps, at))?;
            Ok(After::Stay)
        }
        Some(OfSteps::Judge) if at.is_some() => {
            talk.is_judged = true;
            Ok(After::Again)
        }
        _ => {
            help(talk, cause)?;
            Ok(After::Stay)
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
    page.title(if talk.is_judged { "Did it work?" } else { "Done. Did it work?" });
    page.aside(format!("{}.", progress(&state.steps)));
    page.aside(talk.case().fill(&cause.duration));
    page.step(1, "Yes");
    page.step(2, "No: the next likeliest cause");
    page.step(3, "Not known yet: it waits for something");
    page.step(4, "It cannot be done here: escalate");
    talk.out.write("\n")?;
    talk.out.page(&page)?;
    let prompt = "Answer 1-4, l list of the steps, d 2 or s 2 changes one, b back, q quit: ";
    loop {
        let verdict = match talk.keyboard.ask(prompt, talk.out)? {
            Typed::End => return Ok(After::End),
            Typed::Command(Command::Back) if talk.is_judged => {
                talk.is_judged = false;
                return Ok(After::Again);
            }
            Typed::Command(command) => match talk.command(&command, state)? {
                After::Stay => continue,
                after => return Ok(after),
            },
            Typed::Text(text) => match text.as_str() {
                "1" | "yes" | "y" => Some(Verdict::Worked { proof: None }),
                "2" | "no" => Some(Verdict::Failed),
                "3" | "waiting" | "wait" => match waiting(talk)? {
                    Some(verdict) => Some(verdict),
                    None => return Ok(After::Again),
                },
                "4" | "escalate" => Some(Verdict::Escalated),
                text => match read(text) {
                    // A number alone answers here.
                    what @ Some(OfSteps::List | OfSteps::Mark(_, Some(_))) => {
                        match of_steps(talk, state, cause, what, None)? {
                            After::Stay => continue,
                            after => return Ok(after),
                        }
                    }
                    _ => None,
                },
            },
            Typed::Nothing => None,
        };
        match verdict {
            Some(verdict) => {
                talk.is_judged = false;
                return act(talk, |talk| talk.session.end(&cause.id, verdict));
            }
            None => talk.out.say("Type a number from 1 to 4, or l for the steps.")?,
        }
    }
}

/// Asks until when it waits, and for what; `None` where the person goes back.
fn waiting(talk: &mut Talk<'_>) -> io::Result<Option<Verdict>> {
    let is_back = |text: &str| matches!(text.to_ascii_lowercase().as_str(), "b" | "back");
    let prompt = "What is waited for (Enter for nothing named, b back)? ";
    let what = talk.keyboard.ask_text(prompt, talk.out)?.unwrap_or_default();
    if is_back(&what) {
        return Ok(None);
    }
    let what = Some(what).filter(|text| !text.is_empty());
    loop {
        let prompt = "Until when (2h, 14:00, friday, tomorrow 9:00, 2026-11-23; Enter for not \
                      known, b back)? ";
        let text = talk.keyboard.ask_text(prompt, talk.out)?.unwrap_or_default();
        if is_back(&text) {
            return Ok(None);
        }
        if text.is_empty() {
            return Ok(Some(Verdict::Waiting { until: None, what }));
        }
        if let Some(until) = clock::read_until(&text, clock::now(), &clock::zone()) {
            return Ok(Some(Verdict::Waiting { until: Some(until), what }));
        }
        talk.out.say("That is no time.")?;
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
            Typed::Text(text) if !is_proof(&text) => talk.out.say(&format!("{NO_PROOF}."))?,
            Typed::Text(text) => {
                let verdict = Verdict::Worked { proof: Some(text) };
                return act(talk, |talk| talk.session.end(&cause.id, verdict));
            }
            Typed::Nothing => {
                talk.out.say("Without a proof the case stays open.")?;
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
    let prompt = "o another text (o user, o postmaster, o shared), v did it work?, b back, \
                  h help, q quit: ";
    loop {
        match talk.keyboard.ask(prompt, talk.out)? {
            Typed::End => return Ok(After::End),
            Typed::Command(command) => match talk.command(&command, state)? {
                After::Stay | After::Again => {}
                after => return Ok(after),
            },
            Typed::Text(text) if read(&text) == Some(OfSteps::Judge) => {
                talk.is_judged = true;
                return Ok(After::Again);
            }
            Typed::Nothing | Typed::Text(_) => talk.out.say("Type o, v, b, h or q.")?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_named_by_numbers_and_marked_by_letters_or_words() {
        for (typed, expected) in [
            ("d", Some(OfSteps::Mark(Mark::Done, None))),
            ("Done 3", Some(OfSteps::Mark(Mark::Done, Some(2)))),
            ("skip 1", Some(OfSteps::Mark(Mark::Skipped, Some(0)))),
            ("-", Some(OfSteps::Mark(Mark::Skipped, None))),
            ("2", Some(OfSteps::Choose(1))),
            ("l", Some(OfSteps::List)),
            ("v", Some(OfSteps::Judge)),
            ("0", None),
            ("d x", None),
            ("2 3", None),
            ("what", None),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }
}
