//! The note of a session as data: what a ticket has to tell.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::super::fill::Case;
use super::super::json::SCHEMA;
use super::messages::stand_ins;
use crate::evidence::Kind;
use crate::guide::{Mark, Session, Stage, State, Step};
use crate::knowledge::{Cause, Confidence, DONT_KNOW, Knowledge};
use crate::text::Clean;

/// What a session itself does not know.
#[derive(Clone, Debug)]
pub struct Particulars {
    /// The session's id, where it is kept.
    pub session: Option<String>,
    /// Now.
    pub now: Timestamp,
    /// When it began, where that is known.
    pub started: Option<Timestamp>,
    /// The zone in which times are written.
    pub zone: TimeZone,
    /// How many cases of today have its symptom, this one counted, where that
    /// may be an incident.
    pub incident: Option<usize>,
}

impl Particulars {
    /// What is known of a session beside it. Where nobody tells when it began,
    /// the first thing that was done in it does.
    pub fn of(
        session: &Session<'_>,
        id: Option<&str>,
        started: Option<Timestamp>,
        now: Timestamp,
        zone: TimeZone,
    ) -> Self {
        let first = || session.deeds().iter().find_map(|dated| dated.at);
        let (session, started) = (id.map(str::to_owned), started.or_else(first));
        Self { session, now, started, zone, incident: None }
    }

    /// The same case as one of so many.
    #[must_use]
    pub fn in_incident(self, incident: Option<usize>) -> Self {
        Self { incident, ..self }
    }
}

/// What stands in for a person's own words where those must not go along.
const LEFT_OUT: &str = "(left out)";

/// The note.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    schema: u32,
    pub(super) session: Option<String>,
    pub(super) ticket: Option<String>,
    pub(super) started: Option<String>,
    pub(super) written: String,
    /// In the user's words, or as the evidence has it.
    pub(super) symptom: Option<String>,
    pub(super) evidence: Vec<EvidenceNote>,
    pub(super) answers: Vec<AnswerNote>,
    pub(super) cause: Option<CauseNote>,
    pub(super) likeliest: Vec<String>,
    pub(super) tried: Vec<String>,
    /// What was done for those, in the same order; their open steps are not
    /// among it.
    pub(super) tried_steps: Vec<Vec<StepNote>>,
    pub(super) steps: Vec<StepNote>,
    pub(super) result: ResultNote,
    /// What is to be done or known next.
    pub(super) open: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) notes: Vec<String>,
    /// How many cases of today have the same symptom, where that may be an
    /// incident.
    pub(super) incident: Option<usize>,
}

/// A piece of evidence.
#[derive(Clone, Debug, Serialize)]
pub(super) struct EvidenceNote {
    pub(super) kind: String,
    pub(super) source: String,
    pub(super) recipient: Option<String>,
    pub(super) sender: Option<String>,
    pub(super) sent: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) message_id: Option<String>,
    pub(super) said_by: String,
    /// With the host, as it is written.
    #[serde(skip)]
    pub(super) said: String,
    pub(super) host: Option<String>,
    pub(super) reply: Option<String>,
    pub(super) because: Vec<String>,
}

/// A question with its answer.
#[derive(Clone, Debug, Serialize)]
pub(super) struct AnswerNote {
    pub(super) question: String,
    pub(super) answer: String,
    pub(super) from: &'static str,
    pub(super) because: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) presumed: Option<String>,
}

/// The cause.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CauseNote {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) sure: &'static str,
}

/// A step of the remedy.
#[derive(Clone, Debug, Serialize)]
pub(super) struct StepNote {
    #[serde(rename = "do")]
    pub(super) action: String,
    pub(super) done: bool,
    pub(super) skipped: bool,
}

/// How it ended, or where it stands.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ResultNote {
    pub(super) stage: &'static str,
    pub(super) proof: Option<String>,
    pub(super) until: Option<String>,
    pub(super) what: Option<String>,
    #[serde(skip)]
    pub(super) label: &'static str,
}

/// A moment as people write it, with its zone.
pub(super) fn written(moment: Timestamp, zone: &TimeZone) -> String {
    moment.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string()
}

