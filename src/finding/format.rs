//! What is said about the look of the document: what a look has that the standard does not.

use super::record::findings;
use crate::text::yes;

findings! {
    /// What is found about the look that is chosen.
    pub enum Format in Format {
        /// The chosen look departs from GB/T 9704-2012 in the value at `key` of `look.toml`; what is blank is not there.
        Deviates { look: String, key: String, standard: String, here: String } => {
            let name = named(key).0;
            let clause = named(key).1;
            let here = spelt(here);
            let standard = spelt(standard);
            "look-deviates", Info,
            "版式“{look}”的{name}为{here}，GB/T 9704的为{standard}（{key}{clause}）",
            "the look \"{look}\" has {here} for {key}, GB/T 9704 {standard}{clause}",
            cure "本单位有此规定的，不必改动", "nothing to do if your office has it so";
        }
        /// The organs of the mark would leave no room for text on the first page (7.3.3), in points.
        Squeezed { size: String, wide: String, fits: bool } => {
            if *fits => "mark-squeezed", Info,
            "发文机关标志由{wide}磅缩小到{size}磅，使首页显示正文（7.3.3）",
            "the mark is {size} pt instead of {wide}, so that the first page shows text (7.3.3)",
            cure "如嫌过小，请减少签发人、密级等版头要素或缩短标题，或在版式中缩小上方的空白",
            "if it is too small, shorten the title or leave out elements of the head";
            "mark-squeezed", Warning,
            "发文机关标志缩小到{size}磅，首页仍排不下正文（7.3.3要求首页必须显示正文）",
            "the mark is {size} pt, and the first page still shows no text, as it must (7.3.3)",
            cure "请缩短标题、减少版头要素，或改用规范化简称", "shorten the title or the names, or leave out elements of the head";
        }
    }
}

/// How a value of `look.toml` is told, in Chinese and English.
fn spelt(value: &str) -> [&str; 2] {
    match value {
        "" => ["不设", "nothing"],
        "true" => [yes::YES, value],
        "false" => [yes::NO, value],
        _ => [value, value],
    }
}

/// What a value is called, and the clause that is about it, led in.
fn named(key: &str) -> (&str, String) {
    let known = NAMES.iter().find(|(known, ..)| *known == key);
    match known {
        Some((_, name, "")) => (name, String::new()),
        Some((_, name, clause)) => (name, format!("，{clause}")),
        None => (key, String::new()),
    }
}

/// The values of a look in words, with the clause of GB/T 9704-2012 that is about them; empty where it is silent.
const NAMES: [(&str, &str, &str); 38] = [
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
    ("page_number.bottom", "页码到纸张下边缘（毫米）", "7.5"),
    ("page_number.indent", "页码空字（字）", "7.5"),
    ("page_number.centred", "页码居中", "7.5"),
];
