//! The program as questions and answers, line by line: for screen readers, for
//! simple terminals, and for whoever likes it. Nothing is drawn and nothing is
//! ever drawn over. What is long is told in brief first.

use std::io::{self, IsTerminal};

use super::exit::Exit;
use super::lookup::{Answer, answer};
use super::output::Output;
use super::request::Guide;
use super::{guide, pasted, sessions};
use crate::diagnosis::Doctor;
use crate::evidence::{self, Forms};
use crate::knowledge::Knowledge;
use crate::report::{Page, diagnosis_brief, diagnosis_page};
use crate::services::config::Configuration;
use crate::services::lines::{self, Next};
use crate::services::sessions::Store;
use crate::text::{Clean, cut};

/// The letters that hold at the prompt, each with what it does.
const LETTERS: &[(&str, &str)] = &[
    ("m", "the whole page of the last answer"),
    ("u", "the sentence for the user, of the last text"),
    ("o KIND", guide::NAMES),
    ("q", "end"),
];

/// The most cells of an earlier session that are named.
const MOST_NAMED: usize = 100;

/// What was answered last.
enum Last {
    Nothing,
    /// An entry: its whole page.
    Entry(Page),
    /// A text: its whole page, and the text itself.
    Text(Page, Vec<u8>),
}

struct Menu<'a> {
    knowledge: &'static Knowledge,
    settings: &'a Configuration,
    out: &'a mut Output,
    last: Last,
    /// The kept session that is not over, if there is one.
    open: Option<String>,
    /// How it ends: a session that could not be kept is told of to the last.
    exit: Exit,
}

/// Asks until the person ends.
pub(super) fn run(
    knowledge: &'static Knowledge,
    settings: &Configuration,
    out: &mut Output,
) -> io::Result<Exit> {
    out.say("smtp-doctor: what a mail error means, who acts, what to do.")?;
    let mut menu =
        Menu { knowledge, settings, out, last: Last::Nothing, open: None, exit: Exit::Found };
    menu.print()?;
    while menu.step()? {}
    Ok(menu.exit)
}

