//! The guide as numbered questions without a screen: nothing is drawn over,
//! nothing needs a colour, each thing is said once and in order.

use std::io;

use super::asked::Heard;
use super::outputs::{self, produce};
use super::recipient::Read;
use super::taken::{self, Taken};
use super::typed::{Command, Keyboard, Typed, help, say};
use super::{asked, brief, describe, remedy};
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::cli::pasted;
use crate::guide::{Deed, Session, State};
use crate::knowledge::{Knowledge, Term, Text};
use crate::report::{Case, Page, against_words, alike_page, entry_page, state_page};
use crate::search::Index;
use crate::services::clock;
use crate::services::sessions::{Complaint, Keeper};
use crate::text::{Clean, cut};

/// The cells of what was typed that are said again.
const MOST_SHOWN: usize = 120;

/// A talk with a person at a terminal, or with a script.
pub(super) struct Talk<'a> {
    pub(super) session: &'a mut Session<'static>,
    pub(super) keeper: &'a mut Keeper,
    pub(super) knowledge: &'static Knowledge,
    pub(super) keyboard: Keyboard,
    pub(super) out: &'a mut Output,
    /// Whether notes are redacted though nobody asks for it.
    redacts: bool,
    /// The cause whose remedy was printed last.
    pub(super) shown: Option<Text>,
    /// The step that is asked for because its number was typed, from 0.
    pub(super) chosen: Option<usize>,
    /// Whether it is asked if the remedy worked though steps are open.
    pub(super) is_judged: bool,
    /// The cause of which an incident was spoken of.
    warned: Option<String>,
    /// How many cases of today have its symptom, where that may be an incident.
    incident: Option<usize>,
    /// What was said last about saving, so that it is not said at every step.
    complaint: Option<Complaint>,
}

/// What comes after a command.
pub(super) enum After {
    /// The same prompt again.
    Stay,
    /// The same step again, printed anew: something long stood between.
    Again,
    /// The session has moved.
    Moved,
    /// It is over.
    End,
}

impl<'a> Talk<'a> {
    /// A talk about a session; where the keyboard is shut nobody answers.
    pub(super) fn new(
        session: &'a mut Session<'static>,
        keeper: &'a mut Keeper,
        knowledge: &'static Knowledge,
        keyboard: Keyboard,
        out: &'a mut Output,
    ) -> Self {
        Self {
            session,
            keeper,
            knowledge,
            keyboard,
            out,
            redacts: false,
            shown: None,
            chosen: None,
            is_judged: false,
            warned: None,
            incident: None,
            complaint: None,
        }
    }

    /// Whether notes are redacted though nobody asks for it.
    pub(super) fn redacting(mut self, redacts: bool) -> Self {
        self.redacts = redacts;
        self
    }

    /// Asks until the person ends.
    pub(super) fn run(mut self) -> io::Result<Exit> {
        self.keep();
        self.greet()?;
        self.go_on()?;
        let state = self.session.state();
        // There may be room again by now.
        self.keep();
        if let Some(complaint) = self.complaint.take().filter(|it| it.unsaved > 0) {
            // What would be lost is printed whole, whatever the setting says.
            self.redacts = false;
            self.print_out("note")?;
            self.out.flush()?;
            say(&complaint.farewell());
            return Ok(Exit::Wrong);
        }
        if let Some(id) = self.keeper.id() {
            self.out.say(&format!("Kept as session {id}. To go on:"))?;
            self.out.write(&format!("  smtp-doctor sessions resume {id}\n"))?;
        }
        Ok(if state.cause.is_some() { Exit::Found } else { Exit::NotFound })
    }

    /// What was answered already, and what was seen before.
    fn greet(&mut self) -> io::Result<()> {
        let state = self.session.state();
        if let Some(told) = brief::answered(&state).filter(|_| state.open.is_some()) {
            self.out.say(&told)?;
        }
        let present = self.session.outcome().and_then(|_| self.session.likeness(&state));
        if let Some(present) = present {
            let earlier = self.keeper.alike(&present);
            let page =
                alike_page(&earlier_cases(&earlier), self.knowledge, clock::now(), &clock::zone());
            self.out.page(&page)?;
        }
        Ok(())
    }

