//! The commands, from outside.

mod support;

use std::fs;

use serde_json::Value;
use support::{Run, run, run_in, run_with};

/// A delivery report with two recipients, as a mail server would write it.
const REPORT: &str = "\
From: MAILER-DAEMON@mail.ourco.example
To: ann@ourco.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"

--b1
Content-Type: text/plain

Your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.ourco.example

Final-Recipient: rfc822; bob@partner.example
Action: failed
Status: 5.2.2
Remote-MTA: dns; mx.partner.example
Diagnostic-Code: smtp; 552 5.2.2 <bob@partner.example>: Mailbox is over quota

Final-Recipient: rfc822; eve@partner.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.partner.example
Diagnostic-Code: smtp; 550 5.1.1 <eve@partner.example>: User unknown

--b1--
";

/// The JSON documents of a run, one a line.
fn documents(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("a document a line")).collect()
}

#[test]
fn a_code_or_words_are_answered() {
    for (words, expected) in [
        ("5.1.1", "5.1.1 "),
        ("511", "5.1.1 "),
        ("five one one", "5.1.1 "),
        ("0x800ccc0f", "0x800CCC0F"),
        ("mailbox full", "The recipient's mailbox is full"),
        ("full mailbox", "The recipient's mailbox is full"),
    ] {
        let run = run(words);
        assert_eq!(run.code, 0, "{words}: {}", run.err);
        assert!(run.out.starts_with(expected), "{words}: {}", run.out);
    }
}

#[test]
fn what_is_not_known_ends_with_1_and_names_what_is_near() {
    let run = run("explain mailbox-fulll");
    assert_eq!(run.code, 1);
    assert!(run.out.is_empty());
    assert!(run.err.contains("mailbox-full"), "{}", run.err);
}

#[test]
fn a_code_that_is_not_known_is_said_to_be_so_and_explained_by_its_family() {
    for (words, expected) in [
        ("5.1.99", "5.1.99 is not a known code; its family is X.1: read it as 5.1.0"),
        ("5.9.9", "5.9.9 is not a known code; there is no family X.9"),
        ("9.9.9", "9.9.9 is not a known code; there is no class 9"),
        ("9.9", "9.9 is not a known code; there is no class 9"),
        ("599", "599 is not a known code; only its first digit tells: 5, permanent"),
        ("5.01.1", "5.01.1 is not a known code; its numbers begin with no 0: try 5.1.1"),
    ] {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let looked_up = run(words);
        assert_eq!(looked_up.code, 1, "{words}: {}", looked_up.out);
        assert!(one_line(&looked_up.out).starts_with(expected), "{words}: {}", looked_up.out);
        for command in ["explain", "search"] {
            let run = run(&format!("{command} {words}"));
            assert_eq!((run.code, run.out.as_str()), (1, ""), "{command} {words}");
            assert!(one_line(&run.err).contains(expected), "{command} {words}: {}", run.err);
        }
    }
    // What is known beside it is told after it.
    let beside = run("550 5.1.99");
    assert_eq!(beside.code, 0, "{}", beside.err);
    let at = |text: &str| beside.out.find(text).expect("it is told");
    assert!(at("5.1.99 is not a known code") < at("550 Requested action"));
}

#[test]
fn wrong_use_ends_with_2_and_says_what_is_wrong() {
    for arguments in [
        "--nonsense",
        "diagnose /nonexistent/x.eml",
        "guide --json --answer x=y",
        "guide --answer x",
    ] {
        let run = run(arguments);
        assert_eq!(run.code, 2, "{arguments}: {}", run.err);
        assert!(!run.err.is_empty() && run.out.is_empty(), "{arguments}");
    }
}

