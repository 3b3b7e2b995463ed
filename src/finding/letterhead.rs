//! What is said of an office's own document that is taken as 版式: what was found in it, what had no place there.

use super::Severity::{Error, Info, Warning};
use super::{Said, What};

/// How many texts a sentence lists before it says how many more there are.
const LISTED: usize = 5;
/// How many characters of a text it shows.
const SHOWN: usize = 20;

/// Findings on the document that 版式 names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Letterhead {
    /// No such file is in the folder.
    Missing {
        /// What 版式 says.
        named: String,
    },
    /// Several files have that name.
    Several {
        /// Their paths.
        files: Vec<String>,
    },
    /// It cannot be read.
    Unreadable {
        /// Why.
        why: NotRead,
    },
    /// What was taken over.
    Taken {
        /// The texts of its head.
        head: Vec<String>,
        /// The texts of its foot.
        foot: Vec<String>,
        /// The elements that look as in its text.
        sampled: Vec<&'static str>,
        /// The elements that look as its styles say.
        styled: Vec<&'static str>,
        /// The elements that look as in our look.
        ours: Vec<&'static str>,
    },
    /// What gave way to the report.
    LeftOut {
        /// Its texts.
        texts: Vec<String>,
        /// How many pictures and drawings went with it.
        drawings: usize,
    },
    /// An element has no place in it.
    NoPlace {
        /// The element.
        name: &'static str,
        /// Whether it is printed all the same, in a line of its own.
        printed: bool,
    },
    /// What another document had left in the place of an element was blanked.
    Blanked {
        /// The element.
        name: &'static str,
        /// What stood there.
        text: String,
    },
    /// What stands in the place of an element was kept: 报告信息 says nothing of it.
    Kept {
        /// The element.
        name: &'static str,
        /// What stands there.
        text: String,
    },
    /// A name in braces is no element.
    NoSuchPlace {
        /// The name.
        name: String,
        /// The names that are.
        known: Vec<&'static str>,
    },
    /// Its pages have no numbers.
    NoPageNumbers,
    /// The report was written anew in another look, since nobody had touched it.
    Again {
        /// The look that it had.
        was: String,
        /// The look that it has now.
        now: String,
    },
    /// The report that is revised has another look and keeps it.
    Later {
        /// Whether it is an earlier version of the document that is asked for.
        same: bool,
        /// The look that it has.
        has: String,
        /// The look that is asked for.
        asked: String,
    },
}

/// Why the document cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotRead {
    /// It is no .docx.
    Foreign,
    /// It needs a password.
    Encrypted,
    /// It is damaged, or too large.
    Damaged,
}

impl From<Letterhead> for What {
    fn from(letterhead: Letterhead) -> Self {
        What::Letterhead(letterhead)
    }
}

impl Letterhead {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match self {
            Letterhead::Missing { named } => Said::new(
                "letterhead-missing",
                Error,
                [
                    format!("版式写的“{named}”，文件夹里没有，报告用了国家标准的版式"),
                    format!(
                        "the look names \"{named}\", which is not in the folder; the standard look was used"
                    ),
                ],
                [
                    "请把红头文件（.docx）放进文件夹，版式写它的文件名",
                    "put the document (.docx) into the folder and let 版式 say its file name",
                ],
            ),
            Letterhead::Several { files } => Said::new(
                "letterhead-several",
                Error,
                [
                    format!("版式所写的文件名有{}个文件：{}，报告用了国家标准的版式", files.len(), zh(files)),
                    format!(
                        "the look's name is that of {} files: {}; the standard look was used",
                        files.len(),
                        en(files)
                    ),
                ],
                ["请写明所在的文件夹，如“版式/红头.docx”", "say the folder too, as in 版式/红头.docx"],
            ),
            Letterhead::Unreadable { why } => self.unreadable(*why),
            Letterhead::Taken { head, foot, sampled, styled, ours } => {
                taken(head, foot, [sampled, styled, ours])
            }
            Letterhead::LeftOut { texts, drawings } => Said::new(
                "letterhead-left-out",
                Info,
                [
                    format!(
                        "正文部分换成本报告，原有文字{}段未用：{}{}",
                        texts.len(),
                        zh(texts),
                        drawn(*drawings, "图形", "个")
                    ),
                    format!(
                        "the report takes the place of {} paragraphs: {}{}",
                        texts.len(),
                        en(texts),
                        if *drawings > 0 {
                            format!("; {drawings} drawings went with them")
                        } else {
                            String::new()
                        }
                    ),
                ],
                ["", ""],
            ),
            Letterhead::NoPlace { name, printed } => no_place(name, *printed),
            Letterhead::Blanked { name, text } => Said::new(
                "letterhead-blanked",
                Warning,
                [
                    format!("版式文件里的{name}“{text}”是别的文件的，数字已空出"),
                    format!(
                        "the document's {name} \"{text}\" is that of another one; its digits are left blank"
                    ),
                ],
                ["请在报告信息中填写这一项", "fill the item in 报告信息"],
            ),
            Letterhead::Kept { name, text } => Said::new(
                "letterhead-kept",
                Warning,
                [
                    format!("版式文件里的{name}“{text}”照原样保留，报告信息没有填写这一项"),
                    format!("the document's {name} \"{text}\" stays, since 报告信息 does not say"),
                ],
                ["如果不对，请在报告信息中填写这一项", "if it is wrong, fill the item in 报告信息"],
            ),
            Letterhead::NoSuchPlace { name, known } => Said::new(
                "letterhead-unknown-place",
                Warning,
                [
                    format!("版式文件里的“{{{name}}}”不是可以填写的项目，照原样留着"),
                    format!("\"{{{name}}}\" in the document is no element; it stays as it is"),
                ],
                ["", ""],
            )
            .with_hint([
                format!("可以写的有：{}", known.join("、")),
                format!("known are {}", known.join(", ")),
            ]),
            Letterhead::NoPageNumbers => Said::new(
                "letterhead-no-page-numbers",
                Warning,
                [
                    "版式文件没有页码，报告也就没有页码".into(),
                    "the document has no page numbers, so the report has none".into(),
                ],
                [
                    "请在版式文件中插入页码，再重新生成",
                    "insert page numbers into the document and build again",
                ],
            ),
            Letterhead::Again { was, now } => Said::new(
                "look-changed",
                Info,
                [
                    format!("版式由“{was}”改为“{now}”；报告没有手工修改过，已按新的版式重排"),
                    format!(
                        "the look \"{was}\" gave way to \"{now}\"; nobody had edited the report, so it is written anew"
                    ),
                ],
                ["", ""],
            ),
            Letterhead::Later { same, has, asked } => Said::new(
                "look-later",
                Warning,
                if *same {
                    [
                        format!("版式文件“{has}”改过了，现有报告是按修改前的排的，重新生成时保持不变"),
                        format!("\"{has}\" was changed; the report keeps the look of the earlier version"),
                    ]
                } else {
                    [
                        format!("现有报告是按版式“{has}”排的，重新生成时保持不变，没有改用“{asked}”"),
                        format!("the report has the look \"{has}\" and keeps it; \"{asked}\" is not used"),
                    ]
                },
                [
                    "要换版式，请把现有报告移出文件夹，生成后再把手工改过的段落抄过去",
                    "to change the look, move the report out of the folder, build, and copy edited paragraphs over",
                ],
            ),
        }
    }

    fn unreadable(&self, why: NotRead) -> Said {
        let (why, hint) = match why {
            NotRead::Foreign => (
                ["不是 .docx 格式", "is no .docx"],
                [
                    "请用 WPS 或 Word 打开，选“文件→另存为”，类型选“Word 文档（*.docx）”，版式改写新的文件名",
                    "open it in WPS or Word, choose File → Save As, type Word Document (*.docx), and let 版式 say the new name",
                ],
            ),
            NotRead::Encrypted => (
                ["设有打开密码", "needs a password"],
                ["请去掉密码另存，再生成", "save it without the password and build again"],
            ),
            NotRead::Damaged => (
                ["已损坏，打不开", "is damaged"],
                [
                    "请用 WPS 或 Word 打开修复后另存，再生成",
                    "open it in WPS or Word, save it again and build again",
                ],
            ),
        };
        let [zh, en] = why;
        Said::new(
            "letterhead-unreadable",
            Error,
            [
                format!("版式文件{zh}，报告用了国家标准的版式"),
                format!("the document of the look {en}; the standard look was used"),
            ],
            hint,
        )
    }
}

