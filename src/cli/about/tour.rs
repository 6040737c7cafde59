//! `smtp-doctor tour`: a real case from the bounce to the sentence for the
//! user. What it tells is data; what it shows is what the program makes of the
//! bounce, so that the two cannot drift apart.

use std::io::{self, BufRead};

use crate::cli::Around;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::diagnosis::{Doctor, Outcome};
use crate::evidence::{self, Forms, Kind};
use crate::guide::{Session, Step};
use crate::knowledge::{Cause, Knowledge};
use crate::report::{Case, Sheet};

const BOUNCE: &str = include_str!("../../../assets/tour/bounce.eml");
const TEXT: &str = include_str!("../../../assets/tour/tour.md");

/// What the person answers: questions and answers, in order.
const ANSWERS: &[(&str, &str)] =
    &[("topic-final", "address"), ("address", "mailbox"), ("mailbox", "inactive")];

/// How many answers of the evidence are shown, the last ones.
const MOST_ANSWERED: usize = 2;

/// How many causes are shown.
const MOST_CAUSES: usize = 3;

/// The steps that are shown: those that fit what Tom said.
const STEPS: &[usize] = &[2];

/// Empties the screen and begins at its top.
const CLEAR: &str = "\u{1b}[2J\u{1b}[H";

/// Where the part of the bounce that servers read begins.
const REPORT: &str = "Reporting-MTA";

/// Walks through; waits after each part where a person reads along.
pub(super) fn run(around: &Around, out: &mut Output) -> io::Result<Exit> {
    let waits = around.surroundings.person_types && around.surroundings.person_reads;
    let parts = parts(Knowledge::builtin());
    let count = parts.len();
    // Where nothing can be drawn over, one part follows the other.
    let clears = waits && !around.surroundings.plain_only && !around.configuration.plain();
    for (at, part) in parts.into_iter().enumerate() {
        if clears {
            out.write(CLEAR)?;
        } else if at > 0 {
            out.write("\n")?;
        }
        out.sheet(&part)?;
        if waits && at + 1 < count {
            out.write("\n")?;
            out.prompt(&format!("({} of {count}) Enter goes on, q ends:", at + 1))?;
            let mut typed = String::new();
            let is_end = io::stdin().lock().read_line(&mut typed)? == 0;
            if is_end || typed.trim().eq_ignore_ascii_case("q") {
                break;
            }
        }
    }
    Ok(Exit::Found)
}

/// The parts, one after the other.
fn parts(knowledge: &'static Knowledge) -> Vec<Sheet> {
    let diagnosis =
        Doctor::new(knowledge).diagnose(&evidence::read(BOUNCE.as_bytes(), Forms::builtin()));
    let Some(outcome) = diagnosis.outcomes.first() else { return Vec::new() };
    let shown = Shown { knowledge, kind: diagnosis.kind, outcome };
    let texts = TEXT.split("\n## ").map(|text| text.trim_start_matches("## "));
    texts
        .map(|text| {
            let (title, text) = text.split_once('\n').unwrap_or((text, ""));
            let mut part = Sheet::new();
            part.title(title);
            let mut told = String::new();
            for line in text.lines() {
                if let Some(mark) = line.strip_prefix('@') {
                    part.append(Sheet::parse(&std::mem::take(&mut told)));
                    shown.add(mark.trim(), &mut part);
                } else {
                    told.push_str(line);
                    told.push('\n');
                }
            }
            part.append(Sheet::parse(&told));
            part
        })
        .collect()
}

/// What there is to show.
struct Shown<'d> {
    knowledge: &'static Knowledge,
    kind: Kind,
    outcome: &'d Outcome,
}

