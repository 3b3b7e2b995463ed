//! Opinions get their aspect, group and problem, and rows of one problem become one.

mod labelled;

use std::collections::BTreeSet;

use chengwen::classify::{Known, classify, remember};
use chengwen::finding::Noted;
use chengwen::kind::Kind;
use chengwen::model::decision::Decisions;
use chengwen::model::entry::{Class, CountStatus, Entry};
use chengwen::model::origin::{Places, address};
use chengwen::normalize::{Context, Normalized};

use crate::kind;
use crate::normalize::{Made, cases, codes, field, run, spell};

/// Normalises and classifies tables.
fn classified(kind: &Kind, made: &[Made], scheme: Option<&str>) -> Noted<Normalized> {
    let noted = run(kind, made, &Context::default());
    let mut places = Places::default();
    for made in made {
        places.enter(made.file, made.sheet);
    }
    classify(noted.value, kind, &Known { scheme }, &places, &Decisions::default())
}

fn class(entry: &Entry) -> &Class {
    entry.class.as_deref().unwrap()
}

fn opinions(rows: &[&[&str]]) -> Made {
    Made::new("opinions", &["unit", "person", "target", "aspect", "problem", "content"], rows)
}

#[test]
fn aspects() {
    let kind = kind();
    let mut wrong = Vec::new();
    for case in cases("aspects") {
        let [text, scheme, cell, expected] = &case[..4] else { panic!("{case:?}") };
        let scheme = Some(scheme.as_str()).filter(|scheme| !scheme.is_empty());
        let noted = classified(&kind, &[opinions(&[&["", "", "", cell, "", text]])], scheme);
        let class = class(&noted.value.entries[0]);
        let by = class.aspect_by.map_or("", |by| by.word());
        let given = (class.aspect.as_deref().unwrap_or_default(), by, class.why.join(" "));
        let by = case.get(4).map_or("", String::as_str);
        let why = case.get(5).cloned().unwrap_or_default();
        if given != (expected, by, why) {
            wrong.push(format!("{case:?}\n  given {given:?}"));
        }
    }
    assert!(wrong.is_empty(), "aspects.tsv:\n{}", wrong.join("\n"));
}

/// Every aspect can be found by its words, and what was found says how much it weighs.
#[test]
fn every_aspect_has_keywords() {
    let kind = kind();
    let mut schemes = BTreeSet::new();
    for row in kind.vocabulary.list("aspects").rows() {
        let (scheme, aspect) = (row.get("scheme"), row.get("aspect"));
        schemes.insert(scheme.to_owned());
        let (strong, weak) = (row.words("strong").collect::<Vec<_>>(), row.words("weak").count());
        assert!(strong.len() >= 3 && weak > 0, "{scheme} {aspect}");
        let noted = classified(&kind, &[opinions(&[&["", "", "", "", "", strong[0]]])], Some(scheme));
        let class = class(&noted.value.entries[0]);
        assert_eq!(class.aspect.as_deref(), Some(aspect), "{scheme} {}", strong[0]);
        assert!(class.score >= 2 && !class.why.is_empty());
    }
    assert_eq!(schemes.len(), 7);
}

#[test]
fn groups() {
    let kind = kind();
    let mut wrong = Vec::new();
    for case in cases("groups") {
        let [one, other, same, targets] = &case[..4] else { panic!("{case:?}") };
        let (first, second) = targets.split_once('/').unwrap_or_default();
        let rows: [&[&str]; 2] = [&["甲局", "", first, "", "", one], &["乙局", "", second, "", "", other]];
        let noted = classified(&kind, &[opinions(&rows)], None);
        let numbers: Vec<u32> = noted.value.entries.iter().map(|entry| class(entry).group).collect();
        if numbers != [1, if same == "是" { 1 } else { 2 }] {
            wrong.push(format!("{case:?} gives {numbers:?}"));
        }
    }
    assert!(wrong.is_empty(), "groups.tsv:\n{}", wrong.join("\n"));
}

/// What is nearly the same is suggested, and never counted together.
#[test]
fn suggestions() {
    let kind = kind();
    let mut wrong = Vec::new();
    for case in cases("near") {
        let [one, other, suggested, targets] = &case[..4] else { panic!("{case:?}") };
        let (first, second) = targets.split_once('/').unwrap_or_default();
        let rows: [&[&str]; 2] = [&["甲组", "", first, "", "", one], &["乙组", "", second, "", "", other]];
        let noted = classified(&kind, &[opinions(&rows)], None);
        let groups: Vec<u32> = noted.value.entries.iter().map(|entry| class(entry).group).collect();
        let found = &noted.value.suggestions;
        if groups != [1, 2] || found.len() != usize::from(suggested == "是") {
            wrong.push(format!("{case:?} gives {groups:?} {found:?}"));
        }
        let told = codes(&noted.findings).contains(&"opinions-nearly-same");
        assert_eq!(told, !found.is_empty());
    }
    assert!(wrong.is_empty(), "near.tsv:\n{}", wrong.join("\n"));
}