#[test]
fn explain_prints_the_contract() {
    let run = run("explain --json 5.2.2 mailbox-full greylisting 550 0x800CCC0F");
    assert_eq!(run.code, 0, "{}", run.err);
    let documents = documents(&run);
    let kinds: Vec<&str> = documents.iter().map(|d| d["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, ["enhanced-code", "cause", "term", "reply-code", "client-code"]);
    for document in &documents {
        assert_eq!(document["schema"], 1);
        for field in ["id", "title", "meaning"] {
            assert!(document[field].is_string(), "{field} of {document}");
        }
    }
    assert!(documents[0]["causes"][0].is_string() && documents[0]["standard"].is_string());
    for field in ["owner", "permanence", "proof", "duration", "escalate", "tell_user"] {
        assert!(documents[1][field].is_string(), "{field}");
    }
    assert!(documents[1]["steps"][0]["do"].is_string());
    assert!(documents[1]["steps"][0]["commands"].is_array());
    assert!(documents[1]["sources"][0]["checked"].is_string());
}

#[test]
fn search_prints_a_line_each_or_one_document() {
    let plain = run("search --limit 3 relay denied");
    assert_eq!(plain.code, 0);
    assert!(plain.out.contains("[relay-not-signed-in]"), "{}", plain.out);
    let json = documents(&run("search --json mailbox full"));
    assert_eq!(json[0]["hits"][0]["id"], "mailbox-full");
    assert_eq!(run("search xyzzyplugh").code, 1);
    assert_eq!(run_with(&["search"], b"mailbox full\n").code, 0);
}

#[test]
fn a_search_is_narrowed_by_filters_that_it_tells() {
    let narrowed = run("search class:4 mailbox owner:recipient");
    assert_eq!(narrowed.code, 0, "{}", narrowed.err);
    assert!(narrowed.out.contains("The recipient's mailbox is full"), "{}", narrowed.out);
    assert!(narrowed.out.ends_with("Only class:4 owner:recipient.\n"), "{}", narrowed.out);
    let json =
        documents(&run("search --json mailbox provider:gmail stage:rcpt cause:mailbox-full"));
    let filters = json[0]["filters"].as_array().expect("filters");
    assert_eq!((&filters[0]["key"], &filters[0]["value"]), (&"provider".into(), &"gmail".into()));
    assert_eq!(json[0]["hits"][0]["id"], "mailbox-full");
    let wrong = run("search mailbox owner:nobody-we-know stage:rcpt");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("owner:nobody-we-know") && wrong.err.contains("their-admin"));
}

#[test]
fn a_report_gives_an_outcome_for_each_recipient() {
    let run = run_with(&["diagnose", "--json"], REPORT.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    let document = &documents(&run)[0];
    assert_eq!(document["source"], "-");
    assert_eq!(document["kind"], "bounce");
    let outcomes = document["outcomes"].as_array().expect("outcomes");
    let told: Vec<(&str, &str)> = outcomes
        .iter()
        .map(|o| (o["recipient"].as_str().expect("it"), o["causes"][0]["id"].as_str().expect("it")))
        .collect();
    assert_eq!(
        told,
        [("bob@partner.example", "mailbox-full"), ("eve@partner.example", "no-such-mailbox")]
    );
    assert_eq!(outcomes[0]["said_by"], "their-server");
    assert_eq!(outcomes[0]["reply_code"], 552);
    assert_eq!(outcomes[0]["owner"], "recipient");
    assert!(outcomes[0]["causes"][0]["because"][0].is_string());
}

#[test]
fn a_pipe_without_a_command_is_diagnosed() {
    let run = run_with(&[], REPORT.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("The recipient's mailbox is full"), "{}", run.out);
    assert!(run.out.contains("Tell the user"), "{}", run.out);
}

#[test]
fn folders_mailboxes_and_lines_are_taken_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("b.txt"), "550 5.1.1 User unknown\n").expect("written");
    let separator = "From MAILER-DAEMON Mon Jan  1 00:00:00 2026\n";
    fs::write(path("a.mbox"), format!("{separator}{REPORT}\n{separator}{REPORT}\n"))
        .expect("written");
    fs::write(path(".hidden"), "x").expect("written");
    let folder = folder.path().to_str().expect("UTF-8");
    let sources: Vec<String> = documents(&run_with(&["diagnose", "--json", folder], b""))
        .iter()
        .map(|d| d["source"].as_str().expect("a source").replace(folder, ""))
        .collect();
    assert_eq!(sources, ["/a.mbox#1", "/a.mbox#2", "/b.txt"]);

    let lines = run_with(
        &["diagnose", "--json", "--each-line"],
        b"550 5.1.1 User unknown\n\n452 4.2.2 Mailbox full\n",
    );
    let documents = documents(&lines);
    assert_eq!(documents.len(), 3);
    assert_eq!(documents[1]["kind"], "empty");
    assert_eq!(documents[1]["outcomes"].as_array().map(Vec::len), Some(0));
    assert_eq!(documents[2]["source"], "-:3");
    assert_eq!(lines.code, 1, "an empty text has no diagnosis");
}