    /// One step after the other.
    fn go_on(&mut self) -> io::Result<()> {
        let mut is_new = true;
        loop {
            let state = self.session.state();
            self.warn_of_incident(&state)?;
            let Some(question) = state.open else {
                match remedy::step(self, &state)? {
                    After::End => return Ok(()),
                    After::Moved => self.keep(),
                    After::Stay | After::Again => {}
                }
                is_new = true;
                continue;
            };
            if is_new {
                asked::print(self.session, &state, question, self.out)?;
            }
            is_new = true;
            match self.keyboard.ask(&asked::prompt(question), self.out)? {
                Typed::End => return Ok(()),
                Typed::Nothing => is_new = false,
                Typed::Command(command) => match self.command(&command, &state)? {
                    After::End => return Ok(()),
                    After::Moved => self.keep(),
                    After::Again => {}
                    After::Stay => is_new = false,
                },
                Typed::Text(text) => {
                    match asked::read(&text, question) {
                        Heard::Answer(answer) => {
                            self.session.at(clock::now());
                            // The ids come from the question itself.
                            let _ = self.session.answer(&question.id, &answer);
                            self.keep();
                            continue;
                        }
                        Heard::Several(numbers) => {
                            self.out.say(&asked::which(&numbers))?;
                            is_new = false;
                            continue;
                        }
                        Heard::Nothing => {}
                    }
                    let is_first = state.path.is_empty();
                    match self.take(&text, is_first, question.answers.len() + 1)? {
                        After::End => return Ok(()),
                        After::Stay => is_new = false,
                        After::Moved | After::Again => {}
                    }
                }
            }
        }
    }

    /// Saves, and says what went wrong, once until it changes; as long as
    /// something is not saved, each prompt says so.
    pub(super) fn keep(&mut self) {
        let complaint = self.keeper.keep(self.session, clock::now());
        let whole = |it: &Option<Complaint>| it.as_ref().map(|it| it.whole.clone());
        let before = std::mem::replace(&mut self.complaint, complaint);
        match &self.complaint {
            Some(complaint) if whole(&before).as_ref() != Some(&complaint.whole) => {
                say(&complaint.whole);
            }
            None if before.is_some_and(|it| it.unsaved > 0) => {
                say("Saved again: all of it is kept now.");
            }
            _ => {}
        }
        let unsaved = self.complaint.as_ref().map_or(0, |it| it.unsaved);
        self.keyboard.mark = match unsaved {
            0 => String::new(),
            count => format!("NOT SAVED: {count}; o note prints it all. "),
        };
    }

    /// Does what holds at every step.
    pub(super) fn command(
        &mut self,
        command: &Command,
        state: &State<'static>,
    ) -> io::Result<After> {
        self.session.at(clock::now());
        match command {
            Command::Quit => return Ok(After::End),
            Command::Back => {
                if !self.session.back() {
                    self.out.say("This is the first question.")?;
                    return Ok(After::Stay);
                }
                self.shown = None;
                return Ok(After::Moved);
            }
            Command::Forward => {
                if !self.session.forward() {
                    self.out.say("No step was taken back.")?;
                    return Ok(After::Stay);
                }
                return Ok(After::Moved);
            }
            Command::Restart => {
                self.session.restart();
                self.shown = None;
                self.out.say("Your answers are forgotten; f brings them back.")?;
                return Ok(After::Moved);
            }
            Command::Change(number) => return self.change(number, state),
            Command::Evidence => return self.evidence(""),
            Command::Path => self.print_path(state)?,
            Command::Candidates => self.print_candidates(state)?,
            Command::More => self.print_more(state)?,
            Command::Help => help(self.out)?,
            Command::FindOut => self.print_how(state)?,
            Command::Explain(words) if words.is_empty() => self.print_words(state)?,
            Command::Explain(words) => {
                self.explain(words)?;
                return Ok(After::Again);
            }
            Command::Out(name) => {
                self.print_out(name)?;
                return Ok(After::Again);
            }
            Command::Note(text) => {
                let place = state.open.map(|question| question.id).or(state.cause);
                let place = place.map(|id| id.as_str().to_owned());
                self.write_down("Note: ", text, |text| Deed::Note { place, text })?;
            }
            Command::Ticket(text) => {
                self.write_down("Ticket number: ", text, |text| Deed::Ticket { text })?;
            }
            Command::Said(text) => {
                self.write_down("The user says: ", text, |text| Deed::UserWords { text })?;
            }
        }
        Ok(After::Stay)
    }

    /// Writes something down; asks for it where it was not typed at once.
    fn write_down(
        &mut self,
        prompt: &str,
        text: &str,
        deed: impl FnOnce(String) -> Deed,
    ) -> io::Result<()> {
        let text = if text.is_empty() {
            self.keyboard.ask_text(prompt, self.out)?.unwrap_or_default()
        } else {
            text.to_owned()
        };
        if !text.is_empty() {
            let _ = self.session.apply(deed(text));
            self.keep();
            let is_unsaved = self.complaint.as_ref().is_some_and(|it| it.unsaved > 0);
            self.out.say(if is_unsaved {
                "Written down, but NOT SAVED."
            } else {
                "Written down."
            })?;
        }
        Ok(())
    }

