//! Which tables hold rows, and which only place things on the page.

use dom_query::NodeRef;

use super::elements::{Role, part};

/// Tells whether the rows of a table are rows to a reader: headed ones, or several of several short cells.
pub(super) fn has_rows(table: &NodeRef<'_>) -> bool {
    let role = table.attr("role");
    if matches!(role.as_deref(), Some("presentation" | "none")) {
        return false;
    }
    let (mut rows, mut cells, mut headed) = (0_usize, 0_usize, false);
    for node in table.descendants_it() {
        let Some(part) = part(&node) else { continue };
        match part.role {
            Role::Table | Role::List | Role::Heading(_) | Role::Quote | Role::Code => return false,
            Role::Row => rows += 1,
            Role::Cell => {
                cells += 1;
                headed |= node.has_name("th");
            }
            _ => headed |= node.has_name("caption") || node.has_name("thead"),
        }
    }
    headed || (rows > 1 && cells >= 2 * rows && table.text().len() < CELL_LIMIT_BYTES * cells)
}

/// Cells of a table that holds rows are shorter than this, on the average.
const CELL_LIMIT_BYTES: usize = 200;