/// The words of an answer of the tree.
pub(in crate::report) fn answer_words(knowledge: &Knowledge, step: &Step) -> (String, String) {
    let question = knowledge.question(&step.question);
    let label = |id: &str| {
        let answers = question.map(|question| question.answers.iter());
        answers
            .into_iter()
            .flatten()
            .find(|answer| answer.id == id)
            .map_or(id.to_owned(), |answer| answer.label.as_str().to_owned())
    };
    let answer = match (step.answer == DONT_KNOW, step.as_if) {
        (true, Some(as_if)) => format!("Don't know; gone on as if: {}", label(&as_if)),
        (true, None) => "Don't know".to_owned(),
        _ => label(&step.answer),
    };
    (question.map_or("", |question| question.ask.as_str()).to_owned(), answer)
}

impl Note {
    /// The note of a session, with everything.
    pub fn new(session: &Session<'_>, knowledge: &Knowledge, about: &Particulars) -> Self {
        let state = session.state();
        let cause = state.cause.and_then(|id| knowledge.cause(&id));
        let case = Case::of_session(session, &state);
        let title =
            |id: &str| knowledge.cause(id).map_or(id, |cause| cause.title.as_str()).to_owned();
        let words = session.exhibits().find(|exhibit| exhibit.kind == "words");
        Self {
            schema: SCHEMA,
            session: about.session.clone(),
            ticket: session.ticket().map(str::to_owned),
            started: about.started.map(|moment| written(moment, &about.zone)),
            written: written(about.now, &about.zone),
            symptom: session
                .user_words()
                .or(words.map(|exhibit| exhibit.words.trim()))
                .map(str::to_owned)
                .filter(|words| !words.is_empty()),
            evidence: evidence(session, knowledge),
            answers: state
                .path
                .iter()
                .map(|step| {
                    let (question, answer) = answer_words(knowledge, step);
                    AnswerNote {
                        question,
                        answer,
                        from: step.from.id(),
                        because: step.because.clone(),
                        presumed: step.presumed.map(|why| why.to_string()),
                    }
                })
                .collect(),
            cause: cause.map(|cause| CauseNote {
                id: cause.id.as_str().to_owned(),
                title: cause.title.as_str().to_owned(),
                sure: state.sure.unwrap_or(Confidence::Possible).label(),
            }),
            likeliest: if cause.is_none() && session.has_evidence() {
                state.candidates.iter().take(3).map(|id| title(id)).collect()
            } else {
                Vec::new()
            },
            tried: state.tried.iter().map(|id| title(id)).collect(),
            tried_steps: state
                .tried
                .iter()
                .map(|id| {
                    let cause = knowledge.cause(id);
                    let all = cause.map(|cause| steps(session, cause, &case)).unwrap_or_default();
                    all.into_iter().filter(|step| step.done || step.skipped).collect()
                })
                .collect(),
            steps: cause.map(|cause| steps(session, cause, &case)).unwrap_or_default(),
            result: result(&state.stage, about),
            open: open(&state, cause, &case),
            owner: cause.map(|cause| session.owner(cause).label().to_owned()),
            notes: session.notes().map(|(_, text)| text.to_owned()).collect(),
            incident: about.incident,
        }
    }

    /// The same, fit to be shared beyond the organisation: addresses, hosts
    /// and ids have stand-ins, and what people wrote themselves is left out,
    /// because nothing can tell what names are in it.
    #[must_use]
    pub fn shared(mut self, session: &Session<'_>) -> Self {
        let mut redactor = stand_ins(session);
        let own =
            [&mut self.ticket, &mut self.symptom, &mut self.result.proof, &mut self.result.what];
        for words in own.into_iter().flatten() {
            LEFT_OUT.clone_into(words);
        }
        self.notes.iter_mut().for_each(|words| LEFT_OUT.clone_into(words));
        let typed: String = session
            .exhibits()
            .filter(|exhibit| exhibit.kind() == Kind::Words)
            .map(|exhibit| exhibit.words.to_lowercase())
            .collect();
        let is_typed = |words: &String| typed.contains(&words.to_lowercase());
        for answer in &mut self.answers {
            answer.because.retain(|words| !is_typed(words));
        }
        self.session = None;
        for evidence in &mut self.evidence {
            evidence.source.clear();
            if evidence.kind == Kind::Words.id() {
                evidence.because.clear();
                evidence.reply = evidence.reply.as_ref().map(|_| LEFT_OUT.to_owned());
            }
            evidence.subject = evidence.subject.as_ref().map(|_| LEFT_OUT.to_owned());
            evidence.message_id = evidence.message_id.as_ref().map(|_| "[message-id-1]".to_owned());
        }
        self.each(&mut |text| *text = redactor.redact(text));
        self
    }

