//! The program on a desk: folders and workbooks dropped onto it, a double click, help in the language of the reader.

use crate::scratch::Scratch;

#[test]
fn without_anything_three_lines_say_what_to_do() {
    let ran = Scratch::new().done(&[]);
    assert_eq!(ran.stdout.lines().count(), 3, "{}", ran.stdout);
    assert!(ran.stdout.contains("拖到本程序图标上"), "{}", ran.stdout);
}

#[test]
fn what_is_dropped_means_its_folder() {
    let scratch = Scratch::with_small_folder("甲");
    for file in scratch.listing() {
        scratch.write(&file.replacen('甲', "乙", 1), &scratch.read(&file));
    }
    let workbook = scratch.listing().into_iter().find(|path| path.starts_with("乙/")).unwrap();
    let ran = scratch.done(&["甲", &workbook, "乙"]);
    assert_eq!((scratch.reports("甲").len(), scratch.reports("乙").len()), (1, 1));
    ran.says(&["【甲】", "【乙】", "错误", "下一步："]);
    assert_eq!(ran.stderr.matches("【乙】").count(), 1, "{}", ran.stderr);
    // What lies in the output means the folder around it.
    let report = scratch.reports("甲").remove(0);
    scratch.done(&[&report]);
    assert!(!scratch.listing().iter().any(|path| path.contains("成文/成文")), "{:?}", scratch.listing());
}

#[test]
fn one_folder_that_fails_does_not_stop_the_others() {
    let scratch = Scratch::with_small_folder("乙");
    std::fs::create_dir(scratch.path("甲")).unwrap();
    let ran = scratch.run(&["甲", "乙"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    ran.says(&["没有工作簿", "【乙】"]);
    assert_eq!(scratch.reports("乙").len(), 1);
}

#[test]
fn a_command_is_meant_whatever_folder_has_its_name() {
    let scratch = Scratch::with_small_folder("check");
    // The folder `.` holds no workbook of its own, but the folder check does.
    scratch.run(&["check"]);
    assert!(scratch.reports("check").is_empty(), "the command was taken for a folder");
}

#[test]
fn a_quote_that_was_swallowed_is_put_back() {
    let scratch = Scratch::with_small_folder("甲");
    let ran = scratch.done(&["build", "甲\" --lang en"]);
    ran.says(&["more note"]);
    assert_eq!(scratch.reports("甲").len(), 1);
}

#[test]
fn wrong_use_is_told_in_the_language_of_the_reader() {
    let scratch = Scratch::with_small_folder("甲");
    let cases: [(&[&str], &[&str]); 6] = [
        (&["biuld", "甲"], &["没有“biuld”这个命令", "build"]),
        (&["build", "甲", "--trak"], &["没有选项“--trak”", "--track"]),
        (&["build", "甲", "--date", "昨天"], &["“昨天”", "2022-04-15"]),
        (&["build", "甲", "--lang", "fr"], &["“fr”", "zh", "en"]),
        (&["list"], &["还缺", "TABLE"]),
        (&["build", "-q", "-v"], &["不能与"]),
    ];
    for (arguments, words) in cases {
        let ran = scratch.refused(arguments, 2);
        ran.says(words);
        ran.says(&["chengwen --help"]);
        assert!(!ran.stderr.contains("error:") && !ran.stderr.contains("Usage"), "{}", ran.stderr);
    }
    scratch.refused(&["--lang", "en", "biuld"], 2).says(&["error:", "Usage"]);
    assert!(scratch.reports("甲").is_empty());
}

#[test]
fn help_is_in_one_language() {
    let scratch = Scratch::new();
    for command in [&[][..], &["build"], &["watch"], &["list"], &["kinds"]] {
        let help = scratch.done(&[command, &["--help"]].concat()).stdout;
        for english in ["Usage", "Options", "Commands", "Arguments", "Print", "default", "possible"] {
            assert!(!help.contains(english), "{command:?} says {english}:\n{help}");
        }
        assert!(help.contains("用法：") && help.contains("选项"), "{command:?}:\n{help}");
        let help = scratch.done(&[command, &["--lang", "en", "--help"]].concat()).stdout;
        assert!(help.contains("Usage") && !help.contains("用法"), "{command:?}:\n{help}");
    }
}

#[test]
fn completions_and_manual_come_from_the_declarations() {
    let scratch = Scratch::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = scratch.done(&["completions", shell]).stdout;
        assert!(script.contains("verify") && script.contains("watch"), "{shell}");
    }
    let page = scratch.done(&["manual"]).stdout;
    assert!(page.contains(".TH chengwen") && page.contains("watch") && page.contains("strict"), "{page}");
}
