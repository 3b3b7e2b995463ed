//! What can be typed: commands and options, declared and nothing else.

use std::ffi::OsString;
use std::path::PathBuf;

use chengwen::finding::help;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

#[derive(Debug, Parser)]
#[command(name = "chengwen", version, long_about = None)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(Build),
    Check(Folder),
    Finish(Folder),
    Harvest(Folder),
    Lint(Lint),
    List(Table),
    Tables(Folder),
    Trace(Figure),
    Verify(Verify),
    Kinds(Kinds),
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) folder: Folder,
    #[arg(long)]
    pub(super) track: bool,
    #[arg(long)]
    pub(super) comment: bool,
}

#[derive(Debug, Args)]
pub(super) struct Folder {
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Table {
    pub(super) table: String,
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Figure {
    pub(super) figure: String,
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Kinds {
    #[arg(value_enum, default_value = "list")]
    pub(super) action: KindsAction,
    #[arg(value_name = "NAME|DIR", required_if_eq_any([("action", "check"), ("action", "export")]))]
    pub(super) name: Option<String>,
    #[arg(value_name = "DIR", required_if_eq("action", "export"))]
    pub(super) to: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum KindsAction {
    List,
    Check,
    Export,
}

#[derive(Debug, Args)]
pub(super) struct Lint {
    pub(super) file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    pub(super) file: PathBuf,
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Common {
    #[arg(long, global = true, value_name = "NAME|DIR")]
    pub(super) kind: Option<String>,
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[arg(long, global = true)]
    pub(super) strict: bool,
    #[arg(long, global = true, value_enum, default_value_t = Language::Zh)]
    pub(super) lang: Language,
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
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

/// What was typed, or what clap has to say of it: help, the version, wrong use.
pub(super) fn parse(arguments: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let arguments = with_build(arguments);
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    let english = words.any(|word| word == "--lang=en") || {
        let pairs = arguments.windows(2);
        pairs.into_iter().any(|pair| matches!(pair, [option, lang] if option == "--lang" && lang == "en"))
    };
    let command =
        with_help(Arguments::command(), usize::from(english)).about(help::ABOUT[usize::from(english)]);
    Arguments::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

/// A command whose options and commands say what they are for, in one language.
fn with_help(command: clap::Command, lang: usize) -> clap::Command {
    let said = |name: &str| help::of(name).map(|both| both[lang]);
    let command = command.mut_args(|arg| match said(arg.get_id().as_str()) {
        Some(text) => arg.help(text),
        None => arg,
    });
    command.mut_subcommands(|inner| {
        let inner = with_help(inner, lang);
        match said(inner.get_name()) {
            Some(text) => inner.about(text),
            None => inner,
        }
    })
}

/// A folder dropped onto the program comes as its only argument: that means build.
fn with_build(mut arguments: Vec<OsString>) -> Vec<OsString> {
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