/// A report as Outlook saves it in a file.
fn saved_by_outlook() -> Vec<u8> {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("in memory");
    file.create_storage("/__recip_version1.0_#00000000").expect("a new name");
    for (name, bytes) in [
        ("/__properties_version1.0", vec![0; 32]),
        ("/__substg1.0_001A001F", wide("REPORT.IPM.Note.NDR")),
        ("/__recip_version1.0_#00000000/__properties_version1.0", vec![0; 8]),
        ("/__recip_version1.0_#00000000/__substg1.0_39FE001F", wide("bob@partner.example")),
        (
            "/__recip_version1.0_#00000000/__substg1.0_0C1B001F",
            wide("<ex1.ourco.example #5.1.1 smtp;550 5.1.1 User unknown>"),
        ),
    ] {
        let mut stream = file.create_stream(name).expect("a new name");
        std::io::Write::write_all(&mut stream, &bytes).expect("in memory");
    }
    file.flush().expect("in memory");
    file.into_inner().into_inner()
}

#[test]
fn a_file_that_outlook_saved_is_read_in_a_folder_and_from_a_pipe() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("Undeliverable.msg"), saved_by_outlook()).expect("written");
    let path = folder.path().to_str().expect("UTF-8");
    for run in [
        run_with(&["diagnose", "--json", path], b""),
        run_with(&["diagnose", "--json", "-"], &saved_by_outlook()),
    ] {
        let outcome = &documents(&run)[0]["outcomes"][0];
        assert_eq!(outcome["recipient"], "bob@partner.example", "{}", run.out);
        assert_eq!(outcome["causes"][0]["id"], "no-such-mailbox");
        assert_eq!(run.code, 0);
    }
}

#[test]
fn a_message_that_is_too_big_comes_with_both_sizes() {
    let dialogue = |reply: &str| {
        format!(
            "<-  220 mx.partner.example ESMTP\n -> EHLO x\n<-  250-mx.partner.example\n<-  250 SIZE 10485760\n \
             -> MAIL FROM:<ann@ourco.example> SIZE=20971520\n<** {reply}\n"
        )
    };
    let too_big =
        run_with(&["diagnose"], dialogue("552 5.3.4 Message size exceeds fixed limit").as_bytes());
    let sizes = "the message has 20.0 MB (20971520 bytes), the limit is 10.0 MB (10485760 bytes)";
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&too_big.out).contains(sizes), "{}", too_big.out);
    let other = run_with(&["diagnose"], dialogue("550 5.1.1 User unknown").as_bytes());
    assert!(!other.out.contains("20971520"), "{}", other.out);
}

#[test]
fn the_other_inputs_are_still_read_when_one_cannot_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = folder.path().join("good.txt");
    fs::write(&good, "550 5.1.1 User unknown\n").expect("written");
    let run = run_with(&["diagnose", "--json", "/nonexistent", good.to_str().expect("UTF-8")], b"");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("/nonexistent"));
    assert_eq!(documents(&run).len(), 1);
}

#[test]
fn the_guide_tells_its_state() {
    let start = documents(&run("guide --json"));
    assert_eq!(run("guide --json").code, 1, "a question is open");
    assert_eq!(start[0]["open"]["question"], "in-hand");
    let answers = start[0]["open"]["answers"].as_array().expect("answers");
    assert_eq!(answers.last().expect("one")["id"], "dont-know");

    let end = run("guide --json --answer in-hand=error --answer whose=own --answer \
         who-said-no=theirs --answer class-theirs=final --answer topic-final=address --answer \
         address=mailbox --answer mailbox=full");
    assert_eq!(end.code, 0);
    assert_eq!(documents(&end)[0]["cause"], "mailbox-full");
    assert_eq!(documents(&end)[0]["path"][0]["from"], "person");

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("b.eml");
    fs::write(&file, REPORT).expect("written");
    let evidence = run_with(&["guide", "--json", "--evidence", file.to_str().expect("it")], b"");
    let state = &documents(&evidence)[0];
    assert_eq!(state["cause"], "mailbox-full", "{state}");
    assert_eq!(state["path"][0]["from"], "evidence");
    assert!(state["path"][0]["because"].is_array());
}