impl Shown<'_> {
    /// Adds what a mark of the text stands for.
    fn add(&self, mark: &str, part: &mut Sheet) {
        match mark {
            "bounce" => bounce(part),
            "evidence" => self.evidence(part),
            "because" => {
                let found = self.outcome.causes.iter().take(1);
                let words = found.flat_map(|found| &found.because);
                let words: Vec<String> = words.map(|words| format!("\"{words}\"")).collect();
                part.row("because", words.join(", "));
            }
            "causes" => self.causes(part),
            "guide" => {
                let path = self.session(0).state().path;
                for step in path.iter().skip(path.len().saturating_sub(MOST_ANSWERED)) {
                    self.answered(step, part);
                }
                self.question(0, part);
            }
            "question" => self.question(ANSWERS.len() - 1, part),
            "cause" => self.cause(part),
            "steps" => {
                let case = Case::of(self.outcome);
                let steps = self.reached().map_or(&[][..], |cause| &cause.steps);
                for step in STEPS.iter().filter_map(|at| steps.get(*at)) {
                    part.point(case.fill(&step.action));
                    part.text(format!("-> {}", case.fill(&step.expect)));
                }
            }
            "user" => {
                if let Some(cause) = self.reached() {
                    part.text(Case::of(self.outcome).tell_user(cause));
                }
            }
            _ => {}
        }
    }

    fn evidence(&self, part: &mut Sheet) {
        let outcome = self.outcome;
        part.row("kind", self.kind.id());
        part.row("recipient", outcome.recipient.as_deref().unwrap_or_default());
        part.row("said by", outcome.remote_host.as_deref().unwrap_or_default());
    }

    fn causes(&self, part: &mut Sheet) {
        for found in self.outcome.causes.iter().take(MOST_CAUSES) {
            if let Some(cause) = self.knowledge.cause(found.cause.as_str()) {
                part.row(found.confidence.id(), cause.title);
            }
        }
    }

    /// The session after so many of the person's answers.
    fn session(&self, answers: usize) -> Session<'static> {
        let mut session = Session::with_outcome(self.knowledge, self.kind, self.outcome.clone());
        for (question, answer) in ANSWERS.iter().take(answers) {
            // That they are the guide's is held by a test.
            let _ = session.answer(question, answer);
        }
        session
    }

    /// A question with the answer that the evidence gave.
    fn answered(&self, step: &Step, part: &mut Sheet) {
        let question = self.knowledge.question(&step.question);
        let answers = question.into_iter().flat_map(|question| &question.answers);
        let mut given = answers.filter(|answer| answer.id == step.answer);
        if let (Some(question), Some(answer)) = (question, given.next()) {
            part.row(question.ask, format!("{} ({})", answer.label, step.because.join(", ")));
        }
    }

    /// The question that is open after so many answers.
    fn question(&self, answers: usize, part: &mut Sheet) {
        let session = self.session(answers);
        if let Some(question) = session.state().open {
            part.text(question.ask);
            for (at, answer) in question.answers.iter().enumerate() {
                part.row((at + 1).to_string(), answer.label);
            }
        }
    }

    /// The cause that the person's answers lead to.
    fn reached(&self) -> Option<&'static Cause> {
        self.knowledge.cause(self.session(ANSWERS.len()).state().cause?.as_str())
    }

    fn cause(&self, part: &mut Sheet) {
        if let Some(cause) = self.reached() {
            part.row("cause", cause.title);
            part.row("meaning", cause.meaning);
            part.row("who acts", cause.owner.label());
        }
    }
}

/// The bounce as Ann sees it, without its envelope of headers.
fn bounce(part: &mut Sheet) {
    let body = BOUNCE.split("\n\n").skip(1).take_while(|text| !text.contains(REPORT));
    for text in body {
        for line in text.lines().filter(|line| !line.starts_with("--tour")) {
            if !line.starts_with("Content-Type") {
                part.example(line);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tour_shows_what_it_speaks_of() {
        let parts = parts(Knowledge::builtin());
        let text: Vec<String> = parts.iter().map(Sheet::plain).collect();
        let all = text.join("\n");
        let words = all.split_whitespace().collect::<Vec<_>>().join(" ");
        for told in [
            "550 5.2.1 <tom.bauer@fabrikam.example>",
            "said by mx1.fabrikam.example",
            "because \"Mailbox unavailable\"",
            "possible No such mailbox",
            "What is the refusal about?",
            "What is wrong with the mailbox?",
            "cause The recipient's mailbox is disabled",
            "who acts the recipient",
            "Reach the recipient by telephone",
            "The mailbox tom.bauer@fabrikam.example exists",
        ] {
            assert!(words.contains(told), "no {told:?} in\n{all}");
        }
        assert!(!all.contains('@') || !all.contains("\n@"), "a mark is left over:\n{all}");
        for part in &text {
            // A part fits on the smallest usual screen with its prompt.
            assert!(part.lines().count() <= 22, "{part}");
            assert!(part.lines().count() > 3, "{part}");
        }
    }
}
