//! The dates of one document on their way from words to days.

use std::collections::BTreeMap;
use std::sync::Arc;

use elchi_lexicon::Lexicon;
use elchi_model::{DateBasis, DateMention, DatePrecision, Facts, Span};

use crate::calendar::date_of;
use crate::dates::resolve::{day_in_year, edtf_day, resolve};
use crate::dates::symbolic::{Direction, Symbolic, Unit};
use crate::edtf::Interpreted;
use crate::header::{Headers, header};
use crate::input::DocumentInput;

/// What the words of each date row say, in the order of the rows, and the buffers of the header.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    said: Vec<Symbolic>,
    headers: Headers,
}

impl Timeline {
    /// Takes the dates of a segment over as rows that tell what the words say.
    pub(crate) fn add(
        &mut self,
        segment_no: i32,
        dates: &mut Vec<(Span, Symbolic, Arc<str>)>,
        rows: &mut Vec<DateMention>,
    ) {
        for (span, said, rule_id) in dates.drain(..) {
            // It has been read once already, so that the calendar knows it.
            let Some(date) = resolve(&said, &[]) else { continue };
            rows.push(DateMention {
                segment_no,
                span,
                edtf: date.edtf,
                start_on: date.start_on,
                end_on: date.end_on,
                precision: date.precision,
                basis: date.basis,
                rule_id,
            });
            self.said.push(said);
        }
    }

    /// Finds the header of the document and resolves its dates against the day of publication.
    ///
    /// The rows of `facts.dates` are those that [`Timeline::add`] gave, in their order.
    pub(crate) fn finish(&mut self, document: &DocumentInput<'_>, lexicon: &Lexicon, facts: &mut Facts) {
        let (header, anchors) = header(document, lexicon, facts, &self.said, &mut self.headers);
        facts.header = header;
        let mut told = ToldYears::default();
        let (mut last_day, mut last_told): (Option<i32>, Option<i32>) = (None, None);
        for (row, said) in facts.dates.iter_mut().zip(&self.said) {
            // Of a month or year it is enough to know when it was.
            let long = matches!(said.unit, Some(Unit::Month | Unit::Quarter | Unit::Year));
            let own = if long { last_told } else { last_day }.filter(|_| said.from_told).map(|day| [day]);
            // «A day earlier» than nothing told is a day before the publication.
            let earlier = said.offset.is_some_and(|offset| offset < 0);
            let anchors = match &own {
                Some(own) => own.as_slice(),
                None if said.from_told && !earlier => &[],
                None => &anchors,
            };
            let Some(mut date) = resolve(said, anchors) else { continue };
            if own.is_some() && date.basis == DateBasis::Relative {
                date.basis = DateBasis::Document;
            }
            last_told = date.start_on.or(last_told);
            last_day = date.start_on.filter(|_| date.start_on == date.end_on).or(last_day);
            if said.from_told {
                (row.edtf, row.precision, row.basis) = (date.edtf, date.precision, date.basis);
                (row.start_on, row.end_on) = (date.start_on, date.end_on);
                continue;
            }
            if date.basis == DateBasis::Document && told.other_than(row.segment_no, &date) {
                continue;
            }
            told.add(row.segment_no, &date);
            (row.edtf, row.precision, row.basis) = (date.edtf, date.precision, date.basis);
            (row.start_on, row.end_on) = (date.start_on, date.end_on);
        }
        if anchors.is_empty() {
            complete_from_twins(&mut facts.dates, &self.said);
        }
        self.said.clear();
    }
}

/// The years told so far in a segment.
#[derive(Debug, Default)]
struct ToldYears {
    segment_no: i32,
    /// The first and the last of them.
    years: Option<(i32, i32)>,
}

impl ToldYears {
    fn years_of(date: &Interpreted) -> Option<(i32, i32)> {
        let year = |day: Option<i32>| day.and_then(date_of).map(|(year, ..)| year);
        Some((year(date.start_on)?, year(date.end_on)?))
    }

    /// Notes the years of a date that tells them, in words or by their distance.
    fn add(&mut self, segment_no: i32, date: &Interpreted) {
        let Some((first, last)) = Self::years_of(date) else { return };
        if matches!(date.basis, DateBasis::Explicit | DateBasis::Relative) {
            let told = self.years.filter(|_| self.segment_no == segment_no);
            let (from, to) = told.unwrap_or((first, last));
            (self.segment_no, self.years) = (segment_no, Some((from.min(first), to.max(last))));
        }
    }

    /// True where another year is told before the date in its segment: the nearest day of that name need not be meant.
    fn other_than(&self, segment_no: i32, date: &Interpreted) -> bool {
        let told = self.years.filter(|_| self.segment_no == segment_no);
        told.is_some_and(|(first, last)| Self::years_of(date).is_none_or(|(from, to)| first < from || last > to))
    }
}

/// Without a day of publication, a day and month gets its year from the same day told with its year elsewhere in the
/// document, where all such tell one year.
fn complete_from_twins(rows: &mut [DateMention], said: &[Symbolic]) {
    let mut twins: BTreeMap<(u32, u32), Vec<i32>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.basis == DateBasis::Explicit && row.precision == DatePrecision::Day) {
        let Some(day) = row.start_on.filter(|_| row.start_on == row.end_on) else { continue };
        let Some((_, month, of_month)) = date_of(day) else { continue };
        let days = twins.entry((month, of_month)).or_default();
        // Two are enough to know that they differ.
        if days.len() < 2 && !days.contains(&day) {
            days.push(day);
        }
    }
    for (row, _) in rows.iter_mut().zip(said).filter(|(_, said)| said.direction == Some(Direction::Nearest)) {
        // The leap year knows every day and month.
        let Some((_, month, of_month)) = day_in_year(&row.edtf, 2000).and_then(date_of) else { continue };
        let Some(&[twin]) = twins.get(&(month, of_month)).map(Vec::as_slice) else { continue };
        let Some(edtf) = edtf_day(twin) else { continue };
        (row.edtf, row.start_on, row.end_on, row.basis) = (edtf, Some(twin), Some(twin), DateBasis::Document);
    }
}