#[test]
fn what_is_asked_at_a_remedy_is_answered_by_arguments_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("b.eml");
    fs::write(&file, REPORT).expect("written");
    let guide = |answers: &[&str]| {
        let mut arguments = vec!["guide", "--json", "--evidence", file.to_str().expect("it")];
        arguments.extend(answers.iter().flat_map(|answer| ["--answer", answer]));
        run_with(&arguments, b"")
    };
    let marks = |run: &Run| -> Vec<String> {
        let steps = documents(run)[0]["steps"].as_array().expect("steps").clone();
        steps.iter().map(|step| step["mark"].as_str().expect("a mark").to_owned()).collect()
    };
    let run = guide(&["step-3=done", "step-1=skipped", "step-2=done", "step-2=open"]);
    assert_eq!(marks(&run)[..4], ["skipped", "open", "done", "open"], "{}", run.err);
    let failed = guide(&["did-it-work=no"]);
    assert_eq!(documents(&failed)[0]["tried"][0], "mailbox-full");
    let solved = guide(&["did-it-work=yes", "seen-by=250 in the log"]);
    assert_eq!(documents(&solved)[0]["stage"], "solved");
    assert_eq!(documents(&guide(&["did-it-work=yes"]))[0]["stage"], "proof-wanted");
    assert_eq!(documents(&guide(&["until=2h"]))[0]["stage"], "waiting");
    for (wrong, told) in [
        ("step-99=done", "step-1 to step-"),
        ("step-1=ready", "done, skipped, open"),
        ("did-it-work=maybe", "yes, no, waiting, escalate"),
        ("until=soon", "tomorrow 9:00"),
    ] {
        let run = guide(&[wrong]);
        assert!(run.code == 2 && run.err.contains(told), "{wrong}: {}", run.err);
    }
    let none = run_with(&["guide", "--json", "--answer", "step-1=done"], b"");
    assert!(none.code == 2 && none.err.contains("no cause is reached yet"), "{}", none.err);
}

#[test]
fn one_of_several_recipients_is_chosen_by_an_option_or_by_its_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("two.txt");
    let text = "<bob@example.net>: host mx.example.net[203.0.113.9] said: 552 5.2.2 Mailbox full\n\
                <eve@example.org>: host mx.example.org[203.0.113.10] said: 550 5.1.1 \
                <eve@example.org>: User unknown (in reply to RCPT TO command)\n";
    fs::write(&file, text).expect("written");
    let file = file.to_str().expect("UTF-8");
    let state = |more: &[&str]| {
        let mut arguments = vec!["guide", "--json", "--evidence", file];
        arguments.extend(more);
        let run = run_with(&arguments, b"");
        (run.code, documents(&run).into_iter().next(), run.err)
    };
    let (_, first, _) = state(&[]);
    let first = first.expect("a document");
    assert_eq!(first["recipient"], "bob@example.net");
    assert_eq!(first["recipients"].as_array().map(Vec::len), Some(2), "{first}");
    for which in ["2", "EVE@example.org"] {
        let (_, second, _) = state(&["--recipient", which]);
        let second = second.expect("a document");
        assert_eq!(second["recipient"], "eve@example.org", "{which}");
        assert_ne!(second["cause"], first["cause"]);
    }
    let (code, none, told) = state(&["--recipient", "3"]);
    assert!(code == 2 && none.is_none() && told.contains("2 eve@example.org"), "{told}");

    let plain = ["guide", "--plain", "--no-save", "--evidence", file];
    let run = run_with(&plain, b"7\n2\nq\n");
    assert!(run.out.contains("2 recipients failed in this text"), "{}", run.out);
    assert!(run.out.contains("There are: 1 bob@example.net, 2 eve@example.org"), "{}", run.out);
    assert!(!run.out.contains("mailbox of bob@example.net"), "{}", run.out);
    // Who says nothing gets the first.
    assert!(run_with(&plain, b"\nq\n").out.contains("bob@example.net"));
}

#[test]
fn steps_are_marked_in_any_order_without_a_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("b.eml");
    fs::write(&file, REPORT).expect("written");
    let plain = ["guide", "--plain", "--no-save", "--evidence", file.to_str().expect("UTF-8")];
    let run = run_with(&plain, b"1\n3\nd\ns 1\nd 3\nl\nv\nb\n9\nv\nl\no note\nq\n");
    for wanted in [
        "Step 3 of",
        "Step 3 is done.",
        "Step 4 of",
        "Step 1 is skipped.",
        "Step 3 is open.",
        "[-] 1. ",
        "(skipped)",
        "[ ] 3. ",
        "Did it work?",
        "1 is skipped",
        "[-] Skipped: ",
    ] {
        assert!(run.out.contains(wanted), "{wanted} is not in:\n{}", run.out);
    }
}

