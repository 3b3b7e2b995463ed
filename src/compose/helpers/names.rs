//! Titles and names → how running text writes them.

use super::super::data::{Data, Datum, State};
use super::Given;
use super::acts::words;
use crate::kind::{Kind, OwnWords};
use crate::text::document_title::in_marks;

/// `without`: a name without the first of some words that it begins with.
pub(super) fn without(given: &Given<'_, '_>, data: &mut Data) -> String {
    without_first_of(data, given.text(0), given.values().skip(1).filter_map(|word| word.as_str()))
}

/// A name without the first of these words that it begins with.
pub(super) fn without_first_of<'w>(
    data: &mut Data,
    mark: &str,
    mut words: impl Iterator<Item = &'w str>,
) -> String {
    let printed = data.printed(mark);
    let left = |word: &&str| printed.strip_prefix(word).is_some_and(|rest| rest.chars().count() > 1);
    let bare = words.find(left).and_then(|word| Some(without_first(data.of(mark)?, word.len())));
    bare.map_or_else(|| mark.to_owned(), |datum| data.keep(datum))
}

/// `book`: a title, put into 《》 unless it has them.
pub(super) fn book(given: &Given<'_, '_>, data: &mut Data) -> String {
    rewritten(data, given.text(0), in_marks)
}

/// The mark of a datum that prints otherwise than it stands in the cell; one of several pieces stays.
pub(super) fn rewritten(data: &mut Data, mark: &str, write: impl Fn(&str) -> String) -> String {
    let Some(mut datum) = data.of(mark).filter(|datum| datum.state != State::Missing).cloned() else {
        return mark.to_owned();
    };
    let [(text, _)] = datum.pieces.as_mut_slice() else { return mark.to_owned() };
    let written = write(text);
    if written == *text {
        return mark.to_owned();
    }
    *text = written;
    data.keep(datum)
}

/// `topic`: the title of a talk in 《》, by its theme.
pub(super) fn topic(given: &Given<'_, '_>, data: &mut Data) -> String {
    let (theme, speaker) = (data.printed(given.text(0)), data.printed(given.text(1)));
    match title_of(given.kind, &theme, &speaker) {
        Some(title) => rewritten(data, given.text(0), |_| in_marks(&title)),
        None => data.missing(&given.kind.common.wording.topic),
    }
}

/// The title of a talk by its theme: what is quoted in it, else all of it when it names nothing but the title.
fn title_of(kind: &Kind, theme: &str, speaker: &str) -> Option<String> {
    for (open, close) in [('《', '》'), ('“', '”')] {
        if let (Some(start), Some(end)) = (theme.find(open), theme.rfind(close)) {
            let inner = theme.get(start + open.len_utf8()..end)?;
            // A quotation inside a title (弘扬“红船精神”争当先锋) is not the title.
            let before = theme.get(..start)?;
            let titled = || words(kind, "titled").any(|word| before.ends_with(word));
            let whole = open == '《' || start == 0 || titled();
            return if whole { Some(inner.to_owned()) } else { None };
        }
    }
    let talks = words(kind, "talk").filter_map(|talk| theme.strip_suffix(talk));
    let bare = talks.min_by_key(|rest| rest.len());
    // 安全生产专题党课 says what it is about, not what it is called.
    let least = if bare.is_some() { 6 } else { 4 };
    let title = bare.unwrap_or(theme);
    let told = (!speaker.is_empty() && theme.contains(speaker))
        || words(kind, "talk").any(|talk| title.contains(talk))
        || words(kind, "lectures").any(|verb| title.ends_with(verb));
    (!told && title.chars().count() >= least).then(|| title.to_owned())
}

/// `money`: an amount with its unit, in 万 from ten thousand on where nothing has to be rounded.
pub(super) fn money(given: &Given<'_, '_>, data: &mut Data) -> String {
    let (unit, words) = (given.text(1), &given.kind.common.wording);
    rewritten(data, given.text(0), |text| {
        let large = in_ten_thousands(text).map(|number| OwnWords::filled(&words.ten_thousand, &number));
        format!("{}{unit}", large.as_deref().unwrap_or(text))
    })
}

