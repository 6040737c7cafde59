//! Client codes: numbers that the mail program or the operating system made,
//! not a mail server.

use std::fmt;
use std::str::FromStr;

/// A 32-bit number of a Windows mail program such as `0x800CCC0F`.
///
/// Also written as a negative decimal: `-2147213045` is `0x8004210B`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientCode(u32);

impl ClientCode {
    /// The code, where its top bit says "failure"; others are not errors.
    pub const fn new(number: u32) -> Option<Self> {
        if number & 0x8000_0000 == 0 { None } else { Some(Self(number)) }
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl FromStr for ClientCode {
    type Err = ();

    /// Reads `0x` and eight hex digits in either case, or the same number as a
    /// negative decimal.
    fn from_str(text: &str) -> Result<Self, ()> {
        let number = if let Some(hex) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))
        {
            if hex.len() != 8 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(());
            }
            u32::from_str_radix(hex, 16).map_err(drop)?
        } else if text.starts_with('-') {
            text.parse::<i32>().map_err(drop)?.cast_unsigned()
        } else {
            return Err(());
        };
        Self::new(number).ok_or(())
    }
}

impl fmt::Display for ClientCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{:08X}", self.0)
    }
}

/// A socket error by number: Linux `errno` (101 to 113) or Winsock (10013 to
/// 11004).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketError(u16);

impl SocketError {
    /// The error, where the number lies in one of the two ranges.
    pub const fn new(number: u16) -> Option<Self> {
        if matches!(number, 101..=113 | 10_004..=11_031) { Some(Self(number)) } else { None }
    }

    /// The number.
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl FromStr for SocketError {
    type Err = ();

    /// Reads digits only.
    fn from_str(text: &str) -> Result<Self, ()> {
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(());
        }
        text.parse().ok().and_then(Self::new).ok_or(())
    }
}

impl fmt::Display for SocketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn client_codes_are_read_in_hex_and_as_negative_decimals() {
        for (text, shown) in [
            ("0x800CCC0F", "0x800CCC0F"),
            ("0x800ccc0f", "0x800CCC0F"),
            ("0X8004210b", "0x8004210B"),
            ("-2147213045", "0x8004210B"),
        ] {
            assert_eq!(text.parse::<ClientCode>().map(|c| c.to_string()), Ok(shown.to_owned()));
        }
        for text in ["0x800CCC0", "0x800CCC0F0", "0x00000001", "800CCC0F", "-5000000000", "x"] {
            assert!(text.parse::<ClientCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn socket_errors_are_the_two_known_ranges() {
        assert!("10060".parse::<SocketError>().is_ok() && "111".parse::<SocketError>().is_ok());
        assert!("550".parse::<SocketError>().is_err() && "99999".parse::<SocketError>().is_err());
    }
}
