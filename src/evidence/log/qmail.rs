//! qmail-send: a line that starts a delivery, and one that tells its end.

use super::field::Memory;
use crate::evidence::types::{Action, Delivery};
use crate::evidence::{Forms, account};

/// Reads a line, where it is one of these.
pub(super) fn read(line: &str, memory: &mut Memory, forms: &Forms) -> Option<Delivery> {
    if let Some((_, rest)) = line.split_once("starting delivery ") {
        let (number, rest) = rest.split_once(": msg ")?;
        let (_, address) =
            rest.split_once(" to remote ").or_else(|| rest.split_once(" to local "))?;
        memory.note_recipient(number, address.trim());
        return None;
    }
    let (_, rest) = line.split_once("delivery ")?;
    let (number, rest) = rest.split_once(": ")?;
    let (end, said) = rest.split_once(": ")?;
    let action = match end {
        "failure" => Action::Failed,
        "deferral" => Action::Delayed,
        "success" => Action::Delivered,
        _ => return None,
    };
    let mut delivery = Delivery {
        recipient: memory.recipient(number),
        action: Some(action),
        ..Delivery::default()
    };
    // The lines of what it says are joined by slashes, its words by underscores.
    let said = said.replace('_', " ").replace("./", ".\n");
    account::read(said.trim_end_matches('/'), forms).fill(&mut delivery);
    Some(delivery)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_delivery_is_told_in_two_lines() {
        check(
            "@400000005 starting delivery 17: msg 42 to remote kay@there.example\n\
             @400000005 delivery 17: failure: 192.0.2.5_does_not_like_recipient./Remote_host_said:_550_5.1.1_Unknown/Giving_up_on_192.0.2.5./\n",
            &["kay@there.example|failed|550|rcpt|192.0.2.5|-|Unknown/"],
        );
        check(
            "delivery 17: deferral: Connected_to_192.0.2.5_but_greeting_failed./Remote_host_said:_421_Busy/",
            &["-|delayed|421|-|192.0.2.5|-|Busy"],
        );
    }
}
