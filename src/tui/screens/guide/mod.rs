//! The guide: the questions that are answered and by whom, the open one with
//! its answers, and at the end the remedy.

mod geometry;
mod handing;
mod history;
mod question;
mod remedy;
mod update;
mod view;
mod writing;

use std::rc::Rc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Origin, Subject};
use crate::diagnosis::Outcome;
use crate::guide::{Deed, Exhibit, From, Record, Stage, State, Step};
use crate::knowledge::{Answer, Confidence, DONT_KNOW, Knowledge, Question, Term, Text};
use crate::report::{Case, Form, against_words, assumed};
use crate::services::sessions::Order;
use crate::text::{Clean, cut};
use crate::tui::action::{Action, Keymap, Place};
use crate::tui::alike::Alike;
use crate::tui::library::Library;
use crate::tui::read::Read;
use crate::tui::widgets::Pager;
use handing::Handing;
use history::History;
use question::{Asked, Beside};
use writing::Writing;

/// The cells of a ticket's number in the line of where one is.
const TICKET_SHOWN: usize = 20;

/// The state of the screen.
#[derive(Debug)]
pub(crate) struct Guided {
    history: History,
    state: State<'static>,
    /// The number of the open question, and of how many at most.
    count: (usize, usize),
    /// The open question laid out; without rows where a cause is reached.
    asked: Asked,
    /// The remedy of the cause that is reached.
    remedy: Pager,
    /// The selected step of the path, where the path has the keys.
    step: Option<usize>,
    case: Case,
    /// What the evidence says against the person's answers, in words.
    against: String,
    /// The keys in force.
    keys: Keymap,
    /// Which of the sessions of this program it is, for whoever saves it.
    slot: u64,
    /// Under which id it is kept.
    id: Option<String>,
    /// The text that it is about one recipient of, where that has several.
    several: Option<Subject>,
    /// Earlier cases like it.
    pub(super) alike: Alike,
    /// Whether it is asked if the remedy worked.
    is_judged: bool,
    /// The chosen step of the remedy, from 0.
    at_step: usize,
    /// Of which cause that is.
    of: Option<Text>,
    /// The cause whose steps are on the screen.
    walked: Option<Text>,
    /// The line that is being written.
    writing: Option<Writing>,
    /// Lines that were left unwritten.
    drafts: Vec<Writing>,
    /// What is handed out, where that is open.
    handing: Option<Handing>,
    /// Whether it was opened only to write or to hand out something.
    is_visited: bool,
    /// Whether what is handed out has stand-ins.
    is_redacted: bool,
    /// When it began, where it was kept before.
    started: Option<Timestamp>,
    /// The time that was told last, and the zone that it is written in.
    clock: Option<(Timestamp, TimeZone)>,
}

impl Guided {
    /// Starts from nothing or from what is known.
    pub(crate) fn new(origin: Origin, subject: Option<Subject>, library: &Library) -> Self {
        let exhibit = subject.as_ref().and_then(|(read, at)| read.exhibit(*at));
        let several = subject.filter(|(read, at)| read.place(*at).is_some());
        Self { several, ..Self::with(History::new(origin, exhibit, library.knowledge), library) }
    }

    /// Goes on with a session that was kept.
    pub(crate) fn resumed(record: Record, library: &Library) -> Self {
        let (id, started) = (Some(record.id.clone()), Some(record.summary.started));
        let history = History::resumed(record, library.knowledge);
        Self { id, started, ..Self::with(history, library) }
    }

    fn with(history: History, library: &Library) -> Self {
        let state = history.session().state();
        let mut guided = Self {
            history,
            state,
            count: (0, 0),
            asked: Asked::default(),
            remedy: Pager::default(),
            step: None,
            case: Case::unknown(),
            against: String::new(),
            keys: library.keys,
            slot: 0,
            id: None,
            several: None,
            alike: Alike::default(),
            is_judged: false,
            at_step: 0,
            of: None,
            walked: None,
            writing: None,
            drafts: Vec::new(),
            handing: None,
            is_visited: false,
            is_redacted: false,
            started: None,
            clock: None,
        };
        guided.follow(library.knowledge);
        guided
    }

    /// Gives it the number by which it is saved.
    #[must_use]
    pub(crate) fn in_slot(self, slot: u64) -> Self {
        Self { slot, ..self }
    }

    /// The number by which it is saved.
    pub(crate) fn slot(&self) -> u64 {
        self.slot
    }

    /// The id under which it is kept.
    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// It was kept under an id.
    pub(crate) fn kept(&mut self, id: Option<String>, library: &Library) {
        self.id = id.or(self.id.take());
        self.hand_out_anew(library.knowledge);
    }

    /// It began then, by what is kept of it.
    pub(crate) fn began(&mut self, started: Option<Timestamp>) {
        self.started = self.started.or(started);
    }

    /// Tells the time, for what is done from now on.
    pub(crate) fn at(&mut self, now: Timestamp, zone: Option<&TimeZone>, library: &Library) {
        let is_first = self.clock.is_none();
        self.clock = Some((now, zone.cloned().unwrap_or(TimeZone::UTC)));
        self.history.at(now);
        // What was made without a time has a wrong one in it.
        if is_first {
            self.follow(library.knowledge);
        }
    }

