//! What keys and messages change.

use ratatui::layout::Rect;

use super::Guided;
use super::geometry::parts;
use super::writing::{What, Writing, Written};
use crate::guide::Mark;
use crate::tui::action::{Action, Place};
use crate::tui::library::Library;
use crate::tui::mouse::Mouse;
use crate::tui::screens::entry::Reading;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Message, Next};
use crate::tui::widgets::{Field, Move, TOO_LONG_TO_WRITE};

/// The ways in which a remedy can end.
const VERDICTS: usize = 4;

impl Guided {
    pub(in crate::tui::screens) fn update(
        &mut self,
        message: &Message,
        library: &Library,
    ) -> Vec<Next> {
        let action = match message {
            Message::Act(action) => action,
            Message::Mouse(area, mouse) => return self.point(*area, *mouse, library),
            Message::Edit(edit) => {
                if let Some(writing) = &mut self.writing {
                    writing.field.edit(*edit);
                }
                return Vec::new();
            }
            Message::Insert(text) => {
                if let Some(writing) = &mut self.writing
                    && !writing.field.insert(text)
                {
                    return vec![Next::Toast(TOO_LONG_TO_WRITE)];
                }
                return Vec::new();
            }
        };
        if let Some(writing) = self.writing.as_mut().filter(|_| *action == Action::Clear) {
            writing.field = Field::to_write("");
            return Vec::new();
        }
        if let Some(writing) = &self.writing {
            return match action {
                Action::Back => {
                    self.leave_line();
                    self.end_of_visit()
                }
                Action::Open => {
                    let at = self.state.open.map(|open| open.id).or(self.state.cause);
                    let at = at.map(|id| id.as_str().to_owned());
                    let cause = self.state.cause.map(|id| id.as_str().to_owned());
                    let (now, zone) = self.time();
                    match writing.finish(at, cause, now, &zone) {
                        Written::Done(deed) => {
                            self.write_down(deed, library);
                            let mut next = vec![Next::Toast("Written down")];
                            next.append(&mut self.end_of_visit());
                            return next;
                        }
                        Written::Next(writing) => self.writing = Some(writing),
                        Written::Refused(why) => return vec![Next::Toast(why)],
                    }
                    Vec::new()
                }
                _ => Vec::new(),
            };
        }
        if self.handing.is_some() && !matches!(action, Action::Note | Action::Ticket | Action::Said)
        {
            let mut next = self.act_in_handing(*action, library.knowledge);
            next.append(&mut self.end_of_visit());
            return next;
        }
        if self.is_judged && matches!(action, Action::Back | Action::TakeBack | Action::Verdict) {
            self.judge(library);
            return Vec::new();
        }
        if *action == Action::Back && self.place() == Place::Proof {
            // Whether it worked is asked again.
            self.take_back(library);
            self.judge(library);
            return Vec::new();
        }
        match (action, self.step) {
            (Action::Back, _) => return vec![Next::Back],
            (Action::HandOut, _) => self.open_handing(library.knowledge),
            (Action::Note, _) => self.write(What::Note),
            (Action::Ticket, _) => self.write(What::Ticket),
            (Action::Said, _) => self.write(What::Said),
            (Action::RecipientAfter, _) => return vec![Next::Recipient(true)],
            (Action::RecipientBefore, _) => return vec![Next::Recipient(false)],
            (Action::Words, _) => return self.explain(library),
            (Action::Alike, _) => return self.alike.open(library.knowledge),
            (Action::TakeBack, _) => self.take_back(library),
            (Action::Forward, _) => {
                self.history.go_forward();
                self.follow(library.knowledge);
            }
            (Action::Restart, _) => {
                self.history.restart();
                self.follow(library.knowledge);
                return vec![Next::Toast("Your answers are forgotten; {forward} brings them back")];
            }
            (Action::Next | Action::Previous, None) => {
                self.step = self.state.path.len().checked_sub(1);
            }
            (Action::Next | Action::Previous, Some(_)) => self.step = None,
            (action, Some(step)) => self.act_in_path(*action, step, library),
            (Action::Pick(digit), None) if usize::from(*digit) > self.numbered() => {
                return vec![Next::UpTo(self.numbered())];
            }
            (action, None) if self.state.open.is_some() => self.act_in_question(*action, library),
            (action, None) => return self.act_in_remedy(*action, library),
        }
        Vec::new()
    }

