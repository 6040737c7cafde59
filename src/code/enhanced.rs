//! Enhanced status codes: `class.subject.detail` (RFC 3463), and the patterns
//! by which knowledge names one, a family or a range of them.

use std::fmt;
use std::str::FromStr;

/// An enhanced status code such as `5.1.1` (RFC 3463, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnhancedCode {
    class: u8,
    subject: u16,
    detail: u16,
}

impl EnhancedCode {
    /// The code, where class is 2, 4 or 5 and the others are at most 999.
    pub const fn new(class: u8, subject: u16, detail: u16) -> Option<Self> {
        if matches!(class, 2 | 4 | 5) && subject <= 999 && detail <= 999 {
            Some(Self { class, subject, detail })
        } else {
            None
        }
    }

    /// 2 success, 4 persistent transient failure, 5 permanent failure.
    pub const fn class(self) -> u8 {
        self.class
    }

    /// What the code is about: 1 addressing … 7 security or policy.
    pub const fn subject(self) -> u16 {
        self.subject
    }

    /// The exact condition within the subject.
    pub const fn detail(self) -> u16 {
        self.detail
    }
}

/// Reads up to three digits without a leading zero from the front of `text`.
fn number(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 || (digits > 1 && text.starts_with('0')) {
        return None;
    }
    let (number, rest) = text.split_at(digits);
    Some((number.parse().ok()?, rest))
}

impl FromStr for EnhancedCode {
    type Err = ();

    /// Reads exactly `class.subject.detail`, no leading zeros, nothing around it.
    fn from_str(text: &str) -> Result<Self, ()> {
        let read = || {
            let (class, rest) = number(text)?;
            let (subject, rest) = number(rest.strip_prefix('.')?)?;
            let (detail, rest) = number(rest.strip_prefix('.')?)?;
            let class = u8::try_from(class).ok()?;
            rest.is_empty().then_some(Self::new(class, subject, detail)?)
        };
        read().ok_or(())
    }
}

impl fmt::Display for EnhancedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// The last part of an [`EnhancedPattern`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// Any detail: `5.1.x`.
    Any,
    /// From the first to the last, both included; the same twice for one.
    Range(u16, u16),
}

/// One enhanced code, a family or a range: `5.1.1`, `X.1.1` (any class),
/// `4.7.x` (any detail), `5.7.606-649`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnhancedPattern {
    class: Option<u8>,
    subject: u16,
    detail: Detail,
}

impl EnhancedPattern {
    /// The class asked for, or `None` for any.
    pub const fn class(self) -> Option<u8> {
        self.class
    }

    /// The subject: 1 addressing … 7 security or policy.
    pub const fn subject(self) -> u16 {
        self.subject
    }

    /// The details that match.
    pub const fn detail(self) -> Detail {
        self.detail
    }

    /// Whether the code is one of those that the pattern names.
    pub fn matches(self, code: EnhancedCode) -> bool {
        self.class.is_none_or(|class| class == code.class)
            && self.subject == code.subject
            && match self.detail {
                Detail::Any => true,
                Detail::Range(from, to) => (from..=to).contains(&code.detail),
            }
    }

    /// How exact the pattern is, for choosing the closest of several: one code
    /// before a range before a family, and a named class before any class.
    pub fn exactness(self) -> u8 {
        let detail = match self.detail {
            Detail::Any => 0,
            Detail::Range(from, to) if from == to => 4,
            Detail::Range(..) => 2,
        };
        detail + u8::from(self.class.is_some())
    }
}

impl FromStr for EnhancedPattern {
    type Err = ();

    /// Reads `5.1.1`, `X.1.1`, `4.7.x` or `5.7.606-649`; `x` in either case.
    fn from_str(text: &str) -> Result<Self, ()> {
        let read = || {
            let mut parts = text.splitn(3, '.');
            let class = match parts.next()? {
                "X" | "x" => None,
                digit => Some(digit.parse().ok().filter(|d| matches!(d, 2 | 4 | 5))?),
            };
            let (subject, rest) = number(parts.next()?)?;
            if !rest.is_empty() {
                return None;
            }
            let detail = match parts.next()? {
                "X" | "x" => Detail::Any,
                numbers => {
                    let (from, rest) = number(numbers)?;
                    let (to, rest) =
                        if rest.is_empty() { (from, "") } else { number(rest.strip_prefix('-')?)? };
                    (rest.is_empty() && from <= to).then_some(Detail::Range(from, to))?
                }
            };
            Some(Self { class, subject, detail })
        };
        read().ok_or(())
    }
}

impl fmt::Display for EnhancedPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.class {
            Some(class) => write!(f, "{class}.{}.", self.subject)?,
            None => write!(f, "X.{}.", self.subject)?,
        }
        match self.detail {
            Detail::Any => f.write_str("x"),
            Detail::Range(from, to) if from == to => write!(f, "{from}"),
            Detail::Range(from, to) => write!(f, "{from}-{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_whole_or_not_at_all() {
        for text in ["5.1.1", "4.7.28", "2.0.0", "5.7.606"] {
            assert_eq!(text.parse::<EnhancedCode>().map(|c| c.to_string()), Ok(text.to_owned()));
        }
        for text in
            ["", "5", "5.1", "5.1.1.", "3.1.1", "5.01.1", "5.1.1000", "5..1", "a.b.c", "5.1.1 "]
        {
            assert!(text.parse::<EnhancedCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn patterns_match_what_they_name() {
        for (pattern, code, expected) in [
            ("5.1.1", "5.1.1", true),
            ("5.1.1", "4.1.1", false),
            ("X.1.1", "4.1.1", true),
            ("4.7.x", "4.7.500", true),
            ("4.7.x", "5.7.500", false),
            ("5.7.606-649", "5.7.606", true),
            ("5.7.606-649", "5.7.649", true),
            ("5.7.606-649", "5.7.650", false),
        ] {
            let parsed: EnhancedPattern = pattern.parse().expect(pattern);
            assert_eq!(parsed.matches(code.parse().expect(code)), expected, "{pattern} {code}");
            assert_eq!(parsed.to_string(), pattern);
        }
        for text in ["", "5", "5.1", "Y.1.1", "5.7.9-3", "5.7.1-", "5.7.-1", "5.x.1"] {
            assert!(text.parse::<EnhancedPattern>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_more_exact_pattern_is_known() {
        let exactness = |text: &str| text.parse::<EnhancedPattern>().expect(text).exactness();
        assert!(exactness("5.7.1") > exactness("X.7.1"));
        assert!(exactness("X.7.1") > exactness("5.7.1-9"));
        assert!(exactness("5.7.1-9") > exactness("5.7.x"));
    }
}
