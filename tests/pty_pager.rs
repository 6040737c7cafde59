//! What is longer than the terminal goes through the person's pager.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use pty::Terminal;

/// Runs a command line in a terminal of 80x24 and gives back what is shown at
/// its end.
fn shown(script: &str) -> String {
    let script = format!(
        "APP='{}'; unset PAGER SMTP_DOCTOR_PAGER; {script}; echo \"code=$?.\"; sleep 9",
        env!("CARGO_BIN_EXE_smtp-doctor")
    );
    Terminal::start("sh", &["-c", &script]).sees("code=")
}

#[test]
fn what_is_long_goes_through_the_pager_of_the_person() {
    let long = shown("PAGER='wc -l; echo by the pager' $APP mailbox-full");
    assert!(long.contains("by the pager") && long.contains("code=0."), "{long}");
    let chosen = shown("PAGER=false SMTP_DOCTOR_PAGER='wc -l; echo by mine' $APP mailbox-full");
    assert!(chosen.contains("by mine"), "{chosen}");
}

#[test]
fn what_is_short_or_not_wanted_there_does_not() {
    for script in [
        "PAGER='echo by the pager' $APP search --limit 3 full",
        "PAGER='echo by the pager' $APP --no-pager mailbox-full",
        "PAGER='echo by the pager' $APP mailbox-full | tail -3",
        "PAGER='echo by the pager' TERM=dumb $APP mailbox-full",
        "PAGER='echo by the pager' ACCESSIBLE=1 $APP mailbox-full",
        "PAGER='echo by the pager' $APP explain --json mailbox-full | tail -c 200",
        "PAGER= SMTP_DOCTOR_PAGER=' ' $APP mailbox-full",
    ] {
        let shown = shown(script);
        assert!(!shown.contains("by the pager") && shown.contains("code=0."), "{script}\n{shown}");
    }
}

#[test]
fn a_pager_that_is_left_early_or_cannot_run_is_no_fault() {
    let left = shown(
        "PAGER='head -1' $APP --no-pager doctor >/dev/null; PAGER='head -1' $APP search --limit 900 mail",
    );
    assert!(left.contains("code=0.") && !left.contains("panicked"), "{left}");
    let away = shown(
        "E=$(mktemp); PAGER=no-such-pager-here $APP mailbox-full 2>$E; CODE=$?; cat $E; rm $E; (exit $CODE)",
    );
    assert!(away.contains("the pager cannot be run"), "{away}");
    assert!(away.contains("Sources") && away.contains("code=0."), "{away}");
}

#[test]
fn the_tour_waits_for_enter_and_ends_with_q() {
    let mut terminal = Terminal::start(
        "sh",
        &[
            "-c",
            concat!(
                "TERM=dumb '",
                env!("CARGO_BIN_EXE_smtp-doctor"),
                "' tour; echo code=$?.; sleep 9"
            ),
        ],
    );
    terminal.sees("(1 of 6) Enter goes on");
    terminal.send("\r");
    terminal.sees("(2 of 6) Enter goes on");
    terminal.send("q\r");
    terminal.sees("code=0.");
}

#[test]
fn on_a_terminal_that_can_be_drawn_on_each_part_of_the_tour_has_the_screen_for_itself() {
    let program = env!("CARGO_BIN_EXE_smtp-doctor");
    let script = format!("TERM=xterm '{program}' tour; sleep 9");
    let mut terminal = Terminal::start("sh", &["-c", &script]);
    let first = terminal.sees("(1 of 6) Enter goes on");
    assert!(first.contains("A case"), "{first}");
    terminal.send("\r");
    let second = terminal.sees("(2 of 6) Enter goes on");
    assert!(!second.contains("A case") && second.contains("Mailbox unavailable"), "{second}");
}
