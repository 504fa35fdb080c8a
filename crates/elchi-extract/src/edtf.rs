//! Dates as ISO 8601-2 (EDTF) writes them: template → text → days.
//!
//! A rule gives a template such as `{year}-{month}-{day}`; captures fill it, and the result is a date only where
//! the calendar knows it: 31 April, a fifth quarter or an interval that runs backwards give none.

use elchi_model::{DateBasis, DatePrecision};

use crate::calendar::{day_number, days_in_month};

/// A date as the words give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interpreted {
    /// ISO 8601-2, `XXXX` for an unknown year.
    pub edtf: String,
    /// First day, as days since 1970-01-01, where the year is known.
    pub start_on: Option<i32>,
    /// Last day (included), as days since 1970-01-01, where the year is known.
    pub end_on: Option<i32>,
    /// How exact.
    pub precision: DatePrecision,
    /// Explicit, or unresolved where the year is missing.
    pub basis: DateBasis,
}

/// Fills `template`: `{name}` stands for the number of the capture `name`.
///
/// The end of the name says how it is written: `…year` with four digits (`XXXX` where the match has no such
/// capture), `decade` as the first three digits of a year that ends in nought, `tens` as the first digit of 10 to 90,
/// `…quarter` as 33 to 36, anything else with two digits. None where another capture is missing or its number does not fit.
pub fn fill(template: &str, number: impl Fn(&str) -> Option<f64>) -> Option<String> {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}')?;
        out.push_str(before);
        rest = after;
        let value = number(name);
        if name.ends_with("year") {
            match value {
                Some(value) => out.push_str(&format!("{:04}", whole(value, 1..=9999)?)),
                None => out.push_str("XXXX"),
            }
        } else if name == "decade" {
            let year = whole(value?, 1000..=9990)?;
            if year % 10 != 0 {
                return None;
            }
            out.push_str(&(year / 10).to_string());
        } else if name == "tens" {
            let tens = whole(value?, 10..=90)?;
            if tens % 10 != 0 {
                return None;
            }
            out.push_str(&(tens / 10).to_string());
        } else if name.ends_with("quarter") {
            out.push_str(&(32 + whole(value?, 1..=4)?).to_string());
        } else {
            out.push_str(&format!("{:02}", whole(value?, 1..=99)?));
        }
    }
    out.push_str(rest);
    Some(out)
}

fn whole(value: f64, range: std::ops::RangeInclusive<i32>) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked on the next line")]
    let number = value as i32;
    (f64::from(number) == value && range.contains(&number)).then_some(number)
}

/// What `edtf` means; `week` where the rule says that its interval is a week.
///
/// A season reaches over its three months of the year; winter, which two years share, over the whole year, so
/// that the day meant lies inside whichever winter the writer had in mind. Of an interval one end may be open
/// (`2024-05-10/..`); it has no day there.
pub fn interpret(edtf: String, week: bool) -> Option<Interpreted> {
    if let Some((part, until)) = open_interval(&edtf) {
        let part = Part::parse(part)?;
        let (start_on, end_on) = match part.bounds() {
            Some((_, end)) if until => (None, Some(end)),
            Some((start, _)) => (Some(start), None),
            None => (None, None),
        };
        let known = start_on.or(end_on).is_some();
        let basis = if known { DateBasis::Explicit } else { DateBasis::Unresolved };
        return Some(Interpreted { edtf, start_on, end_on, precision: part.precision(), basis });
    }
    let (first, last) = match edtf.split_once('/') {
        Some((first, last)) => (Part::parse(first)?, Part::parse(last)?),
        None => {
            let part = Part::parse(&edtf)?;
            (part, part)
        }
    };
    let bounds = match (first.bounds(), last.bounds()) {
        (Some((start, _)), Some((last_start, end))) if start <= last_start => Some((start, end)),
        (None, None) => None,
        // It runs backwards, or only one end has a year.
        _ => return None,
    };
    let precision = if week { DatePrecision::Week } else { first.precision() };
    let basis = if bounds.is_some() { DateBasis::Explicit } else { DateBasis::Unresolved };
    Some(Interpreted {
        edtf,
        start_on: bounds.map(|(start, _)| start),
        end_on: bounds.map(|(_, end)| end),
        precision,
        basis,
    })
}

/// The known end of an interval whose other end is open, and whether it is its last one.
fn open_interval(edtf: &str) -> Option<(&str, bool)> {
    let until = edtf.strip_prefix("../").map(|last| (last, true));
    until.or_else(|| edtf.strip_suffix("/..").map(|first| (first, false)))
}

/// One end of an interval, or a whole date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    year: Year,
    /// A month, or 21 to 24 for a season, 33 to 36 for a quarter; 0 where absent.
    sub: u32,
    /// 0 where absent.
    day: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    Known(i32),
    Decade(i32),
    Unknown,
}

impl Part {
    fn parse(text: &str) -> Option<Part> {
        let mut fields = text.split('-');
        let year = fields.next()?;
        let year = match year.strip_suffix('X') {
            Some("XXX") => Year::Unknown,
            Some(decade) if decade.len() == 3 => Year::Decade(decade.parse().ok()?),
            _ if year.len() == 4 => Year::Known(year.parse().ok()?),
            _ => return None,
        };
        let mut number = || match fields.next() {
            Some(field) if field.len() == 2 => field.parse().ok().filter(|&number| number > 0),
            Some(_) => None,
            None => Some(0),
        };
        let part = Part { year, sub: number()?, day: number()? };
        (fields.next().is_none() && part.exists()).then_some(part)
    }

