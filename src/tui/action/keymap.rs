//! The table with the keys in force: the person's own, where the settings name
//! some, and otherwise those of the table.

use std::path::{Path, PathBuf};

use super::{Action, Key, Place, ROWS, Row};
use crate::report::Sheet;
use crate::services::config::{Fault, KeyWish};
use crate::tui::edit::Edit;
use crate::tui::keys;

/// The table of actions as it holds for this run.
#[derive(Clone, Copy, Debug)]
pub struct Keymap {
    rows: &'static [Row],
}

impl Default for Keymap {
    fn default() -> Self {
        Self { rows: ROWS }
    }
}

/// A wish that can be fulfilled.
struct Remap {
    action: Action,
    keys: Vec<Key>,
    line: u32,
}

/// The farthest that a mistyped name may be from a real one.
const MOST_SLIPS: usize = 3;

impl Keymap {
    /// The table with the person's keys, and which of their wishes cannot be
    /// fulfilled; there the table holds. `file` is where they stand.
    pub fn new(wishes: &[KeyWish], file: Option<PathBuf>) -> (Self, Vec<Fault>) {
        if wishes.is_empty() {
            return (Self::default(), Vec::new());
        }
        let file = file.unwrap_or_default();
        let mut faults = Vec::new();
        let mut remaps: Vec<Remap> = Vec::new();
        for wish in wishes {
            match read(wish) {
                Ok(remap) => remaps.push(remap),
                Err(what) => faults.push(fault(&file, wish.line, what)),
            }
        }
        let mut rows = apply(&remaps);
        // Each turn takes one wish back; the table itself has no clash.
        while let Some((at, what)) = clash(&rows, &remaps) {
            let remap = remaps.remove(at);
            faults.push(fault(&file, remap.line, what));
            rows = apply(&remaps);
        }
        faults.sort_by_key(|fault| fault.line);
        if remaps.is_empty() {
            return (Self::default(), faults);
        }
        // They are needed until the program ends, like the table.
        (Self { rows: rows.leak() }, faults)
    }

    /// The rows that hold in a place, in the order of the footer.
    pub(crate) fn rows(self, place: Place) -> impl Iterator<Item = &'static Row> {
        self.rows.iter().filter(move |row| row.places.contains(&place))
    }

    /// What a key does in a place.
    pub(crate) fn meaning(self, place: Place, key: Key) -> Option<Action> {
        let row = self.rows(place).find(|row| row.keys.contains(&key))?;
        Some(match (row.action, key.digit()) {
            (Action::Pick(_), Some(digit)) => Action::Pick(digit),
            (action, _) => action,
        })
    }

    /// The key that does something in a place, as people read it.
    pub(crate) fn key_name(self, place: Place, action: Action) -> String {
        self.rows(place).find(|row| row.action == action).map(Row::key_name).unwrap_or_default()
    }

    /// A text with the names of keys in it: `{restart}` is the key that does
    /// that in a place, or else in any, by the action's name in the settings.
    pub(crate) fn tell(self, place: Place, text: &str) -> String {
        let mut told = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, (action, after))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            let mut rows = self.rows(place).chain(self.rows);
            let row = rows.find(|row| row.action.id() == action);
            told.extend([before, &row.map(Row::key_name).unwrap_or_default()]);
            rest = after;
        }
        told + rest
    }

    /// Whether these are the keys of the table.
    #[cfg(test)]
    pub(crate) fn is_default(self) -> bool {
        std::ptr::eq(self.rows, ROWS)
    }

    /// The keys in force, as a sheet of the manual.
    pub fn sheet(self) -> Sheet {
        keys::sheet(self.rows)
    }

    /// What is other than in the table: the action, its keys now, its keys
    /// there.
    pub fn changed(self) -> Vec<(String, String, String)> {
        let names = |keys: &[Key]| {
            let names: Vec<String> = keys.iter().map(|key| key.name()).collect();
            names.join(" ")
        };
        let mut changed = Vec::new();
        for (now, before) in self.rows.iter().zip(ROWS).filter(|(now, old)| now.keys != old.keys) {
            let told = (now.action.id(), names(now.keys), names(before.keys));
            if !changed.contains(&told) {
                changed.push(told);
            }
        }
        changed
    }

    /// The part of the settings' file that names all keys, as comments.
    pub fn default_file() -> String {
        let mut text = String::from(
            "\n# Keys of the full-screen program, by what they do: one or several for each, such as\n\
             # \"x\", \"Ctrl-X\", \"Alt-x\", \"F2\", \"PgUp\", \"Space\". A letter counts where letters are no\n\
             # text. Esc, Enter, the digits and Ctrl-C always keep their meaning.\n[keys]\n",
        );
        let mut told: Vec<Action> = Vec::new();
        for row in ROWS.iter().filter(|row| can_change(row.action)) {
            if told.contains(&row.action) {
                continue;
            }
            told.push(row.action);
            let mut keys: Vec<Key> = Vec::new();
            for key in
                ROWS.iter().filter(|other| other.action == row.action).flat_map(|own| own.keys)
            {
                if !key.is_fixed() && !keys.contains(key) {
                    keys.push(*key);
                }
            }
            let keys: Vec<String> = keys.iter().map(|key| format!("{:?}", key.name())).collect();
            text.extend([
                "# ",
                row.action.in_general().unwrap_or(row.long),
                "\n# ",
                &row.action.id(),
                " = [",
                &keys.join(", "),
                "]\n",
            ]);
        }
        text
    }
}

