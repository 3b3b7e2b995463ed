//! What can be typed: commands and options, declared and nothing else.

use std::ffi::OsString;
use std::path::PathBuf;

use chengwen::finding::notices::help;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// 成文：表格进，公文出。
#[derive(Debug, Parser)]
#[command(name = "chengwen", version, about = help::ABOUT, long_about = None)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 读取文件夹中的表格，生成报告（.docx）
    Build(Build),
    /// 只检查不生成：列出数字、表格和问题
    Check(Folder),
    /// 定稿：检查还有没有未处理的问题，写出干净的一份
    Finish(Folder),
    /// 把报告中改好的段落收回到文字材料，今后沿用
    Harvest(Folder),
    /// 列出一张表的条目（如 opinions、activities）
    List(Table),
    /// 列出每张工作表认作哪种表格、每一列认作哪个字段，以及依据
    Tables(Folder),
    /// 说明一个数字从哪些单元格来（如 opinions.items、意见建议条数，或报告中印出的 35）
    Trace(Figure),
    /// 核对一份文档（如已签发的报告）里的数据与表格是否仍然相符
    Verify(Verify),
    /// 列出内置的报告类型
    Kinds,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) folder: Folder,
    /// 对原有报告的改动写成修订（带修订痕迹），由人接受或拒绝
    #[arg(long)]
    pub(super) track: bool,
    /// 数字有变化的段落加批注，说明原数、现数和来源
    #[arg(long)]
    pub(super) comment: bool,
}

#[derive(Debug, Args)]
pub(super) struct Folder {
    /// 放表格的文件夹
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Table {
    /// 表的名称（opinions 或 征求意见汇总 等）
    pub(super) table: String,
    /// 放表格的文件夹
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Figure {
    /// 数字的名称（opinions.items 或 意见建议条数），或报告中印出的内容（35）
    pub(super) figure: String,
    /// 放表格的文件夹
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// 要核对的文档（.docx）
    pub(super) file: PathBuf,
    /// 放表格的文件夹
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Common {
    /// 报告类型：内置类型的名称，或自备类型的文件夹
    #[arg(long, global = true, default_value = "campaign", value_name = "NAME|DIR")]
    pub(super) kind: String,
    /// 成文日期（YYYY-MM-DD），优先于报告信息
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    /// 以 JSON 输出结果
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// 有“错误”级问题时以退出码 1 结束
    #[arg(long, global = true)]
    pub(super) strict: bool,
    /// 提示信息的语言
    #[arg(long, global = true, value_enum, default_value_t = Language::Zh)]
    pub(super) lang: Language,
    /// 只说错误
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// 连同修正记录一并列出
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

/// A folder dropped onto the program comes as its only argument: that means build.
pub(super) fn with_build(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if let [_, folder] = arguments.as_slice()
        && std::path::Path::new(folder).is_dir()
    {
        arguments.insert(1, OsString::from("build"));
    }
    arguments
}

/// A date as clerks and scripts write it.
fn date(text: &str) -> Result<Date, String> {
    let plain = text.trim().trim_end_matches('日').replace(['年', '月', '/', '.'], "-");
    let parts: Vec<&str> = plain.split('-').collect();
    let number = |index: usize| parts.get(index).and_then(|part| part.parse::<i16>().ok());
    let date = match (number(0), number(1), number(2)) {
        (Some(year @ 1900..), Some(month), Some(day)) if parts.len() == 3 => {
            Date::new(year, i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0)).ok()
        }
        _ => None,
    };
    date.ok_or_else(|| help::DATE.to_owned())
}
