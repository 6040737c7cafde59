//! The remedy, walked step by step and ticked off, and how it ended.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Guided;
use super::writing::{What, Writing};
use crate::guide::{Deed, Stage, Verdict};
use crate::knowledge::{Cause, Knowledge};
use crate::report::{Page, cause_page};
use crate::tui::library::Library;
use crate::tui::screens::Next;
use crate::tui::widgets::Pager;

impl Guided {
    /// The first step that is not ticked off, counted from 0.
    fn next_step(&self, cause: &Cause) -> Option<usize> {
        let session = self.history.session();
        (0..cause.steps.len()).find(|at| !session.is_ticked(&cause.id, *at))
    }

    /// What is seen where a cause is reached.
    pub(super) fn remedy_page(&self, cause: &Cause, knowledge: &Knowledge) -> Page {
        let mut page = Page::new();
        if self.is_judged {
            page.title("Done. Did it work?");
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
                if let Some(count) = self.incident {
                    page.warning(format!(
                        "This may be an incident: {count} cases with this symptom today. Stop \
                         single-case work and tell whoever leads incidents."
                    ));
                    page.gap();
                }
                if let Some(tried) = self.state.tried.last().and_then(|id| knowledge.cause(id)) {
                    page.text(format!(
                        "That did not help: {}. The next likeliest cause:",
                        tried.title
                    ));
                    page.gap();
                }
                page.append(cause_page(cause, knowledge, &self.case));
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

    /// The line below the remedy that says what Enter does.
    pub(super) fn remedy_hint(&self, knowledge: &Knowledge) -> Option<String> {
        let cause = knowledge.cause(&self.state.cause?)?;
        if self.is_judged || !matches!(self.state.stage, Stage::Treating) {
            return None;
        }
        let count = cause.steps.len();
        Some(match self.next_step(cause) {
            Some(at) => format!("Step {} of {count}: d when it is done; v did it work?", at + 1),
            None => format!("All {count} steps are done; d or v: did it work?"),
        })
    }

    /// The step is done; or what comes next where all are.
    pub(super) fn tick(&mut self, library: &Library) -> Vec<Next> {
        let cause = self.state.cause.and_then(|id| library.knowledge.cause(&id));
        let Some(cause) = cause else { return Vec::new() };
        match self.state.stage {
            Stage::ProofWanted => self.writing = Some(Writing::new(What::Proof)),
            Stage::Asking | Stage::Treating => match self.next_step(cause) {
                Some(step) => {
                    let cause = cause.id.as_str().to_owned();
                    self.write_down(Deed::Tick { cause, step, done: true }, library);
                }
                None => self.judge(library),
            },
            _ => return vec![Next::Toast("y copies this for the ticket; Left takes it back")],
        }
        Vec::new()
    }

    /// Asks whether it worked, or shows the remedy again.
    pub(super) fn judge(&mut self, library: &Library) {
        let is_judged = !self.is_judged;
        self.follow(library.knowledge);
        if is_judged && self.state.stage == Stage::Treating {
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
                self.writing = Some(Writing::new(What::Awaited));
                return;
            }
            4 => Verdict::Escalated,
            _ => return,
        };
        self.write_down(Deed::Result { cause, result }, library);
        if answer == 1 {
            self.writing = Some(Writing::new(What::Proof));
        }
    }

    pub(super) fn show_remedy(&mut self, knowledge: &'static Knowledge) {
        let cause = self.state.cause.and_then(|id| knowledge.cause(&id));
        self.remedy = cause
            .map_or_else(Pager::default, |cause| Pager::new(self.remedy_page(cause, knowledge)));
    }
}
