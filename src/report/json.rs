//! The JSON that the commands print: a contract with a schema number. Fields
//! may be added; one that changes its meaning raises the number.

mod contact;
mod entries;
mod list;
mod open;
mod state;
mod why;

pub use list::ListDocument;
pub use open::Questions;
pub use state::StateDocument;
pub use why::WhyDocument;

use serde::Serialize;

use self::contact::{Contact, OurLimit};
use self::entries::{
    CodeDocument, CollisionDocument, MythDocument, ProviderDocument, collision_ids, ids, myths,
};
use self::open::OpenQuestion;
use super::MADE_BY;
use super::fill::Case;
use crate::diagnosis::{Diagnosis, Named, Outcome, References, Why};
use crate::evidence::Kind;
use crate::knowledge::{Cause, Command, Knowledge, Source, Text};
use crate::search::{Entry, Hit, Results};
use crate::text::Clean;

/// The number of the contract.
pub const SCHEMA: u32 = 1;

/// One document on one line, with its line feed.
pub fn line(document: &impl Serialize) -> String {
    // Only maps with keys that are no text can fail, and there are none here.
    let mut line = serde_json::to_string(document).unwrap_or_default();
    line.push('\n');
    line
}

fn clean(text: &str) -> String {
    Clean::line(text).into_string()
}

