//! The program as it is typed: its commands, its results on stdout, its exit codes.

use serde_json::{Map, Value};

use crate::scratch::Scratch;
use crate::{raw, sample};

#[test]
fn build_writes_one_report_and_names_it() {
    let scratch = Scratch::with_sample("campaign", "甲");
    let before = scratch.listing();
    let ran = scratch.done(&["build", "甲"]);
    let reports = scratch.reports("甲");
    assert_eq!(reports, [ran.stdout.trim_end()]);
    assert_eq!(reports[0], format!("甲/成文/{}.docx", sample::campaign().report.title));
    assert!(scratch.read(&reports[0]) == sample::campaign().document, "not what the library makes");
    let added: Vec<_> = scratch.listing().into_iter().filter(|path| !before.contains(path)).collect();
    assert!(added.iter().all(|path| path.starts_with("甲/成文/") && !path.ends_with(".tmp")), "{added:?}");
    assert!(added.len() > 1, "no base: {added:?}");
}

#[test]
fn a_folder_alone_builds() {
    let scratch = Scratch::with_small_folder("甲 乙");
    let ran = scratch.done(&["甲 乙"]);
    assert_eq!(scratch.reports("甲 乙"), [ran.stdout.trim_end()]);
    let inside = scratch.path("甲 乙");
    let whole = inside.to_str().unwrap();
    assert!(scratch.done(&[whole]).stdout.trim_end().starts_with(whole));
}

#[test]
fn check_prints_one_document_and_writes_nothing() {
    let scratch = Scratch::with_sample("campaign", "甲");
    let before = scratch.listing();
    let document = scratch.done(&["check", "甲", "--json"]).json();
    assert_eq!(scratch.listing(), before);
    shape_of_document(&document);
    assert_eq!(document["report"], Value::Null);
    assert_eq!(document["figures"]["opinions.items"]["value"], 76);
    assert_eq!(document["figures"]["forms.return_rate"]["value"], 0.9467);
    assert_eq!(document["figures"]["forms.return_rate"]["of"], serde_json::json!([142, 150]));
    assert_eq!(document["figures"]["units.expected"]["value"], Value::Null);
    assert_eq!(document["figures"]["opinions.by_aspect"]["value"]["政治站位"], 9);
    let plain = scratch.done(&["check", "甲"]).stdout;
    assert!(plain.lines().any(|line| line.contains("76") && line.contains("意见建议条数")), "{plain}");
}

#[test]
fn build_prints_the_same_document_with_the_report() {
    let scratch = Scratch::with_small_folder("甲");
    let mut built = scratch.done(&["build", "甲", "--json"]).json();
    shape_of_document(&built);
    assert_eq!(scratch.reports("甲"), [built["report"].as_str().unwrap()]);
    assert_eq!(built["revision"], Value::Null);
    built["report"] = Value::Null;
    let mut checked = scratch.done(&["check", "甲", "--json"]).json();
    assert_eq!(checked["revision"]["refreshed"], 0, "the report that stands there is fresh");
    checked["revision"] = Value::Null;
    assert_eq!(checked, built);
}