    /// Opens a line to write, with what was left in it unwritten, or for the
    /// ticket with the present one.
    pub(super) fn write(&mut self, what: What) {
        let draft = self.drafts.iter().position(|draft| draft.is(&what));
        self.writing = Some(match draft {
            Some(at) => self.drafts.remove(at),
            None if what == What::Ticket => {
                Writing::with(what, self.history.session().ticket().unwrap_or_default())
            }
            None => Writing::new(what),
        });
    }

    /// Leaves the line; what was written in it is there when one returns.
    fn leave_line(&mut self) {
        let Some(writing) = self.writing.take() else { return };
        self.drafts.extend(Some(writing).filter(|writing| !writing.field.text().is_empty()));
    }

    /// Somebody means to be in it.
    pub(crate) fn enter(&mut self) {
        self.history.look(false);
    }

    /// Does one thing for who comes from a diagnosis, and goes back there
    /// after it.
    pub(crate) fn visit(&mut self, action: Action, library: &Library) {
        self.leave_line();
        self.handing = None;
        self.is_visited = true;
        self.history.look(true);
        self.update(&Message::Act(action), library);
    }

    /// Back to where one came from, where nothing of it is open any more.
    fn end_of_visit(&mut self) -> Vec<Next> {
        if !self.is_visited || self.handing.is_some() || self.writing.is_some() {
            return Vec::new();
        }
        self.is_visited = false;
        vec![Next::Back]
    }

    fn point(&mut self, area: Rect, mouse: Mouse, library: &Library) -> Vec<Next> {
        if self.handing.is_some() {
            return self.point_in_handing(area, mouse, library.knowledge);
        }
        let parts = parts(self, area);
        let is_asked = self.state.open.is_some();
        match mouse {
            Mouse::Click(at) if parts.path.contains(at) => {
                let row = usize::from(at.y - parts.path.y);
                self.step = Some(self.path_top(parts.path) + row);
            }
            Mouse::Click(at) if is_asked && parts.body.contains(at) => {
                self.step = None;
                if let Some(answer) = self.asked.answer_at(usize::from(at.y - parts.body.y)) {
                    self.answer(answer, library);
                }
            }
            Mouse::Click(at) if !is_asked => {
                let row = at.y.checked_sub(parts.body.y).map(usize::from);
                if let Some(step) = row.and_then(|row| self.remedy.task_at(row)) {
                    self.choose_step(step, library);
                    return Vec::new();
                }
                let case = self.history.case();
                return Reading::click(&self.remedy, parts.body, at, case, library);
            }
            Mouse::Click(_) => {}
            Mouse::WheelUp(_) if is_asked => {
                self.asked.select(self.asked.selected().saturating_sub(1));
            }
            Mouse::WheelDown(_) if is_asked => self.asked.select(self.asked.selected() + 1),
            Mouse::WheelUp(_) | Mouse::WheelDown(_) => self.remedy.wheel(mouse),
        }
        Vec::new()
    }

    /// The words that the question uses, or what the remedy names: the only one
    /// at once, otherwise a list to choose from.
    fn explain(&self, library: &Library) -> Vec<Next> {
        let case = self.history.case();
        let of_question = self.words(library.knowledge);
        let links: Vec<(&str, &str)> = match self.state.open {
            Some(_) => of_question.iter().map(|term| (term.id.as_str(), term.name())).collect(),
            None => self.remedy.links().collect(),
        };
        match links.as_slice() {
            [] => vec![Next::Toast("no word here needs to be explained")],
            [(id, _)] => Reading::open(id, case, library),
            _ => vec![Next::Open(Sheet::words(links, case).into())],
        }
    }

