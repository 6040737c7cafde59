//! Why it was decided so, in words: what a page and JSON share.

use crate::diagnosis::{Outcome, OwnerFrom, Sign, Told, Why};
use crate::knowledge::{Knowledge, Strength};

/// Who said it, and what that was told from.
pub(super) fn speaker(why: &Why, outcome: &Outcome) -> String {
    let host = why.host.as_deref().unwrap_or("the host");
    let from = match why.told {
        Told::Number => "a mail program's own number stands there, without a server's reply".into(),
        Told::OurHost => format!("{host} answered, which is one of ours by the site's files"),
        Told::OtherHost => format!("{host} answered, which is not known as ours"),
        Told::OwnLog => format!("this is the log of {host}, and who has a log runs the server"),
        Told::OurName => format!("the reply begins with {host}, which is one of ours"),
        Told::Reporter => match why.host.as_deref() {
            Some(host) => format!("{host} wrote the report and quotes no other server"),
            None => "the system that wrote this decided itself and quotes no other server".into(),
        },
        Told::SignIn => "it was at the sign-in, which only our own server asks for".into(),
        Told::Passed => "another server passed the reply on".into(),
        Told::Provider => "the words are this provider's".into(),
        Told::Bounce => "a bounce that quotes a reply quotes the other side's".into(),
        Told::OurDomain => format!("{host} is at a domain of ours, and no other host is named"),
        Told::Cause => "only they can say what the cause is".into(),
        Told::Nothing => "no host is named and nothing else tells".into(),
    };
    format!("{}: {from}", outcome.said_by.label())
}

/// The provider, and what it was recognised by.
pub(super) fn provider(why: &Why, outcome: &Outcome, knowledge: &Knowledge) -> Option<String> {
    let name = outcome.provider.and_then(|id| knowledge.provider(&id))?.name;
    let sign = match why.provider_by? {
        Sign::Domain => "the recipient's domain",
        Sign::Reporter => "the host that wrote the report",
        Sign::Passing => "words that its software or list writes",
        Sign::Mark => "words that only its replies have",
        Sign::Host => "the host that answered",
    };
    Some(format!("{name}: by {sign}"))
}

/// What the owner was told from.
pub(super) fn owner(from: OwnerFrom) -> &'static str {
    match from {
        OwnerFrom::Words => "the words name them",
        OwnerFrom::Case => "with this cause, who said it or what became of the message decides",
        OwnerFrom::Cause => "they act with this cause as a rule",
        OwnerFrom::Waiting => "the servers still try by themselves",
    }
}

/// How much words prove.
pub(super) fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Hint => "the words are used in other cases too",
        Strength::Clear => "the words mean this as a rule",
        Strength::Exact => "the words can mean nothing else",
    }
}