/// A cluster stands beside the opinion that most entries share, with what each other one says differently.
#[test]
fn a_suggestion_shows_the_difference() {
    let kind = kind();
    let rows: [&[&str]; 4] = [
        &["甲组", "", "", "", "", "机关文件运转太慢，建议规定各环节办理期限"],
        &["乙组", "", "", "", "", "机关文件运转太慢，建议规定各环节办理时限"],
        &["丙组", "", "", "", "", "机关文件运转太慢，建议规定各环节办理时限。"],
        &["丁组", "", "", "", "", "道路坑洼不平"],
    ];
    let noted = classified(&kind, &[opinions(&rows)], None);
    let [suggestion] = noted.value.suggestions.as_slice() else { panic!("{:?}", noted.value.suggestions) };
    let members: Vec<(u32, usize)> =
        suggestion.members.iter().map(|member| (member.group, member.entry)).collect();
    assert_eq!(members, [(2, 1), (1, 0)]);
    let other = &suggestion.members[1];
    assert_eq!((other.missing.join("/"), other.added.join("/")), ("时".into(), "期".into()));
    assert!((80..=100).contains(&other.likeness), "{}", other.likeness);
    assert_eq!(codes(&noted.findings), ["problems-unnamed", "opinions-nearly-same"]);
}

/// Two that take opposite sides are not in one cluster, even when a third is like both.
#[test]
fn opposites_never_meet_in_a_cluster() {
    let kind = kind();
    let rows: [&[&str]; 3] = [
        &["甲组", "", "", "", "", "建议增加各类检查考核的频次，压实基层单位责任，形成长效机制"],
        &["乙组", "", "", "", "", "建议各类检查考核的频次，压实基层单位责任，形成长效机制"],
        &["丙组", "", "", "", "", "建议减少各类检查考核的频次，压实基层单位责任，形成长效机制"],
    ];
    let noted = classified(&kind, &[opinions(&rows)], None);
    for suggestion in &noted.value.suggestions {
        let entries: Vec<usize> = suggestion.members.iter().map(|member| member.entry).collect();
        assert!(!(entries.contains(&0) && entries.contains(&2)), "{entries:?}");
    }
}

/// A group keeps the number of the run before; a new one gets a number that no other ever had.
#[test]
fn group_numbers_stay_from_run_to_run() {
    let kind = kind();
    let (old, gone, new): (&[&str], &[&str], &[&str]) = (
        &["甲组", "", "", "", "", "文件偏多"],
        &["乙组", "", "", "", "", "会议偏多"],
        &["丙组", "", "", "", "", "检查偏多"],
    );
    let first = classified(&kind, &[opinions(&[gone, old])], None).value;
    let mut decisions = Decisions::default();
    remember(&first, &kind, &mut decisions);
    let noted = run(&kind, &[opinions(&[new, old])], &Context::default());
    let second = classify(noted.value, &kind, &Known::default(), &Places::default(), &decisions).value;
    let groups: Vec<u32> = second.entries.iter().map(|entry| class(entry).group).collect();
    assert_eq!(groups, [3, 2]);
}