impl Menu<'_> {
    /// Prints what can be chosen.
    fn print(&mut self) -> io::Result<()> {
        self.out.write("\n")?;
        self.out.row("1  ", "Look up a code or words")?;
        self.out.row("2  ", "Paste a bounce or an error text")?;
        self.out.row(
            "3  ",
            match self.last {
                Last::Text(..) => "Be guided, going on with this text",
                _ => "Be guided by questions",
            },
        )?;
        let last = Store::configured(self.settings).and_then(|store| store.last_open());
        if let Some(last) = &last {
            let named = sessions::line(last, self.knowledge);
            let named = cut(&Clean::line(named.trim_end()), MOST_NAMED);
            self.out.row("4  ", &format!("Go on with the last session: {named}"))?;
        }
        self.open = last.map(|last| last.id);
        Ok(())
    }

    /// Asks once; `false` at the end.
    fn step(&mut self) -> io::Result<bool> {
        let most = if self.open.is_some() { 4 } else { 3 };
        let more = match self.last {
            Last::Nothing => "",
            Last::Entry(_) => "; m the whole page",
            Last::Text(..) => "; m the whole page, u for the user, o note",
        };
        let prompt = format!("Answer 1-{most}, or type a code or words{more}; ? help, q quits: ");
        let Some(line) = self.ask(&prompt)? else { return Ok(false) };
        let typed = String::from_utf8_lossy(&line).trim().to_owned();
        let (word, rest) = typed.split_once(char::is_whitespace).unwrap_or((&typed, ""));
        match (word, rest.trim()) {
            ("", _) => {}
            ("q" | "quit", "") => return Ok(false),
            ("?" | "h" | "help", "") => self.help()?,
            ("1", "") => {
                let Some(words) = self.ask("The code or the words: ")? else { return Ok(false) };
                self.look_up(&String::from_utf8_lossy(&words))?;
            }
            ("2", "") => {
                self.out.say(&format!("Paste the text, {}:", pasted::HOW_TO_END))?;
                let text = pasted::text(&[], self.out)?;
                self.diagnose(text)?;
            }
            ("3", "") => {
                let ended = self.guide()?;
                self.end_of_guide(ended)?;
            }
            ("4", "") if self.open.is_some() => {
                let resume = self.open.take();
                let request = Guide { resume, is_kept: true, ..Guide::default() };
                let ended = guide::run(&request, self.knowledge, self.settings, self.out)?;
                self.end_of_guide(ended)?;
            }
            ("m" | "more", "") => self.whole_page()?,
            ("u" | "user", "") => self.print_out("user")?,
            ("o" | "out", name) if !name.contains(' ') => self.print_out(name)?,
            _ => self.take(line, &typed)?,
        }
        Ok(true)
    }

    /// A line, as it was typed; nothing where there are no more.
    fn ask(&mut self, prompt: &str) -> io::Result<Option<Vec<u8>>> {
        self.out.prompt(prompt)?;
        match lines::next() {
            Next::Line(line) => Ok(Some(line)),
            Next::End | Next::Nothing => self.out.write("\n").map(|()| None),
        }
    }

    /// Takes words, or all of a text that was pasted right here.
    fn take(&mut self, line: Vec<u8>, typed: &str) -> io::Result<()> {
        // A script types one line after the other too.
        if !io::stdin().is_terminal() {
            return self.look_up(typed);
        }
        let text = pasted::burst(line);
        let lines = text.split(|b| *b == b'\n').filter(|line| !line.trim_ascii().is_empty());
        if lines.count() < 2 { self.look_up(typed) } else { self.diagnose(text) }
    }

    fn look_up(&mut self, words: &str) -> io::Result<()> {
        let words = words.trim();
        if words.is_empty() {
            return Ok(());
        }
        self.out.write("\n")?;
        let answer = answer(words, self.knowledge);
        if let Some(page) = answer.page(self.knowledge) {
            self.out.page(&answer.brief(self.knowledge))?;
            self.last = match answer {
                Answer::Reply(_) => Last::Text(page, words.as_bytes().to_vec()),
                _ => Last::Entry(page),
            };
            return Ok(());
        }
        let mut page = Page::new();
        page.text(format!(
            "Nothing is known as \"{}\". Type other words, or 2 and the whole error text.",
            Clean::line(words)
        ));
        let near = answer.near();
        if !near.is_empty() {
            page.heading("The nearest are");
        }
        for hit in near {
            page.link(hit.id(), hit.entry().title());
        }
        self.out.page(&page)
    }

    fn diagnose(&mut self, text: Vec<u8>) -> io::Result<()> {
        let read = evidence::read(&text, Forms::builtin());
        let diagnosis = Doctor::new(self.knowledge).diagnose(&read);
        self.out.write("\n")?;
        self.out.page(&diagnosis_brief(&diagnosis, self.knowledge))?;
        if !diagnosis.outcomes.is_empty() {
            self.last = Last::Text(diagnosis_page(&diagnosis, self.knowledge), text);
            self.out.write("\n")?;
            self.out.say("3 goes on from here: the questions that are left, all steps, a note.")?;
        }
        Ok(())
    }

    /// Remembers how a talk ended, and prints the menu anew.
    fn end_of_guide(&mut self, ended: Exit) -> io::Result<()> {
        if ended == Exit::Wrong {
            self.exit = ended;
        }
        self.print()
    }

    fn guide(&mut self) -> io::Result<Exit> {
        if let Last::Text(_, text) = &self.last {
            return guide::go_on(text, self.knowledge, self.settings, self.out);
        }
        let request = Guide { is_kept: true, ..Guide::default() };
        guide::run(&request, self.knowledge, self.settings, self.out)
    }

    fn whole_page(&mut self) -> io::Result<()> {
        match &self.last {
            Last::Entry(page) | Last::Text(page, _) => {
                self.out.write("\n")?;
                self.out.page(page)
            }
            Last::Nothing => self.out.say("Nothing was looked up yet."),
        }
    }

    fn print_out(&mut self, name: &str) -> io::Result<()> {
        match &self.last {
            Last::Text(_, text) => {
                guide::print_out(text, name, self.knowledge, self.settings, self.out)
            }
            _ => self.out.say("That is made of an error text: type 2 and paste it."),
        }
    }

    fn help(&mut self) -> io::Result<()> {
        self.out.write("\n")?;
        self.out.say(
            "Type a number of the menu, a code (550, 5.1.1, 0x800CCC0F) or words (mailbox full), \
             or paste a whole error text right here. What is found is told in brief; m tells all.",
        )?;
        for (letter, does) in LETTERS {
            self.out.row(&format!("  {letter:7} "), does)?;
        }
        self.print()
    }
}