fn no_place(name: &str, printed: bool) -> Said {
    let message = if printed {
        [
            format!("版式文件里没有“{name}”的位置，已另起一行排在版头，请核对版面"),
            format!("the document has no place for {name}; it stands on a line of its own in the head"),
        ]
    } else {
        [
            format!("版式文件里没有“{name}”的位置，没有排入报告"),
            format!("the document has no place for {name}; it is not in the report"),
        ]
    };
    Said::new("letterhead-no-place", if printed { Warning } else { Error }, message, ["", ""]).with_hint([
        format!("请在版式文件中应排的地方写上“{{{name}}}”（带花括号），再重新生成；或在报告中手工补上"),
        format!("write \"{{{name}}}\" where it belongs in the document and build again, or add it by hand"),
    ])
}

fn taken(head: &[String], foot: &[String], [sampled, styled, ours]: [&[&'static str]; 3]) -> Said {
    let part = |name: &str, texts: &[String]| {
        if texts.is_empty() { format!("没有{name}") } else { format!("{name}（{}）", zh(texts)) }
    };
    let mut parts = vec![part("版头", head), part("版记", foot)];
    let mut parts_en = vec![
        if head.is_empty() { "no head".to_owned() } else { format!("the head ({})", en(head)) },
        if foot.is_empty() { "no foot".to_owned() } else { format!("the foot ({})", en(foot)) },
    ];
    let sources = [
        (sampled, "照其中的文字", "as in its text"),
        (styled, "照其中的样式", "as its styles say"),
        (ours, "照国家标准", "as in the standard look"),
    ];
    for (names, zh, en) in sources.iter().filter(|(names, ..)| !names.is_empty()) {
        parts.push(format!("{}{zh}", names.join("、")));
        parts_en.push(format!("{} {en}", names.join(", ")));
    }
    Said::new(
        "letterhead-taken",
        Info,
        [
            format!("报告排在这份文件里：{}", parts.join("；")),
            format!("the report is put into this document: {}", parts_en.join("; ")),
        ],
        ["", ""],
    )
}

fn drawn(count: usize, what: &str, unit: &str) -> String {
    if count > 0 { format!("；另有{what}{count}{unit}") } else { String::new() }
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if text.chars().count() > SHOWN {
        short.push('…');
    }
    short
}

fn zh(texts: &[String]) -> String {
    let more = texts.len().saturating_sub(LISTED);
    let listed: Vec<String> = texts.iter().take(LISTED).map(|text| format!("“{}”", short(text))).collect();
    let more = if more > 0 { format!("等{}段", texts.len()) } else { String::new() };
    format!("{}{more}", listed.join("、"))
}

fn en(texts: &[String]) -> String {
    let more = texts.len().saturating_sub(LISTED);
    let listed: Vec<String> = texts.iter().take(LISTED).map(|text| format!("\"{}\"", short(text))).collect();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", listed.join(", "))
}
