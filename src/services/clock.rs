//! What time it is, here.

use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

/// Now.
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The time zone of this machine.
pub fn zone() -> TimeZone {
    TimeZone::system()
}

/// The moment at which the day of `now` began here.
pub fn start_of_day(now: Timestamp, zone: &TimeZone) -> Timestamp {
    let here = now.to_zoned(zone.clone());
    here.start_of_day().map_or(now, |start| start.timestamp())
}

/// The moment some days before `now`.
pub fn days_before(now: Timestamp, days: u32) -> Timestamp {
    let span = (i64::from(days) * 24).hours();
    now.checked_sub(span).unwrap_or(Timestamp::MIN)
}

/// Until when somebody waits: `30m`, `2h`, `in 3 days`, `14:00`,
/// `tomorrow 9:00`, `friday`, `next tuesday 14:00`, `2026-11-23`, `2026-11-23 14:00`. A time of day that is over today is that
/// of tomorrow. `None` where it is none of these.
pub fn read_until(text: &str, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim().to_ascii_lowercase();
    let text = ["in ", "next ", "on ", "until "]
        .into_iter()
        .fold(text.as_str(), |text, word| text.strip_prefix(word).unwrap_or(text).trim_start());
    if let Some(span) = read_span(text) {
        return now.checked_add(span).ok();
    }
    let here = now.to_zoned(zone.clone());
    let morning = Time::constant(9, 0, 0, 0);
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    if let Some(day) = read_weekday(first) {
        let date = here.date().nth_weekday(1, day).ok()?;
        let time = if rest.is_empty() { morning } else { read_time(rest.trim())? };
        return Some(date.to_datetime(time).to_zoned(zone.clone()).ok()?.timestamp());
    }
    let (date, time) = match text.strip_prefix("tomorrow") {
        Some(rest) if rest.trim().is_empty() => (here.date().tomorrow().ok()?, morning),
        Some(rest) => (here.date().tomorrow().ok()?, read_time(rest.trim())?),
        None => match text.split_once([' ', 't']) {
            Some((date, time)) => (date.parse().ok()?, read_time(time.trim())?),
            None if text.contains(':') => {
                let time = read_time(text)?;
                let is_over = time <= here.time();
                (if is_over { here.date().tomorrow().ok()? } else { here.date() }, time)
            }
            None => (text.parse().ok()?, morning),
        },
    };
    let moment = date.to_datetime(time).to_zoned(zone.clone()).ok()?;
    Some(moment.timestamp())
}

/// The day of a week by its name, or the first three letters of it or more.
fn read_weekday(text: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let is_meant = |name: &str| text.len() > 2 && name.starts_with(text);
    DAYS.into_iter().find(|(name, _)| is_meant(name)).map(|(_, day)| day)
}

/// `30m`, `2h`, `3d`, with or without a space or the whole word.
fn read_span(text: &str) -> Option<Span> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let count: i64 = text.get(..digits)?.parse().ok().filter(|count| *count <= 10_000)?;
    match text.get(digits..)?.trim() {
        "m" | "min" | "minute" | "minutes" => Some(count.minutes()),
        "h" | "hour" | "hours" => Some(count.hours()),
        "d" | "day" | "days" => Some((count * 24).hours()),
        _ => None,
    }
}

/// `14:00` or `9:30`.
fn read_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let now: Timestamp = "2026-11-21T10:00:00Z".parse().expect("a time");
        for (text, expected) in [
            ("30m", "2026-11-21T10:30:00Z"),
            ("2 hours", "2026-11-21T12:00:00Z"),
            ("3d", "2026-11-24T10:00:00Z"),
            ("14:00", "2026-11-21T14:00:00Z"),
            ("9:30", "2026-11-22T09:30:00Z"),
            ("tomorrow", "2026-11-22T09:00:00Z"),
            ("Tomorrow 8:15", "2026-11-22T08:15:00Z"),
            ("2026-11-23", "2026-11-23T09:00:00Z"),
            ("2026-11-23 16:00", "2026-11-23T16:00:00Z"),
            // That day is a Saturday.
            ("in 2 hours", "2026-11-21T12:00:00Z"),
            ("in 3 days", "2026-11-24T10:00:00Z"),
            ("next Tuesday", "2026-11-24T09:00:00Z"),
            ("fri", "2026-11-27T09:00:00Z"),
            ("saturday 16:00", "2026-11-28T16:00:00Z"),
            ("on monday 8:30", "2026-11-23T08:30:00Z"),
        ] {
            let read = read_until(text, now, &TimeZone::UTC);
            assert_eq!(read.map(|time| time.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["", "soon", "25:00", "99999999999d", "2026-13-01", "5x", "mo", "friday soon", "b"]
        {
            assert_eq!(read_until(text, now, &TimeZone::UTC), None, "{text}");
        }
    }
}
