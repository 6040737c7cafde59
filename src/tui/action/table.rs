//! The table itself. The order within a place is the order of the footer:
//! most useful first.

use super::Action as A;
use super::Place as P;
use super::{Group, Key, KeyCode, Row, code};

const ENTER: &[Key] = &[code(KeyCode::Enter)];
const TAB: &[Key] = &[code(KeyCode::Tab)];
const BACK_TAB: &[Key] = &[code(KeyCode::BackTab)];
const ESC: &[Key] = &[code(KeyCode::Esc)];
const UP: &[Key] = &[code(KeyCode::Up)];
const DOWN: &[Key] = &[code(KeyCode::Down)];
const UP_K: &[Key] = &[code(KeyCode::Up), Key::char('k')];
const DOWN_J: &[Key] = &[code(KeyCode::Down), Key::char('j')];
const RIGHT: &[Key] = &[code(KeyCode::Right)];
const BEFORE: &[Key] = &[Key::char('<'), code(KeyCode::Left)];
const AFTER: &[Key] = &[Key::char('>'), code(KeyCode::Right)];
const HOME: &[Key] = &[code(KeyCode::Home)];
const END: &[Key] = &[code(KeyCode::End)];
const DIGITS: &[Key] = &[
    Key::char('1'),
    Key::char('2'),
    Key::char('3'),
    Key::char('4'),
    Key::char('5'),
    Key::char('6'),
    Key::char('7'),
    Key::char('8'),
    Key::char('9'),
];

const SEARCHING: &[P] = &[P::Start, P::Search];
const TYPING: &[P] = &[P::Start, P::Search, P::Filter, P::Paste, P::Writing, P::Help];
const LISTS: &[P] = &[P::Help, P::Filter];
const READING: &[P] = &[P::Detail, P::Entry];
const SCROLLING: &[P] =
    &[P::Detail, P::Entry, P::Diagnosis, P::Original, P::Remedy, P::Verdict, P::Proof, P::Handout];
const GUIDE: &[P] = &[P::Question, P::Path, P::Remedy, P::Verdict, P::Proof];
/// What is handed out is chosen, and then read.
const HANDING: &[P] = &[P::Forms, P::Handout];
/// Where a session is written to.
const NOTING: &[P] = &[P::Question, P::Path, P::Remedy, P::Verdict, P::Proof, P::Forms, P::Handout];
/// A diagnosis and the text behind it; what is written there starts a session.
const DIAGNOSED: &[P] = &[P::Diagnosis, P::Original];
/// Where one page is shown, and that one leaves.
const SHOWN: &[P] = &[P::Detail, P::Entry, P::Diagnosis, P::Original];
const PAGES: &[P] = &[
    P::Detail,
    P::Entry,
    P::Diagnosis,
    P::Original,
    P::Question,
    P::Path,
    P::Remedy,
    P::Verdict,
    P::Proof,
    P::Forms,
    P::Handout,
];
/// Pages but for a diagnosis, which has its rows beside each other.
const UNDIAGNOSED: &[P] = &[
    P::Detail,
    P::Entry,
    P::Question,
    P::Path,
    P::Remedy,
    P::Verdict,
    P::Proof,
    P::Forms,
    P::Handout,
];
const ALL: &[P] = &[
    P::Start,
    P::Search,
    P::Filter,
    P::Detail,
    P::Entry,
    P::Paste,
    P::Diagnosis,
    P::Original,
    P::Question,
    P::Path,
    P::Remedy,
    P::Verdict,
    P::Proof,
    P::Writing,
    P::Forms,
    P::Handout,
    P::Help,
];

const REDACT: &str = "Stand-ins for addresses and hosts in what is copied, on or off";
const HAND_OUT: &str = "Hand out: note, sentence for the user, message, packet";
/// Said where somebody looks for it, and when it is chosen.
pub(crate) const PLAIN: &str = "For a screen reader: quit, and start smtp-doctor --plain";
const MOUSE: &str = "Mouse on or off; off, the terminal selects by it";

const fn row(
    places: &'static [P],
    action: A,
    keys: &'static [Key],
    short: &'static str,
    long: &'static str,
    group: Group,
) -> Row {
    Row { places, action, keys, short, long, group }
}

