//! What clap has to say of a command line → what is printed instead of doing anything, and the exit code.

use std::process::ExitCode;

use chengwen::finding::{Lang, Usage};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is printed instead: help and the version on stdout, wrong use on stderr.
pub(super) struct Instead {
    text: String,
    is_wrong_use: bool,
}

impl Instead {
    pub(super) fn of(error: &clap::Error, lang: Lang) -> Self {
        let is_wrong_use = error.use_stderr();
        let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        let text = match is_wrong_use && !is_help && lang == Lang::Zh {
            true => in_chinese(error),
            false => error.render().to_string(),
        };
        Instead { text, is_wrong_use }
    }

    /// Prints it. A reader that went away (`| head`) is no fault.
    pub(super) fn print(&self) -> ExitCode {
        use std::io::Write as _;
        let text = self.text.trim_end();
        if self.is_wrong_use {
            eprintln!("{text}");
            return ExitCode::from(2);
        }
        let _ = writeln!(std::io::stdout(), "{text}");
        ExitCode::SUCCESS
    }
}

/// Why the arguments cannot be understood, from the parts of the error.
fn in_chinese(error: &clap::Error) -> String {
    let part = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let one = |kind: ContextKind| part(kind).into_iter().next().unwrap_or_default();
    let usage = match error.kind() {
        ErrorKind::InvalidSubcommand => Usage::NoSuchCommand {
            typed: one(ContextKind::InvalidSubcommand),
            near: part(ContextKind::SuggestedSubcommand),
        },
        ErrorKind::UnknownArgument => {
            Usage::NoSuchOption { typed: one(ContextKind::InvalidArg), near: part(ContextKind::SuggestedArg) }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Usage::WrongValue {
            argument: one(ContextKind::InvalidArg),
            typed: one(ContextKind::InvalidValue),
            known: part(ContextKind::ValidValue),
        },
        ErrorKind::MissingRequiredArgument => Usage::Missing { arguments: part(ContextKind::InvalidArg) },
        ErrorKind::ArgumentConflict => {
            Usage::Conflict { argument: one(ContextKind::InvalidArg), others: part(ContextKind::PriorArg) }
        }
        _ => Usage::NotUnderstood,
    };
    let why = std::error::Error::source(error).map(|why| Usage::Because { why: why.to_string() });
    let lines = [Some(usage), why, Some(Usage::SeeHelp)].into_iter().flatten();
    lines.map(|line| line.words_in(Lang::Zh)).collect::<Vec<_>>().join("\n")
}