/// Those who say the same are told apart by the channel; one that is filled in later changes nothing.
#[test]
fn identities_survive_a_channel_that_is_filled_in() {
    let kind = kind();
    let ids = |channels: &[&str]| {
        let rows: Vec<Vec<&str>> =
            channels.iter().map(|channel| vec!["甲局", *channel, "文件偏多"]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let made = Made::new("opinions", &["unit", "channel", "content"], &rows);
        let noted = classified(&kind, &[made], None);
        noted.value.entries.iter().map(|entry| class(entry).id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[""]), ids(&["座谈会"]));
    let (two, swapped) = (ids(&["座谈会", "意见箱"]), ids(&["意见箱", "座谈会"]));
    assert_eq!(two, [swapped[1].clone(), swapped[0].clone()]);
    assert_eq!(ids(&["", "座谈会"])[1], ids(&["座谈会"])[0]);
}

/// A table of opinions with a name that is padded, a split cell, an agreement, 无, 满意 and a blank unit.
#[test]
fn a_table_of_opinions_is_counted_as_by_hand() {
    let kind = kind();
    let columns = ["number", "unit", "person", "aspect", "content"];
    let rows: [&[&str]; 6] = [
        &["1.", "XX镇人大", "张 三", "", "1.建议增加代表视察次数。\n2.机关文件偏多"],
        &["2.", "XX镇人大", "李四", "", "无"],
        &["3.", "县教体局", "", "监督工作", "同意。建议加强对预算执行的监督"],
        &["4.", "县教育局", "", "", "建议增加代表视察次数"],
        &["5.", "", "匿名", "", "满意"],
        &["6.", "县财政局", "", "", "/"],
    ];
    let mut made = Made::new("opinions", &columns, &rows);
    made.harvested.unit = Some((
        "填报单位：县人大常委会办公室".into(),
        chengwen::model::origin::Origin { sheet: chengwen::model::origin::SheetId(0), row: 1, column: 0 },
    ));
    let noted = classified(&kind, &[made], Some("人大"));
    let entries = &noted.value.entries;
    let items: Vec<(&Entry, String)> = entries
        .iter()
        .filter(|entry| entry.counts())
        .map(|entry| (entry, spell(field(&kind, &noted.value, entry, "content"))))
        .collect();
    let texts: Vec<&str> = items.iter().map(|(_, text)| text.as_str()).collect();
    let expected =
        ["建议增加代表视察次数", "机关文件偏多", "建议加强对预算执行的监督", "建议增加代表视察次数"];
    assert_eq!(texts, expected);
    assert_eq!(items.iter().map(|(entry, _)| class(entry).group).collect::<Vec<_>>(), [1, 2, 3, 1]);
    let aspects: Vec<&str> =
        items.iter().map(|(entry, _)| class(entry).aspect.as_deref().unwrap_or("未分类")).collect();
    assert_eq!(aspects, ["代表工作", "未分类", "监督工作", "代表工作"]);
    assert_eq!(entries.iter().filter(|entry| entry.count_status == CountStatus::NoOpinion).count(), 2);
    assert_eq!(entries.iter().filter(|entry| entry.count_status == CountStatus::Praise).count(), 1);
    let units: BTreeSet<String> = entries
        .iter()
        .map(|entry| spell(field(&kind, &noted.value, entry, "unit")))
        .filter(|unit| !unit.is_empty())
        .collect();
    assert_eq!(units.len(), 4);
    assert_eq!(spell(field(&kind, &noted.value, &entries[0], "person")), "张三");
    assert_eq!(
        (noted.value.tallies[0].rows_read, noted.value.tallies[0].rows_used, noted.value.tallies[0].entries),
        (6, 6, 4)
    );
    assert_eq!(&*noted.value.verbatim[&(0, 3)], rows[0][4]);
    assert_eq!(codes(&noted.findings), ["opinion-unclassified", "problems-unnamed"]);
    let ids: BTreeSet<&str> = entries.iter().map(|entry| class(entry).id.as_str()).collect();
    assert_eq!(ids.len(), entries.len());
}

/// An id is that of the giver and the text: rows may move.
#[test]
fn identities_survive_another_order_of_rows() {
    let kind = kind();
    let (one, other): (&[&str], &[&str]) =
        (&["甲局", "张三", "", "", "", "文件偏多"], &["乙局", "", "", "", "", "会议偏多"]);
    let ids = |rows: &[&[&str]]| {
        let noted = classified(&kind, &[opinions(rows)], None);
        noted.value.entries.iter().map(|entry| class(entry).id.clone()).collect::<Vec<_>>()
    };
    let (first, mut second) = (ids(&[one, other, one]), ids(&[other, one, one]));
    assert_eq!(first.len(), 3);
    second.swap(0, 1);
    assert_eq!(first, [second[0].clone(), second[1].clone(), second[2].clone()]);
    assert_ne!(first[0], first[2]);
}

#[test]
fn a_number_in_the_problem_column_names_the_catalogue_s_problem() {
    let kind = kind();
    let catalogue = Made::new(
        "catalogue",
        &["number", "aspect", "problem"],
        &[&["=1", "形式主义", "文山会海"], &["=2", "官僚主义", "脱离群众"]],
    );
    let made = opinions(&[
        &["", "", "", "", "=2", "多到村里走走"],
        &["", "", "", "", "问题1", "少发文"],
        &["", "", "", "", "9", "少开会"],
        &["", "", "", "", "", "文山会海。"],
        &["", "", "", "享乐主义方面", "工作纪律松弛", "上班纪律差"],
    ]);
    let noted = classified(&kind, &[catalogue, made], Some("目录"));
    let found: Vec<(&str, &str, &str)> = noted.value.entries[2..]
        .iter()
        .map(|entry| {
            let class = class(entry);
            let by = class.aspect_by.map_or("", |by| by.word());
            (class.problem.as_deref().unwrap_or_default(), class.aspect.as_deref().unwrap_or_default(), by)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("脱离群众", "官僚主义", "catalogue"),
            ("文山会海", "形式主义", "catalogue"),
            ("", "", ""),
            ("文山会海", "形式主义", "catalogue"),
            ("工作纪律松弛", "享乐主义", "cell"),
        ]
    );
    assert_eq!(
        codes(&noted.findings),
        ["problem-number-unknown", "opinion-unclassified", "aspect-outside-scheme", "problems-unnamed"]
    );
}

fn list(sheet: &'static str, columns: &[&'static str], rows: &[&[&str]]) -> Made {
    Made { file: "三张清单.xlsx", sheet, ..Made::new("rectification", columns, rows) }
}

