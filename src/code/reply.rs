//! Reply codes: the three digits that start a server's answer.

use std::fmt;
use std::str::FromStr;

/// The three digits of a server's reply, 200 to 599 (RFC 5321, section 4.2.1),
/// or 600 to 699, with which sending services number what they did not even
/// try; no mail server sends those.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplyCode(u16);

impl ReplyCode {
    /// The code, where the number can be one at all: 200 to 699.
    ///
    /// RFC 5321 has no 1yz replies, and the second digit of real ones goes up
    /// to 9 (`591`), so that is not checked.
    pub const fn new(number: u16) -> Option<Self> {
        if number >= 200 && number <= 699 { Some(Self(number)) } else { None }
    }

    /// The number, 200 to 699.
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The first digit, 2 to 6: it alone decides whether a server tries again.
    pub const fn class(self) -> u8 {
        (self.0 / 100) as u8
    }

    /// Whether a mail server can have sent it (2yz to 5yz).
    pub const fn is_of_a_server(self) -> bool {
        self.class() <= 5
    }

    /// Whether a sending server tries again by itself (4yz).
    pub const fn is_temporary(self) -> bool {
        self.class() == 4
    }

    /// Whether a sending server gives up at once (5yz).
    pub const fn is_permanent(self) -> bool {
        self.class() == 5
    }
}

impl FromStr for ReplyCode {
    type Err = ();

    /// Reads exactly three digits.
    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 3 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(());
        }
        text.parse().ok().and_then(Self::new).ok_or(())
    }
}

impl fmt::Display for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_three_digits_in_range_and_nothing_else() {
        for (text, number) in
            [("550", Some(550)), ("200", Some(200)), ("599", Some(599)), ("605", Some(605))]
        {
            assert_eq!(text.parse().ok().map(ReplyCode::number), number, "{text}");
        }
        for text in ["", "55", "5500", "199", "700", "101", "5.5", " 550", "+50", "５５０"] {
            assert!(text.parse::<ReplyCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_first_digit_decides_whether_it_is_tried_again() {
        let code = |n| ReplyCode::new(n).expect("in range");
        assert!(code(421).is_temporary() && !code(421).is_permanent());
        assert!(code(554).is_permanent() && !code(554).is_temporary());
        assert!(!code(250).is_permanent() && !code(354).is_temporary());
    }
}
