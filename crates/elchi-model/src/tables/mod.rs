//! The contract: every table, its columns, types, meanings and key.
//!
//! This is the one source of `docs/tables.md`, of the Parquet schemas and of `elchi tables`.

mod aggregate;
mod event;
mod extract;
mod header;
mod langid;
mod load;
mod months;
mod people;
mod segment;

use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef, SortOptions, TimeUnit};

/// Version of the contract, written into every Parquet footer; raised when a column changes its meaning.
pub const SCHEMA_VERSION: &str = "1";

/// Whether a table has one part per shard, or is computed from all documents at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Part N comes from shard N alone.
    Shard,
    /// One statement over the whole dataset, computed anew in each run.
    Dataset,
}

/// One table of the contract.
#[derive(Debug)]
pub struct Table {
    /// Plural noun; the folder of its parts.
    pub name: &'static str,
    /// The stage that makes it.
    pub stage: &'static str,
    /// Shard or dataset.
    pub scope: Scope,
    /// What one row is.
    pub grain: &'static str,
    /// Columns that identify a row and order the part.
    pub key: &'static [&'static str],
    /// Columns, in order.
    pub columns: &'static [Column],
}

/// One column of a table, or one field of a struct in it.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Whether a null is allowed: a null means that the text does not say.
    pub nullable: bool,
    /// Meaning, unit and, for an enumeration, every value.
    pub doc: &'static str,
}

/// The types that tables use: those that DuckDB, pandas, PyArrow and Polars all read alike.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// UTF-8 text.
    Utf8,
    /// 32-bit integer.
    Int32,
    /// 64-bit integer.
    Int64,
    /// Double.
    Float64,
    /// Truth value.
    Boolean,
    /// Days since 1970-01-01.
    Date32,
    /// Microseconds since 1970-01-01 in UTC.
    Timestamp,
    /// A list of structs.
    List(&'static [Column]),
    /// A list of plain values, none of them null.
    Values(&'static Kind),
}

impl Kind {
    /// The Arrow type.
    pub fn data_type(self) -> DataType {
        match self {
            Kind::Utf8 => DataType::Utf8,
            Kind::Int32 => DataType::Int32,
            Kind::Int64 => DataType::Int64,
            Kind::Float64 => DataType::Float64,
            Kind::Boolean => DataType::Boolean,
            Kind::Date32 => DataType::Date32,
            Kind::Timestamp => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Kind::List(columns) => {
                DataType::List(Arc::new(Field::new("item", DataType::Struct(fields(columns)), false)))
            }
            Kind::Values(kind) => DataType::List(Arc::new(Field::new("item", kind.data_type(), false))),
        }
    }

    /// The type as people write it, for documentation.
    pub fn describe(self) -> String {
        match self {
            Kind::Utf8 => "Utf8".into(),
            Kind::Int32 => "Int32".into(),
            Kind::Int64 => "Int64".into(),
            Kind::Float64 => "Float64".into(),
            Kind::Boolean => "Boolean".into(),
            Kind::Date32 => "Date32".into(),
            Kind::Timestamp => "Timestamp(us, UTC)".into(),
            Kind::List(columns) => {
                let inner: Vec<String> = columns.iter().map(|c| format!("{} {}", c.name, c.kind.describe())).collect();
                format!("List<Struct<{}>>", inner.join(", "))
            }
            Kind::Values(kind) => format!("List<{}>", kind.describe()),
        }
    }
}

/// Arrow fields of `columns`, without documentation metadata (readers would carry it around).
pub fn fields(columns: &[Column]) -> Fields {
    columns.iter().map(|c| Field::new(c.name, c.kind.data_type(), c.nullable)).collect()
}

impl Table {
    /// The Arrow schema.
    pub fn schema(&self) -> SchemaRef {
        Arc::new(Schema::new(fields(self.columns)))
    }

    /// The column called `name`.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// Columns of the table less those in `without`: the row of an SQL function that works on one text.
    pub fn fields_without(&self, without: &[&str]) -> Fields {
        self.columns
            .iter()
            .filter(|c| !without.contains(&c.name))
            .map(|c| Field::new(c.name, c.kind.data_type(), c.nullable))
            .collect()
    }
}

/// How parts are ordered by their key.
pub const KEY_ORDER: SortOptions = SortOptions { descending: false, nulls_first: false };

/// All tables, in the order the pipeline makes them.
pub fn all() -> impl Iterator<Item = &'static Table> {
    [load::TABLES, langid::TABLES, segment::TABLES, extract::TABLES, aggregate::TABLES].into_iter().flatten()
}

/// The table called `name`.
pub fn table(name: &str) -> Option<&'static Table> {
    all().find(|table| table.name == name)
}

