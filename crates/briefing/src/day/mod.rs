//! Dates as people write them, in lines, in fields and in paths.

mod literal;
mod path;

pub(crate) use literal::{date_line, date_value};
pub(crate) use path::date_in_path;
