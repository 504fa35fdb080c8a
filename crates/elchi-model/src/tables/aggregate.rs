//! Tables of the aggregate stage.

use super::Kind::{Date32, Int64, Utf8};
use super::months::{ACTOR_MONTHS, DYAD_MONTHS, TOPIC_MONTHS};
use super::{Scope, Table, may, must};

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "repeated_lines",
        stage: "aggregate",
        scope: Scope::Dataset,
        grain: "one line that stands on many pages of one outlet",
        key: &["outlet", "line_hash"],
        columns: &[
            must("outlet", Utf8, "Name of the outlet, or the site of the address where there is none."),
            must(
                "line_hash",
                Utf8,
                "16 hex digits of the letters and digits of the line, as the function page_lines gives them.",
            ),
            must("document_count", Int64, "Pages of the outlet that hold it: at least 5, and a tenth of all."),
            must("sample", Utf8, "The line, as one of the pages writes it."),
        ],
    },
    Table {
        name: "entity_merges",
        stage: "aggregate",
        scope: Scope::Dataset,
        grain: "one provisional person who is the same as another, named in another document",
        key: &["from_entity_id"],
        columns: &[
            must("from_entity_id", Utf8, "The provisional id, as the tables of the extract stage have it."),
            must("entity_id", Utf8, "The id that stands for all of them: the smallest."),
            must(
                "reason",
                Utf8,
                "same_name_and_office (the same full name in the same language, the same office of the same state or body), same_name_and_country (the same full name in the same language, offices of the same country).",
            ),
            must("evidence_doc_id", Utf8, "The document that names from_entity_id."),
        ],
    },
    Table {
        name: "entities",
        stage: "aggregate",
        scope: Scope::Dataset,
        grain: "one entity that a mention names",
        key: &["entity_id"],
        columns: &[
            must(
                "entity_id",
                Utf8,
                "Kind and slug, for example format/c5-plus-1; people merged in entity_merges are one entity here.",
            ),
            must(
                "kind",
                Utf8,
                "country, region, organization, format, programme, place, infrastructure, person, document.",
            ),
            may("name_en", Utf8, "English name; null where no list knows it."),
            may("country", Utf8, "ISO 3166-1 alpha-2 of the country it belongs to; EU for the European Union."),
            may("wikidata", Utf8, "Wikidata id."),
            must("mention_count", Int64, "Mentions, those inside longer ones included."),
            must("document_count", Int64, "Documents with a mention."),
            may("first_on", Date32, "First day of publication of those documents, as headers know it."),
            may("last_on", Date32, "Last day of publication of those documents, as headers know it."),
        ],
    },
    Table {
        name: "entity_names",
        stage: "aggregate",
        scope: Scope::Dataset,
        grain: "one name of an entity in a language",
        key: &["entity_id", "language", "name"],
        columns: &[
            must("entity_id", Utf8, "The entity, as in entities."),
            must("language", Utf8, "BCP 47 tag."),
            must("name", Utf8, "Nominative form."),
            must("mention_count", Int64, "Mentions by this name."),
        ],
    },
    DYAD_MONTHS,
    ACTOR_MONTHS,
    TOPIC_MONTHS,
    Table {
        name: "language_profile",
        stage: "aggregate",
        scope: Scope::Dataset,
        grain: "one language and script of documents",
        key: &["language", "script"],
        columns: &[
            must("language", Utf8, "BCP 47 tag."),
            must("script", Utf8, "ISO 15924 code."),
            must("document_count", Int64, "Documents, exact duplicates left out."),
            must("char_count", Int64, "Code points of their texts."),
            must("segment_count", Int64, "Segments of all kinds."),
            must("boilerplate_char_count", Int64, "Code points in boilerplate segments."),
            must("mention_count", Int64, "Mentions, nested ones included."),
            must("event_count", Int64, "Events of every realis."),
            must("mixed_document_count", Int64, "Documents with a second language."),
        ],
    },
    Table {
        name: "accounting",
        stage: "aggregate",
        scope: Scope::Dataset,
        grain: "one stage: input = output + rejected + duplicates, or the run fails",
        key: &["stage_no"],
        columns: &[
            must("stage_no", Int64, "Order of the stages, from 1."),
            must("stage", Utf8, "load, langid, segment, extract."),
            must("input_count", Int64, "Documents (records, for load) that came in."),
            must("output_count", Int64, "Documents that came out."),
            must("rejected_count", Int64, "Documents refused, each with a row in rejects."),
            must("duplicate_count", Int64, "Exact duplicates left out."),
        ],
    },
];