/// Every row.
pub(crate) const ROWS: &[Row] = &[
    // Searching.
    row(SEARCHING, A::Open, ENTER, "open", "Open what is selected", Group::Here),
    row(SEARCHING, A::Next, TAB, "read", "To the detail, to scroll and copy it", Group::Here),
    row(SEARCHING, A::Paste, &[Key::ctrl('o')], "paste", "A place to paste a bounce", Group::Here),
    row(SEARCHING, A::Guide, &[Key::ctrl('g')], "guide", "Be guided by questions", Group::Here),
    row(
        &[P::Start],
        A::Forward,
        RIGHT,
        "last diagnosis",
        "Back to the diagnosis that was left last",
        Group::Here,
    ),
    row(
        SEARCHING,
        A::Filter,
        &[Key::ctrl('f')],
        "filter",
        "List only what fits: by code, provider, owner, stage, cause",
        Group::Here,
    ),
    row(&[P::Filter], A::Open, ENTER, "on or off", "Switch the filter on or off", Group::Here),
    row(&[P::Filter], A::Back, ESC, "to what fits", "To the entries that fit", Group::Here),
    row(&[P::Filter], A::Clear, &[Key::ctrl('u')], "all off", "No filters", Group::Here),
    row(&[P::Search], A::Back, ESC, "clear", "Clear the search line", Group::Here),
    row(SEARCHING, A::Clear, &[Key::ctrl('u')], "", "Clear the search line", Group::Here),
    row(
        SEARCHING,
        A::Up,
        UP,
        "",
        "To the entry above; in an empty line the query before",
        Group::Move,
    ),
    row(SEARCHING, A::Down, DOWN, "", "To the entry below", Group::Move),
    row(SEARCHING, A::PageUp, &[code(KeyCode::PageUp)], "", "A page up", Group::Move),
    row(SEARCHING, A::PageDown, &[code(KeyCode::PageDown)], "", "A page down", Group::Move),
    // The guide.
    row(&[P::Verdict], A::Pick(1), DIGITS, "answer", "Say how the remedy ended", Group::Here),
    row(&[P::Writing], A::Open, ENTER, "write down", "Write the line down", Group::Here),
    row(
        &[P::Writing],
        A::Back,
        ESC,
        "leave",
        "Leave the line unwritten; the text is kept",
        Group::Here,
    ),
    row(&[P::Writing], A::Clear, &[Key::ctrl('u')], "empty", "Empty the line", Group::Here),
    row(
        &[P::Remedy],
        A::Tick,
        &[Key::char('d')],
        "done",
        "The step is done; again: it is open after all",
        Group::Here,
    ),
    row(
        &[P::Remedy],
        A::Skip,
        &[Key::char('-')],
        "skip",
        "The step is skipped; again: it is open after all",
        Group::Here,
    ),
    row(
        &[P::Remedy],
        A::Open,
        ENTER,
        "",
        "The step is done; after the last, say whether it worked",
        Group::Here,
    ),
    row(&[P::Remedy], A::Pick(1), DIGITS, "", "Go to the step of that number", Group::Here),
    row(
        &[P::Remedy],
        A::Verdict,
        &[Key::char('v')],
        "worked?",
        "Say whether it worked: yes, no, waiting, escalate",
        Group::Here,
    ),
    row(&[P::Verdict], A::Verdict, &[Key::char('v')], "steps", "Back to the steps", Group::Here),
    row(&[P::Verdict], A::Back, ESC, "back", "Back to the steps", Group::Here),
    row(&[P::Proof], A::Open, ENTER, "write the proof", "Write the proof down", Group::Here),
    row(&[P::Proof], A::Back, ESC, "back", "Back to whether it worked", Group::Here),
    row(NOTING, A::Note, &[Key::char('n')], "", "Write a note", Group::Pass),
    row(NOTING, A::Ticket, &[Key::char('t')], "", "Name the ticket", Group::Pass),
    row(NOTING, A::Said, &[Key::char('s')], "", "Write down what the user says", Group::Pass),
    row(
        &[P::Question],
        A::Pick(1),
        DIGITS,
        "answer",
        "Give the answer of that number",
        Group::Here,
    ),
    row(&[P::Question], A::Open, ENTER, "choose", "Give the selected answer", Group::Here),
    row(&[P::Path], A::Open, ENTER, "ask again", "Ask the selected question again", Group::Here),
    row(
        &[P::Question, P::Remedy, P::Verdict, P::Proof],
        A::HandOut,
        &[Key::char('o')],
        "hand out",
        HAND_OUT,
        Group::Pass,
    ),
    row(
        GUIDE,
        A::RecipientAfter,
        &[Key::char('>')],
        "recipient",
        "To the session about the next recipient of the same text",
        Group::Here,
    ),
    row(
        GUIDE,
        A::RecipientBefore,
        &[Key::char('<')],
        "",
        "To the session about the recipient before",
        Group::Here,
    ),
    row(&[P::Path], A::HandOut, &[Key::char('o')], "", HAND_OUT, Group::Pass),
    row(&[P::Forms], A::Pick(1), DIGITS, "show", "Show what has that number", Group::Here),
    row(&[P::Forms], A::Open, ENTER, "", "Show what is selected", Group::Here),
    row(HANDING, A::Copy, &[Key::char('y')], "copy", "Copy this", Group::Here),
    row(HANDING, A::Save, &[Key::char('w')], "write", "Write this to a file", Group::Here),
    row(
        HANDING,
        A::Print,
        &[Key::char('p')],
        "print+quit",
        "Print this and quit; asked once more",
        Group::Here,
    ),
    row(&[P::Handout], A::Pick(1), DIGITS, "another", "Show another", Group::Here),
    row(
        &[P::Handout],
        A::Back,
        &[code(KeyCode::Esc), code(KeyCode::Left)],
        "back",
        "Back to the list",
        Group::Here,
    ),
    row(
        &[P::Forms],
        A::Back,
        &[code(KeyCode::Esc), code(KeyCode::Left)],
        "back",
        "Back to the session",
        Group::Here,
    ),
    row(
        GUIDE,
        A::TakeBack,
        &[code(KeyCode::Left), code(KeyCode::Backspace)],
        "take back",
        "Take the last answer back",
        Group::Here,
    ),
    row(
        GUIDE,
        A::Forward,
        &[code(KeyCode::Right), Key { alt: true, ..code(KeyCode::Right) }],
        "forward",
        "Give the answer again that was taken back",
        Group::Here,
    ),
    row(
        &[P::Question, P::Remedy],
        A::Next,
        TAB,
        "change answers",
        "To the questions that are answered, to change one",
        Group::Here,
    ),
    row(GUIDE, A::Words, &[Key::char('x')], "words", "Explain the words used here", Group::Here),
    row(&[P::Path], A::Next, TAB, "go on", "To the open question or the remedy", Group::Here),
    row(GUIDE, A::Restart, &[Key::char('R')], "", "Forget your answers, start again", Group::Here),
    // A diagnosis.
    row(
        &[P::Diagnosis],
        A::Open,
        ENTER,
        "guide",
        "Open the chosen link, or be guided",
        Group::Here,
    ),
    row(DIAGNOSED, A::RecipientAfter, AFTER, "recipient", "To the next recipient", Group::Here),
    row(DIAGNOSED, A::RecipientBefore, BEFORE, "", "To the recipient before", Group::Here),
    row(
        &[P::Original],
        A::Original,
        &[Key::char('f'), code(KeyCode::Enter)],
        "diagnosis",
        "Back to the diagnosis",
        Group::Here,
    ),
    row(DIAGNOSED, A::HandOut, &[Key::char('o')], "hand out", HAND_OUT, Group::Pass),
    row(DIAGNOSED, A::Copy, &[Key::char('y')], "copy", "Copy what is shown", Group::Pass),
    row(
        DIAGNOSED,
        A::CopyUser,
        &[Key::char('u')],
        "user text",
        "Copy the sentence for the user",
        Group::Pass,
    ),
    row(DIAGNOSED, A::Note, &[Key::char('n')], "note", "Write a note", Group::Pass),
    row(
        &[P::Diagnosis],
        A::Original,
        &[Key::char('f')],
        "full text",
        "The full text, with the words that decided",
        Group::Here,
    ),
    row(
        &[P::Diagnosis],
        A::Why,
        &[Key::char('e')],
        "why",
        "Why it was decided so, and what lost; again for the diagnosis",
        Group::Here,
    ),
    row(DIAGNOSED, A::Ticket, &[Key::char('t')], "ticket", "Name the ticket", Group::Pass),
    row(
        DIAGNOSED,
        A::Said,
        &[Key::char('s')],
        "user's words",
        "Write down what the user says",
        Group::Pass,
    ),
    row(
        &[P::Diagnosis, P::Original, P::Question, P::Path, P::Remedy, P::Verdict, P::Proof],
        A::Alike,
        &[Key::char('a')],
        "",
        "Open the earlier case like this one, or a list of them",
        Group::Here,
    ),
    // Reading.
    row(&[P::Entry], A::Open, ENTER, "open", "Open the chosen link", Group::Here),
    row(&[P::Detail], A::Open, ENTER, "whole page", "Open it in the whole screen", Group::Here),
    row(
        &[P::Detail, P::Entry, P::Diagnosis],
        A::Pick(1),
        DIGITS,
        "open",
        "Open the link of that number",
        Group::Here,
    ),
    row(
        READING,
        A::Guide,
        &[Key::char('g')],
        "guide",
        "Be guided by questions from here",
        Group::Here,
    ),
    row(
        &[P::Diagnosis, P::Original],
        A::Guide,
        &[Key::char('g')],
        "",
        "Be guided, with what the text answered",
        Group::Here,
    ),
    row(&[P::Entry, P::Diagnosis], A::Next, TAB, "", "Choose the next link", Group::Here),
    row(
        &[P::Entry, P::Diagnosis],
        A::Previous,
        BACK_TAB,
        "",
        "Choose the link before",
        Group::Here,
    ),
    row(&[P::Detail], A::Next, TAB, "search", "Back to the search line", Group::Here),
    row(&[P::Detail], A::Previous, BACK_TAB, "", "Back to the search line", Group::Here),
    row(
        &[P::Start, P::Search, P::Question, P::Path, P::Remedy],
        A::Previous,
        BACK_TAB,
        "",
        "To the other pane",
        Group::Here,
    ),
    // Pasting.
    row(
        &[P::Paste],
        A::Diagnose,
        &[Key::ctrl('d'), code(KeyCode::F(5))],
        "diagnose",
        "Diagnose the text",
        Group::Here,
    ),
    row(&[P::Paste], A::Clear, &[Key::ctrl('u')], "empty", "Throw the text away", Group::Here),
    // Into the ticket.
    row(READING, A::Copy, &[Key::char('y')], "copy", "Copy what is shown", Group::Pass),
    row(
        GUIDE,
        A::Copy,
        &[Key::char('y')],
        "copy",
        "Copy the note so far; once it is escalated, the packet",
        Group::Pass,
    ),
    row(
        UNDIAGNOSED,
        A::CopyUser,
        &[Key::char('u')],
        "user text",
        "Copy the sentence for the user",
        Group::Pass,
    ),
    row(
        &[P::Entry, P::Diagnosis, P::Original],
        A::Back,
        ESC,
        "back",
        "Back to where you were",
        Group::Always,
    ),
    row(
        &[P::Question, P::Path, P::Remedy],
        A::Back,
        ESC,
        "leave",
        "Back to where you were; answers are kept",
        Group::Always,
    ),
    row(
        SHOWN,
        A::Print,
        &[Key::char('p')],
        "print+quit",
        "Print what is shown and quit; asked once more",
        Group::Pass,
    ),
    row(SHOWN, A::Save, &[Key::char('w')], "write", "Write what is shown to a file", Group::Pass),
    row(
        GUIDE,
        A::Print,
        &[Key::char('p')],
        "print+quit",
        "Print the same and quit; asked once more",
        Group::Pass,
    ),
    row(GUIDE, A::Save, &[Key::char('w')], "write", "Write the same to a file", Group::Pass),
    row(PAGES, A::Redact, &[Key::char('r')], "redact", REDACT, Group::Pass),
    // Moving.
    row(SCROLLING, A::Up, UP_K, "", "A line up", Group::Move),
    row(SCROLLING, A::Down, DOWN_J, "", "A line down", Group::Move),
    row(SCROLLING, A::PageUp, &[code(KeyCode::PageUp)], "", "A page up", Group::Move),
    row(
        SCROLLING,
        A::PageDown,
        &[code(KeyCode::PageDown), Key::char(' ')],
        "",
        "A page down",
        Group::Move,
    ),
    row(SCROLLING, A::First, HOME, "", "To the beginning", Group::Move),
    row(SCROLLING, A::Last, END, "", "To the end", Group::Move),
    row(&[P::Question, P::Path, P::Forms], A::Up, UP_K, "", "To what is above", Group::Move),
    row(&[P::Question, P::Path, P::Forms], A::Down, DOWN_J, "", "To what is below", Group::Move),
    row(&[P::Question, P::Path, P::Forms], A::First, HOME, "", "To the first", Group::Move),
    row(&[P::Question, P::Path, P::Forms], A::Last, END, "", "To the last", Group::Move),
    row(&[P::Question], A::PageUp, &[code(KeyCode::PageUp)], "", "A page up", Group::Move),
    row(&[P::Question], A::PageDown, &[code(KeyCode::PageDown)], "", "A page down", Group::Move),
    // The help.
    row(&[P::Help], A::Open, ENTER, "do it", "Do what is selected", Group::Here),
    row(LISTS, A::Up, UP, "", "To the row above", Group::Move),
    row(LISTS, A::Down, DOWN, "", "To the row below", Group::Move),
    row(LISTS, A::PageUp, &[code(KeyCode::PageUp)], "", "A page up", Group::Move),
    row(LISTS, A::PageDown, &[code(KeyCode::PageDown)], "", "A page down", Group::Move),
    row(LISTS, A::First, HOME, "", "To the first row", Group::Move),
    row(LISTS, A::Last, END, "", "To the last row", Group::Move),
    // Anywhere.
    row(&[P::Start], A::Back, ESC, "", "Says how to quit", Group::Always),
    row(&[P::Detail], A::Back, ESC, "", "Back to the search line", Group::Always),
    row(&[P::Paste], A::Back, ESC, "back (text is kept)", "Back; the text is kept", Group::Always),
    row(&[P::Help], A::Back, ESC, "close", "Close the help", Group::Always),
    row(PAGES, A::Search, &[Key::char('/')], "", "To the search line", Group::Always),
    row(
        PAGES,
        A::Paste,
        &[Key::char('b')],
        "",
        "A place to paste a bounce; pasting works here too",
        Group::Always,
    ),
    row(PAGES, A::Quit, &[Key::char('q')], "quit", "Quit", Group::Always),
    row(SEARCHING, A::Quit, &[], "", "Quit", Group::Always),
    row(TYPING, A::Interrupt, &[Key::ctrl('c')], "quit", "Quit at once", Group::Always),
    row(PAGES, A::Interrupt, &[Key::ctrl('c')], "", "Quit at once", Group::Always),
    row(PAGES, A::Mouse, &[Key::char('m')], "", MOUSE, Group::Always),
    row(
        &[P::Start, P::Search, P::Filter, P::Paste, P::Writing],
        A::Mouse,
        &[],
        "",
        MOUSE,
        Group::Always,
    ),
    row(
        ALL,
        A::Suspend,
        &[Key::ctrl('z')],
        "",
        "Stop; `fg` in the shell comes back",
        Group::Always,
    ),
    row(ALL, A::Plain, &[], "", PLAIN, Group::Always),
    row(ALL, A::Redraw, &[Key::ctrl('l')], "", "Draw the screen anew", Group::Always),
    row(
        &[
            P::Start,
            P::Detail,
            P::Entry,
            P::Diagnosis,
            P::Original,
            P::Question,
            P::Path,
            P::Remedy,
            P::Verdict,
            P::Proof,
            P::Forms,
            P::Handout,
        ],
        A::Help,
        &[Key::char('?'), code(KeyCode::F(1)), Key::ctrl('p')],
        "help",
        "This list; type to filter it, Enter does the row",
        Group::Always,
    ),
    row(
        &[P::Search, P::Filter, P::Paste, P::Writing, P::Help],
        A::Help,
        &[code(KeyCode::F(1)), Key::ctrl('p')],
        "help",
        "This list; type to filter it, Enter does the row",
        Group::Always,
    ),
];