impl Action {
    /// What it does everywhere, where each place has words of its own for it.
    fn in_general(self) -> Option<&'static str> {
        Some(match self {
            Self::Open => "Do what is selected: open it, answer, write it down",
            Self::Next => "To the next part of the screen, or the next link",
            Self::Previous => "To the part of the screen before, or the link before",
            Self::Paste => "A place to paste a bounce",
            Self::Guide => "Be guided by questions, from what is seen",
            Self::Back => "Back, close or clear; nothing is lost",
            Self::Clear => "Empty the line, the text or the filters",
            Self::First => "To the beginning, or the first row",
            Self::Last => "To the end, or the last row",
            Self::Verdict => "Say whether the remedy worked: yes, no, waiting, escalate",
            Self::Forward => "Forward again to what was left or taken back",
            Self::Up => "A line or a row up",
            Self::Down => "A line or a row down",
            Self::Copy => "Copy what is shown",
            Self::Save => "Write what is shown to a file",
            Self::Print => "Print what is shown and quit; asked once more",
            Self::RecipientAfter => "To the next recipient of the same text",
            Self::RecipientBefore => "To the recipient before",
            Self::Original => "The full text and its diagnosis, in turn",
            _ => return None,
        })
    }

    /// What it is called in the settings: `copy-user`.
    pub(crate) fn id(self) -> String {
        let mut id = String::new();
        for c in format!("{self:?}").chars().take_while(char::is_ascii_alphanumeric) {
            if c.is_ascii_uppercase() && !id.is_empty() {
                id.push('-');
            }
            id.push(c.to_ascii_lowercase());
        }
        id
    }
}

/// Whether its keys can be others.
fn can_change(action: Action) -> bool {
    !matches!(action, Action::Pick(_) | Action::Interrupt | Action::Plain)
}

fn fault(file: &Path, line: u32, what: String) -> Fault {
    Fault { file: file.to_owned(), line: Some(line), what }
}

/// Reads a wish, or says why it cannot be.
fn read(wish: &KeyWish) -> Result<Remap, String> {
    let known = || ROWS.iter().map(|row| row.action).filter(|action| can_change(*action));
    let name = wish.action.as_str();
    let Some(action) = known().find(|action| action.id() == name) else {
        let nearest = known().map(|action| (strsim::osa_distance(&action.id(), name), action.id()));
        let nearest = nearest.min().filter(|(slips, _)| *slips <= MOST_SLIPS);
        return Err(match nearest {
            Some((_, known)) => format!("there is no action `{name}`; is `{known}` meant?"),
            None => format!("there is no action `{name}`; `smtp-doctor config default` shows all"),
        });
    };
    let holds = |what: String| format!("keys of `{name}`: {what}; the default holds");
    let Some(keys) = wish.keys.as_ref().filter(|keys| !keys.is_empty()) else {
        return Err(holds("write one as \"x\", or several as [\"x\", \"Ctrl-X\"]".to_owned()));
    };
    let keys: Vec<Key> = keys
        .iter()
        .map(|key| {
            let read: Key = key.parse().map_err(|()| {
                holds(format!("there is no key `{key}` that every terminal tells apart"))
            })?;
            if read.is_fixed() {
                return Err(holds(format!("`{}` keeps its meaning everywhere", read.name())));
            }
            Ok(read)
        })
        .collect::<Result<_, String>>()?;
    let works = |row: &Row| row.action == action && keys.iter().any(|key| fits(row, *key));
    if !ROWS.iter().any(works) {
        return Err(holds("none of them can be a command there, they write or move".to_owned()));
    }
    Ok(Remap { action, keys, line: wish.line })
}