/// A number of at least ten thousand in 万, when that takes no more than two decimals: nothing is rounded away.
fn in_ten_thousands(text: &str) -> Option<String> {
    let number: u64 = text.parse().ok().filter(|number| *number >= 10_000 && number % 100 == 0)?;
    let (whole, rest) = (number / 10_000, number % 10_000 / 100);
    let decimals = format!("{rest:02}");
    let decimals = decimals.trim_end_matches('0');
    Some(if decimals.is_empty() { whole.to_string() } else { format!("{whole}.{decimals}") })
}

/// `chain`: two names, without the words that the one ends and the other begins with.
pub(super) fn chain(given: &Given<'_, '_>, data: &mut Data) -> String {
    let (first, second) = (given.text(0), given.text(1));
    let overlap = overlap(&data.printed(first), &data.printed(second));
    let second = match data.of(second) {
        Some(datum) if overlap > 0 => {
            let datum = without_first(datum, overlap);
            data.keep(datum)
        }
        Some(_) => second.to_owned(),
        // A word in quotes is no datum.
        None => second.get(overlap..).unwrap_or_default().to_owned(),
    };
    format!("{first}{second}")
}

/// How many bytes of `second` repeat the end of `first`; a single character is chance, not repetition.
pub(super) fn overlap(first: &str, second: &str) -> usize {
    let ends = second.char_indices().skip(1).map(|(index, _)| index).chain([second.len()]);
    let repeated = ends.filter(|end| second.get(..*end).is_some_and(|start| first.ends_with(start)));
    repeated
        .filter(|end| second.get(..*end).is_some_and(|start| start.chars().count() > 1))
        .max()
        .unwrap_or(0)
}

/// A datum without its first `bytes`, when they lie in its first piece.
pub(super) fn without_first(datum: &Datum, bytes: usize) -> Datum {
    let mut datum = datum.clone();
    if let Some((text, _)) = datum.pieces.first_mut()
        && let Some(rest) = text.get(bytes..)
    {
        *text = rest.to_owned();
    }
    datum
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{in_ten_thousands, overlap, title_of};
    use crate::kind::{built_in, load};

    #[test]
    fn the_title_of_a_talk_is_told_from_who_gives_it() {
        let cases = [
            ("周立新讲《牢记宗旨》", "周立新", Some("牢记宗旨")),
            ("党委书记周立新以“牢记宗旨”为题讲专题党课", "党委书记周立新", Some("牢记宗旨")),
            ("局党组书记王强讲党课", "局党组书记王强", None),
            ("弘扬优良作风专题党课", "", Some("弘扬优良作风")),
            ("弘扬优良作风", "", Some("弘扬优良作风")),
            ("安全生产专题党课", "", None),
            ("讲党课", "", None),
            ("党课", "", None),
        ];
        let kind = load("campaign", &built_in("campaign").unwrap()).unwrap();
        for (theme, speaker, expected) in cases {
            assert_eq!(title_of(&kind, theme, speaker).as_deref(), expected, "{theme}");
        }
    }

    #[test]
    fn large_round_amounts_are_written_in_ten_thousands() {
        let cases = [
            ("9900", None),
            ("10000", Some("1")),
            ("35000", Some("3.5")),
            ("120500", Some("12.05")),
            ("123456", None),
            ("1200000.5", None),
            ("约3000", None),
        ];
        for (text, expected) in cases {
            assert_eq!(in_ten_thousands(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn repeated_words_are_found() {
        assert_eq!(overlap("区教育局机关", "机关效能提升年活动"), "机关".len());
        assert_eq!(overlap("常委会及机关", "党员干部作风大整顿活动"), 0);
        assert_eq!(overlap("县关", "关停活动"), 0);
    }
}