#[test]
fn wrong_answers_name_the_right_ones() {
    let run = run("guide --json --answer in-hand=nonsense");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("error") && run.err.contains("dont-know"), "{}", run.err);
}

#[test]
fn the_plain_guide_asks_numbered_questions_to_a_remedy() {
    let typed = b"?\nnonsense\n1\nb\n1\n1\n1\n2\n1\n2\n1\n";
    let run = run_with(&["guide", "--plain"], typed);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("What do you have in hand?"));
    assert!(run.out.contains("Type a number"));
    assert!(run.out.contains("The recipient's mailbox is full"), "{}", run.out);
    assert!(run.out.contains("Step 1 of"));
    assert_eq!(run_with(&["guide", "--plain"], b"q\n").code, 1);
    assert_eq!(run_with(&["guide", "--plain"], b"").code, 1, "the input ended");
}

#[test]
fn a_remedy_without_a_screen_begins_in_brief_and_tells_the_rest_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("reply.txt");
    fs::write(&file, "550 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org\n")
        .expect("written");
    let plain = ["guide", "--plain", "--no-save", "--evidence", file.to_str().expect("UTF-8")];
    let begun = run_with(&plain, b"q\n").out;
    for wanted in [
        "7 questions are answered by the text (p lists them).",
        "Who acts   our mail administrator",
        "It is      PERMANENT",
        "Because    \"",
        "Step 1 of 7",
        "whois 192.0.2.1",
        "m more",
    ] {
        assert!(begun.contains(wanted), "{wanted} is not in:\n{begun}");
    }
    let before = begun.lines().take_while(|line| !line.starts_with("Step 1 of")).count();
    assert!(before <= 16, "{before} lines before the first step:\n{begun}");
    for later in ["Sources", "Do not\n", "Words used here"] {
        assert!(!begun.contains(later), "{later} is in:\n{begun}");
        assert!(run_with(&plain, b"m\nq\n").out.contains(later), "m does not show {later}");
    }
}

#[test]
fn what_is_typed_at_a_question_and_is_no_answer_is_read() {
    for (typed, taken, then) in [
        (
            "550 5.7.1 blocked using zen.example",
            "Taken as evidence: 550 5.7.1 blocked",
            "Step 1 of",
        ),
        ("5.2.2", "Taken as evidence: 5.2.2", "mailbox is full"),
        ("User unknown", "Taken as what the user says, and as evidence", "No such mailbox"),
        ("my mail came back", "Taken as what the user says, and as evidence", "Question 2"),
        ("From: Mail Delivery System\n\n552 5.2.2 Mailbox full\n.", "begins a message", "Step 1"),
        ("nonsense", "Type a number from 1 to 5", ""),
        ("77", "Type a number from 1 to 5", ""),
        ("don't know", "", "1 question is answered by you"),
    ] {
        let run = run_with(&["guide", "--plain", "--no-save"], format!("{typed}\nq\n").as_bytes());
        assert!(run.out.contains(taken) && run.out.contains(then), "{typed}: {}", run.out);
    }
    let typed = b"my mail came back\no note\nq\n";
    let note = run_with(&["guide", "--plain", "--no-save"], typed).out;
    assert!(note.contains("What the user says\n|  my mail came back"), "{note}");
}