/// Whether a key can be a command in all places of a row: where text is
/// written, what writes or moves in it cannot.
fn fits(row: &Row, key: Key) -> bool {
    row.keys.contains(&key)
        || !(row.places.iter().any(|place| place.is_text()) && Edit::of(key).is_some())
}

/// The table with other keys.
fn apply(remaps: &[Remap]) -> Vec<Row> {
    let change = |row: &Row| {
        let remap = remaps.iter().rev().find(|remap| remap.action == row.action)?;
        let mut keys: Vec<Key> = remap.keys.iter().copied().filter(|key| fits(row, *key)).collect();
        if keys.is_empty() {
            return None;
        }
        keys.extend(row.keys.iter().filter(|key| key.is_fixed()));
        Some(Row { keys: keys.leak(), ..*row })
    };
    ROWS.iter().map(|row| change(row).unwrap_or(*row)).collect()
}

/// A key that would have two meanings somewhere: which wish has to go, and
/// why.
fn clash(rows: &[Row], remaps: &[Remap]) -> Option<(usize, String)> {
    for (at, row) in rows.iter().enumerate() {
        for other in rows.iter().skip(at + 1).filter(|other| other.action != row.action) {
            if !row.places.iter().any(|place| other.places.contains(place)) {
                continue;
            }
            let Some(key) = row.keys.iter().find(|key| other.keys.contains(key)) else { continue };
            let wish = |row: &Row| remaps.iter().rposition(|remap| remap.action == row.action);
            // Of two wishes the later one.
            let Some(at) = wish(row).max(wish(other)) else { continue };
            let wanted = remaps.get(at).map(|remap| remap.action)?;
            let taken = if wanted == row.action { other } else { row };
            let what = format!(
                "`{}` cannot be `{}`: it is `{}` ({}); the default holds",
                key.name(),
                wanted.id(),
                taken.action.id(),
                taken.long,
            );
            return Some((at, what));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keymap(wishes: &[(&str, &[&str])]) -> (Keymap, Vec<String>) {
        let wishes: Vec<KeyWish> = (1..)
            .zip(wishes)
            .map(|(line, (action, keys))| KeyWish {
                action: (*action).to_owned(),
                keys: Some(keys.iter().map(|key| (*key).to_owned()).collect()),
                line,
            })
            .collect();
        let (keymap, faults) = Keymap::new(&wishes, Some(PathBuf::from("c.toml")));
        (keymap, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_comments_of_the_file_hold_wherever_the_action_is() {
        let file = Keymap::default_file();
        for row in ROWS.iter().filter(|row| can_change(row.action)) {
            let same = |other: &&Row| other.action == row.action;
            let is_one = ROWS.iter().filter(same).all(|other| other.long == row.long);
            assert!(is_one || row.action.in_general().is_some(), "{:?}", row.action);
        }
        assert!(file.contains("# Back, close or clear; nothing is lost\n# back = "), "{file}");
    }

    #[test]
    fn texts_name_the_keys_in_force() {
        let wishes = [KeyWish { action: "copy".into(), keys: Some(vec!["F2".into()]), line: 1 }];
        let (keys, faults) = Keymap::new(&wishes, None);
        assert!(faults.is_empty());
        let told = keys.tell(Place::Remedy, "{copy} copies, {take-back} takes back; {restart}");
        assert_eq!(told, "F2 copies, Left takes back; R");
        // A letter is no key where letters are text; elsewhere it is.
        assert_eq!(keys.tell(Place::Writing, "{restart} forgets"), "R forgets");
        assert_eq!(keys.tell(Place::Remedy, "an open { brace"), "an open { brace");
    }

    #[test]
    fn every_action_has_a_name_of_its_own() {
        let mut names: Vec<(String, Action)> = Vec::new();
        for row in ROWS.iter().filter(|row| can_change(row.action)) {
            let id = row.action.id();
            assert!(names.iter().all(|(known, action)| *known != id || *action == row.action));
            names.push((id, row.action));
        }
        assert_eq!(Action::RecipientBefore.id(), "recipient-before");
    }

    #[test]
    fn what_can_be_is_fulfilled_where_it_can_be() {
        let (keys, faults) = keymap(&[("copy", &["c"]), ("guide", &["x", "F2"])]);
        assert_eq!(faults, [""; 0]);
        for (place, key, action) in [
            (Place::Entry, Key::char('c'), Some(Action::Copy)),
            (Place::Entry, Key::char('y'), None),
            (Place::Entry, Key::char('x'), Some(Action::Guide)),
            // A letter is text there.
            (Place::Search, Key::char('x'), None),
            (Place::Search, Key::plain(crossterm::event::KeyCode::F(2)), Some(Action::Guide)),
            (Place::Search, Key::ctrl('g'), None),
            (Place::Entry, Key::ctrl('c'), Some(Action::Interrupt)),
        ] {
            assert_eq!(keys.meaning(place, key), action, "{} in {place:?}", key.name());
        }
        assert_eq!(keys.changed()[0], ("guide".to_owned(), "F2".to_owned(), "Ctrl-G".to_owned()));
        // Two may change places.
        let (keys, faults) = keymap(&[("copy", &["u"]), ("copy-user", &["y"])]);
        assert_eq!(faults, [""; 0]);
        assert_eq!(keys.meaning(Place::Entry, Key::char('u')), Some(Action::Copy));
    }

    #[test]
    fn what_cannot_be_is_named_and_the_table_holds() {
        for (wishes, expected) in [
            (&[("copi", &["c"][..])][..], "c.toml:1: there is no action `copi`; is `copy` meant?"),
            (&[("interrupt", &["c"])], "c.toml:1: there is no action `interrupt`; "),
            (&[("copy", &["Hyper-x"])], "c.toml:1: keys of `copy`: there is no key `Hyper-x` "),
            (&[("copy", &[])], "c.toml:1: keys of `copy`: write one as \"x\""),
            (&[("copy", &["Enter"])], "c.toml:1: keys of `copy`: `Enter` keeps its meaning"),
            (&[("copy", &["7"])], "c.toml:1: keys of `copy`: `7` keeps its meaning"),
            (&[("filter", &["x"])], "c.toml:1: keys of `filter`: none of them can be a command"),
            (&[("copy", &["u"])], "c.toml:1: `u` cannot be `copy`: it is `copy-user` (Copy the "),
            (
                &[("copy", &["c"]), ("print", &["c"])],
                "c.toml:2: `c` cannot be `print`: it is `copy`",
            ),
        ] {
            let (keys, faults) = keymap(wishes);
            assert!(faults.len() == 1 && faults[0].starts_with(expected), "{faults:#?}");
            assert_eq!(keys.meaning(Place::Entry, Key::char('p')), Some(Action::Print));
            assert_eq!(keys.is_default(), wishes.len() == 1);
        }
    }

    #[test]
    fn the_printed_defaults_are_the_table() {
        let file = Keymap::default_file().replace("# ", "");
        let wished: Vec<(String, Vec<String>)> = file
            .lines()
            .filter_map(|line| line.split_once(" = ["))
            .map(|(action, keys)| {
                let keys = keys.trim_end_matches(']').split(", ").filter(|key| !key.is_empty());
                (action.to_owned(), keys.map(|key| key.trim_matches('"').to_owned()).collect())
            })
            .collect();
        assert!(wished.len() > 20);
        for (action, keys) in wished {
            assert!(ROWS.iter().any(|row| row.action.id() == action), "{action}");
            assert!(keys.iter().all(|key| key.parse::<Key>().is_ok()), "{action}: {keys:?}");
        }
    }
}
