//! Dates in two steps: what the words say of a date, then which day that is once the day of publication is known.

mod resolve;
mod symbolic;
mod timeline;

pub use resolve::resolve;
pub(crate) use resolve::{day_in_year, edtf_day};
pub use symbolic::{Direction, Symbolic, Unit};
pub(crate) use timeline::Timeline;
