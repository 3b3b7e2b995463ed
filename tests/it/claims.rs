//! docs/claims.md and the wording of the kinds in the binary say the same: no text claims what the list does not
//! account for, and the list speaks of nothing that no text says.

use chengwen::kind::{built_in, built_in_names, load};

/// Words that praise, intensify or generalise: an office that signs them must have something to show for them.
const CLAIMING: [&str; 46] = [
    "高度",
    "精心",
    "扎实",
    "立即",
    "及时",
    "迅速",
    "高潮",
    "第一时间",
    "多样",
    "有力",
    "多渠道",
    "多层面",
    "所有",
    "全体",
    "全部",
    "认真",
    "积极",
    "踊跃",
    "畅谈",
    "深入",
    "深刻",
    "显著",
    "明显",
    "周密",
    "专人",
    "亲自",
    "带头",
    "到位",
    "先后",
    "累计",
    "进一步",
    "不断",
    "切实",
    "全面",
    "广泛",
    "圆满",
    "确保",
    "严格",
    "充分",
    "自觉",
    "增强",
    "强化",
    "提高",
    "规范",
    "完善",
    "热烈",
];

/// The claims that the list names.
fn listed() -> Vec<String> {
    let list = include_str!("../../docs/claims.md");
    let rows = list.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let rows = rows.filter(|cell| *cell != "断语" && !cell.starts_with('-'));
    rows.flat_map(|cell| cell.split('、').map(str::to_owned)).collect()
}

/// What a text says, without what stands in braces.
fn said(text: &str) -> String {
    let parts = text.split("{{").map(|part| part.rsplit("}}").next().unwrap_or_default());
    parts.collect()
}

/// All that the kinds say of their own, by file, and their claims.
fn wording() -> (Vec<(String, String)>, Vec<String>) {
    let (mut texts, mut claims) = (Vec::new(), Vec::new());
    for name in built_in_names() {
        let kind = load(&name, &built_in(&name).unwrap()).unwrap();
        let headings = kind.sections.iter().filter_map(|section| section.heading.clone());
        let headings = headings.map(|heading| ("outline.toml".to_owned(), heading));
        let all = kind.texts.clone().into_iter().chain(headings);
        texts.extend(all.map(|(file, text)| (format!("{name}/{file}"), said(&text))));
        claims.extend(kind.claims.iter().map(|claim| claim.word.clone()));
    }
    (texts, claims)
}

/// The claiming words of a text that lie in none of these phrases.
fn unaccounted(text: &str, phrases: &[String]) -> Vec<String> {
    let spans: Vec<(usize, usize)> = phrases
        .iter()
        .flat_map(|phrase| text.match_indices(phrase.as_str()).map(|(at, found)| (at, at + found.len())))
        .collect();
    let words = CLAIMING.iter().flat_map(|word| text.match_indices(word));
    let open =
        words.filter(|(at, word)| !spans.iter().any(|(start, end)| start <= at && at + word.len() <= *end));
    open.map(|(at, _)| text[at..].chars().take(8).collect()).collect()
}

#[test]
fn every_claim_of_the_wording_is_accounted_for() {
    let phrases = listed();
    assert!(phrases.len() > 40, "{phrases:?}");
    let (texts, claims) = wording();
    for (file, text) in &texts {
        let open = unaccounted(text, &phrases);
        assert!(open.is_empty(), "{file} claims what docs/claims.md does not account for: {open:?}");
    }
    for phrase in &phrases {
        let stands = texts.iter().any(|(_, text)| text.contains(phrase.as_str())) || claims.contains(phrase);
        assert!(stands, "docs/claims.md lists “{phrase}”, which no text says");
    }
}

#[test]
fn a_claim_that_is_not_listed_is_found() {
    assert_eq!(unaccounted("干部明显进步", &["明确".to_owned()]), ["明显进步"]);
    assert!(unaccounted("高度重视", &["高度重视".to_owned()]).is_empty());
    assert_eq!(said("甲{{#claim \"乙\"}}丙{{/claim}}丁"), "甲丙丁");
}