    fn exists(self) -> bool {
        // A leap year stands in for the unknown one: 29 February may be meant.
        let year = if let Year::Known(year) = self.year { year } else { 2000 };
        match (self.year, self.sub) {
            (Year::Unknown, 0) => false,
            (Year::Decade(_), sub) => sub == 0,
            (Year::Known(0), _) => false,
            (_, 0) => self.day == 0,
            (_, 1..=12) => self.day <= days_in_month(year, self.sub),
            (_, 21..=24 | 33..=36) => self.day == 0,
            _ => false,
        }
    }

    fn bounds(self) -> Option<(i32, i32)> {
        let (first, last) = match self.year {
            Year::Unknown => return None,
            Year::Decade(decade) => (decade * 10, decade * 10 + 9),
            Year::Known(year) => (year, year),
        };
        let months = match self.sub {
            1..=12 => (self.sub, self.sub),
            21..=23 => (3 * self.sub - 60, 3 * self.sub - 58),
            33..=36 => (3 * self.sub - 98, 3 * self.sub - 96),
            _ => (1, 12),
        };
        let (start, end) = if self.day > 0 { (self.day, self.day) } else { (1, days_in_month(last, months.1)) };
        Some((day_number(first, months.0, start)?, day_number(last, months.1, end)?))
    }

    fn precision(self) -> DatePrecision {
        match (self.sub, self.day) {
            (_, 1..) => DatePrecision::Day,
            (1..=12, _) => DatePrecision::Month,
            (21..=24, _) => DatePrecision::Season,
            (33..=36, _) => DatePrecision::Quarter,
            _ => DatePrecision::Year,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(edtf: &str) -> Option<(Option<i32>, Option<i32>, DatePrecision)> {
        interpret(edtf.to_owned(), false).map(|date| (date.start_on, date.end_on, date.precision))
    }

    #[test]
    fn dates_and_their_days() {
        let day = |y, m, d| day_number(y, m, d);
        for (edtf, start, end, precision) in [
            ("2020-06-12", day(2020, 6, 12), day(2020, 6, 12), DatePrecision::Day),
            ("2020-02", day(2020, 2, 1), day(2020, 2, 29), DatePrecision::Month),
            ("2013", day(2013, 1, 1), day(2013, 12, 31), DatePrecision::Year),
            ("199X", day(1990, 1, 1), day(1999, 12, 31), DatePrecision::Year),
            ("2015-21", day(2015, 3, 1), day(2015, 5, 31), DatePrecision::Season),
            ("2015-23", day(2015, 9, 1), day(2015, 11, 30), DatePrecision::Season),
            ("2015-24", day(2015, 1, 1), day(2015, 12, 31), DatePrecision::Season),
            ("2023-33", day(2023, 1, 1), day(2023, 3, 31), DatePrecision::Quarter),
            ("2023-36", day(2023, 10, 1), day(2023, 12, 31), DatePrecision::Quarter),
            ("2020-06-12/2020-06-14", day(2020, 6, 12), day(2020, 6, 14), DatePrecision::Day),
            ("2019/2021", day(2019, 1, 1), day(2021, 12, 31), DatePrecision::Year),
            ("2024-05-10/..", day(2024, 5, 10), None, DatePrecision::Day),
            ("../2024-08", None, day(2024, 8, 31), DatePrecision::Month),
            ("../XXXX-08-09", None, None, DatePrecision::Day),
            ("XXXX-12-02", None, None, DatePrecision::Day),
            ("XXXX-02-29", None, None, DatePrecision::Day),
            ("XXXX-21", None, None, DatePrecision::Season),
            ("XXXX-12-28/XXXX-01-03", None, None, DatePrecision::Day),
        ] {
            assert_eq!(days(edtf), Some((start, end, precision)), "{edtf}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for edtf in [
            "2021-04-31",
            "2021-02-29",
            "XXXX-04-31",
            "2021-13",
            "2021-25",
            "2021-37",
            "2021-21-05",
            "XXXX",
            "199X-05",
            "21",
            "2020-06-14/2020-06-12",
            "2021/2019",
            "2020-06-12/XXXX-06-14",
            "2020-06-00",
            "2020-6-1",
            "",
            "0000",
            "2020-06-12-01",
            "../..",
            "/..",
        ] {
            assert_eq!(days(edtf), None, "{edtf}");
        }
    }

    #[test]
    fn templates() {
        let number = |name: &str| match name {
            "year" => Some(2020.0),
            "month" => Some(6.0),
            "day" => Some(1.0),
            "quarter" => Some(2.0),
            "season" => Some(21.0),
            "decade" => Some(1990.0),
            "tens" => Some(80.0),
            "odd" => Some(1.5),
            _ => None,
        };
        for (template, expected) in [
            ("{year}-{month}-{day}", Some("2020-06-01")),
            ("XXXX-{month}", Some("XXXX-06")),
            ("{last_year}-{month}", Some("XXXX-06")),
            ("{year}-{quarter}", Some("2020-34")),
            ("{year}-{season}", Some("2020-21")),
            ("{decade}X", Some("199X")),
            ("19{tens}X", Some("198X")),
            ("{year}-{absent}", None),
            ("{year}-{odd}", None),
            ("{year", None),
        ] {
            assert_eq!(fill(template, number).as_deref(), expected, "{template}");
        }
    }
}