    /// As JSON: its values cleaned as everything that is printed.
    #[must_use]
    pub fn clean(mut self) -> Self {
        self.each(&mut |text| *text = Clean::lines(text).into_string());
        self
    }

    /// Changes every text that comes from outside.
    fn each(&mut self, change: &mut dyn FnMut(&mut String)) {
        let Self {
            ticket,
            symptom,
            evidence,
            answers,
            tried_steps,
            steps,
            result,
            open,
            notes,
            ..
        } = self;
        let texts = [ticket, symptom, &mut result.proof, &mut result.what, open];
        texts.into_iter().flatten().for_each(&mut *change);
        for piece in evidence {
            change(&mut piece.source);
            let values = [
                &mut piece.recipient,
                &mut piece.sender,
                &mut piece.sent,
                &mut piece.subject,
                &mut piece.message_id,
                &mut piece.host,
                &mut piece.reply,
            ];
            values.into_iter().flatten().chain(&mut piece.because).for_each(&mut *change);
            change(&mut piece.said);
        }
        answers.iter_mut().flat_map(|answer| &mut answer.because).for_each(&mut *change);
        let steps = tried_steps.iter_mut().flatten().chain(steps);
        steps.map(|step| &mut step.action).for_each(&mut *change);
        notes.iter_mut().for_each(&mut *change);
    }
}

fn evidence(session: &Session<'_>, knowledge: &Knowledge) -> Vec<EvidenceNote> {
    session
        .exhibits()
        .filter(|exhibit| !exhibit.is_page())
        .map(|exhibit| {
            let outcome = exhibit.outcome(knowledge);
            let case = Case::of(&outcome);
            EvidenceNote {
                kind: exhibit.kind.clone(),
                source: exhibit.source.clone(),
                recipient: outcome.recipient.clone(),
                sender: outcome.sender.clone(),
                sent: exhibit.sent.clone(),
                subject: exhibit.subject.clone(),
                message_id: exhibit.message_id.clone(),
                said_by: outcome.said_by.label().to_owned(),
                said: match outcome.said_of() {
                    None => outcome.said_by.label().to_owned(),
                    Some((host, true)) => format!("{}, about {host}", outcome.said_by.label()),
                    Some((host, false)) => format!("{}, {host}", outcome.said_by.label()),
                },
                host: outcome.remote_host.clone().or(outcome.reporting_host.clone()),
                reply: case.reply().map(str::to_owned),
                because: outcome.top().map(|top| top.because.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

fn steps(session: &Session<'_>, cause: &Cause, case: &Case) -> Vec<StepNote> {
    let steps = cause.steps.iter().enumerate();
    steps
        .map(|(at, step)| {
            let mark = session.mark_of(&cause.id, at);
            StepNote {
                action: case.fill(&step.action),
                done: mark == Mark::Done,
                skipped: mark == Mark::Skipped,
            }
        })
        .collect()
}

/// What is open while the session is: the question, the next step, the proof.
fn open(state: &State<'_>, cause: Option<&Cause>, case: &Case) -> Option<String> {
    let Some(cause) = cause else { return state.open.map(|open| open.ask.as_str().to_owned()) };
    match state.stage {
        Stage::Asking | Stage::Treating => {
            let of = cause.steps.len();
            Some(match state.next_step(None) {
                Some(at) => format!("step {} of {of}, and whether it worked", at + 1),
                None => "whether it worked".to_owned(),
            })
        }
        Stage::ProofWanted => Some(format!("the proof. {}", case.fill(&cause.proof))),
        Stage::Solved { .. } | Stage::Waiting { .. } | Stage::Escalated => None,
    }
}

fn result(stage: &Stage, about: &Particulars) -> ResultNote {
    let (mut proof, mut until, mut what) = (None, None, None);
    match stage {
        Stage::Solved { proof: seen } => proof = Some(seen.clone()),
        Stage::Waiting { until: moment, what: thing } => {
            until = moment.map(|moment| written(moment, &about.zone));
            what.clone_from(thing);
        }
        _ => {}
    }
    ResultNote { stage: stage.id(), proof, until, what, label: stage.label() }
}
