//! How the fields of findings are spoken in each language: texts as they are, lists joined, counts with their noun.

use std::fmt::{self, Display, Formatter};

use super::Lang;

/// What a sentence can name in braces.
pub(in crate::finding) trait Spoken {
    /// Writes it as that language has it.
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result;
}

/// Something in one language, for `format!`.
pub(in crate::finding) struct In<'a, T: ?Sized>(pub(in crate::finding) Lang, pub(in crate::finding) &'a T);

impl<T: Spoken + ?Sized> Display for In<'_, T> {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        self.1.speak(self.0, to)
    }
}

/// What is in one language already stays in it.
impl<T: Spoken + ?Sized> Spoken for In<'_, T> {
    fn speak(&self, _: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        self.fmt(to)
    }
}

/// A number with its noun: the number alone in Chinese, `1 file` or `2 files` in English. Where the number does
/// not lead, `#` stands for it: `Count(copies, "is # copy", "are # copies")`.
#[derive(Debug, Clone, Copy)]
pub(in crate::finding) struct Count(
    pub(in crate::finding) usize,
    pub(in crate::finding) &'static str,
    pub(in crate::finding) &'static str,
);

impl Spoken for Count {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        let Count(count, one, many) = *self;
        let words = if count == 1 { one } else { many };
        match (lang, words.split_once('#')) {
            (Lang::Zh, _) => write!(to, "{count}"),
            (Lang::En, None) => write!(to, "{count} {words}"),
            (Lang::En, Some((before, after))) => write!(to, "{before}{count}{after}"),
        }
    }
}

/// Words that agree with a number which they do not name: `is`, `are`. Nothing in Chinese.
#[derive(Debug, Clone, Copy)]
pub(in crate::finding) struct Form(
    pub(in crate::finding) usize,
    pub(in crate::finding) &'static str,
    pub(in crate::finding) &'static str,
);

impl Spoken for Form {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        match lang {
            Lang::Zh => Ok(()),
            Lang::En => to.write_str(if self.0 == 1 { self.1 } else { self.2 }),
        }
    }
}

/// A clause with a count in it (`#`), for a count that there is: Chinese, English of one, English of many.
pub(in crate::finding) fn some(count: usize, zh: &str, one: &str, many: &str) -> Option<[String; 2]> {
    let en = if count == 1 { one } else { many };
    (count > 0).then(|| [zh, en].map(|words| words.replacen('#', &count.to_string(), 1)))
}

/// Something that has its own words in each language, Chinese first.
impl Spoken for [String; 2] {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(&self[lang as usize])
    }
}

impl Spoken for [&str; 2] {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(self[lang as usize])
    }
}

/// What is not there is not spoken of.
impl<T: Spoken> Spoken for Option<T> {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |some| some.speak(lang, to))
    }
}

/// A list: `甲、乙`, `甲, 乙`.
impl<T: Spoken> Spoken for Vec<T> {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        let between = ["、", ", "][lang as usize];
        for (index, one) in self.iter().enumerate() {
            to.write_str(if index > 0 { between } else { "" })?;
            one.speak(lang, to)?;
        }
        Ok(())
    }
}

impl<T: Spoken + ?Sized> Spoken for Box<T> {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        (**self).speak(lang, to)
    }
}

impl<T: Spoken + ?Sized> Spoken for &T {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        (**self).speak(lang, to)
    }
}

/// A list with words of its own between: `甲”或“乙`.
#[derive(Debug, Clone, Copy)]
pub(in crate::finding) struct Joined<'a, T>(
    pub(in crate::finding) &'a [T],
    pub(in crate::finding) [&'static str; 2],
);

impl<T: AsRef<str>> Spoken for Joined<'_, T> {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        Listed { between: self.1, ..Listed::plain(self.0) }.speak(lang, to)
    }
}