#[test]
fn list_prints_one_object_a_line() {
    let scratch = Scratch::with_sample("campaign", "甲");
    let lines = scratch.done(&["list", "opinions", "甲", "--json"]).stdout;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let always = ["id", "origin", "part", "verbatim", "text", "unit", "person", "aspect", "aspect_by", "why"];
    let always = [&always[..], &["group", "problem", "counted"]].concat();
    for line in &lines {
        let row =
            ["number", "identity", "target", "channel", "date", "adoption", "adopt_reason", "dept", "remark"];
        keys(line, &always, &[&row[..], &["reason"]].concat());
        assert!(
            line["number"].is_string() && line["channel"].is_string(),
            "what stands in the row too: {line}"
        );
        let texts = ["id", "origin", "verbatim", "text"];
        assert!(texts.iter().all(|key| line[key].is_string()), "{line}");
        assert!(["unit", "person", "aspect", "problem"].iter().all(|key| text_or_null(&line[key])), "{line}");
        assert!(line["part"].is_u64() && line["why"].is_array(), "{line}");
        assert!(line["group"].is_null() || line["group"].as_u64() > Some(0), "{line}");
        let by = [
            Value::Null,
            "cell".into(),
            "alias".into(),
            "decision".into(),
            "catalogue".into(),
            "keywords".into(),
        ];
        assert!(by.contains(&line["aspect_by"]), "{line}");
        assert_eq!(line["aspect"].is_null(), line["aspect_by"].is_null(), "{line}");
        assert_eq!(line.get("reason").is_none(), line["counted"] == true, "{line}");
    }
    let counted = lines.iter().filter(|line| line["counted"] == true).count();
    assert_eq!((lines.len(), counted), (80, 76));
    let first_two: Vec<_> =
        lines.iter().filter(|line| line["origin"].as_str().unwrap().ends_with("!E6")).collect();
    let parts: Vec<_> = first_two.iter().map(|line| line["part"].as_u64().unwrap()).collect();
    assert_eq!(parts, [1, 2]);
    assert!(first_two.iter().all(|line| line["verbatim"].as_str().unwrap().contains("2.")), "{first_two:?}");
    let by_name = scratch.done(&["list", "征求意见汇总", "甲", "--json"]).stdout;
    assert_eq!(by_name.lines().count(), 80);
    assert_eq!(scratch.done(&["list", "opinions", "甲"]).stdout.lines().count(), 80);
    for table in ["activities", "documents", "rectification", "roster", "settings"] {
        let lines = scratch.done(&["list", table, "甲", "--json"]).stdout;
        let objects = lines.lines().map(|line| serde_json::from_str::<Map<String, Value>>(line).unwrap());
        let origins = objects.map(|object| object["origin"].as_str().unwrap().to_owned());
        assert!(origins.count() > 5, "{table}");
    }
}

