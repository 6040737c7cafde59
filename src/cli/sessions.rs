//! `smtp-doctor sessions`: the kept sessions.

use std::fs;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use super::exit::Exit;
use super::guide::{open, produce};
use super::output::Output;
use super::request::{Sessions, SessionsDo};
use crate::guide::{Deed, Record, Summary};
use crate::knowledge::Knowledge;
use crate::report::{Form, Handout, Missing, Page, ending, json, seen};
use crate::services::clock;
use crate::services::config::Configuration;
use crate::services::sessions::{Fault, Keeper, Listed, Store};
use crate::text::{Clean, cut, width};

/// Does what was asked for.
pub(super) fn run(
    request: &Sessions,
    knowledge: &'static Knowledge,
    settings: &Configuration,
    out: &mut Output,
) -> io::Result<Exit> {
    let done = Store::configured(settings)
        .ok_or_else(Fault::no_place)
        .map(|store| act(&store, request, knowledge, settings.redact(), out));
    match done {
        Ok(Ok(done)) => done,
        Ok(Err(fault)) | Err(fault) => {
            tell!("smtp-doctor: {fault}");
            Ok(Exit::Wrong)
        }
    }
}

/// A fault of the store, or else what printing gave.
type Done = Result<io::Result<Exit>, Fault>;

fn act(
    store: &Store,
    request: &Sessions,
    knowledge: &'static Knowledge,
    redacts: bool,
    out: &mut Output,
) -> Done {
    let export = |id: &str, form, shared, to: Option<&str>, out: &mut Output| {
        export(store, id, knowledge, (form, shared || redacts), to, out)
    };
    match &request.what {
        SessionsDo::List { words } => Ok(list(store, words, request.json, knowledge, out)),
        SessionsDo::Show { id } => {
            let form = if request.json { Form::Json } else { Form::Note };
            export(id, form, false, None, out)
        }
        SessionsDo::Export { id, form, shared, to } => {
            export(id, *form, *shared, to.as_deref(), out)
        }
        SessionsDo::Record { id } => {
            let record = store.find(id).and_then(|id| store.load(&id))?;
            Ok(out.json(&record).map(|()| Exit::Found))
        }
        SessionsDo::Rename { id, title } => {
            store.find(id).and_then(|id| store.rename(&id, title))?;
            Ok(Ok(Exit::Found))
        }
        SessionsDo::Delete { ids } => {
            // Nothing is deleted before all are known.
            let ids = ids.iter().map(|id| store.find(id)).collect::<Result<Vec<_>, _>>()?;
            for id in &ids {
                store.delete(id)?;
            }
            Ok(out.write(&format!("deleted: {}\n", ids.join(", "))).map(|()| Exit::Found))
        }
        SessionsDo::Prune { days, sure } => Ok(prune(store, *days, *sure, out)),
    }
}

/// A session in the list, as JSON.
#[derive(Serialize)]
struct ListedDocument<'a> {
    schema: u32,
    id: &'a str,
    #[serde(flatten)]
    summary: &'a Summary,
}

/// Lists the sessions in which all the words stand.
fn list(
    store: &Store,
    words: &[String],
    as_json: bool,
    knowledge: &Knowledge,
    out: &mut Output,
) -> io::Result<Exit> {
    let (listed, faults) = store.list();
    for fault in &faults {
        tell!("smtp-doctor: {fault}");
    }
    let found: Vec<&Listed> =
        listed.iter().filter(|one| is_meant(store, one, words, knowledge)).collect();
    if as_json {
        for one in &found {
            let (id, summary) = (one.id.as_str(), &one.summary);
            out.json(&ListedDocument { schema: json::SCHEMA, id, summary })?;
        }
    } else {
        for one in &found {
            out.write(&line(one, knowledge))?;
        }
        let summaries: Vec<&Summary> = found.iter().map(|one| &one.summary).collect();
        if found.is_empty() {
            let where_to = Clean::line(&store.folder().display().to_string()).into_string();
            if words.is_empty() {
                tell!("smtp-doctor: no session is kept in {where_to}");
            } else {
                let words = Clean::line(&words.join(" ")).into_string();
                tell!(
                    "smtp-doctor: no session with `{words}` in it is kept in {where_to}; fewer \
                     words find more, and `smtp-doctor sessions` lists all"
                );
            }
        } else if !words.is_empty() {
            let words = Clean::line(&words.join(" ")).into_string();
            let seen = seen(found.len(), &summaries, clock::now());
            out.write(&format!("{words}: {seen}\n"))?;
        }
    }
    Ok(if found.is_empty() { Exit::NotFound } else { Exit::Found })
}

