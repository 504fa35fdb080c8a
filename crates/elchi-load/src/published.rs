//! The day a record says it was published, and nothing that has to be guessed.

/// Years that a publication can be of; others are place-holders of content systems.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Names of months in RFC 2822, which has no others, three letters each.
const RFC_MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Names of weekdays in RFC 2822, from the weekday of 1970-01-01.
const RFC_WEEKDAYS: &str = "ThuFriSatSunMonTueWed";

/// A number of at least this many seconds is a time: below it may be a date written as a number.
const FIRST_EPOCH: f64 = 1e8;

const DAY_SECONDS: f64 = 86_400.0;

/// The day of a date or date-time, as it is written: a time zone does not move it.
///
/// Read are ISO 8601 (`2020-10-15`, `20201015`, `2020-10-15T14:30:00+05:00`, with a blank for `T`, too),
/// `15.10.2020` with or without a time, and RFC 2822 (`Thu, 15 Oct 2020 14:30:00 +0500`).
/// Nulls: any other form, a day that is in no calendar, a weekday that was another.
pub(crate) fn from_text(text: &str) -> Option<i32> {
    let text = text.trim();
    iso(text).or_else(|| dotted(text)).or_else(|| rfc_2822(text))
}

/// The day, in UTC, of seconds since 1970-01-01, from 1973-03-03 on.
pub(crate) fn from_epoch(seconds: f64) -> Option<i32> {
    let last = f64::from(days(*YEARS.end(), 12, 31)?) * DAY_SECONDS;
    // In range, so that the cast cuts the fraction and nothing else.
    (FIRST_EPOCH..=last).contains(&seconds).then_some((seconds / DAY_SECONDS) as i32)
}

/// The day in the path of an address: `/2020/10/15/` or `2020-10-15`, with no digit before or behind. The first wins.
pub(crate) fn from_url(url: &str) -> Option<i32> {
    let path = url.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let path = &path[path.find('/')?..];
    let bytes = path.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let separator = *bytes.get(at + 4)?;
        let is_free = |at: Option<usize>| !at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        let is_date = matches!(separator, b'/' | b'-')
            && bytes.get(at + 7) == Some(&separator)
            && is_free(at.checked_sub(1))
            && is_free(Some(at + 10))
            && (separator == b'-' || at.checked_sub(1).is_some_and(|before| bytes[before] == b'/'));
        let date = path.get(at..at + 10).filter(|_| is_date)?;
        days(number(&date[..4])?, number(&date[5..7])?, number(&date[8..])?)
    })
}

fn iso(text: &str) -> Option<i32> {
    let (date, rest) = if text.as_bytes().get(4) == Some(&b'-') {
        let (date, rest) = text.split_at_checked(10)?;
        if date.as_bytes()[7] != b'-' {
            return None;
        }
        (days(number(date.get(..4)?)?, number(date.get(5..7)?)?, number(date.get(8..)?)?), rest)
    } else {
        let (date, rest) = text.split_at_checked(8)?;
        (days(number(date.get(..4)?)?, number(date.get(4..6)?)?, number(date.get(6..)?)?), rest)
    };
    let time = rest.strip_prefix(['T', 't', ' ']);
    (rest.is_empty() || time.is_some_and(is_time)).then_some(date?)
}

fn dotted(text: &str) -> Option<i32> {
    let (date, rest) = text.split_at_checked(10)?;
    let bytes = date.as_bytes();
    if bytes[2] != b'.' || bytes[5] != b'.' {
        return None;
    }
    let date = days(number(date.get(6..)?)?, number(date.get(3..5)?)?, number(date.get(..2)?)?);
    let time = rest.trim_start_matches([',', ' ']);
    (rest.is_empty() || (time.len() < rest.len() && is_time(time))).then_some(date?)
}

fn rfc_2822(text: &str) -> Option<i32> {
    let (weekday, rest) = match text.split_once(',') {
        Some((weekday, rest)) => (Some(three_letters(RFC_WEEKDAYS, weekday)?), rest),
        None => (None, text),
    };
    let mut parts = rest.split_ascii_whitespace();
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if day.len() > 2 || year.len() != 4 {
        return None;
    }
    let month = i32::try_from(three_letters(RFC_MONTHS, month)?).ok()? + 1;
    let date = days(number(year)?, month, number(day)?)?;
    let is_time = parts.next().is_none_or(is_time);
    let is_weekday = weekday.is_none_or(|weekday| usize::try_from(date.rem_euclid(7)) == Ok(weekday));
    (is_time && is_weekday).then_some(date)
}

