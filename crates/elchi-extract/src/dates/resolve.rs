//! From what the words say to the day that is meant.

use elchi_model::{DateBasis, DatePrecision};

use crate::calendar::{date_of, day_number, weekday};
use crate::dates::symbolic::{Direction, Symbolic, Unit};
use crate::edtf::{Interpreted, interpret};

/// Further than this many days from the publication no year is filled in.
const HALF_YEAR: i32 = 183;

/// A month, quarter or season is filled in only where the next nearest one is so many days further away.
const MARGIN: i32 = 30;

/// The EDTF number of winter, which two years share.
const WINTER: &str = "-24";

/// The date that is meant by a text published on one of the days `anchors`; none where the calendar has no such date.
///
/// One anchor is a certain day, several are all days that may be it, none means that nothing is known. What differs
/// between the anchors stays open: with 11 March of several years "yesterday" is `XXXX-03-10`. A date that tells its
/// year is not touched, and one that cannot be resolved keeps what its words say.
pub fn resolve(date: &Symbolic, anchors: &[i32]) -> Option<Interpreted> {
    let as_said = as_said(date)?;
    if as_said.basis == DateBasis::Explicit {
        return Some(as_said);
    }
    let Some(first) = anchors.first().and_then(|&anchor| seen_from(date, anchor)) else { return Some(as_said) };
    let open = without_years(&first.edtf);
    let mut certain = true;
    for &anchor in &anchors[1..] {
        match seen_from(date, anchor) {
            Some(other) if without_years(&other.edtf) == open => certain &= other == first,
            _ => return Some(as_said),
        }
    }
    Some(if certain { first } else { unresolved(open, first.precision) })
}

/// The date without any publication.
fn as_said(date: &Symbolic) -> Option<Interpreted> {
    if date.edtf == "XXXX" {
        let by_weekday = date.weekday.map(|_| DatePrecision::Day);
        let precision = date.precision.or(by_weekday).or(date.unit.map(Unit::precision))?;
        return (date.unit.is_some() || date.weekday.is_some()).then(|| unresolved("XXXX".to_owned(), precision));
    }
    if date.edtf.contains("XXXX-XX") {
        let example = interpret(date.edtf.replace("XXXX-XX", "2000-01"), false)?;
        return Some(unresolved(date.edtf.clone(), example.precision));
    }
    interpret(date.edtf.clone(), date.precision == Some(DatePrecision::Week))
}

fn unresolved(edtf: String, precision: DatePrecision) -> Interpreted {
    Interpreted { edtf, start_on: None, end_on: None, precision, basis: DateBasis::Unresolved }
}

/// The date in a text published on the day `anchor`; none where that does not tell it.
fn seen_from(date: &Symbolic, anchor: i32) -> Option<Interpreted> {
    let (found, basis) = if let Some(wanted) = date.weekday.filter(|_| date.edtf == "XXXX") {
        (day(day_of_week(date, wanted, anchor)?)?, DateBasis::Weekday)
    } else if let Some(unit) = date.unit {
        (shifted(date, unit, date.offset?, anchor)?, DateBasis::Relative)
    } else {
        let basis = match (date.weekday, date.offset) {
            (Some(_), _) => DateBasis::Weekday,
            (None, Some(_)) => DateBasis::Relative,
            (None, None) => DateBasis::Document,
        };
        (of_some_year(date, anchor)?, basis)
    };
    let precision = date.precision.unwrap_or(found.precision);
    Some(Interpreted { precision, basis, ..found })
}

/// A single day.
fn day(number: i32) -> Option<Interpreted> {
    interpret(edtf_day(number)?, false)
}

