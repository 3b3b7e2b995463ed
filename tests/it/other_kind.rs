//! Another kind of report is another folder: a changed one shows in the report, a broken one is refused with
//! the file and the name that is wrong.

use crate::raw;
use crate::scratch::Scratch;

/// A small folder 甲 and a copy 类型 of the campaign's kind.
fn scratch() -> Scratch {
    let scratch = Scratch::with_small_folder("甲");
    scratch.export("campaign", "类型");
    scratch
}

#[test]
fn a_copy_of_a_kind_makes_the_same_report() {
    let scratch = scratch();
    let text = |arguments: &[&str]| {
        let document = scratch.done(&[arguments, &["--json"]].concat()).json();
        raw::paragraphs(&scratch.read(document["report"].as_str().unwrap()))
    };
    assert_eq!(text(&["build", "甲", "--kind", "类型"]), text(&["build", "甲"]));
}

#[test]
fn another_kind_is_another_folder() {
    let scratch = scratch();
    let edit = |file: &str, change: &dyn Fn(String) -> String| {
        let path = format!("类型/{file}");
        let before = String::from_utf8(scratch.read(&path)).unwrap();
        let after = change(before.clone());
        assert_ne!(before, after, "{file}");
        scratch.write(&path, after.as_bytes());
    };
    edit("outline.toml", &|text| {
        let start = text.find("heading = '").unwrap() + "heading = '".len();
        let end = start + text[start..].find('\'').unwrap();
        format!("{}另立标题，自成一类{}", &text[..start], &text[end..])
    });
    edit("lead.hbs", &|text| {
        text.trim_end().to_owned() + "共收到{{意见建议条数}}条，这句只在另一类报告里有。\n"
    });
    edit("tables.toml", &|text| text.replacen("\"意见和建议\",", "\"心声\", \"意见和建议\",", 1));
    scratch.write("甲/另一张.csv", "序号,单位,心声\n1,南街医院,建议改善就餐环境\n".as_bytes());
    let document = scratch.done(&["build", "甲", "--kind", "类型", "--json"]).json();
    assert_eq!(document["figures"]["opinions.items"]["value"], 2);
    let text = raw::paragraphs(&scratch.read(document["report"].as_str().unwrap())).join("\n");
    for expected in ["另立标题，自成一类", "共收到2条，这句只在另一类报告里有。"] {
        assert!(text.contains(expected), "{expected} is missing:\n{text}");
    }
    let base =
        scratch.listing().into_iter().find(|path| path.contains(".chengwen/") && path.ends_with(".xml"));
    let base = String::from_utf8(scratch.read(&base.unwrap())).unwrap();
    assert!(base.contains("类型"), "the base does not name its kind: {base}");
}

#[test]
fn unknown_names_in_texts_are_refused_before_anything_is_made() {
    let broken = [
        ("{{没有的名称}}", "没有的名称"),
        ("{{#if 不存在}}有{{/if}}", "不存在"),
        ("{{#unless (any 活动次数 不存在)}}无{{/unless}}", "不存在"),
        ("{{#each 主题党日}}{{没有的字段}}{{/each}}", "没有的字段"),
        ("{{#each 主题党日}}{{#if 没有的字段}}有{{/if}}{{/each}}", "没有的字段"),
        ("{{#each 主题党日}}{{../没有的名称}}{{/each}}", "没有的名称"),
        ("{{#with 动员会.[0]}}{{没有的字段}}{{/with}}", "没有的字段"),
        ("{{#each 没有的表}}{{/each}}", "没有的表"),
        ("{{#clause}}共{{没有的名称}}次{{/clause}}", "没有的名称"),
        ("{{join 没有的名单 \"、\"}}", "没有的名单"),
        ("{{文字材料.没有的段落}}", "没有的段落"),
        ("{{没有的帮手 单位全称}}", "没有的帮手"),
        ("{{#没有的帮手}}有{{/没有的帮手}}", "没有的帮手"),
        ("{{#claim \"没有的词\"}}迅速{{/claim}}", "没有的词"),
        ("{{#if 活动次数}}没有关上", "lead.hbs"),
        ("{{单位全称", "lead.hbs"),
    ];
    for (wording, name) in broken {
        let scratch = scratch();
        let mut text = scratch.read("类型/lead.hbs");
        text.extend(wording.as_bytes());
        scratch.write("类型/lead.hbs", &text);
        for command in ["build", "check"] {
            let ran = scratch.refused(&[command, "甲", "--kind", "类型"], 1);
            ran.says(&["lead.hbs", name, "→"]);
        }
        scratch
            .refused(&["build", "甲", "--kind", "类型", "--lang", "en"], 1)
            .says(&["error: ", "lead.hbs", name]);
    }
}

