//! Reading a sheet that is kept as text, in a small part of Markdown.

use super::{Part, Sheet};

/// Between a word and what it is.
const IS: &str = " :: ";

impl Sheet {
    /// Reads a text: `# title`, `## heading`, `word :: what it is`, `- point`,
    /// lines indented by four spaces as they are, and paragraphs. Lines that
    /// follow a paragraph, a row or a point go on with it; backticks are left
    /// out.
    pub fn parse(text: &str) -> Self {
        let mut sheet = Self::new();
        let mut open = String::new();
        for line in text.lines() {
            let is_example = line.starts_with("    ");
            let starts = line.is_empty()
                || is_example
                || line.starts_with('#')
                || line.starts_with("- ")
                || line.contains(IS);
            if starts {
                sheet.close(&mut open);
            }
            if is_example {
                sheet.example(line.trim());
            } else if let Some(title) = line.strip_prefix("# ") {
                sheet.title(title);
            } else if let Some(heading) = line.strip_prefix("## ") {
                sheet.heading(heading);
            } else if !line.is_empty() {
                if !open.is_empty() {
                    open.push(' ');
                }
                open.push_str(line.trim());
            }
        }
        sheet.close(&mut open);
        sheet
    }

    /// Adds what the gathered lines are.
    fn close(&mut self, open: &mut String) {
        let text = std::mem::take(open).replace('`', "");
        if let Some((word, what)) = text.split_once(IS) {
            self.row(word, what);
        } else if let Some(point) = text.strip_prefix("- ") {
            self.point(point);
        } else if !text.is_empty() {
            self.text(text);
        }
    }

    /// The headings, for tests and for finding a section.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Heading(heading) => Some(heading.as_str()),
            _ => None,
        })
    }
}