    /// What has to be saved by now, once for each change.
    pub(crate) fn unsaved(&mut self) -> Option<Order> {
        let (deeds, record) = self.history.unsaved()?;
        Some(Order::Keep { slot: self.slot, deeds, record })
    }

    /// It could not be saved and is to be saved again.
    pub(crate) fn must_be_saved(&mut self) {
        self.history.must_be_saved();
    }

    /// Adds evidence; gives how many more questions it answered, or `None`
    /// where there is nothing to read. Of several recipients it is about the
    /// one that the session is about already, or the first that failed.
    pub(crate) fn add(&mut self, text: &[u8], library: &Library) -> Option<usize> {
        let read = Rc::new(Read::new(text.to_vec(), library));
        let about = self.case_of().and_then(|outcome| outcome.recipient.as_deref());
        let at = Exhibit::choice(&read.diagnosis, about)?;
        let exhibit = Box::new(read.exhibit(at)?);
        let before = self.state.path.len();
        self.history.act(Deed::Evidence { exhibit }).ok()?;
        if read.place(at).is_some() {
            self.several = Some((read, at));
        }
        self.follow(library.knowledge);
        Some(self.state.path.len().saturating_sub(before))
    }

    /// Whom a text is about that is another case than this session's.
    pub(crate) fn other_case(&self, text: &[u8], library: &Library) -> Option<String> {
        let read = Read::new(text.to_vec(), library);
        let about = self.case_of().and_then(|outcome| outcome.recipient.as_deref());
        let exhibit = read.exhibit(Exhibit::choice(&read.diagnosis, about)?)?;
        exhibit.recipient.clone().filter(|_| self.history.session().is_other_case(&exhibit))
    }

    /// The text that it is about one recipient of, where that has several.
    pub(crate) fn several(&self) -> Option<&Subject> {
        self.several.as_ref()
    }

    /// Whether it is about this outcome of this text.
    pub(crate) fn is_about(&self, (read, at): &Subject) -> bool {
        let is_same = |(own, here): &Subject| Rc::ptr_eq(own, read) && here == at;
        self.several.as_ref().is_some_and(is_same) || self.is_from(&read.origin(*at))
    }

    /// What belongs to the case whichever recipient it is about: the ticket and
    /// the user's words.
    pub(crate) fn shared(&self) -> Vec<Deed> {
        let session = self.history.session();
        let ticket = session.ticket().map(|text| Deed::Ticket { text: text.to_owned() });
        let said = session.user_words().map(|text| Deed::UserWords { text: text.to_owned() });
        ticket.into_iter().chain(said).collect()
    }

    /// Writes something down that is no answer.
    pub(crate) fn write_down(&mut self, deed: Deed, library: &Library) {
        // Such deeds are never refused.
        let _ = self.history.act(deed);
        self.follow(library.knowledge);
    }

    /// Whether the session started from just this.
    pub(crate) fn is_from(&self, origin: &Origin) -> bool {
        self.history.origin() == origin
    }

