//! Titles and names → how running text writes them.

use handlebars::{Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext};

use super::super::data::{Data, Datum, State};
use super::{Shared, open};
use crate::text::document_title::in_marks;

pub(super) struct Without {
    pub(super) data: Shared,
}

impl HelperDef for Without {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let mark = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
        let mut data = open(&self.data);
        let printed = data.printed(mark);
        let words = helper.params().iter().skip(1).filter_map(|param| param.value().as_str());
        let left = |word: &&str| printed.strip_prefix(word).is_some_and(|rest| rest.chars().count() > 1);
        let bare =
            words.into_iter().find(left).and_then(|word| Some(without_first(data.of(mark)?, word.len())));
        let text = bare.map_or_else(|| mark.to_owned(), |datum| data.keep(datum));
        Ok(out.write(&text)?)
    }
}

pub(super) struct Book {
    pub(super) data: Shared,
}

impl HelperDef for Book {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let mark = helper.param(0).and_then(|param| param.value().as_str()).unwrap_or_default();
        let mut data = open(&self.data);
        let text = rewritten(&mut data, mark, in_marks);
        Ok(out.write(&text)?)
    }
}

/// The mark of a datum that prints otherwise than it stands in the cell; one of several pieces stays.
pub(super) fn rewritten(data: &mut Data, mark: &str, write: impl Fn(&str) -> String) -> String {
    let Some(mut datum) = data.of(mark).filter(|datum| datum.state == State::Present).cloned() else {
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

pub(super) struct Topic {
    pub(super) data: Shared,
}

impl HelperDef for Topic {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let mark =
            |index: usize| helper.param(index).and_then(|param| param.value().as_str()).unwrap_or_default();
        let mut data = open(&self.data);
        let (theme, speaker) = (data.printed(mark(0)), data.printed(mark(1)));
        let text = match topic(&theme, &speaker) {
            Some(title) => rewritten(&mut data, mark(0), |_| in_marks(&title)),
            None => data.missing("题目"),
        };
        Ok(out.write(&text)?)
    }
}

/// The title of a talk by its theme: what is quoted in it, else all of it when it names nothing but the title.
fn topic(theme: &str, speaker: &str) -> Option<String> {
    for (open, close) in [('《', '》'), ('“', '”')] {
        if let (Some(start), Some(end)) = (theme.find(open), theme.rfind(close)) {
            let inner = theme.get(start + open.len_utf8()..end)?;
            // A quotation inside a title (弘扬“红船精神”争当先锋) is not the title.
            let whole =
                open == '《' || start == 0 || theme.get(..start)?.ends_with(['以', '讲', '作', '题', '：']);
            return if whole { Some(inner.to_owned()) } else { None };
        }
    }
    const TALKS: [&str; 5] = ["专题党课", "主题党课", "廉政党课", "微党课", "党课"];
    let bare = TALKS.iter().find_map(|talk| theme.strip_suffix(talk));
    // 安全生产专题党课 says what it is about, not what it is called.
    let least = if bare.is_some() { 6 } else { 4 };
    let title = bare.unwrap_or(theme);
    let told = (!speaker.is_empty() && theme.contains(speaker)) || title.contains("党课");
    (!told && title.chars().count() >= least && !title.ends_with(['讲', '上'])).then(|| title.to_owned())
}

pub(super) struct Chain {
    pub(super) data: Shared,
}

impl HelperDef for Chain {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let mark =
            |index: usize| helper.param(index).and_then(|param| param.value().as_str()).unwrap_or_default();
        let mut data = open(&self.data);
        let overlap = overlap(&data.printed(mark(0)), &data.printed(mark(1)));
        let second = match data.of(mark(1)) {
            Some(datum) if overlap > 0 => {
                let datum = without_first(datum, overlap);
                data.keep(datum)
            }
            Some(_) => mark(1).to_owned(),
            // A word in quotes is no datum.
            None => mark(1).get(overlap..).unwrap_or_default().to_owned(),
        };
        Ok(out.write(&format!("{}{second}", mark(0)))?)
    }
}

/// How many bytes of `second` repeat the end of `first`; a single character is chance, not repetition.
fn overlap(first: &str, second: &str) -> usize {
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
mod tests {
    use super::{overlap, topic};

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
        for (theme, speaker, expected) in cases {
            assert_eq!(topic(theme, speaker).as_deref(), expected, "{theme}");
        }
    }

    #[test]
    fn repeated_words_are_found() {
        assert_eq!(overlap("区教育局机关", "机关效能提升年活动"), "机关".len());
        assert_eq!(overlap("常委会及机关", "党员干部作风大整顿活动"), 0);
        assert_eq!(overlap("县关", "关停活动"), 0);
    }
}
