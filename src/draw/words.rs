//! Numbers and counts as the figure writes them.

/// `1 document`, `2 documents`, `1,204 ties`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// `1,204`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(grouped(1_204_000), "1,204,000");
        assert_eq!((counted(1, "tie"), counted(0, "tie")), ("1 tie".to_owned(), "0 ties".to_owned()));
    }
}
