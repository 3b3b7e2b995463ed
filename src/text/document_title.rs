//! The name of a document as people write it → with the marks that the standard asks for (GB/T 15834-2011, 4.15).

use crate::text::pattern::Pattern;

/// What a document is, at the end of its title.
const KINDS: [&str; 25] = [
    "通知", "意见", "方案", "办法", "细则", "规定", "决定", "要点", "通报", "批复", "计划", "规划", "措施",
    "条例", "准则", "规则", "纲要", "决议", "指引", "指南", "守则", "通告", "公告", "函", "纪要",
];

/// Words that speak of documents without naming one (有关通知).
const VAGUE: [&str; 6] = ["有关", "相关", "上述", "各项", "一系列", "等文件"];

/// What stands after a title: its number.
static NUMBER: Pattern = Pattern::new(r"^(.*?)(\s*[（(][^（()）]*号[)）])$");

/// A title in its marks, with the volume behind them and a remark in brackets (《…》第四卷（节选）).
pub static TITLE: Pattern = Pattern::new(concat!(
    r"《[^《》]+》(?:第[\p{一}\d]{1,3}[卷册辑部集编期]|[上中下][卷册])?",
    r"(?:[（(][^（）()]{1,12}[）)])?",
));

/// The end of a title, its volume included, right before another one.
pub static SIDE_BY_SIDE: Pattern =
    Pattern::new(r"(》(?:第[\p{一}\d]{1,3}[卷册辑部集编期]|[上中下][卷册])?)《");

/// The shortest title without 关于, in characters.
const SHORTEST: usize = 8;

/// A title in 《》, those inside it in 〈〉; one that has its 《》 stays.
pub fn in_marks(title: &str) -> String {
    if title.starts_with('《') {
        return title.to_owned();
    }
    format!("《{}》", title.replace('《', "〈").replace('》', "〉"))
}

/// What somebody wrote as the basis of something: a document's title gets its marks, its issuer and its number stay
/// outside them; what has marks already or names no document stays.
pub fn marked(text: &str) -> String {
    let found = NUMBER.captures(text);
    let part = |group| found.as_ref().and_then(|found| Some(found.get(group)?.as_str()));
    let (name, number) = (part(1).unwrap_or(text), part(2).unwrap_or_default());
    let about = name.find("关于");
    let long = name.chars().count() >= SHORTEST;
    let is_title = KINDS.iter().any(|kind| name.ends_with(kind)) && (about.is_some() || long);
    // The marks of a document that another one issues are inside the title (关于印发《方案》的通知).
    let inside = about.zip(name.find('《')).is_some_and(|(about, mark)| about < mark);
    if (name.contains('《') && !inside) || !is_title || VAGUE.iter().any(|word| name.contains(word)) {
        return text.to_owned();
    }
    let (issuer, title) = name.split_at(about.unwrap_or(0));
    format!("{issuer}{}{}", in_marks(title), number.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_documents_get_their_marks() {
        let cases = [
            (
                "关于开展国有企业“作风建设年”活动的通知（县国资委〔2024〕6号）",
                "《关于开展国有企业“作风建设年”活动的通知》（县国资委〔2024〕6号）",
            ),
            ("县委办公室关于印发实施细则的通知", "县委办公室《关于印发实施细则的通知》"),
            ("2024年全市作风建设工作要点", "《2024年全市作风建设工作要点》"),
            ("县委《关于印发〈实施方案〉的通知》", "县委《关于印发〈实施方案〉的通知》"),
            ("县政府关于印发《行动方案》的通知", "县政府《关于印发〈行动方案〉的通知》"),
            ("《关于印发《行动方案》的通知》", "《关于印发《行动方案》的通知》"),
            ("《安全生产法》", "《安全生产法》"),
            ("县委统一部署", "县委统一部署"),
            ("上级有关通知", "上级有关通知"),
            ("县委通知", "县委通知"),
            ("关于进一步加强和改进值班工作的意见", "《关于进一步加强和改进值班工作的意见》"),
            ("市纪委关于5起典型问题的通报", "市纪委《关于5起典型问题的通报》"),
        ];
        for (text, expected) in cases {
            assert_eq!(marked(text), expected, "{text}");
        }
        assert_eq!(in_marks("关于印发《细则》的通知"), "《关于印发〈细则〉的通知》");
    }
}
