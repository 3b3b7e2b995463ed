//! The text of one start tag → the same tag with an attribute read or set; everything else stays as it was written.

use std::ops::Range;

/// A start tag as written, from `<` to `>`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'t>(pub(super) &'t str);

impl Tag<'_> {
    /// The value of an attribute without a prefix, as written; what the program asks for holds no entities.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(self.value(name)?)
    }

    /// The whole number that an attribute holds; none when it is missing or no number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// The tag with an attribute set to a value that needs no escaping.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        let mut text = self.0.to_owned();
        match self.value(name) {
            Some(range) => text.replace_range(range, value),
            None => text.insert_str(self.after_name(), &format!(" {name}=\"{value}\"")),
        }
        text
    }

    /// The tag of an element that is not empty.
    pub(super) fn opened(&self) -> String {
        self.0.strip_suffix("/>").map_or_else(|| self.0.to_owned(), |start| format!("{}>", start.trim_end()))
    }

    /// The name of the element with its prefix.
    pub(super) fn name(&self) -> &str {
        self.0.get(1..self.after_name()).unwrap_or_default()
    }

    /// The prefix of the element's name with its colon; empty when it has none.
    pub(super) fn prefix(&self) -> &str {
        let name = self.name();
        name.find(':').and_then(|at| name.get(..=at)).unwrap_or_default()
    }

    fn after_name(&self) -> usize {
        let ends = |c: char| c.is_whitespace() || c == '/' || c == '>';
        self.0.find(ends).unwrap_or(self.0.len())
    }

    /// Where the value of an attribute stands.
    fn value(&self, wanted: &str) -> Option<Range<usize>> {
        let mut at = self.after_name();
        loop {
            let rest = self.0.get(at..)?;
            let equals = at + rest.find('=')?;
            let name = self.0.get(at..equals)?.trim();
            let after = self.0.get(equals + 1..)?;
            let open = equals + 1 + after.find(['"', '\''])?;
            let quote = self.0.get(open..=open)?;
            let length = self.0.get(open + 1..)?.find(quote)?;
            let value = open + 1..open + 1 + length;
            if name == wanted {
                return Some(value);
            }
            at = value.end + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn an_attribute_is_set_and_nothing_else_changes() {
        let tag = Tag("<x:c  r='A1'\n x:s=\"9\" s = \"3\" t=\"a>=b\"/>");
        assert_eq!((tag.get("r"), tag.number("s"), tag.get("t")), (Some("A1"), Some(3), Some("a>=b")));
        assert_eq!(tag.get("none"), None);
        assert_eq!(tag.with("s", "12"), "<x:c  r='A1'\n x:s=\"9\" s = \"12\" t=\"a>=b\"/>");
        assert_eq!(Tag("<c r=\"A1\"/>").with("s", "1"), "<c s=\"1\" r=\"A1\"/>");
        assert_eq!(Tag("<row/>").with("r", "1"), "<row r=\"1\"/>");
        assert_eq!((tag.name(), tag.prefix()), ("x:c", "x:"));
        assert_eq!(Tag("<row r=\"1\" />").opened(), "<row r=\"1\">");
    }
}
