//! Parsers of the file formats, each with the place of every value.

pub(crate) mod calendar;
pub(crate) mod inflection;
pub(crate) mod list;
pub(crate) mod offices;
pub(crate) mod register;
pub(crate) mod schema_files;
pub(crate) mod sets;
pub(crate) mod settings;
pub(crate) mod toml_file;
pub(crate) mod tsv;
