//! Kept sessions, from outside: saved after every answer, whatever happens.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use support::{program, run_command, run_in};

const FULL: &[u8] = b"552 5.2.2 <bob@partner.example>: Recipient address rejected: Mailbox full\n";

/// A folder with room for sessions.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("sessions");
    (folder, state)
}

/// The kept sessions as JSON.
fn kept(state: &Path) -> Vec<Value> {
    let run = run_in(state, &["sessions", "--json"], b"");
    run.out.lines().map(|line| serde_json::from_str(line).expect("a document a line")).collect()
}

/// How many answers the only session has on disk, as a person would resume it.
fn answers_on_disk(state: &Path) -> usize {
    let run = run_in(state, &["guide", "--json", "--resume", "last"], b"");
    assert!(run.code < 2, "{}", run.err);
    let state: Value = serde_json::from_str(&run.out).expect("a document");
    state["path"].as_array().expect("a path").len()
}

/// Writes evidence into a file and gives its path.
fn evidence(folder: &Path) -> String {
    let path = folder.join("reply.txt");
    fs::write(&path, FULL).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

/// Starts the plain guide and gives it with its standard output.
fn start(
    state: &Path,
    arguments: &[&str],
) -> (std::process::Child, BufReader<std::process::ChildStdout>) {
    let mut child = program(state)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let out = BufReader::new(child.stdout.take().expect("piped"));
    (child, out)
}

/// Reads until a text is seen.
fn read_until(out: &mut impl BufRead, wanted: &str) {
    let mut seen = String::new();
    let mut byte = [0];
    while !seen.contains(wanted) {
        assert_eq!(out.read(&mut byte).expect("it can be read"), 1, "no {wanted} in {seen}");
        seen.push(char::from(byte[0]));
    }
}

#[test]
fn a_case_is_walked_to_its_proof_and_leaves_a_note() {
    let (folder, state) = folder();
    let file = evidence(folder.path());
    let typed = "u it came back\nt INC-7\nn rang them\nd\nd\ns\nv\n1\n\nseen 250 in the log\nq\n";
    let run = run_in(&state, &["guide", "--plain", "--evidence", &file], typed.as_bytes());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    for wanted in [
        "The recipient's mailbox is full",
        "Step 1 of",
        "Did it work?",
        "How do you see that it works?",
        "Without a proof the case stays open",
        "solved, with proof",
        "seen 250 in the log",
        "[x] Look at the first digit",
        "[-] Skipped: ",
        "INC-7",
        "rang them",
    ] {
        assert!(run.out.contains(wanted), "{wanted} is not in:\n{}", run.out);
    }
    assert!(!run.out.contains('\u{1b}') && !run.out.contains('│'), "plain means plain");
    let kept = kept(&state);
    assert_eq!(kept.len(), 1);
    assert_eq!((&kept[0]["stage"], &kept[0]["cause"]), (&"solved".into(), &"mailbox-full".into()));
    assert_eq!(kept[0]["likeliest"], Value::Null, "only while a question is open");

    let id = kept[0]["id"].as_str().expect("an id");
    for (form, wanted) in [
        ("note", "seen 250 in the log"),
        ("markdown", "# The recipient's mailbox is full"),
        ("json", "\"stage\":\"solved\""),
        ("user", "bob@partner.example"),
        ("postmaster", "postmaster@partner.example"),
        ("packet", "Escalation: "),
        ("record", "\"deeds\""),
    ] {
        let run = run_in(&state, &["sessions", "export", id, "--form", form], b"");
        assert!(run.code == 0 && run.out.contains(wanted), "{form}: {}{}", run.out, run.err);
    }
    let shared = run_in(&state, &["sessions", "export", id, "--shared"], b"");
    assert!(!shared.out.contains("partner") && !shared.out.contains("INC-7"), "{}", shared.out);
    let packet = ["sessions", "export", id, "--shared", "--form", "packet"];
    assert!(!run_in(&state, &packet, b"").out.contains("partner"));
    let record = ["sessions", "export", id, "--shared", "--form", "record"];
    assert_eq!(run_in(&state, &record, b"").code, 2, "the record is not redacted");
    assert!(run_in(&state, &["sessions", "show", "INC-7"], b"").out.contains("Mailbox full"));
}

#[test]
fn what_did_not_help_waits_or_goes_on_is_asked_for() {
    let (folder, state) = folder();
    let file = evidence(folder.path());
    let begin = ["guide", "--plain", "--evidence", &file];
    let failed = run_in(&state, &begin, b"v\n2\nq\n");
    assert!(failed.out.contains("That did not help"), "{}", failed.out);
    assert_eq!(kept(&state)[0]["tried"][0], "mailbox-full");

    let waiting = run_in(&state, &begin, b"v\n3\nroom in the mailbox\nnonsense\n2h\nq\n");
    assert!(waiting.out.contains("That is no time"), "{}", waiting.out);
    assert_eq!(kept(&state)[0]["stage"], "waiting");
    assert!(kept(&state)[0]["until"].is_string());

    let escalated = run_in(&state, &begin, b"v\n4\nq\n");
    assert!(
        escalated.out.contains("Escalation: The recipient's mailbox is full"),
        "{}",
        escalated.out
    );
    assert_eq!(kept(&state)[0]["stage"], "escalated");
}

#[test]
fn sessions_are_listed_searched_renamed_deleted_and_pruned() {
    let (folder, state) = folder();
    let file = evidence(folder.path());
    let nothing = run_in(&state, &["sessions"], b"");
    assert_eq!(nothing.code, 1);
    for _ in 0..4 {
        run_in(&state, &["guide", "--plain", "--evidence", &file], b"q\n");
    }
    run_in(&state, &["guide", "--plain"], b"4\nq\n");
    assert_eq!(kept(&state).len(), 5);
    let found = run_in(&state, &["sessions", "list", "partner.example", "mailbox-full"], b"");
    assert_eq!(found.out.lines().count(), 5, "{}", found.out);
    assert!(found.out.contains("seen 4 times in the last seven days"), "{}", found.out);
    assert_eq!(run_in(&state, &["sessions", "list", "nowhere.example"], b"").code, 1);

    let id = kept(&state)[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(run_in(&state, &["sessions", "rename", &id, "The boss"], b"").code, 0);
    assert!(run_in(&state, &["sessions"], b"").out.contains("\"The boss\""));
    assert_eq!(run_in(&state, &["sessions", "delete", "the boss"], b"").code, 0);
    assert_eq!(run_in(&state, &["sessions", "delete", "the boss"], b"").code, 2);
    assert_eq!(run_in(&state, &["sessions", "prune", "--days", "0"], b"").code, 2, "not asked");
    assert_eq!(run_in(&state, &["sessions", "prune", "--days", "1", "--yes"], b"").code, 0);
    assert_eq!(kept(&state).len(), 4);
    assert_eq!(run_in(&state, &["sessions", "prune", "--days", "0", "--yes"], b"").code, 0);
    assert!(kept(&state).is_empty());
}

#[test]
fn sessions_are_found_by_whatever_is_remembered_of_them() {
    let (folder, state) = folder();
    let file = evidence(folder.path());
    let begin = ["guide", "--plain", "--ticket", "INC-4711", "--evidence", &file];
    run_in(&state, &begin, b"u the blue window\nn rang Mr Miller\nq\n");
    run_in(&state, &["guide", "--plain"], b"4\nq\n");
    for words in [
        &["4711"][..],
        &["search", "inc-4711"],
        &["list", "4711"],
        &["bob@partner.example"],
        &["partner.example", "full"],
        &["mailbox-full"],
        &["recipient's", "mailbox", "is", "full"],
        &["blue", "window"],
        &["miller"],
    ] {
        let run = run_in(&state, &[&["sessions"], words].concat(), b"");
        assert_eq!(run.code, 0, "{words:?}: {}", run.err);
        let mut lines = run.out.lines();
        let first = lines.next().unwrap_or_default();
        assert!(first.contains("  ticket INC-4711; "), "{words:?}: {first}");
        // The last line counts them.
        assert_eq!(lines.count(), 1, "{words:?}: {}", run.out);
    }
    let none = run_in(&state, &["sessions", "4712"], b"");
    assert!(none.code == 1 && none.err.contains("no session with `4712`"), "{}", none.err);
}

#[test]
fn a_bounce_like_an_earlier_one_shows_how_that_ended() {
    let (folder, state) = folder();
    let file = evidence(folder.path());
    let before = run_in(&state, &["diagnose", &file], b"");
    let typed = b"v\n1\nthey made room\nq\n";
    run_in(&state, &["guide", "--plain", "--evidence", &file], typed);
    let other = b"552 5.2.2 <eve@other.example>: Recipient address rejected: Mailbox full\n";
    let after = run_in(&state, &["diagnose"], other);
    assert!(!before.out.contains("Like an earlier case"));
    assert!(after.out.contains("Like an earlier case: seen once"), "{}", after.out);
    assert!(after.out.contains("they made room"), "{}", after.out);
    // A second look at the same message is no earlier case.
    for look in [&["diagnose", &file][..], &["guide", "--plain", "--evidence", &file]] {
        let again = run_in(&state, look, b"q\n");
        assert!(!again.out.contains("Like an earlier case"), "{}", again.out);
    }
    let json = run_in(&state, &["diagnose", "--json", &file], b"");
    assert!(!json.out.contains("they made room"));
    let different = run_in(&state, &["diagnose"], b"550 5.1.1 User unknown\n");
    assert!(!different.out.contains("Like an earlier case"), "{}", different.out);
}

#[test]
fn many_with_one_symptom_today_may_be_an_incident() {
    let (folder, state) = folder();
    let file = evidence(folder.path());
    let text = fs::read_to_string(&file).expect("it is there");
    let begin = |name: &str| {
        fs::write(&file, text.replace("bob@", &format!("{name}@"))).expect("written");
        run_in(&state, &["guide", "--plain", "--evidence", &file], b"q\n").out
    };
    // A second look at a message is no second case.
    for name in ["bob", "bob", "bob", "eve"] {
        assert!(!begin(name).contains("may be an incident"));
    }
    let third = begin("ann");
    assert!(third.contains("This may be an incident: 3 cases"), "{third}");
}

#[test]
fn an_incident_is_announced_while_a_question_is_still_open() {
    let (folder, state) = folder();
    let file = folder.path().join("reply.txt");
    fs::write(&file, "451 4.7.1 <bob@partner.example>: try again later\n").expect("written");
    let file = file.to_str().expect("UTF-8");
    let json = |arguments: &[&str]| -> Value {
        let run = run_in(&state, arguments, b"");
        assert_eq!(run.code, 1, "a question is open: {}{}", run.out, run.err);
        serde_json::from_str(&run.out).expect("a document")
    };
    let asked = ["guide", "--json", "--evidence", file];
    for _ in 0..2 {
        let run = run_in(&state, &["guide", "--plain", "--evidence", file], b"q\n");
        assert!(!run.out.contains("may be an incident"), "{}", run.out);
    }
    let third = json(&asked);
    assert_eq!((&third["cause"], &third["incident"]), (&Value::Null, &3.into()));
    let plain = run_in(&state, &["guide", "--plain", "--evidence", file], b"q\n");
    assert!(plain.out.contains("This may be an incident: 3 cases"), "{}", plain.out);
    assert_eq!(
        json(&["guide", "--json", "--no-save", "--evidence", file])["incident"],
        Value::Null
    );
    assert_eq!(json(&["guide", "--json"])["incident"], Value::Null);
    // Another symptom is none of it.
    let other = folder.path().join("other.txt");
    fs::write(&other, "451 4.7.1 weird words of another kind\n").expect("written");
    let other = other.to_str().expect("UTF-8");
    assert_eq!(json(&["guide", "--json", "--evidence", other])["incident"], Value::Null);
}

#[test]
fn a_kill_between_two_answers_loses_none() {
    for answered in 1..4 {
        let (_folder, state) = folder();
        let (mut child, mut out) = start(&state, &["guide", "--plain"]);
        let mut stdin = child.stdin.take().expect("piped");
        for number in 1..=answered {
            read_until(&mut out, &format!("Question {number} of"));
            stdin.write_all(b"1\n").expect("it takes it");
        }
        // The next question is printed after the save.
        read_until(&mut out, &format!("Question {} of", answered + 1));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        assert_eq!(answers_on_disk(&state), answered);
    }
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_session() {
    for wait in 0..24 {
        let (_folder, state) = folder();
        let (mut child, mut out) = start(&state, &["guide", "--plain"]);
        let mut stdin = child.stdin.take().expect("piped");
        read_until(&mut out, "Question 1 of");
        stdin.write_all(b"1\n").expect("it takes it");
        read_until(&mut out, "Question 2 of");
        // A flood of answers and steps back, so that it saves all the time.
        let writer = std::thread::spawn(move || {
            let _ = stdin.write_all("1\nb\n".repeat(2000).as_bytes());
        });
        std::thread::sleep(std::time::Duration::from_micros(wait * 1700));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        drop(out);
        writer.join().expect("it ends");
        assert!(answers_on_disk(&state) >= 1, "after {wait}");
        assert_eq!(kept(&state).len(), 1);
    }
}

/// A shell that lets nothing be written into files, as a full disk does.
#[cfg(unix)]
fn on_a_full_disk(state: &Path, arguments: &str) -> Command {
    let mut shell = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_smtp-doctor");
    shell
        .arg("-c")
        .arg(format!("trap '' XFSZ; ulimit -f 0; exec \"{program}\" {arguments}"))
        .env("SMTP_DOCTOR_STATE", state)
        .env("TERM", "xterm");
    shell
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_what_was_saved_stays() {
    let (_folder, state) = folder();
    run_in(&state, &["guide", "--plain"], b"1\nq\n");
    let before =
        fs::read(state.join(format!("{}.json", kept(&state)[0]["id"].as_str().expect("it"))));
    let mut shell = on_a_full_disk(&state, "sessions resume last");
    let run = run_command(&mut shell, b"1\n1\nn an important note\nq\n");
    assert!(run.err.contains("NOT SAVED"), "{}", run.err);
    assert_eq!(run.err.matches("NOT SAVED").count(), 1, "once is enough: {}", run.err);
    assert!(run.out.contains("Question 4 of"), "it goes on: {}", run.out);
    // Every prompt says it, and the end says that nothing of it is kept.
    assert!(run.out.contains("NOT SAVED: 3; "), "{}", run.out);
    assert!(run.err.contains("the last 3 entries of session"), "{}", run.err);
    assert!(!run.out.contains("Kept as session") && run.code == 2, "{}", run.code);
    assert!(
        run.out.rsplit("NOT SAVED").next().is_some_and(|end| end.contains("an important note"))
    );
    assert_eq!(answers_on_disk(&state), 1);
    let after =
        fs::read(state.join(format!("{}.json", kept(&state)[0]["id"].as_str().expect("it"))));
    assert_eq!(before.expect("it is there"), after.expect("it is there"));
    // Nothing unfinished is left, and the next save works.
    let names: Vec<_> =
        fs::read_dir(&state).expect("it").flatten().map(|e| e.file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().starts_with(".saving")), "{names:?}");
    run_in(&state, &["sessions", "resume", "last"], b"1\nq\n");
    assert_eq!(answers_on_disk(&state), 2);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_said_and_the_session_goes_on() {
    let (folder, _) = folder();
    let file = folder.path().join("file");
    fs::write(&file, "").expect("written");
    let run = run_in(&file.join("sessions"), &["guide", "--plain"], b"1\n1\nq\n");
    assert!(run.err.contains("NOT SAVED") && run.err.contains("SMTP_DOCTOR_STATE"), "{}", run.err);
    assert!(run.out.contains("Question 3 of"), "{}", run.out);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let closed = folder.path().join("closed");
        fs::create_dir(&closed).expect("made");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).expect("set");
        // The system's own user may write anywhere.
        if fs::write(closed.join("probe"), "").is_err() {
            let run = run_in(&closed, &["guide", "--plain"], b"1\nq\n");
            assert!(run.err.contains("NOT SAVED"), "{}", run.err);
        }
    }
}

#[test]
fn two_programs_with_one_session_keep_both() {
    let (_folder, state) = folder();
    run_in(&state, &["guide", "--plain"], b"1\nq\n");
    let (mut first, mut first_out) = start(&state, &["sessions", "resume", "last"]);
    read_until(&mut first_out, "Question 2 of");
    run_in(&state, &["sessions", "resume", "last"], b"2\nq\n");
    let mut stdin = first.stdin.take().expect("piped");
    stdin.write_all(b"1\n").expect("it takes it");
    read_until(&mut first_out, "Question 3 of");
    stdin.write_all(b"q\n").expect("it takes it");
    let mut complaint = String::new();
    first.stderr.take().expect("piped").read_to_string(&mut complaint).expect("it can be read");
    first.wait().expect("it ends");
    assert!(complaint.contains("somebody else went on"), "{complaint}");
    let open: Vec<Value> = kept(&state).iter().map(|one| one["question"].clone()).collect();
    assert_eq!(open.len(), 2);
    assert!(
        open.contains(&"who-said-no".into()) && open.contains(&"never-sent".into()),
        "{open:?}"
    );
}

#[test]
fn the_tree_prints_in_every_form() {
    let (_folder, state) = folder();
    for (form, begins) in
        [("text", "? What do you have"), ("mermaid", "flowchart"), ("dot", "digraph")]
    {
        let run = run_in(&state, &["guide", "--tree", form], b"");
        assert!(run.code == 0 && run.out.starts_with(begins), "{form}: {}{}", run.out, run.err);
    }
    assert!(!state.exists(), "nothing is kept");
}

#[test]
fn what_is_typed_without_a_screen_is_understood_or_answered() {
    let (_folder, state) = folder();
    let run = run_in(&state, &["guide", "--plain"], b"x\n1\nyes\nI don't know\nq\n");
    assert!(run.out.contains("difficult word") || run.out.contains("Words used"), "{}", run.out);
    assert!(run.out.contains("begin so; type the number"), "{}", run.out);
    assert!(run.out.contains("Question 3 of about"), "{}", run.out);
}

#[test]
fn a_case_that_waits_is_asked_again_and_a_mark_is_no_proof() {
    let (folder, state) = folder();
    let file = evidence(folder.path());
    // Back from the reason and from the time, then until Friday; then it worked.
    let typed = "v\n3\nb\n3\nthe recipient\nback\n3\nthe recipient\nsoon\nin 2 hours\n\
                 v\nb\nv\n1\n-\nx\n250 in the log\nq\n";
    let run = run_in(&state, &["guide", "--plain", "--evidence", &file], typed.as_bytes());
    for wanted in ["That is no time", "The case is now: waiting", "A proof says what was seen"] {
        assert!(run.out.contains(wanted), "{wanted} is not in:\n{}", run.out);
    }
    assert!(!run.out.contains("For        b"), "{}", run.out);
    assert_eq!(kept(&state)[0]["proof"], "250 in the log");
    let json =
        run_in(&state, &["guide", "--json", "--evidence", &file, "--answer", "seen-by=-"], b"");
    assert!(json.code == 2 && json.err.contains("A proof says"), "{}", json.err);
}

#[test]
fn an_answer_to_a_question_that_is_not_reached_is_named() {
    let (_folder, state) = folder();
    let run = run_in(&state, &["guide", "--json", "--answer", "topic-final=us"], b"");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("topic-final=us: this question was not reached"), "{}", run.err);
    assert!(run.err.contains("open is `in-hand`"), "{}", run.err);
    let reached = run_in(&state, &["guide", "--json", "--answer", "in-hand=error"], b"");
    assert!(reached.err.is_empty(), "{}", reached.err);
}
