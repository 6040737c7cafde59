//! The remedy, walked step by step and ticked off, and how it ended.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Guided;
use super::writing::What;
use crate::guide::{Deed, Mark, Stage, Verdict};
use crate::knowledge::{Cause, Knowledge};
use crate::report::{Page, because_words, progress, remedy_page};
use crate::text::width;
use crate::tui::library::Library;
use crate::tui::screens::Next;
use crate::tui::widgets::{Move, Pager};

/// Why no step can be marked any more.
pub(super) const OVER: &str = "the steps are over; {take-back} takes the result back";

impl Guided {
    /// What is seen where a cause is reached.
    pub(super) fn remedy_page(&self, cause: &Cause, knowledge: &Knowledge) -> Page {
        let mut page = Page::new();
        if self.is_judged {
            let is_open = self.state.next_step(None).is_some();
            page.title(if is_open { "Did it work?" } else { "Done. Did it work?" });
            page.aside(format!("{}.", progress(&self.state.steps)));
            page.aside(self.case.fill(&cause.duration));
            page.step(1, "Yes");
            page.step(2, "No: the next likeliest cause");
            page.step(3, "Not known yet: it waits for something");
            page.step(4, "It cannot be done here: escalate");
            return page;
        }
        match &self.state.stage {
            Stage::ProofWanted => {
                page.title("How do you see that it works?");
                page.text(self.case.fill(&cause.proof));
                page.gap();
                page.aside("Enter writes the proof down; without one the case stays open.");
            }
            Stage::Solved { .. } | Stage::Waiting { .. } | Stage::Escalated => {
                page.title(format!("The case is now: {}.", self.state.stage.label()));
                page.append(self.result_page(knowledge));
            }
            Stage::Asking | Stage::Treating => {
                if let Some(tried) = self.state.tried.last().and_then(|id| knowledge.cause(id)) {
                    page.text(format!(
                        "That did not help: {}. The next likeliest cause:",
                        tried.title
                    ));
                    page.gap();
                }
                let now = Some(self.at_step);
                let marks = (self.state.steps.as_slice(), now);
                let session = self.history.session();
                let because = because_words(session, &self.state, &cause.id, &self.told("{next}"));
                let told = (self.state.sure, because.as_deref());
                page.append(remedy_page(cause, knowledge, &self.case, marks, told));
            }
        }
        page
    }

    /// The time that was told last, and the zone that it is written in.
    pub(super) fn time(&self) -> (Timestamp, TimeZone) {
        self.clock.clone().unwrap_or((Timestamp::UNIX_EPOCH, TimeZone::UTC))
    }

    /// What goes on after the remedy: the packet where it was escalated, else
    /// the note.
    pub(super) fn result_page(&self, knowledge: &Knowledge) -> Page {
        let handout = self.handout(self.due_form(), false, knowledge);
        handout.map(|handout| handout.page).unwrap_or_default()
    }

    /// A text with the keys in force, such as `{copy}`.
    pub(super) fn told(&self, text: &str) -> String {
        self.keys.tell(self.place(), text)
    }

    /// The line below the remedy: which step, what became of it, and by which
    /// key that is changed.
    pub(super) fn remedy_hint(&self, room: usize) -> Option<String> {
        if self.is_judged || !matches!(self.state.stage, Stage::Treating) {
            return None;
        }
        let (steps, at) = (&self.state.steps, self.at_step);
        if self.state.next_step(None).is_none() {
            let short = self.told("{verdict} did it work?");
            let told = format!("{}: {short}", progress(steps));
            return Some(if width(&told) <= room { told } else { short });
        }
        let which = format!("Step {} of {}", at + 1, steps.len());
        let (long, short) = match steps.get(at).copied().unwrap_or_default() {
            Mark::Open => (
                ": {tick} when it is done, {skip} to skip it; {verdict} did it work?",
                ": {tick} done, {skip} skip",
            ),
            Mark::Done => {
                (" is done: {tick} opens it again, {skip} skips it", " is done: {tick} opens it")
            }
            Mark::Skipped => (
                " is skipped: {skip} opens it again, {tick} when it is done after all",
                " is skipped: {skip} opens it",
            ),
        };
        let told = format!("{which}{}", self.told(long));
        let is_long = width(&told) > room;
        Some(if is_long { format!("{which}{}", self.told(short)) } else { told })
    }

    /// Goes to a step, from 0.
    pub(super) fn choose_step(&mut self, at: usize, library: &Library) {
        if at < self.state.steps.len() {
            self.at_step = at;
            self.show_remedy(library.knowledge);
            self.remedy.choose_task(at, true);
        }
    }

