//! A provider's block lists and marks: each says what it is and what to do.

use super::references::Known;
use super::{Problem, Report, phrases, prose};
use crate::knowledge::listing::BlockList;
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;
use crate::knowledge::words::Removal;

/// Checks the lists and marks of all providers.
pub(super) fn check(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let known = Known::new(knowledge);
    for provider in &knowledge.providers {
        let mut report = Report::new(format!("providers/{}.toml", provider.id), problems);
        for (n, list) in provider.lists.iter().enumerate() {
            block_list(list, &format!("list[{n}]"), &known, &mut report);
        }
        for (n, token) in provider.tokens.iter().enumerate() {
            let field = format!("token[{n}] ({})", token.token);
            prose::sentence(&token.token, &field, &mut report);
            prose::sentence(&token.meaning, &format!("{field}.meaning"), &mut report);
            known.causes(&token.causes, &format!("{field}.causes"), &mut report);
            for mark in &token.marks {
                phrases::phrase(mark, &format!("{field}.marks"), &mut report);
            }
        }
    }
}

fn block_list(list: &BlockList, field: &str, known: &Known, report: &mut Report<'_>) {
    prose::sentence(&list.name, &format!("{field}.name"), report);
    for (text, name) in [(list.lists, "lists"), (list.how, "how"), (list.wait, "wait")] {
        prose::sentences(&text, &format!("{field}.{name}"), report);
    }
    known.causes(&[list.cause], &format!("{field}.cause"), report);
    report.require(
        !list.marks.is_empty(),
        &format!("{field}.marks"),
        "there is none",
        "say how a reply names the list",
    );
    for mark in &list.marks {
        phrases::phrase(mark, &format!("{field}.marks"), report);
    }
    for (url, name) in [(list.lookup, "lookup"), (list.removal_url, "removal_url")] {
        let is_address = |url: Text| url.starts_with("https://") || url.starts_with("http://");
        report.require(
            url.is_none_or(is_address),
            &format!("{field}.{name}"),
            "is not a web address",
            "start it with https://",
        );
    }
    report.require(
        list.removal != Removal::Closed || list.removal_url.is_none(),
        &format!("{field}.removal_url"),
        "is there though the list is closed",
        "leave it out",
    );
    for (n, answer) in list.answers.iter().enumerate() {
        let field = format!("{field}.answer[{n}]");
        report.require(
            answer.value.starts_with("127."),
            &format!("{field}.value"),
            "is not an answer of a block list",
            "write it as 127.0.0.2",
        );
        prose::sentence(&answer.meaning, &format!("{field}.meaning"), report);
        known.causes(&[answer.cause], &format!("{field}.cause"), report);
    }
}
