//! What a message changes, and what is to be done outside because of it.

use std::rc::Rc;

use super::action::{Action, PLAIN, Place};
use super::edit::Edit;
use super::effect::Effect;
use super::footer;
use super::geometry::{Frame, is_too_small};
use super::help::{Help, Then};
use super::incoming::{Pasted, judge};
use super::key::Key;
use super::model::{Message, Model};
use super::mouse::Mouse;
use super::options::End;
use super::outgoing::{self, Outgoing};
use super::screens::diagnosis::Diagnosed;
use super::screens::paste::TOO_MUCH;
use super::screens::{Message as ScreenMessage, Next, Origin, Screen, Subject};
use super::toast::written;
use super::widgets::MOST_PASTED;
use crate::services::clipboard::Route;
use crate::text::{Clean, head};

/// Changes the model.
pub(crate) fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let is_done = matches!(message, Message::Key(_) | Message::Paste(_) | Message::Mouse(_));
    // What was asked is forgotten by whatever is done next.
    let parts = model.frame();
    let is_asked = model.asked.is_some() && is_done;
    if is_done {
        model.toast = None;
    }
    let mut effects = match message {
        Message::Key(key) => strike(model, key),
        Message::Paste(text) => {
            paste(model, text);
            Vec::new()
        }
        Message::Resize(size) => {
            model.size = size;
            Vec::new()
        }
        Message::Mouse(mouse) => point(model, &parts, mouse),
        Message::Copied { what, result } => {
            model.toast = Some(copied(what, &result, &print_key(model)));
            Vec::new()
        }
        Message::Report(report) => {
            model.hear(*report);
            Vec::new()
        }
        Message::Resumed(Ok(record)) => {
            model.resume(*record);
            Vec::new()
        }
        Message::Shown(Ok(record)) => {
            model.show(&record);
            Vec::new()
        }
        Message::Resumed(Err(fault)) | Message::Shown(Err(fault)) => {
            toast(model, &fault);
            Vec::new()
        }
        Message::Saved { what, result } => {
            model.toast = Some(match result {
                Ok(path) => written(what, &path, model.size),
                Err(reason) => Clean::line(&format!(
                    "{what} was not written: {reason}. {} leaves and prints it.",
                    print_key(model)
                )),
            });
            Vec::new()
        }
    };
    if is_asked {
        model.asked = None;
    }
    effects.append(&mut model.due);
    // Saved before anything else is done: leaving is among the rest.
    let mut all = model.keep();
    all.append(&mut model.seek());
    // Keeping may have told something.
    model.settle();
    all.append(&mut effects);
    all
}

/// What has the keys.
pub(crate) fn place(model: &Model) -> Place {
    if model.help.is_some() { Place::Help } else { model.screens.top().place() }
}

fn strike(model: &mut Model, key: Key) -> Vec<Effect> {
    let place = place(model);
    if let Some(action) = model.library.keys.meaning(place, key) {
        return act(model, action);
    }
    if let Some(edit) = Edit::of(key).filter(|_| place.is_text()) {
        tell(model, ScreenMessage::Edit(edit));
    }
    Vec::new()
}

fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Interrupt => return vec![Effect::Leave(End { code: 130, ..End::default() })],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        _ => {}
    }
    if model.help.is_some() {
        return act_in_help(model, action);
    }
    if let Some(reason) = model.screens.top().refuses(action) {
        hint(model, &format!("Not now: {reason}."));
        return Vec::new();
    }
    model.tell_time();
    match action {
        Action::Help => model.help = Some(Help::new(model.screens.top(), model.library.keys)),
        Action::Quit => return vec![Effect::Leave(End::default())],
        Action::Search => search(model, None),
        Action::Plain => toast(model, PLAIN),
        Action::Paste => open_paste(model),
        Action::Mouse => {
            model.mouse = !model.mouse;
            hint(model, if model.mouse { MOUSE_ON } else { MOUSE_OFF });
            return vec![Effect::Mouse(model.mouse)];
        }
        Action::Redact => {
            model.redact = !model.redact;
            toast(model, if model.redact { REDACTED } else { NOT_REDACTED });
        }
        Action::Copy => return copied_text(outgoing(model)),
        Action::Save => {
            let saved = |Outgoing { what, text, ending }| Effect::Save { what, text, ending };
            return outgoing(model).map(saved).into_iter().collect();
        }
        Action::CopyUser => return copied_text(user_text(model)),
        Action::Print if model.asked != Some(action) => {
            model.asked = Some(action);
            // The key itself, where the row was chosen in the help.
            let key = model.library.keys.key_name(place(model), Action::Print);
            toast(model, &format!("{key} again prints this and quits"));
        }
        Action::Print => {
            let print = outgoing(model).map(|outgoing| outgoing.text);
            return vec![Effect::Leave(End { print, ..End::default() })];
        }
        _ => tell(model, ScreenMessage::Act(action)),
    }
    Vec::new()
}

const RUNNING: &str =
    "Back in your session, which is still running; Esc leaves it, for another one";
const LEFT: &str = "The diagnosis is kept; {forward} in the empty search line goes back to it";
const REDACTED: &str = "From now on, copies have stand-ins for addresses, hosts and ids";
const NOT_REDACTED: &str = "From now on, copies have everything in them";
const MOUSE_ON: &str = "The mouse works here now; {mouse} gives it back to the terminal";
const MOUSE_OFF: &str = "The mouse selects text in the terminal again";

/// Something was done with the mouse: on the keys at the bottom, in the help,
/// or on the screen.
fn point(model: &mut Model, parts: &Frame, mouse: Mouse) -> Vec<Effect> {
    if is_too_small(model.size) {
        return Vec::new();
    }
    if let Mouse::Click(at) = mouse
        && parts.footer.contains(at)
    {
        let entries = footer::entries(model, usize::from(parts.footer.width));
        let action = footer::at(&entries, usize::from(at.x));
        return action.map_or_else(Vec::new, |action| act(model, action));
    }
    let Some(help) = &mut model.help else {
        tell(model, ScreenMessage::Mouse(parts.body, mouse));
        return Vec::new();
    };
    let action = match mouse {
        Mouse::Click(at) if help.select_at(parts.body, at.y) => Action::Open,
        Mouse::Click(_) => return Vec::new(),
        Mouse::WheelUp(_) => Action::Up,
        Mouse::WheelDown(_) => Action::Down,
    };
    act_in_help(model, action)
}

fn act_in_help(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(help) = &mut model.help else { return Vec::new() };
    match help.update(&ScreenMessage::Act(action), model.screens.top()) {
        Then::Stay => Vec::new(),
        Then::Close => {
            model.help = None;
            Vec::new()
        }
        Then::Do(action) => {
            model.help = None;
            act(model, action)
        }
        Then::Refuse(reason) => {
            hint(model, &format!("Not now: {reason}."));
            Vec::new()
        }
    }
}

/// Tells the help or the screen something and does what it asks for.
fn tell(model: &mut Model, message: ScreenMessage) {
    if let Some(help) = &mut model.help {
        help.update(&message, model.screens.top());
        return;
    }
    for next in model.tell(message) {
        follow(model, next);
    }
}

fn follow(model: &mut Model, next: Next) {
    match next {
        Next::Open(screen) => model.screens.push(screen),
        Next::Back => {
            if back(model) {
                hint(model, LEFT);
            }
        }
        Next::Paste => open_paste(model),
        Next::Diagnose(text) => diagnose(model, text),
        Next::Guide(origin) => {
            guide(model, *origin);
            if let Screen::Guide(guided) = model.screens.top_mut() {
                guided.enter();
            }
        }
        Next::Visit(origin, action) => {
            guide(model, *origin);
            model.tell_time();
            if let Screen::Guide(guided) = model.screens.top_mut() {
                guided.visit(action, &model.library);
            }
        }
        Next::Recipient(forward) => model.next_recipient(forward),
        Next::Return(at) => model.go_back_to(at),
        Next::Resume(id) => resume(model, id),
        Next::Show(id) => model.due.push(Effect::Show(id)),
        Next::UpTo(0) => toast(model, "Nothing has a number here"),
        Next::UpTo(1) => toast(model, "There is only 1 here"),
        Next::UpTo(most) => toast(model, &format!("There are 1 to {most} here")),
        Next::Toast(text) => hint(model, text),
    }
}

