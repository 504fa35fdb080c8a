//! Lists of structs or of plain values, grown row by row.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, ListArray, StructArray};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;

/// `List<Struct<fields>>` with a non-null item, which all readers take.
pub(crate) fn list_type(fields: Fields) -> DataType {
    DataType::List(Arc::new(Field::new("item", DataType::Struct(fields), false)))
}

/// Lengths and nulls of the lists; the items grow in a builder of their own.
#[derive(Default)]
pub(crate) struct ListBuilder {
    lengths: Vec<usize>,
    valid: Vec<bool>,
}

impl ListBuilder {
    /// Ends a list of `length` items.
    pub(crate) fn push(&mut self, length: usize) {
        self.lengths.push(length);
        self.valid.push(true);
    }

    /// Adds a null in place of a list.
    pub(crate) fn push_null(&mut self) {
        self.lengths.push(0);
        self.valid.push(false);
    }

    /// The lists over `items`, whose number is the sum of the lengths.
    pub(crate) fn finish(self, items: StructArray) -> Result<ArrayRef> {
        self.finish_values(Arc::new(items))
    }

    /// The same over items of any type.
    pub(crate) fn finish_values(self, items: ArrayRef) -> Result<ArrayRef> {
        let item = Arc::new(Field::new("item", items.data_type().clone(), false));
        let offsets = OffsetBuffer::from_lengths(self.lengths);
        let nulls = NullBuffer::from(self.valid);
        Ok(Arc::new(ListArray::try_new(item, offsets, items, Some(nulls))?))
    }
}
