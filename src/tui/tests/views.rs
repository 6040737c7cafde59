//! What every screen looks like, as text files in `screens/`: each scene of
//! [`SCENES`] at each of [`SIZES`], in colour, without colours and in ASCII.
//!
//! `UPDATE_SCREENS=1 cargo test --lib screens` writes the files anew; what
//! changed is then read as a difference of text.
//!
//! A row is its text (`|`) and below it the style of each cell: with colours
//! (`c`), without (`m`, where that is not the same), and the text in ASCII
//! (`a`, where it differs). The letters: `b` bold, `d` dim, `u` underlined,
//! `r` reversed, `B` bold and underlined, `R` bold and reversed; a colour
//! stands for itself by its first letter (`c`yan, `g`reen, `m`agenta, `e` for
//! red), in capitals where it is bold.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use super::driver::{BOUNCE, Driver};
use super::{alike, fixture};
use crate::report::MADE_BY;
use crate::tui::Open;

/// A way to a screen.
struct Scene {
    name: &'static str,
    /// Pasted at the start.
    paste: &'static str,
    /// Struck then.
    keys: &'static str,
}

const TWO: &str = "\
<bob@example.net>: host mx.example.net[203.0.113.9] said: 552 5.2.2 Mailbox full exmark
<eve@example.org>: host mx.example.org[203.0.113.10] said: 550 5.1.1 <eve@example.org>:
    User unknown (in reply to RCPT TO command)
";

/// Text from outside that is wide, combined, written from right to left or
/// hostile.
const STRANGE: &str = "\
550 5.1.1 <\u{30e1}\u{30fc}\u{30eb}@example.net>: User unknown \u{1f600} e\u{301}\u{301} \
\u{5d0}\u{5d1}\u{5d2} \u{1b}[31m \u{202e}x";

const SCENES: &[Scene] = &[
    Scene { name: "start", paste: "", keys: "" },
    Scene { name: "search", paste: "", keys: "mailbox" },
    Scene { name: "filter", paste: "", keys: "owner:recipient full" },
    Scene { name: "filters", paste: "", keys: "full<c-f>recipient<enter>" },
    Scene { name: "nothing-found", paste: "", keys: "xyzzyplugh" },
    Scene { name: "detail", paste: "", keys: "full<tab>" },
    Scene { name: "code", paste: "", keys: "550<enter>" },
    Scene { name: "cause", paste: "", keys: "full mailbox<enter>" },
    Scene { name: "cause-end", paste: "", keys: "full mailbox<enter><end>" },
    Scene { name: "paste-empty", paste: "", keys: "<enter>" },
    Scene { name: "paste", paste: "", keys: "<enter>550 no<enter>second line" },
    Scene { name: "diagnosis", paste: BOUNCE, keys: "" },
    Scene { name: "diagnosis-more", paste: BOUNCE, keys: "<pgdn><pgdn>" },
    Scene { name: "recipients", paste: TWO, keys: "<right>" },
    Scene { name: "strange", paste: STRANGE, keys: "" },
    Scene { name: "original", paste: BOUNCE, keys: "f" },
    Scene { name: "undecided", paste: "554 5.7.1 something odd", keys: "" },
    Scene { name: "guide", paste: "", keys: "<c-g>" },
    Scene { name: "guide-path", paste: "", keys: "<c-g>1<tab>" },
    Scene { name: "guide-remedy", paste: BOUNCE, keys: "g" },
    Scene { name: "guide-steps", paste: BOUNCE, keys: "gd-1" },
    Scene { name: "guide-recipients", paste: TWO, keys: "g>" },
    Scene { name: "guide-words", paste: BOUNCE, keys: "gx" },
    Scene { name: "diagnosis-alike", paste: BOUNCE, keys: "" },
    Scene { name: "guide-alike", paste: BOUNCE, keys: "g<left>" },
    Scene { name: "guide-incident", paste: BOUNCE, keys: "g<left>" },
    Scene { name: "guide-earlier", paste: BOUNCE, keys: "ga" },
    Scene { name: "guide-verdict", paste: BOUNCE, keys: "gv" },
    Scene { name: "guide-proof", paste: BOUNCE, keys: "gv1" },
    Scene { name: "guide-failed", paste: BOUNCE, keys: "gv2" },
    Scene { name: "guide-escalated", paste: BOUNCE, keys: "gv4" },
    Scene { name: "handing-early", paste: "", keys: "<c-g>o<down><down><down>" },
    Scene { name: "handing", paste: BOUNCE, keys: "go" },
    Scene { name: "handing-note", paste: BOUNCE, keys: "go1" },
    Scene { name: "handing-message", paste: BOUNCE, keys: "go5r" },
    Scene { name: "handing-packet", paste: BOUNCE, keys: "gor6" },
    Scene { name: "guide-note", paste: "", keys: "<c-g>nthey called" },
    Scene { name: "help", paste: "", keys: "550<enter>?" },
    Scene { name: "help-filter", paste: "", keys: "550<enter>?user" },
    Scene { name: "redacted", paste: BOUNCE, keys: "r<down>" },
    Scene { name: "toast", paste: BOUNCE, keys: "g<right>" },
];

const SIZES: &[(u16, u16)] = &[(80, 24), (40, 12), (120, 40)];