    /// Takes the answer with this number back, so that it is asked again.
    fn change(&mut self, number: &str, state: &State<'static>) -> io::Result<After> {
        let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        if let Some(step) = at.and_then(|at| state.path.get(at)) {
            self.session.reopen(&step.question);
            self.shown = None;
            return Ok(After::Moved);
        }
        self.print_path(state)?;
        self.out.say("Type c and the number of the answer to change.")?;
        Ok(After::Stay)
    }

    /// Takes what was typed and is no answer as evidence, if it can be.
    fn take(&mut self, text: &str, is_first: bool, answers: usize) -> io::Result<After> {
        let read = Read::new("typed", text.as_bytes(), self.knowledge);
        let said = Clean::line(text);
        let shown = cut(&said, MOST_SHOWN);
        match taken::judge(text, &read, is_first) {
            Taken::Evidence => self.out.say(&format!("Taken as evidence: {shown}"))?,
            Taken::UserWords => {
                self.session.at(clock::now());
                // Such deeds are never refused.
                let _ = self.session.apply(Deed::UserWords { text: said.as_str().to_owned() });
                self.out.say(&format!("Taken as what the user says, and as evidence: {shown}"))?;
            }
            Taken::Message => return self.evidence(text),
            Taken::Nothing => {
                self.out.say(&format!(
                    "Type a number from 1 to {answers}, a code, an error text, or a letter; u and \
                     words writes down what the user says; h lists the letters."
                ))?;
                return Ok(After::Stay);
            }
        }
        self.add(&read)
    }

    /// Takes what was typed where no question is asked: only what has a code or
    /// an address in it. `None` where it has none.
    pub(super) fn take_code(&mut self, text: &str) -> io::Result<Option<After>> {
        let read = Read::new("typed", text.as_bytes(), self.knowledge);
        if read.tells() { self.take(text, false, 0).map(Some) } else { Ok(None) }
    }

    /// Reads evidence, which may have begun already, and says what it answered.
    fn evidence(&mut self, begun: &str) -> io::Result<After> {
        let paste = if begun.is_empty() {
            "Paste the text"
        } else {
            "This begins a message. Paste it to its end"
        };
        self.out.say(&format!("{paste}, {}:", pasted::HOW_TO_END))?;
        let text = self.keyboard.text(format!("{begun}\n").as_bytes(), self.out)?;
        self.add(&Read::new("paste", text.trim_ascii_start(), self.knowledge))
    }

    /// Adds what was read.
    fn add(&mut self, read: &Read<'_>) -> io::Result<After> {
        let about = self.session.outcome().and_then(|outcome| outcome.recipient.clone());
        let asked = read.ask(about.as_deref(), self.knowledge, &mut self.keyboard, self.out)?;
        let Ok(exhibit) = asked else { return Ok(After::End) };
        let Some(exhibit) = exhibit else {
            self.out.say("There was nothing to read.")?;
            return Ok(After::Stay);
        };
        if self.session.is_other_case(&exhibit) {
            self.out.say(&format!(
                "This text is about {}, another case than this session's. For a case of its own, \
                 leave with q and start again.",
                exhibit.recipient.as_deref().unwrap_or("somebody else")
            ))?;
            let asked = self
                .keyboard
                .ask_text("Add it to this session all the same? y or n: ", self.out)?;
            let is_yes = asked.is_some_and(|said| said.to_lowercase().starts_with('y'));
            if !is_yes {
                self.out.say("It was not added.")?;
                return Ok(After::Stay);
            }
        }
        self.session.at(clock::now());
        self.session.add_evidence(exhibit);
        self.shown = None;
        self.keep();
        self.greet()?;
        if let Some(words) = against_words(self.session, &self.session.state(), "r") {
            self.out.say(&words)?;
        }
        Ok(After::Moved)
    }

    fn print_path(&mut self, state: &State<'static>) -> io::Result<()> {
        let answered = State { open: None, cause: None, ..state.clone() };
        let mut page = Page::new();
        if state.path.is_empty() {
            page.text("Nothing is answered yet.");
        } else {
            page.heading("What is answered (c and a number changes it)");
            page.append(state_page(&answered, self.knowledge, &self.case()));
        }
        self.out.page(&page)
    }