/// A day as EDTF writes it.
pub(crate) fn edtf_day(number: i32) -> Option<String> {
    let (year, month, day) = date_of(number)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The day of the week `wanted` that is meant: of a week, or before, after or about the anchor.
fn day_of_week(date: &Symbolic, wanted: i32, anchor: i32) -> Option<i32> {
    if date.unit == Some(Unit::Week) {
        return monday(anchor)?.checked_add(date.offset?.checked_mul(7)?)?.checked_add(wanted - 1);
    }
    let ahead = (wanted - weekday(anchor)).rem_euclid(7);
    let days = match (date.offset, date.direction) {
        (Some(..=-1), _) => ahead - 7,
        (Some(1..), _) | (None, Some(Direction::Future)) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (Some(0), _) | (None, Some(Direction::Nearest)) => {
            if ahead > 3 {
                ahead - 7
            } else {
                ahead
            }
        }
        (None, Some(Direction::Past) | None) => (ahead - 7) % 7,
    };
    anchor.checked_add(days)
}

fn monday(anchor: i32) -> Option<i32> {
    anchor.checked_sub(weekday(anchor) - 1)
}

/// The date at a distance from the anchor.
fn shifted(date: &Symbolic, unit: Unit, offset: i32, anchor: i32) -> Option<Interpreted> {
    let (year, month, _) = date_of(anchor)?;
    let alone = date.edtf == "XXXX";
    match unit {
        Unit::Day if alone => day(anchor.checked_add(offset)?),
        Unit::Week if alone => {
            let first = monday(anchor)?.checked_add(offset.checked_mul(7)?)?;
            interpret(format!("{}/{}", edtf_day(first)?, edtf_day(first.checked_add(6)?)?), true)
        }
        Unit::Month => {
            let (year, month) = counted(year, month, 12, offset)?;
            let month = format!("{year:04}-{month:02}");
            if alone {
                interpret(month, false)
            } else {
                date.edtf.contains("XXXX-XX").then(|| interpret(date.edtf.replace("XXXX-XX", &month), false))?
            }
        }
        Unit::Quarter if alone => {
            let (year, quarter) = counted(year, (month - 1) / 3 + 1, 4, offset)?;
            interpret(format!("{year:04}-{}", 32 + quarter), false)
        }
        Unit::Year => of_year(date, year.checked_add(offset)?),
        _ => None,
    }
}

/// The year and the number of the part (from 1) that lies `offset` parts from one of `parts` in a year.
fn counted(year: i32, part: u32, parts: i32, offset: i32) -> Option<(i32, i32)> {
    let total = year.checked_mul(parts)?.checked_add(i32::try_from(part).ok()? - 1)?.checked_add(offset)?;
    Some((total.div_euclid(parts), total.rem_euclid(parts) + 1))
}

/// The date with its open year as `year`; the end of an interval may lie in the next one.
fn of_year(date: &Symbolic, year: i32) -> Option<Interpreted> {
    if !(1..=9998).contains(&year) {
        return None;
    }
    let week = date.precision == Some(DatePrecision::Week);
    let with = |first: i32, last: i32| match date.edtf.split_once('/') {
        None => date.edtf.replacen("XXXX", &format!("{first:04}"), 1),
        Some((start, end)) => {
            let start = start.replacen("XXXX", &format!("{first:04}"), 1);
            format!("{start}/{}", end.replacen("XXXX", &format!("{last:04}"), 1))
        }
    };
    interpret(with(year, year), week)
        .or_else(|| date.edtf.contains('/').then(|| interpret(with(year, year + 1), week)).flatten())
}

/// The date in the year that is meant: before, after or about the anchor, and with its day of the week.
///
/// Winter is never filled in: its year does not say which of two winters is meant.
fn of_some_year(date: &Symbolic, anchor: i32) -> Option<Interpreted> {
    let direction = match date.offset {
        Some(..=-1) => Direction::Past,
        Some(0) => Direction::Nearest,
        Some(1..) => Direction::Future,
        None => date.direction?,
    };
    let strict = date.offset.is_some();
    let (year, ..) = date_of(anchor)?;
    let mut found: Vec<(i32, Interpreted)> = (year - 1..=year + 1)
        .filter_map(|year| of_year(date, year))
        .filter(|found| !found.edtf.ends_with(WINTER) || found.precision != DatePrecision::Season)
        .filter(|found| date.weekday.is_none_or(|wanted| found.start_on.is_some_and(|day| weekday(day) == wanted)))
        .filter_map(|found| {
            // Of an open interval its one end counts.
            let start = found.start_on.or(found.end_on)?;
            let end = found.end_on.unwrap_or(start);
            let fits = match direction {
                Direction::Past if strict => end < anchor,
                Direction::Past => start <= anchor,
                Direction::Future if strict => start > anchor,
                Direction::Future => end >= anchor,
                Direction::Nearest => true,
            };
            let distance = (start.checked_sub(anchor)?).max(anchor.checked_sub(end)?).max(0);
            fits.then_some((distance, found))
        })
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    let mut found = found.into_iter();
    let (nearest, date_found) = found.next()?;
    if direction == Direction::Nearest && !strict {
        let margin = if date_found.precision == DatePrecision::Day { 1 } else { MARGIN };
        let rival = found.next().is_some_and(|(distance, _)| distance - nearest < margin);
        if nearest > HALF_YEAR || rival {
            return None;
        }
    }
    Some(date_found)
}

/// `XXXX` in place of every year; decades and what is open already stay.
fn without_years(edtf: &str) -> String {
    let parts = edtf.split('/').map(|part| match part.split_at_checked(4) {
        Some((year, rest)) if !year.contains('X') => format!("XXXX{rest}"),
        _ => part.to_owned(),
    });
    let parts: Vec<String> = parts.collect();
    match parts.as_slice() {
        [first, last] if first == "XXXX" && last == "XXXX" => first.clone(),
        _ => parts.join("/"),
    }
}

/// The day of month `month` in `year`, of an EDTF form `XXXX-MM-DD`.
pub(crate) fn day_in_year(open: &str, year: i32) -> Option<i32> {
    let rest = open.strip_prefix("XXXX-").filter(|rest| rest.len() == 5)?;
    let (month, day) = rest.split_once('-')?;
    day_number(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests;
