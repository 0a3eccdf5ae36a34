//! The encoding that a page or feed names at its beginning.

/// How much of a file is looked at.
const HEAD_BYTES: usize = 4096;

/// Finds the encoding that a page names in a meta element (`<meta charset="…">`, `content="text/html; charset=…"`).
pub(crate) fn of_html(bytes: &[u8]) -> Option<String> {
    let head = head(bytes);
    let mut from = 0;
    while let Some(at) = head[from..].find("<meta") {
        let start = from + at;
        let end = head[start..].find('>').map_or(head.len(), |length| start + length);
        if let Some(label) = value_of(&head[start..end], "charset") {
            return Some(label);
        }
        from = end;
    }
    None
}

/// Finds the encoding that XML names in its first line (`<?xml version="1.0" encoding="…"?>`).
pub(crate) fn of_xml(bytes: &[u8]) -> Option<String> {
    let head = head(bytes);
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    value_of(&declaration[..declaration.find("?>")?], "encoding")
}

/// Returns the beginning in lower case, one character a byte.
fn head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

/// Returns the value after `name=`, with or without quotes.
fn value_of(text: &str, name: &str) -> Option<String> {
    let rest = &text[text.find(name)? + name.len()..];
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let is_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let label: String = rest.chars().take_while(|&c| is_label(c)).collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found_where_they_are_named() {
        let html = |text: &str| of_html(text.as_bytes());
        assert_eq!(html("<META CHARSET=Shift_JIS>"), Some("shift_jis".into()));
        assert_eq!(
            html("<meta name=a><meta http-equiv=x content='text/html; charset = utf-8'>"),
            Some("utf-8".into())
        );
        assert_eq!(html("<p>charset=utf-8"), None);
        assert_eq!(html("<meta charset"), None);
        let xml = |text: &str| of_xml(text.as_bytes());
        assert_eq!(xml("<?xml version='1.0' encoding='euc-kr'?>"), Some("euc-kr".into()));
        assert_eq!(xml("<?xml version='1.0'?><a encoding='x'/>"), None);
    }
}