/// Whether every one of the words stands in a session: in what is kept of it at
/// a glance, in the title of its cause, in what was written down in it.
fn is_meant(store: &Store, one: &Listed, words: &[String], knowledge: &Knowledge) -> bool {
    let Listed { id, summary } = one;
    let left: Vec<String> = words
        .iter()
        .filter(|word| !summary.matches(std::slice::from_ref(*word)))
        .map(|word| word.to_lowercase())
        .collect();
    if left.is_empty() {
        return true;
    }
    let mut text = id.to_lowercase();
    for cause in summary.cause.iter().chain(&summary.likeliest) {
        text.push('\n');
        text.push_str(&knowledge.cause_title(cause).to_lowercase());
    }
    // Only the whole record has what was written down.
    for dated in store.load(id).iter().flat_map(|record| &record.deeds) {
        if let Deed::Note { text: written, .. } | Deed::UserWords { text: written } = &dated.deed {
            text.push('\n');
            text.push_str(&written.to_lowercase());
        }
    }
    left.iter().all(|word| text.contains(word.as_str()))
}

/// A session on a line: its id, its ticket, how it stands, whom it is about,
/// its name.
pub(super) fn line(one: &Listed, knowledge: &Knowledge) -> String {
    let summary = &one.summary;
    let ticket = summary.ticket.as_ref().map(|ticket| format!("ticket {ticket}"));
    let mut about: Vec<String> = ticket.into_iter().collect();
    about.push(ending(summary, knowledge));
    about.extend(summary.recipient.clone());
    about.extend(summary.title.as_ref().map(|title| format!("\"{title}\"")));
    if let Some(until) = summary.until {
        let zoned = until.to_zoned(clock::zone());
        let overdue = if until < clock::now() { "OVERDUE since" } else { "until" };
        about.push(format!("{overdue} {}", zoned.strftime("%Y-%m-%d %H:%M")));
    }
    let about = Clean::line(&about.join("; ")).into_string();
    let id = Clean::line(&one.id).into_string();
    let room = 200_usize.saturating_sub(width(&id) + 2);
    format!("{id}  {}\n", cut(&about, room))
}

/// Prints what comes out of a session, or writes it into a file.
fn export(
    store: &Store,
    meant: &str,
    knowledge: &'static Knowledge,
    (form, is_shared): (Form, bool),
    to: Option<&str>,
    out: &mut Output,
) -> Done {
    let record = store.find(meant).and_then(|id| store.load(&id))?;
    let text = match handout(store, &record, knowledge, (form, is_shared)) {
        Ok(handout) => {
            if let Some(hint) = handout.hint {
                tell!("smtp-doctor: {hint}");
            }
            handout.text
        }
        Err(missing) => {
            let (id, why) = (&record.id, missing.label());
            tell!("smtp-doctor: there is no such text for session {id}: {why}");
            return Ok(Ok(Exit::NotFound));
        }
    };
    let Some(path) = to else {
        return Ok(out.write(&text).map(|()| Exit::Found));
    };
    // What is there already may be somebody's.
    let mut options = fs::File::options();
    let written = options.write(true).create_new(true).open(path);
    match written.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => Ok(Ok(Exit::Found)),
        Err(why) => {
            tell!(
                "smtp-doctor: {}: cannot be written: {why}; name a file that is not there yet",
                Clean::line(path)
            );
            Ok(Ok(Exit::Wrong))
        }
    }
}

fn handout(
    store: &Store,
    record: &Record,
    knowledge: &'static Knowledge,
    form: (Form, bool),
) -> Result<Handout, Missing> {
    let session = open(record, knowledge);
    let started = record.summary.started;
    // Whether it is one of many is known of today only.
    let today = clock::start_of_day(clock::now(), &clock::zone());
    let incident = (started >= today).then(|| {
        Keeper::resumed(store.clone(), record.clone()).incident(&session, today, knowledge)
    });
    produce(&session, knowledge, Some(&record.id), Some(started), form, incident.flatten())
}

/// Deletes what is older than some days, after asking.
fn prune(store: &Store, days: u32, is_sure: bool, out: &mut Output) -> io::Result<Exit> {
    let now = clock::now();
    let before = clock::days_before(now, days);
    let (listed, _) = store.list();
    let count = listed.iter().filter(|one| one.summary.changed < before).count();
    if count > 0 && !is_sure {
        if !io::stdin().is_terminal() {
            tell!(
                "smtp-doctor: {count} sessions would be deleted, and nobody is at a terminal to be \
                 asked; add --yes to do it"
            );
            return Ok(Exit::Wrong);
        }
        out.write(&format!("Delete {count} sessions not changed for {days} days? (y/n) "))?;
        out.flush()?;
        let mut line = String::new();
        io::stdin().read_line(&mut line)?;
        if !matches!(line.trim(), "y" | "yes") {
            return Ok(Exit::NotFound);
        }
    }
    let (deleted, faults) = store.prune(before, now);
    for fault in &faults {
        tell!("smtp-doctor: {fault}");
    }
    let mut page = Page::new();
    page.text(format!("{} sessions deleted.", deleted.len()));
    out.page(&page)?;
    Ok(Exit::Found)
}
