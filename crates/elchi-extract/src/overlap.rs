//! Which of several overlapping finds stays.

use std::collections::BTreeMap;

use elchi_model::Span;

/// Keeps the longest of overlapping items, of equally long ones the first in text order, then in the order given;
/// what stays is in text order.
///
/// Rule files are independent, so "12 June 2020", "June 2020" and "2020" are found by three of them; the longest
/// reading is the one that leaves no word out.
pub(crate) fn keep_longest<T>(items: &mut Vec<T>, span: impl Fn(&T) -> Span) {
    if items.len() > 1 {
        items.sort_by_key(|item| (std::cmp::Reverse(span(item).len()), span(item).start));
        let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
        items.retain(|item| {
            let Span { start, end } = span(item);
            let free = taken.range(..end).next_back().is_none_or(|(_, &last_end)| last_end <= start);
            if free {
                taken.insert(start, end);
            }
            free
        });
        items.sort_by_key(|item| span(item).start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_stays() {
        for (spans, expected) in [
            (vec![(0, 3), (5, 8)], vec![(0, 3), (5, 8)]),
            (vec![(5, 8), (0, 3)], vec![(0, 3), (5, 8)]),
            (vec![(0, 8), (3, 8), (6, 8)], vec![(0, 8)]),
            (vec![(0, 4), (3, 9), (9, 12)], vec![(3, 9), (9, 12)]),
            (vec![(0, 4), (2, 6), (4, 8)], vec![(0, 4), (4, 8)]),
            (vec![], vec![]),
        ] {
            let mut items: Vec<Span> = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
            keep_longest(&mut items, |span| *span);
            let kept: Vec<(u32, u32)> = items.iter().map(|span| (span.start, span.end)).collect();
            assert_eq!(kept, expected, "{spans:?}");
        }
    }
}