    fn take_back(&mut self, library: &Library) {
        if self.history.back() {
            self.follow(library.knowledge);
        }
    }

    fn act_in_path(&mut self, action: Action, step: usize, library: &Library) {
        match action {
            Action::Up => self.step = Some(step.saturating_sub(1)),
            // Below the last step is the question.
            Action::Down => self.step = Some(step + 1).filter(|at| *at < self.state.path.len()),
            Action::First => self.step = Some(0),
            Action::Last => self.step = self.state.path.len().checked_sub(1),
            Action::Open => {
                if let Some(chosen) = self.state.path.get(step) {
                    self.history.take_back(chosen.question, chosen.answer);
                    self.follow(library.knowledge);
                }
            }
            _ => {}
        }
    }

    fn act_in_question(&mut self, action: Action, library: &Library) {
        let selected = self.asked.selected();
        match action {
            // Above the first answer is the path.
            Action::Up if self.asked.is_read_on() => self.asked.scroll(Move::Up),
            Action::Down if self.asked.is_at_end() => self.asked.scroll(Move::Down),
            Action::Up if selected == 0 => self.step = self.state.path.len().checked_sub(1),
            Action::Up => self.asked.select(selected - 1),
            Action::Down => self.asked.select(selected + 1),
            Action::First => self.asked.select(0),
            Action::Last => self.asked.select(usize::MAX),
            Action::PageUp => self.asked.page(Move::PageUp),
            Action::PageDown => self.asked.page(Move::PageDown),
            // What is not in sight is not answered by mistake.
            Action::Open if !self.asked.sees_selected() => self.asked.select(selected),
            Action::Open => self.answer(selected, library),
            Action::Pick(digit) => {
                self.answer(usize::from(digit).saturating_sub(1), library);
            }
            _ => {}
        }
    }

    /// How much has a number: answers, or steps, or how it ended.
    pub(super) fn numbered(&self) -> usize {
        if self.state.open.is_some() {
            (0..usize::from(u8::MAX)).take_while(|at| self.asked.answer(*at).is_some()).count()
        } else if self.is_judged {
            VERDICTS
        } else {
            self.state.steps.len()
        }
    }

    /// Gives an answer, counted from 0.
    fn answer(&mut self, at: usize, library: &Library) {
        if let (Some(open), Some(answer)) = (self.state.open, self.asked.answer(at)) {
            self.history.answer(open.id, answer);
            self.follow(library.knowledge);
        }
    }

    fn act_in_remedy(&mut self, action: Action, library: &Library) -> Vec<Next> {
        match action {
            Action::Up => self.step_on(false, library),
            Action::Down => self.step_on(true, library),
            Action::Tick => return self.mark(Mark::Done, library),
            Action::Skip => return self.mark(Mark::Skipped, library),
            Action::Open => return self.go_on(library),
            Action::Verdict => self.judge(library),
            Action::Pick(digit) if self.is_judged => self.end(digit, library),
            Action::Pick(digit) => {
                self.choose_step(usize::from(digit).saturating_sub(1), library);
            }
            _ => {
                if let Some(to) = Move::by(action) {
                    self.remedy.scroll(to);
                }
            }
        }
        Vec::new()
    }

    pub(in crate::tui::screens) fn settle(&mut self, area: Rect, library: &Library) {
        if self.handing.is_some() {
            return self.settle_handing(area);
        }
        let parts = parts(self, area);
        if self.state.open.is_some() {
            let titles = self.candidate_titles(library);
            let below = parts.candidates.is_none().then_some(titles.as_slice());
            self.asked.settle(parts.body, below);
        } else {
            self.remedy.settle(parts.body);
        }
    }

    /// The titles of the causes that are still possible, likeliest first.
    pub(super) fn candidate_titles(&self, library: &Library) -> Vec<&'static str> {
        let causes = self.state.candidates.iter();
        causes
            .filter_map(|id| library.knowledge.cause(id))
            .map(|cause| cause.title.as_str())
            .collect()
    }
}
