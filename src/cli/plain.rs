//! The program as questions and answers, line by line: for screen readers, for
//! simple terminals, and for whoever likes it. Nothing is drawn and nothing is
//! ever drawn over.

use std::io::{self, BufRead};

use super::exit::Exit;
use super::output::Output;
use super::request::{Guide, Lookup};
use super::{guide, lookup};
use crate::diagnosis::Doctor;
use crate::evidence::{self, Forms};
use crate::knowledge::Knowledge;
use crate::report::{Page, diagnosis_page};
use crate::services::config::Configuration;
use crate::services::input::MOST_BYTES;

const MENU: &str = "\n1  Look up a code or words\n2  Paste a bounce or an error text\n3  Be guided \
by questions\n";
const PROMPT: &str = "Answer 1-3, or type a code or words; q quits: ";
const PASTE: &str = "Paste the text. End with a line that has only a full stop in it, or with \
Ctrl-D:";

/// Asks until the person ends.
pub(super) fn run(
    knowledge: &'static Knowledge,
    settings: &Configuration,
    out: &mut Output,
) -> io::Result<Exit> {
    out.say("smtp-doctor: what a mail error means, who acts, what to do.")?;
    loop {
        out.write(MENU)?;
        let Some(typed) = ask(PROMPT, out)? else { return Ok(Exit::Found) };
        match typed.trim() {
            "" => {}
            "q" | "quit" => return Ok(Exit::Found),
            "1" => {
                let Some(words) = ask("The code or the words: ", out)? else {
                    return Ok(Exit::Found);
                };
                look_up(&words, knowledge, out)?;
            }
            "2" => paste(knowledge, out)?,
            "3" => {
                let request = Guide { is_kept: true, ..Guide::default() };
                guide::run(&request, knowledge, settings, out)?;
            }
            words => look_up(words, knowledge, out)?,
        }
    }
}

/// Asks for a line; nothing where there are no more.
fn ask(prompt: &str, out: &mut Output) -> io::Result<Option<String>> {
    out.prompt(prompt)?;
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(0) => out.write("\n").map(|()| None),
        Ok(_) => Ok(Some(line)),
        // What is no text is asked for again.
        Err(fault) if fault.kind() == io::ErrorKind::InvalidData => Ok(Some(String::new())),
        Err(fault) => Err(fault),
    }
}

fn look_up(words: &str, knowledge: &'static Knowledge, out: &mut Output) -> io::Result<()> {
    out.write("\n")?;
    lookup::run(&Lookup { words: words.trim().to_owned() }, knowledge, out).map(|_| ())
}

/// Reads a text to its end and diagnoses it.
fn paste(knowledge: &'static Knowledge, out: &mut Output) -> io::Result<()> {
    out.say(PASTE)?;
    out.flush()?;
    let mut text = Vec::new();
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if line.trim_ascii() == b"." {
            break;
        }
        if text.len() < MOST_BYTES {
            text.extend(line);
            text.push(b'\n');
        }
    }
    let read = evidence::read(&text, Forms::builtin());
    let diagnosis = Doctor::new(knowledge).diagnose(&read);
    out.write("\n")?;
    if diagnosis.outcomes.is_empty() {
        let mut page = Page::new();
        page.text("There was nothing to read in that.");
        return out.page(&page);
    }
    out.page(&diagnosis_page(&diagnosis, knowledge))
}
