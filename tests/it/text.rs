//! What every room does with words, from outside: tables of cases.

use chengwen::text::digest::{Fnv, fnv, fnv32, of_parts, sha256};
use chengwen::text::pattern::Pattern;
use chengwen::text::segment::words;

/// Published test vectors: the digests stand in files, so they may never change.
#[test]
fn digests_are_those_of_the_standards() {
    for (text, long, short) in [
        ("", "cbf29ce484222325", "811c9dc5"),
        ("a", "af63dc4c8601ec8c", "e40c292c"),
        ("foobar", "85944171f73967e8", "bf9cf968"),
    ] {
        assert_eq!((fnv(text).hex().as_str(), fnv32(text).as_str()), (long, short), "{text}");
        assert_eq!(format!("{:016x}", fnv(text).number()), long);
    }
    for (bytes, digest) in [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ] {
        assert_eq!(sha256(bytes.as_bytes()), digest);
    }
}

#[test]
fn parts_of_a_digest_are_told_apart() {
    let parts = |texts: &[&str]| of_parts(texts.iter().map(|text| text.as_bytes()));
    let chained = |texts: &[&str]| texts.iter().fold(Fnv::default(), |digest, text| digest.with_part(text));
    for (one, other) in [(&["ab", "c"], &["a", "bc"]), (&["", "ab"], &["ab", ""])] {
        assert_ne!(parts(one), parts(other));
        assert_ne!(chained(one), chained(other));
    }
    assert_eq!(parts(&["甲"]).len(), 16);
    assert_eq!(fnv("甲乙"), fnv("甲").with("乙".as_bytes()));
}

#[test]
fn patterns_match_replace_and_strip() {
    static NUMBER: Pattern = Pattern::new(r"\d+");
    assert!(NUMBER.is_match("第3条") && !NUMBER.is_match("第三条"));
    assert_eq!(NUMBER.replace("1加2", "数"), "数加数");
    assert_eq!(NUMBER.all("1加2").len(), 2);
    assert_eq!((NUMBER.strip("12条"), NUMBER.strip("第12条")), (Some("条"), None));
    // One that is written wrong matches nothing.
    assert!(!Pattern::new("(").is_match("("));
}

#[test]
fn words_of_a_text_are_the_text() {
    for text in ["", "关于党的群众路线教育实践活动情况的报告", "abc 三条，12"] {
        assert_eq!(words(text).concat(), text);
    }
    assert!(words("征求意见情况").contains(&"征求意见") || words("征求意见情况").contains(&"意见"));
}
