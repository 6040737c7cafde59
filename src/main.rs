//! The program.

use std::process::ExitCode;

use smtp_doctor::knowledge::Knowledge;
use smtp_doctor::tui::{Colour, Open, Options, run};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let open = match arguments.first().map(String::as_str) {
        None => Open::Nothing,
        Some("guide") => Open::Guide,
        Some("diagnose") => match arguments.get(1).map(std::fs::read) {
            Some(Ok(text)) => Open::Text(text),
            _ => return ExitCode::from(2),
        },
        Some(_) => Open::Query(arguments.join(" ")),
    };
    let knowledge = Knowledge::builtin();
    match run(Options { open, colour: Colour::Auto, ascii: None, knowledge }) {
        Ok(end) => {
            if let Some(text) = end.print {
                print!("{text}");
            }
            ExitCode::from(end.code)
        }
        Err(error) => {
            eprintln!("smtp-doctor: {error}");
            ExitCode::from(2)
        }
    }
}
