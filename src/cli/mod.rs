//! The commands: what was typed, what it means, running it, the exit code.

mod args;
mod diagnose;
mod exit;
mod explain;
mod guide;
mod knowledge;
mod lookup;
mod output;
mod request;
mod search;

pub use exit::Exit;
pub use request::{Asked, Request, Screen, ScreenStart, read_arguments};

use std::io;

use crate::knowledge::Knowledge;
use crate::services::input::Unreadable;
use crate::services::site;
use crate::text::Clean;

use output::Output;

/// Runs a request that needs no screen and gives the exit code. A reader that
/// went away (`| head`) is no error.
pub fn run(Asked { request, site }: Asked) -> Exit {
    let mut out = Output::new();
    let site = site.as_deref();
    let done = match request {
        Request::Lookup(request) => lookup::run(&request, known(site), &mut out),
        Request::Explain(request) => explain::run(&request, known(site), &mut out),
        Request::Search(request) => search::run(&request, known(site), &mut out),
        Request::Diagnose(request) => diagnose::run(&request, known(site), &mut out),
        Request::Guide(request) => guide::run(&request, known(site), &mut out),
        Request::KnowledgeCheck { folder } => {
            knowledge::check::run(folder.as_deref(), site, &mut out)
        }
        Request::KnowledgeList { json } => knowledge::list::run(json, known(site), &mut out),
        Request::KnowledgeExample => knowledge::example(&mut out),
        Request::Screen(_) => Ok(Exit::Wrong),
        Request::Message { text, exit } => {
            if exit == Exit::Found {
                out.write(&text).map(|()| exit)
            } else {
                eprint!("{text}");
                Ok(exit)
            }
        }
    };
    let flushed = done.and_then(|exit| out.flush().map(|()| exit));
    match flushed {
        Ok(exit) => exit,
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => Exit::Found,
        Err(fault) => {
            eprintln!("smtp-doctor: standard output cannot be written: {fault}");
            Exit::Wrong
        }
    }
}

/// The most faults of a site's files that are named where something else was
/// asked for.
const MOST_FAULTS: usize = 20;

/// What is known, with what the site adds. Faults of its files are named on
/// standard error and stop nothing.
fn known(site: Option<&str>) -> &'static Knowledge {
    let loaded = site::load(&site::folders(site));
    for problem in loaded.problems.iter().take(MOST_FAULTS) {
        eprintln!("smtp-doctor: warning: {}", Clean::line(&problem.to_string()));
    }
    if loaded.problems.len() > MOST_FAULTS {
        eprintln!(
            "smtp-doctor: warning: {} more faults; `smtp-doctor knowledge check` names them",
            loaded.problems.len() - MOST_FAULTS
        );
    }
    loaded.knowledge
}

/// Names an input that cannot be read, and gives the exit code for it.
pub fn unreadable(unreadable: &Unreadable) -> Exit {
    diagnose::complain(std::slice::from_ref(unreadable));
    Exit::Wrong
}
