//! What the environment says about the terminal.

use super::options::{Colour, Options};
use super::theme::Theme;

/// The theme that the options and the environment ask for.
pub(crate) fn theme(options: &Options, variable: impl Fn(&str) -> Option<String>) -> Theme {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let terminal = set("TERM").unwrap_or_default();
    let colours = match options.colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if set("NO_COLOR").is_some() => false,
        Colour::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        Colour::Auto => terminal != "dumb" && !terminal.starts_with("vt1"),
    };
    let ascii = options.ascii.unwrap_or_else(|| {
        // The order in which the C library looks for the character set.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default();
        let locale = locale.to_ascii_lowercase();
        let is_utf8 = cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8");
        !is_utf8 || matches!(terminal.as_str(), "linux" | "dumb")
    });
    Theme { colours, ascii }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::tui::Open;

    #[test]
    fn colours_and_signs_follow_the_environment_until_somebody_says_otherwise() {
        let check = |colour, ascii, variables: &[(&str, &str)], expected| {
            let knowledge = Knowledge::builtin();
            let options = Options { open: Open::Nothing, colour, ascii, knowledge };
            let theme = theme(&options, |name| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            });
            assert_eq!((theme.colours, theme.ascii), expected, "{variables:?}");
        };
        let utf8 = ("LANG", "en_US.UTF-8");
        check(Colour::Auto, None, &[utf8, ("TERM", "xterm")], (true, false));
        check(Colour::Auto, None, &[utf8, ("NO_COLOR", "1")], (false, false));
        check(Colour::Auto, None, &[utf8, ("NO_COLOR", "")], (true, false));
        check(Colour::Always, None, &[utf8, ("NO_COLOR", "1")], (true, false));
        check(Colour::Never, None, &[utf8], (false, false));
        check(Colour::Auto, None, &[utf8, ("TERM", "linux")], (true, true));
        check(Colour::Auto, None, &[utf8, ("LC_ALL", "C")], (true, true));
        check(Colour::Auto, Some(false), &[], (true, false));
    }
}
