//! `lang/schema/calendar.toml`: the years that a publication may be of.

use std::ops::RangeInclusive;

use crate::data::toml_file::TomlFile;
use crate::problem::{File, Problems};

/// Path of the file.
pub(crate) const PATH: &str = "schema/calendar.toml";

/// No year at all: what holds where the file is missing.
#[expect(clippy::reversed_empty_ranges, reason = "an empty range is meant")]
pub(crate) const NO_YEARS: RangeInclusive<i32> = 1..=0;

/// The years of the file, first and horizon included.
pub(crate) fn read(file: File<'_>, problems: &mut Problems) -> RangeInclusive<i32> {
    let mut toml = TomlFile { file, problems };
    let root = toml.parse();
    toml.only_keys(&root, &["first_year", "horizon_year"]);
    let mut year = |key: &str| {
        let value = root.get(key)?;
        let number = toml.number(value)?;
        #[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
        let year = ((1.0..=9999.0).contains(&number) && number.fract() == 0.0).then_some(number as i32);
        if year.is_none() {
            toml.problem(value.span().start, format!("{key} is no year"), "write a year of four digits");
        }
        year
    };
    match (year("first_year"), year("horizon_year")) {
        (Some(first), Some(horizon)) if first <= horizon => first..=horizon,
        _ => {
            toml.problem(0, "this file does not say from which year to which", "write first_year and horizon_year");
            NO_YEARS
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_what_is_none() {
        for (text, expected, problems) in [
            ("first_year = 1990\nhorizon_year = 2026\n", 1990..=2026, 0),
            ("first_year = 1990\n", NO_YEARS, 1),
            ("first_year = 2026\nhorizon_year = 1990\n", NO_YEARS, 1),
            ("first_year = 0.5\nhorizon_year = 1990\n", NO_YEARS, 2),
        ] {
            let mut found = Problems::default();
            assert_eq!(read(File { path: PATH, text }, &mut found), expected, "{text}");
            assert_eq!(found.into_sorted().len(), problems, "{text}");
        }
    }
}