#[test]
fn a_message_that_came_back_is_not_called_waiting() {
    // As one line: where it is wrapped does not matter here.
    let told = |reply: &str| {
        let out = run_with(&["diagnose"], reply.as_bytes()).out;
        out.replace('|', " ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let waiting = told("451 4.3.0 Error: queue file write error");
    assert!(waiting.contains("nobody: wait"), "{waiting}");
    assert!(waiting.contains("keeps trying by itself"), "{waiting}");
    let returned = told("554 Error writing message to safe storage");
    assert!(returned.contains("Who acts the recipient's mail administrator"), "{returned}");
    assert!(returned.contains("this message has come back"), "{returned}");
    assert!(!returned.contains("keeps trying by itself"), "{returned}");
    let tried = told("450 4.7.25 Client host rejected: cannot find your hostname");
    assert!(tried.contains("keeps trying, but it only works"), "{tried}");
}

#[test]
fn nothing_from_outside_drives_the_terminal() {
    let hostile = "550 5.1.1 User \u{1b}]52;c;cm0=\u{7}unknown\u{202e} \u{9b}31m\r\n";
    for arguments in [&["diagnose"][..], &["diagnose", "--json"][..], &[][..]] {
        let run = run_with(arguments, hostile.as_bytes());
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!run.out.contains(bad), "{arguments:?}: {:?}", run.out);
        assert!(!run.err.contains(bad), "{arguments:?}: {:?}", run.err);
    }
    let looked_up = run_with(&["explain", "\u{1b}[2Jx"], b"");
    assert!(!looked_up.err.contains('\u{1b}'), "{:?}", looked_up.err);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_smtp-doctor"))
        .args(["search", "--limit", "1000", "mail"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_knowledge_checks_itself() {
    let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/assets");
    let run = run_with(&["knowledge", "check", assets], b"");
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("80 causes"), "{}", run.out);

    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("causes")).expect("made");
    fs::write(folder.path().join("guide.toml"), "start = 'x'\nquestion = []\n").expect("written");
    fs::write(folder.path().join("causes/wrong.toml"), "id = 'wrong'\ncolour = 1\n")
        .expect("written");
    let faulty = run_with(&["knowledge", "check", folder.path().to_str().expect("it")], b"");
    assert_eq!(faulty.code, 1);
    assert!(faulty.out.contains("causes/wrong.toml: line 2"), "{}", faulty.out);
    assert!(faulty.out.contains("colour"), "{}", faulty.out);
}

#[test]
fn json_needs_no_command() {
    assert_eq!(run("5.1.1 --json").out, run("explain --json 5.1.1").out);
    let reply = b"550 5.1.1 <bob@example.net>: User unknown\n";
    assert_eq!(run_with(&["--json"], reply).out, run_with(&["diagnose", "--json"], reply).out);
    let given = run_with(&["550 5.1.1 <bob@example.net>: User unknown", "--json"], b"");
    assert_eq!(documents(&given)[0]["outcomes"][0]["reply_code"], 550);
    let unknown = run("--json 5.1.99");
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(unknown.err.contains("5.1.99 is not a known code"), "{}", unknown.err);
}

/// A session with a server, as it is copied from a terminal.
const DIALOGUE: &str = "220 mx.example.net ESMTP
MAIL FROM:<ann@ourco.example>
250 OK
RCPT TO:<bob@example.net>
250 OK
DATA
354 go on
Subject: test

hello
.
550 5.7.1 Message rejected as spam
QUIT
221 bye
";

#[test]
fn a_text_pasted_into_the_plain_menu_is_whole_and_is_gone_on_with() {
    let typed = format!("2\n{DIALOGUE}END\nu\no\nm\n3\nq\nq\n");
    let run = run_with(&["--plain"], typed.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    for wanted in ["type END", "as spam", "Tell the user", "3 goes on", "by the text"] {
        assert!(run.out.contains(wanted), "{wanted} is not in:\n{}", run.out);
    }
    assert!(!run.out.contains("Nothing is known"), "{}", run.out);
    // In brief first, and in full when it is asked for.
    let brief = run.out.find("3 goes on").expect("it is said");
    let before = run.out[..brief].lines().count();
    assert!(before < 50, "{before} lines");
    assert!(!run.out[..brief].contains("Sources") && run.out[brief..].contains("Sources"));
}

#[test]
fn the_plain_menu_explains_itself_and_goes_on_with_the_last_session() {
    let run = run_with(&["--plain"], b"?\nxyzzyplugh\n5.1.1\nm\nq\n");
    assert!(run.out.contains("m  ") && run.out.contains("the whole page"), "{}", run.out);
    assert!(run.out.contains("Nothing is known as \"xyzzyplugh\""), "{}", run.out);
    assert!(
        !run.out.contains("smtp-doctor search") && run.err.is_empty(),
        "{}{}",
        run.out,
        run.err
    );
    let twice = run.out.matches("5.1.1 Bad destination mailbox address").count();
    assert!(twice >= 2, "{}", run.out);

    let state = tempfile::tempdir().expect("a folder");
    let begun = run_in(state.path(), &["--plain"], b"3\n1\nq\nq\n");
    assert!(begun.out.contains("Go on with the last session"), "{}", begun.out);
    let on = run_in(state.path(), &["--plain"], b"4\nq\nq\n");
    assert!(on.out.contains("1 question is answered by you"), "{}", on.out);
}
