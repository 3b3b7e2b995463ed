//! Turns Chinese text into words; the only file that says `jieba_rs`.

use std::sync::OnceLock;

use jieba_rs::Jieba;

/// The words of a text in order; together they are the text. The dictionary is unfolded at the first call (a
/// fifth of a second), so callers ask only when they need words. Words that it does not know are left in single
/// characters rather than guessed.
pub fn words(text: &str) -> Vec<&str> {
    static DICTIONARY: OnceLock<Jieba> = OnceLock::new();
    let dictionary = DICTIONARY.get_or_init(Jieba::new);
    dictionary.cut(text, false).into_iter().map(|token| token.word).collect()
}
