//! The least that a full-screen program with a list can be: what the first
//! frame and a key of `smtp-doctor` are measured against.

use std::io;

use crossterm::event::{self, Event, KeyCode, KeyModifiers};
use ratatui::text::Line;
use ratatui::widgets::{List, Paragraph};

fn main() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let mut typed = String::new();
    let result = loop {
        let drawn = terminal.draw(|frame| {
            let area = frame.area();
            let lines = (0..600).filter(|n| format!("entry {n}").contains(&typed));
            let list = List::new(lines.map(|n| Line::from(format!("  entry {n}"))));
            frame.render_widget(list, area);
            let search = Paragraph::new(format!("Search: {typed}"));
            frame.render_widget(search, area.rows().next_back().unwrap_or(area));
        });
        if let Err(fault) = drawn {
            break Err(fault);
        }
        match event::read() {
            Ok(Event::Key(key)) => match key.code {
                KeyCode::Char('c') if key.modifiers == KeyModifiers::CONTROL => break Ok(()),
                KeyCode::Char(c) => typed.push(c),
                KeyCode::Backspace => drop(typed.pop()),
                _ => {}
            },
            Ok(_) => {}
            Err(fault) => break Err(fault),
        }
    };
    ratatui::restore();
    result
}