    /// Goes a line up or down: to the next step where the end of this one is
    /// in sight, otherwise through the text.
    pub(super) fn step_on(&mut self, down: bool, library: &Library) {
        let (sees_first, sees_last) = self.remedy.sees_task();
        let is_walked = self.state.stage == Stage::Treating && !self.is_judged;
        let next = if down {
            Some(self.at_step + 1).filter(|at| sees_last && *at < self.state.steps.len())
        } else {
            self.at_step.checked_sub(1).filter(|_| sees_first)
        };
        match next.filter(|_| is_walked) {
            Some(at) => self.choose_step(at, library),
            None => self.remedy.scroll(if down { Move::Down } else { Move::Up }),
        }
    }

    /// Gives the chosen step a mark, or opens it again where it has that; then
    /// the next open one is chosen, and where none is left it is asked whether
    /// it worked.
    pub(super) fn mark(&mut self, mark: Mark, library: &Library) -> Vec<Next> {
        let Some(cause) = self.state.cause.filter(|_| self.state.stage == Stage::Treating) else {
            return vec![Next::Toast(OVER)];
        };
        // What is not in sight is not marked by mistake.
        if !self.remedy.sees_task().0 {
            self.remedy.choose_task(self.at_step, true);
            return vec![Next::Toast("This is the step; the same key again marks it")];
        }
        let at = self.at_step;
        let mark = self.state.steps.get(at).copied().unwrap_or_default().toggled(mark);
        self.write_down(Deed::mark(cause.as_str(), at, mark), library);
        if mark == Mark::Open {
            self.choose_step(at, library);
        } else if let Some(next) = self.state.next_step(Some(at)) {
            self.choose_step(next, library);
        } else {
            self.choose_step(at, library);
            self.judge(library);
        }
        Vec::new()
    }

    /// What Enter does: the step is done, or what comes next where it is.
    pub(super) fn go_on(&mut self, library: &Library) -> Vec<Next> {
        match self.state.stage {
            Stage::ProofWanted => self.write(What::Proof),
            Stage::Asking | Stage::Treating => {
                let mark = self.state.steps.get(self.at_step).copied().unwrap_or_default();
                match self.state.next_step(Some(self.at_step)) {
                    _ if mark == Mark::Open => return self.mark(Mark::Done, library),
                    Some(next) => self.choose_step(next, library),
                    None => self.judge(library),
                }
            }
            _ => {
                return vec![Next::Toast(
                    "{copy} copies this for the ticket; {take-back} takes it back",
                )];
            }
        }
        Vec::new()
    }

    /// Asks whether it worked, or shows the remedy again.
    pub(super) fn judge(&mut self, library: &Library) {
        let is_judged = !self.is_judged;
        self.follow(library.knowledge);
        let can_be = !matches!(self.state.stage, Stage::Asking | Stage::ProofWanted);
        if is_judged && can_be {
            self.is_judged = true;
            self.show_remedy(library.knowledge);
        }
    }

    /// Says how it ended, by the number of the answer.
    pub(super) fn end(&mut self, answer: u8, library: &Library) {
        let Some(cause) = self.state.cause.map(|id| id.as_str().to_owned()) else { return };
        let result = match answer {
            1 => Verdict::Worked { proof: None },
            2 => Verdict::Failed,
            3 => {
                self.write(What::Awaited);
                return;
            }
            4 => Verdict::Escalated,
            _ => return,
        };
        self.write_down(Deed::Result { cause, result }, library);
        if answer == 1 {
            self.write(What::Proof);
        }
    }

    /// Lays the remedy out; where it is still the same one, from where the
    /// person is in it.
    pub(super) fn show_remedy(&mut self, knowledge: &'static Knowledge) {
        let walked = self.state.cause.filter(|_| {
            matches!(self.state.stage, Stage::Asking | Stage::Treating) && !self.is_judged
        });
        let cause = self.state.cause.and_then(|id| knowledge.cause(&id));
        let is_same = walked.is_some() && walked == self.walked;
        self.walked = walked;
        // Where only the verdict stood in between, the step is still the one.
        let is_known = self.state.steps.get(self.at_step).is_some() && self.of == walked;
        if walked.is_some() && !is_known {
            self.at_step = self.state.next_step(None).unwrap_or(0);
            self.of = walked;
        }
        let page = cause.map(|cause| self.remedy_page(cause, knowledge));
        match page {
            Some(page) if is_same => self.remedy.replace(page),
            page => self.remedy = page.map_or_else(Pager::default, Pager::new),
        }
        if walked.is_some() {
            // At the first step, what stands above it says more.
            self.remedy.choose_task(self.at_step, is_known && !is_same && self.at_step > 0);
        }
    }
}
