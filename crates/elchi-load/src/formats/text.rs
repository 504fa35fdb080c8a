//! Plain text: all of it is the document.

use std::borrow::Cow;

use elchi_model::Format;

use super::{FormatReader, Framing, Parts};
use crate::fields::FieldPlan;
use crate::refusal::Refusal;

pub(super) struct Text;

impl FormatReader for Text {
    fn format(&self) -> Format {
        Format::Txt
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn framing(&self) -> Framing {
        Framing::Whole
    }

    fn parts<'r>(&self, raw: &'r str, fields: &FieldPlan) -> Result<Parts<'r>, Refusal> {
        Ok(Parts { body: Cow::Borrowed(raw), front_matter: None, values: fields.slots() })
    }
}
