//! The day of publication: from what came with the record, from a line above the text, or from the dateline.

use std::ops::RangeInclusive;

use elchi_model::{DateBasis, DateMention, DatePrecision, PublishedBasis, SegmentKind};

use crate::calendar::{date_of, weekday};
use crate::dates::{Direction, Symbolic, day_in_year, edtf_day};
use crate::header::dateline::Dateline;
use crate::header::lines::{Line, has_open_end, has_text_behind, head, is_only_date};
use crate::input::DocumentInput;

/// What is known of the day of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Published {
    /// As in `headers.published_edtf`.
    pub(crate) edtf: Option<String>,
    /// The day, where it is certain.
    pub(crate) day: Option<i32>,
    /// Where it came from.
    pub(crate) basis: PublishedBasis,
    /// The days that the weekday allows, where they are several.
    pub(crate) candidates: Vec<i32>,
    /// The days that dates are counted from: the certain one, the candidates, or that day of any year.
    pub(crate) anchors: Vec<i32>,
}

impl Published {
    fn on(day: i32, basis: PublishedBasis) -> Published {
        Published { edtf: edtf_day(day), day: Some(day), basis, candidates: Vec::new(), anchors: vec![day] }
    }

    fn unknown() -> Published {
        let basis = PublishedBasis::None;
        Published { edtf: None, day: None, basis, candidates: Vec::new(), anchors: Vec::new() }
    }
}

/// The day of publication of a document, `dates` being its rows as the words say them and `said` what their rules
/// know; `years` are those that a publication may be of.
///
/// In this order: the metadata of the record; a whole date in a dateline, a byline or a short line above the text; a
/// whole date that has a line for itself; day and month of the dateline with the years in which it is the day of the
/// week that the text names.
pub(crate) fn published(
    document: &DocumentInput<'_>,
    dates: &[DateMention],
    said: &[Symbolic],
    dateline: &Dateline,
    years: RangeInclusive<i32>,
) -> Published {
    if let Some(day) = document.published_on.filter(|day| date_of(*day).is_some()) {
        let in_url = document.url.is_some_and(|url| holds_day(url, day));
        return Published::on(day, if in_url { PublishedBasis::Url } else { PublishedBasis::Metadata });
    }
    let rows = Rows { document, dates, said, dateline };
    if let Some(row) = rows.above_the_text(|row| whole_day(row).is_some()).or_else(|| rows.alone()) {
        return whole_day(row).map_or_else(Published::unknown, |day| Published::on(day, rows.basis(row)));
    }
    match rows.above_the_text(|row| row.edtf.starts_with("XXXX-") && is_open_day(row)) {
        Some(row) => rows.without_year(row, years),
        None => Published::unknown(),
    }
}

/// The day of a row that tells one day with its year.
fn whole_day(row: &DateMention) -> Option<i32> {
    let told = row.basis == DateBasis::Explicit && row.precision == DatePrecision::Day;
    row.start_on.filter(|_| told && row.start_on == row.end_on)
}

/// True for a day and month of an unknown year; the leap year knows all of them.
fn is_open_day(row: &DateMention) -> bool {
    day_in_year(&row.edtf, 2000).is_some()
}

/// The dates of a document and where its lines stand.
struct Rows<'a> {
    document: &'a DocumentInput<'a>,
    dates: &'a [DateMention],
    said: &'a [Symbolic],
    dateline: &'a Dateline,
}

