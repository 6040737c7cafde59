//! What is told of a remedy before it is walked: what it is, who acts, why. A
//! screen reader reads all that is printed, so the rest is printed when it is
//! asked for.

use crate::guide::{From, Session, State};
use crate::knowledge::{Cause, Knowledge, Step};
use crate::report::{Case, Page, because_words};

/// The verdict: the cause, what it means, who acts, for how long it holds, and
/// what it rests on.
pub(super) fn verdict(
    session: &Session<'_>,
    state: &State<'_>,
    cause: &Cause,
    knowledge: &Knowledge,
    case: &Case,
) -> Page {
    let outcome = session.outcome();
    let mut page = Page::new();
    match state.sure {
        Some(sure) => page.title(format!("{} ({})", cause.title, sure.label())),
        None => page.title(cause.title),
    }
    page.text(case.fill(&cause.meaning));
    let owner = session.owner(cause);
    page.field("Who acts", owner.label());
    if let Some(team) = knowledge.site.team(owner) {
        page.field("Reach", team.reach());
    }
    let told = outcome.filter(|it| it.top().is_some_and(|top| top.cause == cause.id));
    let permanence = told.map_or(cause.permanence, |it| it.permanence).label();
    page.field(
        "It is",
        match case.prospect(cause) {
            "" => permanence.to_owned(),
            prospect => format!("{permanence} - {prospect}"),
        },
    );
    if let Some(because) = because_words(session, state, &cause.id, "p") {
        page.field("Because", because);
    }
    page
}

/// One step with all that is needed to do it.
pub(super) fn step(page: &mut Page, step: &Step, case: &Case) {
    for way in &step.ways {
        page.way(case.fill(&way.with), case.fill(&way.action));
    }
    for command in &step.commands {
        page.command(command.platform.label(), case.fill_command(&command.command));
    }
    page.expect(case.fill(&step.expect));
}

/// How many questions are answered, and by whom; nothing where none is.
pub(super) fn answered(state: &State<'_>) -> Option<String> {
    let by_person = state.path.iter().filter(|step| step.from == From::Person).count();
    let by_text = state.path.len() - by_person;
    let are = |count: usize| match count {
        1 => "1 question is answered".to_owned(),
        count => format!("{count} questions are answered"),
    };
    let told = match (by_text, by_person) {
        (0, 0) => return None,
        (text, 0) => format!("{} by the text", are(text)),
        (0, person) => format!("{} by you", are(person)),
        (text, person) => format!("{} by the text, {person} by you", are(text)),
    };
    Some(format!("{told} (p lists them)."))
}
