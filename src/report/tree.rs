//! The whole tree of questions, as text, Mermaid or Graphviz.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::knowledge::{Knowledge, Question, Text};

/// In which form the tree is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeForm {
    /// Indented text. A question that was printed above is only named.
    Text,
    /// A Mermaid flowchart.
    Mermaid,
    /// A Graphviz graph.
    Dot,
}

/// The tree in a form, each line ended by a line feed.
pub fn tree(knowledge: &Knowledge, form: TreeForm) -> String {
    let mut out = String::new();
    match form {
        TreeForm::Text => {
            let start = knowledge.question(&knowledge.guide.start);
            if let Some(start) = start {
                text(knowledge, start, 0, &mut HashSet::new(), &mut out);
            }
        }
        TreeForm::Mermaid => mermaid(knowledge, &mut out),
        TreeForm::Dot => dot(knowledge, &mut out),
    }
    out
}

/// An answer with its label and where it leads.
struct Edge {
    label: &'static str,
    question: Option<Text>,
    cause: Option<Text>,
}

/// The answers of a question, "don't know" last.
fn edges(question: &Question) -> impl Iterator<Item = Edge> + '_ {
    let own = question.answers.iter().map(|answer| Edge {
        label: answer.label.as_str(),
        question: answer.question,
        cause: answer.cause,
    });
    own.chain(std::iter::once(Edge {
        label: "Don't know",
        question: question.dont_know_question,
        cause: question.dont_know_cause,
    }))
}

fn text(
    knowledge: &Knowledge,
    question: &Question,
    depth: usize,
    seen: &mut HashSet<Text>,
    out: &mut String,
) {
    let indent = "  ".repeat(depth);
    let _ = writeln!(out, "{indent}? {} [{}]", question.ask, question.id);
    if !seen.insert(question.id) {
        let _ = writeln!(out, "{indent}  (see above)");
        return;
    }
    for edge in edges(question) {
        let _ = write!(out, "{indent}  - {}", edge.label);
        match (edge.cause, edge.question.and_then(|id| knowledge.question(&id))) {
            (Some(cause), _) => {
                let _ = writeln!(out, " -> {cause}");
            }
            (None, Some(next)) => {
                out.push('\n');
                text(knowledge, next, depth + 2, seen, out);
            }
            (None, None) => out.push('\n'),
        }
    }
}

/// A text in quotes for Mermaid and Graphviz.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "'"))
}

fn mermaid(knowledge: &Knowledge, out: &mut String) {
    out.push_str("flowchart TD\n");
    for question in &knowledge.guide.questions {
        let _ = writeln!(out, "  q-{}{{{}}}", question.id, quoted(&question.ask));
        for edge in edges(question) {
            let target = match (edge.question, edge.cause) {
                (Some(id), _) => format!("q-{id}"),
                (None, Some(id)) => format!("c-{id}[{}]", quoted(&id)),
                (None, None) => continue,
            };
            let _ = writeln!(out, "  q-{} -->|{}| {target}", question.id, quoted(edge.label));
        }
    }
}

fn dot(knowledge: &Knowledge, out: &mut String) {
    out.push_str("digraph guide {\n  rankdir=LR;\n  node [shape=box];\n");
    for question in &knowledge.guide.questions {
        let id = quoted(&format!("q-{}", question.id));
        let _ = writeln!(out, "  {id} [shape=ellipse, label={}];", quoted(&question.ask));
        for edge in edges(question) {
            let target = match (edge.question, edge.cause) {
                (Some(id), _) => quoted(&format!("q-{id}")),
                (None, Some(id)) => quoted(&id),
                (None, None) => continue,
            };
            let _ = writeln!(out, "  {id} -> {target} [label={}];", quoted(edge.label));
        }
    }
    out.push_str("}\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_and_cause_stands_in_every_form() {
        let knowledge = Knowledge::builtin();
        for form in [TreeForm::Text, TreeForm::Mermaid, TreeForm::Dot] {
            let tree = tree(knowledge, form);
            for question in &knowledge.guide.questions {
                assert!(tree.contains(question.ask.as_str()) || form != TreeForm::Text);
                assert!(tree.contains(question.id.as_str()), "{form:?}: {}", question.id);
            }
            for cause in &knowledge.causes {
                assert!(tree.contains(cause.id.as_str()), "{form:?}: {}", cause.id);
            }
        }
    }
}