impl<'a> Rows<'a> {
    /// The first date, of those that `fits` takes, in a line above the text or in the dateline.
    fn above_the_text(&self, fits: impl Fn(&DateMention) -> bool) -> Option<&'a DateMention> {
        let text = self.document.text;
        let above = head(self.document).filter(|(_, line)| *line != Line::Title).find_map(|(segment, line)| {
            self.dates.iter().filter(|row| row.segment_no == segment.segment_no && fits(row)).find(|row| {
                line == Line::Head
                    || if whole_day(row).is_some() {
                        has_open_end(text, segment.span, row.span)
                    } else {
                        is_only_date(text, row.span)
                    }
            })
        });
        above.or_else(|| self.dates.iter().find(|row| self.dateline.holds(row.span) && fits(row)))
    }

    /// The first whole date that has a line for itself.
    fn alone(&self) -> Option<&'a DateMention> {
        self.dates.iter().find(|row| whole_day(row).is_some() && is_only_date(self.document.text, row.span))
    }

    /// Dateline or line above the text: a dateline names a place, or the text goes on behind it.
    fn basis(&self, row: &DateMention) -> PublishedBasis {
        let dateline = self.dateline.spans.iter().find(|(_, span)| span.contains(row.span));
        let goes_on = |(_, span): &(i32, elchi_model::Span)| has_text_behind(self.document.text, *span);
        if dateline.is_some_and(|found| self.dateline.place.is_some() || goes_on(found)) {
            PublishedBasis::Dateline
        } else {
            PublishedBasis::HeaderLine
        }
    }

    /// What day and month of `row` tell, together with a day of the week.
    fn without_year(&self, row: &DateMention, years: RangeInclusive<i32>) -> Published {
        let horizon = *years.end();
        let mut days: Vec<i32> = years.filter_map(|year| day_in_year(&row.edtf, year)).collect();
        let edtf = Some(row.edtf.clone());
        let wanted = self.weekday_of(row);
        let earliest = self.earliest(horizon);
        let allowed = |day: &i32| wanted == Some(weekday(*day)) && earliest.is_none_or(|earliest| *day >= earliest);
        if !days.iter().any(allowed) {
            let basis = self.basis(row);
            return Published { edtf, day: None, basis, candidates: Vec::new(), anchors: days };
        }
        days.retain(allowed);
        match days.as_slice() {
            [day] => Published::on(*day, PublishedBasis::Weekday),
            _ => {
                let basis = PublishedBasis::Weekday;
                Published { edtf, day: None, basis, candidates: days.clone(), anchors: days }
            }
        }
    }

    /// The day of the week of the day in `row`: named beside it, beside the same day elsewhere, or alone in the
    /// dateline and the paragraph behind it, where one day of the week is named and no other.
    fn weekday_of(&self, row: &DateMention) -> Option<i32> {
        let beside = self.dates.iter().zip(self.said).filter(|(other, _)| other.edtf == row.edtf);
        if let Some(weekday) = beside.filter_map(|(_, said)| said.weekday).next() {
            return Some(weekday);
        }
        let from = self.document.segments.iter().skip_while(|segment| segment.segment_no != row.segment_no);
        let is_text = |kind| matches!(kind, SegmentKind::Sentence | SegmentKind::Lead);
        let paragraph = from.clone().find(|segment| is_text(segment.kind))?.paragraph_no;
        let last = from.take_while(|segment| segment.paragraph_no <= paragraph).last()?.segment_no;
        let mut named = self
            .dates
            .iter()
            .zip(self.said)
            .filter(|(other, said)| (row.segment_no..=last).contains(&other.segment_no) && said.is_plain_weekday())
            .filter_map(|(_, said)| said.weekday);
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    }

    /// The first day of the latest year that the text tells as past.
    fn earliest(&self, horizon: i32) -> Option<i32> {
        let past = self
            .dates
            .iter()
            .zip(self.said)
            .filter(|(row, said)| row.basis == DateBasis::Explicit && said.direction == Some(Direction::Past));
        past.filter_map(|(row, _)| row.start_on)
            .filter(|day| date_of(*day).is_some_and(|(year, ..)| year <= horizon))
            .max()
    }
}

/// True where an address holds the day as `2020/10/15`, `2020-10-15` or `20201015`, with no digit beside it.
fn holds_day(url: &str, day: i32) -> bool {
    let Some((year, month, day)) = date_of(day) else { return false };
    ["/", "-", ""].iter().any(|mark| {
        let wanted = format!("{year:04}{mark}{month:02}{mark}{day:02}");
        url.match_indices(&wanted).any(|(at, _)| {
            let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
            let bytes = url.as_bytes();
            !is_digit(at.checked_sub(1).and_then(|before| bytes.get(before))) && !is_digit(bytes.get(at + wanted.len()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        for (url, expected) in [
            ("https://a.kz/2020/10/15/slug", true),
            ("https://a.kz/news-20201015.html", true),
            ("https://a.kz/2020-10-15", true),
            ("https://a.kz/120201015", false),
            ("https://a.kz/2020/10/16/", false),
            ("", false),
        ] {
            assert_eq!(holds_day(url, 18_550), expected, "{url}");
        }
    }
}