#[test]
fn trace_takes_a_name_or_an_id() {
    let scratch = Scratch::with_sample("campaign", "甲");
    let by_name = scratch.done(&["trace", "意见建议条数", "甲"]).stdout;
    assert_eq!(by_name, scratch.done(&["trace", "opinions.items", "甲"]).stdout);
    let (first, sources) = by_name.split_once('\n').unwrap();
    assert!(first.contains("76") && first.contains("意见建议条数"), "{first}");
    let document = scratch.done(&["check", "甲", "--json"]).json();
    let figures = document["figures"].as_object().unwrap();
    let expected: Vec<_> = figures["opinions.items"]["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s.as_str().unwrap())
        .collect();
    let lines: Vec<_> = sources.lines().map(str::trim).collect();
    let explained = |line: &&str| !line.starts_with("怎样得来：") && !line.starts_with("报告中：");
    assert_eq!(lines.into_iter().filter(explained).collect::<Vec<_>>(), expected);
    let traced = scratch.done(&["trace", "opinions.by_aspect/政治站位", "甲", "--json"]).json();
    keys(&traced, &["id", "name", "printed", "rule", "report", "sources"], &["value"]);
    assert_eq!(traced["sources"], figures["opinions.by_aspect/政治站位"]["sources"]);
}

#[test]
fn kinds_are_listed() {
    let scratch = Scratch::new();
    let plain = scratch.done(&["kinds"]).stdout;
    let line = plain.lines().find(|line| line.starts_with("campaign")).expect("no campaign");
    assert!(line.contains("专项活动情况报告"), "{line}");
    let lines = scratch.done(&["kinds", "--json"]).stdout;
    let kinds: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(kinds.iter().any(|kind| kind["name"] == "campaign"), "{kinds:?}");
}

#[test]
fn a_kind_is_exported_checked_and_its_slips_told() {
    let scratch = Scratch::new();
    scratch.done(&["kinds", "export", "campaign", "类型"]);
    let checked = scratch.done(&["kinds", "check", "类型", "--json"]).json();
    assert_eq!(checked["title"], "专项活动情况报告");
    assert_eq!(checked["faults"], serde_json::json!([]));
    let text = String::from_utf8(scratch.read("类型/outline.toml")).unwrap();
    scratch.write("类型/outline.toml", text.replace("role = \"title\"", "role = \"titel\"").as_bytes());
    let ran = scratch.refused(&["kinds", "check", "类型"], 1);
    ran.says(&["outline.toml", "第", "titel", "您是不是想写“title”"]);
    scratch.refused(&["kinds", "export", "campaign", "类型"], 1).says(&["类型", "→"]);
    scratch.refused(&["kinds", "check", "没有"], 1).says(&["没有", "campaign"]);
}

#[test]
fn schemas_are_printed_for_editors() {
    let scratch = Scratch::new();
    let all = scratch.done(&["kinds", "schema"]).json();
    assert_eq!(all["tables.toml"]["title"], "tables.toml");
    let one = scratch.done(&["kinds", "schema", "tables.toml"]).json();
    assert_eq!(one, all["tables.toml"]);
    let texts = &one["$defs"]["FieldType"]["oneOf"];
    assert!(texts.as_array().unwrap().iter().any(|choice| choice["const"] == "term"), "{texts}");
    scratch.refused(&["kinds", "schema", "lead.hbs"], 1).says(&["lead.hbs", "tables.toml"]);
}

#[test]
fn wrong_use_is_two() {
    let scratch = Scratch::with_small_folder("甲");
    let wrong: [&[&str]; 8] = [
        &["brew", "甲"],
        &["build", "甲", "乙"],
        &["build", "甲", "--fast"],
        &["build", "甲", "--date", "2024-02-30"],
        &["build", "甲", "--date", "昨天"],
        &["build", "甲", "--lang", "fr"],
        &["build", "甲", "-q", "-v"],
        &["trace"],
    ];
    for arguments in wrong {
        let ran = scratch.refused(arguments, 2);
        assert!(!ran.stderr.is_empty(), "{arguments:?}: nothing is said");
    }
}

#[test]
fn help_and_version_are_results() {
    let scratch = Scratch::new();
    let help = scratch.done(&["--help"]).stdout;
    for command in ["build", "check", "list", "trace", "kinds"] {
        assert!(help.contains(command), "{command} is not in the help");
        assert!(scratch.done(&[command, "--help"]).stdout.contains("--lang"), "{command}");
    }
    let english = scratch.done(&["--lang", "en", "build", "--help"]).stdout;
    assert!(english.contains("tracked changes") && english.contains("print results as JSON"), "{english}");
    assert!(scratch.done(&["--version"]).stdout.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn unknown_names_are_refused_with_the_known_ones() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.refused(&["trace", "没有的数字", "甲"], 1).says(&["没有的数字", "意见建议条数"]);
    scratch.refused(&["list", "没有的表", "甲"], 1).says(&["没有的表", "征求意见汇总"]);
    scratch.refused(&["build", "甲", "--kind", "没有的类型"], 1).says(&["没有的类型", "campaign"]);
}

#[test]
fn a_refused_run_says_in_json_where_each_finding_is() {
    let scratch = Scratch::new();
    scratch.write(
        "甲/来访.csv",
        "日期,来访人,事由,离开时间\n3月1日,王平,送材料,9:20\n3月2日,李明,办证,10:05\n".as_bytes(),
    );
    let document = scratch.run(&["check", "甲", "--json"]).json();
    let said = document["findings"].as_array().unwrap();
    let unknown = said.iter().find(|finding| finding["code"] == "sheet-unrecognized").unwrap();
    assert_eq!(unknown["file"], "来访.csv");
    assert!(unknown["sheet"].is_string());
}

#[test]
fn strict_fails_on_errors_only() {
    let scratch = Scratch::with_small_folder("甲");
    for command in [&["check", "甲"][..], &["list", "opinions", "甲"], &["trace", "opinions.items", "甲"]]
    {
        scratch.done(&[command, &["--strict"]].concat());
    }
    scratch.write("甲/加密.xlsx", &crate::workbook::bytes("encrypted.xlsx"));
    let commands = [
        &["check", "甲"][..],
        &["build", "甲"],
        &["list", "opinions", "甲"],
        &["trace", "opinions.items", "甲"],
    ];
    for command in commands {
        scratch.done(command);
        let ran = scratch.run(&[command, &["--strict"]].concat());
        assert_eq!(ran.code, 1, "{command:?}: {}", ran.stderr);
        ran.says(&["加密.xlsx", "→"]);
    }
    assert_eq!(scratch.reports("甲").len(), 1, "strict speaks of the findings, the report is made");
}

#[test]
fn the_date_of_the_command_is_printed() {
    let scratch = Scratch::with_sample("campaign", "甲");
    let document = scratch.done(&["build", "甲", "--date", "2023-12-05", "--json"]).json();
    assert_eq!(document["date"], "2023-12-05");
    let text = raw::paragraphs(&scratch.read(document["report"].as_str().unwrap()));
    assert_eq!(text.iter().filter(|line| *line == "2023年12月5日").count(), 1);
}

#[test]
fn quiet_says_errors_and_verbose_says_all() {
    let scratch = Scratch::with_sample("campaign", "甲");
    scratch.write("甲/通知.pdf", b"%PDF-1.4");
    scratch.write("甲/通知.docx", &crate::workbook::bytes("letter.docx"));
    let [quiet, plain, verbose] = [&["check", "甲", "-q"][..], &["check", "甲"], &["check", "甲", "-v"]]
        .map(|arguments| scratch.done(arguments));
    // A Word file that cannot be understood wants somebody to look at it.
    quiet.says(&["错误：", "通知.docx"]);
    assert!(!quiet.stderr.contains("注意："), "{}", quiet.stderr);
    plain.says(&["注意：", "通知.docx", "-v"]);
    assert!(!plain.stderr.contains("记录："), "{}", plain.stderr);
    verbose.says(&["注意：", "记录：", "通知.docx"]);
    assert_eq!((&quiet.stdout, &plain.stdout), (&plain.stdout, &verbose.stdout));
}

/// The document of build and check as scripts rely on it.
fn shape_of_document(document: &Value) {
    let top = ["report", "kind", "title", "date", "as_of", "run", "figures", "tables", "unread"];
    keys(
        document,
        &[
            &top[..],
            &["recognition", "text_sources", "findings", "proofread", "revision", "annexes", "returned"],
        ]
        .concat(),
        &[],
    );
    assert!(["kind", "title", "run"].iter().all(|key| document[key].is_string()));
    assert!(["report", "date", "as_of"].iter().all(|key| text_or_null(&document[key])));
    for (id, figure) in document["figures"].as_object().unwrap() {
        keys(figure, &["name", "value", "printed", "approximate", "sources"], &["of"]);
        let value = &figure["value"];
        let groups = value.as_object().is_none_or(|groups| groups.values().all(Value::is_u64));
        assert!((value.is_number() || value.is_null() || value.is_object()) && groups, "{id}: {figure}");
        assert!(figure["name"].is_string() && figure["printed"].is_string(), "{id}: {figure}");
        assert!(figure["approximate"].is_boolean() && texts(&figure["sources"]), "{id}: {figure}");
        if let Some(of) = figure.get("of") {
            let of: Vec<f64> = of.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect();
            let rounded = (of[0] / of[1] * 10_000.0).round() / 10_000.0;
            assert!(of.len() == 2 && (value.as_f64().unwrap() - rounded).abs() < 1e-9, "{id}: {figure}");
        }
    }
    for table in document["tables"].as_array().unwrap() {
        keys(
            table,
            &["file", "sheet", "table", "header_rows", "rows_read", "rows_used", "entries", "set_aside"],
            &[],
        );
        assert!(["file", "sheet", "table"].iter().all(|key| table[key].is_string()), "{table}");
        let [first, last] = &table["header_rows"].as_array().unwrap()[..] else { panic!("{table}") };
        assert!(first.as_u64() >= Some(1) && last.as_u64() >= first.as_u64(), "{table}");
        let aside = table["set_aside"].as_array().unwrap();
        aside.iter().for_each(|row| keys(row, &["row", "reason"], &[]));
        let rows = ["rows_read", "rows_used"].map(|key| table[key].as_u64().unwrap());
        assert_eq!(rows[0], rows[1] + aside.len() as u64, "{table}");
        assert!(table["entries"].is_u64(), "{table}");
    }
    for unread in document["unread"].as_array().unwrap() {
        keys(unread, &["file", "reason"], &["sheet"]);
    }
    keys(&document["text_sources"], &["template", "slots", "narrative"], &[]);
    for finding in document["findings"].as_array().unwrap() {
        keys(
            finding,
            &["code", "severity", "message"],
            &["file", "sheet", "cell", "block", "excerpt", "hint"],
        );
        let severities = ["error", "warning", "info"];
        assert!(severities.contains(&finding["severity"].as_str().unwrap()), "{finding}");
        assert!(finding.as_object().unwrap().values().all(Value::is_string), "{finding}");
    }
}

/// Asserts that an object has these keys, and none beyond these and the optional ones.
fn keys(object: &Value, always: &[&str], optional: &[&str]) {
    let object = object.as_object().unwrap_or_else(|| panic!("no object: {object}"));
    for key in always {
        assert!(object.contains_key(*key), "{key} is missing: {object:?}");
    }
    for key in object.keys() {
        assert!(
            always.contains(&key.as_str()) || optional.contains(&key.as_str()),
            "{key} is new: {object:?}"
        );
    }
}

fn text_or_null(value: &Value) -> bool {
    value.is_string() || value.is_null()
}

fn texts(value: &Value) -> bool {
    value.as_array().is_some_and(|list| list.iter().all(Value::is_string))
}

#[test]
fn english_is_english() {
    let scratch = Scratch::with_sample("campaign", "甲");
    let document = scratch.done(&["check", "甲", "--json", "--lang", "en"]).json();
    let names = names();
    let mut sentences: Vec<String> = Vec::new();
    for finding in document["findings"].as_array().unwrap() {
        let said = ["message", "hint"].into_iter().filter_map(|key| finding.get(key));
        sentences.extend(said.map(|said| said.as_str().unwrap().to_owned()));
    }
    assert!(sentences.len() > 20, "{sentences:?}");
    // A folder that lacks what a report cannot do without, with a file that is no workbook.
    scratch.write("乙/报告信息.csv", "项目,内容\n单位全称,某局\n活动名称,某活动\n".as_bytes());
    scratch.write("乙/加密.xlsx", &crate::workbook::bytes("encrypted.xlsx"));
    let ran = scratch.done(&["build", "乙", "--lang", "en"]);
    ran.says(&["error: 加密.xlsx: ", "成文日期"]);
    sentences.extend(ran.stderr.lines().map(str::to_owned));
    let refusals: [&[&str]; 5] = [
        &["build", "无此文件夹"],
        &["build", "乙/报告信息.csv"],
        &["trace", "x", "甲"],
        &["list", "x", "甲"],
        &["build", "甲", "--kind", "x"],
    ];
    for arguments in refusals {
        let ran = scratch.refused(&[arguments, &["--lang", "en"]].concat(), 1);
        sentences.extend(ran.stderr.lines().map(str::to_owned));
    }
    for sentence in sentences {
        let words = sentence.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1).count();
        assert!(words >= 2, "no English: {sentence}");
        for run in chinese_outside_quotes(&sentence) {
            assert!(names.contains(&run), "{run} is no name: {sentence}");
        }
    }
}

/// All that stands in the sample, and what the kind calls its tables, fields, items and figures.
fn names() -> String {
    let mut names = String::from(
        "报告信息 核对表 表格识别 表格（改） 字段（改） 无误 不用 问题归纳 归并到（改） 加密.xlsx 待补充 日至 乙 成文 退回修改",
    );
    for file in sample::files("campaign") {
        names += &format!("\n{}", file.path);
        for sheet in raw::workbook(&file.path, &file.bytes).values() {
            sheet.texts().for_each(|text| names += &format!("\n{text}"));
        }
    }
    let kind = crate::kind();
    let tables = kind
        .tables
        .iter()
        .flat_map(|table| table.fields.iter().map(|field| &field.name).chain([&table.name]));
    let figures = sample::campaign().figures.iter().map(|figure| &figure.name);
    let all = tables.chain(kind.items.iter().map(|item| &item.name)).chain(figures);
    all.for_each(|name| names += &format!("\n{name}"));
    names
}

/// The runs of Chinese characters of a sentence that do not stand between `"` and `"`.
fn chinese_outside_quotes(sentence: &str) -> Vec<String> {
    let outside = sentence.split('"').step_by(2);
    let chinese = |c: char| c.is_alphabetic() && !c.is_ascii();
    let runs = outside.flat_map(|text| text.split(move |c| !chinese(c)).map(str::to_owned));
    runs.filter(|run| !run.is_empty()).collect()
}
