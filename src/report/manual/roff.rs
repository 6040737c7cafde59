//! A sheet as a part of a man page.

use clap_mangen::roff::{Roff, bold, roman};

use super::{Part, Sheet};

impl Sheet {
    /// The sheet in the macros of man: titles as sections, headings as parts of
    /// them.
    pub fn roff(&self) -> String {
        let mut roff = Roff::new();
        let mut in_example = false;
        for part in &self.parts {
            let is_example = matches!(part, Part::Example(_));
            if is_example != in_example {
                roff.control(if is_example { "PP" } else { "fi" }, []);
                if is_example {
                    roff.control("nf", []);
                }
                in_example = is_example;
            }
            match part {
                Part::Title(text) => roff.control("SH", [text.to_uppercase().as_str()]),
                Part::Heading(text) => roff.control("SS", [text.as_str()]),
                Part::Text(text) => roff.control("PP", []).text([roman(text.as_str())]),
                Part::Row(word, what) => {
                    roff.control("TP", []).text([bold(word.as_str())]).text([roman(what.as_str())])
                }
                Part::Point(text) => {
                    roff.control("IP", ["\\(bu", "2"]).text([roman(text.as_str())])
                }
                Part::Example(text) => roff.text([roman(format!("    {text}"))]),
            };
        }
        if in_example {
            roff.control("fi", []);
        }
        roff.render()
    }
}
