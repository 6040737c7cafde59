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

/// The answer that the person knows better: question and answer.
const KNOWN_BETTER: (&str, &str) = ("unknown-user", "remembered");

/// How many steps are shown.
const STEPS: usize = 2;

/// Where the part of the bounce that servers read begins.
const REPORT: &str = "Reporting-MTA";

/// Walks through; waits after each part where a person reads along.
pub(super) fn run(around: &Around, out: &mut Output) -> io::Result<Exit> {
    let waits = around.around.person_types && around.around.person_reads;
    let parts = parts(Knowledge::builtin());
    let count = parts.len();
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            out.write("\n")?;
        }
        out.write(&part.plain())?;
        if waits && at + 1 < count {
            out.write(&format!("\n({} of {count}) Enter goes on, q ends: ", at + 1))?;
            out.flush()?;
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
            let (text, mark) = match text.split_once('@') {
                Some((text, mark)) => (text, mark.trim()),
                None => (text, ""),
            };
            part.append(Sheet::parse(text));
            shown.add(mark, &mut part);
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
                for words in self.outcome.causes.iter().take(1).flat_map(|found| &found.because) {
                    part.example(format!("\"{words}\""));
                }
            }
            "cause" => self.cause(part),
            "steps" => {
                let case = Case::of(self.outcome);
                for step in self.first().into_iter().flat_map(|cause| &cause.steps).take(STEPS) {
                    part.point(case.fill(&step.action));
                    part.text(format!("-> {}", case.fill(&step.expect)));
                }
            }
            "guide" => self.guide(part),
            "overrule" => self.overrule(part),
            "user" => {
                if let Some(cause) = self.knowledge.cause(self.overruled().1) {
                    part.text(Case::of(self.outcome).tell_user(cause));
                }
            }
            _ => {}
        }
    }

    fn first(&self) -> Option<&'static Cause> {
        self.knowledge.cause(self.outcome.causes.first()?.cause.as_str())
    }

    fn evidence(&self, part: &mut Sheet) {
        let outcome = self.outcome;
        part.row("kind", self.kind.id());
        part.row("recipient", outcome.recipient.as_deref().unwrap_or_default());
        let codes = (outcome.reply_code, outcome.enhanced_code);
        if let (Some(reply), Some(enhanced)) = codes {
            part.row("reply code", reply.number().to_string());
            part.row("enhanced code", enhanced.to_string());
        }
        part.row("words", outcome.text.as_deref().unwrap_or_default());
        part.row("said by", outcome.remote_host.as_deref().unwrap_or_default());
        if let Some(stage) = outcome.stage {
            part.row("stage", stage.id());
        }
    }

    fn cause(&self, part: &mut Sheet) {
        let (Some(cause), Some(found)) = (self.first(), self.outcome.causes.first()) else {
            return;
        };
        part.row("cause", format!("{} ({})", cause.title, found.confidence.id()));
        part.row("meaning", cause.meaning.as_str());
        part.row("who acts", self.outcome.owner.label());
    }

    fn guide(&self, part: &mut Sheet) {
        for step in &self.session().state().path {
            let because: Vec<String> =
                step.because.iter().map(|words| format!("\"{words}\"")).collect();
            let (ask, answer) = self.words(step);
            part.row(ask, format!("{answer}: {}", because.join(", ")));
        }
    }

    /// The words of a question and of the answer that was given to it.
    fn words(&self, step: &Step) -> (&'static str, &'static str) {
        let question = self.knowledge.question(&step.question);
        let answers = question.into_iter().flat_map(|question| &question.answers);
        let label = answers.filter(|answer| answer.id == step.answer).map(|answer| answer.label);
        let ask = question.map_or("", |question| question.ask.as_str());
        (ask, label.map(crate::knowledge::Text::as_str).next().unwrap_or("Don't know"))
    }

    fn session(&self) -> Session<'static> {
        Session::with_outcome(self.knowledge, self.kind, self.outcome.clone())
    }

    /// The answer that the person gives, and the cause that it leads to.
    fn overruled(&self) -> (&'static str, &'static str) {
        let mut session = self.session();
        let (question, answer) = KNOWN_BETTER;
        // That it is one of the guide's is held by a test.
        let _ = session.answer(question, answer);
        let state = session.state();
        let given = state.path.iter().find(|step| step.question == question);
        let label = given.map_or("", |step| self.words(step).1);
        (label, state.cause.map_or("", crate::knowledge::Text::as_str))
    }

    fn overrule(&self, part: &mut Sheet) {
        let (answer, id) = self.overruled();
        let ask = self.knowledge.question(KNOWN_BETTER.0).map_or("", |question| &question.ask);
        part.row("question", ask);
        part.row("answer", answer);
        part.row("cause", self.knowledge.cause(id).map_or("", |cause| &cause.title));
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
            "550 5.1.1 <tom.bauer@fabrikam.example>",
            "said by mx1.fabrikam.example",
            "\"Recipient address rejected: User unknown\"",
            "(certain)",
            "Where does the address come from?",
            "An old address-book entry no longer resolves",
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
