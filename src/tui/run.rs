//! The loop: draw, wait for input, change the model, do what it asks for.
//! The only file that does anything outside the model.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use crossterm::event;
use ratatui::Terminal;
use ratatui::layout::Size;

use super::effect::Effect;
use super::input::Input;
use super::model::{Message, Model};
use super::options::{End, Options};
use super::steady::Steady;
use super::theme::Theme;
use super::update::{place, update};
use super::view::view;
use crate::guide::Record;
use crate::services::clipboard::Way;
use crate::services::save::save;
use crate::services::sessions::{Fault, Order, Report, Saver, Store, wait_for_saves};
use crate::services::surroundings::{Colour, Surroundings};
use crate::services::{clipboard, clock, terminal};

/// Runs the full-screen program until it is left.
///
/// An error means that there is no terminal, or that it went away; it is
/// given back as it was in any case.
pub fn run(options: Options) -> io::Result<End> {
    // The theme alone decides on colours. Left to itself, the library would
    // write an empty colour under NO_COLOR, which resets bold and reverse.
    crossterm::style::force_color_output(true);
    let theme = theme(&options, &Surroundings::look());
    let mut screen = Screen::open()?;
    terminal::restore_on_panic();
    terminal::restore_on_signals()?;
    let guard = terminal::Guard::enter()?;
    // The library hears of a new size only once it was asked for input: a
    // window that is resized right at the start would be missed.
    event::poll(Input::THERE)?;
    let mut model = Model::new(options.knowledge, options.open, theme, screen.size()?);
    model.library.keys = options.keys;
    model.keeping.is_off = !options.is_kept;
    model.keeping.now = Some(clock::now());
    model.keeping.zone = Some(clock::zone());
    if let Some(meant) = &options.recipient {
        model.take_recipient(meant);
    }
    model.know_beforehand(options.ticket, options.said);
    let mut outside = Outside {
        copying: options.copying,
        saver: Saver::start(options.store.clone(), options.knowledge),
        store: options.store,
    };
    (model.redact, model.redacts) = (options.redact, options.redact);
    if options.mouse {
        model.mouse = true;
        terminal::set_mouse(true)?;
    }
    model.warn_of_faults(&options.settings_faults, options.faults);
    let end = turn(&mut model, &mut screen, &mut outside);
    drop(guard);
    // Also where the terminal went away, what was done is kept.
    wait_for_saves(LAST_SAVE);
    end_saving(&mut model, &mut outside);
    let mut end = end?;
    if let Some((notes, told)) = model.lost() {
        end.print.get_or_insert(notes);
        end.told = Some(told);
        end.code = if end.code == 0 { NOT_KEPT } else { end.code };
    }
    if options.print && end.print.is_none() {
        end.print = super::update::outgoing(&model).map(|outgoing| outgoing.text);
    }
    Ok(end)
}

/// The exit code where a session could not be kept.
const NOT_KEPT: u8 = 2;

/// Hears what became of the last saves, and tries once more what failed.
fn end_saving(model: &mut Model, outside: &mut Outside) {
    let hear = |model: &mut Model, outside: &mut Outside| {
        for report in outside.saver.reports() {
            if matches!(report, Report::Kept { .. }) {
                model.hear(report);
            }
        }
    };
    hear(model, outside);
    for effect in model.keep_again() {
        if let Effect::Keep(order) = effect {
            outside.saver.order(order);
        }
    }
    wait_for_saves(LAST_SAVE);
    hear(model, outside);
}

/// How things look, as asked for and otherwise as the surroundings allow.
fn theme(options: &Options, around: &Surroundings) -> Theme {
    let colours = match options.colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => !around.no_color,
    };
    Theme { colours, ascii: options.ascii.unwrap_or(around.ascii_only) }
}

/// What is outside and can be asked to do something.
struct Outside {
    copying: Way,
    saver: Saver,
    store: Option<Store>,
}

impl Outside {
    /// Reads a kept session, or says why it cannot be.
    fn load(&self, id: &str) -> Result<Box<Record>, String> {
        let store = self.store.as_ref().ok_or_else(Fault::no_place);
        let read = store.and_then(|store| store.load(id));
        read.map(Box::new).map_err(|fault| fault.to_string())
    }
}

/// How long leaving waits for what is just being saved.
const LAST_SAVE: Duration = Duration::from_secs(5);

