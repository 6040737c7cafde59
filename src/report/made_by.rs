//! Which program and which knowledge an answer is from.

/// Both in one line: `smtp-doctor 0.1.0, knowledge of 2026-11` (see
/// [`edition`](crate::knowledge::edition)).
pub const MADE_BY: &str = concat!(
    "smtp-doctor ",
    env!("CARGO_PKG_VERSION"),
    ", knowledge of ",
    env!("SMTP_DOCTOR_KNOWLEDGE")
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::edition;

    #[test]
    fn the_month_of_the_knowledge_is_told() {
        assert!(MADE_BY.ends_with(edition()), "{MADE_BY}");
        let (year, month) = edition().split_once('-').expect("a year and a month");
        assert!(year.parse::<u16>().is_ok_and(|year| year >= 2026), "{year}");
        assert!(month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month)), "{month}");
    }
}
