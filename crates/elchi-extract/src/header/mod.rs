//! What a document says of itself: its title, its day of publication, the place of its dateline.

mod dateline;
mod lines;
mod published;

use elchi_lexicon::Lexicon;
use elchi_model::{Facts, Header, Mention, MentionKind, NamedField, SegmentKind};

use crate::dates::Symbolic;
use crate::input::DocumentInput;

pub(crate) use dateline::Headers;
pub(crate) use published::{Published, published};

/// So many mentions may stand in the header.
const HEADER_MENTIONS: usize = 24;
/// So many date lines may name the section.
const SECTION_LINES: usize = 3;

/// The header of a document whose mentions and dates are found, and the days that its dates are counted from: one
/// where the day of publication is certain, several where each of them may be it.
pub(crate) fn header(
    document: &DocumentInput<'_>,
    lexicon: &Lexicon,
    facts: &Facts,
    said: &[Symbolic],
    buffers: &mut Headers,
) -> (Header, Vec<i32>) {
    let dateline = buffers.dateline(document, lexicon, facts);
    let Published { edtf, day, basis, candidates, anchors } =
        published(document, &facts.dates, said, &dateline, lexicon.years());
    let lines = document.segments.iter().filter(|segment| segment.kind == SegmentKind::Dateline);
    let outlet = dateline.outlet.as_deref();
    let is_name = |words: &str| {
        if dateline.author.as_deref() == Some(words) {
            return true;
        }
        let person_or_place = |one: &&Mention| {
            matches!(one.kind, MentionKind::Person | MentionKind::Place)
                && document.text.get(one.span.range()) == Some(words)
        };
        facts.mentions.iter().take(HEADER_MENTIONS).any(|mention| person_or_place(&mention))
    };
    let beside = lines.take(SECTION_LINES).find_map(|line| lines::section(document.text, line.span, outlet, is_name));
    let alone = |field: NamedField| {
        let named = document.segments.iter().find(|segment| segment.names == Some(field))?;
        document.text.get(named.span.range()).map(str::to_owned)
    };
    let section = beside.or_else(|| alone(NamedField::Section));
    let title = document.segments.iter().find(|segment| segment.kind == SegmentKind::Title);
    let header = Header {
        title_segment_no: title.map(|segment| segment.segment_no),
        published_edtf: edtf,
        published_start: day,
        published_end: day,
        published_basis: basis,
        published_candidates: candidates,
        dateline_entity_id: dateline.place,
        outlet: dateline.outlet,
        section,
        author: dateline.author.or_else(|| alone(NamedField::Author)),
    };
    (header, anchors)
}
