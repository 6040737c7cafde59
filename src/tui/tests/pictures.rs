//! The pictures of the README: the screens as they are drawn, with the real
//! knowledge, as SVG.
//!
//! `UPDATE_SCREENS=1 cargo test --lib pictures` draws them anew.

use std::fmt::Write as _;
use std::path::Path;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use super::driver::{BOUNCE, Driver};

/// The pictures: name, what is pasted, what is struck then.
const PICTURES: &[(&str, &str, &str)] = &[
    ("search", "", "mailbox full"),
    ("code", "", "5.1.1<enter>"),
    ("diagnosis", BOUNCE, ""),
    ("guide", BOUNCE, "g<left>"),
];

/// The size of a cell, in the units of the picture.
const CELL: (f32, f32) = (8.4, 18.0);
/// The space around the screen.
const FRAME: f32 = 14.0;

/// A run of cells of one style in a row.
struct Run {
    from: u16,
    cells: u16,
    text: String,
    style: Style,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    colour: &'static str,
    modifier: Modifier,
}

const PAPER: &str = "#1c1f24";
const INK: &str = "#d6d9de";

fn style(cell: &Cell) -> Style {
    let colour = match format!("{:?}", cell.fg).as_str() {
        "Cyan" => "#62c4d2",
        "Green" => "#8fc46f",
        "Magenta" => "#d18fd6",
        "Red" => "#ec7b70",
        _ => INK,
    };
    Style { colour, modifier: cell.modifier }
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for x in 0..buffer.area.width {
        let (symbol, style) = (buffer[(x, y)].symbol(), style(&buffer[(x, y)]));
        match runs.last_mut().filter(|run| run.style == style) {
            Some(run) => {
                run.cells += 1;
                run.text.push_str(symbol);
            }
            None => runs.push(Run { from: x, cells: 1, text: symbol.to_owned(), style }),
        }
    }
    runs
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// How long so many cells are.
fn long(cells: usize) -> f32 {
    f32::from(u16::try_from(cells).unwrap_or(0)) * CELL.0
}

/// A screen as a picture.
fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 2.0 * FRAME, rows * CELL.1 + 2.0 * FRAME);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"ui-monospace, 'DejaVu Sans Mono', \
         Menlo, Consolas, monospace\" font-size=\"14\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n"
    );
    for y in 0..buffer.area.height {
        for run in runs(buffer, y) {
            let (left, top) = (FRAME + f32::from(run.from) * CELL.0, FRAME + f32::from(y) * CELL.1);
            let wide = f32::from(run.cells) * CELL.0;
            let mut ink = run.style.colour;
            if run.style.modifier.contains(Modifier::REVERSED) {
                let _ = writeln!(
                    out,
                    "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" \
                     height=\"{:.1}\" fill=\"{ink}\"/>",
                    CELL.1
                );
                ink = PAPER;
            }
            let text = run.text.trim_end();
            let skipped = text.len() - text.trim_start().len();
            let text = text.trim_start();
            if text.is_empty() {
                continue;
            }
            let x = left + long(skipped);
            let long = long(crate::text::width(text));
            let _ = write!(
                out,
                "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{long:.1}\" \
                 lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"",
                top + 13.5
            );
            for (modifier, attribute) in [
                (Modifier::BOLD, " font-weight=\"bold\""),
                (Modifier::DIM, " opacity=\"0.65\""),
                (Modifier::UNDERLINED, " text-decoration=\"underline\""),
            ] {
                if run.style.modifier.contains(modifier) {
                    out.push_str(attribute);
                }
            }
            let _ = writeln!(out, ">{}</text>", escaped(text));
        }
    }
    out.push_str("</svg>\n");
    out
}

#[test]
fn pictures_show_what_is_drawn() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    for (name, paste, keys) in PICTURES {
        let mut driver = Driver::new();
        driver.paste(paste).keys(keys);
        let (path, now) = (folder.join(format!("{name}.svg")), svg(&driver.buffer()));
        if std::env::var_os("UPDATE_SCREENS").is_some() {
            std::fs::write(&path, &now).expect("it can be written");
        }
        let is_true = std::fs::read_to_string(&path).is_ok_and(|known| known == now);
        assert!(
            is_true,
            "{} shows another screen than is drawn now; `UPDATE_SCREENS=1 cargo test --lib \
             pictures` draws it anew",
            path.display()
        );
    }
}