/// Tells something with keys in it, such as `{copy}`: those in force.
fn hint(model: &mut Model, text: &str) {
    let text = model.library.keys.tell(place(model), text);
    toast(model, &text);
}

fn toast(model: &mut Model, text: &str) {
    model.toast = Some(Clean::line(text));
}

/// Leaves the screen that is seen, and keeps what was done there; says whether
/// that is a diagnosis to which nothing else leads back.
fn back(model: &mut Model) -> bool {
    match model.screens.pop() {
        Some(Screen::Paste(paste)) if !paste.is_blank() => model.kept.paste = Some(paste),
        Some(Screen::Guide(guide)) => model.put_aside(*guide),
        Some(Screen::Diagnosis(diagnosed)) => return model.leave_behind(diagnosed),
        _ => {}
    }
    false
}

/// Goes down to the search.
fn search(model: &mut Model, query: Option<&str>) {
    let stays =
        |top: &Screen| matches!(top, Screen::Browse(_) | Screen::Guide(_) | Screen::Diagnosis(_));
    while !stays(model.screens.top()) {
        back(model);
    }
    // A case stays where it is while something is looked up for it.
    if !matches!(model.screens.top(), Screen::Browse(_)) {
        model.search_above();
    }
    if let Screen::Browse(browse) = model.screens.top_mut() {
        browse.focus(query, &model.library);
    }
}

fn open_paste(model: &mut Model) {
    if !matches!(model.screens.top(), Screen::Paste(_)) {
        let paste = model.kept.paste.take().unwrap_or_default();
        model.screens.push(Screen::Paste(paste));
    }
}

fn guide(model: &mut Model, origin: Origin) {
    // Who looks something up for a session goes back to it; only a case that
    // was diagnosed since is another one.
    if model.screens.has_guide() && (origin.is_none() || model.screens.looks_up_for_guide()) {
        while !matches!(model.screens.top(), Screen::Guide(_)) {
            back(model);
        }
        if origin.is_some() {
            hint(model, RUNNING);
        }
        return;
    }
    // A session that was begun from here goes on.
    let kept = model.kept.guides.iter().position(|kept| kept.is_from(&origin));
    let guide = if let Some(at) = kept {
        model.kept.guides.remove(at)
    } else {
        let diagnosed = model.screens.iter().find_map(|screen| match screen {
            Screen::Diagnosis(diagnosed) if diagnosed.origin() == origin => Some(diagnosed),
            _ => None,
        });
        let subject = diagnosed.map(|diagnosed| diagnosed.subject());
        if subject.is_none() {
            model.redact = model.redacts;
        }
        model.begin(origin, subject)
    };
    model.screens.push(Screen::Guide(Box::new(guide)));
}

/// Goes on with a kept session: with the one that is still there, or with
/// what is on the disk.
fn resume(model: &mut Model, id: String) {
    model.redact = model.redacts;
    let kept = model.kept.guides.iter().position(|kept| kept.id() == Some(id.as_str()));
    match kept {
        Some(at) => {
            let guide = model.kept.guides.remove(at);
            model.screens.push(Screen::Guide(Box::new(guide)));
        }
        None => model.due.push(Effect::Resume(id)),
    }
}

fn diagnose(model: &mut Model, text: Vec<u8>) {
    if model.screens.is_above_guide() {
        return add_evidence(model, &text);
    }
    let diagnosed = Diagnosed::new(text, &model.library);
    // A new case takes the place of the one before, with all that was opened
    // from there.
    while model.screens.iter().any(|screen| matches!(screen, Screen::Diagnosis(_))) {
        back(model);
    }
    model.redact = model.redacts;
    model.screens.push(Screen::Diagnosis(Box::new(diagnosed)));
}