#[test]
fn unknown_names_in_data_files_are_refused() {
    let broken = [
        ("figures.toml", "\n[[figure]\nid = 1", "figures.toml"),
        ("tables.toml", "\nid = = 1", "tables.toml"),
        (
            "figures.toml",
            "\n[[figure]]\nid = \"x\"\nname = \"某数\"\ntable = \"没有的表\"\ncount = \"entries\"\n",
            "没有的表",
        ),
        (
            "figures.toml",
            "\n[[figure]]\nid = \"x\"\nname = \"某数\"\ntable = \"activities\"\nsum = \"没有的列\"\n",
            "没有的列",
        ),
        (
            "figures.toml",
            "\n[[figure]]\nid = \"x\"\nname = \"某数\"\ntable = \"activities\"\ncuont = \"entries\"\n",
            "cuont",
        ),
        (
            "tables.toml",
            "\n[[table]]\nid = \"x\"\nname = \"某表\"\nidentify = []\nneeds = [\"没有的栏\"]\nfield = []\n",
            "没有的栏",
        ),
        ("outline.toml", "\n[[section]]\nid = \"x\"\nname = \"某节\"\ntext = \"没有的.hbs\"\n", "没有的.hbs"),
    ];
    for (file, added, name) in broken {
        let scratch = scratch();
        let mut text = scratch.read(&format!("类型/{file}"));
        text.extend(added.as_bytes());
        scratch.write(&format!("类型/{file}"), &text);
        let ran = scratch.refused(&["build", "甲", "--kind", "类型"], 1);
        ran.says(&[name, "→"]);
        // A text that is not there is itself the file that is named.
        assert!(name.ends_with(".hbs") || ran.stderr.contains(file), "{file}: {}", ran.stderr);
    }
}

/// What a key of `tables.toml` names must be there; what is there is told.
#[test]
fn unknown_names_in_tables_are_told_with_those_that_exist() {
    let table = |keys: &str, field: &str| {
        format!(
            "\n[[table]]\nid = \"x\"\nname = \"某表\"\nidentify = [[\"count\"]]\n{keys}\n\
             [[table.field]]\nid = \"count\"\nname = \"人数\"\ntype = \"number\"\n\
             [[table.field]]\nid = \"why\"\nname = \"理由\"\ntype = \"text\"\n{field}\n"
        )
    };
    let broken = [
        (table("supported = [[\"count\", \"nowhere\"]]", ""), "nowhere", "count、why"),
        (table("unless = [\"nowhere\"]", ""), "nowhere", "content"),
        (table("event_date = \"nowhere\"", ""), "nowhere", "count、why"),
        (table("", "beside = [\"nowhere\"]"), "字段“why”", "count、why"),
        (table("", "infer_from = \"nowhere\""), "字段“why”", "count、why"),
        // The quotient of a text is none.
        (table("", "quotient = [\"count\", \"why\"]"), "quotient", "“why”"),
        (table("", "compounds = [{ heads = [\"@nowhere\"], of = [] }]"), "nowhere", "person"),
        (table("", "compounds = [{ heads = [\"@unit\"], of = [\"@nowhere\"] }]"), "nowhere", "topics"),
    ];
    for (added, key, known) in broken {
        let scratch = scratch();
        let mut text = scratch.read("类型/tables.toml");
        text.extend(added.as_bytes());
        scratch.write("类型/tables.toml", &text);
        let ran = scratch.refused(&["build", "甲", "--kind", "类型"], 1);
        ran.says(&["tables.toml", "表“x”", key, known]);
    }
}

#[test]
fn a_missing_file_of_a_kind_is_named() {
    // The look comes from what kinds share.
    let scratch = self::scratch();
    std::fs::remove_file(scratch.path("类型/look.toml")).unwrap();
    scratch.done(&["build", "甲", "--kind", "类型"]);
    for file in ["tables.toml", "figures.toml", "outline.toml", "lead.hbs"] {
        let scratch = self::scratch();
        std::fs::remove_file(scratch.path(&format!("类型/{file}"))).unwrap();
        scratch.refused(&["build", "甲", "--kind", "类型"], 1).says(&[file, "→"]);
    }
}

#[test]
fn a_folder_that_is_no_kind_is_refused() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.refused(&["build", "甲", "--kind", "甲"], 1).says(&["tables.toml", "→"]);
}