/// A column that must hold a value.
const fn must(name: &'static str, kind: Kind, doc: &'static str) -> Column {
    Column { name, kind, nullable: false, doc }
}

/// A column that may be null.
const fn may(name: &'static str, kind: Kind, doc: &'static str) -> Column {
    Column { name, kind, nullable: true, doc }
}

const DOC_ID: Column =
    must("doc_id", Kind::Utf8, "The document: 32 hex digits, BLAKE3-128 of source URI, record index and raw bytes.");
const SEGMENT_NO: Column = must("segment_no", Kind::Int32, "The segment of the document, from 0 in text order.");
const CHAR_START: Column = must("char_start", Kind::Int32, "First code point in documents.text, from 0.");
const CHAR_END: Column =
    must("char_end", Kind::Int32, "The code point after the last: text[char_start:char_end] is the surface.");
const SURFACE: Column = must("surface", Kind::Utf8, "The words themselves, as they stand in the text.");
const RULE_ID: Column = must("rule_id", Kind::Utf8, "The rule that made the row.");
const CONFIDENCE: Column =
    may("confidence", Kind::Float64, "In [0, 1], a multiple of 1/1000; null where a list or a rule decided alone.");

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_has_a_unique_name_a_key_of_its_own_columns_and_documentation() {
        let mut seen = BTreeSet::new();
        for table in all() {
            assert!(seen.insert(table.name), "{} twice", table.name);
            assert!(!table.key.is_empty(), "{} has no key", table.name);
            for key in table.key {
                assert!(table.column(key).is_some(), "{}: key {key} is no column", table.name);
            }
            let mut names = BTreeSet::new();
            for column in table.columns {
                assert!(names.insert(column.name), "{}.{} twice", table.name, column.name);
                assert!(column.doc.len() > 10, "{}.{} is not documented", table.name, column.name);
            }
        }
    }

    #[test]
    fn every_value_of_an_enumeration_is_documented() {
        use crate::{
            Cue, DateBasis, DatePrecision, EventDateBasis, EventType, Level, Medium, Method, Office, PlaceBasis,
            PublishedBasis, QuoteKind, Realis, SpeakerBasis,
        };
        fn values<T: Copy>(all: &[T], text: fn(T) -> &'static str) -> Vec<&'static str> {
            all.iter().copied().map(text).collect()
        }
        let roles: Vec<&str> = EventType::ALL.iter().flat_map(|kind| kind.roles()).copied().collect();
        for (name, column, wanted) in [
            ("headers", "published_basis", values(PublishedBasis::ALL, PublishedBasis::as_str)),
            ("positions", "office", values(Office::ALL, Office::as_str)),
            ("positions", "level", values(Level::ALL, Level::as_str)),
            ("positions", "method", values(Method::ALL, Method::as_str)),
            ("dates", "precision", values(DatePrecision::ALL, DatePrecision::as_str)),
            ("dates", "basis", values(DateBasis::ALL, DateBasis::as_str)),
            ("quotes", "kind", values(QuoteKind::ALL, QuoteKind::as_str)),
            ("quotes", "speaker_basis", values(SpeakerBasis::ALL, SpeakerBasis::as_str)),
            ("events", "type", values(EventType::ALL, EventType::as_str)),
            ("events", "realis", values(Realis::ALL, Realis::as_str)),
            ("events", "medium", values(Medium::ALL, Medium::as_str)),
            ("events", "level", values(Level::ALL, Level::as_str)),
            ("events", "date_basis", values(EventDateBasis::ALL, EventDateBasis::as_str)),
            ("events", "date_precision", values(DatePrecision::ALL, DatePrecision::as_str)),
            ("events", "place_basis", values(PlaceBasis::ALL, PlaceBasis::as_str)),
            ("events", "plover_type", EventType::ALL.iter().filter_map(|kind| kind.codes().plover_type).collect()),
            ("events", "plover_mode", EventType::ALL.iter().filter_map(|kind| kind.codes().plover_mode).collect()),
            ("events", "quad_class", EventType::ALL.iter().filter_map(|kind| kind.codes().quad_class).collect()),
            ("event_participants", "role", roles),
            ("event_evidence", "cue", values(Cue::ALL, Cue::as_str)),
        ] {
            let doc = table(name).and_then(|table| table.column(column)).map(|column| column.doc).unwrap_or_default();
            let told: BTreeSet<&str> = doc.split(|c: char| !(c.is_ascii_lowercase() || c == '_')).collect();
            for value in wanted {
                assert!(told.contains(value), "{name}.{column} does not document {value}");
            }
        }
    }
}
