//! Reading string arguments.

use arrow::array::{Array, ArrayRef, AsArray, StringArray};

/// The values of a Utf8 argument, row by row; an argument of another type reads as nulls.
pub(crate) struct OptionalTexts<'a>(Option<&'a StringArray>);

impl<'a> OptionalTexts<'a> {
    pub(crate) fn new(array: &'a ArrayRef) -> Self {
        OptionalTexts(array.as_string_opt::<i32>())
    }

    pub(crate) fn get(&self, row: usize) -> Option<&'a str> {
        self.0.filter(|array| array.is_valid(row)).map(|array| array.value(row))
    }
}

/// A confidence in thousandths as the tables hold it.
pub(crate) fn thousandths(value: u16) -> f64 {
    f64::from(value) / 1000.0
}