/// Adds what was pasted to the session that is seen, or from which the place
/// for pasting was opened.
fn add_evidence(model: &mut Model, text: &[u8]) {
    if matches!(model.screens.top(), Screen::Paste(_)) {
        model.screens.pop();
    }
    model.tell_time();
    let Screen::Guide(guided) = model.screens.top_mut() else { return };
    if let Some(whom) = guided.other_case(text, &model.library) {
        let is_case = |screen: &Screen| matches!(screen, Screen::Diagnosis(_) | Screen::Guide(_));
        while model.screens.iter().any(is_case) {
            back(model);
        }
        diagnose(model, text.to_vec());
        return toast(model, &format!("Another case, of {whom}: your session is kept"));
    }
    let before = guided.several().map(|(read, _)| Rc::clone(read));
    let told = match guided.add(text, &model.library) {
        None => "There was nothing to read in that".to_owned(),
        Some(0) => "Added to this session; it answers no further question".to_owned(),
        Some(1) => "Added to this session; it answers a question more".to_owned(),
        Some(count) => format!("Added to this session; it answers {count} questions more"),
    };
    let is_new = |(read, _): &&Subject| before.as_ref().is_none_or(|b| !Rc::ptr_eq(read, b));
    let which = guided.several().filter(is_new).and_then(|(read, at)| {
        let (place, count) = read.place(*at)?;
        let told = "of this text; < and > go to the others";
        Some(format!("Added: {}, {} of {count} {told}", read.recipient(*at), place + 1))
    });
    toast(model, &which.unwrap_or(told));
}

/// Something was pasted, wherever one is.
fn paste(model: &mut Model, text: String) {
    match (place(model), judge(&text)) {
        (Place::Paste | Place::Writing, _)
        | (Place::Start | Place::Search | Place::Help, Pasted::Query) => {
            tell(model, ScreenMessage::Insert(text));
        }
        (_, Pasted::Nothing) => {}
        (_, Pasted::Query) => search(model, Some(text.trim())),
        (_, Pasted::Text) => {
            model.help = None;
            let taken = head(&text, MOST_PASTED);
            if taken.len() < text.len() {
                toast(model, TOO_MUCH);
            }
            diagnose(model, taken.as_bytes().to_vec());
        }
    }
}

/// The page that is shown as it leaves the program.
pub(crate) fn outgoing(model: &Model) -> Option<Outgoing> {
    outgoing::shown(model.screens.top(), &model.library, model.redact)
}

fn copied_text(outgoing: Option<Outgoing>) -> Vec<Effect> {
    let copy = |Outgoing { what, text, .. }| Effect::Copy { what, text };
    outgoing.map(copy).into_iter().collect()
}

fn user_text(model: &Model) -> Option<Outgoing> {
    outgoing::user_text(model.screens.top(), &model.library, model.redact)
}

/// The key that leaves and prints what is shown.
fn print_key(model: &Model) -> String {
    model.library.keys.key_name(Place::Entry, Action::Print)
}

/// No way of copying tells whether it arrived, so the line says how to check.
fn copied(what: &str, result: &Result<Route, String>, print: &str) -> Clean {
    Clean::line(&match result {
        Ok(Route::Tmux) => format!("{what} was copied by tmux; paste to check, {print} prints it."),
        Ok(Route::TmuxBuffer) => {
            format!("{what} is in a buffer of tmux, to paste inside tmux; {print} prints it.")
        }
        Ok(Route::Tool(name)) => format!("{what} was copied by {name}."),
        Ok(Route::Terminal) => {
            format!("{what} was sent to your terminal (OSC 52); paste to check, {print} prints it.")
        }
        Err(reason) => format!("{what} was not copied: {reason}. {print} leaves and prints it."),
    })
}
