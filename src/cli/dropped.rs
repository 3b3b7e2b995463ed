//! What was dropped onto the program, or typed in a way that a shell mangles → arguments that can be read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chengwen::workbook::OUTPUT;

/// Folders and files that were dropped onto the program come as its only arguments: the folders that they mean, each
/// once, in their order; none when the arguments are commands.
pub(super) fn folders(arguments: &[OsString], is_command: impl Fn(&str) -> bool) -> Option<Vec<PathBuf>> {
    let dropped = arguments.get(1..).filter(|dropped| !dropped.is_empty())?;
    let is_dropped = |argument: &OsString| {
        // Who types a command means it, whatever folder has that name.
        !argument.to_str().is_some_and(&is_command) && Path::new(argument).exists()
    };
    if !dropped.iter().all(is_dropped) {
        return None;
    }
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in dropped.iter().map(|argument| meant(Path::new(argument))) {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    Some(folders)
}

/// The report folder that a dropped folder or file means: of a workbook the folder it lies in, of what lies in 成文/
/// the folder around that.
fn meant(dropped: &Path) -> PathBuf {
    let folder = match dropped.is_file() {
        // The folder of a bare name is where the program was started.
        true => dropped.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")),
        false => dropped,
    };
    let output =
        folder.ancestors().filter(|inside| inside.file_name().is_some_and(|name| name == OUTPUT)).last();
    output.and_then(Path::parent).filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(folder).to_owned()
}

/// Arguments as they were meant. A folder that ends in `\` before its closing quote (`"D:\报告\" --json`) takes in the
/// quote and all that follows it on Windows; no path there can hold a quote, so that one is known.
pub(super) fn mended(arguments: Vec<OsString>) -> Vec<OsString> {
    let mended = arguments.into_iter().flat_map(|argument| {
        match argument.to_str().and_then(|text| text.split_once('"')) {
            Some((path, rest)) if !path.is_empty() && !Path::new(&argument).exists() => {
                let rest = rest.split(['"', ' ']).filter(|word| !word.is_empty()).map(OsString::from);
                std::iter::once(OsString::from(path)).chain(rest).collect()
            }
            _ => vec![argument],
        }
    });
    mended.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swallowed_quote_is_put_back() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&["c", r#"D:\报告""#], &["c", r"D:\报告"]),
            (&["c", "build", r#"D:\报告" --json"#], &["c", "build", r"D:\报告", "--json"]),
            (&["c", r#"D:\一" D:\二"#], &["c", r"D:\一", r"D:\二"]),
            (&["c", "build", "甲"], &["c", "build", "甲"]),
        ];
        for (typed, meant) in cases {
            let typed = typed.iter().map(OsString::from).collect();
            assert_eq!(mended(typed), meant.iter().map(OsString::from).collect::<Vec<_>>());
        }
    }
}
