//! Joins the commands and the screen.

use std::env;
use std::process::ExitCode;

use smtp_doctor::cli::{self, Request};
use smtp_doctor::services::surroundings::Surroundings;

fn main() -> ExitCode {
    match cli::read_arguments(env::args_os(), &Surroundings::look()) {
        Request::Screen(_screen) => ExitCode::from(2),
        request => cli::run(request).into(),
    }
}
