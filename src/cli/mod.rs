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
mod sessions;

pub use exit::Exit;
pub use guide::Form;
pub use request::{Request, Screen, ScreenStart, read_arguments};

use std::io;

use crate::services::input::Unreadable;

use output::Output;

/// Runs a request that needs no screen and gives the exit code. A reader that
/// went away (`| head`) is no error.
pub fn run(request: Request) -> Exit {
    let mut out = Output::new();
    let done = match request {
        Request::Lookup(request) => lookup::run(&request, &mut out),
        Request::Explain(request) => explain::run(&request, &mut out),
        Request::Search(request) => search::run(&request, &mut out),
        Request::Diagnose(request) => diagnose::run(&request, &mut out),
        Request::Guide(request) => guide::run(&request, &mut out),
        Request::Sessions(request) => sessions::run(&request, &mut out),
        Request::KnowledgeCheck { folder } => knowledge::check(&folder, &mut out),
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

/// Names an input that cannot be read, and gives the exit code for it.
pub fn unreadable(unreadable: &Unreadable) -> Exit {
    diagnose::complain(std::slice::from_ref(unreadable));
    Exit::Wrong
}
