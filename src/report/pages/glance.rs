//! A diagnosis for the screen: first what fits into one look, then the rest.

use super::super::fill::Case;
use super::super::layout::Role;
use super::super::page::{Page, Rich};
use super::anatomy::anatomy;
use super::cause::{do_not, limits, steps, tell_user, theory};
use super::outcome::{is_open, others, reply, said_by, settle, verdict};
use crate::diagnosis::Outcome;
use crate::evidence::Kind;
use crate::knowledge::{Knowledge, SaidBy};
use crate::text::{cut, find, width};

/// The page of one recipient for a screen: what happened, why, who acts and
/// what to do without a word more; below it everything else.
pub fn glance_page(outcome: &Outcome, kind: Kind, knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    let case = Case::told(kind, outcome);
    let is_open = is_open(outcome);
    verdict(&mut page, outcome, kind, knowledge);
    said(&mut page, outcome, knowledge);
    because(&mut page, outcome);
    if is_open {
        others(&mut page, outcome, knowledge);
        settle(&mut page, outcome, kind, knowledge);
    } else {
        runners_up(&mut page, outcome, knowledge);
    }
    let cause = outcome.top().and_then(|top| knowledge.cause(&top.cause));
    if let Some(cause) = cause {
        let steps: Vec<String> = cause.steps.iter().map(|step| case.fill(&step.action)).collect();
        let is_cut = steps.iter().any(|step| first_sentence(step) != step);
        page.heading(if is_cut { "Do this next (more below)" } else { "Do this next" });
        for (at, step) in steps.iter().enumerate() {
            page.step(at + 1, first_sentence(step));
        }
        tell_user(&mut page, cause, &case);
    }
    if !is_open {
        others(&mut page, outcome, knowledge);
        settle(&mut page, outcome, kind, knowledge);
    }
    if let Some(cause) = cause {
        page.heading("Each step, with what you should see");
        steps(&mut page, cause, &case, (&[], None));
        limits(&mut page, cause, knowledge);
        do_not(&mut page, cause, &case);
    }
    let whole = reply(outcome);
    if width(&whole) > MOST_OF_REPLY {
        page.heading("The whole reply");
        page.quote(whole);
    }
    anatomy(&mut page, outcome, knowledge);
    if let Some(cause) = cause {
        theory(&mut page, cause, knowledge, &case);
    }
    page
}

/// The cells of a reply that are shown at first.
const MOST_OF_REPLY: usize = 180;

/// What to do, without how: the whole of it stands below.
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let begins = |at: usize| text[at..].trim_start().starts_with(char::is_uppercase);
    ends.into_iter().find(|at| begins(*at)).map_or(text, |end| &text[..end])
}

/// Adds who said it, about whom and when.
fn said(page: &mut Page, outcome: &Outcome, knowledge: &Knowledge) {
    if outcome.said_by != SaidBy::Unknown || outcome.remote_host.is_some() {
        page.field("Said by", said_by(outcome, knowledge));
    }
    if let Some(stage) = outcome.stage {
        page.field("When", stage.label());
    }
    // Mostly the reply names it, and room is short.
    let reply = outcome.text.as_deref().unwrap_or_default();
    if let Some(recipient) = outcome.recipient.as_deref()
        && find(reply, recipient).is_empty()
    {
        page.field("To", recipient);
    }
}

/// Adds the reply with the words in it that decided, and those that decided
/// and stand elsewhere.
fn because(page: &mut Page, outcome: &Outcome) {
    let words = outcome.top().map(|top| top.because.as_slice()).unwrap_or_default();
    let whole = reply(outcome);
    let shown = cut(&whole, MOST_OF_REPLY);
    let reply = Rich::new(&shown);
    let is_elsewhere = |words: &&String| find(reply.text(), words).is_empty();
    let elsewhere: Vec<String> =
        words.iter().filter(is_elsewhere).map(|words| format!("\"{words}\"")).collect();
    if !reply.text().is_empty() {
        let marks = words.iter().map(String::as_str);
        page.rich("Because", reply.mark(marks, Role::Found));
    }
    if !elsewhere.is_empty() {
        page.field(if page.ends_with_field() { "and" } else { "Because" }, elsewhere.join(", "));
    }
}

/// Adds what else it could be, in a line.
fn runners_up(page: &mut Page, outcome: &Outcome, knowledge: &Knowledge) {
    let Some(second) = outcome.causes.get(1) else { return };
    let title = knowledge.cause(&second.cause).map_or("", |cause| cause.title.as_str());
    let because =
        second.because.first().map_or(String::new(), |words| format!(", because of \"{words}\""));
    let more = match outcome.causes.len() - 2 {
        0 => String::new(),
        more => format!("; {more} more below"),
    };
    page.field("Or else", format!("{title} ({}{because}){more}", second.confidence.label()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_cut_after_its_first_sentence_only() {
        for (text, expected) in [
            ("Wait.", "Wait."),
            ("Open the settings. Outlook: ...", "Open the settings."),
            (
                "Ask mx.example.com, e.g. by telnet. Then wait.",
                "Ask mx.example.com, e.g. by telnet.",
            ),
        ] {
            assert_eq!(first_sentence(text), expected);
        }
    }
}
