//! A questionnaire in a kind of one's own: one rule for all its questions, an annex whose rows are questions.

use crate::raw;
use crate::scratch::Scratch;

const TABLE: &str = r##"
[[table]]
id = "answers"
name = "问卷答卷"
hints = ["问卷", "满意度"]
identify = [["answer"]]

[[table.field]]
id = "sheet"
name = "答卷编号"
type = "text"

[[table.field]]
id = "question"
name = "题目"
type = "text"
harvest = "band"

[[table.field]]
id = "answer"
name = "回答"
type = "term"
vocabulary = "satisfaction"
questions = ["Q#*", "第#题*"]
"##;

const FIGURES: &str = r##"
[[figure]]
id = "answers.by_question"
name = "各题回答数"
table = "answers"
group_by = "question"

[[figure]]
id = "answers.by_answer"
name = "各题各项回答数"
table = "answers"
group_by = ["question", "answer"]

[[figure]]
id = "answers.pleased"
name = "各题满意数"
table = "answers"
where = [{ field = "answer", is = ["满意"] }]
group_by = "question"

[[figure]]
id = "answers.rate"
name = "各题满意率"
ratio = ["answers.pleased", "answers.by_question"]
"##;

const ANNEX: &str = r##"
[[annex]]
id = "answers"
name = "问卷统计表"
title = "问卷调查结果统计表"
source = { figure = "answers.by_question" }

[[annex.column]]
header = "题目"
key = true
width = 24

[[annex.column]]
header = "满意"
members = "answers.by_answer"
of = "满意"
width = 6

[[annex.column]]
header = "不满意"
members = "answers.by_answer"
of = "不满意"
width = 6

[[annex.column]]
header = "满意率"
members = "answers.rate"
width = 6
"##;

fn scratch(answers: &str) -> Scratch {
    let scratch = Scratch::with_small_folder("甲");
    scratch.export("feedback", "类型");
    for (file, more) in [("tables.toml", TABLE), ("figures.toml", FIGURES), ("annexes.toml", ANNEX)] {
        let mut text = scratch.read(&format!("类型/{file}"));
        text.extend(more.as_bytes());
        scratch.write(&format!("类型/{file}"), &text);
    }
    let words = "term\taliases\n满意\t很满意 非常满意\n一般\t基本满意\n不满意\t很不满意\n";
    scratch.write("类型/vocabulary/satisfaction.tsv", words.as_bytes());
    scratch.write("甲/报告信息补充.csv", "项目,内容\n附件,问卷统计表\n".as_bytes());
    scratch.write("甲/满意度问卷.csv", answers.as_bytes());
    scratch
}

#[test]
fn every_question_is_counted_by_one_rule() {
    let answers = "答卷编号,Q1.您对办事效率,Q2.您对服务态度,Q3.您对环境卫生\nA01,满意,满意,不满意\nA02,很满意,一般,\nA03,不满意,满意,满意\n";
    let scratch = scratch(answers);
    let document = scratch.done(&["build", "甲", "--kind", "类型", "--json"]).json();
    let figures = &document["figures"];
    let value = |id: &str| figures[id]["value"].clone();
    assert_eq!(value("answers.by_question/Q1.您对办事效率"), 3, "{figures:#}");
    assert_eq!(value("answers.by_question/Q3.您对环境卫生"), 2);
    assert_eq!(value("answers.by_answer/Q1.您对办事效率/满意"), 2);
    let sources = figures["answers.by_question/Q3.您对环境卫生"]["sources"].as_array().unwrap();
    assert!(sources.iter().all(|source| source.as_str().unwrap().contains("!D")), "{sources:?}");
    let text = raw::paragraphs(&scratch.read(document["report"].as_str().unwrap())).join("|");
    assert!(text.contains("Q2.您对服务态度|2|0|66.7%"), "{text}");
}

/// What anywhere else says nothing is an answer where the vocabulary of the answers has it.
#[test]
fn an_answer_that_says_nothing_elsewhere_counts_where_it_is_one_of_the_answers() {
    let scratch =
        scratch("答卷编号,Q1.您对办事效率,Q2.您对服务态度\nA01,一般,无\nA02,满意,一般\nA03,一般,不满意\n");
    let text = String::from_utf8(scratch.read("类型/tables.toml")).unwrap();
    let with = text.replace("identify = [[\"answer\"]]", "identify = [[\"answer\"]]\nsubject = \"answer\"");
    assert_ne!(text, with);
    scratch.write("类型/tables.toml", with.as_bytes());
    let document = scratch.done(&["check", "甲", "--kind", "类型", "--json"]).json();
    let value = |id: &str| document["figures"][id]["value"].clone();
    assert_eq!(value("answers.by_answer/Q1.您对办事效率/一般"), 2, "{:#}", document["figures"]);
    assert_eq!(value("answers.by_question/Q1.您对办事效率"), 3);
    assert_eq!(value("answers.by_question/Q2.您对服务态度"), 2, "无 is no answer of this vocabulary");
}

#[test]
fn other_ways_of_writing_questions_and_one_question_alone() {
    let scratch = scratch("答卷编号,第一题 您对窗口服务是否满意\n1,非常满意\n2,不满意\n3,满意\n");
    let document = scratch.done(&["check", "甲", "--kind", "类型", "--json"]).json();
    let groups = &document["figures"]["answers.by_question"]["value"];
    let (question, count) = groups.as_object().unwrap().iter().next().unwrap();
    assert!(question.contains("您对窗口服务是否满意") && *count == 3, "{groups}");
}