fn turn(model: &mut Model, screen: &mut Screen, outside: &mut Outside) -> io::Result<End> {
    let mut input = Input::default();
    // What a session started with is saved before anything is answered.
    let keep = model.keep();
    for effect in keep.into_iter().chain(model.seek()) {
        perform(effect, model, screen, outside)?;
    }
    screen.draw(model)?;
    outside.saver.order(Order::Last);
    prepare(model);
    loop {
        let mut messages = Vec::new();
        // A key that is struck comes before a report that is waited for.
        if !outside.saver.is_awaited() || event::poll(Input::BETWEEN_REPORTS)? {
            messages = input.wait(place(model).is_text())?;
        }
        let reports = outside.saver.reports().into_iter();
        messages.extend(reports.map(|report| Message::Report(Box::new(report))));
        if messages.is_empty() {
            continue;
        }
        model.keeping.now = Some(clock::now());
        for message in messages {
            if let Message::Resize(size) = message {
                screen.terminal.backend().set_size(size);
            }
            for effect in update(model, message) {
                if let Some(end) = perform(effect, model, screen, outside)? {
                    return Ok(end);
                }
            }
        }
        screen.draw(model)?;
    }
}

/// Makes what the first letter will need. A site's knowledge can be large; who
/// looks at the first frame, or strikes a key that is no letter, does not wait.
fn prepare(model: &Model) {
    let index = model.library.shared_index();
    let aside = || std::thread::Builder::new().spawn(move || index.prepare());
    // Without a thread the first letter does it.
    if !model.library.index().is_slow_to_prepare() || aside().is_err() {
        model.library.index().prepare();
    }
}

fn perform(
    effect: Effect,
    model: &mut Model,
    screen: &mut Screen,
    outside: &mut Outside,
) -> io::Result<Option<End>> {
    match effect {
        Effect::Leave(end) => return Ok(Some(end)),
        Effect::Copy { what, text } => {
            let result = clipboard::copy(&text, outside.copying).map_err(|error| error.to_string());
            update(model, Message::Copied { what, result });
        }
        Effect::Save { what, text, ending } => {
            let result = save(&text, ending).map(|path| path.display().to_string());
            let result = result.map_err(|error| error.to_string());
            update(model, Message::Saved { what, result });
        }
        Effect::Keep(order) => outside.saver.order(order),
        Effect::Seek(present) => outside.saver.order(Order::Alike(present)),
        Effect::Resume(id) => {
            let read = outside.load(&id);
            update(model, Message::Resumed(read));
        }
        Effect::Show(id) => {
            let read = outside.load(&id);
            update(model, Message::Shown(read));
        }
        Effect::Mouse(is_on) => terminal::set_mouse(is_on)?,
        Effect::Suspend => {
            terminal::suspend()?;
            screen.forget()?;
            update(model, Message::Resize(screen.size()?));
        }
        Effect::Redraw => {
            screen.forget()?;
            update(model, Message::Resize(screen.size()?));
        }
    }
    Ok(None)
}

/// The terminal to draw on. A frame is gathered and written at once.
struct Screen {
    out: std::fs::File,
    gathered: Gathered,
    terminal: Terminal<Steady<Gathered>>,
}

/// Keeps what is written until the frame is complete, whatever the library
/// flushes.
#[derive(Clone, Default)]
struct Gathered(Rc<RefCell<Vec<u8>>>);

impl Write for Gathered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Screen {
    fn open() -> io::Result<Self> {
        let gathered = Gathered::default();
        let terminal = Terminal::new(Steady::new(gathered.clone()))?;
        Ok(Self { out: terminal::output()?, gathered, terminal })
    }

    fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    fn draw(&mut self, model: &Model) -> io::Result<()> {
        self.terminal.draw(|frame| view(model, frame))?;
        self.send()
    }

    fn send(&mut self) -> io::Result<()> {
        let frame = std::mem::take(&mut *self.gathered.0.borrow_mut());
        self.out.write_all(&frame)
    }

    /// Forgets what the terminal shows, so that everything is drawn anew. The
    /// library's own way asks the terminal where its cursor is, and a program
    /// that asks can be answered late.
    fn forget(&mut self) -> io::Result<()> {
        crossterm::queue!(
            self.gathered,
            crossterm::terminal::Clear(crossterm::terminal::ClearType::All)
        )?;
        self.terminal = Terminal::new(Steady::new(self.gathered.clone()))?;
        Ok(())
    }
}
