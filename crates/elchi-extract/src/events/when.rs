//! The date of an event: what its realis adds to a date without a year.

use elchi_model::{DateBasis, DateMention, Realis};

use crate::calendar::date_of;
use crate::edtf::{Interpreted, interpret};

/// The date of an event of that realis in a text published on the day `published`, where the words leave its year open:
/// the next one to come of what is to happen, the last one of what has happened. None where the date is whole, or
/// nothing tells its year.
pub(crate) fn completed(date: &DateMention, realis: Realis, published: Option<i32>) -> Option<Interpreted> {
    // The day of the week of something to come is the next one.
    let to_come = matches!(realis, Realis::Scheduled | Realis::Proposed | Realis::Hypothetical);
    if date.basis == DateBasis::Weekday && to_come {
        let published = published?;
        let past =
            date.start_on.filter(|day| date.end_on == Some(*day) && *day < published && *day + 7 >= published)?;
        let (year, month, day) = date_of(past + 7)?;
        return interpret(format!("{year:04}-{month:02}-{day:02}"), false);
    }
    // A day or month was filled in as the nearest one: not that one where the words say that it is past or to come.
    if date.basis == DateBasis::Document
        && let Some(other) = published.and_then(|published| other_year(date, realis, published))
    {
        return Some(other);
    }
    let rest = date.edtf.strip_prefix("XXXX-").filter(|rest| !rest.contains('X') && !rest.contains('/'))?;
    let published = published?;
    let (year, ..) = date_of(published)?;
    let to_come = match realis {
        Realis::Scheduled | Realis::Proposed | Realis::Hypothetical => true,
        Realis::Occurred | Realis::Ongoing | Realis::Historical => false,
        Realis::Negated | Realis::Cancelled => return None,
    };
    let years = if to_come { [year, year + 1] } else { [year, year - 1] };
    years.into_iter().filter_map(|year| interpret(format!("{year:04}-{rest}"), false)).find(|found| {
        let (start, end) = (found.start_on.unwrap_or(published), found.end_on.unwrap_or(published));
        if to_come { end >= published } else { start <= published }
    })
}

/// The date a year earlier or later, where as it was filled in it lies on the wrong side of the publication.
fn other_year(date: &DateMention, realis: Realis, published: i32) -> Option<Interpreted> {
    let (start, end) = date.start_on.zip(date.end_on)?;
    let step = match realis {
        Realis::Scheduled | Realis::Proposed if end + FAR < published => 1,
        Realis::Historical if start > published => -1,
        _ => return None,
    };
    let (year, rest) = date.edtf.split_at_checked(4).filter(|_| !date.edtf.contains('/'))?;
    interpret(format!("{:04}{rest}", year.parse::<i32>().ok()? + step), false)
}

/// Further back than so many days nothing is still to come.
const FAR: i32 = 7;
