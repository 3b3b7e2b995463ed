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

/// The clauses of a text that stand whatever the data say: outside of every block, and without a datum.
fn fixed(text: &str) -> Vec<String> {
    let (mut depth, mut clause, mut has_datum) = (0usize, String::new(), false);
    let mut fixed = Vec::new();
    let mut end = |clause: &mut String, has_datum: &mut bool| {
        let words = clause.trim_start_matches(['-', ' ']).trim();
        let words = words.rsplit(']').next().unwrap_or_default().trim_matches(['*', ' ']);
        if !*has_datum && words.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
            fixed.push(words.to_owned());
        }
        clause.clear();
        *has_datum = false;
    };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((call, behind)) = rest.strip_prefix("{{").and_then(|rest| rest.split_once("}}")) {
            match call.chars().next() {
                Some('#') => depth += 1,
                Some('/') => depth = depth.saturating_sub(1),
                Some('!') => {}
                _ => has_datum |= depth == 0 && call != "else",
            }
            rest = behind;
            continue;
        }
        match c {
            '，' | '。' | '；' | '：' | '\n' => end(&mut clause, &mut has_datum),
            _ if depth == 0 => clause.push(c),
            _ => {}
        }
        rest = &rest[c.len_utf8()..];
    }
    end(&mut clause, &mut has_datum);
    fixed
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

/// Every other clause has a datum in it, or stands in a block that only data open.
#[test]
fn what_stands_whatever_the_data_say_is_listed() {
    let list = include_str!("../../docs/claims.md");
    let list = list.lines().filter_map(|line| line.strip_prefix("- ")?.split('：').next());
    let listed: Vec<&str> = list.collect();
    let mut said = Vec::new();
    for name in built_in_names() {
        let kind = load(&name, &built_in(&name).unwrap()).unwrap();
        let sections = kind.sections.iter();
        let texts =
            sections.filter_map(|section| Some((section.text.clone(), kind.texts.get(&section.text)?)));
        for (file, text) in texts {
            for clause in fixed(text) {
                assert!(listed.contains(&clause.as_str()), "{name}/{file} always says “{clause}”");
                said.push(clause);
            }
        }
    }
    for clause in listed {
        assert!(
            said.iter().any(|said| said == clause),
            "docs/claims.md lists “{clause}”, which no text always says"
        );
    }
}

#[test]
fn a_clause_without_a_datum_is_found() {
    let text = "{{!-- 说明 --}}\n[a] {{单位}}做了，\n{{#if x}}甲{{else}}乙{{/if}}，成效显著。- [b] **题目。**共{{n}}条";
    assert_eq!(fixed(text), ["成效显著", "题目"]);
}

/// The sample comes out as it was read aloud and approved, and little of it are words that somebody wrote for it.
#[test]
fn the_sample_reads_as_it_was_approved() {
    let outcome = crate::sample::campaign();
    let approved = std::fs::read_to_string("tests/cases/approved.txt").unwrap();
    let text = crate::sample::text(outcome);
    let like = chengwen::text::likeness::likeness(approved.trim(), text.trim());
    assert!(like >= 0.95, "{like}:\n{text}");
    let sources = &outcome.text_sources;
    let all = sources.template + sources.slots + sources.narrative;
    assert!(sources.narrative * 100 <= all * 35, "{} of {all} characters are narrative", sources.narrative);
}

#[test]
fn a_claim_that_is_not_listed_is_found() {
    assert_eq!(unaccounted("干部明显进步", &["明确".to_owned()]), ["明显进步"]);
    assert!(unaccounted("高度重视", &["高度重视".to_owned()]).is_empty());
    assert_eq!(said("甲{{#claim \"乙\"}}丙{{/claim}}丁"), "甲丙丁");
}
