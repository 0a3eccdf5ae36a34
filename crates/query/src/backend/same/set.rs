//! A set of units of one document.

/// Units of a document, by their place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct UnitSet {
    bits: Vec<u64>,
    count: usize,
}

impl UnitSet {
    /// No unit of a document with so many.
    pub(crate) fn none(count: usize) -> Self {
        Self { bits: vec![0; count.div_ceil(64)], count }
    }

    /// Every unit of a document with so many.
    pub(crate) fn every(count: usize) -> Self {
        let mut set = Self::none(count);
        set.flip();
        set
    }

    /// Adds a unit; a place behind the last unit is none.
    pub(crate) fn add(&mut self, unit: usize) {
        if unit < self.count
            && let Some(bits) = self.bits.get_mut(unit / 64)
        {
            *bits |= 1 << (unit % 64);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bits.iter().all(|bits| *bits == 0)
    }

    /// Keeps what is in another set of the same document too.
    pub(crate) fn keep(&mut self, other: &Self) {
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= other;
        }
    }

    /// Adds what is in another set of the same document.
    pub(crate) fn join(&mut self, other: &Self) {
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits |= other;
        }
    }

    /// Takes the units that are not in it instead.
    pub(crate) fn flip(&mut self) {
        for bits in &mut self.bits {
            *bits = !*bits;
        }
        let beyond = self.count % 64;
        if let Some(last) = self.bits.last_mut()
            && beyond > 0
        {
            *last &= (1 << beyond) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_sets() {
        for count in [0, 1, 63, 64, 65, 130] {
            let mut set = UnitSet::none(count);
            assert!(set.is_empty());
            set.flip();
            assert_eq!(set, UnitSet::every(count));
            assert_eq!(set.is_empty(), count == 0);
            let mut last = UnitSet::none(count);
            last.add(count.saturating_sub(1));
            last.add(count);
            set.keep(&last);
            assert_eq!(set, last);
            set.flip();
            set.join(&last);
            assert_eq!(set, UnitSet::every(count));
        }
    }
}