    fn print_candidates(&mut self, state: &State<'static>) -> io::Result<()> {
        let mut page = Page::new();
        page.heading(format!("Still possible: {}", state.candidates.len()));
        for id in &state.candidates {
            page.link(id, self.knowledge.cause(id).map_or("", |cause| cause.title.as_str()));
        }
        for id in &state.tried {
            let title = self.knowledge.cause(id).map_or("", |cause| cause.title.as_str());
            page.link(id, format!("{title} - tried without success"));
        }
        self.out.page(&page)
    }

    fn print_how(&mut self, state: &State<'static>) -> io::Result<()> {
        match state.open {
            Some(question) => self.out.page(&asked::how(question, self.knowledge, &self.case())),
            None => help(self.out),
        }
    }

    /// Prints the whole page of what was told in brief.
    fn print_more(&mut self, state: &State<'static>) -> io::Result<()> {
        if state.open.is_some() {
            return self.print_how(state);
        }
        let unanswered = State { path: Vec::new(), ..state.clone() };
        self.out.page(&state_page(&unanswered, self.knowledge, &self.case()))
    }

    /// Names the difficult words of what is seen.
    fn print_words(&mut self, state: &State<'static>) -> io::Result<()> {
        let cause = state.cause.and_then(|id| self.knowledge.cause(&id));
        let ids: &[Text] = match (state.open, cause) {
            (Some(question), _) => &question.words,
            (None, Some(cause)) => &cause.words,
            (None, None) => &[],
        };
        let terms = ids.iter().filter_map(|id| self.knowledge.term(id));
        let names: Vec<&str> = terms.map(Term::name).collect();
        self.out.say(&match names.as_slice() {
            [] => "There is no difficult word here; x and a code or a word explains it.".to_owned(),
            names => format!("Words used here: {}. x and a word explains it.", names.join(", ")),
        })
    }

    /// Prints an entry; the same step follows.
    fn explain(&mut self, words: &str) -> io::Result<()> {
        let index = Index::new(self.knowledge);
        let results = index.search(words);
        let Some(hit) = index.lookup(words).or(results.hits.into_iter().next()) else {
            return self.out.say(&format!(
                "Nothing is known of `{}`; type x and a code, a cause or a term.",
                Clean::line(words)
            ));
        };
        self.out.page(&entry_page(hit.entry(), hit.asked, self.knowledge))
    }

    pub(super) fn print_out(&mut self, name: &str) -> io::Result<()> {
        let Some((form, is_shared)) = outputs::read(name) else {
            return self.out.say(&format!("Type o and one of: {}", outputs::NAMES));
        };
        let (id, started) = (self.keeper.id(), self.keeper.started());
        let form = (form, is_shared || self.redacts);
        match produce(self.session, self.knowledge, id, started, form, self.incident) {
            Ok(handout) => {
                if let Some(hint) = handout.hint {
                    self.out.say(hint)?;
                }
                self.out.write(&format!("\n{}\n", handout.text))
            }
            Err(missing) => {
                let why = missing.label();
                self.out.say(&format!("There is no such text for this case: {why}."))
            }
        }
    }

    /// Says that this may be an incident, once for a cause.
    fn warn_of_incident(&mut self, state: &State<'static>) -> io::Result<()> {
        let Some(cause) = self.session.symptom(state).map(|id| id.as_str().to_owned()) else {
            return Ok(());
        };
        if self.warned.as_ref() == Some(&cause) {
            return Ok(());
        }
        let since = clock::start_of_day(clock::now(), &clock::zone());
        let count = self.keeper.incident(self.session, since, self.knowledge);
        self.warned = Some(cause);
        self.incident = count;
        let Some(count) = count else { return Ok(()) };
        let mut page = Page::new();
        page.gap();
        page.warning(format!(
            "This may be an incident: {count} cases with this symptom today. Stop single-case \
             work and tell whoever leads incidents; `x organisation-wide` says what to do."
        ));
        self.out.page(&page)
    }

    pub(super) fn case(&self) -> Case {
        Case::of_session(self.session, &self.session.state())
    }

    /// Tells what is wrong with something that was to be done.
    pub(super) fn refuse(&mut self, wrong: &crate::guide::WrongAnswer) -> io::Result<()> {
        self.out.say(&describe(wrong))
    }
}

/// The summaries of earlier cases with their ids.
pub(in crate::cli) fn earlier_cases(
    listed: &[crate::services::sessions::Listed],
) -> Vec<(&str, &crate::guide::Summary)> {
    listed.iter().map(|one| (one.id.as_str(), &one.summary)).collect()
}