/// True for what starts like `14:30` or `1430`.
fn is_time(text: &str) -> bool {
    let (hour, rest) = text.split_at_checked(2).unwrap_or(("", ""));
    let minute = rest.strip_prefix(':').unwrap_or(rest).get(..2).unwrap_or("");
    number(hour).is_some_and(|hour| hour <= 24) && number(minute).is_some_and(|minute| minute <= 59)
}

/// Place of a three-letter name in a row of them.
fn three_letters(names: &str, name: &str) -> Option<usize> {
    let at = (name.len() == 3).then(|| names.find(name))??;
    (at % 3 == 0).then_some(at / 3)
}

/// A number of ASCII digits and nothing else.
fn number(digits: &str) -> Option<i32> {
    let is_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_digits.then(|| digits.parse().ok())?
}

/// Days since 1970-01-01 of a day that the Gregorian calendar has.
fn days(year: i32, month: i32, day: i32) -> Option<i32> {
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i32::from(is_leap),
        _ => return None,
    };
    if !YEARS.contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    // Years from March, so that the leap day is the last of one.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Some(365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OCT_15_2020: i32 = 18_550;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days(1970, 1, 1), Some(0));
        assert_eq!(days(1969, 12, 31), Some(-1));
        assert_eq!(days(2000, 2, 29), Some(11_016));
        assert_eq!(days(2020, 10, 15), Some(OCT_15_2020));
        for (year, month, day) in [(2021, 2, 29), (1900, 2, 29), (2020, 4, 31), (2020, 13, 1), (1, 1, 1), (2020, 1, 0)]
        {
            assert_eq!(days(year, month, day), None, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn forms_that_are_read() {
        for text in [
            "2020-10-15",
            " 2020-10-15 ",
            "20201015",
            "20201015T1430Z",
            "2020-10-15T23:59:59.123-05:00",
            "2020-10-15 14:30",
            "15.10.2020",
            "15.10.2020, 14:30",
            "15.10.2020 14:30",
            "Thu, 15 Oct 2020 14:30:00 +0500",
            "15 Oct 2020",
        ] {
            assert_eq!(from_text(text), Some(OCT_15_2020), "{text}");
        }
        assert_eq!(from_epoch(1_602_720_000.0), Some(OCT_15_2020));
        assert_eq!(from_epoch(1_602_806_399.9), Some(OCT_15_2020));
    }

    #[test]
    fn forms_that_are_not() {
        for text in [
            "",
            "2020",
            "2020-10",
            "2020-13-01",
            "2020-02-30",
            "2020-10-15x",
            "2020-10-15T",
            "2020-10-15T99:00",
            "2020/10/15",
            "10/15/2020",
            "15.10.20",
            "32.10.2020",
            "15.10.2020x",
            "Fri, 15 Oct 2020",
            "Thu, 15 Okt 2020",
            "anF 15 2020",
            "15 anF 2020",
            "15 қазан 2020",
            "20201315",
            "1602720000",
            "١٥.١٠.٢٠٢٠",
            "0001-01-01",
            "жжж-жж-жжжж",
        ] {
            assert_eq!(from_text(text), None, "{text}");
        }
        for seconds in [f64::NAN, f64::INFINITY, -1.0, 0.0, 20_201_015.0, 1_602_720_000_000.0] {
            assert_eq!(from_epoch(seconds), None, "{seconds}");
        }
    }

    #[test]
    fn addresses() {
        for (url, expected) in [
            ("https://a.kz/2020/10/15/slug", Some(OCT_15_2020)),
            ("https://a.kz/news/2020-10-15-slug.html", Some(OCT_15_2020)),
            ("https://a.kz/2020/10/15", Some(OCT_15_2020)),
            ("https://2020-10-15.kz/", None),
            ("https://a.kz/?date=2020-10-15", None),
            ("https://a.kz/12020/10/15/", None),
            ("https://a.kz/2020/10/151", None),
            ("https://a.kz/x2020/10/15/", None),
            ("https://a.kz/2020/10-15/", None),
            ("https://a.kz/2020-02-31/2020/10/15/", Some(OCT_15_2020)),
            ("https://a.kz/жжжж-10-15", None),
            ("2020-10-15", None),
            ("", None),
        ] {
            assert_eq!(from_url(url), expected, "{url}");
        }
    }
}
