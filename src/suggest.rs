//! «Did you mean»: the known name nearest to one that is not known.

/// Names further away than this share of their length are no suggestion.
const MOST_EDITS: usize = 3;

/// The nearest of the known names, where one is near.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().collect();
    known
        .map(|k| (edits(&wanted, &k.chars().collect::<Vec<_>>()), k))
        .filter(|(n, _)| *n <= MOST_EDITS && *n < wanted.len())
        .min_by_key(|(n, _)| *n)
        .map(|(_, k)| k)
}

/// Insertions, deletions and replacements between two names.
fn edits(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > MOST_EDITS {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (corner + usize::from(x != y))
                .min(above + 1)
                .min(row[j] + 1);
            corner = above;
        }
    }
    row[b.len()]
}