#[test]
fn a_problem_on_three_lists_is_counted_once_and_keeps_its_cells() {
    let kind = kind();
    let made = [
        list(
            "问题清单",
            &["number", "problem", "aspect"],
            &[&["=1", "文件偏多", "形式主义"], &["=2", "学习不深", ""]],
        ),
        list(
            "责任清单",
            &["number", "problem", "owner"],
            &[&["1", "文件偏多。", "张三"], &["2", "学习不深入", "李四"]],
        ),
        list(
            "整改清单",
            &["number", "problem", "measure", "status"],
            &[
                &["1", "文件偏多", "1.精简文件\n2.合并会议", "已完成"],
                &["2", "学习不深", "制定计划", "整改中"],
            ],
        ),
    ];
    let noted = classified(&kind, &made, None);
    let counted: Vec<&Entry> = noted.value.entries.iter().filter(|entry| entry.counts()).collect();
    assert_eq!(counted.len(), 2);
    let groups: Vec<u32> = noted.value.entries.iter().map(|entry| class(entry).group).collect();
    assert_eq!(groups, [1, 2, 1, 2, 1, 2]);
    let of = |entry: &Entry, id: &str| spell(field(&kind, &noted.value, entry, id));
    assert_eq!((of(counted[0], "owner"), of(counted[0], "status")), ("张三".into(), "已完成".into()));
    assert_eq!(of(counted[0], "measure"), "精简文件 | 合并会议");
    let table = kind.table("rectification").unwrap();
    let status = kind.tables[table].field("status").unwrap();
    let cell = counted[0].origin(&noted.value.heads, status).unwrap();
    assert_eq!((cell.sheet.0, address(cell.row, cell.column)), (2, "D4".into()));
    assert_eq!(codes(&noted.findings), ["problem-wording-differs"]);
}

#[test]
fn rows_of_one_problem_count_once_and_the_lower_status_counts() {
    let kind = kind();
    let rows: [&[&str]; 5] = [
        &["1", "文件偏多", "精简文件", "已完成"],
        &["1", "文件偏多", "合并会议", "整改中"],
        &["", "", "控制篇幅", ""],
        &["2", "文件偏多", "另一项", "已完成"],
        &["3", "学习不深", "", "未启动"],
    ];
    let made = list("整改台账", &["number", "problem", "measure", "status"], &rows);
    let noted = classified(&kind, &[made], None);
    let counted: Vec<String> = noted
        .value
        .entries
        .iter()
        .filter(|entry| entry.counts())
        .map(|entry| spell(field(&kind, &noted.value, entry, "status")))
        .collect();
    assert_eq!(counted, ["整改中", "已完成", "尚未完成"]);
    let first = &noted.value.entries[0];
    assert_eq!(spell(field(&kind, &noted.value, first, "measure")), "精简文件 | 合并会议 | 控制篇幅");
    let measure = kind.tables[kind.table("rectification").unwrap()].field("measure").unwrap();
    let cells: Vec<u32> = first.origins(&noted.value.heads, measure).iter().map(|cell| cell.row).collect();
    assert_eq!(cells, [3, 4, 5]);
    assert_eq!(codes(&noted.findings), ["status-differs"]);
}

/// Two units may have found the same problem, each with its own ledger.
#[test]
fn ledgers_of_two_units_stay_apart() {
    let kind = kind();
    let ledger = |file, dept: &str| Made {
        file,
        ..list("整改台账", &["number", "problem", "dept"], &[&["1", "学习不够深入", dept]])
    };
    let noted = classified(&kind, &[ledger("甲.xlsx", "甲局"), ledger("乙.xlsx", "乙局")], None);
    assert_eq!(noted.value.entries.iter().filter(|entry| entry.counts()).count(), 2);
}