#[test]
fn questions_need_a_field_for_the_question() {
    let scratch = scratch("答卷编号,Q1\n1,满意\n");
    let text = String::from_utf8(scratch.read("类型/tables.toml")).unwrap();
    let from = text.find("id = \"answers\"").unwrap();
    let (before, after) = text.split_at(from);
    let without = format!("{before}{}", after.replacen("harvest = \"band\"\n", "", 1));
    // The other tables of the kind have bands of their own; this one has none.
    scratch.write("类型/tables.toml", without.as_bytes());
    scratch.refused(&["kinds", "check", "类型"], 1).says(&["questions", "harvest"]);
}

/// What one sheet with choices and open questions gives: the answers to the choices, the opinions, by their columns.
fn mixed(sheet: &str) -> (Vec<(String, u64)>, u64, u64, Vec<String>, String) {
    let scratch = scratch(sheet);
    let document = scratch.done(&["build", "甲", "--kind", "类型", "--json"]).json();
    let figures = &document["figures"];
    let questions = figures["answers.by_question"]["value"].as_object().unwrap();
    let questions = questions.iter().map(|(question, count)| (question.clone(), count.as_u64().unwrap()));
    let value = |id: &str| figures[id]["value"].as_u64().unwrap();
    let sources = figures["opinions.items"]["sources"].as_array().unwrap().iter();
    let sources = sources.map(|source| source.as_str().unwrap().rsplit('!').next().unwrap().to_owned());
    let text = raw::paragraphs(&scratch.read(document["report"].as_str().unwrap())).join("|");
    let rows = document["tables"].as_array().unwrap().iter();
    for table in rows {
        let count = |key: &str| table[key].as_u64().unwrap();
        let aside = table["set_aside"].as_array().unwrap().len() as u64;
        assert_eq!(count("rows_read"), count("rows_used") + aside, "{table}");
    }
    (questions.collect(), value("opinions.items"), value("opinions.none"), sources.collect(), text)
}

#[test]
fn choices_and_open_opinions_of_one_sheet_both_come_out() {
    let (questions, opinions, none, sources, text) = mixed(
        "答卷编号,Q1.您对办事效率,Q2.您对服务态度,Q3.您对窗口工作有什么意见建议\n\
         A01,满意,满意,建议延长午间办理时间\nA02,很满意,一般,无\nA03,不满意,满意,1.希望增加停车位；2.建议公开办事流程\n合计,3,3,3\n",
    );
    let expected = [("Q1.您对办事效率", 3), ("Q2.您对服务态度", 3)];
    let seen: Vec<(&str, u64)> = questions.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(seen, expected);
    // One of each is the small folder's own.
    assert_eq!((opinions, none), (4, 2), "{sources:?}");
    assert!(sources.iter().filter(|source| source.starts_with('D')).count() >= 2, "{sources:?}");
    for words in ["Q2.您对服务态度|2|0|66.7%", "建议延长午间办理时间", "建议公开办事流程"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn who_answered_holds_for_the_opinions_too() {
    let (questions, opinions, none, sources, text) = mixed(
        "序号,所在单位,第1题 您对学习安排是否满意,第2题 您对会风是否满意,意见建议\n\
         1,南街医院,满意,不满意,会议太多，建议精简\n2,财务科,一般,满意,\n3,人事科,很满意,满意,建议开展下基层调研\n",
    );
    assert_eq!(questions.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [3, 3], "{questions:?}");
    assert_eq!((opinions, none), (3, 1), "{sources:?}");
    assert!(text.contains("建议开展下基层调研"), "{text}");
    assert!(!text.contains("财务科反馈"), "{text}");
}

#[test]
fn several_open_questions_between_the_choices() {
    let (questions, opinions, none, sources, text) = mixed(
        "序号,提交答卷时间,来自IP,Q1.您对食堂饭菜的评价,Q2.您认为医院管理存在哪些问题？,Q3.您对就诊环境的评价,Q4.您对医院还有哪些建议？\n\
         1,2024/3/1 10:00,1.1.1.1,满意,挂号排队时间长,不满意,建议增设自助机\n\
         2,2024/3/1 10:03,1.1.1.2,一般,停车难,满意,(空)\n3,2024/3/2 10:03,1.1.1.3,不满意,(空),满意,建议设立导诊台\n",
    );
    let names: Vec<&str> = questions.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Q1.您对食堂饭菜的评价", "Q3.您对就诊环境的评价"]);
    assert_eq!((opinions, none), (5, 1), "{sources:?}");
    assert!(text.contains("挂号排队时间长") && text.contains("建议设立导诊台"), "{text}");
}

/// A question about opinions whose answers are the printed choices is a choice.
#[test]
fn a_choice_about_opinions_is_no_opinion() {
    let (questions, opinions, ..) = mixed(
        "答卷编号,Q1.您对意见建议的办理,Q2.您还有什么意见建议\nA01,满意,希望办理结果公开\nA02,不满意,\nA03,满意,无\n",
    );
    let names: Vec<&str> = questions.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((names, opinions), (vec!["Q1.您对意见建议的办理"], 2));
}