/// The first texts of a list, each cut when it is long, and words for the rest.
#[derive(Debug, Clone)]
pub(in crate::finding) struct Listed<'a, T> {
    pub(in crate::finding) texts: &'a [T],
    /// What stands between two texts, in Chinese and in English.
    pub(in crate::finding) between: [&'static str; 2],
    /// Whether each text stands in quotation marks.
    pub(in crate::finding) quoted: bool,
    /// How many of the texts are named at most.
    pub(in crate::finding) most: usize,
    /// How many characters of each are shown.
    pub(in crate::finding) shown: usize,
    /// What is said when there are more.
    pub(in crate::finding) more: [String; 2],
}

impl<'a, T> Listed<'a, T> {
    /// All of them as they are: `甲、乙`.
    pub(in crate::finding) fn plain(texts: &'a [T]) -> Self {
        let more = [String::new(), String::new()];
        Listed { texts, between: ["、", ", "], quoted: false, most: usize::MAX, shown: usize::MAX, more }
    }

    /// The first of them as they are, and that there are more: `甲、乙等`.
    pub(in crate::finding) fn first(most: usize, texts: &'a [T]) -> Self {
        Listed { most, more: ["等".into(), ", …".into()], ..Listed::plain(texts) }
    }

    /// All of them in quotation marks: `“甲”、“乙”`.
    pub(in crate::finding) fn quoted(texts: &'a [T]) -> Self {
        Listed { quoted: true, ..Listed::plain(texts) }
    }
}

impl<T: AsRef<str>> Spoken for Listed<'_, T> {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        let [open, close] = match (self.quoted, lang) {
            (false, _) => ["", ""],
            (true, Lang::Zh) => ["“", "”"],
            (true, Lang::En) => ["\"", "\""],
        };
        for (index, text) in self.texts.iter().take(self.most).enumerate() {
            let between = if index > 0 { self.between[lang as usize] } else { "" };
            write!(to, "{between}{open}{}{close}", cut(text.as_ref(), self.shown))?;
        }
        to.write_str(if self.texts.len() > self.most { &self.more[lang as usize] } else { "" })
    }
}

/// The beginning of a text, with `…` when there is more, without what stands for pictures and notes in it.
pub(in crate::finding) fn cut(text: &str, most: usize) -> String {
    let shown = text.replace('\u{fffc}', "");
    match shown.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown,
    }
}

/// The words for something, in Chinese and English.
pub(in crate::finding) fn both(what: &impl Spoken) -> [String; 2] {
    [Lang::Zh, Lang::En].map(|lang| In(lang, what).to_string())
}

/// What reads the same in both languages.
macro_rules! spoken_alike {
    ($($Type:ty),*) => {
        $(
            impl Spoken for $Type {
                fn speak(&self, _: Lang, to: &mut Formatter<'_>) -> fmt::Result {
                    Display::fmt(self, to)
                }
            }
        )*
    };
}

impl Spoken for std::path::PathBuf {
    fn speak(&self, _: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        self.display().fmt(to)
    }
}

spoken_alike!(str, String, std::sync::Arc<str>, usize, u32, u128);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lists_read_right_in_both_languages() {
        assert_eq!(both(&Count(1, "file", "files")), ["1", "1 file"]);
        assert_eq!(both(&Count(2, "file", "files")), ["2", "2 files"]);
        assert_eq!(both(&Count(0, "file is", "files are")), ["0", "0 files are"]);
        assert_eq!(both(&Count(1, "is # copy", "are # copies")), ["1", "is 1 copy"]);
        assert_eq!(both(&vec!["甲", "乙"]), ["甲、乙", "甲, 乙"]);
        assert_eq!(both(&Some(["有".to_owned(), "some".to_owned()])), ["有", "some"]);
        assert_eq!(both(&None::<String>), ["", ""]);
    }

    #[test]
    fn excerpts_are_short_and_show_words_only() {
        assert_eq!(cut("共收到意见", 3), "共收到…");
        assert_eq!(cut("\u{fffc}见附图\u{fffc}", 3), "见附图");
        assert_eq!(cut("\u{fffc}", 3), "");
    }
}
