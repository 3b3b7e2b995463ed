//! The widths of a sheet's columns → the same with one column shown and wide enough for notes.

use super::tag::Tag;

/// The width of the column of notes, in characters.
const WIDTH: &str = "60";

/// The `col` tags with those of one column (counted from zero) split off, in order.
pub(super) fn with_column(tags: &[&str], column: u32) -> Vec<String> {
    let number = column + 1;
    let mut out = Vec::with_capacity(tags.len() + 2);
    let mut done = false;
    for tag in tags.iter().map(|raw| Tag(raw)) {
        let (min, max) = (tag.number("min").unwrap_or(0), tag.number("max").unwrap_or(0));
        if min <= number && number <= max {
            if min < number {
                out.push(tag.with("max", &(number - 1).to_string()));
            }
            out.push(shown(&tag.with("min", &number.to_string()), number));
            if number < max {
                out.push(tag.with("min", &(number + 1).to_string()));
            }
            done = true;
            continue;
        }
        if min > number && !done {
            out.push(plain(tag.prefix(), number));
            done = true;
        }
        out.push(tag.0.to_owned());
    }
    if !done {
        let prefix =
            tags.first().map_or("", |raw| raw.get(1..1 + Tag(raw).prefix().len()).unwrap_or_default());
        out.push(plain(prefix, number));
    }
    out
}

/// A column that nothing was said of.
pub(super) fn plain(prefix: &str, number: u32) -> String {
    format!("<{prefix}col min=\"{number}\" max=\"{number}\" width=\"{WIDTH}\" customWidth=\"1\"/>")
}

fn shown(tag: &str, number: u32) -> String {
    let mut tag = Tag(tag).with("max", &number.to_string());
    for (name, value) in [("width", WIDTH), ("customWidth", "1")] {
        tag = Tag(&tag).with(name, value);
    }
    for name in ["hidden", "collapsed"] {
        if Tag(&tag).get(name).is_some() {
            tag = Tag(&tag).with(name, "0");
        }
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::with_column;

    #[test]
    fn a_column_is_split_off_and_shown() {
        let wide = [
            "<col min=\"1\" max=\"2\" width=\"9\"/>",
            "<col min=\"4\" max=\"16384\" width=\"0\" hidden=\"1\"/>",
        ];
        assert_eq!(
            with_column(&wide, 5),
            [
                wide[0],
                "<col min=\"4\" max=\"5\" width=\"0\" hidden=\"1\"/>",
                "<col customWidth=\"1\" min=\"6\" max=\"6\" width=\"60\" hidden=\"0\"/>",
                "<col min=\"7\" max=\"16384\" width=\"0\" hidden=\"1\"/>"
            ]
        );
        let between = with_column(&wide, 2);
        assert_eq!(between[1], "<col min=\"3\" max=\"3\" width=\"60\" customWidth=\"1\"/>");
        assert_eq!(with_column(&[wide[0]], 9).len(), 2);
    }
}
