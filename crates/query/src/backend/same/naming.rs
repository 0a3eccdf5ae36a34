//! Units that name a company.

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Result, SegmentReader};

use super::{OpenPart, Starts, UnitPart, UnitSet};

/// Units of a section that name a company. Which they are stands beside each company of the section.
pub(crate) struct Naming {
    /// The company, by the name it is counted by.
    pub(crate) company: String,
}

impl UnitPart for Naming {
    fn open(&self, reader: &SegmentReader) -> Result<Option<Box<dyn OpenPart>>> {
        let fast = reader.fast_fields();
        let (Some(names), Some(units)) =
            (fast.str("company")?, fast.column_opt::<u64>("company_unit")?)
        else {
            return Ok(None);
        };
        let wanted = precis_analysis::fold(&self.company);
        let mut name = String::new();
        let mut ords = Vec::new();
        // Names are kept as they are shown; few segments have more than some hundred.
        for ord in 0..names.num_terms() as u64 {
            if names.ord_to_str(ord, &mut name)? && precis_analysis::fold(&name) == wanted {
                ords.push(ord);
            }
        }
        if ords.is_empty() {
            return Ok(None);
        }
        Ok(Some(Box::new(OpenNaming { names, units, ords })))
    }
}

struct OpenNaming {
    names: StrColumn,
    units: Column<u64>,
    ords: Vec<u64>,
}

impl OpenPart for OpenNaming {
    fn add(&mut self, doc: DocId, _: &Starts, found: &mut UnitSet) {
        let named = self.names.term_ords(doc).zip(self.units.values_for_doc(doc));
        for (_, unit) in named.filter(|(ord, _)| self.ords.contains(ord)) {
            if let Ok(unit) = usize::try_from(unit) {
                found.add(unit);
            }
        }
    }
}
