//! What can be typed: commands and options, declared and nothing else.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// 成文：表格进，公文出。
#[derive(Debug, Parser)]
#[command(name = "chengwen", version, about = "成文：把文件夹里的征求意见表、活动台账等表格写成正式报告（GB/T 9704-2012）", long_about = None)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 读取文件夹中的表格，生成报告（.docx）
    Build(Folder),
    /// 只检查不生成：列出数字、表格和问题
    Check(Folder),
    /// 列出一张表的条目（如 opinions、activities）
    List(Table),
    /// 说明一个数字从哪些单元格来（如 opinions.items、意见建议条数，或报告中印出的 35）
    Trace(Figure),
    /// 列出内置的报告类型
    Kinds(Common),
}

#[derive(Debug, Args)]
pub(super) struct Folder {
    /// 放表格的文件夹
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct Table {
    /// 表的名称（opinions 或 征求意见汇总 等）
    pub(super) table: String,
    /// 放表格的文件夹
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct Figure {
    /// 数字的名称（opinions.items 或 意见建议条数），或报告中印出的内容（35）
    pub(super) figure: String,
    /// 放表格的文件夹
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct Common {
    /// 报告类型：内置类型的名称，或自备类型的文件夹
    #[arg(long, default_value = "campaign", value_name = "NAME|DIR")]
    pub(super) kind: String,
    /// 成文日期（YYYY-MM-DD），优先于报告信息
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<jiff::civil::Date>,
    /// 以 JSON 输出结果
    #[arg(long)]
    pub(super) json: bool,
    /// 有“错误”级问题时以退出码 1 结束
    #[arg(long)]
    pub(super) strict: bool,
    /// 提示信息的语言
    #[arg(long, value_enum, default_value_t = Language::Zh)]
    pub(super) lang: Language,
    /// 只说错误
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// 连同修正记录一并列出
    #[arg(short, long)]
    pub(super) verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

impl Command {
    /// The options that every command has.
    pub(super) fn common(&self) -> &Common {
        match self {
            Command::Build(folder) | Command::Check(folder) => &folder.common,
            Command::List(table) => &table.common,
            Command::Trace(figure) => &figure.common,
            Command::Kinds(common) => common,
        }
    }
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
