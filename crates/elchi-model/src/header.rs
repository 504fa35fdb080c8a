//! Rows of the table `headers`: what a document says of itself.

use std::sync::Arc;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Where the publication date came from: the closed list of `headers.published_basis`.
    PublishedBasis {
        /// Metadata that came with the record.
        Metadata = "metadata",
        /// The address of the page.
        Url = "url",
        /// A line of the page that holds a date.
        HeaderLine = "header_line",
        /// The dateline holds the whole date.
        Dateline = "dateline",
        /// The dateline holds day and month; the day of the week gives the years.
        Weekday = "weekday",
        /// The text does not say.
        None = "none",
    }
}

/// Columns as in the table `headers`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Number of the segment that is the title.
    pub title_segment_no: Option<i32>,
    /// ISO 8601-2, `XXXX` for an unknown year.
    pub published_edtf: Option<String>,
    /// First day, as days since 1970-01-01, where the year is known.
    pub published_start: Option<i32>,
    /// Last day (included), as days since 1970-01-01, where the year is known.
    pub published_end: Option<i32>,
    /// Where the date came from.
    pub published_basis: PublishedBasis,
    /// Every day that the text allows, as days since 1970-01-01, ascending; empty where one day is certain.
    pub published_candidates: Vec<i32>,
    /// The place of the dateline.
    pub dateline_entity_id: Option<Arc<str>>,
    /// The agency or paper that the dateline names, as the text writes it.
    pub outlet: Option<String>,
    /// The section that a line above the text names beside the date.
    pub section: Option<String>,
    /// Who wrote the text, as a line or the dateline names them.
    pub author: Option<String>,
}

impl Default for Header {
    fn default() -> Header {
        Header {
            title_segment_no: None,
            published_edtf: None,
            published_start: None,
            published_end: None,
            published_basis: PublishedBasis::None,
            published_candidates: Vec::new(),
            dateline_entity_id: None,
            outlet: None,
            section: None,
            author: None,
        }
    }
}