fn strings(texts: &'static [Text]) -> Vec<&'static str> {
    texts.iter().map(|text| text.as_str()).collect()
}

fn clean_option(text: Option<&String>) -> Option<String> {
    text.map(|text| clean(text))
}

/// What `diagnose --json` prints for one message or text.
#[derive(Debug, Serialize)]
pub struct DiagnosisDocument {
    schema: u32,
    made_by: &'static str,
    source: String,
    kind: &'static str,
    outcomes: Vec<OutcomeDocument>,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct OutcomeDocument {
    recipient: Option<String>,
    action: Option<&'static str>,
    reply_code: Option<u16>,
    enhanced_code: Option<String>,
    client_code: Option<String>,
    stage: Option<&'static str>,
    said_by: &'static str,
    remote_host: Option<String>,
    provider: Option<&'static str>,
    text: Option<String>,
    permanence: &'static str,
    owner: &'static str,
    causes: Vec<FindingDocument>,
    references: ReferencesDocument,
    /// The question that tells the candidates apart.
    question: Option<OpenQuestion>,
    /// What to collect, where nothing can be told.
    collect: Vec<String>,
    /// How to reach the owner, where a site says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Contact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<WhyDocument>,
}

#[derive(Debug, Serialize)]
struct FindingDocument {
    id: &'static str,
    confidence: &'static str,
    because: Vec<String>,
    origin: &'static str,
}

impl DiagnosisDocument {
    /// The document of a diagnosis; `source` is where the input came from.
    pub fn new(source: &str, diagnosis: &Diagnosis, questions: &Questions<'_>) -> Self {
        let outcomes = diagnosis.outcomes.iter();
        Self {
            schema: SCHEMA,
            made_by: MADE_BY,
            source: source.to_owned(),
            kind: diagnosis.kind.id(),
            outcomes: outcomes
                .map(|outcome| OutcomeDocument::new(diagnosis.kind, outcome, questions))
                .collect(),
            notes: diagnosis.notes.iter().map(|note| clean(note)).collect(),
        }
    }

    /// Adds why each outcome is what it is.
    #[must_use]
    pub fn with_why(mut self, diagnosis: &Diagnosis, why: &[Why], knowledge: &Knowledge) -> Self {
        let outcomes = diagnosis.outcomes.iter().zip(why);
        for (document, (outcome, why)) in self.outcomes.iter_mut().zip(outcomes) {
            document.why = Some(WhyDocument::new(why, outcome, knowledge));
        }
        self
    }
}

impl OutcomeDocument {
    fn new(kind: Kind, outcome: &Outcome, questions: &Questions<'_>) -> Self {
        let knowledge = questions.knowledge();
        // Without a site nothing has to be unpacked to tell.
        let is_site = |id: &str| {
            !knowledge.site.files.is_empty()
                && knowledge.cause(id).is_some_and(|own| own.origin.is_site())
        };
        let origin = |id: &str| if is_site(id) { "site" } else { "built-in" };
        let client_code = outcome.client_code.map(|code| code.to_string());
        Self {
            recipient: clean_option(outcome.recipient.as_ref()),
            action: outcome.action.map(crate::evidence::Action::id),
            reply_code: outcome.reply_code.map(crate::code::ReplyCode::number),
            enhanced_code: outcome.enhanced_code.map(|code| code.to_string()),
            client_code: client_code.or(outcome.socket_error.map(|code| code.to_string())),
            stage: outcome.stage.map(crate::code::Stage::id),
            said_by: outcome.said_by.id(),
            remote_host: clean_option(outcome.remote_host.as_ref()),
            provider: outcome.provider.map(Text::as_str),
            text: clean_option(outcome.text.as_ref()),
            permanence: outcome.permanence.id(),
            owner: outcome.owner.id(),
            causes: outcome
                .causes
                .iter()
                .map(|finding| FindingDocument {
                    id: finding.cause.as_str(),
                    confidence: finding.confidence.id(),
                    because: finding.because.iter().map(|words| clean(words)).collect(),
                    origin: origin(&finding.cause),
                })
                .collect(),
            question: questions.open(kind, outcome).map(OpenQuestion::new),
            collect: questions.collect(outcome),
            contact: knowledge.site.team(outcome.owner).map(Contact::new),
            references: ReferencesDocument::new(&outcome.references),
            why: None,
        }
    }
}

/// What else is told of an outcome: ids of collisions, lists and marks by their
/// provider.
#[derive(Debug, Serialize)]
struct ReferencesDocument {
    collisions: Vec<&'static str>,
    lists: Vec<NamedDocument>,
    tokens: Vec<NamedDocument>,
}

#[derive(Debug, Serialize)]
struct NamedDocument {
    provider: &'static str,
    name: &'static str,
}

impl ReferencesDocument {
    fn new(references: &References) -> Self {
        let named = |list: &[Named]| {
            let documents = list.iter().map(|named| NamedDocument {
                provider: named.provider.as_str(),
                name: named.name.as_str(),
            });
            documents.collect()
        };
        Self {
            collisions: ids(&references.collisions),
            lists: named(&references.lists),
            tokens: named(&references.tokens),
        }
    }
}

/// What `explain --json` prints for one entry.
#[derive(Debug, Serialize)]
pub struct EntryDocument {
    schema: u32,
    made_by: &'static str,
    kind: &'static str,
    id: String,
    title: &'static str,
    meaning: &'static str,
    #[serde(flatten)]
    more: More,
    sources: Vec<SourceDocument>,
    origin: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum More {
    Code(Box<CodeDocument>),
    Cause(Box<CauseDocument>),
    Collision(CollisionDocument),
    Term {
        more: Option<&'static str>,
        aliases: Vec<&'static str>,
        see: Vec<&'static str>,
        myths: Vec<MythDocument>,
    },
    Provider(Box<ProviderDocument>),
}

#[derive(Debug, Serialize)]
struct CauseDocument {
    owner: &'static str,
    permanence: &'static str,
    retry: &'static str,
    steps: Vec<StepDocument>,
    do_not: Vec<String>,
    proof: String,
    duration: String,
    if_not: Vec<&'static str>,
    escalate: String,
    tell_user: String,
    tell_user_returned: Option<String>,
    tell_postmaster: Option<String>,
    codes: Vec<&'static str>,
    collisions: Vec<&'static str>,
    myths: Vec<MythDocument>,
    /// How to reach the owner and those that `escalate` speaks of.
    contacts: Vec<Contact>,
    limits: Vec<OurLimit>,
    words: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct StepDocument {
    #[serde(rename = "do")]
    action: String,
    ways: Vec<WayDocument>,
    expect: String,
    commands: Vec<CommandDocument>,
    origin: &'static str,
}

#[derive(Debug, Serialize)]
struct WayDocument {
    with: String,
    #[serde(rename = "do")]
    action: String,
}

#[derive(Debug, Serialize)]
struct CommandDocument {
    platform: &'static str,
    command: String,
}

fn commands(commands: &[Command], case: &Case) -> Vec<CommandDocument> {
    commands
        .iter()
        .map(|command| CommandDocument {
            platform: command.platform.id(),
            command: case.fill_command(&command.command),
        })
        .collect()
}

#[derive(Debug, Serialize)]
struct SourceDocument {
    title: &'static str,
    checked: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'static str>,
}

fn sources(sources: &[Source]) -> Vec<SourceDocument> {
    sources
        .iter()
        .map(|source| SourceDocument {
            title: source.title.as_str(),
            checked: source.checked.as_str(),
            url: source.url.map(Text::as_str),
        })
        .collect()
}

impl EntryDocument {
    /// The document of an entry that a query found.
    pub fn new(hit: &Hit<'static>, knowledge: &Knowledge) -> Self {
        let more = match hit.entry() {
            Entry::Code(entry) => More::Code(Box::new(CodeDocument::new(entry, knowledge))),
            Entry::Cause(cause) => More::Cause(Box::new(CauseDocument::new(cause, knowledge))),
            Entry::Collision(collision) => More::Collision(CollisionDocument::new(collision)),
            Entry::Term(term) => More::Term {
                more: term.more.map(Text::as_str),
                aliases: strings(&term.aliases),
                see: strings(&term.see),
                myths: myths(&term.myths),
            },
            Entry::Provider(provider) => {
                More::Provider(Box::new(ProviderDocument::new(provider, knowledge)))
            }
        };
        Self {
            schema: SCHEMA,
            made_by: MADE_BY,
            kind: hit.entry().kind().id(),
            id: hit.id(),
            title: hit.entry().title(),
            meaning: hit.entry().meaning(),
            more,
            sources: sources(hit.entry().sources()),
            origin: hit.entry().origin().id(),
        }
    }
}

impl CauseDocument {
    fn new(cause: &'static Cause, knowledge: &Knowledge) -> Self {
        let case = Case::unknown();
        let site = &knowledge.site;
        let owner = site.team(cause.owner);
        let named = site.teams_in(&cause.escalate).filter(|team| team.owner != cause.owner);
        Self {
            owner: cause.owner.id(),
            permanence: cause.permanence.id(),
            retry: cause.retry.id(),
            steps: cause
                .steps
                .iter()
                .map(|step| StepDocument {
                    action: case.fill(&step.action),
                    ways: step
                        .ways
                        .iter()
                        .map(|way| WayDocument {
                            with: case.fill(&way.with),
                            action: case.fill(&way.action),
                        })
                        .collect(),
                    expect: case.fill(&step.expect),
                    commands: commands(&step.commands, &case),
                    origin: step.origin.id(),
                })
                .collect(),
            do_not: cause.do_not.iter().map(|text| case.fill(text)).collect(),
            proof: case.fill(&cause.proof),
            duration: case.fill(&cause.duration),
            if_not: strings(&cause.if_not),
            escalate: case.fill(&cause.escalate),
            tell_user: case.tell_user(cause),
            tell_user_returned: cause.tell_user_returned.map(|text| case.fill(&text)),
            tell_postmaster: cause.tell_postmaster.map(|text| case.fill_message(&text)),
            codes: strings(&cause.codes),
            collisions: collision_ids(knowledge.collisions_of_cause(&cause.id)),
            myths: myths(&cause.myths),
            contacts: owner.into_iter().chain(named).map(Contact::new).collect(),
            limits: site.limits_of(&cause.id).map(OurLimit::new).collect(),
            words: strings(&cause.words),
        }
    }
}

/// What `search --json` prints: one document for the whole query.
#[derive(Debug, Serialize)]
pub struct SearchDocument {
    schema: u32,
    made_by: &'static str,
    query: String,
    filters: Vec<FilterDocument>,
    hits: Vec<HitDocument>,
}

#[derive(Debug, Serialize)]
struct FilterDocument {
    key: &'static str,
    value: String,
}

#[derive(Debug, Serialize)]
struct HitDocument {
    kind: &'static str,
    id: String,
    title: &'static str,
    origin: &'static str,
}

impl SearchDocument {
    /// The document of what a query found.
    pub fn new(query: &str, results: &Results<'static>) -> Self {
        let hits = results.hits.iter().map(|hit| HitDocument {
            kind: hit.entry().kind().id(),
            id: hit.id(),
            title: hit.entry().title(),
            origin: hit.entry().origin().id(),
        });
        let filters = results
            .filters
            .iter()
            .map(|filter| FilterDocument { key: filter.key.id(), value: filter.value.clone() });
        Self {
            schema: SCHEMA,
            made_by: MADE_BY,
            query: query.to_owned(),
            filters: filters.collect(),
            hits: hits.collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct AnswerDocument {
    id: &'static str,
    label: &'static str,
}
