//! What is said about the look of the document: what a look has that the standard does not.

use super::Severity::Info;
use super::{Said, What};

/// Findings on the look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// The chosen look departs from GB/T 9704-2012.
    Deviates {
        /// The look's name.
        look: String,
        /// The path of the value in `look.toml`.
        key: String,
        /// What the standard has; empty when it has nothing.
        standard: String,
        /// What the look has; empty when it has nothing.
        here: String,
    },
}

/// The values of a look in words, with the clause of GB/T 9704-2012 that is about them; empty where it is silent.
const NAMES: [(&str, &str, &str); 37] = [
    ("page.width", "纸宽（毫米）", "5.1"),
    ("page.height", "纸高（毫米）", "5.1"),
    ("page.top", "天头（毫米）", "5.2.1"),
    ("page.left", "订口（毫米）", "5.2.1"),
    ("page.text_width", "版心宽（毫米）", "5.2.1"),
    ("page.text_height", "版心高（毫米）", "5.2.1"),
    ("page.lead", "天头、地脚减去的半行距（毫米）", "5.2.1"),
    ("latin", "数字和西文字体", "5.2.2"),
    ("fonts.biaosong.name", "小标宋体字库", "5.2.2"),
    ("fonts.heiti.name", "黑体字库", "5.2.2"),
    ("fonts.kaiti.name", "楷体字库", "5.2.2"),
    ("fonts.fangsong.name", "仿宋体字库", "5.2.2"),
    ("fonts.songti.name", "宋体字库", "5.2.2"),
    ("body.face", "正文字体", "5.2.2"),
    ("body.size", "正文字号（磅）", "5.2.2"),
    ("body.line", "正文行距（磅）", "5.2.3"),
    ("body.spacing", "正文字距（磅）", "5.2.3"),
    ("body.indent", "首行缩进（字）", "7.3.3"),
    ("head.face", "发文机关标志字体", "7.2.4"),
    ("head.top", "发文机关标志到版心上边缘（毫米）", "7.2.4"),
    ("head.colour", "发文机关标志和分隔线颜色", "7.2.4"),
    ("head.rule_gap", "发文字号到红色分隔线（毫米）", "7.2.7"),
    ("title.face", "标题字体", "7.3.1"),
    ("title.size", "标题字号（磅）", "7.3.1"),
    ("title.line", "标题行距（磅）", "7.3.1"),
    ("heading1.face", "一级标题字体", "7.3.3"),
    ("heading1.bold", "一级标题加粗", "7.3.3"),
    ("heading2.face", "二级标题字体", "7.3.3"),
    ("heading2.bold", "二级标题加粗", "7.3.3"),
    ("heading3.bold", "三级标题加粗", "7.3.3"),
    ("heading4.bold", "四级标题加粗", "7.3.3"),
    ("imprint.size", "版记字号（磅）", "7.4.2"),
    ("imprint.thick", "版记首条、末条分隔线（毫米）", "7.4.1"),
    ("imprint.thin", "版记中间分隔线（毫米）", "7.4.1"),
    ("page_number.size", "页码字号（磅）", "7.5"),
    ("page_number.indent", "页码空字（字）", "7.5"),
    ("page_number.centred", "页码居中", "7.5"),
];

impl From<Format> for What {
    fn from(format: Format) -> Self {
        What::Format(format)
    }
}

impl Format {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        let Format::Deviates { look, key, standard, here } = self;
        let (name, clause) = NAMES
            .iter()
            .find(|(known, ..)| known == key)
            .map_or((key.as_str(), ""), |(_, name, clause)| (*name, *clause));
        let zh = |value: &str| match value {
            "" => "不设".to_owned(),
            "true" => "是".to_owned(),
            "false" => "否".to_owned(),
            value => value.to_owned(),
        };
        let clause = if clause.is_empty() { String::new() } else { format!("，{clause}") };
        let en = |value: &str| if value.is_empty() { "nothing".to_owned() } else { value.to_owned() };
        Said::new(
            "look-deviates",
            Info,
            [
                format!("版式“{look}”的{name}为{}，GB/T 9704的为{}（{key}{clause}）", zh(here), zh(standard)),
                format!("the look \"{look}\" has {} for {key}, GB/T 9704 {}{clause}", en(here), en(standard)),
            ],
            ["本单位有此规定的，不必改动", "nothing to do if your office has it so"],
        )
    }
}
