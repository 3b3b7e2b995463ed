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

impl<T: Spoken + ?Sized> Spoken for &T {
    fn speak(&self, lang: Lang, to: &mut Formatter<'_>) -> fmt::Result {
        (**self).speak(lang, to)
    }
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

spoken_alike!(str, String, std::sync::Arc<str>, usize, u32);

#[cfg(test)]
mod tests {
    use super::*;

    fn both(what: &impl Spoken) -> [String; 2] {
        [Lang::Zh, Lang::En].map(|lang| In(lang, what).to_string())
    }

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
}
