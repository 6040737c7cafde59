//! Sessions on disk are kept, found, and never harmed.

use std::fs;

use jiff::Timestamp;

use super::{Keeper, Saved, Store};
use crate::guide::Session;
use crate::knowledge::Knowledge;

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_folder(folder.path().join("state/sessions"));
    (folder, store)
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn session() -> Session<'static> {
    let mut session = Session::new(Knowledge::builtin());
    session.at(time("2026-11-21T10:00:00Z"));
    session.answer("in-hand", "error").expect("it exists");
    session
}

const NOW: &str = "2026-11-21T10:00:00Z";

#[test]
fn what_is_saved_comes_back_and_nobody_else_reads_it() {
    let (_folder, store) = store();
    assert!(!store.exists() && store.list().0.is_empty());
    let mut session = session();
    let mut record = store.create(&session, time(NOW)).expect("saved");
    session.answer("whose", "own").expect("it exists");
    assert_eq!(store.save(&mut record, &session, time(NOW)).expect("saved"), Saved::Here);
    let back = store.load(&record.id).expect("it is there");
    assert_eq!(back, record);
    assert_eq!(back.session(Knowledge::builtin()).deeds(), session.deeds());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| {
            fs::metadata(path).expect("it is there").permissions().mode() & 0o777
        };
        assert_eq!(mode(store.folder()), 0o700);
        assert_eq!(mode(&store.path(&record.id)), 0o600);
    }
}

#[test]
fn two_programs_with_one_session_do_not_overwrite_each_other() {
    let (_folder, store) = store();
    let mut session = session();
    let mut ours = store.create(&session, time(NOW)).expect("saved");
    let mut theirs = store.load(&ours.id).expect("it is there");
    session.answer("whose", "own").expect("it exists");
    store.save(&mut theirs, &session, time(NOW)).expect("saved");
    session.answer("whose", "never").expect("it exists");
    let saved = store.save(&mut ours, &session, time(NOW)).expect("saved");
    assert_eq!(saved, Saved::Beside { theirs: theirs.id.clone() });
    assert_ne!(ours.id, theirs.id);
    assert_eq!(store.load(&theirs.id).expect("theirs"), theirs);
    assert_eq!(store.load(&ours.id).expect("ours"), ours);
    assert_eq!(store.save(&mut ours, &session, time(NOW)).expect("saved"), Saved::Here);
}

#[test]
fn sessions_are_found_by_id_beginning_name_ticket_and_as_the_last() {
    let (_folder, store) = store();
    let first = store.create(&session(), time("2026-11-20T08:00:00Z")).expect("saved");
    let second = store.create(&session(), time(NOW)).expect("saved");
    store.rename(&first.id, " Printer in 3rd floor ").expect("renamed");
    for (meant, id) in [
        (first.id.as_str(), &first.id),
        ("20261120", &first.id),
        ("printer IN 3rd floor", &first.id),
        ("last", &second.id),
    ] {
        assert_eq!(store.find(meant).expect(meant), *id, "{meant}");
    }
    assert!(store.find("2026").expect_err("two").to_string().contains("several"));
    assert!(store.find("../../etc/passwd").is_err() && store.find("").is_err());
}

#[test]
fn what_a_newer_version_saved_is_left_alone() {
    let (_folder, store) = store();
    let mut record = store.create(&session(), time(NOW)).expect("saved");
    let path = store.path(&record.id);
    let newer = r#"{"version": 99, "shape": "unknown"}"#;
    fs::write(&path, newer).expect("written");
    let fault = store.load(&record.id).expect_err("it is newer").to_string();
    assert!(fault.contains("newer version") && fault.contains("99"), "{fault}");
    assert_eq!(store.list().1.len(), 1);
    assert!(store.rename(&record.id, "x").is_err());
    // Who still works on it saves beside it, and pruning passes it over.
    let saved = store.save(&mut record, &session(), time(NOW)).expect("saved");
    assert!(matches!(saved, Saved::Beside { .. }));
    store.prune(time("2030-01-01T00:00:00Z"), time(NOW));
    assert_eq!(fs::read_to_string(&path).expect("it is there"), newer);
}

#[test]
fn what_is_broken_is_named_and_the_others_are_listed() {
    let (_folder, store) = store();
    let record = store.create(&session(), time(NOW)).expect("saved");
    fs::write(store.folder().join("broken.json"), "{\"version\": 1, \"deeds\"").expect("written");
    fs::write(store.folder().join(".saving-x"), "half").expect("written");
    let (listed, faults) = store.list();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].id, record.id);
    assert!(faults.len() == 1 && faults[0].to_string().contains("broken.json"), "{faults:?}");
}

#[test]
fn pruning_takes_what_is_old_and_not_awaited() {
    let (_folder, store) = store();
    let old = store.create(&session(), time("2026-01-01T08:00:00Z")).expect("saved");
    let new = store.create(&session(), time(NOW)).expect("saved");
    let (deleted, faults) = store.prune(time("2026-06-01T00:00:00Z"), time(NOW));
    assert!(faults.is_empty());
    assert_eq!(deleted, [old.id]);
    assert_eq!(store.list().0[0].id, new.id);
}

#[test]
fn a_place_that_cannot_be_written_to_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    let store = Store::in_folder(file.join("sessions"));
    let fault = store.create(&session(), time(NOW)).expect_err("it is a file").to_string();
    assert!(fault.starts_with("NOT SAVED") && fault.contains("SMTP_DOCTOR_STATE"), "{fault}");
}

#[test]
fn what_could_not_be_saved_is_counted_until_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    let mut keeper = Keeper::new(Some(Store::in_folder(file.join("sessions"))));
    let mut session = session();
    let complaint = keeper.keep(&session, time(NOW)).expect("it is a file");
    assert_eq!(complaint.unsaved, 1);
    assert!(crate::text::width(&complaint.brief) <= 76, "{}", complaint.brief);
    assert!(complaint.farewell().contains("nothing of this session is kept"));
    session.answer("whose", "own").expect("it exists");
    assert_eq!(keeper.keep(&session, time(NOW)).expect("still").unsaved, 2);
    fs::remove_file(&file).expect("there is room");
    assert_eq!(keeper.keep(&session, time(NOW)), None);
    assert!(keeper.id().is_some());
    assert!(Keeper::new(None).keep(&session, time(NOW)).is_some_and(|it| it.unsaved == 2));
    assert_eq!(Keeper::none().keep(&session, time(NOW)), None);
}

#[test]
fn what_is_told_of_two_programs_names_the_new_id_first_and_fits_a_row() {
    let (_folder, store) = store();
    let mut session = session();
    let record = store.create(&session, time(NOW)).expect("saved");
    let [mut ours, mut theirs] =
        [record.clone(), record].map(|record| Keeper::resumed(store.clone(), record));
    session.answer("whose", "own").expect("it exists");
    assert_eq!(theirs.keep(&session, time(NOW)), None);
    let complaint = ours.keep(&session, time(NOW)).expect("it is beside");
    assert_eq!(complaint.unsaved, 0);
    let id = ours.id().expect("it is kept");
    assert!(complaint.brief.starts_with(&format!("Yours is now {id};")), "{}", complaint.brief);
    assert!(complaint.brief.len() <= 76 && complaint.whole.contains("omebody else went on"));
}
