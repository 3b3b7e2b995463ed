//! What can be typed: commands and options, declared and nothing else.

use std::ffi::OsString;
use std::path::PathBuf;

use chengwen::finding::{Lang, help};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::instead::Instead;

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
    Watch(Watch),
    Open(Open),
    Check(Folder),
    Finish(Folder),
    Harvest(Folder),
    Lint(Lint),
    List(Table),
    Tables(Folder),
    Trace(Figure),
    Verify(Verify),
    Init(Folder),
    Kinds(Kinds),
    Completions(Completions),
    Manual,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) folder: Folder,
    #[arg(long)]
    pub(super) track: bool,
    #[arg(long)]
    pub(super) comment: bool,
    #[arg(long)]
    pub(super) preview: bool,
}

#[derive(Debug, Args)]
pub(super) struct Watch {
    #[command(flatten)]
    pub(super) build: Build,
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(super) poll: Option<u64>,
}

#[derive(Debug, Args)]
pub(super) struct Open {
    #[command(flatten)]
    pub(super) folder: Folder,
    #[arg(long)]
    pub(super) no_browser: bool,
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) port: u16,
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
    #[arg(value_name = "NAME|DIR|FILE", required_if_eq_any([("action", "check"), ("action", "export")]))]
    pub(super) name: Option<String>,
    #[arg(value_name = "DIR", required_if_eq("action", "export"))]
    pub(super) to: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum KindsAction {
    List,
    Check,
    Export,
    Schema,
}

#[derive(Debug, Args)]
pub(super) struct Lint {
    pub(super) file: PathBuf,
    #[arg(long)]
    pub(super) fix: bool,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    pub(super) file: PathBuf,
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Clone, Args)]
pub(super) struct Common {
    #[arg(long, global = true, value_name = "NAME|DIR")]
    pub(super) kind: Option<String>,
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[arg(long, global = true)]
    pub(super) strict: bool,
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<Language>,
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    // Chinese.
    Zh,
    // English.
    En,
}

/// What was typed, or what is to be said instead of doing anything.
pub(super) fn parse(arguments: Vec<OsString>) -> Result<Arguments, Instead> {
    let lang = lang_of(&arguments);
    let mut command = Arguments::command();
    command.build();
    let command = said_in(command, lang).about(help::ABOUT[lang as usize]);
    let matches =
        command.try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    matches.map_err(|error| Instead::of(&error, lang))
}

/// Whether a word is the name of a command of the program.
pub(super) fn is_command(word: &str) -> bool {
    let mut command = Arguments::command();
    command.build();
    command.find_subcommand(word).is_some()
}

/// The whole command line in one language, for completions and the manual.
pub(super) fn whole(lang: Lang) -> clap::Command {
    let mut command = Arguments::command();
    command.build();
    said_in(command, lang).about(help::ABOUT[lang as usize])
}

/// The language that is asked for before anything is parsed.
pub(super) fn lang_of(arguments: &[OsString]) -> Lang {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let apart = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| &*pair[1]);
    let typed = joined.or(apart).and_then(|word| Language::from_str(word, true).ok());
    Language::or_of_environment(typed)
}

impl Language {
    /// The language that was typed, else that of the environment when it is English, else Chinese.
    pub(super) fn or_of_environment(typed: Option<Language>) -> Lang {
        let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let of_environment = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
        let english = |value: String| value.to_lowercase().starts_with("en");
        match typed {
            Some(Language::Zh) => Lang::Zh,
            Some(Language::En) => Lang::En,
            None if of_environment().is_some_and(english) => Lang::En,
            None => Lang::Zh,
        }
    }
}

/// A command whose options and commands say what they are for, in one language.
fn said_in(command: clap::Command, lang: Lang) -> clap::Command {
    let said = |name: &str| help::of(name).map(|both| both[lang as usize]);
    let command = command.mut_args(|arg| match said(arg.get_id().as_str()) {
        // The help of help is told twice by clap, in short and in full.
        Some(text) => arg.help(text).long_help(None::<&str>),
        None => arg,
    });
    let command = if lang == Lang::Zh { with_chinese_frame(command) } else { command };
    command.mut_subcommands(|inner| {
        let inner = said_in(inner, lang);
        match said(inner.get_name()) {
            Some(text) => inner.about(text),
            None => inner,
        }
    })
}

/// What clap says around options and commands, in Chinese.
fn with_chinese_frame(mut command: clap::Command) -> clap::Command {
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let usage = help::FRAME.iter().fold(usage.to_owned(), |usage, (en, zh)| usage.replace(en, zh));
    let command =
        command.override_usage(usage).help_template(help::TEMPLATE).subcommand_help_heading(help::COMMANDS);
    command.mut_args(|arg| {
        let heading = if arg.is_positional() { help::ARGUMENTS } else { help::OPTIONS };
        arg.help_heading(heading).hide_default_value(true).hide_possible_values(true)
    })
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