    /// What is asked, or what is reached.
    #[cfg(test)]
    pub(crate) fn state(&self) -> &State<'static> {
        &self.state
    }

    /// Makes everything follow what is answered.
    fn follow(&mut self, knowledge: &'static Knowledge) {
        let session = self.history.session();
        self.state = session.state();
        self.case = Case::of_session(session, &self.state);
        self.against =
            against_words(session, &self.state, &self.told("{restart}")).unwrap_or_default();
        self.alike.follow(session.likeness(&self.state));
        let asked = self.state.path.len() + 1;
        self.count = match self.state.open {
            Some(open) => (asked, self.state.path.len() + session.questions_left(open)),
            None => (0, 0),
        };
        self.asked = match self.state.open {
            Some(open) => {
                let before = self.history.last_answer(&open.id);
                let words = words_of(open, knowledge).map(Term::name).collect();
                let commands = open.commands.iter().map(|command| {
                    (command.platform.label(), self.case.fill_command(&command.command))
                });
                let beside = Beside { words, commands: commands.collect() };
                let fits = session.likeliest_answer(open);
                let fits = open.answers.iter().position(|answer| Some(answer.id) == fits);
                Asked::new(open, before, (self.likeliest(open, knowledge), fits), beside)
            }
            None => Asked::default(),
        };
        self.is_judged = false;
        self.writing = None;
        self.show_remedy(knowledge);
        self.step = None;
        self.hand_out_anew(knowledge);
    }

    /// The difficult words that the open question uses.
    fn words(&self, knowledge: &'static Knowledge) -> Vec<&'static Term> {
        let open = self.state.open;
        open.into_iter().flat_map(|open| words_of(open, knowledge)).collect()
    }

    /// The answer, counted from 0, below which the cause lies that the
    /// evidence found likeliest. What is only possible favours no answer.
    fn likeliest(&self, open: &Question, knowledge: &Knowledge) -> Option<usize> {
        let outcome = self.history.session().outcome()?;
        let first = self.state.candidates.first()?;
        let is_found = outcome
            .causes
            .iter()
            .any(|finding| finding.cause == *first && finding.confidence != Confidence::Possible);
        let leads = |answer: &Answer| leads_to(knowledge, answer, first, 0);
        open.answers.iter().position(leads).filter(|_| is_found)
    }

    pub(super) fn place(&self) -> Place {
        if self.writing.is_some() {
            return Place::Writing;
        }
        if let Some(place) = self.place_in_handing() {
            return place;
        }
        match (self.step, self.state.open) {
            (Some(_), _) => Place::Path,
            (None, None) if self.is_judged => Place::Verdict,
            (None, None) if self.state.stage == Stage::ProofWanted => Place::Proof,
            (None, Some(_)) => Place::Question,
            (None, None) => Place::Remedy,
        }
    }

    pub(super) fn crumbs(&self) -> Vec<Clean> {
        // Who comes from a diagnosis is in no session yet.
        let own = Some(self.crumb()).filter(|_| self.handing.is_none() || !self.is_visited);
        own.into_iter().chain(self.handing_crumb().map(Clean::line)).collect()
    }

    fn crumb(&self) -> Clean {
        let (number, of) = self.count;
        let ticket = self.history.session().ticket();
        let ticket = ticket.map(|ticket| format!(", ticket {}", cut(ticket, TICKET_SHOWN)));
        let step = match self.state.open {
            Some(_) if of > number => format!("Guide: question {number} of about {of}"),
            Some(_) => format!("Guide: question {number}, the last"),
            None => "Guide: remedy".to_owned(),
        };
        Clean::line(&(step + &ticket.unwrap_or_default()))
    }

    pub(super) fn short(&self, action: Action) -> Option<&'static str> {
        // Where the selected answer is out of sight, Enter goes there.
        let is_away = self.place() == Place::Question && !self.asked.sees_selected();
        (action == Action::Open && is_away).then_some("to answers")
    }

    pub(super) fn digits(&self) -> Option<(usize, usize)> {
        let count = match self.place() {
            Place::Forms | Place::Handout => Form::ALL.len(),
            _ => self.numbered().min(9),
        };
        (count > 0).then_some((1, count))
    }

    /// What the evidence says of the case.
    pub(crate) fn case_of(&self) -> Option<&Outcome> {
        self.history.session().outcome()
    }

    pub(super) fn refuses(&self, action: Action) -> Option<&'static str> {
        if action == Action::CopyUser && self.state.cause.is_none() {
            return Some("no cause is reached yet, and the sentence comes with it");
        }
        if self.handing.is_some() {
            return self.refuses_in_handing(action);
        }
        match action {
            Action::TakeBack | Action::Next | Action::Previous if self.state.path.is_empty() => {
                Some("nothing is answered yet")
            }
            Action::Pick(_) if self.is_judged => None,
            Action::RecipientBefore | Action::RecipientAfter if self.several.is_none() => {
                Some("there is one recipient only")
            }
            Action::Words if self.asked.has_no_words() && self.remedy.link_count() == 0 => {
                Some("no word here needs to be explained")
            }
            Action::Alike if self.alike.is_empty() => Some("no earlier case is like this one"),
            Action::Forward if !self.history.can_go_forward() => Some("no answer was taken back"),
            Action::Restart if !self.history.is_changed() => Some("you gave no answer yet"),
            Action::Pick(_) | Action::Tick | Action::Skip
                if self.state.open.is_none() && self.state.stage != Stage::Treating =>
            {
                Some(remedy::OVER)
            }
            _ => None,
        }
    }
}

/// The difficult words that a question uses.
fn words_of<'k>(
    open: &'k Question,
    knowledge: &'k Knowledge,
) -> impl Iterator<Item = &'k Term> + use<'k> {
    open.words.iter().filter_map(|id| knowledge.term(id))
}

/// Whether an answer leads to a cause, directly or by further questions.
fn leads_to(knowledge: &Knowledge, answer: &Answer, cause: &str, depth: usize) -> bool {
    if answer.cause.is_some_and(|found| found == *cause) {
        return true;
    }
    // The checker refuses circles; this bounds a tree that was not checked.
    let next = answer.question.filter(|_| depth < 16).and_then(|id| knowledge.question(&id));
    next.is_some_and(|next| {
        next.answers.iter().any(|answer| leads_to(knowledge, answer, cause, depth + 1))
    })
}

/// The words of an answer.
fn answer_label(question: &Question, answer: &str) -> &'static str {
    if answer == DONT_KNOW {
        return "Don't know";
    }
    let found = question.answers.iter().find(|known| known.id == answer);
    found.map_or("", |found| found.label.as_str())
}

/// Who gave an answer, and by which words; the first that decided, because a
/// row has no room for more.
fn source(step: &Step) -> String {
    match (step.from, step.because.first()) {
        (From::Person, _) => "you".to_owned(),
        (From::Assumed, _) => assumed(step.presumed.as_deref(), &step.because),
        (From::Evidence, None) => "evidence".to_owned(),
        (From::Evidence, Some(words)) => format!("evidence: \"{words}\""),
    }
}