/// The letter of a cell's style.
fn letter(cell: &Cell) -> char {
    let has = |modifier| cell.modifier.contains(modifier);
    let colour = match format!("{:?}", cell.fg).as_str() {
        "Cyan" => Some('c'),
        "Green" => Some('g'),
        "Magenta" => Some('m'),
        "Red" => Some('e'),
        _ => None,
    };
    // A space without a background looks the same in every style.
    if cell.symbol() == " " && !has(Modifier::REVERSED) && !has(Modifier::UNDERLINED) {
        return ' ';
    }
    match (has(Modifier::REVERSED), has(Modifier::UNDERLINED), has(Modifier::BOLD)) {
        (true, _, true) => 'R',
        (true, _, false) => 'r',
        (false, true, true) => 'B',
        (false, true, false) => 'u',
        (false, false, bold) => match colour {
            Some(colour) if bold => colour.to_ascii_uppercase(),
            Some(colour) => colour,
            None if bold => 'b',
            None if has(Modifier::DIM) => 'd',
            None => ' ',
        },
    }
}

/// The cells of a row; the second half of a wide sign is none.
fn row(buffer: &Buffer, y: u16) -> Vec<&Cell> {
    let mut cells = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        cells.push(cell);
        x += u16::try_from(crate::text::width(cell.symbol())).unwrap_or(1).max(1);
    }
    cells
}

fn text(buffer: &Buffer, y: u16) -> String {
    row(buffer, y).iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_owned()
}

fn styles(buffer: &Buffer, y: u16) -> String {
    row(buffer, y).into_iter().map(letter).collect::<String>().trim_end().to_owned()
}

/// A scene as it stands in its file.
fn picture(scene: &Scene, width: u16, height: u16) -> String {
    let mut driver = Driver::with(fixture::knowledge(), Open::Nothing, width, height);
    if !scene.paste.is_empty() {
        driver.paste(scene.paste);
    }
    let (first, rest) = scene.keys.split_at(usize::from(scene.keys.starts_with('g')));
    driver.keys(first);
    if let Some((_, what)) = scene.name.split_once('-') {
        alike::tell(&mut driver, what);
    }
    driver.keys(rest);
    let coloured = driver.buffer();
    driver.model.theme.colours = false;
    let mono = driver.buffer();
    driver.model.theme.ascii = true;
    let ascii = driver.buffer();
    let mut out = String::new();
    for y in 0..height {
        let (shown, plain) = (text(&coloured, y), text(&ascii, y));
        assert!(plain.is_ascii(), "{}: {plain}", scene.name);
        let mut line = |mark: char, text: &str| {
            let _ = writeln!(out, "{}", format!("{mark}{text}").trim_end());
        };
        line('|', &shown);
        let (colour, without) = (styles(&coloured, y), styles(&mono, y));
        if !colour.is_empty() {
            line('c', &colour);
        }
        if without != colour {
            line('m', &without);
        }
        if plain != shown {
            line('a', &plain);
        }
    }
    // No release changes a picture.
    out.replace(MADE_BY, "smtp-doctor 0.1.0, knowledge of 2026-11")
}

#[test]
fn screens_are_as_in_their_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui/tests/screens");
    let is_written = std::env::var_os("UPDATE_SCREENS").is_some();
    let mut wrong = Vec::new();
    let mut known: Vec<PathBuf> = Vec::new();
    for scene in SCENES {
        for (width, height) in SIZES {
            let path = folder.join(format!("{}-{width}x{height}.txt", scene.name));
            let now = picture(scene, *width, *height);
            if is_written {
                std::fs::write(&path, &now).expect("it can be written");
            }
            if std::fs::read_to_string(&path).unwrap_or_default() != now {
                wrong.push(format!("{} is now:\n{now}", path.display()));
            }
            known.push(path);
        }
    }
    for entry in std::fs::read_dir(&folder).expect("it is there") {
        let path = entry.expect("it can be read").path();
        if !known.contains(&path) {
            assert!(is_written, "{} belongs to no scene", path.display());
            std::fs::remove_file(&path).expect("it can be removed");
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} screens are not as in their files; UPDATE_SCREENS=1 writes them",
        wrong.first().map_or("", String::as_str),
        wrong.len()
    );
}

#[test]
fn all_text_begins_behind_the_gutter_on_every_screen() {
    for scene in SCENES {
        for (width, height) in SIZES {
            let mut driver = Driver::with(fixture::knowledge(), Open::Nothing, *width, *height);
            driver.paste(scene.paste).keys(scene.keys);
            for line in driver.screen().lines() {
                let gutter: String = line.chars().take(2).collect();
                assert!(matches!(gutter.trim_end(), "" | ">"), "{}: {line:?}", scene.name);
            }
        }
    }
}

#[test]
fn a_question_has_its_answers_in_sight_at_every_size() {
    for (width, height) in SIZES {
        let mut driver = Driver::open(Open::Guide(None), *width, *height);
        driver.sees("What do you have in hand?").sees("1  ").sees("Guide: question 1");
        for _ in 0..9 {
            driver.keys("<down>");
        }
        driver.sees("> 5  Don't know");
    }
}

#[test]
fn a_usual_diagnosis_needs_no_scrolling_at_eighty_by_twenty_four() {
    let mut driver = Driver::open(Open::Text(BOUNCE.into()), 80, 24);
    driver.sees("is full (certain)").sees("Who acts").sees("It is").sees("Said by");
    driver.sees("Because    552 5.2.2").sees("Or else").sees("Do this next").sees("3. Reach");
    for (width, height) in SIZES {
        let screen = Driver::open(Open::Text(BOUNCE.into()), *width, *height).screen();
        let first = screen.lines().nth(1).unwrap_or_default();
        assert!(first.trim_start().starts_with("The recipient's mailbox is full"), "{screen}");
    }
}
