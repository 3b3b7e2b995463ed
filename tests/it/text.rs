//! What every room does with words, from outside: tables of cases.

use chengwen::kind::{built_in, load};
use chengwen::model::base::{BasePiece, Piece};
use chengwen::text::difference::{equal, longest_common};
use chengwen::text::digest::{Fnv, fnv, fnv32, of_parts, sha256};
use chengwen::text::fold::{folded, header_key, sentence_key, typed_key, word_key};
use chengwen::text::likeness::{Pairs, likeness, stretches};
use chengwen::text::numeral::{chinese, is_counting, is_numeral, place, value};
use chengwen::text::pattern::Pattern;
use chengwen::text::pieces::joined;
use chengwen::text::segment::words;
use chengwen::text::yes;

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

/// One text in the five ways of comparing: what differs between two columns is why there are two functions.
#[test]
fn each_way_of_folding_keeps_what_makes_a_difference_to_it() {
    let cases = [
        (
            "意见（１）：Ａb 。",
            "意见(1):Ab 。",
            "意见(1):ab。",
            "意见1ab",
            "意见(1):ab。",
            "意见（1）：Ａb。",
        ),
        ("“规范”—办事", "“规范”—办事", "“规范”—办事", "规范办事", "“规范”—办事", "\"规范\"—办事"),
        ("【必填】\u{200b}No．", "【必填】No.", "【必填】no.", "必填no", "(必填)no.", "【必填】No．"),
        ("三\u{3000}条\n", "三 条\n", "三条", "三条", "三条", "三条"),
        ("a\u{ad}b", "ab", "ab", "ab", "a\u{ad}b", "ab"),
    ];
    for (text, wide, word, sentence, header, typed) in cases {
        let wide = wide.replace('\n', "");
        assert_eq!(folded(text), wide, "{text}");
        assert_eq!(word_key(text), word, "{text}");
        assert_eq!(sentence_key(text), sentence, "{text}");
        assert_eq!(header_key(text), header, "{text}");
        assert_eq!(typed_key(text), typed, "{text}");
    }
}

#[test]
fn numerals_are_read_as_they_are_written() {
    for (text, number) in [
        ("十二", 12.0),
        ("三十", 30.0),
        ("两百零五", 205.0),
        ("二〇二二", 2022.0),
        ("一千", 1000.0),
        ("三万", 30_000.0),
    ] {
        assert_eq!(value(text), Some(number), "{text}");
    }
    // 三四 is a guess of the writer, no number.
    assert_eq!(value("三四"), None);
    for (text, number) in
        [("一", Some(1)), ("二十一", Some(21)), ("7", Some(7)), ("两", None), ("一十", None)]
    {
        assert_eq!(place(text), number, "{text}");
        if let Some(number) = number.filter(|_| text != "7") {
            assert_eq!(chinese(number), text);
        }
    }
    assert!(
        is_counting('十') && !is_counting('百') && is_numeral('百') && is_numeral('两') && !is_numeral('余')
    );
}

#[test]
fn yes_and_no_are_read_as_freely_as_the_place_allows() {
    let cases = [
        ("是", Some(true), Some(true), true),
        (" 否 ", Some(false), Some(false), false),
        ("√", Some(true), None, false),
        ("有", Some(true), None, true),
        ("要", None, None, true),
        ("已销号", Some(true), None, false),
        ("未销号", Some(false), None, false),
        ("不公开", Some(false), None, false),
        ("Ｎｏ", Some(false), None, false),
        ("待定", None, None, false),
        ("", None, None, false),
    ];
    let words = load("campaign", &built_in("campaign").unwrap()).unwrap().common.values;
    for (text, read, exact, asks) in cases {
        assert_eq!((words.flag(text), yes::exact(text), yes::asks(text)), (read, exact, asks), "{text}");
    }
    for flag in [true, false] {
        assert_eq!((yes::exact(yes::word(flag)), words.flag(yes::word(flag))), (Some(flag), Some(flag)));
    }
}

#[test]
fn likeness_goes_from_nothing_to_the_same() {
    let pairs = |one: &str, other: &str| Pairs::of(one).likeness(&Pairs::of(other));
    for (one, other, least, most) in [
        ("甲乙丙", "甲乙丙", 1.0, 1.0),
        ("甲乙丙", "丁戊己", 0.0, 0.0),
        ("财政局", "市财政局", 0.7, 0.9),
        ("", "", 0.0, 0.0),
    ] {
        let alike = pairs(one, other);
        assert!((least..=most).contains(&alike), "{one} {other} {alike}");
        assert_eq!(alike.to_bits(), pairs(other, one).to_bits());
    }
    // Figures count alike, so a sentence that was counted anew is the same one.
    assert!(likeness("共收到意见28条", "共收到意见131条") > 0.99);
    assert!(likeness("共收到意见28条", "开展专题党课") < 0.2);
    assert_eq!(
        (stretches("", 3).len(), stretches("甲乙", 3).len(), stretches("甲乙丙丁", 3).len()),
        (0, 1, 2)
    );
}

#[test]
fn differences_keep_the_order_of_both() {
    let cases =
        [("甲乙丙", "甲丙"), ("甲乙", "乙甲"), ("", "甲"), ("甲甲乙", "甲乙乙"), ("一二三四五", "二九四")];
    for (one, other) in cases {
        let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
        let most = longest_common((a.len(), b.len()), |i, j| a[i] == b[j]);
        for pairs in [&most, &equal(&a, &b)] {
            assert!(pairs.iter().all(|(i, j)| a[*i] == b[*j]), "{one} {other}");
            assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1), "{one} {other}");
            assert!(pairs.len() <= most.len());
        }
    }
    assert_eq!(longest_common((2, 2), |i, j| i != j), [(1, 0)]);
}

#[test]
fn pieces_are_joined_as_they_stand() {
    let piece = |text: &str| BasePiece { what: Piece::Wording, text: text.to_owned() };
    assert_eq!(joined(&[piece("共"), piece("3"), piece("条")]), "共3条");
    assert_eq!(joined(&[]), "");
}
